// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <optional>

namespace t6::store {

/// A sealed value of a merchant (credentials, its record, account facts) or, with the null merchant, of the profile.
struct SealedField
{
    MerchantId merchant;
    QString field; ///< its name is in clear: a constant of the program
    QByteArray sealed;
};

/// Inserts or replaces; a part of other transactions too.
[[nodiscard]] Result<void> putFields(Connection& connection, const QList<SealedField>& fields);
[[nodiscard]] Result<void> removeField(Connection& connection, MerchantId merchant, const QString& field);

/// Any thread; each call finishes on the store thread in order.
class SealedFields
{
public:
    explicit SealedFields(Database& database) : m_database(database) {}

    /// Inserts or replaces all of them in one transaction. Credentials ask for Durability::Power.
    [[nodiscard]] QFuture<Result<void>> put(QList<SealedField> fields, Durability durability = Durability::Power);
    [[nodiscard]] QFuture<Result<void>> remove(MerchantId merchant, QString field);
    /// Absence is no error.
    [[nodiscard]] QFuture<Result<std::optional<QByteArray>>> load(MerchantId merchant, QString field);
    /// One field of all merchants (the profile's own is not among them).
    [[nodiscard]] QFuture<Result<QList<SealedField>>> loadAll(QString field);
    /// All fields of one merchant, or of the profile.
    [[nodiscard]] QFuture<Result<QList<SealedField>>> loadAll(MerchantId merchant);

private:
    Database& m_database;
};

} // namespace t6::store
