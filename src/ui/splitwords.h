// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QString>

namespace t6::ui {

/// Splits as staff speak of them. Plain text that may hold names from outside.

[[nodiscard]] QString splitWeightText(const SplitWeight& weight); ///< "12.2 oz"; "—" when it is not known
[[nodiscard]] bool isWarning(SplitNoticeCode code); ///< what a person should think about before going on
/// Why an order is not split, and what to do about it.
[[nodiscard]] QString splitRefusalText(const Error& error);
[[nodiscard]] QString splitNumbers(const SplitPlan& plan); ///< of the new orders: "#1001-2, #1001-3"
[[nodiscard]] int unitsLeaving(const SplitPlan& plan);

/// One of the few steps that a split has, and what became of it.
struct SplitRow
{
    enum class State { Ahead, UnderWay, Verified, Failed };
    QString title;
    State state = State::Ahead;
    QString detail;
};
[[nodiscard]] QList<SplitRow> splitRows(const operations::SplitReport& report);

[[nodiscard]] QString splitTitle(const operations::SplitReport& report); ///< "Split off #1001-2", "Take back the split: #1001-2"
[[nodiscard]] QString splitStateText(const operations::SplitReport& report); ///< two or three words
[[nodiscard]] QString splitOutcomeText(const operations::SplitReport& report); ///< what is so now, and what can be done, in sentences

/// Open operations that stand alone: the steps of open splits belong to those.
[[nodiscard]] QList<operations::OperationReport> loneOperations(const operations::Console& console);

} // namespace t6::ui
