// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "removemerchantdialog.h"

#include "safetext.h"
#include "ui_removemerchantdialog.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

RemoveMerchantDialog::RemoveMerchantDialog(operations::Console& console, MerchantId id, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::RemoveMerchantDialog>())
{
    m_form->setupUi(this);
    m_merchant = console.merchant(id).value_or(operations::MerchantState()).merchant;
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->titleLabel->setData(tr("Remove %1").arg(safeLine(m_merchant.name, 80)));
    m_form->removeButton->setText(tr("&Remove %1").arg(safeCaption(m_merchant.name, 40)));
    m_form->removeButton->setEnabled(false);
    m_form->formError->hide();
    connect(m_form->nameEdit, &QLineEdit::textChanged, this, [this](const QString& text) { m_form->removeButton->setEnabled(text.trimmed().compare(m_merchant.name.trimmed(), Qt::CaseInsensitive) == 0); });
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->removeButton, &QPushButton::clicked, this, &RemoveMerchantDialog::remove);
    m_form->nameEdit->setFocus();
}

RemoveMerchantDialog::~RemoveMerchantDialog() = default;

void RemoveMerchantDialog::remove()
{
    m_form->removeButton->setEnabled(false);
    whenDone(this, m_console.removeMerchant(m_merchant.id), [this](const Result<void>& done) {
        if (done) {
            accept();
            return;
        }
        m_form->removeButton->setEnabled(true);
        m_form->formError->setData(oneLine(done.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
