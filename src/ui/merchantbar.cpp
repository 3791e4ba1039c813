// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantbar.h"

#include "theme.h"

#include <QPainter>

namespace t6::ui {

MerchantBar::MerchantBar(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(4);
}

void MerchantBar::setColour(int colour)
{
    m_colour = colour;
    update();
}

void MerchantBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), merchantColour(m_colour, isDark(palette())));
}

} // namespace t6::ui
