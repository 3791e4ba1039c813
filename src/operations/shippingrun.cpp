// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingrun.h"

#include <core/async.h>
#include <core/errorname.h>
#include <shipstation/account.h>

#include <QtConcurrentRun>

namespace t6::operations {

namespace {

constexpr std::chrono::hours kBefore{25}; ///< looks at shipments reach back so far: clocks differ

} // namespace

ShippingRun::ShippingRun(const WriteSetup& setup, shipstation::Session& session, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_setup(setup), m_session(session), m_pool(pool), m_promise(makePromise<OperationReport>())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ShippingRun::verify);
}

QFuture<Result<OperationReport>> ShippingRun::begin(OperationKind kind, MerchantId merchant, OrderId order, QUuid batch)
{
    m_record.kind = kind;
    m_record.merchant = merchant;
    m_record.order = order;
    m_record.batch = batch;
    m_record.state = OperationState::NotSent;
    m_plan.actor = m_setup.actor;
    return m_promise->future();
}

QFuture<Result<OperationReport>> ShippingRun::resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings)
{
    m_record = std::move(record);
    m_plan = std::move(plan);
    m_findings = std::move(findings);
    m_writtenDown = true;
    const auto future = m_promise->future();
    auto shipping = ShippingPlan::decode(m_plan.shipping);
    auto found = ShippingFindings::decode(m_findings.shipping);
    if (!shipping || !found) {
        QMetaObject::invokeMethod(this, [this, error = shipping ? found.error() : shipping.error()] { storeFailed(error); }, Qt::QueuedConnection);
        return future;
    }
    m_shipping = std::move(*shipping);
    m_found = std::move(*found);
    switch (m_record.state) {
    case OperationState::Intent: // nothing is sent before Sending is on disk
        refuse(Error{ErrorDomain::Program, ErrorCode::Cancelled, {}, 0, {}, {}});
        break;
    case OperationState::Sending: takeUp([this] { verify(); }); break;
    case OperationState::Replied:
    case OperationState::Unknown: verify(); break;
    default: QMetaObject::invokeMethod(this, &ShippingRun::settle, Qt::QueuedConnection); break;
    }
    return future;
}

QFuture<Result<OperationReport>> ShippingRun::look()
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

/// Before anything is read: from here on no other desk begins something on the order.
void ShippingRun::writeDown(Next then)
{
    m_record.id = OperationId::create();
    m_record.createdAt = m_record.changedAt = m_setup.clock.now();
    m_record.state = OperationState::Intent;
    m_record.sealedPlan = sealedPlan();
    whenDone(this, m_setup.journal.begin(m_record, line(QStringLiteral("intent"))), [this, then = std::move(then)](const Result<void>& kept) {
        if (!kept) {
            m_record.id = {};
            m_record.state = OperationState::NotSent;
            refuse(kept.error());
            return;
        }
        m_writtenDown = true;
        emit changed(report());
        then();
    });
}

void ShippingRun::commitSending(std::chrono::milliseconds quarantine, Next then)
{
    const UtcTime now = m_setup.clock.now();
    m_shipping.purchase.sentAt = now;
    m_record.sealedPlan = sealedPlan();
    m_record.quarantineUntil = now + quarantine;
    whenDone(this, m_setup.journal.send(m_record.id, m_record.sealedPlan, now, *m_record.quarantineUntil), [this, now, then = std::move(then)](const Result<void>& kept) {
        if (!kept) {
            refuse(kept.error());
            return;
        }
        m_record.state = OperationState::Sending;
        m_record.changedAt = now;
        then();
    });
}

void ShippingRun::send(const shipstation::WriteRequest& request, std::function<void(const shipstation::WriteAnswer&)> then)
{
    emit changed(report());
    m_onTheWire = true;
    whenDone(this, m_session.write(request, m_slots, m_record.changedAt + m_setup.pace.firstByte), [this, then = std::move(then)](const shipstation::WriteAnswer& answer) {
        m_onTheWire = false;
        m_findings.error = answer.error;
        then(answer);
        if (!m_onTheWire)
            emit answerCame();
    });
}

struct ShippingRun::Reading
{
    std::function<bool(const QList<Shipment>&)> enough;
    std::function<void(Result<QList<Shipment>>)> then;
    QList<Shipment> found;
    int way = 0;
};

void ShippingRun::readShipments(std::function<bool(const QList<Shipment>&)> enough, std::function<void(Result<QList<Shipment>>)> then)
{
    m_lookedAt = m_setup.clock.now();
    readNext(std::make_shared<Reading>(Reading{std::move(enough), std::move(then), {}, 0}));
}

void ShippingRun::readNext(std::shared_ptr<Reading> reading)
{
    using shipstation::Priority;
    const Purchase& purchase = m_shipping.purchase;
    const UtcTime sentAt = purchase.sentAt == UtcTime{} ? m_setup.clock.now() : purchase.sentAt;
    if (reading->way == 1 && purchase.number.isEmpty())
        ++reading->way;
    if (reading->way > 2 || (reading->way > 0 && reading->enough(reading->found)))
        return reading->then(reading->found);
    const auto list = reading->way == 0 ? shipstation::fetchShipmentsOf(m_session, purchase.order, Priority::Staff)
        : reading->way == 1             ? shipstation::fetchShipmentsOf(m_session, purchase.number, Priority::Staff)
                                        : shipstation::fetchShipmentsSince(m_session, sentAt - kBefore, Priority::Staff);
    ++reading->way;
    whenDone(this, list, [this, reading](const Result<QList<Shipment>>& shipments) {
        if (!shipments)
            return reading->then(tl::unexpected(shipments.error()));
        reading->found += *shipments;
        readNext(reading);
    });
}

void ShippingRun::refreshOrderAndSettle()
{
    whenDone(this, shipstation::fetchOrder(m_session, m_record.order, shipstation::Priority::Staff), [this](const Result<QByteArray>& json) {
        if (!json) { // the sync will see it
            settle();
            return;
        }
        const auto keep = [book = m_setup.book, json = *json, now = m_setup.clock.now()] { return book->takeOrder(json, now); };
        whenDone(this, QtConcurrent::run(&m_pool, keep), [this](const Result<PageOutcome>& taken) {
            if (!taken)
                emit problemFound(taken.error());
            settle();
        });
    });
}

/// At the house's times after it was sent; from the end of the quarantine on, until a reading succeeds.
void ShippingRun::lookAgainLater()
{
    m_slots = {};
    m_error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, m_findings.error ? m_findings.error->detail : QString(), 0, {}, {}};
    tell();
    const UtcTime now = m_setup.clock.now();
    UtcTime next = now + m_setup.pace.labelLooks.back();
    for (auto look = m_setup.pace.labelLooks.rbegin(); look != m_setup.pace.labelLooks.rend(); ++look) {
        if (m_shipping.purchase.sentAt + *look > now)
            next = m_shipping.purchase.sentAt + *look;
    }
    if (m_record.quarantineUntil && *m_record.quarantineUntil > now)
        next = std::min(next, *m_record.quarantineUntil);
    m_timer.start(next - now + std::chrono::milliseconds(1));
    emit waiting();
}

void ShippingRun::refuse(const Error& error)
{
    m_error = error;
    m_findings.error = error;
    if (!m_writtenDown || m_record.state != OperationState::Intent) {
        settle();
        return;
    }
    giveUp([this] { end(OperationState::NotSent); });
}

void ShippingRun::needPerson(const QString& why)
{
    m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, why, 0, {}, {}};
    m_error = m_findings.error;
    end(OperationState::NeedsPerson);
}

/// The journal cannot be written: what is on the disk is what counts, and a later run resumes from there.
void ShippingRun::storeFailed(const Error& error)
{
    emit problemFound(error);
    m_error = error;
    settle();
}

void ShippingRun::tellMeanwhile(const Error& error)
{
    emit problemFound(error);
    m_error = error;
    tell();
}

void ShippingRun::advance(OperationState to, Next then)
{
    const UtcTime now = m_setup.clock.now();
    m_findings.shipping = m_found.encode();
    const QByteArray findings = sealFindings(m_record.id, m_findings, *m_setup.keys);
    whenDone(this, m_setup.journal.advance(m_record.id, m_record.state, to, findings, now, line(QString::fromLatin1(operationStateName(to)))), [this, to, now, then = std::move(then)](const Result<void>& kept) {
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

void ShippingRun::settle()
{
    m_setup.book->sightings().end(m_record.order);
    m_slots = {};
    m_timer.stop();
    tell();
    emit finished(blocksOrder(m_record.state));
    deleteLater();
}

void ShippingRun::tell()
{
    if (const auto promise = std::exchange(m_promise, nullptr)) {
        promise->addResult(report());
        promise->finish();
    }
}

QByteArray ShippingRun::sealedPlan()
{
    m_plan.shipping = m_shipping.encode();
    return sealPlan(m_record.id, m_plan, *m_setup.keys);
}

store::AuditEntry ShippingRun::line(const QString& step) const
{
    store::AuditEntry entry;
    entry.at = m_setup.clock.now();
    entry.actor = m_setup.actor;
    entry.device = m_setup.device;
    entry.action = QString::fromLatin1(operationName(m_record.kind));
    entry.step = step;
    entry.merchant = m_record.merchant;
    entry.order = m_record.order;
    entry.operation = m_record.id.value;
    if (m_findings.error)
        entry.detail = QString::fromLatin1(errorName(m_findings.error->code));
    else if (m_found.cost)
        entry.detail = QStringLiteral("%1 cents, shipment %2").arg(m_found.cost->minor).arg(m_found.shipment.value);
    else
        entry.detail = QStringLiteral("%1 cents confirmed").arg(m_shipping.facts.confirmed.minor);
    return entry;
}

OperationReport ShippingRun::report() const
{
    OperationPlan plan = m_plan;
    plan.shipping = m_shipping.encode();
    OperationFindings findings = m_findings;
    findings.shipping = m_found.encode();
    OperationReport told = describe(m_record, plan, findings);
    if (!isConfirmed(told) && m_error)
        told.error = m_error;
    return told;
}

} // namespace t6::operations
