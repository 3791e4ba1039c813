// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderwriter.h"

#include <core/async.h>
#include <core/customssteps.h>

#include <algorithm>

namespace t6::operations {

namespace {

constexpr qsizetype kSideBySide = 3; ///< orders under work by themselves; requests are bounded by the session anyway
constexpr qsizetype kPreparing = 8; ///< orders being read and written down for shared requests

/// Edits of a batch share requests; acts have none that they could share.
bool canShare(const Correction& correction)
{
    return correction.kind == OperationKind::Edit && !correction.batch.isNull();
}

template <typename T>
void finish(QPromise<T>& promise, const T& result)
{
    promise.addResult(result);
    promise.finish();
}

} // namespace

OrderWriter::OrderWriter(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)), m_session(session), m_pool(pool), m_shared(m_setup.pace, m_setup.clock, session)
{
    m_sweep.setSingleShot(true);
    connect(&m_sweep, &QTimer::timeout, this, &OrderWriter::recover);
    m_childrenTimer.setSingleShot(true);
    connect(&m_childrenTimer, &QTimer::timeout, this, &OrderWriter::lookAtChildren);
    connect(this, &OrderWriter::operationChanged, this, [this](const OperationReport& report) {
        if (m_setup.book->setUnsettled(report.order, report.id, needsPerson(report.state)))
            m_pool.start([book = m_setup.book, order = report.order] { (void)book->reconsider(order); }); // an order that is gone has nothing to show
    });
}

OrderWriter::~OrderWriter()
{
    qDeleteAll(std::exchange(m_splits, {}));
    qDeleteAll(std::exchange(m_runs, {}));
}

QFuture<Result<void>> OrderWriter::recover()
{
    const auto promise = makePromise<void>();
    whenDone(this, m_setup.journal.open(merchant()), [this, promise](const Result<QList<store::JournalRecord>>& records) {
        if (!records) {
            emit problemFound(merchant(), records.error());
            m_sweep.start(m_setup.pace.quarantine);
            finish(*promise, Result<void>(tl::unexpected(records.error())));
            return;
        }
        const auto missing = std::make_shared<qsizetype>(1);
        const auto looked = [this, promise, missing](const Result<OperationReport>&) {
            if (--*missing == 0)
                recoverSplits(promise); // what comes next rests on what the operations came to
        };
        m_setup.book->watch()->clear();
        watchSplits();
        for (const store::JournalRecord& record : *records) {
            if (const auto look = resume(record)) {
                ++*missing;
                whenDone(this, *look, looked);
            }
        }
        looked(OperationReport());
    });
    return promise->future();
}

std::optional<QFuture<Result<OperationReport>>> OrderWriter::resume(const store::JournalRecord& record)
{
    using Kind = OperationKind;
    const bool isOthers = record.kind == Kind::Label || record.kind == Kind::VoidLabel || record.kind == Kind::AddFunds; // the ShippingDesk's, the TopUpDesk's
    if (m_windingDown || isOthers)
        return std::nullopt;
    const auto live = std::find_if(m_runs.begin(), m_runs.end(), [&record](const OperationRun* run) { return run->id() == record.id; });
    if (live != m_runs.end())
        return (*live)->look();
    auto opened = openRecord(record, *m_setup.keys);
    if (!opened) {
        emit problemFound(merchant(), opened.error());
        return std::nullopt;
    }
    if (record.state == OperationState::Watch) {
        if (m_setup.clock.now() - record.changedAt < m_setup.pace.watch)
            m_setup.book->watch()->add(record.order, opened->first.patch, record.changedAt);
        return std::nullopt;
    }
    if (!blocksOrder(record.state)) { // waits for a person
        emit operationChanged(describe(record, opened->first, opened->second));
        return std::nullopt;
    }
    return makeRun()->resume(record, std::move(opened->first), std::move(opened->second));
}

QFuture<Result<OperationReport>> OrderWriter::correct(Correction correction)
{
    const auto seen = correction.kind == OperationKind::Edit ? JsonText::parse(correction.seen) : Result<JsonText>(failure(ErrorDomain::Input, ErrorCode::InvalidInput));
    auto steps = seen ? intoCustomsSteps(*seen, correction.patch) : Result<CustomsSteps>(tl::unexpected(seen.error()));
    if (!steps || steps->then.isEmpty()) // what is wrong with a patch is told by its operation
        return enqueue(std::move(correction));
    const auto promise = makePromise<OperationReport>();
    correction.patch = std::move(steps->first);
    whenDone(this, enqueue(correction), [this, correction, then = std::move(steps->then), promise](const Result<OperationReport>& cleared) mutable {
        if (!cleared || !isConfirmed(*cleared) || cleared->after.isEmpty()) {
            finish(*promise, cleared);
            return;
        }
        correction.seen = cleared->after;
        correction.patch = std::move(then);
        whenDone(this, enqueue(std::move(correction)), [promise](const Result<OperationReport>& report) { finish(*promise, report); });
    });
    return promise->future();
}

QFuture<Result<OperationReport>> OrderWriter::enqueue(Correction correction)
{
    const auto promise = makePromise<OperationReport>();
    correction.actor = m_setup.actor;
    m_waiting.push_back({std::move(correction), promise});
    pump();
    return promise->future();
}

void OrderWriter::windDown()
{
    m_windingDown = true;
    m_sweep.stop();
    m_childrenTimer.stop();
    m_waiting.clear(); // their futures finish as Cancelled
    m_shared.hurry();
}

void OrderWriter::pump()
{
    while (!m_windingDown) {
        const auto next = nextWaiting();
        if (next == m_waiting.end())
            return;
        Waiting begun = std::move(*next);
        m_waiting.erase(next);
        SharedWrites* const shared = canShare(begun.correction) ? &m_shared : nullptr;
        OperationRun* run = makeRun();
        whenDone(this, run->start(std::move(begun.correction), shared), [promise = begun.promise](const Result<OperationReport>& report) {
            finish(*promise, report);
        });
    }
}

std::deque<OrderWriter::Waiting>::iterator OrderWriter::nextWaiting()
{
    const bool roomAlone = std::count_if(m_runs.begin(), m_runs.end(), [](const OperationRun* run) { return !run->isShared() && !run->isWaiting(); }) < kSideBySide;
    const bool roomToShare = std::count_if(m_runs.begin(), m_runs.end(), [](const OperationRun* run) { return run->isPreparing(); }) < kPreparing;
    const auto mayBegin = [&](const Waiting& waiting) {
        if (!(canShare(waiting.correction) ? roomToShare : roomAlone))
            return false;
        // An order whose outcome is unknown is refused by the journal; one that is just being worked on is waited for.
        return std::none_of(m_runs.begin(), m_runs.end(), [&](const OperationRun* run) { return !run->isWaiting() && run->order() == waiting.correction.order; });
    };
    const auto single = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Waiting& waiting) { return waiting.correction.batch.isNull() && mayBegin(waiting); });
    return single != m_waiting.end() ? single : std::find_if(m_waiting.begin(), m_waiting.end(), mayBegin);
}

OperationRun* OrderWriter::makeRun()
{
    auto* run = new OperationRun(m_setup, m_session, m_pool, this);
    m_runs.append(run);
    connect(run, &OperationRun::changed, this, [this](const OperationReport& report) {
        emit operationChanged(report);
        if (SplitRun* split = isOfSplit(report.kind) ? liveSplit(report.batch) : nullptr)
            split->stepChanged(report);
    });
    connect(run, &OperationRun::problemFound, this, [this](const Error& error) { emit problemFound(merchant(), error); });
    connect(run, &OperationRun::waiting, this, &OrderWriter::pump);
    connect(run, &OperationRun::answerCame, this, [this] {
        if (onTheWire() == 0)
            emit wireEmpty();
    });
    connect(run, &OperationRun::finished, this, [this, run](bool leftOpen) {
        m_runs.removeOne(run);
        if (leftOpen)
            m_sweep.start(m_setup.pace.firstRecheck);
        pump();
    });
    return run;
}

QFuture<Result<OperationReport>> OrderWriter::undo(OperationId id, QUuid batch)
{
    const auto promise = makePromise<OperationReport>();
    const auto refuse = [promise](const Error& error) {
        finish(*promise, Result<OperationReport>(tl::unexpected(error)));
    };
    whenDone(this, m_setup.journal.find(id), [this, id, batch, promise, refuse](const Result<std::optional<store::JournalRecord>>& found) {
        if (!found || !*found) {
            refuse(found ? Error{ErrorDomain::Input, ErrorCode::NotFound, id.value.toString(QUuid::WithoutBraces), 0, {}, {}} : found.error());
            return;
        }
        const store::JournalRecord& record = **found;
        const bool confirmed = record.state == OperationState::Watch || record.state == OperationState::Done;
        if (!confirmed || m_setup.clock.now() - record.changedAt > m_setup.pace.watch) {
            refuse({ErrorDomain::Input, ErrorCode::InvalidInput, confirmed ? tr("It was confirmed more than 24 hours ago.") : tr("It was never confirmed."), 0, {}, tr("operation")});
            return;
        }
        const auto opened = openRecord(record, *m_setup.keys);
        auto undo = opened ? undoOf(record.kind, opened->first, opened->second) : Result<Correction>(tl::unexpected(opened.error()));
        if (!undo) {
            refuse(undo.error());
            return;
        }
        undo->merchant = record.merchant;
        undo->order = record.order;
        undo->undoOf = id;
        undo->batch = batch;
        whenDone(this, correct(std::move(*undo)), [promise](const Result<OperationReport>& report) {
            finish(*promise, report);
        });
    });
    return promise->future();
}

QFuture<Result<OperationReport>> OrderWriter::close(OperationId id, QString reason)
{
    const auto promise = makePromise<OperationReport>();
    const auto refuse = [promise](const Error& error) {
        finish(*promise, Result<OperationReport>(tl::unexpected(error)));
    };
    whenDone(this, m_setup.journal.find(id), [this, id, reason, promise, refuse](const Result<std::optional<store::JournalRecord>>& found) {
        if (!found || !*found) {
            refuse(found ? Error{ErrorDomain::Input, ErrorCode::NotFound, id.value.toString(QUuid::WithoutBraces), 0, {}, {}} : found.error());
            return;
        }
        store::JournalRecord record = **found;
        auto opened = openRecord(record, *m_setup.keys);
        if (!opened) {
            refuse(opened.error());
            return;
        }
        opened->second.note = reason;
        record.sealedFindings = sealFindings(id, opened->second, *m_setup.keys);
        const OperationState from = record.state;
        const UtcTime now = m_setup.clock.now();
        whenDone(this, m_setup.journal.advance(id, from, OperationState::Closed, record.sealedFindings, now, line(record, QStringLiteral("closed"))),
            [this, record, now, opened, promise, refuse](const Result<void>& kept) mutable {
                if (!kept) {
                    refuse(kept.error());
                    return;
                }
                record.state = OperationState::Closed;
                record.changedAt = now;
                const OperationReport report = describe(record, opened->first, opened->second);
                emit operationChanged(report);
                finish(*promise, Result<OperationReport>(report));
            });
    });
    return promise->future();
}

void OrderWriter::cancelBatch(QUuid batch)
{
    std::erase_if(m_waiting, [batch](const Waiting& waiting) { return waiting.correction.batch == batch; }); // a dropped promise finishes as Cancelled
}

/// The newest confirmed operation of the order is what a late request undid.
void OrderWriter::lateWriteFound(OrderId order)
{
    if (isLive(order))
        return; // it is ours, just now
    constexpr int kEnough = 20;
    whenDone(this, m_setup.journal.latest(merchant(), order, kEnough), [this](const Result<QList<store::JournalRecord>>& records) {
        const auto watched = records ? std::find_if(records->begin(), records->end(), [](const store::JournalRecord& record) { return record.state == OperationState::Watch; }) : QList<store::JournalRecord>::const_iterator();
        if (!records || watched == records->end())
            return;
        auto opened = openRecord(*watched, *m_setup.keys);
        if (!opened)
            return;
        OperationFindings findings = opened->second;
        findings.error = Error{ErrorDomain::ShipStation, ErrorCode::LateWrite, {}, 0, {}, {}};
        store::JournalRecord record = *watched;
        const UtcTime now = m_setup.clock.now();
        record.sealedFindings = sealFindings(record.id, findings, *m_setup.keys);
        whenDone(this, m_setup.journal.advance(record.id, OperationState::Watch, OperationState::NeedsPerson, record.sealedFindings, now, line(record, QStringLiteral("late-write"))),
            [this, record, now, plan = opened->first, findings](const Result<void>& kept) mutable {
                if (!kept)
                    return;
                record.state = OperationState::NeedsPerson;
                record.changedAt = now;
                emit operationChanged(describe(record, plan, findings));
                emit problemFound(merchant(), *findings.error);
            });
    });
}

bool OrderWriter::isLive(OrderId order) const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [order](const OperationRun* run) { return run->order() == order; });
}

int OrderWriter::onTheWire() const
{
    return static_cast<int>(std::count_if(m_runs.begin(), m_runs.end(), [](const OperationRun* run) { return run->isOnTheWire(); }));
}

store::AuditEntry OrderWriter::line(const store::JournalRecord& record, const QString& step) const
{
    return {m_setup.clock.now(), m_setup.actor, m_setup.device, QString::fromLatin1(operationName(record.kind)), step, record.merchant, record.order, record.id.value, {}, {}, {}};
}

} // namespace t6::operations
