// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credentials.h"
#include "merchantsync.h"
#include "orderwriter.h"
#include "shippingdesk.h"
#include "topupdesk.h"

#include <shipstation/account.h>
#include <shipstation/transport.h>

#include <QHash>
#include <QThread>

#include <memory>

namespace t6::operations {

/// The network thread with every merchant's sync and writer on it. Made on unlock, destroyed on lock: connections, headers and keys go with
/// it. All functions are called from the main thread and return at once; signals arrive there.
class SyncEngine : public QObject
{
    Q_OBJECT

public:
    SyncEngine(Library& library, const shipstation::TransportOptions& transport, SyncPace pace, QObject* parent = nullptr);
    ~SyncEngine() override; ///< aborts requests, waits for pages being worked on

    /// Starts are spread over `delay`, so that hundreds of merchants do not begin in the same instant. Without `write` the
    /// merchant's orders can only be looked at.
    void add(MerchantSync::Setup setup, std::optional<WriteSetup> write, std::chrono::milliseconds delay);
    void remove(MerchantId merchant);
    void setPaused(MerchantId merchant, bool paused);
    void refresh(MerchantId merchant); ///< null: all
    void readAnew(MerchantId merchant);
    [[nodiscard]] QFuture<Result<int>> passOnce(MerchantId merchant);
    /// Asks a server with these credentials what account they open.
    [[nodiscard]] QFuture<Result<shipstation::AccountProbe>> probe(const shipstation::Endpoint& endpoint, shipstation::Session::CredentialsSource credentials);

    // What staff change; see OrderWriter. Errors besides its own: NotFound when the merchant is gone or read-only.
    [[nodiscard]] QFuture<Result<OperationReport>> correct(Correction correction);
    [[nodiscard]] QFuture<Result<OperationReport>> undo(MerchantId merchant, OperationId operation, QUuid batch);
    [[nodiscard]] QFuture<Result<OperationReport>> close(MerchantId merchant, OperationId operation, const QString& reason);
    /// Reads the order and says what a correction would do. Sends and writes nothing down.
    [[nodiscard]] QFuture<Result<PreparedWrite>> preview(Correction correction);
    [[nodiscard]] QFuture<Result<SplitPreview>> previewSplit(SplitRequest request);
    [[nodiscard]] QFuture<Result<SplitReport>> split(SplitRequest request);
    [[nodiscard]] QFuture<Result<SplitReport>> unsplit(MerchantId merchant, OrderId order);
    [[nodiscard]] QFuture<Result<SplitReport>> retrySplit(MerchantId merchant, QUuid split);
    [[nodiscard]] QFuture<Result<SplitReport>> leaveSplit(MerchantId merchant, QUuid split, const QString& reason);
    [[nodiscard]] QFuture<Result<OperationReport>> addFunds(TopUpRequest request);
    [[nodiscard]] QFuture<Result<Quotes>> quotes(MerchantId merchant, OrderId order);
    [[nodiscard]] QFuture<Result<OperationReport>> buyLabel(LabelRequest request, Money dayCap);
    [[nodiscard]] QFuture<Result<OperationReport>> voidLabel(MerchantId merchant, OrderId order, ShipmentId shipment, QUuid batch);
    void cancelBatch(QUuid batch);
    /// Looks again at what is open in the journal of all merchants; finishes when each operation was looked at once.
    [[nodiscard]] QFuture<Result<void>> recover();
    /// Begins nothing new and finishes when no request is under way whose outcome would be lost, or after `patience`.
    [[nodiscard]] QFuture<Result<void>> windDown(std::chrono::milliseconds patience);

    /// For work on books outside the sync: staff's requests have a thread of their own.
    [[nodiscard]] QThreadPool& staffPool() noexcept { return m_staffPool; }
    [[nodiscard]] QThreadPool& pool() noexcept { return m_pool; }

signals:
    void stateChanged(t6::MerchantId merchant, const t6::operations::SyncState& state);
    void factsFetched(t6::MerchantId merchant, const t6::AccountFacts& facts);
    void problemFound(t6::MerchantId merchant, const t6::Error& error);
    void changeShown(std::chrono::milliseconds delay);
    void operationChanged(const t6::operations::OperationReport& report);
    void splitChanged(const t6::operations::SplitReport& report);

private:
    struct Office; // lives in the network thread
    template <typename Work>
    void post(Work work);
    template <typename T, typename Work>
    [[nodiscard]] QFuture<Result<T>> ask(MerchantId merchant, Work work);

    Library& m_library;
    SyncPace m_pace;
    QThreadPool m_pool, m_staffPool;
    QThread m_thread;
    Office* m_office; // deleted in its thread
};

} // namespace t6::operations
