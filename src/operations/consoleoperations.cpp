// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/async.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrentRun>

// What staff change, and the book of it.

namespace t6::operations {

namespace {

using Report = Result<OperationReport>;

QJsonObject json(const store::AuditLine& line)
{
    const auto hex = [](const QByteArray& bytes) { return QString::fromLatin1(bytes.toHex()); };
    const auto uuid = [](const QUuid& id) { return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces); };
    const store::AuditEntry& entry = line.entry;
    return {{QStringLiteral("number"), line.number}, {QStringLiteral("at"), QDateTime::fromMSecsSinceEpoch(entry.at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs)},
        {QStringLiteral("actor"), entry.actor}, {QStringLiteral("device"), entry.device}, {QStringLiteral("action"), entry.action}, {QStringLiteral("step"), entry.step},
        {QStringLiteral("merchant"), uuid(entry.merchant.value)}, {QStringLiteral("orderId"), qint64{entry.order.value}}, {QStringLiteral("operation"), uuid(entry.operation)},
        {QStringLiteral("before"), hex(entry.beforeHash)}, {QStringLiteral("after"), hex(entry.afterHash)}, {QStringLiteral("detail"), entry.detail},
        {QStringLiteral("previous"), hex(line.previous)}, {QStringLiteral("hash"), hex(line.hash)}, {QStringLiteral("signature"), hex(line.signature)}};
}

} // namespace

OperationId latestUndoable(const QList<OperationReport>& activity)
{
    QList<OperationId> undone;
    for (const OperationReport& report : activity) {
        if (!isConfirmed(report) || report.id.isNull() || isOfSplit(report.kind) || isShipping(report.kind))
            continue;
        if (!report.undoOf.isNull())
            undone.append(report.undoOf);
        else if (!undone.contains(report.id))
            return report.id;
    }
    return {};
}

QFuture<Report> Console::correct(const Correction& correction)
{
    return d->find(correction.merchant) ? d->engine->correct(correction) : readyFuture<Report>(locked());
}

QFuture<Report> Console::preview(const Correction& correction)
{
    if (!d->find(correction.merchant))
        return readyFuture<Report>(locked());
    const auto promise = makePromise<OperationReport>();
    whenDone(this, d->engine->preview(correction), [promise, correction](const Result<PreparedWrite>& prepared) {
        if (prepared) {
            OperationReport report;
            report.merchant = correction.merchant;
            report.order = correction.order;
            report.kind = correction.kind;
            report.argument = correction.argument;
            report.number = prepared->plan.number;
            report.patch = changesOf(correction.kind, prepared->plan);
            report.alreadySo = prepared->alreadySo;
            report.kept = prepared->kept;
            report.conflicts = prepared->conflicts;
            promise->addResult(report);
        } else {
            promise->addResult(tl::unexpected(prepared.error()));
        }
        promise->finish();
    });
    return promise->future();
}

QFuture<Report> Console::undo(MerchantId merchant, OperationId operation, QUuid batch)
{
    return d->find(merchant) ? d->engine->undo(merchant, operation, batch) : readyFuture<Report>(locked());
}

QFuture<Report> Console::undoLatest(MerchantId merchant, OrderId order)
{
    const auto promise = makePromise<OperationReport>();
    const auto finish = [promise](const Report& report) {
        promise->addResult(report);
        promise->finish();
    };
    whenDone(this, activity(merchant, order), [this, merchant, finish](const Result<QList<OperationReport>>& activity) {
        const OperationId latest = activity ? latestUndoable(*activity) : OperationId();
        if (!activity)
            finish(tl::unexpected(activity.error()));
        else if (latest.isNull())
            finish(failure(ErrorDomain::Input, ErrorCode::NotFound, tr("Nothing was done to this order from here that could be taken back.")));
        else
            whenDone(this, undo(merchant, latest), finish);
    });
    return promise->future();
}

void Console::cancelBatch(QUuid batch)
{
    if (d->engine)
        d->engine->cancelBatch(batch);
}

QFuture<Report> Console::closeOperation(MerchantId merchant, OperationId operation, const QString& reason)
{
    return d->find(merchant) ? d->engine->close(merchant, operation, reason) : readyFuture<Report>(locked());
}

QList<OperationReport> Console::openOperations() const
{
    QList<OperationReport> list;
    for (const auto& [id, report] : d->operations)
        list.append(report);
    std::sort(list.begin(), list.end(), [](const OperationReport& a, const OperationReport& b) { return a.createdAt < b.createdAt; });
    return list;
}

QFuture<Result<void>> Console::lookAgain()
{
    return d->engine ? d->engine->recover() : readyFuture<Result<void>>(locked());
}

void Console::noteOperation(const OperationReport& report)
{
    const bool open = blocksOrder(report.state) || needsPerson(report.state);
    const bool changed = open || d->operations.contains(report.id);
    if (open)
        d->operations[report.id] = report;
    else
        d->operations.erase(report.id);
    if (!blocksOrder(report.state))
        witnessAudit();
    emit operationChanged(report);
    if (changed)
        emit operationsChanged();
}

QFuture<Result<QList<OperationReport>>> Console::activity(MerchantId merchant, OrderId order, int most)
{
    using Reports = Result<QList<OperationReport>>;
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Reports>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, merchant, order, most]() -> Reports {
        const auto records = open->journal->latest(merchant, order, most).result();
        if (!records)
            return tl::unexpected(records.error());
        QList<OperationReport> reports;
        for (const store::JournalRecord& record : *records) {
            const auto opened = openRecord(record, *keys);
            if (!opened)
                return tl::unexpected(opened.error());
            reports.append(describe(record, opened->first, opened->second));
        }
        return reports;
    });
}

QFuture<Result<Console::AuditReport>> Console::verifyAudit()
{
    using Outcome = Result<AuditReport>;
    if (!d->open)
        return readyFuture<Outcome>(locked());
    const auto known = Profile::lastSeenAudit(d->options.witnessDir, d->open->vault.header());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, known]() -> Outcome {
        const auto verdict = open->audit->verify(known).result();
        if (!verdict)
            return tl::unexpected(verdict.error());
        return AuditReport{verdict->lines, verdict->fault ? verdict->fault->number : 0, verdict->fault ? verdict->fault->what : QString()};
    });
}

QFuture<Result<QByteArray>> Console::auditLines(qint64 first, int most)
{
    using Outcome = Result<QByteArray>;
    if (!d->open)
        return readyFuture<Outcome>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, first, most]() -> Outcome {
        const auto lines = open->audit->lines(first, most).result();
        if (!lines)
            return tl::unexpected(lines.error());
        QByteArray text;
        for (const store::AuditLine& line : *lines)
            text += QJsonDocument(json(line)).toJson(QJsonDocument::Compact) + '\n';
        return text;
    });
}

} // namespace t6::operations
