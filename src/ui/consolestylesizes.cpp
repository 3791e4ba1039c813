// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// How large things are, where their parts lie and how they behave; consolestyle.cpp paints them.
#include "consolestyle.h"

#include <QApplication>
#include <QStyleOption>
#include <QWidget>

namespace t6::ui {

int ConsoleStyle::outlinedWidth(const QStyleOptionToolButton& button)
{
    const bool icon = button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull();
    const bool menu = button.features & QStyleOptionToolButton::HasMenu;
    return 2 * kButtonPadding + button.fontMetrics.horizontalAdvance(button.text) + (icon ? button.iconSize.width() + kIconGap : 0) + (menu ? kMenuArrow + kIconGap : 0);
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
            return {outlinedWidth(*button), qMax(result.height(), line + 12)};
        return result;
    case CT_TabBarTab:
        return {result.width(), qMax(result.height(), line + 18)};
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
    case PM_TabBarTabHSpace:
        return 20;
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
