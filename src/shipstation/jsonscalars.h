// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace t6::shipstation {

// What is read of JSON's bytes by hand, below simdjson. Pure functions.

/// Writes the content of a text (without its quotes) to `out`, which has room for text.size() bytes: that is always enough. The
/// size written, or nullopt for an escape that is none. Halves of surrogate pairs that stand alone become U+FFFD, as in QString.
[[nodiscard]] std::optional<size_t> unescape(std::string_view text, char* out) noexcept;

/// A number that fills `text`; nullopt for anything else and beyond a double.
[[nodiscard]] std::optional<double> toNumber(std::string_view text) noexcept;

} // namespace t6::shipstation
