// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

#include <QHash>

#include <array>
#include <optional>
#include <vector>

namespace t6 {

/// The elements of an array by what identifies them: the first of orderItemId, lineItemKey and customsItemId that an element has
/// and no other element shares. The array's text must outlive it.
class OrderLines
{
public:
    explicit OrderLines(std::vector<JsonText::Value> elements);

    [[nodiscard]] const std::vector<JsonText::Value>& elements() const noexcept { return m_elements; }
    [[nodiscard]] std::optional<OrderPath::Step> identity(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> find(const OrderPath::Step& step) const; ///< nullopt also when several have it

    [[nodiscard]] static bool isKey(QStringView name);

private:
    static constexpr std::array<const char16_t*, 3> kKeys{u"orderItemId", u"lineItemKey", u"customsItemId"};
    std::vector<JsonText::Value> m_elements;
    std::array<QHash<QByteArray, std::optional<std::size_t>>, kKeys.size()> m_places; ///< canonical value → place; none if shared
};

/// `path` with every element named as OrderLines does in `order`; what is not there stays as it is.
[[nodiscard]] OrderPath identified(const JsonText& order, const OrderPath& path);

} // namespace t6
