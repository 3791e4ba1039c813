// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <QFuture>
#include <QHash>
#include <QString>

namespace t6::store {

/// Settings of the profile, in clear: nothing personal may be among them. Any thread; each call finishes on the store
/// thread in order.
class SettingsRecords
{
public:
    explicit SettingsRecords(Database& database) : m_database(database) {}

    [[nodiscard]] QFuture<Result<QHash<QString, QString>>> load();
    /// Inserts or replaces these; the others stay. One transaction.
    [[nodiscard]] QFuture<Result<void>> put(QHash<QString, QString> settings);

private:
    Database& m_database;
};

} // namespace t6::store
