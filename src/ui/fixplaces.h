// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>
#include <core/orderpatch.h>
#include <operations/merchantstate.h>
#include <operations/orderdetails.h>

#include <optional>

namespace t6::ui {

enum class EditSection { Address, Shipping, Customs, Notes, Split }; ///< Split: no section of the order editor but a window of its own

/// Where a finding is repaired: in the order editor, or by splitting the order.
struct FixPlace
{
    EditSection section = EditSection::Address;
    QString path; ///< in the order's JSON; empty: the section's first input
    bool operator==(const FixPlace&) const = default;
};

/// nullopt where the repair is none of the order's: the merchant's settings, money.
[[nodiscard]] std::optional<FixPlace> fixPlace(const Issue& issue);

/// Whether ShipStation takes changes to the order, as far as it is known without asking.
[[nodiscard]] bool canEdit(const operations::OrderDetails& order);

/// A repair that needs no thought: its name says the change.
struct QuickFix
{
    QString caption; ///< "Set weight 6 oz"; plain text that may hold the buyer's data
    OrderPatch patch; ///< against the order's raw JSON
    QString detail{}; ///< what speaks for it; plain text
};
[[nodiscard]] std::optional<QuickFix> quickFix(const Issue& issue, const operations::OrderDetails& order, const operations::MerchantState& merchant);

/// The rules that are compiled into the program; read once.
[[nodiscard]] const AddressRules& bundledAddressRules();

} // namespace t6::ui
