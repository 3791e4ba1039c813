// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "consolestyle.h"

#include "theme.h"

#include <QApplication>
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

bool isAccent(const QWidget* widget)
{
    return widget && widget->property("accent").toBool();
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
        const QColor fill = !enabled ? t.line : down ? t.accent.darker(115) : hover ? t.accent.lighter(108) : t.accent;
        panel(painter, option->rect, fill, {});
    } else {
        panel(painter, option->rect, down ? t.selection : hover || !enabled ? t.window : t.pane, hover ? t.dim : t.line);
    }
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
            chevronDown(painter, visualRect(option->direction, widget->rect(), QRect(widget->width() - 24, 0, 16, widget->height())), t.dim);
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

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokens(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); button && isAccent(widget)) {
            QStyleOptionButton accent = *button;
            accent.palette.setColor(QPalette::Active, QPalette::ButtonText, t.onAccent);
            accent.palette.setColor(QPalette::Inactive, QPalette::ButtonText, t.onAccent);
            QProxyStyle::drawControl(element, &accent, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option); button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && widget && widget->property("outlined").toBool()) {
            QStyleOptionToolButton inset = *button;
            inset.rect.adjust(6, 0, -6, 0);
            QProxyStyle::drawControl(element, &inset, painter, widget);
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
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeaderV2 copy;
            static_cast<QStyleOptionHeader&>(copy) = *header;
            copy.palette.setColor(QPalette::ButtonText, t.dim);
            painter->save();
            QFont font = scaled(painter->font(), 0.92);
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            copy.fontMetrics = QFontMetrics(font);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_Splitter:
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

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl, const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    // A scroll bar without arrows: groove and handle only.
    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const qint64 wanted = range > 0 ? qint64(length) * bar->pageStep / (range + bar->pageStep) : length;
    const int handle = static_cast<int>(qBound(qint64(qMin(length, 28)), wanted, qint64(length)));
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
    const auto part = [&](int from, int size) {
        return visualRect(bar->direction, bar->rect, horizontal ? QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height())
                                                              : QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size));
    };
    switch (subControl) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return part(start, handle);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + handle, length - start - handle);
    default:
        return {};
    }
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int line = option ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_PushButton:
        return {result.width() + 8, qMax(result.height(), line + 12)};
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return {result.width(), qMax(result.height(), line + 12)};
    case CT_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option); button && widget && widget->property("outlined").toBool())
            return {result.width() + (button->features & QStyleOptionToolButton::HasMenu ? 44 : 12), qMax(result.height(), line + 12)};
        return result;
    case CT_TabBarTab:
        return {result.width() + 4, qMax(result.height(), line + 18)};
    case CT_MenuBarItem:
        return {result.width() + 4, result.height() + 4};
    case CT_MenuItem:
        return {result.width() + 12, result.height() + 2};
    case CT_HeaderSection:
        return {result.width() + 8, line + 14};
    case CT_ItemViewItem:
        return {result.width(), qMax(result.height(), line + 9)};
    default:
        return result;
    }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_HeaderMarkSize:
        return 10;
    case PM_HeaderMargin:
        return 8;
    case PM_FocusFrameHMargin: // room beside the text of rows
        return 6;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
        return qRound(QFontMetrics(QApplication::font()).height() * 0.95);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_TabBar_Alignment:
    case SH_Widget_Animation_Duration:
        return hint == SH_TabBar_Alignment ? static_cast<int>(Qt::AlignLeft) : 0;
    case SH_FormLayoutLabelAlignment:
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace t6::ui
