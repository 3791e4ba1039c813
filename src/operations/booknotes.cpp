// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bookbatch.h"

#include "queuerows.h"

#include <algorithm>

// The part of a book that deals with what the desk knows of an order and ShipStation does not.

namespace t6::operations {

Result<void> MerchantBook::loadNotes(QByteArrayView sealed)
{
    return sealed.isEmpty() ? Result<void>() : m_notes.load(sealed);
}

/// Sets the findings of an order and its readiness, its notes taken into account.
void MerchantBook::judge(const OrderView& order, OrderMemory memory, Batch& batch, QueueEntry& shown) const
{
    const DeskNotes::Known known = m_notes.of(order.id);
    memory.unsettled = known.unsettled;
    memory.drifted = m_splits->hasDrifted(order);
    memory.storeUntold = m_storeNews.isUntold(order.id);
    if (known.notes.isEmpty()) {
        shown.issues = batch.context->check(order, memory, batch.now);
        shown.readiness = readiness(order.status, shown.issues);
        return;
    }
    const Assessment found = assess(order, batch.context->explain(order, memory, batch.now), known.notes);
    shown.issues = found.mask;
    shown.readiness = found.readiness;
    if (found.notes != known.notes)
        batch.notes.push_back({order.id, found.notes});
}

/// Puts one finding on a row or takes it off without looking at the order.
void MerchantBook::flag(QueueEntry& entry, CheckCode code, bool present) const
{
    const OrderNotes notes = m_notes.of(entry.id).notes;
    setIssue(entry, code, present && !notes.waives(code), merchant().checks, notes.waiting.has_value());
}

/// Writes an order anew after `change`, so that a start after a crash looks at it again.
Result<void> MerchantBook::rewrite(OrderId order, const Change& change)
{
    const std::lock_guard lock(m_work);
    if (m_closed)
        return failure(ErrorDomain::Input, ErrorCode::OrderGone);
    Batch batch = begin();
    const auto row = batch.before.find(m_id, order);
    if (!row)
        return failure(ErrorDomain::Input, ErrorCode::OrderGone);
    auto old = body(batch.before.row(*row));
    if (!old)
        return tl::unexpected(old.error());
    Result<void> changed;
    auto decoder = m_library.takeDecoder();
    const auto read = decoder->decodeOrder(old->json, [&](const OrderView& view) {
        store::ChunkEntry entry = old->entry;
        entry.json = QByteArrayView(view.raw.data(), static_cast<qsizetype>(view.raw.size()));
        changed = change(view, entry, batch);
        if (!changed)
            return;
        QueueEntry shown = entryOf(batch.before, *row);
        judge(view, {entry.hadUnit, entry.reviewedFingerprint, hasTwin(batch.before, *row)}, batch, shown);
        batch.bodies.push_back(entry);
        batch.entries.push_back(std::move(shown));
        publish(batch);
    });
    m_library.giveBack(std::move(decoder));
    if (!read)
        return read;
    if (!changed)
        return changed;
    return batch.outcome.storeError ? Result<void>(tl::unexpected(*batch.outcome.storeError)) : Result<void>();
}

Result<void> MerchantBook::setReviewed(OrderId order, bool reviewed)
{
    return rewrite(order, [reviewed](const OrderView& view, store::ChunkEntry& entry, Batch& batch) -> Result<void> {
        entry.reviewedFingerprint = reviewed ? fingerprint(view) : 0;
        entry.reviewedAt = reviewed ? batch.now : UtcTime{};
        return {};
    });
}

Result<void> MerchantBook::editNotes(OrderId order, const NotesEdit& edit, const DeskNotes::AuditLine& line)
{
    return rewrite(order, [&](const OrderView& view, store::ChunkEntry& entry, Batch& batch) -> Result<void> {
        DeskNotes::Known known = m_notes.of(order);
        const OrderMemory memory{entry.hadUnit, entry.reviewedFingerprint, hasTwin(batch.before, *batch.before.find(m_id, order)), known.unsettled, m_splits->hasDrifted(view)};
        if (auto edited = edit(view, batch.context->explain(view, memory, batch.now), known.notes); !edited)
            return edited;
        return m_notes.put({{order, std::move(known.notes)}}, !batch.memoryOnly, line);
    });
}

bool MerchantBook::setUnsettled(OrderId order, OperationId operation, bool unsettled)
{
    return m_notes.setUnsettled(order, operation, unsettled);
}

Result<void> MerchantBook::reconsider(OrderId order)
{
    return rewrite(order, [](const OrderView&, store::ChunkEntry&, Batch&) { return Result<void>(); });
}

/// A waived duplicate does not show in its row: look at the others.
bool MerchantBook::hasTwin(const QueueSnapshot& queue, RowId row) const
{
    if ((queue.row(row).issues & bit(CheckCode::DuplicateSuspect)) != 0)
        return true;
    return m_notes.of({queue.row(row).id}).notes.waives(CheckCode::DuplicateSuspect) && orderTwins(queue, rows(queue)).contains(queue.row(row).id);
}

/// What is gone is forgotten; what no longer holds ends.
Result<void> MerchantBook::keepNotes(Batch& batch)
{
    for (const OrderId order : batch.removed)
        batch.notes.push_back({order, {}});
    return m_notes.put(batch.notes, !batch.memoryOnly);
}

} // namespace t6::operations
