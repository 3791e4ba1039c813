// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderdraft.h"

#include <operations/console.h>

#include <QJsonDocument>
#include <QJsonObject>

namespace t6::ui {

namespace {

QString nameOf(MerchantId merchant, OrderId order)
{
    return QStringLiteral("draft.%1.%2").arg(merchant.value.toString(QUuid::WithoutBraces)).arg(order.value);
}

} // namespace

std::optional<OrderDraft> OrderDraft::load(const operations::Console& console, MerchantId merchant, OrderId order)
{
    const QJsonObject json = QJsonDocument::fromJson(console.sealedValue(nameOf(merchant, order))).object();
    auto patch = OrderPatch::fromJson(json.value(QLatin1String("patch")).toString().toUtf8());
    if (!patch || patch->isEmpty())
        return std::nullopt;
    return OrderDraft{UtcTime(std::chrono::milliseconds(json.value(QLatin1String("at")).toInteger())), std::move(*patch)};
}

void OrderDraft::keep(operations::Console& console, MerchantId merchant, OrderId order) const
{
    // The patch as text: a number inside it must keep its digits.
    const QJsonObject json{{QStringLiteral("at"), static_cast<qint64>(at.time_since_epoch().count())}, {QStringLiteral("patch"), QString::fromUtf8(patch.toJson())}};
    console.setSealedValue(nameOf(merchant, order), QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void OrderDraft::discard(operations::Console& console, MerchantId merchant, OrderId order)
{
    const QString name = nameOf(merchant, order);
    if (!console.sealedValue(name).isEmpty())
        console.setSealedValue(name, {});
}

OrderDraft::Restored OrderDraft::on(const JsonText& order) const
{
    Restored restored;
    for (const OrderChange& change : patch.changes) {
        if (change.append) {
            restored.orderMoved |= !restored.patch.append(order, change.path, change.after);
            continue;
        }
        const auto now = valueAt(order, change.path);
        restored.orderMoved |= canonicalJson(now ? now->raw() : QByteArrayView("null")) != canonicalJson(change.before.isEmpty() ? QByteArrayView("null") : QByteArrayView(change.before));
        const Result<void> noted = change.after.isEmpty() ? restored.patch.remove(order, change.path) : restored.patch.set(order, change.path, change.after);
        restored.orderMoved |= !noted;
    }
    return restored;
}

} // namespace t6::ui
