// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/splitsteps.h>

#include <QString>

#include <array>
#include <cstdint>
#include <functional>

namespace model {

/// The protocol that splits an order and takes it back, among everything that can happen to it. What is done next is decided by the
/// program's own nextMove(); how one operation goes, and what ShipStation, the network and people do, is written down here once more, small
/// enough to be tried in full.
///
/// The original has three lines: one unit of Through6's (t), one (a) and two (b) of others. The line a and one unit of b leave, to one child
/// or to one child each. There are two acts: a split, and then its undo or, when it came to nothing or nobody looked, another split. A
/// request that was sent arrives, if ever, before its quarantine ends; a request that ShipStation refused leaves no copies.
class SplitProtocol
{
public:
    /// What the program does; every other value leaves out a precaution.
    struct Precautions
    {
        bool childFirst = true; ///< the original is changed when all children are there
        bool onHold = true; ///< a child is made so that nobody can ship it
        bool durableQuarantine = true;
        bool proof = true; ///< before anything is let go
        bool claims = true; ///< no act begins on the orders of another one
        bool sameKey = true; ///< when a child is to be made once more
        bool freshRead = true; ///< of the original, before it is changed
        bool quiet = true; ///< nothing is taken back while what made it may still arrive
        bool looksAfterQuiet = true; ///< and what tells that is read after that
    };
    /// How much may go wrong.
    struct Budget
    {
        std::uint8_t desks = 1, children = 1, faults = 2, crashes = 1, merchant = 1, refills = 0;
        bool undo = false, again = false; ///< the second act
        bool deletes = false; ///< among the merchant's: a child that is on hold
        bool refusesHold = false; ///< the account takes no order that is made on hold
    };

    struct Order
    {
        std::uint8_t t, a, b, note, status, count; ///< `count`: orders with this key
    };
    /// The latest operation of its kind, in the journal, and its copies, in the network.
    struct Operation
    {
        std::uint8_t state; ///< OperationState; Count = not begun
        std::uint8_t error, already, noEffect, refusals;
        std::uint8_t quarantine; ///< the journal lets nothing else begin on the order
        std::uint8_t mayArrive, copies;
        std::uint8_t note; ///< of the original, in the body
        std::uint8_t isBlind; ///< ghost: the body was made from what had been changed visibly
    };
    static constexpr std::size_t kKinds = 10;
    struct Act
    {
        std::uint8_t state; ///< SplitState; Count = not begun
        std::uint8_t purpose, firstChild, owner; ///< `owner`: the desk, or kNobody
        std::array<Operation, kKinds> operations;
    };
    /// In the memory of one running program.
    struct Desk
    {
        std::uint8_t phase, act, kind;
        std::uint8_t isProven, isPaused, hasLooked, original, kept, answer;
        std::array<std::uint8_t, 2> children;
        std::array<std::uint8_t, kKinds> early; ///< what could still arrive when it looked
    };
    struct State
    {
        std::array<Order, 3> orders; ///< the original, the children
        std::array<Act, 2> acts;
        std::array<Desk, 2> desks;
        std::uint8_t extra; ///< units of b that the merchant added
        std::uint8_t refill, deletion; ///< ghosts: what outsiders did, and whether the program could know
        std::uint8_t alerted;
        std::uint8_t broken; ///< by the step that led here
        std::uint8_t faults, crashes, merchant, refills; ///< left
    };
    struct Step
    {
        std::uint8_t what = 0, desk = 0, act = 0, kind = 0;
        bool helps = false;
    };
    using Offer = std::function<void(const Step&, const State&)>;

    SplitProtocol(Precautions precautions, Budget budget) : m_with(precautions), m_budget(budget) {}

    [[nodiscard]] State initial() const;
    void successors(const State& state, const Offer& offer) const;
    [[nodiscard]] const char* fault(const State& state) const;
    [[nodiscard]] bool isSettled(const State& state) const;
    [[nodiscard]] QString text(const Step& step) const;

private:
    void outsiders(const State& state, const Offer& offer) const;
    void time(const State& state, const Offer& offer) const;
    void network(const State& state, const Offer& offer) const;
    void deskSteps(const State& state, std::uint8_t desk, const Offer& offer) const;
    void beginActs(const State& state, std::uint8_t desk, const Offer& offer) const;
    void goOn(const State& state, std::uint8_t desk, const Offer& offer) const;
    void begin(const State& state, std::uint8_t desk, const t6::SplitMove& move, const Offer& offer) const;
    void recover(const State& state, std::uint8_t desk, const t6::SplitMove& move, const Offer& offer) const;
    void prepare(const State& state, std::uint8_t desk, const Offer& offer) const;
    void firstByte(const State& state, std::uint8_t desk, const Offer& offer) const;
    void awaitAnswer(const State& state, std::uint8_t desk, const Offer& offer) const;

    [[nodiscard]] t6::SplitMove decide(const State& state, std::uint8_t desk) const;
    [[nodiscard]] t6::SplitEvidence look(const State& state, const Act& act) const;
    [[nodiscard]] bool isProven(const State& state, const Act& act) const;
    [[nodiscard]] bool mayBegin(const State& state, std::uint8_t order) const;
    [[nodiscard]] bool arrive(State& state, std::uint8_t act, std::uint8_t kind) const;
    void verify(State& state, Act& act, std::uint8_t kind) const;
    [[nodiscard]] Order childWanted(std::uint8_t firstChild, std::uint8_t order) const;
    [[nodiscard]] bool isLost(const State& state) const;
    [[nodiscard]] bool isDouble(const State& state) const;
    [[nodiscard]] bool isAdrift(const State& state) const;

    Precautions m_with;
    Budget m_budget;
};

} // namespace model
