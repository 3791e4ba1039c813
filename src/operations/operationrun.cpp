// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "operationrun.h"

#include "shippingplan.h"

#include <core/async.h>
#include <core/errorname.h>
#include <shipstation/account.h>

#include <QtConcurrentRun>

#include <algorithm>

namespace t6::operations {

namespace {

constexpr int kMostRounds = 3; ///< of reading again because the last reading had become too old

/// A member of an order; empty when it is none or no text.
QString textAt(const QByteArray& order, QStringView member)
{
    const auto text = JsonText::parse(order);
    const auto value = text ? text->root().member(member) : std::nullopt;
    return value ? value->string() : QString();
}

vault::Place place(OperationId id, vault::PlaceName field)
{
    return {"operation", vault::RowId(id.value), field};
}

} // namespace

OperationReport describe(const store::JournalRecord& record, const OperationPlan& plan, const OperationFindings& findings)
{
    OperationReport report;
    report.id = record.id;
    report.merchant = record.merchant;
    report.order = record.order;
    report.number = plan.number;
    report.kind = record.kind;
    report.state = record.state;
    report.batch = record.batch;
    report.undoOf = plan.undoOf;
    report.argument = plan.argument;
    report.actor = plan.actor;
    report.reason = plan.reason;
    report.createdAt = record.createdAt;
    report.changedAt = record.changedAt;
    report.quarantineUntil = record.quarantineUntil;
    report.patch = changesOf(record.kind, plan);
    report.differences = findings.differences;
    report.after = findings.after;
    report.alreadySo = findings.alreadySo;
    report.error = findings.error;
    report.note = findings.note;
    report.shipping = shippingFacts(record.kind, plan, findings);
    return report;
}

QByteArray sealPlan(OperationId id, const OperationPlan& plan, const vault::MerchantKeys& keys)
{
    return keys.seal(place(id, "plan"), plan.encode());
}

QByteArray sealFindings(OperationId id, const OperationFindings& findings, const vault::MerchantKeys& keys)
{
    return keys.seal(place(id, "findings"), findings.encode());
}

Result<std::pair<OperationPlan, OperationFindings>> openRecord(const store::JournalRecord& record, const vault::MerchantKeys& keys)
{
    const auto planBytes = keys.open(place(record.id, "plan"), record.sealedPlan);
    if (!planBytes)
        return tl::unexpected(planBytes.error());
    auto plan = OperationPlan::decode(*planBytes);
    if (!plan)
        return tl::unexpected(plan.error());
    OperationFindings findings;
    if (!record.sealedFindings.isEmpty()) {
        const auto bytes = keys.open(place(record.id, "findings"), record.sealedFindings);
        if (!bytes)
            return tl::unexpected(bytes.error());
        auto decoded = OperationFindings::decode(*bytes);
        if (!decoded)
            return tl::unexpected(decoded.error());
        findings = std::move(*decoded);
    }
    return std::make_pair(std::move(*plan), std::move(findings));
}

OperationRun::OperationRun(const WriteSetup& setup, shipstation::Session& session, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_setup(setup), m_session(session), m_pool(pool), m_promise(makePromise<OperationReport>())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OperationRun::verify);
}

QFuture<Result<OperationReport>> OperationRun::start(Correction correction, SharedWrites* shared)
{
    m_shared = shared;
    m_correction = std::move(correction);
    m_record.merchant = m_correction.merchant;
    m_record.order = m_correction.order;
    m_record.kind = m_correction.kind;
    m_record.batch = m_correction.batch;
    m_record.state = OperationState::NotSent;
    reserve();
    return m_promise->future();
}

void OperationRun::reserve()
{
    constexpr int kRequests = 3; // read, write, read again
    m_seat = m_shared ? m_shared->takeSeat() : nullptr;
    whenDone(this, m_seat ? m_seat->toRead() : m_session.reserve(kRequests), [this](const Result<shipstation::Slots>& reserved) {
        if (!reserved) {
            refuse(reserved.error());
            return;
        }
        m_slots = *reserved;
        writeDown();
    });
}

QFuture<Result<OperationReport>> OperationRun::resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings)
{
    m_record = std::move(record);
    m_prepared.plan = std::move(plan);
    m_findings = std::move(findings);
    m_writtenDown = true;
    const auto future = m_promise->future();
    switch (m_record.state) {
    case OperationState::Intent: // nothing is sent before Sending is on disk
        m_findings.error = Error{ErrorDomain::Program, ErrorCode::Cancelled, {}, 0, {}, {}};
        advance(OperationState::NotSent, [this] { settle(); });
        break;
    case OperationState::Sending:
        advance(OperationState::Unknown, [this] { verify(); });
        break;
    case OperationState::Replied:
    case OperationState::Unknown: verify(); break;
    default: QMetaObject::invokeMethod(this, &OperationRun::settle, Qt::QueuedConnection); break;
    }
    return future;
}

QFuture<Result<OperationReport>> OperationRun::look()
{
    if (!m_promise)
        m_promise = makePromise<OperationReport>();
    const auto future = m_promise->future();
    if (isWaiting()) {
        m_timer.stop();
        verify();
    }
    return future;
}

void OperationRun::read()
{
    m_readAt = Steady::now();
    m_setup.book->sightings().expect(m_record.order);
    whenDone(this, shipstation::fetchOrder(m_session, m_record.order, m_slots), [this](const Result<QByteArray>& json) {
        if (json)
            take(*json);
        else if (json.error().code == ErrorCode::OrderGone && judgeGone(m_record.kind) == Verdict::Fulfilled)
            nothingLeft();
        else
            refuse(json.error());
    });
}

/// The order as it is now: is there anything to do, and may it be done?
void OperationRun::take(const QByteArray& json)
{
    const auto now = JsonText::parse(json);
    auto prepared = now ? prepare(m_correction, *now) : Result<PreparedWrite>(tl::unexpected(now.error()));
    if (!prepared) {
        refuse(prepared.error());
        return;
    }
    m_prepared = std::move(*prepared);
    if (!m_prepared.conflicts.isEmpty()) {
        refuse(Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}});
        return;
    }
    if (m_prepared.alreadySo) {
        nothingLeft();
        return;
    }
    commitSending();
}

/// Before the order is read: from here on no other desk begins something on it, so that what is read cannot be changed by one of ours.
void OperationRun::writeDown()
{
    m_record.id = OperationId::create();
    m_record.createdAt = m_record.changedAt = m_setup.clock.now();
    m_record.state = OperationState::Intent;
    m_prepared.plan = intended(m_correction);
    m_record.sealedPlan = sealedPlan();
    whenDone(this, m_setup.journal.begin(m_record, line(QStringLiteral("intent"))), [this](const Result<void>& kept) {
        if (!kept) {
            m_record.id = {};
            m_record.state = OperationState::NotSent;
            refuse(kept.error());
            return;
        }
        m_writtenDown = true;
        emit changed(report());
        read();
    });
}

void OperationRun::commitSending()
{
    const UtcTime now = m_setup.clock.now();
    m_record.sealedPlan = sealedPlan();
    m_record.quarantineUntil = now + m_setup.pace.quarantine;
    whenDone(this, m_setup.journal.send(m_record.id, m_record.sealedPlan, now, *m_record.quarantineUntil), [this, now](const Result<void>& kept) {
        if (!kept) {
            refuse(kept.error());
            return;
        }
        m_record.state = OperationState::Sending;
        m_record.changedAt = now;
        if (isStale() || isOvertaken()) { // the disk took its time, or the computer slept; or somebody was faster
            beginAnew();
            return;
        }
        emit changed(report());
        send();
    });
}

/// Nothing was sent yet, and the reading is too old for it, or not of the newest version.
void OperationRun::beginAnew()
{
    advance(OperationState::NotSent, [this] {
        m_writtenDown = false;
        if (++m_rounds >= kMostRounds)
            refuse(isOvertaken() ? Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}} : Error{ErrorDomain::Store, ErrorCode::StoreBusy, {}, 0, {}, {}});
        else if (m_shared)
            reserve();
        else
            writeDown();
    });
}

void OperationRun::send()
{
    m_onTheWire = true;
    const UtcTime notAfter = m_record.changedAt + m_setup.pace.firstByte;
    if (m_seat) {
        sendShared(notAfter);
        return;
    }
    whenDone(this, m_session.write(m_prepared.request, m_slots, notAfter), [this](const shipstation::WriteAnswer& answer) {
        m_onTheWire = false;
        answered(answer);
        emit answerCame();
    });
}

void OperationRun::sendShared(UtcTime notAfter)
{
    whenDone(this, m_seat->send({m_record.order, m_prepared.request.body, m_readAt, notAfter, [this] { return isOvertaken(); }}), [this](const SharedWrites::Seat::Sent& answer) {
        m_onTheWire = false;
        if (answer)
            answered(*answer);
        else
            beginAnew();
        emit answerCame();
    });
    emit waiting();
}

void OperationRun::answered(const shipstation::WriteAnswer& answer)
{
    using D = shipstation::Delivery;
    m_findings.error = answer.error;
    switch (answer.delivery) {
    case D::NotSent: advance(OperationState::NotSent, [this] { settle(); }); return;
    case D::Rejected: advance(OperationState::Rejected, [this] { settle(); }); return;
    case D::Replied: advance(OperationState::Replied, [this] { verify(); }); return;
    case D::Unknown: advance(OperationState::Unknown, [this] { verify(); }); return;
    }
}

/// Only another reading tells what happened: first one for all that left together, if this did.
void OperationRun::verify()
{
    if (!m_seat) {
        readAgain();
        return;
    }
    whenDone(this, m_seat->look(), [this](const SharedWrites::Seat::Found& listed) {
        m_slots = std::exchange(m_seat, nullptr)->left();
        const auto order = listed ? JsonText::parse(*listed) : Result<JsonText>(failure(ErrorDomain::ShipStation, ErrorCode::NotFound));
        if (order && isProven(m_record.kind, m_prepared.plan, *order))
            confirm(*listed);
        else
            readAgain();
    });
}

void OperationRun::readAgain()
{
    ++m_looks;
    m_lookedAt = m_setup.clock.now();
    whenDone(this, readBack(), [this](const Result<QByteArray>& json) {
        if (json) {
            judgeReading(*json);
            return;
        }
        if (json.error().code == ErrorCode::Cancelled)
            return; // locking: a later run resumes
        if (json.error().code == ErrorCode::AlreadyExists) { // which of them is meant, and which one goes?
            m_findings.error = json.error();
            advance(OperationState::NeedsPerson, [this] { settle(); });
        } else if (json.error().code != ErrorCode::OrderGone) {
            m_findings.error = json.error();
            lookAgainLater();
        } else if (const auto verdict = judgeGone(m_record.kind)) {
            *verdict == Verdict::Fulfilled ? confirm({}) : nothingYet();
        } else {
            m_findings.error = json.error();
            advance(OperationState::NeedsPerson, [this] { settle(); });
        }
    });
}

QFuture<Result<QByteArray>> OperationRun::readBack()
{
    if (m_record.kind != OperationKind::SplitChild)
        return shipstation::fetchOrder(m_session, m_record.order, m_slots);
    return shipstation::fetchOrderByKey(m_session, textAt(m_prepared.plan.body, u"orderNumber"), textAt(m_prepared.plan.body, u"orderKey"), shipstation::Priority::Staff);
}

void OperationRun::judgeReading(const QByteArray& json)
{
    const auto found = JsonText::parse(json);
    if (!found) {
        m_findings.error = found.error();
        lookAgainLater();
        return;
    }
    m_findings.differences.clear();
    switch (judge(m_record.kind, m_prepared.plan, *found, m_findings.differences)) {
    case Verdict::Fulfilled:
        confirm(json);
        return;
    case Verdict::Other:
        m_findings.after = json;
        advance(OperationState::Conflict, [this] { settle(); });
        return;
    case Verdict::Unchanged:
        m_findings.differences.clear();
        nothingYet();
        return;
    }
}

/// The reading shows what was there before.
void OperationRun::nothingYet()
{
    if (m_record.state == OperationState::Replied) {
        m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, {}, 0, {}, {}};
        advance(OperationState::Unknown, [this] { lookAgainLater(); });
    } else if (m_lookedAt >= m_record.quarantineUntil.value_or(UtcTime{})) { // this reading began when nothing could arrive any more
        advance(OperationState::NotApplied, [this] { settle(); });
    } else {
        lookAgainLater();
    }
}

void OperationRun::confirm(const QByteArray& json)
{
    m_findings = {};
    m_findings.after = json;
    advance(OperationState::Watch, [this, json] {
        const auto keep = [book = m_setup.book, order = m_record.order, json, now = m_setup.clock.now()]() -> Result<PageOutcome> {
            if (!json.isEmpty())
                return book->takeOrder(json, now);
            const auto removed = book->remove({order});
            return removed ? Result<PageOutcome>(PageOutcome()) : tl::unexpected(removed.error());
        };
        whenDone(this, QtConcurrent::run(&m_pool, keep), [this](const Result<PageOutcome>& taken) {
            if (!taken)
                emit problemFound(taken.error());
            else if (taken->storeError)
                emit problemFound(*taken->storeError);
            m_setup.book->watch()->add(m_record.order, m_prepared.plan.patch, m_record.changedAt);
            noteHold();
        });
    });
}

/// The order is on hold: the desk remembers who did it and why. Then settles.
void OperationRun::noteHold()
{
    if (m_record.kind != OperationKind::Hold) {
        settle();
        return;
    }
    const Held held{m_prepared.plan.argument, m_prepared.plan.reason, m_prepared.plan.actor, m_setup.clock.now()};
    const auto note = [book = m_setup.book, order = m_record.order, held] {
        const auto edit = [&held](const OrderView&, const std::vector<Issue>&, OrderNotes& notes) -> Result<void> {
            notes.held = held;
            return {};
        };
        return book->editNotes(order, edit, {});
    };
    whenDone(this, QtConcurrent::run(&m_pool, note), [this](const Result<void>& noted) {
        if (!noted && noted.error().code != ErrorCode::OrderGone)
            emit problemFound(noted.error());
        settle();
    });
}

void OperationRun::lookAgainLater()
{
    m_slots = {}; // what is left of the reservation is free for others while we wait
    m_error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, m_findings.error ? m_findings.error->detail : QString(), 0, {}, {}};
    tell();
    const UtcTime now = m_setup.clock.now();
    std::chrono::milliseconds wait = m_setup.pace.firstRecheck;
    for (int look = 1; look < std::min(m_looks, 6); ++look)
        wait *= 3;
    wait = std::min(wait, std::max(m_setup.pace.quarantine, m_setup.pace.firstRecheck));
    if (m_record.quarantineUntil && *m_record.quarantineUntil > now)
        wait = std::min(wait, *m_record.quarantineUntil - now + std::chrono::milliseconds(1));
    m_timer.start(wait);
    emit waiting();
}

/// The order is as wanted without us.
void OperationRun::nothingLeft()
{
    m_prepared.alreadySo = m_findings.alreadySo = true;
    if (m_prepared.plan.reason.isEmpty())
        refuse({});
    else
        advance(OperationState::NotSent, [this] { noteHold(); }); // the hold stays, its reason is new
}

/// Nothing was sent and nothing will be: because of the error, or because nothing is left to do.
void OperationRun::refuse(std::optional<Error> error)
{
    m_error = std::move(error);
    m_findings.error = m_error;
    if (m_writtenDown && m_record.state == OperationState::Intent)
        advance(OperationState::NotSent, [this] { settle(); });
    else
        settle();
}

/// The journal cannot be written: what is on the disk is what counts, and a later run resumes from there.
void OperationRun::storeFailed(const Error& error)
{
    emit problemFound(error);
    m_error = error;
    settle();
}

template <typename Then>
void OperationRun::advance(OperationState to, Then then)
{
    const UtcTime now = m_setup.clock.now();
    const QByteArray findings = sealFindings(m_record.id, m_findings, *m_setup.keys);
    const QString step = QString::fromLatin1(operationStateName(to));
    whenDone(this, m_setup.journal.advance(m_record.id, m_record.state, to, findings, now, line(step)), [this, to, now, then = std::move(then)](const Result<void>& kept) mutable {
        if (!kept) {
            storeFailed(kept.error());
            return;
        }
        m_record.state = to;
        m_record.changedAt = now;
        emit changed(report());
        then();
    });
}

void OperationRun::settle()
{
    m_setup.book->sightings().end(m_record.order);
    m_slots = {};
    m_seat = nullptr;
    m_timer.stop();
    tell();
    emit finished(blocksOrder(m_record.state));
    deleteLater();
}

void OperationRun::tell()
{
    if (const auto promise = std::exchange(m_promise, nullptr)) {
        promise->addResult(report());
        promise->finish();
    }
}

store::AuditEntry OperationRun::line(const QString& step) const
{
    store::AuditEntry entry;
    entry.at = m_setup.clock.now();
    entry.actor = m_setup.actor;
    entry.device = m_setup.device;
    entry.action = (m_prepared.plan.undoOf.isNull() ? QString() : QStringLiteral("undo-")) + QString::fromLatin1(operationName(m_record.kind));
    entry.step = step;
    entry.merchant = m_record.merchant;
    entry.order = m_record.order;
    entry.operation = m_record.id.value;
    entry.beforeHash = hash(m_prepared.plan.before);
    entry.afterHash = m_findings.after.isEmpty() ? QByteArray() : hash(m_findings.after);
    entry.detail = m_findings.error ? QString::fromLatin1(errorName(m_findings.error->code)) : QString();
    return entry;
}

QByteArray OperationRun::hash(const QByteArray& order) const
{
    const auto text = JsonText::parse(order);
    return text ? m_setup.keys->hash256(comparableForm(*text)) : QByteArray();
}

QByteArray OperationRun::sealedPlan() const
{
    return sealPlan(m_record.id, m_prepared.plan, *m_setup.keys);
}

OperationReport OperationRun::report() const
{
    OperationReport told = describe(m_record, m_prepared.plan, m_findings);
    told.kept = m_prepared.kept;
    told.conflicts = m_prepared.conflicts;
    if (!isConfirmed(told) && m_error)
        told.error = m_error;
    if (told.number.isEmpty() && !m_correction.seen.isEmpty()) {
        told.number = textAt(m_correction.seen, u"orderNumber");
    }
    return told;
}

} // namespace t6::operations
