// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class ProblemsDialog;
}

/// Errors, each until someone acknowledges it.
class ProblemsDialog : public QDialog
{
    Q_OBJECT

public:
    ProblemsDialog(operations::Console& console, QWidget* parent = nullptr);
    ~ProblemsDialog() override;

    void showProblems(const QList<operations::Problem>& problems);

signals:
    void copyRequested(const QString& text);

private:
    void showDetails();
    [[nodiscard]] quint64 currentProblem() const;

    operations::Console& m_console;
    QList<operations::Problem> m_problems;
    std::unique_ptr<Ui::ProblemsDialog> m_form;
};

} // namespace t6::ui
