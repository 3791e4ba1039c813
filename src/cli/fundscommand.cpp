// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fundscommand.h"

#include "correctioncommand.h"
#include "operationreport.h"
#include "output.h"

#include <core/async.h>
#include <core/funds.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace t6::cli {

using operations::OperationReport;
using operations::WalletState;

namespace {

QString nameOf(const WalletOutlook& wallet)
{
    return plain(QString::fromStdString(wallet.name.empty() ? wallet.code : wallet.name));
}

QString runwayText(const WalletOutlook& wallet)
{
    QStringList parts;
    if (wallet.runwayLabels)
        parts += FundsCommand::tr("%1 labels").arg(*wallet.runwayLabels);
    if (wallet.runway)
        parts += FundsCommand::tr("%1 h").arg(wallet.runway->count());
    return parts.isEmpty() ? QStringLiteral("-") : parts.join(QStringLiteral(", "));
}

/// Money as text: a number in JSON would be a binary fraction.
QJsonObject json(const WalletState& wallet)
{
    const WalletOutlook& seen = wallet.outlook;
    QJsonObject object{{QStringLiteral("merchant"), wallet.merchantName}, {QStringLiteral("carrier"), QString::fromStdString(seen.code)}, {QStringLiteral("name"), QString::fromStdString(seen.name)},
        {QStringLiteral("shippingProviderId"), qint64{seen.shippingProviderId}}, {QStringLiteral("balance"), plainMoney(seen.balance)},
        {QStringLiteral("asOf"), QDateTime::fromMSecsSinceEpoch(seen.asOf.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate)}, {QStringLiteral("readyOrders"), seen.readyLabels},
        {QStringLiteral("readyCost"), plainMoney(seen.readyCost)}, {QStringLiteral("state"), QLatin1String(fundsStateName(seen.state))}, {QStringLiteral("mayAdd"), wallet.funding.enabled && !seen.sharesCode},
        {QStringLiteral("automatic"), wallet.funding.automatic.has_value()}, {QStringLiteral("topUpsToday"), wallet.topUps}, {QStringLiteral("toppedUpToday"), plainMoney(wallet.toppedUp)}};
    if (seen.runwayLabels)
        object.insert(QStringLiteral("runwayLabels"), *seen.runwayLabels);
    if (seen.runway)
        object.insert(QStringLiteral("runwayHours"), qint64{seen.runway->count()});
    return object;
}

/// By code, name or id; an empty pointer when none fits or several do.
const Carrier* carrierOf(const AccountFacts& facts, const QString& wanted)
{
    const Carrier* found = nullptr;
    if (!facts.carriers)
        return nullptr;
    for (const Carrier& carrier : *facts.carriers) {
        const bool named = QString::fromStdString(carrier.code) == wanted || QString::fromStdString(carrier.name).compare(wanted, Qt::CaseInsensitive) == 0
            || QString::fromStdString(carrier.nickname).compare(wanted, Qt::CaseInsensitive) == 0;
        if (!carrier.requiresFundedAccount || (!named && QString::number(carrier.shippingProviderId) != wanted))
            continue;
        if (found)
            return nullptr;
        found = &carrier;
    }
    return found;
}

int endingOf(const OperationReport& report)
{
    if (isConfirmed(report))
        return Done;
    return needsPerson(report.state) ? NeedsPerson : blocksOrder(report.state) ? OutcomeUnknown : Failed;
}

} // namespace

FundsCommand::FundsCommand(operations::Console& console, const Request& request, QObject* parent) : QObject(parent), m_console(console), m_request(request) {}

void FundsCommand::fail(const Error& error)
{
    printError(error, m_request.json, m_merchant);
    emit finished(Failed);
}

void FundsCommand::showBalances(MerchantId merchant)
{
    whenDone(this, m_console.funds(), [this, merchant](const Result<QList<WalletState>>& all) {
        if (!all)
            return fail(all.error());
        QList<WalletState> wallets = *all;
        if (!merchant.isNull())
            wallets.removeIf([merchant](const WalletState& wallet) { return !(wallet.merchant == merchant); });
        show(wallets);
    });
}

void FundsCommand::show(const QList<WalletState>& wallets)
{
    QJsonArray list;
    QList<QStringList> rows;
    for (const WalletState& wallet : wallets) {
        const WalletOutlook& seen = wallet.outlook;
        list.append(json(wallet));
        rows.append({plain(wallet.merchantName), nameOf(seen), dollarText(seen.balance), dollarText(seen.readyCost), QString::number(seen.readyLabels), runwayText(seen), QLatin1String(fundsStateName(seen.state))});
    }
    if (m_request.json)
        printBytes(QJsonDocument(list).toJson(QJsonDocument::Compact) + '\n');
    else if (rows.isEmpty())
        print(tr("No carrier is paid from a balance.\n"));
    else
        print(alignedTable({tr("Merchant"), tr("Carrier"), tr("Balance"), tr("Ready cost"), tr("Orders"), tr("Lasts for"), tr("State")}, rows, {2, 3, 4}));
    emit finished(Done);
}

void FundsCommand::addFunds(const operations::MerchantState& merchant)
{
    m_merchant = merchant.merchant.name;
    const Carrier* carrier = carrierOf(merchant.facts, m_request.orderNumber);
    if (!carrier)
        return fail(failure(ErrorDomain::Input, ErrorCode::NotFound, tr("The account has no one funded carrier “%1”; balance --json lists them by shippingProviderId.").arg(plain(m_request.orderNumber))).value());
    operations::TopUpRequest wish;
    wish.merchant = merchant.merchant.id;
    wish.wallet = carrier->shippingProviderId;
    wish.amount = parseMoney(m_request.argument).value_or(Money());
    wish.reason = m_request.reason;
    whenDone(this, m_console.addFunds(wish), [this](const Result<OperationReport>& report) { report ? tell(*report) : fail(report.error()); });
}

void FundsCommand::tell(const OperationReport& report)
{
    const auto proof = operations::topUpProof(report);
    if (m_request.json) {
        QJsonObject object{{QStringLiteral("merchant"), m_merchant}, {QStringLiteral("carrier"), report.number}, {QStringLiteral("amount"), report.argument},
            {QStringLiteral("operation"), report.id.value.toString(QUuid::WithoutBraces)}, {QStringLiteral("state"), QLatin1String(operationStateName(report.state))}};
        if (proof)
            object.insert(QStringLiteral("before"), plainMoney(proof->before));
        if (proof && proof->now)
            object.insert(QStringLiteral("now"), plainMoney(*proof->now));
        if (report.error && !isConfirmed(report))
            object.insert(QStringLiteral("error"), errorJson(*report.error));
        printBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    } else if (isConfirmed(report) && proof && proof->now) {
        print(tr("%1: $%2 added to %3; %4 became %5.\n").arg(plain(m_merchant), report.argument, plain(report.number), dollarText(proof->before), dollarText(*proof->now)));
    } else {
        printError(report.error.value_or(Error()), false, m_merchant);
    }
    emit finished(endingOf(report));
}

} // namespace t6::cli
