// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sandbox.h"


#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <optional>
#include <sys/signalfd.h>

using namespace Qt::StringLiterals;
using namespace t6;

namespace {

/// Ends the event loop on SIGTERM and SIGINT. They are blocked and read as data: no handler, nothing asynchronous.
void quitOnSignals(QCoreApplication& app)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    sigprocmask(SIG_BLOCK, &ending, nullptr);
    auto* notifier = new QSocketNotifier(signalfd(-1, &ending, SFD_CLOEXEC), QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
}

int usage(const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return 2;
}

/// A whole number within the limits; nullopt and a line on stderr otherwise.
std::optional<int> number(const QCommandLineParser& parser, const QString& option, int least, int most)
{
    bool ok = false;
    const int value = parser.value(option).toInt(&ok);
    if (ok && value >= least && value <= most)
        return value;
    std::fprintf(stderr, "--%s takes a number from %d to %d.\n", qPrintable(option), least, most);
    return std::nullopt;
}

std::optional<sandbox::SandboxOptions> optionsOf(const QCommandLineParser& parser)
{
    const auto merchants = number(parser, u"merchants"_s, 1, 10'000), orders = number(parser, u"orders"_s, 0, 2'000'000), live = number(parser, u"live"_s, 0, 60'000);
    const auto seed = number(parser, u"seed"_s, 0, 2'147'483'647);
    if (!merchants || !orders || !seed || !live)
        return std::nullopt;
    sandbox::SandboxOptions options;
    options.merchants = *merchants;
    options.orders = *orders;
    options.seed = static_cast<quint32>(*seed);
    options.livePerMinute = *live;
    options.rateLimit = !parser.isSet(u"no-rate-limit"_s);
    const QStringList faults = parser.values(u"fault"_s);
    for (const QString& text : faults) {
        Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault) {
            std::fprintf(stderr, "--fault: %s\n", qPrintable(fault.error().detail));
            return std::nullopt;
        }
        options.faults.push_back(*std::move(fault));
    }
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"shipstation-sandbox"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A practice ShipStation on 127.0.0.1. Prints one line of JSON and serves until it is ended."));
    parser.addHelpOption();
    parser.addOptions({
        {u"port"_s, QCoreApplication::translate("main", "Port; 0 takes a free one."), u"port"_s, u"0"_s},
        {u"merchants"_s, QCoreApplication::translate("main", "Number of merchants."), u"count"_s, u"8"_s},
        {u"orders"_s, QCoreApplication::translate("main", "Orders of all merchants together."), u"count"_s, u"400"_s},
        {u"seed"_s, QCoreApplication::translate("main", "The same seed makes the same data."), u"number"_s, u"1"_s},
        {u"live"_s, QCoreApplication::translate("main", "Things that happen by themselves in a minute."), u"per-minute"_s, u"0"_s},
        {u"fault"_s, QCoreApplication::translate("main", "A fault, may be repeated: %1").arg(sandbox::faultGrammar()), u"fault"_s},
        {u"no-rate-limit"_s, QCoreApplication::translate("main", "Without the limit of 40 requests a minute.")},
    });
    parser.process(app);
    if (!parser.positionalArguments().isEmpty())
        return usage(QCoreApplication::translate("main", "“%1” is not expected here; see --help.").arg(parser.positionalArguments().constFirst()));
    const std::optional<int> port = number(parser, u"port"_s, 0, 65535);
    const std::optional<sandbox::SandboxOptions> options = optionsOf(parser);
    if (!port || !options)
        return 2;

    sandbox::Sandbox server(*options);
    const Result<quint16> listening = server.start(static_cast<quint16>(*port));
    if (!listening) {
        std::fprintf(stderr, "%s\n", qPrintable(listening.error().detail));
        return 1;
    }
    quitOnSignals(app);
    QJsonArray merchants;
    for (const sandbox::SandboxMerchant& merchant : server.merchants())
        merchants << merchant.toJson();
    const QJsonObject line{{u"port"_s, *listening}, {u"url"_s, server.url().toString()}, {u"merchants"_s, merchants}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
