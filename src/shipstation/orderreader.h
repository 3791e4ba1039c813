// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pacifictime.h"

#include <core/orderview.h>

#include <simdjson.h>

#include <array>
#include <bit>
#include <cstdint>
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
    /// A member's name as it stands in JSON, its closing quote included: `head` of it is compared in one step.
    struct Key
    {
        std::string_view name;
        std::uint64_t head = 0, mask = 0;
        consteval Key(const char* text)
            : name(text)
        {
            std::array<unsigned char, 8> bytes{}, used{};
            for (size_t i = 0; i < bytes.size() && i <= name.size(); ++i) {
                bytes[i] = i < name.size() ? static_cast<unsigned char>(name[i]) : '"';
                used[i] = 0xFF;
            }
            head = std::bit_cast<std::uint64_t>(bytes);
            mask = std::bit_cast<std::uint64_t>(used);
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
    void skip(Value& value);
    void consume(Value& text);

    [[nodiscard]] std::string_view token(Value& value);
    [[nodiscard]] std::string_view text(Value& value);
    [[nodiscard]] std::string_view unquoted(std::string_view token);
    [[nodiscard]] std::string_view unescaped(std::string_view text);
    [[nodiscard]] std::int64_t id(Value& value);
    [[nodiscard]] double number(Value& value);
    [[nodiscard]] int whole(Value& value);
    [[nodiscard]] bool flag(Value& value);
    [[nodiscard]] bool isObject(Value& value);
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
