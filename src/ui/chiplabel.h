// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.h"

#include <QLabel>

namespace t6::ui {

/// A word on its tint, e.g. the readiness of the order. Plain text.
class ChipLabel : public QLabel
{
    Q_OBJECT

public:
    using TintOf = const Tint& (*)(const Tokens&);

    explicit ChipLabel(QWidget* parent = nullptr);
    void setChip(const QString& text, TintOf tint);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TintOf m_tint;
};

[[nodiscard]] const Tint& blocksTint(const Tokens& tokens);
[[nodiscard]] const Tint& checkTint(const Tokens& tokens);
[[nodiscard]] const Tint& fineTint(const Tokens& tokens);
[[nodiscard]] const Tint& holdTint(const Tokens& tokens);

} // namespace t6::ui
