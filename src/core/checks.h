// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addressrules.h"
#include "merchant.h"
#include "orderview.h"
#include "through6.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace t6 {

/// What is missing or wrong in one order. The order of the enumerators is the order in which a person repairs;
/// the value is a bit in IssueMask and is stored: append only, never renumber.
enum class CheckCode : std::uint8_t {
    SplitNeeded, SplitWrong,
    AddressIncomplete, AddressFormat, AddressRejected, AddressWarning, AddressUnchecked, AddressUnit, AddressPobox, PhoneMissing,
    WeightMissing, WeightSuspect, ItemWeightMissing,
    ShipFromMissing, ReturnAddressUnset, ReturnAddressThrough6,
    CarrierMissing, CarrierUnknown, ServiceMissing, ServiceMismatch, PackageMissing, PackageUnknown,
    CustomsMissing, CustomsContents, CustomsOrigin, CustomsValue, CustomsQuantity, CustomsHs, CustomsVague,
    FundsShort,
    Instructions, ChangedAfter, Overdue, HoldExpired, DuplicateSuspect,
    ChangeUnsettled,
    SplitDrift,
    StoreUntold,
    Count
};
using IssueMask = std::uint64_t;
inline constexpr int kCheckCount = static_cast<int>(CheckCode::Count);
static_assert(kCheckCount <= 64);
[[nodiscard]] constexpr IssueMask bit(CheckCode code) noexcept { return IssueMask{1} << static_cast<int>(code); }

enum class Severity : std::uint8_t { Info, Check, Blocks };

/// What is fixed about a check, whatever the order. Texts are translated on each call.
struct CheckInfo
{
    CheckCode code;
    const char* name; ///< "weight-missing": stable, for scripts and storage
    Severity worst; ///< address-pobox alone varies by order (Blocks or Check)
};
[[nodiscard]] const std::array<CheckInfo, kCheckCount>& allChecks();
[[nodiscard]] const char* checkName(CheckCode code);
[[nodiscard]] std::optional<CheckCode> checkByName(QStringView name);
[[nodiscard]] QString checkLabel(CheckCode code); ///< one or two words for a chip: "Weight", "Postal code", "Split needed"
[[nodiscard]] QString checkTitle(CheckCode code); ///< a sentence for a card: "Weight is missing"
[[nodiscard]] QString checkFix(CheckCode code); ///< what staff do about it, now
[[nodiscard]] QString checkCause(CheckCode code); ///< the ShipStation setting that causes it; empty if none
[[nodiscard]] const char* severityName(Severity severity); ///< "blocks", "check", "info"

/// One finding in words. `text` names the values at fault, is plain text and may hold buyer's data: screen only, never a log.
struct Issue
{
    CheckCode code;
    Severity severity;
    QString field; ///< the path in the order's JSON: "weight.value", "shipTo.postalCode", "items[2].weight"
    QString text;
};

/// What the console remembers of an order from earlier versions; all zero for a new one.
struct OrderMemory
{
    bool hadUnit = false; ///< an earlier version of the street had a unit number
    std::uint64_t reviewedFingerprint = 0; ///< fingerprint() when staff marked it reviewed; 0 = never
    bool twin = false; ///< another open order of the same buyer has the same items within a day
    bool unsettled = false; ///< a change made from here did not end as it should, and a person has not looked at it yet
    bool drifted = false; ///< it was split from here, and it or a new order is not as the split left it
    bool storeUntold = false; ///< it is shipped, and ShipStation could not tell the store so
};

/// The merchant's side of the checks, prepared once per sync. Immutable; const use from any thread.
class CheckContext
{
public:
    /// Copies what it needs. `rules` must outlive it.
    CheckContext(const AccountFacts& facts, const Through6Rule& rule, const CheckSettings& settings, const AddressRules& rules);

    [[nodiscard]] const Through6Matcher& matcher() const noexcept { return m_matcher; }

    /// All findings as bits: the fast path, no text is made.
    [[nodiscard]] IssueMask check(const OrderView& order, const OrderMemory& memory, UtcTime now) const;
    /// The same findings in words, in the order of CheckCode, one for each bit: it names the first value at fault and how many more.
    [[nodiscard]] std::vector<Issue> explain(const OrderView& order, const OrderMemory& memory, UtcTime now) const;

    /// The part of `mask` that blocks shipping / that a person should look at (Blocks or Check).
    [[nodiscard]] static IssueMask blocking(IssueMask mask) noexcept;
    [[nodiscard]] static IssueMask needsPerson(IssueMask mask) noexcept;

private:
    friend class CheckRun; // checkrun.h: one run over one order
    struct Account; // what the facts mean for checks, worked out once
    Through6Matcher m_matcher;
    CheckSettings m_settings;
    const AddressRules* m_rules;
    std::shared_ptr<const Account> m_account;
};

/// Of quantities, ship-to address and status: two versions that differ in it differ in what is shipped or where to. Never 0.
[[nodiscard]] std::uint64_t fingerprint(const OrderView& order) noexcept;
/// Of buyer and items, for twins. Never 0; 0 when the buyer is unknown.
[[nodiscard]] std::uint64_t twinFingerprint(const OrderView& order) noexcept;
/// "Apt 4", "#12", "Unit B" … in any line of the street.
[[nodiscard]] bool hasUnit(const AddressView& address) noexcept;

/// How ready an open order is. Unpaid orders without findings are AwaitingPayment: not ready, and nothing to repair.
enum class Readiness : std::uint8_t { NeedsReview, ReadyToShip, OnHold, AwaitingPayment, WaitingOnMerchant, Closed };
/// `waiting`: the merchant was asked. That hides what else is to be done, on hold or not, except a change or a split of ours that needs a person.
[[nodiscard]] Readiness readiness(OrderStatus status, IssueMask issues, bool waiting = false) noexcept;
[[nodiscard]] const char* readinessName(Readiness readiness); ///< "needs-review", "ready-to-ship", …
[[nodiscard]] QString readinessLabel(Readiness readiness);

// --- merchant level ------------------------------------------------------------------------------------------------

enum class MerchantCheckCode : std::uint8_t { KeysRejected, KeysExpiring, SyncStale, NoCarrier, NoManualStore, LoginName, BalanceLow, ChecklistOpen, Count };
[[nodiscard]] const char* checkName(MerchantCheckCode code);

struct MerchantIssue
{
    MerchantCheckCode code;
    Severity severity;
    QString text, fix;
};

/// Health of the connection as the sync saw it.
struct MerchantHealth
{
    bool keysRejected = false;
    std::optional<UtcTime> failingSince;
    std::optional<UtcTime> lastSync; ///< last complete pass
};
[[nodiscard]] std::vector<MerchantIssue> checkMerchant(const Merchant& merchant, const AccountFacts& facts, const MerchantHealth& health, UtcTime now);

} // namespace t6
