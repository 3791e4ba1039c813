// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "newpassphrasewidget.h"

#include "ui_newpassphrasewidget.h"

#include <operations/console.h>

namespace t6::ui {

using operations::Console;

NewPassphraseWidget::NewPassphraseWidget(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::NewPassphraseWidget>())
{
    m_form->setupUi(this);
    connect(m_form->passphraseEdit, &QLineEdit::textChanged, this, &NewPassphraseWidget::judge);
    connect(m_form->repeatEdit, &QLineEdit::textChanged, this, &NewPassphraseWidget::judge);
    connect(m_form->repeatEdit, &QLineEdit::returnPressed, this, &NewPassphraseWidget::submitted);
    connect(m_form->suggestButton, &QPushButton::clicked, this, &NewPassphraseWidget::suggest);
    connect(m_form->showCheck, &QCheckBox::toggled, this, [this](bool shown) {
        for (QLineEdit* edit : {m_form->passphraseEdit, m_form->repeatEdit})
            edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    judge();
}

NewPassphraseWidget::~NewPassphraseWidget() = default;

QString NewPassphraseWidget::passphrase() const
{
    return m_form->passphraseEdit->text();
}

bool NewPassphraseWidget::isAcceptable() const
{
    return Console::passphraseProblem(passphrase()).isEmpty() && passphrase() == m_form->repeatEdit->text();
}

void NewPassphraseWidget::clear()
{
    m_form->passphraseEdit->clear();
    m_form->repeatEdit->clear();
    m_form->showCheck->setChecked(false);
}

void NewPassphraseWidget::suggest()
{
    const QString words = Console::suggestPassphrase();
    m_form->showCheck->setChecked(true); // it has to be written down
    m_form->passphraseEdit->setText(words);
    m_form->repeatEdit->clear();
    m_form->repeatEdit->setFocus();
}

void NewPassphraseWidget::judge()
{
    const QString problem = Console::passphraseProblem(passphrase());
    QString words;
    if (passphrase().isEmpty())
        words = tr("Several words that do not belong together are strong and easy to remember.");
    else if (!problem.isEmpty())
        words = tr("Not yet: %1").arg(problem);
    else if (m_form->repeatEdit->text().isEmpty())
        words = tr("Strong enough. Repeat it to be sure.");
    else if (!isAcceptable())
        words = tr("The two differ.");
    else
        words = tr("✓ Strong enough, and twice the same.");
    m_form->strengthLabel->setData(words);
    emit changed();
}

} // namespace t6::ui
