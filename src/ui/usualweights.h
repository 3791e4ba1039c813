// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderpatch.h>
#include <operations/orderdetails.h>

#include <QStringList>

#include <optional>

namespace t6::ui {

/// What the merchant's other orders say of the items that have no weight here. Never set without a person's saying so.

[[nodiscard]] QString usualWeightText(const UsualWeight& usual); ///< "5.3 oz, on 41 of 43 orders"
[[nodiscard]] QStringList usualWeightTexts(const operations::OrderDetails& order); ///< "TEE-BLK-M: 5.3 oz, on 41 of 43 orders", one a SKU
/// What the items weigh together, those without weight taken as usual; nullopt while one remains unknown, or where all have theirs.
[[nodiscard]] std::optional<Weight> usualItemsWeight(const operations::OrderDetails& order);
/// Notes the usual weight of each item that has none.
[[nodiscard]] Result<void> setUsualWeights(OrderPatch& patch, const JsonText& base, const operations::OrderDetails& order);

} // namespace t6::ui
