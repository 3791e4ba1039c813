// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class UnsplitDialog;
}
class SplitProgress;

/// Takes a split back: what will happen, then its steps. Closing it stops nothing that was begun.
class UnsplitDialog : public QDialog
{
    Q_OBJECT

public:
    UnsplitDialog(operations::Console& console, const operations::SplitReport& split, QWidget* parent = nullptr);
    ~UnsplitDialog() override;

private:
    void start();
    void showEnd();

    operations::Console& m_console;
    operations::SplitReport m_split;
    SplitProgress* m_progress;
    std::unique_ptr<Ui::UnsplitDialog> m_form;
};

} // namespace t6::ui
