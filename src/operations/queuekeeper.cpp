// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuekeeper.h"

#include <algorithm>

namespace t6::operations {

void QueueKeeper::apply(MerchantId merchant, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals)
{
    if (upserts.empty() && removals.empty())
        return;
    const std::lock_guard lock(m_mutex);
    note(m_table.apply(merchant, upserts, removals));
}

Result<void> QueueKeeper::loadPages(MerchantId merchant, const std::vector<QByteArray>& blocks)
{
    const std::lock_guard lock(m_mutex);
    Result<void> loaded = m_table.loadPages(merchant, blocks);
    noteReset();
    return loaded;
}

std::vector<QByteArray> QueueKeeper::savePages(MerchantId merchant) const
{
    const std::lock_guard lock(m_mutex);
    return m_table.savePages(merchant);
}

void QueueKeeper::removeMerchant(MerchantId merchant)
{
    const std::lock_guard lock(m_mutex);
    m_table.removeMerchant(merchant);
    noteReset();
}

void QueueKeeper::clear()
{
    const std::lock_guard lock(m_mutex);
    m_table.clear();
    noteReset();
}

QueueSnapshot QueueKeeper::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_table.snapshot();
}

QueueKeeper::News QueueKeeper::take()
{
    const std::lock_guard lock(m_mutex);
    News news;
    news.snapshot = m_table.snapshot();
    news.reset = m_reset;
    if (!m_reset) {
        std::sort(m_touched.begin(), m_touched.end());
        m_touched.erase(std::unique(m_touched.begin(), m_touched.end()), m_touched.end());
        for (const RowId id : m_touched) {
            const bool was = m_taken.contains(id);
            const bool is = news.snapshot.contains(id);
            // A slot may have been freed and used again since: then another order lives in it.
            const bool same = was && is && m_taken.row(id).id == news.snapshot.row(id).id && m_taken.merchant(id) == news.snapshot.merchant(id);
            if (same) {
                news.change.changed.push_back(id);
                continue;
            }
            if (was)
                news.change.removed.push_back(id);
            if (is)
                news.change.added.push_back(id);
        }
    }
    m_touched.clear();
    m_reset = m_pending = false;
    m_taken = news.snapshot;
    return news;
}

void QueueKeeper::note(const QueueChange& change)
{
    if (change.isEmpty())
        return;
    for (const auto* rows : {&change.added, &change.changed, &change.removed})
        m_touched.insert(m_touched.end(), rows->begin(), rows->end());
    if (!std::exchange(m_pending, true))
        m_changed();
}

void QueueKeeper::noteReset()
{
    m_reset = true;
    if (!std::exchange(m_pending, true))
        m_changed();
}

} // namespace t6::operations
