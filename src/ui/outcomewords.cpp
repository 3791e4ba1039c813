// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "outcomewords.h"

#include "operationwords.h"
#include "orderfieldnames.h"
#include "safetext.h"

#include <core/errortext.h>

#include <QCoreApplication>

namespace t6::ui {

namespace {

struct Outcomes // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Outcomes)
};

using operations::OperationReport;

constexpr qsizetype kMostDifferences = 3;

QString errorWords(const Error& error)
{
    const ErrorText words = errorText(error);
    return QStringList{words.what, words.nextStep}.join(QLatin1Char(' ')).trimmed();
}

QString differenceWords(const OperationReport& report, const AccountFacts& facts)
{
    QStringList words;
    for (const OrderDifference& difference : report.differences.first(qMin(kMostDifferences, report.differences.size()))) {
        words += Outcomes::tr("%1: sent %2, found %3").arg(orderFieldName(difference.path), orderValueText(difference.path, difference.expected, facts),
            orderValueText(difference.path, difference.found, facts));
    }
    return words.join(QStringLiteral("; "));
}

QString doneWords(const OperationReport& report, const AccountFacts& facts)
{
    const QString number = safeLine(report.number, 60);
    if (report.alreadySo)
        return Outcomes::tr("%1 was so already. Nothing was sent.").arg(number);
    if (!report.undoOf.isNull())
        return Outcomes::tr("Taken back · %1").arg(number);
    if (report.kind != OperationKind::Edit)
        return actDoneText(report, facts);
    return report.kept.isEmpty() ? Outcomes::tr("Saved · %1").arg(number) : Outcomes::tr("Saved · %1 · what others changed meanwhile was kept").arg(number);
}

} // namespace

OutcomeWords outcomeWords(const Result<OperationReport>& result, const AccountFacts& facts)
{
    if (!result)
        return {false, errorWords(result.error())};
    const OperationReport& report = *result;
    if (operations::isConfirmed(report))
        return {true, doneWords(report, facts)};
    if (!report.conflicts.isEmpty())
        return {false, Outcomes::tr("Nothing was sent: someone else changed the order meanwhile. Look at it again.")};
    switch (report.state) {
    case OperationState::Intent:
    case OperationState::Sending:
    case OperationState::Replied:
    case OperationState::Unknown:
        return {false, Outcomes::tr("It is not known yet whether ShipStation took the change. It is written down and found out by reading; it is not sent again by itself. Other changes to this order wait until then.")};
    case OperationState::Conflict:
        return {false, Outcomes::tr("ShipStation was read again and does not show what was sent. %1. Compare the order with ShipStation.").arg(differenceWords(report, facts))};
    case OperationState::NotApplied: return {false, Outcomes::tr("ShipStation did not take the change: the order is as it was before. Save again.")};
    default: break;
    }
    const QString refused = report.state == OperationState::Rejected ? Outcomes::tr("ShipStation refused the change.") : Outcomes::tr("Nothing was changed.");
    return {false, report.error ? refused + QLatin1Char(' ') + errorWords(*report.error) : refused};
}

QString progressText(OperationState state)
{
    switch (state) {
    case OperationState::Intent: return Outcomes::tr("Written down. Sending it to ShipStation…");
    case OperationState::Sending: return Outcomes::tr("Sent. Waiting for ShipStation…");
    case OperationState::Replied: return Outcomes::tr("ShipStation took it. Reading the order again…");
    default: return Outcomes::tr("Reading the order at ShipStation…");
    }
}

} // namespace t6::ui
