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

JsonTree addressOfPayer(const QString& name)
{
    JsonTree address(12);
    address.add("name"_L1, name);
    for (const QLatin1StringView member : {"company"_L1, "street1"_L1, "street2"_L1, "street3"_L1, "city"_L1, "state"_L1, "postalCode"_L1, "country"_L1, "phone"_L1, "residential"_L1, "addressVerified"_L1})
        address.add(member, {});
    return address;
}

JsonTree weightOf(double value, bool grams)
{
    JsonTree weight(3);
    weight.add("value"_L1, value);
    weight.add("units"_L1, grams ? u"grams"_s : u"ounces"_s);
    weight.add("WeightUnits"_L1, grams ? 2 : 1);
    return weight;
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
    , m_warehouse(m_account.warehouses.first().toObject().value("warehouseId"_L1).toInteger())
{
    for (const QJsonValue& value : std::as_const(m_account.stores)) {
        const QJsonObject store = value.toObject();
        const qint64 id = store.value("storeId"_L1).toInteger();
        if (store.value("active"_L1).toBool() && id != m_character.through6Store && id != m_account.manualStoreId)
            m_shops.push_back(id);
    }
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
        m_account.append(record(make(recipe)));
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
    QByteArray json;
    make(recipe).write(json);
    QJsonObject order = objectFrom(json);
    order.insert("modifyDate"_L1, order.value("createDate"_L1));
    return order;
}

const JsonTree& OrderMaker::make(const Recipe& recipe)
{
    const bool repeat = std::exchange(m_repeatPrevious, false);
    const bool abroad = recipe.fault ? concernsCustoms(*recipe.fault) : chance(m_character.foreignPercent);
    const bool special = recipe.fault == CheckCode::AddressPobox && m_character.country == "US"_L1 && chance(50);
    const std::vector<Line> lines = chooseLines(recipe.goods);
    Buyer buyer = !m_regulars.empty() && !abroad && !special && chance(10) ? any(m_regulars) : makeBuyer(abroad, special);

    m_ids.order += 1 + m_random.bounded(96);
    JsonTree order = compose(recipe, lines, buyer, abroad);
    if (repeat)
        becomeTwin(order);
    chooseShipping(order, recipe);
    applyStatus(order, recipe);
    decorate(order, recipe);
    if (recipe.fault) {
        plant(*recipe.fault, order, recipe);
        ++m_counts[static_cast<size_t>(*recipe.fault)];
        m_planted.push_back({m_ids.order, *recipe.fault});
    } else if (!abroad && !special && m_regulars.size() < 40) {
        m_regulars.push_back(std::move(buyer));
    }
    m_previous = std::move(order);
    return m_previous;
}

std::vector<OrderMaker::Line> OrderMaker::chooseLines(Goods goods)
{
    std::vector<Line> lines;
    const int count = goods == Goods::Mixed ? 2 + m_random.bounded(2) : 1 + m_random.bounded(chance(70) ? 2 : 4);
    for (int i = 0; i < count; ++i) {
        const bool through6 = goods == Goods::Through6 || (goods == Goods::Mixed && i == 0);
        lines.push_back({through6 ? &any(garments()) : &any(otherArticles()), through6, chance(75) ? 1 : 2 + m_random.bounded(3)});
    }
    return lines;
}

JsonTree OrderMaker::compose(const Recipe& recipe, const std::vector<Line>& lines, const Buyer& buyer, bool abroad)
{
    const bool unpaid = recipe.status == "awaiting_payment"_L1;
    double total = 0;
    JsonNode::List items = makeItems(lines, recipe, total);
    const double shipping = abroad ? 14.5 : 5.95;
    const double tax = cents(total * 0.07);
    const double sum = cents(total + shipping + tax);
    double weight = 0;
    for (const Line& line : lines)
        weight += unitWeight(*line.article, m_character.grams) * line.quantity;
    const JsonNode none;

    JsonTree dimensions(4);
    dimensions.add("units"_L1, u"inches"_s);
    dimensions.add("length"_L1, 12.0);
    dimensions.add("width"_L1, 9.0);
    dimensions.add("height"_L1, 1.5);
    JsonTree insurance(3);
    insurance.add("provider"_L1, none);
    insurance.add("insureShipment"_L1, false);
    insurance.add("insuredValue"_L1, 0.0);
    JsonTree advanced(20);
    advanced.add("warehouseId"_L1, m_warehouse);
    for (const QLatin1StringView flag : {"nonMachinable"_L1, "saturdayDelivery"_L1, "containsAlcohol"_L1, "mergedOrSplit"_L1})
        advanced.add(flag, false);
    advanced.add("mergedIds"_L1, JsonNode::List());
    advanced.add("parentId"_L1, none);
    advanced.add("storeId"_L1, 0);
    for (const QLatin1StringView member : {"customField1"_L1, "customField2"_L1, "customField3"_L1})
        advanced.add(member, none);
    advanced.add("source"_L1, u"shopify"_s);
    for (const QLatin1StringView member : {"billToParty"_L1, "billToAccount"_L1, "billToPostalCode"_L1, "billToCountryCode"_L1, "billToMyOtherAccount"_L1})
        advanced.add(member, none);

    JsonTree order(48);
    order.add("orderId"_L1, m_ids.order);
    order.add("orderNumber"_L1, QString(m_character.numberPrefix + QString::number(m_number++)));
    order.add("orderKey"_L1, QString(QString::number(m_ids.order * 7919) + u'-' + QString::number(m_random.generate(), 16)));
    order.add("orderDate"_L1, pacificTime(recipe.created - 2min));
    order.add("createDate"_L1, pacificTime(recipe.created));
    order.add("modifyDate"_L1, pacificTime(std::min(recipe.now, recipe.created + minutes(m_random.bounded(0, 240)))));
    order.add("paymentDate"_L1, unpaid ? none : JsonNode(pacificTime(recipe.created - 1min)));
    order.add("shipByDate"_L1, pacificTime(recipe.now + 24h * (2 + m_random.bounded(4))));
    order.add("orderStatus"_L1, recipe.status);
    order.add("customerId"_L1, buyer.customerId);
    order.add("customerUsername"_L1, buyer.email);
    order.add("customerEmail"_L1, buyer.email);
    order.add("billTo"_L1, addressOfPayer(buyer.address.at("name"_L1).text()));
    order.add("shipTo"_L1, buyer.address);
    order.add("items"_L1, std::move(items));
    order.add("orderTotal"_L1, sum);
    order.add("amountPaid"_L1, unpaid ? 0.0 : sum);
    order.add("taxAmount"_L1, tax);
    order.add("shippingAmount"_L1, shipping);
    order.add("customerNotes"_L1, none);
    order.add("internalNotes"_L1, none);
    order.add("gift"_L1, false);
    order.add("giftMessage"_L1, none);
    order.add("paymentMethod"_L1, u"Credit Card"_s);
    order.add("requestedShippingService"_L1, abroad ? u"International Standard"_s : u"Standard (3-5 days)"_s);
    for (const QLatin1StringView member : {"carrierCode"_L1, "serviceCode"_L1, "packageCode"_L1})
        order.add(member, none);
    order.add("confirmation"_L1, u"none"_s);
    order.add("shipDate"_L1, none);
    order.add("holdUntilDate"_L1, none);
    order.add("weight"_L1, weightOf(cents(weight), m_character.grams));
    order.add("dimensions"_L1, chance(60) ? JsonNode(std::move(dimensions)) : none);
    order.add("insuranceOptions"_L1, std::move(insurance));
    order.add("internationalOptions"_L1, makeCustoms(lines, abroad));
    order.add("advancedOptions"_L1, std::move(advanced));
    order.add("tagIds"_L1, none);
    order.add("userId"_L1, none);
    order.add("externallyFulfilled"_L1, false);
    for (const QLatin1StringView member : {"externallyFulfilledBy"_L1, "externallyFulfilledById"_L1, "externallyFulfilledByName"_L1, "labelMessages"_L1})
        order.add(member, none);
    return order;
}

/// Same buyer, same goods as the order before; everything else is its own.
void OrderMaker::becomeTwin(JsonTree& order)
{
    for (const QLatin1StringView same : {"customerId"_L1, "customerUsername"_L1, "customerEmail"_L1, "billTo"_L1, "shipTo"_L1, "orderTotal"_L1, "amountPaid"_L1, "taxAmount"_L1,
             "shippingAmount"_L1, "weight"_L1, "internationalOptions"_L1, "items"_L1})
        order.set(same, m_previous.at(same));
    for (JsonNode& item : order.list("items"_L1))
        item.object().set("orderItemId"_L1, m_ids.item++);
    order.set("orderStatus"_L1, u"awaiting_shipment"_s);
}

OrderRecord OrderMaker::record(const JsonTree& order) const
{
    const auto time = [&](QLatin1StringView member) { return fromPacific(order.at(member).text()).value_or(UtcTime{}); };
    const auto name = [&](QLatin1StringView member) { return order.at(member).object().at("name"_L1).text().toCaseFolded(); };
    OrderRecord record;
    record.id = order.at("orderId"_L1).integer();
    record.json.reserve(4096);
    order.write(record.json);
    record.json.squeeze();
    record.number = order.at("orderNumber"_L1).text().toUtf8();
    record.key = order.at("orderKey"_L1).text().toUtf8();
    record.status = order.at("orderStatus"_L1).text().toLatin1();
    record.buyer = name("shipTo"_L1) + u'\n' + name("billTo"_L1);
    record.storeId = order.at("advancedOptions"_L1).object().at("storeId"_L1).integer();
    if (order.at("tagIds"_L1).isList()) {
        for (const JsonNode& tag : order.at("tagIds"_L1).list())
            record.tags.push_back(tag.integer());
    }
    record.created = time("createDate"_L1);
    record.modified = time("modifyDate"_L1);
    record.ordered = time("orderDate"_L1);
    record.paid = time("paymentDate"_L1);
    record.holdUntil = order.at("holdUntilDate"_L1).text();
    return record;
}

OrderMaker::Buyer OrderMaker::makeBuyer(bool abroad, bool special)
{
    QString country = m_character.country;
    while (abroad && country == m_character.country)
        country = text(knownCountries());
    const Place& place = special ? any(specialPlaces()) : any(placesOf(country));
    const NameList names = namesOf(country);
    const QString given = text(names.given), family = text(names.family);
    const QString digits = QString::number(m_random.bounded(100, 9999)).rightJustified(4, u'0');
    const bool business = chance(12);
    const qint64 customer = m_ids.customer++;
    JsonTree address(12);
    address.add("name"_L1, chance(2) ? text(hostileNames()) : QString(names.familyFirst ? family + u' ' + given : given + u' ' + family));
    address.add("company"_L1, business ? QString(family + u" & Partners"_s) : QString());
    address.add("street1"_L1, QString::fromUtf8(place.street).arg(m_random.bounded(1, 1800)));
    address.add("street2"_L1, QString());
    address.add("street3"_L1, {});
    address.add("city"_L1, QString::fromUtf8(place.city));
    address.add("state"_L1, QString::fromUtf8(place.state));
    address.add("postalCode"_L1, QString::fromUtf8(place.postalCode));
    address.add("country"_L1, QString::fromLatin1(place.country));
    address.add("phone"_L1, QString::fromUtf8(place.phone).arg(digits));
    address.add("residential"_L1, business ? JsonNode(false) : chance(70) ? JsonNode(true) : JsonNode());
    address.add("addressVerified"_L1, u"Address validated successfully"_s);
    return {customer, QString(u"buyer"_s + QString::number(customer) + u"@example."_s + QString::fromLatin1(place.country).toLower()), std::move(address)};
}

JsonTree OrderMaker::makeItem(const Line& line, const QString& created)
{
    using Rule = Character::Rule;
    const Article& article = *line.article;
    const QString code = QString::fromLatin1(article.code);
    const Colour& colour = any(colours());
    const QString colourName = QString::fromLatin1(colour.name), size = text(sizes());
    const QString variant = line.through6 ? QString(code + u'-' + QLatin1StringView(colour.code) + u'-' + size) : code;
    const bool ownSku = line.through6 && (m_character.rule == Rule::FulfillmentSku || m_character.rule == Rule::WarehouseLocation);
    const qint64 itemId = m_ids.item++;
    const JsonNode none;
    JsonNode::List options;
    if (line.through6) {
        for (const auto& [name, value] : {std::pair{u"Color"_s, colourName}, std::pair{u"Size"_s, size}}) {
            JsonTree option(2);
            option.add("name"_L1, name);
            option.add("value"_L1, value);
            options.emplace_back(std::move(option));
        }
    }
    const QString name = QString::fromLatin1(article.name);
    JsonTree item(20);
    item.add("orderItemId"_L1, itemId);
    item.add("lineItemKey"_L1, QString::number(11'000'000'000'000 + itemId * 37));
    item.add("sku"_L1, QString(!line.through6 ? code : ownSku ? m_account.identity.name.left(2).toUpper() + u'-' + variant : u"T6-"_s + variant));
    item.add("name"_L1, line.through6 ? QString(name + u" - "_s + colourName + u" / "_s + size) : name);
    item.add("imageUrl"_L1, QString(u"https://cdn.shop.example/s/files/1/"_s + m_account.identity.key.left(8) + u"/products/"_s + variant.toLower() + u".jpg?v="_s + QString::number(1'700'000'000 + itemId % 9'000'000)));
    item.add("weight"_L1, weightOf(unitWeight(article, m_character.grams), m_character.grams));
    item.add("quantity"_L1, line.quantity);
    item.add("unitPrice"_L1, article.price);
    item.add("taxAmount"_L1, cents(article.price * 0.07));
    item.add("shippingAmount"_L1, none);
    item.add("warehouseLocation"_L1, line.through6 && m_character.rule == Rule::WarehouseLocation ? JsonNode(u"T6 Print Floor"_s) : chance(30) ? JsonNode(QString(u"Aisle "_s + QString::number(m_random.bounded(1, 30)))) : none);
    item.add("options"_L1, std::move(options));
    item.add("productId"_L1, 20'000 + (article.tariff[3] - '0') * 100 + line.quantity);
    item.add("fulfillmentSku"_L1, line.through6 && m_character.rule == Rule::FulfillmentSku ? JsonNode(QString(u"THRU6-"_s + variant)) : none);
    item.add("adjustment"_L1, false);
    item.add("upc"_L1, chance(40) ? JsonNode(QString::number(610'000'000'000 + m_random.bounded(900'000'000))) : none);
    item.add("createDate"_L1, created);
    item.add("modifyDate"_L1, created);
    return item;
}

JsonTree OrderMaker::makeDiscount(double amount, const QString& created)
{
    const JsonNode none;
    JsonTree item(18);
    item.add("orderItemId"_L1, m_ids.item++);
    item.add("lineItemKey"_L1, none);
    item.add("sku"_L1, none);
    item.add("name"_L1, u"WELCOME10 (10% off)"_s);
    item.add("imageUrl"_L1, none);
    item.add("weight"_L1, chance(50) ? none : JsonNode(weightOf(0.0, m_character.grams)));
    item.add("quantity"_L1, 1);
    item.add("unitPrice"_L1, amount);
    for (const QLatin1StringView member : {"taxAmount"_L1, "shippingAmount"_L1, "warehouseLocation"_L1})
        item.add(member, none);
    item.add("options"_L1, JsonNode::List());
    item.add("productId"_L1, none);
    item.add("fulfillmentSku"_L1, none);
    item.add("adjustment"_L1, true);
    item.add("upc"_L1, none);
    item.add("createDate"_L1, created);
    item.add("modifyDate"_L1, created);
    return item;
}

JsonNode::List OrderMaker::makeItems(const std::vector<Line>& lines, const Recipe& recipe, double& total)
{
    const QString created = pacificShortTime(recipe.created);
    JsonNode::List items;
    items.reserve(lines.size() + 1);
    for (const Line& line : lines) {
        items.emplace_back(makeItem(line, created));
        total += line.article->price * line.quantity;
    }
    if (chance(18)) {
        const double discount = -cents(total * 0.1);
        total += discount;
        items.emplace_back(makeDiscount(discount, created));
    }
    return items;
}

JsonTree OrderMaker::makeCustoms(const std::vector<Line>& lines, bool abroad)
{
    JsonNode::List declared;
    for (const Line& line : lines) {
        if (!abroad)
            break;
        JsonTree item(6);
        item.add("customsItemId"_L1, m_ids.customs++);
        item.add("description"_L1, QString::fromUtf8(line.article->customs));
        item.add("quantity"_L1, line.quantity);
        item.add("value"_L1, line.article->price);
        item.add("harmonizedTariffCode"_L1, QString::fromLatin1(line.article->tariff));
        item.add("countryOfOrigin"_L1, u"US"_s);
        declared.emplace_back(std::move(item));
    }
    const JsonNode none;
    JsonTree options(3);
    options.add("contents"_L1, abroad ? JsonNode(u"merchandise"_s) : none);
    options.add("customsItems"_L1, abroad ? JsonNode(std::move(declared)) : none);
    options.add("nonDelivery"_L1, abroad ? JsonNode(u"return_to_sender"_s) : none);
    return options;
}

void OrderMaker::chooseShipping(JsonTree& order, const Recipe& recipe)
{
    if (m_account.carriers.isEmpty())
        return;
    // The first carrier is the merchant's usual one.
    const QString code = m_character.carriers.at(chance(75) ? 0 : m_random.bounded(static_cast<int>(m_character.carriers.size())));
    const bool abroad = goesAbroad(order);
    std::vector<const char*> services;
    for (const CarrierKind::Offer& offer : carrierKind(code)->services) {
        if (abroad ? offer.international : offer.domestic)
            services.push_back(offer.code);
    }
    order.set("carrierCode"_L1, code);
    order.set("serviceCode"_L1, QString::fromLatin1(any(services)));
    order.set("packageCode"_L1, u"package"_s);
    if (recipe.status == "shipped"_L1)
        order.set("shipDate"_L1, pacificDate(std::min(recipe.now, recipe.created + 24h)));
}

/// Hold date, store and tags. Through6's own shop and tag are only for what Through6 makes.
void OrderMaker::applyStatus(JsonTree& order, const Recipe& recipe)
{
    if (recipe.status == "on_hold"_L1)
        order.set("holdUntilDate"_L1, pacificDate(recipe.now + 24h * (2 + m_random.bounded(10))));
    const bool ours = recipe.goods == Goods::Through6;
    qint64 storeId = any(m_shops);
    if (ours && m_character.through6Store != 0)
        storeId = m_character.through6Store;
    else if (m_account.manualStoreId != 0 && chance(4))
        storeId = m_account.manualStoreId;
    order.object("advancedOptions"_L1).set("storeId"_L1, storeId);

    const qint64 ourTag = ours ? m_character.through6Tag : 0;
    const qint64 otherTag = chance(20) ? m_account.tags.at(m_random.bounded(5)).toObject().value("tagId"_L1).toInteger() : 0;
    if (ourTag != 0 && otherTag != 0)
        order.set("tagIds"_L1, JsonNode::List{ourTag, otherTag});
    else if (ourTag != 0 || otherTag != 0)
        order.set("tagIds"_L1, JsonNode::List{ourTag + otherTag});
}

/// What some orders have and none needs: notes, gifts, an assigned user, fields no client knows, a past of merges.
void OrderMaker::decorate(JsonTree& order, const Recipe& recipe)
{
    if (chance(6))
        order.set("customerNotes"_L1, text(hostileNotes()));
    else if (chance(8))
        order.set("customerNotes"_L1, text(harmlessNotes()));
    if (chance(7)) {
        order.set("gift"_L1, true);
        order.set("giftMessage"_L1, u"Happy birthday! 🎂"_s);
    }
    if (chance(15))
        order.set("userId"_L1, m_account.users.at(m_random.bounded(static_cast<int>(m_account.users.size()))).toObject().value("userId"_L1).toString());
    JsonTree& advanced = order.object("advancedOptions"_L1);
    if (!recipe.fault && chance(3)) {
        advanced.set("mergedOrSplit"_L1, true);
        advanced.set("mergedIds"_L1, JsonNode::List{m_ids.order - 1});
    } else if (!recipe.fault && chance(2) && recipe.goods == Goods::Other && !m_previous.isEmpty()) {
        // Rightly split: the other goods left, Through6's stayed on the parent.
        advanced.set("mergedOrSplit"_L1, true);
        advanced.set("parentId"_L1, m_previous.at("orderId"_L1));
    }
    if (chance(12)) {
        advanced.set("routingHint"_L1, JsonNode::List{u"east"_s, JsonNode(), 3});
        order.list("items"_L1).front().object().set("personalizationId"_L1, QString(u"p-"_s + QString::number(m_random.bounded(100'000))));
        JsonTree priority;
        priority.add("tier"_L1, u"gold"_s);
        priority.add("score"_L1, 7.25);
        priority.add("rank"_L1, qint64{9'007'199'254'740'993}); // a double would lose the last digit
        order.set("movementIndicator"_L1, u"standard"_s);
        order.set("fulfillmentPriority"_L1, std::move(priority));
    }
    if (!recipe.fault && recipe.goods == Goods::Through6 && chance(3)) {
        order.set("externallyFulfilled"_L1, true);
        order.set("externallyFulfilledBy"_L1, u"Amazon FBA"_s);
        order.set("externallyFulfilledById"_L1, 17);
        order.set("externallyFulfilledByName"_L1, u"Amazon"_s);
    }
}

bool OrderMaker::goesAbroad(const JsonTree& order) const
{
    return order.at("shipTo"_L1).object().at("country"_L1).text() != m_character.country;
}

} // namespace t6::sandbox
