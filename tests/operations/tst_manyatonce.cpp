// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"

#include <operations/operationplan.h>

using namespace t6;
using namespace t6::test;
using operations::Correction;
using operations::OperationReport;

namespace {

const QString kField = QStringLiteral("advancedOptions.customField1");
constexpr int kAll = 1000;

using Reports = std::vector<QFuture<Result<OperationReport>>>;

Reports begin(CorrectionDesk& desk, const QList<Correction>& corrections)
{
    Reports reports;
    for (const Correction& correction : corrections)
        reports.push_back(desk.console->correct(correction));
    return reports;
}

} // namespace

/// Edits of a batch share requests; each order keeps its own reading, record and proof.
class TestManyAtOnce : public QObject
{
    Q_OBJECT

private slots:
    void shareRequests()
    {
        sandbox::SandboxOptions sizes = CorrectionDesk::oneMerchant();
        sizes.orders = 300;
        CorrectionDesk desk(std::chrono::milliseconds(700), sizes);
        desk.console.reset();
        operations::ConsoleOptions calm = desk.writeOptions();
        calm.background = false; // each request is one of the corrections'
        desk.console = CorrectionDesk::open(calm);
        desk.unlock();
        constexpr int kOrders = 100;
        const QList<Correction> corrections = desk.editMany(kOrders, kField, "\"seen\"");
        QCOMPARE(corrections.size(), kOrders);
        desk.at([&] { desk.sandbox().clearLedger(); });
        for (const auto& future : begin(desk, corrections)) {
            const auto report = await(future, 60'000);
            QVERIFY2(report && report->state == OperationState::Watch, report ? operationStateName(report->state) : qPrintable(oneLine(report.error())));
            const QJsonObject order = desk.at([&] { return desk.sandbox().order(0, report->order); });
            QCOMPARE(order.value(QLatin1String("advancedOptions")).toObject().value(QLatin1String("customField1")).toString(), QStringLiteral("seen"));
        }
        const int requests = desk.at([&] { return int(desk.sandbox().ledger().entries().size()); });
        qInfo("%d requests for %d orders, %d of them changes", requests, kOrders, desk.writes());
        QVERIFY2(requests < kOrders * 3 / 2, qPrintable(QString::number(requests)));
        QCOMPARE(desk.violations(), QStringList());
        const auto audit = await(desk.console->verifyAudit());
        QVERIFY(audit && audit->faultAt == 0);
    }

    void takenBackTogether()
    {
        CorrectionDesk desk;
        const QList<Correction> corrections = desk.editMany(5, kField, "\"seen\"");
        QList<OperationReport> done;
        for (const auto& future : begin(desk, corrections))
            done.append(await(future, 30'000).value());
        const int writes = desk.writes();
        const QUuid batch = QUuid::createUuid();
        Reports undone;
        for (const OperationReport& report : done)
            undone.push_back(desk.console->undo(desk.merchant, report.id, batch));
        for (const auto& future : undone)
            QCOMPARE(await(future, 30'000).value().state, OperationState::Watch);
        for (const Correction& correction : corrections) {
            const QJsonObject order = desk.at([&] { return desk.sandbox().order(0, correction.order); });
            QVERIFY(order.value(QLatin1String("advancedOptions")).toObject().value(QLatin1String("customField1")).toString() != QLatin1String("seen"));
        }
        QVERIFY(desk.writes() - writes < corrections.size());
        QCOMPARE(desk.violations(), QStringList());
    }

    void singleCorrectionsGoFirst()
    {
        CorrectionDesk desk;
        QList<Correction> corrections = desk.editMany(kAll, kField, "\"seen\"");
        QVERIFY(corrections.size() > 20);
        Correction urgent = corrections.takeLast();
        urgent.batch = {};
        desk.at([&] { desk.sandbox().clearLedger(); });
        const Reports many = begin(desk, corrections);
        const auto report = desk.send(urgent);
        QVERIFY(report && isConfirmed(*report));
        for (const auto& future : many)
            QVERIFY(isConfirmed(await(future, 30'000).value()));
        // Most of the others were read after it was, and it left alone.
        const QByteArray id = QByteArray::number(urgent.order.value);
        int reads = 0, before = -1, together = 0, withOthers = 0;
        desk.at([&] {
            for (const sandbox::LedgerEntry& entry : desk.sandbox().ledger().entries()) {
                if (entry.target == "/orders/" + id && before < 0)
                    before = reads;
                reads += entry.method == "GET" && entry.target.startsWith("/orders/");
                together += entry.target == "/orders/createorders";
                withOthers += entry.target == "/orders/createorders" && entry.body.contains(id);
            }
        });
        QVERIFY2(before >= 0 && before < reads / 2, qPrintable(QStringLiteral("%1 of %2").arg(before).arg(reads)));
        QVERIFY(together > 0);
        QCOMPARE(withOthers, 0);
    }

    void cancelledBatchesEnd()
    {
        CorrectionDesk desk;
        const QList<Correction> corrections = desk.editMany(kAll, kField, "\"seen\"");
        desk.misbehave(QStringLiteral("GET /orders/* delay ms=30"));
        desk.at([&] { desk.sandbox().clearLedger(); });
        const Reports many = begin(desk, corrections);
        desk.console->cancelBatch(corrections.first().batch);
        int cancelled = 0, confirmed = 0;
        for (const auto& future : many) {
            const auto report = await(future, 30'000);
            cancelled += !report && report.error().code == ErrorCode::Cancelled;
            confirmed += report && isConfirmed(*report);
        }
        QCOMPARE(cancelled + confirmed, int(many.size()));
        QVERIFY(cancelled > 0 && confirmed > 0); // those that had begun go on
        QVERIFY(desk.writes() < confirmed);
        QCOMPARE(desk.violations(), QStringList());
    }

    void lockingWaitsForTheAnswer()
    {
        CorrectionDesk desk;
        const QList<Correction> corrections = desk.editMany(4, kField, "\"seen\"");
        desk.misbehave(QStringLiteral("POST /orders/createorders delay ms=400"));
        const Reports many = begin(desk, corrections);
        QTRY_COMPARE_WITH_TIMEOUT(desk.writes(), 1, 10'000);
        desk.console->lock();
        desk.unlock(); // waits for the lock to end
        for (const Correction& correction : corrections) {
            const auto activity = await(desk.console->activity(desk.merchant, correction.order));
            QVERIFY(activity && activity->size() == 1);
            QTRY_COMPARE(desk.state(activity->first().id), OperationState::Watch);
        }
        QCOMPARE(desk.writes(), 1);
    }

    /// Only what a list shows exactly as wanted, and as written after our reading, proves anything.
    void listsMayLag_data()
    {
        QTest::addColumn<QByteArray>("modified");
        QTest::addColumn<QByteArray>("street");
        QTest::addColumn<bool>("proven");
        QTest::newRow("as wanted, later") << QByteArray("2026-07-01T10:00:01.0000000") << QByteArray("new") << true;
        QTest::newRow("as wanted, but before we read: an older version") << QByteArray("2026-07-01T09:59:59.0000000") << QByteArray("new") << false;
        QTest::newRow("as wanted, at the time of what we read") << QByteArray("2026-07-01T10:00:00.0000000") << QByteArray("new") << false;
        QTest::newRow("later, another's") << QByteArray("2026-07-01T10:00:01.0000000") << QByteArray("theirs") << false;
        QTest::newRow("as before") << QByteArray("2026-07-01T10:00:00.0000000") << QByteArray("old") << false;
        QTest::newRow("without a time") << QByteArray() << QByteArray("new") << false;
    }
    void listsMayLag()
    {
        QFETCH(QByteArray, modified);
        QFETCH(QByteArray, street);
        QFETCH(bool, proven);
        const auto order = [](const QByteArray& time, const QByteArray& text) {
            return "{\"orderId\":1,\"orderStatus\":\"awaiting_shipment\",\"modifyDate\":\"" + time + "\",\"shipTo\":{\"street1\":\"" + text + "\"}}";
        };
        const QByteArray before = order("2026-07-01T10:00:00.0000000", "old");
        operations::OperationPlan plan;
        plan.before = before;
        plan.body = order("2026-07-01T10:00:00.0000000", "new");
        QCOMPARE(operations::isProven(OperationKind::Edit, plan, JsonText::parse(order(modified, street)).value()), proven);
    }
};

QTEST_GUILESS_MAIN(TestManyAtOnce)
#include "tst_manyatonce.moc"
