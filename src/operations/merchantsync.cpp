// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantsync.h"

#include <core/async.h>
#include <shipstation/account.h>
#include <shipstation/pacifictime.h>
#include <shipstation/postage.h>

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>

namespace t6::operations {

namespace {

constexpr std::size_t kVanishedPerPass = 8;
constexpr auto kLabelsOf = std::chrono::days(14); ///< tell what labels cost and how fast a balance is spent
constexpr std::array kOpenStatuses{OrderStatus::AwaitingShipment, OrderStatus::OnHold, OrderStatus::AwaitingPayment, OrderStatus::PendingFulfillment};

template <typename List>
void keepKnown(std::optional<List>& fetched, const std::optional<List>& before)
{
    if (!fetched)
        fetched = before;
}

QString nameOf(const shipstation::SkippedOrder& skipped)
{
    const QString status = skipped.status ? QString::fromLatin1(wireName(*skipped.status).data(), static_cast<qsizetype>(wireName(*skipped.status).size())) : QString();
    QString name = MerchantSync::tr("order %1 of the list %2").arg(skipped.position + 1).arg(status);
    if (!skipped.before.isEmpty())
        name += MerchantSync::tr(", after #%1").arg(skipped.before);
    if (!skipped.after.isEmpty())
        name += MerchantSync::tr(", before #%1").arg(skipped.after);
    return name;
}

shipstation::SessionOptions sessionOptions(const SyncPace& pace)
{
    shipstation::SessionOptions options;
    options.retryBase = pace.retry;
    options.resetUnit = pace.resetUnit;
    return options;
}

} // namespace

/// One reading of lists, page by page: fetching the next page overlaps with the work on the last one.
struct MerchantSync::Pass
{
    bool full = false;
    UtcTime begun{};
    std::vector<shipstation::OrderListQuery> lists;
    std::size_t current = 0;
    std::unique_ptr<shipstation::OrderList> list;
    std::deque<shipstation::OrderListPage> pages;
    bool pulling = false, working = false, listEnded = false;
    std::unordered_set<OrderId> seen;
    std::vector<OrderId> openBefore;
    std::vector<OrderId> vanished; // asked from the back
    std::optional<UtcTime> newestModify;
    std::optional<Error> storeError;
    qint64 earlierLists = 0;
};

MerchantSync::MerchantSync(Setup setup, shipstation::Transport& transport, Library& library, QThreadPool& pool, SyncPace pace, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)), m_library(library), m_pool(pool), m_pace(pace),
      m_session(m_setup.book->merchant().id, m_setup.endpoint, m_setup.credentials, transport, library.clock, nullptr, sessionOptions(m_pace)), m_id(m_setup.book->merchant().id)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MerchantSync::next);
    // Requests come by the dozen; the status line needs to know twice a second at most.
    m_announceTimer.setSingleShot(true);
    m_announceTimer.setInterval(500);
    connect(&m_announceTimer, &QTimer::timeout, this, &MerchantSync::announce);
    connect(&m_session, &shipstation::Session::budgetChanged, this, [this] {
        if (!m_announceTimer.isActive())
            m_announceTimer.start();
    });
    if (m_setup.book->facts().fetchedAt != UtcTime{})
        m_factsAt = m_setup.book->facts().fetchedAt;
}

MerchantSync::~MerchantSync()
{
    m_session.disconnect(this); // it dies after the timers, and tells of the budget until then
    finishOnce(failure(ErrorDomain::Program, ErrorCode::Cancelled));
}

void MerchantSync::start(std::chrono::milliseconds delay)
{
    announce();
    if (m_setup.automatic)
        schedule(delay);
}

void MerchantSync::setPaused(bool paused)
{
    m_paused = paused;
    if (paused) {
        m_timer.stop();
        if (!m_busy)
            setPhase(SyncState::Phase::Paused);
        return;
    }
    if (m_state.phase == SyncState::Phase::Paused)
        setPhase(SyncState::Phase::Waiting);
    refresh();
}

void MerchantSync::refresh()
{
    if (m_paused)
        return;
    m_staff = true;
    if (m_busy) {
        m_again = true;
        return;
    }
    next();
}

void MerchantSync::readAnew()
{
    m_fullAt.reset();
    m_fullWanted = true;
    refresh();
}

QFuture<Result<int>> MerchantSync::passOnce()
{
    finishOnce(failure(ErrorDomain::Program, ErrorCode::Cancelled));
    m_once.emplace();
    m_once->start();
    m_factsAt.reset();
    m_fullAt.reset();
    m_staff = true;
    if (m_busy)
        m_again = true;
    else
        next();
    return m_once->future();
}

shipstation::Priority MerchantSync::priority() const
{
    return m_staff ? shipstation::Priority::Staff : shipstation::Priority::Background;
}

/// Decides what comes next: the account, all open orders, or what changed.
void MerchantSync::next()
{
    m_timer.stop();
    if (m_busy)
        return;
    if (m_paused && !m_once) {
        setPhase(SyncState::Phase::Paused);
        return;
    }
    m_busy = true;
    m_again = false;
    const UtcTime now = m_library.clock.now();
    // Without its account an order cannot be checked; with an old one it can, and waiting staff come first.
    const bool factsMissing = !m_factsAt;
    const bool factsOld = m_factsAt && (now - *m_factsAt >= m_pace.facts || now < *m_factsAt);
    if (factsMissing || (factsOld && m_fullAt)) {
        fetchFacts();
        return;
    }
    const bool fullDue = m_fullAt && (now - *m_fullAt >= m_pace.reconcile || now < *m_fullAt);
    startPass(m_fullWanted || !m_setup.watermark || fullDue || (!m_fullAt && (m_once || m_state.lastContact)));
}

void MerchantSync::fetchFacts()
{
    whenDone(this, shipstation::fetchAccount(m_session, priority()), [this](const Result<AccountFacts>& fetched) {
        if (!fetched) {
            failed(fetched.error());
            return;
        }
        whenDone(this, shipstation::fetchLabels(m_session, m_library.clock.now() - kLabelsOf, priority()), [this, facts = *fetched](const Result<shipstation::BoughtLabels>& bought) mutable {
            if (bought)
                facts.labels = shipstation::labelHistory(*bought, m_library.clock.now() - kLabelsOf);
            takeFacts(std::move(facts));
        });
    });
}

void MerchantSync::takeFacts(AccountFacts facts)
{
    const AccountFacts before = m_setup.book->facts();
    // A list that ShipStation could not give this time is as it was, not unknown.
    keepKnown(facts.warehouses, before.warehouses);
    keepKnown(facts.carriers, before.carriers);
    keepKnown(facts.stores, before.stores);
    keepKnown(facts.tags, before.tags);
    keepKnown(facts.users, before.users);
    keepKnown(facts.labels, before.labels);
    facts.fetchedAt = m_library.clock.now();
    AccountFacts timeless = facts;
    timeless.fetchedAt = before.fetchedAt;
    if (timeless.labels && before.labels)
        timeless.labels->since = before.labels->since;
    const bool changed = !(timeless == before);
    m_factsAt = facts.fetchedAt;
    m_setup.book->setFacts(facts);
    emit factsFetched(m_id, facts);
    if (!changed) {
        m_busy = false;
        next();
        return;
    }
    whenDone(this, QtConcurrent::run(&m_pool, [book = m_setup.book] { return book->recheck(); }), [this](const Result<void>& checked) {
        if (!checked)
            emit problemFound(m_id, checked.error());
        m_busy = false;
        next();
    });
}

UtcTime MerchantSync::deltaStart() const
{
    const UtcTime now = m_library.clock.now();
    if (!m_setup.watermark)
        return now - std::chrono::days(2); // our clock may be a day off, ShipStation's is not
    UtcTime start = *m_setup.watermark - m_pace.overlap;
    // In the autumn night an hour comes twice on ShipStation's clock: go back before it (reference 1.5).
    constexpr auto kHour = std::chrono::hours(1);
    const QByteArray local = shipstation::toPacific(start);
    if (local == shipstation::toPacific(start + kHour) || local == shipstation::toPacific(start - kHour))
        start -= 2 * kHour;
    return start;
}

void MerchantSync::startPass(bool full)
{
    m_pass = std::make_unique<Pass>();
    ++m_passNumber;
    m_pass->full = full;
    m_pass->begun = m_library.clock.now();
    if (!full || m_setup.watermark) { // what was closed since is in no list of open orders
        shipstation::OrderListQuery changed;
        changed.modifiedAfter = deltaStart();
        changed.sortBy = shipstation::SortBy::ModifyDate;
        m_pass->lists.push_back(changed);
    }
    if (full) {
        m_fullWanted = false;
        for (const OrderStatus status : kOpenStatuses) {
            shipstation::OrderListQuery query;
            query.status = status;
            m_pass->lists.push_back(query);
        }
        const QueueSnapshot queue = m_library.queue.snapshot();
        if (const auto index = queue.merchantIndex(m_id)) {
            for (const RowId id : queue.rowsOf(*index)) {
                if (isOpen(static_cast<OrderStatus>(queue.row(id).status)))
                    m_pass->openBefore.push_back({queue.row(id).id});
            }
        }
        m_state.skippedOrders.clear();
    }
    if (!m_state.lastContact && m_state.phase != SyncState::Phase::Failing) {
        m_state.loaded = m_state.expected = 0;
        setPhase(SyncState::Phase::FirstLoad);
    }
    m_pass->list = std::make_unique<shipstation::OrderList>(m_session, m_pass->lists.front(), priority());
    pull();
}

void MerchantSync::pull()
{
    m_pass->pulling = true;
    whenDone(this, m_pass->list->next(), [this, pass = m_pass.get(), number = m_passNumber](const Result<shipstation::OrderListPage>& page) {
        if (!isCurrent(number))
            return;
        pass->pulling = false;
        if (!page) {
            failed(page.error());
            return;
        }
        for (const shipstation::SkippedOrder& skipped : page->skipped) {
            const QString name = nameOf(skipped);
            if (!m_state.skippedOrders.contains(name)) {
                m_state.skippedOrders.append(name);
                Error error = skipped.error;
                error.detail = tr("It cannot serve %1: it was skipped. %2").arg(name, error.detail);
                emit problemFound(m_id, error);
            }
        }
        if (page->total > 0 && pass->full)
            m_state.expected = static_cast<int>(std::min<qint64>(pass->earlierLists + page->total, INT_MAX));
        pass->listEnded = page->last;
        pass->pages.push_back(*page);
        work();
    });
}

void MerchantSync::work()
{
    Pass* pass = m_pass.get();
    if (!pass->listEnded && !pass->pulling && pass->pages.size() < 2)
        pull();
    if (pass->working)
        return;
    if (pass->pages.empty()) {
        if (pass->listEnded)
            listFinished();
        return;
    }
    pass->working = true;
    shipstation::OrderListPage page = std::move(pass->pages.front());
    pass->pages.pop_front();
    whenDone(this,
        QtConcurrent::run(&m_pool, [book = m_setup.book, json = std::move(page.json), begun = page.begun]() mutable { return book->takePage(std::move(json), begun); }),
        [this, pass, number = m_passNumber](const Result<PageOutcome>& outcome) {
            if (!isCurrent(number))
                return;
            pass->working = false;
            if (!outcome) {
                failed(outcome.error());
                return;
            }
            take(*outcome);
            work();
        });
}

void MerchantSync::take(const PageOutcome& outcome)
{
    m_pass->seen.insert(outcome.open.begin(), outcome.open.end());
    if (outcome.newestModify && (!m_pass->newestModify || *outcome.newestModify > *m_pass->newestModify))
        m_pass->newestModify = outcome.newestModify;
    if (outcome.storeError)
        m_pass->storeError = outcome.storeError;
    for (const OrderId order : outcome.lateWrites)
        emit lateWriteFound(order);
    const UtcTime now = m_library.clock.now();
    if (outcome.changed > 0) {
        m_lastChange = now;
        // ShipStation's clock against ours: only a plausible difference says something.
        if (m_state.lastContact && !m_pass->full && outcome.newestChange && now >= *outcome.newestChange && now - *outcome.newestChange < std::chrono::minutes(5))
            emit changeShown(now - *outcome.newestChange);
    }
    for (const QString& broken : outcome.broken) {
        if (m_state.skippedOrders.contains(broken))
            continue;
        m_state.skippedOrders.append(broken);
        emit problemFound(m_id, {ErrorDomain::ShipStation, ErrorCode::AnswerBroken, tr("One order could not be read and was left out (%1).").arg(broken), 0, {}, {}});
    }
    if (m_pass->full) {
        m_state.loaded += outcome.orders;
        if (m_state.phase == SyncState::Phase::FirstLoad)
            announce();
    }
}

void MerchantSync::listFinished()
{
    m_pass->earlierLists = m_state.loaded;
    if (++m_pass->current < m_pass->lists.size()) {
        m_pass->list = std::make_unique<shipstation::OrderList>(m_session, m_pass->lists[m_pass->current], priority());
        m_pass->listEnded = false;
        pull();
        return;
    }
    if (m_pass->full)
        findVanished();
    askVanished();
}

/// Open orders that no list showed: shipped, cancelled, merged, deleted, or on a page that ShipStation cannot serve.
void MerchantSync::findVanished()
{
    const QueueSnapshot queue = m_library.queue.snapshot();
    std::vector<OrderId> asked;
    for (const OrderId id : m_pass->openBefore) {
        if (m_pass->seen.contains(id))
            continue;
        const auto row = queue.find(m_id, id);
        if (row && isOpen(static_cast<OrderStatus>(queue.row(*row).status)))
            (m_unlisted.contains(id) ? asked : m_pass->vanished).push_back(id);
    }
    // Each costs a request: the rest is asked in the next pass, unless somebody waits for this one to be complete.
    m_fullWanted = m_fullWanted || (m_pass->vanished.size() > kVanishedPerPass && !m_once);
    // Orders that were asked before and turned out to be open after all come last: they must not crowd out the others.
    m_pass->vanished.insert(m_pass->vanished.end(), asked.begin(), asked.end());
    if (!m_once && m_pass->vanished.size() > kVanishedPerPass)
        m_pass->vanished.resize(kVanishedPerPass);
    std::reverse(m_pass->vanished.begin(), m_pass->vanished.end());
}

bool MerchantSync::isCurrent(quint64 number) const
{
    return m_pass && m_passNumber == number;
}

void MerchantSync::askVanished()
{
    if (m_pass->vanished.empty()) {
        passFinished();
        return;
    }
    const OrderId id = m_pass->vanished.back();
    m_pass->vanished.pop_back();
    whenDone(this, shipstation::fetchOrder(m_session, id, priority()), [this, id, number = m_passNumber](const Result<QByteArray>& json) {
        if (!isCurrent(number))
            return;
        const bool gone = !json && json.error().code == ErrorCode::OrderGone;
        if (!json && !gone) {
            // One order that ShipStation cannot serve must not stop the rest; a network error will show in the next pass.
            m_unlisted.insert(id);
            if (json.error().domain == ErrorDomain::ShipStation && json.error().code != ErrorCode::KeysRejected)
                askVanished();
            else
                failed(json.error());
            return;
        }
        const UtcTime now = m_library.clock.now();
        whenDone(this, QtConcurrent::run(&m_pool, [book = m_setup.book, id, gone, json = gone ? QByteArray() : *json, now]() -> Result<void> {
            if (gone)
                return book->remove({id});
            const auto taken = book->takeOrder(json, now);
            return taken ? Result<void>() : Result<void>(tl::unexpected(taken.error()));
        }),
            [this, id, number](const Result<void>& done) {
                if (!isCurrent(number))
                    return;
                if (!done)
                    emit problemFound(m_id, done.error());
                const QueueSnapshot queue = m_library.queue.snapshot();
                if (const auto row = queue.find(m_id, id); row && isOpen(static_cast<OrderStatus>(queue.row(*row).status)))
                    m_unlisted.insert(id);
                askVanished();
            });
    });
}

void MerchantSync::passFinished()
{
    const std::unique_ptr<Pass> pass = std::move(m_pass);
    const UtcTime now = m_library.clock.now();
    m_failures = 0;
    m_state.failingSince.reset();
    m_state.error.reset();
    m_state.lastContact = now;
    if (pass->full && !m_fullWanted)
        m_fullAt = now;
    // The newest date on ShipStation's clock is where the next delta begins, less the time this pass took: an order may have changed
    // after its page was read. A date far in the future is one order's fault; a day is left for a clock of ours that is wrong.
    const UtcTime newest = pass->newestModify.value_or(now - std::chrono::days(2)) - (now - pass->begun);
    if (newest < now + std::chrono::hours(26) && (!m_setup.watermark || newest > *m_setup.watermark))
        m_setup.watermark = newest;
    else if (!m_setup.watermark)
        m_setup.watermark = now - std::chrono::days(2);
    if (pass->storeError)
        emit problemFound(m_id, *pass->storeError);
    else if (m_setup.writable && m_setup.watermark)
        (void)store::SyncRecords(m_library.database).put({{m_id, QStringLiteral("watermark"), m_setup.watermark->time_since_epoch().count()}, {m_id, QStringLiteral("synced"), now.time_since_epoch().count()}});
    m_busy = false;
    setPhase(m_paused ? SyncState::Phase::Paused : SyncState::Phase::Live);
    if (m_once && pass->full) {
        finishOnce(static_cast<int>(pass->seen.size()));
        m_once.reset();
    }
    if (m_again) {
        next();
        return;
    }
    m_staff = false;
    if (!m_fullAt && m_setup.automatic) {
        schedule(std::chrono::milliseconds(0)); // a delta has shown what is new; now read everything once
        return;
    }
    if (m_setup.automatic)
        schedule(interval());
}

void MerchantSync::failed(const Error& error)
{
    m_pass.reset();
    m_busy = false;
    if (error.code == ErrorCode::Cancelled) {
        finishOnce(tl::unexpected(error));
        m_once.reset();
        return;
    }
    const UtcTime now = m_library.clock.now();
    ++m_failures;
    std::chrono::milliseconds wait = m_pace.firstBackoff * (1 << std::min(m_failures - 1, 8));
    wait = std::min(wait, m_pace.longestBackoff);
    // While a sync exists the vault is open: its credentials cannot be read, and that does not heal by itself either.
    if (error.code == ErrorCode::KeysRejected || error.code == ErrorCode::VaultLocked)
        wait = m_pace.keysRejected;
    else if (error.code == ErrorCode::RateLimited)
        wait = std::max(wait, error.retryAfter);
    wait = std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * (0.75 + QRandomGenerator::global()->generateDouble() / 2)));
    m_state.error = error;
    if (!m_state.failingSince)
        m_state.failingSince = now;
    m_state.resumesAt = now + wait;
    setPhase(error.code == ErrorCode::RateLimited ? SyncState::Phase::Limited : SyncState::Phase::Failing);
    // A single hiccup of the network heals by itself; whatever lasts, or needs a person, is told.
    if (m_failures == 2 || (m_failures == 1 && error.domain != ErrorDomain::Network && error.code != ErrorCode::ServerError && error.code != ErrorCode::RateLimited))
        emit problemFound(m_id, error);
    finishOnce(tl::unexpected(error));
    m_once.reset();
    m_staff = false;
    if (m_again)
        next();
    else if (m_setup.automatic && !m_paused)
        schedule(wait);
}

std::chrono::milliseconds MerchantSync::interval() const
{
    const shipstation::BudgetState budget = m_session.budget();
    if (budget.limit > 0 && budget.remaining < budget.limit / 4)
        return m_pace.scarce;
    const bool busy = m_lastChange && m_library.clock.now() - *m_lastChange < std::chrono::minutes(2);
    return busy ? m_pace.busy : m_pace.idle;
}

void MerchantSync::schedule(std::chrono::milliseconds wait)
{
    m_timer.start(wait);
}

void MerchantSync::setPhase(SyncState::Phase phase)
{
    m_state.phase = phase;
    if (phase != SyncState::Phase::Failing && phase != SyncState::Phase::Limited)
        m_state.resumesAt.reset();
    announce();
}

void MerchantSync::announce()
{
    const shipstation::BudgetState budget = m_session.budget();
    m_state.requestsUsed = budget.usedInWindow;
    m_state.requestLimit = budget.limit;
    SyncState shown = m_state;
    if (budget.pausedUntil && shown.phase != SyncState::Phase::Failing && shown.phase != SyncState::Phase::Paused) {
        shown.phase = SyncState::Phase::Limited;
        shown.resumesAt = budget.pausedUntil;
    }
    emit stateChanged(m_id, shown);
}

void MerchantSync::finishOnce(Result<int> result)
{
    if (!m_once)
        return;
    m_once->addResult(std::move(result));
    m_once->finish();
}

} // namespace t6::operations
