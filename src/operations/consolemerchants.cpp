// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/async.h>

#include <QtConcurrentRun>

#include <algorithm>

// Connecting, changing and removing merchants.

namespace t6::operations {

namespace {

constexpr int kColours = 12; // of the theme

/// Whether two looks at an account, some time apart, were at the same one: a store's id belongs to one account. An account without stores tells nothing.
bool isSameAccount(const AccountFacts& a, const AccountFacts& b)
{
    if (!a.stores || !b.stores || a.stores->empty() || b.stores->empty())
        return true;
    return std::any_of(a.stores->begin(), a.stores->end(), [&](const Store& store) {
        return std::any_of(b.stores->begin(), b.stores->end(), [&](const Store& other) { return store.id == other.id; });
    });
}

MerchantHealth healthOf(const SyncState& sync)
{
    MerchantHealth health;
    health.keysRejected = sync.error && sync.error->code == ErrorCode::KeysRejected;
    health.failingSince = sync.failingSince;
    health.lastSync = sync.lastContact;
    return health;
}

/// A promise whose result arrives in a later turn of the event loop.
template <typename T>
struct Later
{
    std::shared_ptr<QPromise<Result<T>>> promise = makePromise<T>();
    void finish(Result<T> result) const
    {
        promise->addResult(std::move(result));
        promise->finish();
    }
    [[nodiscard]] QFuture<Result<T>> future() const { return promise->future(); }
};

} // namespace

MerchantState Console::Private::describe(const OpenMerchant& merchant) const
{
    MerchantState described{merchant.book->merchant(), merchant.book->facts(), merchant.sync, {}};
    described.issues = checkMerchant(described.merchant, described.facts, healthOf(merchant.sync), options.clock.now());
    return described;
}

std::vector<SetupItem> Console::setupChecklist(MerchantId id) const
{
    const OpenMerchant* found = d->find(id);
    if (!found)
        return {};
    return t6::setupChecklist(found->book->merchant(), found->book->facts(), healthOf(found->sync), *d->profile.rules, d->options.clock.now());
}

bool Console::Private::isNameTaken(const QString& name, MerchantId except) const
{
    return open && std::any_of(open->merchants.begin(), open->merchants.end(), [&](const auto& entry) {
        return entry.first != except && entry.second.book->merchant().name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

QString Console::Private::sameAccount(const shipstation::AccountProbe& probe, MerchantId except) const
{
    if (!open || probe.fingerprint.isEmpty())
        return {};
    for (const auto& [id, merchant] : open->merchants) {
        if (id != except && shipstation::accountFingerprint(merchant.book->facts()) == probe.fingerprint)
            return merchant.book->merchant().name;
    }
    return {};
}

AccountSummary Console::Private::summary(const shipstation::AccountProbe& probe, const QString& login)
{
    const AccountFacts& facts = probe.facts;
    AccountSummary summary;
    summary.stores = facts.stores ? static_cast<int>(facts.stores->size()) : 0;
    summary.warehouses = facts.warehouses ? static_cast<int>(facts.warehouses->size()) : 0;
    summary.carriers = facts.carriers ? static_cast<int>(facts.carriers->size()) : 0;
    summary.users = facts.users ? static_cast<int>(facts.users->size()) : 0;
    if (facts.stores) {
        for (const Store& store : *facts.stores)
            summary.storeNames.append(QString::fromStdString(store.name));
    }
    summary.loginFound = facts.users && std::any_of(facts.users->begin(), facts.users->end(), [&](const User& user) {
        return QString::fromStdString(user.userName).compare(login, Qt::CaseInsensitive) == 0;
    });
    return summary;
}

void Console::Private::startSync(OpenMerchant& merchant, std::chrono::milliseconds delay)
{
    auto endpoint = shipstation::parseEndpoint(merchant.book->merchant().apiUrl);
    if (!endpoint) // was checked when it was connected; a record that was tampered with would not open
        return;
    std::optional<WriteSetup> write;
    if (!options.readOnly)
        write.emplace(WriteSetup{merchant.book, merchant.keys, *open->journal, *open->splits, *open->labels, options.clock, options.pace.write, options.actor, profile.device});
    engine->add({merchant.book, *endpoint, Credentials::source(merchant.keys, merchant.sealedCredentials), merchant.watermark,
                    options.background && !options.readOnly, !options.readOnly},
        std::move(write), delay);
}

QList<MerchantState> Console::merchants() const
{
    QList<MerchantState> list;
    if (d->open) {
        for (const auto& [id, merchant] : d->open->merchants)
            list.append(d->describe(merchant));
    }
    std::sort(list.begin(), list.end(), [](const MerchantState& a, const MerchantState& b) { return a.merchant.name.localeAwareCompare(b.merchant.name) < 0; });
    return list;
}

std::optional<MerchantState> Console::merchant(MerchantId id) const
{
    const OpenMerchant* found = d->find(id);
    return found ? std::optional(d->describe(*found)) : std::nullopt;
}

QFuture<Result<AccountSummary>> Console::testAccount(const MerchantDraft& draft, MerchantId except)
{
    using Outcome = Result<AccountSummary>;
    if (!d->open)
        return readyFuture<Outcome>(locked());
    const auto credentials = Credentials::parse(draft.apiKey, draft.apiSecret);
    if (!credentials)
        return readyFuture<Outcome>(tl::unexpected(credentials.error()));
    const auto endpoint = shipstation::parseEndpoint(draft.apiUrl);
    if (!endpoint)
        return readyFuture<Outcome>(tl::unexpected(endpoint.error()));
    const Later<AccountSummary> later;
    whenDone(this, d->engine->probe(*endpoint, credentials->source()), [this, later, except, login = draft.login](const Result<shipstation::AccountProbe>& probe) {
        if (!probe) {
            later.finish(tl::unexpected(probe.error()));
            return;
        }
        AccountSummary summary = Private::summary(*probe, login);
        summary.sameAccountAs = d->sameAccount(*probe, except);
        later.finish(summary);
    });
    return later.future();
}

QFuture<Result<AccountSummary>> Console::testMerchant(MerchantId id)
{
    const OpenMerchant* found = d->find(id);
    if (!found)
        return readyFuture<Result<AccountSummary>>(locked());
    const Merchant merchant = found->book->merchant();
    const auto endpoint = shipstation::parseEndpoint(merchant.apiUrl);
    if (!endpoint)
        return readyFuture<Result<AccountSummary>>(tl::unexpected(endpoint.error()));
    const Later<AccountSummary> later;
    whenDone(this, d->engine->probe(*endpoint, Credentials::source(found->keys, found->sealedCredentials)), [later, login = merchant.login](const Result<shipstation::AccountProbe>& probe) {
        later.finish(probe ? Result<AccountSummary>(Private::summary(*probe, login)) : Result<AccountSummary>(tl::unexpected(probe.error())));
    });
    return later.future();
}

QFuture<Result<MerchantId>> Console::addMerchant(const MerchantDraft& draft)
{
    using Outcome = Result<MerchantId>;
    if (!d->open || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    Merchant merchant;
    merchant.id = MerchantId::create();
    merchant.name = draft.name.trimmed();
    merchant.login = draft.login.trimmed();
    merchant.apiUrl = draft.apiUrl.trimmed();
    merchant.rule = draft.rule;
    merchant.memoryOnly = draft.memoryOnly;
    merchant.keysExpire = draft.keysExpire;
    merchant.connectedAt = d->options.clock.now();
    merchant.colour = static_cast<int>(d->open->merchants.size()) % kColours;
    if (merchant.name.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Give the merchant a name."), tr("name")));
    if (d->isNameTaken(merchant.name, {}))
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::AlreadyExists, tr("A merchant called “%1” is connected.").arg(merchant.name), tr("name")));
    if (merchant.rule.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Say how Through6 items are recognised, for example by the SKU pattern T6-*."), tr("Through6 rule")));
    const auto credentials = Credentials::parse(draft.apiKey, draft.apiSecret);
    if (!credentials)
        return readyFuture<Outcome>(tl::unexpected(credentials.error()));
    const auto endpoint = shipstation::parseEndpoint(merchant.apiUrl);
    if (!endpoint)
        return readyFuture<Outcome>(tl::unexpected(endpoint.error()));

    const Later<MerchantId> later;
    whenDone(this, d->engine->probe(*endpoint, credentials->source()), [this, later, merchant, credentials = *credentials](const Result<shipstation::AccountProbe>& probe) {
        if (!probe) {
            later.finish(tl::unexpected(probe.error()));
            return;
        }
        if (!d->open) {
            later.finish(locked());
            return;
        }
        if (const QString same = d->sameAccount(*probe, {}); !same.isEmpty()) {
            later.finish(failure(ErrorDomain::Input, ErrorCode::AlreadyExists, tr("“%1” is connected to this ShipStation account.").arg(same)));
            return;
        }
        keepMerchant(merchant, probe->facts, credentials, later.promise);
    });
    return later.future();
}

/// The second half of addMerchant(): the account is proven, now a key is made and everything sealed with it is kept.
void Console::keepMerchant(const Merchant& merchant, const AccountFacts& probed, const Credentials& credentials, const std::shared_ptr<QPromise<Result<MerchantId>>>& promise)
{
    using Kept = Result<std::shared_ptr<OpenMerchant>>;
    const auto kept = QtConcurrent::run(&d->engine->staffPool(), [this, open = d->open, merchant, probed, credentials]() -> Kept {
        auto key = open->vault.addMerchant(merchant.id);
        if (!key)
            return tl::unexpected(key.error());
        AccountFacts facts = probed;
        facts.fetchedAt = {}; // services and packages are still to be read
        const QByteArray sealed = credentials.seal(*key->keys);
        const QList<store::SealedField> fields{OpenProfile::sealRecord(merchant, *key->keys), OpenProfile::sealFacts(facts, *key->keys), {merchant.id, kCredentialsField, sealed}};
        if (const auto created = store::MerchantRecords(*d->profile.database).create({merchant.id, 1, key->wrapped}, fields).result(); !created)
            return tl::unexpected(created.error());
        auto book = std::make_shared<MerchantBook>(merchant, facts, key->keys, *open->library);
        return std::make_shared<OpenMerchant>(OpenMerchant{key->keys, sealed, std::move(book), std::nullopt, {}, {}});
    });
    whenDone(this, kept, [this, promise, id = merchant.id](const Kept& opened) {
        if (opened && d->open) {
            OpenMerchant& entry = d->open->merchants.insert_or_assign(id, **opened).first->second;
            d->startSync(entry, std::chrono::milliseconds(0));
            emit merchantsChanged();
        }
        promise->addResult(opened ? Result<MerchantId>(id) : Result<MerchantId>(tl::unexpected(opened.error())));
        promise->finish();
    });
}

QFuture<Result<void>> Console::replaceCredentials(MerchantId id, const QString& key, const QString& secret)
{
    using Outcome = Result<void>;
    const OpenMerchant* found = d->find(id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    const auto credentials = Credentials::parse(key, secret);
    if (!credentials)
        return readyFuture<Outcome>(tl::unexpected(credentials.error()));
    const auto endpoint = shipstation::parseEndpoint(found->book->merchant().apiUrl);
    if (!endpoint)
        return readyFuture<Outcome>(tl::unexpected(endpoint.error()));
    const Later<void> later;
    whenDone(this, d->engine->probe(*endpoint, credentials->source()), [this, later, id, credentials = *credentials](const Result<shipstation::AccountProbe>& probe) {
        OpenMerchant* merchant = d->find(id);
        if (!probe || !merchant) {
            later.finish(probe ? Outcome(locked()) : Outcome(tl::unexpected(probe.error())));
            return;
        }
        if (const QString same = d->sameAccount(*probe, id); !same.isEmpty()) {
            later.finish(failure(ErrorDomain::Input, ErrorCode::AlreadyExists, tr("These keys open the account of “%1”.").arg(same)));
            return;
        }
        if (!isSameAccount(probe->facts, merchant->book->facts())) {
            later.finish(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("These keys open another account. Connect it as a merchant of its own."), tr("API key")));
            return;
        }
        const QByteArray sealed = credentials.seal(*merchant->keys);
        store::SealedFields fields(*d->profile.database);
        whenDone(this, fields.put({{id, kCredentialsField, sealed}}, store::Durability::Power), [this, later, id, sealed](const Outcome& kept) {
            OpenMerchant* entry = d->find(id);
            if (kept && entry) { // the old pair is dropped only now
                entry->sealedCredentials = sealed;
                entry->sync = {};
                d->engine->remove(id);
                d->startSync(*entry, std::chrono::milliseconds(0));
                emit merchantChanged(id);
            }
            later.finish(kept);
        });
    });
    return later.future();
}

QFuture<Result<void>> Console::updateMerchant(const Merchant& next)
{
    using Outcome = Result<void>;
    OpenMerchant* found = d->find(next.id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    Merchant merchant = next;
    merchant.name = merchant.name.trimmed();
    merchant.login = merchant.login.trimmed();
    const Merchant before = found->book->merchant();
    merchant.funding = before.funding; // setFunding() asks for the passphrase
    if (merchant == before)
        return readyFuture<Outcome>(Outcome());
    if (merchant.name.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Give the merchant a name."), tr("name")));
    if (d->isNameTaken(merchant.name, merchant.id))
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::AlreadyExists, tr("A merchant called “%1” is connected.").arg(merchant.name), tr("name")));
    if (merchant.rule.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Say how Through6 items are recognised, for example by the SKU pattern T6-*."), tr("Through6 rule")));
    if (merchant.apiUrl != before.apiUrl)
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("The keys belong to one server: remove the merchant and connect it again."), tr("API address")));

    const Later<void> later;
    store::SealedFields fields(*d->profile.database);
    whenDone(this, fields.put({OpenProfile::sealRecord(merchant, *found->keys)}, store::Durability::Power), [this, later, merchant, before](const Outcome& kept) {
        OpenMerchant* entry = d->find(merchant.id);
        if (!kept || !entry) {
            later.finish(kept ? Outcome(locked()) : kept);
            return;
        }
        entry->book->setMerchant(merchant);
        if (merchant.paused != before.paused)
            d->engine->setPaused(merchant.id, merchant.paused);
        const bool leaves = merchant.memoryOnly && !before.memoryOnly;
        const bool checkAgain = !(merchant.rule == before.rule) || !(merchant.checks == before.checks);
        const bool readAgain = !(merchant.rule == before.rule) || (before.memoryOnly && !merchant.memoryOnly);
        emit merchantsChanged();
        const auto worked = QtConcurrent::run(&d->engine->staffPool(), [book = entry->book, leaves, checkAgain]() -> Outcome {
            if (leaves) {
                if (auto left = book->leaveDisk(); !left)
                    return left;
            }
            return checkAgain ? book->recheck() : Outcome();
        });
        whenDone(this, worked, [this, later, readAgain, id = merchant.id](const Outcome& done) {
            if (done && readAgain && d->engine)
                d->engine->readAnew(id);
            later.finish(done);
        });
    });
    return later.future();
}

QFuture<Result<void>> Console::removeMerchant(MerchantId id)
{
    using Outcome = Result<void>;
    const OpenMerchant* found = d->find(id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    d->engine->remove(id);
    const Later<void> later;
    const auto worked = QtConcurrent::run(&d->engine->staffPool(), [this, book = found->book, id] {
        book->close();
        return store::MerchantRecords(*d->profile.database).purge(id).result();
    });
    whenDone(this, worked, [this, later, id](const Outcome& purged) {
        if (d->open) {
            d->open->queue->removeMerchant(id);
            if (purged) // else it can be tried again; a key that is gone already makes the next start finish the rest
                d->open->merchants.erase(id);
            emit merchantsChanged();
        }
        later.finish(purged);
    });
    return later.future();
}

QFuture<Result<RulePreview>> Console::previewRule(MerchantId id, const Through6Rule& rule)
{
    const OpenMerchant* found = d->find(id);
    if (!found)
        return readyFuture<Result<RulePreview>>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [book = found->book, rule] { return book->preview(rule); });
}

} // namespace t6::operations
