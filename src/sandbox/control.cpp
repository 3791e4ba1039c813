// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "control.h"

#include "call.h"
#include "json.h"
#include "merchantacts.h"
#include "pacific.h"

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

QJsonArray ledgerJson(const Ledger& ledger)
{
    QJsonArray list;
    for (const LedgerEntry& entry : ledger.entries())
        list << QJsonObject{{u"time"_s, pacificTime(entry.time)}, {u"merchant"_s, entry.merchant}, {u"method"_s, QString::fromLatin1(entry.method)}, {u"target"_s, QString::fromUtf8(entry.target)},
            {u"status"_s, entry.status}, {u"applied"_s, entry.applied}, {u"appliedAt"_s, entry.applied ? QJsonValue(pacificTime(entry.appliedAt)) : QJsonValue()}, {u"fault"_s, QString::fromLatin1(entry.fault)}, {u"body"_s, QString::fromUtf8(entry.body)}};
    return list;
}

HttpResponse addFaults(World& world, const QByteArray& body)
{
    std::vector<Fault> faults;
    const QStringList lines = QString::fromUtf8(body).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        Result<Fault> fault = parseFault(line);
        if (!fault)
            return invalid(u"fault"_s, fault.error().detail);
        faults.push_back(*std::move(fault));
    }
    for (Fault& fault : faults)
        world.faults.add(std::move(fault));
    return outcome(true, u"%1 faults were added."_s.arg(faults.size()));
}

void setExpired(Account& account, const QJsonObject& what, bool expired)
{
    account.keys[what.value("second"_L1).toBool() ? 1 : 0].expired = expired;
}

HttpResponse act(World& world, const QJsonObject& what)
{
    const QString name = what.value("act"_L1).toString();
    if (name == "tick"_L1) {
        for (int i = std::clamp(what.value("count"_L1).toInt(1), 1, 100'000); i > 0; --i)
            liveEvent(world);
        return outcome(true, u"Done."_s);
    }
    Account* account = world.byName(what.value("merchant"_L1).toString());
    if (!account)
        return invalid(u"merchant"_s, u"There is no such merchant."_s);
    const qint64 id = what.value("orderId"_L1).toInteger(), other = what.value("otherId"_L1).toInteger();
    qint64 made = id;
    bool done = true;
    if (name == "add"_L1)
        made = addOrder(world, *account, what.value("patch"_L1).toObject());
    else if (name == "edit"_L1)
        done = editOrder(world, *account, id, what.value("patch"_L1).toObject());
    else if (name == "set"_L1)
        done = setValue(world, *account, id, what.value("path"_L1).toString(), what.value("value"_L1));
    else if (name == "cancel"_L1)
        done = cancelOrder(world, *account, id);
    else if (name == "pay"_L1)
        done = payOrder(world, *account, id);
    else if (name == "hold"_L1)
        done = holdOrder(world, *account, id, what.value("until"_L1).toString());
    else if (name == "ship"_L1)
        done = shipOrder(world, *account, id);
    else if (name == "delete"_L1)
        done = deleteOrder(*account, id);
    else if (name == "merge"_L1)
        done = mergeOrders(world, *account, id, other);
    else if (name == "split"_L1)
        done = (made = splitOrder(world, *account, id, what.value("skus"_L1).toVariant().toStringList())) != 0;
    else if (name == "expire-key"_L1 || name == "restore-key"_L1)
        setExpired(*account, what, name == "expire-key"_L1);
    else
        return invalid(u"act"_s, u"There is no such act."_s);
    return answer(QJsonObject{{u"success"_s, done}, {u"orderId"_s, made}});
}

} // namespace

HttpResponse control(World& world, const HttpRequest& request)
{
    const QByteArray path = request.path.mid(10); // behind "/_sandbox/"
    if (request.method == "GET" && path == "ledger")
        return answer(ledgerJson(world.ledger));
    if (request.method == "GET" && path == "check")
        return answer(QJsonArray::fromStringList(world.ledger.violations()));
    if (request.method == "GET" && path == "merchants") {
        QJsonArray list;
        for (const auto& account : world.accounts)
            list << account->identity.toJson();
        return answer(list);
    }
    if (request.method == "POST" && path == "faults")
        return addFaults(world, request.body);
    if (request.method == "DELETE" && path == "faults") {
        world.faults.clear();
        return outcome(true, u"No faults are left."_s);
    }
    if (request.method == "POST" && path == "act")
        return act(world, objectFrom(request.body));
    return notFound();
}

} // namespace t6::sandbox
