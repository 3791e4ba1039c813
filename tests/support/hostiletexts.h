// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QStringList>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace t6::test {

/// What hostile texts point at: a FIFO that tells whether someone opened it, and a port on this computer that tells whether someone came.
class Trap
{
public:
    Trap()
    {
        m_path = m_dir.filePath(QStringLiteral("trap.png"));
        if (::mkfifo(m_path.toLocal8Bit().constData(), 0600) != 0 || !m_server.listen(QHostAddress::LocalHost))
            qFatal("no trap");
        // A reader finds a writer: it does not hang the test, and is seen.
        m_thread.reset(QThread::create([this] {
            while (!m_stop) {
                const int fd = ::open(m_path.toLocal8Bit().constData(), O_WRONLY | O_NONBLOCK);
                if (fd >= 0) {
                    m_opened = true;
                    ::close(fd);
                }
                QThread::usleep(200);
            }
        }));
        m_thread->start();
    }
    ~Trap()
    {
        m_stop = true;
        m_thread->wait();
    }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/trap.png").arg(m_server.serverPort()); }
    [[nodiscard]] bool isSprung()
    {
        QThread::msleep(2);
        return m_opened || m_server.waitForNewConnection(0);
    }

private:
    QTemporaryDir m_dir;
    QString m_path;
    QTcpServer m_server;
    std::atomic<bool> m_opened = false, m_stop = false;
    std::unique_ptr<QThread> m_thread;
};

/// More than 300 texts that a careless widget would take for markup, a command, a number or a picture of something else.
inline QStringList hostileTexts(const Trap& trap)
{
    const QStringList targets{trap.path(), QStringLiteral("file://") + trap.path(), QStringLiteral("file:") + trap.path(), QStringLiteral("file://localhost") + trap.path(), trap.url(),
        QStringLiteral("//127.0.0.1/") + trap.url().section(QLatin1Char('/'), 3), QStringLiteral("qrc:/../..") + trap.path(), QStringLiteral("../../../../../../../..") + trap.path(),
        QString(trap.path()).replace(QLatin1Char('/'), QStringLiteral("&#47;")), QString(trap.path()).replace(QLatin1String("trap"), QStringLiteral("tr%61p"))};
    const QStringList markup{QStringLiteral("<img src=\"%1\">"), QStringLiteral("<b>bold</b><img src='%1'/>"), QStringLiteral("x\n<img src=%1>"), QStringLiteral("<qt><img src=\"%1\"></qt>"),
        QStringLiteral("<table background=\"%1\"><tr><td>x</td></tr></table>"), QStringLiteral("<a href=\"%1\">Ann</a>"), QStringLiteral("<body background='%1'>"),
        QStringLiteral("<!DOCTYPE html><html><body><img src='%1'></body></html>"), QStringLiteral("<?xml version='1.0'?><img src='%1'/>"), QStringLiteral("&lt;img src='%1'&gt;"),
        QStringLiteral("<style>@import url('%1')</style>x"), QStringLiteral("<object data='%1'>"), QStringLiteral("<p style=\"background-image:url(%1)\">x"), QStringLiteral("<IMG SRC=\"%1\">"),
        QStringLiteral("<ul style=\"list-style-image:url(%1)\"><li>x</ul>"), QStringLiteral("<link rel=stylesheet href='%1'>x"), QStringLiteral("<iframe src='%1'></iframe>"), QStringLiteral("<svg><image href='%1'/></svg>"),
        QStringLiteral("<td background=\"%1\">x</td>"), QStringLiteral("![x](%1)"), QStringLiteral("Ann <img src=\"%1\" width=9999999 height=9999999>"), QStringLiteral("<html><head><base href='%1'></head><img src='x'>"),
        QStringLiteral("<source src=\"%1\">"), QStringLiteral("<div style='border-image: url(%1)'>x</div>"), QStringLiteral("<h1>%1</h1>"), QStringLiteral("<hr><img alt=x src=%1 "), QStringLiteral("<br/><img\tsrc=\"%1\">"),
        QStringLiteral("QLabel { background-image: url(%1) }")};
    QStringList texts;
    for (const QString& form : markup) {
        for (const QString& target : targets)
            texts.append(QString(form).replace(QLatin1String("%1"), target));
    }
    texts += {QStringLiteral("%s %n %1 %2 %L1 \x1b[31mred"), QStringLiteral("=1+1"), QStringLiteral("=cmd|' /C calc'!A0"), QStringLiteral("+1"), QStringLiteral("-1"), QStringLiteral("@SUM(A1)"), QStringLiteral("&File"), QStringLiteral("A && B & C"),
        QStringLiteral("\u202Eevil"), QStringLiteral("\u2066\u2067\u2068x"), QStringLiteral("\u200B\u200Bzero"), QStringLiteral("\uFEFFmark"), QStringLiteral("line\u2028separator\u2029x"), QString(QChar(0xd800)) + QStringLiteral("lone"),
        QStringLiteral("lone") + QChar(0xdc00), QStringLiteral("nul") + QChar(0) + QStringLiteral("inside"), QStringLiteral("bell\a back\b"), QStringLiteral("tab\tnew\nline\r\n"), QString(50, QLatin1Char('\n')), QString(200, QChar(0x0300)),
        QStringLiteral("Z") + QString(500, QChar(0x0335)), QStringLiteral("👩‍🎨 Zoé"), QStringLiteral("👨‍👩‍👧‍👦").repeated(50), QStringLiteral("עברית english עברית"), QStringLiteral("مرحبا 123"), QStringLiteral("ﷺ"), QStringLiteral("𝕬𝖓𝖓"), QStringLiteral("﷽").repeated(20),
        QString(1'000'000, QLatin1Char('x')), QString(3'000, QLatin1Char('<')), QStringLiteral("<table><tr><td>").repeated(3'000), QStringLiteral("<b>").repeated(5'000), QStringLiteral("&amp;").repeated(2'000), QStringLiteral("x ").repeated(20'000)};
    return texts;
}

} // namespace t6::test
