// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "json.h"
#include "pacific.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

bool isOpen(const OrderRecord& record)
{
    return record.status != "shipped" && record.status != "cancelled" && record.status != "rejected_fulfillment";
}

OrderRecord* orderOf(Call& call)
{
    return call.account.find(call.body.value("orderId"_L1).toInteger());
}

/// Changes that ShipStation does not count as a modification: modifyDate stays.
void putQuietly(Call& call, const OrderRecord& record, const QJsonObject& patch)
{
    call.applied = true;
    call.account.put(merged(objectFrom(record.json), patch));
}

HttpResponse changeTags(Call& call, bool add)
{
    const OrderRecord* record = orderOf(call);
    if (!record)
        return notFound();
    const qint64 tag = call.body.value("tagId"_L1).toInteger();
    const bool known = std::any_of(call.account.tags.begin(), call.account.tags.end(), [&](const QJsonValue& value) { return value.toObject().value("tagId"_L1).toInteger() == tag; });
    const bool has = std::find(record->tags.begin(), record->tags.end(), tag) != record->tags.end();
    if (!known)
        return outcome(false, u"The tag was not found."_s);
    if (!add && !has)
        return outcome(false, u"The order does not have this tag."_s);
    if (add != has) {
        QJsonArray tags;
        for (const qint64 old : record->tags) {
            if (old != tag)
                tags << old;
        }
        if (add)
            tags << tag;
        putQuietly(call, *record, {{u"tagIds"_s, tags.isEmpty() ? QJsonValue() : QJsonValue(tags)}});
    }
    return outcome(true, add ? u"Tag added successfully."_s : u"Tag removed successfully."_s);
}

/// All or none: one unknown order and nobody is assigned.
HttpResponse assign(Call& call, const QJsonValue& userId, const QString& done)
{
    std::vector<qint64> ids;
    const QJsonArray orders = call.body.value("orderIds"_L1).toArray();
    for (const QJsonValue& id : orders) {
        if (!call.account.find(id.toInteger()))
            return outcome(false, u"One or more orders could not be found. No orders were changed."_s);
        ids.push_back(id.toInteger());
    }
    if (ids.empty())
        return invalid(u"orderIds"_s, u"The orderIds field is required."_s);
    for (const qint64 id : ids)
        putQuietly(call, *call.account.find(id), {{u"userId"_s, userId}});
    return outcome(true, done);
}

} // namespace

HttpResponse deleteOrder(Call& call)
{
    OrderRecord* record = call.account.find(call.pathId);
    if (!record)
        return notFound();
    call.applied = true;
    call.world.ledger.orderWritten(call.account.identity.name, objectFrom(record->json), {});
    call.account.remove(*record);
    return outcome(true, u"The requested order has been deleted."_s);
}

HttpResponse holdUntil(Call& call)
{
    const OrderRecord* record = orderOf(call);
    if (!record)
        return notFound();
    const QString date = call.body.value("holdUntilDate"_L1).toString();
    const std::optional<UtcTime> until = fromPacific(date);
    if (!until)
        return invalid(u"holdUntilDate"_s, u"The value '%1' is not a valid date."_s.arg(date));
    if (!isOpen(*record))
        return outcome(false, u"The order cannot be held in its current status."_s);
    const QJsonObject before = objectFrom(record->json);
    call.write(before, merged(before, {{u"orderStatus"_s, u"on_hold"_s}, {u"holdUntilDate"_s, pacificDate(*until)}}));
    return outcome(true, u"Order held successfully."_s);
}

HttpResponse restoreFromHold(Call& call)
{
    const OrderRecord* record = orderOf(call);
    if (!record)
        return notFound();
    if (record->status != "on_hold")
        return outcome(false, u"The requested order is not on hold."_s);
    const QJsonObject before = objectFrom(record->json);
    call.write(before, merged(before, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"holdUntilDate"_s, QJsonValue()}}));
    return outcome(true, u"The requested order has been restored"_s);
}

HttpResponse addTag(Call& call) { return changeTags(call, true); }
HttpResponse removeTag(Call& call) { return changeTags(call, false); }

HttpResponse assignUser(Call& call)
{
    const QString user = call.body.value("userId"_L1).toString();
    const bool known = std::any_of(call.account.users.begin(), call.account.users.end(), [&](const QJsonValue& value) { return value.toObject().value("userId"_L1).toString() == user; });
    return known ? assign(call, user, u"User assigned successfully."_s) : outcome(false, u"The user was not found."_s);
}

HttpResponse unassignUser(Call& call)
{
    return assign(call, QJsonValue(), u"User unassigned successfully."_s);
}

HttpResponse markAsShipped(Call& call)
{
    const OrderRecord* record = orderOf(call);
    if (!record)
        return notFound();
    if (call.body.value("carrierCode"_L1).toString().isEmpty())
        return invalid(u"carrierCode"_s, u"The carrierCode field is required."_s);
    if (record->status != "awaiting_shipment" && record->status != "pending_fulfillment")
        return businessError(u"The order cannot be marked as shipped because its status is %1."_s.arg(QString::fromLatin1(record->status)));
    const QJsonObject before = objectFrom(record->json);
    const QString shipDate = call.body.value("shipDate"_L1).toString(pacificDate(call.now));
    call.account.fulfillments.push_back({{u"fulfillmentId"_s, call.world.ids.shipment++}, {u"orderId"_s, record->id}, {u"orderNumber"_s, before.value("orderNumber"_L1)},
        {u"userId"_s, QJsonValue()}, {u"customerEmail"_s, before.value("customerEmail"_L1)}, {u"trackingNumber"_s, call.body.value("trackingNumber"_L1).toString()},
        {u"createDate"_s, pacificTime(call.now)}, {u"shipDate"_s, shipDate}, {u"voidDate"_s, QJsonValue()}, {u"deliveryDate"_s, QJsonValue()},
        {u"carrierCode"_s, call.body.value("carrierCode"_L1)}, {u"fulfillmentProviderCode"_s, QJsonValue()}, {u"fulfillmentServiceCode"_s, QJsonValue()}, {u"fulfillmentFee"_s, 0.0},
        {u"voidRequested"_s, false}, {u"voided"_s, false}, {u"marketplaceNotified"_s, call.body.value("notifySalesChannel"_L1).toBool()}, {u"notifyErrorMessage"_s, QJsonValue()},
        {u"shipTo"_s, before.value("shipTo"_L1)}});
    call.write(before, merged(before, {{u"orderStatus"_s, u"shipped"_s}, {u"shipDate"_s, shipDate}, {u"carrierCode"_s, call.body.value("carrierCode"_L1)}}));
    return answer(QJsonObject{{u"orderId"_s, before.value("orderId"_L1)}, {u"orderNumber"_s, before.value("orderNumber"_L1)}});
}

} // namespace t6::sandbox
