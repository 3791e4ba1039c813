// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auditlog.h"
#include "database.h"

#include <core/clock.h>
#include <core/splitsteps.h>

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QUuid>

#include <optional>

namespace t6::store {

/// A split as it is kept. Nothing in clear says what is in its orders. Its steps are the journal's operations with `id` as batch.
struct SplitRecord
{
    QUuid id;
    MerchantId merchant;
    OrderId original;
    QList<OrderId> children; ///< as far as they were made, in the plan's order; null where one is missing
    SplitPurpose purpose = SplitPurpose::Split;
    SplitState state = SplitState::Open;
    UtcTime createdAt{}, changedAt{};
    QByteArray sealedPlan;
    QByteArray sealedFindings; ///< may be empty
};

/// All splits and which orders are theirs. Every change is one transaction, survives power loss, and writes its audit line in it. Any thread.
class SplitBook
{
public:
    SplitBook(Database& database, AuditLog& audit) : m_database(database), m_audit(audit) {}

    /// Keeps a new split as Open and claims its orders: nothing else begins on them until it is settled. Errors: OrderBusy (`detail`:
    /// "split") when another one has them; VaultLocked; InvalidInput for null ids; the store's.
    [[nodiscard]] QFuture<Result<void>> begin(SplitRecord record, AuditEntry line);
    /// A child is there: it belongs to the split from now on. The same again changes nothing. Errors: OrderBusy; OperationMoved when the split is settled.
    [[nodiscard]] QFuture<Result<void>> claim(QUuid split, int child, OrderId order);
    /// Open ⇄ NeedsPerson, and either → Done, Undone, Left: its orders are free then. Errors: OperationMoved when it is not `from`.
    [[nodiscard]] QFuture<Result<void>> advance(QUuid split, SplitState from, SplitState to, QByteArray sealedFindings, UtcTime now, AuditEntry line);

    [[nodiscard]] QFuture<Result<std::optional<SplitRecord>>> find(QUuid split);
    /// Not settled; oldest first. Null merchant: all.
    [[nodiscard]] QFuture<Result<QList<SplitRecord>>> open(MerchantId merchant = {});
    /// Those that an order is part of, newest first.
    [[nodiscard]] QFuture<Result<QList<SplitRecord>>> ofOrder(MerchantId merchant, OrderId order);
    /// Of a merchant, done at or after `since`; oldest first.
    [[nodiscard]] QFuture<Result<QList<SplitRecord>>> doneSince(MerchantId merchant, UtcTime since);
    /// Settled ones that changed last before `forgetBefore` go.
    [[nodiscard]] QFuture<Result<void>> expire(UtcTime forgetBefore);

private:
    Database& m_database;
    AuditLog& m_audit;
};

} // namespace t6::store
