// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "newrecoverykeydialog.h"

#include "ui_newrecoverykeydialog.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QLayout>

namespace t6::ui {

NewRecoveryKeyDialog::NewRecoveryKeyDialog(operations::Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::NewRecoveryKeyDialog>())
{
    m_form->setupUi(this);
    m_form->formError->hide();
    m_form->steps->removeWidget(m_form->showStep); // takes its room when it is shown
    m_form->nextButton->setEnabled(false);
    connect(m_form->passphraseEdit, &QLineEdit::textChanged, this, [this](const QString& text) { m_form->nextButton->setEnabled(!m_busy && !text.isEmpty()); });
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->nextButton, &QPushButton::clicked, this, &NewRecoveryKeyDialog::next);
    connect(m_form->recoveryKey, &RecoveryKeyWidget::submitted, this, &NewRecoveryKeyDialog::next);
    m_form->passphraseEdit->setFocus();
}

NewRecoveryKeyDialog::~NewRecoveryKeyDialog() = default;

void NewRecoveryKeyDialog::next()
{
    if (m_form->steps->currentWidget() == m_form->showStep) {
        if (m_form->recoveryKey->confirm()) {
            m_form->recoveryKey->clear();
            accept();
        }
        return;
    }
    if (m_busy)
        return;
    m_busy = true;
    m_form->nextButton->setEnabled(false);
    whenDone(this, m_console.newRecoveryKey(m_form->passphraseEdit->text()), [this](const Result<QString>& key) {
        m_busy = false;
        m_form->nextButton->setEnabled(true);
        m_form->formError->setVisible(!key);
        if (!key) {
            m_form->formError->setData(oneLine(key.error()));
            return;
        }
        m_form->passphraseEdit->clear();
        m_form->recoveryKey->setKey(*key);
        m_form->steps->addWidget(m_form->showStep);
        m_form->steps->setCurrentWidget(m_form->showStep);
        m_form->cancelButton->hide(); // the old key is void already
        m_form->nextButton->setEnabled(true);
        m_form->nextButton->setText(tr("I Have It on P&aper"));
        resize(width(), layout()->totalHeightForWidth(width()));
    });
}

} // namespace t6::ui
