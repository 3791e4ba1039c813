// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/operation.h>
#include <core/ordernotes.h>
#include <store/database.h>
#include <vault/keys.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace t6::operations {

/// A merchant's book of what its desk remembers of orders: notes, sealed with the merchant's key, and which orders have an operation
/// that needs a person (that stands in the journal and is not kept here). Reading: any thread, and next to nothing for an order without
/// notes. Writing blocks for the disk: one writer at a time.
class DeskNotes
{
public:
    DeskNotes(std::shared_ptr<const vault::MerchantKeys> keys, store::Database& database) : m_keys(std::move(keys)), m_database(database) {}

    struct Known
    {
        OrderNotes notes;
        bool unsettled = false;
    };
    [[nodiscard]] Known of(OrderId order) const;

    /// What the last start left behind. Errors: SealBroken, StoreCorrupt; the notes are lost then.
    [[nodiscard]] Result<void> load(QByteArrayView sealed);

    struct Change
    {
        OrderId order;
        OrderNotes notes; ///< empty: forget the order
    };
    /// Runs in the transaction that keeps the notes: no audit line, no change.
    using AuditLine = std::function<Result<void>(store::Connection&)>;
    /// Nothing changes when it fails. `onDisk` false: kept in memory only.
    [[nodiscard]] Result<void> put(const std::vector<Change>& changes, bool onDisk, const AuditLine& line = {});
    [[nodiscard]] Result<void> leaveDisk();
    /// Keeps what was changed while it stayed off the disk.
    [[nodiscard]] Result<void> save();

    /// True when that changes whether the order has an operation that needs a person. Does not block.
    bool setUnsettled(OrderId order, OperationId operation, bool unsettled);

    static const QString kField; ///< its name in the store

private:
    [[nodiscard]] Result<void> write(const NotesByOrder& notes, bool onDisk, const AuditLine& line);
    void updateAny() { m_any = !m_notes.empty() || !m_unsettled.empty(); }

    const std::shared_ptr<const vault::MerchantKeys> m_keys;
    store::Database& m_database;
    std::atomic_bool m_any = false; ///< the fast answer for merchants without notes
    mutable std::mutex m_mutex;
    NotesByOrder m_notes;
    std::unordered_map<OrderId, std::set<OperationId>> m_unsettled;
    bool m_offDisk = false; ///< notes that the disk does not have
};

} // namespace t6::operations
