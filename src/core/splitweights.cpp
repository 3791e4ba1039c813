// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitweights.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace t6 {

namespace {

struct Mass
{
    Decimal value;
    WeightUnit unit = WeightUnit::Unknown;
};

constexpr Decimal kNoticeable = Decimal::millionths(10'000); // less is a matter of rounding

double milligrams(WeightUnit unit)
{
    return unit == WeightUnit::Pounds ? 16 * Weight::kMilligramsPerOunce : unit == WeightUnit::Ounces ? Weight::kMilligramsPerOunce : 1000.0;
}

/// Of a `weight` member; nullopt when it is missing, nothing, or in a unit that nobody knows.
std::optional<Mass> massOf(const std::optional<JsonText::Value>& weight)
{
    const auto value = weight ? splitMember(*weight, u"value") : std::nullopt;
    const auto number = value ? Decimal::parse(value->raw()) : std::nullopt;
    const WeightUnit unit = weight ? weightUnit(splitText(weight->member(u"units")).toStdString()) : WeightUnit::Unknown;
    return number && *number > Decimal() && unit != WeightUnit::Unknown ? std::optional(Mass{*number, unit}) : std::nullopt;
}

QString unitName(WeightUnit unit)
{
    return unit == WeightUnit::Pounds ? QStringLiteral("pounds") : unit == WeightUnit::Grams ? QStringLiteral("grams") : QStringLiteral("ounces");
}

/// In another unit with four places, as ounces come out of grams with no end.
std::optional<Decimal> converted(Decimal value, WeightUnit from, WeightUnit to)
{
    if (from == to)
        return value;
    constexpr double kLastPlace = 100;
    constexpr double kMost = 1e15;
    const double places = static_cast<double>(value.millionths()) * (milligrams(from) / milligrams(to)) / kLastPlace;
    return std::abs(places) < kMost ? std::optional(Decimal::millionths(std::llround(places) * static_cast<std::int64_t>(kLastPlace))) : std::nullopt;
}

class Scales
{
public:
    explicit Scales(const SplitDivision& division) : m_division(division), m_original(massOf(splitValue(division.order, "weight")))
    {
        for (const SplitItem& item : division.items)
            m_each.push_back(massOf(item.value.member(u"weight")));
        m_unit = m_original ? m_original->unit : commonUnit();
    }

    SplitWeights run()
    {
        std::optional<Decimal> leaving = Decimal();
        for (std::size_t child = 0; child < m_division.children; ++child) {
            const auto sum = sumOf([child](const SplitItem& item) { return item.leaves[child]; });
            m_weights.children += sum ? shown(*sum) : SplitWeight();
            leaving = leaving && sum ? leaving->plus(*sum) : std::nullopt;
        }
        if (const auto weight = splitValue(m_division.order, "weight")) {
            const auto value = weight->member(u"value");
            m_weights.before = {value ? value->raw().toByteArray() : QByteArray(), splitText(weight->member(u"units"))};
        }
        m_weights.after = m_weights.before;
        if (leaving)
            reduce(*leaving);
        else
            note(SplitNoticeCode::WeightUnknown, namesWithout([](const SplitItem& item) { return item.leaving(); }));
        return std::move(m_weights);
    }

private:
    void reduce(Decimal leaving)
    {
        const auto items = sumOf([](const SplitItem& item) { return item.staying(); });
        if (m_original && m_original->value > leaving) {
            const Decimal left = m_original->value.minus(leaving).value_or(Decimal());
            m_weights.after = shown(left);
            if (items && items->minus(kNoticeable) > left)
                note(SplitNoticeCode::WeightBelowItems, {words(left), words(*items)});
        } else if (items) {
            m_weights.after = shown(*items);
            if (m_original)
                note(SplitNoticeCode::WeightFromItems, {words(m_original->value)});
        } else if (m_original) {
            note(SplitNoticeCode::WeightUnchanged, {words(m_original->value)});
        } else {
            note(SplitNoticeCode::WeightUnknown, namesWithout([](const SplitItem& item) { return item.staying(); }));
        }
    }

    /// What some units of the lines weigh together; nullopt when one of them has no weight.
    template <typename Count>
    [[nodiscard]] std::optional<Decimal> sumOf(Count count) const
    {
        constexpr std::array kUnits{WeightUnit::Pounds, WeightUnit::Ounces, WeightUnit::Grams};
        std::optional<Decimal> sum = Decimal();
        for (const WeightUnit unit : kUnits) {
            const auto part = sumIn(unit, count);
            const auto same = part ? converted(*part, unit, m_unit) : std::nullopt;
            sum = sum && same ? sum->plus(*same) : std::nullopt;
        }
        return sum;
    }

    template <typename Count>
    [[nodiscard]] std::optional<Decimal> sumIn(WeightUnit unit, Count count) const
    {
        std::optional<Decimal> sum = Decimal();
        for (std::size_t i = 0; i < m_each.size() && sum; ++i) {
            const SplitItem& item = m_division.items[i];
            if (!item.isShipped() || count(item) == 0)
                continue;
            if (!m_each[i])
                return std::nullopt;
            if (m_each[i]->unit == unit) {
                const auto all = m_each[i]->value.times(count(item));
                sum = all ? sum->plus(*all) : std::nullopt;
            }
        }
        return sum;
    }

    template <typename Count>
    [[nodiscard]] QStringList namesWithout(Count count) const
    {
        QStringList names;
        for (std::size_t i = 0; i < m_each.size(); ++i) {
            const SplitItem& item = m_division.items[i];
            if (item.isShipped() && count(item) > 0 && !m_each[i])
                names += item.name();
        }
        return names;
    }

    [[nodiscard]] WeightUnit commonUnit() const
    {
        WeightUnit common = WeightUnit::Unknown;
        for (const auto& each : m_each) {
            if (each && common != WeightUnit::Unknown && each->unit != common)
                return WeightUnit::Ounces;
            common = each ? each->unit : common;
        }
        return common == WeightUnit::Unknown ? WeightUnit::Ounces : common;
    }

    [[nodiscard]] SplitWeight shown(Decimal value) const { return {value.json(), unitName(m_unit)}; }
    [[nodiscard]] QString words(Decimal value) const { return QString::fromLatin1(value.json()) + QLatin1Char(' ') + unitName(m_unit); }
    void note(SplitNoticeCode code, const QStringList& values) { m_weights.notices += SplitNotice{code, values}; }

    const SplitDivision& m_division;
    std::optional<Mass> m_original;
    std::vector<std::optional<Mass>> m_each;
    WeightUnit m_unit = WeightUnit::Ounces;
    SplitWeights m_weights;
};

} // namespace

SplitWeights splitWeights(const SplitDivision& division)
{
    return Scales(division).run();
}

} // namespace t6
