// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuequery.h"

#include <string>
#include <vector>

namespace t6 {

/// Open orders of one merchant that share a finding and most likely its reason: "37 orders, ACME, TEE-BLK-M has no weight".
struct Cause
{
    CheckCode code;
    MerchantId merchant;
    std::string subject; ///< UTF-8: the SKU for weight and customs findings, the country for phone and address ones, else empty
    std::vector<RowId> rows;
};

/// Groups the open rows that satisfy `query` (its sort order is ignored) by what a person should look at, or by the issues that
/// `query` names if it names some; largest group first. Of several SKUs on an order the likeliest is taken. Any thread.
[[nodiscard]] std::vector<Cause> groupByCause(const QueueSnapshot& queue, const QueueQuery& query);

} // namespace t6
