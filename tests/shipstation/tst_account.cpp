// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rig.h"

#include <shipstation/account.h>
#include <shipstation/pacifictime.h>

#include <QHash>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;

namespace {

QHash<QString, RawReply> account()
{
    return {
        {QStringLiteral("/stores"), jsonReply(R"([{"storeId":2,"storeName":"Shop","marketplaceId":36,"active":true},{"storeId":1,"storeName":"By hand","marketplaceId":0,"active":true}])")},
        {QStringLiteral("/warehouses"), jsonReply(R"([{"warehouseId":5,"warehouseName":"Main","isDefault":true}])")},
        {QStringLiteral("/carriers"), jsonReply(R"([{"code":"stamps_com","name":"Stamps","shippingProviderId":7},{"code":"stamps_com","name":"Stamps 2","shippingProviderId":8},{"code":"a&b","name":"Odd","shippingProviderId":9}])")},
        {QStringLiteral("/carriers/listservices"), jsonReply(R"([{"code":"priority","name":"Priority","domestic":true}])")},
        {QStringLiteral("/carriers/listpackages"), jsonReply(R"([{"code":"package","name":"Package"}])")},
        {QStringLiteral("/accounts/listtags"), jsonReply("[]")},
        {QStringLiteral("/users"), jsonReply(R"([{"userId":"U","userName":"u"}])")},
    };
}

RawServer::Handler serving(const QHash<QString, RawReply>& replies)
{
    return [replies](const RawRequest& request) { return replies.value(request.path(), httpReply(404, "")); };
}

} // namespace

class TestAccount : public QObject
{
    Q_OBJECT

private slots:
    void fetchesAll()
    {
        Rig rig(serving(account()));
        const auto facts = await(fetchAccount(rig.session, Priority::Background));
        QVERIFY(facts);
        QCOMPARE(facts->stores->size(), size_t{2});
        QCOMPARE(facts->warehouses->size(), size_t{1});
        QCOMPARE(facts->carriers->size(), size_t{3});
        for (const Carrier& carrier : *facts->carriers) {
            QCOMPARE(carrier.services.size(), size_t{1});
            QCOMPARE(carrier.packages.size(), size_t{1});
        }
        QVERIFY(facts->tags && facts->tags->empty());
        QCOMPARE(facts->users->size(), size_t{1});
        QVERIFY(facts->fetchedAt > UtcTime{});
        // Once per code, not per wallet, and the code arrives as it is.
        QCOMPARE(rig.server.count(QStringLiteral("/carriers/listservices")), 2);
        QCOMPARE(rig.server.count(QStringLiteral("/carriers/listpackages")), 2);
        QVERIFY(std::any_of(rig.server.requests.begin(), rig.server.requests.end(), [](const RawRequest& r) { return r.query("carrierCode") == QLatin1String("a&b"); }));
    }

    void oneListMayFail_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<RawReply>("reply");
        for (const char* path : {"/stores", "/warehouses", "/carriers", "/accounts/listtags", "/users", "/carriers/listservices", "/carriers/listpackages"}) {
            for (const int status : {401, 403, 404, 500, 503})
                QTest::addRow("%s %d", path, status) << QString::fromLatin1(path) << httpReply(status, "{}");
            QTest::addRow("%s html", path) << QString::fromLatin1(path) << httpReply(200, "<html></html>");
            QTest::addRow("%s other shape", path) << QString::fromLatin1(path) << jsonReply("{\"a\":1}");
        }
    }

    void oneListMayFail()
    {
        QFETCH(QString, path);
        QFETCH(RawReply, reply);
        auto replies = account();
        replies[path] = reply;
        Rig rig(serving(replies));
        const auto facts = await(fetchAccount(rig.session, Priority::Staff));
        QVERIFY(facts);
        QCOMPARE(facts->stores.has_value(), path != QLatin1String("/stores"));
        QCOMPARE(facts->warehouses.has_value(), path != QLatin1String("/warehouses"));
        QCOMPARE(facts->carriers.has_value(), path != QLatin1String("/carriers"));
        QCOMPARE(facts->tags.has_value(), path != QLatin1String("/accounts/listtags"));
        QCOMPARE(facts->users.has_value(), path != QLatin1String("/users"));
        if (facts->carriers) {
            QCOMPARE(facts->carriers->front().services.empty(), path == QLatin1String("/carriers/listservices"));
            QCOMPARE(facts->carriers->front().packages.empty(), path == QLatin1String("/carriers/listpackages"));
        }
    }

    void allFail_data()
    {
        QTest::addColumn<RawReply>("reply");
        QTest::addColumn<int>("code");
        QTest::newRow("keys") << httpReply(401, "") << int(ErrorCode::KeysRejected);
        QTest::newRow("plan") << httpReply(403, "") << int(ErrorCode::Forbidden);
        QTest::newRow("another server, 404") << httpReply(404, "<html></html>") << int(ErrorCode::NotShipStation);
        QTest::newRow("another server, html") << httpReply(200, "<html></html>") << int(ErrorCode::NotShipStation);
        QTest::newRow("another server, object") << jsonReply("{\"status\":\"ok\"}") << int(ErrorCode::NotShipStation);
        QTest::newRow("another server, array") << jsonReply("[{\"id\":1}]") << int(ErrorCode::NotShipStation);
        QTest::newRow("away") << httpReply(503, "") << int(ErrorCode::ServerError);
        QTest::newRow("throttled") << httpReply(429, "") << int(ErrorCode::RateLimited);
        QTest::newRow("redirect") << httpReply(301, "", "Location: http://127.0.0.1:1/\r\n") << int(ErrorCode::Redirected);
        QTest::newRow("silence") << RawReply{{}, RawReply::Then::Silence} << int(ErrorCode::TimedOut);
    }

    void allFail()
    {
        QFETCH(RawReply, reply);
        QFETCH(int, code);
        Rig rig([&](const RawRequest&) { return reply; });
        const auto facts = await(fetchAccount(rig.session, Priority::Staff));
        QVERIFY(!facts);
        QCOMPARE(int(facts.error().code), code);
        const auto probe = await(testCredentials(rig.session));
        QVERIFY(!probe);
        QCOMPARE(int(probe.error().code), code);
    }

    void testsCredentials()
    {
        Rig rig(serving(account()));
        const auto probe = await(testCredentials(rig.session));
        QVERIFY(probe);
        QCOMPARE(rig.server.requests.size(), size_t{4});
        QCOMPARE(probe->fingerprint.size(), 32);
        QCOMPARE(accountFingerprint(*await(fetchAccount(rig.session, Priority::Staff))), probe->fingerprint);

        // The same account in another order of its lists is the same; another account is not.
        auto replies = account();
        replies[QStringLiteral("/stores")] = jsonReply(R"([{"storeId":1},{"storeId":2}])");
        Rig same(serving(replies));
        QCOMPARE(await(testCredentials(same.session))->fingerprint, probe->fingerprint);
        replies[QStringLiteral("/stores")] = jsonReply(R"([{"storeId":1},{"storeId":3}])");
        Rig other(serving(replies));
        QVERIFY(await(testCredentials(other.session))->fingerprint != probe->fingerprint);
        QVERIFY(accountFingerprint({}).isEmpty());
    }

    void locked()
    {
        Rig rig(serving(account()));
        rig.authorization.clear();
        QCOMPARE(await(fetchAccount(rig.session, Priority::Staff)).error().code, ErrorCode::VaultLocked);
        QCOMPARE(await(testCredentials(rig.session)).error().code, ErrorCode::VaultLocked);
        QCOMPARE(await(fetchOrder(rig.session, OrderId{1}, Priority::Staff)).error().code, ErrorCode::VaultLocked);
    }

    void diesWhileBusy()
    {
        QFuture<Result<AccountFacts>> facts;
        QFuture<Result<AccountProbe>> probe;
        QFuture<Result<QByteArray>> order;
        QFuture<Result<std::vector<QByteArray>>> orders;
        {
            Rig rig([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
            facts = fetchAccount(rig.session, Priority::Staff);
            probe = testCredentials(rig.session);
            order = fetchOrder(rig.session, OrderId{1}, Priority::Staff);
            orders = fetchOrdersByNumber(rig.session, QStringLiteral("1"), Priority::Staff);
            QTRY_VERIFY(!rig.server.requests.empty());
        }
        QCOMPARE(await(facts).error().code, ErrorCode::Cancelled);
        QCOMPARE(await(probe).error().code, ErrorCode::Cancelled);
        QCOMPARE(await(order).error().code, ErrorCode::Cancelled);
        QCOMPARE(await(orders).error().code, ErrorCode::Cancelled);
    }

    void oneOrder()
    {
        const QByteArray raw = R"({"orderId":9007199254740993,"unknown":{"a":[1.50]}})";
        Rig rig([&](const RawRequest& request) {
            return request.path() == QLatin1String("/orders/9007199254740993") ? jsonReply(" " + raw + "\n") : request.path() == QLatin1String("/orders/2") ? jsonReply(raw)
                : request.path() == QLatin1String("/orders/3")                                                                             ? jsonReply("[]")
                                                                                                                                           : httpReply(404, "");
        });
        QCOMPARE(*await(fetchOrder(rig.session, OrderId{9007199254740993}, Priority::Staff)), raw);
        QCOMPARE(await(fetchOrder(rig.session, OrderId{2}, Priority::Staff)).error().code, ErrorCode::NotShipStation);
        QVERIFY(!await(fetchOrder(rig.session, OrderId{3}, Priority::Staff)));
        QCOMPARE(await(fetchOrder(rig.session, OrderId{4}, Priority::Staff)).error().code, ErrorCode::OrderGone);
    }

    void changedOrders()
    {
        const QByteArray one = R"({"orderId":9007199254740993,"unknown":{"a":[1.50]}})";
        Rig rig([&](const RawRequest&) { return jsonReply("{\"orders\":[" + one + R"(,{"orderId":2},{"orderId":4,"items":"x"},{"orderId":5,"a":1},{"orderId":5,"a":2}],"total":5})"); });
        Slots reserved = *await(rig.session.reserve(1));
        const UtcTime since = *fromPacific("2026-07-01T10:20:30");
        const auto found = await(fetchChanged(rig.session, since, {OrderId{9007199254740993}, OrderId{3}, OrderId{5}}, reserved));
        QVERIFY(found);
        QCOMPARE(*found, (std::map<OrderId, QByteArray>{{OrderId{9007199254740993}, one}})); // not one that is there twice
        QCOMPARE(rig.server.requests.size(), size_t(1));
        QCOMPARE(rig.server.requests.at(0).query("modifyDateStart"), QStringLiteral("2026-07-01 10:20:30"));
        QCOMPARE(rig.server.requests.at(0).query("pageSize"), QStringLiteral("500"));
        QCOMPARE(rig.server.requests.at(0).query("sortDir"), QStringLiteral("DESC"));
        QCOMPARE(reserved.left(), 0);
    }

    void ordersByNumber()
    {
        Rig rig([](const RawRequest&) {
            return jsonReply(R"({"orders":[{"orderId":1,"orderNumber":"12"},{"orderId":2,"orderNumber":"123"},{"orderId":3,"orderNumber":12},{"orderId":4,"orderNumber":"12-A"}],"total":4,"page":1,"pages":0})");
        });
        const auto found = await(fetchOrdersByNumber(rig.session, QStringLiteral("12"), Priority::Staff));
        QVERIFY(found);
        QCOMPARE(*found, (std::vector<QByteArray>{R"({"orderId":1,"orderNumber":"12"})", R"({"orderId":3,"orderNumber":12})"}));
        QCOMPARE(rig.server.requests.at(0).query("orderNumber"), QStringLiteral("12"));
    }
};

QTEST_GUILESS_MAIN(TestAccount)
#include "tst_account.moc"
