// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

#include <algorithm>

namespace t6 {

namespace {

struct Words
{
    const char* label;
    const char* title;
    const char* fix;
    const char* cause; ///< null if no setting of ShipStation's causes it
};

constexpr std::array<CheckInfo, kCheckCount> kChecks{{
    {CheckCode::SplitNeeded, "split-needed", Severity::Blocks},
    {CheckCode::SplitWrong, "split-wrong", Severity::Blocks},
    {CheckCode::AddressIncomplete, "address-incomplete", Severity::Blocks},
    {CheckCode::AddressFormat, "address-format", Severity::Blocks},
    {CheckCode::AddressRejected, "address-rejected", Severity::Blocks},
    {CheckCode::AddressWarning, "address-warning", Severity::Check},
    {CheckCode::AddressUnchecked, "address-unchecked", Severity::Info},
    {CheckCode::AddressUnit, "address-unit", Severity::Check},
    {CheckCode::AddressPobox, "address-pobox", Severity::Blocks},
    {CheckCode::PhoneMissing, "phone-missing", Severity::Blocks},
    {CheckCode::WeightMissing, "weight-missing", Severity::Blocks},
    {CheckCode::WeightSuspect, "weight-suspect", Severity::Check},
    {CheckCode::ItemWeightMissing, "item-weight-missing", Severity::Check},
    {CheckCode::ShipFromMissing, "ship-from-missing", Severity::Blocks},
    {CheckCode::ReturnAddressUnset, "return-address-unset", Severity::Check},
    {CheckCode::ReturnAddressThrough6, "return-address-through6", Severity::Blocks},
    {CheckCode::CarrierMissing, "carrier-missing", Severity::Blocks},
    {CheckCode::CarrierUnknown, "carrier-unknown", Severity::Blocks},
    {CheckCode::ServiceMissing, "service-missing", Severity::Blocks},
    {CheckCode::ServiceMismatch, "service-mismatch", Severity::Blocks},
    {CheckCode::PackageMissing, "package-missing", Severity::Blocks},
    {CheckCode::PackageUnknown, "package-unknown", Severity::Blocks},
    {CheckCode::CustomsMissing, "customs-missing", Severity::Blocks},
    {CheckCode::CustomsContents, "customs-contents", Severity::Blocks},
    {CheckCode::CustomsOrigin, "customs-origin", Severity::Blocks},
    {CheckCode::CustomsValue, "customs-value", Severity::Blocks},
    {CheckCode::CustomsQuantity, "customs-quantity", Severity::Blocks},
    {CheckCode::CustomsHs, "customs-hs", Severity::Blocks},
    {CheckCode::CustomsVague, "customs-vague", Severity::Check},
    {CheckCode::FundsShort, "funds-short", Severity::Check},
    {CheckCode::Instructions, "instructions", Severity::Check},
    {CheckCode::ChangedAfter, "changed-after", Severity::Check},
    {CheckCode::Overdue, "overdue", Severity::Check},
    {CheckCode::HoldExpired, "hold-expired", Severity::Check},
    {CheckCode::DuplicateSuspect, "duplicate-suspect", Severity::Check},
    {CheckCode::ChangeUnsettled, "change-unsettled", Severity::Blocks},
    {CheckCode::SplitDrift, "split-drift", Severity::Blocks},
    {CheckCode::StoreUntold, "store-untold", Severity::Check},
}};

constexpr std::array<Words, kCheckCount> kWords{{
    // split-needed
    {QT_TRANSLATE_NOOP("t6::Checks", "Split needed"), QT_TRANSLATE_NOOP("t6::Checks", "Items of Through6 and others share one order"),
        QT_TRANSLATE_NOOP("t6::Checks", "Split off the items that are not Through6's. The Through6 items stay on the original order and keep its number."),
        nullptr},
    // split-wrong
    {QT_TRANSLATE_NOOP("t6::Checks", "Split wrong"), QT_TRANSLATE_NOOP("t6::Checks", "The order was split the wrong way round"),
        QT_TRANSLATE_NOOP("t6::Checks", "Merge the orders again and split off the items that are not Through6's."),
        nullptr},
    // address-incomplete
    {QT_TRANSLATE_NOOP("t6::Checks", "Address"), QT_TRANSLATE_NOOP("t6::Checks", "The Ship To address is incomplete"),
        QT_TRANSLATE_NOOP("t6::Checks", "Add what is missing. Ask the merchant if the order does not say."),
        nullptr},
    // address-format
    {QT_TRANSLATE_NOOP("t6::Checks", "Postal code"), QT_TRANSLATE_NOOP("t6::Checks", "The Ship To address does not fit its country"),
        QT_TRANSLATE_NOOP("t6::Checks", "Correct the postal code, state or country."),
        nullptr},
    // address-rejected
    {QT_TRANSLATE_NOOP("t6::Checks", "Not verified"), QT_TRANSLATE_NOOP("t6::Checks", "ShipStation could not verify the address"),
        QT_TRANSLATE_NOOP("t6::Checks", "Compare the address with the buyer's own words and correct it."),
        nullptr},
    // address-warning
    {QT_TRANSLATE_NOOP("t6::Checks", "Address warning"), QT_TRANSLATE_NOOP("t6::Checks", "ShipStation verified the address with a warning"),
        QT_TRANSLATE_NOOP("t6::Checks", "Look for a misspelled street or a missing unit."),
        nullptr},
    // address-unchecked
    {QT_TRANSLATE_NOOP("t6::Checks", "Unverified"), QT_TRANSLATE_NOOP("t6::Checks", "ShipStation has not verified the address yet"),
        QT_TRANSLATE_NOOP("t6::Checks", "Nothing to do: ShipStation verifies it by itself."),
        nullptr},
    // address-unit
    {QT_TRANSLATE_NOOP("t6::Checks", "Unit number"), QT_TRANSLATE_NOOP("t6::Checks", "A unit number seems to be missing"),
        QT_TRANSLATE_NOOP("t6::Checks", "Add the apartment, suite or room. Ask the merchant if the order does not say."),
        nullptr},
    // address-pobox
    {QT_TRANSLATE_NOOP("t6::Checks", "PO box"), QT_TRANSLATE_NOOP("t6::Checks", "The address needs a carrier that delivers there"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a service of the Postal Service, or ask for a street address."),
        nullptr},
    // phone-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Phone"), QT_TRANSLATE_NOOP("t6::Checks", "The recipient's phone number is missing"),
        QT_TRANSLATE_NOOP("t6::Checks", "Add the phone number. Ask the merchant if the order does not say."),
        QT_TRANSLATE_NOOP("t6::Checks", "Checkout settings of the merchant's sales channel: ask for a phone number.")},
    // weight-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Weight"), QT_TRANSLATE_NOOP("t6::Checks", "Weight is missing"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter the weight of the whole parcel in ounces."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Weight: products without a weight.")},
    // weight-suspect
    {QT_TRANSLATE_NOOP("t6::Checks", "Weight?"), QT_TRANSLATE_NOOP("t6::Checks", "The weight does not fit the items"),
        QT_TRANSLATE_NOOP("t6::Checks", "Compare the weight with the items and correct the unit or the value."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Weight: a value in the wrong unit, or an automation rule that sets a fixed weight.")},
    // item-weight-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Item weight"), QT_TRANSLATE_NOOP("t6::Checks", "An item has no weight"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter the item's weight, once for all orders with this SKU."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Weight: products without a weight.")},
    // ship-from-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Ship From"), QT_TRANSLATE_NOOP("t6::Checks", "The Ship From Location is missing or incomplete"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a Ship From Location with a complete address and phone number."),
        QT_TRANSLATE_NOOP("t6::Checks", "Settings, Shipping, Ship From Locations: the default location.")},
    // return-address-unset
    {QT_TRANSLATE_NOOP("t6::Checks", "Return address"), QT_TRANSLATE_NOOP("t6::Checks", "The return address is the Ship From address"),
        QT_TRANSLATE_NOOP("t6::Checks", "Ask the merchant where returns go, and enter it for the Ship From Location."),
        QT_TRANSLATE_NOOP("t6::Checks", "Settings, Shipping, Ship From Locations: Return Address.")},
    // return-address-through6
    {QT_TRANSLATE_NOOP("t6::Checks", "Return address"), QT_TRANSLATE_NOOP("t6::Checks", "The return address is Through6's"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter the merchant's own office or warehouse. Through6 handles no returns."),
        QT_TRANSLATE_NOOP("t6::Checks", "Settings, Shipping, Ship From Locations: Return Address.")},
    // carrier-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Carrier"), QT_TRANSLATE_NOOP("t6::Checks", "No carrier is chosen"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a carrier."),
        QT_TRANSLATE_NOOP("t6::Checks", "Automation rules and service mappings: no rule sets a carrier for this order.")},
    // carrier-unknown
    {QT_TRANSLATE_NOOP("t6::Checks", "Carrier"), QT_TRANSLATE_NOOP("t6::Checks", "The carrier is not connected"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a carrier that the merchant's account has."),
        QT_TRANSLATE_NOOP("t6::Checks", "Settings, Shipping, Carriers: the carrier was disconnected.")},
    // service-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Service"), QT_TRANSLATE_NOOP("t6::Checks", "No service is chosen"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a service."),
        QT_TRANSLATE_NOOP("t6::Checks", "Automation rules and service mappings: no rule sets a service for this order.")},
    // service-mismatch
    {QT_TRANSLATE_NOOP("t6::Checks", "Service"), QT_TRANSLATE_NOOP("t6::Checks", "The service does not fit the carrier or the destination"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a service that goes there."),
        QT_TRANSLATE_NOOP("t6::Checks", "Service mappings: one service is set for domestic and international orders alike.")},
    // package-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Package"), QT_TRANSLATE_NOOP("t6::Checks", "No package is chosen"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a package."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Shipping defaults: no package is set.")},
    // package-unknown
    {QT_TRANSLATE_NOOP("t6::Checks", "Package"), QT_TRANSLATE_NOOP("t6::Checks", "The carrier has no such package"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose a package that the carrier offers."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Shipping defaults: a package of another carrier.")},
    // customs-missing
    {QT_TRANSLATE_NOOP("t6::Checks", "Customs"), QT_TRANSLATE_NOOP("t6::Checks", "The customs declaration is missing"),
        QT_TRANSLATE_NOOP("t6::Checks", "Add a customs line for each item."),
        QT_TRANSLATE_NOOP("t6::Checks", "International Settings, Customs Declarations: how declarations are made.")},
    // customs-contents
    {QT_TRANSLATE_NOOP("t6::Checks", "Contents"), QT_TRANSLATE_NOOP("t6::Checks", "The kind of contents is missing"),
        QT_TRANSLATE_NOOP("t6::Checks", "Choose the Contents, usually Merchandise."),
        QT_TRANSLATE_NOOP("t6::Checks", "International Settings, Contents Type.")},
    // customs-origin
    {QT_TRANSLATE_NOOP("t6::Checks", "Origin"), QT_TRANSLATE_NOOP("t6::Checks", "A customs line has no country of origin"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter the country of origin."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Customs: Country of Origin.")},
    // customs-value
    {QT_TRANSLATE_NOOP("t6::Checks", "Customs value"), QT_TRANSLATE_NOOP("t6::Checks", "A customs line has no value"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter the value of the line."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Customs: Value.")},
    // customs-quantity
    {QT_TRANSLATE_NOOP("t6::Checks", "Customs quantity"), QT_TRANSLATE_NOOP("t6::Checks", "The customs quantity differs from the order"),
        QT_TRANSLATE_NOOP("t6::Checks", "Make the quantities equal to the items that are shipped."),
        QT_TRANSLATE_NOOP("t6::Checks", "The order was changed or split after its customs declaration was made.")},
    // customs-hs
    {QT_TRANSLATE_NOOP("t6::Checks", "Harmonization"), QT_TRANSLATE_NOOP("t6::Checks", "A harmonization code is missing or malformed"),
        QT_TRANSLATE_NOOP("t6::Checks", "Enter a code of 6 to 10 digits."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Customs: Harmonization Code.")},
    // customs-vague
    {QT_TRANSLATE_NOOP("t6::Checks", "Description"), QT_TRANSLATE_NOOP("t6::Checks", "A customs description says too little"),
        QT_TRANSLATE_NOOP("t6::Checks", "Say what it is and of what: “men's cotton T-shirt, knitted”."),
        QT_TRANSLATE_NOOP("t6::Checks", "Product Details, Customs: Description.")},
    // funds-short
    {QT_TRANSLATE_NOOP("t6::Checks", "Funds"), QT_TRANSLATE_NOOP("t6::Checks", "The balance may not pay for the label"),
        QT_TRANSLATE_NOOP("t6::Checks", "Add funds before the label is created."),
        QT_TRANSLATE_NOOP("t6::Checks", "Settings, Shipping, Carriers: auto-funding is off or used up for today.")},
    // instructions
    {QT_TRANSLATE_NOOP("t6::Checks", "Instructions"), QT_TRANSLATE_NOOP("t6::Checks", "The notes ask for something"),
        QT_TRANSLATE_NOOP("t6::Checks", "Read the note and act on it before shipping."),
        nullptr},
    // changed-after
    {QT_TRANSLATE_NOOP("t6::Checks", "Changed"), QT_TRANSLATE_NOOP("t6::Checks", "The order changed after it was reviewed"),
        QT_TRANSLATE_NOOP("t6::Checks", "Review the order again."),
        nullptr},
    // overdue
    {QT_TRANSLATE_NOOP("t6::Checks", "Overdue"), QT_TRANSLATE_NOOP("t6::Checks", "The order is overdue"),
        QT_TRANSLATE_NOOP("t6::Checks", "Ship it first, or tell the merchant why it waits."),
        nullptr},
    // hold-expired
    {QT_TRANSLATE_NOOP("t6::Checks", "Hold ended"), QT_TRANSLATE_NOOP("t6::Checks", "The hold date has passed"),
        QT_TRANSLATE_NOOP("t6::Checks", "Remove the hold or set a new date."),
        nullptr},
    // duplicate-suspect
    {QT_TRANSLATE_NOOP("t6::Checks", "Duplicate"), QT_TRANSLATE_NOOP("t6::Checks", "The order may be a duplicate"),
        QT_TRANSLATE_NOOP("t6::Checks", "Compare the two orders and ask the merchant before shipping both."),
        nullptr},
    // change-unsettled
    {QT_TRANSLATE_NOOP("t6::Checks", "Unsettled"), QT_TRANSLATE_NOOP("t6::Checks", "A change made from here needs a person"),
        QT_TRANSLATE_NOOP("t6::Checks", "Look at it under Open Operations, compare it with the order and settle it."),
        nullptr},
    // split-drift
    {QT_TRANSLATE_NOOP("t6::Checks", "Split undone"), QT_TRANSLATE_NOOP("t6::Checks", "The order is not as its split left it"),
        QT_TRANSLATE_NOOP("t6::Checks", "Compare it with the split in its activity. Take items that came back off again; look for the new order in ShipStation."),
        QT_TRANSLATE_NOOP("t6::Checks", "The sales channel imported the order again, or somebody changed the new order.")},
    // store-untold
    {QT_TRANSLATE_NOOP("t6::Checks", "Store not told"), QT_TRANSLATE_NOOP("t6::Checks", "The store was not told that the order is shipped"),
        QT_TRANSLATE_NOOP("t6::Checks", "Let ShipStation notify the store again, or mark the order as shipped in the store."),
        QT_TRANSLATE_NOOP("t6::Checks", "The connection to the store is broken or lacks a permission.")},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < kChecks.size(); ++i) {
        if (kChecks[i].code != static_cast<CheckCode>(i))
            return false;
    }
    return true;
}
static_assert(isInOrder());

constexpr IssueMask withSeverity(Severity least)
{
    IssueMask mask = 0;
    for (const CheckInfo& check : kChecks)
        mask |= check.worst >= least ? bit(check.code) : 0;
    return mask;
}
constexpr IssueMask kBlocking = withSeverity(Severity::Blocks);
constexpr IssueMask kNeedsPerson = withSeverity(Severity::Check);

QString translated(const char* words)
{
    return words == nullptr ? QString() : QCoreApplication::translate("t6::Checks", words);
}

const Words& wordsOf(CheckCode code)
{
    return kWords[static_cast<std::size_t>(code)];
}

} // namespace

const std::array<CheckInfo, kCheckCount>& allChecks()
{
    return kChecks;
}

const char* checkName(CheckCode code)
{
    return kChecks[static_cast<std::size_t>(code)].name;
}

std::optional<CheckCode> checkByName(QStringView name)
{
    const auto found = std::find_if(kChecks.begin(), kChecks.end(), [name](const CheckInfo& check) { return name == QLatin1String(check.name); });
    return found == kChecks.end() ? std::nullopt : std::optional(found->code);
}

QString checkLabel(CheckCode code)
{
    return translated(wordsOf(code).label);
}

QString checkTitle(CheckCode code)
{
    return translated(wordsOf(code).title);
}

QString checkFix(CheckCode code)
{
    return translated(wordsOf(code).fix);
}

QString checkCause(CheckCode code)
{
    return translated(wordsOf(code).cause);
}

const char* severityName(Severity severity)
{
    return severity == Severity::Blocks ? "blocks" : severity == Severity::Check ? "check" : "info";
}

IssueMask CheckContext::blocking(IssueMask mask) noexcept
{
    return mask & kBlocking;
}

IssueMask CheckContext::needsPerson(IssueMask mask) noexcept
{
    return mask & kNeedsPerson;
}

const char* readinessName(Readiness readiness)
{
    switch (readiness) {
    case Readiness::NeedsReview: return "needs-review";
    case Readiness::ReadyToShip: return "ready-to-ship";
    case Readiness::OnHold: return "on-hold";
    case Readiness::AwaitingPayment: return "awaiting-payment";
    case Readiness::WaitingOnMerchant: return "waiting-on-merchant";
    case Readiness::Closed: return "closed";
    }
    return "";
}

QString readinessLabel(Readiness readiness)
{
    switch (readiness) {
    case Readiness::NeedsReview: return Checks::tr("Needs review");
    case Readiness::ReadyToShip: return Checks::tr("Ready to ship");
    case Readiness::OnHold: return Checks::tr("On hold");
    case Readiness::AwaitingPayment: return Checks::tr("Awaiting payment");
    case Readiness::WaitingOnMerchant: return Checks::tr("Waiting on merchant");
    case Readiness::Closed: return Checks::tr("Closed");
    }
    return {};
}

} // namespace t6
