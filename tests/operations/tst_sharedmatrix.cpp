// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "matrixdesk.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSemaphore>

#include <array>
#include <map>
#include <optional>

using namespace t6;
using namespace t6::test;
using operations::Correction;
using operations::OperationReport;

namespace {

using State = OperationState;

constexpr int kOrders = 5;

enum class Request { Read, Send, List, Single };
constexpr std::array kRequestNames{"read", "send", "list", "single reading"};

enum class MerchantAct { Note, SameField, Ship };
constexpr std::array kActNames{"writes a note", "edits the same", "ships"};

/// One way in which edits that leave together go wrong.
struct Cell
{
    QByteArray name;
    QStringList faults{}; ///< of the sandbox; ORDER stands for the third order's id
    struct Death
    {
        std::optional<Request> request; ///< when the nth of these arrives, before it is served
        State state = State::Count; ///< or when the nth order gets into this state
        int nth = 1;
    };
    std::optional<Death> death{}; ///< the program ends
    struct Foreign
    {
        MerchantAct act;
        Request before;
    };
    std::optional<Foreign> foreign{}; ///< what the merchant does to the third order
};

const QStringList kOfChanges{QStringLiteral("close-before"), QStringLiteral("close-in-body"), QStringLiteral("close-after"), QStringLiteral("500"), QStringLiteral("500-after"),
    QStringLiteral("502html"), QStringLiteral("html"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("429 ms=1000"), QStringLiteral("bad-request"),
    QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"), QStringLiteral("late ms=40"), QStringLiteral("twice"), QStringLiteral("refuse"), QStringLiteral("refuse=ORDER"),
    QStringLiteral("other-order"), QStringLiteral("delay ms=20")};
const QStringList kOfReadings{QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("html"),
    QStringLiteral("429 ms=1000"), QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"), QStringLiteral("other-order"), QStringLiteral("delay ms=20")};
const QStringList kUncertain{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("500-after"), QStringLiteral("late ms=40"), QStringLiteral("truncate"), QStringLiteral("twice"),
    QStringLiteral("other-order"), QStringLiteral("refuse=ORDER")};

QString rule(Request request, const QString& kind, bool persistent)
{
    const QString lasting = persistent ? QStringLiteral(" times=1000000") : QStringLiteral(" times=1");
    switch (request) {
    case Request::Read: return QStringLiteral("GET /orders/* ") + kind + QStringLiteral(" n=1") + lasting;
    case Request::Send: return QStringLiteral("POST /orders/createorder* ") + kind + QStringLiteral(" n=1") + lasting;
    case Request::List: return QStringLiteral("GET /orders?* ") + kind + QStringLiteral(" n=1") + lasting;
    case Request::Single: return QStringLiteral("GET /orders/* ") + kind + QStringLiteral(" n=%1").arg(kOrders + 1) + lasting;
    }
    return {};
}

QByteArray name(Request request) { return kRequestNames[static_cast<std::size_t>(request)]; }
QByteArray lasting(bool persistent) { return persistent ? " for ever" : " once"; }

QList<Cell> networkCells()
{
    QList<Cell> cells{{.name = "nothing goes wrong"}};
    for (const Request request : {Request::Read, Request::Send, Request::List}) {
        for (const QString& kind : request == Request::Send ? kOfChanges : kOfReadings) {
            for (const bool persistent : {false, true})
                cells.append({.name = name(request) + ": " + kind.toLatin1() + lasting(persistent), .faults = {rule(request, kind, persistent)}});
        }
    }
    for (const QString& change : kUncertain) {
        for (const QString& reading : {QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate")}) {
            for (const bool persistent : {false, true})
                cells.append({.name = "send: " + change.toLatin1() + ", then nothing can be read" + lasting(persistent) + ": " + reading.toLatin1(),
                    .faults = {rule(Request::Send, change, false), rule(Request::List, reading, true), rule(Request::Single, reading, persistent)}});
        }
    }
    return cells;
}

QList<Cell> foreignCells()
{
    QList<Cell> cells;
    for (const MerchantAct act : {MerchantAct::Note, MerchantAct::SameField, MerchantAct::Ship}) {
        for (const Request before : {Request::Read, Request::Send, Request::List}) {
            for (const QString& kind : QStringList{QString()} + kUncertain) {
                Cell cell{.name = QByteArray("merchant ") + kActNames[static_cast<std::size_t>(act)] + " before " + name(before), .foreign = Cell::Foreign{act, before}};
                if (!kind.isEmpty()) {
                    cell.name += ", send: " + kind.toLatin1();
                    cell.faults = {rule(Request::Send, kind, false)};
                }
                cells.append(cell);
            }
        }
    }
    return cells;
}

QList<Cell> deathCells()
{
    QList<Cell> cells;
    for (const QString& kind : QStringList{QString(), QStringLiteral("close-before"), QStringLiteral("late ms=40"), QStringLiteral("refuse=ORDER"), QStringLiteral("delay ms=50")}) {
        QList<Cell> deaths;
        for (const int nth : {1, 3, kOrders})
            deaths.append({.name = "ends at reading " + QByteArray::number(nth), .death = Cell::Death{.request = Request::Read, .nth = nth}});
        deaths.append({.name = "ends when it is sent", .death = Cell::Death{.request = Request::Send}});
        deaths.append({.name = "ends at the list", .death = Cell::Death{.request = Request::List}});
        for (const State state : {State::Intent, State::Sending, State::Replied, State::Watch}) {
            for (const int nth : {1, 3, kOrders})
                deaths.append({.name = QByteArray("ends when ") + QByteArray::number(nth) + " of them are " + operationStateName(state), .death = Cell::Death{.request = {}, .state = state, .nth = nth}});
        }
        for (Cell& cell : deaths) {
            if (!kind.isEmpty()) {
                cell.name += ", send: " + kind.toLatin1();
                cell.faults = {rule(Request::Send, kind, false)};
            }
            cells.append(cell);
        }
    }
    return cells;
}

/// What happens while the requests of one cell arrive; its act runs in the sandbox's thread.
class Course
{
public:
    Course(MatrixDesk& desk, const Cell& cell, QList<OrderId> orders)
        : m_desk(desk), m_cell(cell), m_orders(std::move(orders))
    {
        desk.at([this] {
            m_desk.sandbox().clearLedger();
            m_desk.sandbox().onRequest([this](const QByteArray& method, const QByteArray& path) { arrived(method, path); });
        });
        for (QString fault : cell.faults)
            desk.misbehave(fault.replace(QLatin1String("ORDER"), QString::number(third().value)));
        if (cell.death && !cell.death->request) {
            QObject::connect(desk.console.get(), &operations::Console::operationChanged, &m_loop, [this](const OperationReport& report) {
                if (report.state == m_cell.death->state && ++m_seen == m_cell.death->nth)
                    m_loop.quit();
            });
        }
    }
    ~Course()
    {
        m_desk.at([this] {
            m_desk.sandbox().onRequest({});
            m_desk.sandbox().clearFaults();
        });
    }
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    /// Until all have reported, or the program has to end; it ends then.
    void follow(std::vector<QFuture<Result<OperationReport>>> futures)
    {
        int missing = int(futures.size());
        std::vector<std::unique_ptr<QFutureWatcher<Result<OperationReport>>>> watchers;
        for (const auto& future : futures) {
            watchers.push_back(std::make_unique<QFutureWatcher<Result<OperationReport>>>());
            QObject::connect(watchers.back().get(), &QFutureWatcherBase::finished, &m_loop, [this, &missing] {
                if (--missing == 0)
                    m_loop.quit();
            });
            watchers.back()->setFuture(future);
        }
        QTimer::singleShot(30'000, &m_loop, &QEventLoop::quit);
        m_loop.exec();
        m_allReported = missing == 0;
        watchers.clear();
        if (m_cell.death)
            m_desk.console.reset();
        m_goOn.release(1000);
    }
    [[nodiscard]] bool allReported() const { return m_allReported; }
    /// States on disk of all orders when each change arrived.
    [[nodiscard]] const std::vector<QList<QList<store::JournalRecord>>>& onDisk() const { return m_onDisk; }

private:
    [[nodiscard]] OrderId third() const { return m_orders[2]; }

    void arrived(const QByteArray& method, const QByteArray& path)
    {
        const bool change = method == "POST" && path.startsWith("/orders/");
        if (!change && !path.startsWith("/orders"))
            return;
        const Request request = change ? Request::Send : path == "/orders" ? Request::List : m_sent ? Request::Single : Request::Read;
        if (change) {
            m_sent = true;
            QList<QList<store::JournalRecord>> records;
            for (const OrderId order : m_orders)
                records.append(m_desk.onlooker->operations(m_desk.merchant, order));
            m_onDisk.push_back(records);
        }
        const int count = ++m_counts[request];
        // Before its reading means before the order itself is read.
        const bool ofThird = request != Request::Read || path == "/orders/" + QByteArray::number(third().value);
        if (m_cell.foreign && m_cell.foreign->before == request && ofThird && !std::exchange(m_acted, true))
            interfere();
        if (m_cell.death && m_cell.death->request == request && count == m_cell.death->nth) {
            QMetaObject::invokeMethod(&m_loop, &QEventLoop::quit, Qt::QueuedConnection);
            (void)m_goOn.tryAcquire(1, 10'000);
        }
    }
    void interfere()
    {
        switch (m_cell.foreign->act) {
        case MerchantAct::Note: (void)m_desk.sandbox().merchantEdit(0, third(), QStringLiteral("internalNotes"), QStringLiteral("the merchant's")); return;
        case MerchantAct::SameField: (void)m_desk.sandbox().merchantEdit(0, third(), QStringLiteral("shipTo.street1"), QStringLiteral("the merchant's")); return;
        case MerchantAct::Ship: (void)m_desk.sandbox().shipOrder(0, third()); return;
        }
    }

    MatrixDesk& m_desk;
    const Cell& m_cell;
    const QList<OrderId> m_orders;
    QEventLoop m_loop;
    QSemaphore m_goOn;
    std::map<Request, int> m_counts;
    std::vector<QList<QList<store::JournalRecord>>> m_onDisk;
    int m_seen = 0;
    std::atomic_bool m_sent = false;
    bool m_acted = false, m_allReported = false;
};

} // namespace

/// Edits that leave together × each fault of their requests, a merchant's own change of one of them in between, and the program's end at
/// each of their steps. Whatever happens, each of them ends in a state that is true. T6_CELL=n runs the one cell.
class TestSharedMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<MatrixDesk> m_desk;
    QList<OrderId> m_orders;
    std::array<int, static_cast<std::size_t>(State::Count)> m_ended{};
    int m_cells = 0, m_together = 0;

    [[nodiscard]] QList<Correction> takeOrders(const QByteArray& street)
    {
        m_orders.clear();
        QList<Correction> corrections;
        const QUuid batch = QUuid::createUuid();
        while (corrections.size() < kOrders) {
            if (!m_desk || !m_desk->takeNextOrder()) {
                m_desk.reset();
                m_desk = std::make_unique<MatrixDesk>();
                m_orders.clear();
                corrections.clear();
                continue;
            }
            m_orders.append(m_desk->order);
            corrections.append(m_desk->edit({{QStringLiteral("shipTo.street1"), '"' + street + '"'}}));
            corrections.last().batch = batch;
        }
        return corrections;
    }
    [[nodiscard]] bool isThere(OrderId order, const QString& street)
    {
        const QJsonObject found = m_desk->at([&] { return m_desk->sandbox().order(0, order); });
        return found.value(QLatin1String("shipTo")).toObject().value(QLatin1String("street1")).toString() == street;
    }
    /// How often a change of this order was sent by us; what the way doubled counts once.
    [[nodiscard]] int deliveries(OrderId order)
    {
        return m_desk->at([&] {
            int count = 0, doubled = 0;
            for (const sandbox::LedgerEntry& entry : m_desk->sandbox().ledger().entries()) {
                if (entry.method != "POST" || !entry.body.contains("\"orderId\":" + QByteArray::number(order.value)))
                    continue;
                ++count;
                doubled += entry.fault == "twice";
            }
            return count - doubled / 2;
        });
    }
    [[nodiscard]] bool isPending()
    {
        return m_desk->at([this] {
            const auto& entries = m_desk->sandbox().ledger().entries();
            return std::any_of(entries.begin(), entries.end(), [](const sandbox::LedgerEntry& entry) { return entry.fault == "late" && entry.status == 0; });
        });
    }

    /// "" when all promises were kept.
    [[nodiscard]] QString run(const Cell& cell, int number)
    {
        const QString street = QStringLiteral("%1 Elm Street").arg(number);
        const QList<Correction> corrections = takeOrders(street.toUtf8());
        std::vector<QFuture<Result<OperationReport>>> futures;
        {
            Course course(*m_desk, cell, m_orders);
            for (const Correction& correction : corrections)
                futures.push_back(m_desk->console->correct(correction));
            course.follow(futures);
            if (!cell.death && !course.allReported())
                return QStringLiteral("no report");
            if (const QString early = sentTooEarly(course); !early.isEmpty())
                return early;
        }
        for (std::size_t i = 0; i < futures.size(); ++i) {
            const auto report = futures[i].isFinished() && futures[i].resultCount() > 0 ? futures[i].result() : Result<OperationReport>(OperationReport());
            if (report && isConfirmed(*report) && !isThere(m_orders[qsizetype(i)], street) && !cell.foreign)
                return QStringLiteral("confirmed, but not so at ShipStation");
        }
        m_together += m_desk->at([this] { return m_desk->sandbox().ledger().count("POST", "/orders/createorders"); });
        return aftermath(cell, street);
    }
    /// When a change arrived, all orders in it were Sending on disk.
    [[nodiscard]] QString sentTooEarly(const Course& course)
    {
        QList<QByteArray> bodies;
        m_desk->at([&] {
            for (const sandbox::LedgerEntry& entry : m_desk->sandbox().ledger().entries()) {
                if (entry.method == "POST" && entry.fault != "close-in-body" && (bodies.isEmpty() || bodies.last() != entry.body))
                    bodies.append(entry.body);
            }
        });
        for (qsizetype i = 0; i < bodies.size() && i < qsizetype(course.onDisk().size()); ++i) {
            for (qsizetype k = 0; k < m_orders.size(); ++k) {
                const auto& records = course.onDisk()[std::size_t(i)][k];
                const bool durable = std::any_of(records.begin(), records.end(), [](const store::JournalRecord& record) { return record.state == State::Sending; });
                if (!durable && bodies[i].contains("\"orderId\":" + QByteArray::number(m_orders[k].value)))
                    return QStringLiteral("sent before it was on disk");
            }
        }
        return {};
    }
    [[nodiscard]] QString aftermath(const Cell& cell, const QString& street)
    {
        if (!QTest::qWaitFor([this] { return !isPending(); }))
            return QStringLiteral("the late request never came");
        m_desk->clock.forward(std::chrono::minutes(3)); // all quarantines are over
        m_desk->reopen();
        constexpr int kLooks = 4;
        QList<QList<store::JournalRecord>> operations;
        for (int look = 0; look < kLooks; ++look) {
            if (const auto looked = await(m_desk->console->lookAgain()); !looked)
                return QStringLiteral("cannot look: %1").arg(oneLine(looked.error()));
            operations.clear();
            for (const OrderId order : m_orders)
                operations.append(m_desk->onlooker->operations(m_desk->merchant, order));
            if (std::none_of(operations.begin(), operations.end(), [](const QList<store::JournalRecord>& records) { return !records.isEmpty() && blocksOrder(records.first().state); }))
                break;
        }
        for (qsizetype i = 0; i < m_orders.size(); ++i) {
            if (const QString broken = verdict(cell, m_orders[i], street, operations[i]); !broken.isEmpty())
                return QStringLiteral("order %1: %2").arg(i + 1).arg(broken);
        }
        if (const QStringList broken = m_desk->violations(); !broken.isEmpty())
            return broken.join(QLatin1Char(' '));
        const auto audit = await(m_desk->console->verifyAudit());
        if (!audit || audit->faultAt != 0)
            return QStringLiteral("the audit log: ") + (audit ? audit->fault : oneLine(audit.error()));
        return {};
    }
    [[nodiscard]] QString verdict(const Cell& cell, OrderId order, const QString& street, const QList<store::JournalRecord>& operations)
    {
        const bool there = isThere(order, street), touched = cell.foreign && order == m_orders[2];
        const int sent = deliveries(order);
        int mayHaveSent = 0;
        bool confirmed = false;
        for (const store::JournalRecord& record : operations) {
            const QString state = QLatin1String(operationStateName(record.state));
            ++m_ended[static_cast<std::size_t>(record.state)];
            if (blocksOrder(record.state))
                return QStringLiteral("without an end: ") + state;
            confirmed = confirmed || record.state == State::Watch || record.state == State::Done;
            if ((record.state == State::Rejected || record.state == State::NotApplied) && there)
                return QStringLiteral("it happened and is told as ") + state;
            mayHaveSent += record.state != State::NotSent;
        }
        if (confirmed && !there && !touched)
            return QStringLiteral("a confirmed change is lost");
        if (there && mayHaveSent == 0)
            return QStringLiteral("it happened and is told as not sent");
        if (!cell.death && !cell.foreign && cell.faults.isEmpty() && !confirmed)
            return QStringLiteral("nothing went wrong, and yet it is not confirmed");
        if (sent > mayHaveSent || sent > 1)
            return QStringLiteral("sent %1 times by %2 operations").arg(sent).arg(mayHaveSent);
        return {};
    }

    /// Stops at the first broken cell. `first`: the number of the first one.
    void runAll(const QList<Cell>& cells, int first)
    {
        bool single = false;
        const int only = qEnvironmentVariableIntValue("T6_CELL", &single);
        QElapsedTimer time;
        time.start();
        int ran = 0;
        for (int number = first; number < first + cells.size(); ++number) {
            if (single && number != only)
                continue;
            const Cell& cell = cells[number - first];
            const QString broken = run(cell, number);
            if (!broken.isEmpty())
                QFAIL(qPrintable(QStringLiteral("cell %1 (%2): %3; T6_CELL=%1 runs it alone").arg(number).arg(QLatin1String(cell.name), broken)));
            ++ran;
        }
        m_cells += ran;
        qInfo("%d cells in %.1f s", ran, double(time.elapsed()) / 1000);
    }

private slots:
    void network() { runAll(networkCells(), 0); }
    void foreign() { runAll(foreignCells(), int(networkCells().size())); }
    void death() { runAll(deathCells(), int(networkCells().size() + foreignCells().size())); }
    void cleanupTestCase()
    {
        m_desk.reset();
        QStringList ends;
        for (const State state : {State::Watch, State::NotSent, State::Rejected, State::NotApplied, State::Conflict}) {
            const int count = m_ended[static_cast<std::size_t>(state)];
            ends << QStringLiteral("%1 %2").arg(QLatin1String(operationStateName(state))).arg(count);
            QVERIFY2(m_cells < 250 || count > 0, "a matrix in which this never happens proves little");
        }
        QVERIFY2(m_cells < 250 || m_together > m_cells / 2, "hardly anything left together");
        qInfo("%d cells, %d shared requests; ended: %s", m_cells, m_together, qPrintable(ends.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(TestSharedMatrix)
#include "tst_sharedmatrix.moc"
