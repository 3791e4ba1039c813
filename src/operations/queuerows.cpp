// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuerows.h"

#include <algorithm>
#include <tuple>

namespace t6::operations {

QueueEntry entryOf(const QueueSnapshot& queue, RowId id)
{
    const QueueRow& row = queue.row(id);
    QueueEntry entry;
    entry.id = {row.id};
    entry.status = static_cast<OrderStatus>(row.status);
    entry.readiness = static_cast<Readiness>(row.readiness);
    entry.issues = row.issues;
    entry.orderDate = row.orderDate;
    entry.shipBy = row.shipBy;
    entry.closedAt = row.closedAt;
    entry.weightMilligrams = row.weightMilligrams;
    entry.through6Units = row.through6Units;
    entry.otherUnits = row.otherUnits;
    entry.rawHash = row.rawHash;
    entry.twin = row.twin;
    entry.body = {row.bodyChunk, row.bodySlot};
    entry.number = queue.number(id);
    entry.buyer = queue.buyer(id);
    entry.city = queue.city(id);
    entry.state = queue.state(id);
    entry.country = countryText(row.country);
    entry.skus = queue.skus(id);
    entry.service = queue.service(id);
    entry.assignee = queue.assignee(id);
    return entry;
}

QueueEntry withoutBody(const QueueSnapshot& queue, RowId row)
{
    QueueEntry entry = entryOf(queue, row);
    entry.body = {};
    entry.rawHash = 0;
    return entry;
}

void setIssue(QueueEntry& entry, CheckCode code, bool present, const CheckSettings& settings, bool waiting)
{
    const bool on = present && (settings.disabled & bit(code)) == 0;
    entry.issues = on ? entry.issues | bit(code) : entry.issues & ~bit(code);
    entry.readiness = readiness(entry.status, entry.issues, waiting);
}

std::unordered_set<std::int64_t> orderTwins(const QueueSnapshot& queue, const std::vector<RowId>& rows)
{
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::int64_t>> open; // twin, date, order
    for (const RowId id : rows) {
        const QueueRow& row = queue.row(id);
        if (row.twin != 0 && isOpen(static_cast<OrderStatus>(row.status)))
            open.emplace_back(row.twin, row.orderDate, row.id);
    }
    std::sort(open.begin(), open.end());
    std::unordered_set<std::int64_t> twins;
    for (std::size_t i = 1; i < open.size(); ++i) {
        const auto& [twin, date, order] = open[i];
        const auto& [previousTwin, previousDate, previousOrder] = open[i - 1];
        if (twin == previousTwin && date - previousDate <= kTwinSeconds) {
            twins.insert(order);
            twins.insert(previousOrder);
        }
    }
    return twins;
}

} // namespace t6::operations
