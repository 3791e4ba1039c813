// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"
#include "labelreport.h"
#include "shippingplan.h"

#include <core/async.h>
#include <shipstation/labelanswer.h>
#include <shipstation/pacifictime.h>

#include <QtConcurrentRun>

#include <algorithm>

// Labels, as windows and scripts ask for them.

namespace t6::operations {

namespace {

using Report = Result<LabelReport>;

/// A report with what the book of labels has of it. Blocks: worker thread.
Report withBook(const OpenProfile& open, const OperationReport& operation)
{
    const auto kept = open.labels->ofOrder(operation.merchant, operation.order).result();
    if (!kept)
        return tl::unexpected(kept.error());
    const auto found = std::find_if(kept->begin(), kept->end(), [&operation](const store::LabelRecord& record) { return record.operation == operation.id; });
    return labelReport(operation, found == kept->end() ? std::nullopt : std::optional(*found));
}

QDate orToday(QDate date, UtcTime now)
{
    return date.isValid() ? date : QDate::fromString(QString::fromLatin1(shipstation::toPacific(now).left(10)), Qt::ISODate);
}

} // namespace

QFuture<Result<Quotes>> Console::quotes(MerchantId merchant, OrderId order)
{
    return d->find(merchant) ? d->engine->quotes(merchant, order) : readyFuture<Result<Quotes>>(locked());
}

/// The operation's report as one of a label.
QFuture<Report> Console::told(MerchantId merchant, const QFuture<Result<OperationReport>>& operation)
{
    const auto promise = makePromise<LabelReport>();
    const auto finish = [promise](const Report& report) {
        promise->addResult(report);
        promise->finish();
    };
    whenDone(this, operation, [this, merchant, finish](const Result<OperationReport>& report) {
        if (!report)
            finish(tl::unexpected(report.error()));
        else if (!d->find(merchant) || report->id.isNull())
            finish(labelReport(*report, std::nullopt));
        else
            whenDone(this, QtConcurrent::run(&d->engine->staffPool(), [open = d->open, report = *report] { return withBook(*open, report); }), finish);
    });
    return promise->future();
}

QFuture<Report> Console::buyLabel(const LabelRequest& request)
{
    OpenMerchant* found = d->find(request.merchant);
    if (!found)
        return readyFuture<Report>(locked());
    ShippingChoice choice = found->shipping;
    choice.carrier = request.terms.carrier;
    choice.service = request.terms.service;
    choice.package = request.terms.package;
    if (!d->options.readOnly)
        (void)setShippingChoice(request.merchant, choice); // convenience: a label does not wait for it
    return told(request.merchant, d->engine->buyLabel(request, choice.dayCap));
}

QFuture<Report> Console::voidLabel(MerchantId merchant, OrderId order, ShipmentId shipment, QUuid batch)
{
    return d->find(merchant) ? told(merchant, d->engine->voidLabel(merchant, order, shipment, batch)) : readyFuture<Report>(locked());
}

QFuture<Result<QList<LabelReport>>> Console::labelsOf(MerchantId merchant, OrderId order)
{
    using Reports = Result<QList<LabelReport>>;
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Reports>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, book = found->book, merchant, order]() -> Reports {
        const auto kept = open->labels->ofOrder(merchant, order).result();
        if (!kept)
            return tl::unexpected(kept.error());
        QList<LabelReport> reports;
        for (const store::LabelRecord& record : *kept) {
            const auto operation = open->journal->find(record.operation).result();
            if (!operation)
                return tl::unexpected(operation.error());
            if (!*operation) // forgotten
                continue;
            const auto opened = openRecord(**operation, *keys);
            if (!opened)
                return tl::unexpected(opened.error());
            OperationReport report = describe(**operation, opened->first, opened->second);
            if (report.shipping)
                report.shipping->notifyError = book->storeNews().words(order);
            reports.append(labelReport(report, record));
        }
        return reports;
    });
}

QFuture<Result<LabelPdf>> Console::labelPdf(MerchantId merchant, OperationId label)
{
    using Pdf = Result<LabelPdf>;
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Pdf>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, label]() -> Pdf {
        const auto sealed = open->labels->reply(label).result();
        if (!sealed)
            return tl::unexpected(sealed.error());
        if (!*sealed)
            return failure(ErrorDomain::Input, ErrorCode::NotFound);
        const auto body = keys->open(labelPlace(label), **sealed);
        if (!body)
            return tl::unexpected(body.error());
        const shipstation::LabelAnswer answer = shipstation::decodeLabelAnswer(*body).value_or(shipstation::salvageLabel(*body));
        if (answer.label.isEmpty())
            return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken);
        LabelPdf pdf{answer.label, answer.form, {}, answer.tracking};
        const auto record = open->journal->find(label).result();
        const auto opened = record && *record ? openRecord(**record, *keys) : Result<std::pair<OperationPlan, OperationFindings>>(failure(ErrorDomain::Store, ErrorCode::NotFound));
        if (opened)
            pdf.number = opened->first.number;
        return pdf;
    });
}

QFuture<Result<void>> Console::markPrinted(MerchantId merchant, OperationId label)
{
    if (!d->find(merchant))
        return readyFuture<Result<void>>(locked());
    if (d->options.readOnly)
        return readyFuture<Result<void>>(failure(ErrorDomain::Store, ErrorCode::StoreReadOnly));
    return d->open->labels->markPrinted(label, d->options.clock.now());
}

QFuture<Result<OperationReport>> Console::markShipped(const ShippedMark& mark)
{
    ShippedMark whole = mark;
    whole.shipDate = orToday(mark.shipDate, d->options.clock.now());
    Correction correction;
    correction.merchant = mark.merchant;
    correction.order = mark.order;
    correction.kind = OperationKind::MarkShipped;
    correction.seen = mark.seen;
    correction.argument = shippedArgument(whole);
    correction.batch = mark.batch;
    return correct(correction);
}

ShippingChoice Console::shippingChoice(MerchantId merchant) const
{
    const OpenMerchant* found = d->find(merchant);
    return found ? found->shipping : ShippingChoice();
}

QFuture<Result<void>> Console::setShippingChoice(MerchantId merchant, const ShippingChoice& choice)
{
    OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Result<void>>(locked());
    if (found->shipping == choice)
        return readyFuture<Result<void>>({});
    if (d->options.readOnly)
        return readyFuture<Result<void>>(failure(ErrorDomain::Store, ErrorCode::StoreReadOnly));
    found->shipping = choice;
    return store::SealedFields(*d->profile.database).put({OpenProfile::sealShipping(choice, *found->keys)}, store::Durability::Process);
}

} // namespace t6::operations
