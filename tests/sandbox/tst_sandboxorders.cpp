// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <sandbox/pacific.h>

#include <QSet>
#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kStart{std::chrono::milliseconds(1'781'000'000'123)}; // 2026-06-09

std::vector<OrderId> idsOf(const Reply& reply)
{
    std::vector<OrderId> ids;
    const QJsonArray orders = reply.object().value(u"orders"_s).toArray();
    for (const QJsonValue& order : orders)
        ids.push_back({order.toObject().value(u"orderId"_s).toInteger()});
    return ids;
}

} // namespace

/// Reading: credentials, budget, pages, filters.
class TestSandboxOrders : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        sandbox::SandboxOptions options;
        options.orders = 700;
        options.clock = Clock([this] { return m_now; });
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
    }
    void init() { m_now += 2min; } // a fresh budget

    void credentials_data();
    void credentials();
    void keysExpire();
    void budgetIsPerKeyPair();
    void limitHeadersAreSometimesAbsent();
    void pages();
    void pageOfTotalAtMostPageSizeSaysNoPages();
    void pageSizeIsAtMost500();
    void numbersAreFoundByPrefix();
    void filters_data();
    void filters();
    void sorts_data();
    void sorts();
    void badFilters_data();
    void badFilters();
    void oneOrder();
    void byTagNeedsBoth();
    void timesArePacific_data();
    void timesArePacific();
    void modifyDateDelta();
    void holdsEndOnTheirDate();
    void directories();
    void unknownPathsAndMethods();

private:
    UtcTime m_now = kStart;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
};

void TestSandboxOrders::credentials_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    const sandbox::SandboxMerchant& one = m_sandbox->merchants()[0];
    const sandbox::SandboxMerchant& two = m_sandbox->merchants()[1];
    const auto basic = [](const QString& user, const QString& password) { return "Basic " + (user + u':' + password).toLatin1().toBase64(); };
    QTest::newRow("right") << basic(one.key, one.secret) << 200;
    QTest::newRow("second pair") << basic(one.secondKey, one.secondSecret) << 200;
    QTest::newRow("lower case scheme") << basic(one.key, one.secret).replace("Basic", "basic") << 200;
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("no base64") << QByteArray("Basic !!!!") << 401;
    QTest::newRow("bearer") << QByteArray("Bearer abc") << 401;
    QTest::newRow("swapped") << basic(one.secret, one.key) << 401;
    QTest::newRow("of two accounts") << basic(one.key, two.secret) << 401;
    QTest::newRow("of two pairs") << basic(one.key, one.secondSecret) << 401;
    QTest::newRow("white space") << basic(one.key + u' ', one.secret) << 401;
}

void TestSandboxOrders::credentials()
{
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    Client client(*m_sandbox);
    client.authorization = authorization;
    const Reply reply = client.get("/users");
    QCOMPARE(reply.status, status);
    if (status == 401)
        QCOMPARE(reply.error(), u"Invalid API credentials"_s);
}

void TestSandboxOrders::keysExpire()
{
    const Client first(*m_sandbox, 2), second(*m_sandbox, 2, true);
    m_sandbox->expireKey(2);
    QCOMPARE(first.get("/users").status, 401);
    QCOMPARE(second.get("/users").status, 200);
    m_sandbox->restoreKey(2);
    QCOMPARE(first.get("/users").status, 200);
}

void TestSandboxOrders::budgetIsPerKeyPair()
{
    const Client client(*m_sandbox), otherPair(*m_sandbox, 0, true), otherMerchant(*m_sandbox, 1);
    for (int i = 0; i < 40; ++i)
        QCOMPARE(client.get("/users").status, 200);
    m_now += 20s;
    const Reply refused = client.get("/users");
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.error(), u"Too Many Requests"_s);
    QCOMPARE(refused.headers.at("x-rate-limit-remaining"), "0");
    QCOMPARE(refused.headers.at("x-rate-limit-reset"), "40");
    QCOMPARE(otherPair.get("/users").status, 200);
    QCOMPARE(otherMerchant.get("/users").status, 200);
    m_now += 40s;
    QCOMPARE(client.get("/users").status, 200);
}

void TestSandboxOrders::limitHeadersAreSometimesAbsent()
{
    const Client client(*m_sandbox, 3);
    int with = 0, without = 0, last = 40;
    for (int i = 0; i < 30; ++i) {
        const Reply reply = client.get("/users");
        const bool there = reply.headers.contains("x-rate-limit-remaining");
        ++(there ? with : without);
        if (there) {
            QCOMPARE(reply.headers.at("x-rate-limit-limit"), "40");
            QVERIFY(reply.headers.at("x-rate-limit-remaining").toInt() < last);
            last = reply.headers.at("x-rate-limit-remaining").toInt();
        }
    }
    QVERIFY(with > without);
    QVERIFY(without > 0);
}

void TestSandboxOrders::pages()
{
    const Client client(*m_sandbox);
    const std::vector<OrderId> all = m_sandbox->orderIds(0);
    std::vector<OrderId> seen;
    int pages = 0;
    for (int page = 1; page <= 40; ++page) {
        const Reply reply = client.get("/orders?pageSize=50&page=" + QByteArray::number(page));
        QCOMPARE(reply.object().value(u"total"_s).toInt(), static_cast<int>(all.size()));
        QCOMPARE(reply.object().value(u"page"_s).toInt(), page);
        pages = reply.object().value(u"pages"_s).toInt();
        const std::vector<OrderId> ids = idsOf(reply);
        seen.insert(seen.end(), ids.begin(), ids.end());
        if (ids.empty())
            break;
    }
    QCOMPARE(pages, static_cast<int>((all.size() + 49) / 50));
    QCOMPARE(seen.size(), all.size());
    for (size_t i = 0; i < all.size(); ++i)
        QVERIFY(seen[i] == all[i]); // ascending by id without sortBy
}

void TestSandboxOrders::pageOfTotalAtMostPageSizeSaysNoPages()
{
    QCOMPARE(Client(*m_sandbox).get("/orders?pageSize=500").object().value(u"pages"_s).toInt(-1), 0);
}

void TestSandboxOrders::pageSizeIsAtMost500()
{
    sandbox::Sandbox large(sandbox::SandboxOptions{.merchants = 1, .orders = 620});
    QVERIFY(large.start());
    QCOMPARE(idsOf(Client(large).get("/orders?pageSize=5000")).size(), size_t{500});
    QCOMPARE(idsOf(Client(large).get("/orders")).size(), size_t{100});
}

void TestSandboxOrders::numbersAreFoundByPrefix()
{
    const OrderId first = m_sandbox->addOrder(0, {{u"orderNumber"_s, u"ZZ-77"_s}});
    const OrderId second = m_sandbox->addOrder(0, {{u"orderNumber"_s, u"ZZ-77-A"_s}});
    m_sandbox->addOrder(0, {{u"orderNumber"_s, u"1ZZ-77"_s}});
    QCOMPARE(idsOf(Client(*m_sandbox).get("/orders?orderNumber=ZZ-77")), (std::vector{first, second}));
}

void TestSandboxOrders::filters_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QJsonObject>("patch"); // laid over a fresh order; it must be found, and nothing without it
    const auto with = [](const char* group, const char* member, const QJsonValue& value) { return QJsonObject{{QLatin1StringView(group), QJsonObject{{QLatin1StringView(member), value}}}}; };
    QTest::newRow("status") << u"orderStatus=rejected_fulfillment&storeId=777"_s
                            << QJsonObject{{u"orderStatus"_s, u"rejected_fulfillment"_s}, {u"advancedOptions"_s, QJsonObject{{u"storeId"_s, 777}}}};
    QTest::newRow("store") << u"storeId=778"_s << with("advancedOptions", "storeId", 778);
    QTest::newRow("customer, part and case") << u"customerName=unheard"_s << with("shipTo", "name", u"Ida UNHEARDOF"_s);
    QTest::newRow("customer, not Latin") << u"customerName=%E5%B1%B1%E7%94%B0"_s << with("shipTo", "name", u"山田 花子"_s);
    const QJsonArray items{QJsonObject{{u"orderItemId"_s, 1}, {u"sku"_s, u"T6-RARE-1"_s}, {u"name"_s, u"Peculiar Garment"_s}, {u"quantity"_s, 1},
        {u"options"_s, QJsonArray{QJsonObject{{u"name"_s, u"Colour"_s}, {u"value"_s, u"Heliotrope"_s}}}}}};
    QTest::newRow("keyword in SKU") << u"itemKeyword=t6-rare"_s << QJsonObject{{u"items"_s, items}};
    QTest::newRow("keyword in name") << u"itemKeyword=peculiar"_s << QJsonObject{{u"items"_s, items}};
    QTest::newRow("keyword in option") << u"itemKeyword=heliotrope"_s << QJsonObject{{u"items"_s, items}};
    QTest::newRow("created") << u"createDateStart=2031-01-01%2000:00:00&createDateEnd=2031-01-02"_s << QJsonObject{{u"createDate"_s, u"2031-01-01T10:00:00.0000000"_s}};
    QTest::newRow("modified, plus as blank") << u"modifyDateStart=2031-02-01+00:00:00"_s << QJsonObject{{u"modifyDate"_s, u"2031-02-01T10:00:00.0000000"_s}};
    QTest::newRow("ordered") << u"orderDateStart=2031-03-01T00:00:00"_s << QJsonObject{{u"orderDate"_s, u"2031-03-01T10:00:00.0000000"_s}};
    QTest::newRow("paid") << u"paymentDateStart=2031-04-01"_s << QJsonObject{{u"paymentDate"_s, u"2031-04-01T10:00:00.0000000"_s}};
}

void TestSandboxOrders::filters()
{
    QFETCH(QString, query);
    QFETCH(QJsonObject, patch);
    const Client client(*m_sandbox, 1);
    QCOMPARE(client.get("/orders?" + query.toLatin1()).object().value(u"total"_s).toInt(-1), 0);
    const OrderId id = m_sandbox->addOrder(1, patch);
    QCOMPARE(idsOf(client.get("/orders?" + query.toLatin1())), std::vector{id});
    QVERIFY(m_sandbox->deleteOrder(1, id));
    QCOMPARE(client.get("/orders?" + query.toLatin1()).object().value(u"total"_s).toInt(-1), 0);
}

void TestSandboxOrders::sorts_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("member");
    QTest::newRow("modified") << u"ModifyDate"_s << u"modifyDate"_s;
    QTest::newRow("created") << u"CreateDate"_s << u"createDate"_s;
    QTest::newRow("ordered") << u"OrderDate"_s << u"orderDate"_s;
}

void TestSandboxOrders::sorts()
{
    QFETCH(QString, by);
    QFETCH(QString, member);
    for (const bool descending : {false, true}) {
        const Reply reply = Client(*m_sandbox).get("/orders?pageSize=500&sortBy=" + by.toLatin1() + "&sortDir=" + (descending ? "DESC" : "ASC"));
        QStringList times;
        const QJsonArray orders = reply.object().value(u"orders"_s).toArray();
        for (const QJsonValue& order : orders)
            times << order.toObject().value(member).toString();
        QVERIFY(times.size() > 100);
        QStringList sorted = times;
        std::sort(sorted.begin(), sorted.end());
        if (descending)
            std::reverse(sorted.begin(), sorted.end());
        QCOMPARE(times, sorted);
        QVERIFY(times.front() != times.back());
    }
}

void TestSandboxOrders::badFilters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("two statuses") << QByteArray("orderStatus=on_hold,shipped");
    QTest::newRow("unknown status") << QByteArray("orderStatus=lost");
    QTest::newRow("no date") << QByteArray("modifyDateStart=yesterday");
    QTest::newRow("no time") << QByteArray("orderDateEnd=2026-01-01%2025:00:00");
}

void TestSandboxOrders::badFilters()
{
    QFETCH(QByteArray, query);
    QCOMPARE(Client(*m_sandbox).get("/orders?" + query).status, 400);
}

void TestSandboxOrders::oneOrder()
{
    const Client client(*m_sandbox);
    const OrderId id = m_sandbox->orderIds(0).back();
    const Reply reply = client.get("/orders/" + QByteArray::number(id.value));
    QCOMPARE(reply.object(), m_sandbox->order(0, id));
    QVERIFY(id.value > 0xffffffffLL); // beyond 32 bit, and still whole
    QVERIFY(reply.body.startsWith("{\"orderId\":" + QByteArray::number(id.value) + ",\"orderNumber\":"));
    QCOMPARE(client.get("/orders/1").status, 404);
    const OrderId foreign = m_sandbox->orderIds(1).front();
    QCOMPARE(client.get("/orders/" + QByteArray::number(foreign.value)).status, 404); // another merchant's
    QVERIFY(m_sandbox->deleteOrder(0, id));
    QCOMPARE(client.get("/orders/" + QByteArray::number(id.value)).status, 404);
}

void TestSandboxOrders::byTagNeedsBoth()
{
    const Client client(*m_sandbox, 4);
    const QByteArray tag = QByteArray::number(m_sandbox->merchants()[4].tags.at(0).id);
    QCOMPARE(client.get("/orders/listbytag?tagId=" + tag).status, 400);
    QCOMPARE(client.get("/orders/listbytag?orderStatus=awaiting_shipment").status, 400);
    const Reply reply = client.get("/orders/listbytag?orderStatus=awaiting_shipment&pageSize=500&tagId=" + tag);
    const QJsonArray orders = reply.object().value(u"orders"_s).toArray();
    QVERIFY(!orders.isEmpty());
    for (const QJsonValue& order : orders) {
        QVERIFY(order.toObject().value(u"tagIds"_s).toArray().contains(m_sandbox->merchants()[4].tags.at(0).id));
        QCOMPARE(order.toObject().value(u"orderStatus"_s).toString(), u"awaiting_shipment"_s);
    }
}

void TestSandboxOrders::timesArePacific_data()
{
    QTest::addColumn<qint64>("utc");
    QTest::addColumn<QString>("wire");
    QTest::newRow("summer") << qint64{1'781'000'000'123} << u"2026-06-09T03:13:20.1230000"_s;
    QTest::newRow("winter") << qint64{1'768'500'000'000} << u"2026-01-15T10:00:00.0000000"_s;
    QTest::newRow("before the spring gap") << qint64{1'772'963'999'999} << u"2026-03-08T01:59:59.9990000"_s;
    QTest::newRow("after the spring gap") << qint64{1'772'964'000'000} << u"2026-03-08T03:00:00.0000000"_s;
    QTest::newRow("autumn, first pass") << qint64{1'793'521'800'000} << u"2026-11-01T01:30:00.0000000"_s;
    QTest::newRow("autumn, second pass") << qint64{1'793'525'400'000} << u"2026-11-01T01:30:00.0000000"_s;
}

void TestSandboxOrders::timesArePacific()
{
    QFETCH(qint64, utc);
    QFETCH(QString, wire);
    QCOMPARE(sandbox::pacificTime(UtcTime(std::chrono::milliseconds(utc))), wire);
    if (!wire.startsWith(u"2026-11-01T01"_s)) // an hour that comes twice cannot come back
        QCOMPARE(sandbox::fromPacific(wire).value().time_since_epoch().count(), utc);
    m_now = UtcTime(std::chrono::milliseconds(utc));
    const OrderId id = m_sandbox->addOrder(5);
    QCOMPARE(m_sandbox->order(5, id).value(u"createDate"_s).toString(), wire);
    m_now = kStart + 24h;
}

void TestSandboxOrders::modifyDateDelta()
{
    const Client client(*m_sandbox, 6);
    const QByteArray since = "/orders?modifyDateStart=" + sandbox::pacificTime(m_now).left(19).toLatin1();
    QCOMPARE(idsOf(client.get(since)).size(), size_t{0});
    m_now += 5s;
    const OrderId id = m_sandbox->orderIds(6, "awaiting_shipment").front();
    QVERIFY(m_sandbox->editOrder(6, id, {{u"internalNotes"_s, u"new"_s}}));
    QCOMPARE(idsOf(client.get(since)), std::vector{id});
    // "After" excludes the moment itself.
    QCOMPARE(idsOf(client.get("/orders?modifyDateStart=" + m_sandbox->order(6, id).value(u"modifyDate"_s).toString().toLatin1())).size(), size_t{0});
}

void TestSandboxOrders::holdsEndOnTheirDate()
{
    const Client client(*m_sandbox, 6);
    const OrderId id = m_sandbox->orderIds(6, "awaiting_shipment").front();
    QVERIFY(m_sandbox->holdOrder(6, id, sandbox::pacificDate(m_now + 48h)));
    const QByteArray path = "/orders/" + QByteArray::number(id.value);
    m_now += 24h;
    QCOMPARE(client.get(path).object().value(u"orderStatus"_s).toString(), u"on_hold"_s);
    m_now += 24h;
    QCOMPARE(client.get(path).object().value(u"orderStatus"_s).toString(), u"awaiting_shipment"_s);
    QVERIFY(client.get(path).object().value(u"holdUntilDate"_s).isNull());
}

void TestSandboxOrders::directories()
{
    const Client client(*m_sandbox);
    const QJsonArray carriers = client.get("/carriers").array();
    QCOMPARE(carriers.size(), 4);
    QCOMPARE(carriers.at(3).toObject().value(u"code"_s), carriers.at(0).toObject().value(u"code"_s)); // one code twice
    QVERIFY(carriers.at(3).toObject().value(u"shippingProviderId"_s) != carriers.at(0).toObject().value(u"shippingProviderId"_s));
    QCOMPARE(client.get("/carriers/getcarrier?carrierCode=ups").object().value(u"name"_s).toString(), u"UPS"_s);
    QCOMPARE(client.get("/carriers/getcarrier?carrierCode=none").status, 404);
    for (const char* list : {"listservices", "listpackages"}) {
        const QByteArray path = QByteArray("/carriers/") + list;
        QCOMPARE(client.get(path).status, 400);
        QCOMPARE(client.get(path + "?carrierCode=none").status, 500);
        const QJsonArray offers = client.get(path + "?carrierCode=stamps_com").array();
        QVERIFY(offers.size() > 4);
        QCOMPARE(offers.at(0).toObject().value(u"carrierCode"_s).toString(), u"stamps_com"_s);
    }
    const QJsonArray warehouses = client.get("/warehouses").array();
    QVERIFY(warehouses.at(0).toObject().value(u"isDefault"_s).toBool());
    const QByteArray warehouse = QByteArray::number(warehouses.at(1).toObject().value(u"warehouseId"_s).toInteger());
    QCOMPARE(client.get("/warehouses/" + warehouse).object(), warehouses.at(1).toObject());
    QCOMPARE(client.get("/accounts/listtags").array().size(), 5);
    QCOMPARE(client.get("/users").array().at(0).toObject().value(u"userName"_s).toString(), m_sandbox->merchants()[0].login);
    QVERIFY(client.get("/products").object().value(u"products"_s).toArray().size() > 10);
    QVERIFY(client.get("/customers?pageSize=20").object().value(u"customers"_s).toArray().size() == 20);
    QVERIFY(client.get("/webhooks").object().contains(u"webhooks"_s));

    const Client delta(*m_sandbox, 3); // its manual store is inactive
    const auto manual = [](const QJsonArray& stores) { return std::count_if(stores.begin(), stores.end(), [](const QJsonValue& store) { return store.toObject().value(u"marketplaceId"_s).toInt() == 0; }); };
    QCOMPARE(manual(delta.get("/stores").array()), 0);
    QCOMPARE(manual(delta.get("/stores?showInactive=true").array()), 1);
    QVERIFY(!m_sandbox->merchants()[5].login.endsWith(u"_T6"_s));
    QVERIFY(Client(*m_sandbox, 7).get("/carriers").array().isEmpty());
}

void TestSandboxOrders::unknownPathsAndMethods()
{
    const Client client(*m_sandbox);
    QCOMPARE(client.get("/v2/orders").status, 404);
    QCOMPARE(client.get("/orders/abc").status, 404);
    QCOMPARE(client.get("/orders/createorder").status, 405);
    QCOMPARE(client.post("/users", QJsonObject()).status, 405);
    QCOMPARE(client.send("POST", "/orders/addtag", "{not json", {}).status, 400);
}

QTEST_GUILESS_MAIN(TestSandboxOrders)
#include "tst_sandboxorders.moc"
