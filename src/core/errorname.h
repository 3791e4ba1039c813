// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.h"

#include <QStringView>

namespace t6 {

/// "keys-rejected": stable, for scripts, the journal and the audit log.
[[nodiscard]] const char* errorName(ErrorCode code);
/// Unsupported for a name that this program does not know.
[[nodiscard]] ErrorCode errorByName(QStringView name);

} // namespace t6
