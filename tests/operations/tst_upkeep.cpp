// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"
#include "onlooker.h"

#include <operations/writewatch.h>

using namespace t6;
using namespace t6::test;
using operations::OperationReport;

namespace {

/// What someone does who has the file, and no keys.
void cutEndOfAuditLog(const QString& profile)
{
    const auto database = store::Database::open(profile).value();
    const auto cut = database->run([](store::Connection& connection) -> Result<void> {
        if (auto dropped = connection.script(QStringLiteral("DROP TRIGGER IF EXISTS audit_line_kept")); !dropped)
            return dropped;
        const auto done = connection.execute("DELETE FROM audit_line WHERE number = (SELECT MAX(number) FROM audit_line)");
        return done ? Result<void>() : Result<void>(tl::unexpected(done.error()));
    }).result();
    if (!cut)
        qFatal("not cut: %s", qPrintable(oneLine(cut.error())));
}

QString auditFault(operations::Console& console)
{
    const auto report = await(console.verifyAudit());
    return report ? report->fault : oneLine(report.error());
}

} // namespace

/// What a desk does without being asked as time goes by: it stops watching, forgets, and keeps its audit log provable.
class TestUpkeep : public QObject
{
    Q_OBJECT

private slots:
    void watchesForADayAndTellsForAQuarter()
    {
        CorrectionDesk desk;
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(report && report->state == OperationState::Watch);
        desk.clock.forward(std::chrono::hours(25));
        QTRY_COMPARE(desk.state(report->id), OperationState::Done);
        desk.clock.forward(std::chrono::days(90));
        QTRY_COMPARE(await(desk.console->activity(desk.merchant, desk.order)).value().size(), 0);
    }

    void withoutAWindowWhenItEnds()
    {
        CorrectionDesk desk;
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(report && report->state == OperationState::Watch);
        operations::ConsoleOptions script = desk.writeOptions();
        script.background = false;
        for (const auto& [later, state] : {std::pair(std::chrono::hours(23), OperationState::Watch), std::pair(std::chrono::hours(2), OperationState::Done)}) {
            desk.clock.forward(later);
            desk.console.reset();
            desk.console = desk.open(script);
            desk.unlock();
            desk.console.reset();
            const auto operations = Onlooker(desk.profileDir()).operations(desk.merchant, desk.order);
            QCOMPARE(operations.size(), 1);
            QCOMPARE(operations.first().state, state);
        }
    }

    void forgetsWhatItWatchedLongEnough()
    {
        const JsonText order = JsonText::parse(R"({"orderId":7,"internalNotes":"then"})").value();
        OrderPatch patch;
        QVERIFY(patch.set(order, OrderPath::parse(QStringLiteral("internalNotes"), order).value(), "\"sent\""));
        operations::WriteWatch watch;
        const UtcTime confirmed(std::chrono::hours(1'000));
        watch.add({7}, patch, confirmed);
        watch.add({8}, patch, confirmed + std::chrono::hours(1));
        watch.forget(confirmed);
        QVERIFY(watch.watches({7}));
        watch.forget(confirmed + std::chrono::hours(1));
        QVERIFY(!watch.watches({7}));
        QVERIFY(watch.watches({8}));
    }

    void auditLinesGoAfterTwoYears()
    {
        CorrectionDesk desk;
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(report && isConfirmed(*report));
        const auto firstLine = [&desk] {
            const QByteArray lines = await(desk.console->auditLines(1, 1)).value();
            return QJsonDocument::fromJson(lines).object().value(QLatin1String("number")).toInteger();
        };
        const qint64 lines = await(desk.console->verifyAudit()).value().lines;
        desk.clock.forward(std::chrono::days(729));
        desk.reopen();
        QCOMPARE(firstLine(), 1);
        desk.clock.forward(std::chrono::days(3));
        QTRY_COMPARE(firstLine(), lines + 1);
        QCOMPARE(auditFault(*desk.console), QString());
        desk.reopen();
        QCOMPARE(auditFault(*desk.console), QString());
        QVERIFY(desk.console->problems().isEmpty());
    }

    // Whoever kills the program before it locks gains nothing by it.
    void aCutEndIsFoundWithoutALock()
    {
        CorrectionDesk desk;
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(report && isConfirmed(*report));
        // Both are as they would be after a kill: on the disk, and in the folder beside.
        operations::ConsoleOptions look = desk.writeOptions();
        look.readOnly = true;
        const auto lines = await(desk.console->verifyAudit());
        QVERIFY(lines && lines->faultAt == 0);
        QTRY_VERIFY(isWitnessed(look.witnessDir + QStringLiteral("/vaults.ini"), lines->lines));
        for (const char* fault : {"", "missing-end"}) {
            const auto other = desk.open(look);
            QVERIFY(await(other->unlock(kPassphrase), 60'000));
            QCOMPARE(auditFault(*other), QLatin1String(fault));
            cutEndOfAuditLog(desk.profileDir());
        }
    }

    void aCutEndStaysFoundWhateverIsWrittenAfterIt()
    {
        CorrectionDesk desk;
        for (const char* street : {"\"1 Elm Street\"", "\"2 Elm Street\""}) {
            const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), street}}));
            QVERIFY(report && isConfirmed(*report));
            QTRY_COMPARE('"' + desk.details().shipTo.street1.toUtf8() + '"', QByteArray(street));
        }
        desk.console.reset();
        cutEndOfAuditLog(desk.profileDir());
        desk.reopen();
        QTRY_VERIFY(!desk.console->problems().isEmpty());
        QCOMPARE(desk.console->problems().first().error.code, ErrorCode::StoreCorrupt);
        QCOMPARE(auditFault(*desk.console), QStringLiteral("missing-end"));
        for (const char* street : {"\"3 Elm Street\"", "\"4 Elm Street\""}) {
            const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), street}}));
            QVERIFY(report && isConfirmed(*report));
            QTRY_COMPARE('"' + desk.details().shipTo.street1.toUtf8() + '"', QByteArray(street));
        }
        desk.reopen();
        QCOMPARE(auditFault(*desk.console), QStringLiteral("hash"));
        desk.console.reset();

        // A backup put back on purpose is where the log goes on from.
        desk.console = desk.open(desk.writeOptions());
        QVERIFY(await(desk.console->unlock(kPassphrase, true), 60'000));
        QCOMPARE(auditFault(*desk.console), QString());
    }

private:
    static bool isWitnessed(const QString& file, qint64 lines)
    {
        QFile witness(file);
        return witness.open(QIODevice::ReadOnly) && witness.readAll().contains("t6-audit-1\\n" + QByteArray::number(lines) + "\\n");
    }
};

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
