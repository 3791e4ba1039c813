// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sandbox.h"

#include "control.h"
#include "httpserver.h"
#include "json.h"
#include "merchantacts.h"
#include "pacific.h"
#include "router.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

Sandbox::Sandbox(SandboxOptions options, QObject* parent)
    : QObject(parent)
    , m_world(std::make_unique<World>(std::move(options)))
{
    m_world->later = [this](std::chrono::milliseconds time, const std::function<void()>& then) { QTimer::singleShot(time, this, then); };
    for (const auto& account : m_world->accounts)
        m_merchants.push_back(account->identity);
}

Sandbox::~Sandbox() = default;

Result<quint16> Sandbox::start(quint16 port)
{
    stop();
    m_server = new HttpServer({[this](const HttpRequest& request) { return handle(request); }, [this](const HttpRequest& head) { return cutsBody(*m_world, head); }}, this);
    Result<quint16> listening = m_server->listen(port);
    if (!listening) {
        stop();
        return listening;
    }
    m_port = *listening;
    if (m_world->options.livePerMinute > 0) {
        m_live = new QTimer(this);
        connect(m_live, &QTimer::timeout, this, &Sandbox::tickLive);
        m_live->start(std::max(1, 60'000 / m_world->options.livePerMinute));
    }
    return listening;
}

void Sandbox::stop()
{
    delete std::exchange(m_live, nullptr);
    delete std::exchange(m_server, nullptr);
    m_port = 0;
}

void Sandbox::setReachable(bool reachable)
{
    if (!m_server)
        return;
    m_server->close();
    if (reachable)
        static_cast<void>(m_server->listen(m_port)); // it was ours a moment ago
}

QUrl Sandbox::url() const
{
    QUrl url;
    if (m_port != 0) {
        url.setScheme(u"http"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(m_port);
    }
    return url;
}

HttpResponse Sandbox::handle(const HttpRequest& request)
{
    if (!request.path.startsWith("/_sandbox/")) {
        if (m_onRequest)
            m_onRequest(request.method, request.path);
        return route(*m_world, request);
    }
    HttpResponse response = control(*m_world, request);
    compress(request, response);
    return response;
}

Account& Sandbox::account(int merchant) const
{
    Q_ASSERT(merchant >= 0 && static_cast<size_t>(merchant) < m_world->accounts.size());
    return *m_world->accounts[static_cast<size_t>(merchant)];
}

std::vector<OrderId> Sandbox::orderIds(int merchant, const QByteArray& status) const
{
    std::vector<OrderId> ids;
    for (const OrderRecord& record : account(merchant).orders) {
        if (!record.gone && (status.isEmpty() || record.status == status))
            ids.push_back({record.id});
    }
    return ids;
}

QJsonObject Sandbox::order(int merchant, OrderId id) const
{
    const OrderRecord* record = account(merchant).find(id.value);
    return record ? objectFrom(record->json) : QJsonObject();
}

double Sandbox::balance(int merchant, const QString& carrierCode) const
{
    for (const QJsonValue& value : std::as_const(account(merchant).carriers)) {
        if (value.toObject().value("code"_L1).toString() == carrierCode)
            return value.toObject().value("balance"_L1).toDouble();
    }
    return 0;
}

int Sandbox::liveLabels(int merchant, OrderId id) const
{
    const std::vector<QJsonObject>& shipments = account(merchant).shipments;
    return static_cast<int>(std::count_if(shipments.begin(), shipments.end(),
        [&](const QJsonObject& shipment) { return shipment.value("orderId"_L1).toInteger() == id.value && !shipment.value("voided"_L1).toBool(); }));
}

std::vector<Sandbox::Fixture> Sandbox::fixtures() const
{
    std::vector<Fixture> all;
    for (size_t i = 0; i < m_world->makers.size(); ++i) {
        for (const Planted& planted : m_world->makers[i]->planted())
            all.push_back({static_cast<int>(i), {planted.orderId}, planted.code});
    }
    return all;
}

const Ledger& Sandbox::ledger() const { return m_world->ledger; }
void Sandbox::clearLedger() { m_world->ledger.clear(); }
QStringList Sandbox::checkInvariants() const { return m_world->ledger.violations(); }

OrderId Sandbox::addOrder(int merchant, const QJsonObject& patch) { return {sandbox::addOrder(*m_world, account(merchant), patch)}; }
bool Sandbox::editOrder(int merchant, OrderId id, const QJsonObject& patch) { return sandbox::editOrder(*m_world, account(merchant), id.value, patch); }
bool Sandbox::merchantEdit(int merchant, OrderId id, const QString& path, const QJsonValue& value) { return sandbox::setValue(*m_world, account(merchant), id.value, path, value); }
bool Sandbox::cancelOrder(int merchant, OrderId id) { return sandbox::cancelOrder(*m_world, account(merchant), id.value); }
bool Sandbox::payOrder(int merchant, OrderId id) { return sandbox::payOrder(*m_world, account(merchant), id.value); }
bool Sandbox::holdOrder(int merchant, OrderId id, const QString& untilDate) { return sandbox::holdOrder(*m_world, account(merchant), id.value, untilDate); }
bool Sandbox::shipOrder(int merchant, OrderId id) { return sandbox::shipOrder(*m_world, account(merchant), id.value); }
bool Sandbox::deleteOrder(int merchant, OrderId id) { return sandbox::deleteOrder(account(merchant), id.value); }
bool Sandbox::mergeOrders(int merchant, OrderId into, OrderId other) { return sandbox::mergeOrders(*m_world, account(merchant), into.value, other.value); }
OrderId Sandbox::splitOrder(int merchant, OrderId id, const QStringList& skus) { return {sandbox::splitOrder(*m_world, account(merchant), id.value, skus)}; }

void Sandbox::setNotifyError(int merchant, OrderId id, const QString& words)
{
    for (QJsonObject& shipment : account(merchant).shipments) {
        if (shipment.value("orderId"_L1).toInteger() != id.value)
            continue;
        shipment.insert("marketplaceNotified"_L1, words.isEmpty());
        shipment.insert("notifyErrorMessage"_L1, words.isEmpty() ? QJsonValue() : QJsonValue(words));
    }
}

void Sandbox::refuseVoids(int merchant, bool refused)
{
    account(merchant).voidsRefused = refused;
}

void Sandbox::setBalance(int merchant, const QString& carrierCode, double balance)
{
    for (QJsonValueRef value : account(merchant).carriers) {
        if (value.toObject().value("code"_L1).toString() == carrierCode)
            value = merged(value.toObject(), {{u"balance"_s, balance}});
    }
}

void Sandbox::buyLabel(int merchant, const QString& carrierCode, const QString& serviceCode, double cost)
{
    const QString now = pacificTime(m_world->options.clock.now());
    account(merchant).shipments.push_back({{u"shipmentId"_s, m_world->ids.shipment++}, {u"orderId"_s, QJsonValue()}, {u"createDate"_s, now}, {u"shipDate"_s, now.left(10)}, {u"shipmentCost"_s, cost},
        {u"insuranceCost"_s, 0.0}, {u"carrierCode"_s, carrierCode}, {u"serviceCode"_s, serviceCode}, {u"voided"_s, false}});
    for (QJsonValueRef value : account(merchant).carriers) {
        const QJsonObject carrier = value.toObject();
        if (carrier.value("code"_L1).toString() != carrierCode)
            continue;
        value = merged(carrier, {{u"balance"_s, cents(carrier.value("balance"_L1).toDouble() - cost)}});
        return; // of several accounts the first one pays
    }
}

void Sandbox::expireKey(int merchant, bool second) { account(merchant).keys[second ? 1 : 0].expired = true; }
void Sandbox::restoreKey(int merchant, bool second) { account(merchant).keys[second ? 1 : 0].expired = false; }
void Sandbox::tickLive() { liveEvent(*m_world); }
void Sandbox::addFault(const Fault& fault) { m_world->faults.add(fault); }
void Sandbox::clearFaults() { m_world->faults.clear(); }

} // namespace t6::sandbox
