// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bulkfixdialog.h"

#include "correctionbatch.h"
#include "operationwords.h"
#include "outcomewords.h"
#include "safetext.h"
#include "shippingchoices.h"
#include "ui_bulkfixdialog.h"
#include "usualweights.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>
#include <core/jsontext.h>

#include <QDateTime>
#include <QHeaderView>
#include <QMap>

namespace t6::ui {

using operations::Correction;
using operations::OrderDetails;
using Choice = BoundFields::Choice;

namespace {

enum Column { OrderColumn, FieldColumn, BeforeColumn, AfterColumn, OutcomeColumn };
constexpr int kUsualDays = 7;

QList<Choice> tagChoices(const AccountFacts& facts)
{
    QList<Choice> choices;
    for (const Tag& tag : facts.tags.value_or(std::vector<Tag>()))
        choices += Choice{QByteArray::number(static_cast<qlonglong>(tag.id.value)), safeLine(text(tag.name), 80)};
    return choices;
}

QList<Choice> userChoices(const AccountFacts& facts)
{
    QList<Choice> choices;
    for (const User& user : facts.users.value_or(std::vector<User>()))
        choices += Choice{QByteArray::fromStdString(user.id), safeLine(text(user.name.empty() ? user.userName : user.name), 80)};
    return choices;
}

QList<Choice> choicesFor(BulkField field, const AccountFacts& facts)
{
    switch (field) {
    case BulkField::ShipFrom: return shipFromChoices(facts);
    case BulkField::Confirmation: return confirmationChoices({});
    case BulkField::Contents: return contentsChoices();
    case BulkField::NonDelivery: return nonDeliveryChoices();
    case BulkField::AddTag:
    case BulkField::RemoveTag: return tagChoices(facts);
    case BulkField::Assign: return userChoices(facts);
    default: return {};
    }
}

} // namespace

BulkFixDialog::BulkFixDialog(operations::Console& console, const Clock& clock, const std::vector<OrderKey>& orders, const BulkFix& wanted, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_wanted(wanted)
    , m_form(std::make_unique<Ui::BulkFixDialog>())
{
    m_form->setupUi(this);
    m_form->changesTree->setHeaderLabels({tr("Order"), tr("Field"), tr("Before"), tr("After"), tr("Outcome")});
    m_form->changesTree->header()->setStretchLastSection(false);
    m_form->changesTree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_form->changesTree->header()->setSectionResizeMode(OutcomeColumn, QHeaderView::Stretch);
    m_form->progressBar->hide();
    m_form->undoButton->hide();
    const QDate today = QDateTime::fromMSecsSinceEpoch(clock.now().time_since_epoch().count()).date();
    m_form->dateEdit->setMinimumDate(today.addDays(1));
    const QDate until = wanted.field == BulkField::Hold ? QDate::fromString(wanted.argument, Qt::ISODate) : QDate();
    m_form->dateEdit->setDate(until.isValid() ? until : today.addDays(kUsualDays));
    m_form->reasonEdit->setText(wanted.reason);
    resize(fontMetrics().averageCharWidth() * 116, fontMetrics().height() * 36);
    setUpInputs();
    load(orders);
}

BulkFixDialog::~BulkFixDialog() = default;

void BulkFixDialog::setUpInputs()
{
    for (QComboBox* box : {m_form->choiceBox, m_form->serviceBox, m_form->packageBox})
        connect(box, &QComboBox::currentIndexChanged, this, &BulkFixDialog::showChanges);
    connect(m_form->fieldBox, &QComboBox::currentIndexChanged, this, &BulkFixDialog::showField);
    connect(m_form->carrierBox, &QComboBox::currentIndexChanged, this, &BulkFixDialog::showCarrier);
    connect(m_form->weightEdit, &WeightEdit::changed, this, &BulkFixDialog::showChanges);
    connect(m_form->dateEdit, &QDateEdit::dateChanged, this, &BulkFixDialog::showChanges);
    connect(m_form->reasonEdit, &QLineEdit::textChanged, this, &BulkFixDialog::showChanges);
    connect(m_form->changeButton, &QPushButton::clicked, this, &BulkFixDialog::start);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &BulkFixDialog::closeOrStop);
    connect(m_form->undoButton, &QPushButton::clicked, this, [this] {
        m_batch->undoAll();
        showProgress();
    });
}

AccountFacts BulkFixDialog::facts(MerchantId id) const
{
    const auto state = m_console.merchant(id);
    return state ? state->facts : AccountFacts();
}

void BulkFixDialog::load(const std::vector<OrderKey>& orders)
{
    m_form->titleLabel->setText(tr("Fix %n order(s)", nullptr, static_cast<int>(orders.size())));
    m_form->breakdownLabel->setText(tr("Reading the orders…"));
    m_form->changeButton->setEnabled(false);
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

void BulkFixDialog::setOrders(const QList<OrderDetails>& orders)
{
    m_orders = orders;
    const bool one = std::all_of(orders.begin(), orders.end(), [&orders](const OrderDetails& order) { return order.merchant == orders.first().merchant; });
    m_form->fieldBox->blockSignals(true);
    m_form->fieldBox->clear();
    for (int i = 0; i < static_cast<int>(BulkField::Count); ++i) {
        const auto field = static_cast<BulkField>(i);
        if ((one || worksAcrossMerchants(field)) && (field != BulkField::ItemWeight || !m_wanted.sku.isEmpty()))
            m_form->fieldBox->addItem(bulkFieldName(field, m_wanted.sku), i);
    }
    m_form->fieldBox->setCurrentIndex(qMax(0, m_form->fieldBox->findData(static_cast<int>(m_wanted.field))));
    m_form->fieldBox->blockSignals(false);
    if (!orders.isEmpty()) {
        const auto state = m_console.merchant(orders.first().merchant);
        m_form->merchantBar->setColour(state ? state->merchant.colour : 0);
        m_international = isInternational(orders.first().shipTo.country, facts(orders.first().merchant), {});
    }
    showField();
}

/// Of the SKU; none where the merchants' orders are of different minds.
std::optional<UsualWeight> BulkFixDialog::usualWeight() const
{
    std::optional<UsualWeight> usual;
    for (const OrderDetails& order : m_orders) {
        for (const OrderDetails::Item& item : order.items) {
            if (!item.usual || item.sku.compare(m_wanted.sku, Qt::CaseInsensitive) != 0)
                continue;
            if (usual && usual->each.milligrams != item.usual->each.milligrams)
                return std::nullopt;
            usual = item.usual;
        }
    }
    return usual;
}

/// An item's is filled in with what it usually weighs, to be looked at and sent or typed over.
void BulkFixDialog::showWeight(bool ofItem)
{
    const std::optional<UsualWeight> usual = ofItem ? usualWeight() : std::nullopt;
    m_form->weightEdit->enter(usual ? usual->each : Weight());
    m_form->suggestionLabel->setData(usual ? QStringLiteral("%1: %2").arg(safeLine(m_wanted.sku, 40), usualWeightText(*usual)) : QString());
    m_form->suggestionLabel->setVisible(usual.has_value());
}

void BulkFixDialog::showField()
{
    const auto field = static_cast<BulkField>(m_form->fieldBox->currentData().toInt());
    const AccountFacts known = m_orders.isEmpty() ? AccountFacts() : facts(m_orders.first().merchant);
    QWidget* page = m_form->choicePage;
    if (field == BulkField::ItemWeight || field == BulkField::OrderWeight)
        page = m_form->weightPage;
    else if (field == BulkField::Service)
        page = m_form->servicePage;
    else if (field == BulkField::Hold)
        page = m_form->datePage;
    else if (field == BulkField::Unhold || field == BulkField::Unassign || field == BulkField::OwnFixes)
        page = m_form->nothingPage;
    m_form->valueStack->setCurrentWidget(page);
    if (page == m_form->weightPage)
        showWeight(field == BulkField::ItemWeight);
    if (page == m_form->choicePage) {
        const bool wanted = field == m_wanted.field;
        BoundFields::setChoices(m_form->choiceBox, choicesFor(field, known), wanted && !m_wanted.argument.isEmpty() ? m_wanted.argument.toUtf8() : wanted && !m_wanted.value.isEmpty() ? m_wanted.value : QByteArray("null"));
    }
    if (page == m_form->servicePage) {
        BoundFields::setChoices(m_form->carrierBox, carrierChoices(known), "null");
        showCarrier();
    }
    showChanges();
}

void BulkFixDialog::showCarrier()
{
    const AccountFacts known = m_orders.isEmpty() ? AccountFacts() : facts(m_orders.first().merchant);
    const QByteArray carrier = BoundFields::chosen(m_form->carrierBox);
    BoundFields::setChoices(m_form->serviceBox, serviceChoices(known, carrier, m_international), "null");
    BoundFields::setChoices(m_form->packageBox, packageChoices(known, carrier, m_international), "null");
    showChanges();
}

BulkFix BulkFixDialog::fix() const
{
    BulkFix fix;
    fix.field = static_cast<BulkField>(m_form->fieldBox->currentData().toInt());
    fix.sku = m_wanted.sku;
    fix.weight = m_form->weightEdit->weight();
    fix.international = m_international;
    const QByteArray choice = BoundFields::chosen(m_form->choiceBox);
    switch (fix.field) {
    case BulkField::Service:
        fix.value = BoundFields::chosen(m_form->carrierBox);
        fix.service = BoundFields::chosen(m_form->serviceBox);
        fix.package = BoundFields::chosen(m_form->packageBox);
        break;
    case BulkField::Hold:
        fix.argument = m_form->dateEdit->date().toString(Qt::ISODate);
        fix.reason = m_form->reasonEdit->text().trimmed();
        break;
    case BulkField::AddTag:
    case BulkField::RemoveTag:
    case BulkField::Assign:
        fix.argument = choice == "null" ? QString() : QString::fromUtf8(choice);
        break;
    default:
        fix.value = choice;
        break;
    }
    return fix;
}

QString BulkFixDialog::merchantsText() const
{
    QStringList names;
    for (const Correction& correction : m_corrections) {
        const auto state = m_console.merchant(correction.merchant);
        if (const QString name = state ? safeCaption(state->merchant.name, 40) : QString(); !names.contains(name))
            names += name;
    }
    return names.size() > 1 ? tr("%n merchant(s)", nullptr, static_cast<int>(names.size())) : names.value(0);
}

QString BulkFixDialog::breakdown() const
{
    QMap<QString, int> counts;
    for (const Correction& correction : m_corrections) {
        const auto state = m_console.merchant(correction.merchant);
        ++counts[state ? safeLine(state->merchant.name, 60) : QString()];
    }
    QStringList parts;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        parts += QStringLiteral("%1: %2").arg(count.key(), countText(count.value()));
    const auto left = m_orders.size() - m_corrections.size();
    if (left > 0)
        parts += tr("%n left as they are", nullptr, static_cast<int>(left));
    return parts.join(QStringLiteral(" · "));
}

void BulkFixDialog::showChanges()
{
    if (m_batch)
        return;
    const BulkFix wanted = fix();
    m_corrections.clear();
    m_form->changesTree->clear();
    QList<QTreeWidgetItem*> left;
    for (const OrderDetails& order : std::as_const(m_orders)) {
        const operations::MerchantState merchant = m_console.merchant(order.merchant).value_or(operations::MerchantState());
        const auto correction = bulkCorrection(wanted, order, merchant);
        const QString number = safeLine(order.number, 60);
        if (!correction) {
            left += new QTreeWidgetItem({number, QString(), QString(), QString(), isComplete(wanted) ? tr("Left as it is: %1").arg(safeLine(correction.error().detail, 120)) : QString()});
            continue;
        }
        m_corrections += *correction;
        auto* item = new QTreeWidgetItem(m_form->changesTree, {number});
        const QList<BulkChange> changes = bulkChanges(*correction, order, merchant.facts);
        for (int i = 0; i < changes.size(); ++i) {
            QTreeWidgetItem* row = i == 0 ? item : new QTreeWidgetItem(item);
            row->setText(FieldColumn, changes.at(i).field);
            row->setText(BeforeColumn, changes.at(i).before);
            row->setText(AfterColumn, changes.at(i).after);
        }
    }
    m_form->changesTree->addTopLevelItems(left);
    m_form->changesTree->expandAll();
    const int count = static_cast<int>(m_corrections.size());
    m_form->breakdownLabel->setText(m_orders.isEmpty() ? tr("None of the orders could be read.") : isComplete(wanted) ? breakdown() : tr("Enter the value; every change is shown here before anything is sent."));
    m_form->changeButton->setText(count > 0 ? tr("&Change %n Order(s) of %1", nullptr, count).arg(merchantsText()) : tr("&Change Orders"));
    m_form->changeButton->setEnabled(count > 0);
    showWhose();
}

/// The button wears the colour of the merchant whose orders it changes; of several, none's.
void BulkFixDialog::showWhose()
{
    const bool one = std::all_of(m_corrections.begin(), m_corrections.end(), [this](const Correction& correction) { return correction.merchant == m_corrections.first().merchant; });
    const auto state = one && !m_corrections.isEmpty() ? m_console.merchant(m_corrections.first().merchant) : std::nullopt;
    m_form->changeButton->setProperty("merchantColour", state ? QVariant(state->merchant.colour) : QVariant());
    m_form->changeButton->update();
}

void BulkFixDialog::start()
{
    if (m_batch || m_corrections.isEmpty())
        return;
    m_batch = new CorrectionBatch(m_console, this);
    connect(m_batch, &CorrectionBatch::advanced, this, &BulkFixDialog::showOutcome);
    connect(m_batch, &CorrectionBatch::finished, this, &BulkFixDialog::showEnd);
    m_form->inputPane->setEnabled(false);
    m_batch->start(m_corrections);
    showProgress();
}

void BulkFixDialog::showProgress()
{
    m_form->changeButton->hide();
    m_form->undoButton->hide();
    m_form->progressBar->show();
    m_form->progressBar->setMaximum(m_batch->steps());
    m_form->progressBar->setValue(m_batch->settled());
    m_form->cancelButton->setText(tr("Stop"));
    m_form->cancelButton->setFocus();
}

void BulkFixDialog::showOutcome(int index)
{
    const bool undone = m_batch->undone(index).has_value();
    const auto& outcome = undone ? m_batch->undone(index) : m_batch->outcome(index);
    const bool cancelled = !*outcome && outcome->error().code == ErrorCode::Cancelled;
    const OutcomeWords words = outcomeWords(*outcome, facts(m_corrections.at(index).merchant));
    QTreeWidgetItem* item = m_form->changesTree->topLevelItem(index);
    item->setText(OutcomeColumn, words.done ? (undone ? tr("✓ Taken back") : tr("✓ Done")) : cancelled ? tr("Stopped before it was sent") : QStringLiteral("▲ ") + words.text);
    item->setToolTip(OutcomeColumn, safeToolTip(words.text));
    m_form->changesTree->scrollToItem(item);
    m_form->progressBar->setValue(m_batch->settled());
}

void BulkFixDialog::showEnd()
{
    int done = 0, undone = 0;
    for (int i = 0; i < m_batch->size(); ++i) {
        done += m_batch->outcome(i) && *m_batch->outcome(i) && operations::isConfirmed(**m_batch->outcome(i));
        undone += m_batch->undone(i) && *m_batch->undone(i) && operations::isConfirmed(**m_batch->undone(i));
    }
    QString text = tr("%1 of %2 changed.").arg(countText(done), countText(m_batch->size()));
    if (undone > 0)
        text += QLatin1Char(' ') + tr("%n taken back.", nullptr, undone);
    m_form->breakdownLabel->setText(text);
    m_form->progressBar->hide();
    m_form->undoButton->setVisible(m_batch->confirmed() > 0);
    m_form->cancelButton->setText(tr("Close"));
}

void BulkFixDialog::closeOrStop()
{
    if (m_batch && m_batch->isRunning())
        m_batch->cancel();
    else
        QDialog::reject();
}

void BulkFixDialog::reject()
{
    closeOrStop();
}

} // namespace t6::ui
