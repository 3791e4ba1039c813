// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"
#include "ordernotes.h"

#include <cstring>

namespace t6 {

namespace {

/// A 64-bit hash that is the same in every run and on every machine of the same byte order, since it is kept. Not for secrets.
class Fingerprint
{
public:
    void add(std::uint64_t value) noexcept
    {
        m_state = (m_state ^ value) * 0x9E3779B97F4A7C15ULL;
        m_state ^= m_state >> 29;
    }
    void add(std::string_view text) noexcept
    {
        add(text.size());
        while (!text.empty()) {
            std::uint64_t eight = 0;
            const std::size_t count = std::min<std::size_t>(text.size(), 8);
            std::memcpy(&eight, text.data(), count);
            add(eight);
            text.remove_prefix(count);
        }
    }
    [[nodiscard]] std::uint64_t value() const noexcept
    {
        std::uint64_t result = m_state * 0xBF58476D1CE4E5B9ULL;
        result ^= result >> 32;
        return result == 0 ? 1 : result;
    }

private:
    std::uint64_t m_state = 0x243F6A8885A308D3ULL;
};

/// A sum, so that the order of the lines does not matter; discounts are no goods.
std::uint64_t itemsFingerprint(const OrderView& order) noexcept
{
    std::uint64_t sum = 0;
    for (const ItemView& item : order.items) {
        if (!isShippable(item))
            continue;
        Fingerprint line;
        line.add(item.sku.empty() ? item.name : item.sku);
        line.add(static_cast<std::uint64_t>(item.quantity));
        sum += line.value();
    }
    return sum;
}

void addTime(Fingerprint& fact, const std::optional<UtcTime>& time) noexcept
{
    fact.add(time ? static_cast<std::uint64_t>(time->time_since_epoch().count()) : 0);
}

void addWeight(Fingerprint& fact, const std::optional<Weight>& weight) noexcept
{
    fact.add(weight ? static_cast<std::uint64_t>(weight->milligrams) : ~std::uint64_t{0});
}

void addShipTo(Fingerprint& fact, const AddressView& to) noexcept
{
    for (const std::string_view part : {to.name, to.company, to.street1, to.street2, to.street3, to.city, to.state, to.postalCode, to.country, to.phone})
        fact.add(part);
    fact.add(static_cast<std::uint64_t>(to.verdict));
}

void addWeights(Fingerprint& fact, const OrderView& order) noexcept
{
    addWeight(fact, order.weight);
    for (const ItemView& item : order.items) {
        fact.add(item.sku.empty() ? item.name : item.sku);
        fact.add(static_cast<std::uint64_t>(item.quantity));
        addWeight(fact, item.weight);
    }
}

void addShipping(Fingerprint& fact, const OrderView& order) noexcept
{
    for (const std::string_view part : {order.carrierCode, order.serviceCode, order.packageCode, order.shipTo.country})
        fact.add(part);
    fact.add(static_cast<std::uint64_t>(order.billToMyOtherAccount));
}

void addCustoms(Fingerprint& fact, const OrderView& order) noexcept
{
    fact.add(order.customsContents);
    fact.add(order.shipTo.country);
    fact.add(itemsFingerprint(order));
    for (const CustomsItemView& line : order.customsItems) {
        for (const std::string_view part : {line.description, line.harmonizedTariffCode, line.countryOfOrigin})
            fact.add(part);
        fact.add(static_cast<std::uint64_t>(line.quantity));
        fact.add(static_cast<std::uint64_t>(line.value.minor));
    }
}

/// What the check of this code reads of an order, or a little more: a change beside it raises a waived finding once more, which
/// does less harm than one that stays silent.
void addFact(Fingerprint& fact, CheckCode code, const OrderView& order) noexcept
{
    if (code <= CheckCode::SplitWrong) {
        fact.add(order.number);
        fact.add(static_cast<std::uint64_t>(order.parentId.value));
        fact.add(itemsFingerprint(order));
    } else if (code <= CheckCode::PhoneMissing) {
        addShipTo(fact, order.shipTo);
        addShipping(fact, order);
    } else if (code <= CheckCode::ItemWeightMissing) {
        addWeights(fact, order);
    } else if (code <= CheckCode::ReturnAddressThrough6) {
        fact.add(order.warehouseId ? static_cast<std::uint64_t>(order.warehouseId->value) : 0);
    } else if (code <= CheckCode::PackageUnknown || code == CheckCode::FundsShort) {
        addShipping(fact, order);
    } else if (code <= CheckCode::CustomsVague) {
        addCustoms(fact, order);
    } else if (code == CheckCode::Instructions) {
        for (const std::string_view note : {order.customerNotes, order.internalNotes, order.giftMessage})
            fact.add(note);
    } else if (code == CheckCode::DuplicateSuspect) {
        fact.add(twinFingerprint(order));
    } else if (code == CheckCode::Overdue || code == CheckCode::HoldExpired) {
        for (const auto& time : {order.shipBy, order.paymentDate, order.orderDate})
            addTime(fact, time);
        fact.add(order.holdUntilDate);
    } else {
        fact.add(fingerprint(order));
    }
}

} // namespace

std::uint64_t factFingerprint(const Issue& issue, const OrderView& order) noexcept
{
    Fingerprint fact;
    fact.add(static_cast<std::uint64_t>(issue.code));
    fact.add(static_cast<std::uint64_t>(issue.severity));
    for (const QChar c : issue.field)
        fact.add(c.unicode());
    addFact(fact, issue.code, order);
    return fact.value();
}

std::uint64_t fingerprint(const OrderView& order) noexcept
{
    const AddressView& to = order.shipTo;
    Fingerprint result;
    result.add(order.status == OrderStatus::Unknown ? order.statusText : wireName(order.status));
    for (const std::string_view part : {to.name, to.company, to.street1, to.street2, to.street3, to.city, to.state, to.postalCode, to.country})
        result.add(part);
    result.add(itemsFingerprint(order));
    return result.value();
}

std::uint64_t twinFingerprint(const OrderView& order) noexcept
{
    const std::uint64_t items = itemsFingerprint(order);
    const WordText buyer(order.customerEmail.empty() ? order.customerUsername : order.customerEmail);
    if (items == 0 || buyer.view().empty())
        return 0;
    Fingerprint result;
    result.add(buyer.view());
    result.add(items);
    return result.value();
}

} // namespace t6
