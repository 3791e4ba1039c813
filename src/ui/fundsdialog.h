// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>
#include <QTimer>

#include <memory>

namespace t6::ui {

namespace Ui {
class FundsDialog;
}

/// All merchants' funded carriers, the most urgent first: what they hold, what the ready orders will cost, how long it lasts.
class FundsDialog : public QDialog
{
    Q_OBJECT

public:
    FundsDialog(operations::Console& console, const Clock& clock, QWidget* parent = nullptr);
    ~FundsDialog() override;

signals:
    void addRequested(const t6::operations::WalletState& wallet);
    void fundingRequested(t6::MerchantId merchant);

private:
    void load();
    void show(const QList<operations::WalletState>& wallets);
    void showDetails();
    void tickOff();
    void say(const QString& text);
    [[nodiscard]] const operations::WalletState* current() const;

    operations::Console& m_console;
    Clock m_clock;
    QList<operations::WalletState> m_wallets;
    QTimer m_reload; ///< gathers what changes
    quint64 m_generation = 0;
    std::unique_ptr<Ui::FundsDialog> m_form;
};

} // namespace t6::ui
