// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "weightfix.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace t6 {

namespace {

constexpr std::array<UnitMistake, 3> kMistakes{{
    {16.0, QT_TRANSLATE_NOOP("t6::Checks", "pounds and ounces may be mixed up")},
    {28.349523125, QT_TRANSLATE_NOOP("t6::Checks", "ounces and grams may be mixed up")},
    {453.59237, QT_TRANSLATE_NOOP("t6::Checks", "pounds and grams may be mixed up")},
}};
constexpr double kFactorTolerance = 0.05;
constexpr std::int64_t kMostMilligrams = 1'000'000'000'000; ///< as Weight::from()

} // namespace

std::optional<Weight> weightOf(const std::vector<LineWeight>& lines) noexcept
{
    std::int64_t sum = 0;
    for (const LineWeight& line : lines) {
        if (line.adjustment || line.quantity <= 0)
            continue;
        if (!line.each || line.each->isMissing())
            return std::nullopt;
        if (line.each->milligrams > (kMostMilligrams - sum) / line.quantity)
            return std::nullopt;
        sum += line.each->milligrams * line.quantity;
    }
    return sum > 0 ? std::optional(Weight{sum, WeightUnit::Ounces}) : std::nullopt;
}

const UnitMistake* unitMistake(double ratio) noexcept
{
    const auto found = std::find_if(kMistakes.begin(), kMistakes.end(), [ratio](const UnitMistake& mistake) {
        return std::abs(ratio / mistake.factor - 1.0) <= kFactorTolerance || std::abs(ratio * mistake.factor - 1.0) <= kFactorTolerance;
    });
    return found == kMistakes.end() ? nullptr : &*found;
}

std::optional<UnitSlip> unitSlip(Weight order, Weight items) noexcept
{
    if (order.isMissing() || items.isMissing())
        return std::nullopt;
    const auto milligrams = static_cast<double>(order.milligrams);
    const double ratio = milligrams / static_cast<double>(items.milligrams);
    const UnitMistake* mistake = unitMistake(ratio);
    if (mistake == nullptr)
        return std::nullopt;
    const double meant = ratio > 1 ? milligrams / mistake->factor : milligrams * mistake->factor;
    return UnitSlip{*mistake, {std::llround(std::min(meant, static_cast<double>(kMostMilligrams))), WeightUnit::Ounces}};
}

} // namespace t6
