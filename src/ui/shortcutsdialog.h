// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class ShortcutsDialog;
}

/// All commands and their keys; the keys can be changed.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);
    ~ShortcutsDialog() override;

signals:
    void shortcutsChanged();

private:
    void fill();
    void filter(const QString& text);
    void assign();
    [[nodiscard]] QAction* current() const;

    QList<QAction*> m_actions;
    std::unique_ptr<Ui::ShortcutsDialog> m_form;
};

} // namespace t6::ui
