// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "operationplan.h"

#include "sealederror.h"
#include "shippingplan.h"

#include <core/orderfields.h>
#include <core/splitproof.h>
#include <core/wholecbor.h>
#include <shipstation/shipments.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QDate>

#include <algorithm>

namespace t6::operations {

namespace {

using Kind = OperationKind;

// Keys of the sealed maps: append only.
enum PlanKey { Number = 1, Patch, Argument, UndoOf, Before, Body, Actor, Reason, Shipping };
enum FindingsKey { After = 1, Differences, ErrorMap, Note, AlreadySo, ShippingFound };

tl::unexpected<Error> damaged(const char* what)
{
    return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QString::fromLatin1(what));
}

QString textAt(const JsonText& order, const char* path)
{
    const auto parsed = OrderPath::parse(QString::fromLatin1(path));
    const auto value = parsed ? valueAt(order, *parsed) : std::nullopt;
    return value ? value->string() : QString();
}

OrderChange rawChange(const char* path, const JsonText& before, QByteArray after)
{
    const auto parsed = OrderPath::parse(QString::fromLatin1(path));
    const auto value = valueAt(before, *parsed);
    return {*parsed, value ? value->raw().toByteArray() : QByteArray(), std::move(after), false};
}

/// ShipStation's dates carry a midnight at times.
QString holdDate(const JsonText& order) { return textAt(order, "holdUntilDate").left(10); }
QString status(const JsonText& order) { return textAt(order, "orderStatus"); }
QString assignee(const JsonText& order) { return textAt(order, "userId"); }

bool hasTag(const JsonText& order, const QString& tag)
{
    const auto tags = order.root().member(u"tagIds");
    if (!tags || !tags->isArray())
        return false;
    const auto elements = tags->elements();
    return std::any_of(elements.begin(), elements.end(), [id = tag.toLongLong()](const JsonText::Value& element) { return element.integer() == id; });
}

/// Held, or not paid: nobody can ship it.
bool isKept(const JsonText& order) { return status(order) == u"on_hold" || status(order) == u"awaiting_payment"; }

/// Whether an order shows what an act (not an edit) is to bring about.
bool isSo(Kind kind, const QString& argument, const JsonText& order)
{
    switch (kind) {
    case Kind::SplitRelease: return !isKept(order) || (!argument.isEmpty() && status(order) == u"on_hold" && holdDate(order) == argument);
    case Kind::SplitHold: return isKept(order);
    case Kind::Hold: return status(order) == u"on_hold" && holdDate(order) == argument;
    case Kind::Unhold: return status(order) != u"on_hold";
    case Kind::MarkShipped: return status(order) == u"shipped";
    case Kind::AddTag: return hasTag(order, argument);
    case Kind::RemoveTag: return !hasTag(order, argument);
    case Kind::Assign: return assignee(order).compare(argument, Qt::CaseInsensitive) == 0;
    case Kind::Unassign: return assignee(order).isEmpty();
    default: return false;
    }
}

/// Equal when the lines are.
QString itemsOf(const JsonText& order)
{
    return QString::fromUtf8(t6::comparableForm(order.root().member(u"items"), QStringLiteral("items")));
}

/// What an act touches: when two versions agree in it, nobody acted in between.
QString touched(Kind kind, const QString& argument, const JsonText& order)
{
    switch (kind) {
    case Kind::Hold:
    case Kind::MarkShipped:
    case Kind::Unhold: return status(order) + u' ' + holdDate(order);
    case Kind::SplitRelease:
    case Kind::SplitHold:
    case Kind::SplitDelete: return status(order) + u' ' + itemsOf(order);
    case Kind::AddTag:
    case Kind::RemoveTag: return hasTag(order, argument) ? argument : QString();
    case Kind::Assign:
    case Kind::Unassign: return assignee(order);
    default: return {};
    }
}

/// The act as changes of the order, for reports and activity.
OrderPatch asPatch(Kind kind, const QString& argument, const JsonText& before)
{
    switch (kind) {
    case Kind::Hold: return {{rawChange("holdUntilDate", before, jsonString(argument)), rawChange("orderStatus", before, "\"on_hold\"")}};
    case Kind::Unhold: return {{rawChange("orderStatus", before, "\"awaiting_shipment\"")}};
    case Kind::Assign: return {{rawChange("userId", before, jsonString(argument))}};
    case Kind::Unassign: return {{rawChange("userId", before, "null")}};
    case Kind::SplitRelease:
        if (!argument.isEmpty())
            return {{rawChange("holdUntilDate", before, jsonString(argument))}};
        return {{rawChange("orderStatus", before, "\"awaiting_shipment\"")}};
    case Kind::SplitHold: return {{rawChange("orderStatus", before, "\"on_hold\"")}};
    case Kind::MarkShipped: return {{rawChange("orderStatus", before, "\"shipped\"")}};
    default: return {};
    }
}

/// A child that waits for payment is let go by an edit of its status; one on hold has a call for it.
Result<shipstation::WriteRequest> releaseOf(OrderId order, const JsonText& now)
{
    if (status(now) != u"awaiting_payment")
        return shipstation::restoreFromHold(order);
    auto body = withStatus(now, OrderStatus::AwaitingShipment);
    return body ? Result<shipstation::WriteRequest>(shipstation::createOrder(std::move(*body))) : tl::unexpected(body.error());
}

Result<shipstation::WriteRequest> requestFor(Kind kind, OrderId order, const QString& argument, const JsonText& now)
{
    const auto invalid = [&argument](const QString& field) { return failure(ErrorDomain::Input, ErrorCode::InvalidInput, argument, field); };
    switch (kind) {
    case Kind::SplitRelease:
        if (argument.isEmpty())
            return releaseOf(order, now);
        [[fallthrough]];
    case Kind::SplitDelete: return shipstation::deleteOrder(order);
    case Kind::Hold:
    case Kind::SplitHold: {
        const QDate date = QDate::fromString(argument, Qt::ISODate);
        if (!date.isValid())
            return invalid(QStringLiteral("holdUntilDate"));
        return shipstation::holdUntil(order, date);
    }
    case Kind::Unhold: return shipstation::restoreFromHold(order);
    case Kind::AddTag:
    case Kind::RemoveTag: {
        const TagId tag{argument.toLongLong()};
        if (tag.isNull())
            return invalid(QStringLiteral("tagIds"));
        return kind == Kind::AddTag ? shipstation::addTag(order, tag) : shipstation::removeTag(order, tag);
    }
    case Kind::Assign:
        if (argument.isEmpty())
            return invalid(QStringLiteral("userId"));
        return shipstation::assignUser({order}, argument);
    case Kind::Unassign: return shipstation::unassignUser({order});
    case Kind::MarkShipped: {
        const ShippedMark mark = shippedMark(argument);
        if (mark.carrier.isEmpty() || !mark.shipDate.isValid())
            return invalid(mark.carrier.isEmpty() ? QStringLiteral("carrierCode") : QStringLiteral("shipDate"));
        if (status(now) != u"awaiting_shipment")
            return status(now) == u"shipped" ? Result<shipstation::WriteRequest>(shipstation::WriteRequest()) : failure(ErrorDomain::ShipStation, ErrorCode::OrderLocked, status(now));
        return shipstation::markAsShipped(order, mark.carrier, mark.shipDate, mark.tracking, mark.notifyCustomer, mark.notifyStore);
    }
    default: return failure(ErrorDomain::Program, ErrorCode::Unsupported);
    }
}

Result<PreparedWrite> prepareAct(const Correction& correction, const JsonText& now)
{
    PreparedWrite prepared;
    auto request = requestFor(correction.kind, correction.order, correction.argument, now);
    if (!request)
        return tl::unexpected(request.error());
    prepared.request = std::move(*request);
    if (isSo(correction.kind, correction.argument, now)) {
        prepared.alreadySo = true;
        return prepared;
    }
    if (!isEditable(now))
        return failure(ErrorDomain::ShipStation, ErrorCode::OrderLocked, status(now));
    if (!correction.seen.isEmpty()) {
        const auto seen = JsonText::parse(correction.seen);
        if (!seen)
            return tl::unexpected(seen.error());
        if (touched(correction.kind, correction.argument, *seen) != touched(correction.kind, correction.argument, now)) {
            if (isOfSplit(correction.kind))
                return failure(ErrorDomain::ShipStation, ErrorCode::OrderChanged);
            for (const OrderChange& change : asPatch(correction.kind, correction.argument, now).changes) {
                const auto base = valueAt(*seen, change.path);
                prepared.conflicts.append({change.path, base ? base->raw().toByteArray() : QByteArray(), change.before, change.after});
            }
        }
    }
    return prepared;
}

Result<PreparedWrite> prepareEdit(const Correction& correction, const JsonText& now)
{
    const auto seen = JsonText::parse(correction.seen);
    if (!seen)
        return tl::unexpected(seen.error());
    auto merged = merge(*seen, now, correction.patch);
    if (!merged)
        return tl::unexpected(merged.error());
    PreparedWrite prepared;
    prepared.kept = std::move(merged->kept);
    prepared.conflicts = std::move(merged->conflicts);
    prepared.alreadySo = prepared.conflicts.isEmpty() && merged->patch.isEmpty();
    prepared.plan.patch = std::move(merged->patch);
    prepared.request = shipstation::createOrder(std::move(merged->body));
    return prepared;
}

/// The child is made while the original still is as it was planned on, and stands in the journal with it.
Result<PreparedWrite> prepareChild(const Correction& correction, const JsonText& now)
{
    const auto seen = JsonText::parse(correction.seen);
    if (!seen)
        return tl::unexpected(seen.error());
    const auto merged = merge(*seen, now, correction.patch);
    if (!merged)
        return tl::unexpected(merged.error());
    PreparedWrite prepared;
    prepared.conflicts = merged->conflicts;
    prepared.kept = merged->kept;
    prepared.request = shipstation::createOrder(correction.body);
    return prepared;
}

} // namespace

QByteArray OperationPlan::encode() const
{
    return QCborValue(QCborMap{{Number, number}, {Patch, patch.toJson()}, {Argument, argument}, {UndoOf, undoOf.value.toRfc4122()}, {Before, before}, {Body, body}, {Actor, actor}, {Reason, reason}, {Shipping, shipping}}).toCbor();
}

Result<OperationPlan> OperationPlan::decode(QByteArrayView bytes)
{
    const QCborMap map = wholeCbor(bytes).toMap();
    const auto patch = OrderPatch::fromJson(map.value(Patch).toByteArray());
    if (!patch)
        return damaged("journal plan");
    return OperationPlan{map.value(Number).toString(), *patch, map.value(Argument).toString(), {QUuid::fromRfc4122(map.value(UndoOf).toByteArray())},
        map.value(Before).toByteArray(), map.value(Body).toByteArray(), map.value(Actor).toString(), map.value(Reason).toString(), map.value(Shipping).toByteArray()};
}

QByteArray OperationFindings::encode() const
{
    QCborArray places;
    for (const OrderDifference& difference : differences)
        places.append(QCborArray{difference.path.text(), difference.expected, difference.found});
    QCborMap map{{After, after}, {Differences, places}, {Note, note}, {AlreadySo, alreadySo}, {ShippingFound, shipping}};
    if (error)
        map.insert(ErrorMap, sealedError(*error));
    return QCborValue(map).toCbor();
}

Result<OperationFindings> OperationFindings::decode(QByteArrayView bytes)
{
    OperationFindings findings;
    if (bytes.isEmpty())
        return findings;
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return damaged("journal findings");
    const QCborMap map = value.toMap();
    findings.after = map.value(After).toByteArray();
    findings.note = map.value(Note).toString();
    findings.alreadySo = map.value(AlreadySo).toBool();
    findings.shipping = map.value(ShippingFound).toByteArray();
    for (const QCborValue place : map.value(Differences).toArray()) {
        const QCborArray parts = place.toArray();
        const auto path = OrderPath::parse(parts.at(0).toString());
        if (!path)
            return damaged("journal findings");
        findings.differences.append({*path, parts.at(1).toByteArray(), parts.at(2).toByteArray()});
    }
    if (map.contains(ErrorMap))
        findings.error = openedError(map.value(ErrorMap).toMap());
    return findings;
}

OperationPlan intended(const Correction& correction)
{
    const auto seen = JsonText::parse(correction.seen);
    return {seen ? textAt(*seen, "orderNumber") : QString(), correction.patch, correction.argument, correction.undoOf, correction.seen, correction.body, correction.actor, correction.reason};
}

Result<PreparedWrite> prepare(const Correction& correction, const JsonText& now)
{
    const auto id = now.root().member(u"orderId");
    if (!id || id->integer() != correction.order.value)
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    auto prepared = isEdit(correction.kind) ? prepareEdit(correction, now) : correction.kind == Kind::SplitChild ? prepareChild(correction, now) : prepareAct(correction, now);
    if (!prepared)
        return prepared;
    prepared->plan.number = textAt(now, "orderNumber");
    prepared->plan.argument = correction.argument;
    prepared->plan.reason = correction.reason;
    prepared->plan.undoOf = correction.undoOf;
    prepared->plan.actor = correction.actor;
    prepared->plan.before = now.text();
    prepared->plan.body = prepared->request.body;
    return prepared;
}

OrderPatch changesOf(OperationKind kind, const OperationPlan& plan)
{
    if (isEdit(kind))
        return plan.patch;
    const auto before = JsonText::parse(plan.before);
    return before ? asPatch(kind, plan.argument, *before) : OrderPatch();
}

Verdict judge(OperationKind kind, const OperationPlan& plan, const JsonText& found, QList<OrderDifference>& differences)
{
    const auto before = JsonText::parse(plan.before);
    if (!before)
        return Verdict::Other; // sealed by us: cannot happen
    if (kind == Kind::SplitChild) {
        const auto sent = JsonText::parse(plan.body);
        if (sent)
            differences = childDifferences(*sent, found);
        return sent && differences.isEmpty() ? Verdict::Fulfilled : Verdict::Other;
    }
    if (isEdit(kind)) {
        const auto wanted = JsonText::parse(plan.body);
        if (!wanted)
            return Verdict::Other;
        differences = t6::differences(*wanted, found);
        if (differences.isEmpty())
            return Verdict::Fulfilled;
        return t6::differences(*before, found).isEmpty() ? Verdict::Unchanged : Verdict::Other;
    }
    if (isSo(kind, plan.argument, found))
        return Verdict::Fulfilled;
    if (touched(kind, plan.argument, *before) == touched(kind, plan.argument, found))
        return Verdict::Unchanged;
    for (const OrderChange& change : asPatch(kind, plan.argument, *before).changes) {
        const auto value = valueAt(found, change.path);
        differences.append({change.path, change.after, value ? value->raw().toByteArray() : QByteArray()});
    }
    return Verdict::Other;
}

std::optional<Verdict> judgeGone(OperationKind kind)
{
    switch (kind) {
    case Kind::SplitDelete: return Verdict::Fulfilled;
    case Kind::SplitChild: return Verdict::Unchanged;
    default: return std::nullopt;
    }
}

bool isProven(OperationKind kind, const OperationPlan& plan, const JsonText& listed)
{
    const auto before = JsonText::parse(plan.before);
    QList<OrderDifference> differences;
    // Local times of one form sort by their text; in the hour that autumn repeats a later one may look earlier and proves nothing.
    return before && textAt(listed, "modifyDate") > textAt(*before, "modifyDate") && judge(kind, plan, listed, differences) == Verdict::Fulfilled;
}

Result<Correction> undoOf(OperationKind kind, const OperationPlan& plan, const OperationFindings& findings)
{
    const auto before = JsonText::parse(plan.before);
    const auto after = JsonText::parse(findings.after);
    if (!before || !after)
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput);
    Correction undo;
    undo.seen = findings.after;
    undo.argument = plan.argument;
    switch (kind) {
    case Kind::Edit: {
        auto patch = inverse(plan.patch, *before, *after);
        if (!patch)
            return tl::unexpected(patch.error());
        undo.patch = std::move(*patch);
        return undo;
    }
    case Kind::Hold: // an earlier hold had another date
    case Kind::Unhold:
        undo.kind = status(*before) == u"on_hold" ? Kind::Hold : Kind::Unhold;
        undo.argument = holdDate(*before);
        return undo;
    case Kind::AddTag: undo.kind = Kind::RemoveTag; return undo;
    case Kind::RemoveTag: undo.kind = Kind::AddTag; return undo;
    case Kind::Assign:
    case Kind::Unassign:
        undo.kind = assignee(*before).isEmpty() ? Kind::Unassign : Kind::Assign;
        undo.argument = assignee(*before);
        return undo;
    default: break; // a split is taken back as a whole
    }
    return failure(ErrorDomain::Program, ErrorCode::Unsupported);
}

} // namespace t6::operations
