// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.h"

#include <QStringList>

namespace t6::sandbox {

// What a merchant's own people, shops and settings do to an order. All return false (or 0) when it is not there.

[[nodiscard]] qint64 addOrder(World& world, Account& account, const QJsonObject& patch);
bool editOrder(World& world, Account& account, qint64 id, const QJsonObject& patch);
/// One value: "shipTo.street1", "items[0].quantity", "items[orderItemId=12].sku".
bool setValue(World& world, Account& account, qint64 id, const QString& path, const QJsonValue& value);
bool cancelOrder(World& world, Account& account, qint64 id);
bool payOrder(World& world, Account& account, qint64 id);
bool holdOrder(World& world, Account& account, qint64 id, const QString& untilDate);
bool shipOrder(World& world, Account& account, qint64 id);
bool deleteOrder(Account& account, qint64 id);
bool mergeOrders(World& world, Account& account, qint64 into, qint64 other);
[[nodiscard]] qint64 splitOrder(World& world, Account& account, qint64 id, const QStringList& skus);

/// One of them at random, on a random open order: mostly new orders, then payments and edits, now and then a cancellation.
void liveEvent(World& world);

} // namespace t6::sandbox
