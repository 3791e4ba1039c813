// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"
#include "weightfix.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace t6 {

namespace {

constexpr double kPackagingOunces = 4.0;

QString ounces(double value)
{
    return Checks::tr("%1 oz").arg(QString::number(value, 'f', value < 10 ? 2 : 1));
}

QString labelOf(std::string_view name, std::string_view code)
{
    return inQuotes(name.empty() ? code : name);
}

} // namespace

void CheckRun::weights()
{
    if (!m_order.weight || m_order.weight->isMissing()) {
        raise(CheckCode::WeightMissing, [this] {
            const bool unknownUnit = m_order.weight && m_order.weight->unit == WeightUnit::Unknown;
            return Finding{QStringLiteral("weight.value"),
                unknownUnit ? Checks::tr("The order's weight has a unit that is not known.") : Checks::tr("The order has no weight.")};
        });
    }
    const auto lacksWeight = [](const ItemView& item) { return isShippable(item) && (!item.weight || item.weight->isMissing()); };
    const auto first = std::find_if(m_order.items.begin(), m_order.items.end(), lacksWeight);
    if (first == m_order.items.end())
        return;
    raise(CheckCode::ItemWeightMissing, [&] {
        const auto more = static_cast<int>(std::count_if(first + 1, m_order.items.end(), lacksWeight));
        QString text = Checks::tr("%1 has no weight.").arg(labelOf(first->sku, first->name));
        if (more > 0)
            text += u' ' + Checks::tr("%n more line(s) have none either.", nullptr, more);
        return Finding{QStringLiteral("items[%1].weight").arg(first - m_order.items.begin()), text};
    });
}

void CheckRun::weightAgainstItems()
{
    if (!m_order.weight || m_order.weight->isMissing())
        return;
    double sum = 0;
    for (const ItemView& item : m_order.items) {
        if (!isShippable(item))
            continue;
        if (!item.weight || item.weight->isMissing())
            return; // the sum is not known
        sum += item.weight->ounces() * item.quantity;
    }
    if (!(sum > 0))
        return;
    const double weight = m_order.weight->ounces();
    const double share = m_context.m_settings.weightTolerance;
    const double tolerance = sum * (std::isfinite(share) ? std::max(0.0, share) : 0.0);
    const UnitMistake* mistaken = unitMistake(weight / sum);
    // A parcel weighs more than what is in it: that much more is the box.
    if (mistaken == nullptr && weight >= sum - tolerance && weight <= sum + std::max(tolerance, kPackagingOunces))
        return;
    raise(CheckCode::WeightSuspect, [&] {
        QString text = Checks::tr("The order weighs %1, its items %2.").arg(ounces(weight), ounces(sum));
        if (mistaken != nullptr) {
            const double factor = mistaken->factor;
            text += u' '
                + Checks::tr("That is a factor of %1: %2.")
                      .arg(QString::number(factor, 'g', 4), QCoreApplication::translate("t6::Checks", mistaken->words));
        }
        return Finding{QStringLiteral("weight.value"), text};
    });
}

void CheckRun::shipFrom()
{
    const auto field = [] { return QStringLiteral("advancedOptions.warehouseId"); };
    if (!m_order.warehouseId) {
        raise(CheckCode::ShipFromMissing, [&] { return Finding{field(), Checks::tr("No Ship From Location is chosen.")}; });
        return;
    }
    if (m_shipFrom == nullptr) {
        if (m_account.warehousesKnown)
            raise(CheckCode::ShipFromMissing, [&] { return Finding{field(), Checks::tr("The Ship From Location is not one of the merchant's.")}; });
        return;
    }
    const auto name = [this] { return inQuotes(m_shipFrom->name); };
    if (!m_shipFrom->missing.isEmpty()) {
        raise(CheckCode::ShipFromMissing, [&] {
            return Finding{field(), Checks::tr("The Ship From Location “%1” lacks: %2.").arg(name(), m_shipFrom->missing)};
        });
    }
    if (m_shipFrom->returnIsThrough6) {
        raise(CheckCode::ReturnAddressThrough6, [&] {
            return Finding{field(), Checks::tr("The return address of “%1” is Through6's.").arg(name())};
        });
    } else if (m_shipFrom->returnUnset) {
        raise(CheckCode::ReturnAddressUnset, [&] {
            return Finding{field(), Checks::tr("The return address of “%1” is the same as its Ship From address.").arg(name())};
        });
    }
}

void CheckRun::service()
{
    const auto* carrier = m_carrier;
    if (m_order.carrierCode.empty()) {
        raise(CheckCode::CarrierMissing, [] { return Finding{QStringLiteral("carrierCode"), Checks::tr("No carrier is chosen.")}; });
    } else if (carrier == nullptr && m_account.carriersKnown) {
        raise(CheckCode::CarrierUnknown, [this] {
            return Finding{QStringLiteral("carrierCode"), Checks::tr("Carrier “%1” is not connected to the merchant's account.").arg(inQuotes(m_order.carrierCode))};
        });
    }
    const auto field = [] { return QStringLiteral("serviceCode"); };
    if (m_order.serviceCode.empty()) {
        raise(CheckCode::ServiceMissing, [&] { return Finding{field(), Checks::tr("No service is chosen.")}; });
        return;
    }
    if (carrier == nullptr)
        return;
    const auto found = std::lower_bound(carrier->services.begin(), carrier->services.end(), m_order.serviceCode,
        [](const auto& offer, std::string_view code) { return offer.code < code; });
    if (found == carrier->services.end() || found->code != m_order.serviceCode) {
        if (carrier->servicesKnown) {
            raise(CheckCode::ServiceMismatch, [&] {
                return Finding{field(), Checks::tr("%1 does not offer “%2”.").arg(labelOf(carrier->name, carrier->code), inQuotes(m_order.serviceCode))};
            });
        }
        return;
    }
    // Carriers differ in what they call their services to territories and military mail.
    if (m_military || m_territory || !m_knownCountry || found->domestic == found->international)
        return;
    if (found->international == m_international)
        return;
    raise(CheckCode::ServiceMismatch, [&] {
        const QString text = m_international ? Checks::tr("%1 is a domestic service, and the order goes to %2.")
                                             : Checks::tr("%1 is an international service, and the order stays in %2.");
        return Finding{field(), text.arg(labelOf(found->name, found->code), inQuotes(m_order.shipTo.country))};
    });
}

void CheckRun::package()
{
    if (m_order.packageCode.empty()) {
        raise(CheckCode::PackageMissing, [] { return Finding{QStringLiteral("packageCode"), Checks::tr("No package is chosen.")}; });
        return;
    }
    const auto* carrier = m_carrier;
    if (carrier == nullptr || !carrier->packagesKnown)
        return;
    const auto found = std::lower_bound(carrier->packages.begin(), carrier->packages.end(), m_order.packageCode,
        [](const auto& offer, std::string_view code) { return offer.code < code; });
    if (found != carrier->packages.end() && found->code == m_order.packageCode)
        return;
    raise(CheckCode::PackageUnknown, [&] {
        return Finding{QStringLiteral("packageCode"),
            Checks::tr("%1 has no package “%2”.").arg(labelOf(carrier->name, carrier->code), inQuotes(m_order.packageCode))};
    });
}

void CheckRun::funds()
{
    const auto* funding = m_account.funding(m_order);
    const Money estimate = m_account.prices.estimate(m_order.carrierCode, m_order.serviceCode, m_international).cost;
    if (funding == nullptr || !funding->required || funding->balance.minor >= estimate.minor)
        return;
    raise(CheckCode::FundsShort, [&] {
        return Finding{QStringLiteral("carrierCode"),
            Checks::tr("%1 holds %2; this label is estimated at %3.").arg(labelOf(funding->name, funding->code), dollarText(funding->balance), dollarText(estimate))};
    });
}

} // namespace t6
