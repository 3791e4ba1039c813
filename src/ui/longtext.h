// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace t6::ui {

class PlainLabel;

/// Text from outside of any length. Its beginning is shown; a button shows the rest in a box that scrolls and can be copied from.
/// Laying out what nobody reads would hold up the window.
class LongText : public QWidget
{
    Q_OBJECT

public:
    /// `name`: of what the text is, for who cannot see it.
    LongText(const QString& text, const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] PlainLabel* label() const { return m_label; } ///< of the beginning: for its looks
    [[nodiscard]] bool isShortened() const { return m_button != nullptr; }
    void showAll(); ///< nothing to do when it is all there

signals:
    void expanded();

private:
    QString m_text, m_name;
    PlainLabel* m_label;
    QPushButton* m_button = nullptr;
};

} // namespace t6::ui
