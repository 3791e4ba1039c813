// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitplan.h"

#include <QCoreApplication>

namespace t6 {

namespace {

struct Splits // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Splits)
};

QString amount(const QString& raw)
{
    return QString::number(raw.toDouble(), 'f', 2);
}

QString fieldTitle(const QString& field)
{
    return field.startsWith(u"customField") ? Splits::tr("Custom Field %1").arg(field.last(1)) : field;
}

} // namespace

QString splitNoticeText(const SplitNotice& notice)
{
    const QString first = notice.values.value(0), second = notice.values.value(1);
    switch (notice.code) {
    case SplitNoticeCode::TotalChanges:
        return Splits::tr("ShipStation will show a total of %2 on the original instead of %1: it adds up the lines. What was paid, tax and shipping stay on it; the new order costs nothing.").arg(amount(first), amount(second));
    case SplitNoticeCode::DiscountStays: return Splits::tr("Discount lines stay on the original: %1.").arg(first);
    case SplitNoticeCode::DiscountExceeds: return Splits::tr("The discounts are more than what stays: the total of the original would be %1.").arg(amount(first));
    case SplitNoticeCode::WeightUnknown:
        return Splits::tr("No weight is known of: %1. The original keeps the weight it has.").arg(notice.values.join(QStringLiteral(", ")));
    case SplitNoticeCode::WeightUnchanged: return Splits::tr("The original's weight of %1 is no more than that of what leaves, and a line that stays has none: it is left as it is.").arg(first);
    case SplitNoticeCode::WeightFromItems: return Splits::tr("The original's weight of %1 is no more than that of what leaves: it gets the sum of its lines instead.").arg(first);
    case SplitNoticeCode::WeightBelowItems: return Splits::tr("The weight left on the original, %1, is less than its lines weigh together, %2.").arg(first, second);
    case SplitNoticeCode::DimensionsStay: return Splits::tr("The dimensions stay on the original, though they were those of the whole; the new order has none.");
    case SplitNoticeCode::InsuranceStays: return Splits::tr("The insurance stays on the original, with its whole value; the new order is not insured.");
    case SplitNoticeCode::CustomsRenewed: return Splits::tr("Customs lines leave: the original's declaration is cleared and written anew with what stays.");
    case SplitNoticeCode::CustomsUnassigned:
        return Splits::tr("Which customs line belongs to which item is not clear: the original's declaration stays as it is, the new order's is made from its items. Check both.");
    case SplitNoticeCode::MarkerInNotes: return Splits::tr("%1 is taken: where the new order comes from is written in its internal notes.").arg(fieldTitle(first));
    case SplitNoticeCode::SplitBefore: return Splits::tr("This order was merged or split before.");
    case SplitNoticeCode::Through6Leaves: return Splits::tr("Units that Through6 makes leave the original: %1.").arg(first);
    case SplitNoticeCode::ChannelUnaware: return Splits::tr("The sales channel does not know the new order: its tracking may not reach the buyer by itself.");
    case SplitNoticeCode::AutomationRuns: return Splits::tr("The merchant's automation rules will run on the new order.");
    case SplitNoticeCode::Count: break;
    }
    return {};
}

} // namespace t6
