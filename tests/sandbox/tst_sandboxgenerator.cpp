// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <sandbox/words.h>

#include <QJsonDocument>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;

/// The data is the same for the same seed, believable, and holds every fault; the program announces it.
class TestSandboxGenerator : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sameSeedSameBytes();
    void sizes_data();
    void sizes();
    void everyFaultIsThere();
    void aThirdHasAFault();
    void statusesOccur();
    void oddOrdersOccur();
    void through6ItemsAreFoundByTheSuggestedRule();
    void ordersLookLikeRealOnes();
    void cleanAddressesAreComplete();
    void accountsDiffer();
    void liveEventsChangeThings();
    void programPrintsOneLine();
    void programRefuses_data();
    void programRefuses();

private:
    [[nodiscard]] static sandbox::SandboxOptions options(int merchants, int orders, quint32 seed)
    {
        return {.merchants = merchants, .orders = orders, .seed = seed, .clock = Clock([] { return UtcTime(std::chrono::milliseconds(1'781'000'000'000)); })};
    }
    template <typename Predicate>
    [[nodiscard]] int count(Predicate predicate) const { return static_cast<int>(std::count_if(m_orders.begin(), m_orders.end(), [&](const auto& entry) { return predicate(entry.second); })); }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::vector<std::pair<int, QJsonObject>> m_orders; ///< of all merchants
};

void TestSandboxGenerator::initTestCase()
{
    m_sandbox = std::make_unique<sandbox::Sandbox>(options(8, 400, 1));
    for (int merchant = 0; merchant < 8; ++merchant) {
        for (const OrderId id : m_sandbox->orderIds(merchant))
            m_orders.emplace_back(merchant, m_sandbox->order(merchant, id));
    }
}

void TestSandboxGenerator::sameSeedSameBytes()
{
    const auto bytes = [](quint32 seed) {
        sandbox::Sandbox one(options(3, 90, seed));
        one.start().value();
        for (int i = 0; i < 20; ++i)
            one.tickLive();
        QByteArray all;
        for (int merchant = 0; merchant < 3; ++merchant) {
            for (const char* path : {"/orders?pageSize=500", "/carriers", "/warehouses", "/stores", "/users", "/accounts/listtags"})
                all += Client(one, merchant).get(path).body;
        }
        return all;
    };
    const QByteArray first = bytes(7);
    QVERIFY(first.size() > 200'000);
    QCOMPARE(bytes(7), first);
    QVERIFY(bytes(8) != first);
}

void TestSandboxGenerator::sizes_data()
{
    QTest::addColumn<int>("merchants");
    QTest::addColumn<int>("orders");
    QTest::newRow("nothing") << 1 << 0;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("fewer orders than merchants") << 8 << 5;
    QTest::newRow("many merchants") << 40 << 200;
}

void TestSandboxGenerator::sizes()
{
    QFETCH(int, merchants);
    QFETCH(int, orders);
    const sandbox::Sandbox made(options(merchants, orders, 3));
    QCOMPARE(static_cast<int>(made.merchants().size()), merchants);
    QSet<QString> names, keys, logins;
    int total = 0;
    for (int i = 0; i < merchants; ++i) {
        total += static_cast<int>(made.orderIds(i).size());
        const sandbox::SandboxMerchant& merchant = made.merchants()[static_cast<size_t>(i)];
        names << merchant.name;
        logins << merchant.login;
        keys << merchant.key << merchant.secret << merchant.secondKey << merchant.secondSecret;
    }
    QCOMPARE(total, orders);
    QCOMPARE(names.size(), merchants);
    QCOMPARE(logins.size(), merchants);
    QCOMPARE(keys.size(), 4 * merchants);
}

void TestSandboxGenerator::everyFaultIsThere()
{
    QSet<int> planted;
    for (const sandbox::Sandbox::Fixture& fixture : m_sandbox->fixtures()) {
        planted << static_cast<int>(fixture.check);
        QVERIFY(!m_sandbox->order(fixture.merchant, fixture.order).isEmpty());
    }
    for (int code = 0; code < kCheckCount; ++code)
        QCOMPARE(planted.contains(code), (bit(static_cast<CheckCode>(code)) & (bit(CheckCode::ChangedAfter) | bit(CheckCode::ChangeUnsettled) | bit(CheckCode::SplitDrift) | bit(CheckCode::StoreUntold))) == 0); // these need a history
}

void TestSandboxGenerator::aThirdHasAFault()
{
    int open = 0;
    for (const auto& [merchant, order] : m_orders) {
        const QString status = order.value(u"orderStatus"_s).toString();
        open += status == u"awaiting_shipment"_s || status == u"awaiting_payment"_s || status == u"on_hold"_s || status == u"pending_fulfillment"_s;
    }
    const double share = static_cast<double>(m_sandbox->fixtures().size()) / open;
    QVERIFY2(share > 0.2 && share < 0.4, qPrintable(QString::number(share)));
}

void TestSandboxGenerator::statusesOccur()
{
    for (const QString& status : {u"awaiting_payment"_s, u"awaiting_shipment"_s, u"pending_fulfillment"_s, u"shipped"_s, u"on_hold"_s, u"cancelled"_s, u"rejected_fulfillment"_s})
        QVERIFY2(count([&](const QJsonObject& order) { return order.value(u"orderStatus"_s).toString() == status; }) > 0, qPrintable(status));
    for (const QString& verdict : {u"Address not yet validated"_s, u"Address validated successfully"_s, u"Address validation warning"_s, u"Address validation failed"_s})
        QVERIFY2(count([&](const QJsonObject& order) { return order.value(u"shipTo"_s).toObject().value(u"addressVerified"_s).toString() == verdict; }) > 0, qPrintable(verdict));
}

void TestSandboxGenerator::oddOrdersOccur()
{
    const auto advanced = [](const QJsonObject& order, const QString& member) { return order.value(u"advancedOptions"_s).toObject().value(member); };
    QVERIFY(count([&](const QJsonObject& order) { return !advanced(order, u"mergedIds"_s).toArray().isEmpty(); }) > 0);
    QVERIFY(count([&](const QJsonObject& order) { return advanced(order, u"parentId"_s).isDouble(); }) > 0);
    QVERIFY(count([](const QJsonObject& order) { return order.value(u"externallyFulfilled"_s).toBool(); }) > 0);
    QVERIFY(count([](const QJsonObject& order) { return order.contains(u"movementIndicator"_s); }) > 10);
    QVERIFY(count([](const QJsonObject& order) { return order.value(u"orderId"_s).toInteger() > 0xffffffffLL; }) > 0);
    QVERIFY(count([](const QJsonObject& order) { return order.value(u"orderId"_s).toInteger() <= 0xffffffffLL; }) > 0);
    QVERIFY(count([](const QJsonObject& order) { return order.value(u"weight"_s).toObject().value(u"units"_s).toString() == u"grams"_s; }) > 20);
    const auto holds = [&](QChar::Script script) {
        return count([&](const QJsonObject& order) {
            const QString name = order.value(u"shipTo"_s).toObject().value(u"name"_s).toString();
            return std::any_of(name.begin(), name.end(), [&](QChar letter) { return letter.script() == script; });
        });
    };
    for (const QChar::Script script : {QChar::Script_Latin, QChar::Script_Han})
        QVERIFY(holds(script) > 0);
    const auto saying = [&](const QString& part) {
        return count([&](const QJsonObject& order) { return QString::fromUtf8(QJsonDocument(order).toJson()).contains(part); });
    };
    QVERIFY(saying(u"file:///"_s) > 0); // markup that opens files
    QVERIFY(saying(QString(QChar(0x202E))) > 0); // right-to-left override
    QVERIFY(saying(u"🎉"_s) > 0);
    QVERIFY(count([](const QJsonObject& order) {
        const QJsonArray items = order.value(u"items"_s).toArray();
        return std::any_of(items.begin(), items.end(), [](const QJsonValue& item) { return item.toObject().value(u"adjustment"_s).toBool() && item.toObject().value(u"unitPrice"_s).toDouble() < 0; });
    }) > 10);
}

void TestSandboxGenerator::through6ItemsAreFoundByTheSuggestedRule()
{
    for (int merchant = 0; merchant < 8; ++merchant) {
        const sandbox::SandboxMerchant& who = m_sandbox->merchants()[static_cast<size_t>(merchant)];
        int with = 0, without = 0;
        for (const auto& [owner, order] : m_orders) {
            if (owner != merchant)
                continue;
            bool through6 = !who.tags.empty() && order.value(u"tagIds"_s).toArray().contains(who.tags[0].id);
            through6 = through6 || (!who.stores.empty() && order.value(u"advancedOptions"_s).toObject().value(u"storeId"_s).toInteger() == who.stores[0].id);
            const auto fits = [](const QStringList& patterns, const QString& text) { return !patterns.isEmpty() && text.startsWith(QString(patterns[0]).chopped(1)); };
            const QJsonArray items = order.value(u"items"_s).toArray();
            for (const QJsonValue& value : items) {
                const QJsonObject item = value.toObject();
                through6 = through6 || fits(who.skuPatterns, item.value(u"sku"_s).toString()) || fits(who.fulfillmentSkus, item.value(u"fulfillmentSku"_s).toString())
                    || fits(who.warehouseLocations, item.value(u"warehouseLocation"_s).toString());
            }
            ++(through6 ? with : without);
        }
        QVERIFY2(with > without && without > 0, qPrintable(u"%1: %2 with, %3 without"_s.arg(who.name).arg(with).arg(without)));
    }
}

void TestSandboxGenerator::ordersLookLikeRealOnes()
{
    qsizetype bytes = 0;
    QVERIFY(m_sandbox->start());
    const Reply reply = Client(*m_sandbox).get("/orders?pageSize=500");
    bytes = reply.body.size() / std::max<qsizetype>(1, reply.object().value(u"orders"_s).toArray().size());
    QVERIFY2(bytes > 2600 && bytes < 3800, qPrintable(QString::number(bytes)));
    QVERIFY(reply.body.contains("\"unitPrice\":24.0,")); // decimals have a fraction
    QVERIFY(reply.body.contains("\"parentId\":null,\"storeId\":")); // and members come in ShipStation's order
    for (const auto& [merchant, order] : m_orders) {
        double sum = order.value(u"shippingAmount"_s).toDouble() + order.value(u"taxAmount"_s).toDouble();
        const QJsonArray items = order.value(u"items"_s).toArray();
        QVERIFY(!items.isEmpty());
        for (const QJsonValue& item : items)
            sum += item.toObject().value(u"unitPrice"_s).toDouble() * item.toObject().value(u"quantity"_s).toInt();
        QVERIFY(std::abs(sum - order.value(u"orderTotal"_s).toDouble()) < 0.011);
        QVERIFY(order.value(u"modifyDate"_s).toString() >= order.value(u"createDate"_s).toString());
        QCOMPARE(order.value(u"createDate"_s).toString().size(), 27);
    }
}

void TestSandboxGenerator::cleanAddressesAreComplete()
{
    QSet<qint64> faulty;
    for (const sandbox::Sandbox::Fixture& fixture : m_sandbox->fixtures())
        faulty << fixture.order.value;
    QSet<QString> countries;
    for (const auto& [merchant, order] : m_orders) {
        if (faulty.contains(order.value(u"orderId"_s).toInteger()))
            continue;
        const QJsonObject to = order.value(u"shipTo"_s).toObject();
        countries << to.value(u"country"_s).toString();
        for (const QString& member : {u"name"_s, u"street1"_s, u"city"_s, u"postalCode"_s, u"country"_s, u"phone"_s})
            QVERIFY2(!to.value(member).toString().isEmpty(), qPrintable(member));
        QVERIFY(!to.value(u"street1"_s).toString().contains(u'%'));
        QVERIFY(!to.value(u"phone"_s).toString().contains(u'%'));
    }
    QVERIFY(countries.size() >= 10);
}

void TestSandboxGenerator::accountsDiffer()
{
    QVERIFY(m_sandbox->balance(2, u"stamps_com"_s) < 25);
    QVERIFY(m_sandbox->balance(0, u"stamps_com"_s) > 25);
    QSet<QString> countries;
    size_t largest = 0, smallest = 1000;
    for (int merchant = 0; merchant < 8; ++merchant) {
        countries << m_sandbox->merchants()[static_cast<size_t>(merchant)].country;
        largest = std::max(largest, m_sandbox->orderIds(merchant).size());
        smallest = std::min(smallest, m_sandbox->orderIds(merchant).size());
    }
    QVERIFY(countries.size() >= 4);
    QVERIFY(largest > 4 * smallest);
}

void TestSandboxGenerator::liveEventsChangeThings()
{
    sandbox::Sandbox live(options(2, 60, 5));
    QSet<QString> changes;
    for (int i = 0; i < 200; ++i) {
        const auto states = [&] {
            QHash<qint64, QString> all;
            for (int merchant = 0; merchant < 2; ++merchant) {
                for (const OrderId id : live.orderIds(merchant))
                    all.insert(id.value, live.order(merchant, id).value(u"orderStatus"_s).toString());
            }
            return all;
        };
        const QHash<qint64, QString> before = states();
        live.tickLive();
        const QHash<qint64, QString> after = states();
        for (auto it = after.begin(); it != after.end(); ++it)
            changes << (!before.contains(it.key()) ? u"new"_s : before.value(it.key()) == it.value() ? u"same"_s : before.value(it.key()) + u'>' + it.value());
    }
    for (const QString& change : {u"new"_s, u"awaiting_payment>awaiting_shipment"_s, u"awaiting_shipment>cancelled"_s, u"awaiting_shipment>on_hold"_s})
        QVERIFY2(changes.contains(change), qPrintable(change));
    QVERIFY(live.checkInvariants().isEmpty());
}

void TestSandboxGenerator::programPrintsOneLine()
{
    QProcess program;
    program.start(u"" T6_BINARY_DIR "/shipstation-sandbox"_s, {u"--port"_s, u"0"_s, u"--merchants"_s, u"3"_s, u"--orders"_s, u"30"_s, u"--seed"_s, u"4"_s, u"--fault"_s, u"GET /stores 500"_s});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 15000);
    const QJsonObject line = QJsonDocument::fromJson(program.readLine()).object();
    const QJsonArray merchants = line.value(u"merchants"_s).toArray();
    QCOMPARE(merchants.size(), 3);
    const QJsonObject first = merchants.at(0).toObject();
    for (const QString& member : {u"name"_s, u"key"_s, u"secret"_s, u"login"_s})
        QVERIFY2(!first.value(member).toString().isEmpty(), qPrintable(member));
    QCOMPARE(first.value(u"t6"_s).toObject().value(u"skuPatterns"_s).toArray(), QJsonArray{u"T6-*"_s});
    const QByteArray head = " HTTP/1.1\r\nConnection: close\r\nAuthorization: Basic " + (first.value(u"key"_s).toString() + u':' + first.value(u"secret"_s).toString()).toLatin1().toBase64() + "\r\n\r\n";
    const quint16 port = static_cast<quint16>(line.value(u"port"_s).toInt());
    QCOMPARE(line.value(u"url"_s).toString(), u"http://127.0.0.1:%1"_s.arg(port));
    QVERIFY(exchange(port, "GET /orders" + head).object().value(u"total"_s).toInt() > 0);
    QCOMPARE(exchange(port, "GET /stores" + head).status, 500);
    program.terminate();
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

void TestSandboxGenerator::programRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("fault") << QStringList{u"--fault"_s, u"GET /orders nonsense"_s} << QByteArray("nonsense");
    QTest::newRow("merchants") << QStringList{u"--merchants"_s, u"0"_s} << QByteArray("--merchants");
    QTest::newRow("orders") << QStringList{u"--orders"_s, u"many"_s} << QByteArray("--orders");
    QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s} << QByteArray("--port");
    QTest::newRow("stray word") << QStringList{u"please"_s} << QByteArray("please");
}

void TestSandboxGenerator::programRefuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    QProcess program;
    program.start(u"" T6_BINARY_DIR "/shipstation-sandbox"_s, arguments);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.readAllStandardError().contains(words));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxGenerator)
#include "tst_sandboxgenerator.moc"
