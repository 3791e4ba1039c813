// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/accountdecoder.h>

#include <QTest>

using namespace t6;
using namespace t6::shipstation;

class TestAccountDecoder : public QObject
{
    Q_OBJECT

private slots:
    void carriers()
    {
        const auto found = decodeCarriers(R"([
            {"name":"Stamps.com","code":"stamps_com","accountNumber":"SS1","requiresFundedAccount":true,"balance":24.27,"nickname":null,"shippingProviderId":4294967301,"primary":true},
            {"code":"fedex","accountNumber":297929999,"shippingProviderId":"12348","balance":"1.5"},
            {"name":"no code"}, 7, null])");
        QVERIFY(found);
        QCOMPARE(found->size(), size_t{2});
        const Carrier& stamps = found->front();
        QCOMPARE(stamps.shippingProviderId, std::int64_t{4294967301});
        QCOMPARE(stamps.balance.minor, std::int64_t{2427});
        QVERIFY(stamps.requiresFundedAccount && stamps.primary && stamps.nickname.empty());
        QCOMPARE(found->back().accountNumber, std::string("297929999"));
        QCOMPARE(found->back().shippingProviderId, std::int64_t{12348});
        QCOMPARE(found->back().balance.minor, std::int64_t{150});
    }

    void warehouses()
    {
        const auto found = decodeWarehouses(R"([{"warehouseId":17977,"warehouseName":"Main","originAddress":{"name":"A","street1":"1 Road","country":"US","phone":5121112222},
            "returnAddress":null,"isDefault":true}])");
        QVERIFY(found);
        QCOMPARE(found->front().id, WarehouseId{17977});
        QCOMPARE(found->front().origin.phone, std::string("5121112222"));
        QCOMPARE(found->front().returnAddress, PostalAddress{});
        QVERIFY(found->front().isDefault);
    }

    void stores()
    {
        const auto found = decodeStores(R"([{"storeId":1,"storeName":"By hand","marketplaceId":0,"marketplaceName":"ShipStation","active":true},
            {"storeId":2,"storeName":"Shop","marketplaceId":36,"marketplaceName":"WooCommerce","active":false}, {"storeId":3}])");
        QVERIFY(found);
        QCOMPARE(found->size(), size_t{3});
        QVERIFY(found->at(0).manual && found->at(0).active);
        QVERIFY(!found->at(1).manual && !found->at(1).active);
        QVERIFY(!found->at(2).manual);
    }

    void smallLists()
    {
        QCOMPARE(decodeTags(R"([{"tagId":8362,"name":"Backorder","color":"#800080"}])")->front().colour, std::string("#800080"));
        QCOMPARE(decodeUsers(R"([{"userId":"123456AB-ab12","userName":"SS-user1","name":"Ann"}])")->front().userName, std::string("SS-user1"));
        const auto services = decodeServices(R"([{"carrierCode":"fedex","code":"fedex_ground","name":"FedEx Ground\u00ae","domestic":true,"international":false}])");
        QCOMPARE(services->front().name, std::string("FedEx Ground\xC2\xAE"));
        QVERIFY(services->front().domestic && !services->front().international);
        QCOMPARE(decodePackages(R"([{"code":"package","name":"Package","domestic":true,"international":true}])")->front().code, std::string("package"));
        QVERIFY(decodeTags("[]")->empty());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("code");
        QTest::newRow("object") << QByteArray(R"({"message":"hello"})") << int(ErrorCode::NotShipStation);
        QTest::newRow("other objects") << QByteArray(R"([{"id":1},{"id":2}])") << int(ErrorCode::NotShipStation);
        QTest::newRow("numbers") << QByteArray("[1,2]") << int(ErrorCode::NotShipStation);
        QTest::newRow("html") << QByteArray("<html></html>") << int(ErrorCode::AnswerBroken);
        QTest::newRow("cut off") << QByteArray(R"([{"storeId":1)") << int(ErrorCode::AnswerBroken);
        QTest::newRow("empty") << QByteArray() << int(ErrorCode::AnswerBroken);
        QTest::newRow("too deep") << QByteArray(2000, '[') + QByteArray(2000, ']') << int(ErrorCode::AnswerBroken);
    }

    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, code);
        const auto check = [code](const auto& result) { return !result && int(result.error().code) == code; };
        QVERIFY(check(decodeStores(json)));
        QVERIFY(check(decodeWarehouses(json)));
        QVERIFY(check(decodeCarriers(json)));
        QVERIFY(check(decodeServices(json)));
        QVERIFY(check(decodePackages(json)));
        QVERIFY(check(decodeTags(json)));
        QVERIFY(check(decodeUsers(json)));
    }
};

QTEST_GUILESS_MAIN(TestAccountDecoder)
#include "tst_accountdecoder.moc"
