// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "operation.h"

#include <QtGlobal>

#include <array>
#include <initializer_list>

namespace t6 {

namespace {

constexpr std::array<const char*, static_cast<std::size_t>(OperationKind::Count)> kKindNames{"edit", "hold", "unhold", "tag", "untag", "assign", "unassign",
    "split-child", "split-reduce", "split-declare", "split-release", "split-delete", "split-hold", "split-restore", "label", "void-label", "mark-shipped", "add-funds"};
constexpr std::array<const char*, static_cast<std::size_t>(OperationState::Count)> kStateNames{
    "intent", "sending", "replied", "unknown", "watch", "done", "not-sent", "rejected", "not-applied", "conflict", "needs-person", "closed"};

using StateSet = std::uint32_t;

constexpr StateSet setOf(std::initializer_list<OperationState> states)
{
    StateSet set = 0;
    for (const OperationState state : states)
        set |= StateSet{1} << static_cast<int>(state);
    return set;
}

constexpr StateSet followers(OperationState from) noexcept
{
    using S = OperationState;
    switch (from) {
    case S::Intent:
        return setOf({S::Sending, S::NotSent, S::Conflict});
    case S::Sending:
        return setOf({S::NotSent, S::Rejected, S::Replied, S::Unknown});
    case S::Replied:
        return setOf({S::Watch, S::Unknown, S::Conflict, S::NeedsPerson});
    case S::Unknown:
        return setOf({S::Watch, S::NotApplied, S::Conflict, S::NeedsPerson});
    case S::Watch:
        return setOf({S::Done, S::NeedsPerson});
    case S::Conflict:
    case S::NeedsPerson:
        return setOf({S::Closed, S::Watch});
    case S::Done:
    case S::NotSent:
    case S::Rejected:
    case S::NotApplied:
    case S::Closed:
    case S::Count:
        break;
    }
    return 0;
}

} // namespace

const char* operationName(OperationKind kind)
{
    Q_ASSERT(kind < OperationKind::Count);
    return kKindNames[static_cast<std::size_t>(kind)];
}

const char* operationStateName(OperationState state)
{
    Q_ASSERT(state < OperationState::Count);
    return kStateNames[static_cast<std::size_t>(state)];
}

bool mayFollow(OperationState from, OperationState to) noexcept
{
    return to < OperationState::Count && (followers(from) & setOf({to})) != 0;
}

} // namespace t6
