// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>
#include <core/orderview.h>
#include <core/splitplan.h>

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace t6::operations {

/// The orders that were split here lately and what should be left on them. A sales channel may put back what was split off, a new order may
/// go or be held again: then the original drifted, and shipping it could send an item twice or never. Any thread.
class SplitWatch
{
public:
    void add(OrderId original, const SplitPlan& plan)
    {
        const std::lock_guard lock(m_mutex);
        Watched& watched = m_watched[original];
        watched.left.clear();
        for (const SplitPlan::Child& child : plan.children) {
            for (const SplitLine& line : child.lines)
                watched.left.push_back({line.sku.toStdString(), line.name.toStdString(), 0});
        }
        for (Left& left : watched.left) {
            for (const SplitLine& line : plan.stays) {
                if (line.sku.toStdString() == left.sku && line.name.toStdString() == left.name)
                    left.stays += line.quantity;
            }
        }
    }
    void remove(OrderId original)
    {
        const std::lock_guard lock(m_mutex);
        m_watched.erase(original);
    }
    /// A child is not as it was left. True when that is news.
    bool setChildTrouble(OrderId original, bool trouble)
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_watched.find(original);
        return it != m_watched.end() && std::exchange(it->second.childTrouble, trouble) != trouble;
    }

    [[nodiscard]] bool hasDrifted(const OrderView& order) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_watched.find(order.id);
        if (it == m_watched.end())
            return false;
        if (it->second.childTrouble)
            return true;
        for (const Left& left : it->second.left) {
            int units = 0;
            for (const ItemView& item : order.items) {
                if (!item.adjustment && item.quantity > 0 && item.sku == left.sku && item.name == left.name)
                    units += item.quantity;
            }
            if (units > left.stays)
                return true;
        }
        return false;
    }

private:
    /// Of one line that left.
    struct Left
    {
        std::string sku, name;
        int stays; ///< units of the same that the original kept
    };
    struct Watched
    {
        std::vector<Left> left;
        bool childTrouble = false;
    };
    mutable std::mutex m_mutex;
    std::unordered_map<OrderId, Watched> m_watched;
};

} // namespace t6::operations
