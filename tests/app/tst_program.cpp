// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

/// The program itself, started as a user starts it.
class TestProgram : public QObject
{
    Q_OBJECT

    struct Ended
    {
        int code = -1;
        QString out, err;
    };

    /// `platform` empty: as in a shell without a display.
    QProcessEnvironment environment(const QString& platform) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(name));
        if (!platform.isEmpty())
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home.path());
        return environment;
    }

    Ended run(const QStringList& arguments, const QString& platform = {}, int seconds = 60) const
    {
        QProcess process;
        process.setProcessEnvironment(environment(platform));
        process.start(QStringLiteral(T6_CONSOLE), arguments);
        if (!process.waitForFinished(seconds * 1000)) {
            process.kill();
            process.waitForFinished();
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }

private slots:
    void saysThatThereIsNoDisplay()
    {
        for (const QStringList& arguments : {QStringList{}, QStringList{QStringLiteral("--practice")}}) {
            const Ended ended = run(arguments);
            QCOMPARE(ended.code, 1);
            QVERIFY2(ended.err.contains(QStringLiteral("no display")) && ended.err.contains(QStringLiteral("t6-console-cli")), qPrintable(ended.err));
        }
        QVERIFY2(!QFile::exists(m_home.filePath(QStringLiteral("data/t6-console"))), "it made a profile all the same");
    }

    void namesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("culprit");
        QTest::newRow("option") << QStringList{QStringLiteral("--practise")} << QStringLiteral("practise");
        QTest::newRow("word") << QStringList{QStringLiteral("queue")} << QStringLiteral("queue");
        QTest::newRow("tour alone") << QStringList{QStringLiteral("--tour"), QStringLiteral("/tmp")} << QStringLiteral("--practice");
    }
    void namesWhatItDoesNotUnderstand()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, culprit);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(culprit) && ended.err.contains(QStringLiteral("--help")), qPrintable(ended.err));
    }

    void toursEveryPageWithoutADisplay()
    {
        QTemporaryDir folder;
        const Ended ended = run({QStringLiteral("--practice"), QStringLiteral("--tour"), folder.filePath(QStringLiteral("pictures"))}, {}, 200);
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
        const QStringList pictures = QDir(folder.filePath(QStringLiteral("pictures"))).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
        QVERIFY2(pictures.size() >= 30, qPrintable(QString::number(pictures.size())));
        QCOMPARE(pictures.filter(QStringLiteral("-light.png")).size(), pictures.filter(QStringLiteral("-dark.png")).size());
        const QRegularExpression numbered(QStringLiteral("^\\d\\d-[a-z-]+-(light|dark)\\.png$"));
        for (const QString& picture : pictures) {
            QVERIFY2(numbered.match(picture).hasMatch(), qPrintable(picture));
            QVERIFY2(!QImage(folder.filePath(QStringLiteral("pictures/")) + picture).isNull(), qPrintable(picture));
        }
        QVERIFY2(!QFile::exists(m_home.filePath(QStringLiteral("data/t6-console"))), "practice touched the real profile");
    }

    void aSecondStartRaisesTheFirst()
    {
        QTemporaryDir folder;
        const QStringList arguments{QStringLiteral("--profile"), folder.filePath(QStringLiteral("profile"))};
        QProcess first;
        first.setProcessEnvironment(environment(QStringLiteral("offscreen")));
        first.start(QStringLiteral(T6_CONSOLE), arguments);
        QVERIFY(first.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(QStringLiteral("profile/window.socket"))), 30'000);
        const Ended second = run(arguments, QStringLiteral("offscreen"), 30);
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QVERIFY2(second.out.contains(QStringLiteral("running already")), qPrintable(second.out));
        QCOMPARE(first.state(), QProcess::Running);
        // Killed, it leaves a lock and a socket behind: the next start does not mind.
        first.kill();
        QVERIFY(first.waitForFinished());
        QProcess third;
        third.setProcessEnvironment(environment(QStringLiteral("offscreen")));
        third.start(QStringLiteral(T6_CONSOLE), arguments);
        QVERIFY(!third.waitForFinished(3'000)); // it runs
        third.terminate();
        if (!third.waitForFinished(10'000))
            third.kill();
        third.waitForFinished();
    }

private:
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
