// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelbook.h"

namespace t6::store {

namespace {

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime timeOf(const QVariant& value) { return UtcTime(std::chrono::milliseconds(value.toLongLong())); }
QVariant bound(OperationId id) { return id.value.toRfc4122(); }
using store::bound;

Result<void> done(const Result<int>& changed) { return changed ? Result<void>() : tl::unexpected(changed.error()); }

Result<qint64> spentSince(Connection& connection, MerchantId merchant, UtcTime since)
{
    const auto sum = connection.value("SELECT COALESCE(SUM(amount), 0) FROM label WHERE merchant = ? AND begun_at >= ?", {bound(merchant), milliseconds(since)});
    return sum ? Result<qint64>(sum->toLongLong()) : tl::unexpected(sum.error());
}

} // namespace

QFuture<Result<void>> LabelBook::begin(LabelRecord record, UtcTime since, Money cap)
{
    return m_database.write(Durability::Power, [record, since, cap](Connection& connection) -> Result<void> {
        if (record.operation.isNull() || record.merchant.isNull() || record.order.isNull())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QStringLiteral("null id"));
        const auto known = connection.value("SELECT 1 FROM label WHERE operation = ?", {bound(record.operation)});
        if (!known)
            return tl::unexpected(known.error());
        if (known->isValid())
            return {};
        const auto spent = spentSince(connection, record.merchant, since);
        if (!spent)
            return tl::unexpected(spent.error());
        if (*spent + record.amount.minor > cap.minor)
            return failure(ErrorDomain::Input, ErrorCode::LabelRefused, QString::number(*spent), QStringLiteral("dayCap"));
        return done(connection.execute("INSERT INTO label (merchant, operation, order_id, shipment, amount, begun_at) VALUES (?, ?, ?, 0, ?, ?)",
            {bound(record.merchant), bound(record.operation), qint64{record.order.value}, qint64{record.amount.minor}, milliseconds(record.begunAt)}));
    });
}

QFuture<Result<void>> LabelBook::keepReply(OperationId operation, QByteArray sealedReply)
{
    return m_database.write(Durability::Power, [=](Connection& connection) -> Result<void> {
        const auto kept = connection.execute("UPDATE label SET sealed_reply = ? WHERE operation = ?", {sealedReply, bound(operation)});
        if (!kept)
            return tl::unexpected(kept.error());
        return *kept == 1 ? Result<void>() : Result<void>(failure(ErrorDomain::Store, ErrorCode::NotFound));
    });
}

QFuture<Result<void>> LabelBook::settle(OperationId operation, ShipmentId shipment, Money charged)
{
    return m_database.write(Durability::Power, [=](Connection& connection) {
        return done(connection.execute("UPDATE label SET shipment = ?, amount = ? WHERE operation = ?", {qint64{shipment.value}, qint64{charged.minor}, bound(operation)}));
    });
}

QFuture<Result<void>> LabelBook::drop(OperationId operation)
{
    return m_database.write(Durability::Power, [operation](Connection& connection) {
        if (const auto freed = connection.execute("UPDATE label SET amount = 0 WHERE operation = ?", {bound(operation)}); !freed)
            return done(freed);
        return done(connection.execute("DELETE FROM label WHERE operation = ? AND sealed_reply IS NULL", {bound(operation)}));
    });
}

QFuture<Result<void>> LabelBook::refund(MerchantId merchant, ShipmentId shipment)
{
    return m_database.write(Durability::Power, [=](Connection& connection) {
        return done(connection.execute("UPDATE label SET amount = 0 WHERE merchant = ? AND shipment = ?", {bound(merchant), qint64{shipment.value}}));
    });
}

QFuture<Result<void>> LabelBook::markPrinted(OperationId operation, UtcTime at)
{
    return m_database.write(Durability::Power, [=](Connection& connection) -> Result<void> {
        const auto marked = connection.execute("UPDATE label SET printed_at = ? WHERE operation = ?", {milliseconds(at), bound(operation)});
        if (!marked)
            return tl::unexpected(marked.error());
        return *marked == 1 ? Result<void>() : Result<void>(failure(ErrorDomain::Input, ErrorCode::NotFound));
    });
}

QFuture<Result<QList<LabelRecord>>> LabelBook::ofOrder(MerchantId merchant, OrderId order)
{
    return m_database.run([merchant, order](Connection& connection) -> Result<QList<LabelRecord>> {
        QList<LabelRecord> records;
        const auto read = connection.each("SELECT operation, shipment, amount, begun_at, printed_at, sealed_reply IS NOT NULL FROM label WHERE merchant = ? AND order_id = ? ORDER BY begun_at DESC",
            {bound(merchant), qint64{order.value}}, [&](const QSqlQuery& row) {
                LabelRecord record;
                record.operation = {QUuid::fromRfc4122(row.value(0).toByteArray())};
                record.merchant = merchant;
                record.order = order;
                record.shipment = {row.value(1).toLongLong()};
                record.amount = {row.value(2).toLongLong()};
                record.begunAt = timeOf(row.value(3));
                if (!row.value(4).isNull())
                    record.printedAt = timeOf(row.value(4));
                record.hasReply = row.value(5).toBool();
                records.append(record);
            });
        if (!read)
            return tl::unexpected(read.error());
        return records;
    });
}

QFuture<Result<std::optional<QByteArray>>> LabelBook::reply(OperationId operation)
{
    return m_database.run([operation](Connection& connection) -> Result<std::optional<QByteArray>> {
        const auto sealed = connection.value("SELECT sealed_reply FROM label WHERE operation = ?", {bound(operation)});
        if (!sealed)
            return tl::unexpected(sealed.error());
        return sealed->isValid() && !sealed->isNull() ? std::optional(sealed->toByteArray()) : std::nullopt;
    });
}

QFuture<Result<Money>> LabelBook::spent(MerchantId merchant, UtcTime since)
{
    return m_database.run([merchant, since](Connection& connection) -> Result<Money> {
        const auto sum = spentSince(connection, merchant, since);
        return sum ? Result<Money>(Money{*sum}) : tl::unexpected(sum.error());
    });
}

QFuture<Result<void>> LabelBook::expire(UtcTime printedBefore, UtcTime keptSince, UtcTime forgetBefore)
{
    return m_database.write(Durability::Power, [=](Connection& connection) -> Result<void> {
        const auto replies = connection.execute("UPDATE label SET sealed_reply = NULL WHERE sealed_reply IS NOT NULL AND (printed_at < ? OR begun_at < ?)", {milliseconds(printedBefore), milliseconds(keptSince)});
        if (!replies)
            return tl::unexpected(replies.error());
        return done(connection.execute("DELETE FROM label WHERE begun_at < ?", {milliseconds(forgetBefore)}));
    });
}

} // namespace t6::store
