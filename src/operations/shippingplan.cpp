// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingplan.h"

#include <core/wholecbor.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::operations {

namespace {

// Keys of the sealed maps: append only.
enum PlanKey { Target = 1, Carrier, Service, Package, Confirmation, ShipDate, Test, Confirmed, Again, AfterVoid, Order, Number, Known, SentAt };
enum FindingsKey { Found = 1, Tracking, Cost, Adopted };
enum ChoiceKey { ChosenCarrier = 1, ChosenService, ChosenPackage, DayCap };

tl::unexpected<Error> damaged()
{
    return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("journal shipping"));
}

} // namespace

QByteArray ShippingPlan::encode() const
{
    QCborArray known;
    for (const ShipmentId id : purchase.known)
        known.append(qint64{id.value});
    return QCborValue(QCborMap{{Target, qint64{facts.shipment.value}}, {Carrier, facts.carrier}, {Service, facts.service}, {Package, facts.package}, {Confirmation, purchase.terms.confirmation},
                          {ShipDate, facts.shipDate.toString(Qt::ISODate)}, {Test, facts.test}, {Confirmed, qint64{facts.confirmed.minor}}, {Again, facts.again}, {AfterVoid, facts.afterVoid},
                          {Order, qint64{purchase.order.value}}, {Number, purchase.number}, {Known, known}, {SentAt, qint64{purchase.sentAt.time_since_epoch().count()}}})
        .toCbor();
}

Result<ShippingPlan> ShippingPlan::decode(QByteArrayView bytes)
{
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return damaged();
    const QCborMap map = value.toMap();
    ShippingPlan plan;
    plan.facts.shipment = {map.value(Target).toInteger()};
    plan.facts.carrier = map.value(Carrier).toString();
    plan.facts.service = map.value(Service).toString();
    plan.facts.package = map.value(Package).toString();
    plan.facts.shipDate = QDate::fromString(map.value(ShipDate).toString(), Qt::ISODate);
    plan.facts.test = map.value(Test).toBool();
    plan.facts.confirmed = {map.value(Confirmed).toInteger()};
    plan.facts.again = map.value(Again).toString();
    plan.facts.afterVoid = map.value(AfterVoid).toBool();
    plan.purchase.order = {map.value(Order).toInteger()};
    plan.purchase.number = map.value(Number).toString();
    plan.purchase.terms = {plan.facts.carrier, plan.facts.service, plan.facts.package, map.value(Confirmation).toString(), plan.facts.shipDate, plan.facts.test};
    plan.purchase.sentAt = UtcTime(std::chrono::milliseconds(map.value(SentAt).toInteger()));
    for (const QCborValue id : map.value(Known).toArray())
        plan.purchase.known.append(ShipmentId{id.toInteger()});
    return plan;
}

QByteArray ShippingFindings::encode() const
{
    QCborMap map{{Found, qint64{shipment.value}}, {Tracking, tracking}, {Adopted, adopted}};
    if (cost)
        map.insert(Cost, qint64{cost->minor});
    return QCborValue(map).toCbor();
}

Result<ShippingFindings> ShippingFindings::decode(QByteArrayView bytes)
{
    ShippingFindings findings;
    if (bytes.isEmpty())
        return findings;
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return damaged();
    const QCborMap map = value.toMap();
    findings.shipment = {map.value(Found).toInteger()};
    findings.tracking = map.value(Tracking).toString();
    findings.adopted = map.value(Adopted).toBool();
    if (map.contains(Cost))
        findings.cost = Money{map.value(Cost).toInteger()};
    return findings;
}

QByteArray encodeShippingChoice(const ShippingChoice& choice)
{
    return QCborValue(QCborMap{{ChosenCarrier, choice.carrier}, {ChosenService, choice.service}, {ChosenPackage, choice.package}, {DayCap, qint64{choice.dayCap.minor}}}).toCbor();
}

ShippingChoice decodeShippingChoice(QByteArrayView bytes)
{
    const QCborMap map = wholeCbor(bytes).toMap();
    ShippingChoice choice;
    choice.carrier = map.value(ChosenCarrier).toString();
    choice.service = map.value(ChosenService).toString();
    choice.package = map.value(ChosenPackage).toString();
    choice.dayCap = {map.value(DayCap).toInteger(choice.dayCap.minor)};
    return choice;
}

QString shippedArgument(const ShippedMark& mark)
{
    const QJsonObject argument{{QStringLiteral("carrier"), mark.carrier}, {QStringLiteral("tracking"), mark.tracking}, {QStringLiteral("shipDate"), mark.shipDate.toString(Qt::ISODate)},
        {QStringLiteral("notifyCustomer"), mark.notifyCustomer}, {QStringLiteral("notifyStore"), mark.notifyStore}};
    return QString::fromUtf8(QJsonDocument(argument).toJson(QJsonDocument::Compact));
}

ShippedMark shippedMark(const QString& argument)
{
    const QJsonObject object = QJsonDocument::fromJson(argument.toUtf8()).object();
    ShippedMark mark;
    mark.carrier = object.value(QLatin1String("carrier")).toString();
    mark.tracking = object.value(QLatin1String("tracking")).toString();
    mark.shipDate = QDate::fromString(object.value(QLatin1String("shipDate")).toString(), Qt::ISODate);
    mark.notifyCustomer = object.value(QLatin1String("notifyCustomer")).toBool();
    mark.notifyStore = object.value(QLatin1String("notifyStore")).toBool();
    return mark;
}

std::optional<ShippingFacts> shippingFacts(OperationKind kind, const OperationPlan& plan, const OperationFindings& findings)
{
    if (kind == OperationKind::MarkShipped) {
        const ShippedMark mark = shippedMark(plan.argument);
        ShippingFacts facts;
        facts.carrier = mark.carrier;
        facts.tracking = mark.tracking;
        facts.shipDate = mark.shipDate;
        return facts;
    }
    const auto wanted = isShipping(kind) ? ShippingPlan::decode(plan.shipping) : Result<ShippingPlan>(damaged());
    const auto found = ShippingFindings::decode(findings.shipping);
    if (!wanted || !found)
        return std::nullopt;
    ShippingFacts facts = wanted->facts;
    if (!found->shipment.isNull())
        facts.shipment = found->shipment;
    facts.tracking = found->tracking;
    facts.cost = found->cost;
    facts.adopted = found->adopted;
    return facts;
}

} // namespace t6::operations
