// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "theme.h"

#include "consolestyle.h"

#include <QApplication>
#include <QVariant>

#include <algorithm>
#include <array>
#include <cmath>

namespace t6::ui {

namespace {

constexpr const char* kDesktopIsDark = "t6DesktopIsDark";

QColor rgb(QRgb value)
{
    return QColor(value);
}

double luminance(const QColor& colour)
{
    const auto linear = [](double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Tokens& tokens(bool dark)
{
    static const Tokens light{rgb(0xf6f7f9), rgb(0xffffff), rgb(0xe3e6eb), rgb(0x1c2230), rgb(0x5f6b7f), rgb(0x2457d6), rgb(0xffffff), rgb(0xe8f0fe),
        {rgb(0xb42318), rgb(0xfef0ee)}, {rgb(0x8a5800), rgb(0xfff6e0)}, {rgb(0x147a46), rgb(0xe7f6ee)}, {rgb(0x5b46b3), rgb(0xf0edfc)}};
    static const Tokens night{rgb(0x15181e), rgb(0x1c2027), rgb(0x2d333d), rgb(0xe6e9ef), rgb(0x98a2b3), rgb(0x7aa2ff), rgb(0x0e1526), rgb(0x24344f),
        {rgb(0xff9a8f), rgb(0x3a1f1d)}, {rgb(0xf3c465), rgb(0x372c14)}, {rgb(0x6fd6a0), rgb(0x15312a)}, {rgb(0xb8a9ff), rgb(0x2a2547)}};
    return dark ? night : light;
}

bool isDark(const QPalette& palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window)) < 0.18;
}

const Tokens& tokens(const QPalette& palette)
{
    return tokens(isDark(palette));
}

QPalette makePalette(const Tokens& t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.pane);
    palette.setColor(QPalette::AlternateBase, t.window);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.pane);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.blocks.text);
    palette.setColor(QPalette::ToolTipBase, t.pane);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.dim);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, t.pane);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.dim);
    palette.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, t.dim);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, t.window);
    return palette;
}

QColor merchantColour(int index, bool dark)
{
    static constexpr std::array<QRgb, kMerchantColours> onLight{0x2d7d63, 0x7a52c7, 0xb8720a, 0x1779a8, 0xa8447a, 0x5c7d1f, 0x3b5bdb, 0xb4532a, 0x0f7f86, 0x8b5a2b,
        0xc0395b, 0x566579};
    static constexpr std::array<QRgb, kMerchantColours> onDark{0x35a581, 0x9b78e6, 0xd68d1f, 0x2c9fd6, 0xd065a0, 0x86a83a, 0x7089f5, 0xdf7a4e, 0x27aab2, 0xb98552,
        0xe8607f, 0x8796ab};
    const auto place = static_cast<std::size_t>(((index % kMerchantColours) + kMerchantColours) % kMerchantColours);
    return QColor(dark ? onDark[place] : onLight[place]);
}

Tint merchantButtonTint(int index, bool dark)
{
    constexpr double kReadable = 4.5;
    const Tokens& t = tokens(dark);
    Tint tint{t.onAccent, merchantColour(index, dark)};
    while (contrast(tint.text, tint.ground) < kReadable)
        tint.ground = dark ? tint.ground.lighter(104) : tint.ground.darker(104);
    return tint;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

void applyTheme(QApplication& application, Appearance appearance)
{
    // Asked once, before our own palette hides the desktop's.
    if (!application.property(kDesktopIsDark).isValid())
        application.setProperty(kDesktopIsDark, isDark(QApplication::palette()));
    const bool dark = appearance == Appearance::Dark || (appearance == Appearance::System && application.property(kDesktopIsDark).toBool());
    if (!qobject_cast<ConsoleStyle*>(QApplication::style()))
        QApplication::setStyle(new ConsoleStyle);
    QApplication::setPalette(makePalette(tokens(dark)));
}

} // namespace t6::ui
