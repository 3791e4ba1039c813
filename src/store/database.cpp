// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "database.h"

#include "dialect.h"
#include "migrations.h"
#include "profilefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QUrl>
#include <QUuid>

#include <optional>

namespace t6::store {

namespace {

// A damaged page elsewhere in a larger file is found when it is read.
constexpr qint64 kCheckedAtOpening = 32 * 1024 * 1024;

QString logPath(const QString& filePath) { return filePath + QStringLiteral("-wal"); }

// A folder that nobody can write to has no log beside the database: then the file alone is the truth, and it cannot change.
bool isUnchangeable(const QString& filePath)
{
    return !QFileInfo(QFileInfo(filePath).path()).isWritable() && !QFile::exists(logPath(filePath));
}

Result<std::unique_ptr<Connection>> connect(const QString& filePath, Database::Mode mode)
{
    const Dialect& dialect = sqliteDialect();
    const bool readOnly = mode == Database::Mode::ReadOnly;
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    QString name = filePath;
    if (readOnly) {
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        if (isUnchangeable(filePath)) {
            options += QStringLiteral(";QSQLITE_OPEN_URI");
            name = QString::fromLatin1(QUrl::fromLocalFile(filePath).toEncoded()) + QStringLiteral("?immutable=1");
        }
    }
    std::unique_ptr<Connection> connection;
    std::optional<ErrorCode> notOpened;
    { // the handle goes before the connection can: Qt counts them
        QSqlDatabase database = QSqlDatabase::addDatabase(QLatin1String(dialect.driver), QUuid::createUuid().toString());
        database.setConnectOptions(options);
        database.setDatabaseName(name);
        if (!database.open())
            notOpened = dialect.errorCode(database.lastError());
        connection = std::make_unique<Connection>(database, dialect);
    }
    if (notOpened)
        return failure(ErrorDomain::Store, *notOpened, filePath);

    if (!readOnly) {
        if (auto setUp = connection->script(QString::fromUtf8(dialect.setUp.text().data(), qsizetype(dialect.setUp.text().size()))); !setUp)
            return tl::unexpected(setUp.error());
    }
    if (QFileInfo(filePath).size() <= kCheckedAtOpening) {
        const auto verdict = connection->value(dialect.quickCheck);
        if (!verdict)
            return tl::unexpected(verdict.error());
        if (verdict->toString() != u"ok")
            return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, filePath);
    }
    if (auto migrated = migrate(*connection, !readOnly); !migrated)
        return tl::unexpected(migrated.error());
    return connection;
}

} // namespace

/// The thread, and the connection that lives in it. Work is done in the order in which it was posted.
class Database::Thread
{
public:
    Thread()
    {
        m_thread.setObjectName(QStringLiteral("store"));
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Thread()
    {
        invoke([this] {
            m_connection.reset();
            m_thread.quit();
        });
        m_thread.wait();
    }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    template <typename Function>
    void invoke(Function function)
    {
        QMetaObject::invokeMethod(&m_context, std::move(function), Qt::QueuedConnection);
    }

    Result<void> open(const QString& filePath, Mode mode)
    {
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        QFuture<Result<void>> opened = promise->future();
        invoke([this, filePath, mode, promise] {
            auto connection = connect(filePath, mode);
            if (connection)
                m_connection = std::move(*connection);
            promise->addResult(connection ? Result<void>() : Result<void>(tl::unexpected(connection.error())));
            promise->finish();
        });
        return opened.result();
    }

    [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }
    [[nodiscard]] Connection& connection() { return *m_connection; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Connection> m_connection;
};

Database::Database(Mode mode, QString filePath)
    : m_mode(mode)
    , m_filePath(std::move(filePath))
    , m_thread(std::make_unique<Thread>())
{
}

Database::~Database() = default;

QString Database::fileName() { return QStringLiteral("console.db"); }

Result<std::unique_ptr<Database>> Database::open(const QString& profileDir, Mode mode)
{
    const QString filePath = QDir(profileDir).absoluteFilePath(fileName());
    if (mode == Mode::ReadWrite) {
        if (auto prepared = prepareProfile(profileDir, filePath); !prepared)
            return tl::unexpected(prepared.error());
    } else if (!QFile::exists(filePath)) {
        return failure(ErrorDomain::Store, ErrorCode::NotFound, filePath);
    } else if (!QFileInfo(filePath).isReadable()) {
        return failure(ErrorDomain::File, ErrorCode::FileUnreadable, filePath);
    }
    std::unique_ptr<Database> database(new Database(mode, filePath));
    if (auto opened = database->m_thread->open(filePath, mode); !opened)
        return tl::unexpected(opened.error());
    return database;
}

void Database::post(std::function<void(Connection&)> work)
{
    m_thread->invoke([thread = m_thread.get(), work = std::move(work)] {
        if (thread->isOpen()) // else the store thread posted it to itself while closing
            work(thread->connection());
    });
}

QFuture<Result<void>> Database::takeSnapshot()
{
    return run([](Connection& connection) { return connection.takeSnapshot(); });
}

QFuture<Result<StoreSize>> Database::size()
{
    return run([filePath = m_filePath](Connection& connection) -> Result<StoreSize> {
        StoreSize size;
        size.fileBytes = QFileInfo(filePath).size();
        size.logBytes = QFileInfo(logPath(filePath)).size();
        const auto read = connection.each("SELECT COUNT(*), COALESCE(SUM(LENGTH(sealed)), 0) FROM order_chunk", {}, [&](const QSqlQuery& row) {
            size.chunks = row.value(0).toLongLong();
            size.chunkBytes = row.value(1).toLongLong();
        });
        if (!read)
            return tl::unexpected(read.error());
        return size;
    });
}

QFuture<Result<void>> Database::vacuum()
{
    return run([](Connection& connection) -> Result<void> {
        if (const auto done = connection.execute(connection.dialect().vacuum); !done)
            return tl::unexpected(done.error());
        return connection.truncateLog();
    });
}

} // namespace t6::store
