// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <vector>

namespace t6::sandbox {

/// Code 128 of printable ASCII: widths in modules, bar and space in turn, beginning with a bar. Runs of digits are packed two to
/// a symbol. Without quiet zones. Empty when `text` holds anything else.
[[nodiscard]] std::vector<int> code128(QByteArrayView text);

} // namespace t6::sandbox
