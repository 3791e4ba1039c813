// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "pacifictime.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace t6::shipstation {

namespace {

using std::chrono::milliseconds;

/// Two or four digits at `text`; -1 if any is none.
int digits(const char* text, int count) noexcept
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const int digit = text[i] - '0';
        if (digit < 0 || digit > 9)
            return -1;
        value = value * 10 + digit;
    }
    return value;
}

std::optional<std::int64_t> midnight(const char* text) noexcept
{
    namespace ch = std::chrono;
    const int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (text[4] != '-' || text[7] != '-' || year < 1900 || month < 0 || day < 0)
        return std::nullopt;
    const ch::year_month_day date{ch::year{year}, ch::month{static_cast<unsigned>(month)}, ch::day{static_cast<unsigned>(day)}};
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
    int value = 0, scale = 100;
    for (const char c : text.substr(1)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value += (c - '0') * scale;
        scale /= 10;
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
        const int hour = digits(time, 2), minute = digits(time + 3, 2), second = digits(time + 6, 2);
        const auto part = fraction(text.substr(19));
        if ((text[10] != 'T' && text[10] != ' ') || time[2] != ':' || time[5] != ':' || hour < 0 || hour > 23 || minute < 0
            || minute > 59 || second < 0 || second > 59 || !part)
            return std::nullopt;
        local += ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} + *part;
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
