// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class ReplaceKeysDialog;
}

/// A new pair of API keys for a connected merchant, tested before the old one is dropped.
class ReplaceKeysDialog : public QDialog
{
    Q_OBJECT

public:
    ReplaceKeysDialog(operations::Console& console, MerchantId id, QWidget* parent = nullptr);
    ~ReplaceKeysDialog() override;

private:
    void test();
    void replace();

    operations::Console& m_console;
    Merchant m_merchant;
    bool m_busy = false;
    std::unique_ptr<Ui::ReplaceKeysDialog> m_form;
};

} // namespace t6::ui
