// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "label.h"
#include "merchantbook.h"

#include <store/auditlog.h>
#include <store/fundsbook.h>
#include <store/journal.h>
#include <store/labelbook.h>
#include <store/splitbook.h>
#include <store/merchantrecords.h>
#include <store/sealedfields.h>
#include <store/settingsrecords.h>
#include <store/syncrecords.h>
#include <store/vaultrecords.h>
#include <vault/unlockthrottle.h>
#include <vault/vault.h>

#include <QHash>
#include <QLockFile>

#include <map>
#include <memory>
#include <optional>

namespace t6::operations {

struct ConsoleOptions;
struct ConsoleSettings;
struct WritePace;

/// A profile's folder as it is while locked: lock file, database, vault header. Nothing of it is secret in clear.
struct Profile
{
    QString dir;
    std::unique_ptr<QLockFile> lock; ///< null in read-only mode
    std::unique_ptr<store::Database> database;
    std::shared_ptr<const store::ChunkCodec> codec;
    std::shared_ptr<const AddressRules> rules;
    std::optional<store::VaultHeader> header;
    vault::UnlockThrottle throttle;
    QString device; ///< this installation in the audit log: random, made once

    [[nodiscard]] static Result<Profile> open(const ConsoleOptions& options);

    /// The generation of this vault that this computer saw last, remembered outside of the profile; 0 = never.
    [[nodiscard]] static std::uint64_t lastSeenGeneration(const QString& witnessDir, QByteArrayView header);
    static void rememberGeneration(const QString& witnessDir, QByteArrayView header);
    /// How far this computer saw the vault's audit log grow; nullopt = never. Outside of the profile, so that a cut-off end is noticed.
    [[nodiscard]] static std::optional<store::AuditCheckpoint> lastSeenAudit(const QString& witnessDir, QByteArrayView header);
    static void rememberAudit(const QString& witnessDir, QByteArrayView header, const store::AuditCheckpoint& checkpoint);
    static void forgetAudit(const QString& witnessDir, QByteArrayView header); ///< an older log is wanted: a backup was put back
};

[[nodiscard]] Result<ConsoleSettings> loadSettings(store::Database& database);
[[nodiscard]] Result<void> saveSettings(store::Database& database, const ConsoleSettings& settings);

/// A merchant while the vault is open.
struct OpenMerchant
{
    std::shared_ptr<const vault::MerchantKeys> keys;
    QByteArray sealedCredentials;
    std::shared_ptr<MerchantBook> book;
    std::optional<UtcTime> watermark;
    SyncState sync;
    ShippingChoice shipping;
};

/// Everything that exists only while the vault is open. Destroying it forgets every key and order.
struct OpenProfile
{
    std::unique_ptr<QueueKeeper> queue; // after the books that write it
    std::unique_ptr<Library> library;
    vault::Vault vault;
    std::unique_ptr<store::AuditLog> audit;
    std::unique_ptr<store::Journal> journal;
    std::unique_ptr<store::SplitBook> splits;
    std::unique_ptr<store::FundsBook> funds;
    std::unique_ptr<store::LabelBook> labels;
    std::map<MerchantId, OpenMerchant> merchants;
    QHash<QString, QByteArray> values; ///< what windows remember, opened
    QList<std::pair<MerchantId, Error>> problems; ///< merchants or parts that could not be opened

    /// Reads merchants, queue pages and newer chunks. Blocks for the disk: worker thread. `changed`: see QueueKeeper.
    [[nodiscard]] static Result<std::shared_ptr<OpenProfile>> open(const Profile& profile, vault::Vault vault, Clock clock, std::function<void()> changed);

    /// Ends what was watched long enough and forgets what was settled long ago; `line` stands for audit lines that go. Blocks for the
    /// disk: worker thread.
    [[nodiscard]] Result<void> expire(UtcTime now, const WritePace& pace, const store::AuditEntry& line);
    /// Remembers outside of the profile how far the audit log has come. Blocks: worker thread. Error StoreCorrupt: it does not continue
    /// what this computer remembers; that stays remembered.
    [[nodiscard]] Result<void> rememberAudit(const QString& witnessDir) const;

    [[nodiscard]] QByteArray sealValue(const QString& name, const QByteArray& value) const;
    /// A merchant's own record, account facts: sealed for their place.
    [[nodiscard]] static store::SealedField sealRecord(const Merchant& merchant, const vault::MerchantKeys& keys);
    [[nodiscard]] static store::SealedField sealFacts(const AccountFacts& facts, const vault::MerchantKeys& keys);

    [[nodiscard]] static store::SealedField sealShipping(const ShippingChoice& choice, const vault::MerchantKeys& keys);

    explicit OpenProfile(vault::Vault opened) : vault(std::move(opened)) {}
};

// Field names in the store.
inline const QString kCredentialsField = QStringLiteral("credentials");
inline const QString kValueFieldPrefix = QStringLiteral("value."); ///< of the profile: what windows remember

} // namespace t6::operations
