// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checksamples.h"

namespace t6::test {

namespace {

constexpr UtcTime kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(18);

AccountFacts facts()
{
    Warehouse warehouse;
    warehouse.id = {101};
    warehouse.name = "Austin";
    warehouse.isDefault = true;
    warehouse.origin = {"Acme", "Acme Inc", "500 Congress Ave", "", "", "Austin", "TX", "78701", "US", "512-555-0142"};
    warehouse.returnAddress = {"Acme", "Acme Inc", "9 Returns Rd", "", "", "Dallas", "TX", "75201", "US", "512-555-0142"};
    Warehouse london = warehouse;
    london.id = {102};
    london.name = "London";
    london.isDefault = false;
    london.origin = {"Acme", "Acme Ltd", "1 Poultry", "", "", "London", "", "EC2R 8EJ", "GB", "+44 20 7946 0018"};

    Carrier stamps;
    stamps.code = "stamps_com";
    stamps.name = "Stamps.com";
    stamps.shippingProviderId = 7;
    stamps.requiresFundedAccount = true;
    stamps.primary = true;
    stamps.balance = Money::fromMajor(80);
    stamps.services = {{"usps_ground_advantage", "USPS Ground Advantage", true, false}, {"usps_priority_mail_international", "Priority Mail International", false, true}};
    stamps.packages = {{"package", "Package", true, true}, {"thick_envelope", "Thick Envelope", true, true}};
    Carrier ups;
    ups.code = "ups";
    ups.name = "UPS";
    ups.shippingProviderId = 8;
    ups.services = {{"ups_ground", "UPS Ground", true, false}, {"ups_next_day_air", "UPS Next Day Air", true, false}, {"ups_surepost_1_lb_or_greater", "SurePost", true, false},
        {"ups_worldwide_saver", "UPS Worldwide Saver", false, true}};
    ups.packages = {{"package", "Package", true, true}};

    AccountFacts result;
    result.warehouses = std::vector{warehouse, london};
    result.carriers = std::vector{stamps, ups};
    result.stores = std::vector<Store>{};
    return result;
}

} // namespace

Scene domesticScene()
{
    Scene scene;
    scene.facts = facts();
    scene.rule.skuPatterns = {QStringLiteral("TEE-*")};
    scene.now = kNow;

    OrderView& order = scene.order;
    order.id = {9000000001};
    order.number = "1001";
    order.key = "key-1001";
    order.status = OrderStatus::AwaitingShipment;
    order.orderDate = kNow - std::chrono::hours(20);
    order.paymentDate = order.orderDate;
    order.customerEmail = "ann@example.com";
    order.shipTo = {"Ann Lee", "", "120 Market St", "Apt 4", "", "San Francisco", "CA", "94105", "US", "", std::nullopt, AddressVerdict::Verified};
    ItemView shirt;
    shirt.orderItemId = 1;
    shirt.sku = "TEE-BLK-M";
    shirt.name = "T-shirt, black, M";
    shirt.quantity = 2;
    shirt.weight = Weight::from(5, WeightUnit::Ounces);
    shirt.unitPrice = Money::fromMajor(25);
    order.items = {shirt};
    order.weight = Weight::from(11, WeightUnit::Ounces);
    order.carrierCode = "stamps_com";
    order.serviceCode = "usps_ground_advantage";
    order.packageCode = "package";
    order.warehouseId = WarehouseId{101};
    return scene;
}

Scene canadianScene()
{
    Scene scene = domesticScene();
    OrderView& order = scene.order;
    order.shipTo = {"Zoé Roy", "", "1250 Rue Sainte-Catherine", "", "", "Montréal", "QC", "H3G 1P1", "CA", "+1 514 555 0199", std::nullopt, AddressVerdict::None};
    order.serviceCode = "usps_priority_mail_international";
    order.customsContents = "merchandise";
    CustomsItemView line;
    line.description = "Cotton T-shirt, knitted";
    line.harmonizedTariffCode = "6109.10";
    line.countryOfOrigin = "US";
    line.quantity = 2;
    line.value = Money::fromMajor(50);
    order.customsItems = {line};
    return scene;
}

} // namespace t6::test
