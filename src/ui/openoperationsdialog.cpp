// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "openoperationsdialog.h"

#include "conflictresolution.h"
#include "operationwords.h"
#include "orderfieldnames.h"
#include "safetext.h"
#include "splitprogress.h"
#include "splitwords.h"
#include "ui_openoperationsdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QHeaderView>

#include <algorithm>

namespace t6::ui {

using operations::OperationReport;
using operations::SplitReport;

namespace {

constexpr int kIdRole = Qt::UserRole;

} // namespace

OpenOperationsDialog::OpenOperationsDialog(operations::Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::OpenOperationsDialog>())
{
    m_form->setupUi(this);
    m_progress = new SplitProgress(console, m_form->detailsPane);
    m_form->detailsPane->layout()->addWidget(m_progress);
    m_form->operationsTree->setHeaderLabels({tr("Merchant"), tr("Order"), tr("What"), tr("Since"), tr("State")});
    m_form->operationsTree->header()->setStretchLastSection(false);
    m_form->operationsTree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_form->operationsTree->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_form->differencesTree->setHeaderLabels({tr("Field"), tr("Sent"), tr("ShipStation shows")});
    m_form->differencesTree->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_form->nonePage->setState(QStringLiteral("circle-check"), tr("No open operation"), tr("Every change that was begun is settled."), QString());
    m_form->splitter->setSizes({200, 240});
    resize(fontMetrics().averageCharWidth() * 116, fontMetrics().height() * 34);
    connect(m_form->operationsTree, &QTreeWidget::currentItemChanged, this, &OpenOperationsDialog::showDetails);
    connect(m_form->reasonEdit, &QLineEdit::textChanged, this, &OpenOperationsDialog::updateButtons);
    connect(m_form->lookAgainButton, &QPushButton::clicked, this, &OpenOperationsDialog::lookAgain);
    connect(m_form->openOrderButton, &QPushButton::clicked, this, [this] {
        const OperationReport* report = current();
        const SplitReport* split = currentSplit();
        if (!report && !split)
            return;
        const OrderKey key = report ? OrderKey{report->merchant, report->order} : OrderKey{split->merchant, split->original};
        accept();
        emit orderChosen(key);
    });
    connect(m_form->settleButton, &QPushButton::clicked, this, &OpenOperationsDialog::settle);
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_progress, &SplitProgress::copyRequested, this, &OpenOperationsDialog::copyRequested);
    connect(&console, &operations::Console::operationsChanged, this, &OpenOperationsDialog::refresh);
    connect(&console, &operations::Console::splitChanged, this, &OpenOperationsDialog::splitChanged);
    refresh();
}

OpenOperationsDialog::~OpenOperationsDialog() = default;

AccountFacts OpenOperationsDialog::facts(MerchantId id) const
{
    const auto state = m_console.merchant(id);
    return state ? state->facts : AccountFacts();
}

QUuid OpenOperationsDialog::currentId() const
{
    const QTreeWidgetItem* item = m_form->operationsTree->currentItem();
    return item ? item->data(0, kIdRole).toUuid() : QUuid();
}

const SplitReport* OpenOperationsDialog::currentSplit() const
{
    const auto found = std::find_if(m_splits.begin(), m_splits.end(), [id = currentId()](const SplitReport& split) { return split.id == id; });
    return found == m_splits.end() ? nullptr : &*found;
}

const OperationReport* OpenOperationsDialog::current() const
{
    const QUuid id = currentId();
    const auto found = std::find_if(m_open.begin(), m_open.end(), [&id](const OperationReport& report) { return report.id.value == id; });
    return found == m_open.end() ? nullptr : &*found;
}

void OpenOperationsDialog::refresh()
{
    showOperations(loneOperations(m_console), m_console.openSplits());
}

/// One that is settled leaves the list: what became of it is said below.
void OpenOperationsDialog::splitChanged(const SplitReport& report)
{
    refresh();
    if (isSettled(report))
        say(QStringLiteral("%1: %2").arg(splitTitle(report), splitStateText(report)));
}

void OpenOperationsDialog::addItem(QUuid id, MerchantId merchant, const QStringList& cells, UtcTime since)
{
    const auto known = m_console.merchant(merchant);
    auto* item = new QTreeWidgetItem(m_form->operationsTree, QStringList{known ? safeLine(known->merchant.name, 60) : QString()} + cells);
    item->setData(0, kIdRole, id);
    item->setToolTip(3, momentText(since));
}

void OpenOperationsDialog::showOperations(const QList<OperationReport>& open, const QList<SplitReport>& splits)
{
    const QUuid before = currentId();
    m_form->operationsTree->blockSignals(true);
    m_form->operationsTree->clear();
    m_open = open;
    m_splits = splits;
    for (const SplitReport& split : splits)
        addItem(split.id, split.merchant, {safeLine(split.plan.number, 60), splitTitle(split), clockText(split.createdAt), splitStateText(split)}, split.createdAt);
    for (const OperationReport& report : open)
        addItem(report.id.value, report.merchant, {safeLine(report.number, 60), operationTitle(report, facts(report.merchant)), clockText(report.createdAt), operationStateText(report.state)}, report.createdAt);
    QTreeWidgetItem* current = m_form->operationsTree->topLevelItem(0);
    for (int row = 0; row < m_form->operationsTree->topLevelItemCount(); ++row) {
        if (m_form->operationsTree->topLevelItem(row)->data(0, kIdRole).toUuid() == before)
            current = m_form->operationsTree->topLevelItem(row);
    }
    m_form->operationsTree->setCurrentItem(current);
    m_form->operationsTree->blockSignals(false);
    showDetails();
}

void OpenOperationsDialog::showDetails()
{
    const OperationReport* report = current();
    const SplitReport* split = currentSplit();
    const bool any = report || split;
    for (QWidget* part : std::initializer_list<QWidget*>{m_form->splitter, m_form->lookAgainButton, m_form->openOrderButton})
        part->setVisible(any);
    for (QWidget* part : std::initializer_list<QWidget*>{m_form->settlePane, m_form->settleButton, m_form->knownLabel, m_form->differencesTree})
        part->setVisible(report != nullptr);
    m_form->nonePage->setVisible(!any);
    m_progress->setVisible(split != nullptr);
    if (split)
        m_progress->showReport(*split);
    m_form->differencesTree->clear();
    m_form->knownLabel->setData(report ? openOperationText(*report) : QString());
    if (report)
        showDifferences(*report);
    if (!report || !(report->id == m_readAgain))
        say({});
    updateButtons();
}

/// Where the order is not as it was sent; before it was read again, what was sent.
void OpenOperationsDialog::showDifferences(const OperationReport& report)
{
    const AccountFacts known = facts(report.merchant);
    for (const OrderDifference& difference : report.differences)
        new QTreeWidgetItem(m_form->differencesTree, {orderFieldName(difference.path), orderValueText(difference.path, difference.expected, known), orderValueText(difference.path, difference.found, known)});
    for (const OrderChange& change : report.differences.isEmpty() ? report.patch.changes : QList<OrderChange>())
        new QTreeWidgetItem(m_form->differencesTree, {orderFieldName(change.path), orderValueText(change.path, change.after, known), tr("not known yet; was %1").arg(orderValueText(change.path, change.before, known))});
}

void OpenOperationsDialog::say(const QString& text)
{
    m_form->messageLabel->setData(text);
    m_form->messageLabel->setVisible(!text.isEmpty());
}

void OpenOperationsDialog::updateButtons()
{
    const OperationReport* report = current();
    m_form->lookAgainButton->setEnabled((report || currentSplit()) && !m_busy);
    m_form->openOrderButton->setEnabled((report && report->kind != OperationKind::AddFunds) || currentSplit());
    const bool settled = report && needsPerson(report->state);
    m_form->reasonEdit->setEnabled(settled);
    m_form->reasonEdit->setPlaceholderText(settled || !report ? tr("What you saw and did, e.g. looked at ShipStation, the address is right") : tr("Can be settled once reading has not found out what happened"));
    m_form->settleButton->setEnabled(settled && !m_busy && !m_form->reasonEdit->text().trimmed().isEmpty());
    m_form->settleButton->setText(report && report->id == m_readAgain ? tr("&Settle as It Is") : tr("&Settle"));
}

void OpenOperationsDialog::lookAgain()
{
    m_busy = true;
    updateButtons();
    whenDone(this, m_console.lookAgain(), [this](const Result<void>& looked) {
        m_busy = false;
        refresh();
        say(looked ? tr("Looked again.") : oneLine(looked.error()));
    });
}

void OpenOperationsDialog::settle()
{
    const OperationReport* report = current();
    if (!report || m_busy)
        return;
    if (report->state == OperationState::Conflict && !(report->id == m_readAgain)) {
        readAgain(*report);
        return;
    }
    m_busy = true;
    updateButtons();
    whenDone(this, m_console.closeOperation(report->merchant, report->id, m_form->reasonEdit->text().trimmed()), [this](const Result<OperationReport>& closed) {
        m_busy = false;
        m_readAgain = {};
        if (closed)
            m_form->reasonEdit->clear();
        refresh();
        say(closed ? tr("Settled.") : oneLine(closed.error()));
    });
}

/// Nobody settles a conflict on what was read a while ago: the same wish against the order as it is now tells what is left of it.
void OpenOperationsDialog::readAgain(const OperationReport& report)
{
    m_busy = true;
    updateButtons();
    whenDone(this, m_console.order(report.merchant, report.order), [this, report](const Result<operations::OrderDetails>& order) {
        operations::Correction wish;
        wish.merchant = report.merchant;
        wish.order = report.order;
        wish.kind = report.kind;
        wish.argument = report.argument;
        const auto base = order ? JsonText::parse(order->raw) : Result<JsonText>(tl::unexpected(order.error()));
        if (base) {
            wish.seen = order->raw;
            if (report.kind == OperationKind::Edit)
                wish.patch = stillWanted(report.patch, *base);
        }
        whenDone(this, base ? m_console.preview(wish) : readyFuture<Result<OperationReport>>(tl::unexpected(base.error())), [this, report](const Result<OperationReport>& now) {
            m_busy = false;
            m_readAgain = report.id;
            if (!now)
                say(tr("The order cannot be read again now: %1").arg(oneLine(now.error())));
            else if (now->alreadySo || (now->patch.isEmpty() && now->conflicts.isEmpty()))
                say(tr("Read again just now: ShipStation shows what was wanted."));
            else
                say(tr("Read again just now: ShipStation still shows something else than was wanted. Settle it only if that is right."));
            updateButtons();
        });
    });
}

} // namespace t6::ui
