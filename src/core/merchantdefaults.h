// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchant.h"

#include <vector>

namespace t6 {

/// What is told of a SKU; null if no pattern fits. Points into `defaults`.
[[nodiscard]] const CustomsGoods* goodsFor(const CustomsDefaults& defaults, const QString& sku);

/// What a buyer's request may mean, in the merchant's order. A request without text means nothing.
[[nodiscard]] std::vector<ServiceMapping> mappingsFor(const std::vector<ServiceMapping>& services, const QString& requested);

} // namespace t6
