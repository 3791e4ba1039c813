// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "usualweight.h"

#include "textfold.h"

#include <algorithm>

namespace t6 {

namespace {

constexpr std::size_t kMostWeights = 64; ///< of one SKU: whatever else it weighs is not usual

/// A line more of an order that was counted already is not counted again.
template <typename Counted>
void count(Counted& counted, OrderId order)
{
    if (counted.orders > 0 && counted.last == order)
        return;
    counted.last = order;
    ++counted.orders;
}

} // namespace

void WeightHistory::add(const OrderView& order)
{
    for (const ItemView& item : order.items) {
        if (item.adjustment || item.sku.empty() || !item.weight || item.weight->isMissing())
            continue;
        m_key.clear();
        foldInto(item.sku, m_key);
        Seen& seen = m_seen[m_key];
        count(seen, order.id);
        auto known = std::find_if(seen.counts.begin(), seen.counts.end(), [&item](const Count& each) { return each.each.milligrams == item.weight->milligrams; });
        if (known == seen.counts.end()) {
            if (seen.counts.size() == kMostWeights)
                continue;
            known = seen.counts.insert(known, Count{*item.weight, 0, {}});
        }
        count(*known, order.id);
    }
}

std::optional<UsualWeight> WeightHistory::of(std::string_view sku) const
{
    const auto seen = m_seen.find(folded(sku));
    if (sku.empty() || seen == m_seen.end())
        return std::nullopt;
    const std::vector<Count>& counts = seen->second.counts;
    const auto most = std::max_element(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.orders < b.orders; });
    const bool tied = std::count_if(counts.begin(), counts.end(), [&most](const Count& each) { return each.orders == most->orders; }) > 1;
    return tied ? std::nullopt : std::optional(UsualWeight{most->each, most->orders, seen->second.orders});
}

} // namespace t6
