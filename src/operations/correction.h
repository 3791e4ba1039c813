// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <core/operation.h>
#include <core/ordermerge.h>
#include <core/result.h>
#include <core/shipment.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace t6::operations {

/// What a label, its void or a mark as shipped is about, as far as it is known.
struct ShippingFacts
{
    ShipmentId shipment; ///< null: not told yet
    QString carrier, service, package; ///< codes
    QString tracking;
    QDate shipDate;
    Money confirmed; ///< the price that a person confirmed
    std::optional<Money> cost; ///< what was charged; of a void: what comes back
    QString again; ///< why there is more than one
    bool adopted = false; ///< no answer came: it was found at ShipStation, without its PDF
    bool test = false;
    bool afterVoid = false; ///< an earlier label was voided: the store is not told of this one
    QString notifyError; ///< the store's own words, why it was not told
    [[nodiscard]] bool costsMore() const { return cost && *cost > confirmed; }
};

/// What staff want done to one order.
struct Correction
{
    MerchantId merchant;
    OrderId order;
    OperationKind kind = OperationKind::Edit;
    QByteArray seen; ///< the order's JSON as the person saw it (OrderDetails::raw): the base of the merge
    OrderPatch patch; ///< Edit
    QString argument; ///< Hold, SplitHold: "yyyy-mm-dd", SplitRelease too when it stays held; AddTag, RemoveTag: the tag's id; Assign: the user's GUID
    QByteArray body; ///< SplitChild: the order to be made
    QString reason; ///< Hold: why, for whoever looks at the order next; kept by the desk, never sent; may be empty
    QUuid batch; ///< the same for all that staff started as one; null = alone
    OperationId undoOf; ///< the operation that this one takes back; null = none
    QString actor; ///< who does it; the desk sets it
};

/// Where an operation stands, in a person's terms. Holds buyer's data: screen only.
struct OperationReport
{
    OperationId id; ///< null: nothing was written down, because nothing was to be sent
    MerchantId merchant;
    OrderId order;
    QString number;
    OperationKind kind = OperationKind::Edit;
    OperationState state = OperationState::NotSent;
    QUuid batch;
    OperationId undoOf;
    QString argument;
    QString actor; ///< who did it; "" when an older version wrote it down
    QString reason; ///< of a hold
    UtcTime createdAt{}, changedAt{};
    std::optional<UtcTime> quarantineUntil;
    OrderPatch patch; ///< what is changed, against the order as it was just before
    bool alreadySo = false; ///< the order is as wanted without us: nothing was sent
    QByteArray after; ///< the order (SplitChild: the child) when it was seen as wanted
    QList<OrderPath> kept; ///< other people's changes meanwhile, merged by themselves
    QList<MergeConflict> conflicts; ///< a person decides; nothing was sent
    QList<OrderDifference> differences; ///< state Conflict: where the order is not as it was sent
    std::optional<Error> error; ///< why it is not done
    QString note; ///< what the person wrote who settled it
    std::optional<ShippingFacts> shipping; ///< of acts on shipments
};

/// True when ShipStation was read again after the change and shows it.
[[nodiscard]] inline bool isConfirmed(const OperationReport& report)
{
    return report.alreadySo || report.state == OperationState::Watch || report.state == OperationState::Done;
}

/// Which of an order's operations, newest first, "undo" means: the newest confirmed one. What was taken back already, and what took it
/// back, is not taken back again; nor is what found nothing to do. Null: none.
[[nodiscard]] OperationId latestUndoable(const QList<OperationReport>& activity);

} // namespace t6::operations
