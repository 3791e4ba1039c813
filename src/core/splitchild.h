// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitdivision.h"

namespace t6 {

/// What tells one new order from the others of its split.
struct SplitChildParts
{
    std::size_t child = 0; ///< which of the division's
    QString number, key;
    OrderStatus status = OrderStatus::Unknown;
    QDate hold; ///< null: not held
    SplitWeight weight;
    QByteArray customs; ///< raw lines; empty: none
    QString markerField; ///< where `marker` is written
    QString marker;
};

/// The original's bytes as a new order with its own lines and no money. Errors: InvalidInput for an original of another shape.
[[nodiscard]] Result<QByteArray> childBody(const SplitDivision& division, const SplitChildParts& parts);

/// Fields that ShipStation writes and nobody sends for a new order.
[[nodiscard]] bool isLeftOutOfChild(const OrderPath& path);

} // namespace t6
