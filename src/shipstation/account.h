// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.h"

#include <core/merchant.h>

#include <QByteArray>
#include <QFuture>
#include <QSet>

#include <map>
#include <vector>

namespace t6::shipstation {

// What is read of an account besides the pages of its orders. Call in the session's thread; `session` must outlive the future
// or cancel it (its destructor does). Results arrive in that thread.

/// Carriers with the services and packages of each distinct code, warehouses, stores, tags, users: 5 requests + 2 per code.
/// A list that ShipStation refuses or does not know (401, 403, 404, 5xx, another shape) is nullopt, and services or packages
/// that it refuses are empty. An error when all lists fail (KeysRejected first), or on a network error, 429, lock or cancel.
[[nodiscard]] QFuture<Result<AccountFacts>> fetchAccount(Session& session, Priority priority);

/// What a test of credentials found.
struct AccountProbe
{
    /// SHA-256 over the sorted ids of stores, warehouses and wallets (shippingProviderId), which are ShipStation's own and differ
    /// between accounts: equal = the same account, whichever of its key pairs was used. Changes when the merchant adds or
    /// removes one, so compare against fresh facts (accountFingerprint), not only against what was kept. Empty: the account has none.
    QByteArray fingerprint;
    AccountFacts facts; ///< stores, warehouses and carriers (without services) as far as they could be read
};

/// Four GETs that prove that the server is ShipStation and takes the keys. Errors: KeysRejected, NotShipStation, Forbidden, the
/// network's, ...
[[nodiscard]] QFuture<Result<AccountProbe>> testCredentials(Session& session);

[[nodiscard]] QByteArray accountFingerprint(const AccountFacts& facts);

/// One order, exactly as sent. OrderGone when it was merged or deleted; NotShipStation when another order came back.
[[nodiscard]] QFuture<Result<QByteArray>> fetchOrder(Session& session, OrderId id, Priority priority);
/// For staff, with one of `reserved`.
[[nodiscard]] QFuture<Result<QByteArray>> fetchOrder(Session& session, OrderId id, Slots& reserved);

/// The one order with this number and key, as sent; the key alone cannot be asked for. Errors: OrderGone when there is none, AlreadyExists when there are
/// several: splits made by ShipStation share their key.
[[nodiscard]] QFuture<Result<QByteArray>> fetchOrderByKey(Session& session, const QString& number, const QString& key, Priority priority);

/// The numbers of all orders that begin with these letters.
[[nodiscard]] QFuture<Result<QSet<QString>>> fetchNumbersFrom(Session& session, const QString& beginning, Priority priority);

/// Those of `wanted` among the 500 orders that changed last after `since`, each as sent, in one GET of staff with one of `reserved`. What is
/// not among them may have changed all the same: lists lag.
[[nodiscard]] QFuture<Result<std::map<OrderId, QByteArray>>> fetchChanged(Session& session, UtcTime since, std::vector<OrderId> wanted, Slots& reserved);

/// All orders with exactly this number (numbers are not unique), each as sent.
[[nodiscard]] QFuture<Result<std::vector<QByteArray>>> fetchOrdersByNumber(Session& session, const QString& number, Priority priority);

} // namespace t6::shipstation
