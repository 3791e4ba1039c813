// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuepage.h"

#include "textfold.h"

#include <algorithm>
#include <array>

namespace t6 {

namespace {

constexpr std::uint16_t kNone = 0xFFFF;

bool isControl(char byte) noexcept
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f';
}

constexpr std::uint16_t countryCode(std::string_view country) noexcept
{
    const auto upper = [](char letter) { return letter >= 'a' && letter <= 'z' ? letter - 0x20 : letter; };
    if (country.size() != 2 || upper(country[0]) < 'A' || upper(country[0]) > 'Z' || upper(country[1]) < 'A' || upper(country[1]) > 'Z')
        return 0;
    return static_cast<std::uint16_t>(upper(country[0]) << 8 | upper(country[1]));
}

bool foldsBeyondAscii(std::string_view text, std::string_view foldedText) noexcept
{
    const auto lower = [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : byte; };
    return !std::ranges::equal(text, foldedText, {}, lower);
}

/// The row of an entry, but for the place of its text and its symbols. Appends its text.
QueueRow encode(const QueueEntry& entry, std::string& text)
{
    QueueRow row;
    row.id = entry.id.value;
    row.issues = entry.issues & ((IssueMask{1} << kCheckCount) - 1);
    row.orderDate = entry.orderDate;
    row.shipBy = entry.shipBy;
    row.closedAt = entry.closedAt;
    row.weightMilligrams = entry.weightMilligrams;
    row.bodyChunk = entry.body.chunk;
    row.bodySlot = entry.body.slot;
    row.rawHash = static_cast<std::uint32_t>(entry.rawHash);
    row.twin = static_cast<std::uint32_t>(entry.twin);
    row.through6Units = entry.through6Units;
    row.otherUnits = entry.otherUnits;
    row.country = countryCode(entry.country);
    row.status = static_cast<std::uint8_t>(entry.status);
    row.readiness = static_cast<std::uint8_t>(entry.readiness);

    const std::size_t begin = text.size();
    const std::array parts{&entry.number, &entry.buyer, &entry.city, &entry.state, &entry.skus};
    const std::array lengths{&QueueRow::numberLength, &QueueRow::buyerLength, &QueueRow::cityLength, &QueueRow::stateLength, &QueueRow::skusLength};
    std::string copies;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string part = queueText(*parts[i]);
        row.*lengths[i] = static_cast<std::uint8_t>(part.size());
        text.append(part) += kPartEnd;
        const std::size_t copy = copies.size();
        foldInto(part, copies);
        if (foldsBeyondAscii(part, std::string_view(copies).substr(copy)))
            copies += kPartEnd;
        else
            copies.resize(copy);
    }
    text += copies;
    text.back() = kRowEnd;
    row.textLength = static_cast<std::uint16_t>(text.size() - begin);
    return row;
}

} // namespace

std::string queueText(std::string_view text)
{
    std::size_t length = std::min(text.size(), kLongestPart);
    if (length < text.size())
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
            --length;
    std::string result(text.substr(0, length));
    std::ranges::replace_if(result, isControl, ' ');
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

void QueuePageBuilder::addEntry(const QueueEntry& entry)
{
    const auto offset = static_cast<std::uint32_t>(m_page.text.size());
    QueueRow row = encode(entry, m_page.text);
    row.textOffset = offset;
    row.service = symbol(queueText(entry.service));
    row.assignee = symbol(queueText(entry.assignee));
    m_page.rows.push_back(row);
    ++m_page.liveRows;
}

void QueuePageBuilder::addCopy(const QueuePage& from, std::size_t slot)
{
    m_symbolOf.resize(from.symbols.size(), kNone);
    const auto moved = [&](std::uint16_t old) {
        if (m_symbolOf[old] == kNone)
            m_symbolOf[old] = symbol(from.symbols[old]);
        return m_symbolOf[old];
    };
    QueueRow row = from.rows[slot];
    row.textOffset = static_cast<std::uint32_t>(m_page.text.size());
    m_page.text.append(from.text, from.rows[slot].textOffset, row.textLength);
    row.service = moved(row.service);
    row.assignee = moved(row.assignee);
    m_page.rows.push_back(row);
    ++m_page.liveRows;
}

void QueuePageBuilder::addFree()
{
    QueueRow row;
    row.textOffset = static_cast<std::uint32_t>(m_page.text.size());
    row.textLength = 1;
    m_page.text += kRowEnd; // the slots are counted by it
    m_page.rows.push_back(row);
}

std::shared_ptr<const QueuePage> QueuePageBuilder::finish()
{
    while (!m_page.rows.empty() && m_page.rows.back().id == 0) {
        m_page.rows.pop_back();
        m_page.text.pop_back();
    }
    m_page.rows.shrink_to_fit();
    m_page.text.shrink_to_fit();
    m_page.symbols.shrink_to_fit();
    return std::make_shared<const QueuePage>(std::move(m_page));
}

std::uint16_t QueuePageBuilder::symbol(std::string_view text)
{
    const auto found = std::ranges::find(m_page.symbols, text);
    const auto index = static_cast<std::uint16_t>(found - m_page.symbols.begin());
    if (found == m_page.symbols.end())
        m_page.symbols.emplace_back(text);
    return index;
}

bool saysTheSame(const QueuePage& page, std::size_t slot, const QueueEntry& entry)
{
    const QueueRow& old = page.rows[slot];
    std::string text;
    QueueRow row = encode(entry, text);
    row.textOffset = old.textOffset;
    row.service = old.service;
    row.assignee = old.assignee;
    return row == old && std::string_view(page.text).substr(old.textOffset, old.textLength) == text
        && page.symbols[old.service] == queueText(entry.service) && page.symbols[old.assignee] == queueText(entry.assignee);
}

} // namespace t6
