// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "unlockthrottle.h"

#include <algorithm>

namespace t6::vault {

namespace {

constexpr int kFreeTries = 5;
constexpr std::chrono::seconds kLongest{60};
constexpr int kMostDoublings = 6; // 64 s is beyond the longest

std::chrono::milliseconds pause(int failures)
{
    if (failures < kFreeTries)
        return std::chrono::milliseconds(0);
    return std::min(kLongest, std::chrono::seconds(1 << std::min(failures - kFreeTries, kMostDoublings)));
}

} // namespace

std::chrono::milliseconds UnlockThrottle::remaining(UtcTime now)
{
    lastFailure = std::min(lastFailure, now);
    return std::max(std::chrono::milliseconds(0), pause(failures) - (now - lastFailure));
}

void UnlockThrottle::failed(UtcTime now)
{
    failures = std::clamp(failures, 0, kFreeTries + kMostDoublings) + 1;
    lastFailure = now;
}

} // namespace t6::vault
