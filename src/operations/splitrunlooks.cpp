// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitrun.h"

#include "splitreading.h"

#include <core/async.h>

#include <algorithm>

// How a split reads its orders, and proves itself by them.

namespace t6::operations {

namespace {

using Kind = OperationKind;

std::optional<JsonText> parsed(const QByteArray& order)
{
    auto text = JsonText::parse(order);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

/// Where items are, and that the original stayed itself. All else others may have changed meanwhile, and ShipStation writes the customs lines of
/// some merchants itself: it is told, and hinders nothing. Before
/// the children are let go the original must still be an order to be shipped, too.
bool isEssential(ProofCode code, SplitStage stage)
{
    switch (code) {
    case ProofCode::Units:
    case ProofCode::Line:
    case ProofCode::Number:
    case ProofCode::Key:
    case ProofCode::Id:
    case ProofCode::Store:
    case ProofCode::Child: return true;
    case ProofCode::Status:
    case ProofCode::ChildStatus: return stage == SplitStage::Held;
    default: return false;
    }
}

} // namespace

/// All orders, as they are now.
void SplitRun::look(std::function<void(const SplitSeen&)> then)
{
    m_busy = true;
    whenDone(this, fetchSplitOrders(m_session, m_work.plan, m_record.original, m_record.children), [this, then = std::move(then)](const Result<SplitOrders>& read) {
        m_busy = false;
        if (!read)
            return notRead(read.error());
        m_original = read->original;
        m_children = read->children;
        SplitSeen seen{parsed(m_original), {}};
        for (const QByteArray& child : std::as_const(m_children))
            seen.children.push_back(parsed(child));
        then(seen);
    });
}

void SplitRun::notRead(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        return; // locking: a later run goes on
    if (!m_writtenDown)
        return fail(error);
    m_findings.error = error;
    error.code == ErrorCode::AlreadyExists ? conclude(SplitState::NeedsPerson) : later();
}

void SplitRun::gatherEvidence()
{
    m_lookedAt = m_setup.clock.now();
    look([this](const SplitSeen& now) {
        m_evidence = evidenceOf(m_work.plan, now.original, now.children);
        advance();
    });
}

/// All orders are read once more and compared with the plan, before anything may be shipped.
void SplitRun::prove(SplitStage stage)
{
    look([this, stage](const SplitSeen& now) {
        const auto& [original, children] = now;
        std::vector<JsonText> found;
        for (const auto& child : children) {
            if (child)
                found.push_back(*child);
        }
        if (!original || found.size() != children.size()) {
            m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OrderGone, {}, 0, {}, {}};
            return conclude(SplitState::NeedsPerson);
        }
        // Children that an earlier run let go are not on hold any more.
        const bool isLetGo = std::any_of(m_steps.begin(), m_steps.end(), [](const SplitStep& step) { return step.kind == Kind::SplitRelease && hasHappened(step); });
        const SplitStage shown = isLetGo ? SplitStage::Released : stage;
        m_findings.proof = proveSplit(m_work.plan, *original, found, shown);
        if (!std::all_of(m_findings.proof.begin(), m_findings.proof.end(), [shown](const ProofLine& line) { return line.holds || !isEssential(line.code, shown); })) {
            m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}};
            return conclude(SplitState::NeedsPerson);
        }
        m_findings.error.reset();
        (stage == SplitStage::Held ? m_proven : m_provenAtLast) = true;
        advance();
    });
}

} // namespace t6::operations
