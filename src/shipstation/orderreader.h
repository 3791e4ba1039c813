// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jsonwalk.h"
#include "pacifictime.h"

#include <core/orderview.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace t6::shipstation {

/// Which entry of a field table followed which the last time: orders of one server list their members in one order, so that
/// the next key is nearly always guessed and a lookup is one comparison.
struct KeyGuess
{
    std::array<std::uint8_t, 64> next{};
};

/// Reads orders on a walk over a page (or over one order). Owned by OrderDecoder, which tells the limits.
class OrderReader
{
public:
    /// `walk` must outlive the reader.
    explicit OrderReader(JsonWalk& walk) : m_walk(walk) {}

    /// To be called for each text that the walk opens, with its size.
    void prepare(size_t size);

    /// Reads the order at this place and goes behind it. False: see fault(); the walk is somewhere inside then, and order().id may be
    /// set all the same.
    [[nodiscard]] bool read();

    /// Valid until the next read(), as long as the text lives.
    [[nodiscard]] const OrderView& order() const noexcept { return m_order; }
    [[nodiscard]] const char* fault() const noexcept { return m_fault; }

    /// Only the number of the order at this place; empty when it cannot be read. The walk is anywhere afterwards.
    [[nodiscard]] std::string_view number();

private:
    /// A member's name as it stands in JSON, its closing quote included. Its first and last eight bytes are compared in one step each.
    struct Key
    {
        std::string_view name;
        std::uint64_t head = 0, mask = 0, tail = 0;
        consteval Key(const char* text)
            : name(text)
        {
            std::array<unsigned char, 8> first{}, used{}, last{};
            const auto at = [this](size_t i) { return i < name.size() ? static_cast<unsigned char>(name[i]) : static_cast<unsigned char>('"'); };
            for (size_t i = 0; i < first.size() && i <= name.size(); ++i) {
                first[i] = at(i);
                used[i] = 0xFF;
            }
            for (size_t i = 0; i < last.size() && name.size() >= last.size(); ++i)
                last[i] = at(name.size() - 7 + i);
            head = std::bit_cast<std::uint64_t>(first);
            mask = std::bit_cast<std::uint64_t>(used);
            tail = std::bit_cast<std::uint64_t>(last);
        }
        /// `key` with the eight bytes that it begins with; a few bytes behind its end are read, too (JsonWalk::kPadding).
        [[nodiscard]] bool matches(const char* key, std::uint64_t begin) const noexcept
        {
            if ((begin & mask) != head)
                return false;
            if (name.size() < 8)
                return true;
            std::uint64_t end = 0;
            std::memcpy(&end, key + name.size() - 7, sizeof end);
            return end == tail && (name.size() < 16 || std::memcmp(key, name.data(), name.size()) == 0);
        }
    };
    template <typename Target>
    struct Field
    {
        Key key;
        void (*read)(OrderReader&, Target&);
        bool identity = false; ///< must not occur twice
    };
    struct Tables;

    // Each of these begins at a value and goes behind it.
    template <typename Target, size_t N>
    void readObject(const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target);
    template <typename Target, size_t N>
    void readMember(const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target);
    template <typename Each>
    void readArray(const Each& each);
    template <typename Target, size_t N>
    void readObjects(const std::array<Field<Target>, N>& fields, KeyGuess& guess, std::vector<Target>& list);
    void skip();
    /// The content of a text; numbers and booleans as written; null and containers empty.
    [[nodiscard]] std::string_view text()
    {
        if (m_walk.kind() != '"')
            return m_walk.skipNull() ? std::string_view() : textOfOther();
        std::string_view found = m_walk.token();
        m_walk.next();
        if (found.size() < 2 || found.back() != '"') {
            fail("open text");
            return {};
        }
        found = found.substr(1, found.size() - 2);
        return std::memchr(found.data(), '\\', found.size()) ? unescaped(found) : found;
    }
    [[nodiscard]] std::string_view textOfOther();
    [[nodiscard]] std::int64_t id();
    [[nodiscard]] double decimal();
    [[nodiscard]] int whole();
    [[nodiscard]] bool flag();
    [[nodiscard]] Money money() { return Money::fromMajor(decimal()); }
    [[nodiscard]] std::optional<UtcTime> time() { return m_clock.fromLocal(text()); }
    [[nodiscard]] std::optional<Weight> weight();

    template <typename Target, size_t N>
    size_t lookUp(const char* key, const std::array<Field<Target>, N>& fields, KeyGuess& guess, size_t previous);
    template <typename Target, size_t N>
    size_t search(const char* key, std::uint64_t head, const std::array<Field<Target>, N>& fields, std::uint8_t& next);
    [[nodiscard]] std::string_view unescaped(std::string_view text);
    void fail(const char* fault) noexcept
    {
        if (!m_fault)
            m_fault = fault;
    }

    JsonWalk& m_walk;
    const WallClock& m_clock = pacificClock();
    OrderView m_order;
    std::vector<char> m_arena; ///< unescaped texts: never longer than the page itself
    size_t m_arenaUsed = 0;
    const char* m_fault = nullptr;
    KeyGuess m_orderKeys, m_addressKeys, m_itemKeys, m_weightKeys, m_sizeKeys, m_customsKeys, m_customsItemKeys, m_advancedKeys, m_numberKey;
};

} // namespace t6::shipstation
