// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syncpace.h"

#include <core/clock.h>
#include <core/ids.h>
#include <shipstation/session.h>
#include <shipstation/writeanswer.h>

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <list>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace t6::operations {

/// Requests that the corrections of many orders share: one that changes them all, then one list that proves it. Each order keeps a
/// reading, a journal record and a verdict of its own. Lives in the network thread beside its writer.
///
/// Whoever takes part holds a Seat. Orders are read until the oldest reading is `pace.gather` old; then no more are, and when
/// the last one is ready, or after `pace.leave`, all that are ready leave together. The two shared requests are set aside in the budget
/// before anyone reads for them.
class SharedWrites : public QObject
{
    Q_OBJECT

public:
    class Seat;

    SharedWrites(WritePace pace, Clock clock, shipstation::Session& session, QObject* parent = nullptr);
    ~SharedWrites() override;

    [[nodiscard]] std::shared_ptr<Seat> takeSeat();

    /// No more readings, no more waiting for each other: who is ready leaves now. Before locking.
    void hurry();

private:
    using Steady = std::chrono::steady_clock;
    struct Departure;
    struct Company; ///< the seats before departure, counted

    [[nodiscard]] Company company();
    [[nodiscard]] bool isGathering(const Company& company) const;
    void pump();
    void releaseStale(const Company& company);
    void depart(const Company& company);
    void arrive(const std::shared_ptr<Departure>& departure, const shipstation::WriteAnswer& whole);
    void look(const std::shared_ptr<Departure>& departure);
    void setAside(const Company& company);
    void granted(bool shared, const Result<shipstation::Slots>& given);
    void wakeFor(const Company& company);

    const WritePace m_pace;
    const Clock m_clock;
    shipstation::Session& m_session;
    std::vector<std::weak_ptr<Seat>> m_seats; ///< before departure, in the order in which they were taken
    std::list<std::shared_ptr<Departure>> m_departures; ///< under way
    shipstation::Slots m_shared, m_toRead; ///< set aside: of the next departure, of the next reading
    bool m_asking = false; ///< a reservation is under way
    bool m_hurried = false;
    QTimer m_timer;
};

/// One order's part in shared requests. Dropped at any time: nobody waits for it any more, and what did not leave does not leave.
/// Calls in this order, each at most once. Futures without an end finish as cancelled.
class SharedWrites::Seat
{
public:
    /// The whole order as it is to be, and what it rests on.
    struct Cargo
    {
        OrderId order;
        QByteArray body;
        std::chrono::steady_clock::time_point readAt;
        UtcTime notAfter; ///< the first byte leaves until then
        std::function<bool()> isOvertaken{}; ///< somebody else changed the order after it was read; may be empty
    };
    /// nullopt: the reading became too old or was overtaken, nothing was sent.
    using Sent = std::optional<shipstation::WriteAnswer>;
    /// The order as a list shows it; nullopt: the list does not, or there was none.
    using Found = std::optional<QByteArray>;

    explicit Seat(SharedWrites& writes) : m_writes(&writes) {}
    ~Seat();
    Q_DISABLE_COPY_MOVE(Seat)

    /// A slot of the budget to read the order with, when the shared requests have theirs.
    [[nodiscard]] QFuture<Result<shipstation::Slots>> toRead();
    [[nodiscard]] QFuture<Sent> send(Cargo cargo);
    /// After an answer that needs proof: waits until all that left together have said whether they need it, too.
    [[nodiscard]] QFuture<Found> look();
    /// What is left of the shared requests' slots, to read singly with.
    [[nodiscard]] shipstation::Slots left() const;

    /// On the way to send(): it will need a place in the next departure.
    [[nodiscard]] bool isPreparing() const noexcept { return m_stage < Stage::Ready; }

private:
    friend class SharedWrites;
    enum class Stage : std::uint8_t { Idle, Wanting, Reading, Ready, Gone, Answered, Looking, Done };

    void finishSent(Sent sent, Stage next);
    void finishLook(Found found);
    void poke(); ///< the others look again

    QPointer<SharedWrites> m_writes;
    std::shared_ptr<Departure> m_departure;
    Stage m_stage = Stage::Idle;
    Cargo m_cargo;
    QString m_key;
    QPromise<Result<shipstation::Slots>> m_reading;
    QPromise<Sent> m_sending;
    QPromise<Found> m_looking;
};

} // namespace t6::operations
