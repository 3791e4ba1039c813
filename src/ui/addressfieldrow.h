// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/addressfix.h>

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace t6::ui {

class ChangeView;
class PlainLabel;

/// One field of the address editor: its input, what was changed in it, what is wrong with it, and the repair. Country and state are
/// chosen from a list or typed, the others typed.
class AddressFieldRow : public QWidget
{
    Q_OBJECT

public:
    AddressFieldRow(AddressField field, QWidget* parent);

    [[nodiscard]] AddressField field() const { return m_field; }
    [[nodiscard]] QWidget* input() const; ///< what takes the focus
    [[nodiscard]] QPushButton* fixButton() const { return m_fixButton; }

    struct Choice
    {
        QString value, caption;
    };
    void setChoices(const QList<Choice>& choices);
    void setLabel(const QString& label, bool required); ///< for screen readers: the visible one is the editor's

    /// What the order holds, unchanged by how it is shown: text from outside may have what no line can show.
    [[nodiscard]] const QString& value() const { return m_value; }
    void setValue(const QString& value, const QString& original);
    void setHint(const QString& hint); ///< beside the input: the name of a code
    void setFinding(const QString& text, const std::optional<AddressFix>& fix);
    [[nodiscard]] const std::optional<AddressFix>& fix() const { return m_fix; }

signals:
    void edited(); ///< value() changed by typing
    void committed(); ///< typing ended: Enter, Tab or a choice
    void linesPasted(const QString& text); ///< several lines came in at once; value() is as before
    void fixAccepted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeInput();
    void takeText(const QString& shown);
    void showValue();
    void showChange();

    AddressField m_field;
    QString m_value, m_original, m_label;
    std::optional<AddressFix> m_fix;
    bool m_typed = false; ///< since the last commit
    QLineEdit* m_edit = nullptr;
    QComboBox* m_combo = nullptr; ///< null where there is nothing to choose from
    PlainLabel* m_hintLabel;
    PlainLabel* m_findingLabel;
    QPushButton* m_fixButton;
    ChangeView* m_changeView;
};

} // namespace t6::ui
