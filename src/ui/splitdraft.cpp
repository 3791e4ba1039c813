// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitdraft.h"

#include <core/splitdivision.h>

#include <algorithm>
#include <numeric>

namespace t6::ui {

namespace {

std::optional<Weight> weightOf(const JsonText::Value& item)
{
    const auto weight = splitMember(item, u"weight");
    const auto value = weight ? splitMember(*weight, u"value") : std::nullopt;
    const WeightUnit unit = weight ? weightUnit(splitText(weight->member(u"units")).toStdString()) : WeightUnit::Unknown;
    if (!value || unit == WeightUnit::Unknown)
        return std::nullopt;
    return Weight::from(value->raw().toByteArray().toDouble(), unit);
}

} // namespace

SplitDraft::SplitDraft(const JsonText& order, const Through6Matcher& matcher)
{
    for (const SplitItem& item : splitItems(order, matcher))
        m_lines += Line{item.line, item.adjustment, weightOf(item.value), {0}};
    const SplitChoice suggested = suggestedSplit(order, matcher);
    for (const SplitChoice::Units& units : suggested.children.value(0)) {
        for (Line& line : m_lines) {
            if (line.line.item == units.item)
                line.leaves[0] = units.quantity;
        }
    }
}

int SplitDraft::units(int line, int place) const
{
    const Line& wanted = m_lines.at(line);
    return place == kOriginal ? wanted.line.quantity - std::accumulate(wanted.leaves.begin(), wanted.leaves.end(), 0) : wanted.leaves.value(place);
}

int SplitDraft::most(int line, int child) const
{
    return m_lines.at(line).discount ? 0 : std::max(0, units(line, kOriginal) + units(line, child));
}

int SplitDraft::unitsOf(int place) const
{
    int sum = 0;
    for (int line = 0; line < m_lines.size(); ++line)
        sum += m_lines.at(line).discount ? 0 : units(line, place);
    return sum;
}

int SplitDraft::leaving() const
{
    int sum = 0;
    for (int child = 0; child < m_children; ++child)
        sum += unitsOf(child);
    return sum;
}

void SplitDraft::setUnits(int line, int child, int units)
{
    m_lines[line].leaves[child] = std::clamp(units, 0, most(line, child));
}

void SplitDraft::addChild()
{
    ++m_children;
    for (Line& line : m_lines)
        line.leaves += 0;
}

void SplitDraft::removeChild(int child)
{
    --m_children;
    for (Line& line : m_lines)
        line.leaves.removeAt(child);
}

SplitChoice SplitDraft::choice() const
{
    SplitChoice choice;
    choice.moveThrough6 = moveThrough6;
    choice.again = again;
    for (int child = 0; child < m_children; ++child) {
        QList<SplitChoice::Units> units;
        for (const Line& line : m_lines) {
            if (line.leaves.at(child) > 0)
                units += {line.line.item, line.leaves.at(child)};
        }
        choice.children += units;
    }
    return choice;
}

bool SplitDraft::hasLinesOf(const SplitDraft& other) const
{
    return std::equal(m_lines.begin(), m_lines.end(), other.m_lines.begin(), other.m_lines.end(),
        [](const Line& a, const Line& b) { return a.line == b.line && a.discount == b.discount; });
}

} // namespace t6::ui
