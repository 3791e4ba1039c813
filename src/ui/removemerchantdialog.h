// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class RemoveMerchantDialog;
}

/// Removes a merchant after its name was typed. Cancel is the default.
class RemoveMerchantDialog : public QDialog
{
    Q_OBJECT

public:
    RemoveMerchantDialog(operations::Console& console, MerchantId id, QWidget* parent = nullptr);
    ~RemoveMerchantDialog() override;

private:
    void remove();

    operations::Console& m_console;
    Merchant m_merchant;
    std::unique_ptr<Ui::RemoveMerchantDialog> m_form;
};

} // namespace t6::ui
