// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchant.h"
#include "shipment.h"

#include <QByteArrayView>
#include <QList>

#include <compare>
#include <optional>

namespace t6 {

// What is decided about labels without asking anybody. Pure; any thread.

/// A price of one service of one carrier.
struct RateQuote
{
    QString carrier, carrierName, service, serviceName; ///< codes and the account's names
    QString package; ///< that it is for, a code
    Money shipping, other;
    std::optional<Money> balance; ///< of the wallet that pays; nullopt: the carrier is not paid in advance, or it is not known
    bool cheapest = false; ///< of all
    bool requested = false; ///< what the merchant's shop calls so, or what the order is set to

    [[nodiscard]] Money total() const noexcept { return {shipping.minor + other.minor}; }
    [[nodiscard]] bool isAffordable() const noexcept { return !balance || *balance >= total(); }
};

/// Sorts by price and marks the cheapest of all and what was asked for: the merchant's first mapping (see mappingsFor()) that is among the
/// quotes or, where none is, the order's own carrier and service.
void compareQuotes(QList<RateQuote>& quotes, const std::vector<ServiceMapping>& mappings, const QString& carrier, const QString& service);

/// The account's connection that pays for labels of this carrier: the order's own choice (`provider`, its shippingProviderId), else the primary one,
/// else the first. Null: the account has no such carrier. Points into `facts`.
[[nodiscard]] const Carrier* payingCarrier(const std::vector<Carrier>& carriers, const QString& code, std::int64_t provider);

/// An amount as ShipStation writes it, rounded to cents; nullopt for anything that is no number. Never by way of a binary fraction.
[[nodiscard]] std::optional<Money> moneyOf(QByteArrayView rawNumber);

/// The most that may be charged for a price that a person confirmed: a tenth more.
[[nodiscard]] constexpr Money mostFor(Money confirmed) noexcept { return {confirmed.minor + confirmed.minor / 10}; }

/// Labels may be tested where the carrier prints tests.
[[nodiscard]] bool hasTestLabels(const QString& carrier);

/// What readings of the shipments say about a purchase without an answer.
struct PurchaseFinding
{
    enum class What {
        Bought, ///< exactly one shipment is new and as it was bought: `shipment`
        Several, ///< a person must tell which
        Nothing, ///< none, yet
    };
    What what = What::Nothing;
    Shipment shipment;
};

/// What is known of the purchase.
struct Purchase
{
    OrderId order;
    QString number;
    LabelTerms terms;
    QList<ShipmentId> known; ///< that the order had before
    UtcTime sentAt{};
    ShipmentId told; ///< that the answer named; null: no answer did
};
/// `found`: of several readings, in any order, repetitions included: ShipStation's filters may leave out what belongs there and show
/// what does not.
[[nodiscard]] PurchaseFinding findPurchase(const Purchase& purchase, const QList<Shipment>& found);

} // namespace t6
