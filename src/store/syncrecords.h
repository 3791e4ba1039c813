// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace t6::store {

/// How far the sync of a merchant has come: a named number, in clear (times in UTC ms, counters).
struct SyncMark
{
    MerchantId merchant;
    QString name; ///< a constant of the program
    qint64 value = 0;
};

/// Any thread; each call finishes on the store thread in order.
class SyncRecords
{
public:
    explicit SyncRecords(Database& database) : m_database(database) {}

    [[nodiscard]] QFuture<Result<QList<SyncMark>>> load();
    /// Inserts or replaces these in one transaction. Queue it behind the appends that it stands for.
    [[nodiscard]] QFuture<Result<void>> put(QList<SyncMark> marks);
    /// Forgets a merchant's marks: its next sync is a first load.
    [[nodiscard]] QFuture<Result<void>> remove(MerchantId merchant);

private:
    Database& m_database;
};

} // namespace t6::store
