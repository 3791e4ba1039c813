// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "syncrecords.h"

namespace t6::store {

QFuture<Result<QList<SyncMark>>> SyncRecords::load()
{
    return m_database.run([](Connection& connection) -> Result<QList<SyncMark>> {
        QList<SyncMark> marks;
        const auto read = connection.each("SELECT merchant, name, value FROM sync_mark", {}, [&](const QSqlQuery& row) {
            marks.append({merchantOf(row.value(0)), row.value(1).toString(), row.value(2).toLongLong()});
        });
        if (!read)
            return tl::unexpected(read.error());
        return marks;
    });
}

QFuture<Result<void>> SyncRecords::put(QList<SyncMark> marks)
{
    return m_database.write(Durability::Process, [marks = std::move(marks)](Connection& connection) -> Result<void> {
        for (const SyncMark& mark : marks) {
            const auto done = connection.execute(
                "INSERT INTO sync_mark (merchant, name, value) VALUES (?, ?, ?) ON CONFLICT (merchant, name) DO UPDATE SET value = excluded.value",
                {bound(mark.merchant), mark.name, mark.value});
            if (!done)
                return tl::unexpected(done.error());
        }
        return {};
    });
}

QFuture<Result<void>> SyncRecords::remove(MerchantId merchant)
{
    return m_database.write(Durability::Process, [merchant](Connection& connection) -> Result<void> {
        if (const auto done = connection.execute("DELETE FROM sync_mark WHERE merchant = ?", {bound(merchant)}); !done)
            return tl::unexpected(done.error());
        return {};
    });
}

} // namespace t6::store
