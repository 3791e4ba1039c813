// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "queuepages.h"

namespace t6::store {

QFuture<Result<void>> QueuePages::replace(MerchantId merchant, qint64 change, QList<QByteArray> sealed)
{
    return m_database.write(Durability::Process, [merchant, change, sealed = std::move(sealed)](Connection& connection) -> Result<void> {
        const QVariant id = bound(merchant);
        for (qsizetype page = 0; page < sealed.size(); ++page) {
            const auto done = connection.execute(
                "INSERT INTO queue_page (merchant, page, sealed) VALUES (?, ?, ?) ON CONFLICT (merchant, page) DO UPDATE SET sealed = excluded.sealed",
                {id, page, sealed[page]});
            if (!done)
                return tl::unexpected(done.error());
        }
        if (const auto done = connection.execute("DELETE FROM queue_page WHERE merchant = ? AND page >= ?", {id, sealed.size()}); !done)
            return tl::unexpected(done.error());
        const auto done = connection.execute(
            "INSERT INTO queue_snapshot (merchant, change, pages) VALUES (?, ?, ?) ON CONFLICT (merchant) DO UPDATE"
            " SET change = excluded.change, pages = excluded.pages",
            {id, change, sealed.size()});
        if (!done)
            return tl::unexpected(done.error());
        return {};
    });
}

QFuture<Result<void>> QueuePages::remove(MerchantId merchant)
{
    return m_database.write(Durability::Process, [merchant](Connection& connection) { return removeQueuePages(connection, merchant); });
}

Result<void> removeQueuePages(Connection& connection, MerchantId merchant)
{
    if (const auto done = connection.execute("DELETE FROM queue_snapshot WHERE merchant = ?", {bound(merchant)}); !done)
        return tl::unexpected(done.error());
    if (const auto done = connection.execute("DELETE FROM queue_page WHERE merchant = ?", {bound(merchant)}); !done)
        return tl::unexpected(done.error());
    return {};
}

QFuture<Result<int>> QueuePages::readAll(std::function<void(Page)> sink)
{
    return m_database.run([sink = std::move(sink)](Connection& connection) -> Result<int> {
        int pages = 0;
        const auto read = connection.each(
            "SELECT p.merchant, s.change, p.page, s.pages, p.sealed FROM queue_snapshot s JOIN queue_page p ON p.merchant = s.merchant"
            " ORDER BY p.merchant, p.page",
            {}, [&](const QSqlQuery& row) {
                sink({merchantOf(row.value(0)), row.value(1).toLongLong(), row.value(2).toInt(), row.value(3).toInt(), row.value(4).toByteArray()});
                ++pages;
            });
        if (!read)
            return tl::unexpected(read.error());
        return pages;
    });
}

} // namespace t6::store
