// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchant.h"

#include <QString>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace t6 {

// Postage as figures. Pure; money is whole minor units throughout. Any thread.

/// What the house advises merchants to set in ShipStation (Settings, Shipping, Carriers, Auto-fund).
inline constexpr Money kFundsBelow{25'00}, kFundsAmount{100'00};
inline constexpr int kFundsPerDay = 5;
/// What ShipStation's API takes at a time.
inline constexpr Money kLeastFunds{10'00}, kMostFunds{10'000'00};

/// "100", "100.5" or "$1,000.17" as money; nullopt for all else, a third decimal included.
[[nodiscard]] std::optional<Money> parseMoney(QStringView text);
[[nodiscard]] QString plainMoney(Money money); ///< "1000.17": for scripts and journals
[[nodiscard]] QString dollarText(Money money); ///< "$1,000.17"

/// The amount with odd cents: auto-funding adds whole amounts, so that a top-up of ours can be told from one. `before` = how many came lately.
[[nodiscard]] Money withOddCents(Money amount, int before) noexcept;
[[nodiscard]] constexpr bool looksAutomatic(Money amount) noexcept { return amount.minor % 100 == 0; }

/// What a carrier's balance was from `at` on.
struct BalancePoint
{
    UtcTime at{};
    Money balance;
    bool operator==(const BalancePoint&) const = default;
};

/// What labels of a merchant usually cost. Immutable.
class LabelPrices
{
public:
    LabelPrices() = default;
    explicit LabelPrices(const std::optional<LabelHistory>& history);

    struct Estimate
    {
        Money cost;
        int restsOn = 0; ///< labels bought lately; 0: the house's guess, $4 at home and $15 abroad
    };
    [[nodiscard]] Estimate estimate(std::string_view carrier, std::string_view service, bool abroad) const noexcept;

private:
    std::vector<ServiceCost> m_costs; ///< by carrier and service
};

/// Ready orders of one merchant that one service is to take.
struct ReadyOrders
{
    std::string carrier, service; ///< codes
    int orders = 0, abroad = 0; ///< of them
};

enum class FundsState : std::uint8_t {
    Short, ///< the balance does not pay for the ready orders
    RunsOutToday, ///< spent as lately, it is empty within 24 hours
    Low, ///< below what the house funds at
    Fine,
};
[[nodiscard]] const char* fundsStateName(FundsState state); ///< "short", "runs-out-today", "low", "fine"
[[nodiscard]] QString fundsStateLabel(FundsState state);

/// One funded carrier of a merchant.
struct WalletOutlook
{
    std::string code, name;
    std::int64_t shippingProviderId = 0;
    bool sharesCode = false; ///< another funded carrier has this code: ShipStation's API cannot tell them apart
    Money balance;
    UtcTime asOf{};
    int readyLabels = 0;
    Money readyCost;
    int readyGuessed = 0; ///< of the labels: their cost is the house's guess
    enum class Basis : std::uint8_t { Nothing, Labels, Balances };
    Basis basis = Basis::Nothing; ///< what the next two rest on
    Money perDay; ///< spent lately
    std::chrono::hours seen{0}; ///< for how long
    std::optional<int> runwayLabels; ///< that the balance pays for; nullopt: no label's cost is known
    std::optional<std::chrono::hours> runway; ///< until it is empty; nullopt: nothing is known, or nothing was spent
    FundsState state = FundsState::Fine;
};

struct WalletHistory
{
    std::int64_t shippingProviderId = 0;
    std::vector<BalancePoint> points; ///< oldest first
};

/// All carriers of an account that hold money, the most urgent first. A service's orders are paid by the carrier's primary account.
[[nodiscard]] std::vector<WalletOutlook> outlook(const AccountFacts& facts, const std::vector<ReadyOrders>& ready, const std::vector<WalletHistory>& history, UtcTime now);
/// Whether `a` needs somebody before `b` does.
[[nodiscard]] bool isMoreUrgent(const WalletOutlook& a, const WalletOutlook& b) noexcept;

/// What a reading after a top-up means. `labels`: bought since the balance was read before.
enum class TopUpVerdict { Applied, NotApplied, Other };
[[nodiscard]] TopUpVerdict judgeTopUp(Money before, Money amount, Money labels, Money now) noexcept;

} // namespace t6
