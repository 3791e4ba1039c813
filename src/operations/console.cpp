// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"
#include "process.h"

#include <core/async.h>
#include <core/wholecbor.h>

#include <QCborMap>
#include <QLocale>
#include <QNetworkProxy>
#include <QUrl>
#include <QtConcurrentRun>

#include <algorithm>

// Opening, the queue, problems and settings. The vault is in consolevault.cpp, merchants are in consolemerchants.cpp.

namespace t6::operations {

store::AuditEntry Console::Private::auditLine() const
{
    return {options.clock.now(), options.actor, profile.device, {}, {}, {}, {}, {}, {}, {}, {}};
}

std::vector<std::shared_ptr<MerchantBook>> Console::Private::books() const
{
    std::vector<std::shared_ptr<MerchantBook>> all;
    for (const auto& [id, merchant] : open->merchants)
        all.push_back(merchant.book);
    return all;
}

OpenMerchant* Console::Private::find(MerchantId id)
{
    if (!open)
        return nullptr;
    const auto it = open->merchants.find(id);
    return it == open->merchants.end() ? nullptr : &it->second;
}

QString Console::Private::nameOf(MerchantId id) const
{
    if (!open)
        return {};
    const auto it = open->merchants.find(id);
    return it == open->merchants.end() ? QString() : it->second.book->merchant().name;
}

/// None, or what staff configured: never the environment's.
shipstation::TransportOptions Console::Private::transportOptions() const
{
    shipstation::TransportOptions transport;
    const QUrl url(settings.proxy);
    if (url.isValid() && !url.host().isEmpty()) {
        const bool socks = url.scheme() == QLatin1String("socks5");
        transport.proxy = QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(), static_cast<quint16>(url.port(socks ? 1080 : 8080)));
    }
    return transport;
}

Result<std::unique_ptr<Console>> Console::open(const ConsoleOptions& options)
{
    auto profile = Profile::open(options);
    if (!profile)
        return tl::unexpected(profile.error());
    auto settings = loadSettings(*profile->database);
    if (!settings)
        return tl::unexpected(settings.error());
    auto d = std::make_unique<Private>();
    d->options = options;
    if (d->options.actor.isEmpty())
        d->options.actor = computerUser();
    d->profile = std::move(*profile);
    d->settings = std::move(*settings);
    d->state = d->profile.header ? State::Locked : State::Empty;
    return std::unique_ptr<Console>(new Console(std::move(d)));
}

Console::Console(std::unique_ptr<Private> priv) : d(std::move(priv))
{
    d->vaultPool.setMaxThreadCount(1);
    // What workers do to the queue is gathered, so that a burst is one change on the screen.
    d->newsTimer.setSingleShot(true);
    d->newsTimer.setInterval(50);
    connect(&d->newsTimer, &QTimer::timeout, this, [this] {
        if (!d->open)
            return;
        QueueKeeper::News news = d->open->queue->take();
        d->queue = std::move(news.snapshot);
        if (news.reset)
            emit queueReset();
        else if (!news.change.isEmpty())
            emit queueChanged(news.change);
    });
    d->saveTimer.setInterval(std::chrono::minutes(2));
    connect(&d->saveTimer, &QTimer::timeout, this, [this] {
        if (!d->open || d->options.readOnly)
            return;
        d->engine->pool().start([books = d->books()] {
            for (const auto& book : books)
                (void)book->savePages(); // only makes the next start slower
        });
        witnessAudit();
    });
    connect(&d->maintenanceTimer, &QTimer::timeout, this, &Console::maintain);
}

Console::~Console()
{
    lock();
    if (d->closing) {
        d->closing->engine->windDown(kAnswerPatience).waitForFinished(); // answers under way belong into the journal
        forget();
    }
    d->vaultPool.waitForDone();
}

/// Whatever the sync does: time makes orders overdue, ends holds, and what is closed or settled long enough goes.
void Console::maintain()
{
    d->maintenanceTimer.setInterval(d->options.pace.maintenance);
    if (!d->open)
        return;
    const UtcTime now = d->options.clock.now();
    const WritePace& pace = d->options.pace.write;
    whenDone(this, QtConcurrent::run(&d->engine->pool(), [open = d->open, now, pace, line = d->auditLine()] { return open->expire(now, pace, line); }), [this](const Result<void>& done) {
        if (!done)
            report({}, done.error());
    });
    remindOfKeys();
    for (const auto& book : d->books()) {
        book->watch()->forget(now - pace.watch);
        whenDone(this, QtConcurrent::run(&d->engine->pool(), [book, days = d->settings.keepClosedDays] {
            const auto checked = book->recheck();
            const auto maintained = book->maintain(days);
            return checked ? maintained : checked;
        }),
            [this, id = book->merchant().id](const Result<void>& done) {
                if (done)
                    return;
                report(id, done.error());
                if (done.error().code == ErrorCode::SealBroken && d->engine)
                    d->engine->readAnew(id); // ShipStation still has what the disk lost
            });
    }
}

/// Once for each of the last weeks' marks, whoever is at the desk: what was told is remembered with the profile.
void Console::remindOfKeys()
{
    const QString kTold = QStringLiteral("keyReminders");
    const QCborMap before = wholeCbor(sealedValue(kTold)).toMap();
    QCborMap told;
    for (const auto& book : d->books()) {
        const Merchant merchant = book->merchant();
        const auto due = merchant.keysExpire ? keyReminder(*merchant.keysExpire, d->options.clock.now()) : std::nullopt;
        if (!due)
            continue;
        const QString key = merchant.id.value.toString(QUuid::WithoutBraces);
        told.insert(key, *due);
        if (before.value(key).toInteger(-1) != *due) {
            const QDateTime end = QDateTime::fromMSecsSinceEpoch(merchant.keysExpire->time_since_epoch().count());
            report(merchant.id, Error{ErrorDomain::ShipStation, ErrorCode::KeysExpiring, tr("They end on %1.").arg(QLocale().toString(end.date(), QLocale::ShortFormat)), 0, {}, {}});
        }
    }
    setSealedValue(kTold, QCborValue(told).toCbor());
}

Console::State Console::state() const
{
    return d->state;
}

QString Console::profileDir() const
{
    return d->profile.dir;
}

QueueSnapshot Console::queue() const
{
    return d->queue;
}

QFuture<Result<OrderDetails>> Console::order(MerchantId merchant, OrderId id)
{
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Result<OrderDetails>>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [book = found->book, id] { return book->details(id); });
}

QFuture<Result<QList<OrderDetails>>> Console::orders(MerchantId merchant)
{
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Result<QList<OrderDetails>>>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [book = found->book] { return book->allDetails(); });
}

QFuture<Result<void>> Console::setReviewed(MerchantId merchant, OrderId id, bool reviewed)
{
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Result<void>>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [book = found->book, id, reviewed] { return book->setReviewed(id, reviewed); });
}

void Console::refresh(MerchantId merchant)
{
    if (d->engine && !d->options.readOnly)
        d->engine->refresh(merchant);
}

QFuture<QList<Console::SyncOutcome>> Console::syncOnce(const QList<MerchantId>& merchants)
{
    struct Gathering
    {
        QPromise<QList<SyncOutcome>> promise;
        QList<SyncOutcome> outcomes;
        qsizetype missing = 0;
    };
    QList<MerchantId> wanted = merchants;
    if (wanted.isEmpty() && d->open) {
        for (const auto& [id, merchant] : d->open->merchants)
            wanted.append(id);
    }
    auto gathering = std::make_shared<Gathering>();
    gathering->promise.start();
    gathering->missing = wanted.size();
    const auto finishIfComplete = [gathering] {
        if (gathering->missing > 0)
            return;
        std::sort(gathering->outcomes.begin(), gathering->outcomes.end(), [](const SyncOutcome& a, const SyncOutcome& b) { return a.name.localeAwareCompare(b.name) < 0; });
        gathering->promise.addResult(gathering->outcomes);
        gathering->promise.finish();
    };
    for (const MerchantId& id : wanted) {
        const QFuture<Result<int>> pass = d->find(id) ? d->engine->passOnce(id) : readyFuture<Result<int>>(locked());
        whenDone(this, pass, [gathering, finishIfComplete, id, name = d->nameOf(id)](const Result<int>& orders) {
            gathering->outcomes.append({id, name, orders});
            --gathering->missing;
            finishIfComplete();
        });
    }
    finishIfComplete();
    return gathering->promise.future();
}

std::optional<std::chrono::milliseconds> Console::changeToScreen() const
{
    if (d->delays.isEmpty())
        return std::nullopt;
    return *std::max_element(d->delays.begin(), d->delays.end());
}

QList<Problem> Console::problems() const
{
    return d->problems.problems();
}

void Console::acknowledge(quint64 problem)
{
    if (d->problems.acknowledge(problem))
        emit problemsChanged();
}

void Console::acknowledgeAll()
{
    d->problems.clear();
    emit problemsChanged();
}

ConsoleSettings Console::settings() const
{
    return d->settings;
}

Result<void> Console::setSettings(const ConsoleSettings& settings)
{
    if (!settings.proxy.isEmpty()) {
        const QUrl url(settings.proxy, QUrl::StrictMode);
        const bool known = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5");
        if (!url.isValid() || url.host().isEmpty() || !known || !url.userInfo().isEmpty())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Write it as http://host:port or socks5://host:port."), tr("proxy"));
    }
    if (auto saved = saveSettings(*d->profile.database, settings); !saved)
        return saved;
    const bool proxyChanged = settings.proxy != d->settings.proxy;
    d->settings = settings;
    if (d->engine) {
        if (proxyChanged)
            restartSync();
    }
    emit settingsChanged();
    return {};
}

QByteArray Console::sealedValue(const QString& name) const
{
    return d->open ? d->open->values.value(name) : QByteArray();
}

void Console::setSealedValue(const QString& name, const QByteArray& value)
{
    if (!d->open || d->open->values.value(name) == value)
        return;
    d->open->values.insert(name, value);
    if (d->options.readOnly)
        return;
    store::SealedFields fields(*d->profile.database);
    whenDone(this, fields.put({{MerchantId{}, kValueFieldPrefix + name, d->open->sealValue(name, value)}}, store::Durability::Process), [this](const Result<void>& kept) {
        if (!kept)
            report({}, kept.error());
    });
}

void Console::report(MerchantId merchant, const Error& error)
{
    d->problems.add(merchant, d->nameOf(merchant), error, d->options.clock.now());
    emit problemsChanged();
}

/// Makes the network side anew: after unlocking, or with another proxy.
void Console::restartSync()
{
    d->engine.reset();
    d->engine = std::make_unique<SyncEngine>(*d->open->library, d->transportOptions(), d->options.pace);
    connect(d->engine.get(), &SyncEngine::stateChanged, this, [this](MerchantId id, const SyncState& sync) {
        if (OpenMerchant* merchant = d->find(id)) {
            const std::optional<UtcTime> before = merchant->sync.lastContact; // of an earlier session
            merchant->sync = sync;
            if (!sync.lastContact)
                merchant->sync.lastContact = before;
            emit merchantChanged(id);
        }
    });
    connect(d->engine.get(), &SyncEngine::factsFetched, this, &Console::noteFacts);
    connect(d->engine.get(), &SyncEngine::problemFound, this, &Console::report);
    connect(d->engine.get(), &SyncEngine::changeShown, this, [this](std::chrono::milliseconds delay) {
        d->delays.append(delay);
        if (d->delays.size() > 20)
            d->delays.removeFirst();
    });
    connect(d->engine.get(), &SyncEngine::operationChanged, this, &Console::noteOperation);
    connect(d->engine.get(), &SyncEngine::splitChanged, this, &Console::noteSplit);
    std::chrono::milliseconds delay{0};
    for (auto& [id, merchant] : d->open->merchants) {
        d->startSync(merchant, delay);
        delay += std::chrono::milliseconds(20);
    }
}

} // namespace t6::operations
