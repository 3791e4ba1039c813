// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "keys.h"

#include <QtEndian>

#include <sodium.h>

namespace t6::vault {

namespace {

// The numbers and contexts are part of the format: see README.md.
constexpr char kMerchantContext[crypto_kdf_CONTEXTBYTES + 1] = "T6MERCH1";
constexpr char kProfileContext[crypto_kdf_CONTEXTBYTES + 1] = "T6VAULT1";
constexpr std::uint64_t kAuditKey = 3;
constexpr std::uint64_t kMiscKey = 4;
constexpr std::uint64_t kAuditSeed = 5;
constexpr std::size_t kHashKey = 3;
constexpr std::size_t kSigningKey = 2; // of the profile's block: takes this and the next
constexpr std::size_t kSigningPublicKey = 3;

static_assert(crypto_kdf_KEYBYTES == kKeySize && crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kKeySize && crypto_generichash_KEYBYTES == kKeySize);
static_assert(crypto_sign_SEEDBYTES == kKeySize && crypto_sign_PUBLICKEYBYTES == kKeySize && crypto_sign_SECRETKEYBYTES == 2 * kKeySize);

QByteArray keyedHash(const unsigned char* key, QByteArrayView text)
{
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), static_cast<std::size_t>(hash.size()), reinterpret_cast<const unsigned char*>(text.data()),
        static_cast<std::size_t>(text.size()), key, kKeySize);
    return hash;
}

} // namespace

MerchantKeys::MerchantKeys(KeyBlock keys, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t generation) noexcept
    : m_keys(std::move(keys)), m_vaultId(vaultId), m_merchant(merchant), m_generation(generation)
{
}

Result<std::shared_ptr<const MerchantKeys>> MerchantKeys::derive(
    const std::shared_ptr<KeyArena>& arena, const unsigned char* dataKey, const QUuid& vaultId, const MerchantId& merchant, std::uint32_t generation)
{
    auto block = arena->take();
    if (!block)
        return tl::unexpected<Error>(block.error());
    for (std::size_t i = 0; i < KeyBlock::kKeys; ++i)
        crypto_kdf_derive_from_key(block->key(i), kKeySize, i + 1, kMerchantContext, dataKey);
    return std::shared_ptr<const MerchantKeys>(new MerchantKeys(std::move(*block), vaultId, merchant, generation));
}

Sealer MerchantKeys::sealer(Purpose purpose) const noexcept
{
    return Sealer(m_keys.key(static_cast<std::size_t>(purpose)), m_vaultId, m_merchant, m_generation);
}

QByteArray MerchantKeys::hash256(QByteArrayView text) const
{
    return keyedHash(m_keys.key(kHashKey), text);
}

std::uint64_t MerchantKeys::hash64(QByteArrayView text) const
{
    return qFromLittleEndian<std::uint64_t>(hash256(text).constData());
}

Result<std::shared_ptr<const ProfileKeys>> ProfileKeys::derive(const std::shared_ptr<KeyArena>& arena, const unsigned char* masterKey, const QUuid& vaultId)
{
    auto block = arena->take();
    if (!block)
        return tl::unexpected<Error>(block.error());
    unsigned char publicKey[crypto_sign_PUBLICKEYBYTES];
    crypto_kdf_derive_from_key(block->key(0), kKeySize, kAuditSeed, kProfileContext, masterKey); // key 0 is free yet, and protected
    crypto_sign_seed_keypair(publicKey, block->key(kSigningKey), block->key(0));
    crypto_kdf_derive_from_key(block->key(0), kKeySize, kMiscKey, kProfileContext, masterKey);
    crypto_kdf_derive_from_key(block->key(1), kKeySize, kAuditKey, kProfileContext, masterKey);
    return std::shared_ptr<const ProfileKeys>(new ProfileKeys(std::move(*block), vaultId));
}

Sealer ProfileKeys::sealer() const noexcept
{
    return Sealer(m_keys.key(0), m_vaultId, MerchantId{}, 1);
}

QByteArray ProfileKeys::auditMac(QByteArrayView text) const
{
    return keyedHash(m_keys.key(1), text);
}

QByteArray ProfileKeys::auditSign(QByteArrayView hash) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, reinterpret_cast<const unsigned char*>(hash.data()),
        static_cast<unsigned long long>(hash.size()), m_keys.key(kSigningKey));
    return signature;
}

bool ProfileKeys::auditVerify(QByteArrayView hash, QByteArrayView signature) const
{
    return signature.size() == crypto_sign_BYTES
        && crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()), reinterpret_cast<const unsigned char*>(hash.data()),
               static_cast<unsigned long long>(hash.size()), m_keys.key(kSigningPublicKey))
        == 0;
}

} // namespace t6::vault
