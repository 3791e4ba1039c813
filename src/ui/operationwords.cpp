// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "operationwords.h"

#include "safetext.h"
#include "words.h"

#include <core/errortext.h>
#include <core/funds.h>
#include <operations/topup.h>

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace t6::ui {

namespace {

struct Acts // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Acts)
};

using operations::OperationReport;

constexpr int kLongestName = 40;

QString plainTitle(const OperationReport& report, const AccountFacts& facts)
{
    switch (report.kind) {
    case OperationKind::Edit: return Acts::tr("Correction");
    case OperationKind::Hold: return Acts::tr("Hold until %1").arg(holdDateText(report.argument));
    case OperationKind::Unhold: return Acts::tr("Remove hold");
    case OperationKind::AddTag: return Acts::tr("Add tag %1").arg(tagName(report.argument, facts));
    case OperationKind::RemoveTag: return Acts::tr("Remove tag %1").arg(tagName(report.argument, facts));
    case OperationKind::Assign: return Acts::tr("Assign to %1").arg(userName(report.argument, facts));
    case OperationKind::Unassign: return Acts::tr("Unassign");
    case OperationKind::SplitChild: return Acts::tr("Split: make the new order, on hold");
    case OperationKind::SplitReduce: return Acts::tr("Split: take the items off the original");
    case OperationKind::SplitDeclare: return Acts::tr("Split: declare what stays");
    case OperationKind::SplitRelease: return Acts::tr("Split: let the new order go");
    case OperationKind::SplitDelete: return Acts::tr("Split: delete the new order");
    case OperationKind::SplitHold: return Acts::tr("Split: hold the new order");
    case OperationKind::SplitRestore: return Acts::tr("Split: give the original its items back");
    case OperationKind::Label: return Acts::tr("Buy a label");
    case OperationKind::VoidLabel: return Acts::tr("Void the label");
    case OperationKind::MarkShipped: return Acts::tr("Mark as shipped");
    case OperationKind::AddFunds: return Acts::tr("Add $%1 to %2").arg(report.argument, safeLine(report.number, kLongestName));
    case OperationKind::Count: break;
    }
    return {};
}

QString openTopUpText(const OperationReport& report)
{
    QStringList known;
    if (report.state == OperationState::Intent)
        known += Acts::tr("It is written down and nothing was sent.");
    else if (report.state == OperationState::NeedsPerson)
        known += Acts::tr("The balance does not tell whether the money arrived. Look at the carrier's transactions in ShipStation, then settle this.");
    else if (report.state == OperationState::Replied)
        known += Acts::tr("ShipStation accepted it. The balance does not show it yet.");
    else
        known += Acts::tr("It was sent, and no answer says what became of it. It is not sent again by itself; reading the balance finds out, after 15 minutes at the latest.");
    if (const auto proof = operations::topUpProof(report)) {
        const QString now = proof->now ? dollarText(*proof->now) : Acts::tr("not read");
        known += Acts::tr("Balance before: %1; labels bought since: %2; balance now: %3.").arg(dollarText(proof->before), dollarText(proof->labels), now);
    }
    if (report.error)
        known += oneLine(*report.error);
    return known.join(QLatin1Char(' '));
}

} // namespace

QString holdDateText(const QString& isoDate)
{
    const QDate date = QDate::fromString(isoDate, Qt::ISODate);
    if (!date.isValid())
        return safeLine(isoDate, kLongestName);
    return QLocale().toString(date, date.year() == QDate::currentDate().year() ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

QString tagName(const QString& id, const AccountFacts& facts)
{
    for (const Tag& tag : facts.tags.value_or(std::vector<Tag>())) {
        if (QString::number(tag.id.value) == id)
            return safeLine(text(tag.name), kLongestName);
    }
    return safeLine(id, kLongestName);
}

QString userName(const QString& id, const AccountFacts& facts)
{
    for (const User& user : facts.users.value_or(std::vector<User>())) {
        if (text(user.id).compare(id, Qt::CaseInsensitive) == 0)
            return safeLine(text(user.name.empty() ? user.userName : user.name), kLongestName);
    }
    return safeLine(id, kLongestName);
}

QString operationTitle(const OperationReport& report, const AccountFacts& facts)
{
    const QString title = plainTitle(report, facts);
    return report.undoOf.isNull() ? title : Acts::tr("Undo: %1").arg(title);
}

QString operationStateText(OperationState state)
{
    switch (state) {
    case OperationState::Intent: return Acts::tr("Written down, not sent");
    case OperationState::Sending: return Acts::tr("Being sent");
    case OperationState::Replied: return Acts::tr("Accepted, not yet read again");
    case OperationState::Unknown: return Acts::tr("Outcome unknown");
    case OperationState::Watch:
    case OperationState::Done: return Acts::tr("Done, and read again");
    case OperationState::NotSent: return Acts::tr("Not sent");
    case OperationState::Rejected: return Acts::tr("Refused by ShipStation");
    case OperationState::NotApplied: return Acts::tr("Did not arrive");
    case OperationState::Conflict: return Acts::tr("ShipStation shows something else");
    case OperationState::NeedsPerson: return Acts::tr("Cannot be found out");
    case OperationState::Closed: return Acts::tr("Settled by a person");
    case OperationState::Count: break;
    }
    return {};
}

QString actDoneText(const OperationReport& report, const AccountFacts& facts)
{
    const QString number = safeLine(report.number, 60);
    switch (report.kind) {
    case OperationKind::Hold: return Acts::tr("%1 is on hold until %2").arg(number, holdDateText(report.argument));
    case OperationKind::Unhold: return Acts::tr("%1 is not on hold any more").arg(number);
    case OperationKind::AddTag: return Acts::tr("%1 has the tag %2").arg(number, tagName(report.argument, facts));
    case OperationKind::RemoveTag: return Acts::tr("%1 has the tag %2 no more").arg(number, tagName(report.argument, facts));
    case OperationKind::Assign: return Acts::tr("%1 is assigned to %2").arg(number, userName(report.argument, facts));
    case OperationKind::Unassign: return Acts::tr("%1 is assigned to nobody").arg(number);
    default: return {};
    }
}

QString openOperationText(const OperationReport& report)
{
    if (report.kind == OperationKind::AddFunds)
        return openTopUpText(report);
    QStringList known;
    switch (report.state) {
    case OperationState::Intent:
        known += Acts::tr("It is written down and nothing was sent.");
        break;
    case OperationState::Sending:
    case OperationState::Unknown:
        known += Acts::tr("It was sent, and no answer says what became of it. It is not sent again by itself; reading the order finds out.");
        break;
    case OperationState::Replied:
        known += Acts::tr("ShipStation accepted it. The order was not read again yet.");
        break;
    case OperationState::Conflict:
        known += Acts::tr("ShipStation was read again: the order is neither as it was before nor as it was sent. Compare both, correct the order if need be, then settle this.");
        break;
    case OperationState::NeedsPerson:
        known += Acts::tr("It cannot be found out by reading what happened. Look at the order at ShipStation, correct it if need be, then settle this.");
        break;
    default:
        break;
    }
    if (report.quarantineUntil && blocksOrder(report.state))
        known += Acts::tr("It may still arrive until %1; other changes to this order wait until then.").arg(clockText(*report.quarantineUntil));
    if (report.error)
        known += oneLine(*report.error);
    return known.join(QLatin1Char(' '));
}

} // namespace t6::ui
