// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class FundingDialog;
}

/// What may be done for a merchant's postage from here; an owner's passphrase makes it so.
class FundingDialog : public QDialog
{
    Q_OBJECT

public:
    FundingDialog(operations::Console& console, MerchantId id, QWidget* parent = nullptr);
    ~FundingDialog() override;

private:
    void review();
    void save();

    operations::Console& m_console;
    Merchant m_merchant;
    bool m_busy = false;
    std::unique_ptr<Ui::FundingDialog> m_form;
};

} // namespace t6::ui
