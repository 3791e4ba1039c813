// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchantbook.h"
#include "split.h"

#include <core/clock.h>
#include <shipstation/session.h>

#include <QFuture>
#include <QSet>

namespace t6::operations {

/// The day as ShipStation counts days.
[[nodiscard]] QDate pacificToday(const Clock& clock);

/// Reads an order and the numbers beside it, and works out the split. Sends and writes nothing down. Errors: SplitRefused, OrderLocked;
/// `used`: numbers that are free at ShipStation and yet not to be given again. OrderChanged when what the split rests on is not as the person saw it; the network's.
[[nodiscard]] QFuture<Result<SplitPreview>> prepareSplit(shipstation::Session& session, const MerchantBook& book, Clock clock, SplitRequest request, QSet<QString> used = {});

/// All orders of a split as ShipStation sends them; empty where there is none.
struct SplitOrders
{
    QByteArray original;
    QList<QByteArray> children;
};
/// Reads them one after the other; a null child by the plan's number and key. Errors: AlreadyExists when several orders have those; the network's.
[[nodiscard]] QFuture<Result<SplitOrders>> fetchSplitOrders(shipstation::Session& session, const SplitPlan& plan, OrderId original, QList<OrderId> children);

} // namespace t6::operations
