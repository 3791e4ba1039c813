// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "wordlist.h"

#include "bundledfile.h"
#include "textfold.h"

#include <algorithm>
#include <limits>

namespace t6 {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c) noexcept
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool isBoundary(std::string_view text, std::size_t at) noexcept
{
    return at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

std::size_t bucket(std::string_view text, std::size_t at) noexcept
{
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = isBoundary(text, at + 1) ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(text[at + 1]);
    return (first * 31U + second) & 0xFFU;
}

/// Where the phrase ends in the text if it stands at `at`, else npos.
std::size_t endOf(std::string_view phrase, std::string_view text, std::size_t at) noexcept
{
    for (const char wanted : phrase) {
        if (wanted == '#') {
            const std::size_t digits = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            if (at == digits)
                return std::string_view::npos;
        } else if (at < text.size() && text[at] == wanted) {
            ++at;
        } else {
            return std::string_view::npos;
        }
    }
    return at;
}

std::size_t afterWord(std::string_view text, std::size_t at) noexcept
{
    while (!isBoundary(text, at))
        ++at;
    return at;
}

} // namespace

void WordText::append(std::string_view field) noexcept
{
    const std::string_view part = field.substr(0, kMost - std::min(kMost, m_size));
    char* const begin = m_buffer.data() + m_size;
    const std::size_t size = foldTo(part, begin);
    char* to = begin;
    for (const char* from = begin; from != begin + size; ++from) {
        if (isWordCharacter(*from))
            *to++ = *from;
        else if (to != begin && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to != begin && to[-1] == ' ')
        --to;
    if (to != begin)
        *to++ = '\n';
    m_size = static_cast<std::size_t>(to - m_buffer.data());
}

WordList::WordList(std::string_view lines)
{
    while (!lines.empty()) {
        const std::size_t lineEnd = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, lineEnd);
        lines.remove_prefix(std::min(lineEnd + 1, lines.size()));
        if (line.empty() || line.front() == ';')
            continue;
        Entry entry;
        entry.anyEnding = line.back() == '*';
        for (const char c : folded(line)) {
            if (isWordCharacter(c) || c == '#')
                entry.phrase.push_back(c);
            else if (!entry.phrase.empty() && entry.phrase.back() != ' ')
                entry.phrase.push_back(' ');
        }
        while (!entry.phrase.empty() && entry.phrase.back() == ' ')
            entry.phrase.pop_back();
        if (!entry.phrase.empty() && m_entries.size() < std::numeric_limits<std::uint16_t>::max())
            m_entries.push_back(std::move(entry));
    }
    std::stable_sort(m_entries.begin(), m_entries.end(),
        [](const Entry& a, const Entry& b) { return bucket(a.phrase, 0) < bucket(b.phrase, 0); });
    for (const Entry& entry : m_entries)
        ++m_begin[bucket(entry.phrase, 0) + 1];
    for (std::size_t i = 1; i <= kBuckets; ++i)
        m_begin[i] = static_cast<std::uint16_t>(m_begin[i] + m_begin[i - 1]);
}

/// The longest entry at a word's beginning; `end` is where it ends in the text.
const WordList::Entry* WordList::match(std::string_view text, std::size_t at, std::size_t& end) const noexcept
{
    const std::size_t index = bucket(text, at);
    if (m_begin[index] == m_begin[index + 1])
        return nullptr;
    const Entry* best = nullptr;
    for (std::size_t i = m_begin[index]; i < m_begin[index + 1]; ++i) {
        const Entry& entry = m_entries[i];
        std::size_t found = endOf(entry.phrase, text, at);
        if (found == std::string_view::npos || (!entry.anyEnding && !isBoundary(text, found)))
            continue;
        found = afterWord(text, found);
        if (best == nullptr || found > end) {
            best = &entry;
            end = found;
        }
    }
    return best;
}

std::string_view WordList::find(const WordText& text) const noexcept
{
    const std::string_view words = text.view();
    std::size_t end = 0;
    for (std::size_t at = 0; at < words.size(); at = afterWord(words, at) + 1) {
        if (const Entry* entry = match(words, at, end); entry != nullptr)
            return entry->phrase;
    }
    return {};
}

bool WordList::covers(const WordText& text) const noexcept
{
    const std::string_view words = text.view();
    std::size_t end = 0;
    for (std::size_t at = 0; at < words.size(); at = end + 1) {
        if (match(words, at, end) != nullptr)
            continue;
        end = at;
        while (end < words.size() && isDigit(words[end]))
            ++end;
        if (!isBoundary(words, end))
            return false;
    }
    return !words.empty();
}

WordList WordList::bundled(const char* name)
{
    const auto lines = bundledFile(QStringLiteral("words/%1.txt").arg(QLatin1String(name)));
    Q_ASSERT(lines);
    return WordList(lines ? std::string_view(lines->constData(), static_cast<std::size_t>(lines->size())) : std::string_view());
}

} // namespace t6
