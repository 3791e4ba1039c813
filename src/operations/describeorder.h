// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderdetails.h"

#include <core/through6.h>

namespace t6::operations {

/// An order in words, codes replaced by the account's names where they are known. Leaves merchant, asOf, readiness, issues and
/// reviewedAt to the caller. Any thread.
[[nodiscard]] OrderDetails describeOrder(const OrderView& order, const AccountFacts& facts, const Through6Matcher& matcher);

} // namespace t6::operations
