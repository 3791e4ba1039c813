// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journaltest.h"

#include <QCryptographicHash>
#include <QElapsedTimer>

#include <functional>

using namespace t6;
using namespace t6::store;

namespace {

constexpr int kLines = 110; // of the log that is tampered with
constexpr int kPositions = 100;
constexpr int kColumns = 15;
enum Column { Number, At, Actor, Device, Action, Step, Merchant, Order, Operation, Before, After, Detail, Previous, Hash, Signature };

using Rows = QList<QVariantList>;

AuditEntry numbered(qint64 number)
{
    AuditEntry entry = entryFor(recordFor(MerchantId{QUuid(0x11111111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)}, number), OperationState::Done, at(1'700'000'000'000 + number));
    entry.detail = QString::number(number);
    return entry;
}

UtcTime timeOf(qint64 number) { return numbered(number).at; }

AuditEntry byTheDesk()
{
    AuditEntry entry;
    entry.at = at(1'800'000'000'000);
    entry.actor = QStringLiteral("agent");
    return entry;
}

bool appendMany(Database& database, AuditLog& audit, qint64 first, qint64 last)
{
    return database.write(Durability::Process, [&](Connection& connection) -> Result<void> {
        for (qint64 number = first; number <= last; ++number) {
            if (const auto told = audit.append(connection, numbered(number)); !told)
                return tl::unexpected(told.error());
        }
        return {};
    }).result().has_value();
}

// What someone does who has the file, and no keys.
Rows readRows(Database& database)
{
    Rows rows;
    (void)database.run([&](Connection& connection) {
        return connection.each("SELECT * FROM audit_line ORDER BY number", {}, [&](const QSqlQuery& row) {
            QVariantList values;
            for (int i = 0; i < kColumns; ++i)
                values.append(row.value(i));
            rows.append(values);
        });
    }).result();
    return rows;
}

bool writeRows(Database& database, const Rows& rows)
{
    return database.write(Durability::Process, [&](Connection& connection) -> Result<void> {
        auto done = connection.execute("DELETE FROM audit_line");
        for (const QVariantList& row : rows) {
            if (done)
                done = connection.execute("INSERT INTO audit_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row);
        }
        if (!done)
            return tl::unexpected(done.error());
        return {};
    }).result().has_value();
}

void renumber(Rows& rows)
{
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i][Number] = i + 1;
}

QVariant changed(const QVariant& value)
{
    if (value.typeId() == QMetaType::QByteArray) {
        QByteArray bytes = value.toByteArray();
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        return bytes;
    }
    return value.typeId() == QMetaType::QString ? QVariant(value.toString() + u'x') : QVariant(value.toLongLong() + 1);
}

/// `position` counts from 0. Changes the rows and says which line is the first that does not fit.
using Tamper = std::function<qint64(Rows&, qsizetype position)>;

qint64 edit(Rows& rows, qsizetype position)
{
    const int column = At + int(position % (kColumns - 1));
    rows[position][column] = changed(rows[position][column]);
    return position + 1;
}
qint64 removeLine(Rows& rows, qsizetype position)
{
    rows.removeAt(position);
    return position + 1;
}
qint64 removeAndCloseTheGap(Rows& rows, qsizetype position)
{
    rows.removeAt(position);
    renumber(rows);
    return position + 1;
}
qint64 insertCopy(Rows& rows, qsizetype position)
{
    rows.insert(position + 1, rows[position]);
    renumber(rows);
    return position + 2;
}
qint64 insertBelowTheFirst(Rows& rows, qsizetype position)
{
    rows.prepend(rows[position]);
    rows.first()[Number] = -position;
    return 1;
}
qint64 swapNeighbours(Rows& rows, qsizetype position)
{
    rows.swapItemsAt(position, position + 1);
    renumber(rows);
    return position + 1;
}
qint64 moveAway(Rows& rows, qsizetype position)
{
    rows.move(position, (position + 50) % kPositions);
    renumber(rows);
    return std::min(position, (position + 50) % kPositions) + 1;
}
qint64 cutEnd(Rows& rows, qsizetype position)
{
    rows.resize(position);
    return position + 1;
}
qint64 swapSignatures(Rows& rows, qsizetype position)
{
    std::swap(rows[position][Signature], rows[position + 1][Signature]);
    return position + 1;
}
qint64 cutSignature(Rows& rows, qsizetype position)
{
    rows[position][Signature] = position % 2 ? QByteArray("") : rows[position][Signature].toByteArray().chopped(1);
    return position + 1;
}

} // namespace

class TestAuditLog : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Desk> m_desk;
    Rows m_rows; // kLines of them, with the head of the last
    AuditCheckpoint m_head;

    AuditLog& audit() { return m_desk->audit; }
    std::optional<AuditVerdict::Fault> faultNow(std::optional<AuditCheckpoint> known = {}) { return audit().verify(known).result().value().fault; }
    void dropTriggers()
    {
        VERIFY_DONE(m_database->run([](Connection& connection) {
            return connection.script(QStringLiteral("DROP TRIGGER audit_line_kept;\nDROP TRIGGER audit_line_fixed;\n"));
        }).result());
    }
    void prepareRows()
    {
        if (m_rows.isEmpty()) {
            QVERIFY(appendMany(*m_database, audit(), 1, kLines));
            m_head = audit().head().result().value();
            m_rows = readRows(*m_database);
            QCOMPARE(m_rows.size(), kLines);
        }
        dropTriggers();
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<Profile>();
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        m_database = std::move(*opened);
        m_desk = std::make_unique<Desk>(*m_database);
    }
    void cleanup()
    {
        m_desk.reset();
        m_database.reset();
        m_profile.reset();
    }

    void keepsWhatItWasTold()
    {
        AuditEntry entry = numbered(1);
        entry.actor = QStringLiteral("ünï €\U0001F600");
        const auto head = audit().append(entry).result();
        VERIFY_DONE(head);
        QCOMPARE(head->size, 1);
        VERIFY_DONE(audit().append(AuditEntry()).result()); // nothing of it need be there
        const auto lines = audit().lines(1, 10).result().value();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].entry, entry);
        QCOMPARE(lines[0].number, 1);
        QCOMPARE(lines[0].previous, QByteArray(32, '\0'));
        QCOMPARE(lines[0].hash, head->head);
        QCOMPARE(lines[1].entry, AuditEntry());
        QCOMPARE(lines[1].previous, lines[0].hash);
        QCOMPARE(audit().lines(2, 10).result().value().size(), 1);
        QCOMPARE(audit().lines(1, 1).result().value().size(), 1);
        QCOMPARE(audit().head().result().value(), (AuditCheckpoint{2, lines[1].hash}));
        QVERIFY(!faultNow());
    }

    void oddTextStaysVerifiable()
    {
        AuditEntry entry;
        entry.actor = QStringLiteral("half ") + QChar(0xd800) + u'x';
        entry.detail = QStringLiteral("zero ") + QChar(QChar::Null) + QStringLiteral(" and on");
        VERIFY_DONE(audit().append(entry).result());
        QVERIFY(!faultNow());
        QVERIFY(audit().lines(1, 1).result().value().first().entry.detail.endsWith(QStringLiteral(" and on")));
    }

    // The format is a promise: written down once more, by other means.
    void theHashIsOfTheCanonicalForm()
    {
        AuditEntry entry = numbered(258);
        entry.operation = QUuid(QStringLiteral("00010203-0405-0607-0809-0a0b0c0d0e0f"));
        const QByteArray hash = audit().append(entry).result().value().head;
        QByteArray form;
        const auto part = [&form](const QByteArray& bytes) { form += QByteArray::fromHex(QByteArray::number(bytes.size(), 16).rightJustified(8, '0')) + bytes; };
        part("t6-audit-line-1");
        part(QByteArray(32, '\0'));
        part(QByteArray::fromHex("0000000000000001"));
        part(QByteArray::fromHex(QByteArray::number(1'700'000'000'258, 16).rightJustified(16, '0')));
        for (const char* text : {"agent", "desk", "edit", "done"})
            part(text);
        part(QByteArray::fromHex("11111111000000000000000000000000"));
        part(QByteArray::fromHex("0000000000000102"));
        part(QByteArray::fromHex("000102030405060708090a0b0c0d0e0f"));
        part(QByteArray(32, 'b'));
        part(QByteArray(32, 'a'));
        part("258");
        QCOMPARE(hash.toHex(), QCryptographicHash::hash(form, QCryptographicHash::Sha256).toHex());
    }

    void noLineWithoutASignature()
    {
        m_desk->locked = true;
        QCOMPARE(errorOf(audit().append(numbered(1)).result()), ErrorCode::VaultLocked);
        QCOMPARE(audit().head().result().value(), (AuditCheckpoint{0, QByteArray(32, '\0')}));
        AuditLog keyless(*m_database, {}, {});
        QCOMPARE(errorOf(keyless.append(numbered(1)).result()), ErrorCode::VaultLocked);
        QCOMPARE(errorOf(keyless.verify({}).result()), ErrorCode::VaultLocked);
    }

    void theDatabaseOnlyAppends()
    {
        QVERIFY(appendMany(*m_database, audit(), 1, 3));
        const Rows before = readRows(*m_database);
        const auto refused = [this](Sql statement) { return errorOf(m_database->run([statement](Connection& connection) { return connection.execute(statement); }).result()); };
        QCOMPARE(refused("UPDATE audit_line SET detail = 'other' WHERE number = 2"), ErrorCode::StoreFailed);
        QCOMPARE(refused("DELETE FROM audit_line WHERE number = 3"), ErrorCode::StoreFailed);
        QCOMPARE(refused("DELETE FROM audit_line"), ErrorCode::StoreFailed);
        QCOMPARE(readRows(*m_database), before);
    }

    void aWholeLogIsInOrder_data()
    {
        QTest::addColumn<int>("lines");
        for (const int lines : {0, 1, 2, 499, 500, 501, 1'000, 1'234}) // around the steps of the reading
            QTest::addRow("%d", lines) << lines;
    }
    void aWholeLogIsInOrder()
    {
        QFETCH(int, lines);
        QVERIFY(appendMany(*m_database, audit(), 1, lines));
        const AuditCheckpoint head = audit().head().result().value();
        for (const auto& known : {std::optional<AuditCheckpoint>(), std::optional(head)}) {
            const auto verdict = audit().verify(known).result();
            VERIFY_DONE(verdict);
            QVERIFY(!verdict->fault);
            QCOMPARE(verdict->lines, lines);
            QCOMPARE(verdict->head, head);
        }
        QVERIFY(appendMany(*m_database, audit(), lines + 1, lines + 3));
        QVERIFY(!faultNow(head)); // it went on from there
    }

    void tampering_data()
    {
        QTest::addColumn<Tamper>("tamper");
        QTest::addColumn<QSet<QString>>("whats");
        const auto row = [](const char* name, Tamper tamper, QSet<QString> whats) { QTest::newRow(name) << tamper << whats; };
        row("edit", edit, {QStringLiteral("hash"), QStringLiteral("order"), QStringLiteral("signature")});
        row("delete", removeLine, {QStringLiteral("number")});
        row("delete and close the gap", removeAndCloseTheGap, {QStringLiteral("order")});
        row("insert a copy", insertCopy, {QStringLiteral("order")});
        row("insert below the first", insertBelowTheFirst, {QStringLiteral("number")});
        row("swap neighbours", swapNeighbours, {QStringLiteral("order")});
        row("move", moveAway, {QStringLiteral("order")});
        row("truncate", cutEnd, {QStringLiteral("missing-end")});
        row("swap signatures", swapSignatures, {QStringLiteral("signature")});
        row("cut a signature", cutSignature, {QStringLiteral("signature")});
    }
    void tampering()
    {
        QFETCH(Tamper, tamper);
        QFETCH(QSet<QString>, whats);
        prepareRows();
        int found = 0;
        QSet<QString> seen;
        for (qsizetype position = 0; position < kPositions; ++position) {
            Rows rows = m_rows;
            const qint64 first = tamper(rows, position);
            QVERIFY(writeRows(*m_database, rows));
            const auto fault = faultNow(m_head);
            QVERIFY2(fault, qPrintable(QStringLiteral("not found at %1").arg(position)));
            QCOMPARE(fault->number, first);
            seen.insert(fault->what);
            ++found;
        }
        QCOMPARE(found, kPositions);
        QCOMPARE(seen, whats);
        QVERIFY(writeRows(*m_database, m_rows));
        QVERIFY(!faultNow(m_head)); // the control: what was written back is whole
    }

    void aCutEndNeedsTheCheckpoint()
    {
        prepareRows();
        Rows rows = m_rows;
        (void)cutEnd(rows, 60);
        QVERIFY(writeRows(*m_database, rows));
        QVERIFY(!faultNow());
        QCOMPARE(faultNow(m_head)->what, QStringLiteral("missing-end"));
        // Continued by the program itself beyond where it was: the known line is another now.
        QVERIFY(appendMany(*m_database, audit(), 1'000, 1'000 + kLines));
        QVERIFY(!faultNow());
        QCOMPARE(faultNow(m_head)->what, QStringLiteral("hash"));
        QCOMPARE(faultNow(m_head)->number, kLines);
    }

    void aForgedContinuationHasNoSignature()
    {
        prepareRows();
        AuditLog forger(
            *m_database, [keys = profileKeys(8)](QByteArrayView hash) { return keys->auditSign(hash); }, {});
        for (qsizetype position = 0; position < kPositions; ++position) {
            Rows rows = m_rows;
            (void)cutEnd(rows, position);
            QVERIFY(writeRows(*m_database, rows));
            QVERIFY(appendMany(*m_database, forger, 500, 500 + kLines - position)); // a perfect chain
            const auto fault = faultNow();
            QVERIFY(fault);
            QCOMPARE(fault->number, position + 1);
            QCOMPARE(fault->what, QStringLiteral("signature"));
        }
    }

    void whatIsOldMayGo_data()
    {
        QTest::addColumn<QList<int>>("cuts"); // each: the first line that is too young to go
        QTest::addColumn<int>("left");
        QTest::newRow("nothing is old") << QList<int>{1} << kLines;
        QTest::newRow("the first") << QList<int>{2} << kLines;
        QTest::newRow("some") << QList<int>{51} << kLines - 49;
        QTest::newRow("some, twice") << QList<int>{51, 61} << kLines - 58;
        QTest::newRow("some, and then nothing more") << QList<int>{51, 51, 20} << kLines - 49;
        QTest::newRow("all") << QList<int>{kLines + 1} << 1;
        QTest::newRow("all, twice") << QList<int>{kLines + 1, kLines * 10} << 1;
    }
    void whatIsOldMayGo()
    {
        QFETCH(QList<int>, cuts);
        QFETCH(int, left);
        QVERIFY(appendMany(*m_database, audit(), 1, kLines));
        const auto lines = audit().lines(1, kLines).result().value();
        const AuditCheckpoint known = audit().head().result().value();
        for (const int young : cuts)
            VERIFY_DONE(audit().forget(timeOf(young), byTheDesk()).result());
        const auto verdict = audit().verify(known).result().value();
        QVERIFY(!verdict.fault);
        QCOMPARE(verdict.lines, left);
        QCOMPARE(audit().lines(1, kLines * 2).result().value().size(), left);
        QCOMPARE(audit().headAfter(known).result().value(), verdict.head);
        for (const AuditLine& line : lines) { // whatever was seen of it before
            QVERIFY(!faultNow(AuditCheckpoint{line.number, line.hash}));
            VERIFY_DONE(audit().headAfter({line.number, line.hash}).result());
        }
        QVERIFY(appendMany(*m_database, audit(), 1'000, 1'003));
        QVERIFY(!faultNow(known));
    }

    void aCutBeginningNeedsItsLine()
    {
        QVERIFY(appendMany(*m_database, audit(), 1, kLines));
        const auto cut = audit().lines(50, 1).result().value().first();
        VERIFY_DONE(audit().forget(timeOf(51), byTheDesk()).result());
        QCOMPARE(faultNow(AuditCheckpoint{50, QByteArray(32, 'x')})->what, QStringLiteral("hash"));
        QCOMPARE(errorOf(audit().headAfter({50, QByteArray(32, 'x')}).result()), ErrorCode::StoreCorrupt);
        const auto deleteUpTo = [this](qint64 number) {
            return m_database->write(Durability::Process, [number](Connection& connection) { return connection.execute("DELETE FROM audit_line WHERE number <= ?", {number}); }).result();
        };
        QVERIFY(deleteUpTo(50).has_value());
        QCOMPARE(errorOf(deleteUpTo(51)), ErrorCode::StoreFailed);
        dropTriggers();
        for (int number = 51; number <= kLines; ++number) {
            QVERIFY(deleteUpTo(number).has_value());
            const auto fault = faultNow();
            QVERIFY(fault);
            QCOMPARE(fault->number, 1);
            QCOMPARE(fault->what, QStringLiteral("number"));
        }
        // A line of someone who has no keys stands for nothing.
        AuditLog forger(
            *m_database, [keys = profileKeys(8)](QByteArrayView hash) { return keys->auditSign(hash); }, {});
        VERIFY_DONE(forger.forget(at(1'900'000'000'000), byTheDesk()).result());
        QCOMPARE(faultNow()->what, QStringLiteral("signature"));
        QVERIFY(faultNow(AuditCheckpoint{cut.number, cut.hash}));
    }

    void nothingGoesWithoutItsLine()
    {
        QVERIFY(appendMany(*m_database, audit(), 1, kLines));
        const Rows before = readRows(*m_database);
        m_desk->locked = true;
        QCOMPARE(errorOf(audit().forget(timeOf(51), byTheDesk()).result()), ErrorCode::VaultLocked);
        QCOMPARE(readRows(*m_database), before);
    }

    void checkpointsHaveOneText()
    {
        const AuditCheckpoint checkpoint{1'234, QByteArray(16, '\xab') + QByteArray(16, '\x01')};
        const QByteArray text = checkpoint.toText();
        QCOMPARE(text, QByteArray("t6-audit-1\n1234\n" + QByteArray("ab").repeated(16) + QByteArray("01").repeated(16) + '\n'));
        QCOMPARE(AuditCheckpoint::fromText(text), std::optional(checkpoint));
        for (qsizetype i = 0; i < text.size(); ++i) {
            QVERIFY(!AuditCheckpoint::fromText(text.first(i)));
            QByteArray broken = text;
            broken[i] = '_';
            QVERIFY(!AuditCheckpoint::fromText(broken));
        }
        for (const QByteArray& other : {text + '\n', QByteArray(text).replace("1234", "01234"), QByteArray(text).replace("1234", "-1"), QByteArray(text).replace("ab", "AB"),
                 QByteArray(text).replace("1234", "99999999999999999999")})
            QVERIFY2(!AuditCheckpoint::fromText(other), other.constData());
    }

    void otherWorkGetsItsTurn()
    {
        QVERIFY(appendMany(*m_database, audit(), 1, 3'000));
        auto verdict = audit().verify({});
        const auto between = m_database->run([&verdict](Connection&) -> Result<bool> { return verdict.isFinished(); }).result();
        QVERIFY(!between.value());
        QCOMPARE(verdict.result().value().lines, 3'000);
    }

    void closingEndsAVerification()
    {
        QVERIFY(appendMany(*m_database, audit(), 1, 3'000));
        auto verdict = audit().verify({});
        m_desk.reset();
        m_database.reset();
        QVERIFY(verdict.isFinished());
        QCOMPARE(errorOf(verdict.result()), ErrorCode::Cancelled);
    }

    void verifyingCostsLittleMoreThanItsSignatures()
    {
        bool given = false;
        const int wanted = qEnvironmentVariableIntValue("T6_AUDIT_LINES", &given);
        const int lines = given ? wanted : 5'000;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(appendMany(*m_database, audit(), 1, lines));
        const qint64 appending = timer.restart();
        QVERIFY(!faultNow());
        const qint64 whole = timer.elapsed();

        QList<std::pair<QByteArray, QByteArray>> signatures;
        for (const QVariantList& row : readRows(*m_database))
            signatures.append({row[Hash].toByteArray(), row[Signature].toByteArray()});
        const auto keys = profileKeys();
        timer.restart();
        for (const auto& [hash, signature] : signatures)
            QVERIFY(keys->auditVerify(hash, signature));
        const qint64 plain = std::max<qint64>(timer.elapsed(), 1);
        qInfo("%d lines: appended in %lld ms, verified in %lld ms, %.2f times their signatures alone (%lld ms)", lines, appending, whole, double(whole) / double(plain), plain);
    }
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_auditlog.moc"
