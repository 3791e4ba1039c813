// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

#include <QStringList>

#include <algorithm>

namespace t6 {

namespace {

AddressView viewOf(const PostalAddress& address)
{
    AddressView view;
    view.name = address.name;
    view.company = address.company;
    view.street1 = address.street1;
    view.street2 = address.street2;
    view.street3 = address.street3;
    view.city = address.city;
    view.state = address.state;
    view.postalCode = address.postalCode;
    view.country = address.country;
    view.phone = address.phone;
    return view;
}

/// The name is not asked for: ShipStation fills in the location's.
QString missingInOrigin(const PostalAddress& origin, const AddressRules& rules)
{
    using Part = AddressRules::Part;
    const AddressRules::PartSet missing = rules.missing(viewOf(origin));
    QStringList names;
    const auto name = [&](bool absent, const QString& words) {
        if (absent)
            names += words;
    };
    name((missing & AddressRules::bit(Part::Street)) != 0, Checks::tr("street"));
    name((missing & AddressRules::bit(Part::City)) != 0, Checks::tr("city"));
    name((missing & AddressRules::bit(Part::State)) != 0, Checks::tr("state"));
    name((missing & AddressRules::bit(Part::PostalCode)) != 0, Checks::tr("postal code"));
    name((missing & AddressRules::bit(Part::Country)) != 0 || !rules.isCountry(origin.country), Checks::tr("country"));
    name(!isPhone(origin.phone), Checks::tr("phone"));
    return names.join(QStringLiteral(", "));
}

WordText place(const PostalAddress& address)
{
    WordText text;
    for (const std::string* part : {&address.street1, &address.street2, &address.street3, &address.city, &address.postalCode, &address.country})
        text.append(*part);
    return text;
}

bool isUnset(const Warehouse& warehouse)
{
    const WordText returns = place(warehouse.returnAddress);
    return returns.view().empty() || returns.view() == place(warehouse.origin).view();
}

bool isThrough6(const PostalAddress& address, const WordList& names)
{
    WordText text;
    for (const std::string* part : {&address.name, &address.company, &address.street1, &address.street2, &address.street3})
        text.append(*part);
    return !names.find(text).empty();
}

template <typename Entry>
const Entry* byCode(const std::vector<Entry>& sorted, std::string_view code) noexcept
{
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), code, [](const Entry& entry, std::string_view wanted) { return entry.code < wanted; });
    return found != sorted.end() && found->code == code ? &*found : nullptr;
}

template <typename Entry>
void sortByCode(std::vector<Entry>& entries)
{
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.code < b.code; });
}

} // namespace

ShipFromFaults faultsOf(const Warehouse& warehouse, const AddressRules& rules, const WordList& through6)
{
    const bool returnIsThrough6 = isThrough6(warehouse.returnAddress, through6);
    return {missingInOrigin(warehouse.origin, rules), !returnIsThrough6 && isUnset(warehouse), returnIsThrough6};
}

CheckContext::Account::Account(const AccountFacts& facts, const AddressRules& rules)
    : carriersKnown(facts.carriers.has_value())
    , warehousesKnown(facts.warehouses.has_value())
    , prices(facts.labels)
    , country("US")
    , instructions(WordList::bundled("instructions"))
    , multiUnit(WordList::bundled("multi-unit"))
    , poBox(WordList::bundled("po-box"))
{
    if (facts.carriers) {
        for (const t6::Carrier& connection : *facts.carriers) {
            fundings.push_back({connection.code, connection.nickname.empty() ? connection.name : connection.nickname, connection.shippingProviderId,
                connection.requiresFundedAccount, connection.primary, connection.balance});
            auto known = std::find_if(carriers.begin(), carriers.end(), [&](const Carrier& carrier) { return carrier.code == connection.code; });
            if (known == carriers.end())
                known = carriers.insert(known, Carrier{connection.code, connection.name, {}, {}});
            known->servicesKnown = known->servicesKnown && !connection.services.empty();
            known->packagesKnown = known->packagesKnown && !connection.packages.empty();
            for (const Service& service : connection.services)
                known->services.push_back({service.code, service.name, service.domestic, service.international});
            for (const Package& package : connection.packages)
                known->packages.push_back({package.code, package.name, package.domestic, package.international});
        }
    }
    sortByCode(carriers);
    for (Carrier& carrier : carriers) {
        sortByCode(carrier.services);
        sortByCode(carrier.packages);
    }
    if (facts.warehouses) {
        const WordList through6 = WordList::bundled("through6");
        for (const Warehouse& warehouse : *facts.warehouses) {
            const ShipFromFaults faults = faultsOf(warehouse, rules, through6);
            const std::string origin = rules.isCountry(warehouse.origin.country) ? warehouse.origin.country : std::string();
            warehouses.push_back({warehouse.id, warehouse.name, origin, faults.missing, faults.returnUnset, faults.returnIsThrough6});
            if (warehouse.isDefault && !origin.empty())
                country = origin;
        }
    }
}

const CheckContext::Account::Carrier* CheckContext::Account::carrier(std::string_view code) const noexcept
{
    return byCode(carriers, code);
}

const CheckContext::Account::ShipFrom* CheckContext::Account::shipFrom(WarehouseId id) const noexcept
{
    const auto found = std::find_if(warehouses.begin(), warehouses.end(), [id](const ShipFrom& known) { return known.id == id; });
    return found == warehouses.end() ? nullptr : &*found;
}

const CheckContext::Account::Funding* CheckContext::Account::funding(const OrderView& order) const noexcept
{
    const Funding* best = nullptr;
    for (const Funding& candidate : fundings) {
        if (order.billToMyOtherAccount != 0 && candidate.shippingProviderId == order.billToMyOtherAccount)
            return &candidate;
        if (candidate.code == order.carrierCode && (best == nullptr || (candidate.primary && !best->primary)))
            best = &candidate;
    }
    return best;
}

} // namespace t6
