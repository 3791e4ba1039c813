// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "customsdefaultseditor.h"

#include "fixplaces.h"
#include "shippingchoices.h"
#include "ui_customsdefaultseditor.h"

#include <core/customsrules.h>
#include <core/ordervalue.h>

namespace t6::ui {

namespace {

enum Column { Pattern, Description, TariffCode, ColumnCount };

QByteArray raw(const QString& word)
{
    return word.isEmpty() ? QByteArrayLiteral("null") : jsonString(word);
}

QString cell(const QTableWidget* table, int row, Column column)
{
    const QTableWidgetItem* item = table->item(row, column);
    return item ? item->text().trimmed() : QString();
}

} // namespace

CustomsDefaultsEditor::CustomsDefaultsEditor(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::CustomsDefaultsEditor>())
{
    m_form->setupUi(this);
    m_form->goodsTable->setColumnCount(ColumnCount);
    m_form->goodsTable->setHorizontalHeaderLabels({tr("SKU pattern"), tr("Description"), tr("Tariff code")});
    m_form->goodsTable->horizontalHeader()->setSectionResizeMode(Description, QHeaderView::Stretch);
    m_form->problemLabel->hide();
    connect(m_form->goodsTable, &QTableWidget::itemChanged, this, &CustomsDefaultsEditor::review);
    connect(m_form->originEdit, &QLineEdit::textChanged, this, &CustomsDefaultsEditor::review);
    connect(m_form->addButton, &QPushButton::clicked, this, [this] {
        addLine({QStringLiteral("*"), {}, {}});
        m_form->goodsTable->setCurrentCell(m_form->goodsTable->rowCount() - 1, Pattern);
        m_form->goodsTable->setFocus();
    });
    connect(m_form->removeButton, &QPushButton::clicked, this, [this] {
        m_form->goodsTable->removeRow(m_form->goodsTable->currentRow());
        review();
    });
}

CustomsDefaultsEditor::~CustomsDefaultsEditor() = default;

void CustomsDefaultsEditor::setDefaults(const CustomsDefaults& defaults)
{
    BoundFields::setChoices(m_form->contentsBox, contentsChoices(), raw(defaults.contents));
    BoundFields::setChoices(m_form->nonDeliveryBox, nonDeliveryChoices(), raw(defaults.nonDelivery));
    m_form->originEdit->setText(defaults.countryOfOrigin);
    m_form->goodsTable->setRowCount(0);
    for (const CustomsGoods& goods : defaults.goods)
        addLine(goods);
    m_form->goodsTable->setCurrentCell(0, Pattern); // what Remove Line takes
    review();
}

void CustomsDefaultsEditor::addLine(const CustomsGoods& goods)
{
    const int row = m_form->goodsTable->rowCount();
    m_form->goodsTable->insertRow(row);
    m_form->goodsTable->setItem(row, Pattern, new QTableWidgetItem(goods.skuPattern));
    m_form->goodsTable->setItem(row, Description, new QTableWidgetItem(goods.description));
    m_form->goodsTable->setItem(row, TariffCode, new QTableWidgetItem(goods.tariffCode));
}

CustomsDefaults CustomsDefaultsEditor::defaults() const
{
    const auto word = [](const QComboBox* box) {
        const QByteArray chosen = BoundFields::chosen(box);
        return chosen == "null" ? QString() : shownValue(chosen);
    };
    CustomsDefaults defaults{word(m_form->contentsBox), word(m_form->nonDeliveryBox), m_form->originEdit->text().trimmed().toUpper(), {}};
    for (int row = 0; row < m_form->goodsTable->rowCount(); ++row) {
        const CustomsGoods goods{cell(m_form->goodsTable, row, Pattern), cell(m_form->goodsTable, row, Description), cell(m_form->goodsTable, row, TariffCode)};
        if (!goods.skuPattern.isEmpty() && !(goods.description.isEmpty() && goods.tariffCode.isEmpty()))
            defaults.goods.push_back(goods);
    }
    return defaults;
}

QString CustomsDefaultsEditor::problem() const
{
    const CustomsDefaults now = defaults();
    if (!now.countryOfOrigin.isEmpty() && !bundledAddressRules().isCountry(now.countryOfOrigin.toStdString()))
        return tr("The origin is no country code of two letters.");
    for (const CustomsGoods& goods : now.goods) {
        if (!goods.description.isEmpty() && isVagueDescription(goods.description.toStdString()))
            return tr("“%1” is too vague for customs: say what it is and of what.").arg(goods.description);
        if (!goods.tariffCode.isEmpty() && !isTariffCode(goods.tariffCode.toStdString()))
            return tr("“%1” is no tariff code: it has 6 to 10 digits.").arg(goods.tariffCode);
    }
    return {};
}

void CustomsDefaultsEditor::review()
{
    const QString found = problem();
    m_form->problemLabel->setData(found);
    m_form->problemLabel->setVisible(!found.isEmpty());
    m_form->removeButton->setEnabled(m_form->goodsTable->rowCount() > 0);
}

} // namespace t6::ui
