// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operationplan.h"
#include "topup.h"

#include <shipstation/postage.h>

#include <set>

namespace t6::operations {

/// All that is needed to judge, after any crash, whether a top-up arrived. Lies in OperationPlan::before.
struct TopUpPlan
{
    std::int64_t wallet = 0;
    QString code, name; ///< of the carrier
    Money amount;
    Money before; ///< its balance as read just before sending
    UtcTime labelsSince{}; ///< labels are asked for from then on
    std::set<std::int64_t> labels; ///< shipments that were there before
    UtcTime sentAt{};
    bool automatic = false;

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static TopUpPlan decode(const QByteArray& bytes);
    [[nodiscard]] OperationPlan operationPlan(const QString& actor, const QString& reason) const;

    /// What labels that were not there before took from it; nullopt when not all of them are known.
    [[nodiscard]] std::optional<Money> spentSince(const shipstation::BoughtLabels& bought) const;
    /// For OperationFindings::after: what was read last.
    [[nodiscard]] QByteArray proof(Money labels, Money now) const;
};

} // namespace t6::operations
