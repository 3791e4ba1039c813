// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addresseditor.h"

#include "addressfieldrow.h"
#include "notice.h"
#include "safetext.h"
#include "ui_addresseditor.h"
#include "words.h"

#include <core/addressfix.h>
#include <core/addresspaste.h>

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace t6::ui {

namespace {

using Address = operations::OrderDetails::Address;

constexpr std::array kPlaceFields{AddressField::Street1, AddressField::Street2, AddressField::Street3, AddressField::City, AddressField::State, AddressField::PostalCode};

template <typename AnyAddress>
auto& memberOf(AnyAddress& address, AddressField field)
{
    switch (field) {
    case AddressField::Name: return address.name;
    case AddressField::Company: return address.company;
    case AddressField::Street1: return address.street1;
    case AddressField::Street2: return address.street2;
    case AddressField::Street3: return address.street3;
    case AddressField::City: return address.city;
    case AddressField::State: return address.state;
    case AddressField::PostalCode: return address.postalCode;
    case AddressField::Country: return address.country;
    case AddressField::Phone: break;
    }
    return address.phone;
}

AddressText textsOf(const Address& address)
{
    AddressText texts;
    for (const AddressField field : kAddressFields)
        texts[field] = memberOf(address, field);
    return texts;
}

} // namespace

AddressEditor::AddressEditor(const AddressRules& rules, QWidget* parent)
    : QWidget(parent)
    , m_rules(rules)
    , m_countries(rules)
    , m_form(std::make_unique<Ui::AddressEditor>())
{
    m_form->setupUi(this);
    m_form->fieldsLayout->setColumnStretch(1, 1);
    makeRows();
    connect(m_form->pasteButton, &QPushButton::clicked, this, [this] { paste(QGuiApplication::clipboard()->text()); });
    connect(m_form->copyBillingButton, &QPushButton::clicked, this, &AddressEditor::copyBilling);
    connect(m_form->revertButton, &QPushButton::clicked, this, &AddressEditor::revert);
    arrange();
    review();
}

AddressEditor::~AddressEditor()
{
    // The window that closes takes the focus away, and a field that loses it says that typing ended.
    for (AddressFieldRow* each : m_rows)
        each->disconnect(this);
}

void AddressEditor::makeRows()
{
    for (const AddressField field : kAddressFields) {
        auto* label = new PlainLabel(this);
        label->setWordWrap(false);
        auto* made = new AddressFieldRow(field, this);
        m_labels[static_cast<std::size_t>(field)] = label;
        m_rows[static_cast<std::size_t>(field)] = made;
        connect(made, &AddressFieldRow::edited, this, [this, made] {
            m_current[made->field()] = made->value();
            review();
            emit changed();
        });
        connect(made, &AddressFieldRow::committed, this, [this, field] { commit(field); });
        connect(made, &AddressFieldRow::linesPasted, this, &AddressEditor::paste);
        connect(made, &AddressFieldRow::fixAccepted, this, [this, made] {
            if (const auto fix = made->fix())
                setTexts(applied(m_current, *fix));
        });
    }
    QList<AddressFieldRow::Choice> choices;
    for (const Countries::Country& country : m_countries.all())
        choices += {country.code, QStringLiteral("%1 (%2)").arg(country.name, country.code)};
    row(AddressField::Country).setChoices(choices);
}

void AddressEditor::setAddress(const Address& current, const Address& billing, AddressVerdict verdict, UtcTime asOf)
{
    m_given = current;
    m_original = m_current = textsOf(current);
    m_billing = textsOf(billing);
    m_verdict = verdict;
    m_asOf = asOf;
    m_form->pasteNotice->setNotice({});
    m_form->copyBillingButton->setEnabled(!m_billing[AddressField::Street1].trimmed().isEmpty());
    arrange();
    review();
}

void AddressEditor::edit(const Address& edited)
{
    setTexts(textsOf(edited));
}

Address AddressEditor::address() const
{
    Address result = m_given;
    for (const AddressField field : kAddressFields)
        memberOf(result, field) = m_current[field];
    result.verdict = isModified() ? AddressVerdict::NotYetValidated : m_verdict;
    return result;
}

void AddressEditor::focusField(AddressField field)
{
    row(field).input()->setFocus(Qt::ShortcutFocusReason);
}

void AddressEditor::setTexts(const AddressText& texts)
{
    if (m_current == texts)
        return;
    m_current = texts;
    arrange();
    review();
    emit changed();
}

void AddressEditor::revert()
{
    m_form->pasteNotice->setNotice({});
    setTexts(m_original);
}

void AddressEditor::copyBilling()
{
    AddressText texts = m_billing;
    if (texts[AddressField::Phone].isEmpty())
        texts[AddressField::Phone] = m_current[AddressField::Phone];
    m_form->pasteNotice->setNotice({});
    setTexts(texts);
}

void AddressEditor::paste(const QString& text)
{
    const QString& country = m_current[AddressField::Country];
    const QString meant = m_countries.find(country);
    if (const auto pasted = readAddress(text, meant.isEmpty() ? QStringLiteral("US") : meant, m_rules, m_countries))
        fill(*pasted);
    else
        m_form->pasteNotice->setNotice(tr("● That is no address: it is empty or much too long."));
}

void AddressEditor::fill(const PastedAddress& pasted)
{
    AddressText texts = m_current;
    const bool hasPlace = std::any_of(kPlaceFields.begin(), kPlaceFields.end(), [&](AddressField field) { return !pasted.address[field].isEmpty(); });
    for (const AddressField field : kAddressFields) {
        // A new place replaces the old one as a whole; who receives and the phone number stay unless the text has others.
        const bool ofPlace = std::find(kPlaceFields.begin(), kPlaceFields.end(), field) != kPlaceFields.end();
        if (!pasted.address[field].isEmpty() || (ofPlace && hasPlace))
            texts[field] = pasted.address[field];
    }
    QStringList words{tr("● Filled from the pasted text. Nothing is saved yet.")};
    for (const PastedAddress::Doubt& doubt : pasted.doubts)
        words += doubt.words;
    if (!pasted.leftOut.isEmpty())
        words += tr("Left out: %1").arg(pasted.leftOut.join(QStringLiteral(", ")));
    m_form->pasteNotice->setNotice(words.join(u'\n'));
    setTexts(texts);
}

void AddressEditor::commit(AddressField field)
{
    QString& text = m_current[field];
    QString meant;
    if (field == AddressField::Country)
        meant = m_countries.findTyped(text);
    else if (field == AddressField::State)
        meant = m_addressForm.stateTyped(m_rules, m_current[AddressField::Country], text);
    const bool differs = !meant.isEmpty() && meant != text;
    if (differs)
        text = meant;
    arrange();
    review();
    if (differs)
        emit changed();
}

bool AddressEditor::isShown(AddressField field) const
{
    return m_addressForm.entry(field) != nullptr || !m_current[field].isEmpty() || !m_original[field].isEmpty();
}

void AddressEditor::arrange()
{
    const QString& country = m_current[AddressField::Country];
    if (m_arrangedFor != country) {
        m_addressForm = AddressForm::of(m_rules, country);
        QList<AddressFieldRow::Choice> choices;
        for (const AddressForm::Subdivision& state : m_addressForm.states)
            choices += {state.written, state.written == state.code ? QStringLiteral("%1 (%2)").arg(state.name, state.code) : state.name};
        row(AddressField::State).setChoices(choices);
        m_arrangedFor = country;
    }
    while (QLayoutItem* item = m_form->fieldsLayout->takeAt(0))
        delete item;
    for (const AddressForm::Entry& entry : m_addressForm.entries) {
        if (entry.field == AddressField::Country) { // what the country does not use but the order has goes above
            for (const AddressField field : kAddressFields) {
                if (m_addressForm.entry(field) == nullptr)
                    addRow(field, addressFieldName(field), false);
            }
        }
        addRow(entry.field, entry.label, entry.required);
    }
    setTabOrders();
}

void AddressEditor::addRow(AddressField field, const QString& label, bool required)
{
    AddressFieldRow& placed = row(field);
    PlainLabel* caption = m_labels[static_cast<std::size_t>(field)];
    placed.setLabel(label, required);
    caption->setText(required ? label + QStringLiteral(" *") : label);
    caption->setBuddy(placed.input());
    const int at = m_form->fieldsLayout->count() / 2; // two widgets a row
    caption->setFixedHeight(placed.input()->sizeHint().height());
    m_form->fieldsLayout->addWidget(caption, at, 0, Qt::AlignLeading | Qt::AlignTop);
    m_form->fieldsLayout->addWidget(&placed, at, 1, Qt::AlignTop);
    caption->setVisible(isShown(field));
    placed.setVisible(isShown(field));
}

void AddressEditor::setTabOrders()
{
    QWidget* previous = m_form->revertButton;
    for (int i = 0; i < m_form->fieldsLayout->count(); ++i) {
        auto* placed = qobject_cast<AddressFieldRow*>(m_form->fieldsLayout->itemAt(i)->widget());
        if (placed == nullptr)
            continue;
        setTabOrder(previous, placed->input());
        setTabOrder(placed->input(), placed->fixButton());
        previous = placed->fixButton();
    }
}

void AddressEditor::review()
{
    const QList<AddressProblem> problems = addressProblems(m_rules, m_current);
    const QList<AddressFix> fixes = addressFixes(m_current, m_rules, m_countries);
    for (const AddressField field : kAddressFields) {
        const auto problem = std::find_if(problems.begin(), problems.end(), [field](const AddressProblem& candidate) { return candidate.field == field; });
        const auto fix = std::find_if(fixes.begin(), fixes.end(), [field](const AddressFix& candidate) { return candidate.field == field; });
        row(field).setValue(m_current[field], m_original[field]);
        QString text = problem == problems.end() ? QString() : problem->text;
        if (fix != fixes.end())
            text = text.isEmpty() ? fix->why : text + u' ' + fix->why;
        row(field).setFinding(text, fix == fixes.end() ? std::nullopt : std::optional(*fix));
    }
    const QString& country = m_current[AddressField::Country];
    const QString& state = m_current[AddressField::State];
    const auto known = std::find_if(m_addressForm.states.begin(), m_addressForm.states.end(),
        [&state](const AddressForm::Subdivision& candidate) { return candidate.written == state && candidate.name != state; });
    row(AddressField::State).setHint(known == m_addressForm.states.end() ? QString() : known->name);
    row(AddressField::Country).setHint(m_countries.name(country));
    m_form->revertButton->setEnabled(isModified());
    showVerdict();
}

void AddressEditor::showVerdict()
{
    const QString words = verdictText(m_verdict).isEmpty() ? tr("ShipStation has said nothing about this address") : verdictText(m_verdict);
    const QString before = tr("%1 · as of %2").arg(words, clockText(m_asOf));
    m_form->verdictLabel->setText(isModified() ? tr("Not yet validated: edited since. Before: %1").arg(before) : before);
}

} // namespace t6::ui
