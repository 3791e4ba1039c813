// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.h"

#include <core/checks.h>

#include <QFont>
#include <QPainter>
#include <QString>

class QStyleOptionViewItem;
class QWidget;

namespace t6::ui {

/// What delegates and cards draw alike.

[[nodiscard]] QFont smallFont(const QFont& font); ///< secondary text: a step below
[[nodiscard]] QFont boldFont(const QFont& font);

/// The tint of a finding; holds have their own.
[[nodiscard]] const Tint& issueTint(const Tokens& tokens, CheckCode code, Severity severity);
[[nodiscard]] const Tint& readinessTint(const Tokens& tokens, Readiness readiness);
/// Shape and label: "▲ Weight", "‖ Hold expired".
[[nodiscard]] QString chipText(CheckCode code, Severity severity);
[[nodiscard]] QString readinessShape(Readiness readiness);

[[nodiscard]] QSize chipSize(const QFont& font, const QString& text);
void drawChip(QPainter* painter, const QRect& rect, const QString& text, const Tint& tint);

/// Ground of a row: selection or pane, a thin line below, the focus ring where the current cell is.
void drawRowGround(QPainter* painter, const QStyleOptionViewItem& option, const QColor& ground);

/// Ground of a card with a bar of its tint along the leading edge. Within the widget's paint event.
void drawCard(QWidget& card, const QColor& ground, const QColor& bar);

} // namespace t6::ui
