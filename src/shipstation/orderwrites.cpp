// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderwrites.h"

#include <core/funds.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::shipstation {

namespace {

WriteRequest request(const char* act, const QJsonObject& body)
{
    return {QLatin1String("/orders/") + QLatin1String(act), QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QJsonObject withOrder(OrderId order)
{
    return {{QStringLiteral("orderId"), qint64{order.value}}};
}

QJsonObject withOrders(const std::vector<OrderId>& orders)
{
    QJsonArray ids;
    for (const OrderId order : orders)
        ids += qint64{order.value};
    return {{QStringLiteral("orderIds"), ids}};
}

QJsonObject withTag(OrderId order, TagId tag)
{
    QJsonObject body = withOrder(order);
    body.insert(QStringLiteral("tagId"), qint64{tag.value});
    return body;
}

} // namespace

WriteRequest createOrder(QByteArray order)
{
    return {QStringLiteral("/orders/createorder"), std::move(order)};
}

WriteRequest createOrders(const std::vector<QByteArray>& orders)
{
    QByteArray body = "[";
    for (const QByteArray& order : orders)
        body += (body.size() > 1 ? "," : "") + order;
    return {QStringLiteral("/orders/createorders"), body + ']'};
}

WriteRequest holdUntil(OrderId order, QDate date)
{
    QJsonObject body = withOrder(order);
    body.insert(QStringLiteral("holdUntilDate"), date.toString(Qt::ISODate));
    return request("holduntil", body);
}

WriteRequest restoreFromHold(OrderId order) { return request("restorefromhold", withOrder(order)); }
WriteRequest addTag(OrderId order, TagId tag) { return request("addtag", withTag(order, tag)); }
WriteRequest removeTag(OrderId order, TagId tag) { return request("removetag", withTag(order, tag)); }

WriteRequest assignUser(const std::vector<OrderId>& orders, const QString& user)
{
    QJsonObject body = withOrders(orders);
    body.insert(QStringLiteral("userId"), user);
    return request("assignuser", body);
}

WriteRequest deleteOrder(OrderId order)
{
    return {QStringLiteral("/orders/%1").arg(order.value), {}, true};
}

WriteRequest unassignUser(const std::vector<OrderId>& orders) { return request("unassignuser", withOrders(orders)); }

WriteRequest addFunds(const QString& carrierCode, Money amount)
{
    // Written by hand: two decimals, never a binary fraction.
    const QByteArray code = QJsonDocument(QJsonArray{carrierCode}).toJson(QJsonDocument::Compact);
    return {QStringLiteral("/carriers/addfunds"), "{\"carrierCode\":" + code.mid(1, code.size() - 2) + ",\"amount\":" + plainMoney(amount).toLatin1() + '}'};
}

} // namespace t6::shipstation
