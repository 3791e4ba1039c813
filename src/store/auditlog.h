// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "database.h"

#include <core/clock.h>

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <functional>
#include <optional>

namespace t6::store {

/// One act in the audit log: who, what, which order, result. No buyer's data: hashes are keyed per merchant.
struct AuditEntry
{
    UtcTime at{};
    QString actor; ///< the desk's user
    QString device; ///< this installation's id
    QString action; ///< "edit", "hold", "undo-edit", "export", ...
    QString step; ///< "intent", "confirmed", "rejected", ...
    MerchantId merchant;
    OrderId order; ///< 0 when it is about none
    QUuid operation; ///< null when it belongs to none
    QByteArray beforeHash, afterHash; ///< 32 bytes or empty
    QString detail; ///< technical: an error's code, a count; never text from an order
    bool operator==(const AuditEntry&) const = default;
};

struct AuditLine
{
    qint64 number = 0; ///< 1, 2, 3, ... without a gap
    AuditEntry entry;
    QByteArray previous; ///< hash of the line before; 32 zero bytes for the first
    QByteArray hash; ///< SHA-256 over previous, number and entry in canonical form
    QByteArray signature; ///< of `hash`
};

/// How far a log had come and what its last line was: kept outside of the database too, so that a cut-off end is noticed.
struct AuditCheckpoint
{
    qint64 size = 0;
    QByteArray head; ///< hash of line `size`
    bool operator==(const AuditCheckpoint&) const = default;
    [[nodiscard]] QByteArray toText() const; ///< "t6-audit-1\n<size>\n<head in hex>\n": what is signed
    [[nodiscard]] static std::optional<AuditCheckpoint> fromText(QByteArrayView text);
};

struct AuditVerdict
{
    qint64 lines = 0; ///< that are there
    AuditCheckpoint head; ///< the last line up to which everything fits
    struct Fault
    {
        qint64 number; ///< of the first line that does not fit
        QString what; ///< "number" (a gap), "order" (does not follow the line before), "hash" (its own, or the known one), "signature", "missing-end"
    };
    std::optional<Fault> fault;
};

/// The console's own book of acts: append only, chained, signed. Any thread; appending happens inside the transaction of what it
/// tells of. Stays until its futures of appending have finished.
class AuditLog
{
public:
    using Signer = std::function<QByteArray(QByteArrayView hash)>; ///< called on the store thread; empty = locked: appending fails
    using Checker = std::function<bool(QByteArrayView hash, QByteArrayView signature)>;

    AuditLog(Database& database, Signer signer, Checker checker) : m_database(database), m_signer(std::move(signer)), m_checker(std::move(checker)) {}

    /// Inside a transaction on the store thread. Errors: VaultLocked; the store's.
    [[nodiscard]] Result<AuditCheckpoint> append(Connection& connection, const AuditEntry& entry);
    /// An act that has no journal entry (export, waiver, settled by a person): a transaction of its own.
    [[nodiscard]] QFuture<Result<AuditCheckpoint>> append(AuditEntry entry);

    [[nodiscard]] QFuture<Result<AuditCheckpoint>> head();
    /// The same, if the log goes on from `known`. Error StoreCorrupt: it does not; verify() tells more.
    [[nodiscard]] QFuture<Result<AuditCheckpoint>> headAfter(AuditCheckpoint known);
    /// Reads the whole log: numbers, chain, signatures, and that it continues `known`, if given. Streams: memory does not grow with
    /// the log, and other work of the store gets its turn in between. Errors: VaultLocked without a checker; Cancelled when the
    /// Database goes meanwhile; the store's.
    [[nodiscard]] QFuture<Result<AuditVerdict>> verify(std::optional<AuditCheckpoint> known);
    /// Lets the lines before the first one of `before` or later go. `line`, whose action, step and detail are set here, is appended and
    /// stands for them with the number and hash of the last of them: without it verify() misses a beginning. Errors: VaultLocked, the store's.
    [[nodiscard]] QFuture<Result<void>> forget(UtcTime before, AuditEntry line);
    /// Lines from `first` on, at most `most`.
    [[nodiscard]] QFuture<Result<QList<AuditLine>>> lines(qint64 first, int most);

private:
    Database& m_database;
    Signer m_signer;
    Checker m_checker;
};

} // namespace t6::store
