// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addmerchantdialog.h"

#include "ruleeditor.h"
#include "safetext.h"
#include "ui_addmerchantdialog.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

AddMerchantDialog::AddMerchantDialog(operations::Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::AddMerchantDialog>())
{
    m_form->setupUi(this);
    m_form->patternsEdit->setFixedHeight(fontMetrics().lineSpacing() * 3 + 14);
    const auto showUrl = [this](bool shown) {
        m_form->urlLabel->setVisible(shown);
        m_form->urlEdit->setVisible(shown);
    };
    connect(m_form->advancedCheck, &QCheckBox::toggled, this, showUrl);
    showUrl(false);
    for (QLineEdit* edit : {m_form->nameEdit, m_form->loginEdit, m_form->urlEdit})
        connect(edit, &QLineEdit::textChanged, this, &AddMerchantDialog::check);
    connect(m_form->patternsEdit, &QPlainTextEdit::textChanged, this, &AddMerchantDialog::check);
    connect(m_form->keyPair, &KeyPairWidget::changed, this, &AddMerchantDialog::check);
    connect(m_form->keyPair, &KeyPairWidget::testRequested, this, &AddMerchantDialog::test);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->addButton, &QPushButton::clicked, this, &AddMerchantDialog::add);
    check();
    m_form->nameEdit->setFocus();
}

AddMerchantDialog::~AddMerchantDialog() = default;

operations::MerchantDraft AddMerchantDialog::draft() const
{
    operations::MerchantDraft draft;
    draft.name = m_form->nameEdit->text().trimmed();
    draft.login = m_form->loginEdit->text().trimmed();
    draft.apiUrl = m_form->advancedCheck->isChecked() ? m_form->urlEdit->text().trimmed() : QString();
    draft.apiKey = m_form->keyPair->key();
    draft.apiSecret = m_form->keyPair->secret();
    draft.rule.skuPatterns = RuleEditor::patterns(m_form->patternsEdit->toPlainText());
    draft.memoryOnly = m_form->memoryOnlyCheck->isChecked();
    return draft;
}

/// The reason why the button is off stands above it.
void AddMerchantDialog::check()
{
    const operations::MerchantDraft draft = this->draft();
    QString taken;
    const auto merchants = m_console.merchants();
    for (const operations::MerchantState& state : merchants) {
        if (state.merchant.name.compare(draft.name, Qt::CaseInsensitive) == 0)
            taken = tr("A merchant of this name is connected already.");
    }
    m_form->nameError->setText(taken);
    m_form->nameError->setVisible(!taken.isEmpty());
    QString missing;
    if (draft.name.isEmpty())
        missing = tr("The merchant needs a name.");
    else if (!m_form->keyPair->isComplete())
        missing = tr("API key and secret are needed.");
    else if (draft.rule.isEmpty())
        missing = tr("Without a SKU pattern no order would be kept.");
    m_form->formError->ensurePolished(); // else the style would set its colour again
    m_form->formError->setText(missing);
    m_form->formError->setForegroundRole(QPalette::PlaceholderText);
    m_form->formError->setVisible(!missing.isEmpty());
    m_form->addButton->setEnabled(!m_busy && missing.isEmpty() && taken.isEmpty());
}

void AddMerchantDialog::test()
{
    m_form->keyPair->setTesting(true);
    whenDone(this, m_console.testAccount(draft()), [this](const Result<operations::AccountSummary>& summary) {
        m_form->keyPair->showSummary(summary, m_form->loginEdit->text().trimmed());
    });
}

void AddMerchantDialog::add()
{
    if (m_busy)
        return;
    m_busy = true;
    m_form->addButton->setEnabled(false);
    m_form->addButton->setText(tr("Testing the keys…"));
    whenDone(this, m_console.addMerchant(draft()), [this](const Result<MerchantId>& added) {
        m_busy = false;
        m_form->addButton->setText(tr("A&dd Merchant"));
        if (added) {
            m_form->keyPair->clear();
            emit merchantAdded(*added);
            accept();
            return;
        }
        check();
        showError(added.error());
    });
}

void AddMerchantDialog::showError(const Error& error)
{
    const bool sameAccount = error.code == ErrorCode::AlreadyExists && !error.detail.isEmpty();
    m_form->formError->setForegroundRole(QPalette::BrightText);
    m_form->formError->setData(sameAccount ? tr("This account or name is connected already, as %1.").arg(safeLine(error.detail, 80)) : oneLine(error));
    m_form->formError->show();
}

} // namespace t6::ui
