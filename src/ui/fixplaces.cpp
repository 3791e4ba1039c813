// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fixplaces.h"

#include "boundfields.h"
#include "orderfieldnames.h"
#include "safetext.h"
#include "shippingsection.h"
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

std::optional<QuickFix> weightFix(const OrderDetails& order, const JsonText& base)
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

std::optional<QuickFix> quickFix(const Issue& issue, const OrderDetails& order)
{
    const auto base = JsonText::parse(order.raw);
    if (!base)
        return std::nullopt;
    if (issue.code == CheckCode::WeightMissing || issue.code == CheckCode::WeightSuspect)
        return weightFix(order, *base);
    return issue.code == CheckCode::AddressFormat || issue.code == CheckCode::AddressIncomplete ? addressFix(*base) : std::nullopt;
}

} // namespace t6::ui
