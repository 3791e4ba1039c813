// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "changeview.h"

#include "painting.h"
#include "safetext.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace t6::ui {

namespace {

constexpr int kLongest = 500; ///< characters of each text that are shown
constexpr qreal kEndless = 1'000'000;

QList<QTextLayout::FormatRange> formats(const QList<TextRange>& ranges, const Tint& tint, bool removed)
{
    QTextCharFormat format;
    format.setForeground(tint.text);
    format.setBackground(tint.ground);
    format.setFontStrikeOut(removed);
    format.setFontUnderline(!removed);
    QList<QTextLayout::FormatRange> result;
    for (const TextRange& range : ranges)
        result += {static_cast<int>(range.begin), static_cast<int>(range.size), format};
    return result;
}

/// One text that wraps; knows its size once placed.
class Block
{
public:
    Block(const QString& text, const QFont& font, Qt::LayoutDirection direction)
        : m_layout(text, font)
    {
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setTextDirection(direction);
        m_layout.setTextOption(option);
        m_layout.setCacheEnabled(true);
    }

    QSizeF place(qreal width)
    {
        QSizeF size(0, 0);
        m_layout.beginLayout();
        for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition({0, size.height()});
            size = {std::max(size.width(), line.naturalTextWidth()), size.height() + line.height()};
        }
        m_layout.endLayout();
        return size;
    }

    void draw(QPainter* painter, const QPointF& at, const QList<QTextLayout::FormatRange>& marks) const { m_layout.draw(painter, at, marks); }

private:
    QTextLayout m_layout;
};

} // namespace

ChangeView::ChangeView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFont(smallFont(font()));
    hide();
}

void ChangeView::setTexts(const QString& before, const QString& after)
{
    const bool changed = before != after;
    m_before = safeLine(before, kLongest);
    m_after = safeLine(after, kLongest);
    m_diff = textDiff(m_before, m_after);
    setAccessibleName(changed ? tr("Changed from “%1” to “%2”").arg(m_before, m_after) : QString());
    setVisible(changed);
    updateGeometry();
    update();
}

int ChangeView::place(int width, QPainter* painter) const
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QString nothing = tr("(empty)");
    Block before(m_before.isEmpty() ? nothing : m_before, font(), layoutDirection());
    Block after(m_after.isEmpty() ? nothing : m_after, font(), layoutDirection());
    const QString arrow(QChar(mirrored ? 0x2190 : 0x2192));
    const qreal gap = fontMetrics().horizontalAdvance(arrow) + 2 * fontMetrics().averageCharWidth();
    const qreal first = std::ceil(before.place(kEndless).width());
    const qreal second = std::ceil(after.place(kEndless).width());
    const bool beside = first + gap + second <= width;
    const QSizeF firstSize = before.place(beside ? first : width);
    const QSizeF secondSize = after.place(beside ? second : std::max<qreal>(1, width - gap));
    if (painter != nullptr) {
        const Tokens& t = tokens(palette());
        painter->setPen(t.dim);
        const qreal top = beside ? 0 : firstSize.height();
        const qreal arrowAt = beside ? first : 0;
        const auto x = [&](qreal at, qreal size) { return mirrored ? width - at - size : at; };
        before.draw(painter, {x(0, beside ? first : width), 0}, formats(m_diff.removed, t.blocks, true));
        painter->drawText(QRectF(x(arrowAt, gap), top, gap, fontMetrics().height()), Qt::AlignCenter | Qt::TextSingleLine, arrow);
        after.draw(painter, {x(arrowAt + gap, beside ? second : width - gap), top}, formats(m_diff.added, t.fine, false));
    }
    return static_cast<int>(std::ceil(beside ? std::max(firstSize.height(), secondSize.height()) : firstSize.height() + secondSize.height()));
}

int ChangeView::heightForWidth(int width) const
{
    return place(std::max(1, width), nullptr);
}

QSize ChangeView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height()};
}

QSize ChangeView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().height()};
}

void ChangeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    (void)place(width(), &painter);
}

} // namespace t6::ui
