// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addressrules.h"
#include "checks.h"
#include "merchant.h"

#include <QString>

#include <optional>
#include <vector>

namespace t6 {

/// A point of a merchant's set-up. Those that the API shows are looked at; the others a person ticks off (ChecklistPoint).
enum class SetupPoint : std::uint8_t {
    Keys, KeyExpiry, LoginName, Permissions, Carriers, Services, Packages, Warehouses, ReturnAddress, ReturnAddressConfirmed, International, AutoFunding, ManualStore, AutomationRules, Count
};
[[nodiscard]] const char* setupPointName(SetupPoint point); ///< "keys", "key-expiry", …: stable, for scripts
[[nodiscard]] QString setupPointTitle(SetupPoint point); ///< "The API keys work"

enum class SetupState : std::uint8_t { Done, Missing, Unknown };
[[nodiscard]] const char* setupStateName(SetupState state); ///< "done", "missing", "unknown"

struct SetupItem
{
    SetupPoint point;
    SetupState state = SetupState::Unknown;
    std::optional<ChecklistPoint> ticked; ///< a person decides; nullopt: seen in the account
    QString finding; ///< what was seen, or who ticked it and when is in `mark`; plain text that may hold names from outside
    QString ask; ///< what the merchant is to do, and where to click; empty when nothing, or when it is the desk's own
    std::optional<ChecklistMark> mark;
};

/// All points in the order in which a merchant is set up. `rules` as the checks use them.
[[nodiscard]] std::vector<SetupItem> setupChecklist(const Merchant& merchant, const AccountFacts& facts, const MerchantHealth& health, const AddressRules& rules, UtcTime now);

[[nodiscard]] bool hasLoginForm(std::string_view login); ///< COMPANYNAME_T6

/// How many days before their end the keys are to be spoken of: the last of 30, 14, 7, 3 and 0 that has come; nullopt: not yet.
[[nodiscard]] std::optional<int> keyReminder(UtcTime expire, UtcTime now);

/// A letter to the merchant, ready to send: each thing that is missing and where to click. Plain text. "" when nothing is.
[[nodiscard]] QString setupText(const std::vector<SetupItem>& items);

} // namespace t6
