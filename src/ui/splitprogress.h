// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class SplitProgress;
}

/// A split that is under way or settled: its steps with what was verified, its proof, and what a person may do. Follows it live.
class SplitProgress : public QWidget
{
    Q_OBJECT

public:
    explicit SplitProgress(operations::Console& console, QWidget* parent = nullptr);
    ~SplitProgress() override;

    /// Before anything is known of it: the steps that are ahead. The next split of this order and purpose is followed.
    void expect(MerchantId merchant, OrderId original, SplitPurpose purpose, const SplitPlan& plan);
    void showReport(const operations::SplitReport& report);
    void showError(const Error& error); ///< it was not begun
    [[nodiscard]] const operations::SplitReport& report() const noexcept { return m_report; }

signals:
    void changed(); ///< report()
    void copyRequested(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showSteps();
    void showProof();
    void updateButtons();
    void ask(const QFuture<Result<operations::SplitReport>>& answer);

    operations::Console& m_console;
    operations::SplitReport m_report;
    bool m_busy = false; ///< a person's answer is being worked on
    std::unique_ptr<Ui::SplitProgress> m_form;
};

} // namespace t6::ui
