// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>
#include <QTimer>

#include <memory>
#include <vector>

class QCheckBox;

namespace t6::ui {

namespace Ui {
class MerchantDialog;
}

/// Settings of one merchant: name, Through6 items with a live preview, checks, set-up checklist.
class MerchantDialog : public QDialog
{
    Q_OBJECT

public:
    MerchantDialog(operations::Console& console, MerchantId id, const Clock& clock, QWidget* parent = nullptr);
    ~MerchantDialog() override;
    void showTab(int tab);

private:
    void fillGeneral(const operations::MerchantState& state);
    void fillChecks();
    void fillChecklist();
    void preview();
    void showPreview(const operations::RulePreview& preview);
    void save();
    [[nodiscard]] Merchant edited() const;

    operations::Console& m_console;
    Merchant m_merchant;
    Clock m_clock;
    QTimer m_previewTimer;
    quint64 m_previewGeneration = 0;
    std::vector<QCheckBox*> m_points; ///< by ChecklistPoint
    std::unique_ptr<Ui::MerchantDialog> m_form;
};

} // namespace t6::ui
