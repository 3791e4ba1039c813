// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addressfieldrow.h"

#include "changeview.h"
#include "painting.h"
#include "safetext.h"

#include <core/addressform.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace t6::ui {

namespace {

constexpr int kLongestShown = 1'000;

QString objectNameOf(AddressField field, const char* type)
{
    constexpr std::array<const char*, kAddressFieldCount> kNames{"name", "company", "street1", "street2", "street3", "city", "state", "postalCode", "country", "phone"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(field)]) + QString::fromLatin1(type);
}

/// What came in between what stood there before: pasted text without its surroundings.
QString insertedText(const QString& before, const QString& after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before.at(head) == after.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    return after.sliced(head, after.size() - head - tail);
}

bool hasLines(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == u'\r' || c == QChar(QChar::LineSeparator) || c == QChar(QChar::ParagraphSeparator); });
}

} // namespace

AddressFieldRow::AddressFieldRow(AddressField field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_hintLabel(new PlainLabel(this))
    , m_findingLabel(new PlainLabel(this))
    , m_fixButton(new QPushButton(this))
    , m_changeView(new ChangeView(this))
{
    makeInput();
    m_hintLabel->setObjectName(objectNameOf(field, "HintLabel"));
    m_hintLabel->setProperty("role", QStringLiteral("dim"));
    m_hintLabel->setWordWrap(false);
    m_hintLabel->hide();
    m_findingLabel->setObjectName(objectNameOf(field, "FindingLabel"));
    m_findingLabel->setProperty("role", QStringLiteral("error"));
    m_findingLabel->setFont(smallFont(m_findingLabel->font()));
    m_findingLabel->hide();
    m_fixButton->setObjectName(objectNameOf(field, "FixButton"));
    m_fixButton->setAutoDefault(false);
    m_fixButton->hide();
    m_changeView->setObjectName(objectNameOf(field, "ChangeView"));

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(input(), 1);
    line->addWidget(m_hintLabel);
    auto* finding = new QHBoxLayout;
    finding->setSpacing(8);
    finding->addWidget(m_findingLabel, 1);
    finding->addWidget(m_fixButton, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(line);
    layout->addWidget(m_changeView);
    layout->addLayout(finding);
    connect(m_fixButton, &QPushButton::clicked, this, &AddressFieldRow::fixAccepted);
}

void AddressFieldRow::makeInput()
{
    if (m_field == AddressField::State || m_field == AddressField::Country) {
        m_combo = new QComboBox(this);
        m_combo->setObjectName(objectNameOf(m_field, "Combo"));
        m_combo->setEditable(true);
        m_combo->setInsertPolicy(QComboBox::NoInsert);
        m_combo->setFocusPolicy(Qt::StrongFocus);
        m_combo->setMaxVisibleItems(14);
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(6);
        m_combo->installEventFilter(this);
        m_combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
        m_combo->completer()->setFilterMode(Qt::MatchContains);
        m_combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
        m_edit = m_combo->lineEdit();
        // Queued: the completer writes its caption into the line after it has announced the choice.
        connect(m_combo, &QComboBox::activated, this, [this](int index) {
            takeText(m_combo->itemData(index).toString());
            showValue();
            m_typed = false;
            emit committed();
        }, Qt::QueuedConnection);
    } else {
        m_edit = new QLineEdit(this);
    }
    m_edit->setObjectName(objectNameOf(m_field, "Edit"));
    connect(m_edit, &QLineEdit::textEdited, this, &AddressFieldRow::takeText);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (std::exchange(m_typed, false))
            emit committed();
    });
}

QWidget* AddressFieldRow::input() const
{
    return m_combo != nullptr ? static_cast<QWidget*>(m_combo) : m_edit;
}

void AddressFieldRow::setChoices(const QList<Choice>& choices)
{
    if (m_combo == nullptr)
        return;
    const QSignalBlocker quiet(m_combo);
    m_combo->clear();
    for (const Choice& choice : choices)
        m_combo->addItem(safeLine(choice.caption, 80), choice.value);
    showValue();
}

void AddressFieldRow::setLabel(const QString& label, bool required)
{
    m_label = label;
    const QString name = required ? tr("%1, required").arg(label) : label;
    m_edit->setAccessibleName(name);
    if (m_combo != nullptr)
        m_combo->setAccessibleName(name);
    setAccessibleName(label);
}

void AddressFieldRow::setValue(const QString& value, const QString& original)
{
    m_original = original;
    const bool same = value == m_value;
    m_typed = m_typed && same;
    m_value = value;
    // Writing the same text would move the caret.
    if (!same || m_edit->text() != safeLine(value, kLongestShown))
        showValue();
    showChange();
}

void AddressFieldRow::showValue()
{
    if (m_combo != nullptr) {
        const QSignalBlocker quiet(m_combo);
        m_combo->setCurrentIndex(m_value.isEmpty() ? -1 : m_combo->findData(m_value));
        m_combo->setEditText(safeLine(m_value, kLongestShown));
    } else {
        m_edit->setText(safeLine(m_value, kLongestShown));
    }
    m_edit->setCursorPosition(0);
}

void AddressFieldRow::showChange()
{
    m_changeView->setTexts(m_original, m_value);
    m_edit->setAccessibleDescription(QStringList{m_findingLabel->text(), m_changeView->accessibleName()}.join(u' ').trimmed());
}

void AddressFieldRow::takeText(const QString& shown)
{
    if (hasLines(shown) && (m_field == AddressField::Name || m_field == AddressField::Street1)) {
        const QString pasted = insertedText(m_value, shown);
        showValue();
        emit linesPasted(pasted);
        return;
    }
    m_typed = true;
    m_value = hasLines(shown) ? tidyLine(shown) : shown;
    if (m_value != shown)
        m_edit->setText(m_value);
    showChange();
    emit edited();
}

void AddressFieldRow::setHint(const QString& hint)
{
    m_hintLabel->setText(safeLine(hint, 40));
    m_hintLabel->setVisible(!hint.isEmpty());
}

void AddressFieldRow::setFinding(const QString& text, const std::optional<AddressFix>& fix)
{
    m_fix = fix;
    m_findingLabel->setData(text.isEmpty() ? QString() : QStringLiteral("▲ ") + text);
    m_findingLabel->setVisible(!text.isEmpty());
    if (fix) {
        QStringList values;
        for (const AddressFix::Change& change : fix->changes)
            values += fix->changes.size() == 1 && change.field == m_field ? change.value : addressFieldName(change.field) + u' ' + change.value;
        const QString caption = values.join(QStringLiteral(", "));
        m_fixButton->setText(tr("Use %1").arg(safeCaption(caption, 40)));
        m_fixButton->setAccessibleName(tr("%1: use %2").arg(m_label, safeLine(caption, 80)));
        m_fixButton->setAccessibleDescription(safeLine(fix->why));
    } else if (m_fixButton->hasFocus()) {
        input()->setFocus(Qt::OtherFocusReason);
    }
    m_fixButton->setVisible(fix.has_value());
    showChange();
}

bool AddressFieldRow::eventFilter(QObject* watched, QEvent* event)
{
    // Scrolling the page past a list must not choose from it.
    if (watched == m_combo && event->type() == QEvent::Wheel && !m_combo->view()->isVisible()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace t6::ui
