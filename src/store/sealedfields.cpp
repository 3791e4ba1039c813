// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "sealedfields.h"

namespace t6::store {

Result<void> putFields(Connection& connection, const QList<SealedField>& fields)
{
    for (const SealedField& field : fields) {
        const auto done = connection.execute(
            "INSERT INTO sealed_field (merchant, field, sealed) VALUES (?, ?, ?) ON CONFLICT (merchant, field) DO UPDATE SET sealed = excluded.sealed",
            {bound(field.merchant), field.field, field.sealed});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<void> removeField(Connection& connection, MerchantId merchant, const QString& field)
{
    if (const auto done = connection.execute("DELETE FROM sealed_field WHERE merchant = ? AND field = ?", {bound(merchant), field}); !done)
        return tl::unexpected(done.error());
    return {};
}

QFuture<Result<void>> SealedFields::put(QList<SealedField> fields, Durability durability)
{
    return m_database.write(durability, [fields = std::move(fields)](Connection& connection) { return putFields(connection, fields); });
}

QFuture<Result<void>> SealedFields::remove(MerchantId merchant, QString field)
{
    return m_database.write(Durability::Power, [merchant, field = std::move(field)](Connection& connection) { return removeField(connection, merchant, field); });
}

QFuture<Result<std::optional<QByteArray>>> SealedFields::load(MerchantId merchant, QString field)
{
    return m_database.run([merchant, field = std::move(field)](Connection& connection) -> Result<std::optional<QByteArray>> {
        const auto found = connection.value("SELECT sealed FROM sealed_field WHERE merchant = ? AND field = ?", {bound(merchant), field});
        if (!found)
            return tl::unexpected(found.error());
        return found->isValid() ? std::optional(found->toByteArray()) : std::nullopt;
    });
}

QFuture<Result<QList<SealedField>>> SealedFields::loadAll(QString field)
{
    return m_database.run([field = std::move(field)](Connection& connection) -> Result<QList<SealedField>> {
        QList<SealedField> fields;
        const auto read = connection.each("SELECT merchant, sealed FROM sealed_field WHERE field = ? AND merchant <> ? ORDER BY merchant",
            {field, bound(MerchantId{})},
            [&](const QSqlQuery& row) { fields.append({merchantOf(row.value(0)), field, row.value(1).toByteArray()}); });
        if (!read)
            return tl::unexpected(read.error());
        return fields;
    });
}

QFuture<Result<QList<SealedField>>> SealedFields::loadAll(MerchantId merchant)
{
    return m_database.run([merchant](Connection& connection) -> Result<QList<SealedField>> {
        QList<SealedField> fields;
        const auto read = connection.each("SELECT field, sealed FROM sealed_field WHERE merchant = ? ORDER BY field", {bound(merchant)},
            [&](const QSqlQuery& row) { fields.append({merchant, row.value(0).toString(), row.value(1).toByteArray()}); });
        if (!read)
            return tl::unexpected(read.error());
        return fields;
    });
}

} // namespace t6::store
