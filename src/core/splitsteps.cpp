// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitsteps.h"

#include <algorithm>
#include <array>

namespace t6 {

namespace {

using Kind = OperationKind;
using State = OperationState;
using What = SplitMove::What;

constexpr int kMostAttempts = 3; ///< of which nothing arrived, of a step that can be given up

/// What a step has come to.
enum class Step { Fresh, Again, Open, Quiet, Happened, Failed, Doubt };

/// Somebody acted meanwhile, or the order cannot be changed: trying again would end the same way.
bool isFinal(ErrorCode error)
{
    return error == ErrorCode::OrderChanged || error == ErrorCode::OrderLocked || error == ErrorCode::OrderGone || error == ErrorCode::InvalidInput;
}

/// Without it all is as it was, or can be made so. What nothing came of harms nobody when it is sent once more, so the other steps are tried until
/// they happen: given up, they leave work that only a person could do.
bool canBeGivenUp(Kind kind)
{
    return kind == Kind::SplitChild || kind == Kind::SplitReduce || kind == Kind::SplitHold || kind == Kind::SplitRestore;
}

bool concerns(const SplitAttempt& attempt, Kind kind, int child)
{
    return attempt.kind == kind && attempt.child == child;
}

class Reader
{
public:
    Reader(const SplitShape& shape, std::span<const SplitAttempt> attempts, const std::optional<SplitEvidence>& evidence, bool proven)
        : m_shape(shape), m_attempts(attempts), m_evidence(evidence), m_proven(proven)
    {
    }

    [[nodiscard]] SplitMove split() const
    {
        if (began(Kind::SplitDelete))
            return wayBack();
        for (int child = 0; child < m_shape.children; ++child) {
            switch (step(Kind::SplitChild, child)) {
            case Step::Happened: continue;
            case Step::Failed: return wayBack();
            case Step::Again:
                if (child == 0 && lastState(Kind::SplitChild, 0) == State::NotSent)
                    return wayBack(); // nothing was begun yet: it may be done again when whatever hindered it is over
                [[fallthrough]];
            default: return act(Kind::SplitChild, child);
            }
        }
        switch (const Step reduced = step(Kind::SplitReduce); reduced) {
        case Step::Happened: break;
        case Step::Failed: return wayBack();
        default:
            if (isToBegin(reduced)) {
                if (!m_evidence)
                    return {What::Look, Kind::SplitReduce};
                if (anyChild(SplitSight::AsBefore)) // somebody deleted it, and the original has all its items
                    return wayBack();
                if (anyChild(SplitSight::Else))
                    return {What::Person};
            }
            return act(Kind::SplitReduce);
        }
        if (m_shape.declares) { // without customs lines the original cannot be shipped, and the proof says so
            if (const Step declared = step(Kind::SplitDeclare); declared != Step::Happened && declared != Step::Failed)
                return act(Kind::SplitDeclare);
        }
        if (!m_proven)
            return {What::Prove};
        for (int child = 0; m_shape.releases && child < m_shape.children; ++child) {
            switch (step(Kind::SplitRelease, child)) {
            case Step::Happened: continue;
            case Step::Failed:
                if (lastError(Kind::SplitRelease, child) != ErrorCode::OrderLocked) // else somebody shipped or cancelled it: theirs to decide
                    return {What::Person};
                continue;
            default: return act(Kind::SplitRelease, child);
            }
        }
        return {What::Done};
    }

    [[nodiscard]] SplitMove unsplit() const
    {
        if (began(Kind::SplitRelease))
            return freeAgain();
        if (m_shape.early && m_attempts.empty())
            return {What::Quiet, Kind::SplitHold};
        for (int child = 0; child < m_shape.children; ++child) {
            switch (step(Kind::SplitHold, child)) {
            case Step::Happened: continue;
            case Step::Failed:
                if (lastError(Kind::SplitHold, child) == ErrorCode::OrderGone) // somebody deleted it: its items are in no order
                    return {What::Person};
                return freeAgain();
            default: return act(Kind::SplitHold, child);
            }
        }
        switch (const Step restored = step(Kind::SplitRestore); restored) {
        case Step::Happened: break;
        case Step::Failed: return freeAgain();
        default:
            if (isToBegin(restored)) {
                if (!m_evidence)
                    return {What::Look, Kind::SplitRestore};
                if (!m_evidence->kept || anyChild(SplitSight::AsBefore) || anyChild(SplitSight::Else)) // somebody let it go, or changed it
                    return freeAgain();
            }
            return act(Kind::SplitRestore);
        }
        for (int child = 0; child < m_shape.children; ++child) {
            if (const auto move = whenSeen(Kind::SplitDelete, child, [](SplitSight original) { return original == SplitSight::AsBefore; }))
                return *move;
        }
        return {What::Done};
    }

private:
    [[nodiscard]] Step step(Kind kind, int child = 0) const
    {
        const SplitAttempt* last = this->last(kind, child);
        if (!last)
            return Step::Fresh;
        switch (last->state) {
        case State::Intent:
        case State::Sending:
        case State::Replied:
        case State::Unknown: return Step::Open;
        case State::Watch:
        case State::Done: return Step::Happened;
        case State::NotSent:
            if (last->alreadySo)
                return Step::Happened;
            return last->error && isFinal(*last->error) ? Step::Failed : Step::Again;
        case State::Rejected:
            if (last->error == ErrorCode::RateLimited)
                return Step::Again;
            if (kind == Kind::SplitDelete && last->error == ErrorCode::OrderGone)
                return Step::Happened;
            return kind == Kind::SplitChild && refusals(child) == 1 && m_shape.releases ? Step::Again : Step::Failed;
        case State::NotApplied: return canBeGivenUp(kind) && withoutEffect(kind, child) >= kMostAttempts ? Step::Failed : Step::Again;
        case State::Conflict:
        case State::NeedsPerson:
        case State::Closed:
        case State::Count: break;
        }
        return seen(*last);
    }

    /// The operation found what it neither wanted nor left behind: what counts is where the items are. That nothing happened is believed only
    /// when nothing can happen any more.
    [[nodiscard]] Step seen(const SplitAttempt& attempt) const
    {
        if (isBuiltOn(attempt.kind))
            return Step::Happened;
        if (!m_evidence)
            return Step::Doubt;
        const Kind kind = attempt.kind;
        const bool ofChild = kind == Kind::SplitChild || kind == Kind::SplitDelete;
        const SplitSight sight = kind == Kind::SplitRelease || kind == Kind::SplitHold ? SplitSight::Else : ofChild ? sightOf(attempt.child) : m_evidence->original;
        const bool isBackwards = kind == Kind::SplitDelete || kind == Kind::SplitRestore;
        if (sight == SplitSight::Else)
            return Step::Doubt;
        if ((sight == SplitSight::AsWanted) != isBackwards)
            return Step::Happened;
        if (attempt.mayArrive)
            return Step::Quiet;
        return kind == Kind::SplitChild && withoutEffect(kind, attempt.child) + 1 < kMostAttempts ? Step::Again : Step::Failed;
    }
    /// What came later began because this had happened; that others changed the orders since does not undo it.
    [[nodiscard]] bool isBuiltOn(Kind kind) const
    {
        switch (kind) {
        case Kind::SplitChild: return began(Kind::SplitReduce);
        case Kind::SplitReduce: return began(Kind::SplitDeclare) || began(Kind::SplitRelease);
        case Kind::SplitRestore: return began(Kind::SplitDelete);
        default: return false;
        }
    }
    [[nodiscard]] SplitSight sightOf(int child) const
    {
        const auto index = static_cast<std::size_t>(child);
        return index < m_evidence->children.size() ? m_evidence->children[index] : SplitSight::Else;
    }
    [[nodiscard]] bool anyChild(SplitSight sight) const
    {
        for (int child = 0; child < m_shape.children; ++child) {
            if (sightOf(child) == sight)
                return true;
        }
        return false;
    }
    [[nodiscard]] static bool isToBegin(Step step) { return step == Step::Fresh || step == Step::Again; }

    [[nodiscard]] SplitMove act(Kind kind, int child = 0) const
    {
        switch (step(kind, child)) {
        case Step::Open: return {What::Wait, kind, child};
        case Step::Quiet: return {What::Quiet, kind, child};
        case Step::Doubt: return {m_evidence ? What::Person : What::Look, kind, child};
        case Step::Fresh: return {What::Act, kind, child};
        default: return {What::Act, kind, child, true};
        }
    }

    /// A child's last step, begun only after a look that shows the original fit for it; else a person decides. nullopt: it has happened.
    template <typename IsFit>
    [[nodiscard]] std::optional<SplitMove> whenSeen(Kind kind, int child, IsFit isFit) const
    {
        const Step last = step(kind, child);
        if (last == Step::Happened)
            return std::nullopt;
        if (last == Step::Failed)
            return SplitMove{What::Person};
        if (isToBegin(last) && !m_evidence)
            return SplitMove{What::Look, kind, child};
        if (isToBegin(last) && !isFit(m_evidence->original))
            return SplitMove{What::Person};
        return act(kind, child);
    }

    /// Before the original was changed: the children go, and nothing has happened.
    [[nodiscard]] SplitMove wayBack() const
    {
        for (int child = m_shape.children - 1; child >= 0; --child) {
            const Step made = step(Kind::SplitChild, child);
            if (made == Step::Doubt || made == Step::Open || made == Step::Quiet)
                return act(Kind::SplitChild, child);
            if (made != Step::Happened)
                continue; // never made
            if (isToBegin(step(Kind::SplitDelete, child))) {
                if (mayBeChanged())
                    return {What::Quiet, Kind::SplitDelete, child};
                if (m_evidence && sightOf(child) == SplitSight::AsBefore)
                    continue; // somebody deleted it
            }
            // Not when only the child has what left.
            if (const auto move = whenSeen(Kind::SplitDelete, child, [](SplitSight original) { return original != SplitSight::AsWanted; }))
                return *move;
        }
        return {What::Undone};
    }

    /// The original could not be restored: children that were held for it are let go, if it still lacks what they hold.
    [[nodiscard]] SplitMove freeAgain() const
    {
        for (int child = 0; child < m_shape.children; ++child) {
            if (!m_shape.releases || step(Kind::SplitHold, child) != Step::Happened)
                continue;
            if (const auto move = whenSeen(Kind::SplitRelease, child, [](SplitSight original) { return original == SplitSight::AsWanted; }))
                return *move;
        }
        return {What::Undone};
    }

    /// A child that is deleted too early comes back with a copy of what made it; worse, a copy of what reduced the original takes the items
    /// that only it has then.
    [[nodiscard]] bool mayBeChanged() const
    {
        return std::any_of(m_attempts.begin(), m_attempts.end(), [](const SplitAttempt& attempt) {
            return attempt.mayArrive && (attempt.kind == Kind::SplitChild || attempt.kind == Kind::SplitReduce);
        });
    }
    [[nodiscard]] bool began(Kind kind) const
    {
        return std::any_of(m_attempts.begin(), m_attempts.end(), [kind](const SplitAttempt& attempt) { return attempt.kind == kind; });
    }
    [[nodiscard]] int refusals(int child) const
    {
        return static_cast<int>(std::count_if(m_attempts.begin(), m_attempts.end(), [child](const SplitAttempt& attempt) {
            return concerns(attempt, Kind::SplitChild, child) && attempt.state == State::Rejected && attempt.error != ErrorCode::RateLimited;
        }));
    }
    [[nodiscard]] int withoutEffect(Kind kind, int child) const
    {
        return static_cast<int>(std::count_if(m_attempts.begin(), m_attempts.end(), [&](const SplitAttempt& attempt) {
            return concerns(attempt, kind, child) && attempt.state == State::NotApplied;
        }));
    }
    [[nodiscard]] const SplitAttempt* last(Kind kind, int child) const
    {
        const auto found = std::find_if(m_attempts.rbegin(), m_attempts.rend(), [&](const SplitAttempt& attempt) { return concerns(attempt, kind, child); });
        return found == m_attempts.rend() ? nullptr : &*found;
    }
    [[nodiscard]] std::optional<ErrorCode> lastError(Kind kind, int child) const
    {
        const SplitAttempt* attempt = last(kind, child);
        return attempt ? attempt->error : std::nullopt;
    }
    [[nodiscard]] State lastState(Kind kind, int child) const
    {
        const SplitAttempt* attempt = last(kind, child);
        return attempt ? attempt->state : State::Count;
    }

    const SplitShape& m_shape;
    std::span<const SplitAttempt> m_attempts;
    const std::optional<SplitEvidence>& m_evidence;
    bool m_proven;
};

} // namespace

SplitMove nextMove(const SplitShape& shape, std::span<const SplitAttempt> attempts, const std::optional<SplitEvidence>& evidence, bool proven)
{
    const auto open = std::find_if(attempts.rbegin(), attempts.rend(), [](const SplitAttempt& attempt) { return blocksOrder(attempt.state); });
    if (open != attempts.rend())
        return {What::Wait, open->kind, open->child};
    const Reader reader(shape, attempts, evidence, proven);
    return shape.purpose == SplitPurpose::Split ? reader.split() : reader.unsplit();
}

const char* splitStateName(SplitState state)
{
    constexpr std::array<const char*, static_cast<std::size_t>(SplitState::Count)> kNames{"open", "needs-person", "done", "undone", "left"};
    return kNames[static_cast<std::size_t>(state)];
}

bool heldChildRefused(std::span<const SplitAttempt> attempts, int child)
{
    return std::any_of(attempts.begin(), attempts.end(), [child](const SplitAttempt& attempt) {
        return concerns(attempt, OperationKind::SplitChild, child) && attempt.state == OperationState::Rejected && attempt.error != ErrorCode::RateLimited;
    });
}

} // namespace t6
