// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuequery.h"
#include "queuesearch.h"

namespace t6 {

/// Orders as the value does. Of text: ten letters of six bits in each half; longer text does not fit: then mayGoOn(second). Of all
/// else: at most 32 bits, in `first`.
struct SortKey
{
    static constexpr unsigned kLetterBits = 6, kLetters = 10, kBits = kLetters * kLetterBits;
    static constexpr std::uint64_t kMask = (std::uint64_t{1} << kBits) - 1;
    std::uint64_t first = 0, second = 0;
    auto operator<=>(const SortKey&) const = default;
    /// Whether the text may be longer than the letters that end here: its last one is there.
    [[nodiscard]] static bool mayGoOn(std::uint64_t letters) noexcept { return (letters & ((1U << kLetterBits) - 1)) != 0; }
};

struct PlacedRow
{
    RowId id;
    SortKey key;
};

/// The order of rows by one column. Refers to the snapshot; const use from any thread.
class QueueOrder
{
public:
    QueueOrder(const QueueSnapshot& queue, const QueueQuery& query, const std::vector<QString>& merchantNames);

    [[nodiscard]] const QueueSnapshot& queue() const noexcept { return m_queue; }
    [[nodiscard]] bool isDescending() const noexcept { return m_descending; }
    [[nodiscard]] bool isText() const noexcept;
    [[nodiscard]] SortKey key(const QueuePage& page, const QueueRow& row, RowId id) const noexcept;
    /// The whole text that a text column sorts by, folded.
    [[nodiscard]] std::string text(RowId id) const;
    [[nodiscard]] bool isSameText(RowId a, RowId b) const noexcept; ///< not folded: a quick yes
    /// Total: by the column, then by merchant and order id.
    [[nodiscard]] bool less(const PlacedRow& a, const PlacedRow& b) const;
    [[nodiscard]] PlacedRow placed(RowId id) const noexcept { return {id, key(m_queue.page(id), m_queue.row(id), id)}; }

private:
    void rankSymbols();

    const QueueSnapshot& m_queue;
    QueueColumn m_column;
    bool m_descending;
    std::vector<std::uint32_t> m_ranks; ///< of the merchants, or of the symbols of page after page
    std::vector<std::uint32_t> m_symbolsBegin; ///< by page
};

/// The rows that pass `test` and are in `only` (null = all), of one merchant or of all, in this order.
[[nodiscard]] std::vector<RowId> sortedRows(const QueueOrder& order, std::optional<std::size_t> merchant, const RowTest& test, const RowBits* only);

/// Below this a second thread costs more than it saves.
inline constexpr std::size_t kWorthTwoThreads = 20'000;

} // namespace t6
