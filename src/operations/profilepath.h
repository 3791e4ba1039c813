// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace t6::operations {

/// Where the user's profile lies unless told otherwise: the window and the command line open the same one.
/// ~/.local/share/t6-console on Linux.
[[nodiscard]] QString defaultProfileDir();

} // namespace t6::operations
