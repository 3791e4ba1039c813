// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingsection.h"

#include "safetext.h"
#include "shippingchoices.h"
#include "ui_shippingsection.h"
#include "words.h"

#include <algorithm>

namespace t6::ui {

std::optional<Weight> itemsWeight(const operations::OrderDetails& order)
{
    std::vector<LineWeight> lines;
    for (const auto& item : order.items)
        lines.push_back({item.weight, item.quantity, item.adjustment});
    return weightOf(lines);
}

ShippingSection::ShippingSection(const AccountFacts& facts, const operations::OrderDetails& order, QWidget* parent)
    : OrderSection(parent)
    , m_facts(facts)
    , m_form(std::make_unique<Ui::ShippingSection>())
    , m_itemsWeight(itemsWeight(order))
{
    m_form->setupUi(this);
    if (m_itemsWeight && order.weight && !order.weight->isMissing())
        m_slip = unitSlip(*order.weight, *m_itemsWeight);
    // Before the fields are bound: who hears of a change finds the choices that go with it.
    connect(m_form->carrierBox, &QComboBox::currentIndexChanged, this, [this] { offer(true); });
    connect(m_form->shipFromBox, &QComboBox::currentIndexChanged, this, [this] { offer(false); });
    m_fields.bind(QStringLiteral("advancedOptions.warehouseId"), m_form->shipFromBox);
    m_fields.bind(QStringLiteral("carrierCode"), m_form->carrierBox);
    m_fields.bind(QStringLiteral("serviceCode"), m_form->serviceBox);
    m_fields.bind(QStringLiteral("packageCode"), m_form->packageBox);
    m_fields.bind(QStringLiteral("confirmation"), m_form->confirmationBox);
    connect(&m_fields, &BoundFields::changed, this, &OrderSection::changed);
    connect(m_form->weightEdit, &WeightEdit::changed, this, &OrderSection::changed);
    connect(m_form->fromItemsButton, &QPushButton::clicked, this, [this] { m_form->weightEdit->enter(*m_itemsWeight); });
    connect(m_form->unitSlipButton, &QPushButton::clicked, this, [this] { m_form->weightEdit->enter(m_slip->corrected); });
    showItemsWeight();
}

ShippingSection::~ShippingSection() = default;

void ShippingSection::showItemsWeight()
{
    m_form->fromItemsButton->setEnabled(m_itemsWeight.has_value());
    m_form->itemsWeightLabel->setText(m_itemsWeight ? tr("The items weigh %1 together.").arg(weightText(m_itemsWeight->milligrams)) : tr("Not all items have a weight."));
    m_form->unitSlipButton->setVisible(m_slip.has_value());
    if (m_slip)
        m_form->unitSlipButton->setText(tr("Correct the &Unit: %1").arg(weightText(m_slip->corrected.milligrams)));
}

void ShippingSection::setOrder(const JsonText& base, const JsonText& shown)
{
    BoundFields::setChoices(m_form->shipFromBox, shipFromChoices(m_facts), rawAt(shown, QStringLiteral("advancedOptions.warehouseId")));
    BoundFields::setChoices(m_form->carrierBox, carrierChoices(m_facts), rawAt(shown, QStringLiteral("carrierCode")));
    m_country = textAt(shown, QStringLiteral("shipTo.country"));
    offer(false);
    m_fields.show(base, shown);
    m_form->weightEdit->setWeight(base, shown);
    const QString requested = textAt(base, QStringLiteral("requestedShippingService"));
    m_form->requestedLabel->setData(requested.isEmpty() ? tr("nothing") : safeLine(requested, 120));
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
    const bool international = isInternational(m_country, m_facts, BoundFields::chosen(m_form->shipFromBox));
    const auto fill = [otherCarrier](QComboBox* box, const QList<BoundFields::Choice>& choices) {
        const QByteArray current = BoundFields::chosen(box);
        const bool keeps = !otherCarrier || std::any_of(choices.begin(), choices.end(), [&current](const BoundFields::Choice& choice) { return choice.raw == current; });
        BoundFields::setChoices(box, choices, keeps ? current : QByteArrayLiteral("null"));
    };
    fill(m_form->serviceBox, serviceChoices(m_facts, carrier, international));
    fill(m_form->packageBox, packageChoices(m_facts, carrier, international));
    fill(m_form->confirmationBox, confirmationChoices(carrier));
    m_form->destinationLabel->setText(!m_facts.carriers ? tr("The account's carriers could not be read: there is nothing to choose from.")
            : international                            ? tr("Services and packages that go abroad.")
                                                       : tr("Services and packages within the country."));
}

Result<void> ShippingSection::addTo(OrderPatch& patch, const JsonText& base) const
{
    const Result<void> weight = m_form->weightEdit->addTo(patch, base);
    return weight ? m_fields.addTo(patch, base) : weight;
}

QString ShippingSection::problem() const
{
    return m_form->weightEdit->isValid() ? QString() : tr("The weight is not a number above zero.");
}

void ShippingSection::focusOn(const QString& path)
{
    QWidget* input = m_fields.input(path);
    (input ? input : m_form->weightEdit)->setFocus();
}

} // namespace t6::ui
