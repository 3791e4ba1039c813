// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>
#include <core/quantity.h>
#include <core/result.h>

#include <QByteArray>

namespace t6::shipstation {

/// What POST /orders/createlabelfororder answers: the one moment at which the label itself can be had.
struct LabelAnswer
{
    ShipmentId shipment; ///< null: the answer tells none
    Money cost, insurance;
    QString tracking;
    QByteArray label, form; ///< PDF; empty: none, or none that is one
};

/// Errors: AnswerBroken when it is no JSON object or names no shipment. Any thread.
[[nodiscard]] Result<LabelAnswer> decodeLabelAnswer(const QByteArray& json);

/// Label and form out of anything that holds them, whatever else is broken in it: they were paid for. Any thread.
[[nodiscard]] LabelAnswer salvageLabel(const QByteArray& bytes);

/// What POST /shipments/voidlabel answers. `approved` false: nothing was given back, and `message` says why. Errors: AnswerBroken.
struct VoidAnswer
{
    bool approved = false;
    QString message; ///< ShipStation's words; plain text
};
[[nodiscard]] Result<VoidAnswer> decodeVoidAnswer(const QByteArray& json);

} // namespace t6::shipstation
