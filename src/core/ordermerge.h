// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

namespace t6 {

/// A place where people disagree, or where something changed beside what is being edited. Raw JSON; empty = absent.
struct MergeConflict
{
    OrderPath path;
    QByteArray base; ///< what our person saw
    QByteArray theirs; ///< what ShipStation has now
    QByteArray ours; ///< what our person wants; the same as `base` where only their change matters
    bool operator==(const MergeConflict&) const = default;
};

/// The outcome of putting a patch on an order that may have changed since the person looked.
struct MergeOutcome
{
    QByteArray body; ///< theirs with our changes: what is sent. Empty when there are conflicts or nothing is left to change
    OrderPatch patch; ///< what of ours is still to be changed, `before` as it is in theirs
    QList<OrderPath> kept; ///< places outside of ours that changed meanwhile: merged by themselves
    QList<MergeConflict> conflicts; ///< a person decides
};

/// Three-way merge (design: security.md §4.3). Untouched fields come from `theirs`. Asks when the same value was changed otherwise, and when
/// anything changed in the group that the patch touches: ship-to; bill-to; items and quantities; status and hold; carrier,
/// service, package, confirmation, ship-from, weight, dimensions; money; customs. Only ShipStation's own fields never count.
/// Errors: InvalidInput when base and theirs are different orders; OrderLocked when theirs cannot be edited any more (shipped,
/// cancelled, fulfilled elsewhere).
[[nodiscard]] Result<MergeOutcome> merge(const JsonText& base, const JsonText& theirs, const OrderPatch& ours);

struct OrderDifference
{
    OrderPath path;
    QByteArray expected, found; ///< raw JSON; empty = absent
    bool operator==(const OrderDifference&) const = default;
};

/// Where `found` is not what was sent, but for what ShipStation writes itself: modifyDate, totals, ids of new lines, the verdict on an
/// address, the spelling of phone numbers. Null and absent are the same.
[[nodiscard]] QList<OrderDifference> differences(const JsonText& expected, const JsonText& found);

/// What two versions of an order have in common when differences() finds none between them; the input of the hashes that notice late
/// writes and prove what was sent.
[[nodiscard]] QByteArray comparableForm(const JsonText& order);

/// Whether staff may change an order in this state through the API (reference §2.5): not shipped, cancelled, fulfilled elsewhere.
[[nodiscard]] bool isEditable(const JsonText& order);

} // namespace t6
