// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "seal.h"

#include <QUuid>
#include <QtEndian>

#include <sodium.h>

#include <cstring>

namespace t6::vault {

namespace {

constexpr unsigned char kFormat = 1;
constexpr std::size_t kGenerationAt = 1;
constexpr std::size_t kVersionAt = 5;
constexpr std::size_t kNonceAt = 13;
constexpr std::size_t kCipherAt = kNonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(kCipherAt + crypto_aead_xchacha20poly1305_ietf_ABYTES == kSealOverhead);

std::array<unsigned char, 16> bytesOf(const QUuid& uuid) noexcept
{
    std::array<unsigned char, 16> bytes;
    qToBigEndian(uuid.data1, bytes.data());
    qToBigEndian(uuid.data2, bytes.data() + 4);
    qToBigEndian(uuid.data3, bytes.data() + 6);
    std::memcpy(bytes.data() + 8, uuid.data4, 8);
    return bytes;
}

/// Everything the seal is bound to, each part behind its length so that no two places give the same bytes.
class AssociatedData
{
public:
    void add(std::span<const unsigned char> part) noexcept
    {
        m_bytes[m_size++] = static_cast<unsigned char>(part.size());
        std::memcpy(m_bytes.data() + m_size, part.data(), part.size());
        m_size += part.size();
    }
    void add(std::string_view text) noexcept
    {
        m_bytes[m_size++] = static_cast<unsigned char>(text.size());
        std::memcpy(m_bytes.data() + m_size, text.data(), text.size());
        m_size += text.size();
    }
    template <typename Number>
    void addNumber(Number value) noexcept
    {
        std::array<unsigned char, sizeof(Number)> bytes;
        qToLittleEndian(value, bytes.data());
        add(bytes);
    }
    [[nodiscard]] const unsigned char* data() const noexcept { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    // label 4, vault 16, table 32, merchant 16, row 16, field 32, version 8, generation 4, and a length before each
    std::array<unsigned char, 4 + 16 + 32 + 16 + 16 + 32 + 8 + 4 + 8> m_bytes;
    std::size_t m_size = 0;
};

AssociatedData associatedData(const std::array<unsigned char, 16>& vault, const std::array<unsigned char, 16>& merchant, const Place& place, std::uint32_t keyGeneration) noexcept
{
    AssociatedData data;
    data.add(std::string_view("t6f1"));
    data.add(vault);
    data.add(place.table.text());
    data.add(merchant);
    data.add(place.row.bytes());
    data.add(place.field.text());
    data.addNumber(place.version);
    data.addNumber(keyGeneration);
    return data;
}

tl::unexpected<Error> broken()
{
    return failure(ErrorDomain::Vault, ErrorCode::SealBroken);
}

} // namespace

RowId::RowId(std::int64_t number) noexcept : m_size(8)
{
    qToLittleEndian(number, m_bytes.data());
}

RowId::RowId(const QUuid& uuid) noexcept : m_bytes(bytesOf(uuid)), m_size(16) {}

Sealer::Sealer(const unsigned char* key, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t keyGeneration) noexcept
    : m_key(key), m_vault(bytesOf(vaultId)), m_merchant(bytesOf(merchant.value)), m_keyGeneration(keyGeneration)
{
}

void Sealer::sealInto(const Place& place, QByteArrayView plain, std::span<unsigned char> out) const
{
    Q_ASSERT(out.size() == sealedSize(static_cast<std::size_t>(plain.size())));
    out[0] = kFormat;
    qToLittleEndian(m_keyGeneration, out.data() + kGenerationAt);
    qToLittleEndian(place.version, out.data() + kVersionAt);
    randombytes_buf(out.data() + kNonceAt, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    const AssociatedData bound = associatedData(m_vault, m_merchant, place, m_keyGeneration);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kCipherAt, nullptr, reinterpret_cast<const unsigned char*>(plain.data()), static_cast<std::size_t>(plain.size()), bound.data(), bound.size(),
        nullptr, out.data() + kNonceAt, m_key);
}

QByteArray Sealer::seal(const Place& place, QByteArrayView plain) const
{
    QByteArray blob(static_cast<qsizetype>(sealedSize(static_cast<std::size_t>(plain.size()))), Qt::Uninitialized);
    sealInto(place, plain, {reinterpret_cast<unsigned char*>(blob.data()), static_cast<std::size_t>(blob.size())});
    return blob;
}

Result<std::span<unsigned char>> Sealer::openInto(const Place& place, QByteArrayView blob, std::span<unsigned char> out) const
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(blob.data());
    const auto size = static_cast<std::size_t>(blob.size());
    if (size < kSealOverhead || out.size() < openedSize(size) || bytes[0] != kFormat || qFromLittleEndian<std::uint32_t>(bytes + kGenerationAt) != m_keyGeneration
        || qFromLittleEndian<std::uint64_t>(bytes + kVersionAt) != place.version)
        return broken();
    const AssociatedData bound = associatedData(m_vault, m_merchant, place, m_keyGeneration);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, bytes + kCipherAt, size - kCipherAt, bound.data(), bound.size(), bytes + kNonceAt, m_key) != 0)
        return broken();
    return out.first(openedSize(size));
}

Result<QByteArray> Sealer::open(const Place& place, QByteArrayView blob) const
{
    QByteArray plain(static_cast<qsizetype>(openedSize(static_cast<std::size_t>(blob.size()))), Qt::Uninitialized);
    const auto opened = openInto(place, blob, {reinterpret_cast<unsigned char*>(plain.data()), static_cast<std::size_t>(plain.size())});
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    return plain;
}

Result<SecretBuffer> Sealer::openSecret(const Place& place, QByteArrayView blob) const
{
    const std::size_t size = openedSize(static_cast<std::size_t>(blob.size()));
    SecretBuffer plain(size);
    if (plain.size() != size)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("sodium_malloc"));
    const auto opened = openInto(place, blob, plain.span());
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    return plain;
}

} // namespace t6::vault
