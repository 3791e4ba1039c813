// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantdelegate.h"

#include "merchantlistmodel.h"
#include "orderdelegate.h"
#include "painting.h"

namespace t6::ui {

QSize MerchantDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.fontMetrics.averageCharWidth() * 24, OrderDelegate::rowHeight(option.font) + 1};
}

void MerchantDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokens(option.palette);
    const QRect row = option.rect;
    const auto mirrored = [&](const QRect& rect) { return QStyle::visualRect(option.direction, row, rect); };
    const int alignment = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine;
    const bool failing = index.data(MerchantListModel::FailingRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(row, t.selection);

    const int colour = index.data(MerchantListModel::ColourRole).toInt();
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour < 0 ? t.accent : merchantColour(colour, isDark(option.palette)));
    painter->drawRoundedRect(mirrored(QRect(row.left() + 10, row.top() + 7, 4, row.height() - 14)), 2, 2);

    const QFont small = smallFont(option.font), name = boldFont(option.font);
    const QString count = index.data(MerchantListModel::CountRole).toString();
    const bool needsReview = index.data(MerchantListModel::NeedsReviewRole).toBool();
    QSize badge = chipSize(small, count);
    badge.setWidth(qMax(badge.width(), badge.height() + 6));
    const int badgeLeft = row.right() - 12 - badge.width();
    painter->setBrush(needsReview ? t.blocks.ground : t.line);
    const QRect badgePlace = mirrored(QRect(badgeLeft, row.top() + (row.height() - badge.height()) / 2, badge.width(), badge.height()));
    painter->drawRoundedRect(badgePlace, badge.height() / 2.0, badge.height() / 2.0);
    painter->setFont(small);
    painter->setPen(needsReview ? t.blocks.text : t.text);
    painter->drawText(badgePlace, Qt::AlignCenter, count);

    const int left = row.left() + 22, width = badgeLeft - left - 6;
    const int upper = QFontMetrics(name).height(), lower = QFontMetrics(small).height();
    const int top = row.top() + (row.height() - upper - lower) / 2;
    painter->setFont(name);
    painter->setPen(index.data(MerchantListModel::PausedRole).toBool() ? t.dim : t.text);
    painter->drawText(mirrored(QRect(left, top, width, upper)), alignment, QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideRight, width));
    painter->setFont(small);
    painter->setPen(failing ? t.blocks.text : t.dim);
    painter->drawText(mirrored(QRect(left, top + upper, width, lower)), alignment,
        QFontMetrics(small).elidedText(index.data(MerchantListModel::DetailRole).toString(), Qt::ElideRight, width));

    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(t.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

} // namespace t6::ui
