// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace t6 {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// "1001-1": a number of at least three digits with the suffix that splitting by hand or by other programs gives. Longer suffixes
/// are how many shops number their orders ("112-7654321-1234567"), so they prove nothing.
bool hasSplitSuffix(std::string_view number) noexcept
{
    if (number.size() < 5 || number[number.size() - 2] != '-' || number.back() < '1' || number.back() > '9')
        return false;
    const std::string_view base = number.substr(0, number.size() - 2);
    return std::count_if(base.begin(), base.end(), isDigit) >= 3 && isDigit(base.back());
}

/// yyyy-mm-dd at the beginning of the text.
std::optional<std::chrono::sys_days> date(std::string_view text) noexcept
{
    const auto number = [text](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) {
            if (!isDigit(c))
                return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 0 || month < 1 || day < 1)
        return std::nullopt;
    const std::chrono::year_month_day result{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    return result.ok() ? std::optional(std::chrono::sys_days(result)) : std::nullopt;
}

int daysBetween(UtcTime from, UtcTime to) noexcept
{
    return static_cast<int>(std::chrono::floor<std::chrono::days>(to - from).count());
}

} // namespace

void CheckRun::split()
{
    const Through6Matcher& matcher = m_context.m_matcher;
    const Through6Matcher::Units units = matcher.units(m_order);
    if (units.through6 > 0 && units.other > 0) {
        raise(CheckCode::SplitNeeded, [&] {
            constexpr qsizetype kMostNamed = 3;
            QStringList others;
            qsizetype field = -1;
            for (std::size_t i = 0; i < m_order.items.size(); ++i) {
                const ItemView& item = m_order.items[i];
                if (!isShippable(item) || matcher.matchesLine(item))
                    continue;
                if (field < 0)
                    field = static_cast<qsizetype>(i);
                if (others.size() < kMostNamed)
                    others += inQuotes(item.sku.empty() ? item.name : item.sku);
            }
            return Finding{QStringLiteral("items[%1]").arg(field),
                Checks::tr("%1 of %2 units are not Through6's: %3.").arg(QString::number(units.other), QString::number(qint64{units.through6} + units.other), others.join(QStringLiteral(", ")))};
        });
    }
    if (units.through6 == 0)
        return;
    if (!m_order.parentId.isNull()) {
        raise(CheckCode::SplitWrong, [] {
            return Finding{QStringLiteral("advancedOptions.parentId"), Checks::tr("Through6's items are on an order that was split off another.")};
        });
    } else if (m_order.mergedOrSplit && m_order.mergedIds.empty() && hasSplitSuffix(m_order.number)) {
        raise(CheckCode::SplitWrong, [this] {
            return Finding{QStringLiteral("orderNumber"), Checks::tr("The split seems to have changed this order's number: %1.").arg(inQuotes(m_order.number))};
        });
    }
}

void CheckRun::instructions()
{
    struct Note
    {
        std::string_view text;
        const char* field;
        const char* name;
    };
    const std::array<Note, 3> notes{{
        {m_order.customerNotes, "customerNotes", QT_TRANSLATE_NOOP("t6::Checks", "Notes From Buyer")},
        {m_order.internalNotes, "internalNotes", QT_TRANSLATE_NOOP("t6::Checks", "Internal Notes")},
        {m_order.giftMessage, "giftMessage", QT_TRANSLATE_NOOP("t6::Checks", "Gift message")},
    }};
    for (const Note& note : notes) {
        if (note.text.empty() || m_account.instructions.find(WordText(note.text)).empty())
            continue;
        raise(CheckCode::Instructions, [&] {
            constexpr int kExcerpt = 160;
            return Finding{QString::fromLatin1(note.field),
                Checks::tr("%1: “%2”").arg(QCoreApplication::translate("t6::Checks", note.name), inQuotes(note.text, kExcerpt))};
        });
        return;
    }
}

void CheckRun::history()
{
    if (m_memory.reviewedFingerprint != 0 && m_memory.reviewedFingerprint != fingerprint(m_order)) {
        raise(CheckCode::ChangedAfter, [] {
            return Finding{QStringLiteral("modifyDate"), Checks::tr("Quantities, address or status changed after the order was reviewed.")};
        });
    }
    if (m_memory.twin) {
        raise(CheckCode::DuplicateSuspect, [] {
            return Finding{QStringLiteral("orderNumber"), Checks::tr("Another open order of the same buyer has the same items within a day.")};
        });
    }
    if (m_memory.unsettled) {
        raise(CheckCode::ChangeUnsettled, [] {
            return Finding{QStringLiteral("modifyDate"), Checks::tr("ShipStation did not show the order as it was sent, or it is not known what became of the change.")};
        });
    }
    if (m_memory.drifted) {
        raise(CheckCode::SplitDrift, [] {
            return Finding{QStringLiteral("items"), Checks::tr("Items that were split off are on this order again, or the order they went to is gone or held: they could be sent twice, or never.")};
        });
    }
}

/// All that is asked of an order that is done.
void CheckRun::shipped()
{
    if (m_memory.storeUntold && m_order.status == OrderStatus::Shipped) {
        raise(CheckCode::StoreUntold, [] {
            return Finding{QStringLiteral("orderStatus"), Checks::tr("ShipStation could not tell the store that this order is shipped.")};
        });
    }
}

void CheckRun::dates()
{
    if (m_order.status == OrderStatus::AwaitingShipment) {
        const auto paid = m_order.paymentDate ? m_order.paymentDate : m_order.orderDate;
        const int limit = m_context.m_settings.overdueAfterDays;
        if (m_order.shipBy && *m_order.shipBy < m_now) {
            raise(CheckCode::Overdue, [this] {
                const int late = daysBetween(*m_order.shipBy, m_now);
                return Finding{QStringLiteral("shipByDate"),
                    late > 0 ? Checks::tr("The ship-by date passed %n day(s) ago.", nullptr, late) : Checks::tr("The ship-by date passed today.")};
            });
        } else if (!m_order.shipBy && paid && limit > 0 && m_now - *paid > std::chrono::days(limit)) {
            raise(CheckCode::Overdue, [&] {
                return Finding{m_order.paymentDate ? QStringLiteral("paymentDate") : QStringLiteral("orderDate"),
                    Checks::tr("The order has been waiting for %n day(s).", nullptr, daysBetween(*paid, m_now))};
            });
        }
    }
    if (m_order.status == OrderStatus::OnHold) {
        // The date is Pacific; eight hours behind UTC is never later than the day there.
        const auto today = std::chrono::floor<std::chrono::days>(m_now - std::chrono::hours(8));
        const auto until = date(m_order.holdUntilDate);
        if (until && *until < today) {
            raise(CheckCode::HoldExpired, [this] {
                return Finding{QStringLiteral("holdUntilDate"), Checks::tr("The order was to be held until %1.").arg(inQuotes(m_order.holdUntilDate))};
            });
        }
    }
}

} // namespace t6
