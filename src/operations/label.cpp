// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelreport.h"

#include <core/funds.h>

#include <QCoreApplication>

namespace t6::operations {

namespace {

struct Labels
{
    Q_DECLARE_TR_FUNCTIONS(t6::Labels)
};

} // namespace

QStringList labelNotices(const OperationReport& operation, bool hasPdf)
{
    QStringList notices;
    if (!operation.shipping || operation.kind != OperationKind::Label)
        return notices;
    const ShippingFacts& facts = *operation.shipping;
    if (facts.costsMore() && !facts.test)
        notices += Labels::tr("It cost %1, more than the %2 that were confirmed.").arg(dollarText(*facts.cost), dollarText(facts.confirmed));
    if (isConfirmed(operation) && facts.adopted && !hasPdf)
        notices += Labels::tr("No answer came with the label. Print it in ShipStation, or void it and buy another.");
    if (facts.afterVoid)
        notices += Labels::tr("An earlier label of this order was voided: the store is not told of this one.");
    if (!facts.notifyError.isEmpty())
        notices += Labels::tr("The store was not told: %1").arg(facts.notifyError);
    return notices;
}

LabelReport labelReport(const OperationReport& operation, const std::optional<store::LabelRecord>& kept)
{
    LabelReport report{operation, kept && kept->hasReply, kept ? kept->printedAt : std::nullopt, {}};
    report.notices = labelNotices(operation, report.hasPdf);
    return report;
}

LabelTotals totalsOf(const QList<LabelReport>& reports)
{
    LabelTotals totals;
    for (const LabelReport& report : reports) {
        if (isConfirmed(report.operation)) {
            ++totals.bought;
            totals.cost.minor += report.operation.shipping && report.operation.shipping->cost ? report.operation.shipping->cost->minor : 0;
        } else if (blocksOrder(report.operation.state) || needsPerson(report.operation.state)) {
            ++totals.open;
        } else {
            ++totals.refused;
        }
    }
    return totals;
}

} // namespace t6::operations
