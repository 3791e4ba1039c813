// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <utility>

namespace t6 {

/// UTC, milliseconds. ShipStation's Pacific time exists only in shipstation/pacifictime.h.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// The time of day, injectable: tests hand in their own. Copyable; callable from any thread if the function is.
class Clock
{
public:
    using Source = std::function<UtcTime()>;
    Clock() : m_source([] { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }) {}
    explicit Clock(Source source) : m_source(std::move(source)) {}
    [[nodiscard]] UtcTime now() const { return m_source(); }

private:
    Source m_source;
};

} // namespace t6
