// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace t6 {

/// What customs ask of a line of a declaration, whatever the country.

/// Six to ten digits, dots and spaces between them allowed: a harmonization code.
[[nodiscard]] bool isTariffCode(std::string_view code) noexcept;

/// True when a description has no word that says what the goods are.
[[nodiscard]] bool isVagueDescription(std::string_view utf8);

} // namespace t6
