// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labeldesk.h"
#include "onlooker.h"

#include <support/failingdisk.h>

#include <QElapsedTimer>

#include <array>
#include <cerrno>
#include <optional>

using namespace t6;
using namespace t6::test;
using operations::LabelReport;
using operations::LabelRequest;

namespace {

using State = OperationState;

/// One way in which buying one label goes wrong.
struct Cell
{
    QByteArray name;
    QStringList faults{}; ///< of the sandbox; ORDER stands for the order's id
    bool unreachable = false; ///< no connection can be made when the label is to be bought
    struct Disk
    {
        FailingDisk::Call call;
        int nth;
        FailingDisk::Lasting lasting;
        int error;
    };
    std::optional<Disk> disk{};
    int restartAt = 0; ///< the program ends while this request of the purchase is under way; 1 is the first
};

/// The requests of a purchase, as rules of the sandbox.
struct Point
{
    const char* name;
    const char* path;
    int first;
};
constexpr std::array kPoints{Point{"known", "GET /shipments*", 1}, Point{"price", "POST /shipments/getrates", 1}, Point{"balance", "GET /carriers", 1}, Point{"order", "GET /orders/ORDER", 1},
    Point{"buy", "POST /orders/createlabelfororder", 1}, Point{"verify", "GET /shipments*", 3}, Point{"order again", "GET /orders/ORDER", 2}};
constexpr std::size_t kBuy = 4, kVerify = 5;

const QStringList kOfAll{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("500"), QStringLiteral("500-after"),
    QStringLiteral("502html"), QStringLiteral("html"), QStringLiteral("bad-request"), QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"), QStringLiteral("429 ms=1000"),
    QStringLiteral("refuse"), QStringLiteral("other-order"), QStringLiteral("delay ms=20")};
const QStringList kOfChanges{QStringLiteral("close-in-body"), QStringLiteral("late ms=40"), QStringLiteral("twice")};
const QStringList kUncertain{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("500-after"), QStringLiteral("late ms=40"), QStringLiteral("truncate"), QStringLiteral("invalid-json")};
const QStringList kBlind{QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("429 ms=1000"), QStringLiteral("expired-key")};

QString rule(const Point& point, const QString& kind, bool persistent)
{
    return QStringLiteral("%1 %2 n=%3 times=%4").arg(QLatin1String(point.path), kind).arg(point.first).arg(persistent ? 1'000'000 : 1);
}

QByteArray lasting(bool persistent) { return persistent ? " for ever" : " once"; }

QList<Cell> networkCells()
{
    QList<Cell> cells{{.name = "buy: no connection", .unreachable = true}};
    for (const Point& point : kPoints) {
        for (const QString& kind : &point == &kPoints[kBuy] ? kOfAll + kOfChanges : kOfAll) {
            for (const bool persistent : {false, true})
                cells.append({.name = point.name + (": " + kind.toLatin1()) + lasting(persistent), .faults = {rule(point, kind, persistent)}});
        }
    }
    for (const QString& change : kUncertain) {
        for (const QString& reading : kBlind) {
            for (const bool persistent : {false, true})
                cells.append({.name = "buy: " + change.toLatin1() + ", verify: " + reading.toLatin1() + lasting(persistent), .faults = {rule(kPoints[kBuy], change, false), rule(kPoints[kVerify], reading, persistent)}});
        }
    }
    return cells;
}

QList<Cell> restartCells()
{
    QList<Cell> cells;
    constexpr int kRequests = 8;
    for (int request = 1; request <= kRequests; ++request) {
        for (const QString& kind : {QStringLiteral("delay ms=60"), QStringLiteral("close-after"), QStringLiteral("close-before")})
            cells.append({.name = "restart at request " + QByteArray::number(request) + ", buy: " + kind.toLatin1(), .faults = {rule(kPoints[kBuy], kind, false)}, .restartAt = request});
    }
    return cells;
}

QList<Cell> storageCells(int writes, int syncs)
{
    QList<Cell> cells;
    using Call = FailingDisk::Call;
    struct Way
    {
        const char* name;
        Call call;
        int error;
    };
    for (const Way& way : {Way{"EIO on write", Call::Write, EIO}, Way{"ENOSPC", Call::Write, ENOSPC}, Way{"EIO on sync", Call::Sync, EIO}}) {
        for (int nth = 1; nth <= (way.call == Call::Sync ? syncs : writes); ++nth) {
            for (const auto lasts : {FailingDisk::Lasting::Once, FailingDisk::Lasting::ForEver})
                cells.append({.name = QByteArray(way.name) + " " + QByteArray::number(nth) + lasting(lasts == FailingDisk::Lasting::ForEver), .disk = Cell::Disk{way.call, nth, lasts, way.error}});
        }
    }
    return cells;
}

/// What happens while the requests of one purchase arrive. Its act runs in the sandbox's thread.
class Course
{
public:
    Course(LabelDesk& desk, Onlooker& onlooker, const Cell& cell)
        : m_desk(desk), m_onlooker(onlooker), m_cell(cell)
    {
        desk.at([this] {
            m_desk.sandbox().clearLedger();
            m_desk.sandbox().onRequest([this](const QByteArray& method, const QByteArray& path) { arrived(method, path); });
        });
        for (QString fault : cell.faults)
            desk.misbehave(fault.replace(QLatin1String("ORDER"), QString::number(desk.order.value)));
        if (cell.disk)
            m_disk.emplace(cell.disk->call, cell.disk->nth, cell.disk->lasting, cell.disk->error);
    }
    ~Course()
    {
        m_desk.at([this] {
            m_desk.sandbox().onRequest({});
            m_desk.sandbox().clearFaults();
            m_desk.sandbox().setReachable(true);
        });
    }
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    /// Labels that were asked for before Sending was on disk.
    [[nodiscard]] int undurable() const { return m_undurable; }
    [[nodiscard]] int requests() const { return m_requests; }
    /// The disk fails that should keep a label that came.
    [[nodiscard]] bool diskFailed() const { return m_disk && m_disk->failures() > 0; }

private:
    void arrived(const QByteArray& method, const QByteArray& path)
    {
        ++m_requests;
        if (path.startsWith("/orders/createlabelfororder")) {
            const auto operations = m_onlooker.operations(m_desk.merchant, m_desk.order);
            m_undurable += std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return record.state == State::Sending; });
        }
        if (m_cell.unreachable && method == "GET" && path == "/orders/" + QByteArray::number(m_desk.order.value))
            m_desk.sandbox().setReachable(false);
    }

    LabelDesk& m_desk;
    Onlooker& m_onlooker;
    const Cell& m_cell;
    std::optional<FailingDisk> m_disk;
    std::atomic_int m_undurable = 0, m_requests = 0;
};

/// What reached ShipStation in one cell.
struct Purchases
{
    int sent = 0, applied = 0;
    bool pending = false, doubled = false, answered = false; ///< answered: a whole answer with the label left ShipStation
};

} // namespace

/// Each request of a purchase × each fault of the network, each write to the disk × each fault of the disk, and the program's end at each
/// request. Whatever happens, a label is bought at most once, what is told of it is true, and a label that came is kept. A part of the cells
/// by default; T6_ALL=1 runs all, T6_CELL=n the one.
class TestLabelMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<LabelDesk> m_desk;
    std::unique_ptr<Onlooker> m_onlooker;
    std::array<int, static_cast<std::size_t>(State::Count)> m_ended{};
    int m_writes = 0, m_syncs = 0, m_cells = 0, m_kept = 0;

    void takeOrder()
    {
        if (m_desk && m_desk->takeNextOrder())
            return;
        m_onlooker.reset();
        m_desk.reset();
        sandbox::SandboxOptions sizes = LabelDesk::oneMerchant();
        sizes.orders = 300;
        m_desk = std::make_unique<LabelDesk>(sizes);
        m_desk->reopen();
        (void)await(m_desk->console->setShippingChoice(m_desk->merchant, {{}, {}, {}, Money{100'000'00}}));
        m_onlooker = std::make_unique<Onlooker>(m_desk->profileDir());
        (void)m_desk->takeNextOrder();
    }
    [[nodiscard]] Purchases purchases()
    {
        return m_desk->at([this] {
            Purchases found;
            for (const sandbox::LedgerEntry& entry : m_desk->sandbox().ledger().entries()) {
                if (!entry.target.startsWith("/orders/createlabelfororder"))
                    continue;
                ++found.sent;
                found.applied += entry.applied;
                found.doubled = found.doubled || entry.fault == "twice";
                found.pending = found.pending || (entry.fault == "late" && entry.status == 0);
                found.answered = found.answered || (entry.applied && (entry.fault.isEmpty() || entry.fault == "delay" || entry.fault == "twice"));
            }
            return found;
        });
    }
    /// "" when all promises were kept.
    [[nodiscard]] QString run(const Cell& cell)
    {
        takeOrder();
        const LabelRequest request = m_desk->request();
        if (request.confirmed.minor == 0)
            return QStringLiteral("no price");
        bool diskFailed = false;
        {
            Course course(*m_desk, *m_onlooker, cell);
            const auto future = m_desk->console->buyLabel(request);
            if (cell.restartAt > 0) {
                (void)QTest::qWaitFor([&] { return course.requests() >= cell.restartAt || future.isFinished(); }, 20'000);
                m_desk->console.reset();
            } else {
                const auto report = await(future, 60'000);
                if (!report)
                    return QStringLiteral("no report: %1").arg(oneLine(report.error()));
                if (isConfirmed(report->operation) && m_desk->liveLabels() == 0)
                    return QStringLiteral("confirmed, and there is no label");
            }
            if (course.undurable() > 0)
                return QStringLiteral("sent before it was on disk");
            diskFailed = course.diskFailed() && cell.disk->lasting == FailingDisk::Lasting::ForEver;
            if (diskFailed)
                m_desk->console.reset(); // the disk heals while the program does not run
        }
        return aftermath(diskFailed);
    }
    [[nodiscard]] QString aftermath(bool diskFailed)
    {
        if (!QTest::qWaitFor([this] { return !purchases().pending; }))
            return QStringLiteral("the late request never came");
        for (const MovableClock& clock : {m_desk->clock, m_desk->shipStationClock})
            clock.forward(std::chrono::minutes(16)); // nothing can arrive any more
        m_desk->reopen();
        constexpr int kLooks = 4;
        QList<store::JournalRecord> operations;
        for (int look = 0; look < kLooks; ++look) {
            if (const auto looked = await(m_desk->console->lookAgain()); !looked)
                return QStringLiteral("cannot look: %1").arg(oneLine(looked.error()));
            operations = m_onlooker->operations(m_desk->merchant, m_desk->order);
            if (std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return blocksOrder(record.state); }))
                break;
        }
        return verdict(operations, diskFailed);
    }
    [[nodiscard]] QString verdict(const QList<store::JournalRecord>& operations, bool diskFailed)
    {
        const Purchases found = purchases();
        if (found.sent - (found.doubled ? 1 : 0) > 1)
            return QStringLiteral("sent %1 times").arg(found.sent);
        if (found.applied - (found.doubled ? 1 : 0) > 1)
            return QStringLiteral("bought %1 times").arg(found.applied);
        bool isBought = false, isWithPerson = false;
        for (const store::JournalRecord& record : operations) {
            if (blocksOrder(record.state))
                return QStringLiteral("no end: %1").arg(QLatin1String(operationStateName(record.state)));
            isBought = isBought || record.state == State::Watch || record.state == State::Done;
            isWithPerson = isWithPerson || needsPerson(record.state);
        }
        if (!operations.isEmpty())
            ++m_ended[static_cast<std::size_t>(operations.first().state)];
        if (isBought != (found.applied > 0) && !isWithPerson)
            return QStringLiteral("bought %1 times, and told otherwise").arg(found.applied);
        if (!found.answered || diskFailed)
            return {};
        const auto bought = std::find_if(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return record.state != State::NotSent; });
        const auto pdf = await(m_desk->console->labelPdf(m_desk->merchant, bought->id));
        m_kept += pdf.has_value();
        return pdf ? QString() : QStringLiteral("the label came and is lost: %1").arg(oneLine(pdf.error()));
    }
    void measureDisk()
    {
        for (const auto& [call, count] : {std::pair(FailingDisk::Call::Write, &m_writes), std::pair(FailingDisk::Call::Sync, &m_syncs)}) {
            takeOrder();
            const LabelRequest request = m_desk->request();
            const FailingDisk disk(call, 1'000'000, FailingDisk::Lasting::Once, EIO);
            const auto report = m_desk->buy(request);
            if (!report || !isConfirmed(report->operation))
                qFatal("a label without faults is not bought: %s", qPrintable(report && report->operation.error ? oneLine(*report->operation.error) : QString()));
            *count = disk.calls();
        }
    }
    /// `every`: of how many cells one is run by default.
    void runAll(const QList<Cell>& cells, int first, int every)
    {
        bool single = false;
        const int only = qEnvironmentVariableIntValue("T6_CELL", &single);
        const bool all = qEnvironmentVariableIntValue("T6_ALL") == 1;
        QElapsedTimer time;
        time.start();
        int ran = 0;
        for (int number = first; number < first + cells.size(); ++number) {
            if (single ? number != only : !all && (number - first) % every != 0)
                continue;
            const Cell& cell = cells[number - first];
            const QString broken = run(cell);
            if (!broken.isEmpty())
                QFAIL(qPrintable(QStringLiteral("cell %1 (%2): %3; T6_CELL=%1 runs it alone").arg(number).arg(QLatin1String(cell.name), broken)));
            ++ran;
        }
        m_cells += ran;
        qInfo("%d of %d cells in %.1f s", ran, static_cast<int>(cells.size()), double(time.elapsed()) / 1000);
    }

private slots:
    void initTestCase() { measureDisk(); }
    void network() { runAll(networkCells(), 0, 2); }
    void restart() { runAll(restartCells(), 1000, 1); }
    void storage() { runAll(storageCells(m_writes, m_syncs), 2000, 3); }
    void cleanupTestCase()
    {
        m_onlooker.reset();
        m_desk.reset();
        QStringList ends;
        for (const State state : {State::Watch, State::NotSent, State::Rejected, State::NotApplied, State::NeedsPerson}) {
            const int count = m_ended[static_cast<std::size_t>(state)];
            ends << QStringLiteral("%1 %2").arg(QLatin1String(operationStateName(state))).arg(count);
            QVERIFY2(m_cells < 200 || count > 0 || state == State::NeedsPerson, "a matrix in which this never happens proves little");
        }
        qInfo("%d cells, %d writes and %d syncs a label, %d labels kept; ended: %s", m_cells, m_writes, m_syncs, m_kept, qPrintable(ends.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(TestLabelMatrix)
#include "tst_labelmatrix.moc"
