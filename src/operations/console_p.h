// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console.h"
#include "problemlog.h"
#include "profile.h"
#include "syncengine.h"

#include <QTimer>

#include <atomic>
#include <set>

namespace t6::operations {

/// How long locking waits for requests that have left: a little more than their own time-out.
inline constexpr std::chrono::seconds kAnswerPatience{65};

/// Console's insides, shared by console*.cpp. Main thread.
struct Console::Private
{
    ConsoleOptions options;
    Profile profile;
    ConsoleSettings settings;
    State state = State::Empty;
    std::shared_ptr<OpenProfile> open; // null while locked
    std::unique_ptr<SyncEngine> engine; // goes before `open`
    ProblemLog problems;
    QueueSnapshot queue;
    QList<std::chrono::milliseconds> delays; // the latest from change to screen
    QTimer newsTimer, saveTimer, maintenanceTimer;
    bool unlocking = false;
    bool lockWanted = false;
    std::atomic_bool witnessing = false; ///< a look at the audit log is on its way
    std::atomic_bool auditDoubted = false; ///< told once
    std::map<OperationId, OperationReport> operations; // not settled, or waiting for a person
    std::map<QUuid, SplitReport> splits; // not settled
    std::set<std::pair<MerchantId, std::int64_t>> toppingUp; ///< wallets to which the program is adding money
    int automaticTopUps = 0; ///< of this session: gives each its cents
    /// What a lock has taken from sight and is still ending: requests under way, whose answers must reach the journal.
    struct Closing
    {
        std::shared_ptr<OpenProfile> open;
        std::unique_ptr<SyncEngine> engine; // goes before `open`
    };
    std::unique_ptr<Closing> closing;
    std::function<void()> afterClosing; // an unlock that came meanwhile
    QThreadPool vaultPool; // one thread: a lock finishes sealing and forgetting before the next unlock begins

    [[nodiscard]] OpenMerchant* find(MerchantId id);
    [[nodiscard]] MerchantState describe(const OpenMerchant& merchant) const;
    [[nodiscard]] QString nameOf(MerchantId id) const;
    [[nodiscard]] bool isNameTaken(const QString& name, MerchantId except) const;
    /// The merchant that is connected to the probed account already.
    [[nodiscard]] QString sameAccount(const shipstation::AccountProbe& probe, MerchantId except) const;
    [[nodiscard]] static AccountSummary summary(const shipstation::AccountProbe& probe, const QString& login);
    [[nodiscard]] shipstation::TransportOptions transportOptions() const;
    [[nodiscard]] vault::KdfParameters chooseKdf() const; ///< blocks: worker thread
    /// Worth a copy: merchants come and go while workers go through their books.
    [[nodiscard]] std::vector<std::shared_ptr<MerchantBook>> books() const;
    [[nodiscard]] store::AuditEntry auditLine() const; ///< of this desk, now; what it tells is missing
    void startSync(OpenMerchant& merchant, std::chrono::milliseconds delay);
};

/// The error of everything that needs an open vault.
[[nodiscard]] inline tl::unexpected<Error> locked()
{
    return failure(ErrorDomain::Vault, ErrorCode::VaultLocked);
}

/// The caller wipes its own copy.
[[nodiscard]] inline QString detached(const QString& text) { return QString(text.constData(), text.size()); }

} // namespace t6::operations
