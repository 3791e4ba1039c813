// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <functional>

namespace t6::store {

/// A chunk ready for the disk: packed (orderchunk.h), then sealed for its merchant and id.
struct SealedChunk
{
    qint64 id = 0; ///< from reserveIds(); fits 32 bits
    QByteArray sealed;
};

/// The orders of all merchants: an append-only log of sealed chunks. A later chunk's entry or removal of an order supersedes the
/// earlier ones; "later" is the change number, which rises with every append, then the chunk id.
/// Any thread; each call finishes on the store thread in order.
class OrderChunks
{
public:
    explicit OrderChunks(Database& database) : m_database(database) {}

    /// The first of `count` consecutive ids that are never given out again, not even after a crash or a deletion. From 1.
    [[nodiscard]] QFuture<Result<qint64>> reserveIds(int count);

    /// One transaction. The result is the change number of all these chunks. Callers keep one merchant's appends in order.
    [[nodiscard]] QFuture<Result<qint64>> append(MerchantId merchant, QList<SealedChunk> chunks);

    /// NotFound when it was replaced meanwhile.
    [[nodiscard]] QFuture<Result<QByteArray>> load(MerchantId merchant, qint64 chunkId);

    struct Stored
    {
        qint64 id = 0;
        qint64 change = 0;
        qint64 bytes = 0; ///< of the sealed chunk
        QByteArray sealed; ///< empty in list()
    };
    /// Hands the merchant's chunks that are newer than `afterChange` (0 = all) to `sink`, oldest first, on the store thread:
    /// `sink` passes them on to workers and never waits for the store. The result is the newest change number (0 = none).
    [[nodiscard]] QFuture<Result<qint64>> read(MerchantId merchant, qint64 afterChange, std::function<void(Stored)> sink);
    /// The same without the bytes, to decide what is worth compacting.
    [[nodiscard]] QFuture<Result<QList<Stored>>> list(MerchantId merchant);

    /// Compaction and retention: the old chunks go and the new ones, which hold what is still wanted of them, come, in one
    /// transaction, and no byte of the old ones is left in the file or its log. The merchant's queue pages go as well, because they
    /// point into the old chunks: save them anew. `seenChange` is what read() returned: when the merchant has newer chunks, which the new
    /// ones would wrongly supersede, nothing happens and the error is StoreBusy.
    [[nodiscard]] QFuture<Result<qint64>> replace(MerchantId merchant, QList<qint64> oldIds, QList<SealedChunk> chunks, qint64 seenChange);

private:
    Database& m_database;
};

} // namespace t6::store
