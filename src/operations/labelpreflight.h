// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderdetails.h"

#include <core/jsontext.h>
#include <core/labelrules.h>
#include <core/result.h>
#include <shipstation/orderwrites.h>

namespace t6::operations {

// What is looked at before a label is bought. Pure; any thread. All refusals are LabelRefused with the reason in `detail` and the culprit in `field`,
// where nothing else is said.

[[nodiscard]] QString numberOf(const QByteArray& order);
/// The shippingProviderId of the wallet that the order names; 0: none.
[[nodiscard]] std::int64_t walletOf(const QByteArray& order);

/// What is not said is taken from the order, and else from what every carrier knows; today is ShipStation's day. Errors: also a carrier, service or package that the account does
/// not have, and a test where the carrier prints none.
[[nodiscard]] Result<LabelTerms> completeTerms(const LabelTerms& wanted, const JsonText& order, UtcTime now, const AccountFacts& facts);
[[nodiscard]] Result<shipstation::WriteRequest> rateRequest(const JsonText& order, const AccountFacts& facts, const LabelTerms& terms);

/// Whether a label may be bought for the order as it is now, and is what the person saw. Errors: OrderLocked; OrderChanged (`field`: what others changed).
[[nodiscard]] std::optional<Error> shippable(const JsonText& seen, const JsonText& now);
/// What a person must repair or let be first. What concerns the order's own carrier, service, package and funds does not count: they are named, and looked up.
[[nodiscard]] std::optional<Error> blocker(const OrderDetails& order, const AccountFacts& facts);

} // namespace t6::operations
