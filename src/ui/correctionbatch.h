// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QObject>

#include <optional>

namespace t6::ui {

/// Corrections of many orders, begun and taken back as one. A failure stops nothing else. What was sent goes on when this is destroyed.
class CorrectionBatch : public QObject
{
    Q_OBJECT

public:
    explicit CorrectionBatch(operations::Console& console, QObject* parent = nullptr);

    void start(QList<operations::Correction> corrections); ///< once
    void cancel(); ///< those that have not begun end as Cancelled
    void undoAll(); ///< takes back what was confirmed, when finished

    using Outcome = Result<operations::OperationReport>;
    [[nodiscard]] const std::optional<Outcome>& outcome(int index) const { return m_entries.at(index).outcome; } ///< nullopt: under way
    [[nodiscard]] const std::optional<Outcome>& undone(int index) const { return m_entries.at(index).undone; }
    [[nodiscard]] int size() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] int settled() const { return m_settled; } ///< of the steps that are under way: corrections, then their undoing
    [[nodiscard]] int steps() const { return m_steps; }
    [[nodiscard]] bool isRunning() const { return m_settled < m_steps; }
    [[nodiscard]] int confirmed() const; ///< changed by this batch and not taken back

signals:
    void advanced(int index);
    void finished();

private:
    struct Entry
    {
        operations::Correction correction;
        std::optional<Outcome> outcome, undone;
    };
    [[nodiscard]] static bool canUndo(const Entry& entry);
    void settle(int index, std::optional<Outcome> Entry::*place, const Outcome& outcome);

    operations::Console& m_console;
    QList<Entry> m_entries;
    QUuid m_batch; ///< of what is under way
    int m_steps = 0, m_settled = 0;
};

} // namespace t6::ui
