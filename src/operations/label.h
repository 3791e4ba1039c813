// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correction.h"

#include <core/labelrules.h>

#include <QDate>

namespace t6::operations {

/// What the carriers of a merchant ask for one order, now.
struct Quotes
{
    MerchantId merchant;
    OrderId order;
    QString number;
    QByteArray seen; ///< the order as read for it: LabelRequest::seen
    QString confirmation; ///< that the prices are for
    QList<RateQuote> rates; ///< by price
    /// A carrier that told no price.
    struct Silence
    {
        QString carrier, name;
        Error error;
    };
    QList<Silence> silent;
    UtcTime at{};
};

/// A label that a person has confirmed.
struct LabelRequest
{
    MerchantId merchant;
    OrderId order;
    QByteArray seen; ///< the order as the person saw it: Quotes::seen; never empty
    LabelTerms terms; ///< empty package and confirmation: the order's; null date: today in ShipStation's zone
    Money confirmed; ///< the price that was shown. More than a tenth above it is not bought; what was charged is told in any case
    QString again; ///< why there is to be another label for an order that had one, or may have
    QUuid batch; ///< the same for all that staff started as one; null = alone
};

/// A label from here as it stands. Holds buyer's data: screen only.
struct LabelReport
{
    OperationReport operation; ///< with `shipping`
    bool hasPdf = false; ///< the label itself lies on this computer
    std::optional<UtcTime> printedAt;
    QStringList notices; ///< what a person should know about it beside its state
};

/// A label to be shown, printed and saved.
struct LabelPdf
{
    QByteArray label, customsForm; ///< PDF; the form is empty where none is needed
    QString number, tracking;
};

/// Shipped without a label from ShipStation.
struct ShippedMark
{
    MerchantId merchant;
    OrderId order;
    QByteArray seen; ///< as in LabelRequest
    QString carrier; ///< a code
    QString tracking; ///< may be empty
    QDate shipDate; ///< null: today in ShipStation's zone
    bool notifyCustomer = false, notifyStore = false;
    QUuid batch;
};

/// What a merchant's staff choose for its labels, remembered; and how much may be spent.
struct ShippingChoice
{
    QString carrier, service, package;
    Money dayCap{1'000'00}; ///< most that labels from here may cost in 24 hours
    bool operator==(const ShippingChoice&) const = default;
};

/// What a batch came to.
struct LabelTotals
{
    int bought = 0, refused = 0, open = 0; ///< open: the outcome is unknown, or a person decides
    Money cost; ///< of those that were bought
};
[[nodiscard]] LabelTotals totalsOf(const QList<LabelReport>& reports);

} // namespace t6::operations
