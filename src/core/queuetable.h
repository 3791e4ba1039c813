// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks.h"
#include "ids.h"
#include "orderview.h"

#include <QByteArrayView>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// The queue in memory: what the table shows, searches and sorts, a million rows in little space.
///
/// Rows lie in pages of up to 1024 of one merchant. A published page never changes: an update copies the page, so that a
/// QueueSnapshot can be filtered and sorted on any thread while the table goes on. A row keeps its RowId until it is removed.

/// page number << 10 | slot. Stable while the row lives; reused after it was removed.
using RowId = std::uint32_t;
inline constexpr int kRowsPerPage = 1024;

/// Where an order's body lies in the store: chunk 0 = not on disk (memory-only merchant).
struct BodyRef
{
    std::uint32_t chunk = 0;
    std::uint8_t slot = 0;
};

/// What a worker computes of one order for the queue; owns its text. The input of QueueTable and the unit of change.
struct QueueEntry
{
    OrderId id;
    OrderStatus status = OrderStatus::Unknown;
    Readiness readiness = Readiness::NeedsReview;
    IssueMask issues = 0;
    std::uint32_t orderDate = 0, shipBy = 0, closedAt = 0; ///< UTC, seconds since 1970; 0 = none
    std::uint32_t weightMilligrams = 0; ///< 0 = missing; clamped
    std::uint16_t through6Units = 0, otherUnits = 0; ///< clamped
    std::uint64_t rawHash = 0; ///< of the order's raw bytes: equal = nothing changed
    std::uint64_t twin = 0; ///< twinFingerprint()
    BodyRef body;
    std::string number, buyer, city, state, country, skus, service, assignee; ///< UTF-8; skus separated by spaces
};

/// Makes an entry of a decoded order. Text is clipped at 255 bytes on a character boundary; control characters become spaces.
[[nodiscard]] QueueEntry makeQueueEntry(const OrderView& order, const Through6Matcher::Units& units, IssueMask issues, const AccountFacts& facts, UtcTime now);

/// One row as it lies in a page. Offsets point into Page::text.
struct QueueRow
{
    std::int64_t id; ///< 0 = removed, the slot is free
    std::uint64_t issues;
    std::uint32_t orderDate, shipBy, closedAt, weightMilligrams, bodyChunk, textOffset, rawHash, twin;
    std::uint16_t textLength, through6Units, otherUnits, service, assignee, country; ///< service, assignee: index into Page::symbols; country: two letters
    std::uint8_t bodySlot, status, readiness, numberLength, buyerLength, cityLength, stateLength, flags;
};
static_assert(sizeof(QueueRow) == 72 || sizeof(QueueRow) == 68);

struct QueuePage
{
    std::uint16_t merchant = 0; ///< index given by QueueTable::merchantIndex()
    std::vector<QueueRow> rows;
    std::string text; ///< per row: number, buyer, city, state, SKUs, and what of it folds differently, separated by \x1f
    std::vector<std::string> symbols;
};

/// An immutable state of the queue. Cheap to copy; safe on any thread.
class QueueSnapshot
{
public:
    [[nodiscard]] const std::vector<std::shared_ptr<const QueuePage>>& pages() const noexcept { return m_pages; }
    [[nodiscard]] const std::vector<MerchantId>& merchants() const noexcept { return m_merchants; }
    [[nodiscard]] std::size_t rowCount() const noexcept { return m_rowCount; }
    [[nodiscard]] std::uint64_t version() const noexcept { return m_version; }

    [[nodiscard]] const QueueRow& row(RowId id) const noexcept { return m_pages[id >> 10]->rows[id & 1023]; }
    [[nodiscard]] bool contains(RowId id) const noexcept;
    [[nodiscard]] MerchantId merchant(RowId id) const noexcept { return m_merchants[m_pages[id >> 10]->merchant]; }
    // Text of a row; views live as long as this snapshot.
    [[nodiscard]] std::string_view number(RowId id) const noexcept;
    [[nodiscard]] std::string_view buyer(RowId id) const noexcept;
    [[nodiscard]] std::string_view city(RowId id) const noexcept;
    [[nodiscard]] std::string_view state(RowId id) const noexcept;
    [[nodiscard]] std::string_view skus(RowId id) const noexcept;
    [[nodiscard]] std::string_view service(RowId id) const noexcept;
    [[nodiscard]] std::string_view assignee(RowId id) const noexcept;

private:
    friend class QueueTable;
    std::vector<std::shared_ptr<const QueuePage>> m_pages; ///< a freed page number holds an empty page
    std::vector<MerchantId> m_merchants;
    std::size_t m_rowCount = 0;
    std::uint64_t m_version = 0;
};

/// What a batch did to the rows, for views that follow.
struct QueueChange
{
    std::vector<RowId> added, changed, removed;
    [[nodiscard]] bool isEmpty() const noexcept { return added.empty() && changed.empty() && removed.empty(); }
};

/// The writer. One thread; hands out snapshots.
class QueueTable
{
public:
    QueueTable();
    ~QueueTable();
    QueueTable(QueueTable&&) noexcept;
    QueueTable& operator=(QueueTable&&) noexcept;

    /// Inserts or replaces by (merchant, order id) and removes; one pass over each touched page.
    QueueChange apply(MerchantId merchant, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals);
    QueueChange removeMerchant(MerchantId merchant);
    void clear();

    [[nodiscard]] std::optional<RowId> find(MerchantId merchant, OrderId order) const;
    [[nodiscard]] QueueSnapshot snapshot() const;
    /// Bytes held by pages and their text and the lookup by id (for the benchmark and the status page).
    [[nodiscard]] std::size_t memory() const;

    // --- persistence of pages: plain bytes, versioned, to be sealed by the store with the merchant's key --------------
    /// The pages of a merchant, each as one block.
    [[nodiscard]] std::vector<QByteArray> savePages(MerchantId merchant) const;
    /// Takes over blocks written by savePages(); replaces what the merchant had. Every offset is checked. The merchant's
    /// pages are rebuilt from the bodies when this fails (StoreCorrupt) or the format is older (Unsupported).
    [[nodiscard]] Result<void> loadPages(MerchantId merchant, const std::vector<QByteArray>& blocks);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace t6
