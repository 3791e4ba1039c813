// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.h"

namespace t6 {

/// An error in words: what happened (naming the party at fault) and what to do next. Plain text, translated.
struct ErrorText
{
    QString what;
    QString nextStep;
};

[[nodiscard]] ErrorText errorText(const Error& error);

/// Both sentences on one line, for logs on the terminal and status lines.
[[nodiscard]] QString oneLine(const Error& error);

} // namespace t6
