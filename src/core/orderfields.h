// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

namespace t6 {

/// A path as the tables of fields name it: elements without what identifies them, "items[].weight.value".
[[nodiscard]] QString fieldName(const OrderPath& path);
[[nodiscard]] QString memberName(const QString& parent, QStringView member);
[[nodiscard]] inline QString elementName(const QString& array) { return array + QLatin1String("[]"); }

/// What identifies an order, its lines or where they belong: an edit that loses or changes one makes a second order, appends lines or
/// cuts the line from its channel.
[[nodiscard]] bool isIdentity(const QString& field);
/// What ShipStation works out itself, whatever is sent.
[[nodiscard]] bool isWorkedOut(const QString& field);
/// Tags and the assigned user: others change them at any time, and no edit does.
[[nodiscard]] bool isBesideEdits(const QString& field);
/// The id of an item or of a customs line.
[[nodiscard]] bool isLineId(const QString& field);
/// Arrays whose elements have ids and stand in no order: items and customs lines.
[[nodiscard]] bool isLines(const QString& field);
/// ShipStation fills it when nobody has.
[[nodiscard]] bool isFilledIn(const QString& field);

/// Fields that people see as one thing: a change anywhere in it concerns whoever edits another part of it.
enum class FieldGroup { ShipTo, BillTo, Items, Status, Shipping, Money, Customs };
[[nodiscard]] QList<FieldGroup> groupsOf(const OrderPath& path); ///< of the place, what is in it and what it is in

/// Equal when the values are. Null, absent, {} and [] are one: nothing, written as empty.
[[nodiscard]] QByteArray plainForm(const std::optional<JsonText::Value>& value);
/// The same for a raw value; empty for none.
[[nodiscard]] QByteArray plainForm(const QByteArray& raw);
/// Equal also when only ShipStation's own work differs; see comparableForm().
[[nodiscard]] QByteArray comparableForm(const std::optional<JsonText::Value>& value, const QString& field);
[[nodiscard]] QByteArray comparableForm(const QByteArray& raw, const QString& field);

[[nodiscard]] QByteArray rawOf(const std::optional<JsonText::Value>& value); ///< empty when absent

/// Why a path or a value is refused.
enum class PathFault { Spelling, NoElement, NoIdentity, ServerOwned, NoJson, DoesNotFit, Overlaps, OtherOrder };
[[nodiscard]] tl::unexpected<Error> refused(PathFault fault, const QString& path);

} // namespace t6
