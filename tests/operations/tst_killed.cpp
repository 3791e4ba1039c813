// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"
#include "onlooker.h"

#include <QDate>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QTimer>

#include <array>

using namespace t6;
using namespace t6::test;

namespace {

using State = OperationState;

constexpr int kEachCommand = 8; // of so many kills one is of a command; the others are of the driver

/// Merchants who edit their orders at any moment, for as long as this lives.
class Merchants
{
public:
    Merchants(CorrectionDesk& desk, bool work, quint32 seed)
        : m_desk(desk)
    {
        if (!work)
            return;
        m_desk.at([&] {
            m_timer = new QTimer(&m_desk.sandbox());
            QObject::connect(m_timer, &QTimer::timeout, m_timer, [&shipStation = m_desk.sandbox(), random = QRandomGenerator(seed), seed, note = 0]() mutable {
                const std::vector<OrderId> orders = shipStation.orderIds(0, "awaiting_shipment");
                (void)shipStation.merchantEdit(0, orders[random.bounded(static_cast<quint32>(orders.size()))], QStringLiteral("internalNotes"), QStringLiteral("live %1.%2").arg(seed).arg(++note)); // each text once
            });
            m_timer->start(5);
        });
    }
    ~Merchants()
    {
        m_desk.at([this] { delete m_timer; });
    }
    Merchants(const Merchants&) = delete;
    Merchants& operator=(const Merchants&) = delete;

private:
    CorrectionDesk& m_desk;
    QTimer* m_timer = nullptr;
};

constexpr std::array kFields{"customField1", "customField2"}; // of the driver; of the command line

/// What an edit wrote into its order's field: each text once in all runs.
QByteArray textOf(const QJsonObject& order, const char* field)
{
    return order.value(QLatin1String("advancedOptions")).toObject().value(QLatin1String(field)).toString().toUtf8();
}

/// T6_KILLS = how often, T6_SEED = which moments.
struct Load
{
    int kills = 500;
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

    struct Known
    {
        QString number;
        OrderId id;
    };
    QList<Known> m_orders; ///< that the command line works on
    QString m_merchant, m_tag;
    QHash<QByteArray, qint64> m_told; ///< confirmed edits, by their text: the order
    QHash<qint64, QByteArray> m_lastTold; ///< of the driver's
    int m_ended = 0; ///< command lines that were faster than the kill
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
        program.start(QStringLiteral(T6_EDIT_DRIVER), {desk.profileDir(), desk.dir.filePath(QStringLiteral("config")), QStringLiteral("run%1").arg(run), desk.recoveryKey, syncs(run) ? QStringLiteral("sync") : QString()});
        if (!program.waitForStarted())
            return false;
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
    /// In every other run; in those between, merchants edit at any moment. Not both: a page with a merchant's change that has reached this
    /// computer, but not the desk yet, is a change that we were shown, to ShipStation's ledger.
    static bool syncs(int run) { return run % 2 == 0; }

    // --- the real command line --------------------------------------------------------------------------------------------
    void findOrders(CorrectionDesk& desk)
    {
        const auto state = desk.console->merchant(desk.merchant);
        m_merchant = state->merchant.name;
        m_tag = QString::fromStdString(std::string(state->facts.tags->front().name));
        const QueueSnapshot queue = desk.console->queue();
        for (const RowId id : queue.rowsOf(*queue.merchantIndex(desk.merchant))) {
            if (queue.row(id).issues == 0 && static_cast<OrderStatus>(queue.row(id).status) == OrderStatus::AwaitingShipment)
                m_orders.append({QString::fromStdString(std::string(queue.number(id))), {queue.row(id).id}});
        }
        QFile passphrase(desk.dir.filePath(QStringLiteral("passphrase")));
        QVERIFY(passphrase.open(QIODevice::WriteOnly));
        passphrase.write(kPassphrase.toUtf8());
        passphrase.close();
        passphrase.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    static void startCommand(QProcess& program, const CorrectionDesk& desk, const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), desk.dir.filePath(QStringLiteral("config")));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(T6_CLI), QStringList{QStringLiteral("--profile"), desk.profileDir(), QStringLiteral("--passphrase-file"), desk.dir.filePath(QStringLiteral("passphrase"))} + arguments);
        program.closeWriteChannel();
    }
    /// Exit code, or -1.
    static int runCommand(const CorrectionDesk& desk, const QStringList& arguments)
    {
        QProcess program;
        startCommand(program, desk, arguments);
        return program.waitForFinished(60'000) && program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    }
    /// Kills one command at any moment of `length` and lets another find out what became of it.
    [[nodiscard]] bool killCommand(const CorrectionDesk& desk, int run, qint64 length, QRandomGenerator& random)
    {
        const Known& order = m_orders[random.bounded(int(m_orders.size()))];
        const QString text = QStringLiteral("cli%1").arg(run);
        const QStringList named{m_merchant, order.number};
        const bool fixes = random.bounded(2) == 0;
        QStringList command{QStringLiteral("order")};
        if (fixes)
            command += QStringList{QStringLiteral("fix")} + named + QStringList{QStringLiteral("advancedOptions.customField2=") + text};
        else if (random.bounded(2) == 0)
            command += QStringList{QStringLiteral("hold")} + named + QStringList{QDate(2031, 1, 1).addDays(run).toString(Qt::ISODate)};
        else
            command += QStringList{QStringLiteral("tag")} + named + QStringList{m_tag};
        QProcess program;
        startCommand(program, desk, command + QStringList{QStringLiteral("--yes")});
        (void)program.waitForFinished(int(random.bounded(length)));
        program.kill();
        (void)program.waitForFinished();
        if (program.exitStatus() == QProcess::NormalExit) {
            ++m_ended;
            if (fixes && program.exitCode() == 0)
                m_told.insert(text.toUtf8(), order.id.value);
        }
        const int found = runCommand(desk, {QStringLiteral("journal"), QStringLiteral("resume")});
        return found == 0 || found == 3 || found == 4;
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
            QHash<qint64, QByteArray> last; // applied, of the driver's
            QHash<QByteArray, bool> applied;
            int sent = 0;
            for (const sandbox::LedgerEntry& entry : desk.sandbox().ledger().entries()) {
                if (entry.method != "POST")
                    continue;
                ++sent;
                if (!entry.target.startsWith("/orders/createorder"))
                    continue;
                const QJsonObject order = QJsonDocument::fromJson(entry.body).object();
                const QByteArray text = textOf(order, kFields[0]), other = textOf(order, kFields[1]);
                if (++posts[text + ' ' + other] > 1)
                    return QStringLiteral("sent twice: ") + QLatin1String(text + ' ' + other);
                if (!entry.applied)
                    continue;
                QByteArray& before = last[order.value(QLatin1String("orderId")).toInteger()];
                if (text != before && applied.contains(text))
                    return QStringLiteral("set back: ") + QLatin1String(text);
                before = text;
                applied[text] = applied[other] = true;
            }
            if (sent > mayHaveSent)
                return QStringLiteral("%1 requests for %2 operations on disk").arg(sent).arg(mayHaveSent);
            for (auto told = m_told.cbegin(); told != m_told.cend(); ++told) {
                if (!applied.contains(told.key()))
                    return QStringLiteral("said to be confirmed and never happened: ") + QLatin1String(told.key());
            }
            for (auto order = m_lastTold.cbegin(); order != m_lastTold.cend(); ++order) {
                const QByteArray now = textOf(desk.sandbox().order(0, {order.key()}), kFields[0]);
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
        findOrders(desk);
        QVERIFY(m_orders.size() > 3);
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
        QCOMPARE(runCommand(desk, {QStringLiteral("order"), QStringLiteral("show"), m_merchant, m_orders.first().number}), 0);
        const qint64 length = 2 * time.elapsed(); // of a command that reads, sends and reads again
        int commands = 0;
        for (int run = 0; run < load.kills; ++run) {
            if (run % kEachCommand == 0) {
                ++commands;
                QVERIFY2(killCommand(desk, run, length, random), "the journal could not be resumed");
            } else {
                Merchants merchants(desk, !syncs(run), load.seed + quint32(run));
                QVERIFY2(runAndKill(desk, run, random), "the program ended by itself");
            }
            noteStates(onlooker.operations(desk.merchant, {}));
            merchantWorks(desk, run, random);
        }

        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.clock.forward(std::chrono::minutes(3)); // the command line's quarantines are over
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
        qInfo("%d kills (%d of commands, of which %d had ended) in %.1f s, seed %u: %d operations, %d told as confirmed, 0 violations; operations open at a kill: intent %d, sending %d, replied %d, unknown %d; %d kills met none",
            load.kills, commands, m_ended, double(time.elapsed()) / 1000, load.seed, int(operations.size()), int(m_told.size()), in(State::Intent), in(State::Sending), in(State::Replied), in(State::Unknown), m_quietKills);
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
