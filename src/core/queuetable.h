// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks.h"
#include "ids.h"
#include "orderview.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace t6 {

/// The queue in memory: what the table shows, searches and sorts, a million rows in little space.
///
/// Rows lie in pages of up to 256 of one merchant. A published page never changes: an update copies the page, so that a
/// QueueSnapshot can be filtered and sorted on any thread while the table goes on. A row keeps its RowId until it is removed.

/// page number << 8 | slot. Stable while the row lives; reused after it was removed, though never within one batch.
using RowId = std::uint32_t;
inline constexpr unsigned kSlotBits = 8;
inline constexpr std::size_t kRowsPerPage = 1U << kSlotBits; // small: a changed row costs a copy of its page
[[nodiscard]] constexpr std::size_t pageOf(RowId id) noexcept { return id >> kSlotBits; }
[[nodiscard]] constexpr std::size_t slotOf(RowId id) noexcept { return id & (kRowsPerPage - 1); }
[[nodiscard]] constexpr RowId rowId(std::size_t page, std::size_t slot) noexcept { return static_cast<RowId>(page << kSlotBits | slot); }

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
    std::string number, buyer, city, state, country, skus, service, assignee; ///< UTF-8; skus separated by spaces; country ISO-2
};

/// Of an order's raw bytes; the same on every machine.
[[nodiscard]] std::uint64_t rawHash(std::string_view raw) noexcept;

/// Makes an entry of a decoded order. Text is clipped at 255 bytes on a character boundary; control characters become spaces.
[[nodiscard]] QueueEntry makeQueueEntry(const OrderView& order, const Through6Matcher::Units& units, IssueMask issues, const AccountFacts& facts, UtcTime now);

/// One row as it lies in a page. Offsets point into QueuePage::text.
struct QueueRow
{
    std::int64_t id = 0; ///< 0 = removed, the slot is free
    std::uint64_t issues = 0;
    std::uint32_t orderDate = 0, shipBy = 0, closedAt = 0, weightMilligrams = 0, bodyChunk = 0, textOffset = 0;
    std::uint32_t rawHash = 0, twin = 0; ///< the low halves
    std::uint32_t unused = 0; ///< instead of padding: saved pages hold no stray bytes
    std::uint16_t textLength = 0, through6Units = 0, otherUnits = 0;
    std::uint16_t service = 0, assignee = 0; ///< index into QueuePage::symbols
    std::uint16_t country = 0; ///< two letters, the first in the high byte: countryText(); 0 = none or not ISO-2
    std::uint8_t bodySlot = 0, status = 0, readiness = 0, numberLength = 0, buyerLength = 0, cityLength = 0, stateLength = 0, skusLength = 0;
    bool operator==(const QueueRow&) const = default;
};
static_assert(sizeof(QueueRow) == 72 && std::has_unique_object_representations_v<QueueRow>);

/// "US"; empty for 0.
[[nodiscard]] inline std::string countryText(std::uint16_t country)
{
    return country == 0 ? std::string() : std::string{static_cast<char>(country >> 8), static_cast<char>(country & 0xFF)};
}

struct QueuePage
{
    std::uint16_t merchant = 0; ///< index into QueueSnapshot::merchants()
    std::uint16_t liveRows = 0;
    std::vector<QueueRow> rows;
    /// In the order of the slots, per row: number, buyer, city, state, SKUs, then folded copies of those that fold to more than
    /// their ASCII lower case. \x1f lies between them, \x1e ends the row; a free slot has only that.
    std::string text;
    std::vector<std::string> symbols;
};

/// An immutable state of the queue. Cheap to copy; safe on any thread.
class QueueSnapshot
{
public:
    QueueSnapshot();
    [[nodiscard]] const std::vector<std::shared_ptr<const QueuePage>>& pages() const noexcept { return m_state->pages; } ///< a freed page number holds an empty page
    [[nodiscard]] const std::vector<MerchantId>& merchants() const noexcept { return m_state->directory->merchants; } ///< null where a merchant was removed
    [[nodiscard]] std::size_t rowCount() const noexcept { return m_state->rowCount; }
    [[nodiscard]] std::uint64_t version() const noexcept { return m_state->version; }

    [[nodiscard]] std::optional<std::size_t> merchantIndex(MerchantId merchant) const noexcept;
    /// The rows of one merchant by ascending order id.
    [[nodiscard]] const std::vector<RowId>& rowsOf(std::size_t merchantIndex) const noexcept { return *m_state->rowsById[merchantIndex]; }
    [[nodiscard]] std::optional<RowId> find(MerchantId merchant, OrderId order) const noexcept;

    [[nodiscard]] const QueuePage& page(RowId id) const noexcept { return *m_state->pages[pageOf(id)]; }
    [[nodiscard]] const QueueRow& row(RowId id) const noexcept { return page(id).rows[slotOf(id)]; }
    [[nodiscard]] bool contains(RowId id) const noexcept;
    [[nodiscard]] MerchantId merchant(RowId id) const noexcept { return m_state->directory->merchants[page(id).merchant]; }
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
    struct Directory
    {
        std::vector<MerchantId> merchants; ///< by merchant index
        std::unordered_map<MerchantId, std::uint16_t> indexOf;
    };
    struct State
    {
        std::vector<std::shared_ptr<const QueuePage>> pages;
        std::shared_ptr<const Directory> directory = std::make_shared<const Directory>();
        std::vector<std::shared_ptr<const std::vector<RowId>>> rowsById; ///< by merchant index
        std::size_t rowCount = 0;
        std::uint64_t version = 0;
    };
    std::shared_ptr<const State> m_state;
};

/// What a batch did to the rows, for views that follow. Each list is sorted.
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

    /// Inserts or replaces by (merchant, order id) and removes; one pass over each touched page. Entries that equal their row
    /// change nothing, unknown ids to remove neither; of two entries with one id the later counts; an id in both is removed.
    QueueChange apply(MerchantId merchant, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals);
    QueueChange removeMerchant(MerchantId merchant);
    void clear();

    [[nodiscard]] std::optional<RowId> find(MerchantId merchant, OrderId order) const noexcept;
    [[nodiscard]] QueueSnapshot snapshot() const;
    /// Bytes held by pages and their text and the lookup by id (for the benchmark and the status page).
    [[nodiscard]] std::size_t memory() const;

    // --- persistence of pages: plain bytes, versioned, to be sealed by the store with the merchant's key --------------
    /// The pages of a merchant in blocks of about 1 MiB.
    [[nodiscard]] std::vector<QByteArray> savePages(MerchantId merchant) const;
    /// Takes over blocks written by savePages(); replaces what the merchant had. Every offset is checked. StoreCorrupt (damaged)
    /// or Unsupported (another format or machine) leave the merchant without rows: they are to be rebuilt from the bodies.
    [[nodiscard]] Result<void> loadPages(MerchantId merchant, const std::vector<QByteArray>& blocks);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace t6
