// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ordermerge.h>

#include <QTest>

#include <random>

/// An open order as ShipStation sends it, with odd spellings and fields that nobody knows.
inline const QByteArray kSampleOrder = R"({
  "orderId": 94113592, "orderNumber": "TEST-1", "orderKey": "k-1", "orderDate": "2015-06-29T08:46:27.0000000",
  "modifyDate": "2015-09-08T11:00:00.0000000", "orderStatus": "awaiting_shipment", "customerId": 37701499,
  "billTo": {"name": "The President", "phone": null, "residential": null, "addressVerified": null},
  "shipTo": {"name":"The President","street1":"1600 Pennsylvania Ave","city":"Washington","state":"DC","postalCode":"20500",
    "country":"US","phone":"555-555-5555","residential":null,"addressVerified":"Address validation warning"},
  "items": [
    {"orderItemId": 1, "lineItemKey": "vd08-MSLbtx", "sku": "ABC123", "quantity": 2, "unitPrice": 99.990, "weight": {"value":24,"units":"ounces","WeightUnits":1}, "options": [{"name":"Size","value":"Large"}]},
    {"orderItemId": 2, "lineItemKey": null, "sku": "DISCOUNT", "quantity": 1, "unitPrice": -20.55, "adjustment": true}
  ],
  "orderTotal": 194.43, "amountPaid": 218.73, "taxAmount": 5.0, "customerNotes": "caf\u00e9 \ud800", "internalNotes": null,
  "carrierCode": "fedex", "serviceCode": null, "weight": {"value": 48.00, "units": "ounces", "WeightUnits": 1}, "dimensions": null,
  "internationalOptions": {"contents": null, "customsItems": [{"customsItemId": 11630, "description": "Shirt", "quantity": 1, "value": 1e1}], "nonDelivery": null},
  "advancedOptions": {"warehouseId": 24079, "storeId": 26815, "customField1": "x", "parentId": null, "mergedIds": []},
  "tagIds": [5, 7], "userId": null, "newField": {"big": 123456789012345678901234567890, "list": [1, {"a":1e2}]}
})";

inline t6::JsonText json(const QByteArray& text)
{
    const auto parsed = t6::JsonText::parse(text);
    if (!parsed)
        qFatal("%s in %s", qPrintable(parsed.error().detail), text.constData());
    return *parsed;
}

inline t6::OrderPath path(const QByteArray& text)
{
    const auto parsed = t6::OrderPath::parse(QString::fromUtf8(text));
    if (!parsed)
        qFatal("path %s", text.constData());
    return *parsed;
}

/// The order with "path=value" wishes put into it by hand of the splicer; an empty value removes, "+=" appends.
t6::OrderPatch patchOf(const t6::JsonText& base, const QList<QByteArray>& wishes);
QByteArray edited(const QByteArray& order, const QList<QByteArray>& changes);
/// "path: expected -> found" a line.
QByteArrayList lines(const QList<t6::OrderDifference>& differences);
QByteArrayList lines(const QList<t6::MergeConflict>& conflicts);
QByteArrayList lines(const QList<t6::OrderPath>& paths);
QByteArrayList lines(const t6::OrderPatch& patch);

/// Orders and edits by chance, the same for the same seed.
class OrderMaker
{
public:
    explicit OrderMaker(unsigned seed) : m_random(seed) {}

    [[nodiscard]] int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    [[nodiscard]] QByteArray order();
    [[nodiscard]] QByteArray value(); ///< a leaf
    [[nodiscard]] QByteArray space();
    /// Leaves that a patch may change, of different groups; whoever takes an even one meets nobody who takes an odd one.
    [[nodiscard]] static QList<t6::OrderPath> places(const t6::JsonText& order, int parity);

private:
    QByteArray member(const char* name, const QByteArray& value, bool isLast = false);
    QByteArray address();
    QByteArray lines(const char* idName, int firstId);
    std::mt19937 m_random;
};
