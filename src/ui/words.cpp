// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <core/errortext.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace t6::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Words)
};

QDateTime local(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

} // namespace

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString weightText(std::int64_t milligrams)
{
    if (milligrams <= 0)
        return QStringLiteral("—");
    return Words::tr("%1 oz").arg(QLocale().toString(static_cast<double>(milligrams) / Weight::kMilligramsPerOunce, 'f', 1));
}

QString moneyText(const Money& money)
{
    const QString currency = QString::fromLatin1(money.currency.data(), 3);
    const QString amount = QLocale().toString(std::abs(money.major()), 'f', 2);
    return (money.minor < 0 ? QStringLiteral("-") : QString()) + (currency == QLatin1String("USD") ? QStringLiteral("$") : currency + QLatin1Char(' ')) + amount;
}

QString spanText(std::chrono::seconds span)
{
    const qint64 seconds = std::max<qint64>(0, span.count());
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Words::tr("%1 h").arg(seconds / 3600);
    return Words::tr("%1 d").arg(seconds / 86400);
}

QString agoText(std::optional<UtcTime> time, UtcTime now)
{
    if (!time)
        return Words::tr("not yet");
    return Words::tr("%1 ago").arg(spanText(std::chrono::duration_cast<std::chrono::seconds>(now - *time)));
}

QString clockText(UtcTime time)
{
    const QDateTime moment = local(time);
    const bool plain = QLocale().language() == QLocale::C; // its short format has seconds
    const QString clock = plain ? moment.toString(QStringLiteral("HH:mm")) : QLocale().toString(moment.time(), QLocale::ShortFormat);
    return moment.date() == QDate::currentDate() ? clock : QLocale().toString(moment.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
}

QString dateText(UtcTime time)
{
    return QLocale().toString(local(time).date(), QLocale::ShortFormat);
}

QString momentText(UtcTime time)
{
    const QDateTime moment = local(time);
    return QLocale().toString(moment, QLocale::ShortFormat) + QLatin1Char(' ') + moment.timeZoneAbbreviation();
}

UtcTime fromSeconds(std::uint32_t secondsSince1970)
{
    return UtcTime{std::chrono::seconds{secondsSince1970}};
}

QString shortReason(const Error& error)
{
    switch (error.code) {
    case ErrorCode::KeysRejected:
        return Words::tr("keys rejected");
    case ErrorCode::RateLimited:
        return Words::tr("request limit");
    case ErrorCode::Offline:
    case ErrorCode::HostNotFound:
        return Words::tr("no network");
    case ErrorCode::TimedOut:
        return Words::tr("no answer");
    case ErrorCode::Forbidden:
        return Words::tr("not allowed");
    case ErrorCode::SealBroken:
        return Words::tr("sealed data damaged");
    default:
        break;
    }
    switch (error.domain) {
    case ErrorDomain::Network:
        return Words::tr("connection fails");
    case ErrorDomain::ShipStation:
        return Words::tr("ShipStation fails");
    case ErrorDomain::Store:
        return Words::tr("storage fails");
    default:
        return Words::tr("failing");
    }
}

QString freshnessText(const operations::SyncState& sync, UtcTime now)
{
    using Phase = operations::SyncState::Phase;
    switch (sync.phase) {
    case Phase::Waiting:
        return sync.lastContact ? Words::tr("as of %1").arg(clockText(*sync.lastContact)) : Words::tr("waiting for first contact");
    case Phase::FirstLoad:
        return sync.expected > 0 ? Words::tr("loading %1 of %2").arg(countText(sync.loaded), countText(sync.expected)) : Words::tr("loading");
    case Phase::Live:
        return agoText(sync.lastContact, now);
    case Phase::Limited:
        return sync.resumesAt ? Words::tr("request limit, goes on in %1").arg(spanText(std::chrono::duration_cast<std::chrono::seconds>(*sync.resumesAt - now))) : Words::tr("request limit");
    case Phase::Failing: {
        const QString reason = sync.error ? shortReason(*sync.error) : Words::tr("failing");
        return sync.failingSince ? Words::tr("%1 since %2").arg(reason, clockText(*sync.failingSince)) : reason;
    }
    case Phase::Paused:
        return Words::tr("paused");
    }
    return {};
}

QString verdictText(AddressVerdict verdict)
{
    switch (verdict) {
    case AddressVerdict::Verified: return Words::tr("Verified by ShipStation");
    case AddressVerdict::Warning: return Words::tr("Warning by ShipStation");
    case AddressVerdict::Failed: return Words::tr("Error found by ShipStation");
    case AddressVerdict::NotYetValidated: return Words::tr("Not yet checked by ShipStation");
    case AddressVerdict::None: break;
    }
    return {};
}

QString severityLabel(Severity severity)
{
    return severity == Severity::Blocks ? Words::tr("Blocks shipping") : severity == Severity::Check ? Words::tr("Check") : Words::tr("Info");
}

QString severityShape(Severity severity)
{
    return severity == Severity::Blocks ? QStringLiteral("▲") : severity == Severity::Check ? QStringLiteral("●") : QStringLiteral("○");
}

QString checklistText(ChecklistPoint point)
{
    switch (point) {
    case ChecklistPoint::UserPermissions:
        return Words::tr("The login may ship and manage orders, best without any restriction");
    case ChecklistPoint::ReturnAddress:
        return Words::tr("The return address is the merchant's own office or warehouse");
    case ChecklistPoint::PostageFunding:
        return Words::tr("Postage is funded: $100 below $25, at most 5 times a day");
    case ChecklistPoint::InternationalSettings:
        return Words::tr("International settings and customs defaults are filled in");
    case ChecklistPoint::AutomationRules:
        return Words::tr("Automation rules were looked through: none undoes what is repaired, none buys labels for Through6's orders");
    case ChecklistPoint::Count:
        break;
    }
    return {};
}

} // namespace t6::ui
