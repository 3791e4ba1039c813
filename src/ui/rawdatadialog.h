// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class RawDataDialog;
}

/// The JSON of an order as it was received, as plain text.
class RawDataDialog : public QDialog
{
    Q_OBJECT

public:
    RawDataDialog(const QString& number, const QByteArray& raw, QWidget* parent = nullptr);
    ~RawDataDialog() override;

signals:
    void copyRequested(const QString& text);

private:
    std::unique_ptr<Ui::RawDataDialog> m_form;
};

} // namespace t6::ui
