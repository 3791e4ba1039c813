// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/askmerchant.h>
#include <core/async.h>

#include <QtConcurrentRun>

#include <algorithm>

// What the desk itself remembers of an order.

namespace t6::operations {

using Outcome = Result<void>;

QFuture<Outcome> Console::editNotes(MerchantId merchant, OrderId id, const QString& act, const QString& detail, NotesEdit edit)
{
    const OpenMerchant* found = d->find(merchant);
    if (!found)
        return readyFuture<Outcome>(locked());
    if (d->options.readOnly)
        return readyFuture<Outcome>(failure(ErrorDomain::Store, ErrorCode::StoreReadOnly));
    const store::AuditEntry entry{d->options.clock.now(), d->options.actor, d->profile.device, act, QStringLiteral("done"), merchant, id, {}, {}, {}, detail};
    return QtConcurrent::run(&d->engine->staffPool(), [this, open = d->open, book = found->book, id, entry, edit = std::move(edit)] {
        auto edited = book->editNotes(id, edit, [open, entry](store::Connection& connection) -> Outcome {
            const auto line = open->audit->append(connection, entry);
            return line ? Outcome() : Outcome(tl::unexpected(line.error()));
        });
        QMetaObject::invokeMethod(this, &Console::witnessAudit, Qt::QueuedConnection);
        return edited;
    });
}

QFuture<Outcome> Console::waive(MerchantId merchant, OrderId id, CheckCode issue, const QString& reason)
{
    const QString why = reason.trimmed();
    if (why.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Say why, for whoever looks at the order next."), tr("reason")));
    if (!isWaivable(issue))
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("This must be settled under Open Operations."), tr("issue")));
    const auto edit = [issue, why, by = d->options.actor, now = d->options.clock.now()](const OrderView& order, const std::vector<Issue>& found, OrderNotes& notes) -> Outcome {
        const auto it = std::find_if(found.begin(), found.end(), [issue](const Issue& each) { return each.code == issue; });
        if (it == found.end())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("The order does not have it (any more)."), tr("issue"));
        notes.put({issue, factFingerprint(*it, order), why, by, now});
        return {};
    };
    return editNotes(merchant, id, QStringLiteral("waive"), QString::fromLatin1(checkName(issue)), edit);
}

QFuture<Outcome> Console::unwaive(MerchantId merchant, OrderId id, CheckCode issue)
{
    const QString name = QString::fromLatin1(checkName(issue));
    return editNotes(merchant, id, QStringLiteral("unwaive"), name, [issue, name](const OrderView&, const std::vector<Issue>&, OrderNotes& notes) -> Outcome {
        return notes.remove(issue) ? Outcome() : failure(ErrorDomain::Input, ErrorCode::NotFound, name);
    });
}

QFuture<Outcome> Console::setWaiting(MerchantId merchant, OrderId id, const Waiting& waiting)
{
    Waiting asked = waiting;
    asked.asked = asked.asked.trimmed();
    asked.about = asked.about.trimmed();
    if (asked.asked.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Say who was asked: a name or an e-mail address."), tr("asked")));
    if (asked.about.isEmpty())
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Say what was asked."), tr("about")));
    asked.by = d->options.actor;
    asked.at = d->options.clock.now();
    return editNotes(merchant, id, QStringLiteral("waiting"), {}, [asked](const OrderView& order, const std::vector<Issue>& found, OrderNotes& notes) mutable -> Outcome {
        if (!isOpen(order.status))
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("The order is closed."), tr("order"));
        asked.issues = merchantsIssues(assess(order, found, notes).issues);
        notes.waiting = asked;
        return {};
    });
}

QFuture<Outcome> Console::endWaiting(MerchantId merchant, OrderId id)
{
    return editNotes(merchant, id, QStringLiteral("waiting-end"), {}, [](const OrderView&, const std::vector<Issue>&, OrderNotes& notes) -> Outcome {
        if (!notes.waiting)
            return failure(ErrorDomain::Input, ErrorCode::NotFound, QStringLiteral("waiting"));
        notes.waiting.reset();
        return {};
    });
}

} // namespace t6::operations
