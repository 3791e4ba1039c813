// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/orderdecoder.h>
#include <shipstation/pacifictime.h>

#include <QTest>

#include <string>

using namespace t6;
using namespace t6::shipstation;

namespace {

QByteArray page(const QByteArrayList& orders)
{
    return "{\"orders\":[" + orders.join(',') + "],\"total\":" + QByteArray::number(orders.size()) + ",\"page\":1,\"pages\":0}";
}

QByteArray order(qint64 id, const QByteArray& members = {})
{
    return "{\"orderId\":" + QByteArray::number(id) + (members.isEmpty() ? QByteArray() : "," + members) + "}";
}

/// The views die with the callback: what the test needs is copied.
struct Copy
{
    OrderView view; // numbers only
    std::string number, customerNotes, raw, statusText, sku;
};

std::vector<Copy> decode(OrderDecoder& decoder, QByteArray json, Result<PageInfo>* info = nullptr)
{
    std::vector<Copy> found;
    auto result = decoder.decodePage(json, [&](const OrderView& o) {
        found.push_back({o, std::string(o.number), std::string(o.customerNotes), std::string(o.raw), std::string(o.statusText),
            o.items.empty() ? std::string() : std::string(o.items.front().sku)});
    });
    if (info)
        *info = result;
    return found;
}

} // namespace

class TestOrderDecoder : public QObject
{
    Q_OBJECT

private slots:
    void everyField()
    {
        QByteArray json = page({R"({"orderId":9007199254740993,"orderNumber":"A-1","orderKey":"k","orderDate":"2026-06-28T17:46:27.0000000",
            "createDate":"2026-06-29T09:24:14.7800000","modifyDate":"2026-06-30T09:24:16.4800000","paymentDate":"2026-06-28T17:46:27","shipByDate":"2026-07-05T00:00:00.0000000",
            "orderStatus":"awaiting_shipment","customerId":1,"customerUsername":"u","customerEmail":"e@example.com","billTo":{"name":"Bill"},
            "shipTo":{"name":"Ann","company":"Co","street1":"12 Elm","street2":"Apt 4","street3":"x","city":"Springfield","state":"IL","postalCode":"62704","country":"US","phone":"217","residential":true,"addressVerified":"Address validation warning"},
            "items":[{"orderItemId":5,"lineItemKey":"li","sku":"T6-MUG","name":"Mug","imageUrl":null,"weight":{"value":12.5,"units":"ounces","WeightUnits":1},"quantity":2,"unitPrice":19.99,"warehouseLocation":"Bin","options":[{"name":"Size","value":"L"}],"fulfillmentSku":"F","adjustment":false},
                     {"orderItemId":6,"sku":"OFF","name":"10% off","weight":null,"quantity":1,"unitPrice":-20.55,"adjustment":true}],
            "orderTotal":39.98,"amountPaid":39.97,"taxAmount":1,"shippingAmount":5.5,"customerNotes":"c","internalNotes":"i","gift":true,"giftMessage":"g","paymentMethod":"Card",
            "requestedShippingService":"Fast","carrierCode":"stamps_com","serviceCode":"usps","packageCode":"package","confirmation":"delivery","shipDate":"2026-07-01","holdUntilDate":"2026-07-09",
            "weight":{"value":1,"units":"pounds"},"dimensions":{"units":"inches","length":7,"width":5,"height":6},"insuranceOptions":{"provider":null},
            "internationalOptions":{"contents":"gift","customsItems":[{"customsItemId":1,"description":"Mug","quantity":2,"value":49.99,"harmonizedTariffCode":"6912","countryOfOrigin":"US"}],"nonDelivery":"return_to_sender"},
            "advancedOptions":{"warehouseId":98765,"nonMachinable":false,"storeId":12345,"customField1":"1","customField2":"2","customField3":"3","source":"Web","mergedOrSplit":true,"mergedIds":[11,"12"],"parentId":"77","billToParty":null,"billToMyOtherAccount":123},
            "tagIds":[1,2],"userId":"GUID","externallyFulfilled":true,"externallyFulfilledBy":"x","labelMessages":null,"movementIndicator":{"a":[1]}})"});
        OrderDecoder decoder;
        int seen = 0;
        const auto info = decoder.decodePage(json, [&](const OrderView& o) {
            ++seen;
            QCOMPARE(o.id, OrderId{9007199254740993});
            QCOMPARE(o.number, std::string_view("A-1"));
            QCOMPARE(o.key, std::string_view("k"));
            QCOMPARE(o.status, OrderStatus::AwaitingShipment);
            QCOMPARE(o.orderDate, fromPacific("2026-06-28T17:46:27"));
            QCOMPARE(o.createDate, fromPacific("2026-06-29T09:24:14.78"));
            QCOMPARE(o.modifyDate, fromPacific("2026-06-30T09:24:16.48"));
            QCOMPARE(o.modifyDateText, std::string_view("2026-06-30T09:24:16.4800000"));
            QCOMPARE(o.paymentDate, fromPacific("2026-06-28T17:46:27"));
            QCOMPARE(o.shipBy, fromPacific("2026-07-05"));
            QCOMPARE(o.customerUsername, std::string_view("u"));
            QCOMPARE(o.customerEmail, std::string_view("e@example.com"));
            QCOMPARE(o.billTo.name, std::string_view("Bill"));
            QCOMPARE(o.billTo.verdict, AddressVerdict::None);
            QVERIFY(!o.billTo.residential);
            const AddressView& a = o.shipTo;
            QCOMPARE(std::string(a.name).append(a.company).append(a.street1).append(a.street2).append(a.street3).append(a.city).append(a.state).append(a.postalCode).append(a.country).append(a.phone),
                std::string("AnnCo12 ElmApt 4xSpringfieldIL62704US217"));
            QCOMPARE(a.residential, std::optional(true));
            QCOMPARE(a.verdict, AddressVerdict::Warning);
            QCOMPARE(o.items.size(), size_t{2});
            const ItemView& mug = o.items[0];
            QCOMPARE(mug.orderItemId, std::int64_t{5});
            QCOMPARE(std::string(mug.lineItemKey).append(mug.sku).append(mug.name).append(mug.warehouseLocation).append(mug.fulfillmentSku), std::string("liT6-MUGMugBinF"));
            QCOMPARE(mug.quantity, 2);
            QCOMPARE(mug.unitPrice.minor, std::int64_t{1999});
            QVERIFY(mug.weight && qAbs(mug.weight->ounces() - 12.5) < 1e-4);
            QVERIFY(!mug.adjustment);
            QVERIFY(o.items[1].adjustment && !o.items[1].weight);
            QCOMPARE(o.items[1].unitPrice.minor, std::int64_t{-2055});
            QCOMPARE(o.orderTotal.minor, std::int64_t{3998});
            QCOMPARE(o.amountPaid.minor, std::int64_t{3997});
            QCOMPARE(o.shippingAmount.minor, std::int64_t{550});
            QCOMPARE(std::string(o.customerNotes).append(o.internalNotes).append(o.giftMessage).append(o.requestedShippingService).append(o.carrierCode).append(o.serviceCode).append(o.packageCode).append(o.confirmation),
                std::string("cigFaststamps_comuspspackagedelivery"));
            QCOMPARE(o.shipDate, std::string_view("2026-07-01"));
            QCOMPARE(o.holdUntilDate, std::string_view("2026-07-09"));
            QVERIFY(o.weight && o.weight->unit == WeightUnit::Pounds && qAbs(o.weight->ounces() - 16) < 1e-4);
            QVERIFY(o.hasDimensions);
            QCOMPARE(o.customsContents, std::string_view("gift"));
            QCOMPARE(o.nonDelivery, std::string_view("return_to_sender"));
            QCOMPARE(o.customsItems.size(), size_t{1});
            QCOMPARE(o.customsItems[0].value.minor, std::int64_t{4999});
            QCOMPARE(o.customsItems[0].quantity, 2);
            QCOMPARE(std::string(o.customsItems[0].description).append(o.customsItems[0].harmonizedTariffCode).append(o.customsItems[0].countryOfOrigin), std::string("Mug6912US"));
            QCOMPARE(o.warehouseId, std::optional(WarehouseId{98765}));
            QCOMPARE(o.storeId, StoreId{12345});
            QCOMPARE(std::string(o.customField1).append(o.customField2).append(o.customField3), std::string("123"));
            QVERIFY(o.mergedOrSplit && o.externallyFulfilled);
            QCOMPARE(o.parentId, OrderId{77});
            QCOMPARE(o.mergedIds, (std::vector<OrderId>{{11}, {12}}));
            QCOMPARE(o.tagIds, (std::vector<TagId>{{1}, {2}}));
            QCOMPARE(o.billToMyOtherAccount, std::int64_t{123});
            QCOMPARE(o.userId, std::string_view("GUID"));
            QVERIFY(o.raw.starts_with("{\"orderId\":9007199254740993") && o.raw.ends_with("\"movementIndicator\":{\"a\":[1]}}"));
        });
        QVERIFY(info);
        QCOMPARE(seen, 1);
        QCOMPARE(info->total, 1);
        QCOMPARE(info->page, 1);
        QCOMPARE(info->pages, 0);
        QVERIFY(info->broken.empty());
    }

    /// A second order must not inherit anything of the first, in whatever order the members come.
    void nothingIsInherited()
    {
        OrderDecoder decoder;
        const auto found = decode(decoder,
            page({R"({"orderId":1,"orderNumber":"A","weight":{"value":1,"units":"grams"},"tagIds":[1],"items":[{"sku":"S","quantity":1}],"advancedOptions":{"warehouseId":5,"parentId":6,"mergedOrSplit":true}})",
                R"({"advancedOptions":null,"weight":null,"orderId":2})", R"({"items":[{}],"orderNumber":"C","orderId":3})"}));
        QCOMPARE(found.size(), size_t{3});
        const OrderView& second = found[1].view;
        QVERIFY(found[1].number.empty() && !second.weight && second.tagIds.empty() && second.items.empty() && !second.warehouseId);
        QVERIFY(second.parentId.isNull() && !second.mergedOrSplit);
        QVERIFY(found[2].sku.empty());
        QCOMPARE(found[2].number, std::string("C"));
    }

    void lenient_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("expected"); // what describe() makes of it
        const auto row = [](const char* name, const char* members, const char* expected) { QTest::newRow(name) << QByteArray(members) << QByteArray(expected); };
        row("nothing", "", "");
        row("number as order number", R"("orderNumber":123)", "number=123 ");
        row("boolean as text", R"("orderNumber":true)", "number=true ");
        row("object as text", R"("orderNumber":{"a":1})", "");
        row("unknown status", R"("orderStatus":"teleported")", "status=teleported/0 ");
        row("status null", R"("orderStatus":null)", "");
        row("items null", R"("items":null)", "");
        row("items an object", R"("items":{})", "");
        row("items of anything", R"("items":[null,1,"x",[],{"sku":"S"}])", "items=1 ");
        row("tags null", R"("tagIds":null)", "");
        row("tags as text", R"("tagIds":["7",8])", "tags=2 ");
        row("weight null", R"("weight":null)", "");
        row("weight unknown unit", R"("weight":{"value":5,"units":"inches"})", "weight=0/0 ");
        row("weight as text", R"("weight":{"value":"2","units":"grams"})", "weight=2000/3 ");
        row("weight a number", R"("weight":5)", "");
        row("weight huge", R"("weight":{"value":1e300,"units":"grams"})", "weight=1000000000000/3 ");
        row("total as text", R"("orderTotal":"12.34")", "total=1234 ");
        row("total exponent", R"("orderTotal":1.5e2)", "total=15000 ");
        row("total negative", R"("orderTotal":-0.05)", "total=-5 ");
        row("total long", R"("orderTotal":12.340000000000001)", "total=1234 ");
        row("total no number", R"("orderTotal":"abc")", "");
        row("total huge", R"("orderTotal":1e999)", "BROKEN");
        row("dimensions zero", R"("dimensions":{"length":0,"width":0,"height":0})", "");
        row("store as text", R"("advancedOptions":{"storeId":"42"})", "store=42 ");
        row("store empty text", R"("advancedOptions":{"storeId":""})", "");
        row("store with .0", R"("advancedOptions":{"storeId":42.0})", "store=42 ");
        row("store no number", R"("advancedOptions":{"storeId":"main"})", "BROKEN");
        row("store a fraction", R"("advancedOptions":{"storeId":42.5})", "BROKEN");
        row("store beyond 64 bits", R"("advancedOptions":{"storeId":9223372036854775808})", "BROKEN");
        row("store an object", R"("advancedOptions":{"storeId":{}})", "BROKEN");
        row("store twice", R"("advancedOptions":{"storeId":1,"storeId":2})", "BROKEN");
        row("parent null", R"("advancedOptions":{"parentId":null})", "");
        row("wallet as words", R"("advancedOptions":{"billToMyOtherAccount":"my other"})", "");
        row("date broken", R"("orderDate":"yesterday")", "");
        row("order id twice", R"("orderId":8)", "BROKEN");
        row("order id twice, escaped", R"("order\u0049d":8)", "BROKEN");
        row("key escaped", R"("order\u004eumber":"N")", "number=N ");
        row("item id twice", R"("items":[{"orderItemId":1,"orderItemId":1}])", "BROKEN");
        row("unknown, deep", "\"x\":[[[[[[[[{\"y\":\"]]}\"}]]]]]]]]", "");
        row("bad literal", R"("gift":maybe)", "BROKEN");
        row("bad escape", R"("orderNumber":"\q")", "BROKEN");
        row("bad hex", R"("orderNumber":"\u12G4")", "BROKEN");
        row("missing colon", R"("orderNumber" "A")", "BROKEN");
        row("missing comma", R"("orderNumber":"A" "orderKey":"B")", "BROKEN");
        row("quantity fraction", R"("items":[{"quantity":2.7}])", "items=1 ");
        row("quantity huge", R"("items":[{"quantity":99999999999999999999}])", "items=1 ");
    }

    void lenient()
    {
        QFETCH(QByteArray, members);
        QFETCH(QByteArray, expected);
        OrderDecoder decoder;
        Result<PageInfo> info;
        // The neighbours must survive whatever it is.
        const auto found = decode(decoder, page({order(1), order(7, members), order(3)}), &info);
        QVERIFY(info);
        QCOMPARE(info->count, 3);
        QCOMPARE(found.front().view.id, OrderId{1});
        QCOMPARE(found.back().view.id, OrderId{3});
        if (expected == "BROKEN") {
            QCOMPARE(found.size(), size_t{2});
            QCOMPARE(info->broken.size(), size_t{1});
            QCOMPARE(info->broken.front().position, 1);
            QVERIFY(!info->broken.front().reason.isEmpty());
            return;
        }
        QCOMPARE(found.size(), size_t{3});
        QVERIFY(info->broken.empty());
        const Copy& o = found[1];
        QByteArray said;
        if (!o.number.empty())
            said += "number=" + QByteArray::fromStdString(o.number) + ' ';
        if (!o.statusText.empty())
            said += "status=" + QByteArray::fromStdString(o.statusText) + '/' + QByteArray::number(int(o.view.status)) + ' ';
        if (!o.view.items.empty())
            said += "items=" + QByteArray::number(o.view.items.size()) + ' ';
        if (!o.view.tagIds.empty())
            said += "tags=" + QByteArray::number(o.view.tagIds.size()) + ' ';
        if (o.view.weight)
            said += "weight=" + QByteArray::number(qint64(o.view.weight->milligrams)) + '/' + QByteArray::number(int(o.view.weight->unit)) + ' ';
        if (o.view.orderTotal.minor)
            said += "total=" + QByteArray::number(qint64(o.view.orderTotal.minor)) + ' ';
        if (!o.view.storeId.isNull())
            said += "store=" + QByteArray::number(qint64(o.view.storeId.value)) + ' ';
        if (o.view.hasDimensions || o.view.orderDate || o.view.billToMyOtherAccount || !o.view.parentId.isNull())
            said += "more ";
        QCOMPARE(said, expected);
    }

    void texts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
        QTest::newRow("escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << QByteArray("\"\\/\b\f\n\r\t");
        QTest::newRow("NUL") << QByteArray(R"(a\u0000b)") << QByteArray("a\0b", 3);
        QTest::newRow("two and three bytes") << QByteArray(R"(\u00e9\u20AC)") << QByteArray("\xC3\xA9\xE2\x82\xAC");
        QTest::newRow("pair") << QByteArray(R"(\ud83d\ude00)") << QByteArray("\xF0\x9F\x98\x80");
        QTest::newRow("high alone") << QByteArray(R"(a\ud83db)") << QByteArray("a\xEF\xBF\xBD" "b");
        QTest::newRow("high at the end") << QByteArray(R"(\ud83d)") << QByteArray("\xEF\xBF\xBD");
        QTest::newRow("low alone") << QByteArray(R"(\ude00x)") << QByteArray("\xEF\xBF\xBDx");
        QTest::newRow("high twice") << QByteArray(R"(\ud83d\ud83d\ude00)") << QByteArray("\xEF\xBF\xBD\xF0\x9F\x98\x80");
        QTest::newRow("high and other escape") << QByteArray(R"(\ud83d\n)") << QByteArray("\xEF\xBF\xBD\n");
        QTest::newRow("raw UTF-8") << QByteArray("\xF0\x9F\x98\x80 \xD7\x90") << QByteArray("\xF0\x9F\x98\x80 \xD7\x90");
        QTest::newRow("html") << QByteArray(R"(<img src=\"file:///dev/zero\">)") << QByteArray("<img src=\"file:///dev/zero\">");
        QTest::newRow("1 MB") << QByteArray(1'000'000, 'x') << QByteArray(1'000'000, 'x');
        QTest::newRow("1 MB of escapes") << QByteArray("\\n").repeated(500'000) << QByteArray(500'000, '\n');
    }

    void texts()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, text);
        OrderDecoder decoder;
        const QByteArray whole = order(1, "\"customerNotes\":\"" + json + "\",\"orderNumber\":\"" + json + '"');
        const auto found = decode(decoder, page({whole}));
        QCOMPARE(found.size(), size_t{1});
        QCOMPARE(QByteArray::fromStdString(found[0].customerNotes), text);
        QCOMPARE(QByteArray::fromStdString(found[0].number), text);
        QCOMPARE(QByteArray::fromStdString(found[0].raw), whole);

        QByteArray scanned = page({whole});
        QCOMPARE(decoder.scanPage(scanned)->firstNumber, text);
        QByteArray alone = whole;
        std::string again;
        QVERIFY(decoder.decodeOrder(alone, [&](const OrderView& o) { again = o.customerNotes; }));
        QCOMPARE(QByteArray::fromStdString(again), text);
    }

    void rawSlices()
    {
        OrderDecoder decoder;
        const QByteArray first = "{ \"orderId\" : 1 , \"x\" : \"}\" }", second = "{\"orderId\":2,\"y\":[{}]}";
        const auto found = decode(decoder, " { \"orders\" : [ " + first + " \n,\t " + second + " \r\n] , \"total\" : \"2\" } \n");
        QCOMPARE(found.size(), size_t{2});
        QCOMPARE(QByteArray::fromStdString(found[0].raw), first);
        QCOMPARE(QByteArray::fromStdString(found[1].raw), second);
        // The slow way, taken when an order is broken, must cut in the same places.
        const auto again = decode(decoder, " { \"orders\" : [ {\"orderId\":\"x\"} ," + first + " \n,\t " + second + " \r\n] , \"total\" : 2 } \n");
        QCOMPARE(again.size(), size_t{2});
        QCOMPARE(QByteArray::fromStdString(again[0].raw), first);
        QCOMPARE(QByteArray::fromStdString(again[1].raw), second);
    }

    void brokenOrders()
    {
        OrderDecoder decoder;
        Result<PageInfo> info;
        const auto found = decode(decoder,
            page({order(1), "null", "7", "[]", "\"x\"", "{}", R"({"orderId":0})", R"({"orderId":-5})", R"({"orderId":null})", R"({"orderNumber":"only"})",
                R"({"orderId":9223372036854775808})", R"({"orderId":11,"orderId":11})", R"({"orderId":12,"advancedOptions":{"storeId":"z"}})",
                R"({"orderId":13,"deep":)" + QByteArray(100, '[') + QByteArray(100, ']') + '}', order(14)}),
            &info);
        QVERIFY(info);
        QCOMPARE(info->count, 15);
        QCOMPARE(found.size(), size_t{2});
        QCOMPARE(found.back().view.id, OrderId{14});
        QCOMPARE(info->broken.size(), size_t{13});
        QCOMPARE(info->broken[10].position, 11);
        QCOMPARE(info->broken[10].id, OrderId{11});
        QCOMPARE(info->broken[11].id, OrderId{12});
        QCOMPARE(info->broken[12].reason, QStringLiteral("broken value"));
    }

    void sizes()
    {
        OrderDecoder decoder;
        Result<PageInfo> info;
        QCOMPARE(decode(decoder, page({}), &info).size(), size_t{0});
        QVERIFY(info);
        QCOMPARE(info->total, 0);

        const auto lines = [](int count) {
            return order(1, "\"items\":[" + QByteArray("{\"sku\":\"T6\",\"quantity\":1},").repeated(count).chopped(1) + ']');
        };
        QCOMPARE(decode(decoder, page({lines(500)})).at(0).view.items.size(), size_t{500});
        QCOMPARE(decode(decoder, page({lines(5001), order(2)}), &info).size(), size_t{1});
        QCOMPARE(info->broken.size(), size_t{1});

        QByteArrayList many;
        for (int i = 1; i <= 500; ++i)
            many += order(4'000'000'000 + i, "\"orderNumber\":\"N\"");
        const auto found = decode(decoder, page(many));
        QCOMPARE(found.size(), size_t{500});
        QCOMPARE(found.back().view.id, OrderId{4'000'000'500});

        QByteArray large = page({order(1, "\"customerNotes\":\"" + QByteArray(17 * 1024 * 1024, 'x') + '"'), order(2)});
        QCOMPARE(decode(decoder, large, &info).size(), size_t{1});
        QCOMPARE(info->broken.at(0).reason, QStringLiteral("too large"));
        large = page({order(1, "\"customerNotes\":\"" + QByteArray(65 * 1024 * 1024, 'x') + '"')});
        decode(decoder, large, &info);
        QVERIFY(!info && info.error().code == ErrorCode::BodyTooLarge);
    }

    void notAPage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("shape"); // JSON, but not ShipStation's
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("html") << QByteArray("<html><body>Bad gateway</body></html>") << false;
        QTest::newRow("text") << QByteArray("hello") << false;
        QTest::newRow("cut in text") << QByteArray("{\"orders\":[{\"orderId\":1,\"orderNumber\":\"A") << false;
        QTest::newRow("cut between orders") << QByteArray(R"({"orders":[{"orderId":1},{"orderId":2})") << false;
        QTest::newRow("cut behind the list") << QByteArray(R"({"orders":[{"orderId":1}])") << false;
        QTest::newRow("wrong bracket") << QByteArray(R"({"orders":[{"orderId":1]},"total":1})") << false;
        QTest::newRow("more behind") << QByteArray(R"({"orders":[],"total":0}{"orders":[]})") << false;
        QTest::newRow("invalid UTF-8") << QByteArray("{\"orders\":[{\"orderId\":1,\"orderNumber\":\"\xC3\x28\"}],\"total\":1}") << false;
        QTest::newRow("NUL in text") << QByteArray("{\"orders\":[{\"orderId\":1,\"orderNumber\":\"a\0b\"}],\"total\":1}", 55) << false;
        QTest::newRow("array") << QByteArray(R"([{"orderId":1}])") << true;
        QTest::newRow("object without orders") << QByteArray(R"({"status":"ok"})") << true;
        QTest::newRow("orders no array") << QByteArray(R"({"orders":{"a":1},"total":1})") << true;
        QTest::newRow("orders twice") << QByteArray(R"({"orders":[],"orders":[],"total":0})") << true;
        QTest::newRow("very deep") << QByteArray(1'000'000, '[') << true;
    }

    void notAPage()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, shape);
        OrderDecoder decoder;
        const auto expected = shape ? ErrorCode::NotShipStation : ErrorCode::AnswerBroken;
        Result<PageInfo> info;
        decode(decoder, json, &info);
        QVERIFY(!info);
        QCOMPARE(info.error().code, expected);
        QByteArray copy = json;
        const auto scan = decoder.scanPage(copy);
        QVERIFY(!scan);
        QCOMPARE(scan.error().code, expected);
        // Reusable after any failure.
        QCOMPARE(decode(decoder, page({order(1)})).size(), size_t{1});
    }

    void wholeness()
    {
        OrderDecoder decoder;
        const auto whole = [&](QByteArray json) { return decoder.isWhole(json); };
        QVERIFY(whole("{}") && whole("[]") && whole(" [ {\"a\":\"]\"} ] \n"));
        for (const char* json : {"", "1", "\"x\"", "null", "{", "[", "[1", "{\"a\":1", "[1]]", "{}{}", "[\"x]", "<html>"})
            QVERIFY2(!whole(json), json);
    }

    void truncatedAnywhere()
    {
        const QByteArray json = page({order(1, R"("orderNumber":"A\n","items":[{"sku":"S","weight":{"value":1.5,"units":"grams"}}],"x":true)"), order(2)});
        OrderDecoder decoder;
        for (qsizetype size = 0; size < json.size(); ++size) {
            Result<PageInfo> info;
            decode(decoder, json.left(size), &info);
            QVERIFY2(!info, QByteArray::number(size));
            QByteArray part = json.left(size);
            QVERIFY(!decoder.isWhole(part));
        }
    }
};

QTEST_GUILESS_MAIN(TestOrderDecoder)
#include "tst_orderdecoder.moc"
