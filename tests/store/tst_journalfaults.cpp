// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journaltest.h"

#include <support/failingdisk.h>

#include <QDir>
#include <QSemaphore>

#include <cerrno>

using namespace t6;
using namespace t6::store;
using t6::test::FailingDisk;
using State = OperationState;

namespace {

using Call = std::function<Result<void>()>;

/// A call that changes something. `prepare` brings the database to where it can be made, for the nth time.
struct Transition
{
    QByteArray name;
    std::function<Call(Desk&, int)> prepare;
};

constexpr UtcTime kLater{std::chrono::milliseconds(5'000)};
const MerchantId kAcme{QUuid(0x11111111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)};

Call beginning(Desk& desk, int n)
{
    return [&desk, record = recordFor(kAcme, n)] { return desk.journal.begin(record, entryFor(record, State::Intent)).result(); };
}

Call expiring(Desk& desk, int n)
{
    (void)operationIn(desk, kAcme, n, State::Watch).value();
    (void)operationIn(desk, kAcme, n, State::Rejected).value();
    return [&desk] { return desk.journal.expire(kLater, kLater).result(); };
}

Call noting(Desk& desk, int n)
{
    return [&desk, entry = entryFor(recordFor(kAcme, n), State::Closed)]() -> Result<void> {
        if (const auto told = desk.audit.append(entry).result(); !told)
            return tl::unexpected(told.error());
        return {};
    };
}

QList<Transition> transitions()
{
    QList<Transition> all{{"begin", beginning}};
    for (const State from : kStates) {
        for (const State to : kStates) {
            if (!mayFollow(from, to))
                continue;
            all.append({QByteArray(operationStateName(from)) + " > " + operationStateName(to), [from, to](Desk& desk, int n) -> Call {
                const auto record = operationIn(desk, kAcme, n, from).value();
                return [&desk, record, from, to] { return step(desk, record, from, to, kLater); };
            }});
        }
    }
    all.append({"expire", expiring});
    all.append({"a line of its own", noting});
    return all;
}

/// The database as a crash would leave it now: opened again from what its files hold.
QList<QVariantList> afterACrash(const Profile& profile)
{
    const Profile copy;
    QDir().mkpath(copy.path());
    for (int file = 0; file < 2; ++file) // not the log's index: it is made anew
        QFile::copy(profile.files()[file], copy.files()[file]);
    const auto database = Database::open(copy.path());
    return database ? contents(**database) : QList<QVariantList>();
}

Result<void> pragma(Database& database, const char* statement)
{
    return database.run([statement](Connection& connection) { return connection.script(QLatin1String(statement)); }).result();
}

} // namespace

/// Each transition × each way in which storage fails: the call says so, and nothing of it happened.
class TestJournalFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Desk> m_desk;
    int m_operations = 0;
    int m_cells = 0;
    int m_reappeared = 0;

    static void addTransitions()
    {
        QTest::addColumn<int>("number");
        const auto all = transitions();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name.constData()) << i;
    }
    [[nodiscard]] Call prepared(int transition) { return transitions()[transition].prepare(*m_desk, ++m_operations); }

    void failEachCall(int transition, FailingDisk::Call kind, FailingDisk::Lasting lasting, int error, ErrorCode expected)
    {
        const Call call = prepared(transition);
        const auto before = contents(*m_database);
        QList<QList<QVariantList>> crashes;
        bool done = false;
        for (int nth = 1; !done; ++nth) {
            QVERIFY2(nth < 200, "it never succeeds");
            int failures = 0;
            Result<void> result;
            {
                const FailingDisk disk(kind, nth, lasting, error);
                result = call();
                failures = disk.failures();
            }
            done = failures == 0;
            if (done) {
                VERIFY_DONE(result);
                QVERIFY2(nth > 1, "the disk was never asked");
                break;
            }
            ++m_cells;
            QCOMPARE(errorOf(result), expected);
            QVERIFY(contents(*m_database) == before);
            if (lasting == FailingDisk::Lasting::Once && error == EIO)
                crashes.append(afterACrash(*m_profile));
        }
        const auto after = contents(*m_database);
        QVERIFY(after != before);
        for (const auto& crash : crashes) {
            QVERIFY2(crash == before || crash == after, "half of it was there after a crash");
            m_reappeared += crash == after;
        }
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<Profile>();
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        m_database = std::move(*opened);
        m_desk = std::make_unique<Desk>(*m_database);
        VERIFY_DONE(pragma(*m_database, "PRAGMA busy_timeout=0;\n"));
    }
    void cleanup()
    {
        QVERIFY(!m_desk->audit.verify({}).result().value().fault);
        m_desk.reset();
        m_database.reset();
        m_profile.reset();
    }
    void cleanupTestCase() { qInfo("%d cells; %d failed calls were there as a whole after a crash", m_cells, m_reappeared); }

    void theDiskFails_data() { addTransitions(); }
    void theDiskFails()
    {
        QFETCH(int, number);
        for (const auto lasting : {FailingDisk::Lasting::Once, FailingDisk::Lasting::ForEver}) {
            failEachCall(number, FailingDisk::Call::Write, lasting, EIO, ErrorCode::StoreFailed);
            failEachCall(number, FailingDisk::Call::Write, lasting, ENOSPC, ErrorCode::StoreFull);
            failEachCall(number, FailingDisk::Call::Sync, lasting, EIO, ErrorCode::StoreFailed);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void theStoreIsBusy_data() { addTransitions(); }
    void theStoreIsBusy()
    {
        QFETCH(int, number);
        const Call call = prepared(number);
        const auto before = contents(*m_database);
        auto other = Database::open(m_profile->path());
        VERIFY_DONE(other);
        QSemaphore held;
        QSemaphore enough;
        const auto holding = (*other)->write(Durability::Process, [&](Connection&) -> Result<void> {
            held.release();
            enough.acquire();
            return {};
        });
        held.acquire();
        const auto refused = call();
        const auto during = contents(*m_database);
        enough.release();
        VERIFY_DONE(holding.result());
        QCOMPARE(errorOf(refused), ErrorCode::StoreBusy);
        QVERIFY(during == before);
        ++m_cells;
        VERIFY_DONE(call());
        QVERIFY(contents(*m_database) != before);
    }

    void theStoreIsReadOnly_data() { addTransitions(); }
    void theStoreIsReadOnly()
    {
        QFETCH(int, number);
        const Call call = prepared(number);
        const auto before = contents(*m_database);
        VERIFY_DONE(pragma(*m_database, "PRAGMA query_only=ON;\n"));
        QCOMPARE(errorOf(call()), ErrorCode::StoreReadOnly);
        QVERIFY(contents(*m_database) == before);
        ++m_cells;
        VERIFY_DONE(pragma(*m_database, "PRAGMA query_only=OFF;\n"));
        VERIFY_DONE(call());
        QVERIFY(contents(*m_database) != before);
    }

    void theVaultIsLocked_data() { addTransitions(); }
    void theVaultIsLocked()
    {
        QFETCH(int, number);
        const QByteArray name = transitions()[number].name;
        const bool silent = name == "expire" || name == "intent > sending"; // have no line
        const Call call = prepared(number);
        const auto before = contents(*m_database);
        m_desk->locked = true;
        QCOMPARE(errorOf(call()), silent ? kNoError : ErrorCode::VaultLocked);
        QCOMPARE(contents(*m_database) == before, !silent);
        ++m_cells;
    }
};

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "tst_journalfaults.moc"
