// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"
#include "onlooker.h"

#include <QElapsedTimer>
#include <QHash>
#include <QProcess>
#include <QRandomGenerator>

#include <array>

using namespace t6;
using namespace t6::test;

namespace {

using State = OperationState;

/// What an edit wrote into its order's field.
QByteArray textOf(const QByteArray& body)
{
    return QJsonDocument::fromJson(body).object().value(QLatin1String("advancedOptions")).toObject().value(QLatin1String("customField1")).toString().toUtf8();
}

/// T6_KILLS = how often, T6_SEED = which moments.
struct Load
{
    int kills = 150;
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

/// The program killed at any moment while it edits, again and again: what it said is so, nothing was sent twice, and everything ends.
class TestKilled : public QObject
{
    Q_OBJECT

    QHash<QByteArray, qint64> m_told; ///< confirmed edits, by their text: the order
    QHash<qint64, QByteArray> m_lastTold;
    std::array<int, static_cast<std::size_t>(State::Count)> m_killedIn{};
    int m_quietKills = 0;

    void read(const QByteArray& output)
    {
        for (const QByteArray& line : output.first(output.lastIndexOf('\n') + 1).trimmed().split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() != 2)
                continue;
            m_told.insert(words[1], words[0].toLongLong());
            m_lastTold.insert(words[0].toLongLong(), words[1]);
        }
    }
    /// False when the program ended by itself.
    [[nodiscard]] bool runAndKill(const CorrectionDesk& desk, int run, QRandomGenerator& random)
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral(T6_EDIT_DRIVER), {desk.profileDir(), desk.dir.filePath(QStringLiteral("config")), QStringLiteral("run%1").arg(run), kPassphrase});
        QByteArray told;
        if (random.bounded(4) != 0) { // else anywhere, also while it starts
            while (told.isEmpty() && program.waitForReadyRead(20'000))
                told += program.readAllStandardOutput();
        }
        (void)program.waitForFinished(random.bounded(120));
        if (program.state() != QProcess::Running)
            return false;
        program.kill();
        (void)program.waitForFinished();
        read(told + program.readAllStandardOutput());
        return program.exitStatus() == QProcess::CrashExit;
    }
    void noteStates(const QList<store::JournalRecord>& operations)
    {
        int open = 0;
        for (const store::JournalRecord& record : operations) {
            if (blocksOrder(record.state)) {
                ++m_killedIn[static_cast<std::size_t>(record.state)];
                ++open;
            }
        }
        m_quietKills += open == 0;
    }
    /// Merchants go on working between two runs.
    static void merchantWorks(CorrectionDesk& desk, int run, QRandomGenerator& random)
    {
        const std::vector<OrderId> orders = desk.at([&] { return desk.sandbox().orderIds(0, "awaiting_shipment"); });
        const OrderId order = orders[random.bounded(static_cast<quint32>(orders.size()))];
        desk.at([&] { (void)desk.sandbox().merchantEdit(0, order, QStringLiteral("internalNotes"), QStringLiteral("note %1").arg(run)); });
    }
    /// "" when ShipStation was sent each edit once, after it was on disk, and holds what was said.
    [[nodiscard]] QString judge(CorrectionDesk& desk, const QList<store::JournalRecord>& operations)
    {
        int mayHaveSent = 0;
        for (const store::JournalRecord& record : operations) {
            if (blocksOrder(record.state))
                return QStringLiteral("without an end: ") + QLatin1String(operationStateName(record.state));
            mayHaveSent += record.state != State::NotSent;
        }
        return desk.at([&]() -> QString {
            QHash<QByteArray, int> posts;
            QHash<qint64, QByteArray> last; // applied
            QHash<QByteArray, bool> applied;
            int sent = 0;
            for (const sandbox::LedgerEntry& entry : desk.sandbox().ledger().entries()) {
                if (entry.method != "POST")
                    continue;
                ++sent;
                const QByteArray text = textOf(entry.body);
                if (!text.isEmpty() && ++posts[text] > 1)
                    return QStringLiteral("sent twice: ") + QLatin1String(text);
                if (entry.applied) {
                    applied[text] = true;
                    last[QJsonDocument::fromJson(entry.body).object().value(QLatin1String("orderId")).toInteger()] = text;
                }
            }
            if (sent > mayHaveSent)
                return QStringLiteral("%1 requests for %2 operations on disk").arg(sent).arg(mayHaveSent);
            for (auto told = m_told.cbegin(); told != m_told.cend(); ++told) {
                if (!applied.contains(told.key()))
                    return QStringLiteral("said to be confirmed and never happened: ") + QLatin1String(told.key());
            }
            for (auto order = m_lastTold.cbegin(); order != m_lastTold.cend(); ++order) {
                const QByteArray now = desk.sandbox().order(0, {order.key()}).value(QLatin1String("advancedOptions")).toObject().value(QLatin1String("customField1")).toString().toUtf8();
                if (now != last[order.key()])
                    return QStringLiteral("order %1 holds “%2” instead of “%3”").arg(order.key()).arg(QLatin1String(now), QLatin1String(last[order.key()]));
            }
            return desk.sandbox().checkInvariants().join(QLatin1Char(' '));
        });
    }

private slots:
    void nothingIsLostOrDoneTwice()
    {
        const Load load;
        CorrectionDesk desk(std::chrono::milliseconds(300));
        desk.console.reset();
        desk.at([&] {
            desk.sandbox().clearLedger();
            // So that a kill meets every state.
            for (const char* fault : {"POST /orders/createorder close-after p=0.04", "POST /orders/createorder 500-after p=0.04", "POST /orders/createorder close-before p=0.04",
                     "POST /orders/createorder delay ms=12 p=0.3", "GET /orders/* delay ms=8 p=0.2"})
                desk.sandbox().addFault(sandbox::parseFault(QString::fromLatin1(fault)).value());
        });
        Onlooker onlooker(desk.profileDir());
        QRandomGenerator random(load.seed);
        QElapsedTimer time;
        time.start();
        for (int run = 0; run < load.kills; ++run) {
            QVERIFY2(runAndKill(desk, run, random), "the program ended by itself");
            noteStates(onlooker.operations(desk.merchant, {}));
            merchantWorks(desk, run, random);
        }

        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.reopen();
        QList<store::JournalRecord> operations;
        QVERIFY(QTest::qWaitFor([&] {
            operations = onlooker.operations(desk.merchant, {});
            return std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return blocksOrder(record.state); });
        }, 20'000));
        const QString broken = judge(desk, operations);
        QVERIFY2(broken.isEmpty(), qPrintable(QStringLiteral("%1; T6_SEED=%2 T6_KILLS=%3").arg(broken).arg(load.seed).arg(load.kills)));
        const auto audit = await(desk.console->verifyAudit(), 60'000);
        QVERIFY(audit && audit->faultAt == 0);
        const auto in = [this](State state) { return m_killedIn[static_cast<std::size_t>(state)]; };
        QVERIFY2(in(State::Intent) + in(State::Sending) + in(State::Replied) + in(State::Unknown) > 0, "never killed under load");
        qInfo("%d kills in %.1f s, seed %u: %d operations, %d told as confirmed, 0 violations; operations open at a kill: intent %d, sending %d, replied %d, unknown %d; %d kills met none",
            load.kills, double(time.elapsed()) / 1000, load.seed, int(operations.size()), int(m_told.size()), in(State::Intent), in(State::Sending), in(State::Replied), in(State::Unknown), m_quietKills);
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
