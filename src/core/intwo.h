// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <system_error>
#include <thread>

namespace t6 {

/// Runs work(0) and work(1), side by side when it is `worthIt` and a thread can be had. `work` must not throw.
template <typename Work>
void inTwo(bool worthIt, const Work& work)
{
    std::thread other;
    if (worthIt) {
        try {
            other = std::thread([&work] { work(1); });
        } catch (const std::system_error&) { // no thread to be had: one after the other
        }
    }
    work(0);
    if (other.joinable())
        other.join();
    else
        work(1);
}

} // namespace t6
