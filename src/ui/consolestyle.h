// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

class QStyleOptionHeader;
class QStyleOptionToolButton;

namespace t6::ui {

/// Fusion with the flat surfaces of the look: thin lines, round corners, pills for tabs. Behaviour stays Fusion's.
/// Dynamic properties: "accent" on the one button that counts in its card or dialog, with "merchantColour" in that merchant's colour; "outlined" on tool buttons that look like
/// buttons; "role" = title, subtitle, section, dim or error on labels; "firstIndent" = how far a header's first label stands in.
class ConsoleStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ConsoleStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl, const QWidget* widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr, QStyleHintReturn* data = nullptr) const override;
    using QProxyStyle::polish;
    void polish(QWidget* widget) override;

private:
    static constexpr int kButtonPadding = 12, kIconGap = 6, kMenuArrow = 10;
    [[nodiscard]] static int outlinedWidth(const QStyleOptionToolButton& button);
    bool drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawTabShape(const QStyleOption* option, QPainter* painter) const;
    void drawTabLabel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawHeaderSection(const QStyleOption* option, QPainter* painter) const;
    void drawHeaderLabel(const QStyleOptionHeader& header, QPainter* painter, int indent) const;
    void drawToolLabel(const QStyleOptionToolButton& button, QPainter* painter) const;
    void drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawComboBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawSpinBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawCheckBox(const QStyleOption* option, QPainter* painter) const;
};

} // namespace t6::ui
