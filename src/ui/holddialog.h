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

/// Asks until when orders are held, and why.
class HoldDialog : public QDialog
{
    Q_OBJECT

public:
    /// `what`: "#1001", "12 orders": the object of the verb. `current`: an order's date; may be invalid. `reason`: why it is held now.
    HoldDialog(const QString& what, int merchantColour, QDate today, QDate current, const QString& reason, QWidget* parent = nullptr);
    ~HoldDialog() override;

signals:
    void chosen(const QString& isoDate, const QString& reason); ///< `reason` may be empty

private:
    std::unique_ptr<Ui::HoldDialog> m_form;
};

} // namespace t6::ui
