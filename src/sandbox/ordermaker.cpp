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

QJsonObject emptyAddress(const QString& name)
{
    const QJsonValue none;
    return {{u"name"_s, name}, {u"company"_s, none}, {u"street1"_s, none}, {u"street2"_s, none}, {u"street3"_s, none}, {u"city"_s, none}, {u"state"_s, none}, {u"postalCode"_s, none},
        {u"country"_s, none}, {u"phone"_s, none}, {u"residential"_s, none}, {u"addressVerified"_s, none}};
}

QJsonObject weightJson(double value, bool grams)
{
    return {{u"value"_s, value}, {u"units"_s, grams ? u"grams"_s : u"ounces"_s}, {u"WeightUnits"_s, grams ? 2 : 1}};
}

double unitWeight(const Article& article, bool grams)
{
    return grams ? std::round(article.ounces * 28.3495) : article.ounces;
}

bool isClosed(const QString& status)
{
    return status == "shipped"_L1 || status == "cancelled"_L1 || status == "rejected_fulfillment"_L1;
}

std::chrono::minutes minutes(int count) { return std::chrono::minutes(count); }

} // namespace

OrderMaker::OrderMaker(Account& account, Character character, IdSource& ids, PlantCounts& counts, quint32 seed)
    : m_account(account)
    , m_character(std::move(character))
    , m_ids(ids)
    , m_counts(counts)
    , m_random(seed)
    , m_number(1001 + m_random.bounded(90) * 100)
{
}

void OrderMaker::makeHistory(int count, UtcTime now)
{
    struct Slot
    {
        QString status;
        std::chrono::minutes age;
    };
    std::vector<Slot> slots_;
    slots_.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        const int dice = m_random.bounded(100);
        const QString status = dice < 62 ? u"awaiting_shipment"_s
            : dice < 70                  ? u"awaiting_payment"_s
            : dice < 77                  ? u"on_hold"_s
            : dice < 79                  ? u"pending_fulfillment"_s
            : dice < 93                  ? u"shipped"_s
            : dice < 99                  ? u"cancelled"_s
                                         : u"rejected_fulfillment"_s;
        const int day = 24 * 60;
        slots_.push_back({status, minutes(isClosed(status) ? m_random.bounded(2 * day, 30 * day) : m_random.bounded(5, 2 * day))});
    }
    std::sort(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) { return a.age > b.age; });

    m_account.orders.reserve(m_account.orders.size() + slots_.size());
    for (size_t i = 0; i < slots_.size(); ++i) {
        Recipe recipe{slots_[i].status, now - slots_[i].age, now};
        const int dice = m_random.bounded(100);
        recipe.goods = dice < 75 ? Goods::Through6 : Goods::Other;
        const bool open = !isClosed(recipe.status);
        if (open && recipe.goods == Goods::Through6 && !m_repeatPrevious && --m_untilFault <= 0) {
            m_untilFault = 3 + m_random.bounded(2);
            recipe.fault = nextFault();
            if (recipe.fault == CheckCode::DuplicateSuspect && i + 1 == slots_.size())
                recipe.fault = CheckCode::WeightMissing;
            if (recipe.fault == CheckCode::SplitNeeded)
                recipe.goods = Goods::Mixed;
            if (recipe.fault == CheckCode::HoldExpired)
                recipe.status = u"on_hold"_s;
            else if (recipe.status != "awaiting_shipment"_L1)
                recipe.status = u"awaiting_shipment"_s;
        }
        m_account.put(make(recipe));
    }
}

QJsonObject OrderMaker::makeNew(UtcTime now)
{
    Recipe recipe{chance(20) ? u"awaiting_payment"_s : u"awaiting_shipment"_s, now, now};
    recipe.goods = chance(80) ? Goods::Through6 : Goods::Other;
    if (recipe.goods == Goods::Through6 && chance(33)) {
        recipe.fault = nextFault();
        if (recipe.fault == CheckCode::SplitNeeded)
            recipe.goods = Goods::Mixed;
        if (recipe.fault == CheckCode::HoldExpired)
            recipe.status = u"on_hold"_s;
    }
    QJsonObject order = make(recipe);
    order.insert("modifyDate"_L1, order.value("createDate"_L1));
    return order;
}

QJsonObject OrderMaker::make(const Recipe& recipe)
{
    const bool repeat = std::exchange(m_repeatPrevious, false);
    const bool abroad = recipe.fault ? concernsCustoms(*recipe.fault) : chance(m_character.foreignPercent);
    const bool special = recipe.fault == CheckCode::AddressPobox && m_character.country == "US"_L1 && chance(50);

    std::vector<Line> lines;
    const int count = recipe.goods == Goods::Mixed ? 2 + m_random.bounded(2) : 1 + m_random.bounded(chance(70) ? 2 : 4);
    for (int i = 0; i < count; ++i) {
        const bool through6 = recipe.goods == Goods::Through6 || (recipe.goods == Goods::Mixed && i == 0);
        lines.push_back({through6 ? &any(garments()) : &any(otherArticles()), through6, chance(75) ? 1 : 2 + m_random.bounded(3)});
    }
    Buyer buyer = !m_regulars.empty() && !abroad && !special && chance(10) ? any(m_regulars) : makeBuyer(abroad, special);

    m_ids.order += 1 + m_random.bounded(96);
    const QString created = pacificTime(recipe.created);
    const bool unpaid = recipe.status == "awaiting_payment"_L1;
    double total = 0;
    QJsonArray items = makeItems(lines, recipe, total);
    const double shipping = abroad ? 14.5 : 5.95;
    const double tax = cents(total * 0.07);
    double weight = 0;
    for (const Line& line : lines)
        weight += unitWeight(*line.article, m_character.grams) * line.quantity;
    const QJsonValue none;
    const QString name = buyer.address.value("name"_L1).toString();

    QJsonObject order{{u"orderId"_s, m_ids.order}, {u"orderNumber"_s, m_character.numberPrefix + QString::number(m_number++)}, {u"orderKey"_s, u"%1-%2"_s.arg(m_ids.order * 7919).arg(m_random.generate(), 8, 16, QLatin1Char('0'))},
        {u"orderDate"_s, pacificTime(recipe.created - 2min)}, {u"createDate"_s, created}, {u"modifyDate"_s, pacificTime(std::min(recipe.now, recipe.created + minutes(m_random.bounded(0, 240))))},
        {u"paymentDate"_s, unpaid ? none : QJsonValue(pacificTime(recipe.created - 1min))}, {u"shipByDate"_s, pacificTime(recipe.now + 24h * (2 + m_random.bounded(4)))},
        {u"orderStatus"_s, recipe.status}, {u"customerId"_s, buyer.customerId}, {u"customerUsername"_s, buyer.email}, {u"customerEmail"_s, buyer.email}, {u"billTo"_s, emptyAddress(name)},
        {u"shipTo"_s, buyer.address}, {u"items"_s, items}, {u"orderTotal"_s, cents(total + shipping + tax)}, {u"amountPaid"_s, unpaid ? 0.0 : cents(total + shipping + tax)},
        {u"taxAmount"_s, tax}, {u"shippingAmount"_s, shipping}, {u"customerNotes"_s, none}, {u"internalNotes"_s, none}, {u"gift"_s, false}, {u"giftMessage"_s, none},
        {u"paymentMethod"_s, u"Credit Card"_s}, {u"requestedShippingService"_s, abroad ? u"International Standard"_s : u"Standard (3-5 days)"_s}, {u"carrierCode"_s, none},
        {u"serviceCode"_s, none}, {u"packageCode"_s, none}, {u"confirmation"_s, u"none"_s}, {u"shipDate"_s, none}, {u"holdUntilDate"_s, none},
        {u"weight"_s, weightJson(cents(weight), m_character.grams)},
        {u"dimensions"_s, chance(60) ? QJsonValue(QJsonObject{{u"units"_s, u"inches"_s}, {u"length"_s, 12.0}, {u"width"_s, 9.0}, {u"height"_s, 1.5}}) : none},
        {u"insuranceOptions"_s, QJsonObject{{u"provider"_s, none}, {u"insureShipment"_s, false}, {u"insuredValue"_s, 0.0}}},
        {u"internationalOptions"_s, abroad ? makeCustoms(lines) : QJsonObject{{u"contents"_s, none}, {u"customsItems"_s, none}, {u"nonDelivery"_s, none}}},
        {u"advancedOptions"_s,
            QJsonObject{{u"warehouseId"_s, m_account.warehouses.first().toObject().value("warehouseId"_L1)}, {u"nonMachinable"_s, false}, {u"saturdayDelivery"_s, false}, {u"containsAlcohol"_s, false},
                {u"mergedOrSplit"_s, false}, {u"mergedIds"_s, QJsonArray()}, {u"parentId"_s, none}, {u"storeId"_s, 0}, {u"customField1"_s, none}, {u"customField2"_s, none},
                {u"customField3"_s, none}, {u"source"_s, u"shopify"_s}, {u"billToParty"_s, none}, {u"billToAccount"_s, none}, {u"billToPostalCode"_s, none}, {u"billToCountryCode"_s, none},
                {u"billToMyOtherAccount"_s, none}}},
        {u"tagIds"_s, none}, {u"userId"_s, none}, {u"externallyFulfilled"_s, false}, {u"externallyFulfilledBy"_s, none}, {u"externallyFulfilledById"_s, none},
        {u"externallyFulfilledByName"_s, none}, {u"labelMessages"_s, none}};
    if (repeat) {
        for (const QString& same : {u"customerId"_s, u"customerUsername"_s, u"customerEmail"_s, u"billTo"_s, u"shipTo"_s, u"orderTotal"_s, u"amountPaid"_s, u"taxAmount"_s, u"weight"_s, u"internationalOptions"_s})
            order.insert(same, m_previous.value(same));
        items = m_previous.value("items"_L1).toArray();
        for (QJsonValueRef item : items)
            item = merged(item.toObject(), {{u"orderItemId"_s, m_ids.item++}});
        order.insert("items"_L1, items);
        order.insert("orderStatus"_L1, u"awaiting_shipment"_s);
    }
    const bool shipsAbroad = order.value("shipTo"_L1).toObject().value("country"_L1).toString() != m_character.country;
    chooseShipping(order, shipsAbroad, recipe);
    applyStatus(order, recipe);
    decorate(order, recipe);
    if (recipe.fault) {
        plant(*recipe.fault, order, recipe);
        ++m_counts[static_cast<size_t>(*recipe.fault)];
        m_planted.push_back({m_ids.order, *recipe.fault});
    } else if (!abroad && !special && m_regulars.size() < 40) {
        m_regulars.push_back(std::move(buyer));
    }
    m_previous = order;
    return order;
}

OrderMaker::Buyer OrderMaker::makeBuyer(bool abroad, bool special)
{
    QString country = m_character.country;
    while (abroad && country == m_character.country)
        country = text(knownCountries());
    const Place& place = special ? any(specialPlaces()) : any(placesOf(country));
    const NameList names = namesOf(country);
    const QString given = text(names.given), family = text(names.family);
    const QString name = chance(2) ? text(hostileNames()) : names.familyFirst ? family + u' ' + given : given + u' ' + family;
    const QString digits = u"%1"_s.arg(m_random.bounded(100, 9999), 4, 10, QLatin1Char('0'));
    const bool business = chance(12);
    return {m_ids.customer++, u"buyer%1@example.%2"_s.arg(m_ids.customer).arg(QString::fromLatin1(place.country).toLower()),
        {{u"name"_s, name}, {u"company"_s, business ? QJsonValue(family + u" & Partners"_s) : QJsonValue(QString())},
            {u"street1"_s, QString::fromUtf8(place.street).arg(m_random.bounded(1, 1800))}, {u"street2"_s, QString()}, {u"street3"_s, QJsonValue()}, {u"city"_s, QString::fromUtf8(place.city)},
            {u"state"_s, QString::fromUtf8(place.state)}, {u"postalCode"_s, QString::fromUtf8(place.postalCode)}, {u"country"_s, QString::fromUtf8(place.country)},
            {u"phone"_s, QString::fromUtf8(place.phone).arg(digits)}, {u"residential"_s, business ? QJsonValue(false) : chance(70) ? QJsonValue(true) : QJsonValue()},
            {u"addressVerified"_s, u"Address validated successfully"_s}}};
}

QJsonObject OrderMaker::makeItem(const Line& line, UtcTime created)
{
    const Article& article = *line.article;
    const QString code = QString::fromUtf8(article.code);
    const bool garment = article.tariff[0] == '6' && line.through6;
    const Colour& colour = any(colours());
    const QString size = text(sizes());
    const QString variant = garment ? u"%1-%2-%3"_s.arg(code, QLatin1StringView(colour.code), size) : code;
    using Rule = Character::Rule;
    const bool ownSku = line.through6 && (m_character.rule == Rule::FulfillmentSku || m_character.rule == Rule::WarehouseLocation);
    const QString sku = !line.through6 ? code : ownSku ? m_account.identity.name.left(2).toUpper() + u'-' + variant : u"T6-"_s + variant;
    const qint64 itemId = m_ids.item++;
    const QJsonValue none;
    QJsonArray options;
    if (garment)
        options = {QJsonObject{{u"name"_s, u"Color"_s}, {u"value"_s, QString::fromLatin1(colour.name)}}, QJsonObject{{u"name"_s, u"Size"_s}, {u"value"_s, size}}};
    const QString name = QString::fromUtf8(article.name);
    return {{u"orderItemId"_s, itemId}, {u"lineItemKey"_s, QString::number(11'000'000'000'000 + itemId * 37)}, {u"sku"_s, sku},
        {u"name"_s, garment ? u"%1 - %2 / %3"_s.arg(name, QString::fromLatin1(colour.name), size) : name},
        {u"imageUrl"_s, u"https://cdn.shop.example/s/files/1/%1/products/%2.jpg?v=%3"_s.arg(m_account.identity.key.left(8), variant.toLower()).arg(1'700'000'000 + itemId % 9'000'000)},
        {u"weight"_s, weightJson(unitWeight(article, m_character.grams), m_character.grams)}, {u"quantity"_s, line.quantity}, {u"unitPrice"_s, article.price},
        {u"taxAmount"_s, cents(article.price * 0.07)}, {u"shippingAmount"_s, none},
        {u"warehouseLocation"_s, line.through6 && m_character.rule == Rule::WarehouseLocation ? QJsonValue(u"T6 Print Floor"_s) : chance(30) ? QJsonValue(u"Aisle %1"_s.arg(m_random.bounded(1, 30))) : none},
        {u"options"_s, options}, {u"productId"_s, 20'000 + (article.tariff[3] - '0') * 100 + line.quantity},
        {u"fulfillmentSku"_s, line.through6 && m_character.rule == Rule::FulfillmentSku ? QJsonValue(u"THRU6-"_s + variant) : none}, {u"adjustment"_s, false},
        {u"upc"_s, chance(40) ? QJsonValue(QString::number(610'000'000'000 + m_random.bounded(900'000'000))) : none}, {u"createDate"_s, pacificShortTime(created)}, {u"modifyDate"_s, pacificShortTime(created)}};
}

QJsonArray OrderMaker::makeItems(const std::vector<Line>& lines, const Recipe& recipe, double& total)
{
    QJsonArray items;
    for (const Line& line : lines) {
        items << makeItem(line, recipe.created);
        total += line.article->price * line.quantity;
    }
    if (chance(18)) {
        const double discount = -cents(total * 0.1);
        total += discount;
        const QJsonValue none;
        items << QJsonObject{{u"orderItemId"_s, m_ids.item++}, {u"lineItemKey"_s, none}, {u"sku"_s, none}, {u"name"_s, u"WELCOME10 (10% off)"_s}, {u"imageUrl"_s, none},
            {u"weight"_s, chance(50) ? none : QJsonValue(weightJson(0.0, m_character.grams))}, {u"quantity"_s, 1}, {u"unitPrice"_s, discount}, {u"taxAmount"_s, none}, {u"shippingAmount"_s, none},
            {u"warehouseLocation"_s, none}, {u"options"_s, QJsonArray()}, {u"productId"_s, none}, {u"fulfillmentSku"_s, none}, {u"adjustment"_s, true}, {u"upc"_s, none},
            {u"createDate"_s, pacificShortTime(recipe.created)}, {u"modifyDate"_s, pacificShortTime(recipe.created)}};
    }
    return items;
}

QJsonObject OrderMaker::makeCustoms(const std::vector<Line>& lines)
{
    QJsonArray items;
    for (const Line& line : lines)
        items << QJsonObject{{u"customsItemId"_s, m_ids.customs++}, {u"description"_s, QString::fromUtf8(line.article->customs)}, {u"quantity"_s, line.quantity},
            {u"value"_s, line.article->price}, {u"harmonizedTariffCode"_s, QString::fromUtf8(line.article->tariff)}, {u"countryOfOrigin"_s, u"US"_s}};
    return {{u"contents"_s, u"merchandise"_s}, {u"customsItems"_s, items}, {u"nonDelivery"_s, u"return_to_sender"_s}};
}

void OrderMaker::chooseShipping(QJsonObject& order, bool abroad, const Recipe& recipe)
{
    if (m_account.carriers.isEmpty())
        return;
    // The first carrier is the merchant's usual one.
    const QString code = m_character.carriers.at(chance(75) ? 0 : m_random.bounded(static_cast<int>(m_character.carriers.size())));
    const CarrierKind& carrier = *carrierKind(code);
    std::vector<const char*> services;
    for (const CarrierKind::Offer& offer : carrier.services) {
        if (abroad ? offer.international : offer.domestic)
            services.push_back(offer.code);
    }
    order.insert("carrierCode"_L1, code);
    order.insert("serviceCode"_L1, QString::fromLatin1(any(services)));
    order.insert("packageCode"_L1, u"package"_s);
    if (recipe.status == "shipped"_L1)
        order.insert("shipDate"_L1, pacificDate(std::min(recipe.now, recipe.created + 24h)));
}

void OrderMaker::applyStatus(QJsonObject& order, const Recipe& recipe)
{
    if (recipe.status == "on_hold"_L1)
        order.insert("holdUntilDate"_L1, pacificDate(recipe.now + 24h * (2 + m_random.bounded(10))));
    // A store of the account; Through6's own shop only for what Through6 makes.
    std::vector<qint64> stores;
    for (const QJsonValue& value : std::as_const(m_account.stores)) {
        const QJsonObject store = value.toObject();
        const qint64 id = store.value("storeId"_L1).toInteger();
        if (store.value("active"_L1).toBool() && id != m_character.through6Store && id != m_account.manualStoreId)
            stores.push_back(id);
    }
    qint64 storeId = any(stores);
    if (recipe.goods == Goods::Through6 && m_character.through6Store != 0)
        storeId = m_character.through6Store;
    else if (m_account.manualStoreId != 0 && chance(4))
        storeId = m_account.manualStoreId;
    QJsonObject advanced = order.value("advancedOptions"_L1).toObject();
    advanced.insert("storeId"_L1, storeId);
    order.insert("advancedOptions"_L1, advanced);

    QJsonArray tags;
    if (recipe.goods == Goods::Through6 && m_character.through6Tag != 0)
        tags << m_character.through6Tag;
    if (chance(20))
        tags << m_account.tags.at(m_random.bounded(5)).toObject().value("tagId"_L1);
    if (!tags.isEmpty())
        order.insert("tagIds"_L1, tags);
}

/// What some orders have and none needs: notes, gifts, an assigned user, fields no client knows, a past of merges.
void OrderMaker::decorate(QJsonObject& order, const Recipe& recipe)
{
    if (chance(6))
        order.insert("customerNotes"_L1, text(hostileNotes()));
    else if (chance(8))
        order.insert("customerNotes"_L1, text(harmlessNotes()));
    if (chance(7)) {
        order.insert("gift"_L1, true);
        order.insert("giftMessage"_L1, u"Happy birthday! 🎂"_s);
    }
    if (chance(15))
        order.insert("userId"_L1, m_account.users.at(m_random.bounded(static_cast<int>(m_account.users.size()))).toObject().value("userId"_L1));
    QJsonObject advanced = order.value("advancedOptions"_L1).toObject();
    if (chance(12)) {
        order.insert("movementIndicator"_L1, u"standard"_s);
        order.insert("fulfillmentPriority"_L1, QJsonObject{{u"tier"_s, u"gold"_s}, {u"score"_s, 7.25}, {u"rank"_s, qint64{9'007'199'254'740'993}}});
        advanced.insert("routingHint"_L1, QJsonArray{u"east"_s, QJsonValue(), 3});
        QJsonArray items = order.value("items"_L1).toArray();
        items[0] = merged(items.at(0).toObject(), {{u"personalizationId"_s, u"p-%1"_s.arg(m_random.bounded(100000))}});
        order.insert("items"_L1, items);
    }
    if (!recipe.fault && chance(3)) {
        advanced.insert("mergedOrSplit"_L1, true);
        advanced.insert("mergedIds"_L1, QJsonArray{m_ids.order - 1});
    } else if (!recipe.fault && chance(2) && recipe.goods == Goods::Other && !m_previous.isEmpty()) {
        // Rightly split: the other goods left, Through6's stayed on the parent.
        advanced.insert("mergedOrSplit"_L1, true);
        advanced.insert("parentId"_L1, m_previous.value("orderId"_L1));
    }
    order.insert("advancedOptions"_L1, advanced);
    if (!recipe.fault && recipe.goods == Goods::Through6 && chance(3)) {
        order.insert("externallyFulfilled"_L1, true);
        order.insert("externallyFulfilledBy"_L1, u"Amazon FBA"_s);
        order.insert("externallyFulfilledById"_L1, 17);
        order.insert("externallyFulfilledByName"_L1, u"Amazon"_s);
    }
}

} // namespace t6::sandbox
