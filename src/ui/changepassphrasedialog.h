// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class ChangePassphraseDialog;
}

/// A new passphrase for the vault.
class ChangePassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ChangePassphraseDialog(operations::Console& console, QWidget* parent = nullptr);
    ~ChangePassphraseDialog() override;

private:
    void check();
    void change();

    operations::Console& m_console;
    bool m_busy = false;
    std::unique_ptr<Ui::ChangePassphraseDialog> m_form;
};

} // namespace t6::ui
