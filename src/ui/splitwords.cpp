// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitwords.h"

#include "outcomewords.h"
#include "safetext.h"
#include "words.h"

#include <core/errortext.h>

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace t6::ui {

namespace {

struct Splits // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Splits)
};

using operations::SplitReport;
using operations::SplitStep;
using Kind = OperationKind;
using State = SplitRow::State;

constexpr int kLongestNumber = 60;

QString number(const QString& outside)
{
    return QLatin1Char('#') + safeLine(outside, kLongestNumber);
}

int unitsOf(const QList<SplitLine>& lines)
{
    int units = 0;
    for (const SplitLine& line : lines)
        units += line.quantity;
    return units;
}

const SplitStep* lastStep(const SplitReport& report, Kind kind, int child)
{
    const auto found = std::find_if(report.steps.rbegin(), report.steps.rend(), [&](const SplitStep& step) { return step.kind == kind && step.child == child; });
    return found == report.steps.rend() ? nullptr : &*found;
}

bool hasHappened(const SplitStep& step)
{
    return step.alreadySo || step.state == OperationState::Watch || step.state == OperationState::Done;
}

State stateOf(const SplitStep& step)
{
    return hasHappened(step) ? State::Verified : blocksOrder(step.state) ? State::UnderWay : State::Failed;
}

QString failureText(const SplitStep& step, bool goesOn)
{
    QString words;
    switch (step.state) {
    case OperationState::Rejected: words = Splits::tr("ShipStation refused it."); break;
    case OperationState::NotApplied: words = Splits::tr("It did not arrive."); break;
    case OperationState::Conflict: words = Splits::tr("ShipStation shows something else."); break;
    case OperationState::NeedsPerson: words = Splits::tr("It cannot be found out what happened."); break;
    case OperationState::Closed: words = Splits::tr("Settled by what came after it."); break;
    default: words = Splits::tr("Nothing was sent."); break;
    }
    if (step.error)
        words += QLatin1Char(' ') + oneLine(*step.error);
    return goesOn ? Splits::tr("%1 It is tried again.").arg(words) : words;
}

/// A step that every split of its kind has, whether it was begun or not.
SplitRow row(const SplitReport& report, Kind kind, int child, const QString& title, const QString& verified)
{
    const SplitStep* step = lastStep(report, kind, child);
    if (!step)
        return {title, State::Ahead, {}};
    const State state = stateOf(*step);
    const bool goesOn = state == State::Failed && report.state == SplitState::Open && &report.steps.last() == step;
    return {title, state, state == State::Verified ? verified : state == State::UnderWay ? progressText(step->state) : failureText(*step, goesOn)};
}

SplitRow proofRow(const SplitReport& report)
{
    const QString title = Splits::tr("Read all orders again and compare them with the plan");
    if (report.proof.isEmpty()) {
        const SplitStep* reduced = lastStep(report, Kind::SplitReduce, 0);
        const bool now = reduced && hasHappened(*reduced) && report.state == SplitState::Open;
        return {title, now ? State::UnderWay : State::Ahead, now ? Splits::tr("Reading…") : QString()};
    }
    const auto good = std::count_if(report.proof.begin(), report.proof.end(), [](const ProofLine& line) { return line.holds; });
    const bool enough = good == report.proof.size() || report.state == SplitState::Done;
    return {title, enough ? State::Verified : State::Failed, Splits::tr("%1 of %2 as planned").arg(countText(good), countText(report.proof.size()))};
}

QList<SplitRow> rowsOfSplit(const SplitReport& report)
{
    const SplitPlan& plan = report.plan;
    const QString original = number(plan.number);
    QList<SplitRow> rows;
    for (int i = 0; i < plan.children.size(); ++i) {
        const QString child = number(plan.children.at(i).number);
        rows += row(report, Kind::SplitChild, i, Splits::tr("Make %1, on hold").arg(child),
            Splits::tr("Read again: it is there with %n unit(s), and cannot be shipped yet", nullptr, unitsOf(plan.children.at(i).lines)));
    }
    rows += row(report, Kind::SplitReduce, 0, Splits::tr("Take %n unit(s) off %1", nullptr, unitsLeaving(plan)).arg(original),
        Splits::tr("Read again: %n unit(s) stay", nullptr, unitsOf(plan.stays)));
    if (!plan.declaration.isEmpty())
        rows += row(report, Kind::SplitDeclare, 0, Splits::tr("Declare what stays on %1").arg(original), Splits::tr("Read again: the customs lines are there"));
    rows += proofRow(report);
    for (int i = 0; i < plan.children.size(); ++i)
        rows += row(report, Kind::SplitRelease, i, Splits::tr("Let %1 go").arg(number(plan.children.at(i).number)), Splits::tr("Read again: it has the status that %1 had").arg(original));
    for (int i = 0; i < plan.children.size(); ++i) {
        if (lastStep(report, Kind::SplitDelete, i))
            rows += row(report, Kind::SplitDelete, i, Splits::tr("The way back: delete %1").arg(number(plan.children.at(i).number)), Splits::tr("Looked again: it is gone"));
    }
    return rows;
}

QList<SplitRow> rowsOfUnsplit(const SplitReport& report)
{
    const SplitPlan& plan = report.plan;
    const QString original = number(plan.number);
    QList<SplitRow> rows;
    for (int i = 0; i < plan.children.size(); ++i)
        rows += row(report, Kind::SplitHold, i, Splits::tr("Hold %1").arg(number(plan.children.at(i).number)), Splits::tr("Read again: it cannot be shipped"));
    rows += row(report, Kind::SplitRestore, 0, Splits::tr("Give %1 its %n unit(s) back", nullptr, unitsLeaving(plan)).arg(original), Splits::tr("Read again: all items are on it"));
    for (int i = 0; i < plan.children.size(); ++i)
        rows += row(report, Kind::SplitDelete, i, Splits::tr("Delete %1").arg(number(plan.children.at(i).number)), Splits::tr("Looked again: it is gone"));
    for (int i = 0; i < plan.children.size(); ++i) {
        if (lastStep(report, Kind::SplitRelease, i))
            rows += row(report, Kind::SplitRelease, i, Splits::tr("The way back: let %1 go").arg(number(plan.children.at(i).number)), Splits::tr("Read again: it has its status back"));
    }
    return rows;
}

} // namespace

QString splitWeightText(const SplitWeight& weight)
{
    const WeightUnit unit = weightUnit(weight.units.toStdString());
    return weight.value.isEmpty() || unit == WeightUnit::Unknown ? QStringLiteral("—") : weightText(Weight::from(weight.value.toDouble(), unit).milligrams);
}

bool isWarning(SplitNoticeCode code)
{
    switch (code) {
    case SplitNoticeCode::TotalChanges:
    case SplitNoticeCode::DiscountStays:
    case SplitNoticeCode::DimensionsStay:
    case SplitNoticeCode::CustomsRenewed:
    case SplitNoticeCode::MarkerInNotes: return false;
    default: return true;
    }
}

QString splitRefusalText(const Error& error)
{
    if (error.code != ErrorCode::SplitRefused)
        return oneLine(error);
    const QString why = safeLine(error.detail, 400);
    if (error.field == QLatin1String("advancedOptions.mergedOrSplit"))
        return Splits::tr("%1 Look at its other orders first, then tick that you know.").arg(why);
    if (error.field == QLatin1String("orderStatus") || error.field == QLatin1String("externallyFulfilled"))
        return Splits::tr("%1 Ask the merchant what is to become of it.").arg(why);
    if (error.field == QLatin1String("orderNumber"))
        return Splits::tr("%1 Split it at ShipStation.").arg(why);
    return Splits::tr("%1 Choose other items.").arg(why);
}

QString splitNumbers(const SplitPlan& plan)
{
    QStringList numbers;
    for (const SplitPlan::Child& child : plan.children)
        numbers += number(child.number);
    return numbers.join(QStringLiteral(", "));
}

int unitsLeaving(const SplitPlan& plan)
{
    int units = 0;
    for (const SplitPlan::Child& child : plan.children)
        units += unitsOf(child.lines);
    return units;
}

QList<SplitRow> splitRows(const SplitReport& report)
{
    return report.purpose == SplitPurpose::Split ? rowsOfSplit(report) : rowsOfUnsplit(report);
}

QString splitTitle(const SplitReport& report)
{
    const QString numbers = splitNumbers(report.plan);
    return report.purpose == SplitPurpose::Split ? Splits::tr("Split off %1").arg(numbers) : Splits::tr("Take back %1").arg(numbers);
}

QString splitStateText(const SplitReport& report)
{
    switch (report.state) {
    case SplitState::Open: return report.waits ? Splits::tr("Goes on by itself") : Splits::tr("Under way");
    case SplitState::NeedsPerson: return Splits::tr("Needs a person");
    case SplitState::Done: return report.purpose == SplitPurpose::Split ? Splits::tr("Done, and proven") : Splits::tr("Taken back");
    case SplitState::Undone: return Splits::tr("Nothing is changed");
    case SplitState::Left: return Splits::tr("Left as it is");
    case SplitState::Count: break;
    }
    return {};
}

QString splitOutcomeText(const SplitReport& report)
{
    const QString original = number(report.plan.number), children = splitNumbers(report.plan);
    const QString why = report.error ? report.error->code == ErrorCode::SplitRefused ? splitRefusalText(*report.error) : oneLine(*report.error) : QString();
    const bool split = report.purpose == SplitPurpose::Split;
    switch (report.state) {
    case SplitState::Open:
        return report.waits ? QStringList{Splits::tr("It is written down and goes on by itself, also after the window is closed or the program ends. No item is on two orders that can be shipped."), why}.join(QLatin1Char(' ')).trimmed()
                            : Splits::tr("You may close this window at any time: it goes on, and ends done, undone, or with a question to a person.");
    case SplitState::NeedsPerson:
        return Splits::tr("Both orders are safe: what could be shipped twice is on hold. Look at %1 and %2 at ShipStation, correct what is not as it should be, then check again. %3").arg(original, children, why).trimmed();
    case SplitState::Done:
        return split ? Splits::tr("%1 has kept its number, its key and all that Through6 makes. What left is on %2, and may be shipped.").arg(original, children)
                     : Splits::tr("%1 has all its items again, and %2 is deleted.").arg(original, children);
    case SplitState::Undone:
        return (split ? Splits::tr("%1 is as it was. %2").arg(original, why) : Splits::tr("The split is as it was: %1 and %2. %3").arg(original, children, why)).trimmed();
    case SplitState::Left: return Splits::tr("Both orders stay as they are. %1").arg(safeLine(report.note, 500)).trimmed();
    case SplitState::Count: break;
    }
    return {};
}

QList<operations::OperationReport> loneOperations(const operations::Console& console)
{
    QList<operations::OperationReport> lone = console.openOperations();
    const QList<SplitReport> splits = console.openSplits();
    lone.removeIf([&splits](const operations::OperationReport& operation) {
        return isOfSplit(operation.kind) && std::any_of(splits.begin(), splits.end(), [&](const SplitReport& split) { return split.id == operation.batch; });
    });
    return lone;
}

} // namespace t6::ui
