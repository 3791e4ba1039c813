// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QString>

namespace t6::store {

/// Makes the profile's folder (0700) and an empty database file in it (0600) where they are missing, and takes away what others may do
/// with them and the database's companions where that is looser. The companions inherit the database's mode. Independent of the umask.
/// Errors: FileUnwritable (cannot be made), StoreReadOnly (cannot be written, or its mode not be tightened).
[[nodiscard]] Result<void> prepareProfile(const QString& folder, const QString& databasePath);

} // namespace t6::store
