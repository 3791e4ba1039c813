// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class AboutDialog;
}

/// Version, components, licences, where the address data comes from.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
    ~AboutDialog() override;

signals:
    void copyRequested(const QString& text);

private:
    std::unique_ptr<Ui::AboutDialog> m_form;
};

} // namespace t6::ui
