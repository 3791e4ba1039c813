// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitprotocol.h"

#include <algorithm>
#include <cstring>

namespace model {

namespace {

using t6::ErrorCode;
using t6::OperationKind;
using t6::OperationState;
using t6::SplitAttempt;
using t6::SplitEvidence;
using t6::SplitMove;
using t6::SplitPurpose;
using t6::SplitSight;
using t6::SplitState;
using State = SplitProtocol::State;
using Order = SplitProtocol::Order;
using Operation = SplitProtocol::Operation;
using Act = SplitProtocol::Act;
using Desk = SplitProtocol::Desk;
using Step = SplitProtocol::Step;
using Index = std::uint8_t;

constexpr Index kNobody = 0xff;

enum Status : std::uint8_t { Awaiting, Held, Unpaid, Shipped, Cancelled };
enum Kind : std::uint8_t { Child0, Child1, Reduce, Restore, Release0, Release1, Delete0, Delete1, Hold0, Hold1 };
enum Problem : std::uint8_t { None, Changed, Locked, Gone, Other, Refused };
enum Phase : std::uint8_t { Idle, Thinking, Begun, Ready, Waiting };
enum Answer : std::uint8_t { Open, Yes, No, Silence };
enum Knowable : std::uint8_t { Never, Visible, Unseen }; // whether what outsiders did could be known before the program acted on it

enum Broken : std::uint8_t { Nothing, Overwritten, AgainstEachOther, TwoChildren };
constexpr std::array<const char*, 4> kBroken{nullptr, "foreign change overwritten", "two in flight against each other", "two children with one purpose"};

enum What : std::uint8_t {
    WarehouseShips, MerchantNotes, MerchantAdds, MerchantCancels, MerchantDeletes, ChannelRefills, QuarantineEnds, Arrives, AnswerLost, Crash,
    Splits, TakesBack, TakesOver, Begins, RefusedBusy, Pauses, Forgets, Looks, Proves, Ends, Recovers, Verifies, Reads, FirstByte, RequestLost, RequestDoubled,
    ConnectionRefused, TimesOut, NotesAnswer, Syncs, WhatCount
};
constexpr std::array<const char*, WhatCount> kTexts{"warehouse ships", "merchant edits the note", "merchant adds a unit", "merchant cancels the original", "merchant deletes a child",
    "sales channel puts the items back", "quarantine ends", "request arrives", "request arrives, its answer is lost", "crash", "split begun", "undo begun", "taken over", "Intent durable",
    "refused: another one is under way", "pause", "forgets what it read", "looks", "proof", "ended", "taken up after a crash", "read again", "fresh read, Sending durable",
    "first byte: request under way", "first byte: request lost", "first byte: request doubled", "no connection", "no answer in time", "answer noted", "sync looks"};
constexpr std::array<const char*, SplitProtocol::kKinds> kKindNames{"child 0", "child 1", "reduce", "restore", "release 0", "release 1", "delete 0", "delete 1", "hold 0", "hold 1"};

OperationState stateOf(const Operation& operation) { return static_cast<OperationState>(operation.state); }
void put(Operation& operation, OperationState state) { operation.state = static_cast<std::uint8_t>(state); }
void put(Act& act, SplitState state) { act.state = static_cast<std::uint8_t>(state); }
bool isBegun(const Operation& operation) { return stateOf(operation) != OperationState::Count; }
bool isBegun(const Act& act) { return act.state != static_cast<std::uint8_t>(SplitState::Count); }
bool isIn(const Act& act, SplitState state) { return act.state == static_cast<std::uint8_t>(state); }
bool blocks(const Operation& operation) { return isBegun(operation) && blocksOrder(stateOf(operation)); }
bool hasHappened(const Operation& operation) { return stateOf(operation) == OperationState::Watch || operation.already; }
bool isSplit(const Act& act) { return act.purpose == static_cast<std::uint8_t>(SplitPurpose::Split); }

bool isOfOriginal(Index kind) { return kind <= Restore; }
Index childOf(Index kind) { return kind == Reduce || kind == Restore ? 0 : kind & 1; }
/// Where the operation stands in the journal: a child's making on the original.
Index orderOf(const Act& act, Index kind) { return isOfOriginal(kind) ? 0 : static_cast<Index>(1 + act.firstChild + childOf(kind)); }

OperationKind programsKind(Index kind)
{
    constexpr std::array kKinds{OperationKind::SplitChild, OperationKind::SplitChild, OperationKind::SplitReduce, OperationKind::SplitRestore, OperationKind::SplitRelease,
        OperationKind::SplitRelease, OperationKind::SplitDelete, OperationKind::SplitDelete, OperationKind::SplitHold, OperationKind::SplitHold};
    return kKinds[kind];
}
Index ourKind(const SplitMove& move)
{
    for (Index kind = Child0; kind <= Hold1; ++kind) {
        if (programsKind(kind) == move.kind && childOf(kind) == move.child)
            return kind;
    }
    return Reduce;
}

std::optional<ErrorCode> programsError(std::uint8_t error)
{
    switch (error) {
    case Changed: return ErrorCode::OrderChanged;
    case Locked: return ErrorCode::OrderLocked;
    case Gone: return ErrorCode::OrderGone;
    case Other: return ErrorCode::Cancelled;
    case Refused: return ErrorCode::BusinessError;
    default: return std::nullopt;
    }
}

bool isThere(const Order& order) { return order.count > 0; }
bool isKept(const Order& order) { return order.status == Held || order.status == Unpaid; }
bool isOpen(const Order& order) { return isThere(order) && order.status <= Unpaid; }
bool sameUnits(const Order& one, const Order& other) { return one.t == other.t && one.a == other.a && one.b == other.b; }
constexpr Order kBefore{1, 1, 2, 0, Awaiting, 1};

void settle(State& state, Desk& desk)
{
    Operation& operation = state.acts[desk.act].operations[desk.kind];
    operation.copies == 0 ? operation.note = operation.isBlind = 0 : 0;
    desk.phase = Thinking;
    desk.kind = desk.hasLooked = desk.original = desk.kept = desk.isPaused = desk.answer = 0;
    desk.children = {};
    desk.early = {};
}

} // namespace

State SplitProtocol::initial() const
{
    State state{};
    state.orders[0] = kBefore;
    for (Act& act : state.acts) {
        act.state = static_cast<std::uint8_t>(SplitState::Count);
        act.owner = kNobody;
        for (Operation& operation : act.operations)
            put(operation, OperationState::Count);
    }
    state.faults = m_budget.faults;
    state.crashes = m_budget.crashes;
    state.merchant = m_budget.merchant;
    state.refills = m_budget.refills;
    return state;
}

bool SplitProtocol::isLost(const State& state) const
{
    int t = 0, a = 0, b = 0;
    for (const Order& order : state.orders) {
        t += isThere(order) ? order.t : 0;
        a += isThere(order) ? order.a : 0;
        b += isThere(order) ? order.b : 0;
    }
    return t < kBefore.t || a < kBefore.a || b < kBefore.b + state.extra;
}

bool SplitProtocol::isDouble(const State& state) const
{
    int t = 0, a = 0, b = 0;
    for (const Order& order : state.orders) {
        if (isThere(order) && (order.status == Awaiting || order.status == Shipped)) {
            t += order.t * order.count;
            a += order.a * order.count;
            b += order.b * order.count;
        }
    }
    return t > kBefore.t || a > kBefore.a || b > kBefore.b + state.extra;
}

/// What the watch over a split that is done sees.
bool SplitProtocol::isAdrift(const State& state) const
{
    const Act& act = state.acts[0];
    const bool isOver = isBegun(state.acts[1]) && !isIn(state.acts[1], SplitState::Undone); // another act settles it
    if (!isIn(act, SplitState::Done) || isOver)
        return false;
    if (isLost(state) || isDouble(state))
        return true;
    return std::any_of(state.orders.begin() + 1, state.orders.end(), [](const Order& child) { return isThere(child) && isKept(child); });
}

const char* SplitProtocol::fault(const State& state) const
{
    if (state.broken != Nothing)
        return kBroken[state.broken];
    if (isLost(state) && state.deletion != Unseen)
        return "item in no order";
    if (isDouble(state) && state.refill != Unseen)
        return state.refill == Never ? "item shippable twice" : "let go although the original had its items again";
    if (!isSettled(state))
        return nullptr;
    for (const Act& act : state.acts) {
        const bool isGone = isIn(act, isSplit(act) ? SplitState::Undone : SplitState::Done);
        for (Index child = 0; isGone && child < m_budget.children; ++child) {
            const Order& order = state.orders[static_cast<std::size_t>(1 + act.firstChild + child)];
            if (isThere(order) && (isSplit(act) || order.status != Shipped))
                return "child left behind";
        }
    }
    return nullptr;
}

bool SplitProtocol::isSettled(const State& state) const
{
    for (const Act& act : state.acts) {
        if (isIn(act, SplitState::Open))
            return false;
        for (const Operation& operation : act.operations) {
            if (operation.copies > 0 || operation.mayArrive || (blocks(operation) && !isIn(act, SplitState::NeedsPerson)))
                return false;
        }
    }
    const bool isTold = state.alerted || isIn(state.acts[0], SplitState::NeedsPerson) || isIn(state.acts[1], SplitState::NeedsPerson);
    return isTold || !(isLost(state) || isDouble(state) || isAdrift(state));
}

QString SplitProtocol::text(const Step& step) const
{
    QString text = QString::fromLatin1(kTexts[step.what]);
    if (step.kind != kNobody)
        text += QStringLiteral(" (%1)").arg(QLatin1String(kKindNames[step.kind]));
    if (step.act != kNobody)
        text += QStringLiteral(", act %1").arg(step.act);
    return step.desk == kNobody ? text : QStringLiteral("desk %1: %2").arg(step.desk).arg(text);
}

void SplitProtocol::successors(const State& from, const Offer& offer) const
{
    State state = from;
    state.broken = Nothing;
    outsiders(state, offer);
    time(state, offer);
    network(state, offer);
    for (Index desk = 0; desk < m_budget.desks; ++desk)
        deskSteps(state, desk, offer);
    if (isAdrift(state) && !state.alerted) {
        State next = state;
        next.alerted = 1;
        offer({Syncs, kNobody, kNobody, kNobody, true}, next);
    }
}

void SplitProtocol::outsiders(const State& state, const Offer& offer) const
{
    for (Index order = 0; order < 3; ++order) {
        if (!isThere(state.orders[order]) || state.orders[order].status != Awaiting)
            continue;
        State next = state;
        next.orders[order].status = Shipped;
        offer({WarehouseShips, kNobody, kNobody, kNobody, false}, next);
    }
    const auto merchant = [&](What what, auto change) {
        State next = state;
        --next.merchant;
        change(next);
        offer({what, kNobody, kNobody, kNobody, false}, next);
    };
    const Order& original = state.orders[0];
    if (state.merchant > 0 && original.status == Awaiting) {
        merchant(MerchantNotes, [](State& next) { ++next.orders[0].note; });
        merchant(MerchantAdds, [](State& next) { ++next.orders[0].b, ++next.extra; });
        merchant(MerchantCancels, [](State& next) { next.orders[0].status = Cancelled; });
    }
    const auto isSeen = [&](auto holds) { return std::any_of(state.desks.begin(), state.desks.end(), [&](const Desk& desk) { return desk.phase != Idle && holds(desk, state.acts[desk.act]); }); };
    for (Index child = 1; m_budget.deletes && state.merchant > 0 && child < 3; ++child) {
        if (!isThere(state.orders[child]) || !isKept(state.orders[child]))
            continue;
        merchant(MerchantDeletes, [&](State& next) {
            next.orders[child] = {};
            const bool isGoingOn = isSeen([](const Desk& desk, const Act& act) { return desk.hasLooked || blocks(act.operations[Reduce]); });
            const bool isReduced = original.a < kBefore.a || state.acts[0].operations[Reduce].copies > 0;
            next.deletion = isGoingOn || isReduced ? Unseen : Visible;
        });
    }
    if (state.refills > 0 && original.status == Awaiting && original.a < kBefore.a) {
        State next = state;
        --next.refills;
        next.orders[0].a = kBefore.a;
        next.orders[0].b = static_cast<std::uint8_t>(kBefore.b + state.extra);
        const auto isLettingGo = [](const Act& act) {
            return std::any_of(act.operations.begin() + Release0, act.operations.begin() + Release1 + 1, [](const Operation& release) { return blocks(release) || release.copies > 0 || (isBegun(release) && hasHappened(release)); });
        };
        const bool isKnown = isSeen([](const Desk& desk, const Act&) { return desk.isProven || desk.hasLooked; }) || std::any_of(state.acts.begin(), state.acts.end(), isLettingGo);
        next.refill = isKnown ? Unseen : Visible;
        offer({ChannelRefills, kNobody, kNobody, kNobody, false}, next);
    }
}

void SplitProtocol::time(const State& state, const Offer& offer) const
{
    for (Index act = 0; act < 2; ++act) {
        for (Index kind = 0; kind < kKinds; ++kind) {
            const Operation& operation = state.acts[act].operations[kind];
            const bool isBeingSent = std::any_of(state.desks.begin(), state.desks.end(), [&](const Desk& desk) { return desk.phase >= Ready && desk.act == act && desk.kind == kind; });
            if (!operation.mayArrive || operation.copies > 0 || isBeingSent)
                continue;
            State next = state;
            next.acts[act].operations[kind].mayArrive = next.acts[act].operations[kind].quarantine = 0;
            offer({QuarantineEnds, kNobody, act, kind, true}, next);
        }
    }
}

void SplitProtocol::network(const State& state, const Offer& offer) const
{
    for (Index act = 0; act < 2; ++act) {
        for (Index kind = 0; kind < kKinds; ++kind) {
            if (state.acts[act].operations[kind].copies == 0)
                continue;
            State next = state;
            const bool isTaken = arrive(next, act, kind);
            bool isAwaited = false;
            for (Desk& desk : next.desks) {
                if (desk.phase == Waiting && desk.act == act && desk.kind == kind && desk.answer == Open) {
                    desk.answer = isTaken ? Yes : No;
                    isAwaited = true;
                }
            }
            offer({Arrives, kNobody, act, kind, true}, next);
            if (!isAwaited || next.faults == 0)
                continue;
            --next.faults;
            for (Desk& desk : next.desks) {
                if (desk.phase == Waiting && desk.act == act && desk.kind == kind)
                    desk.answer = Silence;
            }
            offer({AnswerLost, kNobody, act, kind, false}, next);
        }
    }
}

/// Whether ShipStation takes it.
bool SplitProtocol::arrive(State& state, Index act, Index kind) const
{
    Act& by = state.acts[act];
    Operation& operation = by.operations[kind];
    --operation.copies;
    const Index place = kind <= Child1 ? static_cast<Index>(1 + by.firstChild + childOf(kind)) : orderOf(by, kind);
    Order& order = state.orders[place];
    const auto refused = [&operation] {
        operation.copies = 0;
        return false;
    };
    switch (kind) {
    case Child0:
    case Child1: {
        if (isThere(order) && !isOpen(order))
            return refused();
        if (m_budget.refusesHold && operation.refusals == 0)
            return refused();
        const std::uint8_t count = isThere(order) && !m_with.sameKey && operation.noEffect + operation.refusals > 0 ? order.count + 1 : 1;
        order = childWanted(by.firstChild, place);
        order.count = count;
        order.status = !m_with.onHold ? Awaiting : operation.refusals > 0 ? Unpaid : Held;
        if (count > 1)
            state.broken = TwoChildren;
        return true;
    }
    case Reduce:
    case Restore: {
        if (order.status != Awaiting)
            return refused();
        if (operation.isBlind && order.note != operation.note)
            state.broken = Overwritten;
        const Order wanted = kind == Reduce ? childWanted(by.firstChild, 0) : kBefore;
        state.extra = 0; // what the merchant added after the last read cannot be kept
        order = {wanted.t, wanted.a, wanted.b, operation.note, Awaiting, 1};
        return true;
    }
    case Delete0:
    case Delete1:
        if (!isThere(order) || order.status == Shipped)
            return refused();
        order = {};
        return true;
    case Hold0:
    case Hold1:
        if (!isOpen(order))
            return refused();
        order.status = Held;
        return true;
    default: // restorefromhold for what is held, an edit for what awaits payment
        if (!isThere(order) || !isKept(order))
            return refused();
        order.status = Awaiting;
        return true;
    }
}

void SplitProtocol::deskSteps(const State& state, Index desk, const Offer& offer) const
{
    const Desk& at = state.desks[desk];
    if (at.phase == Idle)
        return beginActs(state, desk, offer);
    if (state.crashes > 0) {
        State next = state;
        --next.crashes;
        next.acts[at.act].owner = kNobody;
        next.desks[desk] = {};
        for (Act& act : next.acts) {
            for (Operation& operation : act.operations) {
                if (!m_with.durableQuarantine)
                    operation.mayArrive = operation.quarantine = 0;
            }
        }
        offer({Crash, desk, kNobody, kNobody, false}, next);
    }
    switch (at.phase) {
    case Thinking: return goOn(state, desk, offer);
    case Begun: return prepare(state, desk, offer);
    case Ready: return firstByte(state, desk, offer);
    default: return awaitAnswer(state, desk, offer);
    }
}

/// A desk without work: takes over what nobody does, or somebody asks it for something.
void SplitProtocol::beginActs(const State& state, Index desk, const Offer& offer) const
{
    const auto started = [&](What what, Index act, auto change) {
        State next = state;
        change(next.acts[act]);
        next.acts[act].owner = desk;
        next.desks[desk] = {};
        next.desks[desk].phase = Thinking;
        next.desks[desk].act = act;
        offer({what, desk, act, kNobody, what == TakesOver}, next);
    };
    for (Index act = 0; act < 2; ++act) {
        if (isIn(state.acts[act], SplitState::Open) && state.acts[act].owner == kNobody)
            started(TakesOver, act, [](Act&) {});
    }
    const Order& original = state.orders[0];
    const bool isFirst = !isBegun(state.acts[0]);
    if (original.status != Awaiting || isBegun(state.acts[1]))
        return;
    const bool isFree = isFirst || !m_with.claims || !isUnsettled(static_cast<SplitState>(state.acts[0].state));
    if (sameUnits(original, kBefore) && isFree && (isFirst || m_budget.again)) {
        started(Splits, isFirst ? 0 : 1, [isFirst](Act& act) {
            put(act, SplitState::Open);
            act.purpose = static_cast<std::uint8_t>(SplitPurpose::Split);
            act.firstChild = isFirst ? 0 : 1;
        });
    }
    if (!m_budget.undo || !isIn(state.acts[0], SplitState::Done))
        return;
    const SplitEvidence seen = look(state, state.acts[0]);
    bool isWhole = seen.original == SplitSight::AsWanted;
    for (Index child = 0; child < m_budget.children; ++child)
        isWhole = isWhole && seen.children[child] == SplitSight::AsWanted && isOpen(state.orders[static_cast<std::size_t>(1 + child)]);
    if (isWhole) {
        started(TakesBack, 1, [](Act& act) {
            put(act, SplitState::Open);
            act.purpose = static_cast<std::uint8_t>(SplitPurpose::Unsplit);
        });
    }
}

SplitEvidence SplitProtocol::look(const State& state, const Act& act) const
{
    SplitEvidence seen;
    const Order& original = state.orders[0];
    seen.original = sameUnits(original, childWanted(act.firstChild, 0)) ? SplitSight::AsWanted : sameUnits(original, kBefore) ? SplitSight::AsBefore : SplitSight::Else;
    seen.kept = true;
    for (Index child = 0; child < m_budget.children; ++child) {
        const Order& order = state.orders[static_cast<std::size_t>(1 + act.firstChild + child)];
        seen.children.push_back(isThere(order) ? SplitSight::AsWanted : SplitSight::AsBefore); // nobody edits their units here
        seen.kept = seen.kept && (!isThere(order) || isKept(order));
    }
    return seen;
}

bool SplitProtocol::isProven(const State& state, const Act& act) const
{
    const SplitEvidence seen = look(state, act);
    return seen.original == SplitSight::AsWanted && std::all_of(seen.children.begin(), seen.children.end(), [](SplitSight sight) { return sight == SplitSight::AsWanted; });
}

/// The program's own decision, but for the controls that change it.
SplitMove SplitProtocol::decide(const State& state, Index desk) const
{
    const Desk& at = state.desks[desk];
    const Act& act = state.acts[at.act];
    std::vector<SplitAttempt> attempts;
    for (Index kind = 0; kind < kKinds; ++kind) {
        const Operation& operation = act.operations[kind];
        if (!isBegun(operation))
            continue;
        SplitAttempt attempt{programsKind(kind), childOf(kind), OperationState::Rejected, ErrorCode::BusinessError};
        for (int refusal = 0; refusal < operation.refusals - (stateOf(operation) == OperationState::Rejected); ++refusal)
            attempts.push_back(attempt);
        attempt.state = OperationState::NotApplied;
        for (int miss = 0; miss < operation.noEffect - (stateOf(operation) == OperationState::NotApplied); ++miss)
            attempts.push_back(attempt);
        attempt.state = stateOf(operation);
        attempt.error = programsError(operation.error);
        attempt.alreadySo = operation.already != 0;
        attempt.mayArrive = m_with.quiet && (operation.mayArrive || (m_with.looksAfterQuiet && at.early[kind]));
        attempts.push_back(attempt);
    }
    t6::SplitShape shape{static_cast<SplitPurpose>(act.purpose), m_budget.children};
    const auto& first = state.acts[0].operations;
    shape.early = at.act == 1 && m_with.quiet && std::any_of(first.begin(), first.end(), [](const Operation& operation) { return operation.mayArrive != 0; });
    std::optional<SplitEvidence> evidence;
    if (at.hasLooked) {
        evidence.emplace();
        evidence->original = static_cast<SplitSight>(at.original);
        for (Index child = 0; child < m_budget.children; ++child)
            evidence->children.push_back(static_cast<SplitSight>(at.children[child]));
        evidence->kept = at.kept != 0;
    }
    const Operation& reduce = act.operations[Reduce];
    const bool isEarly = !m_with.childFirst && isSplit(act) && (!isBegun(reduce) || blocks(reduce));
    if (isEarly)
        return {isBegun(reduce) ? SplitMove::What::Wait : SplitMove::What::Act, OperationKind::SplitReduce};
    return nextMove(shape, attempts, evidence, at.isProven || !m_with.proof);
}

void SplitProtocol::goOn(const State& state, Index desk, const Offer& offer) const
{
    using What = SplitMove::What;
    const SplitMove move = decide(state, desk);
    State next = state;
    Desk& at = next.desks[desk];
    Act& act = next.acts[at.act];
    const auto forgotten = [&] {
        at.isProven = at.hasLooked = at.original = at.kept = 0;
        at.children = {};
        at.early = {};
    };
    const auto ended = [&](SplitState to) {
        put(act, to);
        act.owner = kNobody;
        const Index which = at.act;
        at = {};
        offer({Ends, desk, which, kNobody, true}, next);
    };
    switch (move.what) {
    case What::Act:
        if (move.again && !at.isPaused) {
            forgotten();
            at.isPaused = 1;
            return offer({Pauses, desk, at.act, kNobody, true}, next);
        }
        return begin(state, desk, move, offer);
    case What::Wait: return recover(state, desk, move, offer);
    case What::Quiet:
        if (!at.hasLooked && !at.isProven)
            return; // time helps
        forgotten();
        return offer({Forgets, desk, at.act, kNobody, true}, next);
    case What::Look: {
        const SplitEvidence seen = look(state, act);
        at.hasLooked = 1;
        at.original = static_cast<std::uint8_t>(seen.original);
        at.kept = seen.kept;
        for (Index kind = 0; kind < kKinds; ++kind)
            at.early[kind] = act.operations[kind].mayArrive;
        for (Index child = 0; child < m_budget.children; ++child)
            at.children[child] = static_cast<std::uint8_t>(seen.children[child]);
        return offer({Looks, desk, at.act, kNobody, true}, next);
    }
    case What::Prove:
        if (!isProven(state, act))
            return ended(SplitState::NeedsPerson);
        at.isProven = 1;
        return offer({Proves, desk, at.act, kNobody, true}, next);
    case What::Done: return ended(isSplit(act) && !isProven(state, act) ? SplitState::NeedsPerson : SplitState::Done);
    case What::Undone: return ended(SplitState::Undone);
    case What::Person: return ended(SplitState::NeedsPerson);
    }
}

bool SplitProtocol::mayBegin(const State& state, Index order) const
{
    for (const Act& act : state.acts) {
        for (Index kind = 0; kind < kKinds; ++kind) {
            const Operation& operation = act.operations[kind];
            if (orderOf(act, kind) == order && (blocks(operation) || operation.quarantine))
                return false;
        }
    }
    return true;
}

void SplitProtocol::begin(const State& state, Index desk, const SplitMove& move, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    Act& act = next.acts[at.act];
    const Index kind = ourKind(move);
    Operation& operation = act.operations[kind];
    if (!mayBegin(state, orderOf(act, kind))) {
        if (kind == Child0 && !isBegun(operation)) { // not even written down
            put(act, SplitState::Undone);
            act.owner = kNobody;
            const Index which = at.act;
            at = {};
            offer({RefusedBusy, desk, which, kind, true}, next);
        } else if (at.hasLooked || at.isProven) {
            at.isProven = at.hasLooked = at.original = at.kept = 0;
            at.children = {};
            at.early = {};
            offer({Pauses, desk, at.act, kind, true}, next);
        }
        return;
    }
    put(operation, OperationState::Intent);
    operation.error = operation.already = 0;
    at.phase = Begun;
    at.kind = kind;
    offer({Begins, desk, at.act, kind, true}, next);
}

/// Reads, merges, and commits what is to be sent.
void SplitProtocol::prepare(const State& state, Index desk, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    Act& act = next.acts[at.act];
    Operation& operation = act.operations[at.kind];
    const Order& original = state.orders[0];
    const Order& child = state.orders[orderOf(act, at.kind)];
    const Order stays = childWanted(act.firstChild, 0);
    std::uint8_t problem = None;
    bool isSo = false;
    const auto ofOriginal = [&](const Order& from, const Order& to, bool makesChild) {
        isSo = !makesChild && sameUnits(original, to);
        if (!isSo && original.status != Awaiting)
            problem = Locked;
        else if (!isSo && !sameUnits(original, from) && !(makesChild && sameUnits(original, to)))
            problem = Changed;
    };
    if (at.kind <= Reduce)
        ofOriginal(kBefore, stays, at.kind != Reduce);
    else if (at.kind == Restore)
        ofOriginal(stays, kBefore, false);
    else if (!isThere(child))
        at.kind == Delete0 || at.kind == Delete1 ? isSo = true : problem = Gone;
    else if (at.kind == Delete0 || at.kind == Delete1)
        problem = isKept(child) ? None : isOpen(child) ? Changed : Locked;
    else
        isSo = (at.kind == Hold0 || at.kind == Hold1) == isKept(child), problem = isSo || isOpen(child) ? None : Locked;
    if (!m_with.freshRead && (at.kind == Reduce || at.kind == Restore))
        problem = isSo = None;
    const Step step{Reads, desk, at.act, at.kind, true};
    if (isSo || problem != None) {
        put(operation, OperationState::NotSent);
        operation.error = problem;
        operation.already = isSo;
        settle(next, at);
        return offer(step, next);
    }
    put(operation, OperationState::Sending);
    operation.quarantine = operation.mayArrive = 1;
    if (at.kind == Reduce || at.kind == Restore) {
        operation.note = m_with.freshRead ? original.note : 0;
        operation.isBlind = !m_with.freshRead && original.note != 0;
    }
    at.phase = Ready;
    offer(step, next);
}

void SplitProtocol::firstByte(const State& state, Index desk, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    Act& act = next.acts[at.act];
    Operation& operation = act.operations[at.kind];
    const Index child = childOf(at.kind);
    const auto underWay = [&](Index kind) { return state.acts[0].operations[kind].copies > 0 || state.acts[1].operations[kind].copies > 0; };
    const bool isDelete = at.kind == Delete0 || at.kind == Delete1, isHold = at.kind == Hold0 || at.kind == Hold1, isRelease = at.kind == Release0 || at.kind == Release1;
    const bool isAgainst = (isDelete && (underWay(Reduce) || underWay(static_cast<Index>(Child0 + child)))) || (at.kind == Restore && underWay(Reduce)) || (at.kind == Reduce && underWay(Restore))
        || (isHold && underWay(static_cast<Index>(Release0 + child))) || (isRelease && underWay(Restore));
    at.phase = Waiting;
    if (state.faults > 0) {
        State worse = next;
        --worse.faults;
        worse.desks[desk].answer = Silence;
        offer({RequestLost, desk, at.act, at.kind, false}, worse);
        worse.desks[desk].answer = Open;
        Operation& same = worse.acts[at.act].operations[at.kind];
        same.copies = 2;
        worse.broken = isAgainst ? AgainstEachOther : Nothing;
        offer({RequestDoubled, desk, at.act, at.kind, false}, worse);
        worse.broken = Nothing;
        same.copies = 0;
        put(same, OperationState::NotSent);
        same.error = Other;
        same.quarantine = same.mayArrive = 0;
        settle(worse, worse.desks[desk]);
        offer({ConnectionRefused, desk, at.act, at.kind, false}, worse);
    }
    operation.copies = 1;
    next.broken = isAgainst ? AgainstEachOther : Nothing;
    offer({FirstByte, desk, at.act, at.kind, true}, next);
}

void SplitProtocol::awaitAnswer(const State& state, Index desk, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    Operation& operation = next.acts[at.act].operations[at.kind];
    const Step step{NotesAnswer, desk, at.act, at.kind, true};
    switch (at.answer) {
    case Open:
        if (state.faults == 0)
            return;
        --next.faults;
        at.answer = Silence;
        return offer({TimesOut, desk, at.act, at.kind, false}, next);
    case Yes: put(operation, OperationState::Replied); break;
    case No:
        put(operation, OperationState::Rejected);
        operation.error = Refused;
        if (at.kind <= Child1)
            ++operation.refusals;
        operation.quarantine = operation.mayArrive = operation.copies = 0;
        break;
    default: put(operation, OperationState::Unknown); break;
    }
    settle(next, at);
    offer(step, next);
}

/// What is written down and not settled: after a crash, or when the answer is noted.
void SplitProtocol::recover(const State& state, Index desk, const SplitMove& move, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    Act& act = next.acts[at.act];
    const Index kind = ourKind(move);
    Operation& operation = act.operations[kind];
    if (stateOf(operation) == OperationState::Intent) {
        put(operation, OperationState::NotSent);
        operation.error = Other;
        return offer({Recovers, desk, at.act, kind, true}, next);
    }
    if (stateOf(operation) == OperationState::Sending) {
        put(operation, OperationState::Unknown);
        return offer({Recovers, desk, at.act, kind, true}, next);
    }
    verify(next, act, kind);
    if (std::memcmp(&next, &state, sizeof next) == 0)
        return;
    if (!blocks(operation)) {
        at.kind = kind;
        settle(next, at);
    }
    offer({Verifies, desk, at.act, kind, true}, next);
}

void SplitProtocol::verify(State& state, Act& act, Index kind) const
{
    enum class Verdict { Fulfilled, Unchanged, Other, Gone } verdict = Verdict::Other;
    Operation& operation = act.operations[kind];
    const Index place = kind <= Child1 ? static_cast<Index>(1 + act.firstChild + childOf(kind)) : orderOf(act, kind);
    const Order& order = state.orders[place];
    const auto isBody = [&](const Order& lines) { return sameUnits(order, lines) && order.note == operation.note && order.status == Awaiting; };
    const Order stays = childWanted(act.firstChild, 0);
    if (kind <= Child1)
        verdict = !isThere(order) ? Verdict::Unchanged : order.status == (m_with.onHold ? operation.refusals > 0 ? Unpaid : Held : Awaiting) ? Verdict::Fulfilled : Verdict::Other;
    else if (kind == Reduce || kind == Restore)
        verdict = isBody(kind == Reduce ? stays : kBefore) ? Verdict::Fulfilled : isBody(kind == Reduce ? kBefore : stays) ? Verdict::Unchanged : Verdict::Other;
    else if (!isThere(order))
        verdict = kind == Delete0 || kind == Delete1 ? Verdict::Fulfilled : Verdict::Gone;
    else if (kind == Delete0 || kind == Delete1)
        verdict = isKept(order) ? Verdict::Unchanged : Verdict::Other;
    else if ((kind == Hold0 || kind == Hold1) == isKept(order))
        verdict = Verdict::Fulfilled;
    else
        verdict = isOpen(order) ? Verdict::Unchanged : Verdict::Other;
    switch (verdict) {
    case Verdict::Fulfilled:
        if (stateOf(operation) == OperationState::Replied)
            operation.quarantine = 0;
        return put(operation, OperationState::Watch);
    case Verdict::Unchanged:
        if (stateOf(operation) == OperationState::Replied)
            return put(operation, OperationState::Unknown);
        if (operation.quarantine)
            return;
        ++operation.noEffect;
        return put(operation, OperationState::NotApplied);
    case Verdict::Other: return put(operation, OperationState::Conflict);
    case Verdict::Gone: return put(operation, OperationState::NeedsPerson);
    }
}

/// What a child is to hold; order 0: what stays.
Order SplitProtocol::childWanted(Index firstChild, Index order) const
{
    if (order == 0)
        return {1, 0, 1, 0, Awaiting, 1};
    if (m_budget.children == 1)
        return {0, 1, 1, 0, Held, 1};
    return order - 1 - firstChild == 0 ? Order{0, 1, 0, 0, Held, 1} : Order{0, 0, 1, 0, Held, 1};
}

} // namespace model
