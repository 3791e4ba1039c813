// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuescan.h"
#include "queuetable.h"

#include <QStringView>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// A bit per slot of a page.
using PageBits = std::array<std::uint64_t, kRowsPerPage / 64>;

/// A bit per RowId.
class RowBits
{
public:
    explicit RowBits(const QueueSnapshot& queue) : m_pages(queue.pages().size()) {}
    void set(RowId id) noexcept { m_pages[pageOf(id)][slotOf(id) / 64] |= std::uint64_t{1} << id % 64; }
    [[nodiscard]] bool operator[](RowId id) const noexcept { return (m_pages[pageOf(id)][slotOf(id) / 64] >> id % 64 & 1) != 0; }
    [[nodiscard]] std::size_t size() const noexcept { return m_pages.size() * kRowsPerPage; }
    [[nodiscard]] std::size_t count() const noexcept;
    [[nodiscard]] PageBits& page(std::size_t number) noexcept { return m_pages[number]; }

private:
    std::vector<PageBits> m_pages;
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
    [[nodiscard]] bool isIn(std::string_view text) const noexcept;
    /// Sets the bit of each row that has the word.
    void mark(const QueuePage& page, PageBits& rows) const noexcept;

private:
    [[nodiscard]] bool isAt(const char* text) const noexcept;

    std::string m_text, m_caseBits; ///< m_caseBits: 0x20 where m_text has a letter
    ScanNeedle m_needle; ///< its two rarest bytes
};

/// The words of a query: all must occur in a row, each within one of its parts. Folded; see QueuePage::text.
class QueueSearch
{
public:
    explicit QueueSearch(QStringView query);

    [[nodiscard]] bool isEmpty() const noexcept { return m_words.empty(); }
    [[nodiscard]] bool matches(const QueuePage& page, const QueueRow& row) const noexcept;
    /// The rows of a page that have all words.
    [[nodiscard]] PageBits rowsOf(const QueuePage& page) const noexcept;
    /// Every word of `wider` occurs in a word of this.
    [[nodiscard]] bool narrows(const QueueSearch& wider) const noexcept;

private:
    std::vector<SearchWord> m_words; ///< the longest first
};

} // namespace t6
