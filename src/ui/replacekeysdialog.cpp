// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "replacekeysdialog.h"

#include "safetext.h"
#include "ui_replacekeysdialog.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

ReplaceKeysDialog::ReplaceKeysDialog(operations::Console& console, MerchantId id, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::ReplaceKeysDialog>())
{
    m_form->setupUi(this);
    m_merchant = console.merchant(id).value_or(operations::MerchantState()).merchant;
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->titleLabel->setData(tr("Replace the API keys of %1").arg(safeLine(m_merchant.name, 80)));
    m_form->formError->hide();
    m_form->replaceButton->setEnabled(false);
    connect(m_form->keyPair, &KeyPairWidget::changed, this, [this] { m_form->replaceButton->setEnabled(!m_busy && m_form->keyPair->isComplete()); });
    connect(m_form->keyPair, &KeyPairWidget::testRequested, this, &ReplaceKeysDialog::test);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->replaceButton, &QPushButton::clicked, this, &ReplaceKeysDialog::replace);
}

ReplaceKeysDialog::~ReplaceKeysDialog() = default;

void ReplaceKeysDialog::test()
{
    operations::MerchantDraft draft;
    draft.name = m_merchant.name;
    draft.login = m_merchant.login;
    draft.apiUrl = m_merchant.apiUrl;
    draft.apiKey = m_form->keyPair->key();
    draft.apiSecret = m_form->keyPair->secret();
    m_form->keyPair->setTesting(true);
    whenDone(this, m_console.testAccount(draft, m_merchant.id), [this](const Result<operations::AccountSummary>& summary) { m_form->keyPair->showSummary(summary, m_merchant.login); });
}

void ReplaceKeysDialog::replace()
{
    if (m_busy)
        return;
    m_busy = true;
    m_form->replaceButton->setEnabled(false);
    whenDone(this, m_console.replaceCredentials(m_merchant.id, m_form->keyPair->key(), m_form->keyPair->secret()), [this](const Result<void>& done) {
        m_busy = false;
        m_form->replaceButton->setEnabled(true);
        if (done) {
            m_form->keyPair->clear();
            accept();
            return;
        }
        m_form->formError->setData(oneLine(done.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
