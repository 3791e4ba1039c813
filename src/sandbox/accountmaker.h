// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "account.h"

#include <QRandomGenerator>

#include <memory>

namespace t6::sandbox {

/// How an account's orders look; the order maker reads it.
struct Character
{
    enum class Rule { Sku, FulfillmentSku, WarehouseLocation, Tag, Store };

    QString name, country, login;
    int share; ///< of all orders, in relation to the others'
    Rule rule = Rule::Sku;
    QString numberPrefix;
    QStringList carriers;
    int foreignPercent = 15;
    bool grams = false;
    qint64 through6Tag = 0, through6Store = 0;
};

/// The eight named merchants, then any number of plain ones.
[[nodiscard]] Character characterOf(int index);

/// An account with everything but orders; sets the tag and store of `character`.
[[nodiscard]] std::unique_ptr<Account> makeAccount(int index, Character& character, IdSource& ids, QRandomGenerator& random, UtcTime now);

} // namespace t6::sandbox
