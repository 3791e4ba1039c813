// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "jsonwalk.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace t6::shipstation {

namespace {

constexpr int kMostLevels = 64;

constexpr std::array<bool, 256> kOfNumbers = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("0123456789.-+eE"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isNumber(std::string_view text) noexcept
{
    return !text.empty() && text.front() != '+'
        && std::all_of(text.begin(), text.end(), [](char c) { return kOfNumbers[static_cast<unsigned char>(c)]; });
}

} // namespace

static_assert(JsonWalk::kPadding >= simdjson::SIMDJSON_PADDING);

JsonWalk::JsonWalk() = default;
JsonWalk::~JsonWalk() = default;
JsonWalk::JsonWalk(JsonWalk&&) noexcept = default;
JsonWalk& JsonWalk::operator=(JsonWalk&&) noexcept = default;

const char* JsonWalk::open(std::string_view json)
{
    simdjson::error_code error = simdjson::SUCCESS;
    if (!m_index)
        error = simdjson::get_active_implementation()->create_dom_parser_implementation(json.size(), 1, m_index);
    else if (m_index->capacity() < json.size())
        error = m_index->allocate(json.size(), 1);
    if (!error)
        error = m_index->stage1(reinterpret_cast<const std::uint8_t*>(json.data()), json.size(), simdjson::stage1_mode::regular);
    if (error)
        return simdjson::error_message(error);
    // Behind the last place simdjson writes the text's size twice: kind() and nextKind() find the zero byte there.
    m_json = json.data();
    m_at = m_index->structural_indexes.get();
    m_end = m_at + m_index->n_structural_indexes;
    return nullptr;
}

bool JsonWalk::skip() noexcept
{
    switch (kind()) {
    case '"':
        next();
        return true;
    case 'n':
    case 't':
    case 'f': {
        const std::string_view word = token();
        next();
        return word == "null" || word == "true" || word == "false";
    }
    case '{':
    case '[':
        break;
    default: {
        const bool number = isNumber(token());
        if (number)
            next();
        return number;
    }
    }
    std::uint64_t objects = 0; // the kinds of the open brackets, the innermost in the lowest bit
    int level = 0;
    for (;; next()) {
        const char c = kind();
        if (c == '{' || c == '[') {
            if (++level > kMostLevels)
                return false;
            objects = objects << 1 | (c == '{' ? 1U : 0U);
        } else if (c == '}' || c == ']') {
            if ((objects & 1U) != (c == '}' ? 1U : 0U))
                return false;
            objects >>= 1;
            if (--level == 0) {
                next();
                return true;
            }
        } else if (c == '\0' && atEnd()) {
            return false;
        }
    }
}

bool JsonWalk::passOver() noexcept
{
    std::int64_t level = 0;
    do {
        switch (kind()) {
        case '{':
        case '[':
            ++level;
            break;
        case '}':
        case ']':
            --level;
            break;
        case '\0':
            if (atEnd())
                return false;
            break;
        default:
            break;
        }
        next();
    } while (level > 0);
    return level == 0;
}

} // namespace t6::shipstation
