// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "foreignchanges.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace t6::sandbox {

namespace {

using Leaves = std::map<QString, QJsonValue>;

/// The place of an element by what identifies it; by its number when nothing does.
QString elementName(const QJsonObject& element, qsizetype index)
{
    for (const QLatin1StringView name : {QLatin1StringView("orderItemId"), QLatin1StringView("customsItemId")}) {
        if (const qint64 id = element.value(name).toInteger(); id != 0)
            return QStringLiteral("[%1=%2]").arg(name).arg(id);
    }
    return QStringLiteral("[%1]").arg(index);
}

void collect(const QJsonValue& value, const QString& path, Leaves& leaves)
{
    const QJsonArray array = value.toArray();
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collect(it.value(), path.isEmpty() ? it.key() : path + QLatin1Char('.') + it.key(), leaves);
    } else if (!array.isEmpty() && array.first().isObject()) {
        for (qsizetype i = 0; i < array.size(); ++i)
            collect(array[i], path + elementName(array[i].toObject(), i), leaves);
    } else if (path != QLatin1StringView("modifyDate")) {
        leaves[path] = value;
    }
}

Leaves leavesOf(const QJsonObject& order)
{
    Leaves leaves;
    collect(order, {}, leaves);
    return leaves;
}

/// What is absent counts as null.
QJsonValue at(const Leaves& leaves, const QString& path)
{
    const auto it = leaves.find(path);
    return it == leaves.end() || it->second.isUndefined() ? QJsonValue(QJsonValue::Null) : it->second;
}

} // namespace

void ForeignChanges::changed(const QString& merchant, const QJsonObject& before, const QJsonObject& after)
{
    const Leaves old = leavesOf(before), now = leavesOf(after);
    QSet<QString> paths;
    for (const Leaves* leaves : {&old, &now}) {
        for (const auto& [path, value] : *leaves)
            paths.insert(path);
    }
    std::vector<Change>& changes = m_changes[{merchant, after.value(QLatin1StringView("orderId")).toInteger()}];
    const quint64 moment = tick();
    for (const QString& path : std::as_const(paths)) {
        if (at(old, path) != at(now, path))
            changes.push_back({path, at(old, path), moment, {}});
    }
}

std::vector<qint64> ForeignChanges::withChanges(const QString& merchant, const std::vector<qint64>& orders) const
{
    std::vector<qint64> found;
    std::copy_if(orders.begin(), orders.end(), std::back_inserter(found), [&](qint64 id) { return m_changes.count({merchant, id}) > 0; });
    return found;
}

void ForeignChanges::shown(const QString& merchant, const std::vector<qint64>& orders, const QByteArray& client, quint64 made)
{
    const quint64 moment = tick();
    for (const qint64 id : orders) {
        const auto it = m_changes.find({merchant, id});
        if (it == m_changes.end())
            continue;
        for (Change& change : it->second) {
            if (change.moment < made)
                change.seen.emplace(client, moment);
        }
    }
}

std::vector<Overwrite> ForeignChanges::replaced(const QString& merchant, const QJsonObject& before, const QJsonObject& sent, const Sender& sender)
{
    const qint64 id = before.value(QLatin1StringView("orderId")).toInteger();
    const auto it = m_changes.find({merchant, id});
    if (it == m_changes.end())
        return {};
    const Leaves now = leavesOf(before), wanted = leavesOf(sent);
    const QString order = QStringLiteral("%1 (%2)").arg(before.value(QLatin1StringView("orderNumber")).toString()).arg(id);
    std::map<QString, bool> found;
    for (const Change& change : it->second) {
        if (at(wanted, change.path) == at(now, change.path) || at(wanted, change.path) != change.before)
            continue;
        const auto seen = change.seen.find(sender.client);
        bool& anySeen = found[change.path];
        anySeen = anySeen || (seen != change.seen.end() && seen->second < sender.moment);
    }
    std::erase_if(it->second, [&](const Change& change) { return at(wanted, change.path) != at(now, change.path); });
    std::vector<Overwrite> overwrites;
    for (const auto& [path, seen] : found)
        overwrites.push_back({merchant, order, id, path, seen});
    return overwrites;
}

} // namespace t6::sandbox
