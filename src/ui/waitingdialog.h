// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class WaitingDialog;
}

/// The merchant is asked: whom, about what, and a letter that is ready to be sent.
class WaitingDialog : public QDialog
{
    Q_OBJECT

public:
    WaitingDialog(operations::Console& console, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~WaitingDialog() override;

signals:
    void copyRequested(const QString& text);
    void waiting(); ///< it is kept; the dialog is closed

private:
    void review();
    void keep();

    operations::Console& m_console;
    MerchantId m_merchant;
    OrderId m_order;
    bool m_busy = false;
    std::unique_ptr<Ui::WaitingDialog> m_form;
};

} // namespace t6::ui
