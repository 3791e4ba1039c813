// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correction.h"

#include <core/funds.h>

#include <QString>

#include <optional>

namespace t6::operations {

/// Money that is to be added to one funded carrier of a merchant, once. There is no way back.
struct TopUpRequest
{
    MerchantId merchant;
    std::int64_t wallet = 0; ///< shippingProviderId
    Money amount;
    std::optional<Money> seen; ///< the balance that the person saw: if it has risen since, nothing is sent
    QString reason; ///< why another one is added although it is not known what became of the last; empty: it is not
    bool automatic = false; ///< by the program, on the house's advice: only while the balance is below it
    QString actor; ///< who does it; the desk sets it
};

/// What was read before and after. All of whole minor units.
struct TopUpProof
{
    Money amount, before;
    Money labels; ///< bought meanwhile
    std::optional<Money> now; ///< as it was read last; nullopt: it was not
    bool automatic = false;
};
/// Of a report of AddFunds; nullopt when no balance was read.
[[nodiscard]] std::optional<TopUpProof> topUpProof(const OperationReport& report);

/// A merchant's funded carrier, and what may be done about it from here.
struct WalletState
{
    MerchantId merchant;
    QString merchantName;
    int colour = 0;
    Funding funding; ///< the merchant's
    bool advised = false; ///< a person has seen that ShipStation's auto-fund is set as the house advises
    WalletOutlook outlook;
    std::vector<BalancePoint> history; ///< oldest first
    int topUps = 0; ///< of this wallet, in the last 24 hours, from here
    Money toppedUp; ///< of the merchant, likewise
};

} // namespace t6::operations
