// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesort.h"

#include "textfold.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <unordered_map>

namespace t6 {

namespace {

// Six bits a letter. 0 ends a text; 1 ends a part of one; the rest ascends as the folded bytes do. The two ranges that share a
// code are followed by the byte itself in two halves.
constexpr unsigned kPartCode = 1;
constexpr unsigned kMarksCode = 35, kBeyondCode = 62;
constexpr unsigned kMore = 0x80; // in kCodes: this letter takes more than its code, all of those beyond ASCII among them
constexpr unsigned kLetterBits = SortKey::kLetterBits;

constexpr unsigned codeOf(unsigned byte) noexcept
{
    if (byte >= 'A' && byte <= 'Z')
        byte += 0x20;
    if (byte <= 0x40)
        return byte < 0x20 ? 2 : byte - 0x20 + 2; // space 2 … '@' 34
    if (byte < 'a')
        return kMarksCode;
    return byte <= 'z' ? byte - 'a' + 36 : kBeyondCode;
}

constexpr auto kCodes = [] {
    std::array<std::uint8_t, 256> codes{};
    for (unsigned byte = 0; byte < 256; ++byte)
        codes[byte] = static_cast<std::uint8_t>(codeOf(byte) | (codeOf(byte) == kMarksCode || codeOf(byte) == kBeyondCode ? kMore : 0));
    return codes;
}();

class KeyWriter
{
public:
    void put(unsigned code) noexcept
    {
        if (m_count == kLetters)
            return;
        m_letters = m_letters << kLetterBits | code;
        ++m_count;
    }

    void putText(std::string_view text) noexcept
    {
        const std::size_t count = std::min<std::size_t>(text.size(), kLetters - m_count);
        Letters letters = m_letters;
        for (std::size_t i = 0; i < count; ++i) {
            const unsigned code = kCodes[static_cast<unsigned char>(text[i])];
            if ((code & kMore) != 0)
                return putSlowly(text);
            letters = letters << kLetterBits | code;
        }
        m_letters = letters;
        m_count += static_cast<unsigned>(count);
    }

    [[nodiscard]] SortKey key() const noexcept
    {
        const Letters letters = m_letters << kLetterBits * (kLetters - m_count);
        return {static_cast<std::uint64_t>(letters >> SortKey::kBits), static_cast<std::uint64_t>(letters) & SortKey::kMask};
    }

private:
    __extension__ using Letters = unsigned __int128;
    static constexpr unsigned kLetters = 2 * SortKey::kLetters;

    void putSlowly(std::string_view text) noexcept
    {
        std::array<char, 256> buffer; // longer than any text of a row
        const std::size_t length = foldTo(text, buffer.data());
        for (std::size_t i = 0; i < length; ++i) {
            const auto byte = static_cast<unsigned char>(buffer[i]);
            const unsigned code = kCodes[byte];
            put(code & ~kMore);
            if ((code & kMore) != 0) {
                put(1U + (byte >> 4));
                put(1U + (byte & 15));
            }
        }
    }

    Letters m_letters = 0;
    unsigned m_count = 0;
};

struct Parts
{
    std::string_view number, buyer, city, state;
};

Parts partsOf(const QueuePage& page, const QueueRow& row) noexcept
{
    const char* at = page.text.data() + row.textOffset;
    const auto next = [&at](std::size_t length) {
        const std::string_view part(at, length);
        at += length + 1;
        return part;
    };
    Parts parts;
    parts.number = next(row.numberLength);
    parts.buyer = next(row.buyerLength);
    parts.city = next(row.cityLength);
    parts.state = next(row.stateLength);
    return parts;
}

std::uint32_t issuesKey(IssueMask issues) noexcept
{
    const auto count = [](IssueMask mask) { return static_cast<std::uint32_t>(std::popcount(mask)); };
    return count(CheckContext::blocking(issues)) << 16 | count(CheckContext::needsPerson(issues)) << 8 | static_cast<std::uint32_t>(std::countr_zero(issues));
}

/// The place of each text among all; the same for the same text.
std::vector<std::uint32_t> ranks(const std::vector<std::string>& texts)
{
    std::vector<std::uint32_t> order(texts.size()), rank(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&texts](std::uint32_t i) -> const std::string& { return texts[i]; });
    for (std::size_t i = 1; i < order.size(); ++i)
        rank[order[i]] = rank[order[i - 1]] + (texts[order[i]] != texts[order[i - 1]]);
    return rank;
}

} // namespace

QueueOrder::QueueOrder(const QueueSnapshot& queue, const QueueQuery& query, const std::vector<QString>& merchantNames)
    : m_queue(queue)
    , m_column(query.sortBy)
    , m_descending(query.descending)
{
    if (m_column == QueueColumn::Merchant) {
        std::vector<std::string> names(queue.merchants().size());
        for (std::size_t i = 0; i < std::min(names.size(), merchantNames.size()); ++i)
            names[i] = folded(merchantNames[i].toUtf8().toStdString());
        m_ranks = ranks(names);
    } else if (m_column == QueueColumn::Service || m_column == QueueColumn::Assigned) {
        rankSymbols();
    }
}

/// Few symbols, on many pages: orders each once instead of each row's text.
void QueueOrder::rankSymbols()
{
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::vector<std::string> texts;
    for (const auto& page : m_queue.pages()) {
        m_symbolsBegin.push_back(static_cast<std::uint32_t>(m_ranks.size()));
        for (const std::string& symbol : page->symbols) {
            const auto [known, isNew] = numbers.try_emplace(symbol, static_cast<std::uint32_t>(texts.size()));
            if (isNew)
                texts.push_back(folded(symbol));
            m_ranks.push_back(known->second);
        }
    }
    const std::vector<std::uint32_t> rankOf = ranks(texts);
    for (std::uint32_t& rank : m_ranks)
        rank = rankOf[rank];
}

bool QueueOrder::isText() const noexcept
{
    return m_column == QueueColumn::Number || m_column == QueueColumn::Buyer || m_column == QueueColumn::Destination;
}

SortKey QueueOrder::key(const QueuePage& page, const QueueRow& row, RowId id) const noexcept
{
    KeyWriter text;
    switch (m_column) {
    case QueueColumn::Merchant: return {m_ranks[page.merchant]};
    case QueueColumn::Readiness: return {row.readiness};
    case QueueColumn::Issues: return {issuesKey(row.issues)};
    case QueueColumn::Service: return {m_ranks[m_symbolsBegin[pageOf(id)] + row.service]};
    case QueueColumn::Assigned: return {m_ranks[m_symbolsBegin[pageOf(id)] + row.assignee]};
    case QueueColumn::Units: return {std::uint64_t{row.through6Units} << 16 | row.otherUnits};
    case QueueColumn::Weight: return {row.weightMilligrams};
    case QueueColumn::ShipBy: return {row.shipBy == 0 && !m_descending ? 0xFFFFFFFFU : row.shipBy}; // without a date: last, either way
    case QueueColumn::Age: return {row.orderDate};
    case QueueColumn::Number: text.putText(partsOf(page, row).number); break;
    case QueueColumn::Buyer: text.putText(partsOf(page, row).buyer); break;
    case QueueColumn::Destination: {
        const Parts parts = partsOf(page, row);
        if (row.country != 0) {
            text.put(kCodes[row.country >> 8]);
            text.put(kCodes[row.country & 0xFF]);
        }
        text.put(kPartCode);
        text.putText(parts.state);
        text.put(kPartCode);
        text.putText(parts.city);
        break;
    }
    case QueueColumn::Count: break;
    }
    return text.key();
}

std::string QueueOrder::text(RowId id) const
{
    const QueueRow& row = m_queue.row(id);
    const Parts parts = partsOf(m_queue.page(id), row);
    switch (m_column) {
    case QueueColumn::Number: return folded(parts.number);
    case QueueColumn::Buyer: return folded(parts.buyer);
    case QueueColumn::Destination: return folded(countryText(row.country)) + '\x01' + folded(parts.state) + '\x01' + folded(parts.city);
    default: return {};
    }
}

bool QueueOrder::isSameText(RowId a, RowId b) const noexcept
{
    const Parts one = partsOf(m_queue.page(a), m_queue.row(a)), other = partsOf(m_queue.page(b), m_queue.row(b));
    switch (m_column) {
    case QueueColumn::Number: return one.number == other.number;
    case QueueColumn::Buyer: return one.buyer == other.buyer;
    case QueueColumn::Destination: return m_queue.row(a).country == m_queue.row(b).country && one.state == other.state && one.city == other.city;
    default: return false;
    }
}

bool QueueOrder::less(const PlacedRow& a, const PlacedRow& b) const
{
    if (a.key != b.key)
        return (a.key < b.key) != m_descending;
    if (isText() && SortKey::mayGoOn(a.key.second))
        if (const int difference = text(a.id).compare(text(b.id)); difference != 0)
            return (difference < 0) != m_descending;
    const std::uint16_t merchantA = m_queue.page(a.id).merchant, merchantB = m_queue.page(b.id).merchant;
    return merchantA != merchantB ? merchantA < merchantB : m_queue.row(a.id).id < m_queue.row(b.id).id;
}

} // namespace t6
