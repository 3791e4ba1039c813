// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderreader.h"

#include "jsonscalars.h"

#include <algorithm>
#include <charconv>

namespace t6::shipstation {

namespace {

constexpr size_t kMostElements = 5000; ///< lines, customs lines, tags, merged ids
constexpr size_t kLargestOrder = 16 * 1024 * 1024;

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

    template <typename Target>
    static void unread(R& r, Target&)
    {
        r.skip();
    }

    static constexpr std::array<Field<WireWeight>, 3> kWeight{{
        {"value", [](R& r, WireWeight& w) { w.value = r.decimal(); }},
        {"units", [](R& r, WireWeight& w) { w.unit = weightUnit(r.text()); }},
        {"WeightUnits", unread<WireWeight>},
    }};
    static constexpr std::array<Field<WireSize>, 4> kSize{{
        {"length", [](R& r, WireSize& s) { s.length = r.decimal(); }},
        {"width", [](R& r, WireSize& s) { s.width = r.decimal(); }},
        {"height", [](R& r, WireSize& s) { s.height = r.decimal(); }},
        {"units", unread<WireSize>},
    }};
    static constexpr std::array<Field<AddressView>, 12> kAddress{{
        {"name", [](R& r, AddressView& a) { a.name = r.text(); }},
        {"company", [](R& r, AddressView& a) { a.company = r.text(); }},
        {"street1", [](R& r, AddressView& a) { a.street1 = r.text(); }},
        {"street2", [](R& r, AddressView& a) { a.street2 = r.text(); }},
        {"street3", [](R& r, AddressView& a) { a.street3 = r.text(); }},
        {"city", [](R& r, AddressView& a) { a.city = r.text(); }},
        {"state", [](R& r, AddressView& a) { a.state = r.text(); }},
        {"postalCode", [](R& r, AddressView& a) { a.postalCode = r.text(); }},
        {"country", [](R& r, AddressView& a) { a.country = r.text(); }},
        {"phone", [](R& r, AddressView& a) { a.phone = r.text(); }},
        {"residential",
            [](R& r, AddressView& a) {
                if (r.m_walk.kind() == 'n')
                    r.skip();
                else
                    a.residential = r.flag();
            }},
        {"addressVerified", [](R& r, AddressView& a) { a.verdict = verdict(r.text()); }},
    }};
    static constexpr std::array<Field<ItemView>, 18> kItem{{
        {"orderItemId", [](R& r, ItemView& i) { i.orderItemId = r.id(); }, true},
        {"lineItemKey", [](R& r, ItemView& i) { i.lineItemKey = r.text(); }},
        {"sku", [](R& r, ItemView& i) { i.sku = r.text(); }},
        {"name", [](R& r, ItemView& i) { i.name = r.text(); }},
        {"weight", [](R& r, ItemView& i) { i.weight = r.weight(); }},
        {"quantity", [](R& r, ItemView& i) { i.quantity = r.whole(); }},
        {"unitPrice", [](R& r, ItemView& i) { i.unitPrice = r.money(); }},
        {"warehouseLocation", [](R& r, ItemView& i) { i.warehouseLocation = r.text(); }},
        {"fulfillmentSku", [](R& r, ItemView& i) { i.fulfillmentSku = r.text(); }},
        {"adjustment", [](R& r, ItemView& i) { i.adjustment = r.flag(); }},
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
        {"description", [](R& r, CustomsItemView& c) { c.description = r.text(); }},
        {"quantity", [](R& r, CustomsItemView& c) { c.quantity = r.whole(); }},
        {"value", [](R& r, CustomsItemView& c) { c.value = r.money(); }},
        {"harmonizedTariffCode", [](R& r, CustomsItemView& c) { c.harmonizedTariffCode = r.text(); }},
        {"countryOfOrigin", [](R& r, CustomsItemView& c) { c.countryOfOrigin = r.text(); }},
    }};
    static constexpr std::array<Field<OrderView>, 3> kCustoms{{
        {"contents", [](R& r, OrderView& o) { o.customsContents = r.text(); }},
        {"customsItems", [](R& r, OrderView& o) { r.readObjects(kCustomsItem, r.m_customsItemKeys, o.customsItems); }},
        {"nonDelivery", [](R& r, OrderView& o) { o.nonDelivery = r.text(); }},
    }};
    static constexpr std::array<Field<OrderView>, 17> kAdvanced{{
        {"warehouseId",
            [](R& r, OrderView& o) {
                if (const std::int64_t id = r.id())
                    o.warehouseId = WarehouseId{id};
            },
            true},
        {"storeId", [](R& r, OrderView& o) { o.storeId = StoreId{r.id()}; }, true},
        {"customField1", [](R& r, OrderView& o) { o.customField1 = r.text(); }},
        {"customField2", [](R& r, OrderView& o) { o.customField2 = r.text(); }},
        {"customField3", [](R& r, OrderView& o) { o.customField3 = r.text(); }},
        {"mergedOrSplit", [](R& r, OrderView& o) { o.mergedOrSplit = r.flag(); }},
        {"mergedIds", [](R& r, OrderView& o) { r.readArray([&] { o.mergedIds.push_back(OrderId{r.id()}); }); }},
        {"parentId", [](R& r, OrderView& o) { o.parentId = OrderId{r.id()}; }, true},
        {"billToMyOtherAccount",
            [](R& r, OrderView& o) { // old documents say text: only a number names a wallet
                const std::string_view text = r.text();
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
        {"orderId", [](R& r, OrderView& o) { o.id = OrderId{r.id()}; }, true},
        {"orderNumber", [](R& r, OrderView& o) { o.number = r.text(); }},
        {"orderKey", [](R& r, OrderView& o) { o.key = r.text(); }},
        {"orderDate", [](R& r, OrderView& o) { o.orderDate = r.time(); }},
        {"createDate", [](R& r, OrderView& o) { o.createDate = r.time(); }},
        {"modifyDate",
            [](R& r, OrderView& o) {
                o.modifyDateText = r.text();
                o.modifyDate = r.m_clock.fromLocal(o.modifyDateText);
            }},
        {"paymentDate", [](R& r, OrderView& o) { o.paymentDate = r.time(); }},
        {"shipByDate", [](R& r, OrderView& o) { o.shipBy = r.time(); }},
        {"orderStatus",
            [](R& r, OrderView& o) {
                o.statusText = r.text();
                o.status = orderStatus(o.statusText);
            }},
        {"customerUsername", [](R& r, OrderView& o) { o.customerUsername = r.text(); }},
        {"customerEmail", [](R& r, OrderView& o) { o.customerEmail = r.text(); }},
        {"billTo", [](R& r, OrderView& o) { r.readMember(kAddress, r.m_addressKeys, o.billTo); }},
        {"shipTo", [](R& r, OrderView& o) { r.readMember(kAddress, r.m_addressKeys, o.shipTo); }},
        {"items", [](R& r, OrderView& o) { r.readObjects(kItem, r.m_itemKeys, o.items); }},
        {"orderTotal", [](R& r, OrderView& o) { o.orderTotal = r.money(); }},
        {"amountPaid", [](R& r, OrderView& o) { o.amountPaid = r.money(); }},
        {"shippingAmount", [](R& r, OrderView& o) { o.shippingAmount = r.money(); }},
        {"customerNotes", [](R& r, OrderView& o) { o.customerNotes = r.text(); }},
        {"internalNotes", [](R& r, OrderView& o) { o.internalNotes = r.text(); }},
        {"giftMessage", [](R& r, OrderView& o) { o.giftMessage = r.text(); }},
        {"requestedShippingService", [](R& r, OrderView& o) { o.requestedShippingService = r.text(); }},
        {"carrierCode", [](R& r, OrderView& o) { o.carrierCode = r.text(); }},
        {"serviceCode", [](R& r, OrderView& o) { o.serviceCode = r.text(); }},
        {"packageCode", [](R& r, OrderView& o) { o.packageCode = r.text(); }},
        {"confirmation", [](R& r, OrderView& o) { o.confirmation = r.text(); }},
        {"shipDate", [](R& r, OrderView& o) { o.shipDate = r.text(); }},
        {"holdUntilDate", [](R& r, OrderView& o) { o.holdUntilDate = r.text().substr(0, 10); }},
        {"weight", [](R& r, OrderView& o) { o.weight = r.weight(); }},
        {"dimensions",
            [](R& r, OrderView& o) {
                WireSize size;
                r.readMember(kSize, r.m_sizeKeys, size);
                o.hasDimensions = size.length > 0 && size.width > 0 && size.height > 0;
            }},
        {"internationalOptions", [](R& r, OrderView& o) { r.readMember(kCustoms, r.m_customsKeys, o); }},
        {"advancedOptions", [](R& r, OrderView& o) { r.readMember(kAdvanced, r.m_advancedKeys, o); }},
        {"tagIds", [](R& r, OrderView& o) { r.readArray([&] { o.tagIds.push_back(TagId{r.id()}); }); }},
        {"userId", [](R& r, OrderView& o) { o.userId = r.text(); }},
        {"externallyFulfilled", [](R& r, OrderView& o) { o.externallyFulfilled = r.flag(); }},
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

bool OrderReader::read()
{
    m_order.clear();
    m_fault = nullptr;
    m_arenaUsed = 0;
    const JsonWalk::Place start = m_walk.place();
    if (m_walk.kind() != '{') {
        fail("no object");
        return false;
    }
    readObject(Tables::kOrder, m_orderKeys, m_order);
    if (m_fault)
        return false;
    m_order.raw = m_walk.since(start);
    if (m_order.raw.size() > kLargestOrder)
        fail("too large");
    if (m_order.id.value <= 0)
        fail("no orderId");
    return !m_fault;
}

std::string_view OrderReader::number()
{
    m_fault = nullptr;
    m_arenaUsed = 0;
    std::string_view found;
    static constexpr std::array<Field<std::string_view>, 1> kNumber{{
        {"orderNumber", [](OrderReader& r, std::string_view& text) { text = r.text(); }},
    }};
    if (m_walk.kind() == '{')
        readObject(kNumber, m_numberKey, found);
    return m_fault ? std::string_view() : found;
}

void OrderReader::prepare(size_t size)
{
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
void OrderReader::readObject(const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target)
{
    std::uint64_t seen = 0;
    size_t previous = N;
    m_walk.next();
    if (m_walk.kind() == '}')
        return m_walk.next();
    for (;;) {
        if (m_walk.kind() != '"' || m_walk.nextKind() != ':')
            return fail("broken object");
        const size_t found = lookUp(m_walk.text() + 1, fields, guess, previous);
        m_walk.next();
        m_walk.next();
        if (found == N) {
            skip();
        } else {
            previous = found;
            const std::uint64_t bit = std::uint64_t{1} << found;
            if (fields[found].identity && (seen & bit))
                fail("an id twice");
            seen |= bit;
            fields[found].read(*this, target);
        }
        if (m_fault)
            return;
        const char behind = m_walk.kind();
        if (behind != ',' && behind != '}')
            return fail("broken object");
        m_walk.next();
        if (behind == '}')
            return;
    }
}

template <typename Target, size_t N>
void OrderReader::readMember(const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target)
{
    if (m_walk.kind() == '{')
        readObject(fields, guess, target);
    else
        skip();
}

template <typename Each>
void OrderReader::readArray(const Each& each)
{
    if (m_walk.kind() != '[')
        return skip();
    m_walk.next();
    if (m_walk.kind() == ']')
        return m_walk.next();
    for (size_t count = 1;; ++count) {
        if (count > kMostElements)
            return fail("too many elements");
        each();
        if (m_fault)
            return;
        const char behind = m_walk.kind();
        if (behind != ',' && behind != ']')
            return fail("broken array");
        m_walk.next();
        if (behind == ']')
            return;
    }
}

template <typename Target, size_t N>
void OrderReader::readObjects(const std::array<Field<Target>, N>& fields, KeyGuess& guess, std::vector<Target>& list)
{
    readArray([&] {
        if (m_walk.kind() == '{')
            readObject(fields, guess, list.emplace_back());
        else
            skip();
    });
}

void OrderReader::skip()
{
    if (!m_walk.skipNull() && !m_walk.skip())
        fail("broken value");
}

/// Numbers and booleans as written; null and containers empty.
std::string_view OrderReader::textOfOther()
{
    const std::string_view found = m_walk.token();
    skip();
    return m_fault || found == "null" || found.front() == '{' || found.front() == '[' ? std::string_view() : found;
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
std::int64_t OrderReader::id()
{
    const bool isText = m_walk.kind() == '"';
    const std::string_view text = isText ? this->text() : m_walk.token();
    if (!isText)
        skip();
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

double OrderReader::decimal()
{
    const bool isText = m_walk.kind() == '"';
    const std::string_view found = text();
    const std::optional<double> number = toNumber(found);
    // A number that is none is broken JSON; a text that is none is only missing.
    if (!number && !isText && !found.empty() && found != "true" && found != "false")
        fail("no number");
    return number.value_or(0);
}

int OrderReader::whole()
{
    const double found = decimal();
    return found == found ? static_cast<int>(std::clamp(found, -1e9, 1e9)) : 0;
}

bool OrderReader::flag()
{
    const std::string_view found = text();
    return found == "true" || found == "True" || found == "1";
}

std::optional<Weight> OrderReader::weight()
{
    if (m_walk.kind() != '{') {
        skip();
        return std::nullopt;
    }
    WireWeight found;
    readObject(Tables::kWeight, m_weightKeys, found);
    return Weight::from(found.value, found.unit);
}

} // namespace t6::shipstation
