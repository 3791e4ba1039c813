// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"
#include "orderview.h"
#include "through6.h"

#include <QDate>
#include <QSet>
#include <QStringList>

namespace t6 {

/// Splitting an order: lines leave for orders of their own, the original keeps its id, key, number, store, money and everything else.
/// All that can be said and worked out about it before anything is sent; what carries it out is elsewhere.

/// Units of one line.
struct SplitLine
{
    qint64 item = 0; ///< orderItemId on the original
    QString sku, name;
    int quantity = 0;
    bool through6 = false;
    bool operator==(const SplitLine&) const = default;
};

/// What staff want to leave.
struct SplitChoice
{
    struct Units
    {
        qint64 item = 0; ///< orderItemId
        int quantity = 0;
        bool operator==(const Units&) const = default;
    };
    QList<QList<Units>> children; ///< each list becomes an order of its own
    bool moveThrough6 = false; ///< an owner's override
    bool again = false; ///< the person knows that the order was split or merged before
    bool operator==(const SplitChoice&) const = default;
};

/// All units that Through6 does not make, in one order; empty when nothing is to be split. Discount lines stay.
[[nodiscard]] SplitChoice suggestedSplit(const JsonText& order, const Through6Matcher& matcher);

/// The lines that can leave, whole: without discount lines and those of no quantity.
[[nodiscard]] QList<SplitLine> splittableLines(const JsonText& order, const Through6Matcher& matcher);

struct SplitSettings
{
    QString markerField; ///< "internalNotes" or "customField1" to "customField3": where "Split off from #1001" is written
    QDate today; ///< of ShipStation: held orders are held for 30 days from here
};

/// A weight as it stands in an order. Empty: none.
struct SplitWeight
{
    QByteArray value; ///< a raw number
    QString units; ///< "ounces", "pounds", "grams"
    bool operator==(const SplitWeight&) const = default;
};

/// What people should know before and after. Stored: append only.
enum class SplitNoticeCode : std::uint8_t {
    TotalChanges, ///< ShipStation's total of the original; from, to
    DiscountStays, ///< how many discount lines stay
    DiscountExceeds, ///< the total of the original would be negative; it
    WeightUnknown, ///< the lines without a weight: the original keeps its own
    WeightUnchanged, ///< the original weighs no more than what leaves: it keeps its weight; its weight
    WeightFromItems, ///< the original weighed no more than what leaves: the sum of the items instead; its weight
    WeightBelowItems, ///< what is left is less than the items weigh; what is left, the items
    DimensionsStay, ///< they describe the whole
    InsuranceStays, ///< the new order is not insured
    CustomsRenewed, ///< a line goes, so the declaration is cleared and written anew
    CustomsUnassigned, ///< whose customs line is whose is not clear: the new order's are made from its items
    MarkerInNotes, ///< the field that the merchant chose is taken; its name
    SplitBefore, ///< it was merged or split before
    Through6Leaves, ///< how many of Through6's units leave
    ChannelUnaware, ///< the sales channel may not learn the new order's tracking
    AutomationRuns, ///< the merchant's automation rules will run on the new order
    Count,
};
struct SplitNotice
{
    SplitNoticeCode code = SplitNoticeCode::Count;
    QStringList values; ///< what the code says; plain text
    bool operator==(const SplitNotice&) const = default;
};
/// In words, translated; plain text.
[[nodiscard]] QString splitNoticeText(const SplitNotice& notice);

/// A split as it was worked out on one version of an order: sealed into the journal before the first byte is sent.
struct SplitPlan
{
    struct Child
    {
        QString number;
        QString key; ///< the same for the same plan: sending it twice makes one order
        QByteArray body; ///< never one that could be shipped: on hold, or awaiting payment
        QList<SplitLine> lines;
        SplitWeight weight;
        bool operator==(const Child&) const = default;
    };

    QString number;
    QByteArray parentKey; ///< UTF-8
    OrderId parent;
    QByteArray before; ///< the original as it was planned on
    QList<Child> children;
    OrderPatch reduction; ///< leaves on the original what stays: lines, quantities, weight, customs
    /// What is to be declared again once the reduction is applied: ShipStation cannot drop a single customs line, so the reduction has
    /// cleared them. Against applied(before, reduction).
    OrderPatch declaration;
    QList<SplitLine> stays; ///< without discount lines
    OrderStatus childStatus = OrderStatus::Unknown; ///< that the children end in: the original's
    /// Where the children end on hold, until when; they are created with a hold of at least 30 days whatever the original's is.
    QDate childHold;
    SplitWeight weightBefore, weightAfter; ///< of the original
    QList<SplitNotice> notices;

    /// CBOR. Errors: StoreCorrupt.
    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Result<SplitPlan> decode(QByteArrayView bytes);
    bool operator==(const SplitPlan&) const = default;
};

/// The same input gives the same plan. `takenNumbers`: order numbers that no child may get, also of children that were deleted.
/// Errors: SplitRefused with the reason in `detail` and the culprit in `field`; InvalidInput for a day that is none.
[[nodiscard]] Result<SplitPlan> planSplit(const JsonText& order, const SplitChoice& choice, const Through6Matcher& matcher, const SplitSettings& settings,
    const QSet<QString>& takenNumbers);

/// The original as it is to be when all is done. Errors: as applied().
[[nodiscard]] Result<QByteArray> expectedParent(const SplitPlan& plan);

/// A child's body for accounts that refuse held ones: awaiting payment cannot be shipped either. Errors: as JsonText::parse().
[[nodiscard]] Result<QByteArray> inAwaitingPayment(const QByteArray& body);

/// An order with another status and without a date of hold: releases what had to be created awaiting payment.
[[nodiscard]] Result<QByteArray> withStatus(const JsonText& order, OrderStatus status);

} // namespace t6
