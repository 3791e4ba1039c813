// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <QTableView>

class QMenu;
class QSettings;

namespace t6::ui {

/// The table of orders. Selection, current order and the place on the screen stay on the same orders while rows come and go.
class OrdersView : public QTableView
{
    Q_OBJECT

public:
    explicit OrdersView(QWidget* parent = nullptr);

    void setOrders(OrdersModel* model); ///< once
    [[nodiscard]] std::optional<OrderKey> currentOrder() const;
    [[nodiscard]] std::vector<int> selectedOrderRows() const; ///< ascending
    [[nodiscard]] std::vector<int> visibleColumns() const; ///< in visual order
    /// Selects and shows the order, now or as soon as a running query has found it.
    void selectOrder(const OrderKey& key);
    /// Fills a menu with one checkable entry per column.
    void addColumnActions(QMenu* menu);
    void resetColumns();
    void saveColumns(QSettings& settings) const;
    void restoreColumns(const QSettings& settings);
    [[nodiscard]] QByteArray columnState() const;
    void setColumnState(const QByteArray& state);
    void showSort(QueueColumn column, bool descending); ///< the indicator only

signals:
    void currentOrderChanged(); ///< also when no order is current any more
    void activatedOrder();

protected:
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void remember();
    void restore();
    void adaptToFont();
    void fitColumns();

    OrdersModel* m_model = nullptr;
    bool m_updating = false;
    bool m_fits = false; ///< the columns follow the width of the view: nobody has arranged them
    bool m_arranging = false; ///< by this class, not by a person
    std::optional<OrderKey> m_current, m_anchor, m_wanted;
    int m_anchorOffset = 0;
};

} // namespace t6::ui
