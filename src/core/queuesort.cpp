// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuesort.h"

#include "intwo.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <span>
#include <type_traits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

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

/// Room for `count` items, unset. In large pages where the system has them: getting small ones took a sixth of the time.
template <typename Item>
class Room
{
public:
    Room() = default;
    explicit Room(std::size_t count)
    {
        static_assert(std::is_trivially_copyable_v<Item>);
        const std::size_t page = count * sizeof(Item) >= kManyBytes ? kLargePage : kSmallPage;
        const std::size_t bytes = (count * sizeof(Item) + page) / page * page;
        m_items.reset(static_cast<Item*>(std::aligned_alloc(page, bytes)));
        Q_CHECK_PTR(m_items.get());
#if defined(__linux__)
        if (page == kLargePage)
            (void)::madvise(m_items.get(), bytes, MADV_HUGEPAGE); // a wish
#endif
    }
    [[nodiscard]] Item* get() const noexcept { return m_items.get(); }

private:
    static constexpr std::size_t kLargePage = std::size_t{2} << 20, kSmallPage = 4096, kManyBytes = 6 * kLargePage;
    struct Free
    {
        void operator()(Item* items) const noexcept { std::free(items); }
    };
    std::unique_ptr<Item, Free> m_items;
};

/// Sorts by key, byte after byte from the lowest; bytes that are the same in all are passed over. Returns the array that holds
/// the result, `items` or `spare`.
template <typename Item>
Item* radixSort(Item* items, Item* spare, std::size_t count)
{
    const auto byteOf = [](const Item& item, unsigned number) { return item.key() >> number * 8 & 0xFF; };
    std::array<std::array<std::uint32_t, 256>, Item::kKeyBytes> counts{};
    for (std::size_t i = 0; i < count; ++i)
        for (unsigned number = 0; number < Item::kKeyBytes; ++number)
            ++counts[number][byteOf(items[i], number)];
    for (unsigned number = 0; number < Item::kKeyBytes; ++number) {
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

template <typename Item>
struct Half
{
    std::vector<std::span<const RowId>> candidates;
    std::size_t candidateCount = 0;
    std::span<Item> items; ///< in one of the two arrays
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
        if (isSpare(m_halves[0]) != isSpare(m_halves[1])) // the result needs one of the arrays
            moveOver(m_halves[1]);
        const std::span<const Item> a = m_halves[0].items, b = m_halves[1].items;
        std::vector<RowId> rows(a.size() + b.size());
        const std::uint64_t middle = a.empty() ? 0 : a[a.size() / 2].key();
        const auto below = [middle](std::span<const Item> items) { return static_cast<std::size_t>(std::ranges::lower_bound(items, middle, {}, &Item::key) - items.begin()); };
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
        m_items = Room<Item>(total);
        m_spare = Room<Item>(total);
        if constexpr (std::is_same_v<Item, LongItem>)
            m_secondKeys = Room<std::uint64_t>(total);
    }

    void gather(std::size_t number)
    {
        Half<Item>& half = m_halves[number];
        const std::size_t begin = beginOf(half);
        constexpr std::size_t kAhead = 768; // bytes: some ten rows
        Item* const items = m_items.get() + begin;
        std::size_t count = 0;
        auto place = static_cast<std::uint32_t>(begin);
        for (const std::span<const RowId> rows : half.candidates)
            for (const RowId id : rows) {
                if (m_only != nullptr && !(*m_only)[id])
                    continue;
                const QueuePage& page = m_order.queue().page(id);
                const QueueRow& row = page.rows[slotOf(id)];
                __builtin_prefetch(page.text.data() + row.textOffset + kAhead); // mostly the rows are asked for as they lie there
                if (!m_test(row))
                    continue;
                const SortKey key = m_order.key(page, row, id);
                if constexpr (std::is_same_v<Item, ShortItem>) {
                    items[count++] = {(m_order.isDescending() ? key.first ^ kShortMask : key.first) << 32 | id};
                } else {
                    items[count++] = {m_order.isDescending() ? key.first ^ kLongMask : key.first, id, place};
                    m_secondKeys.get()[place++] = m_order.isDescending() ? key.second ^ kLongMask : key.second;
                }
            }
        half.items = {radixSort(items, m_spare.get() + begin, count), count};
    }

    [[nodiscard]] std::size_t beginOf(const Half<Item>& half) const noexcept { return &half == m_halves.data() ? 0 : m_halves[0].candidateCount; }
    [[nodiscard]] bool isSpare(const Half<Item>& half) const noexcept { return half.items.data() == m_spare.get() + beginOf(half); }
    void moveOver(Half<Item>& half) const
    {
        Item* const to = (isSpare(half) ? m_items : m_spare).get() + beginOf(half);
        std::ranges::copy(half.items, to);
        half.items = {to, half.items.size()};
    }

    void merge(std::span<const Item> a, std::span<const Item> b, std::vector<RowId>& rows, std::size_t begin) const
    {
        auto to = rows.begin() + static_cast<std::ptrdiff_t>(begin);
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
            const std::span<LongItem> items((isSpare(m_halves[0]) ? m_items : m_spare).get() + begin, a.size() + b.size());
            std::ranges::merge(a, b, items.begin(), {}, &Item::key, &Item::key);
            if (m_order.isText())
                settleTies(items);
            std::ranges::transform(items, to, &LongItem::row);
        }
    }

    /// Calls settle(run) for each run of more than one item with the same key that may go on behind it.
    template <typename Items, typename Key, typename Settle>
    void forEachTie(const Items& items, const Key& key, const Settle& settle) const
    {
        for (auto begin = items.begin(); begin != items.end();) {
            const std::uint64_t value = key(*begin);
            const auto end = std::find_if(begin + 1, items.end(), [&](const auto& item) { return key(item) != value; });
            if (end - begin > 1 && SortKey::mayGoOn(m_order.isDescending() ? value ^ kLongMask : value))
                settle(std::span(begin, end));
            begin = end;
        }
    }

    void settleTies(std::span<LongItem> items) const
    {
        std::vector<LongItem> spare;
        const auto secondKey = [this](const LongItem& item) { return m_secondKeys.get()[item.place]; };
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
    Room<Item> m_items, m_spare; ///< of both halves, one behind the other
    Room<std::uint64_t> m_secondKeys; ///< by LongItem::place
};

} // namespace

std::vector<RowId> sortedRows(const QueueOrder& order, std::optional<std::size_t> merchant, const RowTest& test, const RowBits* only)
{
    return order.isShort() ? Sorter<ShortItem>(order, test, only).run(merchant) : Sorter<LongItem>(order, test, only).run(merchant);
}

} // namespace t6
