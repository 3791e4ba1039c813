// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "merchantrecords.h"

namespace t6::store {

QFuture<Result<void>> MerchantRecords::create(WrappedKey key, QList<SealedField> fields)
{
    return m_database.write(Durability::Power, [key = std::move(key), fields = std::move(fields)](Connection& connection) -> Result<void> {
        const auto made = connection.execute("INSERT INTO merchant_key (merchant, generation, wrapped) VALUES (?, ?, ?) ON CONFLICT (merchant) DO NOTHING",
            {bound(key.merchant), key.generation, key.wrapped});
        if (!made)
            return tl::unexpected(made.error());
        if (*made == 0)
            return failure(ErrorDomain::Store, ErrorCode::AlreadyExists, QStringLiteral("merchant_key"));
        return putFields(connection, fields);
    });
}

QFuture<Result<QList<WrappedKey>>> MerchantRecords::keys()
{
    return m_database.run([](Connection& connection) -> Result<QList<WrappedKey>> {
        QList<WrappedKey> keys;
        const auto read = connection.each("SELECT merchant, generation, wrapped FROM merchant_key ORDER BY merchant", {}, [&](const QSqlQuery& row) {
            keys.append({merchantOf(row.value(0)), row.value(1).toUInt(), row.value(2).toByteArray()});
        });
        if (!read)
            return tl::unexpected(read.error());
        return keys;
    });
}

QFuture<Result<void>> MerchantRecords::purge(MerchantId merchant)
{
    return m_database.run([merchant](Connection& connection) -> Result<void> {
        const QVariantList values{bound(merchant)};
        const auto keyGone = connection.transaction(Durability::Power, [&] { return connection.execute("DELETE FROM merchant_key WHERE merchant = ?", values); });
        if (!keyGone)
            return tl::unexpected(keyGone.error());

        constexpr Sql kRows[] = {
            "DELETE FROM sealed_field WHERE merchant = ?",
            "DELETE FROM queue_snapshot WHERE merchant = ?",
            "DELETE FROM queue_page WHERE merchant = ?",
            "DELETE FROM order_chunk WHERE merchant = ?",
            "DELETE FROM sync_mark WHERE merchant = ?",
            "DELETE FROM journal WHERE merchant = ?",
            "DELETE FROM split_order WHERE merchant = ?",
            "DELETE FROM split WHERE merchant = ?",
            "DELETE FROM balance WHERE merchant = ?",
            "DELETE FROM topup WHERE merchant = ?",
            "DELETE FROM label WHERE merchant = ?",
        };
        const auto rowsGone = connection.transaction(Durability::Power, [&]() -> Result<void> {
            for (const Sql& rows : kRows) {
                if (const auto done = connection.execute(rows, values); !done)
                    return tl::unexpected(done.error());
            }
            return {};
        });
        if (!rowsGone)
            return rowsGone;
        (void)connection.truncateLog(); // what it cannot do now stays pending; the key is destroyed and the rows are gone
        return {};
    });
}

QFuture<Result<QList<MerchantId>>> MerchantRecords::orphans()
{
    return m_database.run([](Connection& connection) -> Result<QList<MerchantId>> {
        QList<MerchantId> orphans;
        const auto read = connection.each(
            "SELECT merchant FROM (SELECT merchant FROM sealed_field UNION SELECT merchant FROM order_chunk UNION SELECT merchant FROM queue_page"
            " UNION SELECT merchant FROM sync_mark UNION SELECT merchant FROM journal) AS used WHERE merchant <> ? AND merchant NOT IN (SELECT merchant FROM merchant_key)",
            {bound(MerchantId{})}, [&](const QSqlQuery& row) { orphans.append(merchantOf(row.value(0))); });
        if (!read)
            return tl::unexpected(read.error());
        return orphans;
    });
}

} // namespace t6::store
