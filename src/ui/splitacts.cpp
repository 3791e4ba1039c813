// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitacts.h"

#include "queuepage.h"
#include "splitalldialog.h"
#include "splitdialog.h"
#include "splitwords.h"
#include "unsplitdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/queuequery.h>

namespace t6::ui {

using operations::SplitReport;

SplitActs::SplitActs(operations::Console& console, const Clock& clock, QueuePage& queue, QWidget* window)
    : QObject(window)
    , m_console(console)
    , m_clock(clock)
    , m_queue(queue)
    , m_window(window)
{
    connect(&queue, &QueuePage::currentOrderChanged, this, [this] {
        if (m_queue.currentOrder() != m_key)
            look();
    });
    connect(&console, &operations::Console::splitChanged, this, [this](const SplitReport& report) {
        if (m_key && m_key->merchant == report.merchant && (m_key->order == report.original || report.children.contains(m_key->order)))
            look();
    });
}

void SplitActs::look()
{
    const quint64 generation = ++m_generation;
    const auto key = m_console.state() == operations::Console::State::Unlocked ? m_queue.currentOrder() : std::nullopt;
    if (m_key != key) {
        m_key = key;
        m_split.reset();
        m_queue.setSplit(std::nullopt);
        emit changed();
    }
    if (!key)
        return;
    whenDone(this, m_console.splitsOf(key->merchant, key->order), [this, generation](const Result<QList<SplitReport>>& splits) {
        if (generation != m_generation)
            return;
        const bool any = splits && !splits->isEmpty();
        m_split = any ? std::optional(splits->first()) : std::nullopt;
        std::optional<SplitNote> note;
        if (any && m_split->state != SplitState::Undone)
            note = SplitNote{{splitTitle(*m_split), QStringLiteral("%1 · %2").arg(splitStateText(*m_split), clockText(m_split->changedAt))}, m_split->canUndo};
        m_queue.setSplit(note);
        emit changed();
    });
}

bool SplitActs::canSplit() const
{
    return m_queue.order() && canEdit(*m_queue.order());
}

std::vector<OrderKey> SplitActs::needingSplit(MerchantId merchant) const
{
    const QueueSnapshot queue = m_console.queue();
    QueueQuery query;
    query.merchant = merchant;
    query.anyIssue = bit(CheckCode::SplitNeeded);
    std::vector<OrderKey> keys;
    for (const RowId row : runQuery(queue, query, std::vector<QString>(queue.merchants().size())))
        keys.push_back({queue.merchant(row), {queue.row(row).id}});
    return keys;
}

QDialog* SplitActs::makeSplitDialog()
{
    const auto& order = m_queue.order();
    if (!order || order->raw.isEmpty())
        return nullptr;
    auto* dialog = new SplitDialog(m_console, m_clock, *order, m_window);
    connect(dialog, &SplitDialog::copyRequested, this, &SplitActs::copyRequested);
    connect(dialog, &QDialog::finished, &m_queue, &QueuePage::reloadOrder);
    return dialog;
}

QDialog* SplitActs::makeTakeBackDialog()
{
    if (!canTakeBack())
        return nullptr;
    auto* dialog = new UnsplitDialog(m_console, *m_split, m_window);
    connect(dialog, &QDialog::finished, &m_queue, &QueuePage::reloadOrder);
    return dialog;
}

QDialog* SplitActs::makeSplitAllDialog(MerchantId merchant)
{
    return merchant.isNull() ? nullptr : new SplitAllDialog(m_console, m_clock, merchant, needingSplit(merchant), m_window);
}

} // namespace t6::ui
