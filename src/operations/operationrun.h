// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchantbook.h"
#include "operationplan.h"
#include "sharedwrites.h"
#include "syncpace.h"

#include <shipstation/session.h>
#include <shipstation/writeanswer.h>
#include <store/journal.h>
#include <store/labelbook.h>
#include <store/splitbook.h>

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <memory>

namespace t6::operations {

/// What every operation on a merchant's orders works with.
struct WriteSetup
{
    std::shared_ptr<MerchantBook> book;
    std::shared_ptr<const vault::MerchantKeys> keys;
    store::Journal& journal;
    store::SplitBook& splits;
    store::LabelBook& labels;
    Clock clock;
    WritePace pace;
    QString actor, device; ///< of the audit log
};

/// One operation on its way: writes down what it is about to do, reads the order, merges, sends once, reads again. Whatever
/// happens, it ends in a state of the journal; what it cannot find out now is found out later by a run that resumes it.
/// Lives in the network thread; deletes itself after finished().
class OperationRun : public QObject
{
    Q_OBJECT

public:
    OperationRun(const WriteSetup& setup, shipstation::Session& session, QThreadPool& pool, QObject* parent);

    /// The report when it is settled, or as soon as the outcome is unknown: the run then goes on looking.
    /// `shared`: an edit that leaves with others; null: by itself.
    [[nodiscard]] QFuture<Result<OperationReport>> start(Correction correction, SharedWrites* shared = nullptr);
    /// Looks what became of an operation that a run before left behind.
    [[nodiscard]] QFuture<Result<OperationReport>> resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings);

    /// Looks now instead of later. The future is the report of that look, or of the work that goes on.
    [[nodiscard]] QFuture<Result<OperationReport>> look();

    /// Something may have left this computer and no answer has come yet.
    [[nodiscard]] bool isOnTheWire() const noexcept { return m_onTheWire; }
    /// The outcome is unknown; it looks again after a while.
    [[nodiscard]] bool isWaiting() const { return m_timer.isActive(); }
    /// One of many that leave together, and it is not ready yet.
    [[nodiscard]] bool isPreparing() const { return m_seat && m_seat->isPreparing(); }
    [[nodiscard]] bool isShared() const noexcept { return m_shared != nullptr; }
    [[nodiscard]] OrderId order() const noexcept { return m_record.order; }
    [[nodiscard]] OperationId id() const noexcept { return m_record.id; }

signals:
    void changed(const t6::operations::OperationReport& report); ///< another state in the journal
    void problemFound(const t6::Error& error); ///< beside the operation: the order could not be kept
    void answerCame();
    void waiting(); ///< others may begin
    void finished(bool leftOpen); ///< leftOpen: the journal could not be written; resume it later

private:
    using Steady = std::chrono::steady_clock;
    void reserve();
    void read();
    void take(const QByteArray& json);
    void writeDown();
    void commitSending();
    void beginAnew();
    void send();
    void sendShared(UtcTime notAfter);
    void answered(const shipstation::WriteAnswer& answer);
    void verify();
    void readAgain();
    [[nodiscard]] QFuture<Result<QByteArray>> readBack();
    void judgeReading(const QByteArray& json);
    void nothingYet();
    void confirm(const QByteArray& json); ///< empty: it is gone, as wanted
    void nothingLeft();
    void noteHold();
    void lookAgainLater();
    void refuse(std::optional<Error> error);
    void storeFailed(const Error& error);
    void settle(); ///< tells and ends
    void tell(); ///< resolves the future, once
    template <typename Then>
    void advance(OperationState to, Then then);
    [[nodiscard]] bool isStale() const { return Steady::now() - m_readAt > m_setup.pace.freshness; }
    /// Somebody changed the order after it was read, and the sync saw it already.
    [[nodiscard]] bool isOvertaken() const { return m_setup.book->sightings().isOvertaken(m_record.order, m_readAt, m_prepared.plan.before); }
    [[nodiscard]] store::AuditEntry line(const QString& step) const;
    [[nodiscard]] QByteArray hash(const QByteArray& order) const;
    [[nodiscard]] QByteArray sealedPlan() const;
    [[nodiscard]] OperationReport report() const;

    const WriteSetup& m_setup;
    shipstation::Session& m_session;
    QThreadPool& m_pool;
    Correction m_correction;
    SharedWrites* m_shared = nullptr;
    std::shared_ptr<SharedWrites::Seat> m_seat;
    shipstation::Slots m_slots;
    PreparedWrite m_prepared;
    OperationFindings m_findings;
    store::JournalRecord m_record;
    Steady::time_point m_readAt{};
    UtcTime m_lookedAt{};
    std::optional<Error> m_error;
    int m_rounds = 0, m_looks = 0;
    bool m_writtenDown = false, m_onTheWire = false;
    QTimer m_timer;
    std::shared_ptr<QPromise<Result<OperationReport>>> m_promise;
};

/// A journal record in a person's terms.
[[nodiscard]] OperationReport describe(const store::JournalRecord& record, const OperationPlan& plan, const OperationFindings& findings);
[[nodiscard]] QByteArray sealPlan(OperationId id, const OperationPlan& plan, const vault::MerchantKeys& keys);
[[nodiscard]] QByteArray sealFindings(OperationId id, const OperationFindings& findings, const vault::MerchantKeys& keys);
/// Opens what a record holds.
[[nodiscard]] Result<std::pair<OperationPlan, OperationFindings>> openRecord(const store::JournalRecord& record, const vault::MerchantKeys& keys);

} // namespace t6::operations
