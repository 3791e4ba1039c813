// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "pacifictime.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace t6::shipstation {

namespace {

using std::chrono::milliseconds;

/// The two digits at `text`; a hundred or more if one is none.
unsigned twoDigits(const char* text) noexcept
{
    const auto tens = static_cast<unsigned>(text[0] - '0'), ones = static_cast<unsigned>(text[1] - '0');
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

std::optional<std::int64_t> midnight(const char* text) noexcept
{
    namespace ch = std::chrono;
    const unsigned century = twoDigits(text), year = twoDigits(text + 2), month = twoDigits(text + 5), day = twoDigits(text + 8);
    if (text[4] != '-' || text[7] != '-' || century < 19 || century > 99 || year > 99)
        return std::nullopt;
    const ch::year_month_day date{ch::year{static_cast<int>(century * 100 + year)}, ch::month{month}, ch::day{day}};
    if (!date.ok())
        return std::nullopt;
    return ch::duration_cast<milliseconds>(ch::sys_days{date}.time_since_epoch()).count();
}

/// Nothing, or a point and 1 to 7 digits, in milliseconds.
std::optional<int> fraction(std::string_view text) noexcept
{
    if (text.empty())
        return 0;
    if (text.front() != '.' || text.size() < 2 || text.size() > 8)
        return std::nullopt;
    static constexpr std::array<int, 7> kScales{100, 10, 1, 0, 0, 0, 0};
    int value = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value += (text[i] - '0') * kScales[i - 1];
    }
    return value;
}

} // namespace

WallClock::WallClock(const QTimeZone& zone)
    : m_valid(zone.isValid())
{
    if (!m_valid)
        return;
    QDateTime from(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime end(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    m_firstOffset = qint64{zone.offsetFromUtc(from)} * 1000;
    std::int64_t before = m_firstOffset;
    // Qt 6.4 stops where the file's table ends (2037); asked again from there, it follows the file's rule.
    for (auto changes = zone.transitions(from, end); !changes.isEmpty(); changes = zone.transitions(from, end)) {
        for (const QTimeZone::OffsetData& change : changes) {
            const std::int64_t after = qint64{change.offsetFromUtc} * 1000;
            const std::int64_t utc = change.atUtc.toMSecsSinceEpoch();
            // With the larger offset the repeated hour stays with the old one, and the missing hour too.
            m_changes.push_back({utc, utc + std::max(before, after), after});
            before = after;
        }
        from = changes.last().atUtc.addSecs(1);
    }
}

std::optional<UtcTime> WallClock::fromLocal(std::string_view text) const noexcept
{
    if (!m_valid || (text.size() != 10 && text.size() < 19))
        return std::nullopt;
    const auto day = midnight(text.data());
    if (!day)
        return std::nullopt;
    std::int64_t local = *day;
    if (text.size() > 10) {
        const char* time = text.data() + 11;
        const unsigned hour = twoDigits(time), minute = twoDigits(time + 3), second = twoDigits(time + 6);
        const auto part = fraction(text.substr(19));
        if ((text[10] != 'T' && text[10] != ' ') || time[2] != ':' || time[5] != ':' || hour > 23 || minute > 59
            || second > 59 || !part)
            return std::nullopt;
        local += std::int64_t{(hour * 60 + minute) * 60 + second} * 1000 + *part;
    }
    const auto change = std::upper_bound(m_changes.begin(), m_changes.end(), local,
        [](std::int64_t value, const Change& c) { return value < c.local; });
    const std::int64_t offset = change == m_changes.begin() ? m_firstOffset : std::prev(change)->offset;
    return UtcTime{milliseconds{local - offset}};
}

QByteArray WallClock::toLocal(UtcTime time) const
{
    namespace ch = std::chrono;
    if (!m_valid)
        return {};
    const auto change = std::upper_bound(m_changes.begin(), m_changes.end(), time.time_since_epoch().count(),
        [](std::int64_t value, const Change& c) { return value < c.utc; });
    const std::int64_t offset = change == m_changes.begin() ? m_firstOffset : std::prev(change)->offset;
    const ch::sys_seconds local = ch::floor<ch::seconds>(time + milliseconds{offset});
    const ch::sys_days day = ch::floor<ch::days>(local);
    const ch::year_month_day date{day};
    const auto inDay = static_cast<int>((local - day).count());
    return QString::asprintf("%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), inDay / 3600, inDay / 60 % 60, inDay % 60)
        .toLatin1();
}

const WallClock& pacificClock()
{
    static const WallClock clock{QTimeZone("America/Los_Angeles")};
    return clock;
}

} // namespace t6::shipstation
