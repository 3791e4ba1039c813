// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace t6;
using namespace t6::test;
using operations::Console;
using operations::SyncState;

/// What stays on the disk, what does not, and what comes back after a lock or a restart.
class TestStoredQueue : public QObject
{
    Q_OBJECT

    static std::vector<QueueRow> rowsOf(const Console& console, MerchantId merchant)
    {
        const QueueSnapshot queue = console.queue();
        std::vector<QueueRow> rows;
        if (const auto index = queue.merchantIndex(merchant)) {
            for (const RowId id : queue.rowsOf(*index)) {
                rows.push_back(queue.row(id));
                rows.back().textOffset = 0; // where its text lies in the page says nothing
                rows.back().service = rows.back().assignee = 0; // likewise
            }
        }
        return rows;
    }

    /// A console that looks at the profile without asking ShipStation.
    static std::unique_ptr<Console> look(const Desk& desk)
    {
        auto options = desk.options();
        options.background = false;
        auto console = Desk::open(options);
        if (!await(console->unlock(kPassphrase), 60'000))
            qFatal("not unlocked");
        return console;
    }

private slots:
    void comesBackAfterARestart_data()
    {
        QTest::addColumn<bool>("withPages");
        QTest::newRow("from the queue pages") << true;
        QTest::newRow("from the bodies, after a crash") << false;
    }
    void comesBackAfterARestart()
    {
        QFETCH(bool, withPages);
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const auto before = rowsOf(*desk.console, id);
        QVERIFY(before.size() > 10);
        QTemporaryDir crashed;
        if (!withPages) { // the files as a crash would leave them: without the pages that locking writes
            for (const QString& name : {QStringLiteral("console.db"), QStringLiteral("console.db-wal")})
                QFile::copy(desk.profileDir() + QLatin1Char('/') + name, crashed.filePath(name));
        }
        desk.console.reset();
        if (!withPages) {
            for (const QString& name : {QStringLiteral("console.db"), QStringLiteral("console.db-wal")}) {
                QFile::remove(desk.profileDir() + QLatin1Char('/') + name);
                QFile::copy(crashed.filePath(name), desk.profileDir() + QLatin1Char('/') + name);
            }
            QFile::remove(desk.profileDir() + QStringLiteral("/console.db-shm"));
        }
        desk.console = look(desk);
        QVERIFY2(rowsOf(*desk.console, id).size() == before.size(), "orders are missing");
        QCOMPARE(desk.shown(id), desk.expected(0));
        const auto after = rowsOf(*desk.console, id);
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i].id, before[i].id);
            QCOMPARE(after[i].issues, before[i].issues);
            QCOMPARE(after[i].rawHash, before[i].rawHash);
        }
        for (const qint64 order : desk.shown(id))
            QVERIFY(await(desk.console->order(id, {order})));
    }

    void keepsTheBytesOfAnOrder()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        const auto details = await(desk.console->order(id, order));
        QVERIFY(details);
        const QJsonObject kept = QJsonDocument::fromJson(details->raw).object();
        const QJsonObject there = desk.at([&] { return desk.sandbox().order(0, order); });
        QCOMPARE(kept, there); // fields that no client knows among them
        QVERIFY(details->raw.size() > 500);
    }

    void nothingPersonalOrSecretIsInClear()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const operations::MerchantDraft draft = desk.draft(0);
        QList<QByteArray> needles{draft.apiKey.toUtf8(), draft.apiSecret.toUtf8(), (draft.apiKey + QLatin1Char(':') + draft.apiSecret).toUtf8(), draft.name.toUtf8(),
            kPassphrase.toUtf8()};
        int people = 0;
        for (const qint64 order : desk.shown(id)) {
            const auto details = await(desk.console->order(id, {order}));
            QVERIFY(details);
            if (details->shipTo.name.size() < 6)
                continue;
            needles << details->shipTo.name.toUtf8() << details->shipTo.street1.toUtf8() << details->number.toUtf8();
            if (++people == 15)
                break;
        }
        needles.removeIf([](const QByteArray& needle) { return needle.size() < 6; });
        QVERIFY(needles.size() > 30);
        for (const bool locked : {false, true}) {
            if (locked)
                desk.console.reset();
            for (const QByteArray& needle : std::as_const(needles))
                QVERIFY2(!desk.isOnDisk(needle), "something is on the disk in clear");
        }
        // The search finds what is there.
        QFile file(desk.dir.filePath(QStringLiteral("planted")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("xx" + needles.first() + "yy");
        file.close();
        QVERIFY(desk.isOnDisk(needles.first()));
    }

    void filesArePrivate()
    {
        Desk desk;
        desk.createVault();
        desk.connectAndLoad(0);
        QCOMPARE(QFile::permissions(desk.profileDir()) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther),
            QFile::Permissions());
        for (const QFileInfo& file : QDir(desk.profileDir()).entryInfoList({QStringLiteral("console.db*")}, QDir::Files))
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    }

    void aMemoryOnlyMerchantLeavesNothing()
    {
        Desk desk;
        desk.createVault();
        operations::MerchantDraft draft = desk.draft(0);
        draft.memoryOnly = true;
        const MerchantId id = desk.connect(draft);
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), desk.expected(0), 30'000);
        QTRY_COMPARE(desk.sync(id).phase, SyncState::Phase::Live);
        for (const QueueRow& row : rowsOf(*desk.console, id))
            QCOMPARE(row.bodyChunk, 0U);
        QVERIFY(await(desk.console->order(id, {*desk.shown(id).begin()}))); // bodies are in memory
        desk.console.reset();
        desk.console = look(desk);
        QVERIFY(desk.shown(id).isEmpty());
    }

    void switchingToMemoryOnlyEmptiesTheDisk()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        Merchant merchant = desk.console->merchant(id)->merchant;
        merchant.memoryOnly = true;
        QVERIFY(await(desk.console->updateMerchant(merchant)));
        QTRY_COMPARE(desk.shown(id), desk.expected(0));
        for (const qint64 order : desk.shown(id))
            QVERIFY(await(desk.console->order(id, {order})));
        merchant.memoryOnly = false;
        QVERIFY(await(desk.console->updateMerchant(merchant)));
        QTRY_VERIFY([&] {
            const auto rows = rowsOf(*desk.console, id);
            return std::all_of(rows.begin(), rows.end(), [](const QueueRow& row) { return row.bodyChunk != 0 || row.closedAt != 0; });
        }());
        merchant.memoryOnly = true;
        QVERIFY(await(desk.console->updateMerchant(merchant)));
        desk.console.reset();
        desk.console = look(desk);
        QVERIFY(desk.shown(id).isEmpty());
    }

    void aRemovedMerchantIsGone()
    {
        Desk desk;
        desk.createVault();
        const MerchantId removed = desk.connectAndLoad(0);
        const MerchantId kept = desk.connectAndLoad(1);
        QVERIFY(await(desk.console->removeMerchant(removed)));
        QTRY_VERIFY(desk.shown(removed).isEmpty());
        QVERIFY(!desk.console->merchant(removed));
        QCOMPARE(desk.shown(kept), desk.expected(1));
        desk.console.reset();
        desk.console = look(desk);
        QCOMPARE(desk.console->merchants().size(), 1);
        QVERIFY(desk.shown(removed).isEmpty());
        QVERIFY(await(desk.console->addMerchant(desk.draft(0)))); // and can be connected again
    }

    void closedOrdersGoAfterAWeek()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        desk.at([&] { return desk.sandbox().shipOrder(0, order); });
        QTRY_COMPARE(desk.status(id, order), OrderStatus::Shipped);
        QVERIFY(await(desk.console->order(id, order)));
        desk.clock.forward(std::chrono::hours(24 * 6));
        desk.console->refresh(id);
        QTRY_VERIFY(!desk.console->merchant(id)->sync.error);
        QVERIFY(desk.row(id, order));
        desk.clock.forward(std::chrono::hours(25));
        desk.console->refresh(id);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.row(id, order), 20'000);
        // Compaction moved the others' bodies: they are all still there, now and after a restart.
        for (const qint64 other : desk.shown(id))
            QVERIFY(await(desk.console->order(id, {other})));
        const QSet<qint64> shown = desk.shown(id);
        desk.console.reset();
        desk.console = look(desk);
        QCOMPARE(desk.shown(id), shown);
        QVERIFY(!desk.row(id, order));
        for (const qint64 other : shown)
            QVERIFY(await(desk.console->order(id, {other})));
    }

    void aDamagedChunkComesBackFromShipStation_data()
    {
        QTest::addColumn<bool>("withPages");
        QTest::newRow("rows from the queue pages") << true;
        QTest::newRow("rows from the bodies") << false;
    }
    void aDamagedChunkComesBackFromShipStation()
    {
        QFETCH(bool, withPages);
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const MerchantId other = desk.connectAndLoad(1);
        desk.console.reset();
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("vandal"));
            database.setDatabaseName(desk.profileDir() + QStringLiteral("/console.db"));
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(QStringLiteral("UPDATE order_chunk SET sealed = zeroblob(length(sealed)) WHERE chunk = (SELECT min(chunk) FROM order_chunk)")));
            QCOMPARE(query.numRowsAffected(), 1);
            if (!withPages)
                QVERIFY(query.exec(QStringLiteral("DELETE FROM queue_page")));
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("vandal"));
        desk.console = desk.open();
        desk.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), desk.expected(0), 30'000);
        QCOMPARE(desk.shown(other), desk.expected(1));
        QTRY_VERIFY_WITH_TIMEOUT([&] {
            const QSet<qint64> shown = desk.shown(id);
            return std::all_of(shown.begin(), shown.end(), [&](qint64 order) { return await(desk.console->order(id, {order})).has_value(); });
        }(), 30'000);
        QTRY_VERIFY(!desk.console->problems().isEmpty()); // and it is told
    }

    void lookingIsNotDisturbedByTheWindow()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        auto options = desk.options();
        options.readOnly = true;
        const auto looking = Console::open(options);
        QVERIFY(looking);
        QVERIFY(await((*looking)->unlock(kPassphrase)));
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("window"));
            database.setDatabaseName(desk.profileDir() + QStringLiteral("/console.db"));
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(QStringLiteral("DELETE FROM order_chunk"))); // as when it replaces them
            QVERIFY(query.numRowsAffected() > 0);
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("window"));
        const auto orders = await((*looking)->orders(id));
        QVERIFY(orders);
        QVERIFY(!orders->isEmpty());
    }

    void lockingForgetsEverything()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        desk.console->lock();
        QCOMPARE(desk.console->queue().rowCount(), std::size_t(0));
        QVERIFY(desk.console->merchants().isEmpty());
        QVERIFY(!await(desk.console->order(id, {1})));
        desk.at([&] { desk.sandbox().clearLedger(); });
        QTest::qWait(500); // three of this test's polling intervals
        QCOMPARE(desk.at([&] { return desk.sandbox().ledger().entries().size(); }), std::size_t(0));
        desk.unlock();
        QVERIFY(!desk.shown(id).isEmpty());
    }

    void sameAccountTwiceIsNamed()
    {
        Desk desk;
        desk.createVault();
        desk.connectAndLoad(0);
        operations::MerchantDraft again = desk.draft(0);
        again.name = QStringLiteral("Another Name");
        again.apiKey = desk.sandbox().merchants()[0].secondKey; // the account's other pair
        again.apiSecret = desk.sandbox().merchants()[0].secondSecret;
        const auto test = await(desk.console->testAccount(again));
        QVERIFY(test);
        QCOMPARE(test->sameAccountAs, desk.draft(0).name);
        const auto refused = await(desk.console->addMerchant(again));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
        QVERIFY(refused.error().detail.contains(desk.draft(0).name));
    }

    void badKeysAreRefusedAndNothingIsKept_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<int>("code");
        Desk desk;
        const auto draft = desk.draft(0);
        QTest::newRow("wrong") << QStringLiteral("nobody") << QStringLiteral("knows") << int(ErrorCode::KeysRejected);
        QTest::newRow("swapped") << draft.apiSecret << draft.apiKey << int(ErrorCode::KeysRejected);
        QTest::newRow("no secret") << draft.apiKey << QStringLiteral("  ") << int(ErrorCode::InvalidInput);
        QTest::newRow("a line break inside") << QStringLiteral("a\r\nX-Evil: 1") << draft.apiSecret << int(ErrorCode::InvalidInput);
    }
    void badKeysAreRefusedAndNothingIsKept()
    {
        QFETCH(QString, key);
        QFETCH(QString, secret);
        QFETCH(int, code);
        Desk desk;
        desk.createVault();
        operations::MerchantDraft draft = desk.draft(0);
        draft.apiKey = key;
        draft.apiSecret = secret;
        const auto refused = await(desk.console->addMerchant(draft));
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), code);
        QVERIFY(!oneLine(refused.error()).contains(secret.trimmed()) || secret.trimmed().isEmpty());
        QVERIFY(desk.console->merchants().isEmpty());
        draft = desk.draft(0); // pasted with white space around: taken
        draft.apiKey = QStringLiteral(" \t") + draft.apiKey + QStringLiteral("\n");
        draft.apiSecret = QStringLiteral("\u00a0") + draft.apiSecret + QStringLiteral(" ");
        QVERIFY(await(desk.console->addMerchant(draft)));
    }

    void replacedKeysAreTestedFirst()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const auto refused = await(desk.console->replaceCredentials(id, QStringLiteral("new"), QStringLiteral("wrong")));
        QVERIFY(!refused);
        const auto other = await(desk.console->replaceCredentials(id, desk.draft(1).apiKey, desk.draft(1).apiSecret));
        QVERIFY2(!other && other.error().code == ErrorCode::InvalidInput, "another account's keys were taken");
        const auto& merchant = desk.sandbox().merchants()[0];
        QVERIFY(await(desk.console->replaceCredentials(id, merchant.secondKey, merchant.secondSecret)));
        desk.at([&] { desk.sandbox().expireKey(0); });
        const OrderId added = desk.at([&] { return desk.sandbox().addOrder(0); });
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id).contains(added.value), desk.expected(0).contains(added.value), 10'000);
        QVERIFY(desk.sync(id).phase == SyncState::Phase::Live || desk.sync(id).phase == SyncState::Phase::FirstLoad);
    }
};

QTEST_GUILESS_MAIN(TestStoredQueue)
#include "tst_storedqueue.moc"
