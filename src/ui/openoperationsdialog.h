// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <operations/console.h>

#include <QDialog>

#include <memory>

namespace t6::ui {

namespace Ui {
class OpenOperationsDialog;
}
class SplitProgress;

/// What was begun and is not settled: what is known of each operation and split, and what a person can do about it. The steps of a split
/// are shown in it, not beside it.
class OpenOperationsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OpenOperationsDialog(operations::Console& console, QWidget* parent = nullptr);
    ~OpenOperationsDialog() override;
    void showOperations(const QList<operations::OperationReport>& open, const QList<operations::SplitReport>& splits = {});

signals:
    void orderChosen(const t6::ui::OrderKey& key);
    void copyRequested(const QString& text);

private:
    void refresh();
    void addItem(QUuid id, MerchantId merchant, const QStringList& cells, UtcTime since);
    void splitChanged(const operations::SplitReport& report);
    void showDetails();
    void showDifferences(const operations::OperationReport& report);
    void lookAgain();
    void settle();
    void readAgain(const operations::OperationReport& report);
    void say(const QString& text);
    void updateButtons();
    [[nodiscard]] QUuid currentId() const;
    [[nodiscard]] const operations::OperationReport* current() const; ///< null also while a split is selected
    [[nodiscard]] const operations::SplitReport* currentSplit() const;
    [[nodiscard]] AccountFacts facts(MerchantId id) const;

    operations::Console& m_console;
    QList<operations::OperationReport> m_open;
    QList<operations::SplitReport> m_splits;
    SplitProgress* m_progress; ///< of the selected split
    OperationId m_readAgain; ///< the one whose order was read again on behalf of settling it
    bool m_busy = false;
    std::unique_ptr<Ui::OpenOperationsDialog> m_form;
};

} // namespace t6::ui
