// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

// A console without a window that buys a label for one order after the other, until it is killed. Tells what it was told: "<order> <state>".

#include <core/async.h>
#include <core/errortext.h>
#include <operations/console.h>

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

#include <csignal>
#include <sys/prctl.h>

using namespace t6;
using operations::Console;

namespace {

class Driver : public QObject
{
public:
    Driver(std::unique_ptr<Console> console, const QString& orders, int first) : m_console(std::move(console)), m_next(first)
    {
        for (const QString& order : orders.split(u','))
            m_orders.append(OrderId{order.toLongLong()});
    }

    void start(const QString& passphrase)
    {
        whenDone(this, m_console->unlock(passphrase), [this](const Result<void>& unlocked) {
            if (!unlocked)
                qFatal("not unlocked: %s", qPrintable(oneLine(unlocked.error())));
            m_merchant = m_console->merchants().constFirst().merchant.id;
            next();
        });
    }

private:
    void later() { QTimer::singleShot(5, this, &Driver::next); }
    void next()
    {
        const OrderId order = m_orders[m_next++ % m_orders.size()];
        whenDone(this, m_console->quotes(m_merchant, order), [this, order](const Result<operations::Quotes>& quotes) {
            if (!quotes || quotes->rates.isEmpty())
                return later(); // shipped
            operations::LabelRequest request;
            request.merchant = m_merchant;
            request.order = order;
            request.seen = quotes->seen;
            request.terms.carrier = quotes->rates.first().carrier;
            request.terms.service = quotes->rates.first().service;
            request.confirmed = quotes->rates.first().total();
            whenDone(this, m_console->buyLabel(request), [this, order](const Result<operations::LabelReport>& report) {
                if (report && isConfirmed(report->operation)) {
                    std::printf("%lld %s\n", static_cast<long long>(order.value), operationStateName(report->operation.state));
                    (void)std::fflush(stdout);
                }
                later();
            });
        });
    }

    std::unique_ptr<Console> m_console;
    MerchantId m_merchant;
    QList<OrderId> m_orders;
    qsizetype m_next;
};

} // namespace

// t6-label-driver PROFILE WITNESS ORDER,ORDER… FIRST PASSPHRASE
int main(int argc, char** argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is ended takes this with it
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    operations::ConsoleOptions options;
    options.profileDir = arguments.value(1);
    options.witnessDir = arguments.value(2);
    options.lightKdf = true;
    options.background = false;
    options.actor = QStringLiteral("driver");
    auto console = Console::open(options);
    if (!console)
        qFatal("not opened: %s", qPrintable(oneLine(console.error())));
    Driver driver(std::move(*console), arguments.value(3), arguments.value(4).toInt());
    driver.start(arguments.value(5));
    return QCoreApplication::exec();
}
