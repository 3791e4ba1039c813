// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QString>

class QWidget;

namespace t6::ui {

/// The one way by which text from outside (ShipStation, buyers, merchants' names) reaches a widget. Qt's labels, tool tips and text
/// edits guess HTML and then open the files it names: nothing here is ever markup.

/// Fit for one line: control characters, line breaks and lone surrogates replaced, bidirectional overrides dropped, clipped to
/// `limit` characters with an ellipsis.
[[nodiscard]] QString safeLine(const QString& text, int limit = 300);
/// The same for several lines: line breaks and tabs stay.
[[nodiscard]] QString safeBlock(const QString& text, int limit = 20'000);
/// The beginning of a text that is to be read at a glance: some hundred characters on a few lines, with an ellipsis where it goes on.
/// Not made fit to be shown: that is left to whoever shows it.
[[nodiscard]] QString shortened(const QString& text);
/// As the text of a menu entry, button or tab: "&" shows as itself.
[[nodiscard]] QString safeCaption(const QString& text, int limit = 60);
/// A tool tip that shows `text` literally.
[[nodiscard]] QString safeToolTip(const QString& text);

/// A label that shows its text literally, wraps, and can be selected when it carries data.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget* parent = nullptr);
    explicit PlainLabel(const QString& text, QWidget* parent = nullptr);
    /// Text from outside, on several lines if it has them; no more of it than can be read in a label (see LongText).
    void setData(const QString& text);
    /// Text that can be marked and copied with mouse and keyboard.
    void setSelectable(bool selectable);
};

/// A label on one line that ends in … where it does not fit; the whole text is its tool tip and accessible name.
class ElidedLabel : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText)

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
};

} // namespace t6::ui
