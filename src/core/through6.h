// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchant.h"
#include "orderview.h"

#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// A Through6Rule ready for millions of lines: patterns folded once. Immutable; const use from any thread.
class Through6Matcher
{
public:
    explicit Through6Matcher(const Through6Rule& rule);

    [[nodiscard]] bool matchesOrder(const OrderView& order) const noexcept; ///< by tag or store: all its lines
    [[nodiscard]] bool matchesLine(const ItemView& item) const noexcept; ///< by SKU, fulfilment SKU, warehouse location

    /// Units of an order: discount lines never count. A line with quantity <= 0 counts as 0.
    struct Units
    {
        int through6 = 0;
        int other = 0;
    };
    [[nodiscard]] Units units(const OrderView& order) const noexcept;

private:
    std::vector<std::string> m_sku, m_fulfillmentSku, m_warehouseLocation;
    std::vector<TagId> m_tags;
    std::vector<StoreId> m_stores;
};

/// Whole-text match with * and ? (one letter), ignoring case and accents (core/textfold.h). `foldedPattern` is already folded.
/// A text over 4 kB matches nothing.
[[nodiscard]] bool matchesWildcard(std::string_view foldedPattern, std::string_view text) noexcept;

} // namespace t6
