// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/operation.h>

#include <QString>

#include <array>
#include <cstdint>
#include <functional>

namespace model {

/// The protocol that puts one correction on one order, among everything that can happen to it: the network loses, delays, doubles;
/// the program dies or sleeps; the merchant edits; the warehouse ships. States, arrows and what blocks are the program's own
/// (core/operation.h); the rest is written down here once more, small enough to be tried in full.
///
/// Two edits of the address (0 wishes address 1, 1 wishes address 2), by one desk or one each by two desks on one journal.
/// The order has an address, a note that only the merchant edits, and "shipped". A write replaces all. A request that was sent
/// arrives, if ever, before its quarantine ends; a request that ShipStation refused leaves no copies.
class EditProtocol
{
public:
    /// What the watch notices after a write: each includes those before.
    enum class Watch : std::uint8_t {
        OlderBody, ///< the order is as an older write of ours had made it
        ReturnedBody, ///< the order is as a write of ours had made it, and a read in between had shown it otherwise
        ReturnedValue ///< so is a single value, whatever became of the others
    };
    /// What of another operation of the order keeps a new one from beginning.
    enum class Blocks : std::uint8_t {
        State, ///< blocksOrder()
        Unproven, ///< that, and a quarantine, unless a reply and a read have both said that it happened
        Quarantine ///< that, and every quarantine
    };
    /// What the program does; every other value leaves out a precaution.
    struct Precautions
    {
        bool freshRead = true; ///< before sending, and again when the read is older than 2 s
        bool sendingFirst = true; ///< Sending is durable before the first byte
        bool durableQuarantine = true;
        Blocks blocks = Blocks::Quarantine;
        bool readAfterIntent = false; ///< always once more; needless where the quarantine blocks: waiting for it makes every read old
        bool readAfterQuarantine = true; ///< "nothing happened" only by a read that began after the quarantine
        bool looksAtClock = true; ///< right before the first byte: not sent when the quarantine is over
        bool readToConfirm = true; ///< a reply alone confirms nothing
        bool neverAgain = true; ///< what is unknown is not sent a second time
        bool recovers = true; ///< what a crash left unfinished is taken up again
        Watch watch = Watch::ReturnedValue;
    };
    /// How much may go wrong.
    struct Budget
    {
        std::uint8_t desks = 1, edits = 1, faults = 2, crashes = 1, merchant = 1;
        bool copies = true; ///< among the faults: requests are doubled, or answered before they are applied
        bool sleeps = false; ///< a desk may stand still at any point for longer than every lease and quarantine
    };

    struct Content
    {
        std::uint8_t address, note, shipped;
        bool operator==(const Content&) const noexcept = default;
    };
    /// In the journal, but for the copies (in the network) and what is only told: `ghost`.
    struct Operation
    {
        std::uint8_t state; ///< OperationState; Count = not begun
        Content base; ///< what the body was made from; the body is `base` with our address
        std::uint8_t quarantine, copies, turn; ///< `turn`: 1 for the first that was sent, 2 for the second
        Content seen; ///< by the last read since sending
        std::uint8_t seenOtherwise; ///< a read since sending showed neither what was before nor what was wanted
        struct Ghost
        {
            std::uint8_t sends, wasTrue, confirmed, afterOther;
            std::uint8_t saw; ///< the address the person saw
            std::uint8_t addressDue, noteDue; ///< had been there for 2 s before sending, and still is: the last read could see it
        } ghost;
    };
    /// In the memory of one running program.
    struct Desk
    {
        std::uint8_t phase, operation, saw;
        Content read;
        std::uint8_t isOld; ///< the read is older than 2 s
        std::uint8_t afterQuarantine; ///< the read began after it
        std::uint8_t answer;
    };
    struct State
    {
        Content order;
        std::uint8_t addressBy; ///< ghost: the operation it comes from, or kMerchant
        std::uint8_t addressIsNew, noteIsNew; ///< ghost: changed within 2 s
        std::uint8_t noteLost, addressLost; ///< ghost: a late write of ours took away a merchant's change that we had read
        std::uint8_t alerted; ///< the watch has told staff
        std::uint8_t broken; ///< by the step that led here
        std::uint8_t faults, crashes, merchant; ///< left
        std::array<Operation, 2> operations;
        std::array<Desk, 2> desks;
    };
    struct Step
    {
        std::uint8_t what = 0, desk = 0, operation = 0;
        bool helps = false;
    };

    using Offer = std::function<void(const Step&, const State&)>;

    EditProtocol(Precautions precautions, Budget budget) : m_with(precautions), m_budget(budget) {}

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
    void prepare(const State& state, std::uint8_t desk, const Offer& offer) const;
    void commit(const State& state, std::uint8_t desk, const Offer& offer) const;
    void firstByte(const State& state, std::uint8_t desk, const Offer& offer) const;
    void awaitAnswer(const State& state, std::uint8_t desk, const Offer& offer) const;
    void resolve(const State& state, std::uint8_t desk, const Offer& offer) const;
    void conclude(const State& state, std::uint8_t desk, const Offer& offer) const;

    enum class Merge : std::uint8_t { Body, NothingLeft, Conflict };
    [[nodiscard]] static Merge merge(const Desk& desk);
    [[nodiscard]] static Content body(const State& state, std::uint8_t operation);
    [[nodiscard]] bool mayBegin(const State& state, std::uint8_t operation) const;
    [[nodiscard]] bool isHeld(const State& state, std::uint8_t operation) const;
    [[nodiscard]] bool wouldAlert(const State& state) const;
    [[nodiscard]] bool hasReturned(const State& state, std::uint8_t operation) const;
    void look(State& state) const;
    void advance(State& state, std::uint8_t operation, t6::OperationState to) const;
    void noteBody(State& state, std::uint8_t desk) const;
    void send(State& state, std::uint8_t operation) const;
    [[nodiscard]] bool arrive(State& state, std::uint8_t operation) const; ///< whether ShipStation takes it
    [[nodiscard]] bool maySettle(const State& state, std::uint8_t operation) const;

    Precautions m_with;
    Budget m_budget;
};

} // namespace model
