// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "orderchunks.h"

#include "queuepages.h"

#include <limits>

namespace t6::store {

namespace {

// The change number is taken inside the transaction: numbers rise in the order of the commits.
Result<qint64> insertChunks(Connection& connection, MerchantId merchant, const QList<SealedChunk>& chunks)
{
    const auto change = connection.advanceCounter(QStringLiteral("change"), 1);
    if (!change)
        return change;
    const QVariant id = bound(merchant);
    for (const SealedChunk& chunk : chunks) {
        const auto done = connection.execute("INSERT INTO order_chunk (merchant, chunk, change, sealed) VALUES (?, ?, ?, ?)",
            {id, chunk.id, *change, chunk.sealed});
        if (!done)
            return tl::unexpected(done.error());
    }
    return change;
}

Result<qint64> newestChange(Connection& connection, MerchantId merchant)
{
    const auto newest = connection.value("SELECT MAX(change) FROM order_chunk WHERE merchant = ?", {bound(merchant)});
    if (!newest)
        return tl::unexpected(newest.error());
    return newest->toLongLong();
}

} // namespace

QFuture<Result<qint64>> OrderChunks::reserveIds(int count)
{
    return m_database.write(Durability::Process, [count](Connection& connection) -> Result<qint64> {
        const auto first = connection.advanceCounter(QStringLiteral("chunk"), count);
        if (first && *first + count > std::numeric_limits<quint32>::max())
            return failure(ErrorDomain::Store, ErrorCode::StoreFull, QStringLiteral("order_chunk"));
        return first;
    });
}

QFuture<Result<qint64>> OrderChunks::append(MerchantId merchant, QList<SealedChunk> chunks)
{
    return m_database.write(Durability::Process,
        [merchant, chunks = std::move(chunks)](Connection& connection) { return insertChunks(connection, merchant, chunks); });
}

QFuture<Result<QByteArray>> OrderChunks::load(MerchantId merchant, qint64 chunkId)
{
    return m_database.run([merchant, chunkId](Connection& connection) -> Result<QByteArray> {
        const auto found = connection.value("SELECT sealed FROM order_chunk WHERE merchant = ? AND chunk = ?", {bound(merchant), chunkId});
        if (!found)
            return tl::unexpected(found.error());
        if (!found->isValid())
            return failure(ErrorDomain::Store, ErrorCode::NotFound, QStringLiteral("order_chunk"));
        return found->toByteArray();
    });
}

QFuture<Result<qint64>> OrderChunks::read(MerchantId merchant, qint64 afterChange, std::function<void(Stored)> sink)
{
    return m_database.run([merchant, afterChange, sink = std::move(sink)](Connection& connection) -> Result<qint64> {
        const auto read = connection.each(
            "SELECT chunk, change, sealed FROM order_chunk WHERE merchant = ? AND change > ? ORDER BY change, chunk", {bound(merchant), afterChange},
            [&](const QSqlQuery& row) {
                QByteArray sealed = row.value(2).toByteArray();
                sink({row.value(0).toLongLong(), row.value(1).toLongLong(), sealed.size(), std::move(sealed)});
            });
        if (!read)
            return tl::unexpected(read.error());
        return newestChange(connection, merchant);
    });
}

QFuture<Result<QList<OrderChunks::Stored>>> OrderChunks::list(MerchantId merchant)
{
    return m_database.run([merchant](Connection& connection) -> Result<QList<Stored>> {
        QList<Stored> chunks;
        const auto read = connection.each("SELECT chunk, change, LENGTH(sealed) FROM order_chunk WHERE merchant = ? ORDER BY change, chunk",
            {bound(merchant)},
            [&](const QSqlQuery& row) { chunks.append({row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong(), {}}); });
        if (!read)
            return tl::unexpected(read.error());
        return chunks;
    });
}

QFuture<Result<qint64>> OrderChunks::replace(MerchantId merchant, QList<qint64> oldIds, QList<SealedChunk> chunks, qint64 seenChange)
{
    return m_database.run([merchant, oldIds = std::move(oldIds), chunks = std::move(chunks), seenChange](Connection& connection) -> Result<qint64> {
        const auto replaced = connection.transaction(Durability::Process, [&]() -> Result<qint64> {
            const auto newest = newestChange(connection, merchant);
            if (!newest)
                return newest;
            if (*newest > seenChange)
                return failure(ErrorDomain::Store, ErrorCode::StoreBusy, QStringLiteral("order_chunk"));
            for (const qint64 chunk : oldIds) {
                const auto gone = connection.execute("DELETE FROM order_chunk WHERE merchant = ? AND chunk = ?", {bound(merchant), chunk});
                if (!gone)
                    return tl::unexpected(gone.error());
            }
            if (const auto pagesGone = removeQueuePages(connection, merchant); !pagesGone)
                return tl::unexpected(pagesGone.error());
            return insertChunks(connection, merchant, chunks);
        });
        if (!replaced)
            return replaced;
        (void)connection.truncateLog(); // what it cannot do now stays pending and is tried after each commit; the exchange happened
        return replaced;
    });
}

} // namespace t6::store
