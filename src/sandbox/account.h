// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ledger.h"
#include "options.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <vector>

namespace t6::sandbox {

/// One order: its wire bytes, and beside them what lists filter and sort by.
struct OrderRecord
{
    qint64 id = 0;
    QByteArray json; ///< exactly what is served
    QByteArray number, key, status;
    QString buyer; ///< shipTo and billTo names, case-folded
    qint64 storeId = 0;
    std::vector<qint64> tags;
    UtcTime created{}, modified{}, ordered{}, paid{}; ///< epoch when the order has none
    QString holdUntil;
    bool gone = false; ///< deleted or merged away: neither listed nor found

    [[nodiscard]] static OrderRecord from(const QJsonObject& order);
};

/// Counters that no two accounts of one sandbox share. Order IDs cross 2^32 soon after the start.
struct IdSource
{
    qint64 order = (qint64{1} << 32) - 2000;
    qint64 item = 9'000'000'000;
    qint64 customs = 310'000'000;
    qint64 customer = 4'400'000'000;
    qint64 shipment = 72'513'480;
    qint64 other = 30'000;
};

/// One merchant's ShipStation account: everything its API answers from. Plain state, not thread-safe.
struct Account
{
    struct KeyPair
    {
        QByteArray key, secret;
        bool expired = false;
        UtcTime windowStart{};
        int used = 0; ///< requests in the running minute
        int answers = 0; ///< all so far
    };

    SandboxMerchant identity;
    std::array<KeyPair, 2> keys;
    QString country; ///< of the default warehouse

    std::vector<OrderRecord> orders; ///< ascending by id
    QJsonArray carriers, warehouses, stores, users, tags, products, customers, webhooks;
    QHash<QString, QJsonArray> services, packages; ///< by carrier code
    std::vector<QJsonObject> shipments, fulfillments;
    bool voidsRefused = false; ///< its carriers approve none
    qint64 manualStoreId = 0; ///< 0: no active manual store, so API labels and orders without a store fail
    bool customsAutomatic = false; ///< the merchant's settings overwrite customs lines that the API sends
    bool fundsByApi = true; ///< ShipStation allowed addfunds for this account
    QString lastHoldCheck; ///< the Pacific date up to which holds were ended

    quint64 revision = 0; ///< grows with every change of an order
    // Answers that stay true until the revision changes.
    struct Listing
    {
        quint64 revision = 0;
        QByteArray query;
        std::vector<quint32> rows;
    } listing;
    quint64 pagesRevision = 0;
    QHash<QByteArray, QByteArray> gzippedPages; ///< by list query
    qsizetype gzippedBytes = 0;

    [[nodiscard]] OrderRecord* find(qint64 orderId); ///< nullptr when unknown or gone
    [[nodiscard]] OrderRecord* findByKey(const QByteArray& orderKey);
    /// Adds an order with an id above all others.
    void append(OrderRecord record);
    /// Writes an order of any id, new or known; sorts it in and bumps the revision.
    OrderRecord& put(const QJsonObject& order);
    void remove(OrderRecord& record);
};

} // namespace t6::sandbox
