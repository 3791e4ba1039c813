// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ids.h>
#include <core/result.h>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace t6::store {

struct Dialect;

/// A statement: a literal of this program, never built from data. Values are bound, and anything personal or secret
/// among them is sealed before it comes here.
class Sql
{
public:
    template <std::size_t N>
    consteval Sql(const char (&literal)[N]) : m_text(literal, N - 1) {} // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::string_view text() const noexcept { return m_text; }

private:
    std::string_view m_text;
};

/// How much a committed transaction must survive.
enum class Durability {
    Process, ///< a crash of the program; a power loss may take the last transactions: for what ShipStation can tell again
    Power, ///< a power loss as well: keys, credentials, what was sent
};

/// The one SQL connection of a Database. Store thread only. Statements are prepared once and kept.
class Connection
{
public:
    Connection(QSqlDatabase database, const Dialect& dialect);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs a statement with its values in the order of its question marks; the number of rows that it changed.
    [[nodiscard]] Result<int> execute(Sql statement, const QVariantList& values = {});
    /// Calls `visit` for each row. The rows are streamed: `visit` must not run the same statement.
    [[nodiscard]] Result<void> each(Sql statement, const QVariantList& values, const std::function<void(const QSqlQuery&)>& visit);
    /// The first column of the first row; an invalid variant when there is no row.
    [[nodiscard]] Result<QVariant> value(Sql statement, const QVariantList& values = {});
    /// Statements of a migration or of the dialect, each ending its line with a semicolon. Nothing of it is kept prepared.
    [[nodiscard]] Result<void> script(const QString& statements);

    /// Commits when `work` succeeds, else nothing of it happened. `work` returns a Result.
    template <typename Work>
    [[nodiscard]] auto transaction(Durability durability, Work work) -> decltype(work())
    {
        if (auto begun = begin(durability); !begun)
            return tl::unexpected(std::move(begun.error()));
        auto result = work();
        if (!result) {
            rollback();
            return result;
        }
        if (auto committed = commit(); !committed)
            return tl::unexpected(std::move(committed.error()));
        return result;
    }

    /// From the next statement on this connection sees the database as it is then, until this is called again. For reading only.
    [[nodiscard]] Result<void> takeSnapshot();

    /// Next free numbers of a counter; never given out twice. Inside a transaction. Returns the first of `count`.
    [[nodiscard]] Result<qint64> advanceCounter(const QString& name, qint64 count);

    /// Empties the write-ahead log, so that no deleted byte is left in it. A reader in another process may delay it: then it
    /// is tried again after each following transaction and on closing.
    [[nodiscard]] Result<void> truncateLog();

    [[nodiscard]] const Dialect& dialect() const noexcept { return m_dialect; }

private:
    [[nodiscard]] Result<QSqlQuery*> run(Sql statement, const QVariantList& values);
    [[nodiscard]] Result<bool> tryTruncate();
    [[nodiscard]] Result<void> begin(Durability durability);
    [[nodiscard]] Result<void> commit();
    void rollback();

    QSqlDatabase m_database;
    const Dialect& m_dialect;
    std::unordered_map<const char*, std::unique_ptr<QSqlQuery>> m_prepared;
    Durability m_durability = Durability::Process;
    bool m_truncatePending = false;
    bool m_inSnapshot = false;
};

/// A merchant's id as it is bound: 16 bytes. The null merchant stands for the profile itself.
[[nodiscard]] inline QVariant bound(const MerchantId& merchant) { return merchant.value.toRfc4122(); }
/// Never NULL: the driver would make that of a null array.
[[nodiscard]] inline QVariant bound(const QByteArray& bytes) { return bytes.isNull() ? QByteArray("") : bytes; }
[[nodiscard]] inline MerchantId merchantOf(const QVariant& value) { return {QUuid::fromRfc4122(value.toByteArray())}; }

} // namespace t6::store
