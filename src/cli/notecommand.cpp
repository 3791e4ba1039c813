// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "notecommand.h"

#include "correctioncommand.h"
#include "ordernumber.h"
#include "output.h"

#include <core/askmerchant.h>
#include <core/async.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <bit>

namespace t6::cli {

namespace {

void printLine(const QJsonObject& object)
{
    printBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

/// Text from outside, line by line.
QString plainLines(const QString& text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines)
        line = plain(line);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

NoteCommand::NoteCommand(operations::Console& console, const Request& request, QObject* parent) : QObject(parent), m_console(console), m_request(request) {}

void NoteCommand::fail(const Error& error)
{
    printError(error, m_request.json, m_merchant.merchant.name);
    emit finished(Failed);
}

void NoteCommand::run(const operations::MerchantState& merchant)
{
    m_merchant = merchant;
    const MerchantId id = merchant.merchant.id;
    const auto order = orderByNumber(m_console.queue(), merchant.merchant, m_request.orderNumber);
    if (!order)
        return fail(order.error());
    const auto code = static_cast<CheckCode>(std::countr_zero(m_request.issues)); // of waive and unwaive, which name one
    const QString number = plain(m_request.orderNumber);
    switch (m_request.command) {
    case Command::OrderWaive:
        return tell(m_console.waive(id, *order, code, m_request.reason), tr("%1: “%2” is waived until what it rests on changes.\n").arg(number, checkTitle(code)));
    case Command::OrderUnwaive: return tell(m_console.unwaive(id, *order, code), tr("%1: “%2” is no longer waived.\n").arg(number, checkTitle(code)));
    case Command::OrderWaiting:
        if (m_request.end)
            return tell(m_console.endWaiting(id, *order), tr("%1: no longer waiting on the merchant.\n").arg(number));
        return tell(m_console.setWaiting(id, *order, {m_request.asked, m_request.about, 0, {}, {}}), tr("%1: waiting on the merchant; %2 was asked.\n").arg(number, plain(m_request.asked)));
    default: return ask(*order);
    }
}

void NoteCommand::tell(const QFuture<Result<void>>& done, const QString& words)
{
    whenDone(this, done, [this, words](const Result<void>& outcome) {
        if (!outcome)
            return fail(outcome.error());
        if (m_request.json)
            printLine({{QStringLiteral("orderNumber"), m_request.orderNumber}, {QStringLiteral("done"), true}});
        else
            print(words);
        emit finished(Done);
    });
}

void NoteCommand::ask(OrderId order)
{
    whenDone(this, m_console.order(m_merchant.merchant.id, order), [this](const Result<operations::OrderDetails>& details) {
        if (!details)
            return fail(details.error());
        const QString text = askMerchantText(details->number, details->issues);
        if (m_request.json)
            printLine({{QStringLiteral("orderNumber"), details->number}, {QStringLiteral("text"), text}});
        else
            print(text.isEmpty() ? tr("There is nothing to ask the merchant.\n") : plainLines(text));
        emit finished(Done);
    });
}

} // namespace t6::cli
