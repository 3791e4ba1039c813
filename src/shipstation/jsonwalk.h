// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace t6::shipstation {

/// A forward walk over the places of a JSON text that mean something: brackets, colons, commas and the beginnings of texts, numbers
/// and words. simdjson finds them (its first stage, at gigabytes a second, with UTF-8 and the ends of texts checked); what they form
/// is for the caller to check while it goes. Places can be remembered and returned to, so that a part that turns out to be
/// broken can be passed over. Not thread-safe; keeps its buffers.
class JsonWalk
{
public:
    using Place = const std::uint32_t*;
    static constexpr std::size_t kPadding = 64; ///< bytes that must be readable behind the text

    JsonWalk();
    ~JsonWalk();
    JsonWalk(JsonWalk&&) noexcept;
    JsonWalk& operator=(JsonWalk&&) noexcept;

    /// Goes to the beginning of `json`, which must outlive the walk and be followed by a zero byte. nullptr, or what is wrong with it.
    [[nodiscard]] const char* open(std::string_view json);

    /// The character at this place; '\0' behind the last one (and where the text itself has one outside of a text).
    [[nodiscard]] char kind() const noexcept { return m_json[*m_at]; }
    [[nodiscard]] char nextKind() const noexcept { return m_json[m_at[1]]; }
    [[nodiscard]] const char* text() const noexcept { return m_json + *m_at; }
    [[nodiscard]] bool atEnd() const noexcept { return m_at == m_end; }

    /// Not at the end.
    void next() noexcept { ++m_at; }

    [[nodiscard]] Place place() const noexcept { return m_at; }
    void goTo(Place place) noexcept { m_at = place; }

    /// From the bracket at `start` to the one before this place, both included.
    [[nodiscard]] std::string_view since(Place start) const noexcept
    {
        return {m_json + *start, static_cast<std::size_t>(m_at[-1] - *start) + 1};
    }

    /// The scalar at this place as written (quotes included), or as much of the text as simdjson takes for one.
    [[nodiscard]] std::string_view token() const noexcept
    {
        std::string_view found(m_json + *m_at, m_at[1] - *m_at);
        while (!found.empty() && static_cast<unsigned char>(found.back()) <= ' ')
            found.remove_suffix(1);
        return found;
    }

    /// Goes behind a null that is followed at once by the next place: the usual case, in one comparison.
    [[nodiscard]] bool skipNull() noexcept
    {
        const bool found = m_at[1] - *m_at == 4 && std::memcmp(m_json + *m_at, "null", 4) == 0;
        m_at += found ? 1 : 0;
        return found;
    }

    /// Goes behind one value. False when there is none, when its brackets do not pair up or when it is deeper than 64.
    [[nodiscard]] bool skip() noexcept;

    /// The same by counting brackets alone, however deep: to get behind what is broken. False at the end of the text.
    [[nodiscard]] bool passOver() noexcept;

private:
    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_index;
    const char* m_json = nullptr;
    Place m_at = nullptr, m_end = nullptr;
};

} // namespace t6::shipstation
