// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuequery.h"

#include "intwo.h"
#include "queuesearch.h"
#include "queuesort.h"

#include <algorithm>
#include <array>
#include <bit>

namespace t6 {

namespace {

/// A query made ready for one snapshot.
struct Plan
{
    Plan(const QueueSnapshot& queue, const QueueQuery& query) : search(query.text)
    {
        if (query.merchant) {
            merchant = queue.merchantIndex(*query.merchant);
            isEmpty = !merchant;
        }
        if (!query.readiness.empty()) {
            test.readiness = 0;
            for (const Readiness wanted : query.readiness)
                test.readiness = static_cast<std::uint8_t>(test.readiness | 1U << static_cast<unsigned>(wanted));
        }
        if (!query.includeClosed)
            test.readiness = static_cast<std::uint8_t>(test.readiness & ~(1U << static_cast<unsigned>(Readiness::Closed)));
        if (query.anyIssue != 0)
            test.anyIssue = query.anyIssue;
    }

    [[nodiscard]] bool accepts(const QueueSnapshot& queue, RowId id) const noexcept
    {
        return queue.contains(id) && (!merchant || queue.page(id).merchant == *merchant) && test(queue.row(id))
            && (search.isEmpty() || search.matches(queue.page(id), queue.row(id)));
    }

    QueueSearch search;
    RowTest test;
    std::optional<std::size_t> merchant;
    bool isEmpty = false; ///< asks for a merchant that is not there
};

PageBits allRows() noexcept
{
    PageBits rows;
    rows.fill(~std::uint64_t{0});
    return rows;
}

/// All rows that the plan accepts, page by page: the fast way for many.
RowBits acceptedRows(const QueueSnapshot& queue, const Plan& plan)
{
    RowBits bits(queue);
    const auto& pages = queue.pages();
    inTwo(queue.rowCount() > kWorthTwoThreads, [&](std::size_t half) { // a page has words of its own in the bits
        for (std::size_t number = half * (pages.size() / 2); number < (half == 0 ? pages.size() / 2 : pages.size()); ++number) {
            const QueuePage& page = *pages[number];
            if (page.rows.empty() || (plan.merchant && page.merchant != *plan.merchant))
                continue;
            PageBits& rows = bits.page(number);
            rows = plan.search.isEmpty() ? allRows() : plan.search.rowsOf(page);
            for (std::size_t word = 0; word < rows.size(); ++word)
                for (std::uint64_t left = rows[word]; left != 0; left &= left - 1) {
                    const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(left));
                    if (slot >= page.rows.size() || !plan.test(page.rows[slot]))
                        rows[word] &= ~(left & -left);
                }
        }
    });
    return bits;
}

} // namespace

std::vector<RowId> runQuery(const QueueSnapshot& queue, const QueueQuery& query, const std::vector<QString>& merchantNames)
{
    const Plan plan(queue, query);
    if (plan.isEmpty)
        return {};
    const QueueOrder order(queue, query, merchantNames);
    if (plan.search.isEmpty())
        return sortedRows(order, plan.merchant, plan.test, nullptr);
    const RowBits found = acceptedRows(queue, plan);
    return sortedRows(order, plan.merchant, plan.test, &found);
}

bool narrows(const QueueQuery& previous, const QueueQuery& next) noexcept
{
    const auto among = [](const std::vector<Readiness>& all) {
        return [&all](Readiness readiness) { return std::ranges::find(all, readiness) != all.end(); };
    };
    return previous.sortBy == next.sortBy && previous.descending == next.descending && (previous.includeClosed || !next.includeClosed)
        && (!previous.merchant || previous.merchant == next.merchant)
        && (previous.readiness.empty() || (!next.readiness.empty() && std::ranges::all_of(next.readiness, among(previous.readiness))))
        && (previous.anyIssue == 0 || (next.anyIssue != 0 && (next.anyIssue & ~previous.anyIssue) == 0))
        && QueueSearch(next.text).narrows(QueueSearch(previous.text));
}

std::vector<RowId> refine(const QueueSnapshot& queue, const std::vector<RowId>& previous, const QueueQuery& query)
{
    constexpr std::size_t kFew = 16; // looking at a row alone costs this many times one of a scan
    const Plan plan(queue, query);
    std::vector<RowId> rows;
    if (plan.isEmpty)
        return rows;
    if (previous.size() < queue.rowCount() / kFew) {
        std::ranges::copy_if(previous, std::back_inserter(rows), [&](RowId id) { return plan.accepts(queue, id); });
        return rows;
    }
    const RowBits found = acceptedRows(queue, plan);
    rows.resize(std::min(previous.size(), found.count()) + 1); // one is written before it is known whether it stays
    auto to = rows.begin();
    for (const RowId id : previous) {
        *to = id;
        to += id < found.size() && found[id];
    }
    rows.erase(to, rows.end());
    return rows;
}

std::vector<RowId> update(const QueueSnapshot& queue, const std::vector<RowId>& previous, const QueueChange& change, const QueueQuery& query, const std::vector<QString>& merchantNames)
{
    const Plan plan(queue, query);
    if (plan.isEmpty)
        return {};
    RowBits touched(queue);
    std::vector<RowId> incoming;
    for (const auto* list : {&change.added, &change.changed, &change.removed})
        for (const RowId id : *list)
            if (id < touched.size() && !touched[id]) {
                touched.set(id);
                if (plan.accepts(queue, id))
                    incoming.push_back(id);
            }
    std::vector<RowId> rows(previous.size() + incoming.size());
    auto kept = rows.begin();
    for (const RowId id : previous) {
        *kept = id;
        kept += id < touched.size() && !touched[id];
    }
    // What stayed is still in order: find each newcomer's place, then move the stretches between them to the back, the last first.
    const QueueOrder order(queue, query, merchantNames);
    std::vector<PlacedRow> newcomers;
    newcomers.reserve(incoming.size());
    for (const RowId id : incoming)
        newcomers.push_back(order.placed(id));
    std::ranges::sort(newcomers, [&order](const PlacedRow& a, const PlacedRow& b) { return order.less(a, b); });
    auto to = kept + static_cast<std::ptrdiff_t>(newcomers.size());
    rows.erase(to, rows.end());
    for (auto next = newcomers.rbegin(); next != newcomers.rend(); ++next) {
        const auto place = std::lower_bound(rows.begin(), kept, *next, [&order](RowId id, const PlacedRow& newcomer) { return order.less(order.placed(id), newcomer); });
        to = std::move_backward(place, kept, to);
        *--to = next->id;
        kept = place;
    }
    return rows;
}

QueueCounts countQueue(const QueueSnapshot& queue)
{
    std::array<QueueCounts, 2> halves;
    const auto& pages = queue.pages();
    inTwo(queue.rowCount() > kWorthTwoThreads, [&](std::size_t half) {
        QueueCounts& counts = halves[half];
        counts.merchants.resize(queue.merchants().size());
        counts.perCheck.resize(static_cast<std::size_t>(kCheckCount));
        for (std::size_t number = half * (pages.size() / 2); number < (half == 0 ? pages.size() / 2 : pages.size()); ++number) {
            const QueuePage& page = *pages[number];
            if (page.rows.empty())
                continue;
            std::array<int, 256> perReadiness{};
            for (const QueueRow& row : page.rows) {
                if (row.id == 0)
                    continue;
                ++perReadiness[row.readiness];
                if (row.readiness != static_cast<std::uint8_t>(Readiness::Closed))
                    for (IssueMask left = row.issues; left != 0; left &= left - 1)
                        ++counts.perCheck[static_cast<std::size_t>(std::countr_zero(left))];
            }
            const auto having = [&perReadiness](Readiness readiness) { return perReadiness[static_cast<std::size_t>(readiness)]; };
            for (QueueCounts::PerMerchant* sum : {&counts.merchants[page.merchant], &counts.all}) {
                sum->open += page.liveRows - having(Readiness::Closed);
                sum->needsReview += having(Readiness::NeedsReview);
                sum->ready += having(Readiness::ReadyToShip);
                sum->onHold += having(Readiness::OnHold);
            }
        }
    });
    QueueCounts& sum = halves[0];
    const auto add = [](QueueCounts::PerMerchant& to, const QueueCounts::PerMerchant& from) {
        to.open += from.open;
        to.needsReview += from.needsReview;
        to.ready += from.ready;
        to.onHold += from.onHold;
    };
    for (std::size_t i = 0; i < sum.merchants.size(); ++i)
        add(sum.merchants[i], halves[1].merchants[i]);
    add(sum.all, halves[1].all);
    for (std::size_t i = 0; i < sum.perCheck.size(); ++i)
        sum.perCheck[i] += halves[1].perCheck[i];
    return std::move(sum);
}

} // namespace t6
