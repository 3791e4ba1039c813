// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint.h"
#include "orderwrites.h"
#include "writeanswer.h"

#include <core/clock.h>
#include <core/ids.h>
#include <core/result.h>

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QTimer>
#include <QUrlQuery>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace t6::shipstation {

class Session;

enum class Priority : std::uint8_t { Staff, Background };

/// A whole, successful answer.
struct Answer
{
    QByteArray json;
    UtcTime begun{}; ///< when the try that succeeded was sent: the watermark of what it shows
    qint64 wireBytes = 0;
    int status = 0;
};

/// The merchant's requests per minute as far as we know them.
struct BudgetState
{
    int limit = 0; ///< per window; the server's word when it gave one
    int usedInWindow = 0; ///< by us
    int remaining = 0; ///< for staff, now
    int backgroundRemaining = 0; ///< for background work, now: its share is half
    std::optional<UtcTime> pausedUntil; ///< set while the server refuses (429 or nothing left)
    int queued = 0; ///< waiting for budget
};

/// Everything that is tuned; the defaults are the house's, tests shorten the times.
struct SessionOptions
{
    int limit = 40;
    std::chrono::milliseconds window{60'000};
    std::chrono::milliseconds pause{60'000}; ///< after a 429 without X-Rate-Limit-Reset
    std::chrono::milliseconds resetUnit{1'000}; ///< of X-Rate-Limit-Reset
    int tries = 4; ///< of one GET, the first included
    int triesOf500 = 2; ///< the same answer twice is no accident: business errors and poison pages come as 500
    std::chrono::milliseconds retryBase{1'000}; ///< doubled per try, times 0.5 to 1.5
    std::chrono::milliseconds retryCap{30'000};
    int inFlight = 4; ///< at a time; background work gets half
    std::function<double()> jitter; ///< 0 <= x < 1; empty: random
};

/// Requests that are set aside in a session's budget: nobody else gets them while a copy of this handle lives. Copies share what
/// is left; with the last one the rest goes back (a QFuture that delivered it holds one, too). In the session's thread; may outlive
/// the session.
class Slots
{
public:
    Slots() = default; ///< none
    [[nodiscard]] int left() const noexcept;

private:
    friend class Session;
    struct Held;
    Slots(Session& session, int count);
    [[nodiscard]] bool belongsTo(const Session& session) const;
    /// One of them, if any is left, as a handle of its own.
    [[nodiscard]] Slots takeOne();

    std::shared_ptr<Held> m_held;
};

/// One merchant's conversation with ShipStation. Lives in the transport's thread and dies before it; all calls from there, results
/// arrive there.
///
/// Staff go before background work, which never takes more than half of the budget. A 429 pauses everything of this merchant.
/// GETs are tried again, with growing and jittered waits, on 429, 5xx, time-outs, closed connections and damaged answers;
/// everything else is final. Requests that change something have one try, and need slots that were reserved before. Budget and
/// waits run on a monotonic clock, so that a wrong or changed time of day harms nothing.
///
/// Errors: VaultLocked (no credentials now), KeysRejected (401), Forbidden (403), OrderGone (404), RateLimited,
/// BusinessError (400, or 500 with a message: `detail`), ServerError, NotShipStation, AnswerBroken, Cancelled, and the network's.
class Session : public QObject
{
    Q_OBJECT

public:
    /// The complete value of the Authorization header, asked for each request; empty = locked.
    using CredentialsSource = std::function<QByteArray()>;

    Session(MerchantId merchant, Endpoint endpoint, CredentialsSource credentials, Transport& transport, Clock clock,
        QObject* parent = nullptr, SessionOptions options = {});
    ~Session() override; ///< cancels what is pending

    [[nodiscard]] MerchantId merchant() const noexcept { return m_merchant; }

    /// `triesOf500` 0 = the options'.
    [[nodiscard]] QFuture<Result<Answer>> get(const QString& path, const QUrlQuery& query, Priority priority, int triesOf500 = 0);

    /// A GET of staff whose first try uses one of `reserved` and therefore waits for a pause at most; further tries queue as usual. Without
    /// slots left it is an ordinary GET of staff.
    [[nodiscard]] QFuture<Result<Answer>> get(const QString& path, const QUrlQuery& query, Slots& reserved);

    /// Sets `requests` of the budget aside: resolves when so many are free and no pause is on, before anything else that waits. More than
    /// the whole budget is granted when nothing of it is in use. Errors: Cancelled, VaultLocked.
    [[nodiscard]] QFuture<Result<Slots>> reserve(int requests);

    /// Sends a change at once, at most once, with one of `reserved`. During a pause (RateLimited, with `retryAfter`), while the vault is
    /// locked or without a slot left (Unsupported) it is NotSent; a 429 pauses the session. Ended by cancelAll() or with the session: Unknown.
    /// NotSent (Cancelled), too, when the first byte could not leave before `notAfter`, by the time of day: the computer slept.
    /// (Of a DELETE, which has no body, `notAfter` is looked at when it is handed to the network.)
    [[nodiscard]] QFuture<WriteAnswer> write(const WriteRequest& request, Slots& reserved, UtcTime notAfter);

    [[nodiscard]] Transport& transport() noexcept { return m_transport; }

    [[nodiscard]] BudgetState budget() const;

    /// Ends everything queued and under way as Cancelled.
    void cancelAll();

signals:
    void budgetChanged();

private:
    friend class Slots;
    struct Request;
    struct Write;
    struct Reservation
    {
        int count = 0;
        QPromise<Result<Slots>> promise;
    };
    using Steady = std::chrono::steady_clock;
    struct Sent
    {
        Steady::time_point at;
        Priority priority;
    };

    QFuture<Result<Answer>> enqueue(std::shared_ptr<Request> request, const QString& path, const QUrlQuery& query);
    void pump();
    void grantReservations();
    void giveBack(int reserved);
    void cancelWrites();
    void written(const std::shared_ptr<Write>& write, const Result<HttpAnswer>& answer, bool handedOver, const QByteArray& authorization);
    [[nodiscard]] std::chrono::milliseconds pauseLeft() const;
    void send(std::shared_ptr<Request> request);
    void received(const std::shared_ptr<Request>& request, Result<HttpAnswer> answer, const QByteArray& authorization);
    void learnLimits(const HttpAnswer& answer);
    void pauseFor(std::chrono::milliseconds time);
    void retryLater(const std::shared_ptr<Request>& request);
    void finish(const std::shared_ptr<Request>& request, Result<Answer> result);
    void forgetOld();
    [[nodiscard]] int used(std::optional<Priority> priority = {}) const;
    [[nodiscard]] int available(Priority priority) const;
    [[nodiscard]] std::shared_ptr<Request> takeNext();

    MerchantId m_merchant;
    Endpoint m_endpoint;
    CredentialsSource m_credentials;
    Transport& m_transport;
    Clock m_clock;
    SessionOptions m_options;
    int m_limit;
    int m_foreign = 0; ///< requests that other users of the key made in the server's window
    Steady::time_point m_foreignUntil{}, m_pausedUntil{};
    std::deque<Sent> m_sent;
    std::deque<std::shared_ptr<Request>> m_queue; ///< in order of arrival
    std::vector<std::shared_ptr<Request>> m_active; ///< under way
    std::vector<std::shared_ptr<Write>> m_writes; ///< under way
    std::deque<std::shared_ptr<Reservation>> m_reservations; ///< waiting
    int m_reserved = 0; ///< slots in handles, and of requests that are not sent yet
    QTimer m_timer;
};

} // namespace t6::shipstation
