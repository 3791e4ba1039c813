// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <operations/correction.h>
#include <operations/merchantstate.h>
#include <operations/orderdetails.h>

#include <optional>

namespace t6::ui {

/// What one value can repair in many orders; OwnFixes: what each order's findings offer by themselves (fixplaces.h).
enum class BulkField { ItemWeight, OrderWeight, ShipFrom, Service, Confirmation, Contents, NonDelivery, Hold, Unhold, AddTag, RemoveTag, Assign, Unassign, OwnFixes, Count };

struct BulkFix
{
    BulkField field = BulkField::OrderWeight;
    QString sku; ///< ItemWeight: of which item
    std::optional<Weight> weight; ///< of one unit, of the parcel
    QByteArray value; ///< raw JSON: ship-from, confirmation, contents, non-delivery; Service: the carrier
    QByteArray service, package; ///< raw JSON
    bool international = false; ///< Service: what the service was chosen for
    QString reason; ///< Hold
    QString argument; ///< Hold, AddTag, RemoveTag, Assign: as in Correction
};

[[nodiscard]] QString bulkFieldName(BulkField field, const QString& sku);
[[nodiscard]] BulkField bulkFieldFor(CheckCode code, const QString& sku); ///< what most likely repairs a finding
/// Its value means something in every account; ship-from, services, tags and users are a merchant's own.
[[nodiscard]] bool worksAcrossMerchants(BulkField field);
[[nodiscard]] bool isComplete(const BulkFix& fix); ///< the value is there

/// The fix for one order of the merchant. Errors: InvalidInput with the reason in `detail` when it does not fit the order or changes nothing.
[[nodiscard]] Result<operations::Correction> bulkCorrection(const BulkFix& fix, const operations::OrderDetails& order, const operations::MerchantState& merchant);

struct BulkChange
{
    QString field, before, after;
};
/// What a correction changes, for people.
[[nodiscard]] QList<BulkChange> bulkChanges(const operations::Correction& correction, const operations::OrderDetails& order, const AccountFacts& facts);

} // namespace t6::ui
