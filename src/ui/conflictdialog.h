// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "conflictresolution.h"

#include <core/merchant.h>

#include <QDialog>

#include <memory>

class QButtonGroup;

namespace t6::ui {

namespace Ui {
class ConflictDialog;
}

/// Someone else changed what is being edited: shows what was seen, what they made of it and what we want, place by place. Nothing is
/// chosen beforehand, and nothing is sent before all is chosen.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    ConflictDialog(const QString& number, const QList<MergeConflict>& conflicts, const AccountFacts& facts, int merchantColour, QWidget* parent = nullptr);
    ~ConflictDialog() override;

    [[nodiscard]] QList<Keep> choices() const; ///< one for each conflict, once accepted

private:
    void addRow(int row, const MergeConflict& conflict, const AccountFacts& facts);
    void review();

    std::unique_ptr<Ui::ConflictDialog> m_form;
    QList<QButtonGroup*> m_groups; ///< ids are Keep
};

} // namespace t6::ui
