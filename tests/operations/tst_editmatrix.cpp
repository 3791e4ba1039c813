// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "editcells.h"
#include "matrixdesk.h"

#include <QElapsedTimer>
#include <QSemaphore>

#include <array>
#include <optional>

using namespace t6;
using namespace t6::test;
using operations::Correction;
using operations::OperationReport;

namespace {

using State = OperationState;

/// Another process that writes, for as long as this lives.
class Writer
{
public:
    explicit Writer(const QString& profile)
        : m_database(store::Database::open(profile).value())
    {
    }
    void hold()
    {
        m_holding = m_database->write(store::Durability::Process, [this](store::Connection&) -> Result<void> {
            m_held.release();
            m_enough.acquire();
            return {};
        });
        m_held.acquire();
    }
    void release()
    {
        m_enough.release();
        m_holding.waitForFinished();
    }

private:
    std::unique_ptr<store::Database> m_database;
    QSemaphore m_held, m_enough;
    QFuture<Result<void>> m_holding;
};

/// What happens while the requests of one edit arrive. Its act runs in the sandbox's thread.
class Course
{
public:
    Course(MatrixDesk& desk, const EditCell& cell)
        : m_desk(desk), m_cell(cell)
    {
        if (cell.busy)
            m_writer = std::make_unique<Writer>(desk.profileDir());
        desk.at([this] {
            m_desk.sandbox().clearLedger();
            m_desk.sandbox().onRequest([this](const QByteArray& method, const QByteArray& path) { arrived(method, path); });
        });
        for (QString fault : cell.faults)
            desk.misbehave(fault.replace(QLatin1String("ORDER"), QString::number(desk.order.value)));
        if (cell.busy && !cell.busy->from)
            hold();
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
        if (m_held)
            m_writer->release();
    }
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    /// Another process writes for a moment only: less than we are patient.
    void momentIsOver()
    {
        if (m_held && !m_cell.busy->toTheEnd) {
            m_writer->release();
            m_held = false;
        }
    }
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// Changes that arrived before Sending was on disk.
    [[nodiscard]] int undurable() const { return m_undurable; }

private:
    void arrived(const QByteArray& method, const QByteArray& path)
    {
        const bool change = method == "POST" && path.startsWith("/orders/");
        if (!change && path != "/orders/" + QByteArray::number(m_desk.order.value))
            return;
        const Request request = change ? Request::Send : m_sent ? Request::Verify : Request::Read;
        if (change) {
            const auto operations = m_desk.onlooker->operations(m_desk.merchant, m_desk.order);
            m_undurable += std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return record.state == State::Sending; });
            m_sent = true;
        }
        if (request == Request::Read && m_cell.unreachable)
            m_desk.sandbox().setReachable(false);
        if (m_cell.foreign && m_cell.foreign->before == request && !m_done.exchange(true))
            interfere(m_cell.foreign->act);
        if (m_cell.busy && m_cell.busy->from == request)
            hold();
    }
    void interfere(MerchantAct act)
    {
        sandbox::Sandbox& shipStation = m_desk.sandbox();
        switch (act) {
        case MerchantAct::Note: (void)shipStation.merchantEdit(0, m_desk.order, QStringLiteral("internalNotes"), QStringLiteral("the merchant's")); return;
        case MerchantAct::SameField: (void)shipStation.merchantEdit(0, m_desk.order, QStringLiteral("shipTo.street1"), QStringLiteral("the merchant's")); return;
        case MerchantAct::Hold: (void)shipStation.holdOrder(0, m_desk.order, QStringLiteral("2031-05-06")); return;
        case MerchantAct::Ship: (void)shipStation.shipOrder(0, m_desk.order); return;
        }
    }
    void hold()
    {
        if (!m_wasHeld.exchange(true)) {
            m_writer->hold();
            m_held = true;
        }
    }

    MatrixDesk& m_desk;
    const EditCell& m_cell;
    std::unique_ptr<Writer> m_writer;
    std::optional<FailingDisk> m_disk;
    std::atomic_bool m_sent = false, m_done = false, m_held = false, m_wasHeld = false;
    std::atomic_int m_undurable = 0;
};

/// What reached ShipStation in one cell.
struct Deliveries
{
    int posts = 0; ///< sent by us
    bool applied = false, pending = false;
};

} // namespace

/// Each request of an edit × each fault of the network, each write to the disk × each fault of the disk, and merchants who edit the same
/// order meanwhile. Whatever happens, an edit ends in a state that is true. T6_CELL=n runs the one cell.
class TestEditMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<MatrixDesk> m_desk;
    std::array<int, static_cast<std::size_t>(State::Count)> m_ended{};
    DiskUse m_use;
    bool m_syncs = false;
    int m_cells = 0;

    void takeOrder()
    {
        if (!m_desk || !m_desk->takeNextOrder()) {
            m_desk.reset();
            m_desk = std::make_unique<MatrixDesk>(m_syncs);
            (void)m_desk->takeNextOrder();
        }
    }
    [[nodiscard]] Deliveries deliveries()
    {
        return m_desk->at([this] {
            Deliveries found;
            int doubled = 0;
            for (const sandbox::LedgerEntry& entry : m_desk->sandbox().ledger().entries()) {
                if (entry.method != "POST")
                    continue;
                ++found.posts;
                doubled += entry.fault == "twice";
                found.applied = found.applied || entry.applied;
                found.pending = found.pending || (entry.fault == "late" && entry.status == 0);
            }
            found.posts -= doubled / 2; // the way did that, not we
            return found;
        });
    }

    /// "" when all promises were kept.
    [[nodiscard]] QString run(const EditCell& cell, int number)
    {
        takeOrder();
        const QString street = QStringLiteral("%1 Elm Street").arg(number);
        const Correction correction = m_desk->edit({{QStringLiteral("shipTo.street1"), '"' + street.toUtf8() + '"'}});
        {
            Course course(*m_desk, cell);
            const auto future = m_desk->console->correct(correction);
            if (cell.busy && !cell.busy->toTheEnd) {
                (void)QTest::qWaitFor([&] { return course.isHeld() || future.isFinished(); });
                QTest::qWait(100); // the moment
                course.momentIsOver();
            }
            const auto report = await(future, 30'000);
            if (!report)
                return QStringLiteral("no report: %1").arg(oneLine(report.error()));
            if (isConfirmed(*report) && m_desk->text("shipTo", "street1") != street)
                return QStringLiteral("confirmed, but not so at ShipStation");
            if (course.undurable() > 0)
                return QStringLiteral("sent before it was on disk");
            if (cell.disk && cell.disk->lasting == FailingDisk::Lasting::ForEver)
                m_desk->console.reset(); // the disk heals while the program does not run
        }
        return aftermath(street);
    }
    [[nodiscard]] QString aftermath(const QString& street)
    {
        if (!QTest::qWaitFor([this] { return !deliveries().pending; }))
            return QStringLiteral("the late request never came");
        m_desk->clock.forward(std::chrono::minutes(3)); // all quarantines are over
        m_desk->reopen();
        constexpr int kLooks = 4;
        QList<store::JournalRecord> operations;
        for (int look = 0; look < kLooks; ++look) {
            if (const auto looked = await(m_desk->console->lookAgain()); !looked)
                return QStringLiteral("cannot look: %1").arg(oneLine(looked.error()));
            operations = m_desk->onlooker->operations(m_desk->merchant, m_desk->order);
            if (std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return blocksOrder(record.state); }))
                break;
        }
        return verdict(street, operations);
    }
    [[nodiscard]] QString verdict(const QString& street, const QList<store::JournalRecord>& operations)
    {
        const Deliveries sent = deliveries();
        const bool isThere = m_desk->text("shipTo", "street1") == street;
        int mayHaveSent = 0;
        for (const store::JournalRecord& record : operations) {
            const QString state = QLatin1String(operationStateName(record.state));
            ++m_ended[static_cast<std::size_t>(record.state)];
            if (blocksOrder(record.state))
                return QStringLiteral("without an end: ") + state;
            const bool confirmed = record.state == State::Watch || record.state == State::Done;
            if (confirmed && !isThere)
                return QStringLiteral("a confirmed change is lost");
            if ((record.state == State::Rejected || record.state == State::NotApplied) && sent.applied)
                return QStringLiteral("it happened and is told as ") + state;
            mayHaveSent += record.state != State::NotSent;
        }
        if (sent.posts > mayHaveSent)
            return QStringLiteral("%1 requests for %2 operations on disk").arg(sent.posts).arg(mayHaveSent);
        if (sent.posts > 1)
            return QStringLiteral("sent %1 times").arg(sent.posts);
        if (const QStringList broken = m_desk->violations(); !broken.isEmpty())
            return broken.join(QLatin1Char(' '));
        const auto audit = await(m_desk->console->verifyAudit());
        if (!audit || audit->faultAt != 0)
            return QStringLiteral("the audit log: ") + (audit ? audit->fault : oneLine(audit.error()));
        return {};
    }

    /// Counts the writes of an edit in which nothing goes wrong.
    [[nodiscard]] DiskUse diskUse()
    {
        DiskUse use;
        for (const auto& [call, count] : {std::pair(FailingDisk::Call::Write, &use.writes), std::pair(FailingDisk::Call::Sync, &use.syncs)}) {
            takeOrder();
            const Correction correction = m_desk->edit({{QStringLiteral("shipTo.street1"), "\"1 Elm Street\""}});
            const FailingDisk disk(call, 1'000'000, FailingDisk::Lasting::Once, EIO);
            const auto report = m_desk->send(correction);
            if (!report || !isConfirmed(*report))
                qFatal("an edit without faults fails");
            *count = disk.calls();
        }
        return use;
    }

    /// Stops at the first broken cell. `first`: the number of the first one.
    void runAll(const QList<EditCell>& cells, int first, bool syncs)
    {
        if (std::exchange(m_syncs, syncs) != syncs)
            m_desk.reset();
        bool single = false;
        const int only = qEnvironmentVariableIntValue("T6_CELL", &single);
        QElapsedTimer time;
        time.start();
        int ran = 0;
        for (int number = first; number < first + cells.size(); ++number) {
            if (single && number != only)
                continue;
            const EditCell& cell = cells[number - first];
            const QString broken = run(cell, number);
            if (!broken.isEmpty())
                QFAIL(qPrintable(QStringLiteral("cell %1 (%2): %3; T6_CELL=%1 runs it alone").arg(number).arg(QLatin1String(cell.name), broken)));
            ++ran;
        }
        m_cells += ran;
        qInfo("%d cells in %.1f s", ran, double(time.elapsed()) / 1000);
    }

private slots:
    void initTestCase() { m_use = diskUse(); }
    void network() { runAll(networkCells(), 0, true); }
    void foreign() { runAll(foreignCells(), int(networkCells().size()), true); }
    void storage() { runAll(storageCells(m_use), int(networkCells().size() + foreignCells().size()), false); }
    void cleanupTestCase()
    {
        m_desk.reset();
        QStringList ends;
        for (const State state : {State::Watch, State::NotSent, State::Rejected, State::NotApplied, State::Conflict, State::NeedsPerson}) {
            const int count = m_ended[static_cast<std::size_t>(state)];
            ends << QStringLiteral("%1 %2").arg(QLatin1String(operationStateName(state))).arg(count);
            QVERIFY2(m_cells < 300 || count > 0 || state == State::NeedsPerson, "a matrix in which this never happens proves little");
        }
        qInfo("%d cells, %d writes and %d syncs an edit; ended: %s", m_cells, m_use.writes, m_use.syncs, qPrintable(ends.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(TestEditMatrix)
#include "tst_editmatrix.moc"
