// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class ActivityDialog;
}

/// What was done to an order from here, newest first, with every changed field.
class ActivityDialog : public QDialog
{
    Q_OBJECT

public:
    ActivityDialog(operations::Console& console, MerchantId merchant, OrderId order, const QString& number, QWidget* parent = nullptr);
    ~ActivityDialog() override;
    void showActivity(const QList<operations::OperationReport>& activity, const AccountFacts& facts);

signals:
    void splitBackRequested();

private:
    void refresh();
    void offerSplitBack();

    operations::Console& m_console;
    MerchantId m_merchant;
    OrderId m_order;
    std::unique_ptr<Ui::ActivityDialog> m_form;
};

} // namespace t6::ui
