// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace t6::bench {

struct NaiveAddress
{
    QString name, company, street1, street2, street3, city, state, postalCode, country, phone, verified;
    bool residential = false;
};

struct NaiveItem
{
    qint64 orderItemId = 0;
    QString lineItemKey, sku, name, warehouseLocation, fulfillmentSku;
    int quantity = 0;
    double weight = 0, unitPrice = 0;
    bool adjustment = false;
};

/// An order as a program with QJsonDocument maps it: the peer of OrderView.
struct NaiveOrder
{
    qint64 id = 0, warehouseId = 0, storeId = 0, parentId = 0;
    QString number, key, status, username, email, customerNotes, internalNotes, giftMessage, requestedService, carrier, service, package, confirmation;
    QString holdUntil, shipDate, customsContents, nonDelivery, customField1, customField2, customField3, userId;
    QDateTime orderDate, createDate, modifyDate, paymentDate, shipBy;
    NaiveAddress billTo, shipTo;
    std::vector<NaiveItem> items;
    QStringList customs;
    std::vector<qint64> tags;
    double total = 0, paid = 0, shipping = 0, weight = 0;
    bool mergedOrSplit = false, externallyFulfilled = false;
};

[[nodiscard]] NaiveOrder naiveOrder(const QJsonObject& json);
/// QJsonDocument, then naiveOrder() for each.
[[nodiscard]] std::vector<NaiveOrder> naivePage(const QByteArray& json);

} // namespace t6::bench
