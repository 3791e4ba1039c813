// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "boundfields.h"

#include "safetext.h"

#include <core/ordervalue.h>

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace t6::ui {

namespace {

QByteArray rawText(const QString& text)
{
    return text.isEmpty() ? QByteArrayLiteral("null") : jsonString(text);
}

} // namespace

QByteArray rawAt(const JsonText& order, const QString& path)
{
    const auto place = OrderPath::parse(path, order);
    const auto value = place ? valueAt(order, *place) : std::nullopt;
    return value ? value->raw().toByteArray() : QByteArrayLiteral("null");
}

QString textAt(const JsonText& order, const QString& path)
{
    return shownValue(rawAt(order, path));
}

void BoundFields::bind(const QString& path, QLineEdit* edit)
{
    connect(edit, &QLineEdit::textChanged, this, &BoundFields::say);
    m_fields += Field{path, edit, [edit] { return rawText(edit->text()); }, [edit](const QByteArray& raw) { edit->setText(shownValue(raw)); }, {}};
}

void BoundFields::bind(const QString& path, QPlainTextEdit* edit)
{
    connect(edit, &QPlainTextEdit::textChanged, this, &BoundFields::say);
    m_fields += Field{path, edit, [edit] { return rawText(edit->toPlainText()); }, [edit](const QByteArray& raw) { edit->setPlainText(shownValue(raw)); }, {}};
}

void BoundFields::bind(const QString& path, QComboBox* box)
{
    connect(box, &QComboBox::currentIndexChanged, this, &BoundFields::say);
    m_fields += Field{path, box, [box] { return chosen(box); },
        [box](const QByteArray& raw) {
            QList<Choice> choices;
            for (int i = 0; i < box->count(); ++i) {
                if (box->itemData(i, Qt::UserRole + 1).toBool())
                    choices += Choice{box->itemData(i).toByteArray(), box->itemText(i)};
            }
            setChoices(box, choices, raw);
        },
        {}};
}

void BoundFields::say()
{
    if (!m_showing)
        emit changed();
}

void BoundFields::show(const JsonText& base, const JsonText& shown)
{
    m_showing = true;
    for (Field& field : m_fields) {
        field.setValue(rawAt(base, field.path));
        field.seen = field.value();
        field.setValue(rawAt(shown, field.path));
    }
    m_showing = false;
}

Result<void> BoundFields::addTo(OrderPatch& patch, const JsonText& base) const
{
    for (const Field& field : m_fields) {
        const QByteArray value = field.value();
        if (value == field.seen)
            continue;
        const auto path = OrderPath::parse(field.path, base);
        if (!path)
            return tl::unexpected(path.error());
        if (const auto noted = patch.set(base, *path, value); !noted)
            return noted;
    }
    return {};
}

QWidget* BoundFields::input(const QString& path) const
{
    for (const Field& field : m_fields) {
        if (field.path == path)
            return field.input;
    }
    return nullptr;
}

void BoundFields::setChoices(QComboBox* box, const QList<Choice>& choices, const QByteArray& current)
{
    const QSignalBlocker quiet(box);
    box->clear();
    const auto isCurrent = [&current](const Choice& choice) { return canonicalJson(choice.raw) == canonicalJson(current); };
    if (std::none_of(choices.begin(), choices.end(), isCurrent)) {
        const QString value = shownValue(current);
        box->addItem(value.isEmpty() ? tr("Choose…") : tr("%1 (not offered)").arg(safeLine(value, 60)), current);
    }
    for (const Choice& choice : choices) {
        box->addItem(choice.name, choice.raw);
        box->setItemData(box->count() - 1, true, Qt::UserRole + 1);
        if (isCurrent(choice))
            box->setCurrentIndex(box->count() - 1);
    }
}

QByteArray BoundFields::chosen(const QComboBox* box)
{
    const QByteArray raw = box->currentData().toByteArray();
    return raw.isEmpty() ? QByteArrayLiteral("null") : raw;
}

} // namespace t6::ui
