// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "consolestyle.h"

#include "theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace t6::ui {

namespace {

constexpr qreal kRadius = 6;
constexpr int kSortArrow = 14; ///< with the gap to the words

bool isAccent(const QWidget* widget)
{
    return widget && widget->property("accent").toBool();
}

/// Words and ground of an accent button: the merchant's colour where the button acts on a merchant's orders.
Tint accentTint(const QPalette& palette, const QWidget* widget)
{
    const QVariant colour = widget ? widget->property("merchantColour") : QVariant();
    const Tokens& t = tokens(palette);
    return colour.isValid() ? merchantButtonTint(colour.toInt(), isDark(palette)) : Tint{t.onAccent, t.accent};
}

void panel(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& line, qreal radius = kRadius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

QFont scaled(const QFont& font, double factor)
{
    QFont result = font;
    if (font.pixelSize() > 0)
        result.setPixelSize(qRound(font.pixelSize() * factor));
    else
        result.setPointSizeF(font.pointSizeF() * factor);
    return result;
}

void chevronDown(QPainter* painter, const QRect& rect, const QColor& colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(rect).center();
    painter->drawPolyline(QPolygonF({c + QPointF(-3.5, -1.5), c + QPointF(0, 2), c + QPointF(3.5, -1.5)}));
    painter->restore();
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
    setObjectName(QStringLiteral("t6"));
}

void ConsoleStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (widget->inherits("QAbstractButton") || widget->inherits("QTabBar") || widget->inherits("QComboBox"))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* edit = qobject_cast<QLineEdit*>(widget); edit && !qobject_cast<QAbstractSpinBox*>(edit->parentWidget()))
        edit->setTextMargins(4, 0, 4, 0);
    const QString role = widget->property("role").toString();
    if (role.isEmpty() || widget->property("t6Polished").toBool())
        return;
    widget->setProperty("t6Polished", true);
    QFont font = widget->font();
    if (role == QLatin1String("title"))
        font = scaled(font, 1.38);
    else if (role == QLatin1String("subtitle"))
        font = scaled(font, 1.15);
    if (role == QLatin1String("section")) {
        font = scaled(font, 0.86);
        font.setCapitalization(QFont::AllUppercase);
    }
    if (role != QLatin1String("dim") && role != QLatin1String("error"))
        font.setWeight(QFont::DemiBold);
    widget->setFont(font);
    // Roles of the palette, not colours: they follow a change of appearance.
    if (role == QLatin1String("dim") || role == QLatin1String("section"))
        widget->setForegroundRole(QPalette::PlaceholderText);
    else if (role == QLatin1String("error"))
        widget->setForegroundRole(QPalette::BrightText);
}

bool ConsoleStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    const bool enabled = option->state & State_Enabled;
    const bool down = option->state & (State_Sunken | State_On);
    const bool hover = enabled && (option->state & State_MouseOver);
    if (isAccent(widget)) {
        const QColor accent = accentTint(option->palette, widget).ground;
        const QColor fill = !enabled ? t.line : down ? accent.darker(115) : hover ? accent.lighter(108) : accent;
        panel(painter, option->rect, fill, {});
    } else {
        panel(painter, option->rect, down ? t.selection : hover || !enabled ? t.window : t.pane, hover ? t.dim : t.line);
    }
    if (option->state & State_HasFocus) // Fusion leaves the ring out
        drawPrimitive(PE_FrameFocusRect, option, painter, widget);
    return true;
}

void ConsoleStyle::drawCheckBox(const QStyleOption* option, QPainter* painter) const
{
    const Tokens& t = tokens(option->palette);
    const bool enabled = option->state & State_Enabled;
    const bool set = option->state & (State_On | State_NoChange);
    const int side = qMin(option->rect.width(), option->rect.height()) - 1;
    const QRect box(option->rect.x(), option->rect.center().y() - side / 2, side, side);
    panel(painter, box, set ? (enabled ? t.accent : t.dim) : t.pane, set ? QColor() : t.dim, 3.5);
    if (!set)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal s = side;
    const QPointF o = box.topLeft();
    if (option->state & State_NoChange)
        painter->drawLine(o + QPointF(s * 0.25, s * 0.5), o + QPointF(s * 0.75, s * 0.5));
    else
        painter->drawPolyline(QPolygonF({o + QPointF(s * 0.24, s * 0.53), o + QPointF(s * 0.43, s * 0.71), o + QPointF(s * 0.77, s * 0.3)}));
    painter->restore();
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return;
    case PE_PanelButtonTool:
        if (widget && widget->property("outlined").toBool())
            drawButton(option, painter, widget);
        else if (option->state & (State_On | State_Sunken))
            panel(painter, option->rect, t.selection, {});
        else if ((option->state & State_MouseOver) && (option->state & State_Enabled))
            panel(painter, option->rect, t.window, t.line);
        return;
    case PE_IndicatorArrowDown:
        if (widget && widget->property("outlined").toBool())
            chevronDown(painter, visualRect(option->direction, widget->rect(), QRect(widget->width() - kButtonPadding - kMenuArrow, 0, kMenuArrow, widget->height())), t.dim);
        else
            chevronDown(painter, option->rect, t.dim);
        return;
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(isAccent(widget) ? t.onAccent : t.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), kRadius - 2, kRadius - 2);
        painter->restore();
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth <= 0)
            return;
        panel(painter, option->rect, option->state & State_Enabled ? t.pane : t.window, option->state & State_HasFocus ? t.accent : t.line);
        return;
    case PE_FrameLineEdit:
        panel(painter, option->rect, {}, option->state & State_HasFocus ? t.accent : t.line);
        return;
    case PE_Frame:
        panel(painter, option->rect, {}, option->state & State_HasFocus ? t.accent : t.line, 4);
        return;
    case PE_FrameTabWidget:
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), t.line);
        return;
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, t.pane);
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), t.line);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(option, painter);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ConsoleStyle::drawTabShape(const QStyleOption* option, QPainter* painter) const
{
    const Tokens& t = tokens(option->palette);
    const QRect rect = option->rect.adjusted(1, 4, -1, -4);
    if (option->state & State_Selected)
        panel(painter, rect, t.selection, {}, 5);
    else if ((option->state & State_MouseOver) && (option->state & State_Enabled))
        panel(painter, rect, {}, t.line, 5);
}

void ConsoleStyle::drawTabLabel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    if (!tab)
        return;
    const Tokens& t = tokens(option->palette);
    const bool selected = option->state & State_Selected;
    painter->save();
    QFont font = painter->font();
    if (selected)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(selected ? t.accent : t.dim);
    QRect rect = option->rect.adjusted(6, 0, -6, 0);
    if (!tab->icon.isNull()) {
        const QSize size = tab->iconSize;
        const QRect place = alignedRect(tab->direction, Qt::AlignLeft | Qt::AlignVCenter, size, rect);
        tab->icon.paint(painter, place);
        rect = visualRect(tab->direction, rect, rect.adjusted(size.width() + 4, 0, 0, 0));
    }
    painter->drawText(rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, tab->text);
    if ((option->state & State_HasFocus) && selected) {
        QStyleOptionFocusRect focus;
        focus.initFrom(widget);
        focus.rect = option->rect.adjusted(1, 4, -1, -4);
        drawPrimitive(PE_FrameFocusRect, &focus, painter, nullptr);
    }
    painter->restore();
}

void ConsoleStyle::drawHeaderSection(const QStyleOption* option, QPainter* painter) const
{
    const Tokens& t = tokens(option->palette);
    painter->fillRect(option->rect, option->state & State_MouseOver ? t.selection : t.window);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
}

/// The sort arrow stands beside the words, on the side where the column's text ends.
void ConsoleStyle::drawHeaderLabel(const QStyleOptionHeader& header, QPainter* painter, int indent) const
{
    const Tokens& t = tokens(header.palette);
    QFont font = scaled(painter->font(), 0.92);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    const bool endsRight = header.textAlignment & Qt::AlignRight;
    const int arrow = sorted ? kSortArrow : 0;
    const int margin = pixelMetric(PM_HeaderMargin);
    // As if written from left to right, then mirrored.
    const QRect inner = header.rect.adjusted(margin + indent, 0, -margin, 0);
    const QString text = metrics.elidedText(header.text, Qt::ElideRight, inner.width() - arrow);
    const int width = metrics.horizontalAdvance(text);
    const int left = endsRight ? inner.right() + 1 - width : inner.left();
    const auto place = [&](int from, int size) { return visualRect(header.direction, header.rect, QRect(from, header.rect.top(), size, header.rect.height())); };
    painter->save();
    painter->setFont(font);
    painter->setPen(sorted ? t.text : t.dim);
    painter->drawText(place(left, width), Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
    if (sorted) {
        const QRect mark = place(endsRight ? left - arrow : left + width, arrow);
        painter->translate(QRectF(mark).center());
        if (header.sortIndicator == QStyleOptionHeader::SortUp)
            painter->scale(1, -1);
        chevronDown(painter, QRect(-4, -4, 8, 8), t.text);
    }
    painter->restore();
}

void ConsoleStyle::drawToolLabel(const QStyleOptionToolButton& button, QPainter* painter) const
{
    const QRect inner = button.rect.adjusted(kButtonPadding, 0, -kButtonPadding, 0);
    const auto place = [&](int from, int size) { return visualRect(button.direction, button.rect, QRect(inner.left() + from, inner.top(), size, inner.height())); };
    int from = 0;
    if (button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull()) {
        button.icon.paint(painter, alignedRect(button.direction, Qt::AlignCenter, button.iconSize, place(0, button.iconSize.width())), Qt::AlignCenter,
            button.state & State_Enabled ? QIcon::Normal : QIcon::Disabled);
        from = button.iconSize.width() + kIconGap;
    }
    painter->save();
    painter->setFont(button.font);
    painter->setPen(button.palette.color(button.state & State_Enabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter->drawText(place(from, button.fontMetrics.horizontalAdvance(button.text)), Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, button.text);
    painter->restore();
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); button && isAccent(widget)) {
            QStyleOptionButton accent = *button;
            const QColor words = accentTint(button->palette, widget).text;
            accent.palette.setColor(QPalette::Active, QPalette::ButtonText, words);
            accent.palette.setColor(QPalette::Inactive, QPalette::ButtonText, words);
            QProxyStyle::drawControl(element, &accent, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option); button && widget && widget->property("outlined").toBool()) {
            drawToolLabel(*button, painter);
            return;
        }
        break;
    case CE_TabBarTabShape:
        drawTabShape(option, painter);
        return;
    case CE_TabBarTabLabel:
        drawTabLabel(option, painter, widget);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        drawHeaderSection(option, painter);
        return;
    case CE_Header:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderSection(option, painter);
            drawHeaderLabel(*header, painter, header->section == 0 && widget ? widget->property("firstIndent").toInt() : 0);
            return;
        }
        break;
    case CE_Splitter:
        if (qMin(option->rect.width(), option->rect.height()) == 1) // a wide one is the gap between frames
            painter->fillRect(option->rect, t.line);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, t.pane);
        return;
    case CE_MenuBarItem:
        painter->fillRect(option->rect, t.pane);
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            if ((item->state & State_Selected) && (item->state & State_Enabled))
                panel(painter, option->rect.adjusted(1, 2, -1, -2), t.selection, {}, 4);
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine, item->palette,
                item->state & State_Enabled, item->text, QPalette::ButtonText);
        }
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, t.pane);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine) {
                const bool horizontal = frame->frameShape == QFrame::HLine;
                const QRect r = option->rect;
                painter->fillRect(horizontal ? QRect(r.left(), r.center().y(), r.width(), 1) : QRect(r.center().x(), r.top(), 1, r.height()), t.line);
                return;
            }
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawComboBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    panel(painter, option->rect, option->state & State_Enabled ? t.pane : t.window, option->state & State_HasFocus ? t.accent : t.line);
    chevronDown(painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), t.dim);
}

void ConsoleStyle::drawSpinBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    panel(painter, option->rect, option->state & State_Enabled ? t.pane : t.window, option->state & State_HasFocus ? t.accent : t.line);
    painter->save();
    painter->translate(subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget).center());
    painter->scale(1, -1);
    chevronDown(painter, QRect(-4, -4, 8, 8), t.dim);
    painter->restore();
    chevronDown(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget), t.dim);
}

void ConsoleStyle::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    painter->fillRect(option->rect, t.pane);
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const bool active = (option->state & (State_MouseOver | State_Sunken)) != 0;
    QColor handle = t.dim;
    handle.setAlphaF(active ? 0.75F : 0.4F);
    const QRect slider = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget).adjusted(3, 3, -3, -3);
    panel(painter, slider, handle, {}, qMin(slider.width(), slider.height()) / 2.0);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ScrollBar:
        drawScrollBar(option, painter, widget);
        return;
    case CC_ComboBox:
        drawComboBox(option, painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(option, painter, widget);
        return;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace t6::ui
