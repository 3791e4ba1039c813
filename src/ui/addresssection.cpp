// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addresssection.h"

#include "addresseditor.h"
#include "boundfields.h"

#include <QVBoxLayout>

#include <array>

namespace t6::ui {

namespace {

using Address = operations::OrderDetails::Address;

struct Field
{
    AddressField field;
    const char* name; ///< in the order's JSON
    QString Address::*text;
};
const std::array kFields{Field{AddressField::Name, "name", &Address::name}, Field{AddressField::Company, "company", &Address::company},
    Field{AddressField::Street1, "street1", &Address::street1}, Field{AddressField::Street2, "street2", &Address::street2}, Field{AddressField::Street3, "street3", &Address::street3},
    Field{AddressField::City, "city", &Address::city}, Field{AddressField::State, "state", &Address::state}, Field{AddressField::PostalCode, "postalCode", &Address::postalCode},
    Field{AddressField::Country, "country", &Address::country}, Field{AddressField::Phone, "phone", &Address::phone}};

QString placeOf(const char* whose, const Field& field)
{
    return QLatin1String(whose) + QLatin1Char('.') + QLatin1String(field.name);
}

Address addressAt(const JsonText& order, const char* whose)
{
    Address address;
    for (const Field& field : kFields)
        address.*field.text = textAt(order, placeOf(whose, field));
    return address;
}

} // namespace

AddressSection::AddressSection(const AddressRules& rules, const operations::OrderDetails& order, QWidget* parent)
    : OrderSection(parent)
    , m_editor(new AddressEditor(rules, this))
    , m_verdict(order.shipTo.verdict)
    , m_asOf(order.asOf)
{
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_editor);
    layout->addStretch(1);
    connect(m_editor, &AddressEditor::changed, this, &OrderSection::changed);
}

void AddressSection::setOrder(const JsonText& base, const JsonText& shown)
{
    m_seen = addressAt(base, "shipTo");
    m_editor->setAddress(m_seen, addressAt(base, "billTo"), m_verdict, m_asOf);
    m_editor->edit(addressAt(shown, "shipTo"));
}

Result<void> AddressSection::addTo(OrderPatch& patch, const JsonText& base) const
{
    const Address now = m_editor->address();
    for (const Field& field : kFields) {
        const QString& text = now.*field.text;
        if (text == m_seen.*field.text)
            continue;
        const auto path = OrderPath::parse(placeOf("shipTo", field), base);
        if (!path)
            return tl::unexpected(path.error());
        if (const auto set = patch.set(base, *path, text.isEmpty() ? QByteArrayLiteral("null") : jsonString(text)); !set)
            return set;
    }
    return {};
}

void AddressSection::focusOn(const QString& path)
{
    AddressField wanted = AddressField::Name;
    for (const Field& field : kFields) {
        if (placeOf("shipTo", field) == path)
            wanted = field.field;
    }
    m_editor->focusField(wanted);
}

QString AddressSection::country() const
{
    return m_editor->address().country;
}

} // namespace t6::ui
