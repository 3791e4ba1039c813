// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bulkfix.h"

#include "fixplaces.h"
#include "operationwords.h"
#include "orderfieldnames.h"
#include "shippingchoices.h"
#include "safetext.h"
#include "weightedit.h"

#include <core/weightfix.h>

#include <QCoreApplication>

#include <algorithm>

namespace t6::ui {

namespace {

struct Bulk // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Bulk)
};

using operations::Correction;
using operations::OrderDetails;

constexpr int kLongestSku = 40;

tl::unexpected<Error> unfit(const QString& reason)
{
    return failure(ErrorDomain::Input, ErrorCode::InvalidInput, reason);
}

Result<void> set(OrderPatch& patch, const JsonText& base, const QString& path, const QByteArray& raw)
{
    const auto parsed = OrderPath::parse(path, base);
    return parsed ? patch.set(base, *parsed, raw) : tl::unexpected(parsed.error());
}

/// The item's weight wherever the SKU stands and, where the order has none, the sum of its items.
Result<void> setSkuWeight(OrderPatch& patch, const JsonText& base, const BulkFix& fix, const OrderDetails& order)
{
    std::vector<LineWeight> lines;
    bool found = false;
    for (int i = 0; i < order.items.size(); ++i) {
        const OrderDetails::Item& item = order.items.at(i);
        const bool meant = !item.adjustment && item.sku.compare(fix.sku, Qt::CaseInsensitive) == 0;
        lines.push_back({meant ? fix.weight : item.weight, item.quantity, item.adjustment});
        if (!meant)
            continue;
        found = true;
        if (auto done = setItemWeight(patch, base, i, *fix.weight); !done)
            return done;
    }
    if (!found)
        return unfit(Bulk::tr("No item of the order is %1.").arg(safeLine(fix.sku, kLongestSku)));
    const std::optional<Weight> sum = weightOf(lines);
    return sum && (!order.weight || order.weight->isMissing()) ? setWeight(patch, base, *sum, WeightUnit::Ounces) : Result<void>();
}

Result<void> setService(OrderPatch& patch, const JsonText& base, const BulkFix& fix, const OrderDetails& order, const AccountFacts& facts)
{
    const auto warehouse = OrderPath::parse(u"advancedOptions.warehouseId", base);
    const auto id = warehouse ? valueAt(base, *warehouse) : std::nullopt;
    const bool abroad = isInternational(order.shipTo.country, facts, id ? id->raw().toByteArray() : QByteArray());
    if (abroad != fix.international)
        return unfit(abroad ? Bulk::tr("The order goes abroad; the service does not.") : Bulk::tr("The order stays in the country; the service goes abroad."));
    for (const auto& [path, raw] : {std::pair("carrierCode", fix.value), std::pair("serviceCode", fix.service), std::pair("packageCode", fix.package)}) {
        if (auto done = set(patch, base, QString::fromLatin1(path), raw); !done)
            return done;
    }
    return {};
}

/// What the order's findings offer, each value once.
Result<void> setOwnFixes(OrderPatch& patch, const OrderDetails& order, const operations::MerchantState& merchant)
{
    for (const Issue& issue : order.issues) {
        const auto offered = quickFix(issue, order, merchant);
        for (const OrderChange& change : offered ? offered->patch.changes : QList<OrderChange>()) {
            const bool known = std::any_of(patch.changes.begin(), patch.changes.end(), [&change](const OrderChange& other) { return other.path == change.path; });
            if (!known)
                patch.changes += change;
        }
    }
    return patch.isEmpty() ? unfit(Bulk::tr("Its findings offer nothing: a person has to look.")) : Result<void>();
}

Result<void> setField(OrderPatch& patch, const JsonText& base, const BulkFix& fix, const OrderDetails& order, const operations::MerchantState& merchant)
{
    switch (fix.field) {
    case BulkField::ItemWeight: return setSkuWeight(patch, base, fix, order);
    case BulkField::OrderWeight: return setWeight(patch, base, *fix.weight, fix.weight->unit);
    case BulkField::ShipFrom: return set(patch, base, QStringLiteral("advancedOptions.warehouseId"), fix.value);
    case BulkField::Service: return setService(patch, base, fix, order, merchant.facts);
    case BulkField::OwnFixes: return setOwnFixes(patch, order, merchant);
    case BulkField::Confirmation: return set(patch, base, QStringLiteral("confirmation"), fix.value);
    case BulkField::Contents: return set(patch, base, QStringLiteral("internationalOptions.contents"), fix.value);
    case BulkField::NonDelivery: return set(patch, base, QStringLiteral("internationalOptions.nonDelivery"), fix.value);
    default: return unfit({});
    }
}

OperationKind kindOf(BulkField field)
{
    switch (field) {
    case BulkField::Hold: return OperationKind::Hold;
    case BulkField::Unhold: return OperationKind::Unhold;
    case BulkField::AddTag: return OperationKind::AddTag;
    case BulkField::RemoveTag: return OperationKind::RemoveTag;
    case BulkField::Assign: return OperationKind::Assign;
    case BulkField::Unassign: return OperationKind::Unassign;
    default: return OperationKind::Edit;
    }
}

bool isSo(const Correction& correction, const OrderDetails& order, const AccountFacts& facts)
{
    switch (correction.kind) {
    case OperationKind::Hold: return order.status == OrderStatus::OnHold && order.holdUntilDate == correction.argument && correction.reason.isEmpty();
    case OperationKind::Unhold: return order.status != OrderStatus::OnHold;
    case OperationKind::AddTag: return order.tags.contains(tagName(correction.argument, facts));
    case OperationKind::RemoveTag: return !order.tags.contains(tagName(correction.argument, facts));
    case OperationKind::Unassign: return order.assignee.isEmpty();
    case OperationKind::Edit: return correction.patch.isEmpty();
    default: return false;
    }
}

} // namespace

QString bulkFieldName(BulkField field, const QString& sku)
{
    switch (field) {
    case BulkField::ItemWeight: return Bulk::tr("Weight of one %1").arg(safeLine(sku, kLongestSku));
    case BulkField::OrderWeight: return Bulk::tr("Weight of the parcel");
    case BulkField::ShipFrom: return Bulk::tr("Ship from");
    case BulkField::Service: return Bulk::tr("Carrier, service and package");
    case BulkField::Confirmation: return Bulk::tr("Confirmation");
    case BulkField::Contents: return Bulk::tr("Customs contents");
    case BulkField::NonDelivery: return Bulk::tr("Customs non-delivery");
    case BulkField::Hold: return Bulk::tr("Hold until");
    case BulkField::Unhold: return Bulk::tr("Remove hold");
    case BulkField::AddTag: return Bulk::tr("Add tag");
    case BulkField::RemoveTag: return Bulk::tr("Remove tag");
    case BulkField::Assign: return Bulk::tr("Assign to");
    case BulkField::Unassign: return Bulk::tr("Unassign");
    case BulkField::OwnFixes: return Bulk::tr("What each card offers");
    case BulkField::Count: break;
    }
    return {};
}

BulkField bulkFieldFor(CheckCode code, const QString& sku)
{
    switch (code) {
    case CheckCode::WeightMissing:
    case CheckCode::WeightSuspect:
    case CheckCode::ItemWeightMissing: return sku.isEmpty() ? BulkField::OrderWeight : BulkField::ItemWeight;
    case CheckCode::ShipFromMissing: return BulkField::ShipFrom;
    case CheckCode::CarrierMissing:
    case CheckCode::CarrierUnknown:
    case CheckCode::ServiceMissing:
    case CheckCode::ServiceMismatch:
    case CheckCode::PackageMissing:
    case CheckCode::PackageUnknown: return BulkField::Service;
    case CheckCode::CustomsContents: return BulkField::Contents;
    case CheckCode::HoldExpired: return BulkField::Unhold;
    case CheckCode::AddressFormat:
    case CheckCode::AddressIncomplete:
    case CheckCode::CustomsMissing:
    case CheckCode::CustomsOrigin:
    case CheckCode::CustomsValue:
    case CheckCode::CustomsQuantity:
    case CheckCode::CustomsHs:
    case CheckCode::CustomsVague: return BulkField::OwnFixes;
    default: return BulkField::AddTag;
    }
}

bool worksAcrossMerchants(BulkField field)
{
    return field != BulkField::ShipFrom && field != BulkField::Service && field != BulkField::AddTag && field != BulkField::RemoveTag && field != BulkField::Assign;
}

bool isComplete(const BulkFix& fix)
{
    const auto chosen = [](const QByteArray& raw) { return !raw.isEmpty() && raw != "null"; };
    switch (fix.field) {
    case BulkField::ItemWeight:
    case BulkField::OrderWeight: return fix.weight && !fix.weight->isMissing();
    case BulkField::Service: return chosen(fix.value) && chosen(fix.service) && chosen(fix.package);
    case BulkField::ShipFrom:
    case BulkField::Confirmation:
    case BulkField::Contents:
    case BulkField::NonDelivery: return chosen(fix.value);
    case BulkField::Unhold:
    case BulkField::Unassign:
    case BulkField::OwnFixes: return true;
    default: return !fix.argument.isEmpty();
    }
}

Result<Correction> bulkCorrection(const BulkFix& fix, const OrderDetails& order, const operations::MerchantState& merchant)
{
    if (!isComplete(fix))
        return unfit(Bulk::tr("The value is missing."));
    if (!canEdit(order))
        return unfit(Bulk::tr("ShipStation takes no changes to it any more."));
    const auto base = JsonText::parse(order.raw);
    if (!base)
        return tl::unexpected(base.error());
    Correction correction;
    correction.merchant = order.merchant;
    correction.order = order.id;
    correction.seen = order.raw;
    correction.kind = kindOf(fix.field);
    correction.argument = fix.argument;
    correction.reason = fix.reason;
    if (correction.kind == OperationKind::Edit) {
        if (auto done = setField(correction.patch, *base, fix, order, merchant); !done)
            return tl::unexpected(done.error());
    }
    if (isSo(correction, order, merchant.facts))
        return unfit(Bulk::tr("It is so already."));
    return correction;
}

QList<BulkChange> bulkChanges(const Correction& correction, const OrderDetails& order, const AccountFacts& facts)
{
    const QString nothing = QStringLiteral("—");
    const auto orNothing = [&nothing](const QString& text) { return text.isEmpty() ? nothing : safeLine(text, 80); };
    const QString hold = order.status == OrderStatus::OnHold ? orNothing(holdDateText(order.holdUntilDate)) : nothing;
    QList<BulkChange> changes;
    switch (correction.kind) {
    case OperationKind::Hold: return {{Bulk::tr("Hold until"), hold, holdDateText(correction.argument)}};
    case OperationKind::Unhold: return {{Bulk::tr("Hold until"), hold, nothing}};
    case OperationKind::AddTag:
    case OperationKind::RemoveTag: {
        QStringList tags = order.tags;
        const QString name = tagName(correction.argument, facts);
        correction.kind == OperationKind::AddTag ? tags.append(name) : static_cast<void>(tags.removeAll(name));
        return {{Bulk::tr("Tags"), orNothing(order.tags.join(QStringLiteral(", "))), orNothing(tags.join(QStringLiteral(", ")))}};
    }
    case OperationKind::Assign: return {{Bulk::tr("Assigned to"), orNothing(order.assignee), userName(correction.argument, facts)}};
    case OperationKind::Unassign: return {{Bulk::tr("Assigned to"), orNothing(order.assignee), nothing}};
    default: break;
    }
    for (const OrderChange& change : correction.patch.changes)
        changes += BulkChange{orderFieldName(change.path), orderValueText(change.path, change.before, facts), orderValueText(change.path, change.after, facts)};
    return changes;
}

} // namespace t6::ui
