// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"

#include <core/merchant.h>
#include <operations/merchantstate.h>

#include <QString>

namespace t6::ui {

/// What an account offers for a parcel, as choices with raw JSON. An account whose lists are not known offers nothing.

/// True when a parcel crosses a border on its way. The United States and their territories are one country, as in the checks.
[[nodiscard]] bool isInternational(const QString& destination, const AccountFacts& facts, const QByteArray& warehouseId);

[[nodiscard]] QList<BoundFields::Choice> shipFromChoices(const AccountFacts& facts);
[[nodiscard]] QList<BoundFields::Choice> carrierChoices(const AccountFacts& facts); ///< one for each code
[[nodiscard]] QList<BoundFields::Choice> serviceChoices(const AccountFacts& facts, const QByteArray& carrier, bool international);
[[nodiscard]] QList<BoundFields::Choice> packageChoices(const AccountFacts& facts, const QByteArray& carrier, bool international);
[[nodiscard]] QList<BoundFields::Choice> confirmationChoices(const QByteArray& carrier);
[[nodiscard]] QList<BoundFields::Choice> contentsChoices(); ///< of a customs declaration
[[nodiscard]] QString contentsName(const QString& contents); ///< "Merchandise" for "merchandise"; unknown words as they are
[[nodiscard]] QList<BoundFields::Choice> nonDeliveryChoices();

/// What a merchant means by what the buyer requested, as the account offers it.
struct MappedService
{
    QByteArray carrier, service, package; ///< raw JSON; package "null": any will do
    QString name; ///< "USPS Ground Advantage · Package"
};
/// The first of the merchant's mappings that the account offers and that serves the destination.
[[nodiscard]] std::optional<MappedService> mappedService(const operations::MerchantState& merchant, const QString& requested, bool international);
/// The merchant with a mapping that counts before all others; it takes the place of the one that meant the same request.
[[nodiscard]] Merchant withMapping(const operations::MerchantState& merchant, const ServiceMapping& mapping, bool international);

} // namespace t6::ui
