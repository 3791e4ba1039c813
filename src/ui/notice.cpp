// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "notice.h"

#include "safetext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace t6::ui {

Notice::Notice(QWidget* parent)
    : QFrame(parent)
    , m_label(new PlainLabel(this))
    , m_button(new QPushButton(this))
{
    m_label->setObjectName(QStringLiteral("noticeLabel"));
    m_button->setObjectName(QStringLiteral("noticeButton"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Notice::activated);
    hide();
}

void Notice::setNotice(const QString& text, ChipLabel::TintOf tint, const QString& button)
{
    m_tint = tint;
    m_label->setData(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    tintText();
    setVisible(!text.isEmpty());
}

QString Notice::text() const
{
    return m_label->text();
}

void Notice::tintText()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_tint(tokens(colours)).text);
    if (m_label->palette() != colours)
        m_label->setPalette(colours);
    update();
}

void Notice::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tintText();
}

void Notice::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_tint(tokens(palette())).ground);
}

} // namespace t6::ui
