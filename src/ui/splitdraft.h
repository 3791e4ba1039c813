// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/splitplan.h>

#include <QList>

#include <optional>

namespace t6::ui {

/// Which units of an order stay and which leave, while a person decides. Refuses nothing: planSplit() does, with its reason.
class SplitDraft
{
public:
    static constexpr int kOriginal = -1; ///< in the place of a child's index

    struct Line
    {
        SplitLine line; ///< whole
        bool discount = false;
        std::optional<Weight> each;
        QList<int> leaves; ///< by child
    };

    SplitDraft() = default;
    /// All that Through6 does not make leaves for one new order.
    SplitDraft(const JsonText& order, const Through6Matcher& matcher);

    [[nodiscard]] const QList<Line>& lines() const noexcept { return m_lines; }
    [[nodiscard]] int children() const noexcept { return m_children; }
    [[nodiscard]] int units(int line, int place) const;
    [[nodiscard]] int most(int line, int child) const; ///< units that the child could have: its own and those that stay
    [[nodiscard]] int unitsOf(int place) const; ///< of all lines, without discounts
    [[nodiscard]] int leaving() const;
    void setUnits(int line, int child, int units);
    void addChild();
    void removeChild(int child); ///< what it had stays
    [[nodiscard]] SplitChoice choice() const;
    [[nodiscard]] bool hasLinesOf(const SplitDraft& other) const;

    bool moveThrough6 = false; ///< as in SplitChoice
    bool again = false;

private:
    QList<Line> m_lines;
    int m_children = 1;
};

} // namespace t6::ui
