// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "servicemappingeditor.h"

#include "shippingchoices.h"
#include "ui_servicemappingeditor.h"

#include <core/ordervalue.h>

#include <QComboBox>

#include <algorithm>

namespace t6::ui {

namespace {

enum Column { Requested, CarrierColumn, ServiceColumn, PackageColumn, ColumnCount };

QByteArray raw(const QString& code)
{
    return code.isEmpty() ? QByteArrayLiteral("null") : jsonString(code);
}

/// Within the country and abroad.
QList<BoundFields::Choice> all(QList<BoundFields::Choice> (*choices)(const AccountFacts&, const QByteArray&, bool), const AccountFacts& facts, const QByteArray& carrier)
{
    QList<BoundFields::Choice> found = choices(facts, carrier, false);
    for (const BoundFields::Choice& choice : choices(facts, carrier, true)) {
        if (std::none_of(found.begin(), found.end(), [&choice](const BoundFields::Choice& known) { return known.raw == choice.raw; }))
            found += choice;
    }
    return found;
}

QComboBox* boxAt(const QTableWidget* table, int row, Column column)
{
    return qobject_cast<QComboBox*>(table->cellWidget(row, column));
}

QString codeAt(const QTableWidget* table, int row, Column column)
{
    const QByteArray chosen = BoundFields::chosen(boxAt(table, row, column));
    return chosen == "null" ? QString() : shownValue(chosen);
}

} // namespace

ServiceMappingEditor::ServiceMappingEditor(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::ServiceMappingEditor>())
{
    m_form->setupUi(this);
    QTableWidget* table = m_form->mappingTable;
    table->setColumnCount(ColumnCount);
    table->setHorizontalHeaderLabels({tr("Requested"), tr("Carrier"), tr("Service"), tr("Package")});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    connect(m_form->addButton, &QPushButton::clicked, this, [this, table] {
        addLine({});
        table->setCurrentCell(table->rowCount() - 1, Requested);
        table->setFocus();
    });
    connect(m_form->removeButton, &QPushButton::clicked, this, [table] { table->removeRow(table->currentRow()); });
}

ServiceMappingEditor::~ServiceMappingEditor() = default;

void ServiceMappingEditor::setMappings(const std::vector<ServiceMapping>& mappings, const AccountFacts& facts)
{
    m_facts = facts;
    m_form->mappingTable->setRowCount(0);
    for (const ServiceMapping& mapping : mappings)
        addLine(mapping);
    m_form->mappingTable->setCurrentCell(0, Requested); // what Remove Line takes
}

void ServiceMappingEditor::addLine(const ServiceMapping& mapping)
{
    QTableWidget* table = m_form->mappingTable;
    const int row = table->rowCount();
    table->insertRow(row);
    table->setItem(row, Requested, new QTableWidgetItem(mapping.requested));
    const auto add = [table, row](Column column, const QString& name) {
        auto* box = new QComboBox;
        box->setAccessibleName(name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        table->setCellWidget(row, column, box);
        return box;
    };
    QComboBox* carrier = add(CarrierColumn, tr("Carrier"));
    QComboBox* service = add(ServiceColumn, tr("Service"));
    QComboBox* package = add(PackageColumn, tr("Package"));
    const auto offer = [this, carrier, service, package](const QByteArray& chosenService, const QByteArray& chosenPackage) {
        const QByteArray code = BoundFields::chosen(carrier);
        BoundFields::setChoices(service, all(serviceChoices, m_facts, code), chosenService);
        BoundFields::setChoices(package, all(packageChoices, m_facts, code), chosenPackage);
    };
    BoundFields::setChoices(carrier, carrierChoices(m_facts), raw(mapping.carrier));
    offer(raw(mapping.service), raw(mapping.package));
    connect(carrier, &QComboBox::currentIndexChanged, this, [offer] { offer("null", "null"); });
}

std::vector<ServiceMapping> ServiceMappingEditor::mappings() const
{
    const QTableWidget* table = m_form->mappingTable;
    std::vector<ServiceMapping> mappings;
    for (int row = 0; row < table->rowCount(); ++row) {
        ServiceMapping mapping{table->item(row, Requested)->text().trimmed(), codeAt(table, row, CarrierColumn), codeAt(table, row, ServiceColumn), codeAt(table, row, PackageColumn)};
        if (!mapping.requested.isEmpty() && !mapping.carrier.isEmpty() && !mapping.service.isEmpty())
            mappings.push_back(std::move(mapping));
    }
    return mappings;
}

} // namespace t6::ui
