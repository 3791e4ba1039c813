// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

namespace t6 {

/// ShipStation changes customs lines by their id, appends those without one, and drops one only with all others, for an empty list
/// (reference §2.2). So a patch that takes some lines away goes in two steps.
struct CustomsSteps
{
    OrderPatch first; ///< the patch itself, or with the declaration cleared
    OrderPatch then; ///< the lines that remain, as new ones, on what the first step left; empty: one step is enough
};

/// `patch` against `seen`. Errors: as applied().
[[nodiscard]] Result<CustomsSteps> intoCustomsSteps(const JsonText& seen, const OrderPatch& patch);

} // namespace t6
