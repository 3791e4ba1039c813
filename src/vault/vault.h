// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keys.h"
#include "kdf.h"
#include "passphrase.h"
#include "recoverykey.h"

#include <core/clock.h>

#include <QByteArray>

namespace t6::vault {

class VaultHeader;
struct KeySlot;
struct CreatedVault;
struct NewMerchantKey;

/// An unlocked vault: the header's bytes and, in protected memory, the master key. A value without I/O: the caller keeps
/// the header, the wrapped merchant keys and the last generation it saw. Move-only; one thread at a time.
/// Locking is destroying it and dropping the MerchantKeys and ProfileKeys it gave out: all keys are then zeroed.
/// create(), unlock() and withPassphrase() block for the key derivation (0.1 to 1 s): call them off the GUI thread.
class Vault
{
public:
    /// What to do with a header of a lower generation than the last one seen (security.md S5).
    enum class OlderFile { Refuse, Accept };

    [[nodiscard]] static Result<CreatedVault> create(const Passphrase& passphrase, const KdfParameters& kdf, UtcTime now = Clock().now());

    /// WrongPassphrase, VaultDamaged, VaultOlder, VaultNewer or VaultHostile. `lastSeenGeneration` is what the caller kept
    /// outside of the vault's file, 0 if nothing; raise it to generation() afterwards.
    [[nodiscard]] static Result<Vault> unlock(
        QByteArrayView header, const Passphrase& passphrase, std::uint64_t lastSeenGeneration, OlderFile older = OlderFile::Refuse);
    /// As unlock(), with WrongRecoveryKey; quick.
    [[nodiscard]] static Result<Vault> unlock(
        QByteArrayView header, const RecoveryKey& key, std::uint64_t lastSeenGeneration, OlderFile older = OlderFile::Refuse);

    [[nodiscard]] const QByteArray& header() const noexcept { return m_header; }
    [[nodiscard]] std::uint64_t generation() const noexcept { return m_generation; }
    [[nodiscard]] const QUuid& id() const noexcept { return m_id; }
    [[nodiscard]] KdfParameters kdf() const noexcept { return m_kdf; }
    /// False if some keys may reach the swap because the system locks no more memory.
    [[nodiscard]] bool isMemoryLocked() const { return m_arena->isLocked(); }

    // Changes come as the bytes of the next header, one generation up. The vault itself changes only with adopt(), which
    // the caller calls once the bytes are safely kept: what could not be kept did not happen.
    [[nodiscard]] Result<QByteArray> withPassphrase(const Passphrase& passphrase, const KdfParameters& kdf, UtcTime now = Clock().now()) const;
    /// The old recovery key opens the new header no longer.
    [[nodiscard]] Result<QByteArray> withRecoveryKey(const RecoveryKey& key, UtcTime now = Clock().now()) const;
    /// Takes a newer header of this same vault. VaultDamaged if it is not one, VaultOlder if it is not newer.
    [[nodiscard]] Result<void> adopt(QByteArrayView header);

    /// A fresh random key for a merchant. Forgetting the wrapped bytes destroys everything sealed with it.
    [[nodiscard]] Result<NewMerchantKey> addMerchant(const MerchantId& merchant) const;
    /// SealBroken if the bytes were not wrapped by this vault for this merchant.
    [[nodiscard]] Result<std::shared_ptr<const MerchantKeys>> merchantKeys(const MerchantId& merchant, QByteArrayView wrapped) const;

    [[nodiscard]] const std::shared_ptr<const ProfileKeys>& profileKeys() const noexcept { return m_profileKeys; }

private:
    Vault(std::shared_ptr<KeyArena> arena, KeyBlock keys) noexcept : m_arena(std::move(arena)), m_keys(std::move(keys)) {}
    [[nodiscard]] static Result<Vault> blank();
    [[nodiscard]] Result<void> openWith(const VaultHeader& header, QByteArrayView bytes, const KeySlot& slot, ErrorCode whenWrong);
    [[nodiscard]] Result<void> checkGeneration(std::uint64_t lastSeen, OlderFile older) const;
    void deriveFromMasterKey();
    void take(const VaultHeader& header, const QByteArray& bytes);

    std::shared_ptr<KeyArena> m_arena;
    KeyBlock m_keys; // see vault.cpp
    std::shared_ptr<const ProfileKeys> m_profileKeys;
    QByteArray m_header;
    QUuid m_id;
    std::uint64_t m_generation = 0;
    KdfParameters m_kdf;
};

struct CreatedVault
{
    Vault vault;
    RecoveryKey recoveryKey; ///< to be printed now: it cannot be had again
};

struct NewMerchantKey
{
    QByteArray wrapped; ///< to be kept with the merchant
    std::shared_ptr<const MerchantKeys> keys;
};

} // namespace t6::vault
