// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "waitingdialog.h"

#include "safetext.h"
#include "ui_waitingdialog.h"

#include <core/askmerchant.h>
#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

namespace {

constexpr int kLettersWide = 64;
constexpr int kLinesOfText = 12;

/// What the merchant has to settle: the beginning of an answer to "about what".
QString subjects(const std::vector<Issue>& issues)
{
    const IssueMask asked = merchantsIssues(issues);
    QStringList titles;
    for (const Issue& issue : issues) {
        if ((asked & bit(issue.code)) != 0)
            titles += checkTitle(issue.code);
    }
    titles.removeDuplicates();
    return titles.join(QStringLiteral("; "));
}

} // namespace

WaitingDialog::WaitingDialog(operations::Console& console, const operations::OrderDetails& order, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_merchant(order.merchant)
    , m_order(order.id)
    , m_form(std::make_unique<Ui::WaitingDialog>())
{
    m_form->setupUi(this);
    const auto merchant = console.merchant(order.merchant).value_or(operations::MerchantState());
    m_form->merchantBar->setColour(merchant.merchant.colour);
    m_form->titleLabel->setData(tr("Ask %1 about %2").arg(safeLine(merchant.merchant.name, 60), safeLine(order.number, 60)));
    m_form->waitButton->setText(tr("&Wait for %1").arg(safeCaption(merchant.merchant.name, 40)));
    m_form->askedEdit->setText(order.waiting ? safeLine(order.waiting->asked) : QString());
    m_form->aboutEdit->setText(safeLine(order.waiting ? order.waiting->about : subjects(order.issues), 500));
    const QString letter = safeBlock(askMerchantText(order.number, order.issues));
    m_form->textEdit->setPlainText(letter);
    m_form->textEdit->setPlaceholderText(tr("Nothing was found that only the merchant can settle. Write what you ask for, if you want to copy it."));
    m_form->textEdit->setMinimumSize(fontMetrics().averageCharWidth() * kLettersWide, fontMetrics().lineSpacing() * kLinesOfText);
    m_form->formError->hide();
    connect(m_form->askedEdit, &QLineEdit::textChanged, this, &WaitingDialog::review);
    connect(m_form->aboutEdit, &QLineEdit::textChanged, this, &WaitingDialog::review);
    connect(m_form->textEdit, &QPlainTextEdit::textChanged, this, &WaitingDialog::review);
    connect(m_form->copyButton, &QPushButton::clicked, this, [this] { emit copyRequested(m_form->textEdit->toPlainText()); });
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->waitButton, &QPushButton::clicked, this, &WaitingDialog::keep);
    review();
    m_form->askedEdit->setFocus();
}

WaitingDialog::~WaitingDialog() = default;

void WaitingDialog::review()
{
    m_form->copyButton->setEnabled(!m_form->textEdit->document()->isEmpty());
    m_form->waitButton->setEnabled(!m_busy && !m_form->askedEdit->text().trimmed().isEmpty() && !m_form->aboutEdit->text().trimmed().isEmpty());
}

void WaitingDialog::keep()
{
    if (m_busy)
        return;
    m_busy = true;
    review();
    whenDone(this, m_console.setWaiting(m_merchant, m_order, {m_form->askedEdit->text(), m_form->aboutEdit->text(), 0, {}, {}}), [this](const Result<void>& kept) {
        m_busy = false;
        review();
        if (kept) {
            accept();
            emit waiting();
            return;
        }
        m_form->formError->setData(kept.error().code == ErrorCode::InvalidInput ? kept.error().detail : oneLine(kept.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
