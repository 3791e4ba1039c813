// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/ordernotes.h>
#include <core/orderview.h>
#include <core/usualweight.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace t6::operations {

/// One order with everything staff look at, owning its text. All text is from outside: show it as plain text only.
struct OrderDetails
{
    struct Address
    {
        QString name, company, street1, street2, street3, city, state, postalCode, country, phone;
        std::optional<bool> residential;
        AddressVerdict verdict = AddressVerdict::None;
        [[nodiscard]] QStringList lines() const; ///< as on an envelope, without empty lines; country as its code
    };
    struct Item
    {
        QString sku, name, warehouseLocation;
        int quantity = 0;
        std::optional<Weight> weight; ///< of one unit
        Money unitPrice;
        bool through6 = false;
        bool adjustment = false;
        std::optional<UsualWeight> usual; ///< on the merchant's orders; looked up only where the line has no weight
    };
    struct CustomsItem
    {
        QString description, harmonizedTariffCode, countryOfOrigin;
        int quantity = 0;
        Money value;
    };

    MerchantId merchant;
    OrderId id;
    QString number, key, statusText; ///< statusText: ShipStation's word in title case, or the unknown word as sent
    OrderStatus status = OrderStatus::Unknown;
    Readiness readiness = Readiness::NeedsReview;
    UtcTime asOf{}; ///< when this version was read from ShipStation
    std::optional<UtcTime> orderDate, paymentDate, shipBy, modifyDate;
    QString holdUntilDate; ///< yyyy-mm-dd
    Address shipTo, billTo;
    QString shipFromName;
    std::optional<Address> shipFrom, returnTo; ///< of the order's warehouse
    QString carrier, service, package, confirmation, requestedService; ///< names where known, codes otherwise; empty = missing
    std::optional<Weight> weight;
    Money orderTotal, amountPaid, shippingAmount;
    QString customerNotes, internalNotes, giftMessage;
    QString customField1, customField2, customField3;
    QString storeName, assignee;
    QStringList tags;
    QString customsContents, nonDelivery;
    QList<CustomsItem> customs;
    bool mergedOrSplit = false;
    OrderId parentId;
    QList<Item> items;
    int through6Units = 0, otherUnits = 0;
    std::vector<Issue> issues;
    std::vector<WaivedIssue> waived; ///< findings that a person lets be
    std::optional<Waiting> waiting; ///< the merchant was asked
    std::optional<Held> held; ///< who put it on hold from here
    std::optional<UtcTime> reviewedAt; ///< when staff marked this version reviewed
    QByteArray raw; ///< the JSON as received
};

} // namespace t6::operations
