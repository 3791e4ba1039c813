// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace t6::ui {

/// A small line of how a balance went, from kPointsRole: pairs of time and money, oldest first, as QList<QPointF>; steps, since a balance
/// stays until it changes. No state.
class SparkDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kPointsRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace t6::ui
