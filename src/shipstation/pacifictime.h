// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

class QTimeZone;

namespace t6::shipstation {

/// Wall clock of one zone as a table of its changes between 1970 and 2100. Immutable, const use from any thread.
class WallClock
{
public:
    explicit WallClock(const QTimeZone& zone);

    /// False when the system knows nothing of the zone (no tzdata): fromLocal() is then nullopt, toLocal() empty.
    [[nodiscard]] bool isValid() const noexcept { return m_valid; }

    /// "yyyy-MM-dd" (midnight), "yyyy-MM-ddTHH:mm:ss" with 0 to 7 fraction digits, T or a space between; anything else, and
    /// years before 1900 (the server's "never"), are nullopt. Digits beyond milliseconds are dropped. The hour that
    /// autumn repeats is taken as its first pass (daylight time); the hour that spring leaves out counts on into the next.
    [[nodiscard]] std::optional<UtcTime> fromLocal(std::string_view text) const noexcept;

    /// "yyyy-MM-dd HH:mm:ss", the form that ShipStation's filters take. Fractions are cut off.
    [[nodiscard]] QByteArray toLocal(UtcTime time) const;

private:
    struct Change
    {
        std::int64_t utc; ///< first millisecond of the new offset
        std::int64_t local; ///< wall clock from which the new offset applies when reading
        std::int64_t offset; ///< milliseconds east of UTC from here on
    };
    std::vector<Change> m_changes;
    std::int64_t m_firstOffset = 0;
    bool m_valid = false;
};

/// America/Los_Angeles, where ShipStation V1 lives whatever the account's zone (reference 1.5). Built on first use, then
/// constant: the zone's rules cannot change under a running program.
[[nodiscard]] const WallClock& pacificClock();

[[nodiscard]] inline std::optional<UtcTime> fromPacific(std::string_view text) { return pacificClock().fromLocal(text); }
[[nodiscard]] inline QByteArray toPacific(UtcTime time) { return pacificClock().toLocal(time); }

} // namespace t6::shipstation
