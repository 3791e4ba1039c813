// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

// A console without a window that splits orders of a profile, takes the splits back, and begins again, until it is killed. Tells what it was
// told has ended: "<order> split|unsplit <state>"; before that "at work".

#include <core/async.h>
#include <core/errortext.h>
#include <operations/console.h>

#include <QCoreApplication>
#include <QSet>
#include <QTimer>

#include <cstdio>

#include <csignal>
#include <sys/prctl.h>

using namespace t6;
using operations::Console;
using operations::SplitReport;

namespace {

constexpr int kSideBySide = 3;

class Driver : public QObject
{
public:
    Driver(std::unique_ptr<Console> console, const QString& orders, int seed) : m_console(std::move(console)), m_next(seed)
    {
        for (const QString& order : orders.split(u','))
            m_orders.append(OrderId{order.toLongLong()});
    }

    void start(const QString& recoveryKey, bool reads)
    {
        whenDone(this, m_console->unlockWithRecoveryKey(recoveryKey), [this, reads](const Result<void>& unlocked) {
            if (!unlocked)
                qFatal("not unlocked: %s", qPrintable(oneLine(unlocked.error())));
            m_merchant = m_console->merchants().constFirst().merchant.id;
            if (!reads)
                return begin();
            whenDone(this, m_console->syncOnce(), [this](const QList<Console::SyncOutcome>&) { begin(); });
        });
    }

private:
    void begin()
    {
        std::puts("at work");
        (void)std::fflush(stdout);
        for (int i = 0; i < kSideBySide; ++i)
            next();
    }
    /// The next order: taken back when it is split, split when it is not. What is not settled goes on by itself.
    void next()
    {
        OrderId order;
        do {
            order = m_orders[m_next++ % m_orders.size()];
        } while (m_atWork.contains(order.value) && m_atWork.size() < m_orders.size());
        m_atWork.insert(order.value);
        const auto ended = [this, order](const Result<SplitReport>& report) {
            if (report && !report->id.isNull() && isSettled(*report)) {
                const char* what = report->purpose == SplitPurpose::Split ? "split" : "unsplit";
                std::printf("%lld %s %s\n", static_cast<long long>(order.value), what, splitStateName(report->state));
                (void)std::fflush(stdout);
            }
            m_atWork.remove(order.value);
            QTimer::singleShot(0, this, &Driver::next);
        };
        whenDone(this, m_console->splitsOf(m_merchant, order), [this, order, ended](const Result<QList<SplitReport>>& splits) {
            if (!splits)
                qFatal("no splits: %s", qPrintable(oneLine(splits.error())));
            if (!splits->isEmpty() && splits->first().canUndo)
                return whenDone(this, m_console->unsplit(m_merchant, order), ended);
            operations::SplitRequest request;
            request.merchant = m_merchant;
            request.order = order;
            whenDone(this, m_console->split(request), ended);
        });
    }

    std::unique_ptr<Console> m_console;
    MerchantId m_merchant;
    QList<OrderId> m_orders;
    QSet<qint64> m_atWork;
    qsizetype m_next;
};

} // namespace

// t6-split-driver PROFILE WITNESS ORDER,ORDER… FIRST RECOVERYKEY [sync]: with the word, it reads the lists first.
int main(int argc, char** argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is ended takes this with it
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    operations::ConsoleOptions options;
    options.profileDir = arguments.value(1);
    options.witnessDir = arguments.value(2);
    options.background = false;
    options.actor = QStringLiteral("driver");
    options.pace.write.quarantine = std::chrono::milliseconds(200);
    options.pace.write.firstRecheck = std::chrono::milliseconds(40);
    options.pace.write.splitWatch = std::chrono::milliseconds(0); // each start would read all that was ever split
    auto console = Console::open(options);
    if (!console)
        qFatal("not opened: %s", qPrintable(oneLine(console.error())));
    Driver driver(std::move(*console), arguments.value(3), arguments.value(4).toInt());
    driver.start(arguments.value(5), arguments.value(6) == QLatin1String("sync"));
    return QCoreApplication::exec();
}
