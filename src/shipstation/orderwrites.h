// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>
#include <core/quantity.h>

#include <QByteArray>
#include <QDate>
#include <QString>

#include <chrono>
#include <vector>

namespace t6::shipstation {

/// A change as Session::write() takes it.
struct WriteRequest
{
    QString path;
    QByteArray body;
    bool isDelete = false; ///< a DELETE, without a body; else a POST
    std::chrono::milliseconds deadline{0}; ///< for the whole request; 0: the transport's for changes
};

constexpr int kMostOrdersAtOnce = 100; ///< of createOrders()

/// The whole order, byte for byte as given: what it lacks, ShipStation clears.
[[nodiscard]] WriteRequest createOrder(QByteArray order);
/// At most kMostOrdersAtOnce of them; not atomic: ShipStation answers for each order by itself.
[[nodiscard]] WriteRequest createOrders(const std::vector<QByteArray>& orders);
[[nodiscard]] WriteRequest holdUntil(OrderId order, QDate date); ///< a Pacific date
[[nodiscard]] WriteRequest restoreFromHold(OrderId order);
[[nodiscard]] WriteRequest addTag(OrderId order, TagId tag);
[[nodiscard]] WriteRequest removeTag(OrderId order, TagId tag);
/// All or none: one order that is not there, and none is assigned. `user` is ShipStation's GUID.
[[nodiscard]] WriteRequest assignUser(const std::vector<OrderId>& orders, const QString& user);
/// It vanishes; nobody can bring it back through the API.
[[nodiscard]] WriteRequest deleteOrder(OrderId order);
[[nodiscard]] WriteRequest unassignUser(const std::vector<OrderId>& orders);
/// Charges the merchant's card; ShipStation knows no way back. It cannot be told which of several accounts with this code is meant.
[[nodiscard]] WriteRequest addFunds(const QString& carrierCode, Money amount);

} // namespace t6::shipstation
