// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correction.h"

#include <shipstation/orderwrites.h>

#include <optional>

namespace t6::operations {

/// All that is needed to judge, after any crash, what an operation did: sealed into the journal before the first byte is sent.
struct OperationPlan
{
    QString number; ///< of the order
    OrderPatch patch; ///< against `before`; empty for all that is no edit
    QString argument;
    OperationId undoOf;
    QByteArray before; ///< the order as read just before sending
    QByteArray body; ///< what is sent
    QString actor; ///< who does it
    QString reason; ///< of a hold: noted when it is confirmed
    QByteArray shipping{}; ///< of labels and voids: ShippingPlan

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<OperationPlan> decode(QByteArrayView bytes);
};

/// What an operation found out last.
struct OperationFindings
{
    QByteArray after; ///< the order when it was seen as wanted: the base of an undo
    QList<OrderDifference> differences;
    std::optional<Error> error;
    QString note; ///< what the person wrote who settled it
    bool alreadySo = false; ///< nothing was sent because nothing was left to do
    QByteArray shipping{}; ///< of labels and voids: ShippingFindings

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<OperationFindings> decode(QByteArrayView bytes);
};

/// A correction put on the order as it is now.
struct PreparedWrite
{
    OperationPlan plan;
    shipstation::WriteRequest request;
    bool alreadySo = false; ///< nothing is left to send
    QList<OrderPath> kept;
    QList<MergeConflict> conflicts; ///< not empty: nothing may be sent
};

/// What is known before the order was read.
[[nodiscard]] OperationPlan intended(const Correction& correction);

/// Errors: InvalidInput, OrderLocked, NotShipStation when `now` is not that order.
[[nodiscard]] Result<PreparedWrite> prepare(const Correction& correction, const JsonText& now);

/// What an operation changes, for people: acts too, whose fields no patch may touch.
[[nodiscard]] OrderPatch changesOf(OperationKind kind, const OperationPlan& plan);

enum class Verdict {
    Fulfilled, ///< the order is as the operation wanted it
    Unchanged, ///< it is as it was before
    Other, ///< neither
};
[[nodiscard]] Verdict judge(OperationKind kind, const OperationPlan& plan, const JsonText& found, QList<OrderDifference>& differences);

/// The same when the order that was read is not there; nullopt: the program cannot tell.
[[nodiscard]] std::optional<Verdict> judgeGone(OperationKind kind);

/// Whether a list proves it. A list may lag: only an order that was written after our reading, and is exactly as wanted, counts.
[[nodiscard]] bool isProven(OperationKind kind, const OperationPlan& plan, const JsonText& listed);

/// The act that takes a confirmed one back. Errors: InvalidInput when it cannot be taken back.
[[nodiscard]] Result<Correction> undoOf(OperationKind kind, const OperationPlan& plan, const OperationFindings& findings);

} // namespace t6::operations
