// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderlines.h"

#include <algorithm>

namespace t6 {

namespace {

/// The canonical value of a key that identifies; empty when it does not.
QByteArray idOf(const JsonText::Value& element, QStringView key)
{
    const auto value = element.member(key);
    if (!value || (value->kind() != JsonText::Kind::Number && value->kind() != JsonText::Kind::String))
        return {};
    const QByteArray id = value->canonical();
    return id == "\"\"" ? QByteArray() : id;
}

} // namespace

OrderLines::OrderLines(std::vector<JsonText::Value> elements) : m_elements(std::move(elements))
{
    for (std::size_t key = 0; key < kKeys.size(); ++key) {
        auto& places = m_places[key];
        for (std::size_t i = 0; i < m_elements.size(); ++i) {
            const QByteArray id = idOf(m_elements[i], kKeys[key]);
            if (!id.isEmpty())
                places.insert(id, places.contains(id) ? std::nullopt : std::optional(i));
        }
    }
}

std::optional<OrderPath::Step> OrderLines::identity(std::size_t index) const
{
    for (std::size_t key = 0; key < kKeys.size(); ++key) {
        const QByteArray id = idOf(m_elements[index], kKeys[key]);
        if (!id.isEmpty() && m_places[key].value(id))
            return OrderPath::Step{QString::fromUtf16(kKeys[key]), id};
    }
    return std::nullopt;
}

std::optional<std::size_t> OrderLines::find(const OrderPath::Step& step) const
{
    const auto key = std::find_if(kKeys.begin(), kKeys.end(), [&](QStringView name) { return name == step.name; });
    return key == kKeys.end() ? std::nullopt : m_places[static_cast<std::size_t>(key - kKeys.begin())].value(step.id);
}

bool OrderLines::isKey(QStringView name)
{
    return std::any_of(kKeys.begin(), kKeys.end(), [&](QStringView key) { return key == name; });
}

OrderPath identified(const JsonText& order, const OrderPath& path)
{
    OrderPath identified = path;
    std::optional<JsonText::Value> value = order.root();
    for (OrderPath::Step& step : identified.steps) {
        if (step.id.isEmpty()) {
            value = value->member(step.name);
        } else {
            const OrderLines lines(value->elements());
            const auto place = lines.find(step);
            value = place ? std::optional(lines.elements()[*place]) : std::nullopt;
            if (place)
                step = lines.identity(*place).value_or(step);
        }
        if (!value)
            break;
    }
    return identified;
}

} // namespace t6
