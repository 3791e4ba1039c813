// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bookbatch.h"

#include "queuerows.h"

#include <algorithm>

// The part of a book that deals with its place on the disk: start, end, retention, compaction.

namespace t6::operations {

namespace {

vault::Place pagePlace(qint64 number, qint64 change)
{
    return {"queue_page", vault::RowId(number), "rows", static_cast<std::uint64_t>(change)};
}

} // namespace

void MerchantBook::loadPages(qint64 change, const std::vector<QByteArray>& sealed)
{
    const std::lock_guard lock(m_work);
    std::vector<QByteArray> blocks;
    blocks.reserve(sealed.size());
    for (std::size_t number = 0; number < sealed.size(); ++number) {
        auto block = m_keys->open(pagePlace(static_cast<qint64>(number), change), sealed[number]);
        if (!block)
            return;
        blocks.push_back(std::move(*block));
    }
    if (!m_library.queue.loadPages(m_id, blocks))
        return;
    m_change = change;
    m_savedVersion = ++m_version;
}

Result<void> MerchantBook::load()
{
    const std::lock_guard lock(m_work);
    if (const auto marks = store::SyncRecords(m_library.database).load().result()) {
        for (const store::SyncMark& mark : *marks)
            m_dead = m_dead || (mark.merchant == m_id && mark.name == QLatin1String("dead") && mark.value != 0);
    }
    std::vector<store::OrderChunks::Stored> newer;
    const auto read = store::OrderChunks(m_library.database).read(m_id, m_change, [&newer](store::OrderChunks::Stored stored) { newer.push_back(std::move(stored)); }).result();
    if (!read)
        return tl::unexpected(read.error());

    // The newest version of each order wins; only that one is decoded.
    struct Latest
    {
        std::size_t chunk;
        std::size_t slot;
    };
    std::unordered_map<OrderId, Latest> latest;
    std::vector<OrderId> removed;
    std::vector<store::OrderChunk> chunks;
    std::optional<Error> damage;
    for (store::OrderChunks::Stored& stored : newer) {
        const auto block = m_keys->open(chunkPlace(stored.id), stored.sealed);
        stored.sealed.clear();
        auto chunk = block ? m_library.codec->unpack(*block) : Result<store::OrderChunk>(tl::unexpected(block.error()));
        if (!chunk) { // its orders come back from ShipStation; the other chunks are whole
            damage = chunk.error();
            chunks.emplace_back();
            continue;
        }
        for (const OrderId id : chunk->removed) {
            latest.erase(id);
            removed.push_back(id);
        }
        for (std::size_t slot = 0; slot < chunk->entries.size(); ++slot)
            latest[chunk->entries[slot].id] = {chunks.size(), slot};
        chunks.push_back(std::move(*chunk));
    }
    if (!removed.empty() && m_library.database.mode() == store::Database::Mode::ReadWrite)
        markDead(); // a crash may have come before the mark
    std::erase_if(removed, [&latest](OrderId id) { return latest.contains(id); });

    Batch batch = begin(); // its notes are left: what ends here by itself ends at the next look, when twins are known
    auto decoder = m_library.takeDecoder();
    std::vector<QueueEntry> entries;
    entries.reserve(latest.size());
    for (const auto& [id, where] : latest) {
        const store::ChunkEntry& body = chunks[where.chunk].entries[where.slot];
        QByteArray json(body.json.data(), body.json.size());
        (void)decoder->decodeOrder(json, [&, &where = where](const OrderView& order) {
            const auto units = batch.context->matcher().units(order);
            if (units.through6 == 0) { // the rule changed, and the program ended before the order was dropped
                removed.push_back(order.id);
                return;
            }
            entries.push_back(makeQueueEntry(order, units, 0, batch.facts, batch.now));
            judge(order, {body.hadUnit, body.reviewedFingerprint}, batch, entries.back());
            entries.back().body = {static_cast<std::uint32_t>(newer[where.chunk].id), static_cast<std::uint8_t>(where.slot)};
            if (!isOpen(order.status)) // when it was closed is not in the chunk: when it was read comes close
                entries.back().closedAt = static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(body.fetchedAt).time_since_epoch().count());
        });
    }
    m_library.giveBack(std::move(decoder));
    m_library.queue.apply(m_id, entries, removed);
    if (*read > m_change)
        m_change = *read;
    if (!entries.empty() || !removed.empty())
        ++m_version;
    rebuildFlags();
    return damage ? Result<void>(tl::unexpected(*damage)) : Result<void>();
}

void MerchantBook::rebuildFlags()
{
    const QueueSnapshot queue = m_library.queue.snapshot();
    const std::vector<RowId> all = rows(queue);
    m_twins.clear();
    const auto twins = orderTwins(queue, all);
    const CheckSettings settings = merchant().checks;
    std::vector<QueueEntry> changed;
    for (const RowId id : all) {
        const QueueRow& row = queue.row(id);
        if (isOpen(static_cast<OrderStatus>(row.status)))
            m_twins.insert(row.twin, {row.id});
        const bool has = (row.issues & bit(CheckCode::DuplicateSuspect)) != 0;
        const DeskNotes::Known known = m_notes.of({row.id});
        const bool wants = twins.contains(row.id) && (settings.disabled & bit(CheckCode::DuplicateSuspect)) == 0 && !known.notes.waives(CheckCode::DuplicateSuspect);
        const bool unsettled = known.unsettled && (settings.disabled & bit(CheckCode::ChangeUnsettled)) == 0;
        if (has != wants || unsettled != ((row.issues & bit(CheckCode::ChangeUnsettled)) != 0)) {
            changed.push_back(entryOf(queue, id));
            flag(changed.back(), CheckCode::DuplicateSuspect, wants);
            flag(changed.back(), CheckCode::ChangeUnsettled, unsettled);
        }
    }
    m_library.queue.apply(m_id, changed, {});
}

Result<void> MerchantBook::savePages()
{
    const std::lock_guard lock(m_work);
    if (!m_closed && !merchant().memoryOnly) {
        if (auto saved = m_notes.save(); !saved)
            return saved;
    }
    if (m_closed || m_savedVersion == m_version || merchant().memoryOnly)
        return {};
    {
        const std::lock_guard memory(m_memoryMutex);
        if (!m_inMemory.empty())
            return {}; // rows whose bodies the disk refused would come back without them
    }
    QList<QByteArray> sealed;
    qint64 number = 0;
    for (const QByteArray& block : m_library.queue.savePages(m_id))
        sealed.append(m_keys->seal(pagePlace(number++, m_change), block));
    if (auto saved = store::QueuePages(m_library.database).replace(m_id, m_change, sealed).result(); !saved)
        return saved;
    m_savedVersion = m_version;
    return {};
}

Result<void> MerchantBook::leaveDisk()
{
    const std::lock_guard lock(m_work);
    return moveToMemory();
}

Result<void> MerchantBook::moveToMemory()
{
    if (auto left = m_notes.leaveDisk(); !left)
        return left;
    const QueueSnapshot queue = m_library.queue.snapshot();
    std::vector<QueueEntry> entries;
    const auto read = forEachBody(queue, rows(queue), [&](RowId id, const store::ChunkEntry& body) {
        const std::lock_guard memory(m_memoryMutex);
        InMemory& kept = m_inMemory[body.id];
        kept.entry = body;
        kept.json = QByteArray(body.json.data(), body.json.size());
        kept.entry.json = {};
        entries.push_back(entryOf(queue, id));
        entries.back().body = {};
    });
    if (!read)
        return tl::unexpected(read.error());
    for (const RowId id : *read)
        entries.push_back(withoutBody(queue, id));
    store::OrderChunks chunks(m_library.database);
    const auto list = chunks.list(m_id).result();
    if (!list)
        return tl::unexpected(list.error());
    QList<qint64> old;
    qint64 newest = m_change;
    for (const auto& stored : *list) {
        old.append(stored.id);
        newest = std::max(newest, stored.change);
    }
    if (const auto replaced = chunks.replace(m_id, old, {}, newest).result(); !replaced)
        return tl::unexpected(replaced.error());
    m_library.queue.apply(m_id, entries, {});
    ++m_version;
    return {};
}

Result<void> MerchantBook::maintain(int keepClosedDays)
{
    const auto now = static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(m_library.clock.now()).time_since_epoch().count());
    const auto age = static_cast<std::uint32_t>(keepClosedDays) * 24 * 60 * 60;
    const QueueSnapshot queue = m_library.queue.snapshot();
    std::vector<OrderId> expired;
    std::size_t onDisk = 0;
    for (const RowId id : rows(queue)) {
        const QueueRow& row = queue.row(id);
        onDisk += row.bodyChunk != 0 ? 1 : 0;
        if (row.closedAt != 0 && row.closedAt + age <= now)
            expired.push_back({row.id});
    }
    if (!expired.empty()) {
        if (auto removed = remove(expired); !removed)
            return removed;
    }
    const std::lock_guard lock(m_work);
    const auto list = store::OrderChunks(m_library.database).list(m_id).result();
    if (!list)
        return tl::unexpected(list.error());
    if (merchant().memoryOnly)
        return m_closed || list->isEmpty() ? Result<void>() : moveToMemory(); // it was interrupted when it was switched
    // Each change of an order makes a small chunk; rewriting pays when there are many more chunks than full ones would be.
    const bool scattered = static_cast<std::size_t>(list->size()) > 32 + 4 * (onDisk / store::kOrdersPerChunk);
    return !m_closed && (m_dead || scattered) ? compact() : Result<void>();
}

/// Writes the living orders into fresh, full chunks and drops the old ones.
Result<void> MerchantBook::compact()
{
    const QueueSnapshot queue = m_library.queue.snapshot();
    store::OrderChunks chunks(m_library.database);
    const auto list = chunks.list(m_id).result();
    if (!list)
        return tl::unexpected(list.error());
    qint64 newest = m_change;
    QList<qint64> old;
    for (const auto& stored : *list) {
        old.append(stored.id);
        newest = std::max(newest, stored.change);
    }
    const std::vector<RowId> all = rows(queue);
    QList<store::SealedChunk> sealed;
    std::vector<QueueEntry> moved;
    std::vector<QByteArray> texts;
    std::vector<store::ChunkEntry> pending;
    std::vector<RowId> pendingRows;
    Result<void> packed;
    const auto flush = [&] {
        const auto groups = store::intoChunks(pending);
        const auto first = groups.empty() ? Result<qint64>(0) : chunks.reserveIds(static_cast<int>(groups.size())).result();
        if (!first) {
            packed = tl::unexpected(first.error());
            return;
        }
        qint64 nextId = *first;
        for (const auto group : groups) {
            const auto block = m_library.codec->pack(group);
            if (!block) {
                packed = tl::unexpected(block.error());
                return;
            }
            const auto offset = static_cast<std::size_t>(group.data() - pending.data());
            for (std::size_t slot = 0; slot < group.size(); ++slot) {
                moved.push_back(entryOf(queue, pendingRows[offset + slot]));
                moved.back().body = {static_cast<std::uint32_t>(nextId), static_cast<std::uint8_t>(slot)};
            }
            sealed.append({nextId, m_keys->seal(chunkPlace(nextId), *block)});
            ++nextId;
        }
        pending.clear();
        pendingRows.clear();
        texts.clear();
    };
    const auto read = forEachBody(queue, all, [&](RowId id, const store::ChunkEntry& body) {
        if (queue.row(id).bodyChunk == 0)
            return;
        texts.emplace_back(body.json.data(), body.json.size());
        pending.push_back(body);
        pending.back().json = texts.back();
        pendingRows.push_back(id);
        if (pending.size() == store::kOrdersPerChunk)
            flush();
    });
    flush();
    if (!read)
        return tl::unexpected(read.error());
    for (const RowId id : *read)
        moved.push_back(withoutBody(queue, id));
    if (!packed)
        return packed;
    const auto replaced = chunks.replace(m_id, old, sealed, newest).result();
    if (!replaced)
        return tl::unexpected(replaced.error());
    m_change = std::max(m_change, *replaced);
    m_library.queue.apply(m_id, moved, {});
    ++m_version;
    if (std::exchange(m_dead, false))
        return store::SyncRecords(m_library.database).put({{m_id, QStringLiteral("dead"), 0}}).result();
    return {};
}

} // namespace t6::operations
