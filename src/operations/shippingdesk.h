// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "labelrun.h"
#include "voidrun.h"

#include <deque>

namespace t6::operations {

/// All that is bought and given back for one merchant: one label after the other, whatever was left open by an earlier start, and whether the
/// stores were told of it. Lives in the network thread beside the merchant's sync and dies before its session.
class ShippingDesk : public QObject
{
    Q_OBJECT

public:
    ShippingDesk(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent = nullptr);
    ~ShippingDesk() override;

    /// Finds out what became of labels and voids that an earlier start left open. Finishes when each was looked at once.
    QFuture<Result<void>> recover();

    [[nodiscard]] QFuture<Result<OperationReport>> buy(LabelRequest request, Money dayCap);
    [[nodiscard]] QFuture<Result<OperationReport>> voidLabel(OrderId order, ShipmentId shipment, QUuid batch);
    /// Those of a batch that have not begun are dropped: their futures finish as Cancelled.
    void cancelBatch(QUuid batch);

    /// Begins nothing new; what is under way goes on. Before locking.
    void windDown();
    /// Requests that may have left and have no answer yet, and answers that are not on the disk yet.
    [[nodiscard]] int onTheWire() const;

signals:
    void operationChanged(const t6::operations::OperationReport& report);
    void problemFound(t6::MerchantId merchant, const t6::Error& error);
    void wireEmpty(); ///< the last request under way was answered

private:
    struct Waiting
    {
        LabelRequest request;
        Money dayCap;
        std::shared_ptr<QPromise<Result<OperationReport>>> promise;
    };
    void pump();
    template <typename Run>
    [[nodiscard]] Run* makeRun();
    [[nodiscard]] std::optional<QFuture<Result<OperationReport>>> resume(const store::JournalRecord& record);
    void lookAtStores();
    [[nodiscard]] MerchantId merchant() const { return m_setup.keys->merchant(); }

    WriteSetup m_setup;
    shipstation::Session& m_session;
    QThreadPool& m_pool;
    std::deque<Waiting> m_waiting;
    QList<ShippingRun*> m_runs; ///< children; each leaves when it has finished
    QTimer m_sweep; ///< for what a run had to leave open
    QTimer m_storeTimer;
    bool m_windingDown = false;
};

/// Asks all carriers of the account what an order costs to ship. In the session's thread.
[[nodiscard]] QFuture<Result<Quotes>> askQuotes(shipstation::Session& session, const MerchantBook& book, Clock clock, OrderId order);

} // namespace t6::operations
