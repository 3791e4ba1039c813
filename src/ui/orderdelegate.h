// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace t6::ui {

/// Draws a row of OrdersModel: number above merchant with the merchant's colour, findings as chips, readiness as shape and word.
class OrderDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] static int rowHeight(const QFont& font);
    static constexpr int kNumberIndent = 12; ///< of an order's number, beside the merchant's bar

private:
    void paintOrder(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintIssues(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintReadiness(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

} // namespace t6::ui
