// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPrinter>
#include <QWidget>

#include <array>
#include <memory>

namespace t6::ui {

namespace Ui {
class RecoveryKeyWidget;
}

/// Shows the recovery key once, prints it, and asks for two of its groups as proof that the sheet exists.
class RecoveryKeyWidget : public QWidget
{
    Q_OBJECT

public:
    explicit RecoveryKeyWidget(QWidget* parent = nullptr);
    ~RecoveryKeyWidget() override;

    void setKey(const QString& key);
    void clear(); ///< the key is gone from the screen
    /// The two groups are right. Says beside them when they are not.
    [[nodiscard]] bool confirm();
    [[nodiscard]] std::array<int, 2> askedGroups() const { return m_asked; } ///< counted from 0

signals:
    void submitted();

private:
    void print();
    void savePdf();
    void printTo(QPrinter& printer) const;

    std::unique_ptr<Ui::RecoveryKeyWidget> m_form;
    QString m_key;
    std::array<int, 2> m_asked{};
};

} // namespace t6::ui
