// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchantbook.h"
#include "merchantstate.h"
#include "syncpace.h"

#include <shipstation/orderlist.h>
#include <shipstation/session.h>

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <unordered_set>

namespace t6::operations {

/// Keeps one merchant's book in step with ShipStation: the account, all open orders once, then what changed, and every quarter
/// of an hour everything, to notice orders that vanished. Lives in the network thread; work on pages runs in `pool`.
class MerchantSync : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        std::shared_ptr<MerchantBook> book;
        shipstation::Endpoint endpoint;
        shipstation::Session::CredentialsSource credentials;
        std::optional<UtcTime> watermark; ///< newest modifyDate of the last complete pass; nullopt = first load
        bool automatic = true; ///< false: only passOnce()
        bool writable = true;
    };
    MerchantSync(Setup setup, shipstation::Transport& transport, Library& library, QThreadPool& pool, SyncPace pace, QObject* parent);
    ~MerchantSync() override;

    void start(std::chrono::milliseconds delay);
    void setPaused(bool paused);
    /// Now, with staff's priority, whatever it was waiting for.
    void refresh();
    /// The rule changed: read all open orders again.
    void readAnew();
    /// Account and all open orders once. The number of open orders with a Through6 item.
    [[nodiscard]] QFuture<Result<int>> passOnce();
    [[nodiscard]] shipstation::Session& session() noexcept { return m_session; }
    [[nodiscard]] const MerchantBook& book() const noexcept { return *m_setup.book; }
    [[nodiscard]] const Clock& clock() const noexcept { return m_library.clock; }

signals:
    void stateChanged(t6::MerchantId merchant, const t6::operations::SyncState& state);
    void factsFetched(t6::MerchantId merchant, const t6::AccountFacts& facts);
    void problemFound(t6::MerchantId merchant, const t6::Error& error);
    void lateWriteFound(t6::OrderId order); ///< it turned into what this console had sent before
    /// A change reached the queue this long after ShipStation dated it.
    void changeShown(std::chrono::milliseconds delay);

private:
    struct Pass;
    void next();
    void fetchFacts();
    void takeFacts(AccountFacts facts);
    void startPass(bool full);
    void pull();
    void work();
    void listFinished();
    void findVanished();
    void askVanished();
    [[nodiscard]] bool isCurrent(quint64 number) const;
    void passFinished();
    void failed(const Error& error);
    void schedule(std::chrono::milliseconds wait);
    void setPhase(SyncState::Phase phase);
    void announce();
    [[nodiscard]] std::chrono::milliseconds interval() const;
    [[nodiscard]] shipstation::Priority priority() const;
    [[nodiscard]] UtcTime deltaStart() const;
    void take(const PageOutcome& outcome);
    void finishOnce(Result<int> result);

    Setup m_setup;
    Library& m_library;
    QThreadPool& m_pool;
    SyncPace m_pace;
    shipstation::Session m_session;
    MerchantId m_id;
    QTimer m_timer, m_announceTimer;
    SyncState m_state;
    std::unique_ptr<Pass> m_pass;
    bool m_busy = false;
    bool m_staff = false; ///< somebody waits for this pass
    bool m_again = false; ///< asked for while busy
    bool m_paused = false;
    bool m_fullWanted = false; ///< a complete reading under way may have begun before what made it necessary
    quint64 m_passNumber = 0; ///< tells late answers of an ended pass from the present one's
    std::unordered_set<OrderId> m_unlisted; ///< open, though no list shows them: asked last
    int m_failures = 0;
    std::optional<UtcTime> m_factsAt, m_fullAt, m_lastChange;
    std::optional<QPromise<Result<int>>> m_once;
};

} // namespace t6::operations
