// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"
#include "merchantrecords.h"

#include <core/clock.h>

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <optional>

namespace t6::store {

/// The vault's header as it lies in the database.
struct VaultHeader
{
    QByteArray bytes; ///< authenticated by the vault, not by the store
    quint64 generation = 0; ///< the same number as inside the bytes
};

/// Wrong passphrases in a row, kept across starts.
struct UnlockFailures
{
    int count = 0;
    UtcTime lastAt{};
};

/// Any thread; each call finishes on the store thread in order. All writes survive a power loss.
class VaultRecords
{
public:
    explicit VaultRecords(Database& database) : m_database(database) {}

    /// nullopt: no vault yet.
    [[nodiscard]] QFuture<Result<std::optional<VaultHeader>>> header();
    /// Replaces the header and, where given, rewrapped keys and resealed fields with it, in one transaction. AlreadyExists unless the
    /// generation is higher than the stored one.
    [[nodiscard]] QFuture<Result<void>> save(VaultHeader header, QList<WrappedKey> keys = {}, QList<SealedField> fields = {});

    [[nodiscard]] QFuture<Result<UnlockFailures>> failures();
    [[nodiscard]] QFuture<Result<void>> setFailures(UnlockFailures failures);

private:
    Database& m_database;
};

} // namespace t6::store
