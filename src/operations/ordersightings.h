// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>
#include <core/ordermerge.h>

#include <chrono>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace t6::operations {

/// What the sync reads of the orders that are being changed right now: it may see another person's change that the operation's own
/// reading came too early for. Any thread.
class OrderSightings
{
public:
    using Steady = std::chrono::steady_clock;

    /// From now on what is read of the order counts, until end().
    void expect(OrderId order)
    {
        const std::lock_guard lock(m_mutex);
        m_seen[order];
    }
    void end(OrderId order)
    {
        const std::lock_guard lock(m_mutex);
        m_seen.erase(order);
    }
    void see(OrderId order, std::string_view json)
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_seen.find(order); it != m_seen.end())
            it->second = {Steady::now(), QByteArray(json.data(), static_cast<qsizetype>(json.size()))};
    }
    /// Whether a version that is not `known` was seen since.
    [[nodiscard]] bool isOvertaken(OrderId order, Steady::time_point since, const QByteArray& known) const
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_seen.find(order);
        if (it == m_seen.end() || it->second.at < since)
            return false;
        const auto seen = JsonText::parse(it->second.json);
        const auto base = JsonText::parse(known);
        return seen && base && comparableForm(*seen) != comparableForm(*base);
    }

private:
    struct Sighting
    {
        Steady::time_point at{}; ///< at first: long ago
        QByteArray json;
    };
    mutable std::mutex m_mutex;
    std::unordered_map<OrderId, Sighting> m_seen;
};

} // namespace t6::operations
