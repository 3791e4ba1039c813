// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitcommand.h"

#include "correctioncommand.h"
#include "ordernumber.h"
#include "output.h"
#include "secretinput.h"
#include "splitreport.h"

#include <core/async.h>

#include <QJsonDocument>

#include <algorithm>

namespace t6::cli {

using operations::Console;
using operations::OrderDetails;
using operations::SplitPreview;
using operations::SplitReport;
using operations::SplitRequest;

int exitCode(const SplitReport& report)
{
    switch (report.state) {
    case SplitState::Done: return Done;
    case SplitState::Open: return OutcomeUnknown;
    case SplitState::NeedsPerson: return NeedsPerson;
    default: break;
    }
    const bool othersActed = report.error && (report.error->code == ErrorCode::OrderChanged || report.error->code == ErrorCode::OrderBusy);
    return othersActed ? NeedsPerson : Failed;
}

SplitCommand::SplitCommand(Console& console, const Request& request, QObject* parent) : QObject(parent), m_console(console), m_request(request) {}

void SplitCommand::fail(const Error& error)
{
    printError(error, m_request.json, m_merchant.merchant.name);
    emit finished(error.code == ErrorCode::OrderChanged || error.code == ErrorCode::OrderBusy ? NeedsPerson : Failed);
}

void SplitCommand::run(const operations::MerchantState& merchant)
{
    m_merchant = merchant;
    const auto order = orderByNumber(m_console.queue(), merchant.merchant, m_request.orderNumber);
    if (!order)
        return fail(order.error());
    if (m_request.command == Command::OrderUnsplit) {
        whenDone(this, m_console.unsplit(merchant.merchant.id, *order), [this](const Result<SplitReport>& report) { tell(report); });
        return;
    }
    whenDone(this, m_console.order(merchant.merchant.id, *order), [this](const Result<OrderDetails>& details) {
        if (details)
            begin(*details);
        else
            fail(details.error());
    });
}

void SplitCommand::begin(const OrderDetails& order)
{
    auto choice = choiceOf(order);
    if (!choice)
        return fail(choice.error());
    const SplitRequest request{order.merchant, order.id, order.raw, std::move(*choice), {}};
    if (m_request.dryRun || (!m_request.yes && hasTerminal()))
        preview(request);
    else
        send(request);
}

Result<SplitChoice> SplitCommand::choiceOf(const OrderDetails& order) const
{
    SplitChoice choice;
    const auto seen = JsonText::parse(order.raw);
    if (!seen)
        return tl::unexpected(seen.error());
    QList<SplitLine> lines = splittableLines(*seen, Through6Matcher(m_merchant.merchant.rule));
    for (const QString& group : m_request.items) {
        QList<SplitChoice::Units> child;
        for (const QString& word : group.split(u',', Qt::SkipEmptyParts)) {
            // A SKU may hold a colon itself: what is behind the last one is a count only if it is a number.
            bool isCount = false;
            const int count = word.section(u':', -1).toInt(&isCount);
            const bool counted = isCount && word.contains(u':');
            const QString sku = (counted ? word.section(u':', 0, -2) : word).trimmed();
            int left = counted ? count : -1;
            bool known = false;
            for (SplitLine& line : lines) {
                if (line.sku.compare(sku, Qt::CaseInsensitive) != 0 || line.quantity == 0)
                    continue;
                known = true;
                const int taken = left < 0 ? line.quantity : std::min(left, line.quantity);
                if (taken > 0)
                    child.append({line.item, taken});
                line.quantity -= taken;
                left = left < 0 ? left : left - taken;
            }
            if (!known || left > 0)
                return failure(ErrorDomain::Input, ErrorCode::InvalidInput, known ? tr("The order has fewer units of “%1”.").arg(sku) : tr("The order has no item “%1” to split off.").arg(sku), QStringLiteral("--items"));
        }
        choice.children.append(child);
    }
    return choice;
}

void SplitCommand::preview(const SplitRequest& request)
{
    whenDone(this, m_console.previewSplit(request), [this, request](const Result<SplitPreview>& preview) {
        if (!preview)
            return fail(preview.error());
        if (m_request.dryRun && m_request.json)
            printBytes(QJsonDocument(planJson(preview->plan, m_merchant.merchant.name)).toJson(QJsonDocument::Compact) + '\n');
        else
            print(planText(preview->plan, m_merchant.merchant.name));
        if (m_request.dryRun) {
            emit finished(Done);
            return;
        }
        if (!askYesNo(tr("Split the order like this? [y/N] "))) {
            printWarning(tr("Nothing was sent."));
            emit finished(Failed);
            return;
        }
        send(request);
    });
}

void SplitCommand::send(const SplitRequest& request)
{
    whenDone(this, m_console.split(request), [this](const Result<SplitReport>& report) { tell(report); });
}

void SplitCommand::tell(const Result<SplitReport>& report)
{
    if (!report)
        return fail(report.error());
    if (report->id.isNull() && report->error) // it did not begin
        return fail(*report->error);
    if (m_request.json)
        printBytes(QJsonDocument(splitJson(*report, m_merchant.merchant.name)).toJson(QJsonDocument::Compact) + '\n');
    else
        print(splitText(*report, m_merchant.merchant.name));
    emit finished(exitCode(*report));
}

} // namespace t6::cli
