// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "storetest.h"

#include <store/merchantrecords.h>
#include <store/queuepages.h>
#include <store/settingsrecords.h>
#include <store/vaultrecords.h>

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSemaphore>

#include <sys/stat.h>

using namespace t6;
using namespace t6::store;

namespace {

constexpr auto kAcme = "11111111-2222-3333-4444-555555555555";

int modeOf(const QString& path)
{
    struct stat facts = {};
    return stat(QFile::encodeName(path).constData(), &facts) == 0 ? static_cast<int>(facts.st_mode & 07777) : -1;
}

class Umask
{
public:
    explicit Umask(mode_t mask) : m_before(umask(mask)) {}
    ~Umask() { umask(m_before); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

private:
    mode_t m_before;
};

// Runs SQL of the test's own in the store's connection.
Result<void> script(Database& database, const char* statements)
{
    return database.run([statements](Connection& connection) { return connection.script(QLatin1String(statements)); }).result();
}

void overwrite(const QString& path, qint64 at, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray randomBytes(int count)
{
    QRandomGenerator random(5);
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += char(random.bounded(256));
    return bytes;
}

} // namespace

class TestStoreDatabase : public QObject
{
    Q_OBJECT

    const MerchantId m_acme{QUuid(QLatin1String(kAcme))};

    void fill(const Profile& profile, int chunks, qsizetype size)
    {
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        for (int i = 1; i <= chunks; ++i)
            VERIFY_DONE(OrderChunks(**database).append(m_acme, {{i, QByteArray(size, char('a' + i % 20))}}).result());
    }

private slots:
    void filesAreTheOwnersAlone_data()
    {
        QTest::addColumn<int>("mask");
        QTest::newRow("022") << 022;
        QTest::newRow("000") << 0;
        QTest::newRow("077") << 077;
    }
    void filesAreTheOwnersAlone()
    {
        QFETCH(int, mask);
        const Umask umask(static_cast<mode_t>(mask));
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        VERIFY_DONE(SettingsRecords(**database).put({{QStringLiteral("a"), QStringLiteral("b")}}).result());
        QCOMPARE(modeOf(profile.path()), 0700);
        for (const QString& file : profile.files())
            QCOMPARE(modeOf(file), 0600);
    }

    void looserModesAreTightened()
    {
        const Profile profile;
        fill(profile, 3, 100);
        QVERIFY(chmod(qPrintable(profile.path()), 0755) == 0);
        QVERIFY(chmod(qPrintable(profile.filePath()), 0666) == 0);
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        VERIFY_DONE(SettingsRecords(**database).put({{QStringLiteral("a"), QStringLiteral("b")}}).result());
        QCOMPARE(modeOf(profile.path()), 0700);
        for (const QString& file : profile.files())
            QCOMPARE(modeOf(file), 0600);
    }

    void deepFoldersAreMade()
    {
        const QTemporaryDir parent;
        VERIFY_DONE(Database::open(parent.filePath(QStringLiteral("a/b/c/"))));
        QCOMPARE(modeOf(parent.filePath(QStringLiteral("a/b/c"))), 0700);
        VERIFY_DONE(Database::open(parent.filePath(QStringLiteral("name with ? and %41 and #"))));
    }

    void aPlaceThatCannotBeMadeIsNamed()
    {
        const QTemporaryDir parent;
        QFile blocker(parent.filePath(QStringLiteral("file")));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        QCOMPARE(errorOf(Database::open(blocker.fileName())), ErrorCode::FileUnwritable);
        QCOMPARE(errorOf(Database::open(blocker.fileName() + QStringLiteral("/below"))), ErrorCode::FileUnwritable);
        QCOMPARE(errorOf(Database::open(QStringLiteral("/proc/profile"))), ErrorCode::FileUnwritable);
    }

    // Nobody writes to /proc, not even root.
    void aFileThatCannotBeWrittenIsReadOnly()
    {
        const Profile profile;
        QVERIFY(QDir().mkpath(profile.path()));
        QVERIFY(QFile::link(QStringLiteral("/proc/version"), profile.filePath()));
        QCOMPARE(errorOf(Database::open(profile.path())), ErrorCode::StoreReadOnly);
    }

    // Modes do not bind root, and a disk must not be filled in earnest: both are tried on mounts that only a child sees.
    void onAMountOfItsOwn_data()
    {
        QTest::addColumn<QString>("mount");
        QTest::addColumn<QString>("role");
        QTest::newRow("read-only place") << QStringLiteral("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"") << QStringLiteral("--look");
        QTest::newRow("full disk") << QStringLiteral("mount -t tmpfs -o size=3m tmpfs \"$1\"") << QStringLiteral("--fill");
    }
    void onAMountOfItsOwn()
    {
        QFETCH(QString, mount);
        QFETCH(QString, role);
        const Profile profile;
        fill(profile, 3, 100);
        QProcess child;
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QStringLiteral("unshare"), {QStringLiteral("--map-root-user"), QStringLiteral("--mount"), QStringLiteral("sh"), QStringLiteral("-c"),
            mount + QStringLiteral(" || exit 77; exec \"$0\" ") + role + QStringLiteral(" \"$1\""), QCoreApplication::applicationFilePath(), profile.path()});
        if (!child.waitForFinished(30'000) || child.exitCode() == 77 || child.error() == QProcess::FailedToStart)
            QSKIP("No private mounts for this user here.");
        const QByteArray told = child.readAll();
        if (told.startsWith("unshare:"))
            QSKIP("No private mounts for this user here.");
        QCOMPARE(told, QByteArray("as expected\n"));
    }

    void readOnlyModeSeesTheWriterAndWritesNothing()
    {
        const Profile profile;
        QCOMPARE(errorOf(Database::open(profile.path(), Database::Mode::ReadOnly)), ErrorCode::NotFound);
        QVERIFY(!QFile::exists(profile.path()));

        auto writer = Database::open(profile.path());
        VERIFY_DONE(writer);
        VERIFY_DONE(OrderChunks(**writer).append(m_acme, {{1, "one"}}).result());
        auto reader = Database::open(profile.path(), Database::Mode::ReadOnly);
        VERIFY_DONE(reader);
        OrderChunks seen(**reader);
        QCOMPARE(seen.list(m_acme).result().value().size(), 1);
        VERIFY_DONE(OrderChunks(**writer).append(m_acme, {{2, "two"}}).result());
        QCOMPARE(seen.list(m_acme).result().value().size(), 2);

        QCOMPARE(errorOf(seen.append(m_acme, {{3, "three"}}).result()), ErrorCode::StoreReadOnly);
        QCOMPARE(errorOf(seen.reserveIds(1).result()), ErrorCode::StoreReadOnly);
        QCOMPARE(errorOf(MerchantRecords(**reader).purge(m_acme).result()), ErrorCode::StoreReadOnly);
        QCOMPARE(seen.list(m_acme).result().value().size(), 2);
        writer->reset();
        QCOMPARE(seen.list(m_acme).result().value().size(), 2);
    }

    void aSnapshotStaysWhileTheWriterGoesOn()
    {
        const Profile profile;
        auto writer = Database::open(profile.path());
        VERIFY_DONE(writer);
        OrderChunks written(**writer);
        const auto first = written.append(m_acme, {{1, "one"}}).result();
        VERIFY_DONE(first);
        auto reader = Database::open(profile.path(), Database::Mode::ReadOnly);
        VERIFY_DONE(reader);
        OrderChunks seen(**reader);
        VERIFY_DONE((*reader)->takeSnapshot().result());
        QCOMPARE(seen.list(m_acme).result().value().size(), 1);
        VERIFY_DONE(script(**writer, "PRAGMA busy_timeout=50;\n"));
        VERIFY_DONE(written.replace(m_acme, {1}, {{2, "compacted"}, {3, "more"}}, *first).result());
        QCOMPARE(seen.list(m_acme).result().value().size(), 1);
        QCOMPARE(seen.load(m_acme, 1).result().value(), QByteArray("one"));
        VERIFY_DONE((*reader)->takeSnapshot().result());
        QCOMPARE(seen.list(m_acme).result().value().size(), 2);
        QCOMPARE(errorOf(seen.load(m_acme, 1).result()), ErrorCode::NotFound);
        reader->reset();
        VERIFY_DONE(written.append(m_acme, {{4, "next"}}).result());
        QCOMPARE((*writer)->size().result().value().logBytes, 0); // what the reader delayed is done
    }

    void anotherProcessMakesTheStoreBusy()
    {
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        VERIFY_DONE(script(**database, "PRAGMA busy_timeout=50;\n"));
        QProcess other; // the sqlite3 shell is not at hand everywhere: this program writes as the other process
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), profile.path()});
        QVERIFY(other.waitForReadyRead(10'000));
        OrderChunks chunks(**database);
        QCOMPARE(errorOf(chunks.append(m_acme, {{1, "x"}}).result()), ErrorCode::StoreBusy);
        QCOMPARE(chunks.list(m_acme).result().value().size(), 0); // reading goes on
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished(10'000));
        VERIFY_DONE(chunks.append(m_acme, {{1, "x"}}).result());
    }

    void aNewerSchemaIsLeftAlone()
    {
        const Profile profile;
        {
            auto database = Database::open(profile.path());
            VERIFY_DONE(script(**database, "INSERT INTO schema_version VALUES (9999, '9999_later', 0);\n"));
        }
        for (const auto mode : {Database::Mode::ReadWrite, Database::Mode::ReadOnly}) {
            const auto refused = Database::open(profile.path(), mode);
            QCOMPARE(errorOf(refused), ErrorCode::StoreNewer);
            QCOMPARE(refused.error().detail, QStringLiteral("9999"));
        }
    }

    void anOlderSchemaNeedsAWriter()
    {
        const Profile profile;
        fill(profile, 1, 100);
        {
            auto database = Database::open(profile.path());
            VERIFY_DONE(script(**database, "DELETE FROM schema_version;\n"));
        }
        QCOMPARE(errorOf(Database::open(profile.path(), Database::Mode::ReadOnly)), ErrorCode::StoreReadOnly);
        // A migration that fails half-way leaves the schema as it was: its tables exist already.
        QCOMPARE(errorOf(Database::open(profile.path())), ErrorCode::StoreFailed);
    }

    void damageIsNoticed_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("truncateTo");
        QTest::newRow("header overwritten") << 0 << randomBytes(100) << -1;
        QTest::newRow("text file") << 0 << QByteArray("Dear diary, this is no database at all.") << -1;
        QTest::newRow("schema page overwritten") << 100 << randomBytes(16'000) << -1;
        QTest::newRow("a table's page overwritten") << 16'384 << randomBytes(16'384) << -1;
        QTest::newRow("a later page zeroed") << 5 * 16'384 << QByteArray(16'384, '\0') << -1;
        QTest::newRow("cut within the first page") << -1 << QByteArray() << 500;
        QTest::newRow("cut in the middle") << -1 << QByteArray() << 16'384 * 6 + 100;
    }
    void damageIsNoticed()
    {
        QFETCH(int, at);
        QFETCH(QByteArray, bytes);
        QFETCH(int, truncateTo);
        const Profile profile;
        fill(profile, 20, 40'000);
        QVERIFY(!QFile::exists(profile.files()[1])); // all of it lies in the database
        if (at >= 0)
            overwrite(profile.filePath(), at, bytes);
        if (truncateTo >= 0)
            QVERIFY(QFile::resize(profile.filePath(), truncateTo));
        QCOMPARE(errorOf(Database::open(profile.path())), ErrorCode::StoreCorrupt);
        QCOMPARE(errorOf(Database::open(profile.path(), Database::Mode::ReadOnly)), ErrorCode::StoreCorrupt);
    }

    void damageWhileOpenIsNoticed()
    {
        const Profile profile;
        fill(profile, 900, 40'000); // larger than what is checked at opening
        QVERIFY(QFileInfo(profile.filePath()).size() > 33 << 20);
        QVERIFY(QFile::resize(profile.filePath(), 20 << 20));
        auto database = Database::open(profile.path());
        if (database)
            QCOMPARE(errorOf(OrderChunks(**database).read(m_acme, 0, [](auto) {}).result()), ErrorCode::StoreCorrupt);
        else
            QCOMPARE(database.error().code, ErrorCode::StoreCorrupt);
    }

    // A database that may not grow reports what a full disk does (SQLITE_FULL).
    void aFullDiskLosesNothing()
    {
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        OrderChunks chunks(**database);
        VERIFY_DONE(chunks.append(m_acme, {{1, "kept"}}).result());
        VERIFY_DONE(script(**database, "PRAGMA max_page_count=30;\n"));
        qint64 id = 2;
        Result<qint64> appended;
        for (; id < 100; ++id) {
            appended = chunks.append(m_acme, {{id, QByteArray(40'000, 'x')}, {1000 + id, "small"}}).result();
            if (!appended)
                break;
        }
        QCOMPARE(errorOf(appended), ErrorCode::StoreFull);
        QCOMPARE(errorOf(QueuePages(**database).replace(m_acme, 1, {QByteArray(400'000, 'x')}).result()), ErrorCode::StoreFull);
        QCOMPARE(chunks.list(m_acme).result().value().size(), 2 * (id - 2) + 1); // whole appends only
        QCOMPARE(chunks.load(m_acme, 1).result().value(), QByteArray("kept"));

        VERIFY_DONE(script(**database, "PRAGMA max_page_count=1000000;\n"));
        VERIFY_DONE(chunks.append(m_acme, {{id, QByteArray(40'000, 'x')}}).result());
    }

    void failedWorkChangesNothing()
    {
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        const auto failed = (*database)->write(Durability::Power, [](Connection& connection) -> Result<void> {
            (void)connection.execute("INSERT INTO setting (name, value) VALUES ('half', 'done')");
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput);
        });
        QCOMPARE(errorOf(failed.result()), ErrorCode::InvalidInput);
        QVERIFY(SettingsRecords(**database).load().result().value().isEmpty());
    }

    void errorsQuoteNoValues()
    {
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        const auto refused = (*database)->write(Durability::Process, [](Connection& connection) {
            return connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", {QStringLiteral("NEEDLE"), QVariant()});
        });
        QCOMPARE(refused.result().error().detail, QStringLiteral("QSQLITE 1299, setting"));
    }

    void durabilityIsSetPerTransaction()
    {
        const Profile profile;
        auto database = Database::open(profile.path());
        VERIFY_DONE(database);
        const auto synchronous = [&](Durability durability) {
            return (*database)->write(durability, [](Connection& connection) { return connection.value("PRAGMA synchronous"); }).result().value().toInt();
        };
        QCOMPARE(synchronous(Durability::Power), 2);
        QCOMPARE(synchronous(Durability::Process), 1);
        QCOMPARE(synchronous(Durability::Power), 2);
        QCOMPARE((*database)->run([](Connection& connection) { return connection.value("PRAGMA secure_delete"); }).result().value().toInt(), 1);
        QCOMPARE((*database)->run([](Connection& connection) { return connection.value("PRAGMA journal_mode"); }).result().value().toString(), QStringLiteral("wal"));
    }
};

// On a read-only mount: refused to a writer, readable for all others.
QByteArray look(const QString& profile)
{
    if (const auto writer = Database::open(profile); errorOf(writer) != ErrorCode::StoreReadOnly)
        return "a writer was let in";
    const auto reader = Database::open(profile, Database::Mode::ReadOnly);
    if (!reader)
        return "no reader: " + reader.error().detail.toUtf8();
    const auto list = OrderChunks(**reader).list(MerchantId{QUuid(QLatin1String(kAcme))}).result();
    return list && list->size() == 3 ? "as expected" : "chunks are missing";
}

// On a disk of 3 MB: full at some time, whole before and after.
QByteArray fillUp(const QString& profile)
{
    const MerchantId acme{QUuid(QLatin1String(kAcme))};
    auto database = Database::open(profile);
    if (!database)
        return "not opened: " + database.error().detail.toUtf8();
    Result<qint64> appended = 0;
    qsizetype done = 0;
    for (qint64 id = 1; appended && id < 200; ++id) {
        appended = OrderChunks(**database).append(acme, {{id, QByteArray(50'000, 'x')}}).result();
        done += appended.has_value();
    }
    if (errorOf(appended) != ErrorCode::StoreFull)
        return "error " + QByteArray::number(int(errorOf(appended)));
    if (OrderChunks(**database).list(acme).result().value().size() != done)
        return "chunks are missing";
    database->reset();
    const auto again = Database::open(profile, Database::Mode::ReadOnly);
    if (!again || OrderChunks(**again).list(acme).result().value().size() != done)
        return "chunks are missing afterwards";
    return done > 5 ? "as expected" : "full too early";
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 3 && arguments[1] == u"--hold") { // holds the write lock until its input ends
        auto database = Database::open(arguments[2]);
        return database && (*database)->write(Durability::Process, [](Connection&) -> Result<void> {
            (void)puts("held");
            (void)fflush(stdout);
            (void)getchar();
            return {};
        }).result()
            ? 0
            : 1;
    }
    if (arguments.size() == 3 && (arguments[1] == u"--look" || arguments[1] == u"--fill")) {
        (void)puts((arguments[1] == u"--look" ? look(arguments[2]) : fillUp(arguments[2])).constData());
        return 0;
    }
    TestStoreDatabase test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storedatabase.moc"
