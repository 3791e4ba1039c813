// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "textdiff.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace t6 {

namespace {

constexpr std::size_t kMostCells = 250'000; ///< of the table of common lengths: half a megabyte

std::vector<QStringView> graphemes(QStringView text)
{
    std::vector<QStringView> result;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    for (qsizetype begin = 0, end = finder.toNextBoundary(); end > begin; begin = end, end = finder.toNextBoundary())
        result.push_back(text.sliced(begin, end - begin));
    return result;
}

void mark(QList<TextRange>& ranges, qsizetype begin, qsizetype size)
{
    if (!ranges.isEmpty() && ranges.back().begin + ranges.back().size == begin)
        ranges.back().size += size;
    else
        ranges += TextRange{begin, size};
}

/// How many graphemes the rests from (a, b) have in common, for all a and b.
class CommonLengths
{
public:
    CommonLengths(const QStringView* before, std::size_t rows, const QStringView* after, std::size_t columns)
        : m_width(columns + 1)
        , m_cells((rows + 1) * m_width, 0)
    {
        for (std::size_t a = rows; a-- > 0;) {
            for (std::size_t b = columns; b-- > 0;)
                cell(a, b) = before[a] == after[b] ? static_cast<std::uint16_t>(cell(a + 1, b + 1) + 1) : std::max(cell(a + 1, b), cell(a, b + 1));
        }
    }
    [[nodiscard]] std::uint16_t at(std::size_t a, std::size_t b) const { return m_cells[a * m_width + b]; }

private:
    std::uint16_t& cell(std::size_t a, std::size_t b) { return m_cells[a * m_width + b]; }

    std::size_t m_width;
    std::vector<std::uint16_t> m_cells;
};

} // namespace

TextDiff textDiff(QStringView before, QStringView after)
{
    const std::vector<QStringView> from = graphemes(before);
    const std::vector<QStringView> to = graphemes(after);
    std::size_t head = 0;
    while (head < from.size() && head < to.size() && from[head] == to[head])
        ++head;
    std::size_t tail = 0;
    while (tail < from.size() - head && tail < to.size() - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
        ++tail;
    const std::size_t rows = from.size() - head - tail;
    const std::size_t columns = to.size() - head - tail;

    TextDiff diff;
    const auto remove = [&](std::size_t a) { mark(diff.removed, from[a].data() - before.data(), from[a].size()); };
    const auto add = [&](std::size_t b) { mark(diff.added, to[b].data() - after.data(), to[b].size()); };
    std::size_t a = head;
    std::size_t b = head;
    if (rows > 0 && columns > 0 && columns < kMostCells / rows && std::max(rows, columns) < UINT16_MAX) {
        const CommonLengths common(from.data() + head, rows, to.data() + head, columns);
        while (a < head + rows && b < head + columns) {
            if (from[a] == to[b]) {
                ++a;
                ++b;
            } else if (common.at(a - head + 1, b - head) >= common.at(a - head, b - head + 1)) {
                remove(a++);
            } else {
                add(b++);
            }
        }
    }
    while (a < head + rows)
        remove(a++);
    while (b < head + columns)
        add(b++);
    return diff;
}

} // namespace t6
