// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelrun.h"

#include "labelpreflight.h"

#include <core/async.h>
#include <core/funds.h>
#include <shipstation/account.h>
#include <shipstation/accountdecoder.h>
#include <shipstation/labelanswer.h>

#include <QtConcurrentRun>

#include <algorithm>

namespace t6::operations {

namespace {

constexpr int kMostRounds = 3; ///< of reading again because the last reading had become too old
constexpr int kEarlier = 100; ///< operations of an order that are looked at
constexpr std::chrono::hours kDay{24};

} // namespace

vault::Place labelPlace(OperationId label)
{
    return {"label", vault::RowId(label.value), "reply"};
}

QFuture<Result<OperationReport>> LabelRun::start(LabelRequest request, Money dayCap)
{
    m_request = std::move(request);
    m_dayCap = dayCap;
    const auto future = begin(OperationKind::Label, m_request.merchant, m_request.order, m_request.batch);
    m_plan.before = m_request.seen;
    m_plan.number = numberOf(m_request.seen);
    m_shipping.facts.again = m_request.again.trimmed();
    m_shipping.facts.confirmed = m_request.confirmed;
    m_shipping.facts.carrier = m_request.terms.carrier;
    m_shipping.facts.service = m_request.terms.service;
    m_shipping.facts.test = m_request.terms.test;
    m_shipping.purchase = {m_request.order, m_plan.number, m_request.terms, {}, {}, {}};
    reserve();
    return future;
}

void LabelRun::windDown()
{
    m_giveUpKeeping = true;
}

void LabelRun::reserve()
{
    constexpr int kRequests = 3; // price, order, label; all that is looked up beside them can wait
    whenDone(this, m_session.reserve(kRequests), [this](const Result<shipstation::Slots>& reserved) {
        if (!reserved) {
            refuse(reserved.error());
            return;
        }
        m_slots = *reserved;
        writeDown([this] { lookAtEarlier(); });
    });
}

// --- L0, L1: may it be bought, and for how much? ---------------------------------------------------------------------------

/// What was bought for the order from here before.
void LabelRun::lookAtEarlier()
{
    whenDone(this, m_setup.journal.latest(m_record.merchant, m_record.order, kEarlier), [this](const Result<QList<store::JournalRecord>>& records) {
        if (!records) {
            refuse(records.error());
            return;
        }
        for (const store::JournalRecord& record : *records) {
            if (record.id == m_record.id || record.state == OperationState::NotSent || record.state == OperationState::Rejected)
                continue;
            if (isShipping(record.kind) && needsPerson(record.state)) {
                refuse(Error{ErrorDomain::Store, ErrorCode::OrderBusy, QString::fromLatin1(operationStateName(record.state)), 0, {}, {}});
                return;
            }
            m_hadLabel = m_hadLabel || record.kind == OperationKind::Label;
            m_shipping.facts.afterVoid = m_shipping.facts.afterVoid || record.kind == OperationKind::VoidLabel;
        }
        readKnown();
    });
}

/// Parcels that the order has before it is bought.
void LabelRun::readKnown()
{
    readShipments([](const QList<Shipment>&) { return false; }, [this](const Result<QList<Shipment>>& shipments) {
        if (!shipments) {
            refuse(shipments.error());
            return;
        }
        for (const Shipment& shipment : *shipments) {
            if (shipment.order != m_record.order || m_shipping.purchase.known.contains(shipment.id))
                continue;
            m_shipping.purchase.known.append(shipment.id);
            m_hadLabel = true;
            m_shipping.facts.afterVoid = m_shipping.facts.afterVoid || shipment.voided;
        }
        if (m_hadLabel && m_shipping.facts.again.isEmpty() && !m_request.terms.test) {
            deny(tr("The order has or had a label, or it is not certain that it has none. Say why there is to be another."), QStringLiteral("again"));
            return;
        }
        const auto seen = JsonText::parse(m_request.seen);
        if (seen)
            readPrice(*seen);
        else
            deny(tr("The order was not read before."), QStringLiteral("seen"));
    });
}

void LabelRun::readPrice(const JsonText& order)
{
    const auto terms = completeTerms(m_request.terms, order, m_setup.clock.now(), m_setup.book->facts());
    if (!terms) {
        refuse(terms.error());
        return;
    }
    m_shipping.purchase.terms = *terms;
    m_shipping.facts.package = terms->package;
    m_shipping.facts.shipDate = terms->shipDate;
    const auto request = rateRequest(order, m_setup.book->facts(), *terms);
    if (!request) {
        refuse(request.error());
        return;
    }
    whenDone(this, shipstation::fetchRates(m_session, *request, terms->carrier, m_slots, m_setup.clock.now() + m_setup.pace.firstByte), [this](const Result<QList<RateQuote>>& rates) {
        if (!rates) {
            refuse(rates.error());
            return;
        }
        const QString& service = m_shipping.purchase.terms.service;
        const auto price = std::find_if(rates->begin(), rates->end(), [&service](const RateQuote& quote) { return quote.service == service; });
        if (price == rates->end())
            deny(tr("The carrier offers no such service for this order."), QStringLiteral("service"));
        else if (!m_request.terms.test && price->total() > mostFor(m_request.confirmed))
            deny(tr("The price is %1 now, more than a tenth above the %2 that were confirmed.").arg(dollarText(price->total()), dollarText(m_request.confirmed)), QStringLiteral("confirmed"));
        else
            readBalance(*price);
    });
}

std::int64_t LabelRun::wallet() const
{
    return walletOf(m_request.seen);
}

void LabelRun::readBalance(const RateQuote& price)
{
    whenDone(this, m_session.get(QStringLiteral("/carriers"), {}, shipstation::Priority::Staff), [this, price](const Result<shipstation::Answer>& answer) {
        const auto carriers = answer ? shipstation::decodeCarriers(answer->json) : Result<std::vector<Carrier>>(tl::unexpected(answer.error()));
        if (!carriers) {
            refuse(carriers.error());
            return;
        }
        const Carrier* payer = payingCarrier(*carriers, price.carrier, wallet());
        const Money cost = m_request.terms.test ? Money() : price.total();
        if (!payer)
            deny(tr("The account has no such carrier."), QStringLiteral("carrier"));
        else if (payer->requiresFundedAccount && payer->balance < cost)
            deny(tr("The balance of %1 does not pay for %2.").arg(dollarText(payer->balance), dollarText(cost)), QStringLiteral("balance"));
        else
            readOrder();
    });
}

/// Right before it is bought: nobody may have changed what is shipped, or where to.
void LabelRun::readOrder()
{
    m_readAt = Steady::now();
    m_setup.book->sightings().expect(m_record.order);
    whenDone(this, shipstation::fetchOrder(m_session, m_record.order, m_slots), [this](const Result<QByteArray>& json) {
        if (json)
            take(*json);
        else
            refuse(json.error());
    });
}

void LabelRun::take(const QByteArray& json)
{
    const auto now = JsonText::parse(json);
    const auto seen = JsonText::parse(m_request.seen);
    const auto error = now && seen ? shippable(*seen, *now) : std::optional(now ? seen.error() : now.error());
    if (error) {
        refuse(*error);
        return;
    }
    m_plan.before = json;
    m_plan.number = m_shipping.purchase.number = numberOf(json);
    const auto judge = [book = m_setup.book, order = m_record.order, json, at = m_setup.clock.now()]() -> Result<OrderDetails> {
        if (const auto taken = book->takeOrder(json, at); !taken)
            return tl::unexpected(taken.error());
        return book->details(order);
    };
    whenDone(this, QtConcurrent::run(&m_pool, judge), [this](const Result<OrderDetails>& details) {
        const auto blocked = details ? blockerOf(*details) : std::optional(details.error());
        if (blocked)
            refuse(*blocked);
        else
            setAside();
    });
}

std::optional<Error> LabelRun::blockerOf(const OrderDetails& order) const
{
    return blocker(order, m_setup.book->facts());
}

// --- L5 to L8: the one request ------------------------------------------------------------------------------------------------

/// The money counts from now on, so that many labels at once cannot pass the day's cap.
void LabelRun::setAside()
{
    store::LabelRecord record;
    record.operation = m_record.id;
    record.merchant = m_record.merchant;
    record.order = m_record.order;
    record.amount = m_request.terms.test ? Money() : mostFor(m_request.confirmed);
    record.begunAt = m_setup.clock.now();
    whenDone(this, m_setup.labels.begin(record, record.begunAt - kDay, m_dayCap), [this](const Result<void>& kept) {
        if (kept)
            commitSending(m_setup.pace.labelLooks.back(), [this] { buy(); });
        else if (kept.error().code == ErrorCode::LabelRefused)
            deny(tr("Labels of this merchant cost %1 in the last 24 hours; more than %2 are not spent.").arg(dollarText(Money{kept.error().detail.toLongLong()}), dollarText(m_dayCap)), QStringLiteral("dayCap"));
        else
            refuse(kept.error());
    });
}

void LabelRun::buy()
{
    const bool overtaken = m_setup.book->sightings().isOvertaken(m_record.order, m_readAt, m_plan.before);
    if (overtaken || Steady::now() - m_readAt > m_setup.pace.freshness) { // somebody was faster; or the disk took its time, or the computer slept
        beginAnew();
        return;
    }
    const auto request = shipstation::createLabelForOrder(m_record.order, m_shipping.purchase.terms);
    send(request, [this](const shipstation::WriteAnswer& answer) { answered(answer); });
}

/// Nothing was sent yet.
void LabelRun::beginAnew()
{
    giveUp([this] {
        advance(OperationState::NotSent, [this] {
            if (++m_rounds >= kMostRounds)
                refuse(Error{ErrorDomain::Store, ErrorCode::StoreBusy, {}, 0, {}, {}});
            else
                whenDone(this, m_session.reserve(2), [this](const Result<shipstation::Slots>& reserved) {
                    if (!reserved) {
                        refuse(reserved.error());
                        return;
                    }
                    m_slots = *reserved;
                    writeDown([this] { readOrder(); });
                });
        });
    });
}

void LabelRun::answered(const shipstation::WriteAnswer& answer)
{
    using D = shipstation::Delivery;
    const bool mayHoldLabel = !answer.body.isEmpty() && (answer.delivery == D::Replied || answer.delivery == D::Unknown);
    if (mayHoldLabel)
        keepReply(answer);
    else
        judgeAnswer(answer);
}

/// The label's only copy: nothing is looked at before it is on the disk. A disk that refuses it is asked again until the program ends.
void LabelRun::keepReply(const shipstation::WriteAnswer& answer)
{
    m_onTheWire = true; // locking waits
    whenDone(this, m_setup.labels.keepReply(m_record.id, m_setup.keys->seal(labelPlace(m_record.id), answer.body)), [this, answer](const Result<void>& kept) {
        if (kept || kept.error().code == ErrorCode::NotFound || m_giveUpKeeping) {
            m_onTheWire = false;
            judgeAnswer(answer);
            emit answerCame();
            return;
        }
        if (m_keeping++ == 0)
            tellMeanwhile(kept.error());
        QTimer::singleShot(std::min(m_setup.pace.firstRecheck, std::chrono::milliseconds(200) * m_keeping), this, [this, answer] { keepReply(answer); });
    });
}

void LabelRun::judgeAnswer(const shipstation::WriteAnswer& answer)
{
    using D = shipstation::Delivery;
    switch (answer.delivery) {
    case D::NotSent: giveUp([this] { end(OperationState::NotSent); }); return;
    case D::Rejected: giveUp([this] { end(OperationState::Rejected); }); return;
    case D::Replied:
        if (takeAnswer(answer.body)) {
            advance(OperationState::Replied, [this] { m_request.terms.test ? confirm() : verify(); });
            return;
        }
        m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, QStringLiteral("answer-broken"), answer.status, {}, {}};
        [[fallthrough]];
    case D::Unknown: advance(OperationState::Unknown, [this] { verify(); }); return;
    }
}

/// What the answer says of the shipment; false when it says nothing.
bool LabelRun::takeAnswer(const QByteArray& body)
{
    const auto label = shipstation::decodeLabelAnswer(body);
    if (!label)
        return false;
    m_shipping.purchase.told = m_found.shipment = label->shipment;
    m_found.tracking = label->tracking;
    m_found.cost = Money{label->cost.minor + label->insurance.minor};
    return true;
}

void LabelRun::takeUp(Next then)
{
    whenDone(this, m_setup.labels.reply(m_record.id), [this, then = std::move(then)](const Result<std::optional<QByteArray>>& reply) {
        if (!reply) {
            storeFailed(reply.error());
            return;
        }
        const auto body = *reply ? m_setup.keys->open(labelPlace(m_record.id), **reply) : Result<QByteArray>(QByteArray());
        advance(body && takeAnswer(*body) ? OperationState::Replied : OperationState::Unknown, then);
    });
}

void LabelRun::giveUp(Next then)
{
    whenDone(this, m_setup.labels.drop(m_record.id), [this, then = std::move(then)](const Result<void>& dropped) {
        if (dropped)
            then();
        else
            storeFailed(dropped.error());
    });
}

// --- L9, L10: found again ------------------------------------------------------------------------------------------------------

void LabelRun::verify()
{
    m_shipping.purchase.told = m_found.adopted ? ShipmentId() : m_found.shipment;
    const auto enough = [this](const QList<Shipment>& found) {
        return !m_shipping.purchase.told.isNull() && findPurchase(m_shipping.purchase, found).what == PurchaseFinding::What::Bought;
    };
    readShipments(enough, [this](const Result<QList<Shipment>>& shipments) {
        if (shipments) {
            judgeShipments(*shipments);
        } else if (shipments.error().code != ErrorCode::Cancelled) { // else locking: a later run resumes
            m_findings.error = shipments.error();
            lookAgainLater();
        }
    });
}

void LabelRun::judgeShipments(const QList<Shipment>& shipments)
{
    const PurchaseFinding finding = findPurchase(m_shipping.purchase, shipments);
    switch (finding.what) {
    case PurchaseFinding::What::Bought: bought(finding.shipment); return;
    case PurchaseFinding::What::Several: needPerson(tr("Several labels could be the one that was bought.")); return;
    case PurchaseFinding::What::Nothing: break;
    }
    if (!isQuarantineOver())
        lookAgainLater();
    else if (m_record.state == OperationState::Unknown && m_shipping.purchase.told.isNull())
        giveUp([this] { end(OperationState::NotApplied); });
    else
        needPerson(tr("ShipStation answered with a label, and shows none."));
}

void LabelRun::bought(const Shipment& shipment)
{
    if (m_shipping.purchase.told.isNull()) {
        m_found.adopted = true;
        m_found.shipment = shipment.id;
        m_found.tracking = shipment.tracking;
        m_found.cost = shipment.total();
    }
    confirm();
}

void LabelRun::confirm()
{
    whenDone(this, m_setup.labels.settle(m_record.id, m_found.shipment, m_found.cost.value_or(Money())), [this](const Result<void>& kept) {
        if (!kept) {
            storeFailed(kept.error());
            return;
        }
        m_findings.error = {};
        advance(OperationState::Watch, [this] { refreshOrderAndSettle(); });
    });
}

void LabelRun::deny(const QString& why, const QString& field)
{
    refuse(Error{ErrorDomain::Input, ErrorCode::LabelRefused, why, 0, {}, field});
}

} // namespace t6::operations
