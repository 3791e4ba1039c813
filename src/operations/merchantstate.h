// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>
#include <core/merchant.h>
#include <core/result.h>

#include <QList>
#include <QString>

#include <optional>

namespace t6::operations {

/// What the sync of one merchant is doing, for staff.
struct SyncState
{
    enum class Phase {
        Waiting, ///< connected, nothing fetched yet in this session
        FirstLoad, ///< reading the open orders for the first time; loaded / expected tell how far
        Live, ///< up to date as of lastContact
        Limited, ///< ShipStation's request limit is used up until resumesAt
        Failing, ///< error and failingSince say why and since when; resumesAt = the next try
        Paused, ///< switched off by staff
    };
    Phase phase = Phase::Waiting;
    std::optional<UtcTime> lastContact; ///< end of the last complete pass
    std::optional<UtcTime> failingSince, resumesAt;
    std::optional<Error> error;
    int loaded = 0, expected = 0;
    int requestsUsed = 0, requestLimit = 40; ///< within the last minute, all of this console's
    QStringList skippedOrders; ///< orders whose page ShipStation cannot serve, as well as they can be named
};

/// A merchant with all the console knows of it, without secrets. Value, any thread.
struct MerchantState
{
    Merchant merchant;
    AccountFacts facts;
    SyncState sync;
    std::vector<MerchantIssue> issues;
};

/// What staff type to connect a merchant. Key and secret are trimmed by the operation; the strings are wiped after use.
struct MerchantDraft
{
    QString name, login, apiUrl, apiKey, apiSecret;
    Through6Rule rule;
    bool memoryOnly = false;
    std::optional<UtcTime> keysExpire;
};

/// What a live test of a key pair found.
struct AccountSummary
{
    int stores = 0, warehouses = 0, carriers = 0, users = 0;
    QStringList storeNames;
    bool loginFound = false; ///< the draft's login is among the account's users
    QString sameAccountAs; ///< name of a merchant that is connected to this account already; empty if none
};

/// How a Through6 rule would sort the cached orders of a merchant.
struct RulePreview
{
    int orders = 0; ///< cached open orders looked at
    int matching = 0; ///< with at least one Through6 unit
    int needSplit = 0; ///< with both kinds
    struct Sku
    {
        QString sku, name;
        int orders = 0;
        bool through6 = false;
    };
    QList<Sku> skus; ///< most frequent first, at most 200
};

/// An error that staff should see and acknowledge. Equal ones of one merchant are counted, not repeated.
struct Problem
{
    quint64 id = 0;
    UtcTime at{}; ///< last time
    MerchantId merchant; ///< null = the program itself
    QString merchantName;
    Error error;
    int count = 1;
};

} // namespace t6::operations
