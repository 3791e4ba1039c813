// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "connection.h"

#include <QFuture>
#include <QPromise>
#include <QString>

#include <functional>
#include <memory>
#include <type_traits>

namespace t6::store {

/// What the status page shows of the disk.
struct StoreSize
{
    qint64 fileBytes = 0; ///< the database
    qint64 logBytes = 0; ///< its write-ahead log
    qint64 chunks = 0, chunkBytes = 0; ///< sealed orders of all merchants
};

/// A profile's database and the one thread that all its SQL runs on, in the order of the calls. Made and destroyed in one
/// thread; run() and write() may be called from any but the store thread's own work (waiting there would never end; work that
/// it posts to itself without waiting is dropped, and its future cancelled, when the Database goes).
///
/// Futures always finish, also those still queued when the Database goes: its destructor waits for them. Worker threads
/// may block on result(); the GUI thread consumes futures through core/async.h.
///
/// Errors of every call: StoreBusy (another process writes), StoreFull, StoreReadOnly, StoreCorrupt, StoreFailed.
class Database
{
public:
    enum class Mode {
        ReadWrite, ///< creates what is missing, migrates
        ReadOnly, ///< beside a writer in another process: sees its commits, writes nothing, refuses an older schema (StoreReadOnly)
    };

    /// Opens `profileDir`/console.db. The folder becomes 0700, the database and its companions 0600 under any umask.
    /// Errors: StoreCorrupt, StoreNewer, StoreReadOnly, StoreFull, StoreBusy, FileUnwritable, FileUnreadable; in read-only mode
    /// NotFound when there is no database yet. Blocks for some milliseconds.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString& profileDir, Mode mode = Mode::ReadWrite);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] Mode mode() const noexcept { return m_mode; }
    [[nodiscard]] QString filePath() const { return m_filePath; }
    [[nodiscard]] static QString fileName(); ///< "console.db"

    /// Runs `work(Connection&)`, which returns a Result, on the store thread.
    template <typename Work>
    [[nodiscard]] auto run(Work work) -> QFuture<std::invoke_result_t<Work, Connection&>>
    {
        auto promise = std::make_shared<QPromise<std::invoke_result_t<Work, Connection&>>>();
        promise->start();
        post([promise, work = std::move(work)](Connection& connection) mutable {
            promise->addResult(work(connection));
            promise->finish();
        });
        return promise->future();
    }

    /// The same in one transaction.
    template <typename Work>
    [[nodiscard]] auto write(Durability durability, Work work) -> QFuture<std::invoke_result_t<Work, Connection&>>
    {
        return run([durability, work = std::move(work)](Connection& connection) mutable {
            return connection.transaction(durability, [&] { return work(connection); });
        });
    }

    /// Read-only mode: what is read from now on is of one moment, whatever a writer does beside, until this is called again. The writer
    /// cannot empty its log meanwhile: for commands that end soon.
    [[nodiscard]] QFuture<Result<void>> takeSnapshot();

    [[nodiscard]] QFuture<Result<StoreSize>> size();
    /// Gives unused space back to the file system. Rewrites the whole file; for a quiet hour once a month.
    [[nodiscard]] QFuture<Result<void>> vacuum();

private:
    class Thread;
    Database(Mode mode, QString filePath);
    void post(std::function<void(Connection&)> work);

    Mode m_mode;
    QString m_filePath;
    std::unique_ptr<Thread> m_thread;
};

} // namespace t6::store
