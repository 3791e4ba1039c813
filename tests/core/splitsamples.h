// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersamples.h"

#include <core/splitproof.h>

/// An order abroad with two of Through6's shirts, three mugs and a cap of others, a discount, and fields that nobody knows.
inline const QByteArray kMixedOrder = R"({
  "orderId": 9007199254740993, "orderNumber": "1001", "orderKey": "shop-1001", "orderDate": "2026-11-01T08:46:27.0000000", "createDate": "2026-11-01T08:47:00.0000000",
  "modifyDate": "2026-11-02T11:00:00.0000000", "orderStatus": "awaiting_shipment", "customerId": 37701499, "holdUntilDate": null,
  "billTo": {"name": "Ada Lovelace", "addressVerified": null},
  "shipTo": {"name":"Ada Lovelace","street1":"12 St James Square","city":"London","postalCode":"SW1Y 4JH","country":"GB","addressVerified":"Address validated successfully"},
  "items": [
    {"orderItemId": 11, "lineItemKey": "l-11", "sku": "TEE-BLK-M", "name": "Shirt", "quantity": 2, "unitPrice": 20.00, "taxAmount": 1.50, "shippingAmount": null, "weight": {"value":5.3,"units":"ounces","WeightUnits":1}, "options": [{"name":"Size","value":"M"}], "createDate": "x"},
    {"orderItemId": 12, "lineItemKey": "l-12", "sku": "MUG", "name": "Mug", "quantity": 3, "unitPrice": 8.10, "taxAmount": 0.5, "shippingAmount": 1, "weight": {"value":12.1,"units":"ounces"}, "odd": [1e2], "modifyDate": "x"},
    {"orderItemId": 13, "lineItemKey": null, "sku": "CAP", "name": "Cap", "quantity": 1, "unitPrice": 5, "weight": {"value":2,"units":"ounces"}},
    {"orderItemId": 14, "lineItemKey": null, "sku": "DISCOUNT", "name": "10% off", "quantity": 1, "unitPrice": -7.00, "weight": null, "adjustment": true}
  ],
  "orderTotal": 80.3, "amountPaid": 80.30, "taxAmount": 6.0, "shippingAmount": 12, "customerNotes": "caf\u00e9", "internalNotes": "Fragile",
  "carrierCode": "fedex", "serviceCode": "intl", "packageCode": null, "weight": {"value": 52.90, "units": "ounces", "WeightUnits": 1},
  "dimensions": {"length": 7.0, "width": 5, "height": 6, "units": "inches"}, "insuranceOptions": {"provider": "carrier", "insureShipment": true, "insuredValue": 80},
  "internationalOptions": {"contents": "merchandise", "customsItems": [
    {"customsItemId": 501, "description": "Shirt", "quantity": 2, "value": 20.0, "harmonizedTariffCode": "6109.10", "countryOfOrigin": "US"},
    {"customsItemId": 502, "description": "mug ", "quantity": 3, "value": 8.1, "harmonizedTariffCode": "6912.00", "countryOfOrigin": "US"},
    {"customsItemId": 503, "description": "Cap", "quantity": 1, "value": 5, "harmonizedTariffCode": null, "countryOfOrigin": "US"}], "nonDelivery": null},
  "advancedOptions": {"warehouseId": 24079, "storeId": 26815, "customField1": "x", "customField2": null, "parentId": null, "mergedOrSplit": false, "mergedIds": []},
  "tagIds": [5, 7], "userId": null, "externallyFulfilled": false, "labelMessages": null, "newField": {"big": 123456789012345678901234567890, "list": [1, {"a":1e2}]}
})";

inline t6::Through6Matcher shirts()
{
    t6::Through6Rule rule;
    rule.skuPatterns = QStringList{QStringLiteral("TEE-*")};
    return t6::Through6Matcher(rule);
}

inline t6::SplitSettings settings(const char* field = "internalNotes")
{
    return {QString::fromLatin1(field), QDate(2026, 11, 22)};
}

/// Lists of units by item, as "12:3 13:1" a child.
t6::SplitChoice choice(const QList<QByteArray>& children);
/// The raw value at a path; empty when there is none.
QByteArray raw(const QByteArray& order, const QByteArray& place);
/// "code: expected -> found" of what does not hold.
QStringList broken(const QList<t6::ProofLine>& proof);
/// What ShipStation has after writing `sent` over `before` ("" for a new order): ids of its own for what is new, lines of customs merged
/// as it does (reference §2.5).
QByteArray stored(const QByteArray& before, const QByteArray& sent, qint64 id);

/// Orders that can be split and what leaves of them, by chance, the same for the same seed.
class SplitMaker
{
public:
    explicit SplitMaker(unsigned seed) : m_values(seed) {}

    [[nodiscard]] QByteArray order(); ///< lines have ids from 1, keys of their own, names that some share
    [[nodiscard]] const t6::SplitChoice& choice() const { return m_choice; } ///< for the last order

private:
    struct Line
    {
        int id, quantity;
        bool through6;
        QByteArray name;
    };
    QByteArray line(int id);
    QByteArray weight(bool isPlain);
    QByteArray customs();
    void choose();

    OrderMaker m_values;
    QList<Line> m_lines;
    t6::SplitChoice m_choice;
};
