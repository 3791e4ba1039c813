// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sparkdelegate.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace t6::ui {

namespace {

constexpr int kMargin = 6;

/// The points in the rectangle; the lowest line is nothing at all, so that heights can be compared.
QPainterPath pathOf(const QList<QPointF>& points, const QRectF& area)
{
    const double from = points.first().x(), span = std::max(1.0, points.last().x() - from);
    const double highest = std::max(1.0, std::max_element(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); })->y());
    const auto place = [&](const QPointF& point) {
        return QPointF(area.left() + area.width() * (point.x() - from) / span, area.bottom() - area.height() * std::max(0.0, point.y()) / highest);
    };
    QPainterPath path(place(points.first()));
    for (qsizetype i = 1; i < points.size(); ++i) {
        path.lineTo(place(points.at(i)).x(), place(points.at(i - 1)).y());
        path.lineTo(place(points.at(i)));
    }
    return path;
}

} // namespace

void SparkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto points = index.data(kPointsRole).value<QList<QPointF>>();
    if (points.size() < 2)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens(option.palette).accent, 1.5));
    painter->drawPath(pathOf(points, QRectF(option.rect).adjusted(kMargin, kMargin, -kMargin, -kMargin)));
    painter->restore();
}

} // namespace t6::ui
