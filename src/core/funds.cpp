// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "funds.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <tuple>

namespace t6 {

namespace {

constexpr Money kDomesticLabel{4'00}, kInternationalLabel{15'00};
constexpr std::int64_t kHoursPerDay = 24;
constexpr auto kLeastHistory = std::chrono::hours(24); ///< balances of a shorter time tell nothing about a day

struct Funds // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Funds)
};

auto key(const ServiceCost& cost) { return std::tie(cost.carrier, cost.service); }

std::chrono::hours hoursBetween(UtcTime from, UtcTime to)
{
    return std::chrono::duration_cast<std::chrono::hours>(to - from);
}

struct Spending
{
    WalletOutlook::Basis basis = WalletOutlook::Basis::Nothing;
    Money total;
    std::chrono::hours time{0};
};

/// Labels tell what was spent with a carrier; of two accounts with its code only balances tell which one paid.
Spending spendingByLabels(const AccountFacts& facts, const WalletOutlook& wallet)
{
    if (!facts.labels || wallet.sharesCode || facts.fetchedAt <= facts.labels->since)
        return {};
    Spending spent{WalletOutlook::Basis::Labels, {}, std::max(hoursBetween(facts.labels->since, facts.fetchedAt), std::chrono::hours(1))};
    for (const ServiceCost& cost : facts.labels->costs) {
        if (cost.carrier == wallet.code)
            spent.total.minor += cost.total.minor;
    }
    return spent.total.minor > 0 ? spent : Spending();
}

/// What a balance fell by; what it rose by was added.
Spending spendingByBalances(const std::vector<BalancePoint>& points, UtcTime now)
{
    if (points.size() < 2 || now - points.front().at < kLeastHistory)
        return {};
    Spending spent{WalletOutlook::Basis::Balances, {}, hoursBetween(points.front().at, now)};
    for (std::size_t i = 1; i < points.size(); ++i)
        spent.total.minor += std::max<std::int64_t>(0, points[i - 1].balance.minor - points[i].balance.minor);
    return spent;
}

/// The average of what was bought with the carrier; 0 when nothing was.
std::int64_t usualLabel(const AccountFacts& facts, const std::string& code)
{
    std::int64_t labels = 0, total = 0;
    for (const ServiceCost& cost : facts.labels ? facts.labels->costs : std::vector<ServiceCost>()) {
        if (cost.carrier == code) {
            labels += cost.labels;
            total += cost.total.minor;
        }
    }
    return labels > 0 ? total / labels : 0;
}

/// Of several accounts with one code the primary one pays, else the first.
const Carrier& payer(const std::vector<Carrier>& carriers, const std::string& code)
{
    const auto pays = [&](const Carrier& carrier) { return carrier.requiresFundedAccount && carrier.code == code; };
    const auto primary = std::find_if(carriers.begin(), carriers.end(), [&](const Carrier& carrier) { return pays(carrier) && carrier.primary; });
    return primary != carriers.end() ? *primary : *std::find_if(carriers.begin(), carriers.end(), pays);
}

void addReady(WalletOutlook& wallet, const std::vector<ReadyOrders>& ready, const LabelPrices& prices)
{
    for (const ReadyOrders& orders : ready) {
        if (orders.carrier != wallet.code)
            continue;
        const std::pair<int, bool> kinds[] = {{orders.orders - orders.abroad, false}, {orders.abroad, true}};
        for (const auto& [count, abroad] : kinds) {
            const LabelPrices::Estimate one = prices.estimate(orders.carrier, orders.service, abroad);
            wallet.readyLabels += count;
            wallet.readyCost.minor += one.cost.minor * count;
            wallet.readyGuessed += one.restsOn == 0 ? count : 0;
        }
    }
}

void addRunway(WalletOutlook& wallet, const Spending& spent, std::int64_t label)
{
    wallet.basis = spent.basis;
    wallet.seen = spent.time;
    const std::int64_t balance = std::max<std::int64_t>(0, wallet.balance.minor);
    if (label > 0)
        wallet.runwayLabels = static_cast<int>(std::min<std::int64_t>(balance / label, 1'000'000));
    if (spent.total.minor <= 0 || spent.time.count() <= 0)
        return;
    wallet.perDay.minor = spent.total.minor * kHoursPerDay / spent.time.count();
    wallet.runway = std::chrono::hours(balance * spent.time.count() / spent.total.minor);
}

FundsState stateOf(const WalletOutlook& wallet)
{
    if (wallet.balance.minor < wallet.readyCost.minor)
        return FundsState::Short;
    if (wallet.runway && wallet.runway->count() < kHoursPerDay)
        return FundsState::RunsOutToday;
    return wallet.balance.minor < kFundsBelow.minor ? FundsState::Low : FundsState::Fine;
}

} // namespace

std::optional<Money> parseMoney(QStringView text)
{
    static const QRegularExpression kForm(QStringLiteral("^\\$?(\\d{1,9}|\\d{1,3}(?:,\\d{3}){1,2})(?:\\.(\\d{1,2}))?$"));
    const QRegularExpressionMatch match = kForm.match(text.trimmed().toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QString cents = match.captured(2).leftJustified(2, QLatin1Char('0'));
    return Money{match.captured(1).remove(QLatin1Char(',')).toLongLong() * 100 + cents.toLongLong()};
}

QString plainMoney(Money money)
{
    const std::int64_t minor = money.minor < 0 ? -money.minor : money.minor;
    return QStringLiteral("%1%2.%3").arg(money.minor < 0 ? QStringLiteral("-") : QString()).arg(minor / 100).arg(minor % 100, 2, 10, QLatin1Char('0'));
}

QString dollarText(Money money)
{
    QString text = plainMoney({money.minor < 0 ? -money.minor : money.minor});
    for (qsizetype place = text.size() - 6; place > 0; place -= 3)
        text.insert(place, QLatin1Char(','));
    return (money.minor < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + text;
}

Money withOddCents(Money amount, int before) noexcept
{
    constexpr std::array<std::int64_t, 8> kCents{17, 23, 37, 41, 53, 67, 73, 89};
    amount.minor += kCents[static_cast<std::size_t>(before < 0 ? 0 : before) % kCents.size()] - amount.minor % 100;
    return amount;
}

LabelPrices::LabelPrices(const std::optional<LabelHistory>& history)
    : m_costs(history ? history->costs : std::vector<ServiceCost>())
{
    std::sort(m_costs.begin(), m_costs.end(), [](const ServiceCost& a, const ServiceCost& b) { return key(a) < key(b); });
}

LabelPrices::Estimate LabelPrices::estimate(std::string_view carrier, std::string_view service, bool abroad) const noexcept
{
    const std::pair wanted(carrier, service);
    const auto views = [](const ServiceCost& cost) { return std::pair<std::string_view, std::string_view>(cost.carrier, cost.service); };
    const auto found = std::lower_bound(m_costs.begin(), m_costs.end(), wanted, [&](const ServiceCost& cost, const auto& want) { return views(cost) < want; });
    if (found != m_costs.end() && views(*found) == wanted && found->labels > 0)
        return {found->usual, found->labels};
    return {abroad ? kInternationalLabel : kDomesticLabel, 0};
}

const char* fundsStateName(FundsState state)
{
    switch (state) {
    case FundsState::Short: return "short";
    case FundsState::RunsOutToday: return "runs-out-today";
    case FundsState::Low: return "low";
    case FundsState::Fine: break;
    }
    return "fine";
}

QString fundsStateLabel(FundsState state)
{
    switch (state) {
    case FundsState::Short: return Funds::tr("Short");
    case FundsState::RunsOutToday: return Funds::tr("Will run out today");
    case FundsState::Low: return Funds::tr("Low");
    case FundsState::Fine: break;
    }
    return Funds::tr("Fine");
}

std::vector<WalletOutlook> outlook(const AccountFacts& facts, const std::vector<ReadyOrders>& ready, const std::vector<WalletHistory>& history, UtcTime now)
{
    std::vector<WalletOutlook> wallets;
    if (!facts.carriers)
        return wallets;
    const LabelPrices prices(facts.labels);
    for (const Carrier& carrier : *facts.carriers) {
        if (!carrier.requiresFundedAccount)
            continue;
        const auto sameCode = [&](const Carrier& other) { return other.requiresFundedAccount && other.code == carrier.code; };
        WalletOutlook wallet;
        wallet.code = carrier.code;
        wallet.name = carrier.nickname.empty() ? carrier.name : carrier.nickname;
        wallet.shippingProviderId = carrier.shippingProviderId;
        wallet.sharesCode = std::count_if(facts.carriers->begin(), facts.carriers->end(), sameCode) > 1;
        wallet.balance = carrier.balance;
        wallet.asOf = facts.fetchedAt;
        if (&payer(*facts.carriers, carrier.code) == &carrier)
            addReady(wallet, ready, prices);
        Spending spent = spendingByLabels(facts, wallet);
        const auto known = std::find_if(history.begin(), history.end(), [&](const WalletHistory& one) { return one.shippingProviderId == carrier.shippingProviderId; });
        if (spent.basis == WalletOutlook::Basis::Nothing && known != history.end())
            spent = spendingByBalances(known->points, now);
        addRunway(wallet, spent, usualLabel(facts, carrier.code));
        wallet.state = stateOf(wallet);
        wallets.push_back(std::move(wallet));
    }
    std::stable_sort(wallets.begin(), wallets.end(), isMoreUrgent);
    return wallets;
}

bool isMoreUrgent(const WalletOutlook& a, const WalletOutlook& b) noexcept
{
    if (a.state != b.state)
        return a.state < b.state;
    return a.balance.minor - a.readyCost.minor < b.balance.minor - b.readyCost.minor;
}

TopUpVerdict judgeTopUp(Money before, Money amount, Money labels, Money now) noexcept
{
    const std::int64_t untouched = before.minor - labels.minor;
    if (now.minor == untouched + amount.minor)
        return TopUpVerdict::Applied;
    return now.minor == untouched ? TopUpVerdict::NotApplied : TopUpVerdict::Other;
}

} // namespace t6
