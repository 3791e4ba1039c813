// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <core/queuetable.h>
#include <core/result.h>

namespace t6::cli {

/// The only order of that number. Errors: NotFound; InvalidInput when there are several.
[[nodiscard]] Result<OrderId> orderByNumber(const QueueSnapshot& queue, const Merchant& merchant, const QString& number);

} // namespace t6::cli
