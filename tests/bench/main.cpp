// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include <QApplication>
#include <QCommandLineParser>

#include <array>
#include <cstdio>
#include <string_view>

using namespace t6::bench;

namespace {

constexpr std::array kWorks{
    Work{"decode", "pages into orders, with all checks", benchDecode},
    Work{"keep", "pages checked, compressed, sealed, committed; bytes on disk", benchKeep},
    Work{"pull", "the same from gzip pages over loopback", benchPull},
    Work{"memory", "bytes per row of the queue", benchMemory},
    Work{"filter", "a keystroke in the search field", benchFilter},
    Work{"sort", "every column", benchSort},
    Work{"update", "changed rows", benchUpdate},
    Work{"fill", "the queue from its saved pages", benchFill},
    Work{"scroll", "frames while rows change", benchScroll},
    Work{"start", "first window, and the queue after unlock", benchStart},
};

/// The value of a whole-number option, or -1 when it is none.
int number(const QCommandLineParser& parser, const QString& option, int least)
{
    bool ok = false;
    const int value = parser.value(option).toInt(&ok);
    return ok && value >= least ? value : -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--first-window")
        return showFirstWindow(QString::fromLocal8Bit(argv[2]));
    QString names;
    for (const Work& work : kWorks)
        names += QStringLiteral("\n  %1  %2").arg(QLatin1String(work.name), -8).arg(QLatin1String(work.about));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures each work beside its peers. Works:") + names);
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("json"), QStringLiteral("Print JSON.")},
        {QStringLiteral("rows"), QStringLiteral("Rows of the queue."), QStringLiteral("n"), QStringLiteral("1000000")},
        {QStringLiteral("merchants"), QStringLiteral("Merchants of the queue."), QStringLiteral("n"), QStringLiteral("500")},
        {QStringLiteral("orders"), QStringLiteral("Orders to decode, keep and pull."), QStringLiteral("n"), QStringLiteral("20000")},
        {QStringLiteral("rounds"), QStringLiteral("Rounds of each."), QStringLiteral("n"), QStringLiteral("5")}});
    parser.addPositionalArgument(QStringLiteral("name"), QStringLiteral("Only these works."), QStringLiteral("[name...]"));
    parser.process(application);

    const int rows = number(parser, QStringLiteral("rows"), 100), merchants = number(parser, QStringLiteral("merchants"), 1);
    const int orders = number(parser, QStringLiteral("orders"), 100), rounds = number(parser, QStringLiteral("rounds"), 1);
    if (rows < 0 || merchants < 0 || orders < 0 || rounds < 0) {
        std::fputs("t6-bench: --rows and --orders take a number from 100, --merchants and --rounds one from 1\n", stderr);
        return 2;
    }
    const QStringList wanted = parser.positionalArguments();
    for (const QString& name : wanted)
        if (std::ranges::none_of(kWorks, [&name](const Work& work) { return name == QLatin1String(work.name); })) {
            std::fprintf(stderr, "t6-bench: no work \"%s\"; see --help\n", qUtf8Printable(name));
            return 2;
        }
    const Settings settings{static_cast<std::size_t>(rows), static_cast<std::size_t>(std::min(merchants, rows)), orders, rounds};
    Report report(parser.isSet(QStringLiteral("json")));
    for (const Work& work : kWorks)
        if (wanted.isEmpty() || wanted.contains(QLatin1String(work.name)))
            work.run(settings, report);
    report.finish();
    return 0;
}
