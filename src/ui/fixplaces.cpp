// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fixplaces.h"

#include "boundfields.h"
#include "customsmodel.h"
#include "orderfieldnames.h"
#include "safetext.h"
#include "shippingchoices.h"
#include "shippingsection.h"
#include "usualweights.h"
#include "weightedit.h"
#include "words.h"

#include <core/addressfix.h>
#include <core/countries.h>
#include <core/ordermerge.h>

#include <QCoreApplication>

#include <array>

namespace t6::ui {

namespace {

struct Fixes // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Fixes)
};

using operations::MerchantState;
using operations::OrderDetails;

struct Place
{
    CheckCode code;
    EditSection section;
    const char* path; ///< null: as the finding says
};
constexpr std::array kPlaces{
    Place{CheckCode::AddressIncomplete, EditSection::Address, nullptr},
    Place{CheckCode::AddressFormat, EditSection::Address, nullptr},
    Place{CheckCode::AddressRejected, EditSection::Address, "shipTo.street1"},
    Place{CheckCode::AddressWarning, EditSection::Address, "shipTo.street1"},
    Place{CheckCode::AddressUnit, EditSection::Address, "shipTo.street2"},
    Place{CheckCode::AddressPobox, EditSection::Shipping, "serviceCode"},
    Place{CheckCode::PhoneMissing, EditSection::Address, "shipTo.phone"},
    Place{CheckCode::WeightMissing, EditSection::Shipping, "weight.value"},
    Place{CheckCode::WeightSuspect, EditSection::Shipping, "weight.value"},
    Place{CheckCode::ItemWeightMissing, EditSection::Shipping, "items"},
    Place{CheckCode::ShipFromMissing, EditSection::Shipping, "advancedOptions.warehouseId"},
    Place{CheckCode::CarrierMissing, EditSection::Shipping, "carrierCode"},
    Place{CheckCode::CarrierUnknown, EditSection::Shipping, "carrierCode"},
    Place{CheckCode::ServiceMissing, EditSection::Shipping, "serviceCode"},
    Place{CheckCode::ServiceMismatch, EditSection::Shipping, "serviceCode"},
    Place{CheckCode::PackageMissing, EditSection::Shipping, "packageCode"},
    Place{CheckCode::PackageUnknown, EditSection::Shipping, "packageCode"},
    Place{CheckCode::CustomsMissing, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsContents, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsOrigin, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsValue, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsQuantity, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsHs, EditSection::Customs, nullptr},
    Place{CheckCode::CustomsVague, EditSection::Customs, nullptr},
    Place{CheckCode::Instructions, EditSection::Notes, "internalNotes"},
    Place{CheckCode::SplitNeeded, EditSection::Split, "items"},
};

const Countries& bundledCountries()
{
    static const Countries countries(bundledAddressRules());
    return countries;
}

const char* addressMember(AddressField field)
{
    constexpr std::array kMembers{"name", "company", "street1", "street2", "street3", "city", "state", "postalCode", "country", "phone"};
    return kMembers[static_cast<std::size_t>(field)];
}

std::optional<QuickFix> itemsWeightFix(const OrderDetails& order, const JsonText& base)
{
    const std::optional<Weight> items = itemsWeight(order);
    if (!items || items->isMissing())
        return std::nullopt;
    const std::optional<Weight> written = orderWeight(base);
    Weight wanted = *items;
    if (written && !written->isMissing()) { // not the items' weight: the box weighs too
        const auto slip = unitSlip(*written, *items);
        if (!slip)
            return std::nullopt;
        wanted = slip->corrected;
    }
    QuickFix fix{Fixes::tr("Set weight %1").arg(weightText(wanted.milligrams)), {}};
    return setWeight(fix.patch, base, wanted, wanted.unit) ? std::optional(fix) : std::nullopt;
}

/// The items' weights as on the merchant's other orders and, where the order has none, their sum. `whole`: only when there is a sum.
std::optional<QuickFix> usualWeightFix(const OrderDetails& order, const JsonText& base, bool whole)
{
    const QStringList known = usualWeightTexts(order);
    const std::optional<Weight> sum = usualItemsWeight(order);
    if (known.isEmpty() || (whole && !sum))
        return std::nullopt;
    QuickFix fix{known.size() == 1 ? Fixes::tr("Set %1").arg(known.first()) : Fixes::tr("Set %1 weights as on other orders").arg(known.size()), {}, known.join(QLatin1Char('\n'))};
    if (!setUsualWeights(fix.patch, base, order))
        return std::nullopt;
    const std::optional<Weight> written = orderWeight(base);
    if (sum && (!written || written->isMissing()) && !setWeight(fix.patch, base, *sum, WeightUnit::Ounces))
        return std::nullopt;
    return fix.patch.isEmpty() ? std::nullopt : std::optional(fix);
}

std::optional<QuickFix> weightFix(const OrderDetails& order, const JsonText& base, CheckCode code)
{
    if (code == CheckCode::ItemWeightMissing)
        return usualWeightFix(order, base, false);
    const auto fix = itemsWeightFix(order, base);
    return fix || code != CheckCode::WeightMissing ? fix : usualWeightFix(order, base, true);
}

std::optional<QuickFix> addressFix(const JsonText& base)
{
    AddressText address;
    for (const AddressField field : kAddressFields)
        address[field] = textAt(base, QStringLiteral("shipTo.%1").arg(QLatin1String(addressMember(field))));
    for (const AddressFix& known : addressFixes(address, bundledAddressRules(), bundledCountries())) {
        if (known.code == AddressFix::Code::Tidied || known.changes.size() != 1)
            continue;
        const AddressFix::Change& change = known.changes.first();
        const auto path = OrderPath::parse(QStringLiteral("shipTo.%1").arg(QLatin1String(addressMember(change.field))), base);
        if (!path)
            continue;
        QuickFix fix{Fixes::tr("Set %1 %2").arg(orderFieldName(*path).toLower(), safeLine(change.value, 30)), {}};
        if (fix.patch.set(base, *path, jsonString(change.value)) && !fix.patch.isEmpty())
            return fix;
    }
    return std::nullopt;
}

bool set(OrderPatch& patch, const JsonText& base, const char* path, const QByteArray& raw)
{
    const auto parsed = OrderPath::parse(QString::fromLatin1(path), base);
    return parsed && patch.set(base, *parsed, raw);
}

/// What the merchant means by the service that the buyer requested.
std::optional<QuickFix> serviceFix(const OrderDetails& order, const MerchantState& merchant, const JsonText& base)
{
    const bool international = isInternational(order.shipTo.country, merchant.facts, rawAt(base, QStringLiteral("advancedOptions.warehouseId")));
    const auto mapped = mappedService(merchant, order.requestedService, international);
    if (!mapped)
        return std::nullopt;
    QuickFix fix{Fixes::tr("Set %1").arg(mapped->name), {}, Fixes::tr("Requested: %1").arg(safeLine(order.requestedService, 80))};
    const bool done = set(fix.patch, base, "carrierCode", mapped->carrier) && set(fix.patch, base, "serviceCode", mapped->service)
        && (mapped->package == "null" || set(fix.patch, base, "packageCode", mapped->package));
    return done && !fix.patch.isEmpty() ? std::optional(fix) : std::nullopt;
}

/// The declaration as the merchant's defaults make it of the items, where customs would take it as it is.
std::optional<QuickFix> customsFix(CheckCode code, const OrderDetails& order, const CustomsDefaults& defaults, const JsonText& base)
{
    QuickFix fix;
    const auto tell = [&](const char* path, const QString& told) {
        return told.isEmpty() || rawAt(base, QString::fromLatin1(path)) != "null" || set(fix.patch, base, path, jsonString(told));
    };
    if (!tell("internationalOptions.contents", defaults.contents) || !tell("internationalOptions.nonDelivery", defaults.nonDelivery))
        return std::nullopt;
    if (code == CheckCode::CustomsContents) {
        fix.caption = Fixes::tr("Set contents %1").arg(contentsName(defaults.contents));
        return !defaults.contents.isEmpty() && !fix.patch.isEmpty() ? std::optional(fix) : std::nullopt;
    }
    CustomsModel lines(bundledAddressRules());
    lines.setOrder(base, base);
    lines.fillFrom(order.items, defaults);
    if (lines.rowCount() == 0 || !lines.problems().isEmpty() || !lines.addTo(fix.patch, base) || fix.patch.isEmpty())
        return std::nullopt;
    fix.caption = Fixes::tr("Fill %n customs line(s) from items", nullptr, lines.rowCount());
    fix.detail = lines.summary().join(QLatin1Char('\n'));
    return fix;
}

} // namespace

const AddressRules& bundledAddressRules()
{
    static const AddressRules rules = [] {
        auto loaded = loadBundledAddressRules();
        if (!loaded)
            qFatal("the address rules in the program are damaged");
        return std::move(*loaded);
    }();
    return rules;
}

bool canEdit(const operations::OrderDetails& order)
{
    const auto json = JsonText::parse(order.raw);
    return json && isEditable(*json);
}

std::optional<FixPlace> fixPlace(const Issue& issue)
{
    for (const Place& place : kPlaces) {
        if (place.code == issue.code)
            return FixPlace{place.section, place.path ? QString::fromLatin1(place.path) : issue.field};
    }
    return std::nullopt;
}

std::optional<QuickFix> quickFix(const Issue& issue, const OrderDetails& order, const MerchantState& merchant)
{
    const auto base = JsonText::parse(order.raw);
    if (!base)
        return std::nullopt;
    switch (issue.code) {
    case CheckCode::AddressFormat:
    case CheckCode::AddressIncomplete: return addressFix(*base);
    case CheckCode::WeightMissing:
    case CheckCode::WeightSuspect:
    case CheckCode::ItemWeightMissing: return weightFix(order, *base, issue.code);
    case CheckCode::CarrierMissing:
    case CheckCode::CarrierUnknown:
    case CheckCode::ServiceMissing:
    case CheckCode::ServiceMismatch:
    case CheckCode::PackageMissing:
    case CheckCode::PackageUnknown: return serviceFix(order, merchant, *base);
    case CheckCode::CustomsMissing:
    case CheckCode::CustomsContents:
    case CheckCode::CustomsOrigin:
    case CheckCode::CustomsValue:
    case CheckCode::CustomsQuantity:
    case CheckCode::CustomsHs:
    case CheckCode::CustomsVague: return customsFix(issue.code, order, merchant.merchant.customs, *base);
    default: return std::nullopt;
    }
}

} // namespace t6::ui
