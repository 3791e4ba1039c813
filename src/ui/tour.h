// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mainwindow.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <chrono>

namespace t6::ui {

/// Walks through every place of a window, light and dark, and saves a numbered picture of each: "05-locked-light.png". A place that
/// does not open, an empty picture and an unwritable file are failures. Works without a display. For practice only: it selects
/// orders and opens dialogs, and closes them without saving.
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(MainWindow& window, const QString& folder, QObject* parent = nullptr);
    /// Waits until the queue shows orders and one is read, at most `patience`, then starts.
    void start(std::chrono::milliseconds patience = std::chrono::seconds(30));

signals:
    void pictureSaved(const QString& path);
    void failed(const QString& what);
    void finished(int failures);

private:
    void wait();
    void next();
    void take();
    void fail(const QString& what);

    MainWindow& m_window;
    QString m_folder;
    QTimer m_timer;
    std::chrono::milliseconds m_patience{};
    std::size_t m_place = 0;
    bool m_dark = false;
    int m_pictures = 0, m_failures = 0;
    QPointer<QWidget> m_shown;
};

} // namespace t6::ui
