// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingsection.h"

#include "itemweightsmodel.h"
#include "safetext.h"
#include "ui_shippingsection.h"
#include "usualweights.h"
#include "words.h"

#include <core/ordervalue.h>

#include <QHeaderView>

#include <algorithm>

namespace t6::ui {

namespace {
constexpr int kItemsShown = 3; ///< without scrolling
}

std::optional<Weight> itemsWeight(const operations::OrderDetails& order)
{
    std::vector<LineWeight> lines;
    for (const auto& item : order.items)
        lines.push_back({item.weight, item.quantity, item.adjustment});
    return weightOf(lines);
}

ShippingSection::ShippingSection(const operations::MerchantState& merchant, const operations::OrderDetails& order, QWidget* parent)
    : OrderSection(parent)
    , m_merchant(merchant)
    , m_order(order)
    , m_form(std::make_unique<Ui::ShippingSection>())
    , m_itemWeights(new ItemWeightsModel(this))
{
    m_form->setupUi(this);
    if (const auto items = itemsWeight(order); items && order.weight && !order.weight->isMissing())
        m_slip = unitSlip(*order.weight, *items);
    QTableView* view = m_form->itemWeightsView;
    view->setModel(m_itemWeights);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 10);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setSectionResizeMode(ItemWeightsModel::Item, QHeaderView::Stretch);
    // Before the fields are bound: who hears of a change finds the choices that go with it.
    connect(m_form->carrierBox, &QComboBox::currentIndexChanged, this, [this] { offer(true); });
    connect(m_form->shipFromBox, &QComboBox::currentIndexChanged, this, [this] { offer(false); });
    m_fields.bind(QStringLiteral("advancedOptions.warehouseId"), m_form->shipFromBox);
    m_fields.bind(QStringLiteral("carrierCode"), m_form->carrierBox);
    m_fields.bind(QStringLiteral("serviceCode"), m_form->serviceBox);
    m_fields.bind(QStringLiteral("packageCode"), m_form->packageBox);
    m_fields.bind(QStringLiteral("confirmation"), m_form->confirmationBox);
    for (QComboBox* box : {m_form->serviceBox, m_form->packageBox})
        connect(box, &QComboBox::currentIndexChanged, this, &ShippingSection::offerMapped);
    connect(m_form->mappedButton, &QPushButton::clicked, this, &ShippingSection::takeMapped);
    connect(m_form->rememberButton, &QPushButton::clicked, this, &ShippingSection::remember);
    connect(&m_fields, &BoundFields::changed, this, &OrderSection::changed);
    connect(m_form->weightEdit, &WeightEdit::changed, this, &OrderSection::changed);
    connect(m_form->fromItemsButton, &QPushButton::clicked, this, [this] { m_form->weightEdit->enter(*m_itemWeights->together()); });
    connect(m_form->usualButton, &QPushButton::clicked, this, &ShippingSection::takeUsualWeights);
    connect(m_itemWeights, &ItemWeightsModel::edited, this, [this] {
        showItemsWeight();
        emit changed();
    });
    connect(m_form->unitSlipButton, &QPushButton::clicked, this, [this] { m_form->weightEdit->enter(m_slip->corrected); });
}

ShippingSection::~ShippingSection() = default;

void ShippingSection::showItemsWeight()
{
    const std::optional<Weight> together = m_itemWeights->together();
    m_form->fromItemsButton->setEnabled(together.has_value());
    const QStringList usual = usualWeightTexts(m_order);
    m_form->usualButton->setVisible(!usual.isEmpty());
    m_form->itemsWeightLabel->setText(together ? tr("The items weigh %1 together.").arg(weightText(together->milligrams))
            : usual.isEmpty()                  ? tr("Not all items have a weight.")
                                               : usual.join(QLatin1Char('\n')));
    m_form->unitSlipButton->setVisible(m_slip.has_value());
    if (m_slip)
        m_form->unitSlipButton->setText(tr("Correct the &Unit: %1").arg(weightText(m_slip->corrected.milligrams)));
    QTableView* view = m_form->itemWeightsView;
    const int rows = m_itemWeights->rowCount();
    view->setFixedHeight(view->horizontalHeader()->sizeHint().height() + std::min(rows, kItemsShown) * view->verticalHeader()->defaultSectionSize() + 2 * view->frameWidth());
    m_form->itemWeightsLabel->setVisible(rows > 0);
    view->setVisible(rows > 0);
}

/// The items' weights; the parcel's as well where it has none and they are all known.
void ShippingSection::takeUsualWeights()
{
    m_itemWeights->fillUsual(m_order.items);
    if (const auto together = m_itemWeights->together(); together && !m_form->weightEdit->weight())
        m_form->weightEdit->enter(*together);
}

void ShippingSection::setOrder(const JsonText& base, const JsonText& shown)
{
    BoundFields::setChoices(m_form->shipFromBox, shipFromChoices(m_merchant.facts), rawAt(shown, QStringLiteral("advancedOptions.warehouseId")));
    BoundFields::setChoices(m_form->carrierBox, carrierChoices(m_merchant.facts), rawAt(shown, QStringLiteral("carrierCode")));
    m_country = textAt(shown, QStringLiteral("shipTo.country"));
    m_requested = textAt(base, QStringLiteral("requestedShippingService"));
    offer(false);
    m_fields.show(base, shown);
    m_form->weightEdit->setWeight(base, shown);
    m_itemWeights->setOrder(base, shown);
    showItemsWeight();
    offerMapped();
}

void ShippingSection::setDestination(const QString& country)
{
    if (country == m_country)
        return;
    m_country = country;
    offer(false);
    emit changed();
}

/// Fills what depends on carrier and destination. A service that the new carrier does not have is not kept: it would only be refused.
void ShippingSection::offer(bool otherCarrier)
{
    const QByteArray carrier = BoundFields::chosen(m_form->carrierBox);
    const bool international = goesAbroad();
    const auto fill = [otherCarrier](QComboBox* box, const QList<BoundFields::Choice>& choices) {
        const QByteArray current = BoundFields::chosen(box);
        const bool keeps = !otherCarrier || std::any_of(choices.begin(), choices.end(), [&current](const BoundFields::Choice& choice) { return choice.raw == current; });
        BoundFields::setChoices(box, choices, keeps ? current : QByteArrayLiteral("null"));
    };
    fill(m_form->serviceBox, serviceChoices(m_merchant.facts, carrier, international));
    fill(m_form->packageBox, packageChoices(m_merchant.facts, carrier, international));
    fill(m_form->confirmationBox, confirmationChoices(carrier));
    m_form->destinationLabel->setText(!m_merchant.facts.carriers ? tr("The account's carriers could not be read: there is nothing to choose from.")
            : international                            ? tr("Services and packages that go abroad.")
                                                       : tr("Services and packages within the country."));
    offerMapped();
}

bool ShippingSection::goesAbroad() const
{
    return isInternational(m_country, m_merchant.facts, BoundFields::chosen(m_form->shipFromBox));
}

/// What the request means, unless it is chosen already; and to note that it means what is chosen.
void ShippingSection::offerMapped()
{
    m_mapped = mappedService(m_merchant, m_requested, goesAbroad());
    const QByteArray carrier = BoundFields::chosen(m_form->carrierBox), service = BoundFields::chosen(m_form->serviceBox), package = BoundFields::chosen(m_form->packageBox);
    const bool isSo = m_mapped && m_mapped->carrier == carrier && m_mapped->service == service && (m_mapped->package == "null" || m_mapped->package == package);
    const QString requested = m_requested.isEmpty() ? tr("nothing") : safeLine(m_requested, 120);
    m_form->requestedLabel->setData(m_mapped ? QStringLiteral("%1 → %2").arg(requested, m_mapped->name) : requested);
    m_form->mappedButton->setVisible(m_mapped && !isSo);
    m_form->mappedButton->setText(m_mapped ? tr("Use %1").arg(safeCaption(m_mapped->name)) : QString());
    m_form->rememberButton->setVisible(!m_requested.trimmed().isEmpty() && carrier != "null" && service != "null" && !isSo);
    m_form->rememberButton->setText(tr("Re&member for %1").arg(safeCaption(m_merchant.merchant.name, 40)));
}

void ShippingSection::takeMapped()
{
    const MappedService wanted = *m_mapped; // choosing the carrier offers anew
    const auto choose = [](QComboBox* box, const QByteArray& raw) { box->setCurrentIndex(box->findData(raw)); };
    choose(m_form->carrierBox, wanted.carrier);
    choose(m_form->serviceBox, wanted.service);
    if (wanted.package != "null")
        choose(m_form->packageBox, wanted.package);
}

void ShippingSection::remember()
{
    const QByteArray package = BoundFields::chosen(m_form->packageBox);
    emit mappingMade({safeLine(m_requested, 120), shownValue(BoundFields::chosen(m_form->carrierBox)), shownValue(BoundFields::chosen(m_form->serviceBox)),
                         package == "null" ? QString() : shownValue(package)},
        goesAbroad());
}

void ShippingSection::setMerchant(const Merchant& merchant)
{
    m_merchant.merchant = merchant;
    offerMapped();
}

Result<void> ShippingSection::addTo(OrderPatch& patch, const JsonText& base) const
{
    if (auto items = m_itemWeights->addTo(patch, base); !items)
        return items;
    const Result<void> weight = m_form->weightEdit->addTo(patch, base);
    return weight ? m_fields.addTo(patch, base) : weight;
}

QString ShippingSection::problem() const
{
    return m_form->weightEdit->isValid() ? m_itemWeights->problem() : tr("The weight is not a number above zero.");
}

void ShippingSection::focusOn(const QString& path)
{
    if (path.startsWith(u"items")) {
        m_form->itemWeightsView->setCurrentIndex(m_itemWeights->index(std::max(0, m_itemWeights->firstMissing()), ItemWeightsModel::Each));
        m_form->itemWeightsView->setFocus();
        return;
    }
    QWidget* input = m_fields.input(path);
    (input ? input : m_form->weightEdit)->setFocus();
}

} // namespace t6::ui
