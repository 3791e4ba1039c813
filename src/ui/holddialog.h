// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QDate>

#include <memory>

namespace t6::ui {

namespace Ui {
class HoldDialog;
}

/// Asks until when orders are held.
class HoldDialog : public QDialog
{
    Q_OBJECT

public:
    /// `what`: "#1001", "12 orders": the object of the verb. `current`: an order's date; may be invalid.
    HoldDialog(const QString& what, int merchantColour, QDate today, QDate current, QWidget* parent = nullptr);
    ~HoldDialog() override;

signals:
    void dateChosen(const QString& isoDate);

private:
    std::unique_ptr<Ui::HoldDialog> m_form;
};

} // namespace t6::ui
