// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "chiplabel.h"

#include "painting.h"
#include "safetext.h"

namespace t6::ui {

const Tint& blocksTint(const Tokens& tokens) { return tokens.blocks; }
const Tint& checkTint(const Tokens& tokens) { return tokens.check; }
const Tint& fineTint(const Tokens& tokens) { return tokens.fine; }
const Tint& holdTint(const Tokens& tokens) { return tokens.hold; }

ChipLabel::ChipLabel(QWidget* parent)
    : QLabel(parent)
    , m_tint(fineTint)
{
    setTextFormat(Qt::PlainText);
    setFont(smallFont(font()));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipLabel::setChip(const QString& text, TintOf tint)
{
    m_tint = tint;
    setText(safeLine(text, 60));
    update();
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(font(), text());
}

QSize ChipLabel::minimumSizeHint() const
{
    return sizeHint();
}

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    drawChip(&painter, rect(), text(), m_tint(tokens(palette())));
}

} // namespace t6::ui
