// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include "process.h"

#include <core/async.h>

#include <QtConcurrentRun>

// The login that merchants give to Through6's staff.

namespace t6::operations {

namespace {

const QString kLoginField = QStringLiteral("login");

vault::Place place(MerchantId merchant)
{
    return {"merchant", vault::RowId(merchant.value), "login"};
}

} // namespace

QFuture<Result<void>> Console::setLoginPassword(MerchantId id, const QString& password)
{
    using Outcome = Result<void>;
    const OpenMerchant* found = d->find(id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    store::AuditEntry line = d->auditLine();
    line.action = QStringLiteral("login");
    line.step = password.isEmpty() ? QStringLiteral("forgotten") : QStringLiteral("kept");
    line.merchant = id;
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, id, line, database = d->profile.database.get(), typed = detached(password)]() mutable -> Outcome {
        if (const auto told = open->audit->append(line).result(); !told)
            return tl::unexpected(told.error());
        store::SealedFields fields(*database);
        if (typed.isEmpty())
            return fields.remove(id, kLoginField).result();
        QByteArray plain = typed.toUtf8();
        const QByteArray sealed = keys->sealer(vault::Purpose::Login).seal(place(id), plain);
        vault::wipe(plain);
        wipe(typed);
        return fields.put({{id, kLoginField, sealed}}, store::Durability::Power).result();
    });
}

QFuture<Result<bool>> Console::hasLoginPassword(MerchantId id)
{
    using Outcome = Result<bool>;
    if (!d->find(id))
        return readyFuture<Outcome>(locked());
    return QtConcurrent::run(&d->engine->staffPool(), [id, database = d->profile.database.get()]() -> Outcome {
        const auto kept = store::SealedFields(*database).load(id, kLoginField).result();
        return kept ? Outcome(kept->has_value()) : Outcome(tl::unexpected(kept.error()));
    });
}

QFuture<Result<QString>> Console::takeLoginPassword(MerchantId id, const QString& passphrase)
{
    using Outcome = Result<QString>;
    const OpenMerchant* found = d->find(id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    store::AuditEntry line = d->auditLine();
    line.action = QStringLiteral("login");
    line.merchant = id;
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, keys = found->keys, id, line, database = d->profile.database.get(), typed = detached(passphrase)]() mutable -> Outcome {
        const auto known = vault::Vault::unlock(open->vault.header(), vault::Passphrase(std::move(typed)), 0);
        const auto kept = store::SealedFields(*database).load(id, kLoginField).result();
        if (!kept)
            return tl::unexpected(kept.error());
        if (known && !*kept)
            return failure(ErrorDomain::Input, ErrorCode::NotFound, tr("No password of this login is kept here."));
        line.step = known ? QStringLiteral("taken") : QStringLiteral("refused");
        if (const auto told = open->audit->append(line).result(); !told)
            return tl::unexpected(told.error());
        if (!known)
            return tl::unexpected(known.error());
        const auto plain = keys->sealer(vault::Purpose::Login).openSecret(place(id), **kept);
        if (!plain)
            return tl::unexpected(plain.error());
        return QString::fromUtf8(reinterpret_cast<const char*>(plain->data()), static_cast<qsizetype>(plain->size()));
    });
}

} // namespace t6::operations
