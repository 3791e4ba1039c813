// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auditlog.h"
#include "database.h"

#include <core/clock.h>
#include <core/operation.h>

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <functional>
#include <optional>

namespace t6::store {

/// An operation as it is kept. Nothing in clear says what is in the order.
struct JournalRecord
{
    OperationId id;
    MerchantId merchant;
    OrderId order;
    OperationKind kind = OperationKind::Edit;
    QUuid batch; ///< operations that staff started as one; null = alone
    OperationState state = OperationState::Intent;
    UtcTime createdAt{}, changedAt{};
    std::optional<UtcTime> quarantineUntil; ///< until then a request that was sent may still arrive; set with Sending
    QByteArray sealedPlan; ///< what was seen, wished, sent; fixed by begin() and send()
    QByteArray sealedFindings; ///< the latest answer, difference or error; may be empty
};

/// What staff did and what became of it. Every call that changes something is one transaction, survives power loss, and writes its
/// audit line in it: no line, no change (design: security.md §4.2, §3.4). Any thread.
class Journal
{
public:
    Journal(Database& database, AuditLog& audit) : m_database(database), m_audit(audit) {}

    /// Keeps a new operation as Intent, whatever the record's state. Errors: OrderBusy (`detail`: the other's state's name) when another
    /// operation of this order is not settled, or a request of one may still arrive: its quarantine is not over, and it was neither
    /// refused nor answered and confirmed, and (`detail`: "split") when a split that is not the record's batch has the order;
    /// OperationMoved for a step of a split that has the order no more; VaultLocked; InvalidInput for a null id; the store's.
    /// `also` is done in the same transaction; its error refuses the operation.
    using Also = std::function<Result<void>(Connection&, const JournalRecord&)>;
    [[nodiscard]] QFuture<Result<void>> begin(JournalRecord record, AuditEntry line, Also also = {});
    /// A person takes it on themselves that nothing of an order (or wallet) is under way any more: what is settled loses its quarantine.
    /// Errors: VaultLocked, the store's.
    [[nodiscard]] QFuture<Result<void>> endQuarantine(MerchantId merchant, OrderId order, AuditEntry line);

    /// Intent → Sending, with what is sent and the end of the quarantine. The first byte may leave when this has succeeded. Errors:
    /// OperationMoved.
    [[nodiscard]] QFuture<Result<void>> send(OperationId id, QByteArray sealedPlan, UtcTime now, UtcTime quarantineUntil);

    /// Any other arrow of mayFollow(). NotSent, Rejected and Replied → Watch end the quarantine: nothing is on its way any more. Errors: OperationMoved when it is not in state `from` any more
    /// (`detail`: the state that it is in; empty when it is gone), InvalidInput for an arrow that is none, VaultLocked.
    [[nodiscard]] QFuture<Result<void>> advance(OperationId id, OperationState from, OperationState to, QByteArray sealedFindings, UtcTime now, std::optional<AuditEntry> line);

    [[nodiscard]] QFuture<Result<std::optional<JournalRecord>>> find(OperationId id);
    /// Operations that are not settled (blocksOrder, needsPerson) or watched; oldest first. Null merchant: all.
    [[nodiscard]] QFuture<Result<QList<JournalRecord>>> open(MerchantId merchant = {});
    /// The latest of an order, or of all orders (null order), of one merchant or of all (null merchant too); newest first.
    [[nodiscard]] QFuture<Result<QList<JournalRecord>>> latest(MerchantId merchant, OrderId order, int most);
    /// Oldest first.
    [[nodiscard]] QFuture<Result<QList<JournalRecord>>> ofBatch(QUuid batch);
    /// Watch → Done for all that changed last before `before`; settled operations that changed last before `forgetBefore` go.
    [[nodiscard]] QFuture<Result<void>> expire(UtcTime before, UtcTime forgetBefore);

private:
    Database& m_database;
    AuditLog& m_audit;
};

} // namespace t6::store
