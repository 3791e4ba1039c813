// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderreport.h"

#include "output.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace t6::cli {

using operations::OrderDetails;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::OrderReport)
};

QString latin(const char* text)
{
    return QString::fromLatin1(text);
}

QDateTime dateTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

QJsonValue timeJson(const std::optional<UtcTime>& time)
{
    return time ? QJsonValue(dateTime(*time).toString(Qt::ISODate)) : QJsonValue();
}

QString timeText(const std::optional<UtcTime>& time)
{
    return time ? dateTime(*time).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm t")) : QString();
}

QJsonValue weightJson(const std::optional<Weight>& weight)
{
    return weight ? QJsonValue(static_cast<double>(weight->milligrams) / 1000.0) : QJsonValue();
}

QString weightText(const std::optional<Weight>& weight)
{
    return weight ? QLocale::c().toString(weight->ounces(), 'f', 2) + QLatin1String(" oz") : QString();
}

QString moneyText(const Money& money)
{
    return QLocale::c().toString(money.major(), 'f', 2) + QLatin1Char(' ') + QLatin1String(money.currency.data(), static_cast<qsizetype>(money.currency.size()));
}

QJsonObject addressJson(const OrderDetails::Address& address)
{
    QJsonObject json{
        {QStringLiteral("name"), address.name}, {QStringLiteral("company"), address.company}, {QStringLiteral("street1"), address.street1},
        {QStringLiteral("street2"), address.street2}, {QStringLiteral("street3"), address.street3}, {QStringLiteral("city"), address.city},
        {QStringLiteral("state"), address.state}, {QStringLiteral("postalCode"), address.postalCode}, {QStringLiteral("country"), address.country},
        {QStringLiteral("phone"), address.phone},
    };
    json.insert(QStringLiteral("residential"), address.residential ? QJsonValue(*address.residential) : QJsonValue());
    return json;
}

QJsonArray itemsJson(const OrderDetails& order)
{
    QJsonArray items;
    for (const OrderDetails::Item& item : order.items) {
        items.append(QJsonObject{
            {QStringLiteral("sku"), item.sku}, {QStringLiteral("name"), item.name},
            {QStringLiteral("warehouseLocation"), item.warehouseLocation}, {QStringLiteral("quantity"), item.quantity},
            {QStringLiteral("weightGrams"), weightJson(item.weight)}, {QStringLiteral("unitPrice"), item.unitPrice.major()},
            {QStringLiteral("through6"), item.through6}, {QStringLiteral("adjustment"), item.adjustment},
        });
    }
    return items;
}

QJsonArray customsJson(const OrderDetails& order)
{
    QJsonArray customs;
    for (const OrderDetails::CustomsItem& item : order.customs) {
        customs.append(QJsonObject{
            {QStringLiteral("description"), item.description}, {QStringLiteral("quantity"), item.quantity}, {QStringLiteral("value"), item.value.major()},
            {QStringLiteral("harmonizedTariffCode"), item.harmonizedTariffCode}, {QStringLiteral("countryOfOrigin"), item.countryOfOrigin},
        });
    }
    return customs;
}

QString itemKind(const OrderDetails::Item& item)
{
    return item.adjustment ? Text::tr("discount") : item.through6 ? Text::tr("Through6") : Text::tr("other");
}

} // namespace

QString wireStatus(const OrderDetails& order)
{
    const std::string_view wire = wireName(order.status);
    return wire.empty() ? order.statusText : QString::fromLatin1(wire.data(), static_cast<qsizetype>(wire.size()));
}

QJsonObject queueJson(const QString& merchant, const OrderDetails& order)
{
    QJsonArray issues;
    for (const Issue& issue : order.issues) {
        issues.append(QJsonObject{
            {QStringLiteral("code"), latin(checkName(issue.code))}, {QStringLiteral("severity"), latin(severityName(issue.severity))},
            {QStringLiteral("field"), issue.field}, {QStringLiteral("text"), issue.text},
        });
    }
    return {
        {QStringLiteral("merchant"), merchant}, {QStringLiteral("orderId"), static_cast<qint64>(order.id.value)}, {QStringLiteral("orderNumber"), order.number},
        {QStringLiteral("status"), wireStatus(order)}, {QStringLiteral("readiness"), latin(readinessName(order.readiness))},
        {QStringLiteral("t6Units"), order.through6Units}, {QStringLiteral("otherUnits"), order.otherUnits}, {QStringLiteral("issues"), issues},
    };
}

QByteArray orderJson(const QString& merchant, const OrderDetails& order)
{
    QJsonObject json = queueJson(merchant, order);
    const auto put = [&](const char* name, const QJsonValue& value) { json.insert(latin(name), value); };
    QJsonArray waived;
    for (const WaivedIssue& each : order.waived) {
        waived.append(QJsonObject{
            {QStringLiteral("code"), latin(checkName(each.issue.code))}, {QStringLiteral("text"), each.issue.text}, {QStringLiteral("reason"), each.waiver.reason},
            {QStringLiteral("by"), each.waiver.by}, {QStringLiteral("at"), timeJson(each.waiver.at)},
        });
    }
    QJsonValue waiting(QJsonValue::Null);
    if (order.waiting)
        waiting = QJsonObject{{QStringLiteral("asked"), order.waiting->asked}, {QStringLiteral("about"), order.waiting->about}, {QStringLiteral("by"), order.waiting->by}, {QStringLiteral("at"), timeJson(order.waiting->at)}};
    put("waived", waived);
    put("waiting", waiting);
    put("held", order.held ? QJsonValue(QJsonObject{{QStringLiteral("until"), order.held->until}, {QStringLiteral("reason"), order.held->reason}, {QStringLiteral("by"), order.held->by}, {QStringLiteral("at"), timeJson(order.held->at)}}) : QJsonValue());
    put("orderKey", order.key);
    put("asOf", timeJson(order.asOf));
    put("orderDate", timeJson(order.orderDate));
    put("paymentDate", timeJson(order.paymentDate));
    put("modifyDate", timeJson(order.modifyDate));
    put("shipBy", timeJson(order.shipBy));
    put("holdUntilDate", order.holdUntilDate);
    put("shipTo", addressJson(order.shipTo));
    put("shipFrom", order.shipFrom ? QJsonValue(addressJson(*order.shipFrom)) : QJsonValue());
    put("shipFromName", order.shipFromName);
    put("returnTo", order.returnTo ? QJsonValue(addressJson(*order.returnTo)) : QJsonValue());
    put("requestedService", order.requestedService);
    put("carrier", order.carrier);
    put("service", order.service);
    put("package", order.package);
    put("confirmation", order.confirmation);
    put("weightGrams", weightJson(order.weight));
    put("orderTotal", order.orderTotal.major());
    put("amountPaid", order.amountPaid.major());
    put("store", order.storeName);
    put("assignee", order.assignee);
    put("tags", QJsonArray::fromStringList(order.tags));
    put("customsContents", order.customsContents);
    put("customs", customsJson(order));
    put("customerNotes", order.customerNotes);
    put("internalNotes", order.internalNotes);
    put("reviewedAt", timeJson(order.reviewedAt));
    put("items", itemsJson(order));

    // The raw order goes in as it came: parsing and writing it again would change its numbers.
    QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact);
    line.chop(1);
    QByteArray raw = order.raw.trimmed();
    raw.replace('\n', ' ').replace('\r', ' ');
    return line + R"(,"raw":)" + (raw.isEmpty() ? QByteArray("null") : raw) + '}';
}

QString orderText(const QString& merchant, const OrderDetails& order)
{
    QString text = Text::tr("Order %1 of %2").arg(plain(order.number), plain(merchant)) + QLatin1Char('\n');
    QList<QStringList> facts;
    const auto fact = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts.append({QLatin1String("  ") + name, value});
    };
    const auto address = [&](const QString& name, const OrderDetails::Address& value) {
        const QStringList lines = value.lines();
        for (qsizetype i = 0; i < lines.size(); ++i)
            fact(i == 0 ? name : QString(), lines[i]);
    };
    fact(Text::tr("Order ID"), QString::number(order.id.value));
    fact(Text::tr("Status"), order.statusText);
    fact(Text::tr("Readiness"), readinessLabel(order.readiness));
    fact(Text::tr("As of"), timeText(order.asOf));
    fact(Text::tr("Order date"), timeText(order.orderDate));
    fact(Text::tr("Payment date"), timeText(order.paymentDate));
    fact(Text::tr("Ship by"), timeText(order.shipBy));
    fact(Text::tr("Hold until"), order.holdUntilDate);
    fact(Text::tr("Store"), order.storeName);
    fact(Text::tr("Assigned to"), order.assignee);
    fact(Text::tr("Tags"), order.tags.join(QStringLiteral(", ")));
    address(Text::tr("Ship to"), order.shipTo);
    fact(Text::tr("Phone"), order.shipTo.phone);
    fact(Text::tr("Ship from"), order.shipFromName);
    fact(Text::tr("Requested service"), order.requestedService);
    fact(Text::tr("Carrier"), order.carrier);
    fact(Text::tr("Service"), order.service);
    fact(Text::tr("Package"), order.package);
    fact(Text::tr("Weight"), weightText(order.weight));
    fact(Text::tr("Order total"), moneyText(order.orderTotal));
    fact(Text::tr("Notes from buyer"), order.customerNotes);
    fact(Text::tr("Internal notes"), order.internalNotes);
    fact(Text::tr("Gift message"), order.giftMessage);
    fact(Text::tr("Through6 units"), QString::number(order.through6Units));
    fact(Text::tr("Other units"), QString::number(order.otherUnits));

    text += QLatin1Char('\n') + Text::tr("Issues") + QLatin1Char('\n');
    if (order.issues.empty())
        text += QLatin1String("  ") + Text::tr("none") + QLatin1Char('\n');
    for (const Issue& issue : order.issues)
        text += QStringLiteral("  %1  %2: %3\n").arg(latin(severityName(issue.severity)).leftJustified(6), latin(checkName(issue.code)), plain(issue.text));
    for (const WaivedIssue& each : order.waived)
        text += QLatin1String("  ") + Text::tr("waived  %1 by %2, %3: %4").arg(latin(checkName(each.issue.code)), plain(each.waiver.by), timeText(each.waiver.at), plain(each.waiver.reason)) + QLatin1Char('\n');
    if (order.waiting)
        text += QLatin1String("  ") + Text::tr("%1 was asked by %2, %3: %4").arg(plain(order.waiting->asked), plain(order.waiting->by), timeText(order.waiting->at), plain(order.waiting->about)) + QLatin1Char('\n');
    if (order.held)
        text += QLatin1String("  ") + Text::tr("held until %1 by %2, %3: %4").arg(order.held->until, plain(order.held->by), timeText(order.held->at), plain(order.held->reason)) + QLatin1Char('\n');

    text += QLatin1Char('\n') + alignedTable({Text::tr("Facts"), QString()}, facts);

    QList<QStringList> items;
    for (const OrderDetails::Item& item : order.items)
        items.append({QLatin1String("  ") + item.sku, QString::number(item.quantity), itemKind(item), weightText(item.weight), moneyText(item.unitPrice), item.name});
    text += QLatin1Char('\n') + alignedTable({Text::tr("Items"), Text::tr("Quantity"), Text::tr("Made by"), Text::tr("Weight"), Text::tr("Unit price"), Text::tr("Name")}, items, {1, 3, 4});

    if (!order.customs.isEmpty()) {
        QList<QStringList> customs;
        for (const OrderDetails::CustomsItem& item : order.customs)
            customs.append({QLatin1String("  ") + item.description, QString::number(item.quantity), moneyText(item.value), item.harmonizedTariffCode, item.countryOfOrigin});
        text += QLatin1Char('\n')
            + alignedTable({Text::tr("Customs declarations"), Text::tr("Quantity"), Text::tr("Value"), Text::tr("Harmonization code"), Text::tr("Country of origin")}, customs, {1, 2});
    }
    return text;
}

QStringList queueHeading(bool csv)
{
    if (csv) {
        return {QStringLiteral("merchant"), QStringLiteral("orderId"), QStringLiteral("orderNumber"), QStringLiteral("status"), QStringLiteral("readiness"), QStringLiteral("t6Units"),
            QStringLiteral("otherUnits"), QStringLiteral("issues")};
    }
    return {Text::tr("Merchant"), Text::tr("Order ID"), Text::tr("Order"), Text::tr("Status"), Text::tr("Readiness"), Text::tr("Through6"), Text::tr("Other"), Text::tr("Issues")};
}

QStringList queueRow(const QString& merchant, const OrderDetails& order)
{
    QStringList codes;
    for (const Issue& issue : order.issues)
        codes.append(latin(checkName(issue.code)));
    return {merchant, QString::number(order.id.value), order.number, wireStatus(order), latin(readinessName(order.readiness)), QString::number(order.through6Units),
        QString::number(order.otherUnits), codes.join(QLatin1Char(' '))};
}

} // namespace t6::cli
