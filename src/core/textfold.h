// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace t6 {

/// Folds text for comparing and searching: lower case; accents of Latin and Greek letters dropped (é → e, Å → a, ß → ss, ή → η),
/// Cyrillic and Greek letters lowered, combining marks, zero-width and bidirectional marks dropped, typographic quotes, dashes and
/// the no-break space made plain. Other scripts pass unchanged. Bytes that are not UTF-8 are copied as they are.
/// Folding UTF-8 twice changes nothing; the result is never longer than the text. Callable from any thread.

/// Writes to `out`, which must have room for utf8.size() bytes; returns the bytes written. For buffers on the stack.
[[nodiscard]] std::size_t foldTo(std::string_view utf8, char* out) noexcept;

/// Appends the folded text.
void foldInto(std::string_view utf8, std::string& out);

[[nodiscard]] std::string folded(std::string_view utf8);

} // namespace t6
