// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.h"

#include <operations/topup.h>

#include <QString>

namespace t6::ui {

/// Postage as staff speak of it. Plain text on one line that may hold names from outside.

[[nodiscard]] QString walletName(const WalletOutlook& wallet);
[[nodiscard]] QString runwayText(const WalletOutlook& wallet); ///< "85 labels · 40 h"; "not known yet"
[[nodiscard]] QString fundsStateText(FundsState state); ///< with its shape: "▲ Short"
[[nodiscard]] const Tint& fundsTint(const Tokens& tokens, FundsState state);
/// What the figures rest on, in sentences.
[[nodiscard]] QString basisText(const operations::WalletState& wallet);
/// What ShipStation should be set to, and whether somebody has seen it.
[[nodiscard]] QString adviceText(const operations::WalletState& wallet);
/// What may be added from here, in the last 24 hours' light.
[[nodiscard]] QString ledgerText(const operations::WalletState& wallet);
/// "Add $100.17 · ACME · Stamps.com · balance $12.40"
[[nodiscard]] QString addFundsCaption(Money amount, const operations::WalletState& wallet);
/// What became of a top-up: "$100.17 added to Stamps.com of ACME: $12.40 became $112.57".
[[nodiscard]] QString topUpText(const operations::OperationReport& report, const QString& merchant);

} // namespace t6::ui
