// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "connection.h"

#include "dialect.h"

#include <QSqlError>
#include <QStringList>


namespace t6::store {

namespace {

// The word after INTO, FROM, UPDATE or TABLE; else the first two words, which name a pragma.
QString subject(std::string_view statement)
{
    const QStringList words = QString::fromUtf8(statement.data(), qsizetype(statement.size())).simplified().split(u' ');
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == u"INTO" || words[i] == u"FROM" || words[i] == u"UPDATE" || words[i] == u"TABLE")
            return words[i + 1].section(u'(', 0, 0);
    }
    return words.mid(0, 2).join(u' ');
}

// Names the driver's code and the table, never its text: that may quote values.
tl::unexpected<Error> failed(const Dialect& dialect, const QSqlError& error, std::string_view statement)
{
    return failure(ErrorDomain::Store, dialect.errorCode(error),
        QStringLiteral("%1 %2, %3").arg(QLatin1String(dialect.driver), error.nativeErrorCode(), subject(statement)));
}

} // namespace

Connection::Connection(QSqlDatabase database, const Dialect& dialect)
    : m_database(std::move(database))
    , m_dialect(dialect)
{
}

Connection::~Connection()
{
    if (m_truncatePending)
        (void)tryTruncate();
    m_prepared.clear();
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<QSqlQuery*> Connection::run(Sql statement, const QVariantList& values)
{
    auto& query = m_prepared[statement.text().data()];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QString::fromUtf8(statement.text().data(), qsizetype(statement.text().size()))))
            return failed(m_dialect, fresh->lastError(), statement.text());
        query = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), values[i]);
    if (!query->exec()) {
        auto error = failed(m_dialect, query->lastError(), statement.text());
        query->finish();
        return error;
    }
    return query.get();
}

Result<int> Connection::execute(Sql statement, const QVariantList& values)
{
    const auto query = run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    const int changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<void> Connection::each(Sql statement, const QVariantList& values, const std::function<void(const QSqlQuery&)>& visit)
{
    const auto query = run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    while ((*query)->next())
        visit(**query);
    const QSqlError end = (*query)->lastError();
    (*query)->finish();
    if (end.isValid())
        return failed(m_dialect, end, statement.text());
    return {};
}

Result<QVariant> Connection::value(Sql statement, const QVariantList& values)
{
    const auto query = run(statement, values);
    if (!query)
        return tl::unexpected(query.error());
    QVariant found;
    if ((*query)->next())
        found = (*query)->value(0);
    const QSqlError end = (*query)->lastError();
    (*query)->finish();
    if (end.isValid())
        return failed(m_dialect, end, statement.text());
    return found;
}

Result<void> Connection::script(const QString& statements)
{
    for (const QString& statement : statements.split(QStringLiteral(";\n"), Qt::SkipEmptyParts)) {
        if (statement.trimmed().isEmpty())
            continue;
        QSqlQuery query(m_database);
        if (!query.exec(statement))
            return failed(m_dialect, query.lastError(), statement.toStdString());
    }
    return {};
}

Result<void> Connection::begin(Durability durability)
{
    if (durability != m_durability) {
        const auto changed = execute(durability == Durability::Power ? m_dialect.keepThroughPowerLoss : m_dialect.keepThroughProcessEnd);
        if (!changed)
            return tl::unexpected(changed.error());
        m_durability = durability;
    }
    if (const auto begun = execute(m_dialect.begin); !begun)
        return tl::unexpected(begun.error());
    return {};
}

Result<void> Connection::commit()
{
    if (const auto committed = execute("COMMIT"); !committed) {
        rollback();
        return tl::unexpected(committed.error());
    }
    if (m_truncatePending && execute(m_dialect.impatient)) {
        (void)tryTruncate();
        (void)execute(m_dialect.patient);
    }
    return {};
}

// Fails when the database has rolled back by itself (disk full): then there is nothing left to do.
void Connection::rollback() { (void)execute("ROLLBACK"); }

Result<void> Connection::takeSnapshot()
{
    if (std::exchange(m_inSnapshot, false))
        rollback();
    if (const auto begun = execute(m_dialect.beginSnapshot); !begun)
        return tl::unexpected(begun.error());
    m_inSnapshot = true;
    return {};
}

Result<qint64> Connection::advanceCounter(const QString& name, qint64 count)
{
    const auto advanced = execute("UPDATE counter SET next = next + ? WHERE name = ?", {count, name});
    if (!advanced)
        return tl::unexpected(advanced.error());
    const auto next = value("SELECT next FROM counter WHERE name = ?", {name});
    if (!next)
        return tl::unexpected(next.error());
    if (!next->isValid())
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("counter"));
    return next->toLongLong() - count;
}

Result<bool> Connection::tryTruncate()
{
    const auto inTheWay = value(m_dialect.truncateLog);
    if (!inTheWay)
        return tl::unexpected(inTheWay.error());
    m_truncatePending = inTheWay->toInt() != 0;
    return !m_truncatePending;
}

Result<void> Connection::truncateLog()
{
    m_truncatePending = true;
    if (const auto done = tryTruncate(); !done && done.error().code != ErrorCode::StoreBusy)
        return tl::unexpected(done.error());
    return {};
}

} // namespace t6::store
