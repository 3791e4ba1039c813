// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitreport.h"

#include "output.h"

#include <core/errortext.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace t6::cli {

using operations::SplitReport;
using operations::SplitStep;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::Splits)
};

QString weightText(const SplitWeight& weight)
{
    return weight.value.isEmpty() ? Text::tr("unknown") : QString::fromLatin1(weight.value) + u' ' + weight.units;
}

QString linesText(const QList<SplitLine>& lines)
{
    QString text;
    for (const SplitLine& line : lines)
        text += QStringLiteral("    %1 × %2  %3\n").arg(QString::number(line.quantity), plain(line.sku), plain(line.name));
    return text;
}

QJsonArray linesJson(const QList<SplitLine>& lines)
{
    QJsonArray array;
    for (const SplitLine& line : lines)
        array.append(QJsonObject{{QStringLiteral("orderItemId"), line.item}, {QStringLiteral("sku"), line.sku}, {QStringLiteral("name"), line.name}, {QStringLiteral("quantity"), line.quantity},
            {QStringLiteral("through6"), line.through6}});
    return array;
}

QJsonObject weightJson(const SplitWeight& weight)
{
    return weight.value.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("value"), QString::fromLatin1(weight.value).toDouble()}, {QStringLiteral("units"), weight.units}};
}

QString outcome(const SplitReport& report)
{
    const bool back = report.purpose == SplitPurpose::Unsplit;
    switch (report.state) {
    case SplitState::Done: return back ? Text::tr("Taken back: all items are on the original again, read again at ShipStation.") : Text::tr("Done, and proven by reading all orders again.");
    case SplitState::Undone: return Text::tr("Nothing is changed.");
    case SplitState::NeedsPerson: return Text::tr("A person must decide: both orders are safe, and nothing goes on by itself.");
    case SplitState::Left: return Text::tr("Left as it is.");
    default: return Text::tr("It is recorded and goes on; t6-console-cli journal resume continues it.");
    }
}

} // namespace

QString planText(const SplitPlan& plan, const QString& merchant)
{
    QString text = Text::tr("%1 · order %2\n  stays, %3\n").arg(plain(merchant), plain(plan.number), weightText(plan.weightAfter)) + linesText(plan.stays);
    for (const SplitPlan::Child& child : plan.children)
        text += Text::tr("  new order %1, %2\n").arg(plain(child.number), weightText(child.weight)) + linesText(child.lines);
    for (const SplitNotice& notice : plan.notices)
        text += QStringLiteral("  ") + plain(splitNoticeText(notice)) + u'\n';
    return text;
}

QJsonObject planJson(const SplitPlan& plan, const QString& merchant)
{
    QJsonArray children, notices;
    for (const SplitPlan::Child& child : plan.children)
        children.append(QJsonObject{{QStringLiteral("orderNumber"), child.number}, {QStringLiteral("orderKey"), child.key}, {QStringLiteral("lines"), linesJson(child.lines)}, {QStringLiteral("weight"), weightJson(child.weight)}});
    for (const SplitNotice& notice : plan.notices)
        notices.append(splitNoticeText(notice));
    return {{QStringLiteral("merchant"), merchant}, {QStringLiteral("orderId"), qint64{plan.parent.value}}, {QStringLiteral("orderNumber"), plan.number}, {QStringLiteral("orderKey"), QString::fromUtf8(plan.parentKey)},
        {QStringLiteral("lines"), linesJson(plan.stays)}, {QStringLiteral("weight"), weightJson(plan.weightAfter)}, {QStringLiteral("weightBefore"), weightJson(plan.weightBefore)},
        {QStringLiteral("children"), children}, {QStringLiteral("notices"), notices}};
}

QString splitText(const SplitReport& report, const QString& merchant)
{
    QString text = report.plan.number.isEmpty() ? QString() : planText(report.plan, merchant);
    for (const SplitStep& step : report.steps)
        text += QStringLiteral("  %1: %2\n").arg(QString::fromLatin1(operationName(step.kind)), QString::fromLatin1(operationStateName(step.state)));
    for (const ProofLine& line : report.proof) {
        if (!line.holds)
            text += Text::tr("  %1: expected %2, found %3\n").arg(plain(line.text), plain(line.expected), plain(line.found));
    }
    text += outcome(report) + u'\n';
    if (report.error && report.state != SplitState::Done)
        text += plain(oneLine(*report.error)) + u'\n';
    return text;
}

QJsonObject splitJson(const SplitReport& report, const QString& merchant)
{
    QJsonArray steps, proof, children;
    for (const SplitStep& step : report.steps)
        steps.append(QJsonObject{{QStringLiteral("what"), QString::fromLatin1(operationName(step.kind))}, {QStringLiteral("state"), QString::fromLatin1(operationStateName(step.state))},
            {QStringLiteral("operation"), step.operation.value.toString(QUuid::WithoutBraces)}});
    for (const ProofLine& line : report.proof)
        proof.append(QJsonObject{{QStringLiteral("what"), line.text}, {QStringLiteral("holds"), line.holds}, {QStringLiteral("expected"), line.expected}, {QStringLiteral("found"), line.found}});
    for (const OrderId child : report.children)
        children.append(qint64{child.value});
    QJsonObject object{{QStringLiteral("what"), report.purpose == SplitPurpose::Split ? QStringLiteral("split") : QStringLiteral("unsplit")},
        {QStringLiteral("state"), QString::fromLatin1(splitStateName(report.state))}, {QStringLiteral("split"), report.id.isNull() ? QString() : report.id.toString(QUuid::WithoutBraces)},
        {QStringLiteral("plan"), planJson(report.plan, merchant)}, {QStringLiteral("children"), children}, {QStringLiteral("steps"), steps}, {QStringLiteral("proof"), proof}};
    if (report.error && report.state != SplitState::Done)
        object.insert(QStringLiteral("error"), errorJson(*report.error));
    return object;
}

} // namespace t6::cli
