// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>

#include <cstdint>
#include <vector>

namespace t6::operations {

/// Which orders of a merchant have the same buyer and items: twin fingerprint (low half) → order ids. Compact: a sorted list
/// and a short unsorted tail. Entries are hints: whoever asks looks at the orders themselves. One thread.
class TwinIndex
{
public:
    void insert(std::uint32_t twin, OrderId order);
    [[nodiscard]] std::vector<OrderId> find(std::uint32_t twin) const;
    void clear();

private:
    struct Entry
    {
        std::uint32_t twin;
        std::int64_t order;
        auto operator<=>(const Entry&) const = default;
    };
    void mergeTail();

    std::vector<Entry> m_sorted, m_tail;
};

} // namespace t6::operations
