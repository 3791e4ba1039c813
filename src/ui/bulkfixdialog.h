// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bulkfix.h"
#include "ordersmodel.h"

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class BulkFixDialog;
}
class CorrectionBatch;

/// One value for many orders: every change is shown before, every outcome after, and all can be taken back as one.
class BulkFixDialog : public QDialog
{
    Q_OBJECT

public:
    /// `wanted`: what is offered first. Reads the orders from the console.
    BulkFixDialog(operations::Console& console, const Clock& clock, const std::vector<OrderKey>& orders, const BulkFix& wanted, QWidget* parent = nullptr);
    ~BulkFixDialog() override;
    void setOrders(const QList<operations::OrderDetails>& orders); ///< read; fills the choices
    void reject() override; ///< stops what has not begun first

private:
    void setUpInputs();
    void load(const std::vector<OrderKey>& orders);
    void showField();
    [[nodiscard]] std::optional<UsualWeight> usualWeight() const;
    void showWeight(bool ofItem);
    void showCarrier();
    void showChanges();
    void showWhose();
    void showOutcome(int index);
    void showProgress();
    void showEnd();
    void start();
    void closeOrStop();
    [[nodiscard]] BulkFix fix() const;
    [[nodiscard]] AccountFacts facts(MerchantId id) const;
    [[nodiscard]] QString merchantsText() const; ///< "ACME", "2 merchants"
    [[nodiscard]] QString breakdown() const;

    operations::Console& m_console;
    QList<operations::OrderDetails> m_orders;
    BulkFix m_wanted;
    bool m_international = false;
    QList<operations::Correction> m_corrections; ///< as shown
    CorrectionBatch* m_batch = nullptr; ///< once begun
    std::unique_ptr<Ui::BulkFixDialog> m_form;
};

} // namespace t6::ui
