// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journal.h"

#include <algorithm>
#include <initializer_list>

namespace t6::store {

namespace {

// Statements and indexes name states by number: these are the sets that they mean.
constexpr bool isSet(std::initializer_list<int> states, bool (*belongs)(OperationState))
{
    for (int state = 0; state < static_cast<int>(OperationState::Count); ++state) {
        if ((std::find(states.begin(), states.end(), state) != states.end()) != belongs(static_cast<OperationState>(state)))
            return false;
    }
    return true;
}
constexpr bool isOpen(OperationState state) { return blocksOrder(state) || needsPerson(state) || state == OperationState::Watch; }
static_assert(isSet({0, 1, 2, 3}, [](OperationState state) { return blocksOrder(state); }));
static_assert(isSet({0, 1, 2, 3, 4, 9, 10}, isOpen));
static_assert(static_cast<int>(OperationState::Watch) == 4 && static_cast<int>(OperationState::Done) == 5);

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime timeOf(const QVariant& value) { return UtcTime(std::chrono::milliseconds(value.toLongLong())); }
QVariant bound(OperationId id) { return id.value.toRfc4122(); }
using store::bound;

template <typename Enumerator>
QVariant bound(Enumerator value) requires std::is_enum_v<Enumerator> { return static_cast<int>(value); }

template <typename Enumerator>
std::optional<Enumerator> enumerator(const QVariant& value)
{
    const qint64 number = value.toLongLong();
    if (number < 0 || number >= static_cast<qint64>(Enumerator::Count))
        return std::nullopt;
    return static_cast<Enumerator>(number);
}

std::optional<JournalRecord> recordOf(const QSqlQuery& row)
{
    const auto kind = enumerator<OperationKind>(row.value(3));
    const auto state = enumerator<OperationState>(row.value(5));
    if (!kind || !state)
        return std::nullopt;
    JournalRecord record;
    record.merchant = merchantOf(row.value(0));
    record.order = {row.value(1).toLongLong()};
    record.id = {QUuid::fromRfc4122(row.value(2).toByteArray())};
    record.kind = *kind;
    record.batch = QUuid::fromRfc4122(row.value(4).toByteArray());
    record.state = *state;
    record.createdAt = timeOf(row.value(6));
    record.changedAt = timeOf(row.value(7));
    if (!row.value(8).isNull())
        record.quarantineUntil = timeOf(row.value(8));
    record.sealedPlan = row.value(9).toByteArray();
    record.sealedFindings = row.value(10).toByteArray();
    return record;
}

Result<QList<JournalRecord>> read(Connection& connection, Sql statement, const QVariantList& values)
{
    QList<JournalRecord> records;
    bool known = true;
    const auto done = connection.each(statement, values, [&](const QSqlQuery& row) {
        if (auto record = recordOf(row))
            records.append(std::move(*record));
        else
            known = false;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!known)
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("journal"));
    return records;
}

// `state` as a failure: what stands in the way.
tl::unexpected<Error> refused(ErrorCode code, const Result<QVariant>& state)
{
    if (!state)
        return tl::unexpected(state.error());
    const auto known = state->isValid() ? enumerator<OperationState>(*state) : std::nullopt;
    return failure(ErrorDomain::Store, code, known ? QLatin1String(operationStateName(*known)) : QString());
}

Result<void> moved(Connection& connection, OperationId id)
{
    return refused(ErrorCode::OperationMoved, connection.value("SELECT state FROM journal WHERE operation = ?", {bound(id)}));
}

// The index decides, not a look beforehand: so it holds for two consoles on one database too.
Result<void> insert(Connection& connection, const JournalRecord& record)
{
    const auto underWay = connection.value("SELECT state FROM journal WHERE merchant = ? AND order_id = ? AND quarantine_until > ? LIMIT 1",
        {bound(record.merchant), qint64{record.order.value}, milliseconds(record.createdAt)});
    if (!underWay || underWay->isValid())
        return refused(ErrorCode::OrderBusy, underWay);
    const auto split = connection.value("SELECT split FROM split_order WHERE merchant = ? AND order_id = ? AND claimed = 1", {bound(record.merchant), qint64{record.order.value}});
    if (!split)
        return tl::unexpected(split.error());
    const bool isItsOwn = split->isValid() && split->toByteArray() == record.batch.toRfc4122();
    if (!isItsOwn && (split->isValid() || isOfSplit(record.kind)))
        return failure(ErrorDomain::Store, split->isValid() ? ErrorCode::OrderBusy : ErrorCode::OperationMoved, QStringLiteral("split"));
    const auto number = connection.advanceCounter(QStringLiteral("operation"), 1);
    if (!number)
        return tl::unexpected(number.error());
    const auto inserted = connection.execute(
        "INSERT INTO journal (merchant, number, operation, order_id, kind, batch, state, created_at, changed_at, sealed_plan, sealed_findings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (merchant, order_id) WHERE state IN (0, 1, 2, 3) DO NOTHING",
        {bound(record.merchant), *number, bound(record.id), qint64{record.order.value}, bound(record.kind),
            record.batch.isNull() ? QVariant(QMetaType::fromType<QByteArray>()) : QVariant(record.batch.toRfc4122()), bound(OperationState::Intent),
            milliseconds(record.createdAt), milliseconds(record.createdAt), bound(record.sealedPlan), bound(record.sealedFindings)});
    if (!inserted)
        return tl::unexpected(inserted.error());
    if (*inserted == 0)
        return refused(ErrorCode::OrderBusy, connection.value("SELECT state FROM journal WHERE merchant = ? AND order_id = ? AND state IN (0, 1, 2, 3)",
                                                 {bound(record.merchant), qint64{record.order.value}}));
    return {};
}

struct Change
{
    Sql statement;
    QVariantList values;
};

Result<void> allDone(Connection& connection, std::initializer_list<Change> changes)
{
    for (const auto& [statement, values] : changes) {
        if (const auto done = connection.execute(statement, values); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace

QFuture<Result<void>> Journal::begin(JournalRecord record, AuditEntry line, Also also)
{
    return m_database.write(Durability::Power, [&audit = m_audit, record = std::move(record), line = std::move(line), also = std::move(also)](Connection& connection) -> Result<void> {
        if (record.id.isNull() || record.merchant.isNull() || record.order.isNull())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QStringLiteral("null id"));
        if (auto inserted = insert(connection, record); !inserted)
            return inserted;
        if (const auto done = also ? also(connection, record) : Result<void>(); !done)
            return done;
        if (const auto told = audit.append(connection, line); !told)
            return tl::unexpected(told.error());
        return {};
    });
}

QFuture<Result<void>> Journal::endQuarantine(MerchantId merchant, OrderId order, AuditEntry line)
{
    return m_database.write(Durability::Power, [&audit = m_audit, merchant, order, line = std::move(line)](Connection& connection) -> Result<void> {
        const auto ended = connection.execute("UPDATE journal SET quarantine_until = NULL WHERE merchant = ? AND order_id = ? AND state NOT IN (0, 1, 2, 3)", {bound(merchant), qint64{order.value}});
        if (!ended)
            return tl::unexpected(ended.error());
        if (const auto told = audit.append(connection, line); !told)
            return tl::unexpected(told.error());
        return {};
    });
}

QFuture<Result<void>> Journal::send(OperationId id, QByteArray sealedPlan, UtcTime now, UtcTime quarantineUntil)
{
    return m_database.write(Durability::Power, [=](Connection& connection) -> Result<void> {
        const auto changed = connection.execute("UPDATE journal SET state = ?, sealed_plan = ?, quarantine_until = ?, changed_at = ? WHERE operation = ? AND state = ?",
            {bound(OperationState::Sending), bound(sealedPlan), milliseconds(quarantineUntil), milliseconds(now), bound(id), bound(OperationState::Intent)});
        if (!changed)
            return tl::unexpected(changed.error());
        return *changed == 0 ? moved(connection, id) : Result<void>();
    });
}

QFuture<Result<void>> Journal::advance(
    OperationId id, OperationState from, OperationState to, QByteArray sealedFindings, UtcTime now, std::optional<AuditEntry> line)
{
    return m_database.write(Durability::Power, [=, &audit = m_audit](Connection& connection) -> Result<void> {
        if (!mayFollow(from, to) || to == OperationState::Sending)
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QLatin1String(operationStateName(from)) + u'>' + QLatin1String(operationStateName(to)));
        const auto changed = connection.execute("UPDATE journal SET state = ?, sealed_findings = ?, changed_at = ? WHERE operation = ? AND state = ?",
            {bound(to), bound(sealedFindings), milliseconds(now), bound(id), bound(from)});
        if (!changed)
            return tl::unexpected(changed.error());
        if (*changed == 0)
            return moved(connection, id);
        const bool nothingUnderWay = to == OperationState::NotSent || to == OperationState::Rejected || (from == OperationState::Replied && to == OperationState::Watch);
        if (nothingUnderWay) {
            if (const auto ended = connection.execute("UPDATE journal SET quarantine_until = NULL WHERE operation = ?", {bound(id)}); !ended)
                return tl::unexpected(ended.error());
        }
        if (!line)
            return {};
        if (const auto told = audit.append(connection, *line); !told)
            return tl::unexpected(told.error());
        return {};
    });
}

QFuture<Result<std::optional<JournalRecord>>> Journal::find(OperationId id)
{
    return m_database.run([id](Connection& connection) -> Result<std::optional<JournalRecord>> {
        const auto found = read(connection,
            "SELECT merchant, order_id, operation, kind, batch, state, created_at, changed_at, quarantine_until, sealed_plan, sealed_findings"
            " FROM journal WHERE operation = ?",
            {bound(id)});
        if (!found)
            return tl::unexpected(found.error());
        return found->isEmpty() ? std::nullopt : std::optional(found->first());
    });
}

QFuture<Result<QList<JournalRecord>>> Journal::open(MerchantId merchant)
{
    return m_database.run([merchant](Connection& connection) {
        return read(connection,
            "SELECT merchant, order_id, operation, kind, batch, state, created_at, changed_at, quarantine_until, sealed_plan, sealed_findings"
            " FROM journal WHERE state IN (0, 1, 2, 3, 4, 9, 10) AND (merchant = ? OR ? = 1) ORDER BY number",
            {bound(merchant), int{merchant.isNull()}});
    });
}

QFuture<Result<QList<JournalRecord>>> Journal::latest(MerchantId merchant, OrderId order, int most)
{
    return m_database.run([merchant, order, most](Connection& connection) {
        if (order.isNull())
            return read(connection,
                "SELECT merchant, order_id, operation, kind, batch, state, created_at, changed_at, quarantine_until, sealed_plan, sealed_findings"
                " FROM journal WHERE merchant = ? OR ? = 1 ORDER BY number DESC LIMIT ?",
                {bound(merchant), int{merchant.isNull()}, most});
        return read(connection,
            "SELECT merchant, order_id, operation, kind, batch, state, created_at, changed_at, quarantine_until, sealed_plan, sealed_findings"
            " FROM journal WHERE merchant = ? AND order_id = ? ORDER BY number DESC LIMIT ?",
            {bound(merchant), qint64{order.value}, most});
    });
}

QFuture<Result<QList<JournalRecord>>> Journal::ofBatch(QUuid batch)
{
    return m_database.run([batch](Connection& connection) {
        return read(connection,
            "SELECT merchant, order_id, operation, kind, batch, state, created_at, changed_at, quarantine_until, sealed_plan, sealed_findings"
            " FROM journal WHERE batch = ? ORDER BY number",
            {batch.toRfc4122()});
    });
}

QFuture<Result<void>> Journal::expire(UtcTime before, UtcTime forgetBefore)
{
    return m_database.write(Durability::Power, [before, forgetBefore](Connection& connection) {
        return allDone(connection,
            {{"UPDATE journal SET state = 5 WHERE state = 4 AND changed_at < ?", {milliseconds(before)}},
                {"DELETE FROM journal WHERE state NOT IN (0, 1, 2, 3, 4, 9, 10) AND changed_at < ?", {milliseconds(forgetBefore)}}});
    });
}

} // namespace t6::store
