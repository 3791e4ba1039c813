// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <core/orderpatch.h>

#include <optional>

namespace t6::operations {
class Console;
}

namespace t6::ui {

/// What a person has begun to change in one order and not saved. Kept sealed in the profile; survives closing, lock and crash.
struct OrderDraft
{
    UtcTime at{};
    OrderPatch patch; ///< against the order as it was then

    [[nodiscard]] static std::optional<OrderDraft> load(const operations::Console& console, MerchantId merchant, OrderId order);
    void keep(operations::Console& console, MerchantId merchant, OrderId order) const;
    static void discard(operations::Console& console, MerchantId merchant, OrderId order);

    struct Restored
    {
        OrderPatch patch; ///< against the order as it is now
        bool orderMoved = false; ///< a value that the draft changes is another one than it was then
    };
    /// The draft on the present order; what does not fit any more is left out.
    [[nodiscard]] Restored on(const JsonText& order) const;
};

} // namespace t6::ui
