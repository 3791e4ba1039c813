// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace t6::ui {

enum class Appearance { System, Light, Dark };

/// A colour for text and the ground it stands on.
struct Tint
{
    QColor text, ground;
};

/// Every colour of the program. No colour is written anywhere else.
struct Tokens
{
    QColor window, pane, line, text, dim, accent, onAccent, selection;
    Tint blocks, check, fine, hold;
};

[[nodiscard]] const Tokens& tokens(bool dark);
/// The tokens that belong to a palette made by makePalette(); widgets and delegates ask with their own palette.
[[nodiscard]] const Tokens& tokens(const QPalette& palette);
[[nodiscard]] bool isDark(const QPalette& palette);
[[nodiscard]] QPalette makePalette(const Tokens& tokens);

/// Twelve colours to tell merchants apart, at least 3:1 against every ground they are drawn on. Any index is valid.
inline constexpr int kMerchantColours = 12;
[[nodiscard]] QColor merchantColour(int index, bool dark);

/// The same as the ground of a button that acts on the merchant's orders, with the colour of its words: at least 4.5:1.
[[nodiscard]] Tint merchantButtonTint(int index, bool dark);

/// Contrast of WCAG 2: 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// Sets style, palette and icon colours of the whole program. System follows the palette that Qt took from the desktop when
/// the program started.
void applyTheme(QApplication& application, Appearance appearance);

} // namespace t6::ui
