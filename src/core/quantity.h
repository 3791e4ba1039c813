// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace t6 {

/// ShipStation's three units; anything else on the wire (`inches` was once seen) is Unknown and never converted.
enum class WeightUnit : std::uint8_t { Unknown, Pounds, Ounces, Grams };

/// A mass in whole milligrams with the unit it was written in. 1 oz = 28 349.523125 mg, 1 lb = 16 oz exactly.
struct Weight
{
    std::int64_t milligrams = 0;
    WeightUnit unit = WeightUnit::Ounces;

    static constexpr double kMilligramsPerOunce = 28349.523125;

    [[nodiscard]] static Weight from(double value, WeightUnit unit) noexcept
    {
        const double factor = unit == WeightUnit::Pounds ? 16 * kMilligramsPerOunce
            : unit == WeightUnit::Ounces                 ? kMilligramsPerOunce
            : unit == WeightUnit::Grams                  ? 1000.0
                                                         : 0.0;
        const double mg = value * factor;
        // Beyond 1000 t no parcel exists; the clamp keeps the conversion defined for hostile numbers.
        return {std::isfinite(mg) ? static_cast<std::int64_t>(std::llround(std::fmax(-1e12, std::fmin(1e12, mg)))) : 0, unit};
    }
    [[nodiscard]] double ounces() const noexcept { return static_cast<double>(milligrams) / kMilligramsPerOunce; }
    [[nodiscard]] bool isMissing() const noexcept { return milligrams <= 0; }
};

[[nodiscard]] inline WeightUnit weightUnit(std::string_view text) noexcept
{
    return text == "ounces" ? WeightUnit::Ounces : text == "pounds" ? WeightUnit::Pounds : text == "grams" ? WeightUnit::Grams : WeightUnit::Unknown;
}

/// Minor units (cents) and an ISO 4217 code. ShipStation V1 sends no currency: the account's, USD unless told otherwise.
struct Money
{
    std::int64_t minor = 0;
    std::array<char, 3> currency{'U', 'S', 'D'};

    [[nodiscard]] static Money fromMajor(double value) noexcept
    {
        return {std::isfinite(value) ? static_cast<std::int64_t>(std::llround(std::fmax(-1e15, std::fmin(1e15, value * 100.0)))) : 0};
    }
    [[nodiscard]] double major() const noexcept { return static_cast<double>(minor) / 100.0; }
    auto operator<=>(const Money&) const noexcept = default;
};

} // namespace t6
