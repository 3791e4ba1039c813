// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordermerge.h"
#include "splitplan.h"

#include <vector>

namespace t6 {

enum class ProofCode {
    Units, ///< of one SKU, before and after over all orders
    Line, ///< units of one line of the original, or of one SKU on a new order, where they were planned
    Number, ///< of the original, as the following
    Key,
    Id,
    Store,
    Status,
    Tags,
    Notes,
    Customs,
    Weight,
    Money,
    Lines, ///< prices, options and all else of the lines that stay
    Fields, ///< all other fields, unknown ones too
    Child, ///< a new order is there; as the following: whose number is in the text
    ChildContent, ///< as it was sent
    ChildStatus,
    ChildTags,
};

/// One thing that was compared.
struct ProofLine
{
    ProofCode code = ProofCode::Units;
    QString text; ///< what; translated, plain text
    bool holds = false;
    QString expected, found; ///< for people; never a value of the buyer's
};

enum class SplitStage {
    Held, ///< the new orders cannot be shipped yet
    Released, ///< all is done
};

/// Compares the orders as ShipStation has them now with what was planned. `childrenNow` in any order.
[[nodiscard]] QList<ProofLine> proveSplit(const SplitPlan& plan, const JsonText& parentNow, const std::vector<JsonText>& childrenNow, SplitStage stage = SplitStage::Released);
[[nodiscard]] bool holds(const QList<ProofLine>& proof); ///< all of it

/// To be copied for the merchant: plain text without the buyer's data.
[[nodiscard]] QString proofText(const SplitPlan& plan, const QList<ProofLine>& proof);

/// Where a new order is not what was sent, but for what ShipStation fills in: its id, flags that are false, the time of a date.
[[nodiscard]] QList<OrderDifference> childDifferences(const JsonText& sent, const JsonText& found);

/// What gives the original its lines, quantities, weight and customs back, against `parentNow`; nothing where it has them already. Lines
/// that had left come back as new ones: ShipStation has forgotten their ids. Errors: OrderChanged with the place in `field` when its
/// lines or customs are neither as planned nor as before. `rewritten`: the original as ShipStation answered the split's change of it, where
/// that was not what was sent; customs that are still so are ShipStation's own, and left to it.
[[nodiscard]] Result<OrderPatch> restoration(const SplitPlan& plan, const JsonText& parentNow, const std::optional<JsonText>& rewritten = {});

} // namespace t6
