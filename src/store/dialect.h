// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "connection.h"

#include <core/result.h>

class QSqlError;

namespace t6::store {

/// What differs between the SQL that this program speaks and a database's own. Statements elsewhere are common to all:
/// question marks, INSERT … ON CONFLICT … DO UPDATE, BIGINT. Counters are rows (Connection::advanceCounter), not a type.
struct Dialect
{
    const char* driver; ///< of QtSql
    const char* blobType; ///< stands for ${blob} in resources/migrations
    const char* appendOnly; ///< stands for ${append_only:TABLE} there, \1 being the table: its lines end in ";\n" but the last
    const char* losesItsBeginning; ///< stands for ${loses_its_beginning:TABLE}: of an append-only table, lines below its counter may go
    Sql setUp; ///< once per writing connection, before anything else
    Sql begin; ///< a transaction that will write: waits for other writers here, not in the middle
    Sql beginSnapshot; ///< a transaction that reads and sees the database as it is at its first statement
    Sql keepThroughProcessEnd, keepThroughPowerLoss; ///< Durability, between transactions
    Sql quickCheck; ///< one row "ok", else the damage
    Sql truncateLog; ///< first column: 0 = done, else a reader is in the way
    Sql patient, impatient; ///< how long a lock is waited for
    Sql vacuum;
    ErrorCode (*errorCode)(const QSqlError& error);
};

[[nodiscard]] const Dialect& sqliteDialect();

} // namespace t6::store
