// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chiplabel.h"

#include <QFrame>

class QPushButton;

namespace t6::ui {

class PlainLabel;

/// A line across a page that says what is going on and offers one thing to do about it. Hidden while it has no text.
class Notice : public QFrame
{
    Q_OBJECT

public:
    explicit Notice(QWidget* parent = nullptr);
    void setNotice(const QString& text, ChipLabel::TintOf tint = checkTint, const QString& button = {});
    [[nodiscard]] QString text() const;

signals:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tintText();

    ChipLabel::TintOf m_tint = checkTint;
    PlainLabel* m_label;
    QPushButton* m_button;
};

} // namespace t6::ui
