// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace t6::vault {

/// What the system granted. Nothing here is needed to run; what is missing is worth a line in the health report.
struct Hardening
{
    bool privateFiles = false; ///< umask 077: new files are 0600, new folders 0700
    bool noCoreFile = false; ///< RLIMIT_CORE 0
    bool notDumpable = false; ///< no ptrace and no /proc/PID/mem for other programs of the same user
    bool freedMemoryOverwritten = false; ///< M_PERTURB: Qt leaves headers and texts in freed memory (security.md F7)
};

/// First thing in main(), before other threads and before any file.
Hardening hardenProcess();

/// Gives freed memory back to the system. After locking.
void trimMemory();

} // namespace t6::vault
