// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sharedwrites.h"

#include <core/async.h>
#include <core/jsontext.h>
#include <shipstation/account.h>
#include <shipstation/orderwrites.h>

#include <algorithm>

namespace t6::operations {

namespace {

using std::chrono::milliseconds;

constexpr int kSharedRequests = 2; ///< the change and the list
constexpr qsizetype kMostBytes = 2'000'000; ///< of a request's body
constexpr std::chrono::minutes kOverlap{10}; ///< of the list: ShipStation's clock is not ours

QString keyOf(const QByteArray& order)
{
    const auto text = JsonText::parse(order);
    const auto key = text ? text->root().member(u"orderKey") : std::nullopt;
    return key ? key->string() : QString();
}

} // namespace

struct SharedWrites::Departure
{
    std::vector<std::weak_ptr<Seat>> seats;
    std::size_t size = 0;
    shipstation::Slots requests;
    UtcTime begun{};
    bool looked = false;
};

struct SharedWrites::Company
{
    std::vector<std::shared_ptr<Seat>> wanting, reading, ready;
    qsizetype bytes = 0; ///< ready
    Steady::time_point oldest{}; ///< reading of those that are ready
    [[nodiscard]] bool isFull() const { return ready.size() >= shipstation::kMostOrdersAtOnce || bytes >= kMostBytes; }
};

// --- a seat --------------------------------------------------------------------------------------------------------

SharedWrites::Seat::~Seat()
{
    poke();
}

QFuture<Result<shipstation::Slots>> SharedWrites::Seat::toRead()
{
    m_reading.start();
    m_stage = Stage::Wanting;
    poke();
    return m_reading.future();
}

QFuture<SharedWrites::Seat::Sent> SharedWrites::Seat::send(Cargo cargo)
{
    m_sending.start();
    m_cargo = std::move(cargo);
    m_key = keyOf(m_cargo.body);
    m_stage = Stage::Ready;
    poke();
    return m_sending.future();
}

QFuture<SharedWrites::Seat::Found> SharedWrites::Seat::look()
{
    m_looking.start();
    m_stage = Stage::Looking;
    poke();
    return m_looking.future();
}

shipstation::Slots SharedWrites::Seat::left() const
{
    return m_departure ? m_departure->requests : shipstation::Slots();
}

void SharedWrites::Seat::finishSent(Sent sent, Stage next)
{
    m_cargo.body.clear();
    m_stage = next;
    m_sending.addResult(std::move(sent));
    m_sending.finish();
}

void SharedWrites::Seat::finishLook(Found found)
{
    m_stage = Stage::Done;
    m_looking.addResult(std::move(found));
    m_looking.finish();
}

void SharedWrites::Seat::poke()
{
    if (m_writes)
        m_writes->m_timer.start(0);
}

// --- all of them ---------------------------------------------------------------------------------------------------

SharedWrites::SharedWrites(WritePace pace, Clock clock, shipstation::Session& session, QObject* parent)
    : QObject(parent), m_pace(pace), m_clock(std::move(clock)), m_session(session)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SharedWrites::pump);
}

SharedWrites::~SharedWrites() = default;

std::shared_ptr<SharedWrites::Seat> SharedWrites::takeSeat()
{
    auto seat = std::make_shared<Seat>(*this);
    m_seats.push_back(seat);
    return seat;
}

void SharedWrites::hurry()
{
    m_hurried = true;
    m_timer.start(0);
}

SharedWrites::Company SharedWrites::company()
{
    using Stage = Seat::Stage;
    std::erase_if(m_seats, [](const auto& weak) {
        const auto seat = weak.lock();
        return !seat || seat->m_stage >= Stage::Gone;
    });
    Company company;
    for (const auto& weak : m_seats) {
        const auto seat = weak.lock();
        if (!seat)
            continue;
        if (seat->m_stage == Stage::Wanting)
            company.wanting.push_back(seat);
        else if (seat->m_stage == Stage::Reading)
            company.reading.push_back(seat);
        else if (seat->m_stage == Stage::Ready)
            company.ready.push_back(seat);
    }
    for (const auto& seat : company.ready) {
        company.bytes += seat->m_cargo.body.size();
        company.oldest = seat == company.ready.front() ? seat->m_cargo.readAt : std::min(company.oldest, seat->m_cargo.readAt);
    }
    return company;
}

/// Whether another reading would still be in time for the next departure.
bool SharedWrites::isGathering(const Company& company) const
{
    if (m_hurried || company.isFull() || company.ready.size() + company.reading.size() >= shipstation::kMostOrdersAtOnce)
        return false;
    return company.ready.empty() || Steady::now() < company.oldest + m_pace.gather;
}

void SharedWrites::pump()
{
    releaseStale(company());
    depart(company());
    std::erase_if(m_departures, [](const auto& departure) { return std::all_of(departure->seats.begin(), departure->seats.end(), [](const auto& seat) { return seat.expired(); }); });
    for (const auto& departure : std::list(m_departures))
        look(departure);
    const Company left = company();
    setAside(left);
    wakeFor(left);
}

void SharedWrites::releaseStale(const Company& company)
{
    for (const auto& seat : company.ready) {
        if (Steady::now() - seat->m_cargo.readAt > m_pace.freshness || (seat->m_cargo.isOvertaken && seat->m_cargo.isOvertaken()))
            seat->finishSent(std::nullopt, Seat::Stage::Done);
    }
}

void SharedWrites::depart(const Company& company)
{
    const bool nobodyComes = company.reading.empty() && (company.wanting.empty() || !isGathering(company));
    if (company.ready.empty() || m_shared.left() < kSharedRequests || (!nobodyComes && !m_hurried && !company.isFull() && Steady::now() < company.oldest + m_pace.leave))
        return;
    const auto departure = std::make_shared<Departure>();
    std::vector<QByteArray> bodies;
    std::vector<QString> keys;
    qsizetype bytes = 0;
    UtcTime notAfter = UtcTime::max();
    for (const auto& seat : company.ready) {
        const QByteArray& body = seat->m_cargo.body;
        const bool fits = bodies.empty() || (bodies.size() < shipstation::kMostOrdersAtOnce && bytes + body.size() <= kMostBytes);
        // Orders that were split share a key, and by the key answers are told apart.
        if (!fits || (!seat->m_key.isEmpty() && std::find(keys.begin(), keys.end(), seat->m_key) != keys.end()))
            continue;
        bytes += body.size();
        bodies.push_back(body);
        keys.push_back(seat->m_key);
        notAfter = std::min(notAfter, seat->m_cargo.notAfter);
        departure->seats.push_back(seat);
        seat->m_stage = Seat::Stage::Gone;
        seat->m_departure = departure;
    }
    departure->size = bodies.size();
    departure->requests = std::exchange(m_shared, {});
    departure->begun = m_clock.now();
    m_departures.push_back(departure);
    const shipstation::WriteRequest request = bodies.size() == 1 ? shipstation::createOrder(bodies.front()) : shipstation::createOrders(bodies);
    whenDone(this, m_session.write(request, departure->requests, notAfter), [this, departure](const shipstation::WriteAnswer& whole) { arrive(departure, whole); });
}

void SharedWrites::arrive(const std::shared_ptr<Departure>& departure, const shipstation::WriteAnswer& whole)
{
    for (const auto& weak : departure->seats) {
        if (const auto seat = weak.lock())
            seat->finishSent(departure->size == 1 ? whole : answerOf(whole, seat->m_cargo.order, seat->m_key), Seat::Stage::Answered);
    }
    m_timer.start(0);
}

/// Once all that left together want it or have gone.
void SharedWrites::look(const std::shared_ptr<Departure>& departure)
{
    std::vector<std::shared_ptr<Seat>> looking;
    for (const auto& weak : departure->seats) {
        const auto seat = weak.lock();
        if (!seat || seat->m_stage == Seat::Stage::Done)
            continue;
        if (seat->m_stage != Seat::Stage::Looking)
            return;
        looking.push_back(seat);
    }
    if (looking.empty() || departure->looked)
        return;
    departure->looked = true;
    if (looking.size() == 1) { // as cheap by itself, and better
        looking.front()->finishLook(std::nullopt);
        return;
    }
    std::vector<OrderId> wanted;
    for (const auto& seat : looking)
        wanted.push_back(seat->m_cargo.order);
    whenDone(this, shipstation::fetchChanged(m_session, departure->begun - kOverlap, std::move(wanted), departure->requests), [departure](const Result<std::map<OrderId, QByteArray>>& found) {
        for (const auto& weak : departure->seats) {
            const auto seat = weak.lock();
            if (!seat || seat->m_stage != Seat::Stage::Looking)
                continue;
            const auto order = found ? found->find(seat->m_cargo.order) : std::map<OrderId, QByteArray>::const_iterator();
            seat->finishLook(found && order != found->end() ? Seat::Found(order->second) : std::nullopt);
        }
    });
}

/// Asks for what is missing of the budget, one thing at a time, so that single corrections come between; hands it out.
void SharedWrites::setAside(const Company& company)
{
    if (company.wanting.empty() && company.reading.empty() && company.ready.empty())
        m_shared = {};
    if (company.wanting.empty() || m_hurried)
        m_toRead = {};
    const bool mayRead = !company.wanting.empty() && isGathering(company);
    const bool lacksShared = m_shared.left() < kSharedRequests;
    if (m_asking || (!mayRead && (!lacksShared || company.ready.empty())))
        return;
    if (lacksShared || m_toRead.left() == 0) {
        m_asking = true;
        whenDone(this, m_session.reserve(lacksShared ? kSharedRequests : 1), [this, lacksShared](const Result<shipstation::Slots>& given) { granted(lacksShared, given); });
        return;
    }
    Seat& next = *company.wanting.front();
    next.m_stage = Seat::Stage::Reading;
    next.m_reading.addResult(std::exchange(m_toRead, {}));
    next.m_reading.finish();
    m_timer.start(0);
}

void SharedWrites::granted(bool shared, const Result<shipstation::Slots>& given)
{
    m_asking = false;
    if (given)
        (shared ? m_shared : m_toRead) = *given;
    const Company waiting = given ? Company() : company();
    for (const auto& seat : waiting.wanting) {
        seat->m_stage = Seat::Stage::Done;
        seat->m_reading.addResult(tl::unexpected(given.error()));
        seat->m_reading.finish();
    }
    for (const auto& seat : waiting.ready)
        seat->finishSent(shipstation::WriteAnswer{shipstation::Delivery::NotSent, {}, 0, m_clock.now(), m_clock.now(), given.error()}, Seat::Stage::Done);
    pump();
}

void SharedWrites::wakeFor(const Company& company)
{
    if (company.ready.empty() || m_timer.isActive())
        return;
    const auto age = std::chrono::floor<milliseconds>(Steady::now() - company.oldest);
    milliseconds next = m_pace.freshness;
    for (const milliseconds when : {m_pace.leave, m_pace.gather}) {
        if (when > age)
            next = when;
    }
    m_timer.start(std::max(next - age, milliseconds(0)) + milliseconds(1));
}

} // namespace t6::operations
