// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "fundsbook.h"

namespace t6::store {

namespace {

// The statement below names the states that mean "did not happen" by number.
static_assert(static_cast<int>(OperationState::NotSent) == 6 && static_cast<int>(OperationState::Rejected) == 7 && static_cast<int>(OperationState::NotApplied) == 8);

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }

Result<TopUpDay> dayOf(Connection& connection, MerchantId merchant, std::int64_t wallet, UtcTime now)
{
    TopUpDay day;
    const auto read = connection.each(
        "SELECT topup.wallet, topup.minor FROM topup JOIN journal ON journal.operation = topup.operation"
        " WHERE topup.merchant = ? AND topup.at > ? AND journal.state NOT IN (6, 7, 8)",
        {bound(merchant), milliseconds(now - std::chrono::hours(24))}, [&](const QSqlQuery& row) {
            day.ofWallet += row.value(0).toLongLong() == wallet;
            day.ofMerchant.minor += row.value(1).toLongLong();
        });
    if (!read)
        return tl::unexpected(read.error());
    return day;
}

} // namespace

QFuture<Result<void>> FundsBook::note(QList<BalanceRow> balances)
{
    return m_database.write(Durability::Process, [balances = std::move(balances)](Connection& connection) -> Result<void> {
        for (const BalanceRow& row : balances) {
            const QVariantList wallet{bound(row.merchant), qint64{row.wallet}};
            const auto last = connection.value("SELECT minor FROM balance WHERE merchant = ? AND wallet = ? ORDER BY at DESC LIMIT 1", wallet);
            if (!last)
                return tl::unexpected(last.error());
            if (last->isValid() && last->toLongLong() == row.point.balance.minor)
                continue;
            const auto kept = connection.execute("INSERT INTO balance (merchant, wallet, at, minor) VALUES (?, ?, ?, ?) ON CONFLICT (merchant, wallet, at) DO UPDATE SET minor = excluded.minor",
                wallet + QVariantList{milliseconds(row.point.at), qint64{row.point.balance.minor}});
            if (!kept)
                return tl::unexpected(kept.error());
        }
        return {};
    });
}

QFuture<Result<QList<BalanceRow>>> FundsBook::balances(UtcTime since)
{
    return m_database.run([since](Connection& connection) -> Result<QList<BalanceRow>> {
        QList<BalanceRow> rows;
        const auto read = connection.each("SELECT merchant, wallet, at, minor FROM balance WHERE at >= ? ORDER BY merchant, wallet, at", {milliseconds(since)}, [&](const QSqlQuery& row) {
            rows.append({merchantOf(row.value(0)), row.value(1).toLongLong(), {UtcTime(std::chrono::milliseconds(row.value(2).toLongLong())), {row.value(3).toLongLong()}}});
        });
        if (!read)
            return tl::unexpected(read.error());
        return rows;
    });
}

QFuture<Result<TopUpDay>> FundsBook::day(MerchantId merchant, std::int64_t wallet, UtcTime now)
{
    return m_database.run([=](Connection& connection) { return dayOf(connection, merchant, wallet, now); });
}

QFuture<Result<void>> FundsBook::expire(UtcTime before)
{
    return m_database.write(Durability::Process, [before](Connection& connection) -> Result<void> {
        if (const auto gone = connection.execute("DELETE FROM balance WHERE at < ?", {milliseconds(before)}); !gone)
            return tl::unexpected(gone.error());
        if (const auto gone = connection.execute("DELETE FROM topup WHERE operation NOT IN (SELECT operation FROM journal)"); !gone)
            return tl::unexpected(gone.error());
        return {};
    });
}

Journal::Also FundsBook::entry(std::int64_t wallet, Money amount, TopUpLimits limits)
{
    return [=](Connection& connection, const JournalRecord& record) -> Result<void> {
        const auto day = dayOf(connection, record.merchant, wallet, record.createdAt);
        if (!day)
            return tl::unexpected(day.error());
        if (day->ofWallet >= limits.perWallet)
            return failure(ErrorDomain::Input, ErrorCode::FundsRefused, QStringLiteral("count"));
        if (day->ofMerchant.minor + amount.minor > limits.perMerchant.minor)
            return failure(ErrorDomain::Input, ErrorCode::FundsRefused, QStringLiteral("sum"));
        const auto kept = connection.execute("INSERT INTO topup (merchant, operation, wallet, at, minor) VALUES (?, ?, ?, ?, ?)",
            {bound(record.merchant), record.id.value.toRfc4122(), qint64{wallet}, milliseconds(record.createdAt), qint64{amount.minor}});
        if (!kept)
            return tl::unexpected(kept.error());
        return {};
    };
}

} // namespace t6::store
