// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/jsontext.h>
#include <core/merchant.h>
#include <core/orderpatch.h>
#include <operations/merchantstate.h>
#include <operations/orderdetails.h>

#include <QString>

namespace t6::test {

/// An order to Switzerland with two customs lines, as ShipStation would send it; fields that no form knows included.
inline const QByteArray kOrderJson = R"({"orderId":9007199254740993,"orderNumber":"1001","orderStatus":"awaiting_shipment","labelMessages":null,
"billTo":{"name":"Ann Bill","street1":"1 Bill Road","city":"Boston","state":"MA","postalCode":"02108","country":"US","phone":null},
"shipTo":{"name":"Ann Smith","company":null,"street1":"12 Elm St","street2":"","street3":null,"city":"Zug","state":"ZG","postalCode":"6300","country":"CH","phone":"555 0100","residential":true},
"items":[{"orderItemId":7,"sku":"TEE","name":"Cotton shirt","quantity":2,"unitPrice":19.10,"weight":{"value":3.00,"units":"ounces"}}],
"customerNotes":"please <b>hurry</b>","internalNotes":"two\r\nlines","requestedShippingService":"Express!","carrierCode":"stamps_com","serviceCode":"usps_first_class_mail_international",
"packageCode":"package","confirmation":"none","weight":{"value":0.50,"units":"pounds","WeightUnits":0},
"internationalOptions":{"contents":"merchandise","nonDelivery":null,"customsItems":[
{"customsItemId":11,"description":"Cotton shirt","quantity":2,"value":19.10,"harmonizedTariffCode":"6109.10","countryOfOrigin":"US"},
{"customsItemId":12,"description":"gift","quantity":1,"value":5.0,"harmonizedTariffCode":null,"countryOfOrigin":"US","extra":1.0}]},
"advancedOptions":{"warehouseId":5,"storeId":3,"customField1":null,"customField2":"blue","customField3":null,"parentId":null}})";

inline JsonText order(const QByteArray& json = kOrderJson)
{
    auto parsed = JsonText::parse(json);
    if (!parsed)
        qFatal("the sample is no JSON");
    return *parsed;
}

inline operations::OrderDetails details()
{
    operations::OrderDetails details;
    details.number = QStringLiteral("1001");
    details.raw = kOrderJson;
    details.weight = Weight::from(0.5, WeightUnit::Pounds);
    operations::OrderDetails::Item item;
    item.sku = QStringLiteral("TEE");
    item.name = QStringLiteral("Cotton shirt");
    item.quantity = 2;
    item.unitPrice = Money::fromMajor(19.10);
    item.weight = Weight::from(3, WeightUnit::Ounces);
    details.items = {item};
    return details;
}

/// The same, whose only item has no weight, nor has the parcel; 41 of 43 others say 5.3 oz.
inline operations::OrderDetails weightless()
{
    operations::OrderDetails order = details();
    order.raw.replace(R"("weight":{"value":3.00,"units":"ounces"})", R"("weight":null)");
    order.raw.replace(R"("weight":{"value":0.50,"units":"pounds","WeightUnits":0})", R"("weight":{"value":0.0,"units":"ounces"})");
    order.weight = Weight{};
    order.items.first().weight.reset();
    order.items.first().usual = UsualWeight{Weight::from(5.3, WeightUnit::Ounces), 41, 43};
    return order;
}

inline AccountFacts facts()
{
    AccountFacts facts;
    Warehouse home{WarehouseId{5}, "Home", {}, {}, true}, away{WarehouseId{6}, "Away", {}, {}, false};
    home.origin.country = "US";
    away.origin.country = "CH";
    facts.warehouses = std::vector{home, away};
    Carrier post, fedex;
    post.code = "stamps_com";
    post.name = "Stamps.com";
    post.services = {{"usps_first_class_mail_international", "First Class International", false, true}, {"usps_priority_mail", "Priority Mail", true, false},
        {"usps_priority_mail_international", "Priority Mail International", false, true}};
    post.packages = {{"package", "Package", true, true}, {"flat_rate_envelope", "Flat Rate Envelope", true, false}};
    fedex.code = "fedex";
    fedex.name = "FedEx";
    fedex.services = {{"fedex_2day", "2Day", true, false}, {"fedex_international_economy", "International Economy", false, true}};
    fedex.packages = {{"package", "Package", true, true}};
    facts.carriers = std::vector{post, fedex};
    return facts;
}

/// Whose goods and services are known.
inline operations::MerchantState merchant()
{
    operations::MerchantState state;
    state.facts = facts();
    state.merchant.name = QStringLiteral("ACME");
    const auto word = [](const char* text) { return QString::fromLatin1(text); };
    state.merchant.customs = {word("sample"), word("treat_as_abandoned"), word("DE"), {{word("TEE*"), word("Cotton T-shirt"), word("610910")}, {word("*"), word("Printed ceramic mug"), {}}}};
    state.merchant.services = {{word("Express*"), word("fedex"), word("fedex_2day"), word("package")}, {word("express!"), word("stamps_com"), word("no_longer_there"), {}},
        {word("*"), word("fedex"), word("fedex_international_economy"), word("package")}};
    return state;
}

/// "path: before → after" of each change, as raw JSON.
inline QByteArrayList lines(const OrderPatch& patch)
{
    QByteArrayList all;
    for (const OrderChange& change : patch.changes)
        all += change.path.text().toUtf8() + ": " + change.before + " → " + change.after + (change.append ? " (new)" : "");
    return all;
}

} // namespace t6::test
