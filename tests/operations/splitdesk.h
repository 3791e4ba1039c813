// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correctiondesk.h"

#include <core/splitplan.h>

namespace t6::test {

/// A desk with an order that must be split: two Through6 lines' worth of items and others.
class SplitDesk : public CorrectionDesk
{
public:
    using CorrectionDesk::CorrectionDesk;

    /// An order of Through6's and foreign items, as a merchant's shop would send it; shown in the queue when this returns.
    OrderId addMixedOrder(const QJsonObject& patch = {})
    {
        QJsonObject mixed = mixedOrder(QStringLiteral("77001"));
        for (auto it = patch.begin(); it != patch.end(); ++it)
            mixed.insert(it.key(), it.value());
        const OrderId id = at([&] { return sandbox().addOrder(0, mixed); });
        this->order = id;
        console->refresh(merchant);
        if (!QTest::qWaitFor([&] { return (issues(merchant, id) & bit(CheckCode::SplitNeeded)) != 0; }, 10'000))
            qFatal("the order does not show that it must be split");
        at([&] { sandbox().clearLedger(); });
        return id;
    }
    /// What a merchant's shop sends: two units of Through6's, four of others.
    [[nodiscard]] QJsonObject mixedOrder(const QString& number) const
    {
        const QString through6 = through6Sku();
        const auto item = [](const QString& sku, int quantity, double ounces, double price) {
            return QJsonObject{{QStringLiteral("orderItemId"), qint64(900'000 + qHash(sku) % 10'000)}, {QStringLiteral("lineItemKey"), QStringLiteral("line-") + sku}, {QStringLiteral("sku"), sku},
                {QStringLiteral("name"), QStringLiteral("Item ") + sku}, {QStringLiteral("quantity"), quantity}, {QStringLiteral("unitPrice"), price}, {QStringLiteral("adjustment"), false},
                {QStringLiteral("weight"), QJsonObject{{QStringLiteral("value"), ounces}, {QStringLiteral("units"), QStringLiteral("ounces")}, {QStringLiteral("WeightUnits"), 1}}}};
        };
        return {{QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}, {QStringLiteral("orderNumber"), number},
            {QStringLiteral("items"), QJsonArray{item(through6, 2, 6, 20), item(QStringLiteral("MUG-RED"), 1, 12, 9), item(QStringLiteral("CAP-ONE"), 3, 4, 15)}},
            {QStringLiteral("weight"), QJsonObject{{QStringLiteral("value"), 38}, {QStringLiteral("units"), QStringLiteral("ounces")}, {QStringLiteral("WeightUnits"), 1}}}};
    }
    [[nodiscard]] QString through6Sku() const { return QString(draft(0).rule.skuPatterns.value(0)).replace(u'*', QStringLiteral("TEE-BLK-M")); }

    [[nodiscard]] operations::SplitRequest request(const SplitChoice& choice = {})
    {
        operations::SplitRequest request;
        request.merchant = merchant;
        request.order = order;
        request.seen = seen();
        request.choice = choice;
        return request;
    }
    [[nodiscard]] Result<operations::SplitReport> split(const SplitChoice& choice = {}) { return await(console->split(request(choice)), 30'000); }

    /// Units by SKU of an order at ShipStation; empty when it is not there.
    [[nodiscard]] QMap<QString, int> units(OrderId id)
    {
        return unitsOf(at([this, id] { return sandbox().order(0, id); }));
    }
    [[nodiscard]] static QMap<QString, int> unitsOf(const QJsonObject& order)
    {
        QMap<QString, int> units;
        for (const QJsonValue item : order.value(QLatin1String("items")).toArray())
            units[item.toObject().value(QLatin1String("sku")).toString()] += item.toObject().value(QLatin1String("quantity")).toInt();
        return units;
    }
    [[nodiscard]] QString statusOf(OrderId id)
    {
        return at([this, id] { return sandbox().order(0, id); }).value(QLatin1String("orderStatus")).toString();
    }
};

} // namespace t6::test
