// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

// A console without a window that edits all orders of a profile as fast as it can, until it is killed. Tells each edit that it was told
// is confirmed: "<order> <text>".

#include <core/async.h>
#include <core/errortext.h>
#include <operations/console.h>

#include <QCoreApplication>

#include <cstdio>

#include <csignal>
#include <sys/prctl.h>

using namespace t6;
using operations::Console;

namespace {

constexpr int kSideBySide = 4;
const QString kField = QStringLiteral("advancedOptions.customField1");

class Driver : public QObject
{
public:
    Driver(std::unique_ptr<Console> console, QByteArray run)
        : m_console(std::move(console)), m_run(std::move(run))
    {
    }

    void start(const QString& recoveryKey)
    {
        whenDone(this, m_console->unlockWithRecoveryKey(recoveryKey), [this](const Result<void>& unlocked) {
            if (!unlocked)
                qFatal("not unlocked: %s", qPrintable(oneLine(unlocked.error())));
            m_merchant = m_console->merchants().constFirst().merchant.id;
            // What an earlier run could not put into its cache any more.
            whenDone(this, m_console->syncOnce(), [this](const QList<Console::SyncOutcome>&) { begin(); });
        });
    }

private:
    void begin()
    {
        const QueueSnapshot queue = m_console->queue();
        for (const RowId id : queue.rowsOf(*queue.merchantIndex(m_merchant))) {
            const QueueRow& row = queue.row(id);
            if (static_cast<OrderStatus>(row.status) == OrderStatus::AwaitingShipment && !(row.issues & bit(CheckCode::AddressFormat)))
                m_orders.append(OrderId{row.id});
        }
        if (m_orders.isEmpty())
            qFatal("no orders");
        m_next = qHash(m_run) % static_cast<std::size_t>(m_orders.size());
        for (int i = 0; i < kSideBySide; ++i)
            editNext();
    }
    void editNext()
    {
        const OrderId order = m_orders[static_cast<qsizetype>(m_next++ % static_cast<std::size_t>(m_orders.size()))];
        whenDone(this, m_console->order(m_merchant, order), [this, order](const Result<operations::OrderDetails>& details) {
            if (!details)
                qFatal("no order: %s", qPrintable(oneLine(details.error())));
            edit(order, details->raw);
        });
    }
    void edit(OrderId order, const QByteArray& seen)
    {
        const QByteArray text = m_run + '-' + QByteArray::number(++m_count);
        operations::Correction correction;
        correction.merchant = m_merchant;
        correction.order = order;
        correction.seen = seen;
        const JsonText base = JsonText::parse(seen).value();
        if (!correction.patch.set(base, OrderPath::parse(kField, base).value(), '"' + text + '"'))
            qFatal("the field cannot be set");
        whenDone(this, m_console->correct(correction), [this, order, text](const Result<operations::OperationReport>& report) {
            if (report && isConfirmed(*report)) {
                std::printf("%lld %s\n", static_cast<long long>(order.value), text.constData());
                (void)std::fflush(stdout);
            }
            editNext();
        });
    }

    std::unique_ptr<Console> m_console;
    QByteArray m_run; ///< in each text that it writes
    MerchantId m_merchant;
    QList<OrderId> m_orders;
    std::size_t m_next = 0;
    int m_count = 0;
};

} // namespace

// t6-edit-driver PROFILE WITNESS RUN RECOVERYKEY [sync]: with the word, it reads the lists all the time meanwhile.
int main(int argc, char** argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is ended takes this with it
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    operations::ConsoleOptions options;
    options.profileDir = arguments.value(1);
    options.witnessDir = arguments.value(2);
    options.background = arguments.value(5) == QLatin1String("sync");
    options.pace.busy = options.pace.idle = options.pace.scarce = std::chrono::milliseconds(150);
    options.actor = QStringLiteral("driver");
    options.pace.write.quarantine = std::chrono::milliseconds(300);
    options.pace.write.firstRecheck = std::chrono::milliseconds(40);
    auto console = Console::open(options);
    if (!console)
        qFatal("not opened: %s", qPrintable(oneLine(console.error())));
    Driver driver(std::move(*console), arguments.value(3).toUtf8());
    driver.start(arguments.value(4));
    return QCoreApplication::exec();
}
