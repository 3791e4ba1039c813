// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <operations/console.h>

#include <QObject>

class QDialog;
class QWidget;

namespace t6::ui {

class QueuePage;

/// Splitting the order that is shown, taking its split back, and splitting all that need it.
class SplitActs : public QObject
{
    Q_OBJECT

public:
    /// All outlive this; `window` is the parent of dialogs.
    SplitActs(operations::Console& console, const Clock& clock, QueuePage& queue, QWidget* window);

    [[nodiscard]] bool canSplit() const;
    [[nodiscard]] bool canTakeBack() const { return m_split && m_split->canUndo; }
    [[nodiscard]] std::vector<OrderKey> needingSplit(MerchantId merchant) const;
    [[nodiscard]] QDialog* makeSplitDialog(); ///< null when there is no order to split
    [[nodiscard]] QDialog* makeTakeBackDialog(); ///< null when nothing was split
    [[nodiscard]] QDialog* makeSplitAllDialog(MerchantId merchant); ///< null without a merchant

signals:
    void changed(); ///< canTakeBack()
    void copyRequested(const QString& text);

private:
    void look(); ///< what was split of the order that is shown

    operations::Console& m_console;
    Clock m_clock;
    QueuePage& m_queue;
    QWidget* m_window;
    std::optional<OrderKey> m_key;
    std::optional<operations::SplitReport> m_split; ///< the newest one of the order that is shown
    quint64 m_generation = 0;
};

} // namespace t6::ui
