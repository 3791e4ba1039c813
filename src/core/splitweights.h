// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitdivision.h"

namespace t6 {

/// What the orders of a split weigh, all in the unit of the original. What leaves and what is left are together what there was
/// wherever the original weighed more than what leaves: its packaging stays with it.
struct SplitWeights
{
    SplitWeight before, after; ///< of the original; the same when it is left alone
    QList<SplitWeight> children; ///< empty where a line's weight is not known
    QList<SplitNotice> notices;
};

[[nodiscard]] SplitWeights splitWeights(const SplitDivision& division);

} // namespace t6
