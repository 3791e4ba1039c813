// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "profile.h"

#include "console.h"
#include "merchantcodec.h"
#include "shippingplan.h"
#include "syncpace.h"

#include <vault/vaultheader.h>

#include <QCryptographicHash>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QtConcurrentMap>

#include <algorithm>
#include <array>

namespace t6::operations {

namespace {

const QString kRecordField = QStringLiteral("record");
const QString kFactsField = QStringLiteral("facts");
const QString kShippingField = QStringLiteral("shipping");

vault::Place recordPlace(const MerchantId& merchant) { return {"merchant", vault::RowId(merchant.value), "record"}; }
vault::Place factsPlace(const MerchantId& merchant) { return {"merchant", vault::RowId(merchant.value), "facts"}; }
vault::Place shippingPlace(const MerchantId& merchant) { return {"merchant", vault::RowId(merchant.value), "shipping"}; }
vault::Place valuePlace(const QString& name)
{
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return {"profile", vault::RowId(QUuid::fromRfc4122(digest.first(16))), "value"};
}

QString witnessFile(const QString& witnessDir)
{
    const QString dir = witnessDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/t6-console") : witnessDir;
    return dir + QStringLiteral("/vaults.ini");
}

/// A process that died while it held the file's lock leaves it; when that does not even name the process, QSettings would wait for half a minute.
void freeDeadLock(const QString& file)
{
    QLockFile lock(file + QStringLiteral(".lock"));
    (void)lock.removeStaleLockFile(); // one that lives keeps it
}

/// The vault's id lies behind magic, format and suite (vault/vaultheader.h); "" for what is no header.
QString vaultId(QByteArrayView header)
{
    return header.size() >= 28 ? QString::fromLatin1(header.sliced(12, 16).toByteArray().toHex()) : QString();
}

QString auditKey(QByteArrayView header)
{
    return QStringLiteral("audit/") + vaultId(header);
}

/// The installation's id, made when it is asked for first. Read-only: "" until then.
QString deviceId(store::Database& database)
{
    const QString name = QStringLiteral("device.id");
    store::SettingsRecords records(database);
    const auto known = records.load().result();
    if (known && known->contains(name))
        return known->value(name);
    const QString made = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (database.mode() == store::Database::Mode::ReadWrite)
        (void)records.put({{name, made}}).result(); // the next start makes another
    return made;
}

struct StoredMerchant
{
    store::WrappedKey key;
    QByteArray record, facts, credentials, notes, shipping;
    QList<std::pair<OrderId, OperationId>> unsettled;
    qint64 pagesChange = 0;
    std::vector<QByteArray> pages;
    std::optional<UtcTime> watermark, synced;
    std::optional<OpenMerchant> opened;
    std::optional<Error> error;
};

} // namespace

Result<Profile> Profile::open(const ConsoleOptions& options)
{
    Profile profile;
    profile.dir = options.profileDir;
    if (!options.readOnly) {
        if (!QDir().mkpath(profile.dir))
            return failure(ErrorDomain::File, ErrorCode::FileUnwritable, profile.dir);
        QFile::setPermissions(profile.dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        profile.lock = std::make_unique<QLockFile>(profile.dir + QStringLiteral("/console.lock"));
        profile.lock->setStaleLockTime(0); // only a dead process leaves a stale one
        if (!profile.lock->tryLock()) {
            const bool running = profile.lock->error() == QLockFile::LockFailedError;
            return failure(running ? ErrorDomain::Program : ErrorDomain::File, running ? ErrorCode::AlreadyRunning : ErrorCode::StoreReadOnly, profile.dir);
        }
    }
    auto database = store::Database::open(profile.dir, options.readOnly ? store::Database::Mode::ReadOnly : store::Database::Mode::ReadWrite);
    if (!database) {
        if (options.readOnly && database.error().code == ErrorCode::NotFound)
            return failure(ErrorDomain::Vault, ErrorCode::VaultMissing, profile.dir);
        return tl::unexpected(database.error());
    }
    profile.database = std::move(*database);
    const auto codec = store::ChunkCodec::load();
    if (!codec)
        return tl::unexpected(codec.error());
    profile.codec = *codec;
    auto rules = loadBundledAddressRules();
    if (!rules)
        return tl::unexpected(rules.error());
    profile.rules = std::make_shared<const AddressRules>(std::move(*rules));
    store::VaultRecords records(*profile.database);
    const auto header = records.header().result();
    if (!header)
        return tl::unexpected(header.error());
    profile.header = *header;
    profile.device = deviceId(*profile.database);
    if (const auto failures = records.failures().result())
        profile.throttle = {failures->count, failures->lastAt};
    return profile;
}

std::uint64_t Profile::lastSeenGeneration(const QString& witnessDir, QByteArrayView header)
{
    return QSettings(witnessFile(witnessDir), QSettings::IniFormat).value(vaultId(header)).toULongLong();
}

void Profile::rememberGeneration(const QString& witnessDir, QByteArrayView header)
{
    const auto parsed = vault::VaultHeader::parse(header);
    if (!parsed)
        return;
    freeDeadLock(witnessFile(witnessDir));
    QSettings witness(witnessFile(witnessDir), QSettings::IniFormat);
    witness.setValue(vaultId(header), static_cast<qulonglong>(parsed->generation));
}

std::optional<store::AuditCheckpoint> Profile::lastSeenAudit(const QString& witnessDir, QByteArrayView header)
{
    return store::AuditCheckpoint::fromText(QSettings(witnessFile(witnessDir), QSettings::IniFormat).value(auditKey(header)).toByteArray());
}

void Profile::rememberAudit(const QString& witnessDir, QByteArrayView header, const store::AuditCheckpoint& checkpoint)
{
    freeDeadLock(witnessFile(witnessDir));
    QSettings(witnessFile(witnessDir), QSettings::IniFormat).setValue(auditKey(header), checkpoint.toText());
}

void Profile::forgetAudit(const QString& witnessDir, QByteArrayView header)
{
    freeDeadLock(witnessFile(witnessDir));
    QSettings(witnessFile(witnessDir), QSettings::IniFormat).remove(auditKey(header));
}

Result<ConsoleSettings> loadSettings(store::Database& database)
{
    const auto stored = store::SettingsRecords(database).load().result();
    if (!stored)
        return tl::unexpected(stored.error());
    ConsoleSettings s;
    const auto number = [&stored](const QString& name, int otherwise, int least, int most) {
        bool isNumber = false;
        const int value = stored->value(name).toInt(&isNumber);
        return isNumber ? std::clamp(value, least, most) : otherwise;
    };
    s.idleLockMinutes = number(QStringLiteral("lock.idleMinutes"), s.idleLockMinutes, 0, 24 * 60);
    s.lockOnScreenLock = number(QStringLiteral("lock.screen"), 1, 0, 1) != 0;
    s.lockOnSuspend = number(QStringLiteral("lock.suspend"), 1, 0, 1) != 0;
    s.keepClosedDays = number(QStringLiteral("retention.closedDays"), s.keepClosedDays, 0, 90);
    s.proxy = stored->value(QStringLiteral("network.proxy"));
    return s;
}

Result<void> saveSettings(store::Database& database, const ConsoleSettings& s)
{
    return store::SettingsRecords(database)
        .put({{QStringLiteral("lock.idleMinutes"), QString::number(s.idleLockMinutes)}, {QStringLiteral("lock.screen"), QString::number(s.lockOnScreenLock)},
            {QStringLiteral("lock.suspend"), QString::number(s.lockOnSuspend)}, {QStringLiteral("retention.closedDays"), QString::number(s.keepClosedDays)},
            {QStringLiteral("network.proxy"), s.proxy}})
        .result();
}

store::SealedField OpenProfile::sealRecord(const Merchant& merchant, const vault::MerchantKeys& keys)
{
    return {merchant.id, kRecordField, keys.seal(recordPlace(merchant.id), encodeMerchant(merchant))};
}

store::SealedField OpenProfile::sealFacts(const AccountFacts& facts, const vault::MerchantKeys& keys)
{
    return {keys.merchant(), kFactsField, keys.seal(factsPlace(keys.merchant()), encodeFacts(facts))};
}

store::SealedField OpenProfile::sealShipping(const ShippingChoice& choice, const vault::MerchantKeys& keys)
{
    return {keys.merchant(), kShippingField, keys.seal(shippingPlace(keys.merchant()), encodeShippingChoice(choice))};
}

Result<void> OpenProfile::expire(UtcTime now, const WritePace& pace, const store::AuditEntry& line)
{
    if (auto expired = journal->expire(now - pace.watch, now - pace.settled).result(); !expired)
        return expired;
    if (auto expired = splits->expire(now - pace.settled).result(); !expired)
        return expired;
    if (auto expired = funds->expire(now - pace.settled).result(); !expired)
        return expired;
    if (auto expired = labels->expire(now - pace.printedLabel, now - pace.label, now - pace.settled).result(); !expired)
        return expired;
    return audit->forget(std::chrono::floor<std::chrono::days>(now - pace.audit), line).result(); // by the day, so that few lines tell of it
}

Result<void> OpenProfile::rememberAudit(const QString& witnessDir) const
{
    const auto known = Profile::lastSeenAudit(witnessDir, vault.header());
    const auto head = audit->headAfter(known.value_or(store::AuditCheckpoint())).result();
    if (!head)
        return tl::unexpected(head.error());
    if (head->size > 0 && known != *head)
        Profile::rememberAudit(witnessDir, vault.header(), *head);
    return {};
}

QByteArray OpenProfile::sealValue(const QString& name, const QByteArray& value) const
{
    return vault.profileKeys()->seal(valuePlace(name), value);
}

Result<std::shared_ptr<OpenProfile>> OpenProfile::open(const Profile& profile, vault::Vault vault, Clock clock, std::function<void()> changed)
{
    store::Database& database = *profile.database;
    auto open = std::make_shared<OpenProfile>(std::move(vault));
    open->queue = std::make_unique<QueueKeeper>(std::move(changed));
    open->library = std::make_unique<Library>(database, profile.codec, *profile.rules, *open->queue, std::move(clock));

    const auto profileKeys = open->vault.profileKeys();
    open->audit = std::make_unique<store::AuditLog>(database, [profileKeys](QByteArrayView hash) { return profileKeys->auditSign(hash); },
        [profileKeys](QByteArrayView hash, QByteArrayView signature) { return profileKeys->auditVerify(hash, signature); });
    open->journal = std::make_unique<store::Journal>(database, *open->audit);
    open->splits = std::make_unique<store::SplitBook>(database, *open->audit);
    open->funds = std::make_unique<store::FundsBook>(database);
    open->labels = std::make_unique<store::LabelBook>(database);

    store::MerchantRecords records(database);
    if (database.mode() == store::Database::Mode::ReadWrite) {
        if (const auto orphans = records.orphans().result()) {
            for (const MerchantId& id : *orphans)
                (void)records.purge(id).result(); // a removal that was interrupted; a failure leaves it for the next start
        }
    } else if (const auto taken = database.takeSnapshot().result(); !taken) { // rows name chunks, which a window beside may replace
        return tl::unexpected(taken.error());
    }
    const auto keys = records.keys().result();
    if (!keys)
        return tl::unexpected(keys.error());
    store::SealedFields fields(database);
    std::map<MerchantId, StoredMerchant> stored;
    for (const store::WrappedKey& key : *keys)
        stored[key.merchant].key = key;
    const std::array<std::pair<QString, QByteArray StoredMerchant::*>, 5> wanted{{{kRecordField, &StoredMerchant::record},
        {kFactsField, &StoredMerchant::facts}, {kCredentialsField, &StoredMerchant::credentials}, {DeskNotes::kField, &StoredMerchant::notes}, {kShippingField, &StoredMerchant::shipping}}};
    for (const auto& [name, member] : wanted) {
        const auto all = fields.loadAll(name).result();
        if (!all)
            return tl::unexpected(all.error());
        for (const store::SealedField& field : *all) {
            if (const auto it = stored.find(field.merchant); it != stored.end())
                it->second.*member = field.sealed;
        }
    }
    if (const auto operations = open->journal->open().result()) {
        for (const store::JournalRecord& record : *operations) {
            if (const auto it = stored.find(record.merchant); it != stored.end() && needsPerson(record.state))
                it->second.unsettled.append({record.order, record.id});
        }
    }
    if (const auto splits = open->splits->open().result()) {
        for (const store::SplitRecord& record : *splits) {
            if (const auto it = stored.find(record.merchant); it != stored.end() && record.state == SplitState::NeedsPerson)
                it->second.unsettled.append({record.original, {record.id}});
        }
    }
    if (const auto marks = store::SyncRecords(database).load().result()) {
        for (const store::SyncMark& mark : *marks) {
            const auto it = stored.find(mark.merchant);
            if (it == stored.end())
                continue;
            if (mark.name == QLatin1String("watermark"))
                it->second.watermark = UtcTime{std::chrono::milliseconds{mark.value}};
            else if (mark.name == QLatin1String("synced"))
                it->second.synced = UtcTime{std::chrono::milliseconds{mark.value}};
        }
    }
    const auto pages = store::QueuePages(database).readAll([&stored](store::QueuePages::Page page) {
        if (const auto it = stored.find(page.merchant); it != stored.end()) {
            it->second.pagesChange = page.change;
            it->second.pages.push_back(std::move(page.sealed));
        }
    }).result();
    if (!pages)
        return tl::unexpected(pages.error());

    for (auto& [id, merchant] : stored) { // the vault is for one thread; the rest is not
        const auto merchantKeys = open->vault.merchantKeys(id, merchant.key.wrapped);
        if (!merchantKeys) {
            merchant.error = merchantKeys.error();
            continue;
        }
        merchant.opened = OpenMerchant{*merchantKeys, merchant.credentials, nullptr, merchant.watermark, {}, {}};
    }
    Library& library = *open->library;
    QtConcurrent::blockingMap(stored, [&library](auto& item) {
        StoredMerchant& merchant = item.second;
        if (!merchant.opened)
            return;
        const vault::MerchantKeys& keysOfIt = *merchant.opened->keys;
        const auto record = keysOfIt.open(recordPlace(keysOfIt.merchant()), merchant.record);
        const auto decoded = record ? decodeMerchant(*record) : Result<Merchant>(tl::unexpected(record.error()));
        if (!decoded) {
            merchant.error = decoded.error();
            merchant.opened.reset();
            return;
        }
        AccountFacts facts;
        if (!merchant.facts.isEmpty()) {
            if (const auto bytes = keysOfIt.open(factsPlace(keysOfIt.merchant()), merchant.facts))
                facts = decodeFacts(*bytes).value_or(AccountFacts{}); // read again from ShipStation at once
        }
        if (!merchant.shipping.isEmpty()) {
            if (const auto bytes = keysOfIt.open(shippingPlace(keysOfIt.merchant()), merchant.shipping))
                merchant.opened->shipping = decodeShippingChoice(*bytes);
        }
        auto book = std::make_shared<MerchantBook>(*decoded, facts, merchant.opened->keys, library);
        for (const auto& [order, operation] : merchant.unsettled)
            book->setUnsettled(order, operation, true);
        if (const auto noted = book->loadNotes(merchant.notes); !noted)
            merchant.error = noted.error();
        if (!merchant.pages.empty())
            book->loadPages(merchant.pagesChange, merchant.pages);
        if (const auto loaded = book->load(); !loaded) {
            merchant.error = loaded.error(); // the orders come back from ShipStation
            merchant.opened->watermark.reset();
        } else if (!decoded->memoryOnly) {
            merchant.opened->sync.lastContact = merchant.synced;
        }
        merchant.opened->book = std::move(book);
    });
    for (auto& [id, merchant] : stored) {
        if (merchant.error)
            open->problems.append({id, *merchant.error});
        if (merchant.opened)
            open->merchants.emplace(id, std::move(*merchant.opened));
    }
    const auto values = fields.loadAll(MerchantId{}).result();
    if (values) {
        for (const store::SealedField& field : *values) {
            const QString name = field.field.mid(kValueFieldPrefix.size());
            if (const auto value = open->vault.profileKeys()->open(valuePlace(name), field.sealed); value && field.field.startsWith(kValueFieldPrefix))
                open->values.insert(name, *value);
        }
    }
    return open;
}

} // namespace t6::operations
