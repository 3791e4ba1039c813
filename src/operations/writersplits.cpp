// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderwriter.h"

#include <core/async.h>

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
    auto* run = new SplitRun(m_setup, m_session, [this](Correction correction) { return correct(std::move(correction)); }, this);
    m_splits.append(run);
    connect(run, &SplitRun::changed, this, [this](const SplitReport& report) {
        if (m_setup.book->setUnsettled(report.original, {report.id}, report.state == SplitState::NeedsPerson))
            m_pool.start([book = m_setup.book, order = report.original] { (void)book->reconsider(order); });
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

QFuture<Result<SplitReport>> OrderWriter::split(SplitRequest request)
{
    if (m_windingDown)
        return readyFuture<Result<SplitReport>>(failure(ErrorDomain::Program, ErrorCode::Cancelled));
    return makeSplitRun()->start(std::move(request));
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
        if (isUnsettled(done->state))
            return refuse(promise, {ErrorDomain::Store, ErrorCode::OrderBusy, QStringLiteral("split"), 0, {}, {}});
        auto opened = openSplit(*done, *m_setup.keys);
        if (!opened)
            return refuse(promise, opened.error());
        whenDone(this, makeSplitRun()->takeBack(*done, std::move(opened->first)), [promise](const Result<SplitReport>& report) { finish(promise, report); });
    });
    return promise->future();
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

} // namespace t6::operations
