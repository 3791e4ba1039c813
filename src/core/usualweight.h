// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderview.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace t6 {

/// What one SKU mostly weighs on a merchant's orders.
struct UsualWeight
{
    Weight each; ///< of one unit
    int orders = 0; ///< that have this weight
    int of = 0; ///< orders that have any weight for the SKU
};

/// The weights that SKUs have on orders. SKUs compare folded (core/textfold.h). Reading is safe from any thread.
class WeightHistory
{
public:
    /// Each order once. Lines without SKU or weight, and discount lines, say nothing.
    void add(const OrderView& order);

    /// nullopt for an unknown SKU, and where no weight is more common than all others: there is nothing to go by.
    [[nodiscard]] std::optional<UsualWeight> of(std::string_view sku) const;

private:
    struct Count
    {
        Weight each;
        int orders = 0;
        OrderId last;
    };
    struct Seen
    {
        std::vector<Count> counts;
        int orders = 0;
        OrderId last;
    };
    std::unordered_map<std::string, Seen> m_seen; ///< by folded SKU
    std::string m_key; ///< reused
};

} // namespace t6
