// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "vault.h"

#include "vaultheader.h"

#include <QtEndian>

#include <sodium.h>

#include <cstring>

namespace t6::vault {

namespace {

// Numbers and context of the keys derived from the master key; 3 and 4 are the profile's (keys.cpp).
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "T6VAULT1";
constexpr std::uint64_t kHeaderKey = 1;
constexpr std::uint64_t kWrapKey = 2;

// Places in the vault's own block.
constexpr std::size_t kMaster = 0;
constexpr std::size_t kHeader = 1;
constexpr std::size_t kWrap = 2;
constexpr std::size_t kSlot = 3; // only while a slot is opened or written

// A wrapped merchant key:  format u8 | key generation u32 | nonce 24 | wrapped 48
constexpr char kWrappedFormat = 1;
constexpr std::uint32_t kFirstKeyGeneration = 1;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kNonceAt = 5;
constexpr std::size_t kCipherAt = kNonceAt + kNonceSize;
constexpr std::size_t kWrappedSize = kCipherAt + kKeySize + crypto_aead_xchacha20poly1305_ietf_ABYTES;

tl::unexpected<Error> refused(ErrorCode code)
{
    return failure(ErrorDomain::Vault, code);
}

KeySlot newSlot(KeySlot::Type type, UtcTime now)
{
    KeySlot slot;
    slot.type = type;
    randombytes_buf(slot.id.data(), slot.id.size());
    slot.created = static_cast<std::uint64_t>(now.time_since_epoch().count());
    return slot;
}

Result<KeySlot> passphraseSlot(const VaultHeader& header, const Passphrase& passphrase, const KdfParameters& kdf, UtcTime now, unsigned char* slotKey, const unsigned char* masterKey)
{
    if (passphrase.isEmpty())
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, {}, QStringLiteral("passphrase"));
    KeySlot slot = newSlot(KeySlot::Type::Passphrase, now);
    slot.kdf = kdf;
    randombytes_buf(slot.salt.data(), slot.salt.size());
    if (const auto derived = deriveKey(passphrase.view(), slot.salt, kdf, slotKey); !derived)
        return tl::unexpected<Error>(derived.error());
    header.wrap(slot, slotKey, masterKey);
    return slot;
}

QByteArray wrapData(const QUuid& vaultId, const MerchantId& merchant, std::uint32_t generation)
{
    QByteArray data("t6dek1");
    data += vaultId.toRfc4122();
    data += merchant.value.toRfc4122();
    std::array<char, sizeof(generation)> number;
    qToLittleEndian(generation, number.data());
    data.append(number.data(), sizeof(generation));
    return data;
}

} // namespace

Result<Vault> Vault::blank()
{
    auto arena = KeyArena::create();
    if (!arena)
        return tl::unexpected<Error>(arena.error());
    auto keys = (*arena)->take();
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    return Vault(std::move(*arena), std::move(*keys));
}

Result<CreatedVault> Vault::create(const Passphrase& passphrase, const KdfParameters& kdf, UtcTime now)
{
    auto vault = blank();
    if (!vault)
        return tl::unexpected<Error>(vault.error());
    auto recoveryKey = RecoveryKey::create();
    if (!recoveryKey)
        return tl::unexpected<Error>(recoveryKey.error());

    KeyBlock& keys = vault->m_keys;
    randombytes_buf(keys.key(kMaster), kKeySize);
    vault->deriveFromMasterKey();

    VaultHeader header;
    randombytes_buf(header.vaultId.data(), header.vaultId.size());
    header.generation = 1;
    const auto slot = passphraseSlot(header, passphrase, kdf, now, keys.key(kSlot), keys.key(kMaster));
    sodium_memzero(keys.key(kSlot), kKeySize);
    if (!slot)
        return tl::unexpected<Error>(slot.error());
    header.setSlot(*slot);
    KeySlot recovery = newSlot(KeySlot::Type::RecoveryKey, now);
    header.wrap(recovery, recoveryKey->data(), keys.key(kMaster));
    header.setSlot(recovery);

    vault->take(header, header.signedWith(keys.key(kHeader)));
    auto profileKeys = ProfileKeys::derive(vault->m_arena, keys.key(kMaster), vault->m_id);
    if (!profileKeys)
        return tl::unexpected<Error>(profileKeys.error());
    vault->m_profileKeys = std::move(*profileKeys);
    return CreatedVault{std::move(*vault), std::move(*recoveryKey)};
}

Result<Vault> Vault::unlock(QByteArrayView bytes, const Passphrase& passphrase, std::uint64_t lastSeenGeneration, OlderFile older)
{
    const auto header = VaultHeader::parse(bytes);
    if (!header)
        return tl::unexpected<Error>(header.error());
    auto vault = blank();
    if (!vault)
        return tl::unexpected<Error>(vault.error());
    const KeySlot& slot = *header->slot(KeySlot::Type::Passphrase);
    if (const auto derived = deriveKey(passphrase.view(), slot.salt, slot.kdf, vault->m_keys.key(kSlot)); !derived)
        return tl::unexpected<Error>(derived.error());
    if (const auto opened = vault->openWith(*header, bytes, slot, ErrorCode::WrongPassphrase); !opened)
        return tl::unexpected<Error>(opened.error());
    if (const auto generation = vault->checkGeneration(lastSeenGeneration, older); !generation)
        return tl::unexpected<Error>(generation.error());
    return vault;
}

Result<Vault> Vault::unlock(QByteArrayView bytes, const RecoveryKey& key, std::uint64_t lastSeenGeneration, OlderFile older)
{
    const auto header = VaultHeader::parse(bytes);
    if (!header)
        return tl::unexpected<Error>(header.error());
    const KeySlot* slot = header->slot(KeySlot::Type::RecoveryKey);
    if (!slot)
        return refused(ErrorCode::WrongRecoveryKey);
    auto vault = blank();
    if (!vault)
        return tl::unexpected<Error>(vault.error());
    std::memcpy(vault->m_keys.key(kSlot), key.data(), kKeySize);
    if (const auto opened = vault->openWith(*header, bytes, *slot, ErrorCode::WrongRecoveryKey); !opened)
        return tl::unexpected<Error>(opened.error());
    if (const auto generation = vault->checkGeneration(lastSeenGeneration, older); !generation)
        return tl::unexpected<Error>(generation.error());
    return vault;
}

Result<void> Vault::openWith(const VaultHeader& header, QByteArrayView bytes, const KeySlot& slot, ErrorCode whenWrong)
{
    const bool opened = header.unwrap(slot, m_keys.key(kSlot), m_keys.key(kMaster));
    sodium_memzero(m_keys.key(kSlot), kKeySize);
    if (!opened)
        return refused(whenWrong);
    deriveFromMasterKey();
    // The MAC also commits to the key: XChaCha20-Poly1305 alone would let one slot open under two keys.
    if (!VaultHeader::isSignedWith(m_keys.key(kHeader), bytes))
        return refused(ErrorCode::VaultDamaged);
    take(header, bytes.toByteArray());
    auto profileKeys = ProfileKeys::derive(m_arena, m_keys.key(kMaster), m_id);
    if (!profileKeys)
        return tl::unexpected<Error>(profileKeys.error());
    m_profileKeys = std::move(*profileKeys);
    return {};
}

Result<void> Vault::checkGeneration(std::uint64_t lastSeen, OlderFile older) const
{
    if (m_generation < lastSeen && older == OlderFile::Refuse)
        return refused(ErrorCode::VaultOlder);
    return {};
}

void Vault::deriveFromMasterKey()
{
    crypto_kdf_derive_from_key(m_keys.key(kHeader), kKeySize, kHeaderKey, kContext, m_keys.key(kMaster));
    crypto_kdf_derive_from_key(m_keys.key(kWrap), kKeySize, kWrapKey, kContext, m_keys.key(kMaster));
}

void Vault::take(const VaultHeader& header, const QByteArray& bytes)
{
    m_header = bytes;
    m_id = QUuid::fromRfc4122(QByteArrayView(header.vaultId.data(), static_cast<qsizetype>(header.vaultId.size())));
    m_generation = header.generation;
    m_kdf = header.slot(KeySlot::Type::Passphrase)->kdf;
}

Result<QByteArray> Vault::withPassphrase(const Passphrase& passphrase, const KdfParameters& kdf, UtcTime now) const
{
    auto header = VaultHeader::parse(m_header);
    if (!header)
        return tl::unexpected<Error>(header.error());
    auto scratch = m_arena->take();
    if (!scratch)
        return tl::unexpected<Error>(scratch.error());
    const auto slot = passphraseSlot(*header, passphrase, kdf, now, scratch->key(kSlot), m_keys.key(kMaster));
    if (!slot)
        return tl::unexpected<Error>(slot.error());
    header->setSlot(*slot);
    ++header->generation;
    return header->signedWith(m_keys.key(kHeader));
}

Result<QByteArray> Vault::withRecoveryKey(const RecoveryKey& key, UtcTime now) const
{
    auto header = VaultHeader::parse(m_header);
    if (!header)
        return tl::unexpected<Error>(header.error());
    KeySlot slot = newSlot(KeySlot::Type::RecoveryKey, now);
    header->wrap(slot, key.data(), m_keys.key(kMaster));
    header->setSlot(slot);
    ++header->generation;
    return header->signedWith(m_keys.key(kHeader));
}

Result<void> Vault::adopt(QByteArrayView bytes)
{
    const auto header = VaultHeader::parse(bytes);
    if (!header)
        return tl::unexpected<Error>(header.error());
    if (!VaultHeader::isSignedWith(m_keys.key(kHeader), bytes))
        return refused(ErrorCode::VaultDamaged);
    if (header->generation <= m_generation)
        return refused(ErrorCode::VaultOlder);
    take(*header, bytes.toByteArray());
    return {};
}

Result<NewMerchantKey> Vault::addMerchant(const MerchantId& merchant) const
{
    auto scratch = m_arena->take();
    if (!scratch)
        return tl::unexpected<Error>(scratch.error());
    unsigned char* dataKey = scratch->key(0);
    randombytes_buf(dataKey, kKeySize);

    QByteArray wrapped(static_cast<qsizetype>(kWrappedSize), Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(wrapped.data());
    out[0] = kWrappedFormat;
    qToLittleEndian(kFirstKeyGeneration, out + 1);
    randombytes_buf(out + kNonceAt, kNonceSize);
    const QByteArray bound = wrapData(m_id, merchant, kFirstKeyGeneration);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + kCipherAt, nullptr, dataKey, kKeySize, reinterpret_cast<const unsigned char*>(bound.constData()), static_cast<std::size_t>(bound.size()), nullptr,
        out + kNonceAt, m_keys.key(kWrap));

    auto keys = MerchantKeys::derive(m_arena, dataKey, m_id, merchant, kFirstKeyGeneration);
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    return NewMerchantKey{std::move(wrapped), std::move(*keys)};
}

Result<std::shared_ptr<const MerchantKeys>> Vault::merchantKeys(const MerchantId& merchant, QByteArrayView wrapped) const
{
    const auto* in = reinterpret_cast<const unsigned char*>(wrapped.data());
    if (wrapped.size() != static_cast<qsizetype>(kWrappedSize) || in[0] != kWrappedFormat)
        return refused(ErrorCode::SealBroken);
    auto scratch = m_arena->take();
    if (!scratch)
        return tl::unexpected<Error>(scratch.error());
    const auto generation = qFromLittleEndian<std::uint32_t>(in + 1);
    const QByteArray bound = wrapData(m_id, merchant, generation);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(scratch->key(0), nullptr, nullptr, in + kCipherAt, kWrappedSize - kCipherAt, reinterpret_cast<const unsigned char*>(bound.constData()),
            static_cast<std::size_t>(bound.size()), in + kNonceAt, m_keys.key(kWrap))
        != 0)
        return refused(ErrorCode::SealBroken);
    return MerchantKeys::derive(m_arena, scratch->key(0), m_id, merchant, generation);
}

} // namespace t6::vault
