// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/queuetable.h>

#include <functional>
#include <mutex>

namespace t6::operations {

/// The one QueueTable, shared by the workers that write it and the windows that read it. Any thread.
class QueueKeeper
{
public:
    /// `changed` is called, from the writing thread, when the first change after a take() arrives.
    explicit QueueKeeper(std::function<void()> changed) : m_changed(std::move(changed)) {}

    void apply(MerchantId merchant, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals);
    [[nodiscard]] Result<void> loadPages(MerchantId merchant, const std::vector<QByteArray>& blocks);
    [[nodiscard]] std::vector<QByteArray> savePages(MerchantId merchant) const;
    void removeMerchant(MerchantId merchant);
    void clear();

    /// The newest state, as a worker needs it.
    [[nodiscard]] QueueSnapshot snapshot() const;

    /// What readers have not seen yet.
    struct News
    {
        QueueSnapshot snapshot;
        QueueChange change;
        bool reset = false; ///< too much happened for a list of rows: read everything anew
    };
    [[nodiscard]] News take();

private:
    void note(const QueueChange& change);
    void noteReset();

    mutable std::mutex m_mutex;
    QueueTable m_table;
    QueueSnapshot m_taken;
    std::vector<RowId> m_touched;
    bool m_reset = false;
    bool m_pending = false;
    std::function<void()> m_changed;
};

} // namespace t6::operations
