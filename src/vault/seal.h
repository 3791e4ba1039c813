// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "secretbuffer.h"

#include <core/ids.h>
#include <core/result.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace t6::vault {

/// A table's or field's name inside a place: a literal of 1 to 32 characters, checked by the compiler.
class PlaceName
{
public:
    template <std::size_t N>
    consteval PlaceName(const char (&literal)[N]) : m_text(literal, N - 1) // NOLINT(google-explicit-constructor)
    {
        static_assert(N >= 2 && N <= 33);
    }
    [[nodiscard]] constexpr std::string_view text() const noexcept { return m_text; }

private:
    std::string_view m_text;
};

/// A row's id: a 64-bit number or 16 bytes (UUID, digest). The two never mean the same row.
class RowId
{
public:
    explicit RowId(std::int64_t number) noexcept;
    explicit RowId(OrderId order) noexcept : RowId(order.value) {}
    explicit RowId(const std::array<unsigned char, 16>& bytes) noexcept : m_bytes(bytes), m_size(16) {}
    explicit RowId(const QUuid& uuid) noexcept;
    [[nodiscard]] std::span<const unsigned char> bytes() const noexcept { return {m_bytes.data(), m_size}; }

private:
    std::array<unsigned char, 16> m_bytes{};
    std::size_t m_size;
};

/// Where a sealed value belongs. All of it is bound into the seal, together with the vault and the merchant whose keys
/// seal it: the same bytes in another row, field or version do not open.
struct Place
{
    PlaceName table;
    RowId row;
    PlaceName field;
    std::uint64_t version = 0; ///< rises with each rewrite where an old value put back must be noticed; else 0
};

/// A sealed value:  format u8 | key generation u32 | version u64 | nonce 24 | cipher text | tag 16   (little-endian)
inline constexpr std::size_t kSealOverhead = 1 + 4 + 8 + 24 + 16;

[[nodiscard]] constexpr std::size_t sealedSize(std::size_t plainSize) noexcept { return plainSize + kSealOverhead; }
/// 0 for a blob that is too short to be one.
[[nodiscard]] constexpr std::size_t openedSize(std::size_t blobSize) noexcept { return blobSize < kSealOverhead ? 0 : blobSize - kSealOverhead; }

/// XChaCha20-Poly1305 under one key with a random nonce for each seal; the associated data begin with who owns the key.
/// Refers to memory of its owner; const and pure, so any thread may use it.
class Sealer
{
public:
    /// `key` has 32 bytes and outlives the sealer. A null merchant stands for the profile itself.
    Sealer(const unsigned char* key, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t keyGeneration) noexcept;

    [[nodiscard]] QByteArray seal(const Place& place, QByteArrayView plain) const;
    /// `out` has exactly sealedSize(plain.size()) bytes and does not overlap `plain`.
    void sealInto(const Place& place, QByteArrayView plain, std::span<unsigned char> out) const;

    /// SealBroken for everything but the very bytes sealed for this very place.
    [[nodiscard]] Result<QByteArray> open(const Place& place, QByteArrayView blob) const;
    /// For secrets: the plain text is only ever in protected memory.
    [[nodiscard]] Result<SecretBuffer> openSecret(const Place& place, QByteArrayView blob) const;
    /// Returns the part of `out` that was written; `out` has at least openedSize(blob.size()) bytes. After a failure it
    /// holds nothing of the plain text.
    [[nodiscard]] Result<std::span<unsigned char>> openInto(const Place& place, QByteArrayView blob, std::span<unsigned char> out) const;

private:
    const unsigned char* m_key;
    std::array<unsigned char, 16> m_vault;
    std::array<unsigned char, 16> m_merchant;
    std::uint32_t m_keyGeneration;
};

} // namespace t6::vault
