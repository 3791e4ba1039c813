// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "jsonscalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace t6::shipstation {

namespace {

int hexDigit(char c) noexcept
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The four hex digits at `text`, or -1.
int hexUnit(std::string_view text) noexcept
{
    if (text.size() < 4)
        return -1;
    int unit = 0;
    for (size_t i = 0; i < 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

char* putUtf8(char* out, unsigned code) noexcept
{
    const auto put = [&out](unsigned byte) { *out++ = static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
    return out;
}

char plainEscape(char c) noexcept
{
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"':
    case '\\':
    case '/': return c;
    default: return '\0';
    }
}

} // namespace

std::optional<size_t> unescape(std::string_view text, char* out) noexcept
{
    constexpr unsigned kReplacement = 0xFFFD;
    char* const begin = out;
    while (!text.empty()) {
        const size_t plain = std::min(text.find('\\'), text.size());
        std::memcpy(out, text.data(), plain);
        out += plain;
        text.remove_prefix(plain);
        if (text.empty())
            break;
        if (text.size() >= 2 && text[1] != 'u') {
            const char c = plainEscape(text[1]);
            if (!c)
                break;
            *out++ = c;
            text.remove_prefix(2);
            continue;
        }
        const int unit = text.size() >= 2 ? hexUnit(text.substr(2)) : -1;
        if (unit < 0)
            break;
        text.remove_prefix(6);
        auto code = static_cast<unsigned>(unit);
        if (code >= 0xD800 && code < 0xE000) {
            const int low = text.size() >= 6 && text[0] == '\\' && text[1] == 'u' ? hexUnit(text.substr(2)) : -1;
            if (code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (static_cast<unsigned>(low) - 0xDC00);
                text.remove_prefix(6);
            } else {
                code = kReplacement;
            }
        }
        out = putUtf8(out, code);
    }
    return text.empty() ? std::optional(static_cast<size_t>(out - begin)) : std::nullopt;
}

std::optional<double> toNumber(std::string_view text) noexcept
{
    // What an order holds is short and exact: digits, perhaps a point. Both parts fit a double, so the quotient is rounded once.
    static constexpr std::array<double, 10> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    if (!text.empty() && text.size() <= 10) {
        const bool negative = text.front() == '-';
        std::int64_t digits = 0;
        size_t point = text.size() - 1, i = negative ? 1 : 0;
        for (; i < text.size(); ++i) {
            if (text[i] == '.' && point == text.size() - 1)
                point = i;
            else if (text[i] >= '0' && text[i] <= '9')
                digits = digits * 10 + (text[i] - '0');
            else
                break;
        }
        if (i == text.size() && text.back() != '.' && text.back() != '-') {
            const double value = static_cast<double>(digits) / kPowers[text.size() - 1 - point];
            return negative ? -value : value;
        }
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace t6::shipstation
