// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitbook.h"

namespace t6::store {

namespace {

static_assert(isUnsettled(static_cast<SplitState>(0)) && isUnsettled(static_cast<SplitState>(1)) && !isUnsettled(static_cast<SplitState>(2)));
static_assert(static_cast<int>(SplitState::Done) == 2);

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime timeOf(const QVariant& value) { return UtcTime(std::chrono::milliseconds(value.toLongLong())); }

Result<QList<SplitRecord>> read(Connection& connection, Sql statement, const QVariantList& values)
{
    QList<SplitRecord> records;
    bool known = true;
    const auto done = connection.each(statement, values, [&](const QSqlQuery& row) {
        const qint64 purpose = row.value(2).toLongLong(), state = row.value(3).toLongLong();
        known = known && purpose >= 0 && purpose < static_cast<qint64>(SplitPurpose::Count) && state >= 0 && state < static_cast<qint64>(SplitState::Count);
        SplitRecord record;
        record.merchant = merchantOf(row.value(0));
        record.id = QUuid::fromRfc4122(row.value(1).toByteArray());
        record.purpose = static_cast<SplitPurpose>(purpose);
        record.state = static_cast<SplitState>(state);
        record.createdAt = timeOf(row.value(4));
        record.changedAt = timeOf(row.value(5));
        record.sealedPlan = row.value(6).toByteArray();
        record.sealedFindings = row.value(7).toByteArray();
        records.append(std::move(record));
    });
    if (!done)
        return tl::unexpected(done.error());
    if (!known)
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("split"));
    for (SplitRecord& record : records) {
        const auto orders = connection.each("SELECT place, order_id FROM split_order WHERE split = ? ORDER BY place", {record.id.toRfc4122()}, [&](const QSqlQuery& row) {
            const auto place = static_cast<qsizetype>(row.value(0).toLongLong());
            const OrderId order{row.value(1).toLongLong()};
            if (place == 0) {
                record.original = order;
                return;
            }
            if (record.children.size() < place)
                record.children.resize(place);
            record.children[place - 1] = order;
        });
        if (!orders)
            return tl::unexpected(orders.error());
    }
    return records;
}

tl::unexpected<Error> taken() { return failure(ErrorDomain::Store, ErrorCode::OrderBusy, QStringLiteral("split")); }

/// The index decides, not a look beforehand: so it holds for two consoles on one database too.
Result<void> claimOrder(Connection& connection, QUuid split, qsizetype place, MerchantId merchant, OrderId order)
{
    const auto inserted = connection.execute("INSERT INTO split_order (split, place, merchant, order_id, claimed) VALUES (?, ?, ?, ?, 1)"
                                             " ON CONFLICT (merchant, order_id) WHERE claimed = 1 DO NOTHING",
        {split.toRfc4122(), qint64{place}, bound(merchant), qint64{order.value}});
    if (!inserted)
        return tl::unexpected(inserted.error());
    return *inserted == 0 ? Result<void>(taken()) : Result<void>();
}

} // namespace

QFuture<Result<void>> SplitBook::begin(SplitRecord record, AuditEntry line)
{
    return m_database.write(Durability::Power, [&audit = m_audit, record = std::move(record), line = std::move(line)](Connection& connection) -> Result<void> {
        if (record.id.isNull() || record.merchant.isNull() || record.original.isNull())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QStringLiteral("null id"));
        const auto number = connection.advanceCounter(QStringLiteral("split"), 1);
        if (!number)
            return tl::unexpected(number.error());
        const auto inserted = connection.execute(
            "INSERT INTO split (merchant, number, split, purpose, state, created_at, changed_at, sealed_plan, sealed_findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {bound(record.merchant), *number, record.id.toRfc4122(), static_cast<int>(record.purpose), static_cast<int>(SplitState::Open), milliseconds(record.createdAt),
                milliseconds(record.createdAt), record.sealedPlan, record.sealedFindings.isNull() ? QByteArray("") : record.sealedFindings});
        if (!inserted)
            return tl::unexpected(inserted.error());
        if (auto claimed = claimOrder(connection, record.id, 0, record.merchant, record.original); !claimed)
            return claimed;
        for (qsizetype child = 0; child < record.children.size(); ++child) {
            if (auto claimed = claimOrder(connection, record.id, child + 1, record.merchant, record.children[child]); !claimed)
                return claimed;
        }
        if (const auto told = audit.append(connection, line); !told)
            return tl::unexpected(told.error());
        return {};
    });
}

QFuture<Result<void>> SplitBook::claim(QUuid split, int child, OrderId order)
{
    return m_database.write(Durability::Power, [=](Connection& connection) -> Result<void> {
        const auto known = connection.value("SELECT order_id FROM split_order WHERE split = ? AND place = ?", {split.toRfc4122(), child + 1});
        if (!known)
            return tl::unexpected(known.error());
        if (known->isValid())
            return known->toLongLong() == order.value ? Result<void>() : Result<void>(taken());
        const auto merchant = connection.value("SELECT merchant FROM split WHERE split = ? AND state IN (0, 1)", {split.toRfc4122()});
        if (!merchant)
            return tl::unexpected(merchant.error());
        if (!merchant->isValid())
            return failure(ErrorDomain::Store, ErrorCode::OperationMoved);
        return claimOrder(connection, split, child + 1, merchantOf(*merchant), order);
    });
}

QFuture<Result<void>> SplitBook::advance(QUuid split, SplitState from, SplitState to, QByteArray sealedFindings, UtcTime now, AuditEntry line)
{
    return m_database.write(Durability::Power, [=, &audit = m_audit](Connection& connection) -> Result<void> {
        if (!isUnsettled(from) || from == to)
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QLatin1String(splitStateName(from)) + u'>' + QLatin1String(splitStateName(to)));
        const auto changed = connection.execute("UPDATE split SET state = ?, sealed_findings = ?, changed_at = ? WHERE split = ? AND state = ?",
            {static_cast<int>(to), sealedFindings, milliseconds(now), split.toRfc4122(), static_cast<int>(from)});
        if (!changed)
            return tl::unexpected(changed.error());
        if (*changed == 0)
            return failure(ErrorDomain::Store, ErrorCode::OperationMoved);
        if (!isUnsettled(to)) {
            if (const auto freed = connection.execute("UPDATE split_order SET claimed = 0 WHERE split = ?", {split.toRfc4122()}); !freed)
                return tl::unexpected(freed.error());
        }
        if (const auto told = audit.append(connection, line); !told)
            return tl::unexpected(told.error());
        return {};
    });
}

QFuture<Result<std::optional<SplitRecord>>> SplitBook::find(QUuid split)
{
    return m_database.run([split](Connection& connection) -> Result<std::optional<SplitRecord>> {
        const auto found = read(connection, "SELECT merchant, split, purpose, state, created_at, changed_at, sealed_plan, sealed_findings FROM split WHERE split = ?", {split.toRfc4122()});
        if (!found)
            return tl::unexpected(found.error());
        return found->isEmpty() ? std::nullopt : std::optional(found->first());
    });
}

QFuture<Result<QList<SplitRecord>>> SplitBook::open(MerchantId merchant)
{
    return m_database.run([merchant](Connection& connection) {
        return read(connection,
            "SELECT merchant, split, purpose, state, created_at, changed_at, sealed_plan, sealed_findings FROM split WHERE state IN (0, 1) AND (merchant = ? OR ? = 1) ORDER BY number",
            {bound(merchant), int{merchant.isNull()}});
    });
}

QFuture<Result<QList<SplitRecord>>> SplitBook::ofOrder(MerchantId merchant, OrderId order)
{
    return m_database.run([merchant, order](Connection& connection) {
        return read(connection,
            "SELECT merchant, split, purpose, state, created_at, changed_at, sealed_plan, sealed_findings FROM split"
            " WHERE split IN (SELECT split FROM split_order WHERE merchant = ? AND order_id = ?) ORDER BY number DESC",
            {bound(merchant), qint64{order.value}});
    });
}

QFuture<Result<QList<SplitRecord>>> SplitBook::doneSince(MerchantId merchant, UtcTime since)
{
    return m_database.run([merchant, since](Connection& connection) {
        return read(connection,
            "SELECT merchant, split, purpose, state, created_at, changed_at, sealed_plan, sealed_findings FROM split"
            " WHERE merchant = ? AND state = 2 AND changed_at >= ? ORDER BY number",
            {bound(merchant), milliseconds(since)});
    });
}

QFuture<Result<void>> SplitBook::expire(UtcTime forgetBefore)
{
    return m_database.write(Durability::Power, [forgetBefore](Connection& connection) -> Result<void> {
        const QVariantList before{milliseconds(forgetBefore)};
        const auto orders = connection.execute("DELETE FROM split_order WHERE split IN (SELECT split FROM split WHERE state NOT IN (0, 1) AND changed_at < ?)", before);
        if (!orders)
            return tl::unexpected(orders.error());
        const auto splits = connection.execute("DELETE FROM split WHERE state NOT IN (0, 1) AND changed_at < ?", before);
        return splits ? Result<void>() : Result<void>(tl::unexpected(splits.error()));
    });
}

} // namespace t6::store
