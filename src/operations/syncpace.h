// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>

namespace t6::operations {

/// The house's pace of writing to ShipStation (design: security.md §4.2).
struct WritePace
{
    std::chrono::milliseconds freshness{2'000}; ///< what is sent rests on a reading no older than this
    std::chrono::milliseconds gather{800}; ///< a shared request takes further orders until its oldest reading is so old
    std::chrono::milliseconds leave{1'400}; ///< and then leaves without those that are still being read
    std::chrono::milliseconds firstByte{10'000}; ///< leaves within this time of being written down, or not at all
    std::chrono::milliseconds quarantine{120'000}; ///< a request without an answer may arrive for so long
    std::chrono::milliseconds money{15 * 60'000}; ///< the same for one that spends money
    std::chrono::milliseconds walletBlock{24 * 3600'000}; ///< after a top-up in doubt the next one needs a reason for so long
    /// After a label was asked for without an answer: when it is looked for. Until the last one it may still be made.
    std::array<std::chrono::milliseconds, 6> labelLooks{std::chrono::seconds(5), std::chrono::seconds(15), std::chrono::seconds(45), std::chrono::minutes(2), std::chrono::minutes(5), std::chrono::minutes(15)};
    std::chrono::milliseconds label{std::chrono::days(7)}; ///< a label's PDF stays for so long
    std::chrono::milliseconds printedLabel{std::chrono::minutes(15)}; ///< and when it is printed, for so long: printers jam
    std::chrono::milliseconds storeCheck{std::chrono::hours(1)}; ///< between looks whether stores were told of what was shipped
    std::chrono::milliseconds firstRecheck{5'000}; ///< of an unknown outcome; tripled each time
    std::chrono::milliseconds watch{24 * 3600'000}; ///< late repetitions are noticed and edits can be undone for so long
    std::chrono::milliseconds splitWatch{std::chrono::days(30)}; ///< orders that were split are watched for so long
    std::chrono::milliseconds splitCheck{std::chrono::hours(1)}; ///< between looks at the orders that were split off: no sync shows them
    std::chrono::milliseconds settled{std::chrono::days(90)}; ///< what was done to an order is told for so long
    std::chrono::milliseconds audit{std::chrono::days(730)}; ///< the signed lines of it stay for so long
};

/// The house's pace of asking ShipStation; tests and the practice mode shorten it.
struct SyncPace
{
    std::chrono::milliseconds busy{8'000}; ///< between passes while orders change
    std::chrono::milliseconds idle{15'000}; ///< a change shows within 30 s: this, the requests' time, a margin
    std::chrono::milliseconds scarce{25'000}; ///< when little of the budget is left
    std::chrono::milliseconds reconcile{15 * 60'000}; ///< between complete reads of the open orders
    std::chrono::milliseconds facts{30 * 60'000}; ///< carriers, balances, warehouses …
    std::chrono::milliseconds maintenance{60 * 60'000};
    std::chrono::milliseconds firstBackoff{5'000}, longestBackoff{5 * 60'000}, keysRejected{15 * 60'000};
    std::chrono::milliseconds retry{1'000}; ///< before a failed GET is tried again; doubled each time
    std::chrono::milliseconds resetUnit{1'000}; ///< what ShipStation tells the end of a pause in
    std::chrono::milliseconds overlap{10 * 60'000}; ///< of deltas: ShipStation's modifyDate is a hint (reference 1.6)
    WritePace write;
};

} // namespace t6::operations
