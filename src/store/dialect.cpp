// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "dialect.h"

#include <QSqlError>

namespace t6::store {

namespace {

// Result codes of sqlite3.h; the low byte is the primary one.
ErrorCode sqliteErrorCode(const QSqlError& error)
{
    constexpr int kShmSize = 4874; // no room for the log's index
    const int code = error.nativeErrorCode().toInt();
    if (code == kShmSize)
        return ErrorCode::StoreFull;
    switch (code & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
    case 15: // PROTOCOL
        return ErrorCode::StoreBusy;
    case 3: // PERM
    case 8: // READONLY
    case 14: // CANTOPEN: the database itself was opened before, so it is the log that cannot be made
    case 23: // AUTH
        return ErrorCode::StoreReadOnly;
    case 11: // CORRUPT
    case 26: // NOTADB
        return ErrorCode::StoreCorrupt;
    case 13: // FULL
        return ErrorCode::StoreFull;
    default:
        return ErrorCode::StoreFailed;
    }
}

// 16 KiB pages suit blobs of 30 to 120 kB; page size and vacuum mode count only when the file is made.
constexpr Dialect kSqlite{
    .driver = "QSQLITE",
    .blobType = "BLOB",
    .appendOnly = "CREATE TRIGGER \\1_kept BEFORE DELETE ON \\1 BEGIN SELECT RAISE(ABORT, '\\1 is append only'); END;\n"
                  "CREATE TRIGGER \\1_fixed BEFORE UPDATE ON \\1 BEGIN SELECT RAISE(ABORT, '\\1 is append only'); END",
    .losesItsBeginning = "DROP TRIGGER \\1_kept;\n"
                         "CREATE TRIGGER \\1_kept BEFORE DELETE ON \\1 WHEN OLD.number >= COALESCE((SELECT next FROM counter WHERE name = '\\1'), 0)"
                         " BEGIN SELECT RAISE(ABORT, '\\1 is append only'); END",
    .setUp = "PRAGMA page_size=16384;\n"
             "PRAGMA journal_mode=WAL;\n"
             "PRAGMA synchronous=NORMAL;\n"
             "PRAGMA secure_delete=ON;\n"
             "PRAGMA cell_size_check=ON;\n"
             "PRAGMA trusted_schema=OFF;\n"
             "PRAGMA journal_size_limit=67108864;\n",
    .begin = "BEGIN IMMEDIATE",
    .beginSnapshot = "BEGIN",
    .keepThroughProcessEnd = "PRAGMA synchronous=NORMAL",
    .keepThroughPowerLoss = "PRAGMA synchronous=FULL",
    .quickCheck = "PRAGMA quick_check(1)",
    .truncateLog = "PRAGMA wal_checkpoint(TRUNCATE)",
    .patient = "PRAGMA busy_timeout=2000",
    .impatient = "PRAGMA busy_timeout=0",
    .vacuum = "VACUUM",
    .errorCode = sqliteErrorCode,
};

} // namespace

const Dialect& sqliteDialect() { return kSqlite; }

} // namespace t6::store
