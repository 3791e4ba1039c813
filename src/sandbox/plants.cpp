// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordermaker.h"

#include "carriers.h"
#include "json.h"
#include "pacific.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace t6::sandbox {

namespace {

void setInFirstCustomsItem(JsonTree& order, QLatin1StringView member, JsonNode value)
{
    order.object("internationalOptions"_L1).list("customsItems"_L1).front().object().set(member, std::move(value));
}

/// How often a fault is met, once every kind was there.
constexpr std::array kFrequent{CheckCode::SplitNeeded, CheckCode::SplitNeeded, CheckCode::SplitNeeded, CheckCode::SplitNeeded, CheckCode::WeightMissing, CheckCode::WeightMissing,
    CheckCode::WeightMissing, CheckCode::ItemWeightMissing, CheckCode::ServiceMissing, CheckCode::ServiceMissing, CheckCode::PackageMissing, CheckCode::CarrierMissing,
    CheckCode::AddressWarning, CheckCode::AddressWarning, CheckCode::AddressRejected, CheckCode::CustomsMissing, CheckCode::CustomsValue, CheckCode::PhoneMissing,
    CheckCode::ShipFromMissing, CheckCode::Instructions, CheckCode::Overdue, CheckCode::ReturnAddressUnset};

} // namespace

bool concernsCustoms(CheckCode code) noexcept
{
    switch (code) {
    case CheckCode::CustomsMissing:
    case CheckCode::CustomsContents:
    case CheckCode::CustomsOrigin:
    case CheckCode::CustomsValue:
    case CheckCode::CustomsQuantity:
    case CheckCode::CustomsHs:
    case CheckCode::CustomsVague:
    case CheckCode::PhoneMissing:
        return true;
    default:
        return false;
    }
}

bool OrderMaker::canPlant(CheckCode code) const
{
    const bool byLine = m_character.rule != Character::Rule::Tag && m_character.rule != Character::Rule::Store;
    switch (code) {
    case CheckCode::Count:
    case CheckCode::ChangeUnsettled:
    case CheckCode::SplitDrift:
    case CheckCode::StoreUntold:
    case CheckCode::ChangedAfter: // comes from what happens after staff looked
        return false;
    case CheckCode::SplitNeeded:
        return byLine;
    case CheckCode::SplitWrong:
        return !m_previous.isEmpty();
    case CheckCode::ReturnAddressUnset:
    case CheckCode::ReturnAddressThrough6:
        return faultyWarehouse(code) != 0;
    case CheckCode::FundsShort:
        return m_account.identity.name == u"Café Ñandú"_s;
    case CheckCode::CarrierUnknown:
    case CheckCode::ServiceMissing:
    case CheckCode::ServiceMismatch:
    case CheckCode::PackageMissing:
    case CheckCode::PackageUnknown:
        return !m_account.carriers.isEmpty();
    case CheckCode::AddressPobox:
        return m_character.country == "US"_L1;
    default: // a German order may stay within the customs union, where nothing is declared
        return !concernsCustoms(code) || code == CheckCode::PhoneMissing || m_character.country != "DE"_L1;
    }
}

qint64 OrderMaker::faultyWarehouse(CheckCode code) const
{
    for (const QJsonValue& value : std::as_const(m_account.warehouses)) {
        const QJsonObject warehouse = value.toObject();
        const QJsonObject origin = warehouse.value("originAddress"_L1).toObject(), home = warehouse.value("returnAddress"_L1).toObject();
        const bool fits = code == CheckCode::ReturnAddressUnset ? origin == home : home.value("company"_L1).toString() == "Through6"_L1;
        if (fits)
            return warehouse.value("warehouseId"_L1).toInteger();
    }
    return 0;
}

CheckCode OrderMaker::nextFault()
{
    for (int i = 0; i < kCheckCount; ++i) {
        const auto code = static_cast<CheckCode>(i);
        if (m_counts[static_cast<size_t>(i)] == 0 && canPlant(code))
            return code;
    }
    for (;;) {
        const CheckCode code = chance(75) ? any(kFrequent) : static_cast<CheckCode>(m_random.bounded(kCheckCount));
        if (canPlant(code))
            return code;
    }
}

void OrderMaker::plant(CheckCode code, JsonTree& order, const Recipe& recipe)
{
    if (code >= CheckCode::AddressIncomplete && code <= CheckCode::PhoneMissing)
        plantAddress(code, order);
    else if (code >= CheckCode::WeightMissing && code <= CheckCode::PackageUnknown)
        plantShipping(code, order);
    else if (concernsCustoms(code))
        plantCustoms(code, order);
    else
        plantHandling(code, order, recipe);
}

void OrderMaker::plantAddress(CheckCode code, JsonTree& order)
{
    const auto shipTo = [&](QLatin1StringView member, JsonNode value) { order.object("shipTo"_L1).set(member, std::move(value)); };
    switch (code) {
    case CheckCode::AddressIncomplete:
        shipTo(any(std::array{"city"_L1, "postalCode"_L1, "street1"_L1}), QString());
        break;
    case CheckCode::AddressFormat:
        if (chance(50))
            shipTo("postalCode"_L1, u"123"_s);
        else
            shipTo("country"_L1, m_character.country == "GB"_L1 ? u"UK"_s : u"United States"_s);
        break;
    case CheckCode::AddressRejected:
        shipTo("addressVerified"_L1, u"Address validation failed"_s);
        break;
    case CheckCode::AddressWarning:
        shipTo("addressVerified"_L1, u"Address validation warning"_s);
        break;
    case CheckCode::AddressUnchecked:
        shipTo("addressVerified"_L1, u"Address not yet validated"_s);
        break;
    case CheckCode::AddressUnit:
        shipTo("street1"_L1, u"%1 Oakwood Apartments, Lake Street"_s.arg(m_random.bounded(100, 900)));
        break;
    case CheckCode::AddressPobox: {
        const QString state = order.at("shipTo"_L1).object().at("state"_L1).text();
        if (placesOf(u"US"_s).end() == std::find_if(placesOf(u"US"_s).begin(), placesOf(u"US"_s).end(), [&](const Place& place) { return state == QLatin1StringView(place.state); }))
            break; // military mail or a territory already
        shipTo("street1"_L1, u"PO Box %1"_s.arg(m_random.bounded(100, 9000)));
        order.set("carrierCode"_L1, u"ups"_s);
        order.set("serviceCode"_L1, u"ups_ground"_s);
        break;
    }
    default: // PhoneMissing
        shipTo("phone"_L1, chance(50) ? JsonNode() : JsonNode(QString()));
    }
}

void OrderMaker::plantShipping(CheckCode code, JsonTree& order)
{
    const double weight = order.at("weight"_L1).object().at("value"_L1).number();
    switch (code) {
    case CheckCode::WeightMissing:
        order.object("weight"_L1).set("value"_L1, 0.0);
        break;
    case CheckCode::WeightSuspect:
        order.object("weight"_L1).set("value"_L1, cents(weight * any(std::array{16.0, 28.35, 1 / 16.0, 2.6})));
        break;
    case CheckCode::ItemWeightMissing:
        order.list("items"_L1).front().object().set("weight"_L1, {});
        break;
    case CheckCode::ShipFromMissing: {
        qint64 incomplete = 0;
        for (const QJsonValue& value : std::as_const(m_account.warehouses)) {
            if (value.toObject().value("originAddress"_L1).toObject().value("city"_L1).toString().isEmpty())
                incomplete = value.toObject().value("warehouseId"_L1).toInteger();
        }
        const JsonNode choice = incomplete != 0 && chance(40) ? JsonNode(incomplete) : chance(60) ? JsonNode() : JsonNode(999'999);
        order.object("advancedOptions"_L1).set("warehouseId"_L1, choice);
        break;
    }
    case CheckCode::ReturnAddressUnset:
    case CheckCode::ReturnAddressThrough6:
        order.object("advancedOptions"_L1).set("warehouseId"_L1, faultyWarehouse(code));
        break;
    case CheckCode::CarrierMissing:
        for (const QLatin1StringView member : {"carrierCode"_L1, "serviceCode"_L1, "packageCode"_L1})
            order.set(member, {});
        break;
    case CheckCode::CarrierUnknown:
        order.set("carrierCode"_L1, u"ontrac"_s);
        order.set("serviceCode"_L1, u"ontrac_ground"_s);
        break;
    case CheckCode::ServiceMissing:
        order.set("serviceCode"_L1, JsonNode());
        break;
    case CheckCode::ServiceMismatch: {
        const bool abroad = goesAbroad(order);
        const CarrierKind& carrier = *carrierKind(order.at("carrierCode"_L1).text());
        const auto wrong = std::find_if(carrier.services.begin(), carrier.services.end(), [&](const CarrierKind::Offer& offer) { return abroad ? !offer.international : !offer.domestic; });
        if (wrong != carrier.services.end())
            order.set("serviceCode"_L1, QString::fromLatin1(wrong->code));
        break;
    }
    case CheckCode::PackageMissing:
        order.set("packageCode"_L1, JsonNode());
        break;
    default: // PackageUnknown
        order.set("packageCode"_L1, u"cubic_box_9"_s);
    }
}

void OrderMaker::plantCustoms(CheckCode code, JsonTree& order)
{
    switch (code) {
    case CheckCode::CustomsMissing:
        order.object("internationalOptions"_L1).set("customsItems"_L1, chance(50) ? JsonNode() : JsonNode(JsonNode::List()));
        break;
    case CheckCode::CustomsContents:
        order.object("internationalOptions"_L1).set("contents"_L1, JsonNode());
        break;
    case CheckCode::CustomsOrigin:
        setInFirstCustomsItem(order, "countryOfOrigin"_L1, JsonNode());
        break;
    case CheckCode::CustomsValue:
        setInFirstCustomsItem(order, "value"_L1, 0.0);
        break;
    case CheckCode::CustomsQuantity:
        setInFirstCustomsItem(order, "quantity"_L1, 7);
        break;
    case CheckCode::CustomsHs:
        setInFirstCustomsItem(order, "harmonizedTariffCode"_L1, u"61A9"_s);
        break;
    default: // CustomsVague
        setInFirstCustomsItem(order, "description"_L1, chance(50) ? u"gift"_s : u"clothes"_s);
    }
}

void OrderMaker::plantHandling(CheckCode code, JsonTree& order, const Recipe& recipe)
{
    switch (code) {
    case CheckCode::SplitWrong:
        // Split off the order before it, and Through6's lines went with the child.
        order.object("advancedOptions"_L1).set("mergedOrSplit"_L1, true);
        order.object("advancedOptions"_L1).set("parentId"_L1, m_previous.at("orderId"_L1));
        order.set("orderNumber"_L1, QString(m_previous.at("orderNumber"_L1).text() + u"-1"_s));
        order.set("orderKey"_L1, m_previous.at("orderKey"_L1));
        break;
    case CheckCode::FundsShort:
        order.set("carrierCode"_L1, u"stamps_com"_s);
        order.set("serviceCode"_L1, u"usps_priority_mail"_s);
        break;
    case CheckCode::Instructions:
        order.set(chance(70) ? "customerNotes"_L1 : "internalNotes"_L1, text(instructionNotes()));
        break;
    case CheckCode::Overdue:
        order.set("shipByDate"_L1, pacificTime(recipe.now - 26h));
        break;
    case CheckCode::HoldExpired:
        order.set("holdUntilDate"_L1, pacificDate(recipe.now - 3 * 24h));
        break;
    case CheckCode::DuplicateSuspect:
        m_repeatPrevious = true;
        break;
    default: // SplitNeeded: the goods are mixed already
        break;
    }
}

} // namespace t6::sandbox
