// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class WaiveDialog;
}

/// Lets one issue of an order be, with a reason, and tells until when.
class WaiveDialog : public QDialog
{
    Q_OBJECT

public:
    /// Offers the issues of `order` that may be waived, `code` first.
    WaiveDialog(operations::Console& console, const operations::OrderDetails& order, CheckCode code, QWidget* parent = nullptr);
    ~WaiveDialog() override;

signals:
    void waived(t6::CheckCode code); ///< it is kept; the dialog is closed

private:
    void showIssue();
    void waive();

    operations::Console& m_console;
    MerchantId m_merchant;
    OrderId m_order;
    std::vector<Issue> m_issues; ///< as in the box
    bool m_busy = false;
    std::unique_ptr<Ui::WaiveDialog> m_form;
};

} // namespace t6::ui
