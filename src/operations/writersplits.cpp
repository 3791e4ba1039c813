// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderwriter.h"

#include "splitreading.h"

#include <core/async.h>
#include <shipstation/account.h>

#include <algorithm>

// The part of a merchant's writer that splits orders.

namespace t6::operations {

namespace {

using Reports = std::shared_ptr<QPromise<Result<SplitReport>>>;

template <typename T>
void finish(const std::shared_ptr<QPromise<Result<T>>>& promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

void refuse(const Reports& promise, const Error& error) { finish<SplitReport>(promise, tl::unexpected(error)); }
Error notFound() { return {ErrorDomain::Input, ErrorCode::NotFound, {}, 0, {}, {}}; }

} // namespace

SplitRun* OrderWriter::makeSplitRun()
{
    auto* run = new SplitRun(m_setup, m_session, [this](Correction correction) { return enqueue(std::move(correction)); }, this);
    m_splits.append(run);
    connect(run, &SplitRun::changed, this, [this](const SplitReport& report) {
        if (m_setup.book->setUnsettled(report.original, {report.id}, report.state == SplitState::NeedsPerson))
            m_pool.start([book = m_setup.book, order = report.original] { (void)book->reconsider(order); });
        if (report.state == SplitState::Done)
            watch(report);
        emit splitChanged(report);
    });
    connect(run, &SplitRun::problemFound, this, [this](const Error& error) { emit problemFound(merchant(), error); });
    connect(run, &SplitRun::stepSettled, this, [this](OperationId step) { (void)close(step, tr("Settled by the split that it is part of.")); });
    connect(run, &SplitRun::finished, this, [this, run] { m_splits.removeOne(run); });
    return run;
}

SplitRun* OrderWriter::liveSplit(QUuid split) const
{
    const auto live = std::find_if(m_splits.begin(), m_splits.end(), [split](const SplitRun* run) { return !split.isNull() && run->id() == split; });
    return live == m_splits.end() ? nullptr : *live;
}

QFuture<Result<QSet<QString>>> OrderWriter::usedNumbers(OrderId order)
{
    const auto promise = makePromise<QSet<QString>>();
    whenDone(this, m_setup.splits.ofOrder(merchant(), order), [this, promise](const Result<QList<store::SplitRecord>>& records) {
        if (!records)
            return finish<QSet<QString>>(promise, tl::unexpected(records.error()));
        QSet<QString> numbers;
        for (const store::SplitRecord& record : *records) {
            const auto opened = openSplit(record, *m_setup.keys);
            if (!opened)
                return finish<QSet<QString>>(promise, tl::unexpected(opened.error()));
            for (const SplitPlan::Child& child : opened->first.plan.children)
                numbers.insert(child.number);
        }
        finish<QSet<QString>>(promise, numbers);
    });
    return promise->future();
}

QFuture<Result<SplitPreview>> OrderWriter::previewSplit(SplitRequest request)
{
    const auto promise = makePromise<SplitPreview>();
    whenDone(this, usedNumbers(request.order), [this, request, promise](const Result<QSet<QString>>& used) {
        if (!used)
            return finish<SplitPreview>(promise, tl::unexpected(used.error()));
        whenDone(this, prepareSplit(m_session, *m_setup.book, m_setup.clock, request, *used), [promise](const Result<SplitPreview>& preview) { finish(promise, preview); });
    });
    return promise->future();
}

QFuture<Result<SplitReport>> OrderWriter::split(SplitRequest request)
{
    const auto promise = makePromise<SplitReport>();
    whenDone(this, usedNumbers(request.order), [this, request, promise](const Result<QSet<QString>>& used) {
        if (!used || m_windingDown)
            return refuse(promise, used ? Error{ErrorDomain::Program, ErrorCode::Cancelled, {}, 0, {}, {}} : used.error());
        whenDone(this, makeSplitRun()->start(request, *used), [promise](const Result<SplitReport>& report) { finish(promise, report); });
    });
    return promise->future();
}

QFuture<Result<SplitReport>> OrderWriter::unsplit(OrderId order)
{
    const auto promise = makePromise<SplitReport>();
    whenDone(this, m_setup.splits.ofOrder(merchant(), order), [this, promise](const Result<QList<store::SplitRecord>>& records) {
        if (!records)
            return refuse(promise, records.error());
        const auto done = std::find_if(records->begin(), records->end(), [](const store::SplitRecord& record) {
            return record.state == SplitState::Done || isUnsettled(record.state) || record.state == SplitState::Left;
        });
        if (done == records->end() || done->purpose == SplitPurpose::Unsplit || m_windingDown)
            return refuse(promise, notFound());
        if (done->state == SplitState::Open)
            return refuse(promise, {ErrorDomain::Store, ErrorCode::OrderBusy, QStringLiteral("split"), 0, {}, {}});
        auto opened = openSplit(*done, *m_setup.keys);
        if (!opened)
            return refuse(promise, opened.error());
        for (const store::SplitRecord& record : *records) // all that was sent for any of them was sent before it ended
            opened->first.quietFrom = std::max(opened->first.quietFrom, record.changedAt + m_setup.pace.quarantine);
        whenDone(this, m_setup.journal.ofBatch(done->id), [this, promise, done = *done, work = std::move(opened->first)](const Result<QList<store::JournalRecord>>& steps) {
            const auto memory = steps ? rememberSteps(*steps, done, work, *m_setup.keys) : Result<SplitMemory>(tl::unexpected(steps.error()));
            if (!memory)
                return refuse(promise, memory.error());
            whenDone(this, makeSplitRun()->takeBack(done, work, memory->rewritten, [this, done] { return settled(done); }), [promise](const Result<SplitReport>& report) { finish(promise, report); });
        });
    });
    return promise->future();
}

/// The orders of a split that is taken back are free for that.
QFuture<Result<SplitReport>> OrderWriter::settled(const store::SplitRecord& split)
{
    if (isUnsettled(split.state))
        return leaveSplit(split.id, tr("Taken back."));
    SplitReport settled;
    settled.state = split.state;
    return readyFuture<Result<SplitReport>>(settled);
}

QFuture<Result<SplitReport>> OrderWriter::retrySplit(QUuid split)
{
    SplitRun* run = liveSplit(split);
    return run ? run->look() : readyFuture<Result<SplitReport>>(tl::unexpected(notFound()));
}

QFuture<Result<SplitReport>> OrderWriter::leaveSplit(QUuid split, QString reason)
{
    SplitRun* run = liveSplit(split);
    return run ? run->leave(reason) : readyFuture<Result<SplitReport>>(tl::unexpected(notFound()));
}

/// The last part of recover(): every split that is not settled goes on, or waits for its person. Finishes when each was looked at once.
void OrderWriter::recoverSplits(std::shared_ptr<QPromise<Result<void>>> promise)
{
    whenDone(this, m_setup.splits.open(merchant()), [this, promise](const Result<QList<store::SplitRecord>>& records) {
        if (!records) {
            emit problemFound(merchant(), records.error());
            return finish<void>(promise, tl::unexpected(records.error()));
        }
        const auto missing = std::make_shared<qsizetype>(records->size() + 1);
        const auto looked = [promise, missing] {
            if (--*missing == 0)
                finish<void>(promise, {});
        };
        for (const store::SplitRecord& record : *records)
            resumeSplit(record, looked);
        looked();
    });
}

void OrderWriter::resumeSplit(const store::SplitRecord& record, std::function<void()> begun)
{
    const auto lookedAt = [begun](const Result<SplitReport>&) { begun(); };
    if (m_windingDown)
        return begun();
    if (SplitRun* live = liveSplit(record.id)) {
        whenDone(this, live->look(), lookedAt);
        return;
    }
    auto opened = openSplit(record, *m_setup.keys);
    if (!opened) {
        emit problemFound(merchant(), opened.error());
        return begun();
    }
    whenDone(this, m_setup.journal.ofBatch(record.id), [this, record, opened = *opened, begun, lookedAt](const Result<QList<store::JournalRecord>>& steps) {
        if (!steps || liveSplit(record.id) || m_windingDown) {
            if (!steps)
                emit problemFound(merchant(), steps.error());
            return begun();
        }
        whenDone(this, makeSplitRun()->resume(record, opened.first, opened.second, *steps), lookedAt);
    });
}

// --- afterwards --------------------------------------------------------------------------------------------------------

/// What was split in the last weeks, from the book; the newest word on an order counts.
void OrderWriter::watchSplits()
{
    whenDone(this, m_setup.splits.doneSince(merchant(), m_setup.clock.now() - m_setup.pace.splitWatch), [this](const Result<QList<store::SplitRecord>>& records) {
        if (!records) {
            emit problemFound(merchant(), records.error());
            return;
        }
        for (const store::SplitRecord& record : *records) {
            if (const auto opened = openSplit(record, *m_setup.keys))
                watch(describe(record, opened->first, opened->second, {}));
        }
        lookAtChildren();
    });
}

void OrderWriter::watch(const SplitReport& report)
{
    std::erase_if(m_children, [&](const WatchedChild& watched) { return watched.original == report.original; });
    if (report.purpose == SplitPurpose::Unsplit) {
        m_setup.book->splits()->remove(report.original);
    } else {
        m_setup.book->splits()->add(report.original, report.plan);
        for (qsizetype child = 0; child < report.children.size(); ++child) {
            const auto body = JsonText::parse(report.plan.children[child].body);
            const auto until = body && report.plan.childStatus == OrderStatus::AwaitingShipment ? body->root().member(u"holdUntilDate") : std::nullopt;
            m_children.push_back({report.original, report.children[child], until ? until->string().left(10) : QString()});
        }
    }
    m_pool.start([book = m_setup.book, order = report.original] { (void)book->reconsider(order); });
    if (!m_childrenTimer.isActive())
        m_childrenTimer.start(m_setup.pace.splitCheck);
}

/// The sync keeps no order without a Through6 item, so what was split off is asked for, one by one, in what the background may use.
void OrderWriter::lookAtChildren()
{
    if (!m_children.empty() && !m_windingDown)
        lookAtChild(0);
}

void OrderWriter::lookAtChild(std::size_t index)
{
    if (index >= m_children.size() || m_windingDown) {
        m_childrenTimer.start(m_setup.pace.splitCheck);
        return;
    }
    const WatchedChild watched = m_children[index];
    whenDone(this, shipstation::fetchOrder(m_session, watched.child, shipstation::Priority::Background), [this, index, watched](const Result<QByteArray>& json) {
        const auto order = json ? JsonText::parse(*json) : Result<JsonText>(tl::unexpected(json.error()));
        const auto text = [&order](QStringView member) {
            const auto value = order->root().member(member);
            return value ? value->string() : QString();
        };
        const bool gone = !order && order.error().code == ErrorCode::OrderGone;
        // A request of ours that came late, or twice, has put it back on the hold that it was made with.
        const bool heldAgain = order && !watched.heldUntil.isEmpty() && text(u"orderStatus") == u"on_hold" && text(u"holdUntilDate").left(10) == watched.heldUntil;
        if ((order || gone) && m_setup.book->splits()->setChildTrouble(watched.original, gone || heldAgain))
            m_pool.start([book = m_setup.book, original = watched.original] { (void)book->reconsider(original); });
        lookAtChild(index + 1);
    });
}

} // namespace t6::operations
