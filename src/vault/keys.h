// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keyarena.h"
#include "seal.h"

#include <memory>

namespace t6::vault {

/// What a merchant's key is used for; each purpose has a key of its own.
enum class Purpose {
    Api, ///< API key and secret
    Login, ///< the ShipStation login
    Cache, ///< orders, journal bodies, label PDFs
};

/// The keys of one merchant, derived from its data key. Share them as shared_ptr<const MerchantKeys>; every function is
/// const and may be called from any thread at once. Locking the vault means dropping every pointer: then they are zeroed.
class MerchantKeys
{
public:
    /// `dataKey` has 32 bytes; the caller wipes it.
    [[nodiscard]] static Result<std::shared_ptr<const MerchantKeys>> derive(
        const std::shared_ptr<KeyArena>& arena, const unsigned char* dataKey, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t generation);

    [[nodiscard]] const MerchantId& merchant() const noexcept { return m_merchant; }
    [[nodiscard]] Sealer sealer(Purpose purpose) const noexcept;

    // The cache is what is sealed by the hundred thousand; the rest goes through sealer(purpose).
    [[nodiscard]] QByteArray seal(const Place& place, QByteArrayView plain) const { return sealer(Purpose::Cache).seal(place, plain); }
    [[nodiscard]] Result<QByteArray> open(const Place& place, QByteArrayView blob) const { return sealer(Purpose::Cache).open(place, blob); }

    /// Keyed hashes for audit and logs: equal text gives equal hashes within this merchant, and says nothing outside.
    [[nodiscard]] QByteArray hash256(QByteArrayView text) const;
    [[nodiscard]] std::uint64_t hash64(QByteArrayView text) const;

    MerchantKeys(const MerchantKeys&) = delete;
    MerchantKeys& operator=(const MerchantKeys&) = delete;

private:
    MerchantKeys(KeyBlock keys, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t generation) noexcept;

    KeyBlock m_keys; // in the order of Purpose, then the hash key
    QUuid m_vaultId;
    MerchantId m_merchant;
    std::uint32_t m_generation;
};

/// The keys of the profile itself: settings and other data of no single merchant. As MerchantKeys: const, any thread.
class ProfileKeys
{
public:
    /// `masterKey` has 32 bytes; the caller wipes it.
    [[nodiscard]] static Result<std::shared_ptr<const ProfileKeys>> derive(
        const std::shared_ptr<KeyArena>& arena, const unsigned char* masterKey, const QUuid& vaultId);

    [[nodiscard]] QByteArray seal(const Place& place, QByteArrayView plain) const { return sealer().seal(place, plain); }
    [[nodiscard]] Result<QByteArray> open(const Place& place, QByteArrayView blob) const { return sealer().open(place, blob); }
    [[nodiscard]] Sealer sealer() const noexcept;

    /// Authenticates a state of the audit log (32 bytes).
    [[nodiscard]] QByteArray auditMac(QByteArrayView text) const;
    /// Signs the hash of an audit line (64 bytes, Ed25519): while the vault is locked nobody can write one.
    [[nodiscard]] QByteArray auditSign(QByteArrayView hash) const;
    [[nodiscard]] bool auditVerify(QByteArrayView hash, QByteArrayView signature) const;

    ProfileKeys(const ProfileKeys&) = delete;
    ProfileKeys& operator=(const ProfileKeys&) = delete;

private:
    ProfileKeys(KeyBlock keys, const QUuid& vaultId) noexcept : m_keys(std::move(keys)), m_vaultId(vaultId) {}

    KeyBlock m_keys; // misc, audit MAC, then the signing key as libsodium has it: 32 bytes of seed, 32 of public key
    QUuid m_vaultId;
};

} // namespace t6::vault
