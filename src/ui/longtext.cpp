// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "longtext.h"

#include "safetext.h"
#include "words.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace t6::ui {

namespace {

constexpr int kLinesOfBox = 10;
constexpr int kMostInBox = 20'000; ///< more than ShipStation takes

} // namespace

LongText::LongText(const QString& text, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_name(name)
    , m_label(new PlainLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_label);
    const QString beginning = shortened(text);
    m_label->setData(beginning);
    m_label->setSelectable(true);
    m_label->setAccessibleName(name);
    if (beginning == text)
        return;
    m_button = new QPushButton(tr("Show all %1 characters").arg(countText(text.size())), this);
    m_button->setObjectName(QStringLiteral("showAllButton"));
    m_button->setAutoDefault(false);
    m_button->setAccessibleName(tr("%1: %2").arg(name, m_button->text()));
    connect(m_button, &QPushButton::clicked, this, [this] {
        showAll();
        emit expanded();
    });
    layout->addWidget(m_button, 0, Qt::AlignLeading);
}

void LongText::showAll()
{
    if (!m_button)
        return;
    auto* box = new QPlainTextEdit(this);
    box->setObjectName(QStringLiteral("allText"));
    box->setReadOnly(true);
    box->setTabChangesFocus(true);
    box->setAccessibleName(m_name);
    box->setPlainText(safeBlock(m_text, kMostInBox));
    box->setFixedHeight(fontMetrics().lineSpacing() * kLinesOfBox);
    layout()->addWidget(box);
    const bool focused = m_button->hasFocus();
    m_label->hide();
    m_button->hide();
    std::exchange(m_button, nullptr)->deleteLater(); // it may be speaking
    if (focused)
        box->setFocus();
}

} // namespace t6::ui
