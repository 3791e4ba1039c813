// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "pacific.h"

#include <QDateTime>
#include <QTimeZone>

#include <array>
#include <cstdio>

namespace t6::sandbox {

namespace {

const QTimeZone& losAngeles()
{
    static const QTimeZone zone("America/Los_Angeles");
    return zone;
}

struct LocalParts
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
};

LocalParts localParts(UtcTime time)
{
    using namespace std::chrono;
    const qint64 utc = time.time_since_epoch().count();
    const int offset = losAngeles().offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC));
    const auto local = time + seconds(offset);
    const auto date = floor<days>(local);
    const year_month_day ymd(date);
    const hh_mm_ss clock(local - date);
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())), static_cast<int>(static_cast<unsigned>(ymd.day())),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count())};
}

QString seconds(const LocalParts& at)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d", at.year, at.month, at.day, at.hour, at.minute, at.second);
    return QLatin1StringView(text.data());
}

} // namespace

QString pacificTime(UtcTime time)
{
    const LocalParts at = localParts(time);
    return seconds(at) + QStringLiteral(".%1").arg(at.milli, 3, 10, QLatin1Char('0')) + QStringLiteral("0000");
}

QString pacificShortTime(UtcTime time)
{
    const LocalParts at = localParts(time);
    QString fraction = QStringLiteral("%1").arg(at.milli, 3, 10, QLatin1Char('0'));
    while (fraction.size() > 1 && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    return seconds(at) + QLatin1Char('.') + fraction;
}

QString pacificDate(UtcTime time)
{
    return seconds(localParts(time)).left(10);
}

std::optional<UtcTime> fromPacific(QStringView text)
{
    text = text.trimmed();
    const QDate date = QDate::fromString(text.left(10).toString(), Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    QTime clock(0, 0);
    QStringView rest = text.mid(10);
    std::optional<int> offsetSeconds;
    if (!rest.isEmpty()) {
        if (rest.at(0) != QLatin1Char('T') && rest.at(0) != QLatin1Char(' ') && rest.at(0) != QLatin1Char('+'))
            return std::nullopt;
        rest = rest.mid(1);
        if (rest.endsWith(QLatin1Char('Z'), Qt::CaseInsensitive)) {
            offsetSeconds = 0;
            rest.chop(1);
        } else if (const qsizetype sign = std::max(rest.lastIndexOf(QLatin1Char('-')), rest.lastIndexOf(QLatin1Char('+'))); sign > 0) {
            const QTime amount = QTime::fromString(rest.mid(sign + 1).toString(), QStringLiteral("hh:mm"));
            if (!amount.isValid())
                return std::nullopt;
            const int distance = QTime(0, 0).secsTo(amount);
            offsetSeconds = rest.at(sign) == QLatin1Char('-') ? -distance : distance;
            rest = rest.left(sign);
        }
        const qsizetype dot = rest.indexOf(QLatin1Char('.'));
        QString whole = (dot < 0 ? rest : rest.left(dot)).toString();
        if (whole.size() == 5)
            whole += QStringLiteral(":00");
        clock = whole.size() == 8 ? QTime::fromString(whole, Qt::ISODate) : QTime();
        if (!clock.isValid())
            return std::nullopt;
        if (dot >= 0)
            clock = clock.addMSecs(rest.mid(dot + 1, 3).toString().leftJustified(3, QLatin1Char('0')).toInt());
    }
    const QDateTime moment = offsetSeconds ? QDateTime(date, clock, Qt::OffsetFromUTC, *offsetSeconds) : QDateTime(date, clock, losAngeles());
    // A local time inside the spring gap does not exist; ShipStation's own clients add the lost hour.
    const QDateTime real = moment.isValid() ? moment : QDateTime(date, clock.addSecs(3600), losAngeles());
    return UtcTime(std::chrono::milliseconds(real.toMSecsSinceEpoch()));
}

} // namespace t6::sandbox
