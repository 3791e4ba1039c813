// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuetable.h"

#include "queuepage.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

namespace t6 {

namespace {

using Pages = std::vector<std::shared_ptr<const QueuePage>>;
using RowsById = std::vector<RowId>;

constexpr qsizetype kBlockSize = 1 << 20;

std::int64_t orderIdOf(const Pages& pages, RowId row) noexcept
{
    return pages[pageOf(row)]->rows[slotOf(row)].id;
}

/// Where `order` is or would be among a merchant's rows.
RowsById::const_iterator placeOf(const Pages& pages, const RowsById& rows, std::int64_t order) noexcept
{
    if (!rows.empty() && orderIdOf(pages, rows.back()) < order)
        return rows.end(); // new orders have the highest ids
    return std::ranges::lower_bound(rows, order, {}, [&pages](RowId row) { return orderIdOf(pages, row); });
}

std::optional<RowId> findRow(const Pages& pages, const RowsById& rows, std::int64_t order) noexcept
{
    const auto place = placeOf(pages, rows, order);
    return place != rows.end() && orderIdOf(pages, *place) == order ? std::optional(*place) : std::nullopt;
}

struct Edit
{
    RowId row = 0;
    const QueueEntry* entry = nullptr; ///< null = remove
};

struct MerchantRows
{
    MerchantId id;
    std::shared_ptr<const RowsById> rowsById = std::make_shared<const RowsById>();
    std::vector<std::uint32_t> pages;
};

} // namespace

struct QueueTable::Private
{
    Pages pages;
    std::vector<std::uint32_t> freePages;
    std::vector<MerchantRows> merchants; ///< a null id is free to be given again
    std::unordered_map<MerchantId, std::uint16_t> indexOf;
    std::size_t rowCount = 0;
    std::uint64_t version = 0;
    std::shared_ptr<const QueuePage> emptyPage = std::make_shared<const QueuePage>();
    std::shared_ptr<const QueueSnapshot::State> published; ///< null since the last change
    std::shared_ptr<const QueueSnapshot::Directory> directory; ///< null since a merchant came or went

    void touch()
    {
        ++version;
        published.reset();
    }

    std::uint16_t indexFor(MerchantId id)
    {
        if (const auto known = indexOf.find(id); known != indexOf.end())
            return known->second;
        auto place = std::ranges::find_if(merchants, [](const MerchantRows& merchant) { return merchant.id.isNull(); });
        if (place == merchants.end())
            place = merchants.emplace(place);
        place->id = id;
        assert(merchants.size() <= 0xFFFF);
        directory.reset();
        return indexOf[id] = static_cast<std::uint16_t>(place - merchants.begin());
    }

    std::uint32_t newPage(MerchantRows& merchant)
    {
        std::uint32_t number = static_cast<std::uint32_t>(pages.size());
        if (freePages.empty()) {
            pages.push_back(emptyPage);
        } else {
            number = freePages.back();
            freePages.pop_back();
        }
        merchant.pages.push_back(number);
        return number;
    }

    void setPage(MerchantRows& merchant, std::size_t number, std::shared_ptr<const QueuePage> page)
    {
        if (page->liveRows == 0) {
            std::erase(merchant.pages, number);
            freePages.push_back(static_cast<std::uint32_t>(number));
            page = emptyPage;
        }
        pages[number] = std::move(page);
    }

    /// Free slots for `entries`, in pages that have room first.
    void placeNew(MerchantRows& merchant, const std::vector<const QueueEntry*>& entries, std::vector<Edit>& edits)
    {
        auto next = entries.begin();
        for (std::size_t i = 0; next != entries.end(); ++i) {
            const std::size_t number = i < merchant.pages.size() ? merchant.pages[i] : newPage(merchant);
            const QueuePage& page = *pages[number];
            for (std::size_t slot = 0; page.liveRows < kRowsPerPage && slot < kRowsPerPage && next != entries.end(); ++slot)
                if (slot >= page.rows.size() || page.rows[slot].id == 0)
                    edits.push_back({rowId(number, slot), *next++});
        }
    }

    [[nodiscard]] std::shared_ptr<const QueuePage> edited(const QueuePage& old, std::uint16_t merchant, const Edit* edit, const Edit* end) const
    {
        QueuePageBuilder builder(merchant);
        const std::size_t slotCount = std::max(old.rows.size(), slotOf(end[-1].row) + 1);
        for (std::size_t slot = 0; slot < slotCount; ++slot) {
            if (edit != end && slotOf(edit->row) == slot) {
                if (edit->entry != nullptr)
                    builder.addEntry(*edit->entry);
                else
                    builder.addFree();
                ++edit;
            } else if (slot < old.rows.size() && old.rows[slot].id != 0) {
                builder.addCopy(old, slot);
            } else {
                builder.addFree();
            }
        }
        return builder.finish();
    }

    void releaseRows(MerchantRows& merchant)
    {
        for (const std::uint32_t number : merchant.pages)
            pages[number] = emptyPage;
        freePages.insert(freePages.end(), merchant.pages.begin(), merchant.pages.end());
        rowCount -= merchant.rowsById->size();
        merchant.pages.clear();
        merchant.rowsById = std::make_shared<const RowsById>();
    }
};

QueueTable::QueueTable() : d(std::make_unique<Private>()) {}
QueueTable::~QueueTable() = default;
QueueTable::QueueTable(QueueTable&&) noexcept = default;
QueueTable& QueueTable::operator=(QueueTable&&) noexcept = default;

QueueChange QueueTable::apply(MerchantId merchant, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals)
{
    QueueChange change;
    if (upserts.empty() && !d->indexOf.contains(merchant))
        return change;

    std::vector<OrderId> leaving = removals;
    std::ranges::sort(leaving);
    leaving.erase(std::unique(leaving.begin(), leaving.end()), leaving.end());
    std::vector<const QueueEntry*> entries;
    entries.reserve(upserts.size());
    for (auto entry = upserts.rbegin(); entry != upserts.rend(); ++entry) // the later of two entries comes first, and stays
        if (!entry->id.isNull() && !std::ranges::binary_search(leaving, entry->id))
            entries.push_back(&*entry);
    const auto idOf = [](const QueueEntry* entry) { return entry->id; };
    std::ranges::stable_sort(entries, {}, idOf);
    entries.erase(std::unique(entries.begin(), entries.end(), [](const QueueEntry* a, const QueueEntry* b) { return a->id == b->id; }), entries.end());

    const std::uint16_t index = d->indexFor(merchant);
    MerchantRows& rows = d->merchants[index];
    const RowsById& old = *rows.rowsById;
    std::vector<Edit> edits;
    std::vector<const QueueEntry*> fresh;
    for (const QueueEntry* entry : entries) {
        const std::optional<RowId> row = findRow(d->pages, old, entry->id.value);
        if (!row) {
            fresh.push_back(entry);
        } else if (!saysTheSame(*d->pages[pageOf(*row)], slotOf(*row), *entry)) {
            edits.push_back({*row, entry});
            change.changed.push_back(*row);
        }
    }
    std::vector<RowsById::const_iterator> leavingPlaces;
    for (const OrderId order : leaving) {
        const auto place = placeOf(d->pages, old, order.value);
        if (place == old.end() || orderIdOf(d->pages, *place) != order.value)
            continue;
        leavingPlaces.push_back(place);
        edits.push_back({*place, nullptr});
        change.removed.push_back(*place);
    }
    const std::size_t firstFresh = edits.size();
    d->placeNew(rows, fresh, edits);
    for (std::size_t i = firstFresh; i < edits.size(); ++i)
        change.added.push_back(edits[i].row);
    if (edits.empty())
        return change;

    if (!fresh.empty() || !leavingPlaces.empty()) { // both ascend by order id, as the old list does
        auto next = std::make_shared<RowsById>();
        next->reserve(old.size() + fresh.size() - leavingPlaces.size());
        auto from = old.begin();
        auto leave = leavingPlaces.begin();
        const auto copyTo = [&](RowsById::const_iterator to) {
            for (; leave != leavingPlaces.end() && *leave < to; from = *leave++ + 1)
                next->insert(next->end(), from, *leave);
            next->insert(next->end(), from, to);
            from = to;
        };
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            copyTo(placeOf(d->pages, old, fresh[i]->id.value));
            next->push_back(change.added[i]);
        }
        copyTo(old.end());
        rows.rowsById = std::move(next);
    }
    std::ranges::sort(edits, {}, &Edit::row);
    for (const Edit* edit = edits.data(); edit != edits.data() + edits.size();) {
        const std::size_t number = pageOf(edit->row);
        const Edit* end = std::find_if(edit, static_cast<const Edit*>(edits.data()) + edits.size(), [number](const Edit& other) { return pageOf(other.row) != number; });
        d->setPage(rows, number, d->edited(*d->pages[number], index, edit, end));
        edit = end;
    }
    d->rowCount += fresh.size();
    d->rowCount -= leavingPlaces.size();
    for (std::vector<RowId>* list : {&change.added, &change.changed, &change.removed})
        std::ranges::sort(*list);
    d->touch();
    return change;
}

QueueChange QueueTable::removeMerchant(MerchantId merchant)
{
    QueueChange change;
    const auto known = d->indexOf.find(merchant);
    if (known == d->indexOf.end())
        return change;
    MerchantRows& rows = d->merchants[known->second];
    change.removed = *rows.rowsById;
    std::ranges::sort(change.removed);
    d->releaseRows(rows);
    rows.id = {};
    d->indexOf.erase(known);
    d->directory.reset();
    d->touch();
    return change;
}

void QueueTable::clear()
{
    const std::uint64_t version = d->version;
    d = std::make_unique<Private>();
    d->version = version + 1;
}

std::optional<RowId> QueueTable::find(MerchantId merchant, OrderId order) const noexcept
{
    const auto known = d->indexOf.find(merchant);
    return known == d->indexOf.end() ? std::nullopt : findRow(d->pages, *d->merchants[known->second].rowsById, order.value);
}

QueueSnapshot QueueTable::snapshot() const
{
    if (!d->published) {
        if (!d->directory) {
            auto directory = std::make_shared<QueueSnapshot::Directory>();
            std::ranges::transform(d->merchants, std::back_inserter(directory->merchants), &MerchantRows::id);
            directory->indexOf = d->indexOf;
            d->directory = std::move(directory);
        }
        auto state = std::make_shared<QueueSnapshot::State>();
        state->pages = d->pages;
        state->directory = d->directory;
        state->rowsById.reserve(d->merchants.size());
        std::ranges::transform(d->merchants, std::back_inserter(state->rowsById), &MerchantRows::rowsById);
        state->rowCount = d->rowCount;
        state->version = d->version;
        d->published = std::move(state);
    }
    QueueSnapshot snapshot;
    snapshot.m_state = d->published;
    return snapshot;
}

std::size_t QueueTable::memory() const
{
    constexpr std::size_t kInPlace = 15; // longest std::string without memory of its own
    constexpr std::size_t kShared = 16; // control block of a shared_ptr
    std::size_t bytes = d->pages.capacity() * sizeof(Pages::value_type) + d->merchants.capacity() * sizeof(MerchantRows);
    for (const MerchantRows& merchant : d->merchants)
        bytes += merchant.rowsById->capacity() * sizeof(RowId) + merchant.pages.capacity() * sizeof(std::uint32_t) + sizeof(RowsById) + kShared;
    for (const auto& page : d->pages) {
        if (page == d->emptyPage)
            continue;
        bytes += sizeof(QueuePage) + kShared + page->rows.capacity() * sizeof(QueueRow) + page->text.capacity() + 1 + page->symbols.capacity() * sizeof(std::string);
        for (const std::string& symbol : page->symbols)
            bytes += symbol.capacity() > kInPlace ? symbol.capacity() + 1 : 0;
    }
    return bytes;
}

std::vector<QByteArray> QueueTable::savePages(MerchantId merchant) const
{
    std::vector<QByteArray> blocks;
    const auto known = d->indexOf.find(merchant);
    if (known == d->indexOf.end())
        return blocks;
    for (const std::uint32_t number : d->merchants[known->second].pages) {
        if (blocks.empty() || blocks.back().size() >= kBlockSize)
            beginBlock(blocks.emplace_back());
        encodePage(*d->pages[number], blocks.back());
    }
    return blocks;
}

Result<void> QueueTable::loadPages(MerchantId merchant, const std::vector<QByteArray>& blocks)
{
    const std::uint16_t index = d->indexFor(merchant);
    MerchantRows& rows = d->merchants[index];
    d->releaseRows(rows);
    d->touch();

    Pages loaded;
    for (const QByteArray& block : blocks) {
        qsizetype at = 0;
        if (!readBlockHead(block, at))
            return failure(ErrorDomain::Store, ErrorCode::Unsupported);
        while (at < block.size()) {
            auto page = decodePage(block, at, index);
            if (!page)
                return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt);
            loaded.push_back(std::move(page));
        }
    }
    auto byId = std::make_shared<RowsById>();
    byId->reserve(loaded.size() * kRowsPerPage);
    for (auto& page : loaded) {
        const std::uint32_t number = d->newPage(rows);
        for (std::size_t slot = 0; slot < page->rows.size(); ++slot)
            if (page->rows[slot].id != 0)
                byId->push_back(rowId(number, slot));
        d->pages[number] = std::move(page);
    }
    byId->shrink_to_fit();
    const auto idOf = [this](RowId row) { return orderIdOf(d->pages, row); };
    if (!std::ranges::is_sorted(*byId, {}, idOf))
        std::ranges::sort(*byId, {}, idOf);
    rows.rowsById = byId;
    d->rowCount += byId->size();
    if (std::ranges::adjacent_find(*byId, {}, idOf) != byId->end()) {
        d->releaseRows(rows);
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt);
    }
    return {};
}

// --- QueueSnapshot -------------------------------------------------------------------------------------------------

namespace {

std::string_view part(const QueuePage& page, std::size_t begin, std::size_t length) noexcept
{
    return {page.text.data() + begin, length};
}

} // namespace

QueueSnapshot::QueueSnapshot() : m_state(std::make_shared<const State>()) {}

std::optional<std::size_t> QueueSnapshot::merchantIndex(MerchantId merchant) const noexcept
{
    const auto& indexOf = m_state->directory->indexOf;
    const auto known = indexOf.find(merchant);
    return known == indexOf.end() ? std::nullopt : std::optional<std::size_t>(known->second);
}

std::optional<RowId> QueueSnapshot::find(MerchantId merchant, OrderId order) const noexcept
{
    const std::optional<std::size_t> index = merchantIndex(merchant);
    return index ? findRow(m_state->pages, *m_state->rowsById[*index], order.value) : std::nullopt;
}

bool QueueSnapshot::contains(RowId id) const noexcept
{
    return pageOf(id) < m_state->pages.size() && slotOf(id) < page(id).rows.size() && row(id).id != 0;
}

std::string_view QueueSnapshot::number(RowId id) const noexcept
{
    const QueueRow& r = row(id);
    return part(page(id), r.textOffset, r.numberLength);
}

std::string_view QueueSnapshot::buyer(RowId id) const noexcept
{
    const QueueRow& r = row(id);
    return part(page(id), r.textOffset + r.numberLength + 1U, r.buyerLength);
}

std::string_view QueueSnapshot::city(RowId id) const noexcept
{
    const QueueRow& r = row(id);
    return part(page(id), r.textOffset + r.numberLength + r.buyerLength + 2U, r.cityLength);
}

std::string_view QueueSnapshot::state(RowId id) const noexcept
{
    const QueueRow& r = row(id);
    return part(page(id), r.textOffset + r.numberLength + r.buyerLength + r.cityLength + 3U, r.stateLength);
}

std::string_view QueueSnapshot::skus(RowId id) const noexcept
{
    const QueueRow& r = row(id);
    return part(page(id), r.textOffset + r.numberLength + r.buyerLength + r.cityLength + r.stateLength + 4U, r.skusLength);
}

std::string_view QueueSnapshot::service(RowId id) const noexcept
{
    return page(id).symbols[row(id).service];
}

std::string_view QueueSnapshot::assignee(RowId id) const noexcept
{
    return page(id).symbols[row(id).assignee];
}

} // namespace t6
