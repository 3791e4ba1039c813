// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addfundsdialog.h"

#include "fundswords.h"
#include "safetext.h"
#include "ui_addfundsdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

namespace t6::ui {

AddFundsDialog::AddFundsDialog(operations::Console& console, const operations::WalletState& wallet, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_wallet(wallet)
    , m_form(std::make_unique<Ui::AddFundsDialog>())
{
    m_form->setupUi(this);
    m_form->merchantBar->setColour(wallet.colour);
    m_form->titleLabel->setData(tr("Add funds to %1 of %2").arg(walletName(wallet.outlook), safeLine(wallet.merchantName, 60)));
    m_form->balanceLabel->setData(tr("Its balance was %1 at %2.").arg(moneyText(wallet.outlook.balance), clockText(wallet.outlook.asOf)));
    m_form->limitLabel->setData(ledgerText(wallet));
    m_form->amountEdit->setPlaceholderText(plainMoney(withOddCents(kFundsAmount, wallet.topUps)));
    m_form->formError->hide();
    connect(m_form->amountEdit, &QLineEdit::textChanged, this, &AddFundsDialog::review);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &AddFundsDialog::reject);
    connect(m_form->addButton, &QPushButton::clicked, this, &AddFundsDialog::add);
    review();
    m_form->amountEdit->setFocus();
}

AddFundsDialog::~AddFundsDialog() = default;

std::optional<Money> AddFundsDialog::amount() const
{
    const auto typed = parseMoney(m_form->amountEdit->text());
    return typed && typed->minor >= kLeastFunds.minor && typed->minor <= kMostFunds.minor ? typed : std::nullopt;
}

void AddFundsDialog::review()
{
    const auto typed = amount();
    m_form->addButton->setEnabled(typed && m_wallet.funding.enabled && !m_busy);
    m_form->addButton->setText(typed ? QString(addFundsCaption(*typed, m_wallet)).replace(QLatin1Char('&'), QStringLiteral("&&")) : tr("Add"));
    m_form->cancelButton->setEnabled(!m_busy);
    if (!typed)
        m_form->hintLabel->setData(tr("From %1 to %2 at a time. Odd cents, as in %3, tell it from a top-up of ShipStation's own.")
                                       .arg(moneyText(kLeastFunds), moneyText(kMostFunds), moneyText(withOddCents(kFundsAmount, m_wallet.topUps))));
    else if (looksAutomatic(*typed))
        m_form->hintLabel->setData(tr("A whole amount looks like a top-up of ShipStation's own: if no answer comes, nobody can tell the two apart. Better %1.").arg(moneyText(withOddCents(*typed, m_wallet.topUps))));
    else
        m_form->hintLabel->setData(tr("The balance will be %1, less what labels cost meanwhile.").arg(moneyText({m_wallet.outlook.balance.minor + typed->minor})));
}

void AddFundsDialog::add()
{
    const auto typed = amount();
    if (!typed || m_busy)
        return;
    m_busy = true;
    review();
    m_form->formError->setData(tr("Reading the balance, then adding; this can take a minute …"));
    m_form->formError->show();
    const operations::TopUpRequest wish{m_wallet.merchant, m_wallet.outlook.shippingProviderId, *typed, m_wallet.outlook.balance, m_form->reasonEdit->text().trimmed(), false, {}};
    whenDone(this, m_console.addFunds(wish), [this](const Result<operations::OperationReport>& report) { showOutcome(report); });
}

/// What was not sent can be mended here; what was sent closes the dialog, so that nobody sends it again by accident.
void AddFundsDialog::showOutcome(const Result<operations::OperationReport>& report)
{
    m_busy = false;
    review();
    const bool sent = report && report->state != OperationState::NotSent;
    if (!sent) {
        const QString why = !report ? oneLine(report.error()) : report->error ? oneLine(*report->error) : tr("Nothing was sent.");
        m_form->formError->setData(why);
        return;
    }
    const operations::OperationReport done = *report;
    accept();
    emit added(done);
}

void AddFundsDialog::reject()
{
    if (!m_busy)
        QDialog::reject();
}

} // namespace t6::ui
