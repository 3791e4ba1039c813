// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <core/operation.h>
#include <core/result.h>
#include <core/splitplan.h>
#include <core/splitproof.h>
#include <core/splitsteps.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace t6::operations {

/// What staff want split off one order.
struct SplitRequest
{
    MerchantId merchant;
    OrderId order;
    QByteArray seen; ///< the order's JSON as the person saw it (OrderDetails::raw); empty: whatever it is now
    SplitChoice choice; ///< empty: all that Through6 does not make
    QUuid batch; ///< the same for all that staff started as one; null = alone
};

/// A split before it is begun.
struct SplitPreview
{
    SplitPlan plan;
    QByteArray now; ///< the order as read for it
};

/// One step and what it came to.
struct SplitStep
{
    OperationId operation; ///< null: it could not even be written down
    OperationKind kind = OperationKind::SplitChild;
    int child = 0;
    OperationState state = OperationState::Intent;
    std::optional<Error> error;
    bool alreadySo = false;
    UtcTime changedAt{};
};

/// Where a split stands, in a person's terms. Holds buyer's data: screen only.
struct SplitReport
{
    QUuid id; ///< null: nothing was written down
    MerchantId merchant;
    OrderId original;
    QList<OrderId> children; ///< null where one is not made yet
    SplitPurpose purpose = SplitPurpose::Split;
    SplitState state = SplitState::Undone;
    UtcTime createdAt{}, changedAt{};
    QString actor;
    SplitPlan plan;
    QList<SplitStep> steps; ///< in the order in which they began
    QList<ProofLine> proof; ///< when all orders were last read and compared with the plan
    bool waits = false; ///< the program goes on by itself: an outcome is unknown, or it tries again after a pause
    bool canUndo = false;
    std::optional<Error> error; ///< why it is not done
    QString note; ///< what the person wrote who settled it
};

/// Both orders are as planned, or as before.
[[nodiscard]] inline bool isSettled(const SplitReport& report) { return !isUnsettled(report.state); }

} // namespace t6::operations
