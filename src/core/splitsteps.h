// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operation.h"
#include "result.h"

#include <optional>
#include <span>
#include <vector>

namespace t6 {

/// The order of a split's steps (design: security.md §4.4): the children first and not to be shipped, then the original without what
/// left, then, after a proof, the children free. Until the original was changed, the way back is to delete the children.
/// Nothing leaves an order unless a look just before showed it on another one, and no child goes while a request that takes its items off
/// the original may still arrive.
///
/// What comes next is worked out from what the steps' operations came to, and from nothing else: the journal is the only memory, so no
/// crash can lose or invent a step. Pure; any thread.

enum class SplitPurpose : std::uint8_t { Split, Unsplit, Count }; ///< stored: append only

/// Where a whole split stands. Stored: append only.
enum class SplitState : std::uint8_t {
    Open, ///< its steps are being done, now or after the next start
    NeedsPerson, ///< the program cannot go on
    Done,
    Undone, ///< nothing was changed, or everything was taken back
    Left, ///< a person settled it as it is
    Count
};
[[nodiscard]] const char* splitStateName(SplitState state); ///< "open", "needs-person", ...: stable, for scripts and the audit log
[[nodiscard]] constexpr bool isUnsettled(SplitState state) noexcept { return state == SplitState::Open || state == SplitState::NeedsPerson; }

struct SplitShape
{
    SplitPurpose purpose = SplitPurpose::Split;
    int children = 1;
    bool declares = false; ///< the original's customs lines are written anew after the reduction
    bool releases = true; ///< children are made on hold and end free; else they stay as they were made. Unsplit: they are held first
    bool early = false; ///< Unsplit: what the split had sent may still arrive
};

/// One operation of a split, as the journal knows it.
struct SplitAttempt
{
    OperationKind kind = OperationKind::SplitChild;
    int child = 0; ///< of SplitChild, SplitRelease, SplitDelete, SplitHold
    OperationState state = OperationState::Intent;
    std::optional<ErrorCode> error; ///< why nothing was sent, or what ShipStation said
    bool alreadySo = false; ///< nothing was sent because nothing was left to do
    bool mayArrive = false; ///< it was sent, and could still arrive when the reading of the evidence began (without evidence: now)
};

/// What reading an order told when an operation's end did not: in units of items, whatever else people changed meanwhile.
enum class SplitSight : std::uint8_t {
    AsWanted, ///< the original holds what stays and nothing else; a child holds what it should
    AsBefore, ///< the original holds all it held; a child is not there
    Else,
};
struct SplitEvidence
{
    SplitSight original = SplitSight::Else;
    std::vector<SplitSight> children;
    bool kept = false; ///< no child can be shipped
};

struct SplitMove
{
    enum class What : std::uint8_t {
        Act, ///< begin `kind` for `child`
        Wait, ///< an operation is under way or its outcome unknown
        Quiet, ///< what was sent may still arrive: ask again, without evidence, when it cannot any more
        Look, ///< read the orders: evidence is needed
        Prove, ///< read all orders and compare with the plan; then ask again with `proven`
        Done,
        Undone, ///< nothing is changed, or all is as it was before
        Person, ///< both orders are safe, and a person decides
    };
    What what = What::Person;
    OperationKind kind = OperationKind::SplitChild;
    int child = 0;
    bool again = false; ///< it was tried before and nothing happened: after a pause
    bool operator==(const SplitMove&) const = default;
};

/// `attempts` in the order in which they began.
[[nodiscard]] SplitMove nextMove(const SplitShape& shape, std::span<const SplitAttempt> attempts, const std::optional<SplitEvidence>& evidence, bool proven);

/// Whether the account refused a child on hold: it is made in awaiting payment then, which cannot be shipped either.
[[nodiscard]] bool heldChildRefused(std::span<const SplitAttempt> attempts, int child);

} // namespace t6
