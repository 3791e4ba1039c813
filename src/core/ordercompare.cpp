// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "orderlines.h"
#include "ordermerge.h"

#include <algorithm>
#include <map>
#include <utility>

namespace t6 {

namespace {

using OptionalValue = std::optional<JsonText::Value>;
using Pair = std::pair<OptionalValue, OptionalValue>; ///< expected, found

bool isObject(const OptionalValue& value)
{
    return value && value->isObject();
}

bool isNothingOr(const OptionalValue& value, JsonText::Kind kind)
{
    return !value || value->isNull() || value->kind() == kind;
}

OrderLines linesOf(const OptionalValue& array)
{
    return OrderLines(array ? array->elements() : std::vector<JsonText::Value>());
}

class Differ
{
public:
    QList<OrderDifference> of(const JsonText& expected, const JsonText& found)
    {
        value(expected.root(), found.root(), {});
        return std::move(m_differences);
    }

private:
    void value(const OptionalValue& expected, const OptionalValue& found, const QString& field)
    {
        if (isWorkedOut(field) || isBesideEdits(field) || (isFilledIn(field) && plainForm(expected).isEmpty()))
            return;
        if (isLines(field) && isNothingOr(expected, JsonText::Kind::Array) && isNothingOr(found, JsonText::Kind::Array))
            lines(expected, found, field);
        else if ((isObject(expected) || isObject(found)) && isNothingOr(expected, JsonText::Kind::Object) && isNothingOr(found, JsonText::Kind::Object))
            members(expected, found, field);
        else if (comparableForm(expected, field) != comparableForm(found, field))
            report(m_path, rawOf(expected), rawOf(found));
    }

    void members(const OptionalValue& expected, const OptionalValue& found, const QString& field)
    {
        std::map<QString, Pair> names;
        for (const auto& member : expected ? expected->members() : std::vector<JsonText::Value::Member>())
            names[member.key].first = member.value;
        for (const auto& member : found ? found->members() : std::vector<JsonText::Value::Member>())
            names[member.key].second = member.value;
        for (const auto& [name, pair] : names) {
            if (isLineId(memberName(field, name)))
                continue; // lines() knows which of them are new
            m_path.steps.append({name, {}});
            value(pair.first, pair.second, memberName(field, name));
            m_path.steps.removeLast();
        }
    }

    /// Lines are the same by what identifies them, else by content: a new line has its id in one of the two only.
    void lines(const OptionalValue& expectedArray, const OptionalValue& foundArray, const QString& field)
    {
        const OrderLines expected = linesOf(expectedArray), found = linesOf(foundArray);
        const qsizetype already = m_differences.size();
        std::vector<std::size_t> missing;
        std::vector<bool> isMatched(found.elements().size());
        for (std::size_t i = 0; i < expected.elements().size(); ++i) {
            const auto identity = expected.identity(i);
            const auto place = identity ? found.find(*identity) : std::nullopt;
            if (!place || isMatched[*place]) {
                missing.push_back(i);
                continue;
            }
            isMatched[*place] = true;
            m_path.steps.append(*identity);
            value(expected.elements()[i], found.elements()[*place], elementName(field));
            m_path.steps.removeLast();
        }
        matchByContent(expected, found, field, missing, isMatched);
        if (reportUnmatched(expected, found, missing, isMatched))
            return;
        m_differences.resize(already); // nothing names the line: all of them together
        report(m_path, rawOf(expectedArray), rawOf(foundArray));
    }

    /// Takes away from `missing` what is found with another id or one of its own.
    void matchByContent(const OrderLines& expected, const OrderLines& found, const QString& field, std::vector<std::size_t>& missing, std::vector<bool>& isMatched)
    {
        QMultiHash<QByteArray, std::size_t> contents;
        for (std::size_t i = found.elements().size(); i-- > 0 && !missing.empty();) {
            if (!isMatched[i])
                contents.insert(comparableForm(OptionalValue(found.elements()[i]), elementName(field)), i);
        }
        std::vector<std::size_t> rest;
        for (const std::size_t i : missing) {
            const auto same = contents.find(comparableForm(OptionalValue(expected.elements()[i]), elementName(field)));
            if (same == contents.end()) {
                rest.push_back(i);
                continue;
            }
            const std::size_t place = *same;
            contents.erase(same);
            isMatched[place] = true;
            // A customs line of the same content under another id: ShipStation writes the declaration of some merchants itself, each time anew.
            if (auto identity = expected.identity(i); identity && field != QLatin1String("internationalOptions.customsItems")) {
                const auto other = found.elements()[place].member(identity->name);
                report(pathTo({*identity, {identity->name, {}}}), identity->id, rawOf(other));
            }
        }
        missing = std::move(rest);
    }

    bool reportUnmatched(const OrderLines& expected, const OrderLines& found, const std::vector<std::size_t>& missing, const std::vector<bool>& isMatched)
    {
        for (const std::size_t i : missing) {
            const auto identity = expected.identity(i);
            if (!identity)
                return false;
            report(pathTo({*identity}), expected.elements()[i].raw().toByteArray(), {});
        }
        for (std::size_t i = 0; i < found.elements().size(); ++i) {
            const auto identity = found.identity(i);
            if (!isMatched[i] && !identity)
                return false;
            if (!isMatched[i])
                report(pathTo({*identity}), {}, found.elements()[i].raw().toByteArray());
        }
        return true;
    }

    [[nodiscard]] OrderPath pathTo(const QList<OrderPath::Step>& steps) const { return {m_path.steps + steps}; }
    void report(const OrderPath& path, const QByteArray& expected, const QByteArray& found) { m_differences.append({path, expected, found}); }

    OrderPath m_path;
    QList<OrderDifference> m_differences;
};

} // namespace

QList<OrderDifference> differences(const JsonText& expected, const JsonText& found)
{
    return Differ().of(expected, found);
}

QByteArray comparableForm(const JsonText& order)
{
    return comparableForm(OptionalValue(order.root()), QString());
}

} // namespace t6
