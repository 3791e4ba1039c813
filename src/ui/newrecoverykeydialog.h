// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class NewRecoveryKeyDialog;
}

/// A new recovery key: asks for the passphrase, shows the key once, asks for proof that it was written down.
class NewRecoveryKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewRecoveryKeyDialog(operations::Console& console, QWidget* parent = nullptr);
    ~NewRecoveryKeyDialog() override;

private:
    void next();

    operations::Console& m_console;
    bool m_busy = false;
    std::unique_ptr<Ui::NewRecoveryKeyDialog> m_form;
};

} // namespace t6::ui
