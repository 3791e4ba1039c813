// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantbook.h"

#include "describeorder.h"

#include <algorithm>

// The part of a book that reads: bodies, orders in words, the effect of a rule.

namespace t6::operations {

namespace {

/// Of one chunk, not of the store.
bool isDamage(const Error& error)
{
    return error.code == ErrorCode::SealBroken || error.code == ErrorCode::StoreCorrupt || error.code == ErrorCode::NotFound || error.code == ErrorCode::Unsupported;
}

} // namespace

Result<store::OrderChunk> MerchantBook::chunk(qint64 id) const
{
    const auto sealed = store::OrderChunks(m_library.database).load(m_id, id).result();
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto block = m_keys->open(chunkPlace(id), *sealed);
    if (!block)
        return tl::unexpected(block.error());
    return m_library.codec->unpack(*block);
}

Result<MerchantBook::Body> MerchantBook::body(const QueueRow& row) const
{
    if (row.bodyChunk == 0) {
        const std::lock_guard lock(m_memoryMutex);
        const auto it = m_inMemory.find({row.id});
        if (it == m_inMemory.end())
            return failure(ErrorDomain::Store, ErrorCode::NotFound);
        return Body{it->second.entry, it->second.json};
    }
    const auto sealed = store::OrderChunks(m_library.database).load(m_id, row.bodyChunk).result();
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto block = m_keys->open(chunkPlace(row.bodyChunk), *sealed);
    if (!block)
        return tl::unexpected(block.error());
    auto order = m_library.codec->unpackSlot(*block, row.bodySlot);
    if (!order)
        return tl::unexpected(order.error());
    if (order->entry.id.value != row.id)
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt);
    return Body{order->entry, std::move(order->json)};
}

Result<std::vector<RowId>> MerchantBook::forEachBody(const QueueSnapshot& queue, const std::vector<RowId>& rows, const EachBody& each) const
{
    std::vector<RowId> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), [&queue](RowId a, RowId b) {
        const QueueRow& left = queue.row(a);
        const QueueRow& right = queue.row(b);
        return std::pair(left.bodyChunk, left.bodySlot) < std::pair(right.bodyChunk, right.bodySlot);
    });
    std::vector<RowId> unreadable;
    store::OrderChunk open; // empty when it is damaged
    std::uint32_t openId = 0;
    for (const RowId id : sorted) {
        const QueueRow& row = queue.row(id);
        if (row.bodyChunk == 0) {
            auto kept = body(row);
            if (!kept) {
                unreadable.push_back(id);
                continue;
            }
            kept->entry.json = kept->json;
            each(id, kept->entry);
            continue;
        }
        if (openId != row.bodyChunk) {
            auto loaded = chunk(row.bodyChunk);
            if (!loaded && !isDamage(loaded.error()))
                return tl::unexpected(loaded.error());
            openId = row.bodyChunk;
            open = loaded ? std::move(*loaded) : store::OrderChunk{};
        }
        if (row.bodySlot < open.entries.size() && open.entries[row.bodySlot].id.value == row.id)
            each(id, open.entries[row.bodySlot]);
        else
            unreadable.push_back(id);
    }
    return unreadable;
}

Result<OrderDetails> MerchantBook::details(OrderId order) const
{
    // A compaction may move the body between the look at the row and the look at the chunk: look once more.
    Result<OrderDetails> found = failure(ErrorDomain::Input, ErrorCode::OrderGone);
    for (int look = 0; look < 3; ++look) {
        const QueueSnapshot queue = m_library.queue.snapshot();
        const auto row = queue.find(m_id, order);
        if (!row)
            return failure(ErrorDomain::Input, ErrorCode::OrderGone);
        found = details(queue, *row);
        if (found || found.error().code != ErrorCode::NotFound)
            break;
    }
    return found;
}

Result<OrderDetails> MerchantBook::details(const QueueSnapshot& queue, RowId id) const
{
    const QueueRow& row = queue.row(id);
    auto kept = body(row);
    if (!kept)
        return tl::unexpected(kept.error());
    const auto checks = context();
    const AccountFacts account = facts();
    const DeskNotes::Known known = m_notes.of({row.id});
    OrderMemory memory{kept->entry.hadUnit, kept->entry.reviewedFingerprint, hasTwin(queue, id), known.unsettled, false, false};
    OrderDetails details;
    auto decoder = m_library.takeDecoder();
    const auto read = decoder->decodeOrder(kept->json, [&](const OrderView& order) {
        memory.drifted = m_splits->hasDrifted(order);
        memory.storeUntold = m_storeNews.isUntold(order.id);
        details = describeOrder(order, account, checks->matcher());
        Assessment found = assess(order, checks->explain(order, memory, m_library.clock.now()), known.notes);
        details.issues = std::move(found.issues);
        details.waived = std::move(found.waived);
        details.waiting = std::move(found.notes.waiting);
        details.held = std::move(found.notes.held);
        details.readiness = found.readiness;
    });
    m_library.giveBack(std::move(decoder));
    if (!read)
        return tl::unexpected(read.error());
    details.merchant = m_id;
    details.asOf = kept->entry.fetchedAt;
    if (kept->entry.reviewedFingerprint != 0)
        details.reviewedAt = kept->entry.reviewedAt;
    addUsualWeights(details);
    return details;
}

void MerchantBook::addUsualWeights(OrderDetails& order) const
{
    std::shared_ptr<const WeightHistory> history;
    for (OrderDetails::Item& item : order.items) {
        if (item.adjustment || item.quantity <= 0 || item.sku.isEmpty() || (item.weight && !item.weight->isMissing()))
            continue;
        if (!history)
            history = weights();
        item.usual = history->of(item.sku.toStdString());
    }
}

/// Made from the bodies when somebody asks and the orders are others than last time: taking in orders costs nothing more.
std::shared_ptr<const WeightHistory> MerchantBook::weights() const
{
    const std::lock_guard lock(m_weightsMutex);
    const qint64 version = m_version; // before the snapshot, which is at least as new
    if (m_weights && m_weightsVersion == version)
        return m_weights;
    const QueueSnapshot queue = m_library.queue.snapshot();
    auto history = std::make_shared<WeightHistory>();
    auto decoder = m_library.takeDecoder();
    const auto read = forEachBody(queue, rows(queue), [&](RowId, const store::ChunkEntry& body) {
        QByteArray json(body.json.data(), body.json.size());
        (void)decoder->decodeOrder(json, [&history](const OrderView& order) { history->add(order); });
    });
    m_library.giveBack(std::move(decoder));
    if (read) { // else what could be read serves once
        m_weights = history;
        m_weightsVersion = version;
    }
    return history;
}

Result<QList<OrderDetails>> MerchantBook::allDetails() const
{
    const QueueSnapshot queue = m_library.queue.snapshot();
    QList<OrderDetails> all;
    for (const RowId id : rows(queue)) {
        const QueueRow& row = queue.row(id);
        if (!isOpen(static_cast<OrderStatus>(row.status)))
            continue;
        auto one = details(OrderId{row.id});
        if (!one && one.error().code == ErrorCode::NotFound && m_library.database.mode() == store::Database::Mode::ReadOnly)
            return failure(ErrorDomain::Store, ErrorCode::StoreBusy); // the window rewrote its chunks meanwhile: ask again
        if (!one && (one.error().code == ErrorCode::OrderGone || one.error().code == ErrorCode::NotFound))
            continue; // closed meanwhile
        if (!one)
            return tl::unexpected(one.error());
        all.append(std::move(*one));
    }
    std::stable_sort(all.begin(), all.end(), [](const OrderDetails& a, const OrderDetails& b) { return a.number < b.number; });
    return all;
}

Result<RulePreview> MerchantBook::preview(const Through6Rule& rule) const
{
    const Through6Matcher matcher(rule);
    const QueueSnapshot queue = m_library.queue.snapshot();
    RulePreview preview;
    QHash<QString, qsizetype> known;
    auto decoder = m_library.takeDecoder();
    const auto read = forEachBody(queue, rows(queue), [&](RowId id, const store::ChunkEntry& body) {
        if (!isOpen(static_cast<OrderStatus>(queue.row(id).status)))
            return;
        QByteArray json(body.json.data(), body.json.size());
        (void)decoder->decodeOrder(json, [&](const OrderView& order) {
            ++preview.orders;
            const auto units = matcher.units(order);
            preview.matching += units.through6 > 0 ? 1 : 0;
            preview.needSplit += units.through6 > 0 && units.other > 0 ? 1 : 0;
            const bool whole = matcher.matchesOrder(order);
            for (const ItemView& item : order.items) {
                if (item.adjustment)
                    continue;
                const QString sku = QString::fromUtf8(item.sku.data(), static_cast<qsizetype>(item.sku.size()));
                auto at = known.find(sku);
                if (at == known.end()) {
                    at = known.insert(sku, preview.skus.size());
                    preview.skus.append({sku, QString::fromUtf8(item.name.data(), static_cast<qsizetype>(item.name.size())), 0, false});
                }
                RulePreview::Sku& entry = preview.skus[*at];
                ++entry.orders;
                entry.through6 = entry.through6 || whole || matcher.matchesLine(item);
            }
        });
    });
    m_library.giveBack(std::move(decoder));
    if (!read)
        return tl::unexpected(read.error());
    std::stable_sort(preview.skus.begin(), preview.skus.end(), [](const auto& a, const auto& b) { return a.orders > b.orders; });
    if (preview.skus.size() > 200)
        preview.skus.resize(200);
    return preview;
}

} // namespace t6::operations
