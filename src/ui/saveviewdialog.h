// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class SaveViewDialog;
}

/// Asks for the name of a view.
class SaveViewDialog : public QDialog
{
    Q_OBJECT

public:
    SaveViewDialog(const QStringList& takenNames, QWidget* parent = nullptr);
    ~SaveViewDialog() override;

signals:
    void nameChosen(const QString& name);

private:
    void save();

    QStringList m_taken;
    std::unique_ptr<Ui::SaveViewDialog> m_form;
};

} // namespace t6::ui
