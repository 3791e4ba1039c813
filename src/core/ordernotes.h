// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks.h"
#include "result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <unordered_map>
#include <vector>

namespace t6 {

/// A person has looked at one finding of one order and lets it be. It holds as long as the fact it rests on does.
struct Waiver
{
    CheckCode code = CheckCode::Count;
    std::uint64_t fact = 0; ///< factFingerprint() of the finding when it was waived
    QString reason, by; ///< `by`: the desk's user
    UtcTime at{};
    bool operator==(const Waiver&) const = default;
};

/// The merchant was asked, and no answer has come yet.
struct Waiting
{
    QString asked; ///< a name or an e-mail address
    QString about;
    IssueMask issues = 0; ///< what it is about: when none of these is left, the waiting is over; 0 = a person ends it
    QString by;
    UtcTime at{};
    bool operator==(const Waiting&) const = default;
};

/// The order was put on hold from here. It is remembered as long as the order is on hold until that day.
struct Held
{
    QString until; ///< yyyy-mm-dd
    QString reason; ///< may be empty
    QString by;
    UtcTime at{};
    bool operator==(const Held&) const = default;
};

/// What the desk itself remembers of an order; ShipStation never sees it. Personal: kept sealed only. Value.
struct OrderNotes
{
    std::vector<Waiver> waivers; ///< one for each code at most
    std::optional<Waiting> waiting;
    std::optional<Held> held;

    [[nodiscard]] bool isEmpty() const noexcept { return waivers.empty() && !waiting && !held; }
    [[nodiscard]] bool waives(CheckCode code) const noexcept;
    void put(Waiver waiver); ///< instead of an earlier one of its code
    bool remove(CheckCode code); ///< false if there was none
    bool operator==(const OrderNotes&) const = default;
};

/// All notes of one merchant.
using NotesByOrder = std::unordered_map<OrderId, OrderNotes>;
[[nodiscard]] QByteArray encodeNotes(const NotesByOrder& notes); ///< CBOR
/// Passes over waivers of checks that this program does not know. Errors: StoreCorrupt.
[[nodiscard]] Result<NotesByOrder> decodeNotes(QByteArrayView bytes);

/// Of what a finding rests on: where it points, how grave it is, and the order's values that its check reads. The words of a finding
/// are not among it: they differ by language and, with dates, by the day. Never 0.
[[nodiscard]] std::uint64_t factFingerprint(const Issue& issue, const OrderView& order) noexcept;
/// False for what no person may let be: a change that needs one.
[[nodiscard]] constexpr bool isWaivable(CheckCode code) noexcept { return code != CheckCode::ChangeUnsettled; }

struct WaivedIssue
{
    Issue issue;
    Waiver waiver;
};

/// The findings of an order once its notes are taken into account.
struct Assessment
{
    std::vector<Issue> issues; ///< what is left
    std::vector<WaivedIssue> waived;
    IssueMask mask = 0; ///< of `issues`
    Readiness readiness = Readiness::NeedsReview;
    OrderNotes notes; ///< those that still hold: a waiver whose fact changed is gone, so is the waiting for what was repaired, and who held an order that is released
};
[[nodiscard]] Assessment assess(const OrderView& order, std::vector<Issue> found, const OrderNotes& notes);

} // namespace t6
