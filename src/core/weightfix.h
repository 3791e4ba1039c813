// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quantity.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace t6 {

/// One line of an order, as far as its weight goes.
struct LineWeight
{
    std::optional<Weight> each; ///< of one unit
    int quantity = 0;
    bool adjustment = false; ///< a discount line: never counts
};

/// What the items weigh together, in ounces as its unit; nullopt when a line that is shipped has no weight, or none is shipped.
[[nodiscard]] std::optional<Weight> weightOf(const std::vector<LineWeight>& lines) noexcept;

/// Two units that are mistaken for each other.
struct UnitMistake
{
    double factor = 1; ///< ounces in a pound, grams in an ounce, grams in a pound
    const char* words = nullptr; ///< for QCoreApplication::translate("t6::Checks", …)
};
/// What a weight that is `ratio` times the expected one is off by, in either direction, within 5 %; null if it is no such factor.
[[nodiscard]] const UnitMistake* unitMistake(double ratio) noexcept;

struct UnitSlip
{
    UnitMistake mistake;
    Weight corrected; ///< the same figure in the unit that was meant
};
/// The order's weight as it was meant, when it differs from its items' by a unit's factor.
[[nodiscard]] std::optional<UnitSlip> unitSlip(Weight order, Weight items) noexcept;

} // namespace t6
