// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.h"

#include <core/jsontext.h>
#include <core/labelrules.h>

#include <QFuture>

namespace t6::shipstation {

// Labels, their prices and the parcels that have them.

/// Of what the order holds (weight, size, customs). 60 s: carriers are slow.
[[nodiscard]] WriteRequest createLabelForOrder(OrderId order, const LabelTerms& terms);
[[nodiscard]] WriteRequest voidLabel(ShipmentId shipment);
[[nodiscard]] WriteRequest markAsShipped(OrderId order, const QString& carrier, QDate shipDate, const QString& tracking, bool notifyCustomer, bool notifyStore);

/// From what postal code, of the order's warehouse, an order with these packaging and confirmation would be sent by all services of a carrier. Errors: LabelRefused (`detail`:
/// what the order lacks for a price).
[[nodiscard]] Result<WriteRequest> getRates(const JsonText& order, const std::string& fromPostalCode, const QString& carrier, const QString& package, const QString& confirmation);
/// Prices without names and balance; those that are no amount are left out. Errors: AnswerBroken. Any thread.
[[nodiscard]] Result<QList<RateQuote>> decodeRates(const QByteArray& json, const QString& carrier);
/// Asks. Changes nothing, though it is a POST: one try, with one of `reserved`. Errors: the network's, ShipStation's.
[[nodiscard]] QFuture<Result<QList<RateQuote>>> fetchRates(Session& session, const WriteRequest& request, const QString& carrier, Slots& reserved, UtcTime notAfter);

/// Errors: NotShipStation, AnswerBroken. Those without an id are left out. Any thread.
[[nodiscard]] Result<QList<Shipment>> decodeShipments(const QByteArray& json);

// ShipStation's filters have been seen to leave out what belongs to an order: who must know asks in several ways. At most the newest 500.
[[nodiscard]] QFuture<Result<QList<Shipment>>> fetchShipmentsOf(Session& session, OrderId order, Priority priority);
[[nodiscard]] QFuture<Result<QList<Shipment>>> fetchShipmentsOf(Session& session, const QString& orderNumber, Priority priority);
[[nodiscard]] QFuture<Result<QList<Shipment>>> fetchShipmentsSince(Session& session, UtcTime since, Priority priority);

} // namespace t6::shipstation
