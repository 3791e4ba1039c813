// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace t6::operations {

/// First thing in main(), before other threads and any file: private files, no core file, no ptrace, freed memory overwritten.
void hardenProcess();

/// Who works at this computer, as its system names them; for the audit log.
[[nodiscard]] QString computerUser();

/// Overwrites a passphrase or key after use and empties the string. Text whose data is shared is only let go.
void wipe(QString& secret);

} // namespace t6::operations
