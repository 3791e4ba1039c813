// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingchoices.h"

#include "safetext.h"
#include "words.h"

#include <core/addressrules.h>
#include <core/merchantdefaults.h>
#include <core/ordervalue.h>

#include <QCoreApplication>

#include <algorithm>

namespace t6::ui {

namespace {

struct Shipping // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Shipping)
};

using Choice = BoundFields::Choice;

bool isUnitedStates(const std::string& country)
{
    AddressView place;
    place.country = country;
    return country == "US" || AddressRules::isTerritory(place);
}

/// Where parcels leave: the chosen place, else the account's default one, else the United States.
std::string originCountry(const AccountFacts& facts, const QByteArray& warehouseId)
{
    std::string usual = "US";
    for (const Warehouse& warehouse : facts.warehouses.value_or(std::vector<Warehouse>())) {
        if (warehouse.origin.country.empty())
            continue;
        if (QByteArray::number(static_cast<qlonglong>(warehouse.id.value)) == warehouseId)
            return warehouse.origin.country;
        if (warehouse.isDefault)
            usual = warehouse.origin.country;
    }
    return usual;
}

/// The offers of all connections that share the carrier's code.
template <typename Offer>
QList<Choice> offers(const AccountFacts& facts, const QByteArray& carrierCode, std::vector<Offer> Carrier::*list, bool international)
{
    QList<Choice> choices;
    const std::string code = shownValue(carrierCode).toStdString();
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        if (carrier.code != code || code.empty())
            continue;
        for (const Offer& offer : carrier.*list) {
            const QByteArray raw = jsonString(text(offer.code));
            const bool known = std::any_of(choices.begin(), choices.end(), [&raw](const Choice& choice) { return choice.raw == raw; });
            if (!known && (international ? offer.international : offer.domestic))
                choices += Choice{raw, safeLine(text(offer.name), 80)};
        }
    }
    return choices;
}

/// The name of a choice; nullopt if it is none of them.
std::optional<QString> nameOf(const QByteArray& raw, const QList<Choice>& choices)
{
    const auto found = std::find_if(choices.begin(), choices.end(), [&raw](const Choice& choice) { return choice.raw == raw; });
    return found == choices.end() ? std::nullopt : std::optional(found->name);
}

std::optional<MappedService> offered(const ServiceMapping& mapping, const AccountFacts& facts, bool international)
{
    MappedService found{jsonString(mapping.carrier), jsonString(mapping.service), mapping.package.isEmpty() ? QByteArrayLiteral("null") : jsonString(mapping.package), {}};
    const auto service = nameOf(found.service, serviceChoices(facts, found.carrier, international));
    const auto package = mapping.package.isEmpty() ? std::optional(QString()) : nameOf(found.package, packageChoices(facts, found.carrier, international));
    if (!service || !package)
        return std::nullopt;
    found.name = package->isEmpty() ? *service : QStringLiteral("%1 · %2").arg(*service, *package);
    return found;
}

} // namespace

bool isInternational(const QString& destination, const AccountFacts& facts, const QByteArray& warehouseId)
{
    const std::string to = destination.trimmed().toUpper().toStdString();
    const std::string from = originCountry(facts, warehouseId);
    return to.size() == 2 && to != from && !(isUnitedStates(to) && isUnitedStates(from));
}

QList<Choice> shipFromChoices(const AccountFacts& facts)
{
    QList<Choice> choices;
    for (const Warehouse& warehouse : facts.warehouses.value_or(std::vector<Warehouse>())) {
        QStringList place{text(warehouse.name), text(warehouse.origin.city), text(warehouse.origin.state)};
        place.removeAll(QString());
        choices += Choice{QByteArray::number(static_cast<qlonglong>(warehouse.id.value)), safeLine(place.join(QStringLiteral(" · ")), 80)};
    }
    return choices;
}

QList<Choice> carrierChoices(const AccountFacts& facts)
{
    QList<Choice> choices;
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        const QByteArray raw = jsonString(text(carrier.code));
        if (std::none_of(choices.begin(), choices.end(), [&raw](const Choice& choice) { return choice.raw == raw; }))
            choices += Choice{raw, safeLine(text(carrier.name), 80)};
    }
    return choices;
}

QList<Choice> serviceChoices(const AccountFacts& facts, const QByteArray& carrier, bool international)
{
    return offers(facts, carrier, &Carrier::services, international);
}

QList<Choice> packageChoices(const AccountFacts& facts, const QByteArray& carrier, bool international)
{
    return offers(facts, carrier, &Carrier::packages, international);
}

QList<Choice> confirmationChoices(const QByteArray& carrier)
{
    QList<Choice> choices{{"\"none\"", Shipping::tr("None")}, {"\"delivery\"", Shipping::tr("Delivery")}, {"\"signature\"", Shipping::tr("Signature")},
        {"\"adult_signature\"", Shipping::tr("Adult signature")}};
    if (shownValue(carrier).contains(QLatin1String("fedex")))
        choices += Choice{"\"direct_signature\"", Shipping::tr("Direct signature")};
    return choices;
}

QList<Choice> contentsChoices()
{
    return {{"\"merchandise\"", Shipping::tr("Merchandise")}, {"\"gift\"", Shipping::tr("Gift")}, {"\"sample\"", Shipping::tr("Sample")}, {"\"documents\"", Shipping::tr("Documents")},
        {"\"returned_goods\"", Shipping::tr("Returned goods")}};
}

QString contentsName(const QString& contents)
{
    return nameOf(jsonString(contents), contentsChoices()).value_or(contents);
}

QList<Choice> nonDeliveryChoices()
{
    return {{"\"return_to_sender\"", Shipping::tr("Return to sender")}, {"\"treat_as_abandoned\"", Shipping::tr("Treat as abandoned")}};
}

std::optional<MappedService> mappedService(const operations::MerchantState& merchant, const QString& requested, bool international)
{
    for (const ServiceMapping& mapping : mappingsFor(merchant.merchant.services, requested)) {
        if (auto found = offered(mapping, merchant.facts, international))
            return found;
    }
    return std::nullopt;
}

Merchant withMapping(const operations::MerchantState& merchant, const ServiceMapping& mapping, bool international)
{
    Merchant changed = merchant.merchant;
    changed.services = {mapping};
    for (const ServiceMapping& known : merchant.merchant.services) {
        if (known.requested.compare(mapping.requested, Qt::CaseInsensitive) != 0 || !offered(known, merchant.facts, international))
            changed.services.push_back(known);
    }
    return changed;
}

} // namespace t6::ui
