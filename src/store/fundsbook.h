// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"
#include "journal.h"

#include <core/funds.h>

#include <QFuture>
#include <QList>

namespace t6::store {

/// What was read of one carrier's money.
struct BalanceRow
{
    MerchantId merchant;
    std::int64_t wallet = 0; ///< shippingProviderId
    BalancePoint point;
};

/// How much may be added from here, by all desks of this profile together, in 24 hours.
struct TopUpLimits
{
    int perWallet = 0; ///< top-ups
    Money perMerchant;
};

/// What was added from here in the last 24 hours. Top-ups that are known not to have happened do not count.
struct TopUpDay
{
    int ofWallet = 0;
    Money ofMerchant;
};

/// Balances over time, and the ledger of top-ups. Any thread.
class FundsBook
{
public:
    explicit FundsBook(Database& database) : m_database(database) {}

    /// Keeps those that are not what was kept last of their wallet.
    [[nodiscard]] QFuture<Result<void>> note(QList<BalanceRow> balances);
    /// Of all merchants since then, by merchant, wallet and time.
    [[nodiscard]] QFuture<Result<QList<BalanceRow>>> balances(UtcTime since);
    [[nodiscard]] QFuture<Result<TopUpDay>> day(MerchantId merchant, std::int64_t wallet, UtcTime now);
    /// Balances before `before` go, and top-ups that the journal does not know any more.
    [[nodiscard]] QFuture<Result<void>> expire(UtcTime before);

    /// For Journal::begin(): enters the operation into the ledger, in the transaction that begins it. Error FundsRefused when a limit is
    /// reached (`detail`: "count" or "sum").
    [[nodiscard]] static Journal::Also entry(std::int64_t wallet, Money amount, TopUpLimits limits);

private:
    Database& m_database;
};

} // namespace t6::store
