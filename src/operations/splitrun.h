// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operationrun.h"
#include "splitmemory.h"

#include <functional>

namespace t6::operations {

/// Carries one split out, or takes one back: asks splitsteps.h what comes next, does it as an operation like any other, and asks again. All
/// that it knows is in the book of splits and the journal, so a later run goes on where this one ended. Lives in the network thread; deletes
/// itself after finished().
class SplitRun : public QObject
{
    Q_OBJECT

public:
    /// Carries an operation out; its future finishes when it is settled, or as soon as its outcome is unknown.
    using Perform = std::function<QFuture<Result<OperationReport>>(Correction)>;

    SplitRun(const WriteSetup& setup, shipstation::Session& session, Perform perform, QObject* parent);

    /// The report when the split is settled or needs a person, or as soon as it goes on by itself later.
    [[nodiscard]] QFuture<Result<SplitReport>> start(SplitRequest request, QSet<QString> used);
    /// `rewritten`: see SplitMemory; `settle`: called when it may be taken back; frees the orders of a split that a person was asked about.
    using Settle = std::function<QFuture<Result<SplitReport>>()>;
    [[nodiscard]] QFuture<Result<SplitReport>> takeBack(store::SplitRecord done, SplitWork work, QByteArray rewritten, Settle settle);
    /// Goes on with what an earlier run left; with what a person was asked about, too.
    [[nodiscard]] QFuture<Result<SplitReport>> resume(store::SplitRecord record, SplitWork work, SplitFindings findings, QList<store::JournalRecord> steps);
    /// A person leaves it as it is.
    [[nodiscard]] QFuture<Result<SplitReport>> leave(const QString& reason);
    /// Now instead of later.
    [[nodiscard]] QFuture<Result<SplitReport>> look();

    /// One of its operations took a step.
    void stepChanged(const OperationReport& report);

    [[nodiscard]] QUuid id() const noexcept { return m_record.id; }
    [[nodiscard]] OrderId original() const noexcept { return m_record.original; }

signals:
    void changed(const t6::operations::SplitReport& report);
    void problemFound(const t6::Error& error);
    /// A step that a person would be asked about is settled by what came after it.
    void stepSettled(t6::OperationId step);
    void finished();

private:
    void begin(const SplitPreview& preview, const SplitRequest& request);
    void keepAndGo();
    void advance();
    void act(const SplitMove& move);
    [[nodiscard]] Correction correctionFor(const SplitMove& move) const;
    void note(const OperationReport& report, int child);
    struct SplitSeen
    {
        std::optional<JsonText> original;
        std::vector<std::optional<JsonText>> children;
    };
    void look(std::function<void(const SplitSeen&)> then);
    void notRead(const Error& error);
    void gatherEvidence();
    void prove(SplitStage stage);
    void readAnew();
    bool claimChildren();
    void later();
    void pause(std::chrono::milliseconds wait);
    void waitForQuiet();
    [[nodiscard]] bool mayArrive(const SplitStep& step) const;
    void conclude(SplitState state);
    void changeState(SplitState to, std::function<void()> then);
    void fail(const Error& error); ///< nothing was written down
    void end();
    void tell();
    [[nodiscard]] std::vector<SplitAttempt> attempts() const;
    [[nodiscard]] SplitReport report() const;
    [[nodiscard]] store::AuditEntry line(const QString& step) const;

    const WriteSetup& m_setup;
    shipstation::Session& m_session;
    Perform m_perform;
    store::SplitRecord m_record;
    SplitWork m_work;
    SplitFindings m_findings;
    QList<SplitStep> m_steps;
    QByteArray m_original; ///< as last seen
    QList<QByteArray> m_children; ///< the same; empty: not seen
    std::optional<SplitEvidence> m_evidence;
    UtcTime m_lookedAt{}; ///< when the reading of the evidence began
    bool m_proven = false, m_provenAtLast = false, m_writtenDown = false, m_resumed = false, m_waits = false;
    int m_acting = -1; ///< the child of the step that was begun; -1: none is under way from here
    bool m_busy = false; ///< something is being read or written down
    int m_pauses = 0;
    QTimer m_timer;
    std::shared_ptr<QPromise<Result<SplitReport>>> m_promise;
};

} // namespace t6::operations
