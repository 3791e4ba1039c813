// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderreader.h"

#include "jsontext.h"

#include <algorithm>
#include <charconv>

namespace t6::shipstation {

namespace {

constexpr size_t kMostElements = 5000; ///< lines, customs lines, tags, merged ids

AddressVerdict verdict(std::string_view text) noexcept
{
    return text == "Address validated successfully" ? AddressVerdict::Verified
        : text == "Address validation warning"      ? AddressVerdict::Warning
        : text == "Address validation failed"       ? AddressVerdict::Failed
        : text == "Address not yet validated"       ? AddressVerdict::NotYetValidated
                                                    : AddressVerdict::None;
}

struct WireWeight
{
    double value = 0;
    WeightUnit unit = WeightUnit::Unknown;
};

struct WireSize
{
    double length = 0, width = 0, height = 0;
};

} // namespace

// What is read of each object. Other keys are skipped, as the unread ones, which stand here to keep the guesses in step; the raw
// bytes keep them all.
struct OrderReader::Tables
{
    using R = OrderReader;
    using V = Value;

    template <typename Target>
    static void unread(R& r, Target&, V& v)
    {
        r.skip(v);
    }

    static constexpr std::array<Field<WireWeight>, 3> kWeight{{
        {"value", [](R& r, WireWeight& w, V& v) { w.value = r.number(v); }},
        {"units", [](R& r, WireWeight& w, V& v) { w.unit = weightUnit(r.text(v)); }},
        {"WeightUnits", unread<WireWeight>},
    }};
    static constexpr std::array<Field<WireSize>, 4> kSize{{
        {"length", [](R& r, WireSize& s, V& v) { s.length = r.number(v); }},
        {"width", [](R& r, WireSize& s, V& v) { s.width = r.number(v); }},
        {"height", [](R& r, WireSize& s, V& v) { s.height = r.number(v); }},
        {"units", unread<WireSize>},
    }};
    static constexpr std::array<Field<AddressView>, 12> kAddress{{
        {"name", [](R& r, AddressView& a, V& v) { a.name = r.text(v); }},
        {"company", [](R& r, AddressView& a, V& v) { a.company = r.text(v); }},
        {"street1", [](R& r, AddressView& a, V& v) { a.street1 = r.text(v); }},
        {"street2", [](R& r, AddressView& a, V& v) { a.street2 = r.text(v); }},
        {"street3", [](R& r, AddressView& a, V& v) { a.street3 = r.text(v); }},
        {"city", [](R& r, AddressView& a, V& v) { a.city = r.text(v); }},
        {"state", [](R& r, AddressView& a, V& v) { a.state = r.text(v); }},
        {"postalCode", [](R& r, AddressView& a, V& v) { a.postalCode = r.text(v); }},
        {"country", [](R& r, AddressView& a, V& v) { a.country = r.text(v); }},
        {"phone", [](R& r, AddressView& a, V& v) { a.phone = r.text(v); }},
        {"residential",
            [](R& r, AddressView& a, V& v) {
                if (r.token(v) != "null")
                    a.residential = r.flag(v);
            }},
        {"addressVerified", [](R& r, AddressView& a, V& v) { a.verdict = verdict(r.text(v)); }},
    }};
    static constexpr std::array<Field<ItemView>, 18> kItem{{
        {"orderItemId", [](R& r, ItemView& i, V& v) { i.orderItemId = r.id(v); }, true},
        {"lineItemKey", [](R& r, ItemView& i, V& v) { i.lineItemKey = r.text(v); }},
        {"sku", [](R& r, ItemView& i, V& v) { i.sku = r.text(v); }},
        {"name", [](R& r, ItemView& i, V& v) { i.name = r.text(v); }},
        {"weight", [](R& r, ItemView& i, V& v) { i.weight = r.weight(v); }},
        {"quantity", [](R& r, ItemView& i, V& v) { i.quantity = r.whole(v); }},
        {"unitPrice", [](R& r, ItemView& i, V& v) { i.unitPrice = r.money(v); }},
        {"warehouseLocation", [](R& r, ItemView& i, V& v) { i.warehouseLocation = r.text(v); }},
        {"fulfillmentSku", [](R& r, ItemView& i, V& v) { i.fulfillmentSku = r.text(v); }},
        {"adjustment", [](R& r, ItemView& i, V& v) { i.adjustment = r.flag(v); }},
        {"imageUrl", unread<ItemView>},
        {"taxAmount", unread<ItemView>},
        {"shippingAmount", unread<ItemView>},
        {"options", unread<ItemView>},
        {"productId", unread<ItemView>},
        {"upc", unread<ItemView>},
        {"createDate", unread<ItemView>},
        {"modifyDate", unread<ItemView>},
    }};
    static constexpr std::array<Field<CustomsItemView>, 5> kCustomsItem{{
        {"description", [](R& r, CustomsItemView& c, V& v) { c.description = r.text(v); }},
        {"quantity", [](R& r, CustomsItemView& c, V& v) { c.quantity = r.whole(v); }},
        {"value", [](R& r, CustomsItemView& c, V& v) { c.value = r.money(v); }},
        {"harmonizedTariffCode", [](R& r, CustomsItemView& c, V& v) { c.harmonizedTariffCode = r.text(v); }},
        {"countryOfOrigin", [](R& r, CustomsItemView& c, V& v) { c.countryOfOrigin = r.text(v); }},
    }};
    static constexpr std::array<Field<OrderView>, 3> kCustoms{{
        {"contents", [](R& r, OrderView& o, V& v) { o.customsContents = r.text(v); }},
        {"customsItems", [](R& r, OrderView& o, V& v) { r.readObjects(v, kCustomsItem, r.m_customsItemKeys, o.customsItems); }},
        {"nonDelivery", [](R& r, OrderView& o, V& v) { o.nonDelivery = r.text(v); }},
    }};
    static constexpr std::array<Field<OrderView>, 17> kAdvanced{{
        {"warehouseId",
            [](R& r, OrderView& o, V& v) {
                if (const std::int64_t id = r.id(v))
                    o.warehouseId = WarehouseId{id};
            },
            true},
        {"storeId", [](R& r, OrderView& o, V& v) { o.storeId = StoreId{r.id(v)}; }, true},
        {"customField1", [](R& r, OrderView& o, V& v) { o.customField1 = r.text(v); }},
        {"customField2", [](R& r, OrderView& o, V& v) { o.customField2 = r.text(v); }},
        {"customField3", [](R& r, OrderView& o, V& v) { o.customField3 = r.text(v); }},
        {"mergedOrSplit", [](R& r, OrderView& o, V& v) { o.mergedOrSplit = r.flag(v); }},
        {"mergedIds", [](R& r, OrderView& o, V& v) { r.readArray(v, [&](V& e) { o.mergedIds.push_back(OrderId{r.id(e)}); }); }},
        {"parentId", [](R& r, OrderView& o, V& v) { o.parentId = OrderId{r.id(v)}; }, true},
        {"billToMyOtherAccount",
            [](R& r, OrderView& o, V& v) { // old documents say text: only a number names a wallet
                const std::string_view text = r.text(v);
                std::from_chars(text.data(), text.data() + text.size(), o.billToMyOtherAccount);
            }},
        {"nonMachinable", unread<OrderView>},
        {"saturdayDelivery", unread<OrderView>},
        {"containsAlcohol", unread<OrderView>},
        {"source", unread<OrderView>},
        {"billToParty", unread<OrderView>},
        {"billToAccount", unread<OrderView>},
        {"billToPostalCode", unread<OrderView>},
        {"billToCountryCode", unread<OrderView>},
    }};
    static constexpr std::array<Field<OrderView>, 43> kOrder{{
        {"orderId", [](R& r, OrderView& o, V& v) { o.id = OrderId{r.id(v)}; }, true},
        {"orderNumber", [](R& r, OrderView& o, V& v) { o.number = r.text(v); }},
        {"orderKey", [](R& r, OrderView& o, V& v) { o.key = r.text(v); }},
        {"orderDate", [](R& r, OrderView& o, V& v) { o.orderDate = r.time(v); }},
        {"createDate", [](R& r, OrderView& o, V& v) { o.createDate = r.time(v); }},
        {"modifyDate",
            [](R& r, OrderView& o, V& v) {
                o.modifyDateText = r.text(v);
                o.modifyDate = r.m_clock.fromLocal(o.modifyDateText);
            }},
        {"paymentDate", [](R& r, OrderView& o, V& v) { o.paymentDate = r.time(v); }},
        {"shipByDate", [](R& r, OrderView& o, V& v) { o.shipBy = r.time(v); }},
        {"orderStatus",
            [](R& r, OrderView& o, V& v) {
                o.statusText = r.text(v);
                o.status = orderStatus(o.statusText);
            }},
        {"customerUsername", [](R& r, OrderView& o, V& v) { o.customerUsername = r.text(v); }},
        {"customerEmail", [](R& r, OrderView& o, V& v) { o.customerEmail = r.text(v); }},
        {"billTo", [](R& r, OrderView& o, V& v) { r.readMember(v, kAddress, r.m_addressKeys, o.billTo); }},
        {"shipTo", [](R& r, OrderView& o, V& v) { r.readMember(v, kAddress, r.m_addressKeys, o.shipTo); }},
        {"items", [](R& r, OrderView& o, V& v) { r.readObjects(v, kItem, r.m_itemKeys, o.items); }},
        {"orderTotal", [](R& r, OrderView& o, V& v) { o.orderTotal = r.money(v); }},
        {"amountPaid", [](R& r, OrderView& o, V& v) { o.amountPaid = r.money(v); }},
        {"shippingAmount", [](R& r, OrderView& o, V& v) { o.shippingAmount = r.money(v); }},
        {"customerNotes", [](R& r, OrderView& o, V& v) { o.customerNotes = r.text(v); }},
        {"internalNotes", [](R& r, OrderView& o, V& v) { o.internalNotes = r.text(v); }},
        {"giftMessage", [](R& r, OrderView& o, V& v) { o.giftMessage = r.text(v); }},
        {"requestedShippingService", [](R& r, OrderView& o, V& v) { o.requestedShippingService = r.text(v); }},
        {"carrierCode", [](R& r, OrderView& o, V& v) { o.carrierCode = r.text(v); }},
        {"serviceCode", [](R& r, OrderView& o, V& v) { o.serviceCode = r.text(v); }},
        {"packageCode", [](R& r, OrderView& o, V& v) { o.packageCode = r.text(v); }},
        {"confirmation", [](R& r, OrderView& o, V& v) { o.confirmation = r.text(v); }},
        {"shipDate", [](R& r, OrderView& o, V& v) { o.shipDate = r.text(v); }},
        {"holdUntilDate", [](R& r, OrderView& o, V& v) { o.holdUntilDate = r.text(v).substr(0, 10); }},
        {"weight", [](R& r, OrderView& o, V& v) { o.weight = r.weight(v); }},
        {"dimensions",
            [](R& r, OrderView& o, V& v) {
                WireSize size;
                r.readMember(v, kSize, r.m_sizeKeys, size);
                o.hasDimensions = size.length > 0 && size.width > 0 && size.height > 0;
            }},
        {"internationalOptions", [](R& r, OrderView& o, V& v) { r.readMember(v, kCustoms, r.m_customsKeys, o); }},
        {"advancedOptions", [](R& r, OrderView& o, V& v) { r.readMember(v, kAdvanced, r.m_advancedKeys, o); }},
        {"tagIds", [](R& r, OrderView& o, V& v) { r.readArray(v, [&](V& e) { o.tagIds.push_back(TagId{r.id(e)}); }); }},
        {"userId", [](R& r, OrderView& o, V& v) { o.userId = r.text(v); }},
        {"externallyFulfilled", [](R& r, OrderView& o, V& v) { o.externallyFulfilled = r.flag(v); }},
        {"customerId", unread<OrderView>},
        {"taxAmount", unread<OrderView>},
        {"gift", unread<OrderView>},
        {"paymentMethod", unread<OrderView>},
        {"insuranceOptions", unread<OrderView>},
        {"externallyFulfilledBy", unread<OrderView>},
        {"externallyFulfilledById", unread<OrderView>},
        {"externallyFulfilledByName", unread<OrderView>},
        {"labelMessages", unread<OrderView>},
    }};
};

bool OrderReader::read(std::string_view raw)
{
    m_order.clear();
    m_order.raw = raw;
    prepare(raw.size());

    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (m_parser.iterate(raw.data(), raw.size(), raw.size() + simdjson::SIMDJSON_PADDING).get(document)
        || document.get_object().get(object)) {
        fail("no JSON object");
        return false;
    }
    readObject(object, Tables::kOrder, m_orderKeys, m_order);
    if (!m_fault && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        fail("text behind the object");
    if (!m_fault && m_order.id.value <= 0)
        fail("no orderId");
    return !m_fault;
}

bool OrderReader::readInPage(simdjson::ondemand::document& page, Value& element, size_t pageSize)
{
    m_order.clear();
    prepare(pageSize);
    const char* const start = token(element).data();
    simdjson::ondemand::object object;
    const char* behind = nullptr;
    if (element.get_object().get(object)) {
        fail("no JSON object");
        return false;
    }
    readObject(object, Tables::kOrder, m_orderKeys, m_order);
    if (!m_fault && page.current_location().get(behind))
        fail("cut off");
    if (m_fault)
        return false;
    while (behind[-1] != '}')
        --behind;
    m_order.raw = {start, static_cast<size_t>(behind - start)};
    if (m_order.id.value <= 0)
        fail("no orderId");
    return !m_fault;
}

std::string_view OrderReader::numberOf(std::string_view raw)
{
    prepare(raw.size());
    simdjson::ondemand::document document;
    Value value;
    if (m_parser.iterate(raw.data(), raw.size(), raw.size() + simdjson::SIMDJSON_PADDING).get(document)
        || document.find_field_unordered("orderNumber").get(value))
        return {};
    return text(value);
}

void OrderReader::prepare(size_t size)
{
    m_fault = nullptr;
    m_arenaUsed = 0;
    if (m_arena.size() < size)
        m_arena.resize(size);
}

template <typename Target, size_t N>
size_t OrderReader::lookUp(const char* key, const std::array<Field<Target>, N>& fields, KeyGuess& guess, size_t previous)
{
    static_assert(N < std::tuple_size_v<decltype(guess.next)>);
    std::uint64_t head = 0;
    std::memcpy(&head, key, sizeof head);
    std::uint8_t& next = guess.next[previous];
    if (next < N && fields[next].key.matches(key, head)) [[likely]]
        return next;
    return search(key, head, fields, next);
}

template <typename Target, size_t N>
[[gnu::noinline]] size_t OrderReader::search(
    const char* key, std::uint64_t head, const std::array<Field<Target>, N>& fields, std::uint8_t& next)
{
    for (size_t i = 0; i < N; ++i) {
        if (fields[i].key.matches(key, head)) {
            next = static_cast<std::uint8_t>(i);
            return i;
        }
    }
    // A key may be written with escapes: no second spelling of an id may slip through.
    const char* end = key;
    bool escaped = false;
    for (; *end != '"'; ++end) {
        if (*end == '\\') {
            escaped = true;
            ++end;
        }
    }
    if (escaped) {
        const std::string_view name = unescaped({key, static_cast<size_t>(end - key)});
        for (size_t i = 0; i < N; ++i) {
            if (fields[i].key.name == name)
                return i;
        }
    }
    return N;
}

template <typename Target, size_t N>
void OrderReader::readObject(
    simdjson::ondemand::object object, const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target)
{
    std::uint64_t seen = 0;
    size_t previous = N;
    for (auto result : object) {
        simdjson::ondemand::field field;
        if (std::move(result).get(field))
            return fail("broken object");
        Value& value = field.value();
        const size_t found = lookUp(field.key().raw(), fields, guess, previous);
        if (found == N) {
            skip(value);
        } else {
            previous = found;
            const std::uint64_t bit = std::uint64_t{1} << found;
            if (fields[found].identity && (seen & bit))
                fail("an id twice");
            seen |= bit;
            fields[found].read(*this, target, value);
        }
        if (m_fault)
            return;
    }
}

template <typename Target, size_t N>
void OrderReader::readMember(Value& value, const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target)
{
    simdjson::ondemand::object object;
    if (!isObject(value))
        skip(value);
    else if (value.get_object().get(object))
        fail("broken object");
    else
        readObject(object, fields, guess, target);
}

template <typename Each>
void OrderReader::readArray(Value& value, const Each& each)
{
    const std::string_view start = token(value);
    if (start.empty() || start.front() != '[')
        return skip(value);
    simdjson::ondemand::array array;
    if (value.get_array().get(array))
        return fail("broken array");
    size_t count = 0;
    for (auto result : array) {
        Value element;
        if (result.get(element))
            return fail("broken array");
        if (++count > kMostElements)
            return fail("too many elements");
        each(element);
        if (m_fault)
            return;
    }
}

template <typename Target, size_t N>
void OrderReader::readObjects(Value& value, const std::array<Field<Target>, N>& fields, KeyGuess& guess, std::vector<Target>& list)
{
    readArray(value, [&](Value& element) {
        if (isObject(element))
            readMember(element, fields, guess, list.emplace_back());
        else
            skip(element);
    });
}

void OrderReader::skip(Value& value)
{
    const std::string_view start = token(value);
    if (start.empty())
        return fail("no value");
    std::string_view part;
    simdjson::ondemand::object object;
    simdjson::ondemand::array array;
    switch (start.front()) {
    case '{':
        if (value.get_object().get(object) || object.raw_json().get(part))
            return fail("broken object");
        break;
    case '[':
        if (value.get_array().get(array) || array.raw_json().get(part))
            return fail("broken array");
        break;
    case '"':
        consume(value);
        return;
    case 'n':
    case 't':
    case 'f':
        if (start != "null" && start != "true" && start != "false")
            fail("no value");
        return;
    default:
        if (start.front() != '-' && (start.front() < '0' || start.front() > '9'))
            fail("no value");
        return;
    }
    if (!isSound(part))
        fail("brackets");
}

std::string_view OrderReader::textOfOther(Value& value, std::string_view start)
{
    skip(value);
    if (m_fault || start == "null" || start.front() == '{' || start.front() == '[')
        return {};
    return start;
}

std::string_view OrderReader::unescaped(std::string_view text)
{
    // Every escape is at least as long as what it stands for, and no byte of an order belongs to two texts.
    char* const begin = m_arena.data() + m_arenaUsed;
    if (m_arena.size() - m_arenaUsed < text.size()) {
        fail("text beyond the order");
        return {};
    }
    const std::optional<size_t> size = unescape(text, begin);
    if (!size) {
        fail("broken escape");
        return {};
    }
    m_arenaUsed += *size;
    return {begin, *size};
}

/// 0 for null, nothing and "". Anything else that is not a whole number of 64 bits is a fault.
std::int64_t OrderReader::id(Value& value)
{
    std::string_view text = token(value);
    if (text.size() >= 2 && text.front() == '"') {
        consume(value);
        text = unquoted(text);
    }
    if (text.empty() || text == "null")
        return 0;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
    if (rest.starts_with('.') && rest.find_first_not_of('0', 1) == std::string_view::npos)
        rest = {};
    if (error != std::errc() || !rest.empty())
        fail("an id that is no whole number");
    return number;
}

double OrderReader::number(Value& value)
{
    const std::string_view text = token(value);
    if (!text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'))) {
        const auto number = toNumber(text);
        if (!number)
            fail("no number");
        return number.value_or(0);
    }
    return toNumber(this->text(value)).value_or(0);
}

int OrderReader::whole(Value& value)
{
    const double found = number(value);
    return found == found ? static_cast<int>(std::clamp(found, -1e9, 1e9)) : 0;
}

bool OrderReader::flag(Value& value)
{
    const std::string_view found = text(value);
    return found == "true" || found == "True" || found == "1";
}

std::optional<Weight> OrderReader::weight(Value& value)
{
    if (!isObject(value)) {
        skip(value);
        return std::nullopt;
    }
    WireWeight found;
    readMember(value, Tables::kWeight, m_weightKeys, found);
    return Weight::from(found.value, found.unit);
}

} // namespace t6::shipstation
