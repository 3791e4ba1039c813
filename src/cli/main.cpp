// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include "output.h"
#include "runner.h"

#include <operations/process.h>

#include <QCoreApplication>
#include <QTimer>

using namespace t6;

namespace {

/// Standard error is read by scripts: what Qt remarks about its own workings does not belong there.
void dropRemarks(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        cli::printWarning(text);
}

} // namespace

int main(int argc, char* argv[])
{
    operations::hardenProcess();
    qInstallMessageHandler(dropRemarks);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("t6-console-cli"));

    auto request = cli::parseArguments(QCoreApplication::arguments().mid(1));
    if (!request) {
        cli::printWarning(request.error() + QCoreApplication::translate("t6::cli::Arguments", ". See t6-console-cli --help"));
        return cli::WrongUsage;
    }
    if (request->command == cli::Command::Help) {
        cli::print(cli::helpText());
        return cli::Done;
    }
    if (request->command == cli::Command::Version) {
        cli::print(QStringLiteral("t6-console-cli %1\n").arg(QStringLiteral(T6_VERSION)));
        return cli::Done;
    }

    cli::Runner runner(std::move(*request));
    // Queued: exit() before exec() would be forgotten.
    QObject::connect(&runner, &cli::Runner::finished, &app, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    QTimer::singleShot(0, &runner, &cli::Runner::start);
    return QCoreApplication::exec();
}
