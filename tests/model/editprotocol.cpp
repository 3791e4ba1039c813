// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "editprotocol.h"

#include <cstring>

namespace model {

namespace {

using t6::OperationState;
using State = EditProtocol::State;
using Operation = EditProtocol::Operation;
using Desk = EditProtocol::Desk;
using Content = EditProtocol::Content;
using Step = EditProtocol::Step;
using Index = std::uint8_t;

constexpr Index kMerchant = 2; // next to the operations 0 and 1
constexpr std::uint8_t kMerchantsAddress = 3;
constexpr Index kNobody = 0xff;

enum Phase : std::uint8_t {
    Idle,
    Form, // a person looks at `read`
    Merged, // the body is made
    Begun, // Intent is durable
    Early, // only without `sendingFirst`: sent, not yet noted
    Committed, // Sending is durable
    Waiting,
    Verifying // has read again, has not yet drawn the conclusion
};
enum Quarantine : std::uint8_t { None, Running, Over };
enum Answer : std::uint8_t { Open, Yes, No, Silence, Refused };

enum Broken : std::uint8_t { Nothing, ForeignOverwritten, OwnOverwritten, TwoInFlight, UntrueConfirmed, UntrueNotDone, SentTwice, ForbiddenArrow };
constexpr std::array<const char*, 8> kBroken{nullptr, "foreign change overwritten", "own change overwritten", "two in flight", "confirmed but not true",
    "reported as not done but done", "sent twice", "forbidden arrow"};

enum What : std::uint8_t {
    MerchantNotes, MerchantMoves, MerchantAgrees, WarehouseShips, Crash,
    TimePasses, QuarantineEnds, WatchEnds,
    Arrives, AnswerLost,
    OpensForm, ReadsAfresh, LeavesIt, Begins, ReadsAgain, CommitsSending, FirstByte, RequestLost, RequestDoubled, ConnectionRefused, TooLate, GivesUp,
    AnsweredEarly, TimesOut, NotesAnswer,
    Recovers, SendsAgain, ConfirmsByReply, Verifies, Concludes, Syncs,
    WhatCount
};
constexpr std::array<const char*, WhatCount> kTexts{
    "merchant edits the note", "merchant edits the address", "merchant enters the address of edit 0", "warehouse ships", "crash",
    "2 s pass", "quarantine ends", "watch ends",
    "request arrives", "request arrives, its answer is lost",
    "form opened", "fresh read and merge", "left alone", "Intent durable", "read again and merge", "Sending durable", "first byte: request under way", "first byte: request lost",
    "first byte: request doubled", "connection refused", "too late to send", "the journal says no",
    "answered before it is applied", "no answer", "answer noted",
    "recovered after a crash", "sent again", "confirmed by the reply", "verifying read", "conclusion noted", "sync reads"};

constexpr std::uint8_t wish(Index operation) { return static_cast<std::uint8_t>(operation + 1); }
constexpr OperationState stateOf(const Operation& operation) { return static_cast<OperationState>(operation.state); }
constexpr bool isBegun(const Operation& operation) { return stateOf(operation) != OperationState::Count; }
constexpr bool wasConfirmed(const Operation& operation) { return stateOf(operation) == OperationState::Watch || stateOf(operation) == OperationState::Done; }

bool wasSent(const Operation& operation)
{
    using S = OperationState;
    const S state = stateOf(operation);
    return isBegun(operation) && state != S::Intent && state != S::NotSent && state != S::Rejected;
}

void age(State& state)
{
    state.addressIsNew = state.noteIsNew = 0;
    for (Desk& desk : state.desks)
        desk.isOld = desk.phase == Merged || desk.phase == Begun;
}

/// What was due before is gone now; nobody can be asked to have seen what replaces it.
void replace(State& state, const Content& order)
{
    if (state.order.note != order.note) {
        state.noteIsNew = 1;
        for (Operation& operation : state.operations)
            operation.ghost.noteDue = 0;
    }
    if (state.order.address != order.address) {
        state.addressIsNew = 1;
        for (Operation& operation : state.operations)
            operation.ghost.addressDue = 0;
    }
    state.order = order;
}

bool isBeingSent(const State& state, Index operation)
{
    for (const Desk& desk : state.desks) {
        if (desk.operation == operation && (desk.phase == Early || desk.phase == Committed || desk.phase == Waiting))
            return true;
    }
    return false;
}

bool isPending(const State& state)
{
    for (const Operation& operation : state.operations) {
        if (operation.copies > 0 || (isBegun(operation) && blocksOrder(stateOf(operation))))
            return true;
    }
    return false;
}

} // namespace

State EditProtocol::initial() const
{
    State state{};
    state.addressBy = kMerchant;
    state.faults = m_budget.faults;
    state.crashes = m_budget.crashes;
    state.merchant = m_budget.merchant;
    for (Operation& operation : state.operations)
        operation.state = static_cast<std::uint8_t>(OperationState::Count);
    return state;
}

const char* EditProtocol::fault(const State& state) const
{
    if (state.broken != Nothing)
        return kBroken[state.broken];
    if (isPending(state) || state.alerted || wouldAlert(state))
        return nullptr;
    if (state.addressBy != kMerchant) {
        const Operation& last = state.operations[state.addressBy];
        const Operation& other = state.operations[1 - state.addressBy];
        if (other.ghost.confirmed && other.turn > last.turn)
            return "late write unnoticed";
    }
    return state.noteLost || state.addressLost ? "merchant's change lost unnoticed" : nullptr;
}

bool EditProtocol::isSettled(const State& state) const
{
    if (isPending(state) || state.desks[0].phase != Idle || state.desks[1].phase != Idle)
        return false;
    return stateOf(state.operations[0]) != OperationState::Watch && stateOf(state.operations[1]) != OperationState::Watch;
}

QString EditProtocol::text(const Step& step) const
{
    QString text = QString::fromLatin1(kTexts[step.what]);
    if (step.operation != kNobody)
        text += QStringLiteral(" (edit %1)").arg(step.operation);
    return step.desk == kNobody ? text : QStringLiteral("desk %1: %2").arg(step.desk).arg(text);
}

void EditProtocol::successors(const State& from, const Offer& offer) const
{
    State state = from;
    state.broken = Nothing;
    outsiders(state, offer);
    time(state, offer);
    network(state, offer);
    for (Index desk = 0; desk < m_budget.desks; ++desk)
        deskSteps(state, desk, offer);
}

void EditProtocol::outsiders(const State& state, const Offer& offer) const
{
    const auto changed = [&](What what, auto change) {
        State next = state;
        --next.merchant;
        change(next);
        for (Index o = 0; o < 2; ++o) {
            if (wasSent(next.operations[o]) && next.order == body(next, o))
                next.operations[o].ghost.wasTrue = 1;
        }
        offer({what, kNobody, kNobody, false}, next);
    };
    const auto moved = [](State& next, std::uint8_t address) {
        replace(next, {address, next.order.note, 0});
        next.addressBy = kMerchant;
        next.addressLost = 0;
    };
    if (state.order.shipped)
        return;
    if (state.merchant > 0) {
        // a value that was never there, so that a note says by itself which change it has
        changed(MerchantNotes, [&](State& next) {
            replace(next, {next.order.address, static_cast<std::uint8_t>(m_budget.merchant - state.merchant + 1), 0});
            next.noteLost = 0;
        });
        if (state.order.address != kMerchantsAddress)
            changed(MerchantMoves, [&](State& next) { moved(next, kMerchantsAddress); });
        if (state.order.address != wish(0))
            changed(MerchantAgrees, [&](State& next) { moved(next, wish(0)); });
    }
    State next = state;
    next.order.shipped = 1;
    offer({WarehouseShips, kNobody, kNobody, false}, next);
}

void EditProtocol::time(const State& state, const Offer& offer) const
{
    State aged = state;
    age(aged);
    if (std::memcmp(&aged, &state, sizeof aged) != 0)
        offer({TimePasses, kNobody, kNobody, true}, aged);
    for (Index o = 0; o < 2; ++o) {
        const Operation& operation = state.operations[o];
        if (operation.copies > 0)
            continue;
        State next = aged;
        if (operation.quarantine == Running && (m_budget.sleeps || !isBeingSent(state, o))) {
            next.operations[o].quarantine = Over;
            offer({QuarantineEnds, kNobody, o, true}, next);
        } else if (stateOf(operation) == OperationState::Watch && operation.quarantine == Over) {
            look(next);
            advance(next, o, OperationState::Done);
            offer({WatchEnds, kNobody, o, true}, next);
        }
    }
}

void EditProtocol::network(const State& state, const Offer& offer) const
{
    for (Index o = 0; o < 2; ++o) {
        if (state.operations[o].copies == 0)
            continue;
        State next = state;
        const bool taken = arrive(next, o);
        bool isAwaited = false;
        for (Desk& desk : next.desks) {
            if ((desk.phase == Waiting || desk.phase == Early) && desk.operation == o && desk.answer == Open) {
                desk.answer = taken ? Yes : No;
                isAwaited = true;
            }
        }
        offer({Arrives, kNobody, o, true}, next);
        if (!isAwaited || next.faults == 0)
            continue;
        --next.faults;
        for (Desk& desk : next.desks) {
            if (desk.operation == o && desk.answer != Open)
                desk.answer = Silence;
        }
        offer({AnswerLost, kNobody, o, false}, next);
    }
}

void EditProtocol::deskSteps(const State& state, Index desk, const Offer& offer) const
{
    const Desk& at = state.desks[desk];
    if (at.phase != Idle && state.crashes > 0) {
        State next = state;
        --next.crashes;
        next.desks[desk] = {};
        if (!m_with.durableQuarantine) {
            for (Operation& operation : next.operations)
                operation.quarantine = operation.quarantine == None ? None : Over;
        }
        offer({Crash, desk, kNobody, false}, next);
    }
    switch (at.phase) {
    case Idle:
    case Form:
        return at.phase == Idle ? resolve(state, desk, offer) : prepare(state, desk, offer);
    case Merged:
    case Begun:
    case Early:
        return commit(state, desk, offer);
    case Committed:
        return firstByte(state, desk, offer);
    case Waiting:
        return awaitAnswer(state, desk, offer);
    default:
        return conclude(state, desk, offer);
    }
}

/// E1, E2: fresh read and merge; nothing is durable yet.
void EditProtocol::prepare(const State& state, Index desk, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    if (m_with.freshRead) {
        at.read = next.order;
        look(next);
    }
    const Step step{ReadsAfresh, desk, at.operation, true};
    if (merge(at) == Merge::Body)
        at.phase = Merged;
    else
        at = {};
    offer(step, next);
}

/// E3 to E6.
void EditProtocol::commit(const State& state, Index desk, const Offer& offer) const
{
    State next = state;
    Desk& at = next.desks[desk];
    const Index o = at.operation;
    Operation& operation = next.operations[o];
    if (at.phase == Merged) {
        const bool begins = mayBegin(state, o);
        if (begins) {
            operation.state = static_cast<std::uint8_t>(OperationState::Intent);
            at.phase = Begun;
            at.isOld = at.isOld || m_with.readAfterIntent;
        } else {
            at = {};
        }
        return offer({begins ? Begins : LeavesIt, desk, o, true}, next);
    }
    if (at.phase == Begun && stateOf(operation) != OperationState::Intent) {
        at = {};
        return offer({GivesUp, desk, o, true}, next);
    }
    if (at.phase == Begun && at.isOld && m_with.freshRead) {
        at.read = next.order;
        at.isOld = 0;
        look(next);
        const Merge merged = merge(at);
        if (merged != Merge::Body) {
            advance(next, o, merged == Merge::Conflict ? OperationState::Conflict : OperationState::NotSent);
            at = {};
        }
        return offer({ReadsAgain, desk, o, true}, next);
    }
    if (at.phase == Begun) {
        noteBody(next, desk);
        if (!m_with.sendingFirst) {
            at.phase = Early;
            send(next, o);
            return offer({FirstByte, desk, o, true}, next);
        }
    }
    at.phase = at.phase == Early ? Waiting : Committed;
    operation.quarantine = Running;
    advance(next, o, OperationState::Sending);
    offer({CommitsSending, desk, o, true}, next);
}

/// E7, outward.
void EditProtocol::firstByte(const State& state, Index desk, const Offer& offer) const
{
    const Index o = state.desks[desk].operation;
    State next = state;
    if (m_with.looksAtClock && state.operations[o].quarantine != Running) {
        if (stateOf(next.operations[o]) == OperationState::Sending)
            advance(next, o, OperationState::NotSent);
        next.desks[desk] = {};
        return offer({TooLate, desk, o, true}, next);
    }
    next.desks[desk].phase = Waiting;
    if (state.faults > 0) {
        State worse = next;
        --worse.faults;
        worse.desks[desk].answer = Refused;
        offer({ConnectionRefused, desk, o, false}, worse);
        send(worse, o);
        State doubled = worse;
        doubled.operations[o].copies = 2;
        doubled.desks[desk].answer = Open;
        if (m_budget.copies)
            offer({RequestDoubled, desk, o, false}, doubled);
        worse.operations[o].copies = 0;
        worse.desks[desk].answer = Silence;
        offer({RequestLost, desk, o, false}, worse);
    }
    send(next, o);
    offer({FirstByte, desk, o, true}, next);
}

/// E7, back, and E8.
void EditProtocol::awaitAnswer(const State& state, Index desk, const Offer& offer) const
{
    const Desk& at = state.desks[desk];
    const Index o = at.operation;
    State next = state;
    if (at.answer == Open) {
        if (state.faults == 0 || state.operations[o].copies == 0)
            return;
        --next.faults;
        next.desks[desk].answer = Silence;
        offer({TimesOut, desk, o, false}, next);
        next.desks[desk].answer = Yes;
        if (m_budget.copies)
            offer({AnsweredEarly, desk, o, false}, next);
        return;
    }
    if (stateOf(state.operations[o]) == OperationState::Sending) {
        using S = OperationState;
        advance(next, o, at.answer == Yes ? S::Replied : at.answer == No ? S::Rejected : at.answer == Refused ? S::NotSent : S::Unknown);
    }
    next.desks[desk] = {};
    offer({NotesAnswer, desk, o, true}, next);
}

/// What an idle desk finds to do: recovery, verifying, the next form.
void EditProtocol::resolve(const State& state, Index desk, const Offer& offer) const
{
    using S = OperationState;
    for (Index o = 0; o < m_budget.edits; ++o) {
        const Operation& operation = state.operations[o];
        State next = state;
        const auto step = [&](What what) { offer({what, desk, o, what != OpensForm}, next); };
        if (!isBegun(operation)) {
            const bool isOurs = m_budget.desks == 1 ? o == 0 || isBegun(state.operations[0]) : o == desk;
            if (isOurs && state.order.address != wish(o) && !state.order.shipped) {
                next.desks[desk] = {Form, o, state.order.address, state.order, 0, 0, Open};
                step(OpensForm);
            }
            continue;
        }
        if (isHeld(state, o) && !m_budget.sleeps)
            continue;
        if (stateOf(operation) == S::Intent || stateOf(operation) == S::Sending) {
            advance(next, o, stateOf(operation) == S::Intent ? S::NotSent : S::Unknown);
            if (m_with.recovers)
                step(Recovers);
        } else if (stateOf(operation) == S::Replied && !m_with.readToConfirm) {
            advance(next, o, S::Watch);
            step(ConfirmsByReply);
        } else if (maySettle(state, o)) {
            next.desks[desk] = {Verifying, o, 0, state.order, 0, operation.quarantine != Running, Open};
            look(next);
            step(Verifies);
            if (!m_with.neverAgain && stateOf(operation) == S::Unknown && operation.ghost.sends == 1) {
                next = state;
                send(next, o);
                step(SendsAgain);
            }
        }
    }
    State next = state;
    look(next);
    if (std::memcmp(&next, &state, sizeof next) != 0)
        offer({Syncs, desk, kNobody, true}, next);
}

/// E9, E10.
void EditProtocol::conclude(const State& state, Index desk, const Offer& offer) const
{
    using S = OperationState;
    const Desk& at = state.desks[desk];
    const Index o = at.operation;
    const Operation& operation = state.operations[o];
    State next = state;
    if (maySettle(state, o)) {
        const bool isOver = m_with.readAfterQuarantine ? at.afterQuarantine != 0 : operation.quarantine != Running;
        if (at.read == body(state, o)) {
            advance(next, o, S::Watch);
        } else if (!(at.read == operation.base)) {
            advance(next, o, S::Conflict);
        } else if (isOver) {
            if (stateOf(operation) == S::Replied)
                advance(next, o, S::Unknown);
            advance(next, o, S::NotApplied);
        }
    }
    next.desks[desk] = {};
    offer({Concludes, desk, o, true}, next);
}

EditProtocol::Merge EditProtocol::merge(const Desk& desk)
{
    if (desk.read.shipped || desk.read.address == wish(desk.operation))
        return Merge::NothingLeft;
    return desk.read.address == desk.saw ? Merge::Body : Merge::Conflict;
}

Content EditProtocol::body(const State& state, Index operation)
{
    return {wish(operation), state.operations[operation].base.note, 0};
}

bool EditProtocol::mayBegin(const State& state, Index operation) const
{
    const Operation& other = state.operations[1 - operation];
    if (!isBegun(other))
        return true;
    return !blocksOrder(stateOf(other)) && !(m_with.blocks != Blocks::State && other.quarantine == Running);
}

/// Whether a program that lives works on it.
bool EditProtocol::isHeld(const State& state, Index operation) const
{
    for (const Desk& desk : state.desks) {
        if (desk.operation == operation && desk.phase >= Begun)
            return true;
    }
    return false;
}

bool EditProtocol::maySettle(const State& state, Index operation) const
{
    const OperationState at = stateOf(state.operations[operation]);
    return at == OperationState::Replied || at == OperationState::Unknown;
}

bool EditProtocol::wouldAlert(const State& state) const
{
    for (Index o = 0; o < 2; ++o) {
        const Operation& operation = state.operations[o];
        const Operation& other = state.operations[1 - o];
        if (!wasSent(operation))
            continue;
        if (state.order == body(state, o) && wasConfirmed(other) && other.turn > operation.turn)
            return true;
        if (hasReturned(state, o))
            return true;
    }
    return false;
}

bool EditProtocol::hasReturned(const State& state, Index o) const
{
    const Operation& operation = state.operations[o];
    const Content sent = body(state, o);
    if (m_with.watch == Watch::OlderBody)
        return false;
    if (m_with.watch == Watch::ReturnedBody)
        return state.order == sent && operation.seenOtherwise;
    const auto value = [&](std::uint8_t Content::*place) {
        const std::uint8_t seen = operation.seen.*place;
        return state.order.*place == sent.*place && seen != sent.*place && (wasConfirmed(operation) || seen != operation.base.*place);
    };
    return value(&Content::note) || value(&Content::address);
}

/// What every read does besides: compares with the bodies that were sent.
void EditProtocol::look(State& state) const
{
    if (wouldAlert(state))
        state.alerted = 1;
    for (Index o = 0; o < 2; ++o) {
        Operation& operation = state.operations[o];
        if (!wasSent(operation))
            continue;
        operation.seen = state.order;
        if (!(state.order == body(state, o)) && (wasConfirmed(operation) || !(state.order == operation.base)))
            operation.seenOtherwise = 1;
    }
}

void EditProtocol::advance(State& state, Index o, OperationState to) const
{
    using S = OperationState;
    Operation& operation = state.operations[o];
    if (!mayFollow(stateOf(operation), to))
        state.broken = ForbiddenArrow;
    if (m_with.blocks == Blocks::Unproven && stateOf(operation) == S::Replied && to == S::Watch)
        operation.quarantine = Over;
    operation.state = static_cast<std::uint8_t>(to);
    if (to == S::NotSent || to == S::Rejected)
        operation.quarantine = None;
    if (to == S::Watch) {
        operation.ghost.confirmed = 1;
        if (!operation.ghost.wasTrue)
            state.broken = UntrueConfirmed;
    }
    const bool isThere = state.addressBy == o && state.order == body(state, o);
    if ((to == S::NotSent && operation.copies > 0) || (to == S::NotApplied && (operation.copies > 0 || isThere)))
        state.broken = UntrueNotDone;
}

void EditProtocol::noteBody(State& state, Index desk) const
{
    const Desk& at = state.desks[desk];
    Operation& operation = state.operations[at.operation];
    const Operation& other = state.operations[1 - at.operation];
    operation.base = at.read;
    operation.turn = static_cast<std::uint8_t>(other.turn + 1);
    operation.ghost.saw = at.saw;
    operation.ghost.wasTrue = state.order == body(state, at.operation);
    operation.seen = at.read;
    operation.ghost.addressDue = !state.addressIsNew;
    operation.ghost.noteDue = !state.noteIsNew;
    operation.ghost.afterOther = other.ghost.confirmed;
}

void EditProtocol::send(State& state, Index o) const
{
    Operation& operation = state.operations[o];
    ++operation.copies;
    if (++operation.ghost.sends > 1)
        state.broken = SentTwice;
    if (state.operations[1 - o].copies > 0)
        state.broken = TwoInFlight;
}

bool EditProtocol::arrive(State& state, Index o) const
{
    Operation& operation = state.operations[o];
    const Operation::Ghost& ghost = operation.ghost;
    const Content& before = state.order;
    --operation.copies;
    if (before.shipped) {
        operation.copies = 0;
        return false;
    }
    using S = OperationState;
    const S at = stateOf(operation);
    const Content after = body(state, o);
    const bool isTheirs = state.addressBy == kMerchant;
    const bool changesAddress = before.address != after.address;
    if (at == S::NotSent || at == S::Rejected || at == S::NotApplied)
        state.broken = UntrueNotDone;
    else if ((ghost.noteDue && before.note != after.note) || (isTheirs && ghost.addressDue && changesAddress && before.address != ghost.saw))
        state.broken = ForeignOverwritten;
    else if (!isTheirs && changesAddress && ghost.afterOther && before.address != ghost.saw)
        state.broken = OwnOverwritten;
    if (before.note != after.note && operation.seen.note == before.note)
        state.noteLost = 1;
    if (isTheirs && changesAddress && operation.seen.address == before.address && before.address != operation.base.address)
        state.addressLost = 1;
    replace(state, after);
    state.addressBy = o;
    operation.ghost.wasTrue = 1;
    return true;
}

} // namespace model
