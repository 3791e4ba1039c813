// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"

#include <core/merchant.h>

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

} // namespace t6::ui
