// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "vaultrecords.h"

namespace t6::store {

QFuture<Result<std::optional<VaultHeader>>> VaultRecords::header()
{
    return m_database.run([](Connection& connection) -> Result<std::optional<VaultHeader>> {
        std::optional<VaultHeader> header;
        const auto read = connection.each("SELECT header, generation FROM vault_header", {},
            [&](const QSqlQuery& row) { header = VaultHeader{row.value(0).toByteArray(), row.value(1).toULongLong()}; });
        if (!read)
            return tl::unexpected(read.error());
        return header;
    });
}

QFuture<Result<void>> VaultRecords::save(VaultHeader header, QList<WrappedKey> keys, QList<SealedField> fields)
{
    return m_database.write(Durability::Power,
        [header = std::move(header), keys = std::move(keys), fields = std::move(fields)](Connection& connection) -> Result<void> {
            const auto saved = connection.execute(
                "INSERT INTO vault_header (id, generation, header) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET generation = excluded.generation, header = excluded.header WHERE excluded.generation > vault_header.generation",
                {static_cast<qint64>(header.generation), header.bytes});
            if (!saved)
                return tl::unexpected(saved.error());
            if (*saved == 0)
                return failure(ErrorDomain::Store, ErrorCode::AlreadyExists, QStringLiteral("vault_header"));
            for (const WrappedKey& key : keys) {
                const auto done = connection.execute("UPDATE merchant_key SET generation = ?, wrapped = ? WHERE merchant = ?",
                    {key.generation, key.wrapped, bound(key.merchant)});
                if (!done)
                    return tl::unexpected(done.error());
            }
            return putFields(connection, fields);
        });
}

QFuture<Result<UnlockFailures>> VaultRecords::failures()
{
    return m_database.run([](Connection& connection) -> Result<UnlockFailures> {
        UnlockFailures failures;
        const auto read = connection.each("SELECT failures, last_at FROM unlock_failures", {}, [&](const QSqlQuery& row) {
            failures = {row.value(0).toInt(), UtcTime(std::chrono::milliseconds(row.value(1).toLongLong()))};
        });
        if (!read)
            return tl::unexpected(read.error());
        return failures;
    });
}

QFuture<Result<void>> VaultRecords::setFailures(UnlockFailures failures)
{
    return m_database.write(Durability::Power, [failures](Connection& connection) -> Result<void> {
        const auto done = connection.execute(
            "INSERT INTO unlock_failures (id, failures, last_at) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET failures = excluded.failures, last_at = excluded.last_at",
            {failures.count, static_cast<qint64>(failures.lastAt.time_since_epoch().count())});
        if (!done)
            return tl::unexpected(done.error());
        return {};
    });
}

} // namespace t6::store
