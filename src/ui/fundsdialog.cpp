// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fundsdialog.h"

#include "fundswords.h"
#include "safetext.h"
#include "sparkdelegate.h"
#include "ui_fundsdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>
#include <operations/process.h>

#include <QHeaderView>
#include <QPainter>
#include <QPointF>

#include <algorithm>

namespace t6::ui {

using operations::WalletState;

namespace {

enum Column { MerchantColumn, CarrierColumn, BalanceColumn, AsOfColumn, ReadyColumn, RunwayColumn, HistoryColumn, StateColumn, Columns };

QIcon swatch(int colour, bool dark)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.fillRect(6, 0, 4, 16, merchantColour(colour, dark));
    return QIcon(picture);
}

/// How the balance went, up to now.
QList<QPointF> pointsOf(const WalletState& wallet, UtcTime now)
{
    QList<QPointF> points;
    for (const BalancePoint& point : wallet.history)
        points.append({double(point.at.time_since_epoch().count()), double(point.balance.minor)});
    if (!points.isEmpty())
        points.append({double(now.time_since_epoch().count()), double(wallet.outlook.balance.minor)});
    return points;
}

} // namespace

FundsDialog::FundsDialog(operations::Console& console, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_clock(clock)
    , m_form(std::make_unique<Ui::FundsDialog>())
{
    m_form->setupUi(this);
    m_form->walletsTree->setHeaderLabels({tr("Merchant"), tr("Carrier"), tr("Balance"), tr("As of"), tr("Ready orders"), tr("Lasts for"), tr("Last 14 days"), tr("State")});
    m_form->walletsTree->setItemDelegateForColumn(HistoryColumn, new SparkDelegate(m_form->walletsTree));
    m_form->walletsTree->header()->setStretchLastSection(false);
    m_form->walletsTree->header()->setSectionResizeMode(MerchantColumn, QHeaderView::Stretch);
    m_form->adviceLabel->setSelectable(true);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 36);
    m_reload.setSingleShot(true);
    m_reload.setInterval(200);
    connect(&m_reload, &QTimer::timeout, this, &FundsDialog::load);
    connect(&console, &operations::Console::merchantChanged, &m_reload, qOverload<>(&QTimer::start));
    connect(&console, &operations::Console::operationChanged, &m_reload, qOverload<>(&QTimer::start));
    connect(&console, &operations::Console::queueChanged, &m_reload, qOverload<>(&QTimer::start));
    connect(m_form->walletsTree, &QTreeWidget::currentItemChanged, this, &FundsDialog::showDetails);
    connect(m_form->walletsTree, &QTreeWidget::itemActivated, m_form->addButton, &QPushButton::click);
    connect(m_form->addButton, &QPushButton::clicked, this, [this] {
        if (const WalletState* wallet = current())
            emit addRequested(*wallet);
    });
    connect(m_form->fundingButton, &QPushButton::clicked, this, [this] {
        if (const WalletState* wallet = current())
            emit fundingRequested(wallet->merchant);
    });
    connect(m_form->advisedButton, &QPushButton::clicked, this, &FundsDialog::tickOff);
    connect(m_form->refreshButton, &QPushButton::clicked, this, [this] { m_console.refresh(); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    say({});
    showDetails();
    load();
}

FundsDialog::~FundsDialog() = default;

void FundsDialog::load()
{
    const quint64 generation = ++m_generation;
    whenDone(this, m_console.funds(), [this, generation](const Result<QList<WalletState>>& wallets) {
        if (generation != m_generation)
            return;
        if (wallets)
            show(*wallets);
        else
            say(oneLine(wallets.error()));
    });
}

void FundsDialog::show(const QList<WalletState>& wallets)
{
    const WalletState* before = current();
    const auto wanted = before ? std::pair(before->merchant, before->outlook.shippingProviderId) : std::pair(MerchantId(), std::int64_t(0));
    QTreeWidget* tree = m_form->walletsTree;
    tree->blockSignals(true);
    tree->clear();
    m_wallets = wallets;
    const UtcTime now = m_clock.now();
    const bool dark = isDark(palette());
    qsizetype urgent = 0;
    for (const WalletState& wallet : m_wallets) {
        const WalletOutlook& seen = wallet.outlook;
        auto* item = new QTreeWidgetItem(tree, {safeLine(wallet.merchantName, 60), walletName(seen), moneyText(seen.balance), agoText(seen.asOf, now),
                                                   seen.readyLabels ? tr("%1 · %2").arg(moneyText(seen.readyCost), countText(seen.readyLabels)) : QStringLiteral("—"), runwayText(seen), QString(), fundsStateText(seen.state)});
        item->setIcon(MerchantColumn, swatch(wallet.colour, dark));
        item->setData(HistoryColumn, SparkDelegate::kPointsRole, QVariant::fromValue(pointsOf(wallet, now)));
        const Tint& tint = fundsTint(tokens(palette()), seen.state);
        item->setForeground(StateColumn, tint.text);
        item->setBackground(StateColumn, tint.ground);
        for (const int column : {BalanceColumn, ReadyColumn})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(HistoryColumn, Qt::AccessibleTextRole, tr("%n change(s) of the balance", nullptr, int(wallet.history.size())));
        urgent += seen.state != FundsState::Fine;
        if (!tree->currentItem() || (wallet.merchant == wanted.first && seen.shippingProviderId == wanted.second))
            tree->setCurrentItem(item);
    }
    for (int column = CarrierColumn; column < Columns; ++column)
        tree->resizeColumnToContents(column);
    tree->setColumnWidth(HistoryColumn, fontMetrics().averageCharWidth() * 18);
    tree->blockSignals(false);
    m_form->summaryLabel->setText(m_wallets.isEmpty() ? tr("No connected account has a carrier that is paid from a balance.") : tr("%1 of %2 carriers need somebody.").arg(urgent).arg(m_wallets.size()));
    showDetails();
}

const WalletState* FundsDialog::current() const
{
    const int row = m_form->walletsTree->indexOfTopLevelItem(m_form->walletsTree->currentItem());
    return row >= 0 && row < m_wallets.size() ? &m_wallets.at(row) : nullptr;
}

void FundsDialog::showDetails()
{
    const WalletState* wallet = current();
    for (QWidget* part : std::initializer_list<QWidget*>{m_form->detailsLabel, m_form->adviceLabel, m_form->fundingButton, m_form->advisedButton, m_form->addButton})
        part->setVisible(wallet);
    m_form->addButton->setEnabled(wallet && wallet->funding.enabled && !wallet->outlook.sharesCode);
    if (!wallet)
        return;
    m_form->detailsLabel->setData(basisText(*wallet) + QLatin1Char(' ') + ledgerText(*wallet));
    m_form->adviceLabel->setData(adviceText(*wallet));
    m_form->advisedButton->setEnabled(!wallet->advised);
}

/// As in the set-up checklist: who has seen it, and when.
void FundsDialog::tickOff()
{
    const WalletState* wallet = current();
    auto state = wallet ? m_console.merchant(wallet->merchant) : std::nullopt;
    if (!state)
        return;
    state->merchant.checklist.push_back({ChecklistPoint::PostageFunding, m_clock.now(), operations::computerUser()});
    whenDone(this, m_console.updateMerchant(state->merchant), [this](const Result<void>& kept) {
        say(kept ? QString() : oneLine(kept.error()));
        load();
    });
}

void FundsDialog::say(const QString& text)
{
    m_form->messageLabel->setData(text);
    m_form->messageLabel->setVisible(!text.isEmpty());
}

} // namespace t6::ui
