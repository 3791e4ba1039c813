// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "waivedialog.h"

#include "orderfieldnames.h"
#include "safetext.h"
#include "ui_waivedialog.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

WaiveDialog::WaiveDialog(operations::Console& console, const operations::OrderDetails& order, CheckCode code, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_merchant(order.merchant)
    , m_order(order.id)
    , m_form(std::make_unique<Ui::WaiveDialog>())
{
    m_form->setupUi(this);
    const auto merchant = console.merchant(order.merchant).value_or(operations::MerchantState());
    m_form->merchantBar->setColour(merchant.merchant.colour);
    m_form->titleLabel->setData(tr("Waive an issue of %1 · %2").arg(safeLine(order.number, 60), safeLine(merchant.merchant.name, 60)));
    for (const Issue& issue : order.issues) {
        if (!isWaivable(issue.code))
            continue;
        m_issues.push_back(issue);
        m_form->issueBox->addItem(checkTitle(issue.code));
        if (issue.code == code)
            m_form->issueBox->setCurrentIndex(m_form->issueBox->count() - 1);
    }
    m_form->formError->hide();
    m_form->waiveButton->setEnabled(false);
    connect(m_form->issueBox, &QComboBox::currentIndexChanged, this, &WaiveDialog::showIssue);
    connect(m_form->reasonEdit, &QLineEdit::textChanged, this, &WaiveDialog::showIssue);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->waiveButton, &QPushButton::clicked, this, &WaiveDialog::waive);
    showIssue();
    m_form->reasonEdit->setFocus();
}

WaiveDialog::~WaiveDialog() = default;

void WaiveDialog::showIssue()
{
    const int row = m_form->issueBox->currentIndex();
    m_form->waiveButton->setEnabled(!m_busy && row >= 0 && !m_form->reasonEdit->text().trimmed().isEmpty());
    if (row < 0)
        return;
    const Issue& issue = m_issues.at(static_cast<std::size_t>(row));
    const auto path = OrderPath::parse(issue.field);
    const QString fact = path && !path->steps.isEmpty() ? orderFieldName(*path) : QString();
    m_form->findingLabel->setData(shortened(issue.text.isEmpty() ? checkFix(issue.code) : issue.text));
    m_form->untilLabel->setText(fact.isEmpty() ? tr("It holds until what the issue rests on changes at ShipStation. Then it is an issue again.")
                                               : tr("It holds until “%1”, or what else the issue rests on, changes at ShipStation. Then it is an issue again.").arg(safeLine(fact, 80)));
    m_form->waiveButton->setText(tr("&Waive “%1”").arg(safeCaption(checkTitle(issue.code), 40)));
}

void WaiveDialog::waive()
{
    const int row = m_form->issueBox->currentIndex();
    if (m_busy || row < 0)
        return;
    m_busy = true;
    m_form->waiveButton->setEnabled(false);
    const CheckCode code = m_issues.at(static_cast<std::size_t>(row)).code;
    whenDone(this, m_console.waive(m_merchant, m_order, code, m_form->reasonEdit->text()), [this, code](const Result<void>& kept) {
        m_busy = false;
        showIssue();
        if (kept) {
            accept();
            emit waived(code);
            return;
        }
        m_form->formError->setData(kept.error().code == ErrorCode::InvalidInput ? kept.error().detail : oneLine(kept.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
