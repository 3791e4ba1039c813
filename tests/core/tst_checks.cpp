// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checksamples.h"

#include <QtTest>

#include <atomic>
#include <bit>
#include <cstdlib>
#include <functional>
#include <new>
#include <random>
#include <set>
#include <string>

using namespace t6;
using namespace t6::test;
using namespace std::chrono_literals;

// Every allocation of this program is counted, so that the fast path can be seen to make none.
static std::atomic<long> allocations = 0;

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size))
        return memory;
    std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept // Qt uses it and pairs it with the delete below
{
    ++allocations;
    return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

struct Row
{
    const char* name;
    CheckCode code;
    bool raises;
    std::function<void(Scene&)> change;
    const char* field = ""; ///< of the finding
    Severity severity = Severity::Blocks; ///< compared where it may vary by order
    bool international = false;
};

ItemView mug(int quantity = 1)
{
    ItemView item;
    item.sku = "MUG-1";
    item.name = "Mug";
    item.quantity = quantity;
    item.weight = Weight::from(1, WeightUnit::Ounces);
    return item;
}

ItemView discount()
{
    ItemView item;
    item.name = "Coupon";
    item.quantity = 1;
    item.unitPrice = Money::fromMajor(-5);
    item.adjustment = true;
    return item;
}

Warehouse& austin(Scene& s) { return s.facts.warehouses->front(); }
Carrier& stamps(Scene& s) { return s.facts.carriers->front(); }
CustomsItemView& declared(Scene& s) { return s.order.customsItems.front(); }
void ounces(Scene& s, double value) { s.order.weight = Weight::from(value, WeightUnit::Ounces); }
void sendTo(Scene& s, std::string_view state, std::string_view postalCode, std::string_view country = "US")
{
    s.order.shipTo.state = state;
    s.order.shipTo.postalCode = postalCode;
    s.order.shipTo.country = country;
}
void byUps(Scene& s, std::string_view service = "ups_ground")
{
    s.order.carrierCode = "ups";
    s.order.serviceCode = service;
}

constexpr auto kCheck = Severity::Check;
constexpr bool kYes = true;
constexpr bool kNo = false;

std::vector<Row> splitRows()
{
    using enum CheckCode;
    return {
        {"other line", SplitNeeded, kYes, [](Scene& s) { s.order.items.push_back(mug()); }, "items[1]"},
        {"all Through6's", SplitNeeded, kNo, [](Scene&) {}},
        {"discount is no other line", SplitNeeded, kNo, [](Scene& s) { s.order.items.push_back(discount()); }},
        {"other line of no units", SplitNeeded, kNo, [](Scene& s) { s.order.items.push_back(mug(0)); }},
        {"store makes all Through6's", SplitNeeded, kNo, [](Scene& s) { s.order.items.push_back(mug()); s.order.storeId = {5}; s.rule.stores = {StoreId{5}}; }},
        {"cancelled order", SplitNeeded, kNo, [](Scene& s) { s.order.items.push_back(mug()); s.order.status = OrderStatus::Cancelled; }},
        {"switched off", SplitNeeded, kNo, [](Scene& s) { s.order.items.push_back(mug()); s.settings.disabled = bit(SplitNeeded); }},
        {"Through6's on a child", SplitWrong, kYes, [](Scene& s) { s.order.parentId = {1}; s.order.mergedOrSplit = true; }, "advancedOptions.parentId"},
        {"others on a child", SplitWrong, kNo, [](Scene& s) { s.order.parentId = {1}; s.order.items = {mug()}; }},
        {"number changed", SplitWrong, kYes, [](Scene& s) { s.order.mergedOrSplit = true; s.order.number = "1001-1"; }, "orderNumber"},
        {"number kept", SplitWrong, kNo, [](Scene& s) { s.order.mergedOrSplit = true; }},
        {"number of a marketplace", SplitWrong, kNo, [](Scene& s) { s.order.mergedOrSplit = true; s.order.number = "112-7654321-1234567"; }},
        {"number with a suffix, never split", SplitWrong, kNo, [](Scene& s) { s.order.number = "1001-1"; }},
        {"merged", SplitWrong, kNo, [](Scene& s) { s.order.mergedOrSplit = true; s.order.mergedIds = {OrderId{3}}; s.order.number = "1001-1"; }},
    };
}

std::vector<Row> addressRows()
{
    using enum CheckCode;
    return {
        {"no name", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.name = ""; }, "shipTo.name"},
        {"name of white space", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.name = " \t\xC2\xA0"; }, "shipTo.name"},
        {"no street", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.street1 = {}; }, "shipTo.street1"},
        {"no city", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.city = "-"; }, "shipTo.city"},
        {"no state", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.state = {}; }, "shipTo.state"},
        {"no postal code", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.postalCode = {}; }, "shipTo.postalCode"},
        {"no country", AddressIncomplete, kYes, [](Scene& s) { s.order.shipTo.country = {}; }, "shipTo.country"},
        {"complete", AddressIncomplete, kNo, [](Scene&) {}},
        {"Germany asks for no state", AddressIncomplete, kNo, [](Scene& s) { sendTo(s, "", "10115", "DE"); }},
        {"Hong Kong asks for no postal code", AddressIncomplete, kNo, [](Scene& s) { sendTo(s, "", "", "HK"); s.order.shipTo.city = ""; }},
        {"name in another script", AddressIncomplete, kNo, [](Scene& s) { s.order.shipTo.name = "山田 太郎"; }},

        {"country in words", AddressFormat, kYes, [](Scene& s) { s.order.shipTo.country = "United States"; }, "shipTo.country"},
        {"UK is no code", AddressFormat, kYes, [](Scene& s) { sendTo(s, "", "SW1A 1AA", "UK"); }, "shipTo.country"},
        {"unknown state", AddressFormat, kYes, [](Scene& s) { s.order.shipTo.state = "Calif"; }, "shipTo.state"},
        {"postal code of another state", AddressFormat, kYes, [](Scene& s) { sendTo(s, "NY", "94105"); }, "shipTo.postalCode"},
        {"four digits", AddressFormat, kYes, [](Scene& s) { sendTo(s, "MA", "2134"); }, "shipTo.postalCode"},
        {"Canadian code malformed", AddressFormat, kYes, [](Scene& s) { sendTo(s, "ON", "K1A 0BI", "CA"); }, "shipTo.postalCode"},
        {"Canadian code of another province", AddressFormat, kYes, [](Scene& s) { sendTo(s, "ON", "V6B 1A1", "CA"); }, "shipTo.postalCode"},
        {"very long postal code", AddressFormat, kYes, [](Scene& s) { s.order.shipTo.postalCode = "94105941059410594105941059410594105"; }, "shipTo.postalCode"},
        {"all fits", AddressFormat, kNo, [](Scene&) {}},
        {"ZIP+4", AddressFormat, kNo, [](Scene& s) { s.order.shipTo.postalCode = "94105-1234"; }},
        {"state by name, lower case", AddressFormat, kNo, [](Scene& s) { s.order.shipTo.state = "california"; }},
        {"Canadian code without space, lower case", AddressFormat, kNo, [](Scene& s) { sendTo(s, "Québec", "h3g1p1", "CA"); }},
        {"missing is not malformed", AddressFormat, kNo, [](Scene& s) { sendTo(s, "", ""); }},
        {"Spanish region", AddressFormat, kNo, [](Scene& s) { sendTo(s, "Cataluña", "08002", "ES"); }},

        {"failed", AddressRejected, kYes, [](Scene& s) { s.order.shipTo.verdict = AddressVerdict::Failed; }, "shipTo.addressVerified"},
        {"verified", AddressRejected, kNo, [](Scene&) {}},
        {"warning", AddressWarning, kYes, [](Scene& s) { s.order.shipTo.verdict = AddressVerdict::Warning; }, "shipTo.addressVerified"},
        {"verified", AddressWarning, kNo, [](Scene&) {}},
        {"not yet", AddressUnchecked, kYes, [](Scene& s) { s.order.shipTo.verdict = AddressVerdict::NotYetValidated; }, "shipTo.addressVerified"},
        {"no verdict", AddressUnchecked, kNo, [](Scene& s) { s.order.shipTo.verdict = AddressVerdict::None; }},

        {"had a unit", AddressUnit, kYes, [](Scene& s) { s.order.shipTo.street2 = ""; s.memory.hadUnit = true; }, "shipTo.street2"},
        {"towers", AddressUnit, kYes, [](Scene& s) { s.order.shipTo.street1 = "9 Bay Towers"; s.order.shipTo.street2 = ""; }, "shipTo.street2"},
        {"has its unit still", AddressUnit, kNo, [](Scene& s) { s.memory.hadUnit = true; }},
        {"towers with a unit", AddressUnit, kNo, [](Scene& s) { s.order.shipTo.street1 = "9 Bay Towers #12"; s.order.shipTo.street2 = ""; }},
        {"a house", AddressUnit, kNo, [](Scene& s) { s.order.shipTo.street2 = ""; }},

        {"PO box by UPS", AddressPobox, kYes, [](Scene& s) { s.order.shipTo.street1 = "P.O. Box 77"; byUps(s); }, "shipTo.street1"},
        {"Packstation by UPS", AddressPobox, kYes, [](Scene& s) { s.order.shipTo.street1 = "Packstation 145"; byUps(s); }, "shipTo.street1"},
        {"PO box by mail", AddressPobox, kNo, [](Scene& s) { s.order.shipTo.street1 = "PO Box 77"; }},
        {"PO box by SurePost", AddressPobox, kNo, [](Scene& s) { s.order.shipTo.street1 = "PO Box 77"; byUps(s, "ups_surepost_1_lb_or_greater"); }},
        {"a street by UPS", AddressPobox, kNo, [](Scene& s) { s.order.shipTo.street1 = "77 Box Elder Rd"; byUps(s); }},
        {"military by mail", AddressPobox, kYes, [](Scene& s) { sendTo(s, "AE", "09012"); s.order.shipTo.city = "APO"; }, "shipTo.state", kCheck},
        {"military by UPS", AddressPobox, kYes, [](Scene& s) { sendTo(s, "AE", "09012"); s.order.shipTo.city = "APO"; byUps(s); }, "shipTo.state"},
        {"Puerto Rico as a state", AddressPobox, kYes, [](Scene& s) { sendTo(s, "PR", "00901"); }, "shipTo.state", kCheck},
        {"Guam as a country", AddressPobox, kYes, [](Scene& s) { sendTo(s, "", "96910", "GU"); }, "shipTo.country", kCheck},

        {"abroad without phone", PhoneMissing, kYes, [](Scene& s) { s.order.shipTo.phone = ""; }, "shipTo.phone", Severity::Blocks, true},
        {"abroad with zeros", PhoneMissing, kYes, [](Scene& s) { s.order.shipTo.phone = "000-000-0000"; }, "shipTo.phone", Severity::Blocks, true},
        {"abroad with phone", PhoneMissing, kNo, [](Scene&) {}, "", Severity::Blocks, true},
        {"next day without phone", PhoneMissing, kYes, [](Scene& s) { byUps(s, "ups_next_day_air"); }, "shipTo.phone"},
        {"ground without phone", PhoneMissing, kNo, [](Scene& s) { byUps(s); }},
        {"at home without phone", PhoneMissing, kNo, [](Scene&) {}},
        {"Puerto Rico is no foreign country", PhoneMissing, kNo, [](Scene& s) { sendTo(s, "", "00901", "PR"); }},
    };
}

std::vector<Row> shippingRows()
{
    using enum CheckCode;
    return {
        {"null", WeightMissing, kYes, [](Scene& s) { s.order.weight.reset(); }, "weight.value"},
        {"zero", WeightMissing, kYes, [](Scene& s) { ounces(s, 0); }, "weight.value"},
        {"negative", WeightMissing, kYes, [](Scene& s) { ounces(s, -3); }, "weight.value"},
        {"unknown unit", WeightMissing, kYes, [](Scene& s) { s.order.weight = Weight::from(11, WeightUnit::Unknown); }, "weight.value"},
        {"grams", WeightMissing, kNo, [](Scene& s) { s.order.weight = Weight::from(300, WeightUnit::Grams); }},

        {"ounces for pounds", WeightSuspect, kYes, [](Scene& s) { ounces(s, 160); }, "weight.value"},
        {"pounds for ounces", WeightSuspect, kYes, [](Scene& s) { ounces(s, 0.625); }, "weight.value"},
        {"grams for ounces", WeightSuspect, kYes, [](Scene& s) { ounces(s, 283.5); }, "weight.value"},
        {"grams for pounds", WeightSuspect, kYes, [](Scene& s) { ounces(s, 10 * 453.6); }, "weight.value"},
        {"too light", WeightSuspect, kYes, [](Scene& s) { ounces(s, 7); }, "weight.value"},
        {"too heavy", WeightSuspect, kYes, [](Scene& s) { ounces(s, 15); }, "weight.value"},
        {"heavier by a box", WeightSuspect, kNo, [](Scene& s) { ounces(s, 14); }},
        {"lighter within tolerance", WeightSuspect, kNo, [](Scene& s) { ounces(s, 8); }},
        {"wide tolerance", WeightSuspect, kNo, [](Scene& s) { ounces(s, 7); s.settings.weightTolerance = 0.5; }},
        {"an item's weight unknown", WeightSuspect, kNo, [](Scene& s) { ounces(s, 160); s.order.items[0].weight.reset(); }},
        {"missing is not suspect", WeightSuspect, kNo, [](Scene& s) { ounces(s, 0); }},
        {"discount weighs nothing", WeightSuspect, kNo, [](Scene& s) { s.order.items.push_back(discount()); }},

        {"null", ItemWeightMissing, kYes, [](Scene& s) { s.order.items[0].weight.reset(); }, "items[0].weight"},
        {"zero on the second line", ItemWeightMissing, kYes, [](Scene& s) { s.order.items.push_back(s.order.items[0]); s.order.items[1].weight = Weight{}; }, "items[1].weight"},
        {"discount", ItemWeightMissing, kNo, [](Scene& s) { s.order.items.push_back(discount()); }},
        {"no units", ItemWeightMissing, kNo, [](Scene& s) { s.order.items.push_back(mug(0)); s.order.items[1].weight.reset(); }},

        {"null", ShipFromMissing, kYes, [](Scene& s) { s.order.warehouseId.reset(); }, "advancedOptions.warehouseId"},
        {"unknown", ShipFromMissing, kYes, [](Scene& s) { s.order.warehouseId = WarehouseId{999}; }, "advancedOptions.warehouseId"},
        {"without phone", ShipFromMissing, kYes, [](Scene& s) { austin(s).origin.phone = ""; }, "advancedOptions.warehouseId"},
        {"without postal code", ShipFromMissing, kYes, [](Scene& s) { austin(s).origin.postalCode = ""; }, "advancedOptions.warehouseId"},
        {"another one incomplete", ShipFromMissing, kNo, [](Scene& s) { s.facts.warehouses->back().origin.city = ""; }},
        {"list unreadable", ShipFromMissing, kNo, [](Scene& s) { s.facts.warehouses.reset(); s.order.warehouseId = WarehouseId{999}; }},

        {"same address", ReturnAddressUnset, kYes, [](Scene& s) { austin(s).returnAddress = austin(s).origin; }, "advancedOptions.warehouseId"},
        {"same but for case and name", ReturnAddressUnset, kYes, [](Scene& s) { austin(s).returnAddress = austin(s).origin; austin(s).returnAddress.street1 = "500 CONGRESS AVE."; austin(s).returnAddress.name = "Bob"; }, "advancedOptions.warehouseId"},
        {"empty", ReturnAddressUnset, kYes, [](Scene& s) { austin(s).returnAddress = {}; }, "advancedOptions.warehouseId"},
        {"its own", ReturnAddressUnset, kNo, [](Scene&) {}},
        {"company", ReturnAddressThrough6, kYes, [](Scene& s) { austin(s).returnAddress.company = "Through6 LLC"; }, "advancedOptions.warehouseId"},
        {"in two words", ReturnAddressThrough6, kYes, [](Scene& s) { austin(s).returnAddress.name = "c/o Through 6"; }, "advancedOptions.warehouseId"},
        {"house number 6", ReturnAddressThrough6, kNo, [](Scene& s) { austin(s).returnAddress.street1 = "6 Through Rd"; }},

        {"null", CarrierMissing, kYes, [](Scene& s) { s.order.carrierCode = {}; }, "carrierCode"},
        {"chosen", CarrierMissing, kNo, [](Scene&) {}},
        {"not connected", CarrierUnknown, kYes, [](Scene& s) { s.order.carrierCode = "fedex"; }, "carrierCode"},
        {"no carrier at all", CarrierUnknown, kYes, [](Scene& s) { s.facts.carriers->clear(); }, "carrierCode"},
        {"connected", CarrierUnknown, kNo, [](Scene&) {}},
        {"list unreadable", CarrierUnknown, kNo, [](Scene& s) { s.order.carrierCode = "fedex"; s.facts.carriers.reset(); }},
        {"missing is not unknown", CarrierUnknown, kNo, [](Scene& s) { s.order.carrierCode = {}; }},

        {"null", ServiceMissing, kYes, [](Scene& s) { s.order.serviceCode = {}; }, "serviceCode"},
        {"chosen", ServiceMissing, kNo, [](Scene&) {}},
        {"of another carrier", ServiceMismatch, kYes, [](Scene& s) { s.order.serviceCode = "ups_ground"; }, "serviceCode"},
        {"international at home", ServiceMismatch, kYes, [](Scene& s) { s.order.serviceCode = "usps_priority_mail_international"; }, "serviceCode"},
        {"domestic abroad", ServiceMismatch, kYes, [](Scene& s) { s.order.serviceCode = "usps_ground_advantage"; }, "serviceCode", Severity::Blocks, true},
        {"international abroad", ServiceMismatch, kNo, [](Scene&) {}, "", Severity::Blocks, true},
        {"domestic at home", ServiceMismatch, kNo, [](Scene&) {}},
        {"domestic to a territory", ServiceMismatch, kNo, [](Scene& s) { sendTo(s, "", "00901", "PR"); }},
        {"from London to London", ServiceMismatch, kNo, [](Scene& s) { s.order.warehouseId = WarehouseId{102}; sendTo(s, "", "SW1A 1AA", "GB"); }},
        {"services unreadable", ServiceMismatch, kNo, [](Scene& s) { stamps(s).services.clear(); s.order.serviceCode = "new_service"; }},

        {"null", PackageMissing, kYes, [](Scene& s) { s.order.packageCode = {}; }, "packageCode"},
        {"chosen", PackageMissing, kNo, [](Scene&) {}},
        {"not offered", PackageUnknown, kYes, [](Scene& s) { s.order.packageCode = "fedex_box"; }, "packageCode"},
        {"offered", PackageUnknown, kNo, [](Scene& s) { s.order.packageCode = "thick_envelope"; }},
        {"packages unreadable", PackageUnknown, kNo, [](Scene& s) { stamps(s).packages.clear(); s.order.packageCode = "fedex_box"; }},

        {"cents left", FundsShort, kYes, [](Scene& s) { stamps(s).balance = Money::fromMajor(0.21); }, "carrierCode"},
        {"enough at home only", FundsShort, kYes, [](Scene& s) { stamps(s).balance = Money::fromMajor(10); }, "carrierCode", Severity::Blocks, true},
        {"enough at home", FundsShort, kNo, [](Scene& s) { stamps(s).balance = Money::fromMajor(10); }},
        {"carrier that sends a bill", FundsShort, kNo, [](Scene& s) { byUps(s); }},
        {"another wallet pays", FundsShort, kNo, [](Scene& s) { stamps(s).balance = {}; s.order.billToMyOtherAccount = 8; }},
    };
}

std::vector<Row> customsRows()
{
    using enum CheckCode;
    constexpr auto kBlocks = Severity::Blocks;
    return {
        {"none", CustomsMissing, kYes, [](Scene& s) { s.order.customsItems.clear(); }, "internationalOptions.customsItems", kBlocks, true},
        {"declared", CustomsMissing, kNo, [](Scene&) {}, "", kBlocks, true},
        {"at home", CustomsMissing, kNo, [](Scene&) {}},
        {"to military mail", CustomsMissing, kNo, [](Scene& s) { sendTo(s, "AE", "09012"); }},
        {"from London to the US", CustomsMissing, kYes, [](Scene& s) { s.order.warehouseId = WarehouseId{102}; }, "internationalOptions.customsItems"},
        {"within the EU", CustomsMissing, kNo, [](Scene& s) { austin(s).origin.country = "DE"; sendTo(s, "", "75001", "FR"); }},
        {"from the EU to Norway", CustomsMissing, kYes, [](Scene& s) { austin(s).origin.country = "DE"; sendTo(s, "", "0150", "NO"); }, "internationalOptions.customsItems"},
        {"country unknown", CustomsMissing, kNo, [](Scene& s) { s.order.shipTo.country = "XX"; }},
        {"none", CustomsContents, kYes, [](Scene& s) { s.order.customsContents = {}; }, "internationalOptions.contents", kBlocks, true},
        {"merchandise", CustomsContents, kNo, [](Scene&) {}, "", kBlocks, true},
        {"none", CustomsOrigin, kYes, [](Scene& s) { declared(s).countryOfOrigin = {}; }, "internationalOptions.customsItems[0].countryOfOrigin", kBlocks, true},
        {"in words", CustomsOrigin, kYes, [](Scene& s) { declared(s).countryOfOrigin = "China"; }, "internationalOptions.customsItems[0].countryOfOrigin", kBlocks, true},
        {"a code", CustomsOrigin, kNo, [](Scene&) {}, "", kBlocks, true},
        {"zero", CustomsValue, kYes, [](Scene& s) { declared(s).value = {}; }, "internationalOptions.customsItems[0].value", kBlocks, true},
        {"a cent", CustomsValue, kNo, [](Scene& s) { declared(s).value = {1}; }, "", kBlocks, true},
        {"one too few", CustomsQuantity, kYes, [](Scene& s) { declared(s).quantity = 1; }, "internationalOptions.customsItems[0].quantity", kBlocks, true},
        {"negative beside a surplus", CustomsQuantity, kYes, [](Scene& s) { s.order.customsItems.push_back(declared(s)); s.order.customsItems[0].quantity = -1; s.order.customsItems[1].quantity = 3; }, "internationalOptions.customsItems[0].quantity", kBlocks, true},
        {"equal", CustomsQuantity, kNo, [](Scene&) {}, "", kBlocks, true},
        {"discount is not declared", CustomsQuantity, kNo, [](Scene& s) { s.order.items.push_back(discount()); }, "", kBlocks, true},
        {"others are declared too", CustomsQuantity, kNo, [](Scene& s) { s.order.items.push_back(mug()); declared(s).quantity = 3; }, "", kBlocks, true},
        {"empty", CustomsHs, kYes, [](Scene& s) { declared(s).harmonizedTariffCode = {}; }, "internationalOptions.customsItems[0].harmonizedTariffCode", kBlocks, true},
        {"four digits", CustomsHs, kYes, [](Scene& s) { declared(s).harmonizedTariffCode = "6109"; }, "internationalOptions.customsItems[0].harmonizedTariffCode", kBlocks, true},
        {"eleven digits", CustomsHs, kYes, [](Scene& s) { declared(s).harmonizedTariffCode = "61091000123"; }, "internationalOptions.customsItems[0].harmonizedTariffCode", kBlocks, true},
        {"letters", CustomsHs, kYes, [](Scene& s) { declared(s).harmonizedTariffCode = "HS6109"; }, "internationalOptions.customsItems[0].harmonizedTariffCode", kBlocks, true},
        {"ten digits, dots and spaces", CustomsHs, kNo, [](Scene& s) { declared(s).harmonizedTariffCode = "6109.10.00 12"; }, "", kBlocks, true},
        {"gift", CustomsVague, kYes, [](Scene& s) { declared(s).description = "Gift"; }, "internationalOptions.customsItems[0].description", kBlocks, true},
        {"clothes of several kinds", CustomsVague, kYes, [](Scene& s) { declared(s).description = "2 x clothes & accessories"; }, "internationalOptions.customsItems[0].description", kBlocks, true},
        {"in French", CustomsVague, kYes, [](Scene& s) { declared(s).description = "Vêtements"; }, "internationalOptions.customsItems[0].description", kBlocks, true},
        {"empty", CustomsVague, kYes, [](Scene& s) { declared(s).description = {}; }, "internationalOptions.customsItems[0].description", kBlocks, true},
        {"says what of what", CustomsVague, kNo, [](Scene& s) { declared(s).description = "Men's cotton t-shirt"; }, "", kBlocks, true},
    };
}

std::vector<Row> noteAndTimeRows()
{
    using enum CheckCode;
    return {
        {"gate code", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "Hi! Gate code is 4711, thanks"; }, "customerNotes"},
        {"cancellation", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "PLEASE CANCEL MY ORDER"; }, "customerNotes"},
        {"typographic apostrophe", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "Don’t put a price in"; }, "customerNotes"},
        {"internal", Instructions, kYes, [](Scene& s) { s.order.internalNotes = "buyer wants to change address"; }, "internalNotes"},
        {"gift message", Instructions, kYes, [](Scene& s) { s.order.giftMessage = "leave at the back door"; }, "giftMessage"},
        {"German", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "Bitte beim Nachbarn klingeln"; }, "customerNotes"},
        {"French", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "Merci de déposer le colis à l’accueil"; }, "customerNotes"},
        {"Spanish", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "Nueva dirección: Calle Mayor 5"; }, "customerNotes"},
        {"HTML", Instructions, kYes, [](Scene& s) { s.order.customerNotes = "<b>Rush</b>!"; }, "customerNotes"},
        {"praise", Instructions, kNo, [](Scene& s) { s.order.customerNotes = "I love your shop, best shirts ever \xF0\x9F\x98\x8D"; }},
        {"part of a word", Instructions, kNo, [](Scene& s) { s.order.customerNotes = "I work for the crusher team"; }},
        {"none", Instructions, kNo, [](Scene&) {}},

        {"address after review", ChangedAfter, kYes, [](Scene& s) { s.memory.reviewedFingerprint = fingerprint(s.order); s.order.shipTo.street1 = "121 Market St"; }, "modifyDate"},
        {"quantity after review", ChangedAfter, kYes, [](Scene& s) { s.memory.reviewedFingerprint = fingerprint(s.order); s.order.items[0].quantity = 3; }, "modifyDate"},
        {"price after review", ChangedAfter, kNo, [](Scene& s) { s.memory.reviewedFingerprint = fingerprint(s.order); s.order.items[0].unitPrice = Money::fromMajor(1); }},
        {"never reviewed", ChangedAfter, kNo, [](Scene&) {}},

        {"past ship-by", Overdue, kYes, [](Scene& s) { s.order.shipBy = s.now - 1h; }, "shipByDate"},
        {"paid long ago", Overdue, kYes, [](Scene& s) { s.order.paymentDate = s.now - 121h; }, "paymentDate"},
        {"ordered long ago", Overdue, kYes, [](Scene& s) { s.order.paymentDate.reset(); s.order.orderDate = s.now - 121h; }, "orderDate"},
        {"paid long ago, ship-by ahead", Overdue, kNo, [](Scene& s) { s.order.paymentDate = s.now - 500h; s.order.shipBy = s.now + 1h; }},
        {"unpaid", Overdue, kNo, [](Scene& s) { s.order.status = OrderStatus::AwaitingPayment; s.order.orderDate = s.now - 500h; }},
        {"longer limit", Overdue, kNo, [](Scene& s) { s.order.paymentDate = s.now - 121h; s.settings.overdueAfterDays = 6; }},

        {"yesterday", HoldExpired, kYes, [](Scene& s) { s.order.status = OrderStatus::OnHold; s.order.holdUntilDate = "2026-11-19"; }, "holdUntilDate"},
        {"today", HoldExpired, kNo, [](Scene& s) { s.order.status = OrderStatus::OnHold; s.order.holdUntilDate = "2026-11-20"; }},
        {"already tomorrow in UTC", HoldExpired, kNo, [](Scene& s) { s.order.status = OrderStatus::OnHold; s.order.holdUntilDate = "2026-11-20"; s.now += 8h; }},
        {"not on hold", HoldExpired, kNo, [](Scene& s) { s.order.holdUntilDate = "2026-11-01"; }},
        {"no date", HoldExpired, kNo, [](Scene& s) { s.order.status = OrderStatus::OnHold; s.order.holdUntilDate = "soon, I hope"; }},

        {"twin", DuplicateSuspect, kYes, [](Scene& s) { s.memory.twin = true; }, "orderNumber"},
        {"single", DuplicateSuspect, kNo, [](Scene&) {}},

        {"not as it was sent", ChangeUnsettled, kYes, [](Scene& s) { s.memory.unsettled = true; }, "modifyDate"},
        {"settled", ChangeUnsettled, kNo, [](Scene&) {}},

        {"items are back", SplitDrift, kYes, [](Scene& s) { s.memory.drifted = true; }, "items"},
        {"as it was left", SplitDrift, kNo, [](Scene&) {}},

        {"the store was not told", StoreUntold, kYes, [](Scene& s) { s.order.status = OrderStatus::Shipped; s.memory.storeUntold = true; }, "orderStatus"},
        {"the store was told", StoreUntold, kNo, [](Scene& s) { s.order.status = OrderStatus::Shipped; }},
    };
}

std::vector<Row> allRows()
{
    std::vector<Row> rows;
    for (const auto& group : {splitRows(), addressRows(), shippingRows(), customsRows(), noteAndTimeRows()})
        rows.insert(rows.end(), group.begin(), group.end());
    return rows;
}

IssueMask maskOf(const std::vector<Issue>& issues)
{
    IssueMask mask = 0;
    for (const Issue& issue : issues)
        mask |= bit(issue.code);
    return mask;
}

} // namespace

class TestChecks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto rules = loadBundledAddressRules();
        QVERIFY2(rules, qPrintable(rules ? QString() : rules.error().detail));
        m_rules = std::make_unique<AddressRules>(std::move(*rules));
    }

    void samplesHaveNothingToFind()
    {
        for (const Scene& scene : {domesticScene(), canadianScene()}) {
            const auto issues = scene.context(*m_rules).explain(scene.order, scene.memory, scene.now);
            QVERIFY2(issues.empty(), issues.empty() ? "" : qPrintable(issues.front().text));
        }
    }

    void everyCheckHasRowsForBothOutcomes()
    {
        std::set<CheckCode> raising, silent;
        for (const Row& row : allRows())
            (row.raises ? raising : silent).insert(row.code);
        for (const CheckInfo& check : allChecks()) {
            QVERIFY2(raising.contains(check.code), check.name);
            QVERIFY2(silent.contains(check.code), check.name);
        }
    }

    void check_data()
    {
        QTest::addColumn<int>("row");
        m_rows = allRows();
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            QTest::addRow("%s: %s", checkName(m_rows[i].code), m_rows[i].name) << static_cast<int>(i);
    }

    void check()
    {
        QFETCH(int, row);
        const Row& wanted = m_rows[static_cast<std::size_t>(row)];
        Scene scene = wanted.international ? canadianScene() : domesticScene();
        wanted.change(scene);
        const CheckContext context = scene.context(*m_rules);
        const IssueMask mask = context.check(scene.order, scene.memory, scene.now);
        const std::vector<Issue> issues = context.explain(scene.order, scene.memory, scene.now);
        QCOMPARE(maskOf(issues), mask);
        const auto found = std::find_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == wanted.code; });
        QCOMPARE(found != issues.end(), wanted.raises);
        if (!wanted.raises)
            return;
        QCOMPARE(found->field, QString::fromLatin1(wanted.field));
        const Severity worst = allChecks()[static_cast<std::size_t>(wanted.code)].worst;
        QCOMPARE(found->severity, std::min(worst, wanted.severity));
        QVERIFY(found->text.size() > 10);
        QVERIFY2(!found->text.contains(u'%'), qPrintable(found->text));
    }

    void closedOrdersAreLeftAlone()
    {
        for (const OrderStatus status : {OrderStatus::Shipped, OrderStatus::Cancelled, OrderStatus::RejectedFulfillment}) {
            for (const Row& row : allRows()) {
                if (row.code == CheckCode::StoreUntold)
                    continue; // is about them alone
                Scene scene = row.international ? canadianScene() : domesticScene();
                row.change(scene);
                scene.order.status = status;
                scene.memory.reviewedFingerprint = 0;
                QCOMPARE(scene.context(*m_rules).check(scene.order, scene.memory, scene.now), IssueMask{0});
            }
        }
    }

    void eachCheckCanBeSwitchedOff()
    {
        for (const Row& row : allRows()) {
            Scene scene = row.international ? canadianScene() : domesticScene();
            row.change(scene);
            const IssueMask before = scene.context(*m_rules).check(scene.order, scene.memory, scene.now);
            scene.settings.disabled |= bit(row.code);
            QCOMPARE(scene.context(*m_rules).check(scene.order, scene.memory, scene.now), before & ~bit(row.code));
        }
    }

    void bitsNeedNoMemory()
    {
        for (const Row& row : allRows()) {
            Scene scene = row.international ? canadianScene() : domesticScene();
            row.change(scene);
            const CheckContext context = scene.context(*m_rules);
            const long before = allocations;
            const IssueMask mask = context.check(scene.order, scene.memory, scene.now);
            const long during = allocations - before;
            QVERIFY2(during == 0, row.name);
            QVERIFY(mask != 0 || !row.raises);
        }
        const long before = allocations;
        QVERIFY(!domesticScene().context(*m_rules).explain(OrderView{}, {}, {}).empty());
        QVERIFY(allocations > before);
    }

    void messagesNameTheValues();
    void unknownFactsAreSilent();
    void wordsAndBitsAgreeOnAnyOrder();
    void hostileOrders();
    void tableIsComplete();
    void severitySets();
    void readinessOfOrders();
    void units_data();
    void units();
    void fingerprints();

private:
    std::unique_ptr<AddressRules> m_rules;
    std::vector<Row> m_rows;

    [[nodiscard]] QString text(const Scene& scene, CheckCode code) const
    {
        for (const Issue& issue : scene.context(*m_rules).explain(scene.order, scene.memory, scene.now)) {
            if (issue.code == code)
                return issue.text;
        }
        return {};
    }
};

void TestChecks::messagesNameTheValues()
{
    Scene scene = domesticScene();
    sendTo(scene, "NY", "94105");
    QCOMPARE(text(scene, CheckCode::AddressFormat), QStringLiteral("Postal code 94105 belongs to CA, not to NY."));
    scene = domesticScene();
    ounces(scene, 160);
    QCOMPARE(text(scene, CheckCode::WeightSuspect), QStringLiteral("The order weighs 160.0 oz, its items 10.0 oz. That is a factor of 16: pounds and ounces may be mixed up."));
    scene = domesticScene();
    scene.order.shipTo.city = scene.order.shipTo.postalCode = {};
    QCOMPARE(text(scene, CheckCode::AddressIncomplete), QStringLiteral("Missing in Ship To: city, postal code."));
    scene = domesticScene();
    scene.order.items.push_back(mug(3));
    QCOMPARE(text(scene, CheckCode::SplitNeeded), QStringLiteral("3 of 5 units are not Through6's: MUG-1."));
    // A value that looks like a place holder stays what it is, line ends and direction marks do not reach the screen.
    scene = domesticScene();
    sendTo(scene, "%2", "94105");
    QVERIFY(text(scene, CheckCode::AddressFormat).contains(QStringLiteral("“%2”")));
    scene = domesticScene();
    scene.order.customerNotes = "leave at\n\xE2\x80\xAE<b>door</b>";
    QVERIFY(text(scene, CheckCode::Instructions).contains(QStringLiteral("“leave at <b>door</b>”")));
}

void TestChecks::unknownFactsAreSilent()
{
    Scene scene = domesticScene();
    scene.facts = {};
    QCOMPARE(scene.context(*m_rules).check(scene.order, scene.memory, scene.now), IssueMask{0});
}

void TestChecks::wordsAndBitsAgreeOnAnyOrder()
{
    // Changes of several rows at once, in any order, on either sample.
    const std::vector<Row> rows = allRows();
    std::mt19937 random(6);
    std::uniform_int_distribution<std::size_t> pick(0, rows.size() - 1);
    IssueMask seen = 0;
    for (int round = 0; round < 3000; ++round) {
        Scene scene = round % 2 == 0 ? domesticScene() : canadianScene();
        for (std::size_t changes = 1 + pick(random) % 8; changes > 0; --changes) {
            const Row& row = rows[pick(random)];
            const bool needsCustoms = row.international || row.code == CheckCode::CustomsQuantity;
            const bool needsFacts = scene.facts.warehouses && scene.facts.carriers && !scene.facts.carriers->empty() && !scene.order.items.empty();
            if ((needsCustoms && scene.order.customsItems.empty()) || !needsFacts)
                continue;
            row.change(scene);
        }
        const CheckContext context = scene.context(*m_rules);
        const auto issues = context.explain(scene.order, scene.memory, scene.now);
        const IssueMask mask = context.check(scene.order, scene.memory, scene.now);
        QCOMPARE(maskOf(issues), mask);
        QCOMPARE(static_cast<int>(issues.size()), std::popcount(mask));
        QVERIFY(std::is_sorted(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.code < b.code; }));
        seen |= mask;
    }
    QCOMPARE(std::popcount(seen), kCheckCount);
}

void TestChecks::hostileOrders()
{
    const std::string megabyte = std::string("leave at the door ").append(1 << 20, 'x');
    const std::string hidden = std::string(1 << 20, ' ').append("leave at the door");
    const std::string broken = "\xFF\xC3\xED\xA0\x80 \xF4\x90\x80\x80 leave at\xE2\x80";
    const std::string withNul("ca\0ncel", 7);
    const std::string marks(100000, '*');
    for (const std::string& evil : {megabyte, hidden, broken, withNul, marks, std::string("<script>alert(1)</script>"), std::string("\xE2\x80\xAE\xEF\xBB\xBF")}) {
        Scene scene = canadianScene();
        OrderView& order = scene.order;
        order.customerNotes = order.internalNotes = order.giftMessage = order.number = evil;
        order.shipTo = {evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, true, AddressVerdict::Warning};
        order.carrierCode = order.serviceCode = order.packageCode = order.holdUntilDate = order.customerEmail = evil;
        for (int i = 0; i < 500; ++i) {
            ItemView item = mug(i % 2 == 0 ? std::numeric_limits<int>::max() : std::numeric_limits<int>::min());
            item.sku = item.fulfillmentSku = item.warehouseLocation = evil;
            item.weight = Weight::from(i % 3 == 0 ? -1e300 : 1e300, WeightUnit::Pounds);
            order.items.push_back(item);
            order.customsItems.push_back({evil, evil, evil, item.quantity, Money{-1}});
        }
        scene.rule.skuPatterns = {QStringLiteral("*a*b*c*d*"), QStringLiteral("?*?*?")};
        scene.settings.weightTolerance = std::numeric_limits<double>::quiet_NaN();
        scene.settings.overdueAfterDays = std::numeric_limits<int>::max();
        const CheckContext context = scene.context(*m_rules);
        for (const std::string_view country : {std::string_view(evil), std::string_view("CA"), std::string_view("GB")}) {
            order.shipTo.country = country;
            const auto issues = context.explain(order, {true, 1, true}, scene.now);
            QCOMPARE(maskOf(issues), context.check(order, {true, 1, true}, scene.now));
            for (const Issue& issue : issues)
                QVERIFY2(issue.text.size() < 600, qPrintable(issue.text.left(100)));
        }
        QVERIFY(fingerprint(order) != 0);
    }

    // Only the first 4 kB of a note are read.
    Scene scene = domesticScene();
    scene.order.customerNotes = megabyte;
    QVERIFY(!text(scene, CheckCode::Instructions).isEmpty());
    scene.order.customerNotes = hidden;
    QVERIFY(text(scene, CheckCode::Instructions).isEmpty());

    const CheckContext context = domesticScene().context(*m_rules);
    QVERIFY(context.check(OrderView{}, {}, scene.now) != 0);
}

void TestChecks::tableIsComplete()
{
    std::set<QString> names;
    for (const CheckInfo& check : allChecks()) {
        names.insert(QString::fromLatin1(check.name));
        QCOMPARE(checkByName(QString::fromLatin1(checkName(check.code))), std::optional(check.code));
        QVERIFY2(!checkLabel(check.code).isEmpty() && checkLabel(check.code).size() <= 16, check.name);
        QVERIFY2(checkTitle(check.code).size() > 5, check.name);
        QVERIFY2(checkFix(check.code).endsWith(u'.'), check.name);
    }
    QCOMPARE(static_cast<int>(names.size()), kCheckCount);
    QVERIFY(!checkByName(u"no-such-check"));
    QVERIFY(checkCause(CheckCode::Overdue).isEmpty());
    QVERIFY(!checkCause(CheckCode::WeightMissing).isEmpty());
}

void TestChecks::severitySets()
{
    const IssueMask all = bit(CheckCode::Count) - 1;
    QCOMPARE(CheckContext::needsPerson(all), all & ~bit(CheckCode::AddressUnchecked));
    for (const CheckInfo& check : allChecks())
        QCOMPARE(CheckContext::blocking(bit(check.code)) != 0, check.worst == Severity::Blocks);
}

void TestChecks::readinessOfOrders()
{
    const IssueMask blocks = bit(CheckCode::WeightMissing);
    const IssueMask info = bit(CheckCode::AddressUnchecked);
    QCOMPARE(readiness(OrderStatus::AwaitingShipment, 0), Readiness::ReadyToShip);
    QCOMPARE(readiness(OrderStatus::AwaitingShipment, info), Readiness::ReadyToShip);
    QCOMPARE(readiness(OrderStatus::AwaitingShipment, bit(CheckCode::Overdue)), Readiness::NeedsReview);
    QCOMPARE(readiness(OrderStatus::PendingFulfillment, blocks), Readiness::NeedsReview);
    QCOMPARE(readiness(OrderStatus::AwaitingPayment, 0), Readiness::AwaitingPayment);
    QCOMPARE(readiness(OrderStatus::AwaitingPayment, blocks), Readiness::NeedsReview);
    QCOMPARE(readiness(OrderStatus::OnHold, blocks), Readiness::OnHold);
    QCOMPARE(readiness(OrderStatus::Shipped, 0), Readiness::Closed);
    QCOMPARE(readiness(OrderStatus::Cancelled, 0), Readiness::Closed);
    QCOMPARE(readiness(OrderStatus::Unknown, 0), Readiness::NeedsReview);
    for (int i = 0; i <= static_cast<int>(Readiness::Closed); ++i) {
        QVERIFY(*readinessName(static_cast<Readiness>(i)) != '\0');
        QVERIFY(!readinessLabel(static_cast<Readiness>(i)).isEmpty());
    }
}

void TestChecks::units_data()
{
    QTest::addColumn<QByteArray>("street1");
    QTest::addColumn<QByteArray>("street2");
    QTest::addColumn<bool>("given");
    const auto row = [](const char* street1, const char* street2, bool given) {
        QTest::addRow("%s | %s", street1, street2) << QByteArray(street1) << QByteArray(street2) << given;
    };
    row("120 Market St", "Apt 4", true);
    row("120 Market St Apt. 4B", "", true);
    row("120 Market St #12", "", true);
    row("120 Market St", "# B", true);
    row("120 Market St, Unit B", "", true);
    row("120 Market St", "4B", true);
    row("120 Market St", "3rd Floor", true);
    row("Hauptstr. 5", "Wohnung 12", true);
    row("12 rue de la Paix", "Appt 3", true);
    row("Av. Insurgentes 100", "Depto 4", true);
    row("120 Market St", "", false);
    row("1200 Flat Rock Road", "", false);
    row("120 Market St", "Acme Incorporated", false);
    row("5 Unity Street", "", false);
    row("", "", false);
}

void TestChecks::units()
{
    QFETCH(QByteArray, street1);
    QFETCH(QByteArray, street2);
    QFETCH(bool, given);
    AddressView address;
    address.street1 = {street1.constData(), static_cast<std::size_t>(street1.size())};
    address.street2 = {street2.constData(), static_cast<std::size_t>(street2.size())};
    QCOMPARE(hasUnit(address), given);
}

void TestChecks::fingerprints()
{
    const Scene scene = domesticScene();
    OrderView order = scene.order;
    const std::uint64_t before = fingerprint(order);
    const std::uint64_t twin = twinFingerprint(order);
    QVERIFY(before != 0 && twin != 0);
    QCOMPARE(fingerprint(order), before);

    order.id = {1};
    order.number = "other";
    order.customerEmail = "ANN@example.com";
    order.items.push_back(discount());
    QCOMPARE(fingerprint(order), before);
    QCOMPARE(twinFingerprint(order), twin);

    // The order of the lines says nothing.
    order.items.push_back(mug());
    OrderView reversed = order;
    std::reverse(reversed.items.begin(), reversed.items.end());
    QCOMPARE(fingerprint(reversed), fingerprint(order));
    QVERIFY(fingerprint(order) != before);
    QVERIFY(twinFingerprint(order) != twin);

    order = scene.order;
    order.status = OrderStatus::OnHold;
    QVERIFY(fingerprint(order) != before);
    QCOMPARE(twinFingerprint(order), twin);
    order = scene.order;
    std::swap(order.shipTo.city, order.shipTo.street3);
    QVERIFY(fingerprint(order) != before);
    order = scene.order;
    order.customerEmail = order.customerUsername = {};
    QCOMPARE(twinFingerprint(order), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestChecks)
#include "tst_checks.moc"
