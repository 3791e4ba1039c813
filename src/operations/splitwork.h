// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "split.h"

namespace t6::operations {

/// All that is needed to go on with a split after any crash: sealed into the book of splits before anything is sent.
struct SplitWork
{
    SplitPlan plan;
    QUuid batch; ///< null = alone
    QString actor;
    QUuid undoOf; ///< Unsplit: the split that is taken back
    UtcTime quietFrom{}; ///< Unsplit: until then what the split sent may still arrive
    // Unsplit: the orders as they were when it began, and what gives the original its items back.
    OrderPatch restoration;
    QByteArray original;
    QList<QByteArray> children;

    [[nodiscard]] SplitShape shape(SplitPurpose purpose) const;
    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<SplitWork> decode(QByteArrayView bytes);
};

/// What a split found out last.
struct SplitFindings
{
    QList<ProofLine> proof;
    std::optional<Error> error;
    QString note;

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<SplitFindings> decode(QByteArrayView bytes);
};

/// Where the items are, whatever else people changed meanwhile. `children`: nullopt for one that is not there.
[[nodiscard]] SplitEvidence evidenceOf(const SplitPlan& plan, const std::optional<JsonText>& original, const std::vector<std::optional<JsonText>>& children);

/// Which child an operation makes or is about; nullopt for those of the original and for what belongs to no child.
[[nodiscard]] std::optional<int> childOf(const SplitPlan& plan, const QByteArray& body);

} // namespace t6::operations
