// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "topuprun.h"

#include <QList>

namespace t6::operations {

/// All top-ups of one merchant, and those that an earlier start left open. Lives in the network thread beside the merchant's sync and dies
/// before its session.
class TopUpDesk : public QObject
{
    Q_OBJECT

public:
    TopUpDesk(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent = nullptr);
    ~TopUpDesk() override;

    /// Finds out what became of top-ups that an earlier start left open. Finishes when each was looked at once.
    QFuture<Result<void>> recover();
    /// Errors of the call: Cancelled. All else is in the report: FundsRefused when it is not allowed, or not so much, or not now.
    [[nodiscard]] QFuture<Result<OperationReport>> add(TopUpRequest request);

    void windDown(); ///< begins nothing new. Before locking.
    [[nodiscard]] int onTheWire() const;

signals:
    void operationChanged(const t6::operations::OperationReport& report);
    void factsChanged(t6::MerchantId merchant, const t6::AccountFacts& facts); ///< balances
    void problemFound(t6::MerchantId merchant, const t6::Error& error);
    void wireEmpty();

private:
    [[nodiscard]] std::optional<Error> refusal(const TopUpRequest& request) const;
    [[nodiscard]] std::optional<QFuture<Result<OperationReport>>> resume(const store::JournalRecord& record);
    TopUpRun* makeRun();
    void takeBalances(const std::vector<Carrier>& carriers);
    [[nodiscard]] MerchantId merchant() const { return m_setup.keys->merchant(); }

    WriteSetup m_setup;
    shipstation::Session& m_session;
    QThreadPool& m_pool;
    QList<TopUpRun*> m_runs; ///< children; each leaves when it has finished
    bool m_windingDown = false;
    QTimer m_sweep; ///< for what a run had to leave open
};

} // namespace t6::operations
