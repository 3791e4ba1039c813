// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "migrations.h"

#include "dialect.h"
#include "resources.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace t6::store {

namespace {

struct Migration
{
    int number = 0;
    QString name;
    QString statements;
};

Result<std::vector<Migration>> readMigrations(const Dialect& dialect)
{
    registerResources();
    static const QRegularExpression kAppendOnly(QStringLiteral("\\$\\{append_only:(\\w+)\\}"));
    static const QRegularExpression kLosesItsBeginning(QStringLiteral("\\$\\{loses_its_beginning:(\\w+)\\}"));
    std::vector<Migration> migrations;
    const QDir folder(QStringLiteral(":/t6/migrations"));
    for (const QString& fileName : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(fileName));
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorDomain::Program, ErrorCode::FileUnreadable, fileName);
        QString statements = QString::fromUtf8(file.readAll());
        statements.replace(QStringLiteral("${blob}"), QLatin1String(dialect.blobType));
        statements.replace(kAppendOnly, QLatin1String(dialect.appendOnly));
        statements.replace(kLosesItsBeginning, QLatin1String(dialect.losesItsBeginning));
        migrations.push_back({fileName.section(u'_', 0, 0).toInt(), fileName.section(u'.', 0, 0), statements});
    }
    return migrations;
}

} // namespace

Result<void> migrate(Connection& connection, bool mayWrite)
{
    const auto migrations = readMigrations(connection.dialect());
    if (!migrations)
        return tl::unexpected(migrations.error());

    if (mayWrite) {
        const auto made = connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
        if (!made)
            return tl::unexpected(made.error());
    }
    const auto latest = connection.value("SELECT MAX(number) FROM schema_version");
    if (!latest)
        return tl::unexpected(latest.error());
    const int version = latest->toInt();
    if (version > migrations->back().number)
        return failure(ErrorDomain::Store, ErrorCode::StoreNewer, QString::number(version));
    if (version < migrations->back().number && !mayWrite)
        return failure(ErrorDomain::Store, ErrorCode::StoreReadOnly, QStringLiteral("schema %1").arg(version));

    for (const Migration& migration : *migrations) {
        if (migration.number <= version)
            continue;
        auto done = connection.transaction(Durability::Power, [&]() -> Result<int> {
            if (auto run = connection.script(migration.statements); !run)
                return tl::unexpected(run.error());
            return connection.execute("INSERT INTO schema_version (number, name, applied_at) VALUES (?, ?, ?)",
                {migration.number, migration.name, QDateTime::currentMSecsSinceEpoch()});
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace t6::store
