// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "naiveorder.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace t6::bench {

namespace {

QString text(const QJsonObject& json, QLatin1String name)
{
    return json.value(name).toString();
}

qint64 number(const QJsonObject& json, QLatin1String name)
{
    return json.value(name).toInteger();
}

/// The date by QDateTime's own ISO reader, the quickest that Qt has.
QDateTime time(const QJsonObject& json, QLatin1String name)
{
    return QDateTime::fromString(json.value(name).toString(), Qt::ISODateWithMs);
}

NaiveAddress address(const QJsonObject& json)
{
    return {text(json, QLatin1String("name")), text(json, QLatin1String("company")), text(json, QLatin1String("street1")), text(json, QLatin1String("street2")),
        text(json, QLatin1String("street3")), text(json, QLatin1String("city")), text(json, QLatin1String("state")), text(json, QLatin1String("postalCode")),
        text(json, QLatin1String("country")), text(json, QLatin1String("phone")), text(json, QLatin1String("addressVerified")),
        json.value(QLatin1String("residential")).toBool()};
}

NaiveItem item(const QJsonObject& json)
{
    return {number(json, QLatin1String("orderItemId")), text(json, QLatin1String("lineItemKey")), text(json, QLatin1String("sku")), text(json, QLatin1String("name")),
        text(json, QLatin1String("warehouseLocation")), text(json, QLatin1String("fulfillmentSku")), json.value(QLatin1String("quantity")).toInt(),
        json.value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble(), json.value(QLatin1String("unitPrice")).toDouble(),
        json.value(QLatin1String("adjustment")).toBool()};
}

} // namespace

NaiveOrder naiveOrder(const QJsonObject& json)
{
    NaiveOrder order;
    order.id = number(json, QLatin1String("orderId"));
    order.number = text(json, QLatin1String("orderNumber"));
    order.key = text(json, QLatin1String("orderKey"));
    order.status = text(json, QLatin1String("orderStatus"));
    order.orderDate = time(json, QLatin1String("orderDate"));
    order.createDate = time(json, QLatin1String("createDate"));
    order.modifyDate = time(json, QLatin1String("modifyDate"));
    order.paymentDate = time(json, QLatin1String("paymentDate"));
    order.shipBy = time(json, QLatin1String("shipByDate"));
    order.holdUntil = text(json, QLatin1String("holdUntilDate"));
    order.shipDate = text(json, QLatin1String("shipDate"));
    order.username = text(json, QLatin1String("customerUsername"));
    order.email = text(json, QLatin1String("customerEmail"));
    order.billTo = address(json.value(QLatin1String("billTo")).toObject());
    order.shipTo = address(json.value(QLatin1String("shipTo")).toObject());
    for (const QJsonValue& line : json.value(QLatin1String("items")).toArray())
        order.items.push_back(item(line.toObject()));
    order.total = json.value(QLatin1String("orderTotal")).toDouble();
    order.paid = json.value(QLatin1String("amountPaid")).toDouble();
    order.shipping = json.value(QLatin1String("shippingAmount")).toDouble();
    order.customerNotes = text(json, QLatin1String("customerNotes"));
    order.internalNotes = text(json, QLatin1String("internalNotes"));
    order.giftMessage = text(json, QLatin1String("giftMessage"));
    order.requestedService = text(json, QLatin1String("requestedShippingService"));
    order.carrier = text(json, QLatin1String("carrierCode"));
    order.service = text(json, QLatin1String("serviceCode"));
    order.package = text(json, QLatin1String("packageCode"));
    order.confirmation = text(json, QLatin1String("confirmation"));
    order.weight = json.value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble();
    const QJsonObject international = json.value(QLatin1String("internationalOptions")).toObject();
    order.customsContents = text(international, QLatin1String("contents"));
    order.nonDelivery = text(international, QLatin1String("nonDelivery"));
    for (const QJsonValue& line : international.value(QLatin1String("customsItems")).toArray())
        order.customs.append(text(line.toObject(), QLatin1String("description")));
    const QJsonObject advanced = json.value(QLatin1String("advancedOptions")).toObject();
    order.warehouseId = number(advanced, QLatin1String("warehouseId"));
    order.storeId = number(advanced, QLatin1String("storeId"));
    order.parentId = number(advanced, QLatin1String("parentId"));
    order.customField1 = text(advanced, QLatin1String("customField1"));
    order.customField2 = text(advanced, QLatin1String("customField2"));
    order.customField3 = text(advanced, QLatin1String("customField3"));
    order.mergedOrSplit = advanced.value(QLatin1String("mergedOrSplit")).toBool();
    for (const QJsonValue& tag : json.value(QLatin1String("tagIds")).toArray())
        order.tags.push_back(tag.toInteger());
    order.userId = text(json, QLatin1String("userId"));
    order.externallyFulfilled = json.value(QLatin1String("externallyFulfilled")).toBool();
    return order;
}

std::vector<NaiveOrder> naivePage(const QByteArray& json)
{
    std::vector<NaiveOrder> orders;
    const QJsonArray array = QJsonDocument::fromJson(json).object().value(QLatin1String("orders")).toArray();
    orders.reserve(static_cast<std::size_t>(array.size()));
    for (const QJsonValue& order : array)
        orders.push_back(naiveOrder(order.toObject()));
    return orders;
}

} // namespace t6::bench
