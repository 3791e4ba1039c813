// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "noteacts.h"

#include "choicemenu.h"
#include "corrector.h"
#include "ordersview.h"
#include "queuepage.h"
#include "safetext.h"
#include "waitingdialog.h"
#include "waivedialog.h"

#include <core/async.h>

#include <algorithm>

namespace t6::ui {

using operations::OrderDetails;

NoteActs::NoteActs(operations::Console& console, Corrector& corrector, QueuePage& queue, QWidget* window)
    : QObject(window)
    , m_console(console)
    , m_corrector(corrector)
    , m_queue(queue)
    , m_window(window)
{
}

bool NoteActs::canWaive() const
{
    const auto& order = m_queue.order();
    return order && std::any_of(order->issues.begin(), order->issues.end(), [](const Issue& issue) { return isWaivable(issue.code); });
}

bool NoteActs::canTakeBack() const
{
    return m_queue.order() && !m_queue.order()->waived.empty();
}

bool NoteActs::canWait() const
{
    return m_queue.order() && isOpen(m_queue.order()->status);
}

bool NoteActs::isWaiting() const
{
    return m_queue.order() && m_queue.order()->waiting;
}

void NoteActs::follow(const QFuture<Result<void>>& noted, const QString& words)
{
    whenDone(this, noted, [this, words](const Result<void>& kept) { kept ? m_corrector.showDone(words) : m_corrector.showRefusal(kept.error()); });
}

// --- waiving ------------------------------------------------------------------------------------------------------

QDialog* NoteActs::makeWaiveDialog(CheckCode code)
{
    if (!canWaive())
        return nullptr;
    auto* dialog = new WaiveDialog(m_console, *m_queue.order(), code, m_window);
    connect(dialog, &WaiveDialog::waived, this, [this, number = safeLine(m_queue.order()->number, 60)](CheckCode waived) {
        m_corrector.showDone(tr("%1: “%2” is waived").arg(number, checkTitle(waived)));
        m_queue.landOnNextIssue();
    }, Qt::QueuedConnection);
    return dialog;
}

void NoteActs::waive(CheckCode code)
{
    if (QDialog* dialog = makeWaiveDialog(code))
        emit dialogRequested(dialog);
}

void NoteActs::takeBack(CheckCode code)
{
    if (const auto& order = m_queue.order())
        follow(m_console.unwaive(order->merchant, order->id, code), tr("%1: “%2” is an issue again").arg(safeLine(order->number, 60), checkTitle(code)));
}

void NoteActs::chooseTakeBack()
{
    if (!canTakeBack())
        return;
    const std::vector<WaivedIssue>& waived = m_queue.order()->waived;
    if (waived.size() == 1) {
        takeBack(waived.front().issue.code);
        return;
    }
    QList<MenuChoice> choices;
    for (const WaivedIssue& each : waived)
        choices += MenuChoice{QString::fromLatin1(checkName(each.issue.code)), checkTitle(each.issue.code)};
    popUpChoices(m_queue, m_window, tr("Take back"), choices, [this](const QString& name) {
        if (const auto code = checkByName(name))
            takeBack(*code);
    });
}

// --- waiting ------------------------------------------------------------------------------------------------------

QDialog* NoteActs::makeWaitingDialog()
{
    if (!canWait())
        return nullptr;
    auto* dialog = new WaitingDialog(m_console, *m_queue.order(), m_window);
    connect(dialog, &WaitingDialog::copyRequested, this, &NoteActs::copyRequested);
    connect(dialog, &WaitingDialog::waiting, this, [this, number = safeLine(m_queue.order()->number, 60)] {
        m_corrector.showDone(tr("%1 is waiting on the merchant").arg(number));
        m_queue.ordersView()->setFocus();
    }, Qt::QueuedConnection);
    return dialog;
}

void NoteActs::endWaiting()
{
    if (const auto& order = m_queue.order())
        follow(m_console.endWaiting(order->merchant, order->id), tr("%1 is no longer waiting on the merchant").arg(safeLine(order->number, 60)));
}

} // namespace t6::ui
