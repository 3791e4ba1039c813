// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuetable.h"

#include <QString>

#include <optional>
#include <vector>

namespace t6 {

enum class QueueColumn : std::uint8_t { Merchant, Readiness, Issues, Number, Buyer, Destination, Units, Service, Weight, ShipBy, Age, Assigned, Count };

/// What a view shows and in which order. Empty sets mean "any".
/// Text sorts by its folded bytes; Destination by country, state, city; Age by order date (ascending: the oldest first); ShipBy
/// puts rows without a date last; Issues by how many block, then how many a person should look at, then by the first check.
struct QueueQuery
{
    std::optional<MerchantId> merchant;
    std::vector<Readiness> readiness;
    IssueMask anyIssue = 0; ///< at least one of these; 0 = no condition
    QString text; ///< every word must occur, folded (case, accents), in number, buyer, city, state or SKUs
    QueueColumn sortBy = QueueColumn::Age;
    bool descending = false;
    bool includeClosed = false;
    bool operator==(const QueueQuery&) const = default;
};

/// Rows that satisfy `query`, sorted; ties by merchant then order id, so that the order is total and stable. Any thread.
/// `merchantNames`: display name per QueueSnapshot::merchants() index, for sorting by merchant.
[[nodiscard]] std::vector<RowId> runQuery(const QueueSnapshot& queue, const QueueQuery& query, const std::vector<QString>& merchantNames);

/// The same for a query that only narrows the one that gave `previous` ("ann" → "anna"): keeps its order instead of sorting.
/// Every text narrows the empty text: a view that keeps the result without text never sorts while someone types.
[[nodiscard]] bool narrows(const QueueQuery& previous, const QueueQuery& next) noexcept;
[[nodiscard]] std::vector<RowId> refine(const QueueSnapshot& queue, const std::vector<RowId>& previous, const QueueQuery& query);

/// Brings a result of an earlier snapshot up to date with one merge pass instead of a new sort.
[[nodiscard]] std::vector<RowId> update(const QueueSnapshot& queue, const std::vector<RowId>& previous, const QueueChange& change, const QueueQuery& query, const std::vector<QString>& merchantNames);

/// Counts for the side bar and the saved views, one pass.
struct QueueCounts
{
    struct PerMerchant
    {
        int open = 0, needsReview = 0, ready = 0, onHold = 0;
    };
    std::vector<PerMerchant> merchants; ///< by QueueSnapshot::merchants() index
    PerMerchant all;
    std::vector<int> perCheck; ///< by CheckCode, open orders only
};
[[nodiscard]] QueueCounts countQueue(const QueueSnapshot& queue);

} // namespace t6
