// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesearch.h"

#include "textfold.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace t6 {

namespace {

constexpr std::size_t kBlocksAtOnce = 256;

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

/// Clears the bits below `bit`.
constexpr std::uint64_t from(std::uint64_t bits, int bit) noexcept
{
    return bits & ~std::uint64_t{0} << bit;
}

} // namespace

std::size_t RowBits::count() const noexcept
{
    std::size_t sum = 0;
    for (const PageBits& page : m_pages)
        for (const std::uint64_t word : page)
            sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
}

SearchWord::SearchWord(std::string foldedWord) : m_text(std::move(foldedWord))
{
    for (const char letter : m_text)
        m_caseBits += isLetter(letter) ? '\x20' : '\0';
    const std::size_t reach = std::min(m_text.size(), kScanReach);
    const auto rarer = [this](std::size_t a, std::size_t b) { return commonness(m_text[a]) < commonness(m_text[b]); };
    for (std::size_t i = 1; i < reach; ++i)
        if (rarer(i, m_needle.firstAt))
            m_needle.firstAt = i;
    m_needle.secondAt = m_needle.firstAt == 0 ? reach - 1 : 0;
    for (std::size_t i = 0; i < reach; ++i)
        if (i != m_needle.firstAt && rarer(i, m_needle.secondAt))
            m_needle.secondAt = i;
    const auto byteAt = [](const std::string& bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    m_needle.first = byteAt(m_text, m_needle.firstAt);
    m_needle.firstCase = byteAt(m_caseBits, m_needle.firstAt);
    m_needle.second = byteAt(m_text, m_needle.secondAt);
    m_needle.secondCase = byteAt(m_caseBits, m_needle.secondAt);
}

bool SearchWord::isAt(const char* text) const noexcept
{
    for (std::size_t i = 0; i < m_text.size(); ++i)
        if ((text[i] | m_caseBits[i]) != m_text[i])
            return false;
    return true;
}

bool SearchWord::isIn(std::string_view text) const noexcept
{
    for (std::size_t place = 0; place + m_text.size() <= text.size(); ++place)
        if (isAt(text.data() + place))
            return true;
    return false;
}

void SearchWord::mark(const QueuePage& page, PageBits& rows) const noexcept
{
    std::array<ScannedBlock, kBlocksAtOnce> scanned;
    const std::string_view text = page.text;
    std::size_t slot = 0;
    bool known = false; // this row has the word: go on behind its end
    const auto take = [&](std::size_t begin, std::size_t blocks) {
        for (std::size_t block = 0; block < blocks; ++block) {
            std::uint64_t hit = scanned[block].hits, ends = scanned[block].rowEnds;
            const std::size_t slotBehind = slot + scanned[block].rows;
            for (;;) {
                if (known)
                    hit = ends == 0 ? 0 : from(hit, std::countr_zero(ends));
                if (hit == 0)
                    break;
                const int at = std::countr_zero(hit);
                const std::uint64_t later = from(ends, at); // ends of the row of the hit and the next ones
                const int passed = std::popcount(ends ^ later);
                slot += static_cast<std::size_t>(passed);
                known = known && passed == 0;
                ends = later;
                const std::size_t place = begin + block * kScanBlock + static_cast<std::size_t>(at);
                if (place + m_text.size() <= text.size() && isAt(text.data() + place)) {
                    rows[slot / 64] |= std::uint64_t{1} << slot % 64;
                    known = true;
                }
                hit &= hit - 1;
            }
            known = known && ends == 0;
            slot = slotBehind;
        }
    };
    std::size_t begin = 0;
    while (begin + kScanBlock + kScanReach <= text.size()) {
        const std::size_t blocks = std::min((text.size() - begin - kScanReach) / kScanBlock, kBlocksAtOnce);
        if (scanBlocks(text.data() + begin, blocks, m_needle, scanned.data()) || known)
            take(begin, blocks);
        else
            slot = std::accumulate(scanned.begin(), scanned.begin() + static_cast<std::ptrdiff_t>(blocks), slot, [](std::size_t sum, const ScannedBlock& block) { return sum + block.rows; });
        begin += blocks * kScanBlock;
    }
    constexpr std::size_t kLastBlocks = 2; // what is left, with zeros behind it
    std::array<char, kLastBlocks * kScanBlock + kScanReach> rest{};
    std::ranges::copy(text.substr(begin), rest.begin());
    if (scanBlocks(rest.data(), kLastBlocks, m_needle, scanned.data()))
        take(begin, kLastBlocks);
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
    return std::ranges::all_of(m_words, [text](const SearchWord& word) { return word.isIn(text); });
}

PageBits QueueSearch::rowsOf(const QueuePage& page) const noexcept
{
    PageBits rows{};
    m_words.front().mark(page, rows);
    for (auto word = m_words.begin() + 1; word != m_words.end() && rows != PageBits{}; ++word) {
        PageBits having{};
        word->mark(page, having);
        std::ranges::transform(rows, having, rows.begin(), std::bit_and());
    }
    return rows;
}

bool QueueSearch::narrows(const QueueSearch& wider) const noexcept
{
    return std::ranges::all_of(wider.m_words, [this](const SearchWord& old) {
        return std::ranges::any_of(m_words, [&old](const SearchWord& word) { return word.text().find(old.text()) != std::string_view::npos; });
    });
}

} // namespace t6
