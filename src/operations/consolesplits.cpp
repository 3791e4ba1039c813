// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/async.h>

#include <QtConcurrentRun>

// Splits, as windows and scripts ask for them.

namespace t6::operations {

namespace {

using Report = Result<SplitReport>;

/// As far as the journal tells; the orders are read before anything is taken back.
bool isApart(const SplitReport& report)
{
    if (report.state != SplitState::NeedsPerson)
        return report.state == SplitState::Done || report.state == SplitState::Left;
    return std::any_of(report.steps.begin(), report.steps.end(), [](const SplitStep& step) { return step.kind == OperationKind::SplitReduce && hasHappened(step); });
}

} // namespace

QFuture<Result<SplitPreview>> Console::previewSplit(const SplitRequest& request)
{
    return d->find(request.merchant) ? d->engine->previewSplit(request) : readyFuture<Result<SplitPreview>>(locked());
}

QFuture<Report> Console::split(const SplitRequest& request)
{
    return d->find(request.merchant) ? d->engine->split(request) : readyFuture<Report>(locked());
}

QFuture<Report> Console::unsplit(MerchantId merchant, OrderId order)
{
    return d->find(merchant) ? d->engine->unsplit(merchant, order) : readyFuture<Report>(locked());
}

QFuture<Report> Console::retrySplit(MerchantId merchant, QUuid split)
{
    return d->find(merchant) ? d->engine->retrySplit(merchant, split) : readyFuture<Report>(locked());
}

QFuture<Report> Console::leaveSplit(MerchantId merchant, QUuid split, const QString& reason)
{
    return d->find(merchant) ? d->engine->leaveSplit(merchant, split, reason) : readyFuture<Report>(locked());
}

QList<SplitReport> Console::openSplits() const
{
    QList<SplitReport> list;
    for (const auto& [id, report] : d->splits)
        list.append(report);
    std::sort(list.begin(), list.end(), [](const SplitReport& a, const SplitReport& b) { return a.createdAt < b.createdAt; });
    return list;
}

void Console::noteSplit(const SplitReport& report)
{
    if (isUnsettled(report.state))
        d->splits[report.id] = report;
    else
        d->splits.erase(report.id);
    emit splitChanged(report);
}

QFuture<Result<QList<SplitReport>>> Console::splitsOf(MerchantId merchant, OrderId order)
{
    using Reports = Result<QList<SplitReport>>;
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Reports>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, merchant, order]() -> Reports {
        const auto records = open->splits->ofOrder(merchant, order).result();
        if (!records)
            return tl::unexpected(records.error());
        QList<SplitReport> reports;
        bool decided = false; // by a newer one
        for (const store::SplitRecord& record : *records) {
            const auto opened = openSplit(record, *keys);
            const auto steps = opened ? open->journal->ofBatch(record.id).result() : Result<QList<store::JournalRecord>>(tl::unexpected(opened.error()));
            const auto memory = steps ? rememberSteps(*steps, record, opened->first, *keys) : Result<SplitMemory>(tl::unexpected(steps.error()));
            if (!memory)
                return tl::unexpected(memory.error());
            SplitReport report = describe(record, opened->first, opened->second, memory->steps);
            report.canUndo = !decided && record.purpose == SplitPurpose::Split && isApart(report);
            decided = decided || record.state != SplitState::Undone;
            reports.append(std::move(report));
        }
        return reports;
    });
}

} // namespace t6::operations
