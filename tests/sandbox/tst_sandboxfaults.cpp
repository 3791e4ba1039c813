// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Misbehaviour on request: the words for it, and each kind as a client meets it.
class TestSandboxFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void parses();
    void refusesWords_data();
    void refusesWords();

    void closesBefore();
    void closesAfter();
    void tooManyRequests();
    void answersOf_data();
    void answersOf();
    void delays();
    void truncates();
    void redirects();
    void poisonsPages();

    void countsMatches();
    void probability();
    void patterns_data();
    void patterns();
    void onlyOneMerchant();
    void controlPath();
    void fromTheStart();

private:
    void add(const QString& words) { m_sandbox->addFault(sandbox::parseFault(words).value()); }
    Reply hold(OrderId id) const { return Client(*m_sandbox).post("/orders/holduntil", {{u"orderId"_s, static_cast<qint64>(id.value)}, {u"holdUntilDate"_s, u"2030-01-01"_s}}); }
    [[nodiscard]] QString statusOf(OrderId id) const { return m_sandbox->order(0, id).value(u"orderStatus"_s).toString(); }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    OrderId m_order;
};

void TestSandboxFaults::init()
{
    sandbox::SandboxOptions options;
    options.merchants = 2;
    options.orders = 60;
    options.rateLimit = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_order = m_sandbox->orderIds(0, "awaiting_shipment").front();
}

void TestSandboxFaults::parses()
{
    const sandbox::Fault fault = sandbox::parseFault(u"  post /orders/* delay  n=3 times=5 p=0.25 ms=1500 merchant=Blue Whale & Co "_s).value();
    QCOMPARE(fault.method, "POST");
    QCOMPARE(fault.pattern, "/orders/*");
    QCOMPARE(fault.kind, sandbox::FaultKind::Delay);
    QCOMPARE(fault.first, 3);
    QCOMPARE(fault.times, 5);
    QCOMPARE(fault.probability, 0.25);
    QCOMPARE(fault.time, 1500ms);
    QCOMPARE(fault.merchant, u"Blue Whale & Co"_s);
    QCOMPARE(sandbox::parseFault(u"GET /orders 500 n=3"_s).value().times, 1); // the third, and only that
    QCOMPARE(sandbox::parseFault(u"GET /orders 500"_s).value().times, 0); // all
    QCOMPARE(sandbox::parseFault(u"GET * poison=AC-1001"_s).value().argument, u"AC-1001"_s);
    QCOMPARE(sandbox::parseFault(u"POST * refuse"_s).value().argument, QString());
    QCOMPARE(sandbox::parseFault(u"POST * refuse=12"_s).value().argument, u"12"_s);
}

void TestSandboxFaults::refusesWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("culprit");
    QTest::newRow("nothing") << QString() << u"METHOD PATH KIND"_s;
    QTest::newRow("too few") << u"GET /orders"_s << u"METHOD PATH KIND"_s;
    QTest::newRow("kind") << u"GET /orders 418"_s << u"418"_s;
    QTest::newRow("option") << u"GET /orders 500 x=3"_s << u"x=3"_s;
    QTest::newRow("no value") << u"GET /orders 500 n"_s << u"“n”"_s;
    QTest::newRow("n is no number") << u"GET /orders 500 n=two"_s << u"n=two"_s;
    QTest::newRow("n is zero") << u"GET /orders 500 n=0"_s << u"n=0"_s;
    QTest::newRow("p beyond one") << u"GET /orders 500 p=1.5"_s << u"p=1.5"_s;
    QTest::newRow("negative time") << u"GET /orders delay ms=-1"_s << u"ms=-1"_s;
    QTest::newRow("poison whom") << u"GET /orders poison"_s << u"poison"_s;
    QTest::newRow("argument too many") << u"GET /orders 429=5"_s << u"429=5"_s;
}

void TestSandboxFaults::refusesWords()
{
    QFETCH(QString, words);
    QFETCH(QString, culprit);
    const Result<sandbox::Fault> fault = sandbox::parseFault(words);
    QVERIFY(!fault);
    QVERIFY2(fault.error().detail.contains(culprit), qPrintable(fault.error().detail));
}

void TestSandboxFaults::closesBefore()
{
    add(u"POST /orders/holduntil close-before times=1"_s);
    QCOMPARE(hold(m_order).status, 0);
    QCOMPARE(statusOf(m_order), u"awaiting_shipment"_s);
    QVERIFY(!m_sandbox->ledger().entries().back().applied);
    QCOMPARE(m_sandbox->ledger().entries().back().fault, "close-before");
    QCOMPARE(hold(m_order).status, 200);
}

void TestSandboxFaults::closesAfter()
{
    add(u"POST /orders/holduntil close-after times=1"_s);
    QCOMPARE(hold(m_order).status, 0);
    QCOMPARE(statusOf(m_order), u"on_hold"_s);
    QVERIFY(m_sandbox->ledger().entries().back().applied);
    QCOMPARE(m_sandbox->ledger().entries().size(), size_t{1});
}

void TestSandboxFaults::tooManyRequests()
{
    add(u"* * 429 ms=600000"_s);
    const Reply reply = hold(m_order);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.headers.at("x-rate-limit-reset"), "600");
    QCOMPARE(statusOf(m_order), u"awaiting_shipment"_s);
    m_sandbox->clearFaults();
    add(u"* * 429"_s);
    QCOMPARE(hold(m_order).headers.at("x-rate-limit-reset"), "60");
}

void TestSandboxFaults::answersOf_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("applied");
    QTest::newRow("500") << u"500"_s << 500 << QByteArray("{\"message\":\"An internal error occurred\"}") << false;
    QTest::newRow("502") << u"502html"_s << 502 << QByteArray("<html>") << false;
    QTest::newRow("expired key") << u"expired-key"_s << 401 << QByteArray("{\"message\":\"Invalid API credentials\"}") << false;
    QTest::newRow("some web page") << u"html"_s << 200 << QByteArray("<html>") << false;
    QTest::newRow("broken JSON") << u"invalid-json"_s << 200 << QByteArray("{\"orders\":[{\"orderId\":12,,}") << true;
    QTest::newRow("too much") << u"oversize"_s << 200 << QByteArray("      ") << false;
}

void TestSandboxFaults::answersOf()
{
    QFETCH(QString, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, applied);
    add(u"* * "_s + kind);
    const Reply reply = hold(m_order);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.body.startsWith(body));
    QVERIFY(reply.whole);
    QVERIFY(QJsonDocument::fromJson(reply.body).isNull() == !body.endsWith("\"}"));
    QCOMPARE(statusOf(m_order) == u"on_hold"_s, applied);
    QCOMPARE(m_sandbox->ledger().entries().back().applied, applied);
}

void TestSandboxFaults::delays()
{
    add(u"GET /users delay ms=120"_s);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(Client(*m_sandbox).get("/users").status, 200);
    QVERIFY(timer.elapsed() >= 110);
}

void TestSandboxFaults::truncates()
{
    add(u"GET /orders truncate times=1"_s);
    const Client client(*m_sandbox);
    const Reply reply = client.get("/orders");
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.whole);
    const Reply whole = client.get("/orders");
    QVERIFY(whole.whole);
    QCOMPARE(reply.body, whole.body.left(whole.body.size() / 2));
    QCOMPARE(reply.headers.at("content-length"), whole.headers.at("content-length"));
}

void TestSandboxFaults::redirects()
{
    add(u"GET * redirect=http://127.0.0.1:1/elsewhere"_s);
    const Reply reply = Client(*m_sandbox).get("/orders");
    QCOMPARE(reply.status, 307);
    QCOMPARE(reply.headers.at("location"), "http://127.0.0.1:1/elsewhere");
}

void TestSandboxFaults::poisonsPages()
{
    const std::vector<OrderId> ids = m_sandbox->orderIds(0);
    const OrderId poisoned = ids.at(7);
    const QString number = m_sandbox->order(0, ids.at(13)).value(u"orderNumber"_s).toString();
    add(u"GET * poison=%1"_s.arg(poisoned.value));
    add(u"GET * poison=%1"_s.arg(number));
    const Client client(*m_sandbox);
    for (int round = 0; round < 2; ++round) { // for ever
        for (size_t i = 0; i < 20; ++i)
            QCOMPARE(client.get("/orders?pageSize=1&page=" + QByteArray::number(i + 1)).status, i == 7 || i == 13 ? 500 : 200);
    }
    QCOMPARE(client.get("/orders?pageSize=500").status, 500);
    QCOMPARE(client.get("/orders?pageSize=500", "Accept-Encoding: gzip\r\n").status, 500);
    QCOMPARE(client.get("/orders/" + QByteArray::number(poisoned.value)).status, 500);
    QCOMPARE(client.get("/orders?pageSize=7").status, 200);
    QCOMPARE(Client(*m_sandbox, 1).get("/orders?pageSize=500").status, 200);
    m_sandbox->clearFaults();
    QCOMPARE(client.get("/orders?pageSize=500").status, 200);
}

void TestSandboxFaults::countsMatches()
{
    add(u"GET /users 500 n=3 times=2"_s);
    const Client client(*m_sandbox);
    for (const int expected : {200, 200, 500, 500, 200, 200}) {
        QCOMPARE(client.get("/users").status, expected);
        QCOMPARE(client.get("/stores").status, 200); // does not count
    }
}

void TestSandboxFaults::probability()
{
    add(u"GET /users 500 p=0.3"_s);
    const Client client(*m_sandbox);
    int failed = 0;
    for (int i = 0; i < 200; ++i)
        failed += client.get("/users").status == 500;
    QVERIFY2(failed > 30 && failed < 90, qPrintable(QString::number(failed)));
}

void TestSandboxFaults::patterns_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("fires");
    QTest::newRow("exact") << u"GET /orders 500"_s << QByteArray("/orders?page=2") << true;
    QTest::newRow("exact, longer path") << u"GET /orders 500"_s << QByteArray("/orders/listbytag?tagId=1&orderStatus=shipped") << false;
    QTest::newRow("star at the end") << u"GET /orders* 500"_s << QByteArray("/orders/listbytag?tagId=1&orderStatus=shipped") << true;
    QTest::newRow("star inside") << u"GET /*/listservices 500"_s << QByteArray("/carriers/listservices?carrierCode=ups") << true;
    QTest::newRow("query") << u"GET /orders?*page=2* 500"_s << QByteArray("/orders?pageSize=3&page=2") << true;
    QTest::newRow("other query") << u"GET /orders?*page=2* 500"_s << QByteArray("/orders?pageSize=3&page=3") << false;
    QTest::newRow("other method") << u"POST /orders 500"_s << QByteArray("/orders") << false;
    QTest::newRow("any method") << u"* /orders 500"_s << QByteArray("/orders") << true;
}

void TestSandboxFaults::patterns()
{
    QFETCH(QString, fault);
    QFETCH(QByteArray, target);
    QFETCH(bool, fires);
    add(fault);
    QCOMPARE(Client(*m_sandbox).get(target).status, fires ? 500 : 200);
}

void TestSandboxFaults::onlyOneMerchant()
{
    add(u"GET /users expired-key merchant=Blue Whale & Co"_s);
    QCOMPARE(Client(*m_sandbox, 0).get("/users").status, 200);
    QCOMPARE(Client(*m_sandbox, 1).get("/users").status, 401);
}

void TestSandboxFaults::controlPath()
{
    const quint16 port = static_cast<quint16>(m_sandbox->url().port());
    const auto control = [&](const QByteArray& method, const QByteArray& path, const QByteArray& body = {}) {
        return exchange(port, method + " /_sandbox/" + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    };
    const Client client(*m_sandbox);
    QCOMPARE(control("POST", "faults", "GET /users 500\nGET /stores 502html\n").status, 200);
    QCOMPARE(client.get("/users").status, 500);
    QCOMPARE(client.get("/stores").status, 502);
    QCOMPARE(control("POST", "faults", "GET /tags 500\nnonsense\n").status, 400);
    QCOMPARE(control("DELETE", "faults").status, 200);
    QCOMPARE(client.get("/users").status, 200);

    const QByteArray id = QByteArray::number(m_order.value);
    QVERIFY(control("POST", "act", "{\"act\":\"edit\",\"merchant\":\"Acme Tees\",\"orderId\":" + id + ",\"patch\":{\"internalNotes\":\"by hand\"}}").object().value(u"success"_s).toBool());
    QCOMPARE(m_sandbox->order(0, m_order).value(u"internalNotes"_s).toString(), u"by hand"_s);
    const Reply added = control("POST", "act", "{\"act\":\"add\",\"merchant\":\"Acme Tees\",\"patch\":{\"orderNumber\":\"BY-ACT\"}}");
    QCOMPARE(m_sandbox->order(0, {added.object().value(u"orderId"_s).toInteger()}).value(u"orderNumber"_s).toString(), u"BY-ACT"_s);
    QVERIFY(control("POST", "act", "{\"act\":\"cancel\",\"merchant\":\"Acme Tees\",\"orderId\":" + id + "}").object().value(u"success"_s).toBool());
    QCOMPARE(statusOf(m_order), u"cancelled"_s);
    QVERIFY(!control("POST", "act", "{\"act\":\"cancel\",\"merchant\":\"Acme Tees\",\"orderId\":1}").object().value(u"success"_s).toBool(true));
    QVERIFY(control("POST", "act", "{\"act\":\"expire-key\",\"merchant\":\"Acme Tees\"}").object().value(u"success"_s).toBool());
    QCOMPARE(client.get("/users").status, 401);
    QVERIFY(control("POST", "act", "{\"act\":\"restore-key\",\"merchant\":\"Acme Tees\"}").object().value(u"success"_s).toBool());
    QCOMPARE(client.get("/users").status, 200);
    QCOMPARE(control("POST", "act", "{\"act\":\"dance\",\"merchant\":\"Acme Tees\"}").status, 400);
    QCOMPARE(control("POST", "act", "{\"act\":\"cancel\",\"merchant\":\"Nobody\"}").status, 400);
    QVERIFY(control("POST", "act", "{\"act\":\"tick\",\"count\":20}").object().value(u"success"_s).toBool());
    QCOMPARE(control("GET", "merchants").array().size(), 2);
    QCOMPARE(control("GET", "nothing").status, 404);
}

void TestSandboxFaults::fromTheStart()
{
    sandbox::SandboxOptions options;
    options.merchants = 1;
    options.orders = 1;
    options.faults = {sandbox::parseFault(u"GET /users 500"_s).value()};
    sandbox::Sandbox faulty(options);
    QVERIFY(faulty.start());
    QCOMPARE(Client(faulty).get("/users").status, 500);
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"
