// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "onlooker.h"
#include "splitcells.h"
#include "splitdesk.h"

#include <QElapsedTimer>

#include <array>
#include <map>
#include <optional>

using namespace t6;
using namespace t6::test;
using operations::SplitReport;

namespace {

using Units = QMap<QString, int>;
using Orders = std::map<qint64, QJsonObject>;

constexpr int kLooks = 12; ///< after all faults are over; each with all quarantines over

/// A desk that asks ShipStation for nothing by itself, so that each request is one of the split's.
class MatrixDesk : public SplitDesk
{
public:
    MatrixDesk() : SplitDesk(std::chrono::minutes(2)) { reopen(); }

    void reopen()
    {
        console.reset();
        operations::ConsoleOptions calm = writeOptions();
        calm.background = false;
        calm.pace.retry = std::chrono::milliseconds(4);
        calm.pace.resetUnit = std::chrono::milliseconds(20);
        calm.pace.write.firstRecheck = std::chrono::milliseconds(20);
        calm.pace.write.splitWatch = std::chrono::milliseconds(0); // it asks for the children of all that was split
        console = open(calm);
        unlock();
        if (!onlooker)
            onlooker = std::make_unique<Onlooker>(profileDir());
    }
    /// One that can be split at all: what else is on it is the shop's.
    void takeNewOrder()
    {
        do
            order = at([this] { return sandbox().addOrder(0, mixedOrder(QString::number(77'001 + ++m_taken))); });
        while (!await(console->previewSplit(request()), 30'000));
    }
    [[nodiscard]] operations::SplitRequest request() const
    {
        operations::SplitRequest request;
        request.merchant = merchant;
        request.order = order;
        return request;
    }
    [[nodiscard]] QList<SplitReport> splits() { return await(console->splitsOf(merchant, order)).value_or(QList<SplitReport>()); }

    std::unique_ptr<Onlooker> onlooker;

private:
    int m_taken = 0;
};

/// Watches what a task's requests do to the orders at every moment, and disturbs it. Its act runs in the sandbox's thread.
class Course
{
public:
    Course(MatrixDesk& desk, const SplitCell& cell)
        : m_desk(desk), m_cell(cell)
    {
        desk.at([this] {
            sandbox::Sandbox& shipStation = m_desk.sandbox();
            for (const OrderId id : shipStation.orderIds(0))
                m_others.insert(id.value);
            m_others.remove(m_desk.order.value);
            m_before = shipStation.order(0, m_desk.order);
            m_units = SplitDesk::unitsOf(m_before);
            shipStation.clearLedger();
            shipStation.onRequest([this](const QByteArray& method, const QByteArray&) { arrived(method); });
        });
    }
    ~Course()
    {
        heal();
        m_desk.at([this] { m_desk.sandbox().onRequest({}); });
    }
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    /// From here on requests are counted, and what the cell says goes wrong.
    void begin()
    {
        const SplitCell::Network& network = m_cell.network;
        if (network.request > 0 && !network.fault.isEmpty()) {
            const QString times = network.lasts ? QStringLiteral(" times=1000000") : QStringLiteral(" times=1");
            m_desk.misbehave(QStringLiteral("* * %1 n=%2").arg(network.fault).arg(network.request) + times);
        }
        if (m_cell.disk)
            m_disk.emplace(m_cell.disk->call, m_cell.disk->nth, m_cell.disk->lasting, m_cell.disk->error);
        m_desk.at([this] { m_counts = true; });
    }
    void heal()
    {
        m_disk.reset();
        m_desk.at([this] {
            m_desk.sandbox().onRequest([this](const QByteArray& method, const QByteArray&) { observe(method); });
            m_desk.sandbox().clearFaults();
            m_desk.sandbox().setReachable(true);
        });
    }
    void end()
    {
        m_desk.at([this] {
            observe("GET");
            m_desk.sandbox().onRequest({});
        });
    }

    [[nodiscard]] const QString& broken() const { return m_broken; }
    [[nodiscard]] const QList<QByteArray>& requests() const { return m_requests; }
    [[nodiscard]] bool outsiderActed() const { return m_acted; }
    [[nodiscard]] bool isIncomplete() const { return m_isIncomplete; } ///< units that are in no order now
    [[nodiscard]] const QJsonObject& before() const { return m_before; }
    [[nodiscard]] const Units& units() const { return m_units; }

    /// The order and what came of it.
    [[nodiscard]] Orders orders()
    {
        return m_desk.at([this] { return ordersNow(); });
    }

private:
    [[nodiscard]] Orders ordersNow() const
    {
        Orders found;
        for (const OrderId id : m_desk.sandbox().orderIds(0)) {
            if (!m_others.contains(id.value))
                found.emplace(id.value, m_desk.sandbox().order(0, id));
        }
        return found;
    }
    void arrived(const QByteArray& method)
    {
        observe(method);
        if (!m_counts)
            return;
        m_requests.append(method);
        const int request = static_cast<int>(m_requests.size());
        if (m_cell.task == SplitTask::WayBack && method == "GET" && !m_cancelled && m_requests.contains("POST")) { // the child is there
            m_cancelled = true;
            (void)m_desk.sandbox().cancelOrder(0, m_desk.order);
        }
        if (m_cell.outsider && request == m_cell.outsider->before)
            interfere(m_cell.outsider->act);
        if (m_cell.network.fault.isEmpty() && request == m_cell.network.request)
            m_desk.sandbox().setReachable(false);
    }
    /// No unit is in no order, none can be shipped twice, and nothing is sent before it is on disk.
    void observe(const QByteArray& method)
    {
        const Orders orders = ordersNow();
        Units all, shippable;
        for (const auto& [id, order] : orders) {
            const QString status = order.value(QLatin1String("orderStatus")).toString();
            const Units units = SplitDesk::unitsOf(order);
            for (auto unit = units.begin(); unit != units.end(); ++unit) {
                all[unit.key()] += unit.value();
                shippable[unit.key()] += status == u"awaiting_shipment" || status == u"shipped" ? unit.value() : 0;
            }
        }
        m_isIncomplete = false;
        for (auto unit = m_units.begin(); unit != m_units.end(); ++unit) {
            m_isIncomplete = m_isIncomplete || all.value(unit.key()) < unit.value();
            if (shippable.value(unit.key()) > unit.value() + m_added.value(unit.key()))
                note(QStringLiteral("%1 can be shipped twice").arg(unit.key()));
        }
        const bool isMerchants = m_acted && m_cell.outsider->act == SplitOutsider::DeleteChild;
        if (m_isIncomplete && !isMerchants)
            note(QStringLiteral("units in no order"));
        if (method != "GET" && !isMerchants && !isOnDisk(orders))
            note(QStringLiteral("sent before it was on disk"));
    }
    [[nodiscard]] bool isOnDisk(const Orders& orders) const
    {
        return std::any_of(orders.begin(), orders.end(), [this](const auto& each) {
            const auto operations = m_desk.onlooker->operations(m_desk.merchant, OrderId{each.first});
            return std::any_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return record.state == OperationState::Sending; });
        });
    }
    void note(const QString& what)
    {
        if (m_broken.isEmpty())
            m_broken = QStringLiteral("%1 before request %2").arg(what).arg(m_requests.size());
    }
    void interfere(SplitOutsider act)
    {
        sandbox::Sandbox& shipStation = m_desk.sandbox();
        const OrderId order = m_desk.order;
        m_acted = true;
        switch (act) {
        case SplitOutsider::Note: (void)shipStation.merchantEdit(0, order, QStringLiteral("internalNotes"), QStringLiteral("the merchant's")); return;
        case SplitOutsider::Quantity: {
            const QJsonObject line = m_before.value(QLatin1String("items")).toArray().at(1).toObject();
            const QString sku = line.value(QLatin1String("sku")).toString();
            if (SplitDesk::unitsOf(shipStation.order(0, order)).contains(sku)) {
                ++m_added[sku];
                (void)shipStation.merchantEdit(0, order, QStringLiteral("items[1].quantity"), line.value(QLatin1String("quantity")).toInt() + 1);
            }
            return;
        }
        case SplitOutsider::Ship:
            if (shipStation.order(0, order).value(QLatin1String("orderStatus")).toString() == u"awaiting_shipment")
                (void)shipStation.shipOrder(0, order);
            return;
        case SplitOutsider::Cancel: (void)shipStation.cancelOrder(0, order); return;
        case SplitOutsider::Hold: (void)shipStation.holdOrder(0, order, QStringLiteral("2031-05-06")); return;
        case SplitOutsider::DeleteChild:
            for (const auto& [id, child] : ordersNow()) {
                if (id != order.value)
                    (void)shipStation.deleteOrder(0, OrderId{id});
            }
            return;
        }
    }

    MatrixDesk& m_desk;
    const SplitCell& m_cell;
    QSet<qint64> m_others;
    QJsonObject m_before;
    Units m_units, m_added;
    std::optional<FailingDisk> m_disk;
    QList<QByteArray> m_requests;
    QString m_broken;
    bool m_counts = false, m_cancelled = false, m_acted = false, m_isIncomplete = false;
};

} // namespace

/// Each request of a split, of its way back and of its undo × each fault of the network, the disk's faults, and merchants who act between any
/// two requests. Whatever happens, it ends done, undone, or with a person, and no unit is ever lost or can be shipped twice. Every fourth
/// cell by itself; T6_ALL=1 runs all, T6_CELL=n the one.
class TestSplitMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<MatrixDesk> m_desk;
    std::map<SplitTask, SplitUse> m_use;
    std::map<SplitState, int> m_ended;
    int m_cells = 0, m_deletedTooLate = 0;
    static constexpr int kShare = 4; // all take some minutes
    const bool m_tryAll = qEnvironmentVariableIsSet("T6_ALL");

    using Answer = Result<SplitReport>;
    [[nodiscard]] Answer perform(SplitTask task)
    {
        if (task == SplitTask::Undo)
            return await(m_desk->console->unsplit(m_desk->merchant, m_desk->order), 30'000);
        return await(m_desk->console->split(m_desk->request()), 30'000);
    }
    /// "" when it went well.
    [[nodiscard]] QString before(SplitTask task)
    {
        if (task != SplitTask::Undo)
            return {};
        constexpr int kTries = 5; // what is sent must rest on a fresh reading, and a busy machine may be too slow for that
        for (int tries = 0; m_desk->splits().isEmpty() || m_desk->splits().first().state != SplitState::Done; ++tries) {
            if (tries == kTries)
                return QStringLiteral("the split before it fails: ") + (m_desk->splits().isEmpty() ? QString() : told(m_desk->splits().first()));
            const qsizetype earlier = m_desk->splits().size();
            const Answer done = perform(SplitTask::Split);
            if (const QString problem = done && isSettled(*done) ? QString() : waitForTheEnd(earlier); !problem.isEmpty())
                return problem;
        }
        m_desk->clock.forward(std::chrono::minutes(3)); // nothing of it can arrive any more
        return {};
    }

    /// "" when all promises were kept.
    [[nodiscard]] QString run(const SplitCell& cell)
    {
        m_desk->takeNewOrder();
        Course course(*m_desk, cell);
        if (const QString problem = before(cell.task); !problem.isEmpty())
            return problem;
        const qsizetype earlier = m_desk->splits().size();
        course.begin();
        const Answer answer = perform(cell.task);
        if (cell.disk && cell.disk->lasting == FailingDisk::Lasting::ForEver)
            m_desk->console.reset(); // the disk heals while the program does not run
        course.heal();
        const bool isOver = answer && isSettled(*answer) && m_desk->console;
        const QString problem = isOver ? QString() : waitForTheEnd(earlier);
        m_desk->at([] {}); // what came late is there
        course.end();
        return problem.isEmpty() ? verdict(cell, course, answer, earlier) : problem;
    }
    [[nodiscard]] QString waitForTheEnd(qsizetype earlier)
    {
        const bool arrived = QTest::qWaitFor([this] {
            return m_desk->at([this] {
                const auto& entries = m_desk->sandbox().ledger().entries();
                return std::none_of(entries.begin(), entries.end(), [](const sandbox::LedgerEntry& entry) { return entry.fault == "late" && entry.status == 0; });
            });
        });
        if (!arrived)
            return QStringLiteral("the late request never came");
        m_desk->clock.forward(std::chrono::minutes(3)); // all quarantines are over
        m_desk->reopen();
        for (int look = 0; look < kLooks; ++look) {
            if (const auto looked = await(m_desk->console->lookAgain(), 30'000); !looked)
                return QStringLiteral("cannot look: %1").arg(oneLine(looked.error()));
            const auto splits = m_desk->splits();
            if (splits.size() == earlier || !isUnsettled(splits.first().state) || (splits.first().state == SplitState::NeedsPerson && look > 1))
                return {};
            m_desk->clock.forward(std::chrono::minutes(3));
        }
        return QStringLiteral("without an end: ") + told(m_desk->splits().first());
    }
    [[nodiscard]] QString verdict(const SplitCell& cell, Course& course, const Answer& answer, qsizetype earlier)
    {
        const auto splits = m_desk->splits();
        const bool isWrittenDown = splits.size() > earlier;
        const SplitState state = isWrittenDown ? splits.first().state : SplitState::Undone;
        ++m_ended[state];
        const auto broken = [&](const QString& what) { return what + QStringLiteral("; ") + (isWrittenDown ? told(splits.first()) : answer ? told(*answer) : oneLine(answer.error())); };
        if (!course.broken().isEmpty())
            return broken(course.broken());
        m_deletedTooLate += course.isIncomplete();
        const bool isTold = state == SplitState::NeedsPerson || (answer && answer->error && answer->error->code == ErrorCode::OrderGone);
        if (course.isIncomplete() && !isTold)
            return broken(QStringLiteral("units in no order, and nobody is told"));
        const Orders orders = course.orders();
        const auto original = orders.find(m_desk->order.value);
        if (original == orders.end())
            return broken(QStringLiteral("the original is gone"));
        for (const char* same : {"orderNumber", "orderKey", "orderId"}) {
            if (original->second.value(QLatin1String(same)) != course.before().value(QLatin1String(same)))
                return broken(QStringLiteral("another ") + QLatin1String(same));
        }
        if (!course.outsiderActed()) {
            const bool isApart = (state == SplitState::Done) == (cell.task != SplitTask::Undo);
            const bool isAsBefore = orders.size() == 1 && SplitDesk::unitsOf(original->second) == course.units();
            const bool isSplit = orders.size() == 2 && SplitDesk::unitsOf(original->second) == Units{{m_desk->through6Sku(), 2}}
                && orders.rbegin()->second.value(QLatin1String("orderStatus")).toString() == u"awaiting_shipment";
            if (state != SplitState::NeedsPerson && !(isApart ? isSplit : isAsBefore))
                return broken(QStringLiteral("the orders are not so"));
        }
        if (const QStringList violations = m_desk->violations(); !violations.isEmpty() && state != SplitState::NeedsPerson && !course.outsiderActed())
            return broken(violations.join(QLatin1Char(' ')));
        return {};
    }
    [[nodiscard]] static QString told(const SplitReport& report)
    {
        QString text = QLatin1String(splitStateName(report.state));
        for (const operations::SplitStep& step : report.steps)
            text += QStringLiteral("; %1 %2").arg(QLatin1String(operationName(step.kind)), QLatin1String(operationStateName(step.state))) + (step.error ? u' ' + oneLine(*step.error) : QString());
        return report.error ? text + QStringLiteral(": ") + oneLine(*report.error) : text;
    }

    /// Counts what a task does in which nothing goes wrong.
    [[nodiscard]] SplitUse useOf(SplitTask task)
    {
        SplitUse use;
        for (const auto& [call, count] : {std::pair(FailingDisk::Call::Write, &use.writes), std::pair(FailingDisk::Call::Sync, &use.syncs)}) {
            m_desk->takeNewOrder();
            const SplitCell cell{.name = "nothing goes wrong", .task = task};
            Course course(*m_desk, cell);
            if (const QString problem = before(task); !problem.isEmpty())
                qFatal("%s", qPrintable(problem));
            const FailingDisk disk(call, 1'000'000, FailingDisk::Lasting::Once, EIO);
            course.begin();
            const Answer answer = perform(task);
            const QString problem = answer && isSettled(*answer) ? QString() : waitForTheEnd(0);
            course.end();
            if (!problem.isEmpty() || !answer)
                qFatal("without faults: %s", qPrintable(problem));
            *count = disk.calls();
            use.requests = course.requests();
        }
        return use;
    }
    /// `first`: the number of the first one.
    void runAll(const QList<SplitCell>& cells, int first)
    {
        bool single = false;
        const int only = qEnvironmentVariableIntValue("T6_CELL", &single);
        QElapsedTimer time;
        time.start();
        int ran = 0;
        QStringList failures;
        for (int number = first; number < first + cells.size(); ++number) {
            if (single ? number != only : !m_tryAll && number % kShare != 0)
                continue;
            const SplitCell& cell = cells[number - first];
            ++ran;
            if (const QString broken = run(cell); !broken.isEmpty()) {
                failures += QStringLiteral("cell %1 (%2): %3; T6_CELL=%1 runs it alone").arg(number).arg(QLatin1String(cell.name), broken);
                if (!m_desk->console)
                    break;
                m_desk->reopen();
            }
        }
        m_cells += ran;
        qInfo("%d cells in %.1f s", ran, double(time.elapsed()) / 1000);
        QVERIFY2(failures.isEmpty(), qPrintable(QStringLiteral("%1 cells fail\n").arg(failures.size()) + failures.join(u'\n')));
        if (ran > 0) {
            const auto audit = await(m_desk->console->verifyAudit(), 60'000);
            QVERIFY(audit && audit->faultAt == 0);
        }
    }

private slots:
    void initTestCase()
    {
        m_desk = std::make_unique<MatrixDesk>();
        for (const SplitTask task : {SplitTask::Split, SplitTask::WayBack, SplitTask::Undo}) {
            m_use[task] = useOf(task);
            qInfo("%lld requests, %d writes, %d syncs", static_cast<long long>(m_use[task].requests.size()), m_use[task].writes, m_use[task].syncs);
        }
    }
    void cells_data()
    {
        QTest::addColumn<QList<SplitCell>>("cells");
        QTest::addColumn<int>("first");
        constexpr std::array kNames{"split", "way back", "undo"};
        int first = 0;
        const auto row = [&](SplitTask task, const char* what, const QList<SplitCell>& cells) {
            QTest::newRow((QByteArray(kNames[static_cast<std::size_t>(task)]) + ": " + what).constData()) << cells << first;
            first += static_cast<int>(cells.size());
        };
        for (const auto& [task, use] : m_use) {
            row(task, "network", networkCells(task, use));
            if (task != SplitTask::WayBack)
                row(task, "merchant", outsiderCells(task, use));
            row(task, "disk", storageCells(task, use));
        }
    }
    void cells()
    {
        QFETCH(QList<SplitCell>, cells);
        QFETCH(int, first);
        runAll(cells, first);
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        qInfo("%d cells: %d done, %d undone, %d need a person; in %d the merchant deleted the child when it alone had its items", m_cells, m_ended[SplitState::Done], m_ended[SplitState::Undone],
            m_ended[SplitState::NeedsPerson], m_deletedTooLate);
        for (const SplitState state : {SplitState::Done, SplitState::Undone, SplitState::NeedsPerson})
            QVERIFY2(m_cells < 200 || m_ended[state] > 0, "a matrix in which this never happens proves little");
    }
};

QTEST_GUILESS_MAIN(TestSplitMatrix)
#include "tst_splitmatrix.moc"
