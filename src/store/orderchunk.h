// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace t6::store {

inline constexpr std::size_t kOrdersPerChunk = 64;

/// One version of an order inside a chunk. `json` is a view: it lives as long as the page or the OrderChunk it came from.
struct ChunkEntry
{
    OrderId id;
    UtcTime fetchedAt{};
    std::uint64_t reviewedFingerprint = 0; ///< 0 = not reviewed
    UtcTime reviewedAt{};
    bool hadUnit = false; ///< the address had a unit (apartment, suite) in an earlier version
    QByteArrayView json; ///< as ShipStation sent it
};

/// A chunk, unpacked. Entries are in slot order and view into `bytes`, which nobody may change.
struct OrderChunk
{
    QByteArray bytes;
    std::vector<OrderId> removed; ///< these orders are gone since the earlier chunks
    std::vector<ChunkEntry> entries;
};

/// Cuts entries into groups that make good chunks: at most 64 orders and about 4 MiB each; a larger order is alone.
[[nodiscard]] std::vector<std::span<const ChunkEntry>> intoChunks(std::span<const ChunkEntry> entries);

/// Packs up to 64 orders of one merchant into one block, compressed with the dictionary that the program ships, and back.
/// The caller seals the block; its chunk id is reserved first, because the seal is bound to it.
///
///   block:  format u8 = 1 | zstd frame, which names its dictionary
///   inside: entries u16 | removed u16 | removed ids | columns of the entries: id, fetched, fingerprint, reviewed, JSON size u32, flags u8 | JSON bytes
///
/// const and thread-safe: one codec for all workers.
class ChunkCodec
{
public:
    /// Reads the dictionaries in the program's resources: order.dict packs, any of them unpacks what it packed.
    [[nodiscard]] static Result<std::shared_ptr<const ChunkCodec>> load();
    ~ChunkCodec();

    /// Errors: InvalidInput for more than 64 entries, 65,535 removals or 128 MiB.
    [[nodiscard]] Result<QByteArray> pack(std::span<const ChunkEntry> entries, std::span<const OrderId> removed = {}) const;

    /// StoreCorrupt for everything that pack() did not make; Unsupported for a newer format or an unknown dictionary.
    [[nodiscard]] Result<OrderChunk> unpack(QByteArrayView block) const;

    /// One order alone, owning its JSON. NotFound when the chunk has no such slot.
    struct Order
    {
        ChunkEntry entry; ///< entry.json views into `json`
        QByteArray json;
    };
    [[nodiscard]] Result<Order> unpackSlot(QByteArrayView block, std::size_t slot) const;

    /// Gives back the work space that is kept between calls. It holds traces of orders: call this when the vault locks.
    void forget() const;

private:
    struct Private;
    explicit ChunkCodec(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace t6::store
