// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

#include <QScopeGuard>

#include <sys/mount.h>

using namespace t6;
using namespace t6::test;
using operations::Console;
using operations::SyncState;

/// Each way in which ShipStation misbehaves, on each thing we ask for: nothing is lost, nothing crashes, the queue ends up right.
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void recovers_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        const QStringList paths{QStringLiteral("/orders*"), QStringLiteral("/carriers"), QStringLiteral("/carriers/listservices*"), QStringLiteral("/carriers/listpackages*"),
            QStringLiteral("/warehouses"), QStringLiteral("/stores*"), QStringLiteral("/users*"), QStringLiteral("/accounts/listtags")};
        const QStringList kinds{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("429 ms=1000"), QStringLiteral("500"), QStringLiteral("502html"),
            QStringLiteral("delay ms=300"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("expired-key"), QStringLiteral("html"), QStringLiteral("redirect=http://127.0.0.1:9/")};
        for (const QString& path : paths) {
            for (const QString& kind : kinds) {
                // A 429 says that the key's budget is used up, which takes a minute to come back. Once is enough: all paths share
                // the session, and its budget is tested there.
                if (kind.startsWith(QLatin1String("429")) && path != paths.first())
                    continue;
                QTest::addRow("%s %s", qPrintable(path), qPrintable(kind)) << path << kind;
            }
        }
    }
    void recovers()
    {
        QFETCH(QString, path);
        QFETCH(QString, kind);
        if (!m_shared) { // one desk for all rows: a start costs more than a row
            m_shared = std::make_unique<Desk>();
            m_shared->createVault();
            m_merchant = m_shared->connectAndLoad(0);
        }
        Desk& desk = *m_shared;
        const MerchantId id = m_merchant;
        const auto fault = sandbox::parseFault(QStringLiteral("GET %1 %2 n=1 times=1").arg(path, kind));
        QVERIFY2(fault, qPrintable(fault ? QString() : fault.error().detail));
        desk.at([&] {
            desk.sandbox().addFault(*fault);
            desk.sandbox().clearLedger();
        });
        desk.at([&] { (void)desk.sandbox().addOrder(0); });
        // A complete reading asks for everything; it may fail, the next one must not.
        const auto pass = desk.console->syncOnce({id});
        QTRY_VERIFY_WITH_TIMEOUT(pass.isFinished(), 90'000);
        QVERIFY2(desk.at([&] {
            const auto& entries = desk.sandbox().ledger().entries();
            return std::any_of(entries.begin(), entries.end(), [](const sandbox::LedgerEntry& entry) { return !entry.fault.isEmpty(); });
        }), "the fault did not happen");
        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.console->refresh(id);
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), desk.expected(0), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.sync(id).phase, SyncState::Phase::Live, 30'000);
    }

    void namesThePoisonedOrderAndShowsTheRest()
    {
        Desk desk;
        desk.createVault();
        const QList<qint64> open = desk.expected(0).values();
        QVERIFY(open.size() > 5);
        const OrderId poisoned{open[2]};
        sandbox::Fault fault;
        fault.kind = sandbox::FaultKind::Poison;
        fault.argument = QString::number(poisoned.value);
        desk.at([&] { desk.sandbox().addFault(fault); });
        const MerchantId id = desk.connect(0);
        QSet<qint64> rest = desk.expected(0);
        rest.remove(poisoned.value);
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), rest, 60'000);
        QTRY_VERIFY(!desk.sync(id).skippedOrders.isEmpty());
        QTRY_VERIFY(!desk.console->problems().isEmpty());
        QVERIFY(oneLine(desk.console->problems().first().error).contains(QStringLiteral("skipped")));
    }

    void waitsOutALongLimit()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        sandbox::Fault fault;
        fault.kind = sandbox::FaultKind::TooManyRequests;
        fault.time = std::chrono::minutes(10);
        fault.times = 1;
        desk.at([&] {
            desk.sandbox().addFault(fault);
            desk.sandbox().clearLedger();
        });
        QTRY_COMPARE_WITH_TIMEOUT(desk.sync(id).phase, SyncState::Phase::Limited, 10'000);
        QVERIFY(desk.sync(id).resumesAt);
        QVERIFY(*desk.sync(id).resumesAt > desk.clock.clock().now() + std::chrono::minutes(8));
        QTest::qWait(1'000); // six of this test's polling intervals
        QCOMPARE(desk.at([&] { return desk.sandbox().ledger().entries().size(); }), std::size_t(1)); // calm: nothing more is sent
        QVERIFY(!desk.shown(id).isEmpty());
    }

    void aServerThatIsNotShipStation()
    {
        Desk desk;
        desk.createVault();
        sandbox::Fault fault;
        fault.kind = sandbox::FaultKind::Html;
        desk.at([&] { desk.sandbox().addFault(fault); });
        const auto refused = await(desk.console->addMerchant(desk.draft(0)), 60'000);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotShipStation);
        operations::MerchantDraft draft = desk.draft(0);
        draft.apiUrl = QStringLiteral("http://ssapi.shipstation.com");
        const auto plain = await(desk.console->addMerchant(draft));
        QVERIFY(!plain);
        QCOMPARE(plain.error().code, ErrorCode::UrlRefused);
        draft.apiUrl = QStringLiteral("http://127.0.0.1:1");
        const auto nobody = await(desk.console->addMerchant(draft), 60'000);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, ErrorCode::ConnectionRefused);
    }

    void aFullDiskStopsNeitherTheQueueNorTheProgram()
    {
        QTemporaryDir mountPoint;
        if (mount("tmpfs", qPrintable(mountPoint.path()), "tmpfs", 0, "size=1500k") != 0)
            QSKIP("needs the right to mount a small file system");
        const auto unmount = qScopeGuard([&mountPoint] { umount(qPrintable(mountPoint.path())); });
        sandbox::SandboxOptions sizes = Desk::small();
        sizes.merchants = 1;
        sizes.orders = 6'000;
        Desk desk(sizes);
        auto options = desk.options();
        options.profileDir = mountPoint.filePath(QStringLiteral("profile"));
        desk.console.reset();
        desk.console = Desk::open(options);
        desk.createVault();
        QFile filler(mountPoint.filePath(QStringLiteral("filler")));
        const MerchantId id = desk.connect(0);
        QVERIFY(filler.open(QIODevice::WriteOnly));
        const QByteArray block(64 * 1024, 'x');
        while (filler.write(block) == block.size() && filler.flush()) { }
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), desk.expected(0), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.console->problems().isEmpty(), 30'000);
        const auto problems = desk.console->problems();
        QVERIFY(std::any_of(problems.begin(), problems.end(), [](const auto& problem) { return problem.error.code == ErrorCode::StoreFull; }));
        for (const qint64 order : desk.shown(id).values().mid(0, 20))
            QVERIFY(await(desk.console->order(id, {order})));
        filler.close();
        QVERIFY(filler.remove());
        // With space again the next complete reading writes what memory holds.
        const auto pass = desk.console->syncOnce({id});
        QTRY_VERIFY_WITH_TIMEOUT(pass.isFinished(), 60'000);
        QVERIFY(pass.result().first().orders);
    }

private:
    std::unique_ptr<Desk> m_shared;
    MerchantId m_merchant;
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
