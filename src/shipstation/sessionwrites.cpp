// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "session.h"

#include "httpcall.h"
#include "transport.h"

#include <core/async.h>

#include <algorithm>

namespace t6::shipstation {

using std::chrono::milliseconds;

// --- slots ---------------------------------------------------------------------------------------------------------

struct Slots::Held
{
    Held(Session& owner, int given)
        : session(&owner)
        , count(given)
    {
        owner.m_reserved += given;
    }
    ~Held()
    {
        if (session)
            session->giveBack(count);
    }
    Q_DISABLE_COPY_MOVE(Held)

    QPointer<Session> session;
    int count;
};

Slots::Slots(Session& session, int count)
    : m_held(std::make_shared<Held>(session, count))
{
}

int Slots::left() const noexcept
{
    return m_held && m_held->session ? m_held->count : 0;
}

bool Slots::belongsTo(const Session& session) const
{
    return m_held && m_held->session == &session;
}

Slots Slots::takeOne()
{
    const auto held = m_held;
    Session* const session = held ? held->session.data() : nullptr;
    if (!session || held->count == 0)
        return {};
    --held->count;
    --session->m_reserved;
    return {*session, 1};
}

// --- reservations --------------------------------------------------------------------------------------------------

QFuture<Result<Slots>> Session::reserve(int requests)
{
    auto reservation = std::make_shared<Reservation>();
    reservation->count = std::max(1, requests);
    reservation->promise.start();
    m_reservations.push_back(reservation);
    m_timer.start(0);
    return reservation->promise.future();
}

void Session::grantReservations()
{
    while (!m_reservations.empty()) {
        const auto reservation = m_reservations.front();
        const bool wholeBudget = m_reserved == 0 && used() == 0;
        const bool locked = !m_credentials || m_credentials().isEmpty();
        if (!locked && available(Priority::Staff) < reservation->count && !wholeBudget)
            return;
        m_reservations.pop_front();
        reservation->promise.addResult(locked ? Result<Slots>(failure(ErrorDomain::Vault, ErrorCode::VaultLocked)) : Slots(*this, reservation->count));
        reservation->promise.finish();
        emit budgetChanged();
    }
}

void Session::giveBack(int count)
{
    if (count == 0)
        return;
    m_reserved -= count;
    m_timer.start(0);
    emit budgetChanged();
}

// --- writes --------------------------------------------------------------------------------------------------------

struct Session::Write
{
    UtcTime begun{};
    QPointer<HttpCall> call;
    QPromise<WriteAnswer> promise;

    void finish(WriteAnswer answer, UtcTime ended)
    {
        answer.begun = begun;
        answer.ended = ended;
        promise.addResult(std::move(answer));
        promise.finish();
    }
};

QFuture<WriteAnswer> Session::write(const WriteRequest& request, Slots& reserved, UtcTime notAfter)
{
    const QByteArray authorization = m_credentials ? m_credentials() : QByteArray();
    std::optional<Error> refusal;
    if (reserved.left() == 0 || !reserved.belongsTo(*this)) {
        refusal = Error{ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("no slot"), 0, milliseconds{0}, {}};
    } else if (authorization.isEmpty()) {
        refusal = Error{ErrorDomain::Vault, ErrorCode::VaultLocked, {}, 0, milliseconds{0}, {}};
    } else if (const auto pause = pauseLeft(); pause.count() > 0) {
        refusal = Error{ErrorDomain::ShipStation, ErrorCode::RateLimited, {}, 0, pause, {}};
    } else if (m_clock.now() > notAfter) {
        refusal = Error{ErrorDomain::Network, ErrorCode::Cancelled, {}, 0, milliseconds{0}, {}};
    }
    if (refusal)
        return readyFuture(WriteAnswer{Delivery::NotSent, {}, 0, m_clock.now(), m_clock.now(), std::move(refusal)});

    auto write = std::make_shared<Write>();
    write->begun = m_clock.now();
    write->promise.start();
    m_sent.push_back({Steady::now(), Priority::Staff});
    (void)reserved.takeOne(); // given back at once: it is counted as sent now
    m_writes.push_back(write);
    const QUrl url = m_endpoint.url(request.path, {});
    Transport::WriteDone done = [this, write, authorization](const Result<HttpAnswer>& answer, bool handedOver) { written(write, answer, handedOver, authorization); };
    write->call = request.isDelete ? m_transport.remove(url, authorization, this, std::move(done))
                                   : m_transport.post(url, authorization, request.body, [clock = m_clock, notAfter] { return clock.now() <= notAfter; }, this, std::move(done), request.deadline);
    emit budgetChanged();
    return write->promise.future();
}

void Session::written(const std::shared_ptr<Write>& write, const Result<HttpAnswer>& answer, bool handedOver, const QByteArray& authorization)
{
    std::erase(m_writes, write);
    if (answer)
        learnLimits(*answer);
    WriteAnswer found = classifyWrite(answer, handedOver, authorization, m_transport.decoder());
    if (answer && answer->status >= 200 && answer->status < 300)
        found.body = answer->body;
    if (found.status == 429 && found.error) {
        found.error->retryAfter = answer->rateReset ? *answer->rateReset * m_options.resetUnit : m_options.pause;
        pauseFor(found.error->retryAfter);
    }
    write->finish(std::move(found), m_clock.now());
    emit budgetChanged();
}

void Session::cancelWrites()
{
    for (const auto& write : std::exchange(m_writes, {})) {
        delete write->call.data();
        write->finish(classifyWrite(failure(ErrorDomain::Network, ErrorCode::Cancelled), true, {}, m_transport.decoder()), m_clock.now());
    }
}

} // namespace t6::shipstation
