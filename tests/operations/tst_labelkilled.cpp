// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labeldesk.h"
#include "onlooker.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace t6;
using namespace t6::test;

namespace {

/// T6_KILLS = how often, T6_SEED = which moments.
struct Load
{
    int kills = 20;
    quint32 seed = 1;
    Load()
    {
        if (const int given = qEnvironmentVariableIntValue("T6_KILLS"); given > 0)
            kills = given;
        if (const int given = qEnvironmentVariableIntValue("T6_SEED"); given > 0)
            seed = static_cast<quint32>(given);
    }
};

} // namespace

/// The program killed at any moment while it buys labels: no order has two, each that was bought is known when it runs again, and what it
/// told to be bought lies on the disk.
class TestLabelKilled : public QObject
{
    Q_OBJECT

    QSet<qint64> m_told;
    int m_runs = 0;

    [[nodiscard]] bool runAndKill(const LabelDesk& desk, const QStringList& orders, QRandomGenerator& random)
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral(T6_LABEL_DRIVER), {desk.profileDir(), desk.dir.filePath(QStringLiteral("config")), orders.join(u','), QString::number(m_runs), kPassphrase});
        (void)program.waitForFinished(100 + random.bounded(700));
        if (program.state() != QProcess::Running)
            return false;
        program.kill();
        (void)program.waitForFinished();
        for (const QByteArray& line : program.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                m_told.insert(line.split(' ').first().toLongLong());
        }
        ++m_runs;
        return program.exitStatus() == QProcess::CrashExit;
    }

private slots:
    void nothingIsBoughtTwiceOrForgotten()
    {
        const Load load;
        QRandomGenerator random(load.seed);
        LabelDesk desk;
        desk.console.reset();
        QStringList orders;
        for (const OrderId id : desk.ready)
            orders += QString::number(id.value);
        desk.misbehave(QStringLiteral("POST /orders/createlabelfororder delay ms=60"));
        for (int kill = 0; kill < load.kills; ++kill)
            QVERIFY2(runAndKill(desk, orders, random), "the program ended by itself");
        desk.at([&] { desk.sandbox().clearFaults(); });

        for (const MovableClock& clock : {desk.clock, desk.shipStationClock})
            clock.forward(std::chrono::minutes(16));
        desk.reopen();
        constexpr int kLooks = 4;
        for (int look = 0; look < kLooks; ++look)
            QVERIFY(await(desk.console->lookAgain(), 30'000));
        Onlooker onlooker(desk.profileDir());
        int bought = 0, open = 0;
        for (const OrderId id : desk.ready) {
            desk.order = id;
            const int live = desk.liveLabels();
            QVERIFY2(live <= 1, qPrintable(QStringLiteral("order %1 has %2 labels").arg(id.value).arg(live)));
            int known = 0;
            OperationId label;
            for (const store::JournalRecord& record : onlooker.operations(desk.merchant, id)) {
                QVERIFY2(!blocksOrder(record.state), "an operation without an end");
                if (record.state == OperationState::Watch || record.state == OperationState::Done) {
                    ++known;
                    label = record.id;
                }
                open += record.state == OperationState::NotApplied || record.state == OperationState::NotSent;
            }
            QCOMPARE(known, live);
            bought += live;
            if (m_told.contains(id.value)) {
                QCOMPARE(live, 1);
                QVERIFY2(await(desk.console->labelPdf(desk.merchant, label)), "told to be bought, and its PDF is lost");
            }
        }
        QCOMPARE(bought, desk.purchases());
        QVERIFY(bought > 0);
        qInfo("%d kills, %d labels, %d of them told, %d attempts ended without one", load.kills, bought, static_cast<int>(m_told.size()), open);
    }
};

QTEST_GUILESS_MAIN(TestLabelKilled)
#include "tst_labelkilled.moc"
