// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitalldialog.h"

#include "safetext.h"
#include "splitbatch.h"
#include "splitwords.h"
#include "theme.h"
#include "ui_splitalldialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QDateTime>
#include <QHeaderView>

#include <array>

namespace t6::ui {

using operations::OrderDetails;
using operations::SplitReport;

namespace {

enum Column { OrderColumn, StaysColumn, LeavesColumn, NewColumn, KnowColumn, OutcomeColumn, ColumnCount };
constexpr int kPlaceRole = Qt::UserRole; ///< of an order that can be split

QString linesText(const QList<SplitLine>& lines)
{
    QStringList parts;
    for (const SplitLine& line : lines)
        parts += QStringLiteral("%1 × %2").arg(line.quantity).arg(safeLine(line.sku.isEmpty() ? line.name : line.sku, 40));
    return parts.join(QStringLiteral(", "));
}

/// What is not the same for every order.
QString noticesText(const SplitPlan& plan)
{
    QStringList parts;
    for (const SplitNotice& notice : plan.notices) {
        if (isWarning(notice.code) && notice.code != SplitNoticeCode::ChannelUnaware && notice.code != SplitNoticeCode::AutomationRuns)
            parts += safeLine(splitNoticeText(notice), 300);
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

SplitAllDialog::SplitAllDialog(operations::Console& console, const Clock& clock, MerchantId merchant, const std::vector<OrderKey>& orders, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_clock(clock)
    , m_form(std::make_unique<Ui::SplitAllDialog>())
{
    m_form->setupUi(this);
    if (const auto state = console.merchant(merchant))
        m_merchant = state->merchant;
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->splitButton->setProperty("merchantColour", m_merchant.colour);
    m_form->titleLabel->setData(tr("Split all that need it · %1").arg(safeLine(m_merchant.name, 60)));
    m_form->splitsTree->setHeaderLabels({tr("Order"), tr("Stays"), tr("Leaves"), tr("New order"), tr("To check"), tr("Outcome")});
    m_form->splitsTree->header()->setStretchLastSection(true);
    m_form->splitsTree->header()->setSectionResizeMode(QHeaderView::Interactive);
    const int letter = fontMetrics().averageCharWidth();
    const std::array<int, ColumnCount> widths{18, 24, 24, 14, 24, 20};
    for (int column = 0; column < ColumnCount; ++column)
        m_form->splitsTree->setColumnWidth(column, letter * widths[static_cast<std::size_t>(column)]);
    m_form->progressBar->hide();
    resize(letter * 136, fontMetrics().height() * 34);
    connect(m_form->splitsTree, &QTreeWidget::itemChanged, this, &SplitAllDialog::updateButton);
    connect(m_form->splitButton, &QPushButton::clicked, this, &SplitAllDialog::start);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &SplitAllDialog::closeOrStop);
    load(orders);
}

SplitAllDialog::~SplitAllDialog() = default;

void SplitAllDialog::load(const std::vector<OrderKey>& orders)
{
    m_form->splitButton->setEnabled(false);
    m_form->splitButton->setText(tr("&Split"));
    if (orders.empty()) {
        m_form->summaryLabel->setText(tr("No order of this merchant needs a split."));
        return;
    }
    m_form->summaryLabel->setText(tr("Reading the orders…"));
    const auto read = std::make_shared<QList<Result<OrderDetails>>>();
    for (const OrderKey& key : orders) {
        whenDone(this, m_console.order(key.merchant, key.order), [this, read, all = static_cast<qsizetype>(orders.size())](const Result<OrderDetails>& order) {
            *read += order;
            if (read->size() < all)
                return;
            QList<OrderDetails> found;
            for (const Result<OrderDetails>& one : *read) {
                if (one)
                    found += *one;
            }
            setOrders(found);
        });
    }
}

void SplitAllDialog::setOrders(const QList<OrderDetails>& orders)
{
    for (const OrderDetails& order : orders)
        addOrder(order);
    m_form->splitsTree->setCurrentItem(m_form->splitsTree->topLevelItem(0));
    m_form->summaryLabel->setText(tr("Each original keeps its number and what Through6 makes. A new order's number is the next that is free when its turn comes. "
                                     "The sales channels do not know the new orders, and the merchant's automation rules will run on them."));
    updateButton();
}

void SplitAllDialog::addOrder(const OrderDetails& order)
{
    const auto json = JsonText::parse(order.raw);
    const SplitSettings settings{m_merchant.splitMarker, QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date()};
    const Through6Matcher matcher(m_merchant.rule);
    const auto plan = json ? planSplit(*json, suggestedSplit(*json, matcher), matcher, settings, {}) : Result<SplitPlan>(tl::unexpected(json.error()));
    auto* row = new QTreeWidgetItem({safeLine(order.number, 60)});
    if (plan) {
        row->setText(StaysColumn, linesText(plan->stays));
        row->setText(LeavesColumn, linesText(plan->children.first().lines));
        row->setText(NewColumn, splitNumbers(*plan));
        row->setText(KnowColumn, noticesText(*plan));
        if (!row->text(KnowColumn).isEmpty())
            row->setForeground(KnowColumn, tokens(palette()).check.text);
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        row->setCheckState(OrderColumn, Qt::Checked);
        row->setData(OrderColumn, kPlaceRole, static_cast<int>(m_offered.size()));
        m_offered += operations::SplitRequest{order.merchant, order.id, order.raw, {}, {}};
    } else {
        row->setText(OutcomeColumn, tr("Left as it is: %1").arg(splitRefusalText(plan.error())));
    }
    for (int column = StaysColumn; column < ColumnCount; ++column)
        row->setToolTip(column, safeToolTip(row->text(column)));
    m_form->splitsTree->addTopLevelItem(row);
}

QTreeWidgetItem* SplitAllDialog::item(int request) const
{
    for (int row = 0; row < m_form->splitsTree->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = m_form->splitsTree->topLevelItem(row);
        const QVariant place = item->data(OrderColumn, kPlaceRole);
        if (place.isValid() && place.toInt() == request)
            return item;
    }
    return nullptr;
}

void SplitAllDialog::updateButton()
{
    if (m_batch)
        return;
    int count = 0;
    for (int request = 0; request < m_offered.size(); ++request)
        count += item(request) && item(request)->checkState(OrderColumn) == Qt::Checked;
    m_form->splitButton->setText(count > 0 ? tr("&Split %n Order(s) of %1", nullptr, count).arg(safeCaption(m_merchant.name, 40)) : tr("&Split"));
    m_form->splitButton->setEnabled(count > 0);
}

void SplitAllDialog::start()
{
    if (m_batch)
        return;
    QList<operations::SplitRequest> requests;
    for (int request = 0; request < m_offered.size(); ++request) {
        if (QTreeWidgetItem* row = item(request); row && row->checkState(OrderColumn) == Qt::Checked) {
            m_chosen += request;
            requests += m_offered.at(request);
        }
    }
    m_batch = new SplitBatch(m_console, this);
    for (int row = 0; row < m_form->splitsTree->topLevelItemCount(); ++row) // what runs is not chosen anew
        m_form->splitsTree->topLevelItem(row)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_form->stopCheck->setEnabled(false);
    m_form->splitButton->hide();
    m_form->progressBar->setMaximum(static_cast<int>(requests.size()));
    m_form->progressBar->show();
    m_form->cancelButton->setText(tr("Stop"));
    m_form->cancelButton->setFocus();
    connect(m_batch, &SplitBatch::began, this, [this](int index) {
        item(m_chosen.at(index))->setText(OutcomeColumn, tr("Under way…"));
        m_form->splitsTree->scrollToItem(item(m_chosen.at(index)));
    });
    connect(m_batch, &SplitBatch::advanced, this, &SplitAllDialog::showOutcome);
    connect(m_batch, &SplitBatch::finished, this, &SplitAllDialog::showEnd);
    m_batch->start(requests, m_form->stopCheck->isChecked());
}

void SplitAllDialog::showOutcome(int index)
{
    const auto& outcome = *m_batch->outcome(index);
    const Tokens& t = tokens(palette());
    QTreeWidgetItem* row = item(m_chosen.at(index));
    const bool done = outcome && outcome->state == SplitState::Done;
    QString words = outcome ? splitStateText(*outcome) : oneLine(outcome.error());
    if (outcome && !done && outcome->error)
        words += QStringLiteral(": ") + (outcome->error->code == ErrorCode::SplitRefused ? splitRefusalText(*outcome->error) : oneLine(*outcome->error));
    row->setText(OutcomeColumn, (done ? QStringLiteral("✓ ") : QStringLiteral("▲ ")) + words);
    row->setForeground(OutcomeColumn, done ? t.fine.text : t.blocks.text);
    row->setToolTip(OutcomeColumn, safeToolTip(words));
    if (outcome && !outcome->plan.children.isEmpty())
        row->setText(NewColumn, splitNumbers(outcome->plan));
    m_form->progressBar->setValue(m_batch->settled());
}

void SplitAllDialog::showEnd()
{
    QStringList parts{tr("%1 of %2 split.").arg(countText(m_batch->count(SplitState::Done)), countText(m_batch->size()))};
    if (m_batch->stoppedAtPerson())
        parts += tr("Stopped at the first that needs a person: see Open Operations.");
    else if (m_batch->count(SplitState::NeedsPerson) > 0)
        parts += tr("%n need(s) a person: see Open Operations.", nullptr, m_batch->count(SplitState::NeedsPerson));
    for (int index = m_batch->settled(); index < m_batch->size(); ++index)
        item(m_chosen.at(index))->setText(OutcomeColumn, tr("Not begun"));
    m_form->summaryLabel->setText(parts.join(QLatin1Char(' ')));
    m_form->progressBar->hide();
    m_form->cancelButton->setEnabled(true);
    m_form->cancelButton->setText(tr("Close"));
}

void SplitAllDialog::closeOrStop()
{
    if (m_batch && m_batch->isRunning()) {
        m_batch->cancel();
        m_form->cancelButton->setEnabled(false);
        m_form->cancelButton->setText(tr("Stopping…"));
    } else {
        QDialog::reject();
    }
}

void SplitAllDialog::reject()
{
    closeOrStop();
}

} // namespace t6::ui
