// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rig.h"

#include <shipstation/orderlist.h>

#include <set>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;

namespace {

/// GET /orders of an account with `size` orders, numbered "N<position>", as ShipStation pages them.
struct Shop
{
    int size = 0;
    std::set<int> poison; ///< positions whose page answers 500
    int grants = 500; ///< never more a page
    bool tellsTotal = true;
    std::set<int> hidden{}; ///< positions that count, but are left out of their page

    [[nodiscard]] RawReply operator()(const RawRequest& request) const
    {
        const int pageSize = std::min(request.query("pageSize").toInt(), grants), page = request.query("page").toInt();
        QByteArrayList orders;
        for (int i = (page - 1) * pageSize; i < std::min(size, page * pageSize); ++i) {
            if (poison.count(i))
                return httpReply(500, R"({"Message":"An error has occurred.","ExceptionMessage":"Object reference not set"})");
            if (!hidden.count(i))
                orders += R"({"orderId":)" + QByteArray::number(i + 1) + R"(,"orderNumber":"N)" + QByteArray::number(i) + "\"}";
        }
        return jsonReply(R"({"orders":[)" + orders.join(',') + "]" + (tellsTotal ? ",\"total\":" + QByteArray::number(size) : QByteArray()) + R"(,"page":1,"pages":0})");
    }
};

struct Pull
{
    std::vector<int> positions;
    std::vector<SkippedOrder> skipped;
    std::optional<Error> error;
    int pages = 0;
};

Pull pull(Session& session, const OrderListQuery& query = {})
{
    OrderList list(session, query, Priority::Background);
    OrderDecoder decoder;
    Pull found;
    for (;;) {
        auto page = await(list.next());
        if (!page) {
            found.error = page.error();
            return found;
        }
        ++found.pages;
        found.skipped.insert(found.skipped.end(), page->skipped.begin(), page->skipped.end());
        int count = 0;
        const auto info = decoder.decodePage(page->json, [&](const OrderView& order) {
            ++count;
            found.positions.push_back(static_cast<int>(order.id.value) - 1);
        });
        if (!info || count != page->count || found.pages > 2000)
            found.error = failure(ErrorDomain::Program, ErrorCode::Unsupported).value();
        if (page->last)
            return found;
    }
}

std::vector<int> allBut(int size, const std::set<int>& without = {})
{
    std::vector<int> positions;
    for (int i = 0; i < size; ++i) {
        if (!without.count(i))
            positions.push_back(i);
    }
    return positions;
}

} // namespace

class TestOrderList : public QObject
{
    Q_OBJECT

private slots:
    void readsAll_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("pageSize");
        QTest::addColumn<int>("grants");
        QTest::addColumn<bool>("tellsTotal");
        QTest::addColumn<int>("requests");
        QTest::newRow("none") << 0 << 500 << 500 << true << 1;
        QTest::newRow("one") << 1 << 500 << 500 << true << 1;
        QTest::newRow("a full page") << 500 << 500 << 500 << true << 1;
        QTest::newRow("one more") << 501 << 500 << 500 << true << 2;
        QTest::newRow("many") << 1750 << 500 << 500 << true << 4;
        QTest::newRow("no total") << 1000 << 500 << 500 << false << 3;
        QTest::newRow("no total, short") << 1001 << 500 << 500 << false << 3;
        QTest::newRow("small pages") << 23 << 5 << 500 << true << 5;
        QTest::newRow("the server grants less") << 350 << 500 << 100 << true << 4;
    }

    void readsAll()
    {
        QFETCH(int, size);
        QFETCH(int, pageSize);
        QFETCH(int, grants);
        QFETCH(bool, tellsTotal);
        QFETCH(int, requests);
        Rig rig(Shop{size, {}, grants, tellsTotal});
        OrderListQuery query;
        query.pageSize = pageSize;
        const Pull found = pull(rig.session, query);
        QVERIFY(!found.error);
        QCOMPARE(found.positions, allBut(size));
        QCOMPARE(int(rig.server.requests.size()), requests);
    }

    /// Pages that are short by an order here and there must not make all later ones tiny.
    void shortPagesInTheMiddle()
    {
        std::set<int> hidden{2003};
        for (int i = 510; i < 990; ++i)
            hidden.insert(i);
        Rig rig(Shop{3000, {1700}, 500, true, hidden});
        const Pull found = pull(rig.session);
        QVERIFY(!found.error);
        QCOMPARE(found.skipped.size(), size_t{1});
        QCOMPARE(found.skipped.front().position, 1700);
        const std::set<int> seen(found.positions.begin(), found.positions.end());
        std::set<int> missing = hidden;
        missing.insert(1700);
        const std::vector<int> wanted = allBut(3000, missing);
        QCOMPARE(seen, std::set<int>(wanted.begin(), wanted.end()));
        QVERIFY2(rig.server.requests.size() < 35, QByteArray::number(rig.server.requests.size()));
    }

    void sendsFilters()
    {
        Rig rig(Shop{});
        OrderListQuery query;
        query.status = OrderStatus::AwaitingShipment;
        query.modifiedAfter = UtcTime{std::chrono::milliseconds{1'433'575'775'000}}; // 2015-06-06T07:29:35Z
        query.orderNumber = QStringLiteral("A+B%20 ü");
        query.store = StoreId{4'294'967'301};
        query.sortBy = SortBy::ModifyDate;
        const auto dead = OrderList(rig.session, query, Priority::Staff).next();
        QCOMPARE(await(dead).error().code, ErrorCode::Cancelled);
        OrderList list(rig.session, query, Priority::Staff);
        QVERIFY(await(list.next()));
        const RawRequest& sent = rig.server.requests.back();
        QCOMPARE(sent.query("orderStatus"), QStringLiteral("awaiting_shipment"));
        QCOMPARE(sent.query("modifyDateStart"), QStringLiteral("2015-06-06 00:29:35"));
        QCOMPARE(sent.query("createDateStart"), QString());
        QCOMPARE(sent.query("orderNumber"), QStringLiteral("A+B%20 ü"));
        QVERIFY(!sent.target.contains('+'));
        QCOMPARE(sent.query("storeId"), QStringLiteral("4294967301"));
        QCOMPARE(sent.query("sortBy"), QStringLiteral("ModifyDate"));
        QCOMPARE(sent.query("sortDir"), QStringLiteral("ASC"));
        QCOMPARE(sent.query("page"), QStringLiteral("1"));
        QCOMPARE(sent.query("pageSize"), QStringLiteral("500"));
    }

    void skipsPoison_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<QList<int>>("poison");
        QTest::addColumn<int>("mostRequests");
        QTest::newRow("first") << 700 << QList<int>{0} << 25;
        QTest::newRow("second") << 700 << QList<int>{1} << 25;
        QTest::newRow("37") << 700 << QList<int>{37} << 40;
        QTest::newRow("end of a page") << 700 << QList<int>{499} << 40;
        QTest::newRow("beginning of a page") << 700 << QList<int>{500} << 40;
        QTest::newRow("the last") << 700 << QList<int>{699} << 40;
        QTest::newRow("the only one") << 1 << QList<int>{0} << 13;
        QTest::newRow("two neighbours") << 700 << QList<int>{250, 251} << 60;
        QTest::newRow("three, apart") << 1300 << QList<int>{3, 502, 1290} << 120;
        QTest::newRow("the last two") << 10 << QList<int>{8, 9} << 40;
    }

    void skipsPoison()
    {
        QFETCH(int, size);
        QFETCH(QList<int>, poison);
        QFETCH(int, mostRequests);
        const std::set<int> bad(poison.begin(), poison.end());
        Rig rig(Shop{size, bad});
        OrderListQuery query;
        query.status = OrderStatus::OnHold;
        const Pull found = pull(rig.session, query);
        QVERIFY(!found.error);
        QCOMPARE(found.positions, allBut(size, bad));
        QCOMPARE(found.skipped.size(), bad.size());
        size_t i = 0;
        for (const int position : bad) {
            const SkippedOrder& skipped = found.skipped[i++];
            QCOMPARE(skipped.position, position);
            QCOMPARE(skipped.status, std::optional(OrderStatus::OnHold));
            QCOMPARE(skipped.error.detail, QStringLiteral("Object reference not set"));
            if (position > 0 && !bad.count(position - 1))
                QCOMPARE(skipped.before, QStringLiteral("N%1").arg(position - 1));
            if (position + 1 < size && !bad.count(position + 1))
                QCOMPARE(skipped.after, QStringLiteral("N%1").arg(position + 1));
        }
        QVERIFY2(int(rig.server.requests.size()) <= mostRequests, QByteArray::number(rig.server.requests.size()));
    }

    void unreadablePageIsPoison()
    {
        Shop shop{20, {}, 500, true};
        Rig rig([&](const RawRequest& request) {
            RawReply reply = shop(request);
            return reply.bytes.contains("\"N7\"") ? httpReply(200, QByteArray(reply.bytes.mid(reply.bytes.indexOf("{"))).replace("\"N7\"", "\"\x01\"")) : reply;
        });
        const Pull found = pull(rig.session);
        QVERIFY(!found.error);
        QCOMPARE(found.positions, allBut(20, {7}));
        QCOMPARE(found.skipped.at(0).error.code, ErrorCode::AnswerBroken);
    }

    /// A server that fails at everything is not searched order by order, and next() goes on where it was.
    void brokenServer()
    {
        bool broken = true;
        Shop shop{600, {}, 500, true};
        Rig rig([&](const RawRequest& request) { return broken ? httpReply(500, "{}") : shop(request); });
        OrderList list(rig.session, {}, Priority::Background);
        const auto page = await(list.next());
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::ServerError);
        QVERIFY2(rig.server.requests.size() <= 20, QByteArray::number(rig.server.requests.size()));
        broken = false;
        const auto again = await(list.next());
        QVERIFY(again);
        QCOMPARE(again->count, 500);
        QVERIFY(again->skipped.empty());
        QVERIFY(await(list.next())->last);
        QCOMPARE(await(list.next())->count, 0);
    }

    void otherErrorsAreNotPoison_data()
    {
        QTest::addColumn<RawReply>("reply");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("requests");
        QTest::newRow("401") << httpReply(401, "") << int(ErrorCode::KeysRejected) << 1;
        QTest::newRow("503") << httpReply(503, "") << int(ErrorCode::ServerError) << 4;
        QTest::newRow("429") << httpReply(429, "") << int(ErrorCode::RateLimited) << 4;
        QTest::newRow("html") << httpReply(200, "<html></html>") << int(ErrorCode::NotShipStation) << 1;
        QTest::newRow("other object") << jsonReply("{\"hello\":1}") << int(ErrorCode::NotShipStation) << 1;
        QTest::newRow("array") << jsonReply("[]") << int(ErrorCode::NotShipStation) << 1;
    }

    void otherErrorsAreNotPoison()
    {
        QFETCH(RawReply, reply);
        QFETCH(int, code);
        QFETCH(int, requests);
        Rig rig([&](const RawRequest&) { return reply; });
        OrderList list(rig.session, {}, Priority::Staff);
        const auto page = await(list.next());
        QVERIFY(!page);
        QCOMPARE(int(page.error().code), code);
        QCOMPARE(int(rig.server.requests.size()), requests);
    }
};

QTEST_GUILESS_MAIN(TestOrderList)
#include "tst_orderlist.moc"
