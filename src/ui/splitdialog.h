// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitdraft.h"

#include <operations/console.h>

#include <QDialog>
#include <QSet>

#include <memory>

namespace t6::ui {

namespace Ui {
class SplitDialog;
}
class SplitPane;
class SplitProgress;

/// One order split: what stays on it and what leaves, worked out live while a person decides; then its steps and its proof. Closing it stops
/// nothing that was begun.
class SplitDialog : public QDialog
{
    Q_OBJECT

public:
    /// Reads the order anew at ShipStation, for the numbers of the new orders.
    SplitDialog(operations::Console& console, const Clock& clock, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~SplitDialog() override;

signals:
    void copyRequested(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpPanes();
    void addPane(int place);
    void orderTabs();
    void addChild();
    void removeChild(SplitPane* pane);
    void moveOff(const QList<int>& lines); ///< the original
    void moveBack(int child, const QList<int>& lines);
    [[nodiscard]] Result<SplitPlan> planFor(const SplitDraft& draft) const;
    void showPlan();
    void showRefusal(const Error& error);
    void showPane(SplitPane& pane);
    void showNotices();
    void updateButton();
    void adopt(const operations::SplitPreview& preview);
    void preview(bool begin);
    void confirm();
    void start();
    void showEnd();
    void say(const QString& text);
    [[nodiscard]] QString childNumber(int child) const;
    [[nodiscard]] operations::SplitRequest request() const;

    operations::Console& m_console;
    Clock m_clock;
    MerchantId m_merchant;
    OrderId m_order;
    Merchant m_settings;
    QByteArray m_seen; ///< the order's JSON that the plan is worked out on
    SplitDraft m_draft;
    QSet<QString> m_taken; ///< numbers that no new order may get, as far as they are known
    int m_numbered = 0; ///< as many new orders' numbers are known to be free
    int m_target = 0; ///< the new order that lines go to
    std::optional<SplitPlan> m_plan; ///< what would be done
    QList<SplitPane*> m_panes; ///< the original's first
    SplitProgress* m_progress;
    bool m_busy = false; ///< ShipStation is being read
    std::unique_ptr<Ui::SplitDialog> m_form;
};

} // namespace t6::ui
