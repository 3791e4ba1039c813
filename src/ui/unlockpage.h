// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QTimer>
#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class UnlockPage;
}

/// All that a locked window shows.
class UnlockPage : public QWidget
{
    Q_OBJECT

public:
    explicit UnlockPage(operations::Console& console, QWidget* parent = nullptr);
    ~UnlockPage() override;
    void reset(); ///< empty, ready to type
    void setPracticePassphrase(const QString& passphrase);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tintIcon();
    void unlock(bool acceptOlder);
    void failed(const Error& error);
    void countDown();

    operations::Console& m_console;
    std::unique_ptr<Ui::UnlockPage> m_form;
    QTimer m_throttle;
    int m_secondsLeft = 0;
    QString m_failure;
};

} // namespace t6::ui
