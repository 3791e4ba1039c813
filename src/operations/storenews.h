// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/shipment.h>

#include <QList>

#include <mutex>
#include <unordered_map>
#include <vector>

namespace t6::operations {

/// The orders that were shipped and whose stores could not be told so, as the list of shipments shows. Any thread.
class StoreNews
{
public:
    /// The shipments of the last days as they are now: an order counts while one of its shipments that is not voided was not told. The orders for
    /// which that changed.
    [[nodiscard]] std::vector<OrderId> take(const QList<Shipment>& shipments)
    {
        std::unordered_map<OrderId, QString> untold;
        for (const Shipment& shipment : shipments) {
            if (!shipment.voided && !shipment.notifyError.isEmpty() && !shipment.order.isNull())
                untold[shipment.order] = shipment.notifyError;
        }
        const std::lock_guard lock(m_mutex);
        std::vector<OrderId> changed;
        for (const auto& [order, words] : untold) {
            if (!m_untold.contains(order))
                changed.push_back(order);
        }
        for (const auto& [order, words] : m_untold) {
            if (!untold.contains(order))
                changed.push_back(order);
        }
        m_untold = std::move(untold);
        return changed;
    }
    [[nodiscard]] bool isUntold(OrderId order) const
    {
        const std::lock_guard lock(m_mutex);
        return m_untold.contains(order);
    }
    /// The store's own words; empty: it was told.
    [[nodiscard]] QString words(OrderId order) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_untold.find(order);
        return it == m_untold.end() ? QString() : it->second;
    }

private:
    mutable std::mutex m_mutex;
    std::unordered_map<OrderId, QString> m_untold;
};

} // namespace t6::operations
