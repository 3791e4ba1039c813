// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <functional>

namespace t6::store {

/// Part of other transactions: what makes a merchant's pages wrong removes them.
[[nodiscard]] Result<void> removeQueuePages(Connection& connection, MerchantId merchant);

/// The queue as it was last seen, sealed: makes the start fast. Derived from the chunks; what is missing is only slower.
/// Any thread; each call finishes on the store thread in order.
class QueuePages
{
public:
    explicit QueuePages(Database& database) : m_database(database) {}

    /// Replaces the merchant's pages in one transaction. `change`: the change number (OrderChunks) up to which they are true.
    /// Page numbers are the indexes in `sealed`.
    [[nodiscard]] QFuture<Result<void>> replace(MerchantId merchant, qint64 change, QList<QByteArray> sealed);
    [[nodiscard]] QFuture<Result<void>> remove(MerchantId merchant);

    struct Page
    {
        MerchantId merchant;
        qint64 change = 0;
        int number = 0; ///< from 0 to count - 1
        int count = 0; ///< pages of this merchant
        QByteArray sealed;
    };
    /// Hands over every page of every merchant with one query, merchant by merchant and in order, on the store thread: `sink`
    /// passes them on to workers and never waits for the store. The result is the number of pages.
    [[nodiscard]] QFuture<Result<int>> readAll(std::function<void(Page)> sink);

private:
    Database& m_database;
};

} // namespace t6::store
