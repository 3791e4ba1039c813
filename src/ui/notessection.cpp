// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "notessection.h"

#include "safetext.h"
#include "ui_notessection.h"

namespace t6::ui {

NotesSection::NotesSection(QWidget* parent)
    : OrderSection(parent)
    , m_form(std::make_unique<Ui::NotesSection>())
{
    m_form->setupUi(this);
    m_fields.bind(QStringLiteral("internalNotes"), m_form->internalNotesEdit);
    m_fields.bind(QStringLiteral("advancedOptions.customField1"), m_form->customField1Edit);
    m_fields.bind(QStringLiteral("advancedOptions.customField2"), m_form->customField2Edit);
    m_fields.bind(QStringLiteral("advancedOptions.customField3"), m_form->customField3Edit);
    connect(&m_fields, &BoundFields::changed, this, &OrderSection::changed);
}

NotesSection::~NotesSection() = default;

void NotesSection::setOrder(const JsonText& base, const JsonText& shown)
{
    m_fields.show(base, shown);
    m_form->buyerNotesText->setPlainText(safeBlock(textAt(base, QStringLiteral("customerNotes"))));
}

Result<void> NotesSection::addTo(OrderPatch& patch, const JsonText& base) const
{
    return m_fields.addTo(patch, base);
}

void NotesSection::focusOn(const QString& path)
{
    QWidget* input = m_fields.input(path);
    (input ? input : m_form->internalNotesEdit)->setFocus();
}

} // namespace t6::ui
