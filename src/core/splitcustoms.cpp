// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitcustoms.h"

#include "orderlines.h"
#include "ordersplice.h"
#include "textfold.h"

#include <algorithm>
#include <set>

namespace t6 {

namespace {

using Value = JsonText::Value;
using Group = std::vector<std::size_t>; ///< the items that one line declares

std::string foldedText(const std::optional<Value>& value)
{
    return folded(splitText(value).trimmed().toStdString());
}

qint64 quantityOf(const Value& line)
{
    const auto quantity = line.member(u"quantity");
    return quantity ? quantity->integer().value_or(0) : 0;
}

/// Whose customs line is whose.
class Assignment
{
public:
    Assignment(const std::vector<SplitItem>& items, const std::vector<Value>& lines) : m_items(items), m_lines(lines) {}

    /// The items of every line; nullopt where that is in doubt.
    [[nodiscard]] std::optional<std::vector<Group>> run() const
    {
        auto groups = byWords();
        return groups ? groups : byOrder();
    }

private:
    [[nodiscard]] Group groupOf(const Value& line) const
    {
        for (const auto& [ofLine, ofItem] : {std::pair(u"sku", u"sku"), std::pair(u"description", u"name")}) {
            const std::string text = foldedText(line.member(ofLine));
            Group group;
            for (std::size_t i = 0; i < m_items.size() && !text.empty(); ++i) {
                if (m_items[i].isShipped() && foldedText(m_items[i].value.member(ofItem)) == text)
                    group.push_back(i);
            }
            if (!group.empty())
                return group;
        }
        return {};
    }

    [[nodiscard]] std::optional<std::vector<Group>> byWords() const
    {
        std::vector<Group> groups;
        std::set<std::size_t> taken;
        for (const Value& line : m_lines) {
            groups.push_back(groupOf(line));
            qint64 units = 0;
            for (const std::size_t i : groups.back()) {
                units += m_items[i].line.quantity;
                if (!taken.insert(i).second)
                    return std::nullopt;
            }
            if (units == 0 || units != quantityOf(line))
                return std::nullopt;
        }
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_items[i].leaving() > 0 && !taken.contains(i))
                return std::nullopt;
        }
        return groups;
    }

    /// Not against what the words say where they say something.
    [[nodiscard]] bool canBe(const Value& line, std::size_t item) const
    {
        const Group group = groupOf(line);
        return quantityOf(line) == m_items[item].line.quantity && (group.empty() || std::find(group.begin(), group.end(), item) != group.end());
    }

    [[nodiscard]] std::optional<std::vector<Group>> byOrder() const
    {
        std::vector<Group> groups;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_items[i].isShipped())
                continue;
            if (groups.size() >= m_lines.size() || !canBe(m_lines[groups.size()], i))
                return std::nullopt;
            groups.push_back({i});
        }
        return groups.size() == m_lines.size() ? std::optional(groups) : std::nullopt;
    }

    const std::vector<SplitItem>& m_items;
    const std::vector<Value>& m_lines;
};

class CustomsDivision
{
public:
    CustomsDivision(const SplitDivision& division, OrderPatch& reduction, OrderPatch& declaration)
        : m_division(division), m_reduction(reduction), m_declaration(declaration), m_children(division.children)
    {
        if (const auto array = splitValue(division.order, "internationalOptions.customsItems"))
            m_lines = array->elements();
    }

    Result<SplitCustoms> run()
    {
        SplitCustoms customs;
        if (!m_lines.empty()) {
            const auto groups = Assignment(m_division.items, m_lines).run();
            if (!groups) {
                fromItems();
                customs.notices += SplitNotice{SplitNoticeCode::CustomsUnassigned, {}};
            } else if (const auto divided = divide(*groups); !divided) {
                return tl::unexpected(divided.error());
            }
            if (m_isRenewed)
                customs.notices += SplitNotice{SplitNoticeCode::CustomsRenewed, {}};
        }
        for (const QByteArrayList& lines : m_children)
            customs.children += lines.isEmpty() ? QByteArray() : '[' + lines.join(',') + ']';
        return customs;
    }

private:
    Result<void> divide(const std::vector<Group>& groups)
    {
        std::vector<qint64> staying;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            staying.push_back(quantityOf(m_lines[i]));
            for (std::size_t child = 0; child < m_division.children; ++child) {
                qint64 units = 0;
                for (const std::size_t item : groups[i])
                    units += m_division.items[item].leaves[child];
                if (units == 0)
                    continue;
                auto line = customsLine(m_lines[i], units);
                if (!line)
                    return tl::unexpected(line.error());
                m_children[child] += *line;
                staying.back() -= units;
            }
        }
        return reduce(staying);
    }

    Result<void> reduce(const std::vector<qint64>& staying)
    {
        const OrderLines lines(m_lines);
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            m_isRenewed = m_isRenewed || staying[i] == 0 || (staying[i] != quantityOf(m_lines[i]) && !lines.identity(i));
        if (m_isRenewed)
            return renew(staying);
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (staying[i] == quantityOf(m_lines[i]))
                continue;
            OrderPath path = customsPath();
            path.steps += *lines.identity(i);
            path.steps += {QStringLiteral("quantity"), {}};
            if (const auto set = m_reduction.set(m_division.order, path, QByteArray::number(staying[i])); !set)
                return set;
        }
        return {};
    }

    /// ShipStation drops no single line: all of them go, and those that are left are declared anew.
    Result<void> renew(const std::vector<qint64>& staying)
    {
        if (const auto cleared = m_reduction.set(m_division.order, customsPath(), "[]"); !cleared)
            return cleared;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (staying[i] == 0)
                continue;
            auto line = customsLine(m_lines[i], staying[i]);
            if (!line)
                return tl::unexpected(line.error());
            m_declaration.changes.append({customsPath(), {}, std::move(*line), true});
        }
        return {};
    }

    void fromItems()
    {
        for (std::size_t child = 0; child < m_division.children; ++child) {
            for (const SplitItem& item : m_division.items) {
                if (item.leaves[child] > 0)
                    m_children[child] += lineOf(item, item.leaves[child]);
            }
        }
    }

    [[nodiscard]] QByteArray lineOf(const SplitItem& item, int quantity) const
    {
        const auto price = splitMember(item.value, u"unitPrice");
        const auto amount = price ? Decimal::parse(price->raw()) : std::nullopt;
        const bool isWorth = amount && *amount > Decimal();
        return "{\"description\":" + jsonString(item.line.name.isEmpty() ? item.line.sku : item.line.name) + ",\"quantity\":" + QByteArray::number(quantity)
            + ",\"value\":" + (isWorth ? price->raw().toByteArray() : QByteArrayLiteral("0")) + ",\"harmonizedTariffCode\":null,\"countryOfOrigin\":" + origin() + '}';
    }

    /// Of all lines, if they have the same.
    [[nodiscard]] QByteArray origin() const
    {
        const auto originOf = [](const Value& line) { return splitText(line.member(u"countryOfOrigin")); };
        const QString first = originOf(m_lines.front());
        const bool isCommon = !first.isEmpty() && std::all_of(m_lines.begin(), m_lines.end(), [&](const Value& line) { return originOf(line) == first; });
        return isCommon ? jsonString(first) : QByteArrayLiteral("null");
    }

    const SplitDivision& m_division;
    OrderPatch& m_reduction;
    OrderPatch& m_declaration;
    std::vector<Value> m_lines;
    std::vector<QByteArrayList> m_children;
    bool m_isRenewed = false;
};

} // namespace

OrderPath customsPath()
{
    return splitPath("internationalOptions.customsItems");
}

Result<QByteArray> customsLine(const Value& line, qint64 quantity)
{
    const auto json = JsonText::parse(line.raw().toByteArray());
    if (!json)
        return tl::unexpected(json.error());
    return spliced(*json, {{splitPath("customsItemId"), {}, {}, false}, {splitPath("quantity"), {}, QByteArray::number(quantity), false}});
}

Result<SplitCustoms> divideCustoms(const SplitDivision& division, OrderPatch& reduction, OrderPatch& declaration)
{
    return CustomsDivision(division, reduction, declaration).run();
}

} // namespace t6
