// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "desknotes.h"

#include <store/sealedfields.h>

namespace t6::operations {

namespace {

vault::Place notesPlace(const MerchantId& merchant)
{
    return {"merchant", vault::RowId(merchant.value), "notes"};
}

} // namespace

const QString DeskNotes::kField = QStringLiteral("notes");

DeskNotes::Known DeskNotes::of(OrderId order) const
{
    if (!m_any)
        return {};
    const std::lock_guard lock(m_mutex);
    const auto it = m_notes.find(order);
    return {it == m_notes.end() ? OrderNotes() : it->second, m_unsettled.contains(order)};
}

Result<void> DeskNotes::load(QByteArrayView sealed)
{
    const auto bytes = m_keys->open(notesPlace(m_keys->merchant()), sealed);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto notes = decodeNotes(*bytes);
    if (!notes)
        return tl::unexpected(notes.error());
    const std::lock_guard lock(m_mutex);
    m_notes = std::move(*notes);
    updateAny();
    return {};
}

Result<void> DeskNotes::put(const std::vector<Change>& changes, bool onDisk, const AuditLine& line)
{
    if (changes.empty())
        return {};
    NotesByOrder next;
    {
        const std::lock_guard lock(m_mutex);
        next = m_notes;
    }
    bool changed = false;
    for (const Change& change : changes) {
        if (change.notes.isEmpty())
            changed = next.erase(change.order) > 0 || changed;
        else
            changed = std::exchange(next[change.order], change.notes) != change.notes || changed;
    }
    if (!changed)
        return {};
    if (auto kept = write(next, onDisk, line); !kept)
        return kept;
    const std::lock_guard lock(m_mutex);
    m_notes = std::move(next);
    m_offDisk = !onDisk;
    updateAny();
    return {};
}

Result<void> DeskNotes::write(const NotesByOrder& notes, bool onDisk, const AuditLine& line)
{
    const MerchantId merchant = m_keys->merchant();
    const QByteArray sealed = onDisk && !notes.empty() ? m_keys->seal(notesPlace(merchant), encodeNotes(notes)) : QByteArray();
    return m_database.write(store::Durability::Power, [merchant, sealed, line](store::Connection& connection) -> Result<void> {
        if (line) {
            if (auto kept = line(connection); !kept)
                return kept;
        }
        return sealed.isEmpty() ? store::removeField(connection, merchant, kField) : store::putFields(connection, {{merchant, kField, sealed}});
    }).result();
}

Result<void> DeskNotes::leaveDisk()
{
    if (auto gone = write({}, false, {}); !gone)
        return gone;
    const std::lock_guard lock(m_mutex);
    m_offDisk = !m_notes.empty();
    return {};
}

Result<void> DeskNotes::save()
{
    NotesByOrder notes;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_offDisk)
            return {};
        notes = m_notes;
    }
    if (auto kept = write(notes, true, {}); !kept)
        return kept;
    const std::lock_guard lock(m_mutex);
    m_offDisk = false;
    return {};
}

bool DeskNotes::setUnsettled(OrderId order, OperationId operation, bool unsettled)
{
    const std::lock_guard lock(m_mutex);
    const bool before = m_unsettled.contains(order);
    if (unsettled) {
        m_unsettled[order].insert(operation);
    } else if (const auto it = m_unsettled.find(order); it != m_unsettled.end()) {
        it->second.erase(operation);
        if (it->second.empty())
            m_unsettled.erase(it);
    }
    updateAny();
    return m_unsettled.contains(order) != before;
}

} // namespace t6::operations
