// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class AddFundsDialog;
}

/// Money onto one funded carrier: the amount is typed, the button says all of it, and Cancel is the default.
class AddFundsDialog : public QDialog
{
    Q_OBJECT

public:
    AddFundsDialog(operations::Console& console, const operations::WalletState& wallet, QWidget* parent = nullptr);
    ~AddFundsDialog() override;
    void reject() override; ///< not while it is being sent

signals:
    void added(const t6::operations::OperationReport& report); ///< sent, whatever became of it

private:
    void review();
    void add();
    void showOutcome(const Result<operations::OperationReport>& report);
    [[nodiscard]] std::optional<Money> amount() const;

    operations::Console& m_console;
    const operations::WalletState m_wallet;
    bool m_busy = false;
    std::unique_ptr<Ui::AddFundsDialog> m_form;
};

} // namespace t6::ui
