// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantacts.h"

#include "json.h"
#include "pacific.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace t6::sandbox {

namespace {

OrderMaker& makerOf(World& world, const Account& account)
{
    size_t index = 0;
    while (world.accounts[index].get() != &account)
        ++index;
    return *world.makers[index];
}

/// A random order of that status; 0 when the account has none.
qint64 anyOrder(World& world, const Account& account, const QByteArray& status)
{
    std::vector<qint64> ids;
    for (const OrderRecord& record : account.orders) {
        if (!record.gone && record.status == status)
            ids.push_back(record.id);
    }
    return ids.empty() ? 0 : ids[static_cast<size_t>(world.random.bounded(static_cast<int>(ids.size())))];
}

/// `whole` with `value` at the end of `steps`; an element of a list is named by its number or as "orderItemId=12".
QJsonValue with(const QJsonValue& whole, const QStringList& steps, const QJsonValue& value)
{
    if (steps.isEmpty())
        return value;
    if (!whole.isArray()) {
        QJsonObject object = whole.toObject();
        object.insert(steps.front(), with(object.value(steps.front()), steps.mid(1), value));
        return object;
    }
    QJsonArray array = whole.toArray();
    const QString name = steps.front().section(u'=', 0, 0), wanted = steps.front().section(u'=', 1);
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (wanted.isEmpty() ? name == QString::number(i) : array[i].toObject().value(name).toVariant().toString() == wanted)
            array[i] = with(array[i], steps.mid(1), value);
    }
    return array;
}

/// What buyers write in to have changed.
void ownEdit(World& world, Account& account, qint64 id)
{
    const OrderRecord* record = account.find(id);
    if (!record)
        return;
    const QJsonObject order = objectFrom(record->json);
    QJsonObject patch;
    switch (world.random.bounded(4)) {
    case 0:
        patch = {{u"customerNotes"_s, u"Please ring the bell twice."_s}};
        break;
    case 1:
        patch = {{u"shipTo"_s, QJsonObject{{u"street2"_s, u"Apt %1"_s.arg(world.random.bounded(1, 40))}, {u"addressVerified"_s, u"Address not yet validated"_s}}}};
        break;
    case 2: {
        QJsonArray items = order.value("items"_L1).toArray();
        QJsonObject item = items.at(0).toObject();
        item.insert("quantity"_L1, item.value("quantity"_L1).toInt() + 1);
        items[0] = item;
        patch = {{u"items"_s, items}};
        break;
    }
    default:
        patch = {{u"internalNotes"_s, u"Buyer called, wants it soon."_s}};
    }
    editOrder(world, account, id, patch);
}

} // namespace

qint64 addOrder(World& world, Account& account, const QJsonObject& patch)
{
    return account.put(merged(makerOf(world, account).makeNew(world.options.clock.now()), patch)).id;
}

bool editOrder(World& world, Account& account, qint64 id, const QJsonObject& patch)
{
    const OrderRecord* record = account.find(id);
    if (!record)
        return false;
    QJsonObject order = objectFrom(record->json);
    order.insert("modifyDate"_L1, pacificTime(world.options.clock.now()));
    QJsonObject after = merged(order, patch);
    after.insert("orderId"_L1, id);
    world.ledger.foreign().changed(account.identity.name, objectFrom(record->json), after);
    account.put(after);
    return true;
}

bool setValue(World& world, Account& account, qint64 id, const QString& path, const QJsonValue& value)
{
    const OrderRecord* record = account.find(id);
    // "items[0].quantity" is items, 0, quantity
    const QStringList steps = QString(path).replace(u'[', u'.').remove(u']').split(u'.', Qt::SkipEmptyParts);
    if (!record || steps.isEmpty())
        return false;
    const QJsonObject order = objectFrom(record->json);
    return editOrder(world, account, id, {{steps.front(), with(order.value(steps.front()), steps.mid(1), value)}});
}

bool cancelOrder(World& world, Account& account, qint64 id)
{
    return editOrder(world, account, id, {{u"orderStatus"_s, u"cancelled"_s}});
}

bool payOrder(World& world, Account& account, qint64 id)
{
    const OrderRecord* record = account.find(id);
    return record && editOrder(world, account, id, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"paymentDate"_s, pacificTime(world.options.clock.now())},
                         {u"amountPaid"_s, objectFrom(record->json).value("orderTotal"_L1)}});
}

bool holdOrder(World& world, Account& account, qint64 id, const QString& untilDate)
{
    return editOrder(world, account, id, {{u"orderStatus"_s, u"on_hold"_s}, {u"holdUntilDate"_s, untilDate}});
}

bool shipOrder(World& world, Account& account, qint64 id)
{
    return editOrder(world, account, id, {{u"orderStatus"_s, u"shipped"_s}, {u"shipDate"_s, pacificDate(world.options.clock.now())}});
}

bool deleteOrder(Account& account, qint64 id)
{
    OrderRecord* record = account.find(id);
    if (record)
        account.remove(*record);
    return record;
}

bool mergeOrders(World& world, Account& account, qint64 into, qint64 other)
{
    OrderRecord* target = account.find(into);
    OrderRecord* source = account.find(other);
    if (!target || !source || target == source)
        return false;
    const QJsonObject parent = objectFrom(target->json), child = objectFrom(source->json);
    QJsonArray items = parent.value("items"_L1).toArray();
    const QJsonArray more = child.value("items"_L1).toArray();
    for (const QJsonValue& item : more)
        items << item;
    QJsonArray ids = parent.value("advancedOptions"_L1).toObject().value("mergedIds"_L1).toArray();
    ids << other;
    account.remove(*source);
    return editOrder(world, account, into, {{u"items"_s, items}, {u"orderTotal"_s, cents(parent.value("orderTotal"_L1).toDouble() + child.value("orderTotal"_L1).toDouble())},
        {u"advancedOptions"_s, QJsonObject{{u"mergedOrSplit"_s, true}, {u"mergedIds"_s, ids}}}});
}

qint64 splitOrder(World& world, Account& account, qint64 id, const QStringList& skus)
{
    const OrderRecord* record = account.find(id);
    if (!record)
        return 0;
    const QJsonObject parent = objectFrom(record->json);
    QJsonArray kept, moved;
    const QJsonArray items = parent.value("items"_L1).toArray();
    for (const QJsonValue& item : items)
        (skus.contains(item.toObject().value("sku"_L1).toString()) ? moved : kept) << item;
    if (moved.isEmpty() || kept.isEmpty())
        return 0;
    world.ids.order += 3;
    const qint64 childId = world.ids.order;
    const QJsonObject options{{u"mergedOrSplit"_s, true}, {u"parentId"_s, id}};
    account.put(merged(parent, {{u"orderId"_s, childId}, {u"items"_s, moved}, {u"orderTotal"_s, 0.0}, {u"amountPaid"_s, 0.0}, {u"advancedOptions"_s, options},
        {u"createDate"_s, pacificTime(world.options.clock.now())}, {u"modifyDate"_s, pacificTime(world.options.clock.now())}}));
    editOrder(world, account, id, {{u"items"_s, kept}, {u"advancedOptions"_s, QJsonObject{{u"mergedOrSplit"_s, true}}}});
    return childId;
}

void liveEvent(World& world)
{
    // Big merchants are busier: draw the account by its share of all orders.
    qsizetype all = 0;
    for (const auto& account : world.accounts)
        all += static_cast<qsizetype>(account->orders.size()) + 1;
    qsizetype draw = world.random.bounded(static_cast<int>(all));
    size_t index = 0;
    while (index + 1 < world.accounts.size() && draw > static_cast<qsizetype>(world.accounts[index]->orders.size())) {
        draw -= static_cast<qsizetype>(world.accounts[index]->orders.size()) + 1;
        ++index;
    }
    Account& account = *world.accounts[index];
    const int dice = world.random.bounded(100);
    const qint64 open = anyOrder(world, account, "awaiting_shipment");
    if (const qint64 unpaid = dice >= 50 && dice < 65 ? anyOrder(world, account, "awaiting_payment") : 0; unpaid != 0)
        payOrder(world, account, unpaid);
    else if (dice < 65 || open == 0)
        static_cast<void>(addOrder(world, account, {}));
    else if (dice < 88)
        ownEdit(world, account, open);
    else if (dice < 94)
        cancelOrder(world, account, open);
    else if (dice < 97)
        holdOrder(world, account, open, pacificDate(world.options.clock.now() + 3 * 24h));
    else
        shipOrder(world, account, open);
}

} // namespace t6::sandbox
