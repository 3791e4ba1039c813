// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>

namespace t6::vault {

/// Slows down guessing at the keyboard: 5 free tries, then 1, 2, 4 … 60 seconds. The caller keeps both members across
/// starts. It does not slow whoever has copied the file: Argon2id and the passphrase do.
struct UnlockThrottle
{
    int failures = 0; ///< since the last success
    UtcTime lastFailure{};

    /// How long to wait before the next try; 0 for none. A clock that was set back restarts the wait, at most 60 s.
    [[nodiscard]] std::chrono::milliseconds remaining(UtcTime now);
    void failed(UtcTime now);
    void succeeded() { *this = UnlockThrottle{}; }
};

} // namespace t6::vault
