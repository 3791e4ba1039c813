// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "options.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

QJsonArray named(const std::vector<SandboxMerchant::Named>& list)
{
    QJsonArray array;
    for (const SandboxMerchant::Named& entry : list)
        array << QJsonObject{{u"id"_s, entry.id}, {u"name"_s, entry.name}};
    return array;
}

} // namespace

QJsonObject SandboxMerchant::toJson() const
{
    return {{u"name"_s, name}, {u"key"_s, key}, {u"secret"_s, secret}, {u"login"_s, login}, {u"country"_s, country},
        {u"second"_s, QJsonObject{{u"key"_s, secondKey}, {u"secret"_s, secondSecret}}},
        {u"t6"_s,
            QJsonObject{{u"skuPatterns"_s, QJsonArray::fromStringList(skuPatterns)}, {u"fulfillmentSkus"_s, QJsonArray::fromStringList(fulfillmentSkus)},
                {u"warehouseLocations"_s, QJsonArray::fromStringList(warehouseLocations)}, {u"tags"_s, named(tags)}, {u"stores"_s, named(stores)}}}};
}

} // namespace t6::sandbox
