// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/onboarding.h>
#include <core/queuetable.h>
#include <operations/merchantstate.h>

#include <QJsonArray>
#include <QJsonObject>

namespace t6::cli {

// What `merchant list`, `merchant add`, `merchant test` and `merchant checklist` print.

[[nodiscard]] QString merchantsTable(const QList<operations::MerchantState>& merchants, const QueueSnapshot& queue);
/// [{name, apiUrl, login, memoryOnly, state, lastSync, error, orders, issues: [{code, severity, text, fix}]}]
[[nodiscard]] QJsonArray merchantsJson(const QList<operations::MerchantState>& merchants, const QueueSnapshot& queue);

[[nodiscard]] QString connectedText(const operations::MerchantState& merchant);
[[nodiscard]] QJsonObject connectedJson(const operations::MerchantState& merchant);

[[nodiscard]] QString accountText(const operations::MerchantState& merchant, const operations::AccountSummary& account);
[[nodiscard]] QJsonObject accountJson(const operations::MerchantState& merchant, const operations::AccountSummary& account);

/// What of a merchant's set-up is done, and the letter that asks for the rest.
[[nodiscard]] QString checklistText(const std::vector<SetupItem>& items);
/// {points: [{point, title, state, finding, ask, by, at}], text}
[[nodiscard]] QJsonObject checklistJson(const std::vector<SetupItem>& items);

} // namespace t6::cli
