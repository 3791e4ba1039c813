// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "json.h"
#include "pacific.h"

#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

struct Refusal
{
    QString field; ///< empty: a business error
    QString text;
};
using Edited = tl::expected<QJsonObject, Refusal>;

constexpr std::array kKnownStatuses{"awaiting_payment", "awaiting_shipment", "pending_fulfillment", "shipped", "on_hold", "cancelled", "rejected_fulfillment"};
constexpr auto kNullReference = "Object reference not set to an instance of an object.";

std::optional<Refusal> refusalOf(const QJsonObject& sent)
{
    const auto field = [](const QString& path) { return u"apiOrder."_s + path; };
    for (const QString& required : {u"orderNumber"_s, u"orderDate"_s, u"orderStatus"_s}) {
        if (sent.value(required).toString().isEmpty())
            return Refusal{field(required), u"The %1 field is required."_s.arg(required)};
    }
    for (const QString& required : {u"billTo"_s, u"shipTo"_s}) {
        if (!sent.value(required).isObject())
            return Refusal{field(required), u"The %1 field is required."_s.arg(required)};
    }
    if (sent.value("orderNumber"_L1).toString().size() > 50)
        return Refusal{field(u"orderNumber"_s), u"The field orderNumber must be a string with a maximum length of 50."_s};
    if (!fromPacific(sent.value("orderDate"_L1).toString()))
        return Refusal{field(u"orderDate"_s), u"Could not convert string to DateTime: %1."_s.arg(sent.value("orderDate"_L1).toString())};
    const QByteArray status = sent.value("orderStatus"_L1).toString().toLatin1();
    if (std::find(kKnownStatuses.begin(), kKnownStatuses.end(), status) == kKnownStatuses.end())
        return Refusal{field(u"orderStatus"_s), u"Error converting value \"%1\" to type 'OrderStatus'."_s.arg(QString::fromLatin1(status))};
    for (const QString& list : {u"items"_s, u"tagIds"_s}) {
        const QJsonValue value = sent.value(list);
        if (!value.isUndefined() && !value.isNull() && !value.isArray())
            return Refusal{field(list), u"Cannot deserialize the current JSON value into a list."_s};
    }
    const QJsonArray items = sent.value("items"_L1).toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QJsonValue weight = items.at(i).toObject().value("weight"_L1);
        if (weight.isArray() || weight.isDouble() || weight.isString())
            return Refusal{field(u"items[%1].weight"_s.arg(i)), u"Cannot deserialize the current JSON value into type 'Weight'."_s};
    }
    if (sent.value("shipTo"_L1).toObject().value("name"_L1).toString().trimmed().isEmpty())
        return Refusal{{}, u"'Ship Name' must not be empty."_s};
    if (sent.value("billTo"_L1).toObject().value("name"_L1).toString().trimmed().isEmpty())
        return Refusal{{}, u"'Bill Name' must not be empty."_s};
    if (sent.value("shipTo"_L1).toObject().value("country"_L1).toString().size() != 2)
        return Refusal{{}, u"Please use a 2 character country code"_s};
    return std::nullopt;
}

QJsonObject withUnits(QJsonObject weight)
{
    const QString units = weight.value("units"_L1).toString(u"ounces"_s);
    weight.insert("units"_L1, units);
    weight.insert("value"_L1, weight.value("value"_L1).toDouble());
    weight.insert("WeightUnits"_L1, units == "pounds"_L1 ? 0 : units == "grams"_L1 ? 2 : 1);
    return weight;
}

/// Every documented member of an order is in every answer, null when nobody set it.
QJsonObject filledUp(QJsonObject order)
{
    for (const QString& member : {u"paymentDate"_s, u"shipByDate"_s, u"customerUsername"_s, u"customerEmail"_s, u"customerNotes"_s, u"internalNotes"_s, u"giftMessage"_s,
             u"paymentMethod"_s, u"requestedShippingService"_s, u"carrierCode"_s, u"serviceCode"_s, u"packageCode"_s, u"confirmation"_s, u"shipDate"_s, u"holdUntilDate"_s, u"dimensions"_s,
             u"tagIds"_s, u"userId"_s, u"customerId"_s, u"externallyFulfilledBy"_s, u"externallyFulfilledById"_s, u"externallyFulfilledByName"_s, u"labelMessages"_s}) {
        if (!order.contains(member))
            order.insert(member, QJsonValue());
    }
    for (const QString& amount : {u"amountPaid"_s, u"taxAmount"_s, u"shippingAmount"_s})
        order.insert(amount, order.value(amount).toDouble());
    for (const QString& flag : {u"gift"_s, u"externallyFulfilled"_s})
        order.insert(flag, order.value(flag).toBool());
    order.insert("weight"_L1, withUnits(order.value("weight"_L1).toObject()));
    for (const QString& part : {u"insuranceOptions"_s, u"internationalOptions"_s}) {
        if (!order.value(part).isObject())
            order.insert(part, QJsonObject());
    }
    return order;
}

/// The lines as sent, each with its ID and dates: known IDs stay, others are new.
QJsonArray mergedItems(Call& call, const QJsonArray& old, const QJsonArray& sent)
{
    QJsonArray items;
    for (const QJsonValue& value : sent) {
        QJsonObject item = value.toObject();
        const qint64 id = item.value("orderItemId"_L1).toInteger();
        const auto known = std::find_if(old.begin(), old.end(), [&](const QJsonValue& line) { return id != 0 && line.toObject().value("orderItemId"_L1).toInteger() == id; });
        item.insert("orderItemId"_L1, known != old.end() ? id : call.world.ids.item++);
        item.insert("createDate"_L1, known != old.end() ? QJsonValue(*known).toObject().value("createDate"_L1) : QJsonValue(pacificShortTime(call.now)));
        item.insert("modifyDate"_L1, pacificShortTime(call.now));
        item.insert("adjustment"_L1, item.value("adjustment"_L1).toBool());
        if (item.value("weight"_L1).isObject())
            item.insert("weight"_L1, withUnits(item.value("weight"_L1).toObject()));
        items << item;
    }
    return items;
}

/// Lines with an ID change the line of that ID, lines without one are added to what is there; an empty list clears.
QJsonArray mergedCustoms(Call& call, const QJsonArray& old, const QJsonArray& sent)
{
    if (sent.isEmpty())
        return {};
    QJsonArray lines = old;
    for (const QJsonValue& value : sent) {
        QJsonObject line = value.toObject();
        const qint64 id = line.value("customsItemId"_L1).toInteger();
        bool found = false;
        for (QJsonValueRef known : lines) {
            if (id != 0 && known.toObject().value("customsItemId"_L1).toInteger() == id) {
                known = line;
                found = true;
            }
        }
        if (!found) {
            line.insert("customsItemId"_L1, call.world.ids.customs++);
            lines << line;
        }
    }
    return lines;
}

/// What the merchant's international settings declare when they are not "leave blank".
QJsonArray automaticCustoms(Call& call, const QJsonArray& items)
{
    QJsonArray lines;
    for (const QJsonValue& value : items) {
        const QJsonObject item = value.toObject();
        if (!item.value("adjustment"_L1).toBool())
            lines << QJsonObject{{u"customsItemId"_s, call.world.ids.customs++}, {u"description"_s, item.value("name"_L1)}, {u"quantity"_s, item.value("quantity"_L1)},
                {u"value"_s, item.value("unitPrice"_L1)}, {u"harmonizedTariffCode"_s, QJsonValue()}, {u"countryOfOrigin"_s, call.account.country}};
    }
    return lines;
}

double total(const QJsonObject& order)
{
    double sum = order.value("shippingAmount"_L1).toDouble() + order.value("taxAmount"_L1).toDouble();
    const QJsonArray items = order.value("items"_L1).toArray();
    for (const QJsonValue& item : items)
        sum += item.toObject().value("unitPrice"_L1).toDouble() * item.toObject().value("quantity"_L1).toInt();
    return cents(sum);
}

/// advancedOptions of the result: the store only from the first writing, the history only from ShipStation itself.
QJsonObject mergedAdvanced(const QJsonObject& old, QJsonObject sent, qint64 manualStoreId)
{
    const bool sentStore = sent.value("storeId"_L1).toInteger() != 0;
    const qint64 oldStore = old.value("storeId"_L1).toInteger();
    sent.insert("storeId"_L1, !sentStore ? manualStoreId : oldStore != 0 ? oldStore : sent.value("storeId"_L1).toInteger());
    sent.insert("mergedIds"_L1, old.value("mergedIds"_L1).toArray());
    // A split order's link survives only if the client sends it back.
    const bool keepsParent = !old.value("parentId"_L1).isNull() && old.value("parentId"_L1) == sent.value("parentId"_L1);
    const bool lostParent = old.value("parentId"_L1).isDouble() && !keepsParent;
    sent.insert("parentId"_L1, keepsParent ? old.value("parentId"_L1) : QJsonValue());
    sent.insert("mergedOrSplit"_L1, old.value("mergedOrSplit"_L1).toBool() && !lostParent);
    return sent;
}

/// The whole of createorder: the order as it is afterwards, already stored.
Edited upsert(Call& call, const QJsonObject& sent)
{
    if (std::optional<Refusal> refusal = refusalOf(sent))
        return tl::unexpected(*std::move(refusal));
    Account& account = call.account;
    OrderRecord* record = nullptr;
    if (const qint64 id = sent.value("orderId"_L1).toInteger(); id != 0)
        record = account.find(id);
    const QString key = sent.value("orderKey"_L1).toString();
    if (!record && !key.isEmpty())
        record = account.findByKey(key.toUtf8());
    if (record && (record->status == "shipped" || record->status == "cancelled" || record->status == "rejected_fulfillment"))
        return tl::unexpected(Refusal{{}, u"This order cannot be updated because it is %1."_s.arg(QString::fromLatin1(record->status))});

    const QJsonObject before = record ? objectFrom(record->json) : QJsonObject();
    QJsonObject after = filledUp(sent);
    const QJsonObject advanced = mergedAdvanced(before.value("advancedOptions"_L1).toObject(), sent.value("advancedOptions"_L1).toObject(), account.manualStoreId);
    if (advanced.value("storeId"_L1).toInteger() == 0)
        return tl::unexpected(Refusal{{}, QString::fromLatin1(kNullReference)});
    after.insert("advancedOptions"_L1, advanced);
    after.insert("items"_L1, mergedItems(call, before.value("items"_L1).toArray(), sent.value("items"_L1).toArray()));
    after.insert("orderTotal"_L1, total(after));

    QJsonObject international = after.value("internationalOptions"_L1).toObject();
    const QJsonArray oldCustoms = before.value("internationalOptions"_L1).toObject().value("customsItems"_L1).toArray();
    const bool abroad = after.value("shipTo"_L1).toObject().value("country"_L1).toString() != account.country;
    const QJsonArray customs = account.customsAutomatic && abroad ? automaticCustoms(call, after.value("items"_L1).toArray())
                                                                  : mergedCustoms(call, oldCustoms, international.value("customsItems"_L1).toArray());
    international.insert("customsItems"_L1, customs.isEmpty() ? QJsonValue() : QJsonValue(customs));
    after.insert("internationalOptions"_L1, international);

    QJsonArray tags = before.value("tagIds"_L1).toArray();
    const QJsonArray sentTags = sent.value("tagIds"_L1).toArray();
    for (const QJsonValue& tag : sentTags) {
        if (!tags.contains(tag))
            tags << tag;
    }
    after.insert("tagIds"_L1, tags.isEmpty() ? QJsonValue() : QJsonValue(tags));

    QJsonObject shipTo = after.value("shipTo"_L1).toObject(), oldShipTo = before.value("shipTo"_L1).toObject();
    const QJsonValue verdict = oldShipTo.take("addressVerified"_L1);
    shipTo.remove("addressVerified"_L1);
    const bool sameAddress = record && shipTo == oldShipTo;
    shipTo.insert("addressVerified"_L1, sameAddress ? verdict : QJsonValue(u"Address not yet validated"_s));
    after.insert("shipTo"_L1, shipTo);

    if (record) {
        for (const QString& owned : {u"orderId"_s, u"orderKey"_s, u"createDate"_s, u"customerId"_s, u"userId"_s, u"externallyFulfilled"_s, u"externallyFulfilledBy"_s,
                 u"externallyFulfilledById"_s, u"externallyFulfilledByName"_s, u"labelMessages"_s})
            after.insert(owned, before.value(owned));
        call.world.ledger.orderReplaced(account.identity.name, before, sent, call.sender);
    } else {
        call.world.ids.order += 11;
        after.insert("orderId"_L1, call.world.ids.order);
        after.insert("orderKey"_L1, key.isEmpty() ? QUuid::createUuidV5(QUuid(), QString::number(call.world.ids.order)).toString(QUuid::WithoutBraces) : key);
        after.insert("createDate"_L1, pacificTime(call.now));
        after.insert("customerId"_L1, call.world.ids.customer++);
        after.insert("userId"_L1, QJsonValue());
    }
    return objectFrom(call.write(before, after).json);
}

} // namespace

HttpResponse createOrder(Call& call)
{
    const Edited edited = upsert(call, call.body);
    if (edited)
        return answer(*edited);
    return edited.error().field.isEmpty() ? businessError(edited.error().text) : invalid(edited.error().field, edited.error().text);
}

HttpResponse createOrders(Call& call)
{
    if (call.list.isEmpty() || call.list.size() > 100)
        return invalid(u"apiOrders"_s, u"Between 1 and 100 orders may be sent."_s);
    QJsonArray results;
    bool failed = false;
    for (const QJsonValue& value : std::as_const(call.list)) {
        const QJsonObject sent = value.toObject();
        const Edited edited = upsert(call, sent);
        failed = failed || !edited;
        const QJsonObject shown = edited ? *edited : sent;
        results << QJsonObject{{u"orderId"_s, edited ? shown.value("orderId"_L1) : QJsonValue()}, {u"orderNumber"_s, shown.value("orderNumber"_L1)}, {u"orderKey"_s, shown.value("orderKey"_L1)},
            {u"success"_s, edited.has_value()}, {u"errorMessage"_s, edited ? QJsonValue() : QJsonValue(edited.error().text)}};
    }
    return answer(QJsonObject{{u"hasErrors"_s, failed}, {u"results"_s, results}});
}

} // namespace t6::sandbox
