// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesort.h"

#include "intwo.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <numeric>
#include <span>

namespace t6 {

namespace {

// Each of two threads gathers and sorts its half of the rows; then each writes its part of the merged result. What is sorted is
// one word a row: the key above, the row below. Radix sort is stable and the rows are gathered by merchant and order id, so that
// equal rows need no comparing.

/// Sorts by the bits of keyOf(item) from `lowBit` to `highBit`, byte after byte; bytes that are the same in all are passed over.
/// Returns the array that holds the result, `items` or `spare`.
template <typename Item, typename KeyOf>
Item* radixSort(Item* items, Item* spare, std::size_t count, unsigned lowBit, unsigned highBit, const KeyOf& keyOf)
{
    const unsigned bytes = (highBit - lowBit + 7) / 8;
    const auto byteOf = [&](const Item& item, unsigned number) { return keyOf(item) >> (lowBit + number * 8) & 0xFF; };
    std::array<std::array<std::uint32_t, 256>, 8> counts{};
    for (std::size_t i = 0; i < count; ++i)
        for (unsigned number = 0; number < bytes; ++number)
            ++counts[number][byteOf(items[i], number)];
    for (unsigned number = 0; number < bytes; ++number) {
        std::array<std::uint32_t, 256>& begins = counts[number];
        if (count == 0 || begins[byteOf(items[0], number)] == count)
            continue;
        std::exclusive_scan(begins.begin(), begins.end(), begins.begin(), 0U);
        for (std::size_t i = 0; i < count; ++i)
            spare[begins[byteOf(items[i], number)]++] = items[i];
        std::swap(items, spare);
    }
    return items;
}

/// Calls settle(run) for each run of several items with the same key.
template <typename Item, typename KeyOf, typename Settle>
void forEachTie(std::span<Item> items, const KeyOf& keyOf, const Settle& settle)
{
    for (auto begin = items.begin(); begin != items.end();) {
        const std::uint64_t key = keyOf(*begin);
        const auto end = std::find_if(begin + 1, items.end(), [&](const Item& item) { return keyOf(item) != key; });
        if (end - begin > 1)
            settle(std::span(begin, end), key);
        begin = end;
    }
}

class Sorter
{
public:
    Sorter(const QueueOrder& order, const RowTest& test, const RowBits* only) : m_order(order), m_isText(order.isText()), m_test(test), m_only(only) {}

    std::vector<RowId> run(std::optional<std::size_t> merchant)
    {
        const std::size_t total = share(merchant);
        const bool worthIt = total > kWorthTwoThreads;
        inTwo(worthIt, [this](std::size_t half) { gather(m_halves[half]); });
        if (isSpare(m_halves[0]) != isSpare(m_halves[1])) // the result needs one of the arrays
            moveOver(m_halves[1]);
        const std::span<const Item> a = m_halves[0].items, b = m_halves[1].items;
        std::vector<RowId> rows(a.size() + b.size());
        const std::uint64_t middle = a.empty() ? 0 : keyOf(a[a.size() / 2]);
        const auto below = [&](std::span<const Item> items) {
            return static_cast<std::size_t>(std::ranges::lower_bound(items, middle, {}, [this](Item item) { return keyOf(item); }) - items.begin());
        };
        const std::size_t splitA = below(a), splitB = below(b);
        inTwo(worthIt, [&](int part) {
            if (part == 0)
                merge(a.first(splitA), b.first(splitB), rows, 0);
            else
                merge(a.subspan(splitA), b.subspan(splitB), rows, splitA + splitB);
        });
        return rows;
    }

private:
    using Item = std::uint64_t; ///< m_keyBits of key, below them the row or, of text, its place among all candidates
    struct Half
    {
        std::vector<std::span<const RowId>> candidates;
        std::size_t begin = 0, candidateCount = 0; ///< in the arrays
        std::span<Item> items; ///< in one of them
    };
    struct TiedItem
    {
        std::uint64_t letters; ///< behind those of the item's key
        std::uint32_t place;
    };

    [[nodiscard]] std::uint64_t keyOf(Item item) const noexcept { return item >> m_lowBits; }
    [[nodiscard]] std::uint32_t placeOf(Item item) const noexcept { return static_cast<std::uint32_t>(item & ((Item{1} << m_lowBits) - 1)); }

    /// Gives each half about as many candidates as the other; returns how many there are.
    std::size_t share(std::optional<std::size_t> merchant)
    {
        const QueueSnapshot& queue = m_order.queue();
        const std::size_t begin = merchant.value_or(0), end = merchant ? *merchant + 1 : queue.merchants().size();
        std::size_t total = 0;
        for (std::size_t i = begin; i < end; ++i)
            total += queue.rowsOf(i).size();
        std::size_t forFirst = total / 2;
        const auto add = [](Half& half, std::span<const RowId> rows) {
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
        m_halves[1].begin = m_halves[0].candidateCount;
        m_items = std::make_unique_for_overwrite<Item[]>(total);
        m_spare = std::make_unique_for_overwrite<Item[]>(total);
        if (m_isText) {
            m_letters = (64 - static_cast<unsigned>(std::bit_width(total))) / SortKey::kLetterBits;
            m_lowBits = 64 - m_letters * SortKey::kLetterBits;
            m_rows = std::make_unique_for_overwrite<RowId[]>(total);
            m_nextLetters = std::make_unique_for_overwrite<std::uint64_t[]>(total);
        }
        return total;
    }

    void gather(Half& half)
    {
        constexpr std::size_t kAhead = 768; // bytes: some ten rows
        const unsigned keptBits = m_letters * SortKey::kLetterBits, restBits = SortKey::kBits - std::min(keptBits, SortKey::kBits);
        Item* const items = m_items.get() + half.begin;
        std::size_t count = 0;
        for (const std::span<const RowId> rows : half.candidates)
            for (const RowId id : rows) {
                if (m_only != nullptr && !(*m_only)[id])
                    continue;
                const QueuePage& page = m_order.queue().page(id);
                const QueueRow& row = page.rows[slotOf(id)];
                __builtin_prefetch(page.text.data() + row.textOffset + kAhead); // mostly the rows are asked for as they lie there
                if (!m_test(row))
                    continue;
                SortKey key = m_order.key(page, row, id);
                if (!m_isText) {
                    items[count++] = (m_order.isDescending() ? key.first ^ 0xFFFFFFFFU : key.first) << m_lowBits | id;
                    continue;
                }
                if (m_order.isDescending())
                    key = {key.first ^ SortKey::kMask, key.second ^ SortKey::kMask};
                const std::size_t place = half.begin + count;
                m_rows[place] = id;
                m_nextLetters[place] = (key.first << keptBits & SortKey::kMask) | key.second >> restBits;
                items[count++] = key.first >> restBits << m_lowBits | place;
            }
        half.items = {radixSort(items, m_spare.get() + half.begin, count, m_lowBits, 64, [](Item item) { return item; }), count};
    }

    [[nodiscard]] bool isSpare(const Half& half) const noexcept { return half.items.data() == m_spare.get() + half.begin; }
    void moveOver(Half& half) const
    {
        Item* const to = (isSpare(half) ? m_items : m_spare).get() + half.begin;
        std::ranges::copy(half.items, to);
        half.items = {to, half.items.size()};
    }

    void merge(std::span<const Item> a, std::span<const Item> b, std::vector<RowId>& rows, std::size_t begin) const
    {
        const std::span<Item> items((isSpare(m_halves[0]) ? m_items : m_spare).get() + begin, a.size() + b.size());
        auto fromA = a.begin(), fromB = b.begin();
        auto to = items.begin();
        while (fromA != a.end() && fromB != b.end()) {
            const bool takeB = keyOf(*fromB) < keyOf(*fromA);
            *to++ = takeB ? *fromB : *fromA;
            fromB += takeB;
            fromA += !takeB;
        }
        std::copy(fromB, b.end(), std::copy(fromA, a.end(), to));
        if (m_isText)
            settleTies(items);
        std::ranges::transform(items, rows.begin() + static_cast<std::ptrdiff_t>(begin), [this](Item item) { return m_isText ? m_rows[placeOf(item)] : placeOf(item); });
    }

    [[nodiscard]] bool mayGoOn(std::uint64_t key) const noexcept { return SortKey::mayGoOn(m_order.isDescending() ? ~key : key); }

    /// Texts that begin alike: by the letters that follow, then by all of them.
    void settleTies(std::span<Item> items) const
    {
        std::vector<TiedItem> tied, spare;
        forEachTie(items, [this](Item item) { return keyOf(item); }, [&](std::span<Item> run, std::uint64_t key) {
            if (!mayGoOn(key))
                return;
            tied.clear();
            for (const Item item : run)
                tied.push_back({m_nextLetters[placeOf(item)], placeOf(item)});
            if (!std::ranges::is_sorted(tied, {}, &TiedItem::letters))
                sortByLetters(tied, spare);
            forEachTie(std::span(tied), [](const TiedItem& item) { return item.letters; }, [this](std::span<TiedItem> same, std::uint64_t letters) {
                if (mayGoOn(letters))
                    sortByText(same);
            });
            std::ranges::transform(tied, run.begin(), [&](const TiedItem& item) { return key << m_lowBits | item.place; });
        });
    }

    static void sortByLetters(std::vector<TiedItem>& tied, std::vector<TiedItem>& spare)
    {
        constexpr std::size_t kWorthRadix = 200;
        if (tied.size() < kWorthRadix) {
            std::ranges::sort(tied, [](const TiedItem& a, const TiedItem& b) { return a.letters != b.letters ? a.letters < b.letters : a.place < b.place; });
            return;
        }
        spare.resize(tied.size());
        if (radixSort(tied.data(), spare.data(), tied.size(), 0, SortKey::kBits, [](const TiedItem& item) { return item.letters; }) == spare.data())
            tied.swap(spare);
    }

    void sortByText(std::span<TiedItem> tied) const
    {
        const auto rowOf = [this](const TiedItem& item) { return m_rows[item.place]; };
        if (std::ranges::all_of(tied, [&](const TiedItem& item) { return m_order.isSameText(rowOf(item), rowOf(tied.front())); }))
            return; // one city, many orders
        std::vector<std::pair<std::string, TiedItem>> texts;
        texts.reserve(tied.size());
        for (const TiedItem& item : tied)
            texts.emplace_back(m_order.text(rowOf(item)), item);
        std::ranges::stable_sort(texts, [this](const auto& a, const auto& b) { return m_order.isDescending() ? b.first < a.first : a.first < b.first; });
        std::ranges::transform(texts, tied.begin(), [](const auto& text) { return text.second; });
    }

    const QueueOrder& m_order;
    const bool m_isText;
    const RowTest& m_test;
    const RowBits* m_only;
    std::array<Half, 2> m_halves;
    std::unique_ptr<Item[]> m_items, m_spare; ///< of both halves, one behind the other
    unsigned m_lowBits = 32;
    // Of text only: how many letters are in an item; by place: the row, and the letters that did not fit.
    unsigned m_letters = 0;
    std::unique_ptr<RowId[]> m_rows;
    std::unique_ptr<std::uint64_t[]> m_nextLetters;
};

} // namespace

std::vector<RowId> sortedRows(const QueueOrder& order, std::optional<std::size_t> merchant, const RowTest& test, const RowBits* only)
{
    return Sorter(order, test, only).run(merchant);
}

} // namespace t6
