// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bookbatch.h"

#include "queuerows.h"

#include <core/jsontext.h>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace t6::operations {

namespace {

constexpr std::chrono::minutes kLongestReading{5};

} // namespace

std::unique_ptr<shipstation::OrderDecoder> Library::takeDecoder()
{
    const std::lock_guard lock(m_mutex);
    if (m_decoders.empty())
        return std::make_unique<shipstation::OrderDecoder>();
    auto decoder = std::move(m_decoders.back());
    m_decoders.pop_back();
    return decoder;
}

void Library::giveBack(std::unique_ptr<shipstation::OrderDecoder> decoder)
{
    const std::lock_guard lock(m_mutex);
    m_decoders.push_back(std::move(decoder));
}

MerchantBook::MerchantBook(Merchant merchant, AccountFacts facts, std::shared_ptr<const vault::MerchantKeys> keys, Library& library)
    : m_library(library), m_keys(std::move(keys)), m_id(merchant.id), m_notes(m_keys, library.database), m_merchant(std::move(merchant)), m_facts(std::move(facts)),
      m_context(std::make_shared<CheckContext>(m_facts, m_merchant.rule, m_merchant.checks, library.rules))
{
}

MerchantBook::~MerchantBook() = default;

Merchant MerchantBook::merchant() const
{
    const std::lock_guard lock(m_configMutex);
    return m_merchant;
}

AccountFacts MerchantBook::facts() const
{
    const std::lock_guard lock(m_configMutex);
    return m_facts;
}

void MerchantBook::setMerchant(const Merchant& merchant)
{
    const std::lock_guard lock(m_configMutex);
    m_merchant = merchant;
    m_context = std::make_shared<CheckContext>(m_facts, m_merchant.rule, m_merchant.checks, m_library.rules);
}

void MerchantBook::setFacts(const AccountFacts& facts)
{
    const std::lock_guard lock(m_configMutex);
    m_facts = facts;
    m_context = std::make_shared<CheckContext>(m_facts, m_merchant.rule, m_merchant.checks, m_library.rules);
}

std::shared_ptr<const CheckContext> MerchantBook::context() const
{
    const std::lock_guard lock(m_configMutex);
    return m_context;
}

vault::Place MerchantBook::chunkPlace(qint64 id) const
{
    return {"order_chunk", vault::RowId(id), "body"};
}

std::vector<RowId> MerchantBook::rows(const QueueSnapshot& queue) const
{
    const auto index = queue.merchantIndex(m_id);
    return index ? queue.rowsOf(*index) : std::vector<RowId>{};
}

BookBatch MerchantBook::begin() const
{
    return {m_library.queue.snapshot(), context(), facts(), m_library.clock.now(), merchant().memoryOnly, {}, {}, {}, {}, {}, {}};
}

Result<PageOutcome> MerchantBook::takePage(QByteArray json, UtcTime begun)
{
    const std::lock_guard lock(m_work);
    Batch batch = begin();
    auto decoder = m_library.takeDecoder();
    const auto page = decoder->decodePage(json, [&](const OrderView& order) { consider(order, begun, batch); });
    if (page) {
        batch.outcome.orders = page->count;
        for (const shipstation::BrokenOrder& broken : page->broken)
            batch.outcome.broken.append(broken.id.isNull() ? broken.reason : QStringLiteral("%1: %2").arg(broken.id.value).arg(broken.reason));
        publish(batch); // the bodies still view into `json` and the decoder
    }
    m_library.giveBack(std::move(decoder));
    if (!page)
        return tl::unexpected(page.error());
    return std::move(batch.outcome);
}

Result<PageOutcome> MerchantBook::takeOrder(QByteArray json, UtcTime begun)
{
    const std::lock_guard lock(m_work);
    Batch batch = begin();
    auto decoder = m_library.takeDecoder();
    const auto read = decoder->decodeOrder(json, [&](const OrderView& order) { consider(order, begun, batch); });
    if (read) {
        batch.outcome.orders = 1;
        publish(batch);
    }
    m_library.giveBack(std::move(decoder));
    if (!read)
        return tl::unexpected(read.error());
    return std::move(batch.outcome);
}

/// Decides about one order of a page: not ours, unchanged, or to be kept.
void MerchantBook::consider(const OrderView& order, UtcTime fetchedAt, Batch& batch)
{
    if (order.modifyDate && (!batch.outcome.newestModify || *order.modifyDate > *batch.outcome.newestModify))
        batch.outcome.newestModify = order.modifyDate;
    m_sightings.see(order.id, order.raw);
    const auto row = batch.before.find(m_id, order.id);
    const QueueRow* known = row ? &batch.before.row(*row) : nullptr;
    const auto units = batch.context->matcher().units(order);
    if (units.through6 == 0 || order.externallyFulfilled) {
        if (known) {
            batch.removed.push_back(order.id); // its Through6 items went, or somebody else ships it
            releaseTwins(*known, batch);
        }
        return;
    }
    if (isOpen(order.status))
        batch.outcome.open.push_back(order.id);
    else if (!known)
        return; // closed before we ever saw it
    else
        releaseTwins(*known, batch);
    const std::uint64_t hash = rawHash(order.raw);
    if (known && known->rawHash == static_cast<std::uint32_t>(hash) && (known->bodyChunk != 0 || batch.memoryOnly))
        return;

    store::ChunkEntry entry;
    entry.id = order.id;
    entry.fetchedAt = fetchedAt;
    entry.hadUnit = hasUnit(order.shipTo);
    entry.json = QByteArrayView(order.raw.data(), static_cast<qsizetype>(order.raw.size()));
    OrderMemory memory;
    if (known) {
        if (const auto old = body(*known)) {
            // A page that was asked for before this version was read: it shows the past. (Minutes at most: our clock may have been set back.)
            if (old->entry.fetchedAt > fetchedAt && old->entry.fetchedAt - fetchedAt < kLongestReading)
                return;
            if (isLateWrite(old->json, order))
                batch.outcome.lateWrites.push_back(order.id);
            entry.hadUnit = entry.hadUnit || old->entry.hadUnit;
            entry.reviewedFingerprint = old->entry.reviewedFingerprint;
            entry.reviewedAt = old->entry.reviewedAt;
            memory.hadUnit = old->entry.hadUnit;
            memory.reviewedFingerprint = old->entry.reviewedFingerprint;
        }
    }
    QueueEntry shown = makeQueueEntry(order, units, 0, batch.facts, batch.now);
    findTwins(order, shown, memory, batch);
    judge(order, memory, batch, shown);
    if (known && known->closedAt != 0 && !isOpen(order.status))
        shown.closedAt = known->closedAt;
    if (order.modifyDate && (!batch.outcome.newestChange || *order.modifyDate > *batch.outcome.newestChange))
        batch.outcome.newestChange = order.modifyDate;
    batch.bodies.push_back(entry);
    batch.entries.push_back(std::move(shown));
}

bool MerchantBook::isLateWrite(const QByteArray& before, const OrderView& order) const
{
    if (!m_watch->watches(order.id))
        return false;
    const auto then = JsonText::parse(before);
    const auto now = JsonText::parse(QByteArray(order.raw.data(), static_cast<qsizetype>(order.raw.size())));
    return then && now && m_watch->isBack(order.id, *then, *now);
}

/// Sets the duplicate flag on this order and on its open twins of the same day.
void MerchantBook::findTwins(const OrderView& order, QueueEntry& entry, OrderMemory& memory, Batch& batch)
{
    const auto isTwin = [&](std::uint32_t otherDate) {
        return (entry.orderDate > otherDate ? entry.orderDate - otherDate : otherDate - entry.orderDate) <= kTwinSeconds;
    };
    const auto twin = static_cast<std::uint32_t>(entry.twin);
    if (isOpen(order.status) && twin != 0) {
        for (QueueEntry& other : batch.entries) {
            if (static_cast<std::uint32_t>(other.twin) == twin && other.id != entry.id && isOpen(other.status) && isTwin(other.orderDate)) {
                memory.twin = true;
                flag(other, CheckCode::DuplicateSuspect, true);
            }
        }
        for (const OrderId id : m_twins.find(twin)) {
            const auto row = id == entry.id ? std::nullopt : batch.before.find(m_id, id);
            if (!row)
                continue;
            const QueueRow& other = batch.before.row(*row);
            if (!isOpen(static_cast<OrderStatus>(other.status)) || !isTwin(other.orderDate))
                continue;
            memory.twin = true;
            batch.touched.push_back(entryOf(batch.before, *row));
            flag(batch.touched.back(), CheckCode::DuplicateSuspect, true);
        }
        m_twins.insert(twin, entry.id);
    }
}

/// An order with a twin is gone or closed: when only one is left of them, that one is no duplicate any more.
void MerchantBook::releaseTwins(const QueueRow& gone, Batch& batch)
{
    if (gone.twin == 0)
        return;
    std::vector<RowId> left;
    for (const OrderId id : m_twins.find(gone.twin)) {
        const auto row = batch.before.find(m_id, id);
        if (row && id.value != gone.id && isOpen(static_cast<OrderStatus>(batch.before.row(*row).status)))
            left.push_back(*row);
    }
    if (left.size() != 1)
        return;
    const QueueRow& last = batch.before.row(left.front());
    if (OrderNotes notes = m_notes.of({last.id}).notes; notes.remove(CheckCode::DuplicateSuspect))
        batch.notes.push_back({{last.id}, std::move(notes)});
    if ((last.issues & bit(CheckCode::DuplicateSuspect)) == 0)
        return;
    batch.touched.push_back(entryOf(batch.before, left.front()));
    flag(batch.touched.back(), CheckCode::DuplicateSuspect, false);
}

Result<void> MerchantBook::keep(Batch& batch)
{
    if (batch.memoryOnly || (batch.bodies.empty() && batch.removed.empty()))
        return {};
    const auto groups = store::intoChunks(batch.bodies);
    constexpr std::size_t kRemovalsPerChunk = 60'000;
    const std::size_t count = std::max(groups.size(), (batch.removed.size() + kRemovalsPerChunk - 1) / kRemovalsPerChunk);
    store::OrderChunks chunks(m_library.database);
    const auto first = chunks.reserveIds(static_cast<int>(count)).result();
    if (!first)
        return tl::unexpected(first.error());
    QList<store::SealedChunk> sealed;
    std::size_t index = 0;
    for (std::size_t n = 0; n < count; ++n) {
        const std::span<const store::ChunkEntry> group = n < groups.size() ? groups[n] : std::span<const store::ChunkEntry>{};
        const std::size_t from = std::min(n * kRemovalsPerChunk, batch.removed.size());
        const auto block = m_library.codec->pack(group, std::span<const OrderId>(batch.removed).subspan(from, std::min(kRemovalsPerChunk, batch.removed.size() - from)));
        if (!block)
            return tl::unexpected(block.error());
        const qint64 id = *first + static_cast<qint64>(n);
        sealed.append({id, m_keys->seal(chunkPlace(id), *block)});
        for (std::size_t slot = 0; slot < group.size(); ++slot)
            batch.entries[index++].body = {static_cast<std::uint32_t>(id), static_cast<std::uint8_t>(slot)};
    }
    const auto change = chunks.append(m_id, sealed).result();
    if (!change) {
        for (QueueEntry& entry : batch.entries)
            entry.body = {};
        return tl::unexpected(change.error());
    }
    m_change = *change;
    return {};
}

/// Keeps the batch on disk, then shows it. What the disk refuses is shown all the same, from memory.
void MerchantBook::publish(Batch& batch)
{
    if (m_closed)
        return;
    if (const auto kept = keep(batch); !kept)
        batch.outcome.storeError = kept.error();
    if (const auto kept = keepNotes(batch); !kept)
        batch.outcome.storeError = kept.error();
    {
        const std::lock_guard lock(m_memoryMutex);
        for (std::size_t i = 0; i < batch.bodies.size(); ++i) {
            const store::ChunkEntry& body = batch.bodies[i];
            if (batch.entries[i].body.chunk != 0) {
                m_inMemory.erase(body.id);
                continue;
            }
            InMemory& kept = m_inMemory[body.id];
            kept.entry = body;
            kept.json = QByteArray(body.json.data(), body.json.size());
            kept.entry.json = {};
        }
        for (const OrderId id : batch.removed)
            m_inMemory.erase(id);
    }
    if (!batch.removed.empty())
        markDead();
    batch.outcome.changed = static_cast<int>(batch.entries.size() + batch.removed.size());
    // A twin that this batch rewrites itself is in `entries` already, with its flag.
    std::set<OrderId> own;
    for (const QueueEntry& entry : batch.entries)
        own.insert(entry.id);
    for (QueueEntry& twin : batch.touched) {
        if (!own.contains(twin.id))
            batch.entries.push_back(std::move(twin));
    }
    if (batch.entries.empty() && batch.removed.empty())
        return;
    m_library.queue.apply(m_id, batch.entries, batch.removed);
    ++m_version;
}

Result<void> MerchantBook::remove(const std::vector<OrderId>& orders)
{
    const std::lock_guard lock(m_work);
    Batch batch = begin();
    for (const OrderId id : orders) {
        if (const auto row = batch.before.find(m_id, id)) {
            batch.removed.push_back(id);
            releaseTwins(batch.before.row(*row), batch);
        }
    }
    publish(batch);
    return batch.outcome.storeError ? Result<void>(tl::unexpected(*batch.outcome.storeError)) : Result<void>();
}

Result<void> MerchantBook::recheck()
{
    const std::lock_guard lock(m_work);
    Batch batch = begin();
    auto decoder = m_library.takeDecoder();
    const std::unordered_set<std::int64_t> twins = orderTwins(batch.before, rows(batch.before));
    std::vector<QueueEntry> entries;
    const auto read = forEachBody(batch.before, rows(batch.before), [&](RowId id, const store::ChunkEntry& body) {
        const QueueRow& row = batch.before.row(id);
        QByteArray json(body.json.data(), body.json.size());
        // A body that no longer reads was sealed by us and is whole: a decoder grown stricter. It keeps its findings.
        (void)decoder->decodeOrder(json, [&](const OrderView& order) {
            const auto units = batch.context->matcher().units(order);
            if (units.through6 == 0) {
                batch.removed.push_back(order.id);
                return;
            }
            OrderMemory memory{body.hadUnit, body.reviewedFingerprint, twins.contains(row.id)};
            QueueEntry entry = makeQueueEntry(order, units, 0, batch.facts, batch.now);
            judge(order, memory, batch, entry);
            entry.closedAt = row.closedAt;
            entry.body = {row.bodyChunk, row.bodySlot};
            entries.push_back(std::move(entry));
        });
    });
    m_library.giveBack(std::move(decoder));
    if (m_closed)
        return {};
    if (!read)
        return tl::unexpected(read.error());
    if (!batch.removed.empty() || !batch.notes.empty())
        publish(batch); // tombstones on disk as well
    for (const RowId id : *read)
        entries.push_back(withoutBody(batch.before, id));
    m_library.queue.apply(m_id, entries, {});
    ++m_version;
    if (batch.outcome.storeError)
        return tl::unexpected(*batch.outcome.storeError);
    return read->empty() ? Result<void>() : failure(ErrorDomain::Store, ErrorCode::SealBroken);
}

void MerchantBook::close()
{
    const std::lock_guard lock(m_work);
    m_closed = true;
}

void MerchantBook::markDead()
{
    if (std::exchange(m_dead, true))
        return;
    // Kept across starts: the chunks must be rewritten some day, even if this program ends now. A failure costs a later rewrite only.
    (void)store::SyncRecords(m_library.database).put({{m_id, QStringLiteral("dead"), 1}}).result();
}

} // namespace t6::operations
