// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.h"

#include <QByteArray>

namespace t6 {

/// A file of resources/ that core compiles in (resources/core.qrc): "address/rules.json". Reads memory only.
[[nodiscard]] Result<QByteArray> bundledFile(const QString& path);

} // namespace t6
