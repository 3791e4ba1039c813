// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "changepassphrasedialog.h"

#include "ui_changepassphrasedialog.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

ChangePassphraseDialog::ChangePassphraseDialog(operations::Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::ChangePassphraseDialog>())
{
    m_form->setupUi(this);
    m_form->formError->hide();
    connect(m_form->currentEdit, &QLineEdit::textChanged, this, &ChangePassphraseDialog::check);
    connect(m_form->newPassphrase, &NewPassphraseWidget::changed, this, &ChangePassphraseDialog::check);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->changeButton, &QPushButton::clicked, this, &ChangePassphraseDialog::change);
    check();
    m_form->currentEdit->setFocus();
}

ChangePassphraseDialog::~ChangePassphraseDialog() = default;

void ChangePassphraseDialog::check()
{
    m_form->changeButton->setEnabled(!m_busy && !m_form->currentEdit->text().isEmpty() && m_form->newPassphrase->isAcceptable());
}

void ChangePassphraseDialog::change()
{
    if (m_busy)
        return;
    m_busy = true;
    check();
    whenDone(this, m_console.changePassphrase(m_form->currentEdit->text(), m_form->newPassphrase->passphrase()), [this](const Result<void>& done) {
        m_busy = false;
        check();
        if (done) {
            m_form->currentEdit->clear();
            m_form->newPassphrase->clear();
            accept();
            return;
        }
        m_form->formError->setData(oneLine(done.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
