// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operationrun.h"
#include "shippingplan.h"

#include <shipstation/shipments.h>

#include <functional>

namespace t6::operations {

/// What buying a label and giving it back have in common: one operation of the journal that is sent once and found again in the
/// list of shipments. Lives in the network thread; deletes itself after finished().
class ShippingRun : public QObject
{
    Q_OBJECT

public:
    ShippingRun(const WriteSetup& setup, shipstation::Session& session, QThreadPool& pool, QObject* parent);

    /// Finds out what became of an operation that a run before left behind.
    [[nodiscard]] QFuture<Result<OperationReport>> resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings);
    /// Looks now instead of later. The future is the report of that look, or of the work that goes on.
    [[nodiscard]] QFuture<Result<OperationReport>> look();
    /// The program ends: what cannot be kept now will not be.
    virtual void windDown() {}

    [[nodiscard]] bool isOnTheWire() const noexcept { return m_onTheWire; }
    [[nodiscard]] bool isWaiting() const { return m_timer.isActive(); }
    [[nodiscard]] OperationId id() const noexcept { return m_record.id; }
    [[nodiscard]] OrderId order() const noexcept { return m_record.order; }

signals:
    void changed(const t6::operations::OperationReport& report); ///< another state in the journal
    void problemFound(const t6::Error& error);
    void answerCame();
    void waiting(); ///< others may begin
    void finished(bool leftOpen); ///< leftOpen: the journal could not be written; resume it later

protected:
    using Next = std::function<void()>;
    /// The list of shipments is to be read, and judged.
    virtual void verify() = 0;
    /// A crash came after Sending: `then` when what the answer left behind is taken up.
    virtual void takeUp(Next then) { then(); }
    /// It is settled as not done: what was set aside for it is free.
    virtual void giveUp(Next then) { then(); }

    [[nodiscard]] QFuture<Result<OperationReport>> begin(OperationKind kind, MerchantId merchant, OrderId order, QUuid batch);
    void writeDown(Next then); ///< Intent; the plan as it is known
    void commitSending(std::chrono::milliseconds quarantine, Next then);
    void send(const shipstation::WriteRequest& request, std::function<void(const shipstation::WriteAnswer&)> then);
    void advance(OperationState to, Next then);
    void end(OperationState to) { advance(to, [this] { settle(); }); }
    /// Nothing was sent and nothing will be.
    void refuse(const Error& error);
    void needPerson(const QString& why);
    void storeFailed(const Error& error);
    void tellMeanwhile(const Error& error); ///< it goes on, but nobody need wait for it
    void settle();
    void tell();
    void lookAgainLater();
    /// By order id, by number and since a little before it was sent; all of them must be read, for a filter may leave out what belongs there. `enough`: no further.
    void readShipments(std::function<bool(const QList<Shipment>&)> enough, std::function<void(Result<QList<Shipment>>)> then);
    /// The order as it is now goes into the book; then it is settled.
    void refreshOrderAndSettle();
    [[nodiscard]] bool isQuarantineOver() const { return m_lookedAt >= m_record.quarantineUntil.value_or(UtcTime{}); }
    [[nodiscard]] store::AuditEntry line(const QString& step) const;
    [[nodiscard]] OperationReport report() const;

    const WriteSetup& m_setup;
    shipstation::Session& m_session;
    QThreadPool& m_pool;
    shipstation::Slots m_slots;
    OperationPlan m_plan;
    ShippingPlan m_shipping;
    OperationFindings m_findings;
    ShippingFindings m_found;
    store::JournalRecord m_record;
    UtcTime m_lookedAt{};
    bool m_onTheWire = false;

private:
    struct Reading;
    void readNext(std::shared_ptr<Reading> reading);
    [[nodiscard]] QByteArray sealedPlan();

    std::optional<Error> m_error;
    bool m_writtenDown = false;
    QTimer m_timer;
    std::shared_ptr<QPromise<Result<OperationReport>>> m_promise;
};

} // namespace t6::operations
