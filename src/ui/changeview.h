// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/textdiff.h>

#include <QString>
#include <QWidget>

namespace t6::ui {

/// A value before and after, with the characters that changed marked by colour and line. Both are drawn as plain text, whatever they
/// hold; side by side if there is room, else one below the other. Hidden while both are the same.
class ChangeView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeView(QWidget* parent = nullptr);
    void setTexts(const QString& before, const QString& after);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int place(int width, QPainter* painter) const; ///< draws if there is a painter; returns the height

    QString m_before, m_after;
    TextDiff m_diff;
};

} // namespace t6::ui
