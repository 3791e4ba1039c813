// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pacifictime.h"

#include <core/orderview.h>

#include <simdjson.h>

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

/// Reads one order's own bytes. Owned by OrderDecoder, which tells its limits.
class OrderReader
{
public:
    using Value = simdjson::ondemand::value;

    /// `raw` must be followed by SIMDJSON_PADDING readable bytes. False: see fault(); order().id may be set all the same.
    [[nodiscard]] bool read(std::string_view raw);

    /// The same for an order inside of a page of `pageSize` bytes that is being walked: half the work, but after a fault the
    /// page's document is of no use any more.
    [[nodiscard]] bool readInPage(simdjson::ondemand::document& page, Value& element, size_t pageSize);

    /// Valid until the next read(), as long as the bytes given to it live.
    [[nodiscard]] const OrderView& order() const noexcept { return m_order; }
    [[nodiscard]] const char* fault() const noexcept { return m_fault; }

    /// Only the order's number; empty when it cannot be read.
    [[nodiscard]] std::string_view numberOf(std::string_view raw);

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
        /// `key` with the eight bytes that it begins with; a few bytes behind its end are read, too (simdjson's padding).
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
        void (*read)(OrderReader&, Target&, Value&);
        bool identity = false; ///< must not occur twice
    };
    struct Tables;

    void prepare(size_t size);
    template <typename Target, size_t N>
    void readObject(simdjson::ondemand::object object, const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target);
    template <typename Target, size_t N>
    void readMember(Value& value, const std::array<Field<Target>, N>& fields, KeyGuess& guess, Target& target);
    template <typename Each>
    void readArray(Value& value, const Each& each);
    template <typename Target, size_t N>
    void readObjects(Value& value, const std::array<Field<Target>, N>& fields, KeyGuess& guess, std::vector<Target>& list);
    template <typename Target, size_t N>
    size_t lookUp(const char* key, const std::array<Field<Target>, N>& fields, KeyGuess& guess, size_t previous);
    template <typename Target, size_t N>
    size_t search(const char* key, std::uint64_t head, const std::array<Field<Target>, N>& fields, std::uint8_t& next);
    void skip(Value& value);
    /// A text that is only looked at would be taken for a key when a colon follows.
    void consume(Value& text)
    {
        if (text.get_raw_json_string().error())
            fail("broken text");
    }

    /// The value as written: a scalar whole, of a container the opening bracket.
    [[nodiscard]] static std::string_view token(Value& value)
    {
        std::string_view text = value.raw_json_token();
        while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
            text.remove_suffix(1);
        return text;
    }
    /// The content of a text; numbers and booleans as written; null and containers empty.
    [[nodiscard]] std::string_view text(Value& value)
    {
        const std::string_view start = token(value);
        if (start.empty() || start.front() != '"')
            return textOfOther(value, start);
        consume(value);
        return unquoted(start);
    }
    [[nodiscard]] std::string_view textOfOther(Value& value, std::string_view start);
    [[nodiscard]] std::string_view unquoted(std::string_view token)
    {
        if (token.size() < 2 || token.back() != '"') {
            fail("open text");
            return {};
        }
        const std::string_view inner = token.substr(1, token.size() - 2);
        return std::memchr(inner.data(), '\\', inner.size()) ? unescaped(inner) : inner;
    }
    [[nodiscard]] std::string_view unescaped(std::string_view text);
    [[nodiscard]] std::int64_t id(Value& value);
    [[nodiscard]] double number(Value& value);
    [[nodiscard]] int whole(Value& value);
    [[nodiscard]] bool flag(Value& value);
    [[nodiscard]] static bool isObject(Value& value)
    {
        const std::string_view start = token(value);
        return !start.empty() && start.front() == '{';
    }
    [[nodiscard]] Money money(Value& value) { return Money::fromMajor(number(value)); }
    [[nodiscard]] std::optional<UtcTime> time(Value& value) { return m_clock.fromLocal(text(value)); }
    [[nodiscard]] std::optional<Weight> weight(Value& value);
    void fail(const char* fault) noexcept
    {
        if (!m_fault)
            m_fault = fault;
    }

    simdjson::ondemand::parser m_parser;
    const WallClock& m_clock = pacificClock();
    OrderView m_order;
    std::vector<char> m_arena; ///< unescaped texts: never longer than the order itself
    size_t m_arenaUsed = 0;
    const char* m_fault = nullptr;
    KeyGuess m_orderKeys, m_addressKeys, m_itemKeys, m_weightKeys, m_sizeKeys, m_customsKeys, m_customsItemKeys, m_advancedKeys;
};

} // namespace t6::shipstation
