// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/orderdetails.h>

#include <QJsonObject>

namespace t6::cli {

/// ShipStation's word: "awaiting_shipment"; an unknown one as sent.
[[nodiscard]] QString wireStatus(const operations::OrderDetails& order);

/// {merchant, orderId, orderNumber, status, readiness, t6Units, otherUnits, issues: [{code, severity, field, text}],
/// waived: [{code, text, reason, by, at}], waiting: {asked, about, by, at} or null,
/// held: {until, reason, by, at} or null}
[[nodiscard]] QJsonObject queueJson(const QString& merchant, const operations::OrderDetails& order);

/// Everything of an order as one line: queueJson() and the facts, the items, and the order as received under "raw".
[[nodiscard]] QByteArray orderJson(const QString& merchant, const operations::OrderDetails& order);

/// The same for reading.
[[nodiscard]] QString orderText(const QString& merchant, const operations::OrderDetails& order);

/// The heading and a row of `queue` as table and CSV.
[[nodiscard]] QStringList queueHeading(bool csv);
[[nodiscard]] QStringList queueRow(const QString& merchant, const operations::OrderDetails& order);

} // namespace t6::cli
