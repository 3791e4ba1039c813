// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctionbatch.h"

#include <core/async.h>

#include <algorithm>

namespace t6::ui {

CorrectionBatch::CorrectionBatch(operations::Console& console, QObject* parent) : QObject(parent), m_console(console) {}

bool CorrectionBatch::canUndo(const Entry& entry)
{
    const bool changed = entry.outcome && *entry.outcome && operations::isConfirmed(**entry.outcome) && !(*entry.outcome)->id.isNull();
    return changed && !(entry.undone && *entry.undone && operations::isConfirmed(**entry.undone));
}

int CorrectionBatch::confirmed() const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), canUndo));
}

void CorrectionBatch::start(QList<operations::Correction> corrections)
{
    m_batch = QUuid::createUuid();
    m_steps = static_cast<int>(corrections.size());
    m_settled = 0;
    for (operations::Correction& correction : corrections) {
        correction.batch = m_batch;
        m_entries += Entry{std::move(correction), {}, {}};
    }
    for (int i = 0; i < m_entries.size(); ++i)
        whenDone(this, m_console.correct(m_entries.at(i).correction), [this, i](const Outcome& outcome) { settle(i, &Entry::outcome, outcome); });
}

void CorrectionBatch::cancel()
{
    if (isRunning())
        m_console.cancelBatch(m_batch);
}

void CorrectionBatch::undoAll()
{
    if (isRunning())
        return;
    m_batch = QUuid::createUuid();
    QList<int> wanted;
    for (int i = 0; i < m_entries.size(); ++i) {
        if (canUndo(m_entries.at(i)))
            wanted += i;
    }
    m_steps = static_cast<int>(wanted.size());
    m_settled = 0;
    for (const int i : wanted) {
        const operations::OperationReport done = **m_entries.at(i).outcome;
        whenDone(this, m_console.undo(done.merchant, done.id, m_batch), [this, i](const Outcome& outcome) { settle(i, &Entry::undone, outcome); });
    }
}

void CorrectionBatch::settle(int index, std::optional<Outcome> Entry::*place, const Outcome& outcome)
{
    m_entries[index].*place = outcome;
    ++m_settled;
    emit advanced(index);
    if (!isRunning())
        emit finished();
}

} // namespace t6::ui
