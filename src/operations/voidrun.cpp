// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "voidrun.h"

#include "labelpreflight.h"

#include <core/async.h>
#include <shipstation/account.h>
#include <shipstation/labelanswer.h>

#include <algorithm>

namespace t6::operations {

QFuture<Result<OperationReport>> VoidRun::start(MerchantId merchant, OrderId order, ShipmentId shipment, QUuid batch)
{
    const auto future = begin(OperationKind::VoidLabel, merchant, order, batch);
    m_shipping.facts.shipment = shipment;
    m_shipping.purchase.order = order;
    reserve();
    return future;
}

void VoidRun::reserve()
{
    constexpr int kRequests = 2; // order, void
    whenDone(this, m_session.reserve(kRequests), [this](const Result<shipstation::Slots>& reserved) {
        if (!reserved) {
            refuse(reserved.error());
            return;
        }
        m_slots = *reserved;
        writeDown([this] { readOrder(); });
    });
}

void VoidRun::readOrder()
{
    whenDone(this, shipstation::fetchOrder(m_session, m_record.order, m_slots), [this](const Result<QByteArray>& json) {
        if (!json) {
            refuse(json.error());
            return;
        }
        m_plan.before = *json;
        m_plan.number = m_shipping.purchase.number = numberOf(*json);
        readShipments([this](const QList<Shipment>& found) { return !m_shipping.facts.shipment.isNull() && target(found); }, [this](const Result<QList<Shipment>>& shipments) {
            if (shipments)
                find(*shipments);
            else
                refuse(shipments.error());
        });
    });
}

const Shipment* VoidRun::target(const QList<Shipment>& shipments) const
{
    const auto found = std::find_if(shipments.begin(), shipments.end(), [this](const Shipment& each) { return each.id == m_shipping.facts.shipment && each.order == m_record.order; });
    return found == shipments.end() ? nullptr : &*found;
}

void VoidRun::find(const QList<Shipment>& shipments)
{
    if (m_shipping.facts.shipment.isNull()) {
        for (const Shipment& each : shipments) {
            if (each.voided || each.order != m_record.order || each.id == m_shipping.facts.shipment)
                continue;
            if (!m_shipping.facts.shipment.isNull()) {
                deny(tr("The order has several labels. Say which is to be voided."), QStringLiteral("shipment"));
                return;
            }
            m_shipping.facts.shipment = each.id;
        }
    }
    const Shipment* const found = target(shipments);
    if (!found) {
        deny(tr("The order has no such label that is not voided."), QStringLiteral("shipment"));
        return;
    }
    m_shipping.facts.carrier = found->carrier;
    m_shipping.facts.service = found->service;
    m_found.shipment = found->id;
    m_found.tracking = found->tracking;
    m_found.cost = found->total();
    if (found->voided) {
        m_findings.alreadySo = true;
        end(OperationState::NotSent);
        return;
    }
    commitSending(m_setup.pace.quarantine, [this] { giveBack(); });
}

void VoidRun::giveBack()
{
    send(shipstation::voidLabel(m_shipping.facts.shipment), [this](const shipstation::WriteAnswer& answer) { answered(answer); });
}

void VoidRun::answered(const shipstation::WriteAnswer& answer)
{
    using D = shipstation::Delivery;
    switch (answer.delivery) {
    case D::NotSent: end(OperationState::NotSent); return;
    case D::Rejected: end(OperationState::Rejected); return;
    case D::Unknown: advance(OperationState::Unknown, [this] { verify(); }); return;
    case D::Replied: break;
    }
    const auto approval = shipstation::decodeVoidAnswer(answer.json);
    if (approval && !approval->approved) {
        notApproved(Error{ErrorDomain::ShipStation, ErrorCode::BusinessError, approval->message, answer.status, {}, {}});
        return;
    }
    if (!approval)
        m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, QStringLiteral("answer-broken"), answer.status, {}, {}};
    advance(approval ? OperationState::Replied : OperationState::Unknown, [this] { verify(); });
}

/// A label that is voided already is not approved either: something on the way may have asked twice.
void VoidRun::notApproved(const Error& error)
{
    m_findings.error = error;
    readShipments([this](const QList<Shipment>& found) { return target(found) != nullptr; }, [this](const Result<QList<Shipment>>& shipments) {
        const Shipment* const found = shipments ? target(*shipments) : nullptr;
        if (!found)
            advance(OperationState::Unknown, [this] { lookAgainLater(); });
        else if (found->voided)
            advance(OperationState::Replied, [this] { verify(); });
        else
            end(OperationState::Rejected);
    });
}

void VoidRun::verify()
{
    readShipments([this](const QList<Shipment>& found) { return target(found) != nullptr; }, [this](const Result<QList<Shipment>>& shipments) {
        if (shipments) {
            judge(target(*shipments));
        } else if (shipments.error().code != ErrorCode::Cancelled) { // else locking: a later run resumes
            m_findings.error = shipments.error();
            lookAgainLater();
        }
    });
}

void VoidRun::judge(const Shipment* shipment)
{
    if (!shipment || !shipment->voided) {
        if (!isQuarantineOver())
            lookAgainLater();
        else if (shipment && m_record.state == OperationState::Unknown)
            end(OperationState::NotApplied);
        else
            needPerson(tr("ShipStation answered that the label is voided, and does not show it so."));
        return;
    }
    whenDone(this, m_setup.labels.refund(m_record.merchant, m_shipping.facts.shipment), [this](const Result<void>& kept) {
        if (!kept) {
            storeFailed(kept.error());
            return;
        }
        m_findings.error = {};
        advance(OperationState::Watch, [this] { refreshOrderAndSettle(); });
    });
}

void VoidRun::deny(const QString& why, const QString& field)
{
    refuse(Error{ErrorDomain::Input, ErrorCode::LabelRefused, why, 0, {}, field});
}

} // namespace t6::operations
