// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "accountmaker.h"

#include "carriers.h"
#include "json.h"
#include "pacific.h"
#include "words.h"

#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace t6::sandbox {

namespace {

struct Origin
{
    const char* street1;
    const char* city;
    const char* state;
    const char* postalCode;
    const char* country;
    const char* phone;
};

// Where the goods start, and the merchant's own office that returns go to.
struct Premises
{
    Origin floor, office;
};

Premises premisesOf(const QString& country)
{
    if (country == "GB"_L1)
        return {{"14 Harbourside Road", "Bristol", "", "BS1 5TY", "GB", "+44 117 496 0101"}, {"3 Queen Square", "Bristol", "", "BS1 4JQ", "GB", "+44 117 496 0100"}};
    if (country == "DE"_L1)
        return {{"Lagerstraße 8", "Hamburg", "", "20357", "DE", "+49 40 5550 101"}, {"Schulterblatt 61", "Hamburg", "", "20357", "DE", "+49 40 5550 100"}};
    if (country == "JP"_L1)
        return {{"東雲1丁目9-4", "江東区", "東京都", "135-0062", "JP", "+81 3 5550 0101"}, {"神南1丁目5-6", "渋谷区", "東京都", "150-0041", "JP", "+81 3 5550 0100"}};
    if (country == "CA"_L1)
        return {{"220 Sterling Road", "Toronto", "ON", "M6R 2B2", "CA", "+1 416 555 0101"}, {"18 Camden Street", "Toronto", "ON", "M5V 1V1", "CA", "+1 416 555 0100"}};
    return {{"1200 Commerce Way", "Austin", "TX", "78745", "US", "512-555-0101"}, {"45 Congress Avenue", "Austin", "TX", "78701", "US", "512-555-0100"}};
}

QJsonObject address(const QString& name, const QString& company, const Origin& at)
{
    return {{u"name"_s, name}, {u"company"_s, company}, {u"street1"_s, QString::fromUtf8(at.street1)}, {u"street2"_s, QString()}, {u"street3"_s, QString()},
        {u"city"_s, QString::fromUtf8(at.city)}, {u"state"_s, QString::fromUtf8(at.state)}, {u"postalCode"_s, QString::fromUtf8(at.postalCode)},
        {u"country"_s, QString::fromUtf8(at.country)}, {u"phone"_s, QString::fromUtf8(at.phone)}, {u"residential"_s, false}, {u"addressVerified"_s, QJsonValue()}};
}

QJsonObject warehouse(IdSource& ids, const QString& name, const QJsonObject& origin, const QJsonObject& returnTo, bool isDefault, UtcTime created)
{
    return {{u"warehouseId"_s, ids.other++}, {u"warehouseName"_s, name}, {u"originAddress"_s, origin}, {u"returnAddress"_s, returnTo}, {u"createDate"_s, pacificTime(created)},
        {u"isDefault"_s, isDefault}, {u"sellerIntegrationId"_s, QJsonValue()}, {u"extInventoryIdentity"_s, QJsonValue()}, {u"registerFedexMeter"_s, QJsonValue()}};
}

/// Second and third locations carry the faults of product.md: return address unset, Through6's own, incomplete origin.
QJsonArray makeWarehouses(int index, const Character& character, IdSource& ids, UtcTime now)
{
    const auto [floor, office] = premisesOf(character.country);
    const QJsonObject origin = address(u"Print Floor"_s, character.name, floor);
    const QJsonObject home = address(u"Returns Desk"_s, character.name, office);
    QJsonArray list{warehouse(ids, u"Print Floor"_s, origin, home, true, now - 900 * 24h)};
    if (index == 0 || index == 6) {
        const QJsonObject studio = address(u"Studio"_s, character.name, office);
        list << warehouse(ids, u"Studio"_s, studio, studio, false, now - 400 * 24h);
    }
    if (index == 4) {
        const QJsonObject through6 = address(u"Through6 Returns"_s, u"Through6"_s, {"700 Print Way", "Edison", "NJ", "08817", "US", "732-555-0166"});
        list << warehouse(ids, u"Drop Ship"_s, origin, through6, false, now - 90 * 24h);
    }
    if (index == 1 || index == 3) {
        QJsonObject halfOrigin = address(u"Pop-up Shop"_s, character.name, floor);
        halfOrigin.insert("city"_L1, QString());
        halfOrigin.insert("phone"_L1, QString());
        list << warehouse(ids, u"Pop-up Shop"_s, halfOrigin, home, false, now - 30 * 24h);
    }
    return list;
}

QJsonObject store(IdSource& ids, const QString& name, int marketplaceId, const QString& marketplace, bool active, UtcTime now)
{
    QJsonObject object{{u"storeId"_s, ids.other++}, {u"storeName"_s, name}, {u"marketplaceId"_s, marketplaceId}, {u"marketplaceName"_s, marketplace}, {u"accountName"_s, QJsonValue()},
        {u"email"_s, QJsonValue()}, {u"integrationUrl"_s, QJsonValue()}, {u"active"_s, active}, {u"companyName"_s, QString()}, {u"phone"_s, QString()}, {u"publicEmail"_s, QString()},
        {u"website"_s, QString()}, {u"refreshDate"_s, pacificShortTime(now - 7min)}, {u"lastRefreshAttempt"_s, pacificShortTime(now - 6min)},
        {u"createDate"_s, pacificShortTime(now - 800 * 24h)}, {u"modifyDate"_s, pacificShortTime(now - 20 * 24h)}, {u"autoRefresh"_s, marketplaceId != 0}, {u"statusMappings"_s, QJsonValue()}};
    return object;
}

QJsonObject carrier(IdSource& ids, const CarrierKind& kind, const QString& nickname, double balance, bool primary, QRandomGenerator& random)
{
    return {{u"name"_s, QString::fromUtf8(kind.name)}, {u"code"_s, QString::fromUtf8(kind.code)}, {u"accountNumber"_s, u"SS%1"_s.arg(random.bounded(100000, 999999))},
        {u"requiresFundedAccount"_s, kind.funded}, {u"balance"_s, balance}, {u"nickname"_s, nickname.isEmpty() ? QJsonValue() : QJsonValue(nickname)},
        {u"shippingProviderId"_s, ids.other++}, {u"primary"_s, primary}};
}

void addCarriers(int index, const Character& character, Account& account, IdSource& ids, QRandomGenerator& random)
{
    for (const QString& code : character.carriers) {
        const CarrierKind* kind = carrierKind(code);
        if (!kind)
            continue;
        const double balance = !kind->funded ? (code == "ups"_L1 ? 0.21 : 0) : index == 2 ? 3.18 : cents(60 + random.bounded(40000) / 100.0);
        account.carriers << carrier(ids, *kind, {}, balance, true, random);
        account.services.insert(code, servicesJson(*kind));
        account.packages.insert(code, packagesJson(*kind));
    }
    // The same code twice: only shippingProviderId tells them apart.
    if (index == 0)
        account.carriers << carrier(ids, *carrierKind(u"stamps_com"_s), u"Stamps.com wholesale"_s, 2400.27, false, random);
}

void addStores(int index, Character& character, Account& account, IdSource& ids, UtcTime now)
{
    const bool manualActive = index != 3;
    const QJsonObject manual = store(ids, u"Manual Orders"_s, 0, u"ShipStation"_s, manualActive, now);
    account.stores << manual << store(ids, character.name + u" Online"_s, 23, u"Shopify"_s, true, now);
    account.manualStoreId = manualActive ? manual.value("storeId"_L1).toInteger() : 0;
    if (index % 2 == 0)
        account.stores << store(ids, character.name + u" on Etsy"_s, 11, u"Etsy"_s, true, now);
    if (index == 1)
        account.stores << store(ids, u"Blue Whale Wholesale"_s, 36, u"WooCommerce"_s, true, now) << store(ids, u"Blue Whale (old shop)"_s, 36, u"WooCommerce"_s, false, now);
    if (character.rule == Character::Rule::Store) {
        const QJsonObject own = store(ids, u"Harbor Made to Order"_s, 23, u"Shopify"_s, true, now);
        account.stores << own;
        character.through6Store = own.value("storeId"_L1).toInteger();
        account.identity.stores = {{character.through6Store, own.value("storeName"_L1).toString()}};
    }
}

void addTags(Character& character, Account& account, IdSource& ids)
{
    constexpr std::array kTags{std::pair{"Backorder", "#800080"}, std::pair{"Fragile", "#33CCCC"}, std::pair{"Repeat Buyer", "#CC99FF"}, std::pair{"Rush", "#FF0000"}, std::pair{"Gift Wrap", "#00AA55"}};
    for (const auto& [name, colour] : kTags)
        account.tags << QJsonObject{{u"tagId"_s, ids.other++}, {u"name"_s, QString::fromLatin1(name)}, {u"color"_s, QString::fromLatin1(colour)}};
    if (character.rule == Character::Rule::Tag) {
        character.through6Tag = ids.other++;
        account.tags << QJsonObject{{u"tagId"_s, character.through6Tag}, {u"name"_s, u"Through6"_s}, {u"color"_s, u"#F4A100"_s}};
        account.identity.tags = {{character.through6Tag, u"Through6"_s}};
    }
}

QString guid(QRandomGenerator& random)
{
    std::array<quint32, 4> words{};
    random.fillRange(words.data(), 4);
    const auto bytes = QByteArrayView(reinterpret_cast<const char*>(words.data()), sizeof words);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

void addUsers(const Character& character, Account& account, QRandomGenerator& random)
{
    account.users << QJsonObject{{u"userId"_s, guid(random)}, {u"userName"_s, character.login}, {u"name"_s, u"Through6 Support"_s}};
    for (const QString& name : {u"owner"_s, u"packing"_s, u"service"_s})
        account.users << QJsonObject{{u"userId"_s, guid(random)}, {u"userName"_s, name + u'-' + character.login.section(u'_', 0, 0).toLower()}, {u"name"_s, name}};
}

QByteArray token(QRandomGenerator& random)
{
    return guid(random).remove(u'-').toLatin1();
}

QJsonObject product(const Article& article, const QString& sku, const QString& name, qint64 id, UtcTime now)
{
    const QJsonValue none;
    return {{u"productId"_s, id}, {u"sku"_s, sku}, {u"name"_s, name}, {u"price"_s, article.price}, {u"defaultCost"_s, cents(article.price / 3)}, {u"length"_s, 12}, {u"width"_s, 9},
        {u"height"_s, 1}, {u"weightOz"_s, article.ounces}, {u"internalNotes"_s, none}, {u"fulfillmentSku"_s, none}, {u"createDate"_s, pacificTime(now - 500 * 24h)},
        {u"modifyDate"_s, pacificTime(now - 60 * 24h)}, {u"active"_s, true}, {u"productCategory"_s, none}, {u"productType"_s, none}, {u"warehouseLocation"_s, none},
        {u"defaultCarrierCode"_s, none}, {u"defaultServiceCode"_s, none}, {u"defaultPackageCode"_s, none}, {u"defaultIntlCarrierCode"_s, none}, {u"defaultIntlServiceCode"_s, none},
        {u"defaultIntlPackageCode"_s, none}, {u"defaultConfirmation"_s, none}, {u"defaultIntlConfirmation"_s, none}, {u"customsDescription"_s, QString::fromUtf8(article.customs)},
        {u"customsValue"_s, article.price}, {u"customsTariffNo"_s, QString::fromUtf8(article.tariff)}, {u"customsCountryCode"_s, u"US"_s}, {u"noCustoms"_s, false}, {u"tags"_s, none}, {u"aliases"_s, none}};
}

void addProducts(Account& account, IdSource& ids, UtcTime now)
{
    for (const Article& article : garments()) {
        const QString code = QString::fromUtf8(article.code);
        account.products << product(article, u"T6-%1-BLK-M"_s.arg(code), u"%1, Black, M"_s.arg(QString::fromUtf8(article.name)), ids.other++, now);
    }
    for (const Article& article : otherArticles())
        account.products << product(article, QString::fromUtf8(article.code), QString::fromUtf8(article.name), ids.other++, now);
}

} // namespace

Character characterOf(int index)
{
    using Rule = Character::Rule;
    const QStringList us{u"stamps_com"_s, u"ups"_s}, usAll{u"stamps_com"_s, u"ups"_s, u"fedex"_s};
    switch (index) {
    case 0:
        return {u"Acme Tees"_s, u"US"_s, u"ACMETEES_T6"_s, 30, Rule::Sku, u"AC-"_s, usAll};
    case 1:
        return {u"Blue Whale & Co"_s, u"GB"_s, u"BLUEWHALE_T6"_s, 22, Rule::Sku, u"BW"_s, {u"royal_mail"_s, u"dhl_express_worldwide"_s}, 40, true};
    case 2:
        return {u"Café Ñandú"_s, u"US"_s, u"CAFENANDU_T6"_s, 7, Rule::FulfillmentSku, u"ÑANDÚ-"_s, {u"ups"_s, u"stamps_com"_s}};
    case 3:
        return {u"Delta Prints"_s, u"US"_s, u"DELTAPRINTS_T6"_s, 11, Rule::WarehouseLocation, u""_s, us};
    case 4:
        return {u"Echo Apparel"_s, u"CA"_s, u"ECHOAPPAREL_T6"_s, 9, Rule::Tag, u"E"_s, {u"canada_post"_s, u"ups"_s}, 45};
    case 5:
        return {u"Harbor Goods"_s, u"US"_s, u"harbor_shipping"_s, 8, Rule::Store, u"HG-"_s, us};
    case 6:
        return {u"Grün & Söhne"_s, u"DE"_s, u"GRUENSOEHNE_T6"_s, 9, Rule::Sku, u"2026/"_s, {u"dhl_paket"_s, u"dhl_express_worldwide"_s}, 45, true};
    case 7: // still setting up: no carrier is connected
        return {u"しろくま商店"_s, u"JP"_s, u"SHIROKUMA_T6"_s, 4, Rule::Sku, u"注文-"_s, {}, 30, true};
    default: {
        constexpr std::array kFirst{"Maple", "Copper", "Lantern", "Juniper", "Quarry", "Saffron", "Tidal", "Velvet", "Willow", "Zephyr", "Ivory", "Kestrel"};
        constexpr std::array kSecond{"Press", "Threads", "Supply", "Studio", "Outfitters", "Works", "Collective"};
        const auto at = static_cast<size_t>(index);
        const QString first = QLatin1StringView(kFirst[at % kFirst.size()]);
        const QString name = u"%1 %2 %3"_s.arg(first, QLatin1StringView(kSecond[at % kSecond.size()])).arg(index + 1);
        return {name, u"US"_s, name.toUpper().remove(u' ') + u"_T6"_s, 4 + index % 9, Rule::Sku, u"%1%2-"_s.arg(first.left(1)).arg(index + 1), us};
    }
    }
}

std::unique_ptr<Account> makeAccount(int index, Character& character, IdSource& ids, QRandomGenerator& random, UtcTime now)
{
    auto account = std::make_unique<Account>();
    account->country = character.country;
    account->customsAutomatic = index == 1;
    account->fundsByApi = index != 5;
    account->lastHoldCheck = pacificDate(now);
    for (Account::KeyPair& pair : account->keys) {
        pair.key = token(random);
        pair.secret = token(random);
    }
    SandboxMerchant& identity = account->identity;
    identity.name = character.name;
    identity.login = character.login;
    identity.country = character.country;
    identity.key = QString::fromLatin1(account->keys[0].key);
    identity.secret = QString::fromLatin1(account->keys[0].secret);
    identity.secondKey = QString::fromLatin1(account->keys[1].key);
    identity.secondSecret = QString::fromLatin1(account->keys[1].secret);
    switch (character.rule) {
    case Character::Rule::Sku:
        identity.skuPatterns << u"T6-*"_s;
        break;
    case Character::Rule::FulfillmentSku:
        identity.fulfillmentSkus << u"THRU6-*"_s;
        break;
    case Character::Rule::WarehouseLocation:
        identity.warehouseLocations << u"T6 *"_s;
        break;
    case Character::Rule::Tag:
    case Character::Rule::Store:
        break;
    }
    account->warehouses = makeWarehouses(index, character, ids, now);
    addStores(index, character, *account, ids, now);
    addCarriers(index, character, *account, ids, random);
    addTags(character, *account, ids);
    addUsers(character, *account, random);
    addProducts(*account, ids, now);
    return account;
}

} // namespace t6::sandbox
