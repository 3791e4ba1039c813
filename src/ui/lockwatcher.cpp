// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "lockwatcher.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QEvent>

namespace t6::ui {

LockWatcher::LockWatcher(QObject* parent)
    : QObject(parent)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] { emit lockRequested(Reason::Idle); });
    QCoreApplication::instance()->installEventFilter(this);

    QDBusConnection session = QDBusConnection::sessionBus();
    if (session.isConnected()) {
        // The service name stays empty: whoever implements the interface may tell us, as KDE, GNOME and others do.
        for (const char* name : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver"})
            session.connect(QString(), QString(), QString::fromLatin1(name), QStringLiteral("ActiveChanged"), this, SLOT(screenSaverChanged(bool)));
    }
    QDBusConnection system = QDBusConnection::systemBus();
    if (system.isConnected()) {
        const QString login = QStringLiteral("org.freedesktop.login1");
        system.connect(login, QStringLiteral("/org/freedesktop/login1"), login + QStringLiteral(".Manager"), QStringLiteral("PrepareForSleep"), this, SLOT(sleepPrepared(bool)));
        system.connect(login, QString(), login + QStringLiteral(".Session"), QStringLiteral("Lock"), this, SLOT(sessionLocked()));
    }
}

void LockWatcher::setIdleMinutes(int minutes)
{
    if (minutes > 0)
        m_idle.start(std::chrono::minutes(minutes));
    else
        m_idle.stop();
}

bool LockWatcher::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        if (m_idle.isActive())
            m_idle.start();
        break;
    default:
        break;
    }
    return false;
}

void LockWatcher::screenSaverChanged(bool active)
{
    if (active && m_screen)
        emit lockRequested(Reason::ScreenLocked);
}

void LockWatcher::sleepPrepared(bool goingToSleep)
{
    if (goingToSleep && m_suspend)
        emit lockRequested(Reason::Suspended);
}

void LockWatcher::sessionLocked()
{
    if (m_screen)
        emit lockRequested(Reason::ScreenLocked);
}

} // namespace t6::ui
