// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shipreport.h"

#include "operationreport.h"
#include "output.h"

#include <core/errortext.h>
#include <core/funds.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace t6::cli {

using operations::LabelReport;
using operations::Quotes;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::Shipping)
};

} // namespace

QString quotesText(const Quotes& quotes, const QString& merchant)
{
    QList<QStringList> rows;
    for (const RateQuote& quote : quotes.rates) {
        QStringList marks;
        if (quote.cheapest)
            marks += Text::tr("cheapest");
        if (quote.requested)
            marks += Text::tr("requested");
        if (!quote.isAffordable())
            marks += Text::tr("balance too low");
        rows.append({dollarText(quote.total()), plain(quote.carrierName), plain(quote.serviceName), plain(quote.carrier), plain(quote.service), marks.join(QStringLiteral(", "))});
    }
    QString text = Text::tr("%1 · order %2\n").arg(plain(merchant), plain(quotes.number));
    text += alignedTable({Text::tr("Price"), Text::tr("Carrier"), Text::tr("Service"), QStringLiteral("--carrier"), QStringLiteral("--service"), {}}, rows, {0});
    for (const Quotes::Silence& silence : quotes.silent)
        text += QStringLiteral("%1: %2\n").arg(plain(silence.name), plain(oneLine(silence.error)));
    return text;
}

// Amounts are texts: a script that reads them as binary fractions does so on its own account.
QJsonObject quotesJson(const Quotes& quotes, const QString& merchant)
{
    QJsonArray rates, silent;
    for (const RateQuote& quote : quotes.rates) {
        QJsonObject rate{{QStringLiteral("carrier"), quote.carrier}, {QStringLiteral("carrierName"), quote.carrierName}, {QStringLiteral("service"), quote.service}, {QStringLiteral("serviceName"), quote.serviceName},
            {QStringLiteral("package"), quote.package}, {QStringLiteral("cost"), plainMoney(quote.total())}, {QStringLiteral("cheapest"), quote.cheapest}, {QStringLiteral("requested"), quote.requested}};
        if (quote.balance)
            rate.insert(QStringLiteral("balance"), plainMoney(*quote.balance));
        rates.append(rate);
    }
    for (const Quotes::Silence& silence : quotes.silent)
        silent.append(QJsonObject{{QStringLiteral("carrier"), silence.carrier}, {QStringLiteral("error"), errorJson(silence.error)}});
    return {{QStringLiteral("merchant"), merchant}, {QStringLiteral("orderId"), qint64{quotes.order.value}}, {QStringLiteral("orderNumber"), quotes.number}, {QStringLiteral("rates"), rates}, {QStringLiteral("silent"), silent}};
}

QString labelText(const LabelReport& report, const QString& merchant)
{
    QString text = operationText(report.operation, merchant, false);
    if (report.operation.shipping) {
        const operations::ShippingFacts& facts = *report.operation.shipping;
        if (facts.cost)
            text += Text::tr("  %1 · %2 · %3 · tracking %4 · shipment %5\n").arg(plain(facts.carrier), plain(facts.service), dollarText(*facts.cost), plain(facts.tracking), QString::number(facts.shipment.value));
    }
    for (const QString& notice : report.notices)
        text += QStringLiteral("  ") + plain(notice) + QLatin1Char('\n');
    return text;
}

QJsonObject labelJson(const LabelReport& report, const QString& merchant)
{
    QJsonObject object = operationJson(report.operation, merchant, false);
    if (report.operation.shipping) {
        const operations::ShippingFacts& facts = *report.operation.shipping;
        object.insert(QStringLiteral("carrier"), facts.carrier);
        object.insert(QStringLiteral("service"), facts.service);
        object.insert(QStringLiteral("shipmentId"), qint64{facts.shipment.value});
        object.insert(QStringLiteral("tracking"), facts.tracking);
        object.insert(QStringLiteral("confirmed"), plainMoney(facts.confirmed));
        if (facts.cost)
            object.insert(QStringLiteral("cost"), plainMoney(*facts.cost));
        object.insert(QStringLiteral("adopted"), facts.adopted);
    }
    object.insert(QStringLiteral("hasPdf"), report.hasPdf);
    object.insert(QStringLiteral("notices"), QJsonArray::fromStringList(report.notices));
    return object;
}

} // namespace t6::cli
