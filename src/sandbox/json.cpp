// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "json.h"

#include "jsontree.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace t6::sandbox {

namespace {

// ShipStation sends members in a fixed order; clients that expect it are faster.
constexpr std::array kItemOrder{"orderItemId", "lineItemKey", "sku", "name", "imageUrl", "weight", "quantity", "unitPrice", "taxAmount", "shippingAmount", "warehouseLocation",
    "options", "productId", "fulfillmentSku", "adjustment", "upc", "createDate", "modifyDate"};
constexpr std::array kAdvancedOrder{"warehouseId", "nonMachinable", "saturdayDelivery", "containsAlcohol", "mergedOrSplit", "mergedIds", "parentId", "storeId", "customField1",
    "customField2", "customField3", "source", "billToParty", "billToAccount", "billToPostalCode", "billToCountryCode", "billToMyOtherAccount"};
// Orders and everything else: no two of their documented members meet in another sequence.
constexpr std::array kOrder{"shipmentId", "fulfillmentId", "orderId", "orderNumber", "orderKey", "productId", "sku", "orderDate", "customsItemId", "description", "storeId",
    "storeName", "marketplaceId", "marketplaceName", "warehouseId", "warehouseName", "originAddress", "returnAddress", "tagId", "userName", "name", "company", "street1",
    "street2", "street3", "city", "state", "postalCode", "country", "phone", "residential", "addressVerified", "quantity", "value", "units", "WeightUnits", "length", "width",
    "height", "createDate", "modifyDate", "paymentDate", "shipByDate", "orderStatus", "customerId", "customerUsername", "customerEmail", "billTo", "shipTo", "items",
    "orderTotal", "amountPaid", "taxAmount", "shippingAmount", "customerNotes", "internalNotes", "gift", "giftMessage", "paymentMethod", "requestedShippingService",
    "carrierCode", "code", "serviceCode", "packageCode", "confirmation", "shipDate", "holdUntilDate", "weight", "dimensions", "insuranceOptions", "provider",
    "insureShipment", "insuredValue", "internationalOptions", "contents", "customsItems", "nonDelivery", "advancedOptions", "tagIds", "userId", "externallyFulfilled",
    "externallyFulfilledBy", "externallyFulfilledById", "externallyFulfilledByName", "labelMessages", "harmonizedTariffCode", "countryOfOrigin"};
constexpr std::array kDecimals{"unitPrice", "taxAmount", "shippingAmount", "orderTotal", "amountPaid", "value", "length", "width", "height", "insuredValue", "shipmentCost", "insuranceCost",
    "otherCost", "balance", "price", "weightOz"};

using Ranks = QHash<QString, int>;

template <size_t N>
Ranks ranksOf(const std::array<const char*, N>& members)
{
    Ranks ranks;
    for (size_t i = 0; i < N; ++i)
        ranks.insert(QLatin1StringView(members[i]), static_cast<int>(i));
    return ranks;
}

const Ranks& ranksFor(const QJsonObject& object)
{
    static const Ranks item = ranksOf(kItemOrder), advanced = ranksOf(kAdvancedOrder), order = ranksOf(kOrder);
    return object.contains(QLatin1StringView("orderItemId")) ? item : object.contains(QLatin1StringView("mergedOrSplit")) ? advanced : order;
}

void write(QByteArray& out, const QJsonValue& value);

bool isDecimal(const QString& member)
{
    static const Ranks decimals = ranksOf(kDecimals);
    return decimals.contains(member);
}

/// QJsonValue takes 24.0 for an integer; ShipStation's decimals always show a fraction.
void writeNumber(QByteArray& out, const QJsonValue& value, bool decimal)
{
    const double real = value.toDouble();
    constexpr double kExact = 9'007'199'254'740'992; // 2^53: beyond it an integer kept as such has digits that a double lacks
    const bool whole = std::abs(real) < kExact ? std::trunc(real) == real : value.toVariant().typeId() == QMetaType::LongLong;
    if (whole) {
        out += QByteArray::number(value.toInteger());
        if (decimal)
            out += ".0";
        return;
    }
    out += std::isfinite(real) ? QByteArray::number(real, 'g', QLocale::FloatingPointShortest) : QByteArrayLiteral("null");
}


void writeObject(QByteArray& out, const QJsonObject& object)
{
    struct Member
    {
        int rank;
        QString name;
        QJsonValue value;
    };
    const Ranks& ranks = ranksFor(object);
    std::vector<Member> members;
    members.reserve(static_cast<size_t>(object.size()));
    for (auto it = object.begin(); it != object.end(); ++it) {
        QString name = it.key();
        const int place = ranks.value(name, static_cast<int>(ranks.size()));
        members.push_back({place, std::move(name), it.value()});
    }
    // Members come sorted by name; a stable sort keeps unknown ones so.
    std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.rank < b.rank; });
    out += '{';
    bool first = true;
    for (const Member& member : members) {
        if (!first)
            out += ',';
        first = false;
        writeJsonText(out, member.name);
        out += ':';
        if (member.value.isDouble())
            writeNumber(out, member.value, isDecimal(member.name));
        else
            write(out, member.value);
    }
    out += '}';
}

void write(QByteArray& out, const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        out += "null";
        return;
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        return;
    case QJsonValue::Double:
        writeNumber(out, value, false);
        return;
    case QJsonValue::String:
        writeJsonText(out, value.toString());
        return;
    case QJsonValue::Object:
        writeObject(out, value.toObject());
        return;
    case QJsonValue::Array: {
        out += '[';
        bool first = true;
        const QJsonArray array = value.toArray();
        for (const QJsonValue& element : array) {
            if (!first)
                out += ',';
            first = false;
            write(out, element);
        }
        out += ']';
        return;
    }
    }
}

} // namespace

QByteArray toJson(const QJsonValue& value)
{
    QByteArray out;
    out.reserve(4096);
    write(out, value);
    out.squeeze();
    return out;
}

QJsonObject objectFrom(const QByteArray& bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

QJsonObject merged(QJsonObject base, const QJsonObject& patch)
{
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        const QJsonValue old = base.value(it.key());
        if (old.isObject() && it.value().isObject())
            base.insert(it.key(), merged(old.toObject(), it.value().toObject()));
        else
            base.insert(it.key(), it.value());
    }
    return base;
}

double cents(double value)
{
    return static_cast<double>(std::llround(value * 100)) / 100;
}

} // namespace t6::sandbox
