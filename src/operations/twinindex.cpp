// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "twinindex.h"

#include <algorithm>

namespace t6::operations {

void TwinIndex::insert(std::uint32_t twin, OrderId order)
{
    if (twin == 0)
        return;
    m_tail.push_back({twin, order.value});
    if (m_tail.size() > 256 + m_sorted.size() / 64)
        mergeTail();
}

std::vector<OrderId> TwinIndex::find(std::uint32_t twin) const
{
    std::vector<OrderId> found;
    if (twin == 0)
        return found;
    const auto add = [&found](const Entry& entry) {
        if (std::find(found.begin(), found.end(), OrderId{entry.order}) == found.end())
            found.push_back({entry.order});
    };
    for (auto it = std::lower_bound(m_sorted.begin(), m_sorted.end(), Entry{twin, INT64_MIN}); it != m_sorted.end() && it->twin == twin; ++it)
        add(*it);
    for (const Entry& entry : m_tail) {
        if (entry.twin == twin)
            add(entry);
    }
    return found;
}

void TwinIndex::clear()
{
    m_sorted.clear();
    m_tail.clear();
}

void TwinIndex::mergeTail()
{
    std::sort(m_tail.begin(), m_tail.end());
    const auto middle = static_cast<std::ptrdiff_t>(m_sorted.size());
    m_sorted.insert(m_sorted.end(), m_tail.begin(), m_tail.end());
    std::inplace_merge(m_sorted.begin(), m_sorted.begin() + middle, m_sorted.end());
    m_sorted.erase(std::unique(m_sorted.begin(), m_sorted.end()), m_sorted.end());
    m_tail.clear();
}

} // namespace t6::operations
