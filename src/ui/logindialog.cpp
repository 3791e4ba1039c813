// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "logindialog.h"

#include "safetext.h"
#include "ui_logindialog.h"

#include <core/async.h>
#include <core/errortext.h>
#include <operations/process.h>

namespace t6::ui {

LoginDialog::LoginDialog(operations::Console& console, MerchantId id, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_merchant(console.merchant(id).value_or(operations::MerchantState()).merchant)
    , m_form(std::make_unique<Ui::LoginDialog>())
{
    m_form->setupUi(this);
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->titleLabel->setData(tr("Login of %1").arg(safeLine(m_merchant.name, 60)));
    m_form->userEdit->setText(safeLine(m_merchant.login, 80));
    connect(m_form->copyUserButton, &QPushButton::clicked, this, [this] { emit copyRequested(m_form->userEdit->text()); });
    connect(m_form->takeButton, &QPushButton::clicked, this, &LoginDialog::take);
    connect(m_form->passphraseEdit, &QLineEdit::returnPressed, this, &LoginDialog::take);
    connect(m_form->passphraseEdit, &QLineEdit::textChanged, this, &LoginDialog::review);
    connect(m_form->newEdit, &QLineEdit::textChanged, this, &LoginDialog::review);
    connect(m_form->copyPasswordButton, &QPushButton::clicked, this, [this] {
        emit secretCopyRequested(m_password);
        m_form->copiedLabel->setText(tr("On the clipboard for 20 seconds."));
        m_form->copiedLabel->show();
    });
    connect(m_form->keepButton, &QPushButton::clicked, this, [this] { keep(m_form->newEdit->text()); });
    connect(m_form->forgetButton, &QPushButton::clicked, this, [this] { keep({}); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    m_form->copiedLabel->hide();
    say({});
    whenDone(this, console.hasLoginPassword(id), [this](const Result<bool>& kept) {
        m_kept = kept.value_or(false);
        review();
    });
    review();
    m_form->passphraseEdit->setFocus();
}

LoginDialog::~LoginDialog()
{
    operations::wipe(m_password);
}

void LoginDialog::review()
{
    m_form->copyUserButton->setEnabled(!m_form->userEdit->text().isEmpty());
    m_form->passwordEdit->setPlaceholderText(m_kept ? tr("Kept here; type your passphrase to see it") : tr("None is kept here"));
    m_form->takeButton->setEnabled(m_kept && !m_busy && !m_form->passphraseEdit->text().isEmpty());
    m_form->copyPasswordButton->setEnabled(!m_password.isEmpty());
    m_form->keepButton->setEnabled(!m_busy && !m_form->newEdit->text().isEmpty());
    m_form->forgetButton->setEnabled(!m_busy && m_kept);
}

void LoginDialog::take()
{
    if (!m_form->takeButton->isEnabled())
        return;
    m_busy = true;
    review();
    whenDone(this, m_console.takeLoginPassword(m_merchant.id, m_form->passphraseEdit->text()), [this](const Result<QString>& password) {
        m_busy = false;
        m_form->passphraseEdit->clear();
        say(password ? QString() : oneLine(password.error()));
        if (password) {
            m_password = *password;
            m_form->passwordEdit->setEchoMode(QLineEdit::Normal);
            m_form->passwordEdit->setText(m_password);
            m_form->copyPasswordButton->setFocus();
        }
        review();
    });
}

void LoginDialog::keep(const QString& password)
{
    m_busy = true;
    review();
    whenDone(this, m_console.setLoginPassword(m_merchant.id, password), [this, kept = !password.isEmpty()](const Result<void>& done) {
        m_busy = false;
        say(done ? QString() : oneLine(done.error()));
        if (done) {
            m_kept = kept;
            operations::wipe(m_password);
            m_form->newEdit->clear();
            m_form->passwordEdit->clear();
        }
        review();
    });
}

void LoginDialog::say(const QString& text)
{
    m_form->formError->setData(text);
    m_form->formError->setVisible(!text.isEmpty());
}

} // namespace t6::ui
