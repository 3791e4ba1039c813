// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// What MainWindow offers for merchants' postage, their set-up and their logins.
#include "mainwindow.h"

#include "addfundsdialog.h"
#include "clipboard.h"
#include "fundingdialog.h"
#include "fundsdialog.h"
#include "fundswords.h"
#include "logindialog.h"
#include "notice.h"
#include "queuepage.h"
#include "setupdialog.h"
#include "ui_mainwindow.h"

#include <core/async.h>

namespace t6::ui {

using operations::Console;
using operations::OperationReport;
using operations::WalletState;

void MainWindow::setUpFunds()
{
    const auto opens = [this](QAction* action, const char* place) { connect(action, &QAction::triggered, this, [this, place] { openPlace(QString::fromLatin1(place)); }); };
    opens(m_form->fundsAction, "funds");
    opens(m_form->fundingAction, "funding");
    opens(m_form->setUpAction, "set-up");
    opens(m_form->loginAction, "login");
    connect(&m_console, &Console::fundsAddedByAdvice, this, [this](const OperationReport& report) { tellTopUp(report); });
}

/// Above the table, until the next thing is said there; errors stay among the problems, too.
void MainWindow::tellTopUp(const OperationReport& report)
{
    const auto merchant = m_console.merchant(report.merchant);
    m_queue->outcomeNotice()->setNotice(topUpText(report, merchant ? merchant->merchant.name : QString()), isConfirmed(report) ? fineTint : checkTint);
}

/// The most urgent one of the merchant at hand, else of any.
WalletState MainWindow::someWallet() const
{
    QList<operations::MerchantState> merchants = m_console.merchants();
    if (const auto state = m_console.merchant(someMerchant()))
        merchants.prepend(*state);
    WalletState wallet;
    for (const operations::MerchantState& state : merchants) {
        const auto wallets = outlook(state.facts, {}, {}, m_options.clock.now());
        if (wallets.empty())
            continue;
        wallet.merchant = state.merchant.id;
        wallet.merchantName = state.merchant.name;
        wallet.colour = state.merchant.colour;
        wallet.funding = state.merchant.funding;
        wallet.outlook = wallets.front();
        break;
    }
    return wallet;
}

QDialog* MainWindow::makeAddFundsDialog(const WalletState& wallet)
{
    if (wallet.merchant.isNull())
        return nullptr;
    auto* made = new AddFundsDialog(m_console, wallet, this);
    connect(made, &AddFundsDialog::added, this, [this](const OperationReport& report) {
        tellTopUp(report);
        openPlace(QStringLiteral("funds"));
    });
    return made;
}

void MainWindow::addFundsPlaces()
{
    const auto dialog = [this](const char* name, auto make) {
        m_places.push_back({QString::fromLatin1(name), [this, make]() -> QWidget* {
                                QDialog* made = make();
                                return made ? showDialog(made) : nullptr;
                            },
            true});
    };
    dialog("funds", [this]() -> QDialog* {
        auto* made = new FundsDialog(m_console, m_options.clock, this);
        connect(made, &FundsDialog::addRequested, this, [this](const WalletState& wallet) { showDialog(makeAddFundsDialog(wallet)); }, Qt::QueuedConnection);
        connect(made, &FundsDialog::fundingRequested, this, [this](MerchantId id) { showDialog(new FundingDialog(m_console, id, this)); }, Qt::QueuedConnection);
        return made;
    });
    dialog("add-funds", [this] { return makeAddFundsDialog(someWallet()); });
    dialog("funding", [this]() -> QDialog* { return someMerchant().isNull() ? nullptr : new FundingDialog(m_console, someMerchant(), this); });
    dialog("set-up", [this]() -> QDialog* {
        if (someMerchant().isNull())
            return nullptr;
        auto* made = new SetupDialog(m_console, someMerchant(), m_options.clock, this);
        connect(made, &SetupDialog::copyRequested, m_clipboard, &Clipboard::copy);
        return made;
    });
    dialog("login", [this]() -> QDialog* {
        if (someMerchant().isNull())
            return nullptr;
        auto* made = new LoginDialog(m_console, someMerchant(), this);
        connect(made, &LoginDialog::copyRequested, m_clipboard, &Clipboard::copy);
        connect(made, &LoginDialog::secretCopyRequested, m_clipboard, &Clipboard::copySecret);
        return made;
    });
}

} // namespace t6::ui
