// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <compare>
#include <cstdint>
#include <optional>

namespace t6 {

/// A number of an order's JSON in whole millionths: sums and differences that print as people would write them (5.8, never
/// 5.800000001). Up to a million millions; what is beyond is no amount and no weight.
class Decimal
{
public:
    constexpr Decimal() = default;
    [[nodiscard]] static constexpr Decimal millionths(std::int64_t count) noexcept { return Decimal(count); }
    /// Of a raw JSON number, rounded to millionths; nullopt for anything else and beyond the bound.
    [[nodiscard]] static std::optional<Decimal> parse(QByteArrayView raw);

    [[nodiscard]] constexpr std::int64_t millionths() const noexcept { return m_millionths; }
    [[nodiscard]] QByteArray json() const; ///< with the fewest digits: "5.8", "-0.05", "12"

    /// nullopt beyond the bound.
    [[nodiscard]] std::optional<Decimal> plus(Decimal other) const noexcept;
    [[nodiscard]] std::optional<Decimal> minus(Decimal other) const noexcept { return plus(Decimal(-other.m_millionths)); }
    [[nodiscard]] std::optional<Decimal> times(std::int64_t count) const noexcept;

    constexpr auto operator<=>(const Decimal&) const noexcept = default;

private:
    explicit constexpr Decimal(std::int64_t millionths) noexcept : m_millionths(millionths) {}
    std::int64_t m_millionths = 0;
};

} // namespace t6
