// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ordermerge.h>

namespace t6::ui {

enum class Keep { Theirs, Mine };

/// What is sent after a person has decided about each conflict.
struct Resolution
{
    QByteArray seen; ///< the order as the person has now seen it: as before, with their values where they disagreed
    OrderPatch patch; ///< what is left of ours, against `seen`; empty when all of it was given up
};

/// `choices` as many as `conflicts`. What was not in dispute stays in the patch; the next merge looks at the order anew. Errors:
/// InvalidInput when their order has lines that ours has not: it must be read again first.
[[nodiscard]] Result<Resolution> resolve(const QByteArray& seen, const OrderPatch& ours, const QList<MergeConflict>& conflicts, const QList<Keep>& choices);

/// What of a patch an order does not show: its values against the order as it is now, and the lines that are not in it. A value whose
/// place is gone is left out: nothing of it is left to compare.
[[nodiscard]] OrderPatch stillWanted(const OrderPatch& ours, const JsonText& now);

} // namespace t6::ui
