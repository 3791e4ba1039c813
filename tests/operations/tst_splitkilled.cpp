// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "onlooker.h"
#include "splitdesk.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QStringList>

#include <map>

using namespace t6;
using namespace t6::test;
using operations::SplitReport;

namespace {

using Units = QMap<QString, int>;

constexpr int kOrders = 12;
constexpr int kLongest = 300; ///< ms of work before a kill: about one split
constexpr int kEachSync = 5; ///< of so many runs one reads the lists, too
constexpr int kRecent = 50; ///< operations that can be open at a kill

constexpr int kOfDesk = 100; ///< kills; more would make each start read a longer past

/// The option's value if it is given.
int given(const char* option, int usual)
{
    const int value = qEnvironmentVariableIntValue(option);
    return value > 0 ? value : usual;
}

} // namespace

/// The program killed at any moment while it splits orders and takes the splits back: at no kill is a unit in no order or shippable twice,
/// and when it runs again everything ends, as it was told to have ended.
class TestSplitKilled : public QObject
{
    Q_OBJECT

    QList<OrderId> m_originals;
    std::map<qint64, QJsonObject> m_before;
    int m_told = 0, m_openAtKill = 0;

    /// False when the program ended by itself.
    [[nodiscard]] bool runAndKill(const SplitDesk& desk, int run, QRandomGenerator& random)
    {
        QStringList orders;
        for (const OrderId id : m_originals)
            orders += QString::number(id.value);
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral(T6_SPLIT_DRIVER), {desk.profileDir(), desk.dir.filePath(QStringLiteral("config")), orders.join(u','), QString::number(run), desk.recoveryKey, run % kEachSync == 0 ? QStringLiteral("sync") : QString()});
        if (!program.waitForStarted())
            return false;
        QByteArray told;
        if (random.bounded(4) != 0) { // else anywhere, also while it starts
            while (told.isEmpty() && program.waitForReadyRead(20'000))
                told += program.readAllStandardOutput();
        }
        (void)program.waitForFinished(random.bounded(kLongest));
        if (program.state() != QProcess::Running)
            return false;
        program.kill();
        (void)program.waitForFinished();
        told += program.readAllStandardOutput();
        m_told += static_cast<int>(std::max<qsizetype>(told.count('\n') - 1, 0)); // the first says that it is at work
        return program.exitStatus() == QProcess::CrashExit;
    }
    /// "" when all units are there, and none can be shipped twice.
    [[nodiscard]] QString judge(SplitDesk& desk)
    {
        return desk.at([&]() -> QString {
            std::map<QString, std::pair<Units, Units>> families; // by the original's number: all units, shippable ones
            for (const OrderId id : desk.sandbox().orderIds(0)) {
                const QJsonObject order = desk.sandbox().order(0, id);
                const QString number = order.value(QLatin1String("orderNumber")).toString().section(u'-', 0, 0);
                const Units units = SplitDesk::unitsOf(order);
                auto& [all, shippable] = families[number];
                for (auto unit = units.begin(); unit != units.end(); ++unit) {
                    all[unit.key()] += unit.value();
                    shippable[unit.key()] += order.value(QLatin1String("orderStatus")).toString() == u"awaiting_shipment" ? unit.value() : 0;
                }
            }
            for (const OrderId id : m_originals) {
                const QJsonObject &before = m_before.at(id.value), now = desk.sandbox().order(0, id);
                const auto& [all, shippable] = families[before.value(QLatin1String("orderNumber")).toString()];
                for (const char* same : {"orderNumber", "orderKey", "orderId", "internalNotes", "shipTo", "amountPaid"}) {
                    if (now.value(QLatin1String(same)) != before.value(QLatin1String(same)))
                        return QStringLiteral("order %1: another %2").arg(id.value).arg(QLatin1String(same));
                }
                const Units units = SplitDesk::unitsOf(before);
                for (auto unit = units.begin(); unit != units.end(); ++unit) {
                    if (all.value(unit.key()) < unit.value() || shippable.value(unit.key()) > unit.value())
                        return QStringLiteral("order %1: %2 of %3 units of %4, %5 shippable").arg(id.value).arg(all.value(unit.key())).arg(unit.value()).arg(unit.key()).arg(shippable.value(unit.key()));
                }
            }
            return {};
        });
    }
    /// Newest first.
    [[nodiscard]] static QString told(const QList<SplitReport>& splits)
    {
        QString text;
        for (const SplitReport& split : splits) {
            text += QStringLiteral("[%1 %2").arg(QLatin1String(split.purpose == SplitPurpose::Split ? "split" : "undo"), QLatin1String(splitStateName(split.state)));
            for (const operations::SplitStep& step : split.steps)
                text += QStringLiteral(" %1 %2").arg(QLatin1String(operationName(step.kind)), QLatin1String(operationStateName(step.state)));
            for (const ProofLine& line : split.proof)
                text += line.holds ? QString() : QStringLiteral("; not so: %1, expected %2, found %3").arg(line.text, line.expected, line.found);
            text += u']';
        }
        return text;
    }
    /// "" when an order is split or whole, as its newest act says.
    [[nodiscard]] QString compare(SplitDesk& desk, OrderId id, const QList<SplitReport>& splits)
    {
        const bool isApart = !splits.isEmpty() && std::any_of(splits.begin(), splits.end(), [](const SplitReport& report) { return report.canUndo; });
        const Units now = desk.units(id), before = SplitDesk::unitsOf(m_before.at(id.value));
        if (isApart ? now != Units{{desk.through6Sku(), 2}} : now != before)
            return QStringLiteral("order %1 is not as its splits say: %2").arg(id.value).arg(told(splits));
        for (const SplitReport& split : splits) {
            if (isUnsettled(split.state))
                return QStringLiteral("order %1: %2").arg(id.value).arg(QLatin1String(splitStateName(split.state)));
            for (const OrderId child : split.children) {
                if (!desk.units(child).isEmpty() && (!isApart || desk.statusOf(child) != u"awaiting_shipment"))
                    return QStringLiteral("order %1: a child is left").arg(id.value);
            }
        }
        return {};
    }

private slots:
    void init()
    {
        m_originals.clear();
        m_before.clear();
        m_told = m_openAtKill = 0;
    }
    /// T6_KILLS = how often, T6_SEED = which moments.
    void nothingIsLostOrShippedTwice_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<int>("kills");
        const int all = given("T6_KILLS", 400);
        auto seed = static_cast<quint32>(given("T6_SEED", 1));
        for (int left = all; left > 0; left -= kOfDesk, ++seed)
            QTest::addRow("seed %u", seed) << seed << std::min(left, kOfDesk);
    }
    void nothingIsLostOrShippedTwice()
    {
        QFETCH(quint32, seed);
        QFETCH(int, kills);
        SplitDesk desk(std::chrono::milliseconds(200));
        for (int n = 0; n < kOrders; ++n) {
            const OrderId id = desk.addMixedOrder({{QStringLiteral("orderNumber"), QString::number(77'001 + n)}});
            m_originals.append(id);
            m_before.emplace(id.value, desk.at([&] { return desk.sandbox().order(0, id); }));
        }
        desk.at([&] {
            desk.sandbox().clearLedger();
            // So that a kill meets every state.
            for (const char* fault : {"POST * close-after p=0.05", "POST * close-before p=0.05", "POST * 500-after p=0.03", "DELETE * close-after p=0.1", "POST * delay ms=12 p=0.3", "GET /orders* delay ms=8 p=0.2"})
                desk.sandbox().addFault(sandbox::parseFault(QString::fromLatin1(fault)).value());
        });
        desk.console.reset();
        Onlooker onlooker(desk.profileDir());
        QRandomGenerator random(seed);
        QElapsedTimer time;
        time.start();
        const QString again = QStringLiteral("; T6_SEED=%1 T6_KILLS=%2").arg(seed).arg(kills);
        for (int run = 0; run < kills; ++run) {
            QVERIFY2(runAndKill(desk, run, random), "the program ended by itself");
            const auto operations = onlooker.operations(desk.merchant, {}, kRecent);
            m_openAtKill += static_cast<int>(std::count_if(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return blocksOrder(record.state); }));
            const QString broken = judge(desk);
            QVERIFY2(broken.isEmpty(), qPrintable(broken + QStringLiteral(" at kill %1").arg(run) + again));
        }

        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.reopen();
        const auto splitsOf = [&](OrderId id) { return await(desk.console->splitsOf(desk.merchant, id)).value(); };
        QVERIFY(QTest::qWaitFor([&] {
            return std::none_of(m_originals.begin(), m_originals.end(), [&](OrderId id) {
                const auto splits = splitsOf(id);
                return std::any_of(splits.begin(), splits.end(), [](const SplitReport& split) { return split.state == SplitState::Open; });
            });
        }, 30'000));
        QString broken = judge(desk);
        std::map<SplitState, int> ended;
        for (const OrderId id : std::as_const(m_originals)) {
            const auto splits = splitsOf(id);
            for (const SplitReport& split : splits)
                ++ended[split.state];
            if (broken.isEmpty())
                broken = compare(desk, id, splits);
        }
        QVERIFY2(broken.isEmpty(), qPrintable(broken + again));
        QCOMPARE(desk.violations(), QStringList());
        const auto audit = await(desk.console->verifyAudit(), 60'000);
        QVERIFY(audit && audit->faultAt == 0);
        QVERIFY2(m_openAtKill > 0, "never killed under load");
        qInfo("%d kills in %.1f s, seed %u: %d operations, %d open at a kill; %d ends told; splits and undos: %d done, %d undone, %d need a person; 0 violations", kills,
            double(time.elapsed()) / 1000, seed, int(onlooker.operations(desk.merchant, {}).size()), m_openAtKill, m_told, ended[SplitState::Done], ended[SplitState::Undone], ended[SplitState::NeedsPerson]);
    }
};

QTEST_GUILESS_MAIN(TestSplitKilled)
#include "tst_splitkilled.moc"
