// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "settingsrecords.h"

namespace t6::store {

QFuture<Result<QHash<QString, QString>>> SettingsRecords::load()
{
    return m_database.run([](Connection& connection) -> Result<QHash<QString, QString>> {
        QHash<QString, QString> settings;
        const auto read = connection.each("SELECT name, value FROM setting", {},
            [&](const QSqlQuery& row) { settings.insert(row.value(0).toString(), row.value(1).toString()); });
        if (!read)
            return tl::unexpected(read.error());
        return settings;
    });
}

QFuture<Result<void>> SettingsRecords::put(QHash<QString, QString> settings)
{
    return m_database.write(Durability::Power, [settings = std::move(settings)](Connection& connection) -> Result<void> {
        for (auto setting = settings.cbegin(); setting != settings.cend(); ++setting) {
            const auto done = connection.execute("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                {setting.key(), setting.value().isNull() ? QStringLiteral("") : setting.value()});
            if (!done)
                return tl::unexpected(done.error());
        }
        return {};
    });
}

} // namespace t6::store
