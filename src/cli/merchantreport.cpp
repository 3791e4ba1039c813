// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantreport.h"

#include "output.h"

#include <core/queuequery.h>

#include <QCoreApplication>
#include <QDateTime>

namespace t6::cli {

using operations::AccountSummary;
using operations::MerchantState;
using operations::SyncState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::MerchantReport)
};

const char* stateName(const SyncState& sync)
{
    switch (sync.phase) {
    case SyncState::Phase::Waiting: return sync.lastContact ? "synced" : "new";
    case SyncState::Phase::FirstLoad: return "first-load";
    case SyncState::Phase::Live: return "live";
    case SyncState::Phase::Limited: return "limited";
    case SyncState::Phase::Failing: return "failing";
    case SyncState::Phase::Paused: return "paused";
    }
    return "";
}

QString address(const MerchantState& merchant)
{
    return merchant.merchant.apiUrl.isEmpty() ? QStringLiteral("https://ssapi.shipstation.com") : merchant.merchant.apiUrl;
}

QDateTime lastSync(const MerchantState& merchant)
{
    const auto& at = merchant.sync.lastContact;
    return at ? QDateTime::fromMSecsSinceEpoch(at->time_since_epoch().count(), Qt::UTC) : QDateTime();
}

int openOrders(const QueueCounts& counts, const QueueSnapshot& queue, MerchantId merchant)
{
    const auto index = queue.merchantIndex(merchant);
    return index && *index < counts.merchants.size() ? counts.merchants[*index].open : 0;
}

template <typename T>
qsizetype sizeOf(const std::optional<std::vector<T>>& list)
{
    return list ? static_cast<qsizetype>(list->size()) : 0;
}

QJsonArray issuesJson(const MerchantState& merchant)
{
    QJsonArray issues;
    for (const MerchantIssue& issue : merchant.issues) {
        issues.append(QJsonObject{
            {QStringLiteral("code"), QLatin1String(checkName(issue.code))}, {QStringLiteral("severity"), QLatin1String(severityName(issue.severity))},
            {QStringLiteral("text"), issue.text}, {QStringLiteral("fix"), issue.fix},
        });
    }
    return issues;
}

QString countsText(qsizetype stores, qsizetype warehouses, qsizetype carriers, qsizetype users)
{
    return Text::tr("Stores: %1. Ship-from locations: %2. Carriers: %3. Users: %4.").arg(stores).arg(warehouses).arg(carriers).arg(users);
}

} // namespace

QString merchantsTable(const QList<MerchantState>& merchants, const QueueSnapshot& queue)
{
    const QueueCounts counts = countQueue(queue);
    QList<QStringList> rows;
    for (const MerchantState& merchant : merchants) {
        const QDateTime synced = lastSync(merchant);
        rows.append({merchant.merchant.name, address(merchant), merchant.merchant.login, QLatin1String(stateName(merchant.sync)),
            synced.isValid() ? synced.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : Text::tr("never"), QString::number(openOrders(counts, queue, merchant.merchant.id))});
    }
    return alignedTable({Text::tr("Merchant"), Text::tr("API address"), Text::tr("Login"), Text::tr("State"), Text::tr("Last sync"), Text::tr("Orders")}, rows, {5});
}

QJsonArray merchantsJson(const QList<MerchantState>& merchants, const QueueSnapshot& queue)
{
    const QueueCounts counts = countQueue(queue);
    QJsonArray json;
    for (const MerchantState& merchant : merchants) {
        const QDateTime synced = lastSync(merchant);
        json.append(QJsonObject{
            {QStringLiteral("name"), merchant.merchant.name},
            {QStringLiteral("apiUrl"), address(merchant)},
            {QStringLiteral("login"), merchant.merchant.login},
            {QStringLiteral("memoryOnly"), merchant.merchant.memoryOnly},
            {QStringLiteral("state"), QLatin1String(stateName(merchant.sync))},
            {QStringLiteral("lastSync"), synced.isValid() ? QJsonValue(synced.toString(Qt::ISODate)) : QJsonValue()},
            {QStringLiteral("error"), merchant.sync.error ? QJsonValue(errorJson(*merchant.sync.error)) : QJsonValue()},
            {QStringLiteral("orders"), openOrders(counts, queue, merchant.merchant.id)},
            {QStringLiteral("issues"), issuesJson(merchant)},
        });
    }
    return json;
}

QString connectedText(const MerchantState& merchant)
{
    const AccountFacts& facts = merchant.facts;
    QString text = Text::tr("%1 is connected to %2.").arg(plain(merchant.merchant.name), plain(address(merchant))) + QLatin1Char('\n')
        + countsText(sizeOf(facts.stores), sizeOf(facts.warehouses), sizeOf(facts.carriers), sizeOf(facts.users)) + QLatin1Char('\n');
    for (const MerchantIssue& issue : merchant.issues)
        text += QStringLiteral("  %1  %2\n").arg(QLatin1String(severityName(issue.severity)), plain(issue.text + QLatin1Char(' ') + issue.fix).trimmed());
    return text + Text::tr("Read its orders: t6-console-cli sync --once") + QLatin1Char('\n');
}

QJsonObject connectedJson(const MerchantState& merchant)
{
    const AccountFacts& facts = merchant.facts;
    return {
        {QStringLiteral("merchant"), merchant.merchant.name}, {QStringLiteral("apiUrl"), address(merchant)}, {QStringLiteral("login"), merchant.merchant.login},
        {QStringLiteral("stores"), sizeOf(facts.stores)}, {QStringLiteral("warehouses"), sizeOf(facts.warehouses)},
        {QStringLiteral("carriers"), sizeOf(facts.carriers)}, {QStringLiteral("users"), sizeOf(facts.users)}, {QStringLiteral("issues"), issuesJson(merchant)},
    };
}

QString accountText(const MerchantState& merchant, const AccountSummary& account)
{
    QString text = Text::tr("%1: ShipStation accepts the keys.").arg(plain(merchant.merchant.name)) + QLatin1Char('\n')
        + countsText(account.stores, account.warehouses, account.carriers, account.users) + QLatin1Char('\n');
    if (!account.storeNames.isEmpty())
        text += Text::tr("Stores: %1").arg(plain(account.storeNames.join(QStringLiteral(", ")))) + QLatin1Char('\n');
    if (!merchant.merchant.login.isEmpty())
        text += (account.loginFound ? Text::tr("The login %1 exists.") : Text::tr("The account has no login %1.")).arg(plain(merchant.merchant.login)) + QLatin1Char('\n');
    return text;
}

QJsonObject accountJson(const MerchantState& merchant, const AccountSummary& account)
{
    return {
        {QStringLiteral("merchant"), merchant.merchant.name}, {QStringLiteral("stores"), account.stores}, {QStringLiteral("warehouses"), account.warehouses},
        {QStringLiteral("carriers"), account.carriers}, {QStringLiteral("users"), account.users},
        {QStringLiteral("storeNames"), QJsonArray::fromStringList(account.storeNames)}, {QStringLiteral("loginFound"), account.loginFound},
    };
}

QString checklistText(const std::vector<SetupItem>& items)
{
    QList<QStringList> rows;
    for (const SetupItem& item : items) {
        const QString seen = item.mark ? Text::tr("%1, %2").arg(item.mark->by, QDateTime::fromMSecsSinceEpoch(item.mark->at.time_since_epoch().count()).date().toString(Qt::ISODate)) : item.finding;
        rows.append({QLatin1String(setupStateName(item.state)), setupPointTitle(item.point), plain(seen)});
    }
    QString text = alignedTable({Text::tr("State"), Text::tr("Point"), Text::tr("Seen, or ticked off by")}, rows);
    if (const QString letter = setupText(items); !letter.isEmpty()) {
        QStringList lines = letter.split(QLatin1Char('\n'));
        for (QString& line : lines)
            line = plain(line);
        text += QLatin1Char('\n') + lines.join(QLatin1Char('\n'));
    }
    return text;
}

QJsonObject checklistJson(const std::vector<SetupItem>& items)
{
    QJsonArray points;
    for (const SetupItem& item : items) {
        QJsonObject point{{QStringLiteral("point"), QLatin1String(setupPointName(item.point))}, {QStringLiteral("title"), setupPointTitle(item.point)},
            {QStringLiteral("state"), QLatin1String(setupStateName(item.state))}, {QStringLiteral("finding"), item.finding}, {QStringLiteral("ask"), item.ask}};
        if (item.mark) {
            point.insert(QStringLiteral("by"), item.mark->by);
            point.insert(QStringLiteral("at"), QDateTime::fromMSecsSinceEpoch(item.mark->at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate));
        }
        points.append(point);
    }
    return {{QStringLiteral("points"), points}, {QStringLiteral("text"), setupText(items)}};
}

} // namespace t6::cli
