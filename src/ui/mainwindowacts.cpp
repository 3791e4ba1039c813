// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// What MainWindow offers for the selected orders beside editing, and for what is open.
#include "mainwindow.h"

#include "clipboard.h"
#include "corrector.h"
#include "icons.h"
#include "noteacts.h"
#include "openoperationsdialog.h"
#include "orderacts.h"
#include "ordersview.h"
#include "queuepage.h"
#include "splitacts.h"
#include "ui_mainwindow.h"

#include <QDialog>
#include <QMenu>

namespace t6::ui {

void MainWindow::setUpActs()
{
    m_acts = new OrderActs(m_console, m_options.clock, *m_corrector, *m_queue, this);
    m_form->orderMenu->setToolTipsVisible(true);
    const auto does = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    does(m_form->holdAction, [this] { m_acts->hold(); });
    does(m_form->unholdAction, [this] { m_acts->act(BulkField::Unhold); });
    does(m_form->addTagAction, [this] { m_acts->chooseTag(true); });
    does(m_form->removeTagAction, [this] { m_acts->chooseTag(false); });
    does(m_form->assignAction, [this] { m_acts->chooseUser(); });
    does(m_form->unassignAction, [this] { m_acts->act(BulkField::Unassign); });
    does(m_form->fixAllAction, [this] { openPlace(QStringLiteral("fix-all")); });
    does(m_form->activityAction, [this] { openPlace(QStringLiteral("activity")); });
    does(m_form->openOperationsAction, [this] { openPlace(QStringLiteral("open-operations")); });
    // What the window has just said it did comes first: the next order may be selected already.
    does(m_form->undoAction, [this] { m_corrector->canUndo() ? m_corrector->undo() : m_acts->undoLatest(); });
    connect(m_acts, &OrderActs::dialogRequested, this, [this](QDialog* dialog) { showDialog(dialog); });
    connect(m_queue, &QueuePage::fixAllRequested, m_form->fixAllAction, &QAction::trigger);
    connect(m_queue, &QueuePage::selectionChanged, this, &MainWindow::updateActs);
    connect(m_queue, &QueuePage::contextMenuRequested, this, [this](const QPoint& position) { m_form->orderMenu->popup(position); });
    setUpNotes();
    setUpSplits();
    updateActs();
}

void MainWindow::setUpNotes()
{
    m_notes = new NoteActs(m_console, *m_corrector, *m_queue, this);
    const auto does = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    does(m_form->waiveAction, [this] { openPlace(QStringLiteral("waive")); });
    does(m_form->takeBackAction, [this] { m_notes->chooseTakeBack(); });
    does(m_form->waitingAction, [this] { openPlace(QStringLiteral("waiting")); });
    does(m_form->endWaitingAction, [this] { m_notes->endWaiting(); });
    connect(m_queue, &QueuePage::waiveRequested, m_notes, &NoteActs::waive);
    connect(m_queue, &QueuePage::takeBackRequested, m_notes, &NoteActs::takeBack);
    connect(m_queue, &QueuePage::endWaitingRequested, m_notes, &NoteActs::endWaiting);
    connect(m_notes, &NoteActs::dialogRequested, this, [this](QDialog* dialog) { showDialog(dialog); });
    connect(m_notes, &NoteActs::copyRequested, m_clipboard, &Clipboard::copy);
}

void MainWindow::setUpSplits()
{
    m_splits = new SplitActs(m_console, m_options.clock, *m_queue, this);
    const auto opens = [this](QAction* action, auto make) {
        connect(action, &QAction::triggered, this, [this, make] {
            if (QDialog* dialog = make())
                showDialog(dialog);
        });
    };
    opens(m_form->splitAction, [this] { return m_splits->makeSplitDialog(); });
    opens(m_form->splitBackAction, [this] { return m_splits->makeTakeBackDialog(); });
    opens(m_form->splitAllAction, [this] { return m_splits->makeSplitAllDialog(someMerchant()); });
    connect(m_queue, &QueuePage::splitBackRequested, m_form->splitBackAction, &QAction::trigger);
    connect(m_acts, &OrderActs::splitBackRequested, m_form->splitBackAction, &QAction::trigger);
    connect(m_splits, &SplitActs::changed, this, &MainWindow::updateActs);
    connect(m_splits, &SplitActs::copyRequested, m_clipboard, &Clipboard::copy);
}

void MainWindow::updateActs()
{
    if (!m_splits)
        return;
    const bool unlocked = m_console.state() == operations::Console::State::Unlocked && m_form->pages->currentWidget() == m_queue;
    const QString refusal = m_acts->refusal();
    for (QAction* action : {m_form->holdAction, m_form->unholdAction, m_form->addTagAction, m_form->removeTagAction, m_form->assignAction, m_form->unassignAction}) {
        action->setEnabled(unlocked && refusal.isEmpty());
        action->setToolTip(refusal);
    }
    const bool some = unlocked && !m_acts->orders().empty();
    m_form->fixAllAction->setEnabled(some);
    m_form->fixAllAction->setToolTip(some ? QString() : refusal);
    m_queue->setFixAllEnabled(some);
    m_form->waiveAction->setEnabled(unlocked && m_notes->canWaive());
    m_form->takeBackAction->setEnabled(unlocked && m_notes->canTakeBack());
    m_form->waitingAction->setEnabled(unlocked && m_notes->canWait());
    m_form->endWaitingAction->setEnabled(unlocked && m_notes->isWaiting());
    m_form->splitAction->setEnabled(unlocked && m_splits->canSplit());
    m_form->splitBackAction->setEnabled(unlocked && m_splits->canTakeBack());
    m_form->splitAllAction->setEnabled(unlocked && !someMerchant().isNull());
    m_form->activityAction->setEnabled(unlocked && m_queue->order());
    m_form->openOperationsAction->setEnabled(unlocked);
    m_form->undoAction->setEnabled(unlocked && (m_corrector->canUndo() || m_queue->currentOrder()));
}

void MainWindow::addSplitPlaces()
{
    m_places.push_back({QStringLiteral("split"), [this]() -> QWidget* {
                            QDialog* made = m_splits->makeSplitDialog();
                            return made ? showDialog(made) : nullptr;
                        },
        true});
    m_places.push_back({QStringLiteral("split-all"), [this]() -> QWidget* {
                            QDialog* made = m_splits->makeSplitAllDialog(someMerchant());
                            return made ? showDialog(made) : nullptr;
                        },
        true});
}

void MainWindow::addActPlaces()
{
    const auto dialog = [this](const char* name, auto make) {
        m_places.push_back({QString::fromLatin1(name), [this, make]() -> QWidget* {
                                QDialog* made = make();
                                return made ? showDialog(made) : nullptr;
                            },
            true});
    };
    dialog("waive", [this] { return m_notes->makeWaiveDialog(); });
    dialog("waiting", [this] { return m_notes->makeWaitingDialog(); });
    dialog("hold", [this] { return m_acts->makeHoldDialog(); });
    dialog("fix-all", [this] { return m_acts->makeBulkFixDialog(); });
    dialog("activity", [this] { return m_acts->makeActivityDialog(); });
    dialog("open-operations", [this]() -> QDialog* {
        auto* made = new OpenOperationsDialog(m_console, this);
        connect(made, &OpenOperationsDialog::orderChosen, m_queue, &QueuePage::showOrder);
        connect(made, &OpenOperationsDialog::copyRequested, m_clipboard, &Clipboard::copy);
        return made;
    });
}

} // namespace t6::ui
