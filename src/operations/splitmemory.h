// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitwork.h"

#include <store/journal.h>
#include <store/splitbook.h>
#include <vault/keys.h>

namespace t6::operations {

struct OperationReport;

/// Where a field of a split is sealed for.
[[nodiscard]] vault::Place splitPlace(QUuid split, vault::PlaceName field);
[[nodiscard]] Result<std::pair<SplitWork, SplitFindings>> openSplit(const store::SplitRecord& record, const vault::MerchantKeys& keys);
/// A record of the book in a person's terms.
[[nodiscard]] SplitReport describe(const store::SplitRecord& record, const SplitWork& work, const SplitFindings& findings, const QList<SplitStep>& steps);

[[nodiscard]] SplitStep stepOf(const OperationReport& report, int child);
[[nodiscard]] bool isOfOriginal(OperationKind kind); ///< changes it
[[nodiscard]] bool hasHappened(const SplitStep& step);

/// The steps of a split as the journal has them, with the orders that they last saw: the original first, then the children.
struct SplitMemory
{
    QList<SplitStep> steps;
    QByteArray original;
    QList<QByteArray> children;
    QByteArray rewritten; ///< the original where ShipStation's answer was not what was sent; empty: it was
};
[[nodiscard]] Result<SplitMemory> rememberSteps(const QList<store::JournalRecord>& records, const store::SplitRecord& split, const SplitWork& work, const vault::MerchantKeys& keys);

} // namespace t6::operations
