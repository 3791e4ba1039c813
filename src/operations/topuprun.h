// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operationrun.h"
#include "topupplan.h"

#include <store/fundsbook.h>

namespace t6::operations {

/// One top-up on its way: writes down what it is about to do, reads balance and labels, sends once, reads again until the sum is right.
/// Whatever happens, it ends in a state of the journal, and nothing sends it a second time: what it cannot find out is a person's.
/// Lives in the network thread; deletes itself after finished().
class TopUpRun : public QObject
{
    Q_OBJECT

public:
    TopUpRun(const WriteSetup& setup, shipstation::Session& session, QObject* parent);

    /// The report when it is settled, or as soon as the outcome is unknown: the run then goes on looking.
    [[nodiscard]] QFuture<Result<OperationReport>> start(TopUpRequest request);
    /// Looks what became of a top-up that a run before left behind.
    [[nodiscard]] QFuture<Result<OperationReport>> resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings);
    /// Looks now instead of later.
    [[nodiscard]] QFuture<Result<OperationReport>> look();

    [[nodiscard]] bool isOnTheWire() const noexcept { return m_onTheWire; }
    [[nodiscard]] OperationId id() const noexcept { return m_record.id; }

signals:
    void changed(const t6::operations::OperationReport& report);
    void balancesRead(const std::vector<t6::Carrier>& carriers);
    void problemFound(const t6::Error& error);
    void answerCame();
    void finished(bool leftOpen); ///< leftOpen: the journal could not be written; resume it later

private:
    void begin();
    void writeDown();
    void readLabels();
    void readBalance(const shipstation::BoughtLabels& bought);
    [[nodiscard]] std::optional<Error> take(const std::vector<Carrier>& carriers);
    void commitSending();
    void send();
    void answered(const shipstation::WriteAnswer& answer);
    void verify();
    void verifyLabels(const std::vector<Carrier>& carriers, Money now);
    void judge(const std::vector<Carrier>& carriers, std::optional<Money> labels, Money now);
    void notSeen(TopUpVerdict verdict);
    void lookAgainLater();
    void refuse(const std::optional<Error>& error);
    void storeFailed(const Error& error);
    void settle();
    void tell();
    template <typename Then>
    void advance(OperationState to, Then then);
    [[nodiscard]] store::AuditEntry line(const QString& step) const;
    [[nodiscard]] QByteArray sealedPlan() const;
    [[nodiscard]] OperationReport report() const;

    const WriteSetup& m_setup;
    shipstation::Session& m_session;
    TopUpRequest m_request;
    TopUpPlan m_plan;
    OperationPlan m_kept;
    OperationFindings m_findings;
    store::JournalRecord m_record;
    shipstation::Slots m_slots;
    std::optional<Error> m_error;
    UtcTime m_lookedAt{};
    int m_looks = 0;
    bool m_writtenDown = false, m_onTheWire = false, m_accepted = false;
    QTimer m_timer;
    std::shared_ptr<QPromise<Result<OperationReport>>> m_promise;
};

} // namespace t6::operations
