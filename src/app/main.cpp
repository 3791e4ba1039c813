// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "practice.h"
#include "singleinstance.h"

#include <core/errortext.h>
#include <operations/console.h>
#include <operations/process.h>
#include <operations/profilepath.h>
#include <ui/mainwindow.h>
#include <ui/theme.h>
#include <ui/tour.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLibraryInfo>
#include <QMessageBox>
#include <QProcess>
#include <QTranslator>

#include <cstdio>

using namespace t6;

namespace {

enum ExitCode { Done = 0, Failed = 1, Usage = 2 };

void say(FILE* stream, const QString& text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stream);
}

/// Before QApplication, which ends the program by itself when there is no display: lets it fall back to `offscreen`, where
/// hasDisplay() finds it.
void allowMissingDisplay()
{
    if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return;
    qputenv("QT_QPA_PLATFORM", qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ? "xcb;offscreen" : "wayland;xcb;offscreen");
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

bool hasDisplay(bool platformWasChosen)
{
    return platformWasChosen || QGuiApplication::platformName() != QLatin1String("offscreen");
}

void loadTranslations(QApplication& app)
{
    // English, too, comes from a file: it holds the plurals. First, so that it serves whatever has no words of its own language.
    auto* english = new QTranslator(&app);
    if (english->load(QStringLiteral(":/i18n/t6_en.qm")))
        QCoreApplication::installTranslator(english);
    for (const auto& [name, folder] : {std::pair{QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)}, {QStringLiteral("t6"), QStringLiteral(":/i18n")}}) {
        auto* translator = new QTranslator(&app);
        if (translator->load(QLocale(), name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
    }
}

/// An error that ends the program: on the terminal and, where there is one, on the screen.
int stop(QApplication& app, const Error& error)
{
    say(stderr, QStringLiteral("t6-console: ") + oneLine(error));
    const ErrorText text = errorText(error);
    auto* box = new QMessageBox(QMessageBox::Critical, QCoreApplication::translate("t6::App", "T6 Console cannot start"), QString(), QMessageBox::Close);
    box->setTextFormat(Qt::PlainText);
    box->setText(text.what + QStringLiteral("\n\n") + text.nextStep);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QMessageBox::finished, &app, [&app] { app.exit(Failed); });
    box->open();
    return app.exec();
}

int runPractice(QApplication& app, const QString& tourDir)
{
    auto practice = app::Practice::start();
    if (!practice)
        return stop(app, practice.error());
    app::Practice& session = **practice;
    ui::UiOptions options;
    options.profileDir = session.console().profileDir();
    options.practice = true;
    options.practicePassphrase = app::Practice::passphrase();
    std::unique_ptr<ui::MainWindow> window;
    std::unique_ptr<ui::Tour> tour;
    QObject::connect(&session, &app::Practice::failed, &app, [&app](const Error& error) {
        say(stderr, QStringLiteral("t6-console: ") + oneLine(error));
        app.exit(Failed);
    });
    QObject::connect(&session, &app::Practice::ready, &app, [&] {
        window = std::make_unique<ui::MainWindow>(session.console(), options);
        window->show();
        if (tourDir.isEmpty())
            return;
        tour = std::make_unique<ui::Tour>(*window, tourDir);
        QObject::connect(tour.get(), &ui::Tour::pictureSaved, &app, [](const QString& path) { say(stdout, path); });
        QObject::connect(tour.get(), &ui::Tour::failed, &app, [](const QString& what) { say(stderr, QStringLiteral("t6-console: ") + what); });
        QObject::connect(tour.get(), &ui::Tour::finished, &app, [&app](int failures) { app.exit(failures == 0 ? Done : Failed); });
        tour->start();
    });
    session.connectMerchants();
    const int code = app.exec();
    tour.reset();
    window.reset();
    return code;
}

int runConsole(QApplication& app, const QString& profileDir)
{
    app::SingleInstance instance(profileDir);
    operations::ConsoleOptions console;
    console.profileDir = profileDir;
    auto opened = operations::Console::open(console);
    if (!opened) {
        if (opened.error().code == ErrorCode::AlreadyRunning && instance.raiseOther()) {
            say(stdout, QCoreApplication::translate("t6::App", "T6 Console is running already: its window is in front now."));
            return Done;
        }
        return stop(app, opened.error());
    }
    ui::UiOptions options;
    options.profileDir = profileDir;
    ui::MainWindow window(**opened, options);
    QObject::connect(&instance, &app::SingleInstance::raiseRequested, &window, &ui::MainWindow::raiseWindow);
    QObject::connect(&window, &ui::MainWindow::practiceRequested, &app, [&app] {
        QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--practice")});
        app.quit();
    });
    instance.listen();
    window.show();
    return app.exec();
}

} // namespace

int main(int argc, char** argv)
{
    operations::hardenProcess();
    const bool platformWasChosen = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
    allowMissingDisplay();
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("t6-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(T6_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("T6 Console"));
    QGuiApplication::setDesktopFileName(QStringLiteral("com.through6.console"));
    loadTranslations(app);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("t6::App", "Every merchant's ShipStation queue on one desktop."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(QStringLiteral("profile"), QCoreApplication::translate("t6::App", "Use the profile in this folder."), QStringLiteral("DIR"), operations::defaultProfileDir());
    const QCommandLineOption practice(QStringLiteral("practice"), QCoreApplication::translate("t6::App", "Try everything on a practice ShipStation; the real profile is not touched."));
    const QCommandLineOption tour(QStringLiteral("tour"), QCoreApplication::translate("t6::App", "With --practice: save a picture of every page and dialog into this folder and end. Needs no display."), QStringLiteral("DIR"));
    parser.addOptions({profile, practice, tour});
    if (!parser.parse(app.arguments()) || !parser.positionalArguments().isEmpty()) {
        const QString culprit = parser.errorText().isEmpty() ? QCoreApplication::translate("t6::App", "“%1” is not understood.").arg(parser.positionalArguments().join(QLatin1Char(' '))) : parser.errorText();
        say(stderr, QStringLiteral("t6-console: ") + culprit + QCoreApplication::translate("t6::App", " See t6-console --help."));
        return Usage;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        say(stdout, parser.helpText());
        return Done;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        say(stdout, QStringLiteral("t6-console ") + QCoreApplication::applicationVersion());
        return Done;
    }
    if (parser.isSet(tour) && !parser.isSet(practice)) {
        say(stderr, QCoreApplication::translate("t6::App", "t6-console: --tour needs --practice: it opens every dialog. See t6-console --help."));
        return Usage;
    }
    if (!parser.isSet(tour) && !hasDisplay(platformWasChosen)) {
        say(stderr, QCoreApplication::translate("t6::App", "t6-console: there is no display. Start it from a desktop session (DISPLAY or WAYLAND_DISPLAY), use t6-console-cli for scripts, "
                                                           "or see its pages with: t6-console --practice --tour DIR"));
        return Failed;
    }
    ui::applyTheme(app, ui::Appearance::System);
    if (parser.isSet(practice)) {
        QString tourDir = parser.value(tour);
        if (!tourDir.isEmpty() && !QDir().mkpath(tourDir)) {
            say(stderr, QCoreApplication::translate("t6::App", "t6-console: the folder %1 cannot be made. Choose another.").arg(tourDir));
            return Failed;
        }
        return runPractice(app, tourDir);
    }
    return runConsole(app, parser.value(profile));
}
