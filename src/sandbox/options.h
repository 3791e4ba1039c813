// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fault.h"

#include <core/clock.h>
#include <core/ids.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace t6::sandbox {

struct SandboxOptions
{
    int merchants = 8;
    int orders = 400; ///< of all merchants together, spread unevenly
    quint32 seed = 1; ///< same seed, clock and sizes: same bytes
    int livePerMinute = 0; ///< things that merchants and buyers do by themselves
    std::vector<Fault> faults{};
    Clock clock{};
    bool rateLimit = true; ///< 40 a minute per key; off: the headers tell of a million
};

/// What a person needs to connect one of the sandbox's merchants. Not secret: it opens nothing but this sandbox.
struct SandboxMerchant
{
    struct Named
    {
        qint64 id = 0;
        QString name;
    };

    QString name;
    QString key, secret;
    QString secondKey, secondSecret; ///< the account's other pair (ShipStation allows two), with a budget of its own
    QString login;
    QString country;
    // Which lines Through6 makes: any of these.
    QStringList skuPatterns, fulfillmentSkus, warehouseLocations;
    std::vector<Named> tags, stores;

    [[nodiscard]] QJsonObject toJson() const; ///< {name, key, secret, login, country, second: {key, secret}, t6: {...}}
};

} // namespace t6::sandbox
