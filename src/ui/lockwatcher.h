// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace t6::ui {

/// Says when the window should lock: nobody touched the program for a while, the screen was locked, the computer goes to sleep.
/// Where a D-Bus service is missing the others still work.
class LockWatcher : public QObject
{
    Q_OBJECT

public:
    enum class Reason { Idle, ScreenLocked, Suspended };
    Q_ENUM(Reason)

    explicit LockWatcher(QObject* parent = nullptr);

    void setIdleMinutes(int minutes); ///< 0 = never
    void setWatchScreen(bool watch) { m_screen = watch; }
    void setWatchSuspend(bool watch) { m_suspend = watch; }

signals:
    void lockRequested(t6::ui::LockWatcher::Reason reason);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private slots:
    void screenSaverChanged(bool active);
    void sleepPrepared(bool goingToSleep);
    void sessionLocked();

private:
    QTimer m_idle;
    bool m_screen = true, m_suspend = true;
};

} // namespace t6::ui
