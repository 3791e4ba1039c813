// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>

#include <QString>

#include <optional>

namespace t6::sandbox {

/// ShipStation's wire times: Los Angeles local time without an offset.

/// "2026-03-01T09:15:00.1230000": order level, seven fraction digits.
[[nodiscard]] QString pacificTime(UtcTime time);
/// "2026-03-01T09:15:00.12": item and store level, one to three fraction digits.
[[nodiscard]] QString pacificShortTime(UtcTime time);
/// "2026-03-01": shipDate, holdUntilDate.
[[nodiscard]] QString pacificDate(UtcTime time);

/// A date, or a date and time with 'T' or a blank between, with or without fraction. Pacific unless an offset follows.
/// nullopt when it is none of these.
[[nodiscard]] std::optional<UtcTime> fromPacific(QStringView text);

} // namespace t6::sandbox
