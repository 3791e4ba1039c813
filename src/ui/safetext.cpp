// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "safetext.h"

#include <QPainter>
#include <QStyle>

namespace t6::ui {

namespace {

constexpr int kMostInLabel = 2'000; ///< laying out more would hold up the window
constexpr qsizetype kGlance = 250;
constexpr int kGlanceLines = 8;

bool isBidiControl(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

QString cleaned(const QString& text, int limit, bool keepLines)
{
    QString result;
    result.reserve(qMin<qsizetype>(text.size(), limit));
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (result.size() >= limit) {
            result += QChar(0x2026);
            break;
        }
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            result += c;
            result += text.at(++i);
        } else if (c.isSurrogate()) {
            result += QChar(QChar::ReplacementCharacter);
        } else if (keepLines && (c == QLatin1Char('\n') || c == QLatin1Char('\t'))) {
            result += c;
        } else if (c == QLatin1Char('\r')) {
            if (!keepLines || i + 1 >= text.size() || text.at(i + 1) != QLatin1Char('\n'))
                result += keepLines ? QLatin1Char('\n') : QLatin1Char(' ');
        } else if (c.category() == QChar::Other_Control || c == QChar(QChar::LineSeparator) || c == QChar(QChar::ParagraphSeparator)) {
            result += QLatin1Char(' ');
        } else if (!isBidiControl(c.unicode())) {
            result += c;
        }
    }
    return result;
}

} // namespace

QString safeLine(const QString& text, int limit)
{
    return cleaned(text, limit, false);
}

QString safeBlock(const QString& text, int limit)
{
    return cleaned(text, limit, true);
}

QString shortened(const QString& text)
{
    qsizetype end = 0;
    for (int line = 0; line < kGlanceLines && end >= 0; ++line)
        end = text.indexOf(QLatin1Char('\n'), line == 0 ? 0 : end + 1);
    const qsizetype size = qMin(kGlance, end < 0 ? text.size() : end);
    return size >= text.size() ? text : text.left(size) + QChar(0x2026);
}

QString safeCaption(const QString& text, int limit)
{
    return safeLine(text, limit).replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString safeToolTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    // Qt guesses whether a tool tip is HTML; said to be HTML and escaped, nothing is left to guess.
    return QLatin1String("<qt>") + safeBlock(text, 2'000).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br/>")) + QLatin1String("</qt>");
}

PlainLabel::PlainLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

PlainLabel::PlainLabel(const QString& text, QWidget* parent)
    : PlainLabel(parent)
{
    setData(text);
}

void PlainLabel::setData(const QString& text)
{
    setText(safeBlock(text, kMostInLabel));
}

void PlainLabel::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard : Qt::NoTextInteraction);
    setFocusPolicy(selectable ? Qt::ClickFocus : Qt::NoFocus);
}

ElidedLabel::ElidedLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    m_text = safeLine(text);
    setToolTip(safeToolTip(m_text));
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, width());
    painter.drawText(rect(), static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine, shown);
}

} // namespace t6::ui
