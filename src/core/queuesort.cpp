// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesort.h"

#include "intwo.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <span>

namespace t6 {

namespace {

// Each of two threads gathers and sorts its half of the rows; then each writes its part of the merged result. Radix sort is
// stable and the rows are gathered by merchant and order id, so that equal rows need no comparing.

constexpr std::uint64_t kShortMask = 0xFFFFFFFFU;
constexpr std::uint64_t kLongMask = (std::uint64_t{1} << 60) - 1;

struct ShortItem
{
    static constexpr unsigned kKeyBytes = 4;
    std::uint64_t bits; ///< key and row
    [[nodiscard]] std::uint64_t key() const noexcept { return bits >> 32; }
    [[nodiscard]] RowId row() const noexcept { return static_cast<RowId>(bits); }
};

struct LongItem
{
    static constexpr unsigned kKeyBytes = 8;
    std::uint64_t firstKey;
    RowId id;
    std::uint32_t place; ///< among all candidates: where its second key is
    [[nodiscard]] std::uint64_t key() const noexcept { return firstKey; }
    [[nodiscard]] RowId row() const noexcept { return id; }
};

/// Sorts by key, byte after byte from the lowest; bytes that are the same in all are passed over. Returns the array that holds
/// the result, `items` or `spare`.
template <typename Item>
Item* radixSort(Item* items, Item* spare, std::size_t count)
{
    std::array<std::array<std::uint32_t, 256>, Item::kKeyBytes> counts{};
    for (std::size_t i = 0; i < count; ++i)
        for (unsigned byte = 0; byte < Item::kKeyBytes; ++byte)
            ++counts[byte][items[i].key() >> byte * 8 & 0xFF];
    for (unsigned byte = 0; byte < Item::kKeyBytes; ++byte) {
        std::array<std::uint32_t, 256>& begins = counts[byte];
        if (std::ranges::find(begins, count) != begins.end())
            continue;
        std::exclusive_scan(begins.begin(), begins.end(), begins.begin(), 0U);
        for (std::size_t i = 0; i < count; ++i)
            spare[begins[items[i].key() >> byte * 8 & 0xFF]++] = items[i];
        std::swap(items, spare);
    }
    return items;
}

template <typename Item>
struct Half
{
    std::vector<std::span<const RowId>> candidates;
    std::size_t candidateCount = 0;
    std::unique_ptr<Item[]> items, spare;
    std::span<const Item> sorted;
};

template <typename Item>
class Sorter
{
public:
    Sorter(const QueueOrder& order, const RowTest& test, const RowBits* only) : m_order(order), m_test(test), m_only(only) {}

    std::vector<RowId> run(std::optional<std::size_t> merchant)
    {
        share(merchant);
        const bool worthIt = m_halves[0].candidateCount + m_halves[1].candidateCount > kWorthTwoThreads;
        inTwo(worthIt, [this](std::size_t half) { gather(half); });
        const std::span<const Item> a = m_halves[0].sorted, b = m_halves[1].sorted;
        std::vector<RowId> rows(a.size() + b.size());
        const std::uint64_t middle = a.empty() ? 0 : a[a.size() / 2].key();
        const auto below = [middle](std::span<const Item> items) { return static_cast<std::size_t>(std::ranges::lower_bound(items, middle, {}, &Item::key) - items.begin()); };
        const std::size_t splitA = below(a), splitB = below(b);
        inTwo(worthIt, [&](int part) {
            if (part == 0)
                merge(a.first(splitA), b.first(splitB), rows.data());
            else
                merge(a.subspan(splitA), b.subspan(splitB), rows.data() + splitA + splitB);
        });
        return rows;
    }

private:
    /// Gives each half about as many candidates as the other.
    void share(std::optional<std::size_t> merchant)
    {
        const QueueSnapshot& queue = m_order.queue();
        const std::size_t begin = merchant.value_or(0), end = merchant ? *merchant + 1 : queue.merchants().size();
        std::size_t total = 0;
        for (std::size_t i = begin; i < end; ++i)
            total += queue.rowsOf(i).size();
        std::size_t forFirst = total / 2;
        const auto add = [](Half<Item>& half, std::span<const RowId> rows) {
            half.candidates.push_back(rows);
            half.candidateCount += rows.size();
        };
        for (std::size_t i = begin; i < end; ++i) {
            const std::span<const RowId> rows = queue.rowsOf(i);
            const std::size_t first = std::min(rows.size(), forFirst);
            forFirst -= first;
            add(m_halves[0], rows.first(first));
            add(m_halves[1], rows.subspan(first));
        }
        if constexpr (std::is_same_v<Item, LongItem>)
            m_secondKeys = std::make_unique_for_overwrite<std::uint64_t[]>(total);
    }

    void gather(std::size_t number)
    {
        Half<Item>& half = m_halves[number];
        half.items = std::make_unique_for_overwrite<Item[]>(half.candidateCount);
        std::size_t count = 0;
        auto place = static_cast<std::uint32_t>(number == 0 ? 0 : m_halves[0].candidateCount);
        for (const std::span<const RowId> rows : half.candidates)
            for (const RowId id : rows) {
                if (m_only != nullptr && !(*m_only)[id])
                    continue;
                const QueuePage& page = m_order.queue().page(id);
                const QueueRow& row = page.rows[slotOf(id)];
                if (!m_test(row))
                    continue;
                const SortKey key = m_order.key(page, row, id);
                if constexpr (std::is_same_v<Item, ShortItem>) {
                    half.items[count++] = {(m_order.isDescending() ? key.first ^ kShortMask : key.first) << 32 | id};
                } else {
                    half.items[count++] = {m_order.isDescending() ? key.first ^ kLongMask : key.first, id, place};
                    m_secondKeys[place++] = m_order.isDescending() ? key.second ^ kLongMask : key.second;
                }
            }
        half.spare = std::make_unique_for_overwrite<Item[]>(count);
        half.sorted = {radixSort(half.items.get(), half.spare.get(), count), count};
    }

    void merge(std::span<const Item> a, std::span<const Item> b, RowId* to) const
    {
        if constexpr (std::is_same_v<Item, ShortItem>) {
            auto fromA = a.begin(), fromB = b.begin();
            while (fromA != a.end() && fromB != b.end()) {
                const bool takeB = fromB->key() < fromA->key();
                *to++ = takeB ? fromB->row() : fromA->row();
                fromB += takeB;
                fromA += !takeB;
            }
            to = std::transform(fromA, a.end(), to, [](Item item) { return item.row(); });
            std::transform(fromB, b.end(), to, [](Item item) { return item.row(); });
        } else {
            std::vector<LongItem> items(a.size() + b.size());
            std::ranges::merge(a, b, items.begin(), {}, &Item::key, &Item::key);
            if (m_order.isText())
                settleTies(items);
            std::ranges::transform(items, to, &LongItem::row);
        }
    }

    /// Calls settle(run) for each run of more than one item with the same key that may go on behind it.
    template <typename Items, typename Key, typename Settle>
    void forEachTie(Items& items, const Key& key, const Settle& settle) const
    {
        for (auto begin = items.begin(); begin != items.end();) {
            const std::uint64_t value = key(*begin);
            const auto end = std::find_if(begin + 1, items.end(), [&](const auto& item) { return key(item) != value; });
            if (end - begin > 1 && SortKey::mayGoOn(m_order.isDescending() ? value ^ kLongMask : value))
                settle(std::span(begin, end));
            begin = end;
        }
    }

    void settleTies(std::vector<LongItem>& items) const
    {
        std::vector<LongItem> spare;
        const auto secondKey = [this](const LongItem& item) { return m_secondKeys[item.place]; };
        forEachTie(items, [](const LongItem& item) { return item.firstKey; }, [&](std::span<LongItem> tied) {
            for (LongItem& item : tied)
                item.firstKey = secondKey(item);
            if (!std::ranges::is_sorted(tied, {}, &LongItem::firstKey))
                sortAgain(tied, spare);
            forEachTie(tied, [](const LongItem& item) { return item.firstKey; }, [this](std::span<LongItem> stillTied) { sortByText(stillTied); });
        });
    }

    static void sortAgain(std::span<LongItem> items, std::vector<LongItem>& spare)
    {
        constexpr std::size_t kWorthRadix = 200;
        if (items.size() < kWorthRadix) {
            std::ranges::sort(items, [](const LongItem& a, const LongItem& b) { return a.firstKey != b.firstKey ? a.firstKey < b.firstKey : a.place < b.place; });
            return;
        }
        spare.resize(std::max(spare.size(), items.size()));
        if (const LongItem* sorted = radixSort(items.data(), spare.data(), items.size()); sorted != items.data())
            std::copy_n(sorted, items.size(), items.begin());
    }

    void sortByText(std::span<LongItem> items) const
    {
        if (std::ranges::all_of(items, [&](const LongItem& item) { return m_order.isSameText(item.id, items.front().id); }))
            return; // one city, many orders
        std::vector<std::pair<std::string, LongItem>> texts;
        texts.reserve(items.size());
        for (const LongItem& item : items)
            texts.emplace_back(m_order.text(item.id), item);
        std::ranges::stable_sort(texts, [this](const auto& a, const auto& b) { return m_order.isDescending() ? b.first < a.first : a.first < b.first; });
        std::ranges::transform(texts, items.begin(), [](const auto& text) { return text.second; });
    }

    const QueueOrder& m_order;
    const RowTest& m_test;
    const RowBits* m_only;
    std::array<Half<Item>, 2> m_halves;
    std::unique_ptr<std::uint64_t[]> m_secondKeys; ///< by LongItem::place
};

} // namespace

std::vector<RowId> sortedRows(const QueueOrder& order, std::optional<std::size_t> merchant, const RowTest& test, const RowBits* only)
{
    return order.isShort() ? Sorter<ShortItem>(order, test, only).run(merchant) : Sorter<LongItem>(order, test, only).run(merchant);
}

} // namespace t6
