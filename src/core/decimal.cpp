// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "decimal.h"

#include "jsontext.h"

#include <algorithm>
#include <cstdlib>

namespace t6 {

namespace {

constexpr int kPlaces = 6;
constexpr std::int64_t kOne = 1'000'000;
constexpr std::int64_t kMost = 1'000'000'000'000 * kOne;

bool isWithin(std::int64_t count)
{
    return count >= -kMost && count <= kMost;
}

/// The digits moved by `places`, as a whole number, half away from zero; nullopt when it is too large.
std::optional<std::int64_t> shifted(QByteArray digits, qint64 places)
{
    const auto first = std::find_if(digits.cbegin(), digits.cend(), [](char digit) { return digit != '0'; });
    digits = digits.sliced(first - digits.cbegin());
    constexpr qint64 kMostDigits = 19;
    if (digits.isEmpty() || digits.size() + places < 0)
        return 0;
    if (digits.size() + places > kMostDigits)
        return std::nullopt;
    const bool roundsUp = places < 0 && digits.at(digits.size() + places) >= '5';
    digits = places < 0 ? digits.first(digits.size() + places) : digits + QByteArray(places, '0');
    bool ok = true;
    const qint64 whole = digits.isEmpty() ? 0 : digits.toLongLong(&ok);
    return ok ? std::optional<std::int64_t>(whole + (roundsUp ? 1 : 0)) : std::nullopt;
}

} // namespace

std::optional<Decimal> Decimal::parse(QByteArrayView raw)
{
    const auto json = JsonText::parse(raw.toByteArray());
    if (!json || json->root().kind() != JsonText::Kind::Number)
        return std::nullopt;
    QByteArray text = json->root().raw().toByteArray().toLower();
    const bool isNegative = text.startsWith('-');
    text = text.sliced(isNegative ? 1 : 0);
    const qsizetype e = text.indexOf('e');
    bool fits = true;
    const int exponent = e < 0 ? 0 : text.sliced(e + 1).toInt(&fits);
    const QByteArray mantissa = e < 0 ? text : text.first(e);
    if (!fits)
        return std::nullopt;
    const qsizetype point = mantissa.indexOf('.');
    const qint64 fraction = point < 0 ? 0 : mantissa.size() - point - 1;
    const auto count = shifted(QByteArray(mantissa).replace(".", ""), exponent - fraction + kPlaces);
    return count && isWithin(*count) ? std::optional(Decimal(isNegative ? -*count : *count)) : std::nullopt;
}

QByteArray Decimal::json() const
{
    const std::int64_t count = std::abs(m_millionths);
    QByteArray text = QByteArray::number(static_cast<qlonglong>(count / kOne));
    if (count % kOne != 0) {
        text += '.' + QByteArray::number(static_cast<qlonglong>(count % kOne)).rightJustified(kPlaces, '0');
        while (text.endsWith('0'))
            text.chop(1);
    }
    return m_millionths < 0 ? '-' + text : text;
}

std::optional<Decimal> Decimal::plus(Decimal other) const noexcept
{
    const std::int64_t sum = m_millionths + other.m_millionths; // both within the bound: no overflow
    return isWithin(sum) ? std::optional(Decimal(sum)) : std::nullopt;
}

std::optional<Decimal> Decimal::times(std::int64_t count) const noexcept
{
    if (m_millionths == 0 || count == 0)
        return Decimal();
    const std::int64_t most = kMost / std::abs(m_millionths);
    return count <= most && count >= -most ? std::optional(Decimal(m_millionths * count)) : std::nullopt;
}

} // namespace t6
