// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "operationreport.h"

#include "output.h"

#include <core/errortext.h>
#include <core/ordervalue.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace t6::cli {

using operations::OperationReport;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::Operations)
};

QString nameOf(const OperationReport& report)
{
    const QString name = QString::fromLatin1(operationName(report.kind));
    return report.undoOf.isNull() ? name : QStringLiteral("undo-") + name;
}

QString timeOf(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString shown(QByteArrayView raw)
{
    const QString text = plain(shownValue(raw));
    return text.isEmpty() ? Text::tr("(nothing)") : text;
}

QJsonValue jsonOf(const QByteArray& raw)
{
    const QJsonDocument document = QJsonDocument::fromJson('[' + raw + ']');
    return raw.isEmpty() ? QJsonValue(QJsonValue::Null) : document.array().at(0);
}

/// What became of it, in a sentence.
QString outcome(const OperationReport& report, bool isPreview)
{
    if (report.alreadySo)
        return Text::tr("The order is so already: nothing to send.");
    if (!report.conflicts.isEmpty())
        return Text::tr("Nothing was sent: someone else changed what is being corrected.");
    if (isPreview)
        return Text::tr("This would be sent.");
    switch (report.state) {
    case OperationState::Watch:
    case OperationState::Done: return Text::tr("Done, and read again at ShipStation.");
    case OperationState::NotApplied: return Text::tr("It did not arrive at ShipStation: nothing was changed.");
    case OperationState::Conflict: return Text::tr("ShipStation shows something else than was sent: a person decides.");
    case OperationState::NeedsPerson: return Text::tr("It cannot be found out what happened: a person decides.");
    case OperationState::Closed: return Text::tr("Settled by a person.");
    case OperationState::NotSent: return Text::tr("Nothing was sent.");
    case OperationState::Rejected: return Text::tr("ShipStation refused it.");
    default: return Text::tr("The outcome is not known yet. It is recorded; t6-console-cli journal resume finds out.");
    }
}

} // namespace

QStringList operationHeading()
{
    return {Text::tr("When"), Text::tr("Who"), Text::tr("Merchant"), Text::tr("Order"), Text::tr("What"), Text::tr("State"), Text::tr("Operation")};
}

QStringList operationRow(const OperationReport& report, const QString& merchant)
{
    return {timeOf(report.createdAt), plain(report.actor), plain(merchant), plain(report.number), nameOf(report), QString::fromLatin1(operationStateName(report.state)), report.id.value.toString(QUuid::WithoutBraces)};
}

QString operationText(const OperationReport& report, const QString& merchant, bool isPreview)
{
    QString text = Text::tr("%1 · order %2 · %3\n").arg(plain(merchant), plain(report.number), nameOf(report));
    for (const OrderChange& change : report.patch.changes)
        text += QStringLiteral("  %1: %2 → %3\n").arg(plain(change.path.text()), shown(change.before), shown(change.after));
    if (!report.argument.isEmpty() && report.patch.isEmpty())
        text += QStringLiteral("  %1\n").arg(plain(report.argument));
    for (const MergeConflict& conflict : report.conflicts)
        text += Text::tr("  %1: was %2, is %3, wanted %4\n").arg(plain(conflict.path.text()), shown(conflict.base), shown(conflict.theirs), shown(conflict.ours));
    for (const OrderDifference& difference : report.differences)
        text += Text::tr("  %1: sent %2, is %3\n").arg(plain(difference.path.text()), shown(difference.expected), shown(difference.found));
    for (const OrderPath& path : report.kept)
        text += Text::tr("  %1: changed by others meanwhile, kept\n").arg(plain(path.text()));
    text += outcome(report, isPreview) + QLatin1Char('\n');
    if (report.error && report.conflicts.isEmpty() && !operations::isConfirmed(report))
        text += plain(oneLine(*report.error)) + QLatin1Char('\n');
    return text;
}

QJsonObject operationJson(const OperationReport& report, const QString& merchant, bool isPreview)
{
    QJsonArray changes, conflicts, differences, kept;
    for (const OrderChange& change : report.patch.changes)
        changes.append(QJsonObject{{QStringLiteral("path"), change.path.text()}, {QStringLiteral("before"), jsonOf(change.before)}, {QStringLiteral("after"), jsonOf(change.after)}});
    for (const MergeConflict& conflict : report.conflicts)
        conflicts.append(QJsonObject{{QStringLiteral("path"), conflict.path.text()}, {QStringLiteral("base"), jsonOf(conflict.base)}, {QStringLiteral("theirs"), jsonOf(conflict.theirs)}, {QStringLiteral("ours"), jsonOf(conflict.ours)}});
    for (const OrderDifference& difference : report.differences)
        differences.append(QJsonObject{{QStringLiteral("path"), difference.path.text()}, {QStringLiteral("sent"), jsonOf(difference.expected)}, {QStringLiteral("found"), jsonOf(difference.found)}});
    for (const OrderPath& path : report.kept)
        kept.append(path.text());
    QJsonObject object{{QStringLiteral("merchant"), merchant}, {QStringLiteral("orderId"), qint64{report.order.value}}, {QStringLiteral("orderNumber"), report.number},
        {QStringLiteral("what"), nameOf(report)}, {QStringLiteral("preview"), isPreview}, {QStringLiteral("alreadySo"), report.alreadySo},
        {QStringLiteral("changes"), changes}, {QStringLiteral("conflicts"), conflicts}, {QStringLiteral("differences"), differences}, {QStringLiteral("kept"), kept}};
    if (!report.argument.isEmpty())
        object.insert(QStringLiteral("argument"), report.argument);
    if (!isPreview) {
        object.insert(QStringLiteral("actor"), report.actor);
        object.insert(QStringLiteral("operation"), report.id.isNull() ? QString() : report.id.value.toString(QUuid::WithoutBraces));
        object.insert(QStringLiteral("state"), QString::fromLatin1(operationStateName(report.state)));
    }
    if (report.error && !operations::isConfirmed(report))
        object.insert(QStringLiteral("error"), errorJson(*report.error));
    return object;
}

} // namespace t6::cli
