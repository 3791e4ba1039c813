// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "account.h"

#include "json.h"
#include "pacific.h"

#include <algorithm>

namespace t6::sandbox {

OrderRecord OrderRecord::from(const QJsonObject& order)
{
    const auto time = [&](QLatin1StringView member) { return fromPacific(order.value(member).toString()).value_or(UtcTime{}); };
    const auto name = [&](QLatin1StringView member) { return order.value(member).toObject().value(QLatin1StringView("name")).toString().toCaseFolded(); };
    OrderRecord record;
    record.id = order.value(QLatin1StringView("orderId")).toInteger();
    record.json = toJson(order);
    record.number = order.value(QLatin1StringView("orderNumber")).toString().toUtf8();
    record.key = order.value(QLatin1StringView("orderKey")).toString().toUtf8();
    record.status = order.value(QLatin1StringView("orderStatus")).toString().toLatin1();
    record.buyer = name(QLatin1StringView("shipTo")) + QLatin1Char('\n') + name(QLatin1StringView("billTo"));
    record.storeId = order.value(QLatin1StringView("advancedOptions")).toObject().value(QLatin1StringView("storeId")).toInteger();
    const QJsonArray tags = order.value(QLatin1StringView("tagIds")).toArray();
    for (const QJsonValue& tag : tags)
        record.tags.push_back(tag.toInteger());
    record.created = time(QLatin1StringView("createDate"));
    record.modified = time(QLatin1StringView("modifyDate"));
    record.ordered = time(QLatin1StringView("orderDate"));
    record.paid = time(QLatin1StringView("paymentDate"));
    record.holdUntil = order.value(QLatin1StringView("holdUntilDate")).toString();
    return record;
}

OrderRecord* Account::find(qint64 orderId)
{
    const auto it = std::lower_bound(orders.begin(), orders.end(), orderId, [](const OrderRecord& record, qint64 id) { return record.id < id; });
    return it != orders.end() && it->id == orderId && !it->gone ? &*it : nullptr;
}

OrderRecord* Account::findByKey(const QByteArray& orderKey)
{
    const auto it = std::find_if(orders.begin(), orders.end(), [&](const OrderRecord& record) { return !record.gone && record.key == orderKey; });
    return it != orders.end() ? &*it : nullptr;
}

void Account::append(OrderRecord record)
{
    ++revision;
    orders.push_back(std::move(record));
}

OrderRecord& Account::put(const QJsonObject& order)
{
    ++revision;
    OrderRecord record = OrderRecord::from(order);
    const auto it = std::lower_bound(orders.begin(), orders.end(), record.id, [](const OrderRecord& known, qint64 id) { return known.id < id; });
    if (it != orders.end() && it->id == record.id)
        return *it = std::move(record);
    return *orders.insert(it, std::move(record));
}

void Account::remove(OrderRecord& record)
{
    ++revision;
    record.gone = true;
}

} // namespace t6::sandbox
