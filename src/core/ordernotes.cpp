// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordernotes.h"

#include <algorithm>

namespace t6 {

bool OrderNotes::waives(CheckCode code) const noexcept
{
    return std::any_of(waivers.begin(), waivers.end(), [code](const Waiver& waiver) { return waiver.code == code; });
}

void OrderNotes::put(Waiver waiver)
{
    remove(waiver.code);
    waivers.push_back(std::move(waiver));
}

bool OrderNotes::remove(CheckCode code)
{
    return std::erase_if(waivers, [code](const Waiver& waiver) { return waiver.code == code; }) > 0;
}

Assessment assess(const OrderView& order, std::vector<Issue> found, const OrderNotes& notes)
{
    Assessment result;
    for (Issue& issue : found) {
        const auto waiver = std::find_if(notes.waivers.begin(), notes.waivers.end(), [&issue](const Waiver& each) { return each.code == issue.code; });
        if (waiver != notes.waivers.end() && isWaivable(issue.code) && waiver->fact == factFingerprint(issue, order)) {
            result.notes.waivers.push_back(*waiver);
            result.waived.push_back({std::move(issue), *waiver});
            continue;
        }
        result.mask |= bit(issue.code);
        result.issues.push_back(std::move(issue));
    }
    const bool goesOn = notes.waiting && isOpen(order.status) && (notes.waiting->issues == 0 || (notes.waiting->issues & result.mask) != 0);
    if (goesOn)
        result.notes.waiting = notes.waiting;
    if (notes.held && order.status == OrderStatus::OnHold && order.holdUntilDate == notes.held->until.toStdString())
        result.notes.held = notes.held;
    result.readiness = readiness(order.status, result.mask, goesOn);
    return result;
}

} // namespace t6
