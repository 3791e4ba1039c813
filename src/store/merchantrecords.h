// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"
#include "sealedfields.h"

#include <QByteArray>
#include <QFuture>
#include <QList>

namespace t6::store {

/// A merchant's data key, wrapped by the vault. A merchant exists as long as its key does.
struct WrappedKey
{
    MerchantId merchant;
    quint32 generation = 1;
    QByteArray wrapped;
};

/// Any thread; each call finishes on the store thread in order.
class MerchantRecords
{
public:
    explicit MerchantRecords(Database& database) : m_database(database) {}

    /// Key and first fields in one durable transaction. AlreadyExists when the merchant has a key.
    [[nodiscard]] QFuture<Result<void>> create(WrappedKey key, QList<SealedField> fields);
    [[nodiscard]] QFuture<Result<QList<WrappedKey>>> keys();

    /// Destroys the merchant's key in a durable transaction of its own, then deletes every row of it but the audit log's, then empties the log: from the
    /// first step on nothing can be read again. To be called again after a failure in between; repeating it does no harm.
    [[nodiscard]] QFuture<Result<void>> purge(MerchantId merchant);
    /// Merchants with rows but without a key: a purge was interrupted. Purge them.
    [[nodiscard]] QFuture<Result<QList<MerchantId>>> orphans();

private:
    Database& m_database;
};

} // namespace t6::store
