// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "editcells.h"
#include "fundsdesk.h"

#include <QElapsedTimer>

#include <array>
#include <optional>

using namespace t6;
using namespace t6::test;
using operations::OperationReport;

namespace {

using State = OperationState;

/// The requests of one top-up, in their order.
enum class Step { LabelsBefore, BalanceBefore, Send, BalanceAfter, LabelsAfter };
constexpr std::array kSteps{Step::LabelsBefore, Step::BalanceBefore, Step::Send, Step::BalanceAfter, Step::LabelsAfter};
constexpr std::array kStepNames{"labels before", "balance before", "send", "balance after", "labels after"};

/// What else happens to the balance meanwhile.
enum class Foreign { Label, AutoFund, Both };
constexpr std::array kForeign{Foreign::Label, Foreign::AutoFund, Foreign::Both};
constexpr std::array kForeignNames{"a label is bought", "auto-funding", "auto-funding for a label"};

struct FundsCell
{
    QByteArray name;
    QStringList faults{};
    bool unreachable = false; ///< no connection can be made when the money is to be sent
    std::optional<std::pair<Foreign, Step>> foreign{}; ///< right before this request is served
    std::optional<Step> restart{}; ///< the program ends while this request is under way
    std::optional<EditCell::Disk> disk{};
};
using Cells = QList<FundsCell>;

const QStringList kOfAll{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("500"), QStringLiteral("500-after"),
    QStringLiteral("502html"), QStringLiteral("html"), QStringLiteral("bad-request"), QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"), QStringLiteral("429 ms=1000"),
    QStringLiteral("refuse"), QStringLiteral("delay ms=20")};
const QStringList kOfMoney{QStringLiteral("close-in-body"), QStringLiteral("late ms=40"), QStringLiteral("twice")};
const QStringList kUncertain{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("500-after"), QStringLiteral("late ms=40"), QStringLiteral("truncate"), QStringLiteral("twice")};
const QStringList kBlind{QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("429 ms=1000"), QStringLiteral("expired-key")};

QByteArray nameOf(Step step) { return kStepNames[static_cast<std::size_t>(step)]; }

QString rule(Step step, const QString& kind, bool persistent)
{
    const bool after = step == Step::BalanceAfter || step == Step::LabelsAfter;
    const QString path = step == Step::Send ? QStringLiteral("POST /carriers/addfunds ")
        : step == Step::BalanceBefore || step == Step::BalanceAfter ? QStringLiteral("GET /carriers ")
                                                                    : QStringLiteral("GET /shipments ");
    return path + kind + (after ? QStringLiteral(" n=2") : QStringLiteral(" n=1")) + (persistent ? QStringLiteral(" times=1000000") : QStringLiteral(" times=1"));
}

Cells cellsOfNetwork()
{
    Cells cells{{.name = "send: no connection", .unreachable = true}};
    for (const Step step : kSteps) {
        for (const QString& kind : step == Step::Send ? kOfAll + kOfMoney : kOfAll) {
            for (const bool persistent : {false, true})
                cells.append({.name = nameOf(step) + ": " + kind.toLatin1() + (persistent ? " for ever" : " once"), .faults = {rule(step, kind, persistent)}});
        }
    }
    for (const QString& change : kUncertain) {
        for (const QString& reading : kBlind) {
            for (const Step step : {Step::BalanceAfter, Step::LabelsAfter}) {
                for (const bool persistent : {false, true})
                    cells.append({.name = "send: " + change.toLatin1() + ", " + nameOf(step) + ": " + reading.toLatin1() + (persistent ? " for ever" : " once"),
                        .faults = {rule(Step::Send, change, false), rule(step, reading, persistent)}});
            }
        }
    }
    return cells;
}

Cells cellsOfOthers()
{
    Cells cells;
    for (const Foreign act : kForeign) {
        for (const Step before : kSteps) {
            for (const QString& kind : QStringList{QString()} + kUncertain) {
                FundsCell cell{.name = QByteArray(kForeignNames[static_cast<std::size_t>(act)]) + " before " + nameOf(before), .foreign = std::pair(act, before)};
                if (!kind.isEmpty()) {
                    cell.name += ", send: " + kind.toLatin1();
                    cell.faults = {rule(Step::Send, kind, false)};
                }
                cells.append(cell);
            }
        }
    }
    return cells;
}

Cells cellsOfRestarts()
{
    Cells cells;
    for (const Step step : kSteps) {
        for (const QString& kind : QStringList{QString()} + kUncertain) {
            cells.append({.name = "ends during " + nameOf(step) + (kind.isEmpty() ? QByteArray() : ", send: " + kind.toLatin1()), .restart = step});
            if (!kind.isEmpty())
                cells.last().faults = {rule(Step::Send, kind, false)};
        }
    }
    return cells;
}

Cells cellsOfDisk(DiskUse use)
{
    Cells cells;
    for (const EditCell& cell : storageCells(use)) {
        if (cell.disk)
            cells.append({.name = cell.name, .disk = cell.disk});
    }
    return cells;
}

} // namespace

/// Each request of a top-up × each fault of the network, each write to the disk × each fault of the disk, balances that others change
/// meanwhile, and programs that end in between. Whatever happens, no money is sent that nobody confirmed, and what is told is true. Every fifth
/// cell by itself; T6_ALL=1 runs all, T6_CELL=n the one.
class TestFundsMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<FundsDesk> m_desk;
    std::array<int, static_cast<std::size_t>(State::Count)> m_ended{};
    int m_cells = 0;
    static constexpr int kShare = 5;
    const bool m_tryAll = qEnvironmentVariableIsSet("T6_ALL");

    /// What happens while the requests of one cell arrive. Runs in the sandbox's thread.
    struct Course
    {
        std::atomic_int labels = 0, balances = 0, undurable = 0;
        std::atomic_bool sent = false, acted = false, ending = false;
    };
    [[nodiscard]] static std::optional<Step> stepOf(const Course& course, const QByteArray& method, const QByteArray& path)
    {
        if (method == "POST" && path == "/carriers/addfunds")
            return Step::Send;
        if (path == "/shipments")
            return course.sent ? Step::LabelsAfter : Step::LabelsBefore;
        if (path == "/carriers")
            return course.sent ? Step::BalanceAfter : Step::BalanceBefore;
        return std::nullopt;
    }
    void arrived(Course& course, const FundsCell& cell, const QByteArray& method, const QByteArray& path)
    {
        const auto step = stepOf(course, method, path);
        if (!step)
            return;
        if (*step == Step::Send) {
            const auto operations = m_desk->onlooker->operations(m_desk->merchant, walletKey(m_desk->wallet));
            course.undurable += operations.isEmpty() || operations.front().state != State::Sending;
            course.sent = true;
        }
        if (*step == Step::BalanceBefore && cell.unreachable)
            m_desk->sandbox().setReachable(false);
        if (cell.foreign && cell.foreign->second == *step && !course.acted.exchange(true))
            interfere(cell.foreign->first);
        if (cell.restart == *step)
            course.ending = true;
    }
    void interfere(Foreign act)
    {
        sandbox::Sandbox& shipStation = m_desk->sandbox();
        const auto fund = [&] { shipStation.setBalance(FundsDesk::kMerchant, FundsDesk::kCarrier, shipStation.balance(FundsDesk::kMerchant, FundsDesk::kCarrier) + 100); };
        if (act != Foreign::Label)
            fund();
        if (act != Foreign::AutoFund)
            shipStation.buyLabel(FundsDesk::kMerchant, FundsDesk::kCarrier, QStringLiteral("usps_ground_advantage"), 4.13);
    }

    /// "" when all promises were kept.
    [[nodiscard]] QString run(const FundsCell& cell)
    {
        if (!m_desk) {
            m_desk = std::make_unique<FundsDesk>();
            m_desk->enable(false, {10'000'00});
        }
        m_desk->setBalance(200'00); // labels can be paid
        const UtcTime begun = m_desk->clock.clock().now();
        auto course = std::make_shared<Course>();
        m_desk->at([&] {
            m_desk->sandbox().clearLedger();
            m_desk->sandbox().onRequest([this, course, &cell](const QByteArray& method, const QByteArray& path) { arrived(*course, cell, method, path); });
        });
        for (const QString& fault : cell.faults)
            m_desk->misbehave(fault);
        QString broken;
        {
            std::optional<FailingDisk> disk;
            if (cell.disk)
                disk.emplace(cell.disk->call, cell.disk->nth, cell.disk->lasting, cell.disk->error);
            const auto future = m_desk->console->addFunds(m_desk->request());
            if (cell.restart)
                (void)QTest::qWaitFor([&] { return course->ending || future.isFinished(); });
            const auto report = cell.restart ? Result<OperationReport>(OperationReport()) : await(future, 30'000);
            if (!report)
                broken = QStringLiteral("no report: %1").arg(oneLine(report.error()));
            if (course->undurable > 0)
                broken = QStringLiteral("sent before it was on disk");
            if (cell.restart || (cell.disk && cell.disk->lasting == FailingDisk::Lasting::ForEver))
                m_desk->console.reset(); // the disk heals while the program does not run
        }
        m_desk->at([this] {
            m_desk->sandbox().onRequest({});
            m_desk->sandbox().clearFaults();
            m_desk->sandbox().setReachable(true);
        });
        return broken.isEmpty() ? aftermath(begun) : broken;
    }
    [[nodiscard]] QString aftermath(UtcTime begun)
    {
        if (!QTest::qWaitFor([this] { return !m_desk->deliveries().pending; }))
            return QStringLiteral("the late request never came");
        m_desk->forward(std::chrono::minutes(16)); // nothing can arrive any more
        m_desk->reopen();
        constexpr int kLooks = 4;
        QList<store::JournalRecord> operations;
        for (int look = 0; look < kLooks; ++look) {
            if (const auto looked = await(m_desk->console->lookAgain()); !looked)
                return QStringLiteral("cannot look: %1").arg(oneLine(looked.error()));
            operations = m_desk->onlooker->operations(m_desk->merchant, walletKey(m_desk->wallet));
            if (std::none_of(operations.begin(), operations.end(), [](const store::JournalRecord& record) { return blocksOrder(record.state); }))
                break;
        }
        operations.removeIf([begun](const store::JournalRecord& record) { return record.createdAt < begun; });
        const QString broken = verdict(operations);
        m_desk->forward(std::chrono::hours(25)); // the next cell's top-up is of another day
        return broken;
    }
    [[nodiscard]] QString verdict(const QList<store::JournalRecord>& operations)
    {
        const FundsDesk::Deliveries sent = m_desk->deliveries();
        if (operations.size() > 1 || sent.posts > 1)
            return QStringLiteral("%1 operations, sent %2 times, confirmed by a person once").arg(operations.size()).arg(sent.posts);
        if (operations.isEmpty())
            return sent.posts == 0 ? QString() : QStringLiteral("sent, and not on disk");
        const State state = operations.front().state;
        const QString name = QLatin1String(operationStateName(state));
        ++m_ended[static_cast<std::size_t>(state)];
        if (blocksOrder(state))
            return QStringLiteral("without an end: ") + name;
        if (state == State::Watch && sent.applied != 1)
            return QStringLiteral("told as done, and it happened %1 times").arg(sent.applied);
        if ((state == State::NotSent || state == State::Rejected || state == State::NotApplied) && sent.applied != 0)
            return QStringLiteral("it happened and is told as ") + name;
        if (state == State::NotSent && sent.posts != 0)
            return QStringLiteral("sent, and told as not sent");
        const auto audit = await(m_desk->console->verifyAudit());
        if (!audit || audit->faultAt != 0)
            return QStringLiteral("the audit log: ") + (audit ? audit->fault : oneLine(audit.error()));
        return {};
    }

    /// Counts the writes of a top-up in which nothing goes wrong.
    [[nodiscard]] DiskUse diskUse()
    {
        DiskUse use;
        constexpr int kNever = 1'000'000;
        for (const auto call : {FailingDisk::Call::Write, FailingDisk::Call::Sync}) {
            FailingDisk disk(call, kNever, FailingDisk::Lasting::Once, 0);
            const auto report = await(m_desk->console->addFunds(m_desk->request()));
            if (!report || !isConfirmed(*report))
                qFatal("a top-up without faults failed");
            (call == FailingDisk::Call::Write ? use.writes : use.syncs) = disk.calls();
            m_desk->forward(std::chrono::hours(25));
        }
        return use;
    }
    void runAll(const Cells& cells, int first)
    {
        bool single = false;
        const int only = qEnvironmentVariableIntValue("T6_CELL", &single);
        QElapsedTimer time;
        time.start();
        int ran = 0;
        for (int number = first; number < first + cells.size(); ++number) {
            if (single ? number != only : !m_tryAll && number % kShare != 0)
                continue;
            const FundsCell& cell = cells[number - first];
            const QString broken = run(cell);
            if (!broken.isEmpty())
                QFAIL(qPrintable(QStringLiteral("cell %1 (%2): %3; T6_CELL=%1 runs it alone").arg(number).arg(QLatin1String(cell.name), broken)));
            ++ran;
        }
        m_cells += ran;
        qInfo("%d of %d cells in %.1f s", ran, int(cells.size()), double(time.elapsed()) / 1000);
    }

private slots:
    void network() { runAll(cellsOfNetwork(), 0); }
    void foreign() { runAll(cellsOfOthers(), 1000); }
    void restart() { runAll(cellsOfRestarts(), 2000); }
    void storage()
    {
        m_desk = std::make_unique<FundsDesk>();
        m_desk->enable(false, {10'000'00});
        runAll(cellsOfDisk(diskUse()), 3000);
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        QStringList ends;
        for (const State state : {State::Watch, State::NotSent, State::Rejected, State::NotApplied, State::NeedsPerson}) {
            const int count = m_ended[static_cast<std::size_t>(state)];
            ends << QStringLiteral("%1 %2").arg(QLatin1String(operationStateName(state))).arg(count);
            QVERIFY2(m_cells < 100 || count > 0, "a matrix in which this never happens proves little");
        }
        qInfo("%d cells; ended: %s", m_cells, qPrintable(ends.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(TestFundsMatrix)
#include "tst_fundsmatrix.moc"
