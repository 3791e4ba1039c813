// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clock.h"
#include "ids.h"
#include "quantity.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace t6 {

/// Which lines of a merchant's orders Through6 makes. A line is Through6's when any pattern matches it; a tag or a store on the
/// order makes all its lines Through6's. Patterns use * and ?, ignore case and match the whole text. Empty rule: matches nothing.
struct Through6Rule
{
    QStringList skuPatterns;
    QStringList fulfillmentSkuPatterns;
    QStringList warehouseLocationPatterns;
    std::vector<TagId> tags;
    std::vector<StoreId> stores;

    [[nodiscard]] bool isEmpty() const
    {
        return skuPatterns.isEmpty() && fulfillmentSkuPatterns.isEmpty() && warehouseLocationPatterns.isEmpty() && tags.empty() && stores.empty();
    }
    bool operator==(const Through6Rule&) const = default;
};

/// What an owner may tune per merchant. Plain value; all defaults are the house's.
struct CheckSettings
{
    std::uint64_t disabled = 0; ///< bit per CheckCode (core/checks.h)
    double weightTolerance = 0.25; ///< share by which the order's weight may differ from the sum of its items
    int overdueAfterDays = 5; ///< age of a paid order without ship-by date
    bool operator==(const CheckSettings&) const = default;
};

/// What a merchant's goods are, for customs. Patterns as in Through6Rule.
struct CustomsGoods
{
    QString skuPattern;
    QString description, tariffCode; ///< empty: not told
    bool operator==(const CustomsGoods&) const = default;
};
/// How a merchant declares its parcels; empty where it has not said.
struct CustomsDefaults
{
    QString contents, nonDelivery; ///< ShipStation's words: "merchandise", "return_to_sender"
    QString countryOfOrigin; ///< ISO-2
    std::vector<CustomsGoods> goods; ///< the first whose pattern fits counts
    bool operator==(const CustomsDefaults&) const = default;
};

/// What a merchant means by a service that buyers choose in its shop.
struct ServiceMapping
{
    QString requested; ///< pattern for requestedShippingService, as in Through6Rule
    QString carrier, service, package; ///< codes; package may be empty: any will do
    bool operator==(const ServiceMapping&) const = default;
};

/// The points of the set-up that the API cannot show; a person ticks them off. Stored: append only.
enum class ChecklistPoint : std::uint8_t { UserPermissions, ReturnAddress, PostageFunding, InternationalSettings, AutomationRules, Count };
struct ChecklistMark
{
    ChecklistPoint point;
    UtcTime at{};
    QString by;
    bool operator==(const ChecklistMark&) const = default;
};

/// What the desk may do for a merchant's postage. Console::setFunding() alone changes it: that takes the passphrase.
struct Funding
{
    struct Consent
    {
        UtcTime at{};
        QString by;
        bool operator==(const Consent&) const = default;
    };
    std::optional<Consent> enabled; ///< who said that ShipStation lets this account add funds through the API; nullopt: nobody
    std::optional<Consent> automatic; ///< who switched on that the program tops up by the house's advice; nullopt: nobody
    Money dayCap{550'00}; ///< most that is added from here in 24 hours: the house's advice with odd cents
    bool operator==(const Funding&) const = default;
};

/// A merchant as staff know it. Holds no secret: credentials live in the vault only.
struct Merchant
{
    MerchantId id;
    QString name;
    QString login; ///< the user login at ShipStation, expected COMPANYNAME_T6; may be empty
    QString apiUrl; ///< empty = https://ssapi.shipstation.com
    int colour = 0; ///< index into the theme's merchant colours
    bool memoryOnly = false; ///< nothing of its orders reaches the disk
    bool paused = false; ///< staff switched its sync off
    Through6Rule rule;
    QString splitMarker = QStringLiteral("internalNotes"); ///< where an order that was split off names its original: this, or "customField1" to "customField3"
    CheckSettings checks;
    std::optional<UtcTime> keysExpire; ///< as told by the merchant; the API does not say
    std::vector<ChecklistMark> checklist;
    UtcTime connectedAt{};
    CustomsDefaults customs;
    std::vector<ServiceMapping> services; ///< of those that fit and serve the destination, the first counts
    Funding funding;
    bool operator==(const Merchant&) const = default;
};

// --- what an account at ShipStation consists of (UTF-8, as sent) --------------------------------------------------

struct PostalAddress
{
    std::string name, company, street1, street2, street3, city, state, postalCode, country, phone;
    bool operator==(const PostalAddress&) const = default;
};

struct Warehouse // GET /warehouses
{
    WarehouseId id;
    std::string name;
    PostalAddress origin, returnAddress;
    bool isDefault = false;
    bool operator==(const Warehouse&) const = default;
};

struct Service // GET /carriers/listservices
{
    std::string code, name;
    bool domestic = false, international = false;
    bool operator==(const Service&) const = default;
};

struct Package // GET /carriers/listpackages
{
    std::string code, name;
    bool domestic = false, international = false;
    bool operator==(const Package&) const = default;
};

struct Carrier // GET /carriers; several may share a code: shippingProviderId identifies one
{
    std::string code, name, nickname, accountNumber;
    std::int64_t shippingProviderId = 0;
    bool requiresFundedAccount = false;
    bool primary = false;
    Money balance; ///< meaningful only where requiresFundedAccount
    std::vector<Service> services;
    std::vector<Package> packages;
    bool operator==(const Carrier&) const = default;
};

struct Store // GET /stores
{
    StoreId id;
    std::string name, marketplace;
    bool active = false, manual = false;
    bool operator==(const Store&) const = default;
};

struct Tag // GET /accounts/listtags
{
    TagId id;
    std::string name, colour;
    bool operator==(const Tag&) const = default;
};

struct User // GET /users
{
    std::string id, userName, name;
    bool operator==(const User&) const = default;
};

struct ServiceCost ///< what labels of one service cost lately
{
    std::string carrier, service; ///< codes
    int labels = 0;
    Money usual; ///< the median
    Money total;
    bool operator==(const ServiceCost&) const = default;
};
struct LabelHistory // GET /shipments, without those that were voided
{
    UtcTime since{};
    std::vector<ServiceCost> costs;
    bool operator==(const LabelHistory&) const = default;
};

/// Everything the checks know of an account. A list that could not be read is nullopt: checks that need it stay silent
/// instead of guessing.
struct AccountFacts
{
    std::optional<std::vector<Warehouse>> warehouses;
    std::optional<std::vector<Carrier>> carriers;
    std::optional<std::vector<Store>> stores;
    std::optional<std::vector<Tag>> tags;
    std::optional<std::vector<User>> users;
    std::optional<LabelHistory> labels;
    UtcTime fetchedAt{};
    bool operator==(const AccountFacts&) const = default;
};

} // namespace t6
