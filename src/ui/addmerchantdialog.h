// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class AddMerchantDialog;
}

/// Connects a merchant: its keys are tested live before they are kept.
class AddMerchantDialog : public QDialog
{
    Q_OBJECT

public:
    AddMerchantDialog(operations::Console& console, QWidget* parent = nullptr);
    ~AddMerchantDialog() override;

signals:
    void merchantAdded(t6::MerchantId id);

private:
    [[nodiscard]] operations::MerchantDraft draft() const;
    void check();
    void test();
    void add();
    void showError(const Error& error);

    operations::Console& m_console;
    bool m_busy = false;
    std::unique_ptr<Ui::AddMerchantDialog> m_form;
};

} // namespace t6::ui
