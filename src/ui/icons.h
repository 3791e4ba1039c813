// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

class QPainter;

namespace t6::ui {

/// The icon resources/icons/<name>.svg in the text colour of the palette of the moment: it follows a change of appearance.
[[nodiscard]] QIcon icon(const QString& name);
/// The same in one given colour.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);
/// The program's own icon, in its own colours.
[[nodiscard]] QIcon programIcon();

} // namespace t6::ui
