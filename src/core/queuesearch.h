// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuetable.h"

#include <QStringView>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// A bit per RowId.
class RowBits
{
public:
    explicit RowBits(const QueueSnapshot& queue) : m_words(queue.pages().size() * kRowsPerPage / 64) {}
    void set(RowId id) noexcept { m_words[id / 64] |= std::uint64_t{1} << id % 64; }
    [[nodiscard]] bool operator[](RowId id) const noexcept { return (m_words[id / 64] >> id % 64 & 1) != 0; }
    [[nodiscard]] std::size_t size() const noexcept { return m_words.size() * 64; }

private:
    std::vector<std::uint64_t> m_words;
};

/// What a query asks of a row besides its text.
struct RowTest
{
    std::uint8_t readiness = 0xFF; ///< a bit per Readiness
    IssueMask anyIssue = ~IssueMask{0}; ///< all bits: no condition
    [[nodiscard]] bool operator()(const QueueRow& row) const noexcept
    {
        return row.id != 0 && (readiness >> row.readiness & 1) != 0 && (anyIssue == ~IssueMask{0} || (row.issues & anyIssue) != 0);
    }
};

/// One folded word to look for, whatever the case of its ASCII letters in the text.
class SearchWord
{
public:
    explicit SearchWord(std::string foldedWord);
    [[nodiscard]] std::string_view text() const noexcept { return m_text; }
    /// First place at or after `from`; npos if none.
    [[nodiscard]] std::size_t findIn(std::string_view text, std::size_t from = 0) const noexcept;

private:
    [[nodiscard]] bool isAt(const char* text) const noexcept;

    std::string m_text, m_caseBits; ///< m_caseBits: 0x20 where m_text has a letter
    std::size_t m_first = 0, m_second = 0; ///< the two rarest bytes: looked for sixteen places at once
};

/// The words of a query: all must occur in a row, each within one of its parts. Folded; see QueuePage::text.
class QueueSearch
{
public:
    explicit QueueSearch(QStringView query);

    [[nodiscard]] bool isEmpty() const noexcept { return m_words.empty(); }
    [[nodiscard]] bool matches(const QueuePage& page, const QueueRow& row) const noexcept;
    /// Every word of `wider` occurs in a word of this.
    [[nodiscard]] bool narrows(const QueueSearch& wider) const noexcept;

    /// Calls found(slot) for each row of the page that has all words, ascending.
    template <typename Found>
    void forEachRow(const QueuePage& page, Found found) const;

private:
    [[nodiscard]] bool hasOthers(const QueuePage& page, const QueueRow& row) const noexcept;
    std::vector<SearchWord> m_words; ///< the longest first
};

/// The row that holds byte `place` of the page's text, at or behind `row`.
[[nodiscard]] std::size_t rowAt(const QueuePage& page, std::size_t place, std::size_t row) noexcept;

template <typename Found>
void QueueSearch::forEachRow(const QueuePage& page, Found found) const
{
    std::size_t slot = 0;
    for (std::size_t place = m_words.front().findIn(page.text); place != std::string_view::npos;) {
        slot = rowAt(page, place, slot);
        const QueueRow& row = page.rows[slot];
        if (hasOthers(page, row))
            found(slot);
        place = m_words.front().findIn(page.text, row.textOffset + row.textLength);
    }
}

} // namespace t6
