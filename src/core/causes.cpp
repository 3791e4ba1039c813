// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "causes.h"

#include <algorithm>
#include <bit>
#include <map>
#include <string_view>
#include <tuple>

namespace t6 {

namespace {

constexpr IssueMask between(CheckCode first, CheckCode last) noexcept
{
    return (bit(last) << 1) - bit(first);
}
constexpr IssueMask kBySku = between(CheckCode::WeightMissing, CheckCode::ItemWeightMissing) | between(CheckCode::CustomsMissing, CheckCode::CustomsVague);
constexpr IssueMask kByCountry = between(CheckCode::AddressIncomplete, CheckCode::PhoneMissing);

template <typename Use>
void forEachSku(std::string_view skus, Use use)
{
    while (!skus.empty()) {
        const std::size_t end = std::min(skus.find(' '), skus.size());
        if (end > 0)
            use(skus.substr(0, end));
        skus.remove_prefix(std::min(end + 1, skus.size()));
    }
}

template <typename Use>
void forEachCode(IssueMask mask, Use use)
{
    for (; mask; mask &= mask - 1)
        use(static_cast<CheckCode>(std::countr_zero(mask)));
}

/// How often each SKU of a merchant occurs, in all rows and in those with a finding: the SKU that stands in many orders with
/// the finding and in few without it is the likely reason.
class SkuStatistics
{
public:
    void add(std::uint16_t merchant, std::string_view skus, IssueMask findings)
    {
        forEachSku(skus, [&](std::string_view sku) {
            ++m_all[{merchant, sku}];
            forEachCode(findings & kBySku, [&](CheckCode code) { ++m_with[{merchant, code, sku}]; });
        });
    }

    [[nodiscard]] std::string_view suspect(std::uint16_t merchant, CheckCode code, std::string_view skus) const
    {
        std::string_view best;
        int bestScore = 0;
        forEachSku(skus, [&](std::string_view sku) {
            const int score = 2 * m_with.at({merchant, code, sku}) - m_all.at({merchant, sku});
            if (best.empty() || score > bestScore || (score == bestScore && sku < best)) {
                best = sku;
                bestScore = score;
            }
        });
        return best;
    }

private:
    std::map<std::tuple<std::uint16_t, std::string_view>, int> m_all;
    std::map<std::tuple<std::uint16_t, CheckCode, std::string_view>, int> m_with;
};

} // namespace

std::vector<Cause> groupByCause(const QueueSnapshot& queue, const QueueQuery& query)
{
    const auto openRows = [&](QueueQuery open) {
        open.includeClosed = false;
        open.sortBy = QueueColumn::Age;
        return runQuery(queue, open, std::vector<QString>(queue.merchants().size()));
    };
    const auto findings = [&](RowId id) {
        const IssueMask issues = queue.row(id).issues;
        return query.anyIssue ? issues & query.anyIssue : CheckContext::needsPerson(issues);
    };

    // Orders outside of the query tell as well which SKU is innocent.
    SkuStatistics statistics;
    QueueQuery all;
    all.merchant = query.merchant;
    for (const RowId id : openRows(all))
        statistics.add(queue.page(id).merchant, queue.skus(id), findings(id));

    std::map<std::tuple<std::uint16_t, CheckCode, std::string>, std::vector<RowId>> groups;
    for (const RowId id : openRows(query)) {
        const std::uint16_t merchant = queue.page(id).merchant;
        forEachCode(findings(id), [&](CheckCode code) {
            std::string subject;
            if (bit(code) & kBySku)
                subject = statistics.suspect(merchant, code, queue.skus(id));
            else if (bit(code) & kByCountry)
                subject = countryText(queue.row(id).country);
            groups[{merchant, code, std::move(subject)}].push_back(id);
        });
    }

    std::vector<Cause> causes;
    causes.reserve(groups.size());
    for (auto& [key, ids] : groups)
        causes.push_back({std::get<1>(key), queue.merchants()[std::get<0>(key)], std::get<2>(key), std::move(ids)});
    std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) { return a.rows.size() > b.rows.size(); });
    return causes;
}

} // namespace t6
