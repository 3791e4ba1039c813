// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>
#include <core/clock.h>
#include <core/quantity.h>
#include <operations/merchantstate.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace t6::ui {

/// Values as staff read them: local time, ounces, short ages. Order numbers and codes never pass through here.

[[nodiscard]] QString text(std::string_view utf8);
[[nodiscard]] QString countText(qint64 count); ///< 1,204
[[nodiscard]] QString weightText(std::int64_t milligrams); ///< "18.3 oz"; "—" when missing
[[nodiscard]] QString moneyText(const Money& money);
[[nodiscard]] QString spanText(std::chrono::seconds span); ///< "12 s", "5 min", "3 h", "2 d"
[[nodiscard]] QString agoText(std::optional<UtcTime> time, UtcTime now); ///< "4 s ago", "never"
[[nodiscard]] QString clockText(UtcTime time); ///< local time of day, with the date when it is not today's
[[nodiscard]] QString dateText(UtcTime time); ///< local date, short
[[nodiscard]] QString momentText(UtcTime time); ///< local date and time with zone: for tool tips
[[nodiscard]] UtcTime fromSeconds(std::uint32_t secondsSince1970);

/// How fresh a merchant's orders are, in a few words: "4 s ago", "keys rejected since 09:14".
[[nodiscard]] QString freshnessText(const operations::SyncState& sync, UtcTime now);
/// Why a merchant fails, in two or three words.
[[nodiscard]] QString shortReason(const Error& error);
[[nodiscard]] QString verdictText(AddressVerdict verdict); ///< "Verified by ShipStation"; empty for None
[[nodiscard]] QString severityLabel(Severity severity); ///< "Blocks", "Check", "Info"
/// ▲ ● ‖ ✓: a shape, so that colour is never the only sign.
[[nodiscard]] QString severityShape(Severity severity);
[[nodiscard]] QString checklistText(ChecklistPoint point);

} // namespace t6::ui
