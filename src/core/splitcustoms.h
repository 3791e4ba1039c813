// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitdivision.h"

namespace t6 {

/// A declaration divided between the orders of a split. A line's value is taken as that of one unit.
struct SplitCustoms
{
    QList<QByteArray> children; ///< raw arrays of lines without ids; empty: nothing is declared
    QList<SplitNotice> notices;
};

/// Adds the original's part to `reduction` and, where a line must go, to `declaration` (see SplitPlan). Lines belong to items by SKU, else
/// by description, else by their order when all quantities agree; where that leaves a doubt, the original's stay as they are.
/// Errors: as OrderPatch::set().
[[nodiscard]] Result<SplitCustoms> divideCustoms(const SplitDivision& division, OrderPatch& reduction, OrderPatch& declaration);

[[nodiscard]] OrderPath customsPath();
/// The line with another quantity and without its id.
[[nodiscard]] Result<QByteArray> customsLine(const JsonText::Value& line, qint64 quantity);

} // namespace t6
