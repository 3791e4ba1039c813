// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "statepage.h"

#include "icons.h"
#include "ui_statepage.h"

#include <QEvent>

namespace t6::ui {

StatePage::StatePage(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::StatePage>())
{
    m_form->setupUi(this);
    setFocusProxy(m_form->stateButton);
    connect(m_form->stateButton, &QPushButton::clicked, this, &StatePage::activated);
}

StatePage::~StatePage() = default;

void StatePage::setState(const QString& icon, const QString& title, const QString& text, const QString& button)
{
    m_icon = icon;
    tintIcon();
    m_form->titleLabel->setData(title);
    m_form->textLabel->setData(text);
    m_form->textLabel->setVisible(!text.isEmpty());
    m_form->stateButton->setText(button);
    m_form->stateButton->setVisible(!button.isEmpty());
}

void StatePage::tintIcon()
{
    if (!m_icon.isEmpty())
        m_form->iconLabel->setPixmap(ui::icon(m_icon, palette().color(QPalette::PlaceholderText)).pixmap(QSize(40, 40), devicePixelRatioF()));
}

void StatePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tintIcon();
}

QString StatePage::title() const
{
    return m_form->titleLabel->text();
}

} // namespace t6::ui
