// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QObject>

#include <optional>

namespace t6::ui {

/// Splits of many orders, one after the other. What was begun goes on when this is destroyed; the others do not begin.
class SplitBatch : public QObject
{
    Q_OBJECT

public:
    explicit SplitBatch(operations::Console& console, QObject* parent = nullptr);

    void start(const QList<operations::SplitRequest>& requests, bool stopAtPerson); ///< once
    void cancel(); ///< no other one begins

    using Outcome = Result<operations::SplitReport>;
    [[nodiscard]] const std::optional<Outcome>& outcome(int index) const { return m_outcomes.at(index); } ///< nullopt: not settled, or never begun
    [[nodiscard]] int size() const { return static_cast<int>(m_requests.size()); }
    [[nodiscard]] int settled() const { return m_settled; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool stoppedAtPerson() const { return m_stopped; }
    [[nodiscard]] int count(SplitState state) const;

signals:
    void began(int index);
    void advanced(int index);
    void finished();

private:
    void next();
    void settle(const Outcome& outcome);

    operations::Console& m_console;
    QList<operations::SplitRequest> m_requests;
    QList<std::optional<Outcome>> m_outcomes;
    int m_settled = 0;
    bool m_stopAtPerson = true, m_cancelled = false, m_stopped = false, m_running = false;
};

} // namespace t6::ui
