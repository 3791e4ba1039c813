// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// Text made ready for WordList: folded (core/textfold.h), words apart by one space, fields apart by a line end. Holds the first
/// 4 kB of all that is appended: work stays bounded whatever a buyer writes. On the stack; allocates nothing.
class WordText
{
public:
    WordText() noexcept = default;
    explicit WordText(std::string_view field) noexcept { append(field); }
    void append(std::string_view field) noexcept;
    [[nodiscard]] std::string_view view() const noexcept { return {m_buffer.data(), m_size}; }

private:
    static constexpr std::size_t kMost = 4096;
    std::array<char, kMost + 1> m_buffer; // one more for the line end
    std::size_t m_size = 0;
};

/// Words and phrases to look for, from resources/words: one a line; `*` at the end matches any ending, the word `#` any number;
/// lines that begin with `;` are comments. Immutable; const use from any thread.
class WordList
{
public:
    explicit WordList(std::string_view lines);
    /// The list of that name which is compiled into the program.
    [[nodiscard]] static WordList bundled(const char* name);

    /// The first listed phrase in the text, as the list writes it; empty if none.
    [[nodiscard]] std::string_view find(const WordText& text) const noexcept;
    /// True when the text has words and all of them are listed or numbers.
    [[nodiscard]] bool covers(const WordText& text) const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return m_entries.empty(); }

private:
    struct Entry
    {
        std::string phrase;
        bool anyEnding = false;
    };
    [[nodiscard]] const Entry* match(std::string_view text, std::size_t at, std::size_t& end) const noexcept;

    static constexpr std::size_t kBuckets = 256;
    std::vector<Entry> m_entries; ///< by bucket of the first two characters
    std::array<std::uint16_t, kBuckets + 1> m_begin{};
};

} // namespace t6
