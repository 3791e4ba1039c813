// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ids.h"

#include <QUuid>

#include <cstdint>
#include <optional>

namespace t6 {

/// One act on one order, from the click to its proof.
struct OperationId
{
    QUuid value;
    [[nodiscard]] bool isNull() const noexcept { return value.isNull(); }
    [[nodiscard]] static OperationId create() { return {QUuid::createUuid()}; }
    bool operator==(const OperationId&) const noexcept = default;
    bool operator<(const OperationId& other) const noexcept { return value < other.value; }
};
inline size_t qHash(const OperationId& id, size_t seed = 0) noexcept { return qHash(id.value, seed); }

/// What is done. Stored: append only, never renumber.
enum class OperationKind : std::uint8_t {
    Edit, ///< the whole order through createorder
    Hold, ///< holduntil
    Unhold, ///< restorefromhold
    AddTag, RemoveTag, Assign, Unassign,
    // Steps of a split and of its undo (splitsteps.h). Never alone: each belongs to a split, and only that takes it back.
    SplitChild, ///< an order of its own for what leaves, made through createorder; the operation stands on the original
    SplitReduce, ///< the original without what left
    SplitDeclare, ///< the original's customs lines anew
    SplitRelease, ///< a child may be shipped
    SplitDelete, ///< a child goes
    SplitHold, ///< a child may not be shipped
    SplitRestore, ///< the original with all its items again
    // Shipping. None can be taken back by an undo: a label is voided, which is an act of its own.
    Label, ///< a label is bought: money
    VoidLabel, ///< and given back
    MarkShipped, ///< shipped without a label from ShipStation
    AddFunds, ///< money onto a funded carrier; the operation stands on its wallet instead of an order
    Count
};
/// What an operation on a funded carrier (shippingProviderId) stands on in the journal: no order has a negative id.
[[nodiscard]] constexpr OrderId walletKey(std::int64_t shippingProviderId) noexcept { return {-shippingProviderId}; }
/// Steps of splits.
[[nodiscard]] constexpr bool isOfSplit(OperationKind kind) noexcept { return kind >= OperationKind::SplitChild && kind <= OperationKind::SplitRestore; }
/// Acts on shipments; none of them puts a patch on the order.
[[nodiscard]] constexpr bool isShipping(OperationKind kind) noexcept { return kind >= OperationKind::Label && kind <= OperationKind::MarkShipped; }
/// Those that put a patch on the order through createorder.
[[nodiscard]] constexpr bool isEdit(OperationKind kind) noexcept
{
    using K = OperationKind;
    return kind == K::Edit || kind == K::SplitReduce || kind == K::SplitDeclare || kind == K::SplitRestore;
}
[[nodiscard]] const char* operationName(OperationKind kind); ///< "edit", "hold", ...: stable, for scripts and the audit log

/// Where an operation stands (design: security.md §4.2). Stored: append only, never renumber.
enum class OperationState : std::uint8_t {
    Intent, ///< durable, nothing sent
    Sending, ///< committed before the first byte: from here on it may have happened
    Replied, ///< ShipStation said yes; not yet seen by reading
    Unknown, ///< no answer, or none that says what happened
    Watch, ///< read again and found as wanted; for 24 hours a late repetition of an older write would be noticed
    Done,
    NotSent, ///< nothing left this computer
    Rejected, ///< ShipStation refused it
    NotApplied, ///< read again after the quarantine: nothing happened
    Conflict, ///< what was read is neither what was before nor what was wanted: a person decides
    NeedsPerson, ///< the program cannot find out
    Closed, ///< a person looked at it and settled it
    Count
};
[[nodiscard]] const char* operationStateName(OperationState state); ///< "intent", "sending", ...

/// Whether another mutation of the same order must wait for this one.
[[nodiscard]] constexpr bool blocksOrder(OperationState state) noexcept
{
    using S = OperationState;
    return state == S::Intent || state == S::Sending || state == S::Replied || state == S::Unknown;
}
[[nodiscard]] constexpr bool needsPerson(OperationState state) noexcept { return state == OperationState::Conflict || state == OperationState::NeedsPerson; }
/// The protocol's arrows; the journal refuses all others.
[[nodiscard]] bool mayFollow(OperationState from, OperationState to) noexcept;

} // namespace t6
