// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitchild.h"

#include "orderfields.h"
#include "ordersplice.h"

#include <algorithm>
#include <array>
#include <string>

namespace t6 {

namespace {

using Value = JsonText::Value;

/// Read-only (reference §2), or the history of the original. What nobody sends, ShipStation fills in.
constexpr std::array kLeftOut{"orderId", "createDate", "modifyDate", "customerId", "orderTotal", "userId", "labelMessages", "externallyFulfilled", "externallyFulfilledBy",
    "externallyFulfilledById", "externallyFulfilledByName", "shipTo.addressVerified", "billTo.addressVerified", "advancedOptions.mergedOrSplit", "advancedOptions.mergedIds",
    "advancedOptions.parentId"};
constexpr std::array kLeftOutOfLines{"orderItemId", "createDate", "modifyDate"};
constexpr std::array kMoney{"amountPaid", "taxAmount", "shippingAmount"};
constexpr std::array kMoneyOfLines{"unitPrice", "taxAmount", "shippingAmount"};

OrderChange change(const char* path, QByteArray after)
{
    return {splitPath(path), {}, std::move(after), false};
}

/// The original keeps the money: with prices, both orders would claim it.
Result<QByteArray> itemOf(const Value& line, int quantity)
{
    const auto json = JsonText::parse(line.raw().toByteArray());
    if (!json)
        return tl::unexpected(json.error());
    QList<OrderChange> changes{change("quantity", QByteArray::number(quantity))};
    for (const char* name : kLeftOutOfLines)
        changes += change(name, {});
    for (const char* name : kMoneyOfLines) {
        if (splitMember(line, QString::fromLatin1(name)))
            changes += change(name, "0");
    }
    return spliced(*json, changes);
}

Result<QByteArray> itemsOf(const SplitDivision& division, std::size_t child)
{
    QByteArrayList items;
    for (const SplitItem& item : division.items) {
        if (item.leaves[child] == 0)
            continue;
        auto line = itemOf(item.value, item.leaves[child]);
        if (!line)
            return line;
        items += *line;
    }
    return '[' + items.join(',') + ']';
}

/// The parcel is insured once, with the value that the original has.
void addUninsured(QList<OrderChange>& changes, const JsonText& order)
{
    if (!splitValue(order, "insuranceOptions"))
        return;
    if (splitValue(order, "insuranceOptions.insureShipment"))
        changes += change("insuranceOptions.insureShipment", "false");
    if (splitValue(order, "insuranceOptions.insuredValue"))
        changes += change("insuranceOptions.insuredValue", "0");
}

OrderChange markerOf(const JsonText& order, const SplitChildParts& parts)
{
    if (parts.markerField != u"internalNotes")
        return {OrderPath{{{QStringLiteral("advancedOptions"), {}}, {parts.markerField, {}}}}, {}, jsonString(parts.marker), false};
    const QString notes = splitText(splitValue(order, "internalNotes"));
    return change("internalNotes", jsonString(notes.isEmpty() ? parts.marker : notes + QLatin1Char('\n') + parts.marker));
}

/// ShipStation shows a weight that nobody gave as 0 ounces.
QByteArray weightOf(const SplitWeight& weight)
{
    return weight.value.isEmpty() ? QByteArrayLiteral(R"({"value":0,"units":"ounces"})") : "{\"value\":" + weight.value + ",\"units\":" + jsonString(weight.units) + '}';
}

} // namespace

Result<QByteArray> childBody(const SplitDivision& division, const SplitChildParts& parts)
{
    auto items = itemsOf(division, parts.child);
    if (!items)
        return items;
    QList<OrderChange> changes{change("orderNumber", jsonString(parts.number)), change("orderKey", jsonString(parts.key)),
        change("orderStatus", jsonString(QString::fromStdString(std::string(wireName(parts.status))))),
        change("holdUntilDate", parts.hold.isNull() ? QByteArrayLiteral("null") : jsonString(parts.hold.toString(Qt::ISODate))), change("items", *items),
        change("weight", weightOf(parts.weight)), change("dimensions", "null"), markerOf(division.order, parts)};
    if (!parts.customs.isEmpty())
        changes += change("internationalOptions.customsItems", parts.customs);
    for (const char* path : kMoney)
        changes += change(path, "0");
    addUninsured(changes, division.order);
    for (const char* path : kLeftOut)
        changes += change(path, {});
    return spliced(division.order, changes);
}

bool isLeftOutOfChild(const OrderPath& path)
{
    const QString field = fieldName(path);
    return std::any_of(kLeftOut.begin(), kLeftOut.end(), [&field](const char* name) { return field == QLatin1String(name); });
}

} // namespace t6
