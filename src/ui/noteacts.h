// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QObject>

class QDialog;
class QWidget;

namespace t6::ui {

class Corrector;
class QueuePage;

/// What staff note about the order that is shown: an issue may stay, the merchant was asked. Kept by the desk, never sent.
class NoteActs : public QObject
{
    Q_OBJECT

public:
    /// All outlive this; `window` is the parent of menus and dialogs.
    NoteActs(operations::Console& console, Corrector& corrector, QueuePage& queue, QWidget* window);

    [[nodiscard]] bool canWaive() const;
    [[nodiscard]] bool canTakeBack() const;
    [[nodiscard]] bool canWait() const;
    [[nodiscard]] bool isWaiting() const;
    void waive(CheckCode code);
    void takeBack(CheckCode code);
    void chooseTakeBack(); ///< at once when only one is waived
    void endWaiting();
    [[nodiscard]] QDialog* makeWaiveDialog(CheckCode code = CheckCode::Count); ///< null when nothing may be waived; Count: whatever comes first
    [[nodiscard]] QDialog* makeWaitingDialog(); ///< null when there is no order to wait for

signals:
    void dialogRequested(QDialog* dialog);
    void copyRequested(const QString& text);

private:
    /// Says in the window what became of it.
    void follow(const QFuture<Result<void>>& noted, const QString& words);

    operations::Console& m_console;
    Corrector& m_corrector;
    QueuePage& m_queue;
    QWidget* m_window;
};

} // namespace t6::ui
