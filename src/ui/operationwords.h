// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <operations/correction.h>

#include <QString>

namespace t6::ui {

/// Operations as staff speak of them. Plain text on one line that may hold names from outside.

[[nodiscard]] QString holdDateText(const QString& isoDate); ///< "24 Dec"; with the year when it is not this one's
[[nodiscard]] QString tagName(const QString& id, const AccountFacts& facts);
[[nodiscard]] QString userName(const QString& id, const AccountFacts& facts);
[[nodiscard]] QString operationTitle(const operations::OperationReport& report, const AccountFacts& facts); ///< "Hold until 24 Dec", "Undo: Add tag Rush"
[[nodiscard]] QString operationStateText(OperationState state); ///< "Outcome unknown"
/// What an act that is no edit has made of the order: "1001 is on hold until 24 Dec".
[[nodiscard]] QString actDoneText(const operations::OperationReport& report, const AccountFacts& facts);
/// What is known of an open operation and what may be done, in sentences.
[[nodiscard]] QString openOperationText(const operations::OperationReport& report);

} // namespace t6::ui
