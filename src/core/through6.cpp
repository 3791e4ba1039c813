// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "through6.h"

#include "textfold.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace t6 {

namespace {

constexpr std::size_t kLongestText = 4096; // no SKU is longer; what is, matches nothing

std::size_t afterLetter(std::string_view text, std::size_t at) noexcept
{
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        ++at;
    return at;
}

/// Both folded. Keeps the last star only: earlier ones never need to be tried again.
bool matchesFolded(std::string_view pattern, std::string_view text) noexcept
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t = afterLetter(text, t);
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            resume = afterLetter(text, resume);
            t = resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool matchesAny(const std::vector<std::string>& patterns, std::string_view text) noexcept
{
    if (patterns.empty() || text.size() > kLongestText)
        return false;
    std::array<char, kLongestText> buffer;
    const std::string_view foldedText(buffer.data(), foldTo(text, buffer.data()));
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return matchesFolded(pattern, foldedText); });
}

std::vector<std::string> foldedPatterns(const QStringList& patterns)
{
    std::vector<std::string> result;
    for (const QString& pattern : patterns) {
        // A blank pattern would match every line without a SKU.
        if (const QString trimmed = pattern.trimmed(); !trimmed.isEmpty())
            result.push_back(folded(trimmed.toStdString()));
    }
    return result;
}

} // namespace

bool matchesWildcard(std::string_view foldedPattern, std::string_view text) noexcept
{
    if (text.size() > kLongestText)
        return false;
    std::array<char, kLongestText> buffer;
    return matchesFolded(foldedPattern, {buffer.data(), foldTo(text, buffer.data())});
}

Through6Matcher::Through6Matcher(const Through6Rule& rule)
    : m_sku(foldedPatterns(rule.skuPatterns))
    , m_fulfillmentSku(foldedPatterns(rule.fulfillmentSkuPatterns))
    , m_warehouseLocation(foldedPatterns(rule.warehouseLocationPatterns))
    , m_tags(rule.tags)
    , m_stores(rule.stores)
{
}

bool Through6Matcher::matchesOrder(const OrderView& order) const noexcept
{
    if (std::find(m_stores.begin(), m_stores.end(), order.storeId) != m_stores.end())
        return true;
    return std::any_of(order.tagIds.begin(), order.tagIds.end(),
        [this](TagId tag) { return std::find(m_tags.begin(), m_tags.end(), tag) != m_tags.end(); });
}

bool Through6Matcher::matchesLine(const ItemView& item) const noexcept
{
    return matchesAny(m_sku, item.sku) || (!item.fulfillmentSku.empty() && matchesAny(m_fulfillmentSku, item.fulfillmentSku))
        || (!item.warehouseLocation.empty() && matchesAny(m_warehouseLocation, item.warehouseLocation));
}

Through6Matcher::Units Through6Matcher::units(const OrderView& order) const noexcept
{
    const bool all = matchesOrder(order);
    std::int64_t through6 = 0;
    std::int64_t other = 0;
    for (const ItemView& item : order.items) {
        if (item.adjustment || item.quantity <= 0)
            continue;
        (all || matchesLine(item) ? through6 : other) += item.quantity;
    }
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return {static_cast<int>(std::min(through6, kMost)), static_cast<int>(std::min(other, kMost))};
}

} // namespace t6
