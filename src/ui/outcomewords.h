// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <operations/correction.h>

#include <QString>

namespace t6::ui {

/// What became of a correction, for the person who asked for it. Plain text that may hold buyers' data.
struct OutcomeWords
{
    bool done = false; ///< the order is as wanted, read again
    QString text; ///< what happened, and what to do next where something is left to do
};
[[nodiscard]] OutcomeWords outcomeWords(const Result<operations::OperationReport>& report, const AccountFacts& facts);

/// How far one that is under way has come.
[[nodiscard]] QString progressText(OperationState state);

} // namespace t6::ui
