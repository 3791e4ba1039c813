// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>
#include <core/queuetable.h>

#include <unordered_set>

namespace t6::operations {

/// A row as the entry that would make it again, so that a part of it can be changed without its body.
[[nodiscard]] QueueEntry entryOf(const QueueSnapshot& queue, RowId row);

/// The row of an order whose body cannot be read any more: the next pass takes it for changed and writes it again.
[[nodiscard]] QueueEntry withoutBody(const QueueSnapshot& queue, RowId row);

/// Puts one finding on an entry or takes it off, and its readiness with it. A check that the settings switch off stays off.
void setIssue(QueueEntry& entry, CheckCode code, bool present, const CheckSettings& settings, bool waiting);

/// Ids of the open orders among `rows` that have a twin (same buyer and items) within a day.
[[nodiscard]] std::unordered_set<std::int64_t> orderTwins(const QueueSnapshot& queue, const std::vector<RowId>& rows);
inline constexpr std::uint32_t kTwinSeconds = 24 * 60 * 60;

} // namespace t6::operations
