// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelrules.h"

#include "decimal.h"

#include <algorithm>
#include <map>

namespace t6 {

namespace {

/// This computer's clock may be wrong, and a label must not be taken for an old one because of it: that an old one is none is known by its id.
constexpr std::chrono::hours kClocksDiffer{24};

bool isOfOrder(const Shipment& shipment, const Purchase& purchase)
{
    return shipment.order.isNull() ? !purchase.number.isEmpty() && shipment.orderNumber == purchase.number : shipment.order == purchase.order;
}

bool couldBe(const Shipment& shipment, const Purchase& purchase)
{
    if (purchase.known.contains(shipment.id) || !isOfOrder(shipment, purchase))
        return false;
    if (!purchase.told.isNull())
        return shipment.id == purchase.told;
    const bool asBought = shipment.carrier.compare(purchase.terms.carrier, Qt::CaseInsensitive) == 0 && shipment.service.compare(purchase.terms.service, Qt::CaseInsensitive) == 0;
    return asBought && (!shipment.created || *shipment.created >= purchase.sentAt - kClocksDiffer);
}

bool isOf(const RateQuote& quote, const QString& carrier, const QString& service)
{
    return !service.isEmpty() && quote.service == service && (carrier.isEmpty() || quote.carrier == carrier);
}

} // namespace

void compareQuotes(QList<RateQuote>& quotes, const std::vector<ServiceMapping>& mappings, const QString& carrier, const QString& service)
{
    std::stable_sort(quotes.begin(), quotes.end(), [](const RateQuote& a, const RateQuote& b) { return a.total() < b.total(); });
    for (RateQuote& quote : quotes)
        quote.cheapest = quote.total() == quotes.front().total();
    const auto mark = [&quotes](const QString& ofCarrier, const QString& wanted) {
        bool any = false;
        for (RateQuote& quote : quotes) {
            quote.requested = isOf(quote, ofCarrier, wanted);
            any = any || quote.requested;
        }
        return any;
    };
    for (const ServiceMapping& mapping : mappings) {
        if (mark(mapping.carrier, mapping.service))
            return;
    }
    (void)mark(carrier, service);
}

const Carrier* payingCarrier(const std::vector<Carrier>& carriers, const QString& code, std::int64_t provider)
{
    const Carrier* found = nullptr;
    for (const Carrier& carrier : carriers) {
        if (code != QLatin1String(carrier.code.data(), static_cast<qsizetype>(carrier.code.size())))
            continue;
        if (provider != 0 && carrier.shippingProviderId == provider)
            return &carrier;
        if (!found || (carrier.primary && !found->primary))
            found = &carrier;
    }
    return found;
}

std::optional<Money> moneyOf(QByteArrayView rawNumber)
{
    const auto amount = Decimal::parse(rawNumber);
    if (!amount)
        return std::nullopt;
    constexpr std::int64_t kCent = 10'000; // millionths
    const std::int64_t millionths = amount->millionths();
    return Money{(millionths + (millionths < 0 ? -kCent : kCent) / 2) / kCent};
}

bool hasTestLabels(const QString& carrier)
{
    return carrier == QLatin1String("stamps_com");
}

PurchaseFinding findPurchase(const Purchase& purchase, const QList<Shipment>& found)
{
    std::map<ShipmentId, Shipment> candidates;
    for (const Shipment& shipment : found) {
        if (couldBe(shipment, purchase))
            candidates.emplace(shipment.id, shipment);
    }
    if (candidates.empty())
        return {};
    if (candidates.size() > 1)
        return {PurchaseFinding::What::Several, {}};
    return {PurchaseFinding::What::Bought, candidates.begin()->second};
}

} // namespace t6
