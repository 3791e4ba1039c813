// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <sandbox/json.h>

#include <QTest>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonValue in(const QJsonObject& object, const char* group, const char* member)
{
    return object.value(QLatin1StringView(group)).toObject().value(QLatin1StringView(member));
}

QJsonObject with(const QJsonObject& object, const QJsonObject& patch) { return sandbox::merged(object, patch); }

QJsonObject without(QJsonObject object, const QString& member)
{
    object.remove(member);
    return object;
}

} // namespace

/// Writing: what each call does, its awkward sides, and that the ledger names what clients break.
class TestSandboxWrites : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void roundTripKeepsEverything();
    void replacesTheWholeOrder();
    void matchesByIdThenKeyElseCreates();
    void splitSiblingsAreOnlyToldApartById();
    void storelessOrdersGoToTheManualStore();
    void noManualStoreNoOrder();
    void keepsTagsAndAddsNewOnes();
    void customsLinesWithoutIdAreAppended();
    void customsAreOverwrittenBySettings();
    void itemsAreReplaced();
    void changedAddressIsUnchecked();
    void ownedFieldsCannotBeWritten();
    void refusesOrders_data();
    void refusesOrders();
    void refusesClosedOrders_data();
    void refusesClosedOrders();
    void manyOrdersAtOnce();
    void parentLinkSurvivesOnlyIfSentBack();
    void holds();
    void tags();
    void assignsAllOrNone();
    void marksAsShipped();
    void deletes();
    void funds();
    void refreshesStores();

    void invariantsHoldForACleanSplit();
    void invariantsName_data();
    void invariantsName();
    void merchantsOwnActsBreakNothing();
    void ledgerRecords();

private:
    /// A new order that a client may change, whatever fault the generator has put into it; `patch` over that.
    OrderId add(int merchant, const QJsonObject& patch)
    {
        return m_sandbox->addOrder(merchant, with({{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"orderKey"_s, u"key-%1"_s.arg(++m_added)},
                                                      {u"shipTo"_s, QJsonObject{{u"name"_s, u"Ann Test"_s}, {u"country"_s, m_sandbox->merchants()[static_cast<size_t>(merchant)].country}}},
                                                      {u"advancedOptions"_s, QJsonObject{{u"mergedOrSplit"_s, false}, {u"mergedIds"_s, QJsonArray()}, {u"parentId"_s, QJsonValue()}}}},
                                                 patch));
    }
    [[nodiscard]] QJsonObject anyOrder() { return m_sandbox->order(0, add(0, {})); }
    QJsonObject create(const QJsonObject& order, int merchant = 0) const
    {
        const Reply reply = Client(*m_sandbox, merchant).post("/orders/createorder", order);
        return reply.status == 200 ? reply.object() : QJsonObject{{u"failed"_s, reply.error()}};
    }
    static OrderId idOf(const QJsonObject& order) { return {order.value(u"orderId"_s).toInteger()}; }

    int m_added = 0;
    UtcTime m_now{std::chrono::milliseconds(1'781'000'000'000)};
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
};

void TestSandboxWrites::init()
{
    sandbox::SandboxOptions options;
    options.orders = 300;
    options.rateLimit = false;
    options.clock = Clock([this] { return m_now; });
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_now += 1h;
}

void TestSandboxWrites::roundTripKeepsEverything()
{
    // Fields that no client knows, a 64-bit number, a lone surrogate's escape and odd text come back as they were.
    const QJsonObject patch{{u"someNewField"_s, QJsonObject{{u"deep"_s, QJsonArray{1, u"zwei"_s, QJsonValue()}}}}, {u"bigNumber"_s, qint64{9'007'199'254'740'993}},
        {u"customerNotes"_s, QString(QChar(0xD83D)) + u" <b>&\"\\ שלום"_s + QChar(0)}};
    const OrderId id = add(0, patch);
    const QJsonObject before = m_sandbox->order(0, id);
    m_now += 1s;
    const QJsonObject after = create(before);
    QCOMPARE(without(after, u"modifyDate"_s), without(with(before, {{u"items"_s, after.value(u"items"_s)}}), u"modifyDate"_s));
    QCOMPARE(after.value(u"items"_s).toArray().size(), before.value(u"items"_s).toArray().size());
    QVERIFY(after.value(u"modifyDate"_s) != before.value(u"modifyDate"_s));
    QCOMPARE(after.value(u"bigNumber"_s).toInteger(), 9'007'199'254'740'993);
    QCOMPARE(m_sandbox->checkInvariants(), QStringList());
}

void TestSandboxWrites::replacesTheWholeOrder()
{
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"carrierCode"_s, u"ups"_s}, {u"internalNotes"_s, u"keep me"_s}}));
    const QJsonObject after = create({{u"orderId"_s, before.value(u"orderId"_s)}, {u"orderNumber"_s, before.value(u"orderNumber"_s)}, {u"orderDate"_s, before.value(u"orderDate"_s)},
        {u"orderStatus"_s, u"awaiting_shipment"_s}, {u"billTo"_s, before.value(u"billTo"_s)}, {u"shipTo"_s, before.value(u"shipTo"_s)}});
    QCOMPARE(idOf(after).value, idOf(before).value);
    QVERIFY(after.value(u"carrierCode"_s).isNull());
    QVERIFY(after.value(u"internalNotes"_s).isNull());
    QVERIFY(after.value(u"items"_s).toArray().isEmpty());
    QCOMPARE(in(after, "weight", "value").toDouble(), 0.0);
    const QStringList broken = m_sandbox->checkInvariants();
    QVERIFY(!broken.isEmpty());
    QVERIFY2(broken.join(u'\n').contains(u"internalNotes"_s), qPrintable(broken.join(u'\n')));
}

void TestSandboxWrites::matchesByIdThenKeyElseCreates()
{
    const QJsonObject before = anyOrder();
    const size_t count = m_sandbox->orderIds(0).size();
    QCOMPARE(idOf(create(with(before, {{u"orderKey"_s, u"something else"_s}}))).value, idOf(before).value);
    QCOMPARE(m_sandbox->order(0, idOf(before)).value(u"orderKey"_s), before.value(u"orderKey"_s));
    QCOMPARE(idOf(create(without(before, u"orderId"_s))).value, idOf(before).value);
    QCOMPARE(idOf(create(with(before, {{u"orderId"_s, 5}}))).value, idOf(before).value);
    QCOMPARE(m_sandbox->orderIds(0).size(), count);

    const QJsonObject created = create(with(without(before, u"orderId"_s), {{u"orderKey"_s, u"never seen"_s}}));
    QCOMPARE(m_sandbox->orderIds(0).size(), count + 1);
    QVERIFY(idOf(created).value > idOf(before).value);
    QCOMPARE(created.value(u"orderNumber"_s), before.value(u"orderNumber"_s)); // numbers are not unique
    QVERIFY(!create(without(without(before, u"orderId"_s), u"orderKey"_s)).value(u"orderKey"_s).toString().isEmpty());
    QCOMPARE(m_sandbox->orderIds(0).size(), count + 2);

    // What was deleted is not found again: the same call makes a second order.
    QVERIFY(m_sandbox->deleteOrder(0, idOf(before)));
    QVERIFY(idOf(create(before)).value != idOf(before).value);
}

void TestSandboxWrites::splitSiblingsAreOnlyToldApartById()
{
    const QJsonObject parent = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s},
                                                       {u"items"_s, QJsonArray{QJsonObject{{u"orderItemId"_s, 11}, {u"sku"_s, u"A"_s}, {u"quantity"_s, 1}}, QJsonObject{{u"orderItemId"_s, 12}, {u"sku"_s, u"B"_s}, {u"quantity"_s, 2}}}}}));
    const OrderId child = m_sandbox->splitOrder(0, idOf(parent), {u"B"_s});
    QVERIFY(!child.isNull());
    const QJsonObject childOrder = m_sandbox->order(0, child);
    QCOMPARE(childOrder.value(u"orderKey"_s), parent.value(u"orderKey"_s));
    QCOMPARE(in(childOrder, "advancedOptions", "parentId").toInteger(), idOf(parent).value);
    QCOMPARE(idOf(create(without(childOrder, u"orderId"_s))).value, idOf(parent).value); // by key: the older one
    QVERIFY(m_sandbox->splitOrder(0, idOf(parent), {u"nothing has this"_s}).isNull());
}

void TestSandboxWrites::storelessOrdersGoToTheManualStore()
{
    const QJsonArray stores = Client(*m_sandbox).get("/stores").array();
    const qint64 manual = stores.at(0).toObject().value(u"storeId"_s).toInteger(), shop = stores.at(1).toObject().value(u"storeId"_s).toInteger();
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"advancedOptions"_s, QJsonObject{{u"storeId"_s, shop}}}}));
    QCOMPARE(in(create(with(before, {{u"advancedOptions"_s, QJsonObject{{u"storeId"_s, manual}}}})), "advancedOptions", "storeId").toInteger(), shop); // only at creation
    QJsonObject advanced = before.value(u"advancedOptions"_s).toObject();
    advanced.remove(u"storeId"_s);
    QJsonObject storeless = before;
    storeless.insert(u"advancedOptions"_s, advanced);
    QCOMPARE(in(create(storeless), "advancedOptions", "storeId").toInteger(), manual);
}

void TestSandboxWrites::noManualStoreNoOrder()
{
    QJsonObject order = m_sandbox->order(3, add(3, {}));
    QVERIFY(create(order, 3).contains(u"orderId"_s));
    order.remove(u"advancedOptions"_s);
    QCOMPARE(create(order, 3).value(u"failed"_s).toString(), u"Object reference not set to an instance of an object."_s);
}

void TestSandboxWrites::keepsTagsAndAddsNewOnes()
{
    const QJsonArray all = Client(*m_sandbox).get("/accounts/listtags").array();
    const auto tag = [&](int i) { return all.at(i).toObject().value(u"tagId"_s); };
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"tagIds"_s, QJsonArray{tag(0), tag(1)}}}));
    QCOMPARE(create(with(before, {{u"tagIds"_s, QJsonArray{tag(2)}}})).value(u"tagIds"_s).toArray(), (QJsonArray{tag(0), tag(1), tag(2)}));
    QCOMPARE(create(with(before, {{u"tagIds"_s, QJsonValue()}})).value(u"tagIds"_s).toArray().size(), 3);
}

void TestSandboxWrites::customsLinesWithoutIdAreAppended()
{
    const QJsonObject line{{u"description"_s, u"Shirt"_s}, {u"quantity"_s, 1}, {u"value"_s, 5.5}, {u"countryOfOrigin"_s, u"US"_s}};
    const auto customs = [](const QJsonArray& lines) { return QJsonObject{{u"internationalOptions"_s, QJsonObject{{u"contents"_s, u"gift"_s}, {u"customsItems"_s, lines}}}}; };
    const QJsonObject first = create(with(anyOrder(), customs({line})));
    const QJsonArray one = in(first, "internationalOptions", "customsItems").toArray();
    const qsizetype base = one.size();
    QJsonObject changed = one.last().toObject();
    changed.insert(u"description"_s, u"Cotton shirt"_s);
    const QJsonObject second = create(with(first, customs({changed})));
    QCOMPARE(in(second, "internationalOptions", "customsItems").toArray().size(), base);
    QCOMPARE(in(second, "internationalOptions", "customsItems").toArray().last().toObject().value(u"description"_s).toString(), u"Cotton shirt"_s);
    changed.remove(u"customsItemId"_s);
    QCOMPARE(in(create(with(second, customs({changed}))), "internationalOptions", "customsItems").toArray().size(), base + 1);
    QVERIFY(in(create(with(second, customs({}))), "internationalOptions", "customsItems").isNull());
}

void TestSandboxWrites::customsAreOverwrittenBySettings()
{
    const QJsonObject before = m_sandbox->order(1, add(1, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"shipTo"_s, QJsonObject{{u"country"_s, u"FR"_s}}}}));
    const QJsonObject after = create(with(before, {{u"internationalOptions"_s, QJsonObject{{u"customsItems"_s, QJsonArray{QJsonObject{{u"description"_s, u"Mine"_s}, {u"quantity"_s, 1}, {u"value"_s, 1.0}}}}}}}), 1);
    const QJsonArray lines = in(after, "internationalOptions", "customsItems").toArray();
    QVERIFY(!lines.isEmpty());
    QVERIFY(lines.at(0).toObject().value(u"description"_s).toString() != u"Mine"_s);
    QCOMPARE(lines.at(0).toObject().value(u"countryOfOrigin"_s).toString(), u"GB"_s);
}

void TestSandboxWrites::itemsAreReplaced()
{
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s},
                                                       {u"items"_s, QJsonArray{QJsonObject{{u"orderItemId"_s, 11}, {u"sku"_s, u"A"_s}, {u"quantity"_s, 1}, {u"unitPrice"_s, 10.0}}, QJsonObject{{u"orderItemId"_s, 12}, {u"sku"_s, u"B"_s}, {u"quantity"_s, 2}, {u"unitPrice"_s, 4.5}}}}}));
    const QJsonArray sent{before.value(u"items"_s).toArray().at(1), QJsonObject{{u"sku"_s, u"C"_s}, {u"name"_s, u"new"_s}, {u"quantity"_s, 1}, {u"unitPrice"_s, 1.0}}};
    QJsonObject order = before;
    order.insert(u"items"_s, sent);
    const QJsonObject after = create(order);
    const QJsonArray items = after.value(u"items"_s).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).toObject().value(u"orderItemId"_s).toInteger(), 12);
    QVERIFY(items.at(1).toObject().value(u"orderItemId"_s).toInteger() > 0xffffffffLL);
    QCOMPARE(after.value(u"orderTotal"_s).toDouble(), 10.0 + before.value(u"shippingAmount"_s).toDouble() + before.value(u"taxAmount"_s).toDouble());
}

void TestSandboxWrites::changedAddressIsUnchecked()
{
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"shipTo"_s, QJsonObject{{u"addressVerified"_s, u"Address validation failed"_s}}}}));
    // The verdict is ShipStation's: writing it does nothing.
    QCOMPARE(in(create(with(before, {{u"shipTo"_s, QJsonObject{{u"addressVerified"_s, u"Address validated successfully"_s}}}})), "shipTo", "addressVerified").toString(), u"Address validation failed"_s);
    QCOMPARE(in(create(with(before, {{u"shipTo"_s, QJsonObject{{u"street2"_s, u"Apt 9"_s}}}})), "shipTo", "addressVerified").toString(), u"Address not yet validated"_s);
}

void TestSandboxWrites::ownedFieldsCannotBeWritten()
{
    const QJsonObject before = anyOrder();
    const QJsonObject after = create(with(before, {{u"createDate"_s, u"2001-01-01T00:00:00"_s}, {u"customerId"_s, 5}, {u"userId"_s, u"me"_s}, {u"orderTotal"_s, 0.01},
        {u"externallyFulfilled"_s, true}, {u"advancedOptions"_s, QJsonObject{{u"mergedOrSplit"_s, true}, {u"mergedIds"_s, QJsonArray{1, 2}}, {u"parentId"_s, 77}}}}));
    for (const QString& member : {u"createDate"_s, u"customerId"_s, u"userId"_s, u"externallyFulfilled"_s, u"orderTotal"_s})
        QCOMPARE(after.value(member), before.value(member));
    for (const char* member : {"mergedOrSplit", "mergedIds", "parentId"})
        QCOMPARE(in(after, "advancedOptions", member), in(before, "advancedOptions", member));
}

void TestSandboxWrites::refusesOrders_data()
{
    QTest::addColumn<QJsonObject>("patch");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QJsonValue none;
    QTest::newRow("no number") << QJsonObject{{u"orderNumber"_s, none}} << 400 << u"apiOrder.orderNumber: The orderNumber field is required."_s;
    QTest::newRow("long number") << QJsonObject{{u"orderNumber"_s, QString(51, u'x')}} << 400 << u"apiOrder.orderNumber: "_s;
    QTest::newRow("no date") << QJsonObject{{u"orderDate"_s, none}} << 400 << u"apiOrder.orderDate: "_s;
    QTest::newRow("bad date") << QJsonObject{{u"orderDate"_s, u"soon"_s}} << 400 << u"apiOrder.orderDate: Could not convert"_s;
    QTest::newRow("unknown status") << QJsonObject{{u"orderStatus"_s, u"lost"_s}} << 400 << u"apiOrder.orderStatus: "_s;
    QTest::newRow("no address") << QJsonObject{{u"shipTo"_s, none}} << 400 << u"apiOrder.shipTo: "_s;
    QTest::newRow("weight is a list") << QJsonObject{{u"items"_s, QJsonArray{QJsonObject{{u"sku"_s, u"x"_s}, {u"weight"_s, QJsonArray()}}}}} << 400 << u"apiOrder.items[0].weight: "_s;
    QTest::newRow("items is no list") << QJsonObject{{u"items"_s, 3}} << 400 << u"apiOrder.items: "_s;
    QTest::newRow("no name") << QJsonObject{{u"shipTo"_s, QJsonObject{{u"name"_s, u" "_s}}}} << 500 << u"'Ship Name' must not be empty."_s;
    QTest::newRow("no payer") << QJsonObject{{u"billTo"_s, QJsonObject{{u"name"_s, QString()}}}} << 500 << u"'Bill Name' must not be empty."_s;
    QTest::newRow("country in words") << QJsonObject{{u"shipTo"_s, QJsonObject{{u"country"_s, u"United States"_s}}}} << 500 << u"Please use a 2 character country code"_s;
}

void TestSandboxWrites::refusesOrders()
{
    QFETCH(QJsonObject, patch);
    QFETCH(int, status);
    QFETCH(QString, error);
    const QJsonObject before = anyOrder();
    const Reply reply = Client(*m_sandbox).post("/orders/createorder", with(before, patch));
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.error().startsWith(error), qPrintable(reply.error()));
    QCOMPARE(m_sandbox->order(0, idOf(before)), before);
}

void TestSandboxWrites::refusesClosedOrders_data()
{
    QTest::addColumn<QByteArray>("orderStatus");
    QTest::newRow("shipped") << QByteArray("shipped");
    QTest::newRow("cancelled") << QByteArray("cancelled");
}

void TestSandboxWrites::refusesClosedOrders()
{
    QFETCH(QByteArray, orderStatus);
    const QJsonObject before = m_sandbox->order(0, m_sandbox->orderIds(0, orderStatus).at(0));
    QVERIFY(create(with(before, {{u"orderStatus"_s, u"awaiting_shipment"_s}})).value(u"failed"_s).toString().contains(QString::fromLatin1(orderStatus)));
    QCOMPARE(m_sandbox->order(0, idOf(before)), before);
}

void TestSandboxWrites::manyOrdersAtOnce()
{
    const Client client(*m_sandbox);
    const QJsonObject good = anyOrder(), bad = with(good, {{u"orderNumber"_s, u"X"_s}, {u"shipTo"_s, QJsonObject{{u"name"_s, QString()}}}});
    const Reply reply = client.postList("/orders/createorders", QJsonArray{good, bad});
    QCOMPARE(reply.status, 200); // although one failed
    QVERIFY(reply.object().value(u"hasErrors"_s).toBool());
    const QJsonArray results = reply.object().value(u"results"_s).toArray();
    QVERIFY(results.at(0).toObject().value(u"success"_s).toBool());
    QVERIFY(!results.at(1).toObject().value(u"success"_s).toBool(true));
    QCOMPARE(results.at(1).toObject().value(u"errorMessage"_s).toString(), u"'Ship Name' must not be empty."_s);
    QJsonArray tooMany;
    for (int i = 0; i < 101; ++i)
        tooMany << good;
    QCOMPARE(client.postList("/orders/createorders", tooMany).status, 400);
    QCOMPARE(client.postList("/orders/createorders", QJsonArray()).status, 400);
}

void TestSandboxWrites::parentLinkSurvivesOnlyIfSentBack()
{
    const OrderId id = add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"advancedOptions"_s, QJsonObject{{u"mergedOrSplit"_s, true}, {u"parentId"_s, 4711}}}});
    const QJsonObject before = m_sandbox->order(0, id);
    QCOMPARE(in(create(before), "advancedOptions", "parentId").toInteger(), 4711);
    const QJsonObject after = create(with(before, {{u"advancedOptions"_s, QJsonObject{{u"parentId"_s, QJsonValue()}}}}));
    QVERIFY(in(after, "advancedOptions", "parentId").isNull());
    QVERIFY(!in(after, "advancedOptions", "mergedOrSplit").toBool(true));
}

void TestSandboxWrites::holds()
{
    const Client client(*m_sandbox);
    const QJsonObject before = anyOrder();
    const QJsonValue id = before.value(u"orderId"_s);
    m_now += 1s;
    QVERIFY(client.post("/orders/holduntil", {{u"orderId"_s, id}, {u"holdUntilDate"_s, u"2026-07-01"_s}}).object().value(u"success"_s).toBool());
    QJsonObject after = m_sandbox->order(0, idOf(before));
    QCOMPARE(after.value(u"orderStatus"_s).toString(), u"on_hold"_s);
    QCOMPARE(after.value(u"holdUntilDate"_s).toString(), u"2026-07-01"_s);
    QVERIFY(after.value(u"modifyDate"_s) != before.value(u"modifyDate"_s));
    QVERIFY(client.post("/orders/restorefromhold", {{u"orderId"_s, id}}).object().value(u"success"_s).toBool());
    after = m_sandbox->order(0, idOf(before));
    QCOMPARE(after.value(u"orderStatus"_s).toString(), u"awaiting_shipment"_s);
    const Reply again = client.post("/orders/restorefromhold", {{u"orderId"_s, id}});
    QCOMPARE(again.status, 200); // 200 and yet no success
    QVERIFY(!again.object().value(u"success"_s).toBool(true));
    QCOMPARE(client.post("/orders/holduntil", {{u"orderId"_s, id}, {u"holdUntilDate"_s, u"never"_s}}).status, 400);
    QCOMPARE(client.post("/orders/holduntil", {{u"orderId"_s, 1}, {u"holdUntilDate"_s, u"2026-07-01"_s}}).status, 404);
    const OrderId shipped = m_sandbox->orderIds(0, "shipped").at(0);
    QVERIFY(!client.post("/orders/holduntil", {{u"orderId"_s, static_cast<qint64>(shipped.value)}, {u"holdUntilDate"_s, u"2026-07-01"_s}}).object().value(u"success"_s).toBool(true));
}

void TestSandboxWrites::tags()
{
    const Client client(*m_sandbox);
    const QJsonValue tag = client.get("/accounts/listtags").array().at(1).toObject().value(u"tagId"_s);
    const QJsonObject before = m_sandbox->order(0, add(0, {{u"tagIds"_s, QJsonValue()}}));
    const QJsonObject body{{u"orderId"_s, before.value(u"orderId"_s)}, {u"tagId"_s, tag}};
    QVERIFY(client.post("/orders/addtag", body).object().value(u"success"_s).toBool());
    QVERIFY(client.post("/orders/addtag", body).object().value(u"success"_s).toBool());
    const QJsonObject after = m_sandbox->order(0, idOf(before));
    QCOMPARE(after.value(u"tagIds"_s).toArray(), QJsonArray{tag});
    QCOMPARE(after.value(u"modifyDate"_s), before.value(u"modifyDate"_s)); // tags do not count as a modification
    QVERIFY(client.post("/orders/removetag", body).object().value(u"success"_s).toBool());
    QVERIFY(!client.post("/orders/removetag", body).object().value(u"success"_s).toBool(true));
    QVERIFY(m_sandbox->order(0, idOf(before)).value(u"tagIds"_s).isNull());
    QVERIFY(!client.post("/orders/addtag", with(body, {{u"tagId"_s, 5}})).object().value(u"success"_s).toBool(true));
}

void TestSandboxWrites::assignsAllOrNone()
{
    const Client client(*m_sandbox);
    const QJsonValue user = client.get("/users").array().at(0).toObject().value(u"userId"_s);
    const OrderId one = add(0, {{u"userId"_s, QJsonValue()}}), two = add(0, {{u"userId"_s, QJsonValue()}});
    const QJsonArray both{static_cast<qint64>(one.value), static_cast<qint64>(two.value)};
    const Reply refused = client.post("/orders/assignuser", {{u"orderIds"_s, QJsonArray{static_cast<qint64>(one.value), 5}}, {u"userId"_s, user}});
    QCOMPARE(refused.status, 200);
    QVERIFY(!refused.object().value(u"success"_s).toBool(true));
    QVERIFY(m_sandbox->order(0, one).value(u"userId"_s).isNull());
    QVERIFY(!client.post("/orders/assignuser", {{u"orderIds"_s, both}, {u"userId"_s, u"nobody"_s}}).object().value(u"success"_s).toBool(true));
    QVERIFY(client.post("/orders/assignuser", {{u"orderIds"_s, both}, {u"userId"_s, user}}).object().value(u"success"_s).toBool());
    QCOMPARE(m_sandbox->order(0, two).value(u"userId"_s), user);
    QVERIFY(client.post("/orders/unassignuser", {{u"orderIds"_s, both}}).object().value(u"success"_s).toBool());
    QVERIFY(m_sandbox->order(0, two).value(u"userId"_s).isNull());
}

void TestSandboxWrites::marksAsShipped()
{
    const Client client(*m_sandbox);
    const QJsonObject before = anyOrder();
    const QJsonObject body{{u"orderId"_s, before.value(u"orderId"_s)}, {u"carrierCode"_s, u"ups"_s}, {u"trackingNumber"_s, u"1Z5"_s}, {u"notifySalesChannel"_s, true}};
    QCOMPARE(client.post("/orders/markasshipped", without(body, u"carrierCode"_s)).status, 400);
    QCOMPARE(client.post("/orders/markasshipped", body).object(), (QJsonObject{{u"orderId"_s, before.value(u"orderId"_s)}, {u"orderNumber"_s, before.value(u"orderNumber"_s)}}));
    QCOMPARE(m_sandbox->order(0, idOf(before)).value(u"orderStatus"_s).toString(), u"shipped"_s);
    QCOMPARE(client.post("/orders/markasshipped", body).status, 500);
    const QJsonArray fulfillments = client.get("/fulfillments?trackingNumber=1z5").object().value(u"fulfillments"_s).toArray();
    QCOMPARE(fulfillments.size(), 1);
    QVERIFY(fulfillments.at(0).toObject().value(u"marketplaceNotified"_s).toBool());
    QCOMPARE(client.get("/shipments").object().value(u"total"_s).toInt(-1), 0); // not a label
    QCOMPARE(client.get("/fulfillments?shipDateStart=2030-01-01").object().value(u"total"_s).toInt(-1), 0);
}

void TestSandboxWrites::deletes()
{
    const OrderId id = idOf(anyOrder());
    const QByteArray path = "/orders/" + QByteArray::number(id.value);
    const Client client(*m_sandbox);
    QVERIFY(client.remove(path).object().value(u"success"_s).toBool());
    QCOMPARE(client.remove(path).status, 404);
    QCOMPARE(client.get(path).status, 404);
}

void TestSandboxWrites::funds()
{
    const Client client(*m_sandbox);
    const double before = m_sandbox->balance(0, u"stamps_com"_s);
    QCOMPARE(client.post("/carriers/addfunds", {{u"carrierCode"_s, u"stamps_com"_s}, {u"amount"_s, 25.5}}).object().value(u"balance"_s).toDouble(), before + 25.5);
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), before + 25.5);
    for (const double amount : {0.0, 9.99, 10'000.01, -20.0})
        QCOMPARE(client.post("/carriers/addfunds", {{u"carrierCode"_s, u"stamps_com"_s}, {u"amount"_s, amount}}).status, 500);
    QCOMPARE(client.post("/carriers/addfunds", {{u"carrierCode"_s, u"ups"_s}, {u"amount"_s, 20}}).status, 500);
    QCOMPARE(Client(*m_sandbox, 5).post("/carriers/addfunds", {{u"carrierCode"_s, u"stamps_com"_s}, {u"amount"_s, 20}}).status, 401); // not allowed there
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), before + 25.5);
}

void TestSandboxWrites::refreshesStores()
{
    const Client client(*m_sandbox);
    const QJsonObject store = client.get("/stores").array().at(1).toObject();
    QVERIFY(client.post("/stores/refreshstore", {{u"storeId"_s, store.value(u"storeId"_s)}}).object().value(u"success"_s).toBool());
    const QJsonArray after = client.get("/stores").array();
    QVERIFY(after.at(1).toObject().value(u"lastRefreshAttempt"_s) != store.value(u"lastRefreshAttempt"_s));
    QVERIFY(after.at(0).toObject().value(u"lastRefreshAttempt"_s) != after.at(1).toObject().value(u"lastRefreshAttempt"_s));
    QVERIFY(!client.post("/stores/refreshstore", {{u"storeId"_s, 1}}).object().value(u"success"_s).toBool(true));
}

void TestSandboxWrites::invariantsHoldForACleanSplit()
{
    const QJsonObject parent = m_sandbox->order(0, add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s},
                                                       {u"items"_s, QJsonArray{QJsonObject{{u"orderItemId"_s, 11}, {u"sku"_s, u"T6-A"_s}, {u"quantity"_s, 1}}, QJsonObject{{u"orderItemId"_s, 12}, {u"sku"_s, u"MUG"_s}, {u"quantity"_s, 2}}}}}));
    const QJsonArray items = parent.value(u"items"_s).toArray();
    QJsonObject child = without(parent, u"orderId"_s);
    child.insert(u"orderNumber"_s, QString(parent.value(u"orderNumber"_s).toString() + u"-S"_s));
    child.insert(u"orderKey"_s, u"derived"_s);
    child.insert(u"items"_s, QJsonArray{items.at(1)});
    QVERIFY(create(child).contains(u"orderId"_s));
    const QStringList between = m_sandbox->checkInvariants();
    QCOMPARE(between.size(), 1); // for a moment there are too many mugs
    QVERIFY2(between.at(0).contains(u"2 units of SKU “MUG” too many"_s), qPrintable(between.at(0)));
    QVERIFY(create(with(parent, {{u"items"_s, QJsonArray{items.at(0)}}})).contains(u"orderId"_s));
    QCOMPARE(m_sandbox->checkInvariants(), QStringList());
}

void TestSandboxWrites::invariantsName_data()
{
    QTest::addColumn<QString>("breach");
    QTest::addColumn<QString>("words");
    for (const auto& [breach, words] : {std::pair{u"units lost"_s, u"1 units of SKU “T6-A” are lost"_s}, {u"units made"_s, u"3 units of SKU “T6-A” too many"_s},
             {u"renumbered"_s, u"lost its number, it is now “other-1”"_s}, {u"unknown field"_s, u"lost fields: mystery"_s}, {u"unknown field of a line"_s, u"lost fields: items[].engraving"_s},
             {u"deleted"_s, u"are lost"_s}, {u"stale write"_s, u"are lost"_s}})
        QTest::newRow(qPrintable(breach)) << breach << words;
}

void TestSandboxWrites::invariantsName()
{
    QFETCH(QString, breach);
    QFETCH(QString, words);
    const OrderId id = add(0, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"mystery"_s, 5},
                                                  {u"items"_s, QJsonArray{QJsonObject{{u"orderItemId"_s, 11}, {u"sku"_s, u"T6-A"_s}, {u"quantity"_s, 2}, {u"engraving"_s, u"A+B"_s}}}}});
    const QJsonObject before = m_sandbox->order(0, id);
    const auto quantity = [&](int units) { return QJsonArray{with(before.value(u"items"_s).toArray().at(0).toObject(), {{u"quantity"_s, units}})}; };
    if (breach == u"units lost"_s)
        create(with(before, {{u"items"_s, quantity(1)}}));
    else if (breach == u"units made"_s)
        create(with(before, {{u"items"_s, quantity(5)}}));
    else if (breach == u"renumbered"_s)
        create(with(before, {{u"orderNumber"_s, u"other-1"_s}}));
    else if (breach == u"unknown field"_s)
        create(without(before, u"mystery"_s));
    else if (breach == u"unknown field of a line"_s)
        create(with(before, {{u"items"_s, QJsonArray{without(before.value(u"items"_s).toArray().at(0).toObject(), u"engraving"_s)}}}));
    else if (breach == u"deleted"_s)
        Client(*m_sandbox).remove("/orders/" + QByteArray::number(id.value));
    else if (breach == u"stale write"_s) { // the merchant adds one, the client writes the old two back
        m_sandbox->editOrder(0, id, {{u"items"_s, quantity(3)}});
        create(before);
    }
    const QStringList broken = m_sandbox->checkInvariants();
    QCOMPARE(broken.size(), 1);
    QVERIFY2(broken.at(0).contains(words) && broken.at(0).contains(m_sandbox->merchants()[0].name) && broken.at(0).contains(before.value(u"orderNumber"_s).toString()), qPrintable(broken.at(0)));
    m_sandbox->clearLedger();
    QVERIFY(m_sandbox->checkInvariants().isEmpty());
}

void TestSandboxWrites::merchantsOwnActsBreakNothing()
{
    for (int i = 0; i < 300; ++i)
        m_sandbox->tickLive();
    const std::vector<OrderId> ids = m_sandbox->orderIds(0, "awaiting_shipment");
    QVERIFY(m_sandbox->mergeOrders(0, ids.at(0), ids.at(1)));
    QVERIFY(m_sandbox->order(0, ids.at(1)).isEmpty());
    QVERIFY(in(m_sandbox->order(0, ids.at(0)), "advancedOptions", "mergedIds").toArray().contains(static_cast<qint64>(ids.at(1).value)));
    QVERIFY(m_sandbox->deleteOrder(0, ids.at(2)));
    QVERIFY(!m_sandbox->deleteOrder(0, ids.at(2)));
    QVERIFY(!m_sandbox->mergeOrders(0, ids.at(0), ids.at(1)));
    QVERIFY(m_sandbox->checkInvariants().isEmpty());
}

void TestSandboxWrites::ledgerRecords()
{
    const Client client(*m_sandbox, 1);
    client.get("/orders?pageSize=5");
    client.post("/orders/holduntil", {{u"orderId"_s, 1}, {u"holdUntilDate"_s, u"2026-07-01"_s}});
    client.remove("/orders/" + QByteArray::number(m_sandbox->orderIds(1).front().value));
    const std::vector<sandbox::LedgerEntry>& entries = m_sandbox->ledger().entries();
    QCOMPARE(entries.size(), size_t{3});
    QCOMPARE(entries[0].target, "/orders?pageSize=5");
    QCOMPARE(entries[0].merchant, m_sandbox->merchants()[1].name);
    QVERIFY(!entries[0].applied && !entries[1].applied && entries[2].applied);
    QCOMPARE(entries[1].status, 404);
    QVERIFY(entries[1].body.contains("2026-07-01"));
    QCOMPARE(m_sandbox->ledger().count("GET", "/orders"), 1);
    // The control path tells the same to other processes, without credentials.
    const quint16 port = static_cast<quint16>(m_sandbox->url().port());
    QCOMPARE(exchange(port, "GET /_sandbox/ledger HTTP/1.1\r\nConnection: close\r\n\r\n").array().size(), 3);
    QCOMPARE(exchange(port, "GET /_sandbox/check HTTP/1.1\r\nConnection: close\r\n\r\n").array().size(), static_cast<int>(m_sandbox->checkInvariants().size()));
    QVERIFY(!m_sandbox->checkInvariants().isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxWrites)
#include "tst_sandboxwrites.moc"
