// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace t6 {

/// A regular expression of the kind that postal codes need: characters, \d, [sets], (groups), |, ?, {n}, {n,m}. ASCII only.
/// Compiled once; matching allocates nothing, which QRegularExpression over QString cannot offer a million orders.
class PostalPattern
{
public:
    /// nullopt when the pattern is malformed, uses anything else, or is larger than a postal code's can be.
    [[nodiscard]] static std::optional<PostalPattern> compile(std::string_view pattern);

    [[nodiscard]] bool matchesWhole(std::string_view text) const noexcept { return run(0, text, 0, true); }
    [[nodiscard]] bool matchesStart(std::string_view text) const noexcept { return run(0, text, 0, false); }

private:
    friend class PostalPatternCompiler;
    PostalPattern() = default;

    enum class Op : std::uint8_t { Character, Set, Split, Jump, Done };
    struct Step
    {
        Op op = Op::Done;
        char character = 0;
        std::uint16_t first = 0; ///< Set: its index; Jump, Split: where to go on
        std::uint16_t second = 0; ///< Split: where to go on if `first` fails
    };
    using Set = std::array<std::uint64_t, 2>; ///< a bit per ASCII character

    [[nodiscard]] bool run(std::size_t step, std::string_view text, std::size_t at, bool whole) const noexcept;

    std::vector<Step> m_steps;
    std::vector<Set> m_sets;
};

} // namespace t6
