// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "setupdialog.h"

#include "safetext.h"
#include "theme.h"
#include "ui_setupdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>
#include <operations/process.h>

#include <QHeaderView>

#include <algorithm>

namespace t6::ui {

namespace {

QString stateText(SetupState state)
{
    switch (state) {
    case SetupState::Done: return SetupDialog::tr("✓ Done");
    case SetupState::Missing: return SetupDialog::tr("● Missing");
    case SetupState::Unknown: break;
    }
    return SetupDialog::tr("? Not known");
}

QString findingText(const SetupItem& item)
{
    if (!item.mark)
        return safeLine(item.finding);
    return item.mark->by.isEmpty() ? dateText(item.mark->at) : SetupDialog::tr("%1, %2").arg(safeLine(item.mark->by, 60), dateText(item.mark->at));
}

} // namespace

SetupDialog::SetupDialog(operations::Console& console, MerchantId id, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_id(id)
    , m_clock(clock)
    , m_form(std::make_unique<Ui::SetupDialog>())
{
    m_form->setupUi(this);
    const Merchant merchant = console.merchant(id).value_or(operations::MerchantState()).merchant;
    m_form->merchantBar->setColour(merchant.colour);
    m_form->titleLabel->setData(tr("Set-up of %1").arg(safeLine(merchant.name, 60)));
    m_form->pointsTree->setHeaderLabels({tr("Point"), tr("State"), tr("Seen, or ticked off by")});
    m_form->byEdit->setText(operations::computerUser());
    m_form->letterEdit->setPlaceholderText(tr("Nothing is missing that only the merchant can settle."));
    m_form->letterEdit->setReadOnly(true);
    m_form->pointsTree->setMinimumHeight(fontMetrics().height() * 19);
    m_form->letterEdit->setMaximumHeight(fontMetrics().height() * 8); // the points come first
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 42);
    connect(&console, &operations::Console::merchantChanged, this, [this](MerchantId changed) {
        if (changed == m_id)
            load();
    });
    connect(m_form->pointsTree, &QTreeWidget::currentItemChanged, this, &SetupDialog::showPoint);
    connect(m_form->pointsTree, &QTreeWidget::itemActivated, m_form->tickButton, &QPushButton::click);
    connect(m_form->byEdit, &QLineEdit::textChanged, this, &SetupDialog::showPoint);
    connect(m_form->tickButton, &QPushButton::clicked, this, &SetupDialog::tick);
    connect(m_form->testButton, &QPushButton::clicked, this, &SetupDialog::test);
    connect(m_form->copyButton, &QPushButton::clicked, this, [this] { emit copyRequested(m_form->letterEdit->toPlainText()); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    say({});
    load();
    m_form->pointsTree->setFocus();
}

SetupDialog::~SetupDialog() = default;

void SetupDialog::load()
{
    QTreeWidget* tree = m_form->pointsTree;
    const int row = std::max(0, tree->indexOfTopLevelItem(tree->currentItem()));
    tree->blockSignals(true);
    tree->clear();
    m_items = m_console.setupChecklist(m_id);
    qsizetype done = 0;
    for (const SetupItem& item : m_items) {
        auto* line = new QTreeWidgetItem(tree, {setupPointTitle(item.point), stateText(item.state), findingText(item)});
        const Tokens& colours = tokens(palette());
        const Tint& tint = item.state == SetupState::Done ? colours.fine : item.state == SetupState::Missing ? colours.check : colours.hold;
        line->setForeground(1, tint.text);
        line->setBackground(1, tint.ground);
        done += item.state == SetupState::Done;
    }
    tree->setCurrentItem(tree->topLevelItem(row));
    tree->resizeColumnToContents(0);
    tree->resizeColumnToContents(1);
    tree->blockSignals(false);
    m_form->summaryLabel->setText(tr("%1 of %2 points are done.").arg(done).arg(m_items.size()));
    const QString letter = safeBlock(setupText(m_items));
    if (m_form->letterEdit->toPlainText() != letter)
        m_form->letterEdit->setPlainText(letter);
    m_form->copyButton->setEnabled(!letter.isEmpty());
    showPoint();
}

const SetupItem* SetupDialog::current() const
{
    const int row = m_form->pointsTree->indexOfTopLevelItem(m_form->pointsTree->currentItem());
    return row >= 0 && static_cast<std::size_t>(row) < m_items.size() ? &m_items[static_cast<std::size_t>(row)] : nullptr;
}

void SetupDialog::showPoint()
{
    const SetupItem* item = current();
    const bool ticked = item && item->ticked;
    m_form->findingLabel->setData(item ? (item->ask.isEmpty() ? findingText(*item) : item->ask) : QString());
    m_form->tickButton->setEnabled(ticked && !m_form->byEdit->text().trimmed().isEmpty());
    m_form->tickButton->setText(item && item->mark ? tr("Take Tick &Off") : tr("Tick &Off"));
    m_form->byEdit->setEnabled(ticked);
}

/// A second time takes the tick away.
void SetupDialog::tick()
{
    const SetupItem* item = current();
    auto state = m_console.merchant(m_id);
    if (!item || !item->ticked || !state)
        return;
    std::vector<ChecklistMark>& marks = state->merchant.checklist;
    const auto known = std::find_if(marks.begin(), marks.end(), [&](const ChecklistMark& mark) { return mark.point == *item->ticked; });
    if (known != marks.end())
        marks.erase(known);
    else
        marks.push_back({*item->ticked, m_clock.now(), m_form->byEdit->text().trimmed()});
    whenDone(this, m_console.updateMerchant(state->merchant), [this](const Result<void>& kept) {
        say(kept ? QString() : oneLine(kept.error()));
        load();
    });
}

void SetupDialog::test()
{
    m_form->testButton->setEnabled(false);
    say(tr("Asking ShipStation …"));
    whenDone(this, m_console.testMerchant(m_id), [this](const Result<operations::AccountSummary>& found) {
        m_form->testButton->setEnabled(true);
        say(found ? tr("The keys work: %1 stores, %2 warehouses, %3 carriers.").arg(found->stores).arg(found->warehouses).arg(found->carriers) : oneLine(found.error()));
        m_console.refresh(m_id);
        load();
    });
}

void SetupDialog::say(const QString& text)
{
    m_form->messageLabel->setData(text);
    m_form->messageLabel->setVisible(!text.isEmpty());
}

} // namespace t6::ui
