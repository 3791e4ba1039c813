// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "label.h"
#include "operationplan.h"

namespace t6::operations {

/// All that is needed to find out, after any crash, what became of a label or a void: sealed into OperationPlan::shipping.
struct ShippingPlan
{
    ShippingFacts facts; ///< as they were wanted
    Purchase purchase;

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<ShippingPlan> decode(QByteArrayView bytes);
};

/// What it came to so far: sealed into OperationFindings::shipping.
struct ShippingFindings
{
    ShipmentId shipment;
    QString tracking;
    std::optional<Money> cost;
    bool adopted = false;

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<ShippingFindings> decode(QByteArrayView bytes); ///< of nothing: nothing
};

/// How it is sealed. What cannot be read is the house's default.
[[nodiscard]] QByteArray encodeShippingChoice(const ShippingChoice& choice);
[[nodiscard]] ShippingChoice decodeShippingChoice(QByteArrayView bytes);

/// OperationKind::MarkShipped's argument.
[[nodiscard]] QString shippedArgument(const ShippedMark& mark);
[[nodiscard]] ShippedMark shippedMark(const QString& argument); ///< what is in the argument alone

/// For people; nullopt of acts that are none on shipments.
[[nodiscard]] std::optional<ShippingFacts> shippingFacts(OperationKind kind, const OperationPlan& plan, const OperationFindings& findings);

} // namespace t6::operations
