// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class LoginDialog;
}

/// The login that a merchant gave to Through6: its user name, and its password for who types the vault's passphrase again.
class LoginDialog : public QDialog
{
    Q_OBJECT

public:
    LoginDialog(operations::Console& console, MerchantId id, QWidget* parent = nullptr);
    ~LoginDialog() override; ///< wipes what was shown

signals:
    void copyRequested(const QString& text);
    void secretCopyRequested(const QString& secret); ///< to be taken off the clipboard again soon

private:
    void review();
    void take();
    void keep(const QString& password);
    void say(const QString& text);

    operations::Console& m_console;
    Merchant m_merchant;
    QString m_password; ///< shown
    bool m_kept = false, m_busy = false;
    std::unique_ptr<Ui::LoginDialog> m_form;
};

} // namespace t6::ui
