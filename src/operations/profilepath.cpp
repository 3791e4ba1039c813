// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "profilepath.h"

#include <QStandardPaths>

namespace t6::operations {

QString defaultProfileDir()
{
    // Not AppDataLocation: that one follows the application's name, which differs between our programs.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/t6-console");
}

} // namespace t6::operations
