// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shipcommand.h"

#include "correctioncommand.h"
#include "operationreport.h"
#include "ordernumber.h"
#include "output.h"
#include "secretinput.h"
#include "shipreport.h"

#include <core/async.h>
#include <core/funds.h>

#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace t6::cli {

using operations::Console;
using operations::LabelPdf;
using operations::LabelReport;
using operations::LabelRequest;
using operations::OperationReport;
using operations::Quotes;

ShipCommand::ShipCommand(Console& console, const Request& request, QObject* parent) : QObject(parent), m_console(console), m_request(request) {}

void ShipCommand::fail(const Error& error)
{
    printError(error, m_request.json, m_merchant.merchant.name);
    emit finished(error.code == ErrorCode::OrderChanged || error.code == ErrorCode::OrderBusy ? NeedsPerson : Failed);
}

void ShipCommand::run(const operations::MerchantState& merchant)
{
    m_merchant = merchant;
    const auto order = orderByNumber(m_console.queue(), merchant.merchant, m_request.orderNumber);
    if (!order)
        return fail(order.error());
    m_order = *order;
    if (m_request.command == Command::OrderVoid)
        return voidLabel();
    if (m_request.command == Command::OrderMarkShipped)
        return markShipped();
    whenDone(this, m_console.quotes(merchant.merchant.id, *order), [this](const Result<Quotes>& quotes) {
        if (!quotes)
            fail(quotes.error());
        else if (m_request.command == Command::Rates)
            showRates(*quotes);
        else
            choose(*quotes);
    });
}

void ShipCommand::showRates(const Quotes& quotes)
{
    if (m_request.json)
        printBytes(QJsonDocument(quotesJson(quotes, m_merchant.merchant.name)).toJson(QJsonDocument::Compact) + '\n');
    else
        print(quotesText(quotes, m_merchant.merchant.name));
    emit finished(Done);
}

bool ShipCommand::isConfirmed(const QString& question)
{
    if (m_request.yes || (hasTerminal() && askYesNo(question)))
        return true;
    printWarning(hasTerminal() ? tr("Nothing was sent.") : tr("Nothing was sent: it needs --yes."));
    emit finished(Failed);
    return false;
}

/// The one price that the service, and the carrier if it is named, stand for.
void ShipCommand::choose(const Quotes& quotes)
{
    const ShipOptions& wanted = m_request.ship;
    const auto fits = [&wanted](const RateQuote& quote) { return quote.service == wanted.service && (wanted.carrier.isEmpty() || quote.carrier == wanted.carrier); };
    const auto quote = std::find_if(quotes.rates.begin(), quotes.rates.end(), fits);
    if (quote == quotes.rates.end())
        return fail({ErrorDomain::Input, ErrorCode::NotFound, tr("No carrier of the account offers that for this order; t6-console-cli rates lists what there is."), 0, {}, QStringLiteral("--service")});
    if (std::count_if(quotes.rates.begin(), quotes.rates.end(), fits) > 1)
        return fail({ErrorDomain::Input, ErrorCode::InvalidInput, tr("Several carriers call a service so; name one with --carrier."), 0, {}, QStringLiteral("--service")});
    if (wanted.maxCost && quote->total() > *wanted.maxCost)
        return fail({ErrorDomain::Input, ErrorCode::LabelRefused, tr("It costs %1 now, more than --max-cost.").arg(dollarText(quote->total())), 0, {}, QStringLiteral("--max-cost")});
    LabelRequest label;
    label.merchant = m_merchant.merchant.id;
    label.order = m_order;
    label.seen = quotes.seen;
    label.terms.carrier = quote->carrier;
    label.terms.service = quote->service;
    label.terms.package = wanted.package.isEmpty() ? quote->package : wanted.package;
    label.terms.test = wanted.test;
    label.confirmed = quote->total();
    label.again = wanted.again;
    if (isConfirmed(tr("Buy the label of %1 · %2 for %3? [y/N] ").arg(plain(quote->carrierName), plain(quote->serviceName), dollarText(quote->total()))))
        buy(label);
}

void ShipCommand::buy(const LabelRequest& label)
{
    whenDone(this, m_console.buyLabel(label), [this](const Result<LabelReport>& report) { tell(report); });
}

void ShipCommand::voidLabel()
{
    if (isConfirmed(tr("Void the label? Its money comes back when the carrier approves. [y/N] ")))
        whenDone(this, m_console.voidLabel(m_merchant.merchant.id, m_order, m_request.ship.shipment), [this](const Result<LabelReport>& report) { tell(report); });
}

void ShipCommand::markShipped()
{
    whenDone(this, m_console.order(m_merchant.merchant.id, m_order), [this](const Result<operations::OrderDetails>& order) {
        if (!order)
            return fail(order.error());
        const ShipOptions& wanted = m_request.ship;
        const operations::ShippedMark mark{m_merchant.merchant.id, m_order, order->raw, wanted.carrier, wanted.tracking, wanted.date, wanted.notifyCustomer, wanted.notifyStore, {}};
        if (!isConfirmed(tr("Mark the order as shipped? That cannot be taken back. [y/N] ")))
            return;
        whenDone(this, m_console.markShipped(mark), [this](const Result<OperationReport>& report) {
            if (!report)
                return fail(report.error());
            if (m_request.json)
                printBytes(QJsonDocument(operationJson(*report, m_merchant.merchant.name, false)).toJson(QJsonDocument::Compact) + '\n');
            else
                print(operationText(*report, m_merchant.merchant.name, false));
            emit finished(exitCode(*report));
        });
    });
}

void ShipCommand::tell(const Result<LabelReport>& report)
{
    if (!report)
        return fail(report.error());
    if (report->operation.id.isNull() && report->operation.error) // it did not begin
        return fail(*report->operation.error);
    if (m_request.ship.pdf.isEmpty() || !report->hasPdf)
        end(*report);
    else
        savePdf(*report);
}

void ShipCommand::savePdf(const LabelReport& report)
{
    whenDone(this, m_console.labelPdf(m_merchant.merchant.id, report.operation.id), [this, report](const Result<LabelPdf>& pdf) {
        QSaveFile file(m_request.ship.pdf);
        const bool saved = pdf && file.open(QIODevice::WriteOnly) && file.write(pdf->label) == pdf->label.size() && file.commit();
        if (!saved) { // the label is bought all the same: that is told, too
            const Error error = pdf ? Error{ErrorDomain::File, ErrorCode::FileUnwritable, m_request.ship.pdf, 0, {}, {}} : pdf.error();
            printProblem(error, m_request.json, m_merchant.merchant.name);
        }
        end(report);
    });
}

void ShipCommand::end(const LabelReport& report)
{
    if (m_request.json)
        printBytes(QJsonDocument(labelJson(report, m_merchant.merchant.name)).toJson(QJsonDocument::Compact) + '\n');
    else
        print(labelText(report, m_merchant.merchant.name));
    emit finished(exitCode(report.operation));
}

} // namespace t6::cli
