// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "saveviewdialog.h"

#include "ui_saveviewdialog.h"

namespace t6::ui {

SaveViewDialog::SaveViewDialog(const QStringList& takenNames, QWidget* parent)
    : QDialog(parent)
    , m_taken(takenNames)
    , m_form(std::make_unique<Ui::SaveViewDialog>())
{
    m_form->setupUi(this);
    m_form->formError->hide();
    m_form->saveButton->setEnabled(false);
    connect(m_form->nameEdit, &QLineEdit::textChanged, this, [this](const QString& text) {
        const bool taken = m_taken.contains(text.trimmed(), Qt::CaseInsensitive);
        m_form->formError->setText(tr("A view of this name exists already."));
        m_form->formError->setVisible(taken);
        m_form->saveButton->setEnabled(!text.trimmed().isEmpty() && !taken);
    });
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->saveButton, &QPushButton::clicked, this, &SaveViewDialog::save);
    m_form->nameEdit->setFocus();
}

SaveViewDialog::~SaveViewDialog() = default;

void SaveViewDialog::save()
{
    emit nameChosen(m_form->nameEdit->text().trimmed());
    accept();
}

} // namespace t6::ui
