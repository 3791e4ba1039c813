// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/queuetable.h>
#include <operations/merchantstate.h>

#include <QJsonArray>
#include <QJsonObject>

namespace t6::cli {

// What `merchant list`, `merchant add` and `merchant test` print.

[[nodiscard]] QString merchantsTable(const QList<operations::MerchantState>& merchants, const QueueSnapshot& queue);
/// [{name, apiUrl, login, memoryOnly, state, lastSync, error, orders, issues: [{code, severity, text, fix}]}]
[[nodiscard]] QJsonArray merchantsJson(const QList<operations::MerchantState>& merchants, const QueueSnapshot& queue);

[[nodiscard]] QString connectedText(const operations::MerchantState& merchant);
[[nodiscard]] QJsonObject connectedJson(const operations::MerchantState& merchant);

[[nodiscard]] QString accountText(const operations::MerchantState& merchant, const operations::AccountSummary& account);
[[nodiscard]] QJsonObject accountJson(const operations::MerchantState& merchant, const operations::AccountSummary& account);

} // namespace t6::cli
