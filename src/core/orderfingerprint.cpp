// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

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

} // namespace

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
