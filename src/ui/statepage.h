// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class StatePage;
}

/// What stands in the place of a list that has nothing to show: an icon, a sentence, one button.
class StatePage : public QWidget
{
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);
    ~StatePage() override;
    /// `button` empty: nothing to do but wait.
    void setState(const QString& icon, const QString& title, const QString& text, const QString& button);
    [[nodiscard]] QString title() const;

signals:
    void activated();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tintIcon();

    QString m_icon;
    std::unique_ptr<Ui::StatePage> m_form;
};

} // namespace t6::ui
