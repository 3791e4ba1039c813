// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QObject>

class QLabel;
class QPushButton;
class QStatusBar;

namespace t6::ui {

/// Fills the status bar: live or why not, how long a change takes to the screen, requests used, errors to acknowledge, profile.
class StatusLine : public QObject
{
    Q_OBJECT

public:
    StatusLine(operations::Console& console, const Clock& clock, QStatusBar* bar, bool practice);
    void setMerchant(MerchantId id); ///< whose budget to show; null = whoever used most
    void refresh();

signals:
    void problemsRequested();
    void operationsRequested();

private:
    operations::Console& m_console;
    Clock m_clock;
    MerchantId m_merchant;
    QLabel* m_live;
    QLabel* m_delay;
    QLabel* m_requests;
    QPushButton* m_operations;
    QPushButton* m_problems;
    QLabel* m_profile;
};

} // namespace t6::ui
