// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "session.h"

#include "answererror.h"
#include "httpcall.h"

#include <QPointer>
#include <QPromise>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace t6::shipstation {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

struct Session::Request
{
    QUrl url;
    Priority priority = Priority::Staff;
    int triesLeft = 1;
    int triesOf500 = 0;
    int tried = 0;
    Steady::time_point notBefore{};
    UtcTime begun{};
    Slots slot; ///< for the first try; empty: the queue's turn
    QPointer<HttpCall> call;
    QPromise<Result<Answer>> promise;
};

Session::Session(MerchantId merchant, Endpoint endpoint, CredentialsSource credentials, Transport& transport, Clock clock,
    QObject* parent, SessionOptions options)
    : QObject(parent)
    , m_merchant(merchant)
    , m_endpoint(std::move(endpoint))
    , m_credentials(std::move(credentials))
    , m_transport(transport)
    , m_clock(std::move(clock))
    , m_options(std::move(options))
    , m_limit(m_options.limit)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Session::pump);
}

Session::~Session()
{
    cancelAll();
}

QFuture<Result<Answer>> Session::get(const QString& path, const QUrlQuery& query, Priority priority, int triesOf500)
{
    auto request = std::make_shared<Request>();
    request->priority = priority;
    request->triesOf500 = triesOf500;
    return enqueue(std::move(request), path, query);
}

QFuture<Result<Answer>> Session::get(const QString& path, const QUrlQuery& query, Slots& reserved)
{
    auto request = std::make_shared<Request>();
    if (reserved.belongsTo(*this))
        request->slot = reserved.takeOne();
    return enqueue(std::move(request), path, query);
}

QFuture<Result<Answer>> Session::enqueue(std::shared_ptr<Request> request, const QString& path, const QUrlQuery& query)
{
    request->url = m_endpoint.url(path, query);
    request->triesLeft = m_options.tries;
    if (request->triesOf500 <= 0)
        request->triesOf500 = m_options.triesOf500;
    request->promise.start();
    m_queue.push_back(request);
    m_timer.start(0);
    return request->promise.future();
}

void Session::cancelAll()
{
    m_timer.stop();
    auto pending = std::exchange(m_queue, {});
    for (auto& request : std::exchange(m_active, {}))
        pending.push_back(std::move(request));
    for (const auto& request : pending) {
        delete request->call.data();
        request->promise.addResult(failure(ErrorDomain::Network, ErrorCode::Cancelled));
        request->promise.finish();
    }
    for (const auto& reservation : std::exchange(m_reservations, {})) {
        reservation->promise.addResult(failure(ErrorDomain::Network, ErrorCode::Cancelled));
        reservation->promise.finish();
    }
    cancelWrites();
}

// --- budget --------------------------------------------------------------------------------------------------------

void Session::forgetOld()
{
    const auto now = Steady::now();
    while (!m_sent.empty() && now - m_sent.front().at >= m_options.window)
        m_sent.pop_front();
    if (now >= m_foreignUntil)
        m_foreign = 0;
}

int Session::used(std::optional<Priority> priority) const
{
    const auto now = Steady::now();
    return static_cast<int>(std::count_if(m_sent.begin(), m_sent.end(),
        [&](const Sent& sent) { return now - sent.at < m_options.window && (!priority || sent.priority == *priority); }));
}

int Session::available(Priority priority) const
{
    const int ours = std::max(1, m_limit - (Steady::now() < m_foreignUntil ? m_foreign : 0));
    const int left = ours - used() - m_reserved;
    return std::max(0, priority == Priority::Staff ? left : std::min(left, std::max(1, ours / 2) - used(Priority::Background)));
}

BudgetState Session::budget() const
{
    BudgetState state{m_limit, used(), available(Priority::Staff), available(Priority::Background), {}, static_cast<int>(m_queue.size())};
    if (const auto pause = pauseLeft(); pause.count() > 0) {
        state.pausedUntil = m_clock.now() + pause;
        state.remaining = state.backgroundRemaining = 0;
    }
    return state;
}

milliseconds Session::pauseLeft() const
{
    return std::max(std::chrono::ceil<milliseconds>(m_pausedUntil - Steady::now()), milliseconds{0});
}

void Session::learnLimits(const HttpAnswer& answer)
{
    if (answer.rateLimit && *answer.rateLimit > 0)
        m_limit = std::min(*answer.rateLimit, 100'000);
    if (!answer.rateRemaining)
        return;
    const milliseconds reset = answer.rateReset ? *answer.rateReset * m_options.resetUnit : m_options.window;
    // What is missing beyond our own requests was used by others who share the key pair.
    m_foreign = std::max(0, m_limit - *answer.rateRemaining - used());
    m_foreignUntil = Steady::now() + std::min(reset, m_options.window);
    if (*answer.rateRemaining == 0 && answer.status != 429)
        pauseFor(reset);
}

void Session::pauseFor(milliseconds time)
{
    m_pausedUntil = std::max(m_pausedUntil, Steady::now() + std::clamp(time, milliseconds{0}, 10 * m_options.pause));
}

// --- queue ---------------------------------------------------------------------------------------------------------

std::shared_ptr<Session::Request> Session::takeNext()
{
    const auto now = Steady::now();
    const auto paid = std::find_if(m_queue.begin(), m_queue.end(), [](const auto& request) { return request->slot.left() > 0; });
    if (paid != m_queue.end()) {
        auto request = *paid;
        m_queue.erase(paid);
        return request;
    }
    if (!m_reservations.empty())
        return nullptr; // or those who want several at once would wait for ever
    const auto backgroundActive = std::count_if(
        m_active.begin(), m_active.end(), [](const auto& request) { return request->priority == Priority::Background; });
    for (const Priority priority : {Priority::Staff, Priority::Background}) {
        if (available(priority) == 0 || (priority == Priority::Background && backgroundActive >= std::max(1, m_options.inFlight / 2)))
            continue;
        const auto found = std::find_if(m_queue.begin(), m_queue.end(),
            [&](const auto& request) { return request->priority == priority && request->notBefore <= now; });
        if (found != m_queue.end()) {
            auto request = *found;
            m_queue.erase(found);
            return request;
        }
    }
    return nullptr;
}

void Session::pump()
{
    forgetOld();
    const auto now = Steady::now();
    if (now >= m_pausedUntil) {
        grantReservations();
        while (static_cast<int>(m_active.size()) < m_options.inFlight) {
            auto request = takeNext();
            if (!request)
                break;
            send(std::move(request));
        }
    }
    if (m_queue.empty() && m_reservations.empty())
        return;
    // Wake when the pause ends, a wait is over or the window gives something back; answers wake by themselves.
    auto wake = now + m_options.window;
    if (now < m_pausedUntil) {
        wake = m_pausedUntil;
    } else {
        for (const auto& request : m_queue) {
            if (request->notBefore > now)
                wake = std::min(wake, request->notBefore);
        }
        if (!m_sent.empty())
            wake = std::min(wake, m_sent.front().at + m_options.window);
        if (now < m_foreignUntil)
            wake = std::min(wake, m_foreignUntil);
    }
    m_timer.start(duration_cast<milliseconds>(wake - now) + milliseconds{1});
}

void Session::send(std::shared_ptr<Request> request)
{
    QByteArray authorization = m_credentials ? m_credentials() : QByteArray();
    if (authorization.isEmpty()) {
        request->promise.addResult(failure(ErrorDomain::Vault, ErrorCode::VaultLocked));
        request->promise.finish();
        return;
    }
    request->slot = {};
    --request->triesLeft;
    ++request->tried;
    request->begun = m_clock.now();
    m_sent.push_back({Steady::now(), request->priority});
    m_active.push_back(request);
    request->call = m_transport.get(request->url, authorization, this,
        [this, request, authorization](Result<HttpAnswer> answer) { received(request, std::move(answer), authorization); });
    emit budgetChanged();
}

void Session::received(const std::shared_ptr<Request>& request, Result<HttpAnswer> answer, const QByteArray& authorization)
{
    std::erase(m_active, request);
    request->call = nullptr;
    if (answer)
        learnLimits(*answer);

    Error error;
    if (!answer) {
        error = answer.error();
    } else if (auto refusal = answerError(*answer, authorization, m_transport.decoder())) {
        error = std::move(*refusal);
    } else {
        finish(request, Answer{std::move(answer->body), request->begun, answer->wireBytes, answer->status});
        return;
    }

    if (error.code == ErrorCode::RateLimited) {
        error.retryAfter = answer->rateReset ? *answer->rateReset * m_options.resetUnit : m_options.pause;
        pauseFor(error.retryAfter);
    }
    if (error.httpStatus == 500 && --request->triesOf500 <= 0)
        request->triesLeft = 0;
    if (request->triesLeft > 0 && isWorthAnotherTry(error))
        retryLater(request);
    else
        finish(request, tl::unexpected(std::move(error)));
}

void Session::retryLater(const std::shared_ptr<Request>& request)
{
    const double growth = std::ldexp(1.0, std::min(request->tried - 1, 16));
    const double wait = std::min(growth * static_cast<double>(m_options.retryBase.count()), static_cast<double>(m_options.retryCap.count()));
    const double jitter = m_options.jitter ? m_options.jitter() : QRandomGenerator::global()->generateDouble();
    request->notBefore = Steady::now() + milliseconds{std::llround(wait * (0.5 + jitter))};
    m_queue.push_front(request); // it has waited longest of its kind
    m_timer.start(0);
    emit budgetChanged();
}

void Session::finish(const std::shared_ptr<Request>& request, Result<Answer> result)
{
    request->promise.addResult(std::move(result));
    request->promise.finish();
    m_timer.start(0);
    emit budgetChanged();
}

} // namespace t6::shipstation
