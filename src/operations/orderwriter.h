// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operationrun.h"
#include "splitrun.h"

#include <QHash>
#include <QList>

#include <deque>

namespace t6::operations {

/// All that staff change in one merchant's orders: one operation per order at a time, a few orders side by side, many edits of a batch
/// in shared requests, whatever was left open by an earlier start. Lives in the network thread beside the merchant's sync and dies before its session.
class OrderWriter : public QObject
{
    Q_OBJECT

public:
    OrderWriter(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent = nullptr);
    ~OrderWriter() override;

    /// Finds out what became of operations that an earlier start left open, and watches what was sent lately. Finishes when each was
    /// looked at once; what is still unknown then is looked at again later.
    QFuture<Result<void>> recover();

    /// (A correction that takes some customs lines away becomes two operations, see core/customssteps.h; the report is the second's then.)
    [[nodiscard]] QFuture<Result<OperationReport>> correct(Correction correction);
    /// Takes a confirmed operation back by a new one. Errors: NotFound; InvalidInput when it is too old or cannot be taken back.
    [[nodiscard]] QFuture<Result<OperationReport>> undo(OperationId id, QUuid batch);
    /// A person has decided about an operation that needed one. Errors: NotFound, OperationMoved, the store's.
    [[nodiscard]] QFuture<Result<OperationReport>> close(OperationId id, QString reason);
    // Splits; see SplitRun. Their reports come through splitChanged(), too.
    [[nodiscard]] QFuture<Result<SplitPreview>> previewSplit(SplitRequest request);
    [[nodiscard]] QFuture<Result<SplitReport>> split(SplitRequest request);
    /// The newest split of an order (the original or a child) that is done, or that a person was asked about, is taken back. Errors: NotFound, OrderBusy.
    [[nodiscard]] QFuture<Result<SplitReport>> unsplit(OrderId order);
    /// A person was asked: looks again and goes on if it can. Errors: NotFound when it is settled.
    [[nodiscard]] QFuture<Result<SplitReport>> retrySplit(QUuid split);
    /// A person was asked, and leaves it as it is.
    [[nodiscard]] QFuture<Result<SplitReport>> leaveSplit(QUuid split, QString reason);

    /// Those of a batch that have not begun are dropped: their futures finish as Cancelled.
    void cancelBatch(QUuid batch);
    /// The sync saw an order turn into what had been sent before.
    void lateWriteFound(OrderId order);

    /// Begins nothing new; what is under way goes on. Before locking.
    void windDown();
    /// Requests that may have left and have no answer yet.
    [[nodiscard]] int onTheWire() const;

signals:
    void operationChanged(const t6::operations::OperationReport& report);
    void splitChanged(const t6::operations::SplitReport& report);
    void problemFound(t6::MerchantId merchant, const t6::Error& error);
    void wireEmpty(); ///< the last request under way was answered

private:
    struct Waiting
    {
        Correction correction;
        std::shared_ptr<QPromise<Result<OperationReport>>> promise;
    };
    [[nodiscard]] QFuture<Result<OperationReport>> enqueue(Correction correction);
    void pump();
    /// The next that may begin, staff's single corrections before batches; end() if none.
    [[nodiscard]] std::deque<Waiting>::iterator nextWaiting();
    OperationRun* makeRun();
    /// The report of the look; nullopt when there is nothing to look for.
    [[nodiscard]] std::optional<QFuture<Result<OperationReport>>> resume(const store::JournalRecord& record);
    [[nodiscard]] SplitRun* makeSplitRun();
    [[nodiscard]] SplitRun* liveSplit(QUuid split) const;
    void watchSplits();
    void watch(const SplitReport& report);
    void lookAtChildren();
    void lookAtChild(std::size_t index);
    /// Numbers of orders that were split off this one at any time: one that was deleted must not be found and revived by its key.
    [[nodiscard]] QFuture<Result<QSet<QString>>> usedNumbers(OrderId order);
    [[nodiscard]] QFuture<Result<SplitReport>> settled(const store::SplitRecord& split);
    void recoverSplits(std::shared_ptr<QPromise<Result<void>>> promise);
    void resumeSplit(const store::SplitRecord& record, std::function<void()> begun);
    [[nodiscard]] bool isLive(OrderId order) const;
    [[nodiscard]] store::AuditEntry line(const store::JournalRecord& record, const QString& step) const;
    [[nodiscard]] MerchantId merchant() const { return m_setup.keys->merchant(); }

    WriteSetup m_setup;
    shipstation::Session& m_session;
    QThreadPool& m_pool;
    SharedWrites m_shared;
    std::deque<Waiting> m_waiting;
    QList<OperationRun*> m_runs; ///< children; each leaves when it has finished
    QList<SplitRun*> m_splits; ///< children, the same
    /// An order that was split off and may still change.
    struct WatchedChild
    {
        OrderId original, child;
        QString heldUntil; ///< as it was made; empty: it was not let go
    };
    std::vector<WatchedChild> m_children;
    QTimer m_childrenTimer;
    bool m_windingDown = false;
    QTimer m_sweep; ///< for what a run had to leave open
};

} // namespace t6::operations
