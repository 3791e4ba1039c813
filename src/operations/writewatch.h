// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <core/orderpatch.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace t6::operations {

/// The values that were sent and confirmed lately. An order in which one of them had become something else and is back again was
/// written by a request that came late, or someone took the later change back (design: security.md §4.2, WATCH). Whole orders are not
/// compared: others may have changed another field in between. Any thread.
class WriteWatch
{
public:
    void add(OrderId order, const OrderPatch& sent, UtcTime confirmed)
    {
        const std::lock_guard lock(m_mutex);
        for (const OrderChange& change : sent.changes) {
            if (!change.append && !change.after.isEmpty())
                m_sent[order].push_back({change.path, canonicalJson(change.after).value_or(change.after), confirmed});
        }
    }
    /// What was confirmed before `end` has been watched long enough.
    void forget(UtcTime end)
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [order, values] : m_sent)
            std::erase_if(values, [end](const Value& value) { return value.confirmed < end; });
        std::erase_if(m_sent, [](const auto& sent) { return sent.second.empty(); });
    }
    [[nodiscard]] bool watches(OrderId order) const
    {
        const std::lock_guard lock(m_mutex);
        return m_sent.contains(order);
    }
    [[nodiscard]] bool isBack(OrderId order, const JsonText& before, const JsonText& now) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_sent.find(order);
        return it != m_sent.end() && std::any_of(it->second.begin(), it->second.end(), [&](const Value& value) {
            return holds(now, value) && !holds(before, value);
        });
    }
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_sent.clear();
    }

private:
    struct Value
    {
        OrderPath path;
        QByteArray canonical;
        UtcTime confirmed;
    };
    static bool holds(const JsonText& order, const Value& value)
    {
        const auto found = valueAt(order, value.path);
        return found && found->canonical() == value.canonical;
    }
    mutable std::mutex m_mutex;
    std::unordered_map<OrderId, std::vector<Value>> m_sent;
};

} // namespace t6::operations
