// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitrun.h"

#include <core/async.h>
#include <core/errorname.h>

#include <algorithm>

// How a split pauses and ends, and what it tells.

namespace t6::operations {

/// Nothing happened, and it is tried again, less and less often.
void SplitRun::later()
{
    std::chrono::milliseconds wait = m_setup.pace.firstRecheck;
    const auto failures = std::count_if(m_steps.begin(), m_steps.end(), [](const SplitStep& step) { return !hasHappened(step); });
    for (qsizetype n = 1; n < std::min<qsizetype>(failures, 6); ++n)
        wait *= 3;
    m_pauses = 1;
    pause(std::min(wait, std::max(m_setup.pace.quarantine, m_setup.pace.firstRecheck)));
    tell();
}

/// What was read before a pause tells nothing after it.
void SplitRun::pause(std::chrono::milliseconds wait)
{
    m_evidence.reset();
    m_proven = m_provenAtLast = false;
    m_waits = true;
    m_timer.start(wait);
}

void SplitRun::waitForQuiet()
{
    const UtcTime now = m_setup.clock.now();
    UtcTime quiet = m_work.quietFrom;
    for (const SplitStep& step : std::as_const(m_steps)) {
        if (mayArrive(step))
            quiet = std::max(quiet, step.changedAt + m_setup.pace.quarantine);
    }
    pause(std::max(quiet - now, std::chrono::milliseconds(0)) + std::chrono::milliseconds(1));
    emit changed(report());
    if (!m_steps.isEmpty() || m_resumed)
        tell(); // else a person just asked for it: not sooner than when it is done
}

/// A request arrives, if ever, within the quarantine; it was sent no later than its operation took its last step. What began to be read
/// before the end may not show it.
bool SplitRun::mayArrive(const SplitStep& step) const
{
    using State = OperationState;
    const bool wasSent = !step.operation.isNull() && step.state != State::Intent && step.state != State::NotSent && step.state != State::Rejected && step.state != State::NotApplied;
    return wasSent && (m_evidence ? m_lookedAt : m_setup.clock.now()) < step.changedAt + m_setup.pace.quarantine;
}

void SplitRun::conclude(SplitState state)
{
    m_waits = false;
    if (state == SplitState::Done)
        m_findings.error.reset();
    if (state == m_record.state) { // asked about again, and nothing new
        emit changed(report());
        tell();
        return;
    }
    changeState(state, [this] {
        if (!isUnsettled(m_record.state)) {
            for (const SplitStep& step : std::as_const(m_steps)) {
                if (needsPerson(step.state))
                    emit stepSettled(step.operation);
            }
            end();
        } else {
            tell();
        }
    });
}

void SplitRun::changeState(SplitState to, std::function<void()> then)
{
    m_busy = true;
    const UtcTime now = m_setup.clock.now();
    const QByteArray findings = m_setup.keys->seal(splitPlace(m_record.id, "findings"), m_findings.encode());
    whenDone(this, m_setup.splits.advance(m_record.id, m_record.state, to, findings, now, line(QString::fromLatin1(splitStateName(to)))), [this, to, now, then = std::move(then)](const Result<void>& kept) {
        m_busy = false;
        if (!kept) { // what is on the disk is what counts
            emit problemFound(kept.error());
            m_findings.error = kept.error();
            return kept.error().code == ErrorCode::OperationMoved ? readAnew() : later();
        }
        m_record.state = to;
        m_record.changedAt = now;
        emit changed(report());
        then();
    });
}

void SplitRun::fail(const Error& error)
{
    m_record.state = SplitState::Undone;
    m_findings.error = error;
    end();
}

void SplitRun::end()
{
    m_timer.stop();
    tell();
    emit finished();
    deleteLater();
}

void SplitRun::tell()
{
    if (const auto promise = std::exchange(m_promise, nullptr)) {
        promise->addResult(report());
        promise->finish();
    }
}

std::vector<SplitAttempt> SplitRun::attempts() const
{
    std::vector<SplitAttempt> attempts;
    for (const SplitStep& step : m_steps)
        attempts.push_back({step.kind, step.child, step.state, step.error ? std::optional(step.error->code) : std::nullopt, step.alreadySo, mayArrive(step)});
    return attempts;
}

SplitReport SplitRun::report() const
{
    SplitReport report = describe(m_record, m_work, m_findings, m_steps);
    report.waits = m_waits;
    return report;
}

store::AuditEntry SplitRun::line(const QString& step) const
{
    store::AuditEntry entry;
    entry.at = m_setup.clock.now();
    entry.actor = m_setup.actor;
    entry.device = m_setup.device;
    entry.action = m_record.purpose == SplitPurpose::Split ? QStringLiteral("split") : QStringLiteral("unsplit");
    entry.step = step;
    entry.merchant = m_record.merchant;
    entry.order = m_record.original;
    entry.operation = m_record.id;
    entry.beforeHash = m_setup.keys->hash256(m_work.plan.before);
    entry.detail = m_findings.error ? QString::fromLatin1(errorName(m_findings.error->code)) : QString();
    return entry;
}

} // namespace t6::operations
