// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks.h"

namespace t6 {

/// What of an order the merchant can say or change; the rest is the desk's own work.
[[nodiscard]] IssueMask merchantsIssues(const std::vector<Issue>& issues) noexcept;

/// A letter to the merchant, ready to send: the order's number, each finding in words with what is missing, and the setting of
/// ShipStation that would prevent it. Plain text; holds buyer's data as the findings do. "" when there is nothing to ask.
[[nodiscard]] QString askMerchantText(const QString& orderNumber, const std::vector<Issue>& issues);

} // namespace t6
