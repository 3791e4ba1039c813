// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fault.h"
#include "ledger.h"
#include "options.h"

#include <core/checks.h>
#include <core/ids.h>
#include <core/result.h>

#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace t6::sandbox {

class HttpServer;
struct HttpRequest;
struct HttpResponse;
struct Account;
struct World;

/// A practice ShipStation on loopback: several merchants' accounts behind one port, told apart by their keys.
///
/// Belongs to one thread: it may be moved to another before start(), and then everything is called there. Merchants are
/// counted from 0 in the order of merchants(). What is done here, merchants do: their own clients' writes come over HTTP.
class Sandbox : public QObject
{
    Q_OBJECT

public:
    /// Generates all data at once (about 40 µs an order).
    explicit Sandbox(SandboxOptions options = {}, QObject* parent = nullptr);
    ~Sandbox() override;

    /// Serves on 127.0.0.1; port 0 takes a free one. Starts the live events, if any were asked for.
    [[nodiscard]] Result<quint16> start(quint16 port = 0);
    void stop();
    [[nodiscard]] QUrl url() const; ///< "http://127.0.0.1:PORT"; empty before start()
    [[nodiscard]] const std::vector<SandboxMerchant>& merchants() const noexcept { return m_merchants; }

    // --- looking ------------------------------------------------------------------------------------------------
    /// Ascending; all statuses when `status` is empty; without deleted and merged-away ones.
    [[nodiscard]] std::vector<OrderId> orderIds(int merchant, const QByteArray& status = {}) const;
    /// Empty when there is none.
    [[nodiscard]] QJsonObject order(int merchant, OrderId id) const;
    [[nodiscard]] double balance(int merchant, const QString& carrierCode) const;
    /// Live labels of an order.
    [[nodiscard]] int liveLabels(int merchant, OrderId id) const;

    struct Fixture
    {
        int merchant = 0;
        OrderId order;
        CheckCode check{};
    };
    /// The faults that the generator put into orders on purpose.
    [[nodiscard]] std::vector<Fixture> fixtures() const;

    [[nodiscard]] const Ledger& ledger() const;
    void clearLedger();
    /// One sentence per promise that clients broke: units per SKU, one live label, fields kept, numbers kept,
    /// merchants' own changes kept that the client had been shown.
    [[nodiscard]] QStringList checkInvariants() const;

    // --- what merchants do themselves ---------------------------------------------------------------------------
    /// A believable new order with `patch` laid over it.
    OrderId addOrder(int merchant, const QJsonObject& patch = {});
    /// Lays `patch` over the order (lists replace). False when there is no such order; so too for all below.
    bool editOrder(int merchant, OrderId id, const QJsonObject& patch);
    /// Changes one value: "shipTo.street1", "items[0].quantity", "items[orderItemId=12].sku".
    bool merchantEdit(int merchant, OrderId id, const QString& path, const QJsonValue& value);
    bool cancelOrder(int merchant, OrderId id);
    bool payOrder(int merchant, OrderId id);
    bool holdOrder(int merchant, OrderId id, const QString& untilDate);
    bool shipOrder(int merchant, OrderId id);
    bool deleteOrder(int merchant, OrderId id);
    /// `other` vanishes, its lines go to `into`.
    bool mergeOrders(int merchant, OrderId into, OrderId other);
    /// ShipStation's own split: the lines with these SKUs go to a child that shares number and key. Null when none has them.
    OrderId splitOrder(int merchant, OrderId id, const QStringList& skus);
    /// The order's store could not be told of its labels, and says why; empty: it was told after all.
    void setNotifyError(int merchant, OrderId id, const QString& words);
    /// The carriers give nothing back any more.
    void refuseVoids(int merchant, bool refused);
    void setBalance(int merchant, const QString& carrierCode, double balance);
    /// A label without an order: paid from the carrier's balance and listed among the shipments.
    void buyLabel(int merchant, const QString& carrierCode, const QString& serviceCode, double cost);
    /// `second` means the account's other pair.
    void expireKey(int merchant, bool second = false);
    void restoreKey(int merchant, bool second = false);
    /// Makes one live event happen: a new order, a payment, an edit, a cancellation.
    void tickLive();

    // --- misbehaving --------------------------------------------------------------------------------------------
    void addFault(const Fault& fault);
    void clearFaults();
    /// Called with method and path before a client's request is served: what is done in it happens between two requests. Empty: nothing.
    void onRequest(std::function<void(const QByteArray& method, const QByteArray& path)> act) { m_onRequest = std::move(act); }
    /// False: new connections are refused; those that are open go on.
    void setReachable(bool reachable);

private:
    [[nodiscard]] Account& account(int merchant) const;
    [[nodiscard]] HttpResponse handle(const HttpRequest& request);

    std::unique_ptr<World> m_world;
    std::vector<SandboxMerchant> m_merchants;
    std::function<void(const QByteArray&, const QByteArray&)> m_onRequest;
    HttpServer* m_server = nullptr;
    QTimer* m_live = nullptr;
    quint16 m_port = 0;
};

} // namespace t6::sandbox
