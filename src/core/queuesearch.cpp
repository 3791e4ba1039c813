// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesearch.h"

#include "textfold.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace t6 {

namespace {

using Sixteen [[gnu::vector_size(16)]] = unsigned char;
using TwoWords [[gnu::vector_size(16)]] = std::uint64_t;
constexpr std::size_t kStep = sizeof(Sixteen);

Sixteen load(const char* from) noexcept
{
    Sixteen bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

Sixteen all(char byte) noexcept
{
    return Sixteen{} + static_cast<unsigned char>(byte);
}

bool isLetter(char byte) noexcept
{
    return byte >= 'a' && byte <= 'z';
}

/// How often a byte occurs in order texts, roughly: the rarer, the fewer places to look at closely.
int commonness(char byte) noexcept
{
    constexpr std::string_view kFromCommon = "eaitnrosl1023t6-cdmh45678u9bpgkyfvwjxzq";
    const std::size_t rank = kFromCommon.find(byte);
    return rank == std::string_view::npos ? 0 : static_cast<int>(kFromCommon.size() - rank);
}

} // namespace

SearchWord::SearchWord(std::string foldedWord) : m_text(std::move(foldedWord))
{
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        m_caseBits += isLetter(m_text[i]) ? '\x20' : '\0';
        if (commonness(m_text[i]) < commonness(m_text[m_first]))
            m_first = i;
    }
    m_second = m_first == 0 ? m_text.size() - 1 : 0;
    for (std::size_t i = 0; i < m_text.size(); ++i)
        if (i != m_first && commonness(m_text[i]) < commonness(m_text[m_second]))
            m_second = i;
}

bool SearchWord::isAt(const char* text) const noexcept
{
    for (std::size_t i = 0; i < m_text.size(); ++i)
        if ((text[i] | m_caseBits[i]) != m_text[i])
            return false;
    return true;
}

std::size_t SearchWord::findIn(std::string_view text, std::size_t from) const noexcept
{
    const Sixteen first = all(m_text[m_first]), second = all(m_text[m_second]);
    const Sixteen firstCase = all(m_caseBits[m_first]), secondCase = all(m_caseBits[m_second]);
    std::size_t place = from;
    for (; place + m_text.size() - 1 + kStep <= text.size(); place += kStep) {
        const auto equal = ((load(text.data() + place + m_first) | firstCase) == first) & ((load(text.data() + place + m_second) | secondCase) == second);
        TwoWords words;
        std::memcpy(&words, &equal, sizeof words);
        for (std::size_t half = 0; half < 2; ++half)
            for (std::uint64_t left = words[half]; left != 0;) {
                const auto byte = static_cast<std::size_t>(std::endian::native == std::endian::little ? std::countr_zero(left) : std::countl_zero(left)) / 8;
                if (const std::size_t hit = place + half * 8 + byte; isAt(text.data() + hit))
                    return hit;
                left &= ~(std::uint64_t{0xFF} << (std::endian::native == std::endian::little ? byte : 7 - byte) * 8);
            }
    }
    for (; place + m_text.size() <= text.size(); ++place)
        if (isAt(text.data() + place))
            return place;
    return std::string_view::npos;
}

QueueSearch::QueueSearch(QStringView query)
{
    std::string words = folded(query.toUtf8().toStdString());
    std::ranges::replace_if(words, [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f'; }, ' ');
    for (std::size_t begin = words.find_first_not_of(' '); begin != std::string::npos;) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        m_words.emplace_back(words.substr(begin, end - begin));
        begin = words.find_first_not_of(' ', end);
    }
    std::ranges::stable_sort(m_words, std::ranges::greater(), [](const SearchWord& word) { return word.text().size(); });
}

bool QueueSearch::matches(const QueuePage& page, const QueueRow& row) const noexcept
{
    const auto text = std::string_view(page.text).substr(row.textOffset, row.textLength);
    return std::ranges::all_of(m_words, [text](const SearchWord& word) { return word.findIn(text) != std::string_view::npos; });
}

bool QueueSearch::hasOthers(const QueuePage& page, const QueueRow& row) const noexcept
{
    const auto text = std::string_view(page.text).substr(row.textOffset, row.textLength);
    return std::all_of(m_words.begin() + 1, m_words.end(), [text](const SearchWord& word) { return word.findIn(text) != std::string_view::npos; });
}

bool QueueSearch::narrows(const QueueSearch& wider) const noexcept
{
    return std::ranges::all_of(wider.m_words, [this](const SearchWord& old) {
        return std::ranges::any_of(m_words, [&old](const SearchWord& word) { return word.text().find(old.text()) != std::string_view::npos; });
    });
}

std::size_t rowAt(const QueuePage& page, std::size_t place, std::size_t row) noexcept
{
    const auto holds = [&](std::size_t slot) { return place < page.rows[slot].textOffset + std::size_t{page.rows[slot].textLength}; };
    for (int near = 0; near < 4; ++near, ++row) // with many hits the next one is close
        if (holds(row))
            return row;
    const auto rows = page.rows.begin();
    return static_cast<std::size_t>(std::partition_point(rows + static_cast<std::ptrdiff_t>(row), page.rows.end(), [place](const QueueRow& candidate) {
        return candidate.textOffset + std::size_t{candidate.textLength} <= place;
    }) - rows);
}

} // namespace t6
