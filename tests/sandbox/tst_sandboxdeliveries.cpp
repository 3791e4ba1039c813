// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Changes that go wrong on their way, and changes of two people that meet.
class TestSandboxDeliveries : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void serverErrorAfter();
    void late();
    void twice();
    void closesInBody();
    void badRequest();
    void refuses();
    void refusesOneOfMany();
    void otherOrder();
    void overwritten_data();
    void overwritten();
    void whoSawWhat_data();
    void whoSawWhat();
    void lateWriteIsJudgedByWhenItWasSent();
    void merchantEdit();

private:
    void add(const QString& words) { m_sandbox->addFault(sandbox::parseFault(words).value()); }
    [[nodiscard]] QByteArray path() const { return "/orders/" + QByteArray::number(m_order.value); }
    [[nodiscard]] QJsonObject order() const { return m_sandbox->order(0, m_order); }
    [[nodiscard]] QString notes() const { return order().value(u"internalNotes"_s).toString(); }
    [[nodiscard]] Reply write(QJsonObject text, const QString& notes) const
    {
        text.insert(u"internalNotes"_s, notes);
        return Client(*m_sandbox).post("/orders/createorder", text);
    }
    [[nodiscard]] const sandbox::LedgerEntry& last() const { return m_sandbox->ledger().entries().back(); }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    OrderId m_order;
};

void TestSandboxDeliveries::init()
{
    sandbox::SandboxOptions options;
    options.merchants = 1;
    options.orders = 40;
    options.rateLimit = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_order = m_sandbox->addOrder(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"internalNotes"_s, u"old"_s}});
}

void TestSandboxDeliveries::serverErrorAfter()
{
    add(u"POST * 500-after"_s);
    QCOMPARE(write(order(), u"mine"_s).status, 500);
    QCOMPARE(notes(), u"mine"_s);
    QVERIFY(last().applied);
    QCOMPARE(last().status, 500);
}

void TestSandboxDeliveries::late()
{
    add(u"POST * late ms=80"_s);
    QCOMPARE(write(order(), u"mine"_s).status, 0);
    QCOMPARE(notes(), u"old"_s);
    QCOMPARE(m_sandbox->ledger().count("POST", "/orders/createorder"), 1);
    QVERIFY(!last().applied);
    QTRY_COMPARE(notes(), u"mine"_s);
    QCOMPARE(m_sandbox->ledger().count("POST", "/orders/createorder"), 1);
    QVERIFY(last().applied);
    QCOMPARE(last().status, 200);
    QVERIFY(last().appliedAt >= last().time + 70ms);

    // What was under way when the ledger was cleared is not lost.
    QCOMPARE(write(order(), u"again"_s).status, 0);
    m_sandbox->clearLedger();
    QTRY_COMPARE(m_sandbox->ledger().count("POST", "/orders/createorder"), 1);
    QCOMPARE(last().fault, "late");
}

void TestSandboxDeliveries::twice()
{
    add(u"POST * twice times=1"_s);
    QJsonObject text = order();
    text.remove(u"orderId"_s);
    text.remove(u"orderKey"_s);
    text.insert(u"orderNumber"_s, u"TWICE-1"_s);
    const size_t before = m_sandbox->orderIds(0).size();
    const Reply reply = Client(*m_sandbox).post("/orders/createorder", text);
    QCOMPARE(reply.status, 200);
    QCOMPARE(m_sandbox->orderIds(0).size(), before + 2);
    QCOMPARE(m_sandbox->ledger().count("POST", "/orders/createorder"), 2);
    for (const sandbox::LedgerEntry& entry : m_sandbox->ledger().entries())
        QVERIFY(entry.applied && entry.fault == "twice");
}

void TestSandboxDeliveries::closesInBody()
{
    add(u"POST * close-in-body times=1"_s);
    add(u"POST * 429 n=2"_s); // counts whole requests only
    QCOMPARE(write(order(), QString(200'000, u'x')).status, 0);
    QCOMPARE(notes(), u"old"_s);
    QCOMPARE(m_sandbox->ledger().entries().size(), size_t{1});
    QVERIFY(!last().applied);
    QCOMPARE(last().fault, "close-in-body");
    QCOMPARE(write(order(), u"mine"_s).status, 200);
    QCOMPARE(notes(), u"mine"_s);
}

void TestSandboxDeliveries::badRequest()
{
    add(u"POST * bad-request"_s);
    const Reply reply = write(order(), u"mine"_s);
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.object().contains(u"ModelState"_s));
    QCOMPARE(notes(), u"old"_s);
}

void TestSandboxDeliveries::refuses()
{
    add(u"POST * refuse"_s);
    const Client client(*m_sandbox);
    const Reply one = write(order(), u"mine"_s);
    QCOMPARE(one.status, 200);
    QCOMPARE(one.object().value(u"success"_s), QJsonValue(false));
    const Reply many = client.postList("/orders/createorders", {order()});
    QCOMPARE(many.object().value(u"hasErrors"_s), QJsonValue(true));
    const QJsonObject row = many.object().value(u"results"_s).toArray().at(0).toObject();
    QCOMPARE(row.value(u"success"_s), QJsonValue(false));
    QCOMPARE(row.value(u"orderNumber"_s), order().value(u"orderNumber"_s));
    QCOMPARE(notes(), u"old"_s);
    QVERIFY(!last().applied);
}

void TestSandboxDeliveries::refusesOneOfMany()
{
    const OrderId other = m_sandbox->addOrder(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}});
    add(u"POST /orders/createorders refuse=%1"_s.arg(m_order.value));
    QJsonArray sent;
    for (QJsonObject order : {m_sandbox->order(0, other), order()}) {
        order.insert(u"internalNotes"_s, u"mine"_s);
        sent << order;
    }
    const Client client(*m_sandbox);
    const QJsonObject answer = client.postList("/orders/createorders", sent).object();
    QCOMPARE(answer.value(u"hasErrors"_s), QJsonValue(true));
    const QJsonArray results = answer.value(u"results"_s).toArray();
    QCOMPARE(results.size(), 2);
    QCOMPARE(results.at(0).toObject().value(u"orderKey"_s), order().value(u"orderKey"_s));
    QCOMPARE(results.at(0).toObject().value(u"success"_s), QJsonValue(false));
    QCOMPARE(results.at(1).toObject().value(u"orderId"_s).toInteger(), other.value);
    QCOMPARE(results.at(1).toObject().value(u"success"_s), QJsonValue(true));
    QCOMPARE(notes(), u"old"_s);
    QCOMPARE(m_sandbox->order(0, other).value(u"internalNotes"_s).toString(), u"mine"_s);
    QVERIFY(last().applied);
}

void TestSandboxDeliveries::otherOrder()
{
    add(u"* /orders/* other-order"_s);
    const Reply written = write(order(), u"mine"_s);
    QCOMPARE(written.status, 200);
    const qint64 id = written.object().value(u"orderId"_s).toInteger();
    QVERIFY(id != 0 && id != m_order.value);
    QCOMPARE(notes(), u"mine"_s);
    QVERIFY(Client(*m_sandbox).get(path()).object().value(u"orderId"_s).toInteger() != m_order.value);
    const QJsonObject row = Client(*m_sandbox).postList("/orders/createorders", {order()}).object().value(u"results"_s).toArray().at(0).toObject();
    QVERIFY(row.value(u"orderId"_s).toInteger() != m_order.value);
    QVERIFY(row.value(u"orderKey"_s) != order().value(u"orderKey"_s));
}

void TestSandboxDeliveries::overwritten_data()
{
    QTest::addColumn<bool>("reads");
    QTest::addColumn<bool>("keeps");
    QTest::addColumn<int>("overwrites");
    QTest::addColumn<int>("violations");
    QTest::newRow("seen and set back") << true << false << 1 << 1;
    QTest::newRow("not seen") << false << false << 1 << 0;
    QTest::newRow("seen and kept") << true << true << 0 << 0;
}

void TestSandboxDeliveries::overwritten()
{
    QFETCH(bool, reads);
    QFETCH(bool, keeps);
    QFETCH(int, overwrites);
    QFETCH(int, violations);
    const Client client(*m_sandbox);
    const QJsonObject stale = client.get(path()).object();
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"shipTo.street2"_s, u"Apt 9"_s));
    const QJsonObject fresh = reads ? client.get(path()).object() : QJsonObject();
    QCOMPARE(write(keeps ? fresh : stale, u"mine"_s).status, 200);
    const auto& found = m_sandbox->ledger().overwrites();
    QCOMPARE(int(found.size()), overwrites);
    if (overwrites > 0) {
        QCOMPARE(found[0].path, u"shipTo.street2"_s);
        QCOMPARE(found[0].orderId, m_order.value);
        QCOMPARE(found[0].seen, reads);
    }
    const QStringList broken = m_sandbox->checkInvariants();
    QCOMPARE(int(broken.size()), violations);
    if (violations > 0)
        QVERIFY2(broken[0].startsWith(u"foreign-change-overwritten: "_s) && broken[0].contains(u"shipTo.street2"_s), qPrintable(broken[0]));
}

/// Only an answer that arrived, with the change in it, at this client, counts.
void TestSandboxDeliveries::whoSawWhat_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("otherClient");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("seen");
    QTest::newRow("in a list") << QString() << false << QByteArray("/orders?pageSize=500") << true;
    QTest::newRow("in a list without it") << QString() << false << QByteArray("/orders?orderStatus=cancelled") << false;
    QTest::newRow("by another client") << QString() << true << QByteArray() << false;
    QTest::newRow("closed") << u"GET * close-after"_s << false << QByteArray() << false;
    QTest::newRow("truncated") << u"GET * truncate"_s << false << QByteArray() << false;
    QTest::newRow("damaged") << u"GET * invalid-json"_s << false << QByteArray() << false;
    QTest::newRow("another order") << u"GET * other-order"_s << false << QByteArray() << false;
    QTest::newRow("delayed") << u"GET * delay ms=20"_s << false << QByteArray() << true;
}

void TestSandboxDeliveries::whoSawWhat()
{
    QFETCH(QString, fault);
    QFETCH(bool, otherClient);
    QFETCH(QByteArray, target);
    QFETCH(bool, seen);
    const QJsonObject stale = Client(*m_sandbox).get(path()).object();
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"shipTo.street2"_s, u"Apt 9"_s));
    if (!fault.isEmpty())
        add(fault);
    static_cast<void>(Client(*m_sandbox, 0, otherClient).get(target.isEmpty() ? path() : target));
    QCOMPARE(write(stale, u"mine"_s).status, 200);
    QCOMPARE(m_sandbox->ledger().overwrites().size(), size_t{1});
    QCOMPARE(m_sandbox->ledger().overwrites()[0].seen, seen);
}

void TestSandboxDeliveries::lateWriteIsJudgedByWhenItWasSent()
{
    const Client client(*m_sandbox);
    const QJsonObject stale = client.get(path()).object();
    add(u"POST * late ms=100 times=1"_s);
    QCOMPARE(write(stale, u"mine"_s).status, 0);
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"shipTo.street2"_s, u"Apt 9"_s));
    QCOMPARE(client.get(path()).status, 200);
    QTRY_COMPARE(m_sandbox->ledger().overwrites().size(), size_t{1});
    QVERIFY(!m_sandbox->ledger().overwrites()[0].seen);
    QVERIFY(m_sandbox->checkInvariants().isEmpty());
}

void TestSandboxDeliveries::merchantEdit()
{
    const qint64 item = order().value(u"items"_s).toArray().at(0).toObject().value(u"orderItemId"_s).toInteger();
    const auto quantity = [&] { return order().value(u"items"_s).toArray().at(0).toObject().value(u"quantity"_s).toInt(); };
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"items[0].quantity"_s, 17));
    QCOMPARE(quantity(), 17);
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"items[orderItemId=%1].quantity"_s.arg(item), 18));
    QCOMPARE(quantity(), 18);
    QVERIFY(m_sandbox->merchantEdit(0, m_order, u"customerNotes"_s, u"ring twice"_s));
    QCOMPARE(order().value(u"customerNotes"_s).toString(), u"ring twice"_s);
    QVERIFY(!m_sandbox->merchantEdit(0, {1}, u"customerNotes"_s, u"x"_s));
    QVERIFY(m_sandbox->checkInvariants().isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxDeliveries)
#include "tst_sandboxdeliveries.moc"
