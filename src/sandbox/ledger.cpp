// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ledger.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace t6::sandbox {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("t6::sandbox", text);
}

QString orderName(const QJsonObject& order)
{
    return QStringLiteral("%1 (%2)").arg(order.value(QStringLiteral("orderNumber")).toString()).arg(order.value(QStringLiteral("orderId")).toInteger());
}

QHash<QString, int> unitsBySku(const QJsonObject& order)
{
    QHash<QString, int> units;
    const QJsonArray items = order.value(QStringLiteral("items")).toArray();
    for (const QJsonValue& value : items) {
        const QJsonObject item = value.toObject();
        if (!item.value(QStringLiteral("adjustment")).toBool())
            units[item.value(QStringLiteral("sku")).toString()] += item.value(QStringLiteral("quantity")).toInt();
    }
    return units;
}

/// The member that names one element of a list of objects; empty for lists without one.
QString identityOf(const QJsonObject& element)
{
    for (const QString& name : {QStringLiteral("orderItemId"), QStringLiteral("customsItemId")}) {
        if (element.value(name).toInteger() != 0)
            return name;
    }
    return {};
}

/// Paths that `before` has and `sent` has not. What ShipStation owns need not be sent back.
void missingPaths(const QJsonObject& before, const QJsonObject& sent, const QString& prefix, QStringList& missing)
{
    static const QSet<QString> owned{QStringLiteral("createDate"), QStringLiteral("modifyDate"), QStringLiteral("customerId"), QStringLiteral("orderTotal"),
        QStringLiteral("userId"), QStringLiteral("externallyFulfilled"), QStringLiteral("externallyFulfilledBy"), QStringLiteral("externallyFulfilledById"),
        QStringLiteral("externallyFulfilledByName"), QStringLiteral("labelMessages"), QStringLiteral("addressVerified"), QStringLiteral("WeightUnits"),
        QStringLiteral("mergedOrSplit"), QStringLiteral("mergedIds"), QStringLiteral("orderId"), QStringLiteral("orderKey")};
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (owned.contains(it.key()))
            continue;
        const QString path = prefix + it.key();
        const QJsonValue other = sent.value(it.key());
        if (other.isUndefined()) {
            missing << path;
        } else if (it.value().isObject() && other.isObject()) {
            missingPaths(it.value().toObject(), other.toObject(), path + QLatin1Char('.'), missing);
        } else if (it.value().isArray() && other.isArray()) {
            const QJsonArray elements = it.value().toArray(), others = other.toArray();
            for (const QJsonValue& element : elements) {
                const QString id = identityOf(element.toObject());
                // A line that was taken out is a matter of units, not of forgotten fields.
                const auto twin = std::find_if(others.begin(), others.end(), [&](const QJsonValue& candidate) {
                    return !id.isEmpty() && candidate.toObject().value(id).toInteger() == element.toObject().value(id).toInteger();
                });
                if (twin != others.end())
                    missingPaths(element.toObject(), QJsonValue(*twin).toObject(), path + QStringLiteral("[]."), missing);
            }
        }
    }
}

} // namespace

quint64 Ledger::add(LedgerEntry entry)
{
    m_entries.push_back(std::move(entry));
    return m_cleared + m_entries.size() - 1;
}

void Ledger::settle(quint64 number, LedgerEntry entry)
{
    if (number < m_cleared)
        add(std::move(entry));
    else
        m_entries[number - m_cleared] = std::move(entry);
}

int Ledger::count(const QByteArray& method, const QByteArray& pathStart) const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [&](const LedgerEntry& entry) { return entry.method == method && entry.target.startsWith(pathStart); }));
}

void Ledger::orderWritten(const QString& merchant, const QJsonObject& before, const QJsonObject& after)
{
    QHash<QString, int> delta = unitsBySku(after);
    const QHash<QString, int> old = unitsBySku(before);
    for (auto it = old.begin(); it != old.end(); ++it)
        delta[it.key()] -= it.value();
    const QString number = orderName(after.isEmpty() ? before : after);
    for (auto it = delta.begin(); it != delta.end(); ++it) {
        if (it.value() == 0)
            continue;
        Goods& goods = m_goods[{merchant, it.key()}];
        goods.delta += it.value();
        goods.orders.insert(number);
    }
    const QString numberBefore = before.value(QStringLiteral("orderNumber")).toString();
    const QString numberAfter = after.value(QStringLiteral("orderNumber")).toString();
    if (!before.isEmpty() && !after.isEmpty() && numberBefore != numberAfter)
        m_damage << tr("%1: order %2 lost its number, it is now “%3”.").arg(merchant, orderName(before), numberAfter);
}

void Ledger::orderReplaced(const QString& merchant, const QJsonObject& before, const QJsonObject& sent, const Sender& sender)
{
    for (Overwrite& overwrite : m_foreign.replaced(merchant, before, sent, sender))
        m_overwrites.push_back(std::move(overwrite));
    QStringList missing;
    missingPaths(before, sent, {}, missing);
    if (!missing.isEmpty())
        m_damage << tr("%1: order %2 lost fields: %3.").arg(merchant, orderName(before), missing.join(QStringLiteral(", ")));
}

QStringList Ledger::violations() const
{
    QStringList all = m_damage;
    for (const auto& [key, goods] : m_goods) {
        if (goods.delta == 0)
            continue;
        QStringList orders(goods.orders.begin(), goods.orders.end());
        orders.sort();
        all << (goods.delta > 0 ? tr("%1: %2 units of SKU “%3” too many; orders %4.") : tr("%1: %2 units of SKU “%3” are lost; orders %4."))
                   .arg(key.first, QString::number(std::abs(goods.delta)), key.second, orders.join(QStringLiteral(", ")));
    }
    for (const auto& [key, labels] : m_labels) {
        if (labels.size() > 1)
            all << tr("%1: order %2 has %3 live labels.").arg(key.first, QString::number(key.second), QString::number(labels.size()));
    }
    for (const Overwrite& overwrite : m_overwrites) {
        if (overwrite.seen)
            all << QStringLiteral("foreign-change-overwritten: ") + tr("%1: order %2 lost the merchant's own change of %3, which the client had been shown.").arg(overwrite.merchant, overwrite.order, overwrite.path);
    }
    return all;
}

void Ledger::clear()
{
    m_cleared += m_entries.size();
    m_entries.clear();
    m_overwrites.clear();
    m_goods.clear();
    m_labels.clear();
    m_damage.clear();
}

} // namespace t6::sandbox
