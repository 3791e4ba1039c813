// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "auditlog.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <array>
#include <limits>
#include <memory>

namespace t6::store {

namespace {

// Part of the format: a hash or signature of something else is never one of a line.
constexpr char kLineMark[] = "t6-audit-line-1";
constexpr char kCheckpointMark[] = "t6-audit-1";
constexpr qsizetype kHashSize = 32;
constexpr int kLinesPerStep = 500; // some 40 ms of signatures: other work of the store waits no longer

QByteArray firstPrevious() { return QByteArray(kHashSize, '\0'); }

// The canonical form: each part after its length, so that no two lines are the same bytes.
class CanonicalHash
{
public:
    CanonicalHash& operator<<(QByteArrayView part)
    {
        add(static_cast<quint32>(part.size()));
        m_hash.addData(part);
        return *this;
    }
    CanonicalHash& operator<<(qint64 number)
    {
        add(quint32{sizeof number});
        add(static_cast<quint64>(number));
        return *this;
    }
    CanonicalHash& operator<<(const QString& text) { return *this << QByteArrayView(text.toUtf8()); }
    CanonicalHash& operator<<(const QUuid& id) { return *this << QByteArrayView(id.toRfc4122()); }
    [[nodiscard]] QByteArray result() const { return m_hash.result(); }

private:
    template <typename Number>
    void add(Number number)
    {
        std::array<char, sizeof(Number)> bytes{};
        qToBigEndian(number, bytes.data());
        m_hash.addData(QByteArrayView(bytes));
    }

    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }

QByteArray hashOf(const AuditLine& line)
{
    const AuditEntry& entry = line.entry;
    CanonicalHash hash;
    hash << QByteArrayView(kLineMark) << QByteArrayView(line.previous) << line.number << milliseconds(entry.at) << entry.actor << entry.device << entry.action
         << entry.step << entry.merchant.value << qint64{entry.order.value} << entry.operation << QByteArrayView(entry.beforeHash) << QByteArrayView(entry.afterHash)
         << entry.detail;
    return hash.result();
}

// As any database gives it back: half a surrogate or a zero would not survive, and the line would look changed.
QString asKept(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("") : QString::fromUtf8(text.toUtf8()).replace(QChar(QChar::Null), QChar(QChar::ReplacementCharacter));
}

AuditEntry asKept(AuditEntry entry)
{
    for (QString* text : {&entry.actor, &entry.device, &entry.action, &entry.step, &entry.detail})
        *text = asKept(*text);
    return entry;
}

AuditLine lineOf(const QSqlQuery& row)
{
    AuditLine line;
    line.number = row.value(0).toLongLong();
    line.entry = {UtcTime(std::chrono::milliseconds(row.value(1).toLongLong())), row.value(2).toString(), row.value(3).toString(), row.value(4).toString(),
        row.value(5).toString(), merchantOf(row.value(6)), {row.value(7).toLongLong()}, QUuid::fromRfc4122(row.value(8).toByteArray()), row.value(9).toByteArray(),
        row.value(10).toByteArray(), row.value(11).toString()};
    line.previous = row.value(12).toByteArray();
    line.hash = row.value(13).toByteArray();
    line.signature = row.value(14).toByteArray();
    return line;
}

Result<void> readLines(Connection& connection, qint64 after, int most, const std::function<void(const AuditLine&)>& visit)
{
    return connection.each(
        "SELECT number, at, actor, device, action, step, merchant, order_id, operation, before_hash, after_hash, detail, previous, hash, signature"
        " FROM audit_line WHERE number > ? ORDER BY number LIMIT ?",
        {after, most}, [&](const QSqlQuery& row) { visit(lineOf(row)); });
}

Result<void> insert(Connection& connection, const AuditLine& line)
{
    const AuditEntry& entry = line.entry;
    const auto done = connection.execute(
        "INSERT INTO audit_line (number, at, actor, device, action, step, merchant, order_id, operation, before_hash, after_hash, detail, previous, hash, signature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {line.number, milliseconds(entry.at), entry.actor, entry.device, entry.action, entry.step, bound(entry.merchant), qint64{entry.order.value},
            entry.operation.toRfc4122(), bound(entry.beforeHash), bound(entry.afterHash), entry.detail, line.previous, line.hash, line.signature});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Result<AuditCheckpoint> readHead(Connection& connection)
{
    AuditCheckpoint head{0, firstPrevious()};
    const auto read = connection.each("SELECT number, hash FROM audit_line ORDER BY number DESC LIMIT 1", {},
        [&](const QSqlQuery& row) { head = {row.value(0).toLongLong(), row.value(1).toByteArray()}; });
    if (!read)
        return tl::unexpected(read.error());
    return head;
}

/// What a line stands for: all lines up to this one are gone. Never what one of staff's acts is called.
constexpr auto kLogAction = "log";
constexpr auto kForgotten = "forgotten";

QString detailOf(const AuditCheckpoint& last) { return QString::number(last.size) + u' ' + QString::fromLatin1(last.head.toHex()); }

bool standsFor(const AuditLine& line, const AuditCheckpoint& last)
{
    return line.entry.action == QLatin1String(kLogAction) && line.entry.step == QLatin1String(kForgotten) && line.entry.detail == detailOf(last);
}

/// The newest line before all that are of `before` or later; nullopt when there is none.
Result<std::optional<AuditCheckpoint>> lastBefore(Connection& connection, UtcTime before)
{
    std::optional<AuditCheckpoint> last;
    const auto read = connection.each(
        "SELECT number, hash FROM audit_line WHERE number < COALESCE((SELECT MIN(number) FROM audit_line WHERE at >= ?), ?) ORDER BY number DESC LIMIT 1",
        {milliseconds(before), std::numeric_limits<qint64>::max()}, [&](const QSqlQuery& row) { last = {row.value(0).toLongLong(), row.value(1).toByteArray()}; });
    if (!read)
        return tl::unexpected(read.error());
    return last;
}

/// One reading of the log, some lines at a time so that the store can do other work in between. Store thread.
class Verification : public std::enable_shared_from_this<Verification>
{
public:
    Verification(Database& database, AuditLog::Checker checker, std::optional<AuditCheckpoint> known)
        : m_database(database), m_checker(std::move(checker)), m_known(std::move(known))
    {
        m_verdict.head = {0, firstPrevious()};
        m_promise.start();
    }
    ~Verification()
    {
        if (!m_finished) // the database closes: the next step was dropped
            finish(failure(ErrorDomain::Store, ErrorCode::Cancelled));
    }
    Verification(const Verification&) = delete;
    Verification& operator=(const Verification&) = delete;

    [[nodiscard]] QFuture<Result<AuditVerdict>> future() { return m_promise.future(); }

    void post()
    {
        (void)m_database.run([self = shared_from_this()](Connection& connection) -> Result<void> {
            self->step(connection);
            return {};
        });
    }

private:
    void step(Connection& connection)
    {
        if (!m_checker)
            return finish(failure(ErrorDomain::Vault, ErrorCode::VaultLocked));
        int read = 0;
        const auto done = readLines(connection, m_after, kLinesPerStep, [&](const AuditLine& line) {
            ++read;
            m_after = line.number;
            if (!m_verdict.fault)
                check(line);
        });
        if (!done)
            return finish(tl::unexpected(done.error()));
        if (read == kLinesPerStep && !m_verdict.fault)
            return post();
        if (!m_verdict.fault && m_gone) // and no line stands for them
            m_verdict.fault = {1, QStringLiteral("number")};
        if (!m_verdict.fault && m_known && m_known->size > m_verdict.head.size)
            fault("missing-end");
        const auto lines = connection.value("SELECT COUNT(*) FROM audit_line");
        if (!lines)
            return finish(tl::unexpected(lines.error()));
        m_verdict.lines = lines->toLongLong();
        finish(m_verdict);
    }

    void check(const AuditLine& line)
    {
        if (std::exchange(m_first, false) && line.number > 1)
            beginAfter({line.number - 1, line.previous});
        if (line.number != m_verdict.head.size + 1)
            return fault("number");
        if (line.previous != m_verdict.head.head)
            return fault("order");
        if (line.hash != hashOf(line) || (m_known && m_known->size == line.number && m_known->head != line.hash))
            return fault("hash");
        if (!m_checker(line.hash, line.signature))
            return fault("signature");
        m_verdict.head = {line.number, line.hash};
        if (m_gone && standsFor(line, *m_gone))
            m_gone.reset();
    }
    /// The lines up to `last` are not there any more.
    void beginAfter(const AuditCheckpoint& last)
    {
        m_gone = m_verdict.head = last;
        if (m_known && m_known->size == last.size && m_known->head != last.head)
            m_verdict.fault = {last.size, QStringLiteral("hash")};
    }
    void fault(const char* what) { m_verdict.fault = {m_verdict.head.size + 1, QLatin1String(what)}; }

    void finish(Result<AuditVerdict> result)
    {
        m_finished = true;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }

    Database& m_database;
    AuditLog::Checker m_checker;
    std::optional<AuditCheckpoint> m_known;
    QPromise<Result<AuditVerdict>> m_promise;
    AuditVerdict m_verdict;
    std::optional<AuditCheckpoint> m_gone; ///< the last line of a beginning that is missing, until a line is found that stands for it
    bool m_first = true;
    qint64 m_after = std::numeric_limits<qint64>::min();
    bool m_finished = false;
};

} // namespace

QByteArray AuditCheckpoint::toText() const
{
    return kCheckpointMark + QByteArray("\n") + QByteArray::number(size) + '\n' + head.toHex() + '\n';
}

std::optional<AuditCheckpoint> AuditCheckpoint::fromText(QByteArrayView text)
{
    const QList<QByteArray> lines = text.toByteArray().split('\n');
    if (lines.size() != 4)
        return std::nullopt;
    const AuditCheckpoint read{lines[1].toLongLong(), QByteArray::fromHex(lines[2])};
    if (read.size < 0 || read.head.size() != kHashSize || read.toText() != text) // one text for each checkpoint
        return std::nullopt;
    return read;
}

Result<AuditCheckpoint> AuditLog::append(Connection& connection, const AuditEntry& entry)
{
    const auto head = readHead(connection);
    if (!head)
        return head;
    AuditLine line;
    line.number = head->size + 1;
    line.entry = asKept(entry);
    line.previous = head->head;
    line.hash = hashOf(line);
    line.signature = m_signer ? m_signer(line.hash) : QByteArray();
    if (line.signature.isEmpty())
        return failure(ErrorDomain::Vault, ErrorCode::VaultLocked);
    if (const auto done = insert(connection, line); !done)
        return tl::unexpected(done.error());
    return AuditCheckpoint{line.number, line.hash};
}

QFuture<Result<AuditCheckpoint>> AuditLog::append(AuditEntry entry)
{
    return m_database.write(Durability::Power, [this, entry = std::move(entry)](Connection& connection) { return append(connection, entry); });
}

QFuture<Result<AuditCheckpoint>> AuditLog::head()
{
    return m_database.run([](Connection& connection) { return readHead(connection); });
}

QFuture<Result<AuditCheckpoint>> AuditLog::headAfter(AuditCheckpoint known)
{
    return m_database.run([known](Connection& connection) -> Result<AuditCheckpoint> {
        bool goesOn = known.size == 0;
        const auto at = connection.each("SELECT number, previous, hash FROM audit_line WHERE number >= ? ORDER BY number LIMIT 1", {known.size}, [&](const QSqlQuery& row) {
            const qint64 number = row.value(0).toLongLong();
            const bool forgotten = number > known.size + 1; // long ago: whether that was right is for verify() to say
            goesOn = goesOn || forgotten || known.head == row.value(number == known.size ? 2 : 1).toByteArray();
        });
        if (!at)
            return tl::unexpected(at.error());
        if (!goesOn)
            return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("audit_line"));
        return readHead(connection);
    });
}

QFuture<Result<void>> AuditLog::forget(UtcTime before, AuditEntry line)
{
    return m_database.write(Durability::Power, [this, before, line = std::move(line)](Connection& connection) mutable -> Result<void> {
        const auto last = lastBefore(connection, before);
        if (!last || !*last)
            return last ? Result<void>() : Result<void>(tl::unexpected(last.error()));
        line.action = QLatin1String(kLogAction);
        line.step = QLatin1String(kForgotten);
        line.detail = detailOf(**last);
        if (const auto told = append(connection, line); !told)
            return tl::unexpected(told.error());
        if (const auto allowed = connection.execute("UPDATE counter SET next = ? WHERE name = 'audit_line'", {(*last)->size + 1}); !allowed)
            return tl::unexpected(allowed.error());
        const auto gone = connection.execute("DELETE FROM audit_line WHERE number <= ?", {(*last)->size});
        return gone ? Result<void>() : Result<void>(tl::unexpected(gone.error()));
    });
}

QFuture<Result<AuditVerdict>> AuditLog::verify(std::optional<AuditCheckpoint> known)
{
    const auto verification = std::make_shared<Verification>(m_database, m_checker, std::move(known));
    auto verdict = verification->future();
    verification->post();
    return verdict;
}

QFuture<Result<QList<AuditLine>>> AuditLog::lines(qint64 first, int most)
{
    return m_database.run([first, most](Connection& connection) -> Result<QList<AuditLine>> {
        QList<AuditLine> lines;
        if (const auto read = readLines(connection, first - 1, most, [&](const AuditLine& line) { lines.append(line); }); !read)
            return tl::unexpected(read.error());
        return lines;
    });
}

} // namespace t6::store
