// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <operations/console.h>

#include <QDialog>

#include <memory>

class QTreeWidgetItem;

namespace t6::ui {

namespace Ui {
class SplitAllDialog;
}
class SplitBatch;

/// All orders of a merchant that need a split: each plan is shown before, each outcome after.
class SplitAllDialog : public QDialog
{
    Q_OBJECT

public:
    /// Reads the orders from the console.
    SplitAllDialog(operations::Console& console, const Clock& clock, MerchantId merchant, const std::vector<OrderKey>& orders, QWidget* parent = nullptr);
    ~SplitAllDialog() override;
    void reject() override; ///< stops what has not begun first

private:
    void load(const std::vector<OrderKey>& orders);
    void setOrders(const QList<operations::OrderDetails>& orders);
    void addOrder(const operations::OrderDetails& order);
    void updateButton();
    void start();
    void showOutcome(int index);
    void showEnd();
    void closeOrStop();
    [[nodiscard]] QTreeWidgetItem* item(int request) const;

    operations::Console& m_console;
    Clock m_clock;
    Merchant m_merchant;
    QList<operations::SplitRequest> m_offered; ///< by what the items carry
    QList<int> m_chosen; ///< of those, once begun
    SplitBatch* m_batch = nullptr;
    std::unique_ptr<Ui::SplitAllDialog> m_form;
};

} // namespace t6::ui
