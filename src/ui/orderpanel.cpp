// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderpanel.h"

#include "issuecard.h"
#include "longtext.h"
#include "notecard.h"
#include "operationwords.h"
#include "painting.h"
#include "safetext.h"
#include "ui_orderpanel.h"
#include "words.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace t6::ui {

namespace {

using operations::OrderDetails;

constexpr int kMostItemsShown = 8; ///< more scroll inside the table

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget())
            delete widget;
        delete item;
    }
}

ChipLabel::TintOf readinessTintOf(Readiness readiness)
{
    switch (readiness) {
    case Readiness::NeedsReview: return blocksTint;
    case Readiness::OnHold: return holdTint;
    case Readiness::AwaitingPayment:
    case Readiness::WaitingOnMerchant: return checkTint;
    default: return fineTint;
    }
}

QString optionalWeight(const std::optional<Weight>& weight)
{
    return weight && !weight->isMissing() ? weightText(weight->milligrams) : QString();
}

} // namespace

OrderPanel::OrderPanel(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::OrderPanel>())
{
    m_form->setupUi(this);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    for (QWidget* ground : {m_form->orderContent, m_form->scrollArea->viewport(), m_form->emptyPanel}) {
        ground->setBackgroundRole(QPalette::Base);
        ground->setAutoFillBackground(true);
    }
    m_form->numberLabel->setSelectable(true);
    m_form->factsLayout->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_form->factsLayout->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_form->itemsTable->verticalHeader()->hide();
    m_form->itemsTable->horizontalHeader()->setHighlightSections(false);
    m_form->itemsTable->setColumnCount(4);
    m_form->itemsTable->setHorizontalHeaderLabels({tr("Item"), tr("Quantity"), tr("Weight"), tr("Price")});
    connect(m_form->editButton, &QPushButton::clicked, this, [this] { emit editRequested(firstEdit()); });
    connect(m_form->markReviewedButton, &QPushButton::clicked, this, &OrderPanel::reviewRequested);
    connect(m_form->rawDataButton, &QPushButton::clicked, this, &OrderPanel::rawRequested);
    clear();
}

OrderPanel::~OrderPanel() = default;

void OrderPanel::clear()
{
    setMessage(tr("Select an order to see what is wrong with it and what it holds."));
}

void OrderPanel::setMessage(const QString& text)
{
    m_order.reset();
    m_split.reset();
    m_shownCards.clear();
    m_expanded.clear();
    empty(m_form->cardsLayout);
    while (m_form->factsLayout->rowCount() > 0)
        m_form->factsLayout->removeRow(0);
    empty(m_form->moreLayout);
    m_form->itemsTable->setRowCount(0);
    m_form->numberLabel->clear();
    m_form->subtitleLabel->clear();
    m_form->emptyLabel->setData(text);
    m_form->panelStack->setCurrentWidget(m_form->emptyPanel);
}

void OrderPanel::setOrder(const OrderDetails& order, const operations::MerchantState& merchant, std::optional<UtcTime> draftAt)
{
    const bool sameOrder = m_order && m_order->id == order.id && m_order->merchant == order.merchant;
    const int place = m_form->scrollArea->verticalScrollBar()->value();
    m_order = order;
    m_merchant = merchant;
    if (!sameOrder) {
        m_expanded.clear();
        m_split.reset();
    }
    m_form->numberLabel->setText(safeLine(order.number, 60));
    m_form->subtitleLabel->setText(tr("%1 · %2 · as of %3").arg(safeLine(merchant.merchant.name, 60), safeLine(order.statusText, 60), clockText(order.asOf)));
    m_form->readinessChip->setChip(readinessShape(order.readiness) + QLatin1Char(' ') + readinessLabel(order.readiness), readinessTintOf(order.readiness));
    m_form->markReviewedButton->setEnabled(!order.reviewedAt);
    m_form->markReviewedButton->setText(order.reviewedAt ? tr("Reviewed %1").arg(clockText(*order.reviewedAt)) : tr("Mar&k Reviewed"));
    m_form->rawDataButton->setEnabled(!order.raw.isEmpty());
    m_form->editButton->setEnabled(canEdit(order));
    m_form->draftLabel->setText(draftAt ? tr("✎ Draft of %1, not saved").arg(clockText(*draftAt)) : QString());
    m_form->draftLabel->setVisible(draftAt.has_value());
    showCards();
    showFacts();
    showItems();
    showMore();
    m_form->panelStack->setCurrentWidget(m_form->scrollArea);
    m_form->scrollArea->verticalScrollBar()->setValue(sameOrder ? place : 0);
}

std::vector<Issue> OrderPanel::sortedIssues() const
{
    std::vector<Issue> issues = m_order ? m_order->issues : std::vector<Issue>();
    std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
    return issues;
}

FixPlace OrderPanel::firstFix() const
{
    for (const Issue& issue : sortedIssues()) {
        if (const auto place = fixPlace(issue))
            return *place;
    }
    return {};
}

FixPlace OrderPanel::firstEdit() const
{
    for (const Issue& issue : sortedIssues()) {
        if (const auto place = fixPlace(issue); place && place->section != EditSection::Split)
            return *place;
    }
    return {};
}

void OrderPanel::setSplit(const std::optional<SplitNote>& split)
{
    if (!m_order || m_split == split)
        return;
    m_split = split;
    showCards();
}

QByteArray OrderPanel::cardsShown(const std::vector<Issue>& issues, bool editable) const
{
    QByteArray cards = QByteArray::number(qint64{m_order->id.value}) + m_order->merchant.value.toByteArray() + (editable ? 'e' : '-') + m_order->raw;
    for (const Issue& issue : issues) {
        cards += QByteArray(checkName(issue.code)) + severityName(issue.severity) + issue.field.toUtf8() + '\n' + issue.text.toUtf8() + '\n';
        if (const auto quick = editable ? quickFix(issue, *m_order, m_merchant) : std::nullopt)
            cards += quick->caption.toUtf8() + '\n' + quick->detail.toUtf8() + '\n';
    }
    OrderNotes notes{{}, m_order->waiting, m_order->held};
    for (const WaivedIssue& waived : m_order->waived)
        notes.waivers.push_back(waived.waiver);
    if (m_split)
        cards += m_split->lines.join(u'\n').toUtf8() + (m_split->canTakeBack ? "b" : "-");
    return cards + encodeNotes({{m_order->id, notes}});
}

/// Cards that would be the same stay: who is about to press one of their buttons must not lose it to another reading of the order.
void OrderPanel::showCards()
{
    const std::vector<Issue> issues = sortedIssues();
    const bool editable = canEdit(*m_order);
    const QByteArray cards = cardsShown(issues, editable);
    if (cards == m_shownCards)
        return;
    m_shownCards = cards;
    empty(m_form->cardsLayout);
    for (const Issue& issue : issues)
        addIssueCard(issue, editable);
    if (issues.empty())
        m_form->cardsLayout->addWidget(new PlainLabel(tr("✓ Nothing is missing."), m_form->orderContent));
    addNoteCards();
    QWidget* before = m_form->rawDataButton;
    for (int i = 0; i < m_form->cardsLayout->count(); ++i) {
        const auto buttons = m_form->cardsLayout->itemAt(i)->widget()->findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            setTabOrder(before, button);
            before = button;
        }
    }
}

void OrderPanel::addIssueCard(const Issue& issue, bool editable)
{
    auto* card = new IssueCard(issue, editable ? fixPlace(issue) : std::nullopt, editable ? quickFix(issue, *m_order, m_merchant) : std::nullopt, m_form->orderContent);
    connect(card, &IssueCard::fixRequested, this, &OrderPanel::editRequested);
    connect(card, &IssueCard::quickFixRequested, this, &OrderPanel::quickFixRequested);
    connect(card, &IssueCard::waiveRequested, this, &OrderPanel::waiveRequested);
    m_form->cardsLayout->addWidget(card);
}

/// What people have said about the order: the merchant who was asked, what they let be.
void OrderPanel::addNoteCards()
{
    const auto add = [this](const QString& title, const QStringList& lines, Tint Tokens::*tint, const QString& button, const char* buttonName) {
        auto* card = new NoteCard(title, lines, tint, button, buttonName, m_form->orderContent);
        m_form->cardsLayout->addWidget(card);
        return card;
    };
    if (const auto& waiting = m_order->waiting) {
        auto* card = add(tr("Waiting on Merchant"), {tr("%1 was asked by %2, %3").arg(safeLine(waiting->asked, 120), safeLine(waiting->by, 60), clockText(waiting->at)), waiting->about},
            &Tokens::check, tr("End Waiting"), "endWaitingButton");
        connect(card, &NoteCard::activated, this, &OrderPanel::endWaitingRequested);
    }
    if (const auto& held = m_order->held)
        add(tr("On hold until %1").arg(holdDateText(held->until)), {held->reason, tr("%1, %2").arg(safeLine(held->by, 60), clockText(held->at))}, &Tokens::hold, {}, "");
    if (m_split) {
        auto* card = add(tr("Split"), m_split->lines, &Tokens::hold, m_split->canTakeBack ? tr("Take Split Back…") : QString(), "splitBackButton");
        connect(card, &NoteCard::activated, this, &OrderPanel::splitBackRequested);
    }
    for (const WaivedIssue& waived : m_order->waived) {
        auto* card = add(tr("Waived: %1").arg(checkTitle(waived.issue.code)), {waived.waiver.reason, tr("%1, %2").arg(safeLine(waived.waiver.by, 60), clockText(waived.waiver.at))},
            &Tokens::fine, tr("Take Back"), "takeBackButton");
        connect(card, &NoteCard::activated, this, [this, code = waived.issue.code] { emit takeBackRequested(code); });
    }
}

LongText* OrderPanel::longText(const QString& text, const QString& name)
{
    auto* shown = new LongText(text, name, m_form->orderContent);
    connect(shown, &LongText::expanded, this, [this, name] { m_expanded.insert(name); });
    if (m_expanded.contains(name))
        shown->showAll();
    return shown;
}

void OrderPanel::addFact(const QString& name, const QString& value, bool missing)
{
    if (value.isEmpty() && !missing)
        return;
    auto* term = new PlainLabel(name, m_form->orderContent);
    term->setWordWrap(false);
    term->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    term->setProperty("role", QStringLiteral("dim"));
    LongText* fact = longText(value.isEmpty() ? tr("missing") : value, name);
    if (value.isEmpty())
        fact->label()->setProperty("role", QStringLiteral("error"));
    m_form->factsLayout->addRow(term, fact);
}

void OrderPanel::showFacts()
{
    while (m_form->factsLayout->rowCount() > 0)
        m_form->factsLayout->removeRow(0);
    const OrderDetails& order = *m_order;
    QStringList shipTo = order.shipTo.lines();
    if (!order.shipTo.phone.isEmpty())
        shipTo += order.shipTo.phone;
    QStringList verdict;
    if (const QString words = verdictText(order.shipTo.verdict); !words.isEmpty())
        verdict += words;
    if (order.shipTo.residential)
        verdict += *order.shipTo.residential ? tr("Residential") : tr("Commercial");
    addFact(tr("Ship To"), shipTo.join(QLatin1Char('\n')), true);
    addFact(tr("Address"), verdict.join(QStringLiteral(" · ")));
    const auto place = [](const QString& name, const std::optional<OrderDetails::Address>& address) {
        QStringList lines = address ? address->lines() : QStringList();
        if (!name.isEmpty() && (lines.isEmpty() || lines.front() != name))
            lines.prepend(name);
        return lines.join(QLatin1Char('\n'));
    };
    addFact(tr("Ship From"), place(order.shipFromName, order.shipFrom), true);
    addFact(tr("Return to"), place({}, order.returnTo));
    addFact(tr("Requested"), order.requestedService);
    addFact(tr("Carrier"), order.carrier, true);
    addFact(tr("Service"), order.service, true);
    addFact(tr("Package"), order.package, true);
    addFact(tr("Weight"), optionalWeight(order.weight), true);
    addFact(tr("Confirmation"), order.confirmation);
    addFact(tr("Ordered"), order.orderDate ? momentText(*order.orderDate) : QString());
    addFact(tr("Paid"), order.paymentDate ? tr("%1 on %2").arg(moneyText(order.amountPaid), dateText(*order.paymentDate)) : QString());
    addFact(tr("Total"), tr("%1, shipping %2").arg(moneyText(order.orderTotal), moneyText(order.shippingAmount)));
    addFact(tr("Ship By"), order.shipBy ? dateText(*order.shipBy) : QString());
    addFact(tr("Hold Until"), order.holdUntilDate);
    addFact(tr("Store"), order.storeName);
    addFact(tr("Tags"), order.tags.join(QStringLiteral(", ")));
    addFact(tr("Assigned to"), order.assignee);
    if (order.mergedOrSplit || !order.parentId.isNull())
        addFact(tr("Origin"), order.parentId.isNull() ? tr("merged or split") : tr("split off order ID %1").arg(order.parentId.value));
    addFact(tr("Order ID"), QString::number(order.id.value));
    addFact(tr("Order key"), order.key);
}

void OrderPanel::showItems()
{
    const OrderDetails& order = *m_order;
    m_form->itemsTitle->setText(tr("Items · %1 by Through6, %2 by others").arg(order.through6Units).arg(order.otherUnits));
    QTableWidget* table = m_form->itemsTable;
    table->clearContents();
    table->setRowCount(static_cast<int>(order.items.size()));
    for (int row = 0; row < order.items.size(); ++row) {
        const OrderDetails::Item& item = order.items.at(row);
        QStringList name{item.sku, item.name};
        name.removeAll(QString());
        QString caption = safeLine(name.join(QStringLiteral(" · ")));
        caption.prepend(item.adjustment ? tr("Discount · ") : item.through6 ? tr("✓ Through6 · ") : QString());
        const auto cell = [&](int column, const QString& shown, Qt::Alignment alignment) {
            auto* entry = new QTableWidgetItem(shown);
            entry->setTextAlignment(alignment | Qt::AlignVCenter);
            if (column == 0)
                entry->setToolTip(safeToolTip(QStringList{item.sku, item.name, item.warehouseLocation}.join(QLatin1Char('\n')).trimmed()));
            table->setItem(row, column, entry);
        };
        cell(0, caption, Qt::AlignLeft);
        cell(1, QString::number(item.quantity), Qt::AlignRight);
        cell(2, item.adjustment ? QStringLiteral("—") : weightText(item.weight ? item.weight->milligrams : 0), Qt::AlignRight);
        cell(3, moneyText(item.unitPrice), Qt::AlignRight);
    }
    for (int column = 1; column < 4; ++column)
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int height = table->fontMetrics().height() + 10;
    table->verticalHeader()->setDefaultSectionSize(height);
    const int shown = qMax(1, qMin(kMostItemsShown, static_cast<int>(order.items.size())));
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + shown * height + 2);
}

void OrderPanel::addBlock(const QString& name, const QString& value)
{
    if (value.trimmed().isEmpty())
        return;
    auto* heading = new PlainLabel(name, m_form->orderContent);
    heading->setProperty("role", QStringLiteral("section"));
    m_form->moreLayout->addWidget(heading);
    m_form->moreLayout->addWidget(longText(value, name));
}

void OrderPanel::showMore()
{
    empty(m_form->moreLayout);
    const OrderDetails& order = *m_order;
    addBlock(tr("Notes from Buyer"), order.customerNotes);
    addBlock(tr("Internal Notes"), order.internalNotes);
    addBlock(tr("Gift Message"), order.giftMessage);
    QStringList customs;
    for (const OrderDetails::CustomsItem& item : order.customs) {
        customs += QStringLiteral("%1 × %2 · %3 · %4 · %5").arg(item.quantity).arg(item.description.isEmpty() ? tr("no description") : item.description,
            moneyText(item.value), item.countryOfOrigin.isEmpty() ? tr("no origin") : item.countryOfOrigin,
            item.harmonizedTariffCode.isEmpty() ? tr("no tariff code") : item.harmonizedTariffCode);
    }
    if (!order.customsContents.isEmpty())
        customs.prepend(tr("Contents: %1").arg(order.customsContents));
    if (!order.nonDelivery.isEmpty())
        customs += tr("Non-delivery: %1").arg(order.nonDelivery);
    addBlock(tr("Customs declarations"), customs.join(QLatin1Char('\n')));
    addBlock(tr("Custom Field 1"), order.customField1);
    addBlock(tr("Custom Field 2"), order.customField2);
    addBlock(tr("Custom Field 3"), order.customField3);
}

} // namespace t6::ui
