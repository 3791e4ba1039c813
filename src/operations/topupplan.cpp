// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "topupplan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::operations {

namespace {

qint64 toMs(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime fromMs(const QJsonValue& value) { return UtcTime{std::chrono::milliseconds{value.toInteger()}}; }

} // namespace

QByteArray TopUpPlan::encode() const
{
    QJsonArray known;
    for (const std::int64_t label : labels)
        known.append(qint64{label});
    return QJsonDocument(QJsonObject{{QStringLiteral("wallet"), qint64{wallet}}, {QStringLiteral("code"), code}, {QStringLiteral("name"), name}, {QStringLiteral("amount"), qint64{amount.minor}},
                             {QStringLiteral("before"), qint64{before.minor}}, {QStringLiteral("since"), toMs(labelsSince)}, {QStringLiteral("labels"), known},
                             {QStringLiteral("sentAt"), toMs(sentAt)}, {QStringLiteral("automatic"), automatic}})
        .toJson(QJsonDocument::Compact);
}

TopUpPlan TopUpPlan::decode(const QByteArray& bytes)
{
    const QJsonObject o = QJsonDocument::fromJson(bytes).object();
    TopUpPlan plan;
    plan.wallet = o.value(QStringLiteral("wallet")).toInteger();
    plan.code = o.value(QStringLiteral("code")).toString();
    plan.name = o.value(QStringLiteral("name")).toString();
    plan.amount.minor = o.value(QStringLiteral("amount")).toInteger();
    plan.before.minor = o.value(QStringLiteral("before")).toInteger();
    plan.labelsSince = fromMs(o.value(QStringLiteral("since")));
    for (const QJsonValue label : o.value(QStringLiteral("labels")).toArray())
        plan.labels.insert(label.toInteger());
    plan.sentAt = fromMs(o.value(QStringLiteral("sentAt")));
    plan.automatic = o.value(QStringLiteral("automatic")).toBool();
    return plan;
}

OperationPlan TopUpPlan::operationPlan(const QString& actor, const QString& reason) const
{
    OperationPlan plan;
    plan.number = name;
    plan.argument = plainMoney(amount);
    plan.before = encode();
    plan.actor = actor;
    plan.reason = reason;
    return plan;
}

std::optional<Money> TopUpPlan::spentSince(const shipstation::BoughtLabels& bought) const
{
    if (!bought.isComplete)
        return std::nullopt;
    Money spent;
    for (const shipstation::BoughtLabel& label : bought.labels) {
        if (label.carrier == code.toStdString() && !label.voided && !labels.contains(label.shipmentId))
            spent.minor += label.cost.minor;
    }
    return spent;
}

QByteArray TopUpPlan::proof(Money spent, Money now) const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("amount"), qint64{amount.minor}}, {QStringLiteral("before"), qint64{before.minor}}, {QStringLiteral("labels"), qint64{spent.minor}},
                             {QStringLiteral("now"), qint64{now.minor}}, {QStringLiteral("automatic"), automatic}})
        .toJson(QJsonDocument::Compact);
}

std::optional<TopUpProof> topUpProof(const OperationReport& report)
{
    const QJsonObject o = QJsonDocument::fromJson(report.after).object();
    if (report.kind != OperationKind::AddFunds || o.isEmpty())
        return std::nullopt;
    TopUpProof proof;
    proof.amount.minor = o.value(QStringLiteral("amount")).toInteger();
    proof.before.minor = o.value(QStringLiteral("before")).toInteger();
    proof.labels.minor = o.value(QStringLiteral("labels")).toInteger();
    if (o.contains(QStringLiteral("now")))
        proof.now = Money{o.value(QStringLiteral("now")).toInteger()};
    proof.automatic = o.value(QStringLiteral("automatic")).toBool();
    return proof;
}

} // namespace t6::operations
