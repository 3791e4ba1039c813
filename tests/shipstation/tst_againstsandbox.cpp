// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// The client and the practice ShipStation were written from the same facts but share no code: here they meet.
#include <sandbox/sandbox.h>
#include <shipstation/account.h>
#include <shipstation/orderlist.h>
#include <shipstation/transport.h>
#include <support/await.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <memory>
#include <set>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;
using sandbox::Fault;
using sandbox::FaultKind;

namespace {

struct Account
{
    explicit Account(sandbox::Sandbox& shop, size_t merchant = 0, bool second = false)
        : session(MerchantId::create(), *parseEndpoint(shop.url().toString()),
            [header = headerOf(shop.merchants().at(merchant), second)] { return header; }, transport, Clock(), nullptr, options())
    {
    }

    static QByteArray headerOf(const sandbox::SandboxMerchant& merchant, bool second)
    {
        const QString pair = second ? merchant.secondKey + QLatin1Char(':') + merchant.secondSecret : merchant.key + QLatin1Char(':') + merchant.secret;
        return "Basic " + pair.toUtf8().toBase64();
    }
    static SessionOptions options()
    {
        SessionOptions options;
        options.retryBase = std::chrono::milliseconds{5};
        return options;
    }
    static TransportOptions wire()
    {
        TransportOptions options;
        options.silence = std::chrono::milliseconds{2000};
        return options;
    }

    Transport transport{wire()};
    Session session;
};

sandbox::SandboxOptions small()
{
    sandbox::SandboxOptions options;
    options.merchants = 2;
    options.orders = 300;
    options.rateLimit = false;
    return options;
}

} // namespace

class TestAgainstSandbox : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_shop = std::make_unique<sandbox::Sandbox>(small());
        QVERIFY(m_shop->start());
    }
    void cleanup() { m_shop.reset(); }

    void everyOrderAsTheShopKnowsIt()
    {
        Account account(*m_shop);
        OrderListQuery query;
        query.pageSize = 50;
        OrderList list(account.session, query, Priority::Staff);
        OrderDecoder decoder;
        std::vector<OrderId> seen;
        for (bool last = false; !last;) {
            auto page = await(list.next());
            QVERIFY(page);
            last = page->last;
            const auto info = decoder.decodePage(page->json, [&](const OrderView& order) {
                seen.push_back(order.id);
                const QJsonObject known = m_shop->order(0, order.id);
                const auto same = [&](std::string_view ours, const char* key) {
                    return QString::fromUtf8(ours.data(), static_cast<qsizetype>(ours.size())) == known.value(QLatin1String(key)).toString();
                };
                QVERIFY(same(order.number, "orderNumber") && same(order.key, "orderKey") && same(order.statusText, "orderStatus"));
                QVERIFY(same(order.customerNotes, "customerNotes") && same(order.serviceCode, "serviceCode"));
                QVERIFY(order.status != OrderStatus::Unknown);
                QVERIFY(order.createDate && order.modifyDate && order.orderDate);
                QVERIFY(std::chrono::abs(Clock().now() - *order.modifyDate) < std::chrono::hours{24 * 400});
                QCOMPARE(qsizetype(order.items.size()), known.value(QLatin1String("items")).toArray().size());
                QVERIFY(!order.storeId.isNull());
                const QByteArray raw(order.raw.data(), static_cast<qsizetype>(order.raw.size()));
                QCOMPARE(QJsonDocument::fromJson(raw).object().value(QLatin1String("orderId")).toInteger(), order.id.value);
            });
            QVERIFY(info && info->broken.empty());
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen, m_shop->orderIds(0));
        QVERIFY(!seen.empty());
    }

    void account()
    {
        Account account(*m_shop);
        const auto facts = await(fetchAccount(account.session, Priority::Staff));
        QVERIFY(facts && facts->stores && facts->warehouses && facts->carriers && facts->tags && facts->users);
        QVERIFY(!facts->stores->empty() && !facts->warehouses->empty() && !facts->carriers->empty() && !facts->users->empty());
        for (const Carrier& carrier : *facts->carriers)
            QVERIFY(!carrier.services.empty() && !carrier.packages.empty() && carrier.shippingProviderId);
        QVERIFY(std::any_of(facts->stores->begin(), facts->stores->end(), [](const Store& store) { return store.manual; }));
    }

    void sameAccountByEitherPair()
    {
        Account first(*m_shop, 0), second(*m_shop, 0, true), other(*m_shop, 1);
        const auto print = [](Account& account) { return await(testCredentials(account.session))->fingerprint; };
        QCOMPARE(print(first), print(second));
        QVERIFY(print(first) != print(other));
    }

    void expiredKey()
    {
        m_shop->expireKey(0);
        Account account(*m_shop);
        QCOMPARE(await(testCredentials(account.session)).error().code, ErrorCode::KeysRejected);
        QCOMPARE(await(fetchAccount(account.session, Priority::Staff)).error().code, ErrorCode::KeysRejected);
        OrderList list(account.session, {}, Priority::Staff);
        QCOMPARE(await(list.next()).error().code, ErrorCode::KeysRejected);
    }

    /// Filters are sent in Pacific time: a change of this minute is within the last two and not after the next ten.
    void modifiedAfter()
    {
        Account account(*m_shop);
        const OrderId changed = m_shop->orderIds(0, "awaiting_shipment").front();
        QVERIFY(m_shop->editOrder(0, changed, {{QStringLiteral("internalNotes"), QStringLiteral("changed")}}));
        const auto found = [&](std::chrono::minutes shift) {
            OrderListQuery query;
            query.status = OrderStatus::AwaitingShipment;
            query.modifiedAfter = Clock().now() + shift;
            OrderList list(account.session, query, Priority::Staff);
            auto page = await(list.next());
            std::set<OrderId> ids;
            if (page)
                (void)OrderDecoder().decodePage(page->json, [&](const OrderView& order) { ids.insert(order.id); });
            return ids;
        };
        QVERIFY(found(std::chrono::minutes{-2}).count(changed));
        QVERIFY(found(std::chrono::minutes{10}).empty());
    }

    void poison()
    {
        Account account(*m_shop);
        const std::vector<OrderId> all = m_shop->orderIds(0);
        const OrderId bad = all.at(all.size() / 3);
        Fault fault;
        fault.kind = FaultKind::Poison;
        fault.argument = QString::number(bad.value);
        m_shop->addFault(fault);
        OrderList list(account.session, {}, Priority::Staff);
        size_t count = 0;
        std::vector<SkippedOrder> skipped;
        for (bool last = false; !last;) {
            const auto page = await(list.next());
            QVERIFY(page);
            last = page->last;
            count += static_cast<size_t>(page->count);
            skipped.insert(skipped.end(), page->skipped.begin(), page->skipped.end());
        }
        QCOMPARE(count, all.size() - 1);
        QCOMPARE(skipped.size(), size_t{1});
        QCOMPARE(skipped[0].position, qint64(all.size() / 3));
        QVERIFY(!skipped[0].before.isEmpty() && !skipped[0].after.isEmpty());
    }

    void faultsPass_data()
    {
        QTest::addColumn<int>("kind");
        for (const FaultKind kind : {FaultKind::CloseBefore, FaultKind::CloseAfter, FaultKind::TooManyRequests, FaultKind::ServerError,
                 FaultKind::BadGateway, FaultKind::Delay, FaultKind::Truncate, FaultKind::InvalidJson})
            QTest::newRow(sandbox::faultName(kind).constData()) << int(kind);
    }

    void faultsPass()
    {
        QFETCH(int, kind);
        Account account(*m_shop);
        Fault fault;
        fault.kind = FaultKind(kind);
        fault.times = 1;
        fault.time = fault.kind == FaultKind::TooManyRequests ? std::chrono::milliseconds{1000} : std::chrono::milliseconds{100};
        m_shop->addFault(fault);
        const OrderId id = m_shop->orderIds(0).front();
        const auto order = await(fetchOrder(account.session, id, Priority::Staff));
        QVERIFY(order);
        QCOMPARE(QJsonDocument::fromJson(*order).object().value(QLatin1String("orderId")).toInteger(), id.value);
    }

    void faultsStay_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("html") << int(FaultKind::Html) << int(ErrorCode::NotShipStation);
        QTest::newRow("redirect") << int(FaultKind::Redirect) << int(ErrorCode::Redirected);
        QTest::newRow("oversize") << int(FaultKind::Oversize) << int(ErrorCode::BodyTooLarge);
        QTest::newRow("502") << int(FaultKind::BadGateway) << int(ErrorCode::ServerError);
        QTest::newRow("invalid JSON") << int(FaultKind::InvalidJson) << int(ErrorCode::AnswerBroken);
        QTest::newRow("truncated") << int(FaultKind::Truncate) << int(ErrorCode::ConnectionClosed);
    }

    void faultsStay()
    {
        QFETCH(int, kind);
        QFETCH(int, code);
        Account account(*m_shop);
        Fault fault;
        fault.kind = FaultKind(kind);
        fault.argument = QStringLiteral("http://127.0.0.1:1/");
        m_shop->addFault(fault);
        const auto order = await(fetchOrder(account.session, m_shop->orderIds(0).front(), Priority::Staff));
        QVERIFY(!order);
        QCOMPARE(int(order.error().code), code);
    }

private:
    std::unique_ptr<sandbox::Sandbox> m_shop;
};

QTEST_GUILESS_MAIN(TestAgainstSandbox)
#include "tst_againstsandbox.moc"
