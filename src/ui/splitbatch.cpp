// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitbatch.h"

#include <core/async.h>

#include <algorithm>

namespace t6::ui {

SplitBatch::SplitBatch(operations::Console& console, QObject* parent) : QObject(parent), m_console(console) {}

void SplitBatch::start(const QList<operations::SplitRequest>& requests, bool stopAtPerson)
{
    m_requests = requests;
    m_stopAtPerson = stopAtPerson;
    m_outcomes.resize(requests.size());
    m_running = true;
    const QUuid batch = QUuid::createUuid();
    for (operations::SplitRequest& request : m_requests)
        request.batch = batch;
    next();
}

void SplitBatch::cancel()
{
    m_cancelled = true;
}

void SplitBatch::next()
{
    if (m_cancelled || m_stopped || m_settled == m_requests.size()) {
        m_running = false;
        emit finished();
        return;
    }
    emit began(m_settled);
    whenDone(this, m_console.split(m_requests.at(m_settled)), [this](const Outcome& outcome) { settle(outcome); });
}

void SplitBatch::settle(const Outcome& outcome)
{
    const int index = m_settled++;
    m_outcomes[index] = outcome;
    m_stopped = m_stopAtPerson && outcome && outcome->state == SplitState::NeedsPerson;
    // Without the console's key or disk the others would fail alike.
    m_cancelled = m_cancelled || !outcome;
    emit advanced(index);
    next();
}

int SplitBatch::count(SplitState state) const
{
    return static_cast<int>(std::count_if(m_outcomes.begin(), m_outcomes.end(), [state](const std::optional<Outcome>& outcome) { return outcome && *outcome && (*outcome)->state == state; }));
}

} // namespace t6::ui
