// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <core/clock.h>
#include <core/operation.h>
#include <core/quantity.h>

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <optional>

namespace t6::store {

/// A label as it is kept beside its operation in the journal. Nothing in clear but ids, times and amounts.
struct LabelRecord
{
    OperationId operation;
    MerchantId merchant;
    OrderId order;
    ShipmentId shipment; ///< null: not known (yet)
    Money amount; ///< what was confirmed and, once it is known, what was charged
    UtcTime begunAt{};
    std::optional<UtcTime> printedAt;
    bool hasReply = false;
};

/// Labels that were bought from here, what they cost, and what ShipStation sent for them, sealed by the caller. Every change is one transaction and
/// survives power loss. Any thread.
class LabelBook
{
public:
    explicit LabelBook(Database& database) : m_database(database) {}

    /// Sets `amount` aside before it is spent. The same operation again changes nothing. Errors: LabelRefused (`field`: "dayCap", `detail`: cents spent
    /// since then) when with it more than `cap` were spent or set aside since `since`; InvalidInput for null ids.
    [[nodiscard]] QFuture<Result<void>> begin(LabelRecord record, UtcTime since, Money cap);
    /// ShipStation's answer as it came, before anybody looks into it.
    [[nodiscard]] QFuture<Result<void>> keepReply(OperationId operation, QByteArray sealedReply);
    /// It was bought.
    [[nodiscard]] QFuture<Result<void>> settle(OperationId operation, ShipmentId shipment, Money charged);
    /// It was not bought: forgets it, but for one with an answer.
    [[nodiscard]] QFuture<Result<void>> drop(OperationId operation);
    /// Its money came back.
    [[nodiscard]] QFuture<Result<void>> refund(MerchantId merchant, ShipmentId shipment);
    [[nodiscard]] QFuture<Result<void>> markPrinted(OperationId operation, UtcTime at);

    /// Newest first.
    [[nodiscard]] QFuture<Result<QList<LabelRecord>>> ofOrder(MerchantId merchant, OrderId order);
    /// nullopt: there is none, or it is gone.
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> reply(OperationId operation);
    /// What labels of a merchant cost that were begun at or after `since`, with what is set aside.
    [[nodiscard]] QFuture<Result<Money>> spent(MerchantId merchant, UtcTime since);
    /// Answers of labels that were printed before `printedBefore` or begun before `keptSince` go; labels begun before `forgetBefore` go as a whole.
    [[nodiscard]] QFuture<Result<void>> expire(UtcTime printedBefore, UtcTime keptSince, UtcTime forgetBefore);

private:
    Database& m_database;
};

} // namespace t6::store
