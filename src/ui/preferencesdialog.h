// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.h"

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class PreferencesDialog;
}

/// What an owner may set for the whole console.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(operations::Console& console, Appearance appearance, QWidget* parent = nullptr);
    ~PreferencesDialog() override;

signals:
    void appearanceChosen(t6::ui::Appearance appearance);

private:
    void save();

    operations::Console& m_console;
    std::unique_ptr<Ui::PreferencesDialog> m_form;
};

} // namespace t6::ui
