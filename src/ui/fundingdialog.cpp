// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fundingdialog.h"

#include "safetext.h"
#include "ui_fundingdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>
#include <core/funds.h>

namespace t6::ui {

namespace {

void showConsent(PlainLabel* label, const std::optional<Funding::Consent>& consent)
{
    label->setData(consent ? FundingDialog::tr("%1, %2").arg(consent->by, dateText(consent->at)) : QString());
    label->setVisible(consent.has_value());
}

} // namespace

FundingDialog::FundingDialog(operations::Console& console, MerchantId id, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_merchant(console.merchant(id).value_or(operations::MerchantState()).merchant)
    , m_form(std::make_unique<Ui::FundingDialog>())
{
    m_form->setupUi(this);
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->titleLabel->setData(tr("Adding funds for %1").arg(safeLine(m_merchant.name, 60)));
    m_form->enabledCheck->setChecked(m_merchant.funding.enabled.has_value());
    m_form->automaticCheck->setChecked(m_merchant.funding.automatic.has_value());
    showConsent(m_form->enabledText, m_merchant.funding.enabled);
    showConsent(m_form->automaticText, m_merchant.funding.automatic);
    m_form->capEdit->setText(plainMoney(m_merchant.funding.dayCap));
    m_form->formError->hide();
    connect(m_form->enabledCheck, &QCheckBox::toggled, this, &FundingDialog::review);
    connect(m_form->capEdit, &QLineEdit::textChanged, this, &FundingDialog::review);
    connect(m_form->passphraseEdit, &QLineEdit::textChanged, this, &FundingDialog::review);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->saveButton, &QPushButton::clicked, this, &FundingDialog::save);
    review();
    m_form->enabledCheck->setFocus();
}

FundingDialog::~FundingDialog() = default;

void FundingDialog::review()
{
    m_form->automaticCheck->setEnabled(m_form->enabledCheck->isChecked());
    m_form->saveButton->setEnabled(!m_busy && parseMoney(m_form->capEdit->text()) && !m_form->passphraseEdit->text().isEmpty());
}

void FundingDialog::save()
{
    if (m_busy)
        return;
    m_busy = true;
    review();
    Funding funding;
    funding.dayCap = parseMoney(m_form->capEdit->text()).value_or(Money());
    if (m_form->enabledCheck->isChecked())
        funding.enabled = Funding::Consent();
    if (m_form->enabledCheck->isChecked() && m_form->automaticCheck->isChecked())
        funding.automatic = Funding::Consent();
    whenDone(this, m_console.setFunding(m_merchant.id, m_form->passphraseEdit->text(), funding), [this](const Result<void>& kept) {
        m_busy = false;
        review();
        if (kept) {
            m_form->passphraseEdit->clear();
            accept();
            return;
        }
        m_form->formError->setData(oneLine(kept.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
