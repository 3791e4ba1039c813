// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clock.h"
#include "ids.h"
#include "quantity.h"

#include <QDate>
#include <QString>

#include <optional>

namespace t6 {

/// A parcel with a label bought in ShipStation, as GET /shipments tells it. Text is from outside.
struct Shipment
{
    ShipmentId id;
    OrderId order; ///< null: of no order
    QString orderNumber, carrier, service, tracking; ///< carrier and service: codes
    Money cost, insurance;
    std::optional<UtcTime> created; ///< by ShipStation's clock
    bool voided = false;
    QString notifyError; ///< why the store was not told of it; empty: it was, or is still to be

    [[nodiscard]] Money total() const noexcept { return {cost.minor + insurance.minor}; }
};

/// What a label is bought for: codes of ShipStation's.
struct LabelTerms
{
    QString carrier, service, package;
    QString confirmation;
    QDate shipDate; ///< a Pacific date
    bool test = false; ///< costs nothing and ships nothing; USPS alone prints it
    bool operator==(const LabelTerms&) const = default;
};

} // namespace t6
