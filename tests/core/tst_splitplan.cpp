// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitsamples.h"

#include <core/decimal.h>
#include <core/errorname.h>

using namespace t6;

class TestSplitPlan : public QObject
{
    Q_OBJECT

private slots:
    void decimals_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("expected"); // empty: none
        const auto row = [](const char* raw, const char* expected) { QTest::newRow(raw) << QByteArray(raw) << QByteArray(expected); };
        row("0", "0");
        row("-0.0", "0");
        row("5.800", "5.8");
        row("5.8000000001", "5.8");
        row("0.0000005", "0.000001");
        row("0.0000004", "0");
        row("-0.05", "-0.05");
        row("191e-1", "19.1");
        row("1.5E+3", "1500");
        row("1e12", "1000000000000");
        row("1e13", "");
        row("1e400", "");
        row("1e99999999999", "");
        row("1e-400", "0");
        row("\"5\"", "");
        row("null", "");
    }

    void decimals()
    {
        QFETCH(QByteArray, raw);
        const auto decimal = Decimal::parse(raw);
        QTEST(decimal ? decimal->json() : QByteArray(), "expected");
    }

    void decimalsAreBounded()
    {
        const Decimal most = *Decimal::parse("1e12");
        QVERIFY(!most.plus(Decimal::millionths(1)));
        QVERIFY(!most.times(2) && !most.times(-2));
        QCOMPARE(most.times(-1)->json(), QByteArray("-1000000000000"));
        QCOMPARE(Decimal::parse("0.1")->plus(*Decimal::parse("0.2"))->json(), QByteArray("0.3"));
        QCOMPARE(Decimal::parse("0.1")->minus(*Decimal::parse("0.2"))->json(), QByteArray("-0.1"));
    }

    void suggestion_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::newRow("the others' units") << QByteArrayList{} << QByteArrayList{"12:3 13:1"};
        QTest::newRow("no line of Through6's") << QByteArrayList{"items[orderItemId=11].sku = \"x\""} << QByteArrayList{};
        QTest::newRow("none of others") << QByteArrayList{"items[orderItemId=12].sku = \"tee-1\"", "items[orderItemId=13].quantity = 0"} << QByteArrayList{};
    }

    void suggestion()
    {
        QFETCH(QByteArrayList, changes);
        QFETCH(QByteArrayList, expected);
        QCOMPARE(suggestedSplit(json(edited(kMixedOrder, changes)), shirts()), choice(expected));
    }

    void wholeOrderOfThrough6()
    {
        Through6Rule byTag, byStore;
        byTag.tags = {{7}};
        byStore.stores = {{26815}};
        for (const Through6Rule& rule : {byTag, byStore}) {
            const Through6Matcher matcher(rule);
            QVERIFY(suggestedSplit(json(kMixedOrder), matcher).children.isEmpty());
            const auto plan = planSplit(json(kMixedOrder), choice({"12:3"}), matcher, settings(), {});
            QVERIFY(!plan);
            QCOMPARE(plan.error().field, QStringLiteral("items[orderItemId=12]"));
        }
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArrayList>("children");
        QTest::addColumn<QString>("field"); // empty: taken
        const auto row = [](const char* name, const QByteArrayList& changes, const QByteArrayList& children, const char* field) {
            QTest::newRow(name) << changes << children << QString::fromLatin1(field);
        };
        const QByteArrayList all{"12:3 13:1"};
        row("taken", {}, all, "");
        row("awaits payment", {"orderStatus = \"awaiting_payment\""}, all, "");
        row("on hold", {"orderStatus = \"on_hold\"", "holdUntilDate = \"2026-12-01\""}, all, "");
        for (const char* status : {"shipped", "cancelled", "pending_fulfillment", "rejected_fulfillment", "processing"})
            row(status, {QByteArray("orderStatus = \"") + status + '"'}, all, "orderStatus");
        row("fulfilled elsewhere", {"externallyFulfilled = true"}, all, "externallyFulfilled");
        row("split before", {"advancedOptions.parentId = 5"}, all, "advancedOptions.mergedOrSplit");
        row("merged before", {"advancedOptions.mergedIds = [5]"}, all, "advancedOptions.mergedOrSplit");
        row("merged or split", {"advancedOptions.mergedOrSplit = true"}, all, "advancedOptions.mergedOrSplit");
        row("Through6's leave", {}, {"12:3 11:1"}, "items[orderItemId=11]");
        row("no children", {}, {}, "children");
        row("empty child", {}, {"12:3", ""}, "children[1]");
        row("nothing stays", {"items[orderItemId=11].quantity = 0"}, all, "items");
        row("discount leaves", {}, {"14:1"}, "items[orderItemId=14]");
        row("unknown line", {}, {"15:1"}, "items[orderItemId=15]");
        row("too many", {}, {"12:4"}, "items[orderItemId=12]");
        row("too many together", {}, {"12:2", "12:2"}, "items[orderItemId=12]");
        row("as many together", {}, {"12:2", "12:1"}, "");
        row("none", {}, {"12:0"}, "items[orderItemId=12]");
        row("less than none", {}, {"12:-1"}, "items[orderItemId=12]");
        row("a line without id", {"items[orderItemId=13].orderItemId = null"}, {"12:3"}, "items");
        row("a shared id", {"items[orderItemId=13].orderItemId = 12"}, {"12:3"}, "items");
        row("a quantity that is none", {"items[orderItemId=13].quantity = 1.5"}, {"12:3"}, "items[orderItemId=13].quantity");
        row("a quantity beyond numbers", {"items[orderItemId=13].quantity = 9007199254740993"}, {"12:3"}, "items[orderItemId=13].quantity");
        row("no key", {"orderKey = null"}, all, "orderKey");
        row("no number", {"orderNumber = \"\""}, all, "orderNumber");
        row("no id", {"orderId = null"}, all, "orderId");
        row("number as long as can be", {"orderNumber = \"" + QByteArray(48, '1') + '"'}, all, "");
        row("number too long", {"orderNumber = \"" + QByteArray(49, '1') + '"'}, all, "orderNumber");
    }

    void refusals()
    {
        QFETCH(QByteArrayList, changes);
        QFETCH(QByteArrayList, children);
        QFETCH(QString, field);
        const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice(children), shirts(), settings(), {});
        QCOMPARE(plan ? QString() : plan.error().field, field);
        if (!plan) {
            QCOMPARE(errorName(plan.error().code), "split-refused");
            QVERIFY(!plan.error().detail.isEmpty());
        }
    }

    void overrides()
    {
        SplitChoice wanted = choice({"11:1"});
        wanted.moveThrough6 = true;
        const auto moved = planSplit(json(kMixedOrder), wanted, shirts(), settings(), {});
        QVERIFY(moved);
        QVERIFY(moved->notices.contains(SplitNotice{SplitNoticeCode::Through6Leaves, {QStringLiteral("1")}}));
        wanted = choice({"12:3"});
        wanted.again = true;
        const auto again = planSplit(json(edited(kMixedOrder, {"advancedOptions.parentId = 5"})), wanted, shirts(), settings(), {});
        QVERIFY(again);
        QVERIFY(again->notices.contains(SplitNotice{SplitNoticeCode::SplitBefore, {}}));
        QVERIFY(raw(again->children[0].body, "advancedOptions.parentId").isEmpty());
    }

    void child()
    {
        const auto plan = planSplit(json(kMixedOrder), choice({"12:2 13:1"}), shirts(), settings(), {QStringLiteral("1001-2")});
        QVERIFY(plan);
        QCOMPARE(plan->children.size(), 1);
        const QByteArray body = plan->children[0].body;
        QCOMPARE(plan->children[0].number, QStringLiteral("1001-3"));
        QCOMPARE(plan->childStatus, OrderStatus::AwaitingShipment);
        QCOMPARE(raw(body, "items"),
            QByteArray(R"([{"lineItemKey": "l-12", "sku": "MUG", "name": "Mug", "quantity": 2, "unitPrice": 0, "taxAmount": 0, "shippingAmount": 0, "weight": {"value":12.1,"units":"ounces"}, "odd": [1e2]},)"
                       R"({"lineItemKey": null, "sku": "CAP", "name": "Cap", "quantity": 1, "unitPrice": 0, "weight": {"value":2,"units":"ounces"}}])"));
        const QList<std::pair<QByteArray, QByteArray>> expected{{"orderNumber", "\"1001-3\""}, {"orderKey", jsonString(plan->children[0].key)}, {"orderStatus", "\"on_hold\""},
            {"holdUntilDate", "\"2026-12-22\""}, {"amountPaid", "0"}, {"taxAmount", "0"}, {"shippingAmount", "0"}, {"dimensions", "null"}, {"weight", R"({"value":26.2,"units":"ounces"})"},
            {"internalNotes", "\"Fragile\\nSplit off from #1001\""}, {"advancedOptions.storeId", "26815"}, {"advancedOptions.warehouseId", "24079"}, {"tagIds", "[5, 7]"},
            {"carrierCode", "\"fedex\""}, {"newField", R"({"big": 123456789012345678901234567890, "list": [1, {"a":1e2}]})"}, {"customerNotes", "\"caf\\u00e9\""},
            {"insuranceOptions", R"({"provider": "carrier", "insureShipment": false, "insuredValue": 0})"},
            {"internationalOptions.customsItems",
                R"([{"description": "mug ", "quantity": 2, "value": 8.1, "harmonizedTariffCode": "6912.00", "countryOfOrigin": "US"},{"description": "Cap", "quantity": 1, "value": 5, "harmonizedTariffCode": null, "countryOfOrigin": "US"}])"}};
        for (const auto& [place, value] : expected)
            QCOMPARE(place + ' ' + raw(body, place), place + ' ' + value);
        for (const char* gone : {"orderId", "createDate", "modifyDate", "customerId", "orderTotal", "userId", "externallyFulfilled", "labelMessages", "shipTo.addressVerified",
                 "billTo.addressVerified", "advancedOptions.parentId", "advancedOptions.mergedOrSplit", "advancedOptions.mergedIds"})
            QCOMPARE(gone + raw(body, gone), QByteArray(gone));
        QCOMPARE(raw(*inAwaitingPayment(body), "orderStatus"), QByteArray("\"awaiting_payment\""));
        QCOMPARE(raw(*inAwaitingPayment(body), "holdUntilDate"), QByteArray("null"));
        QCOMPARE(raw(*inAwaitingPayment(body), "items"), raw(body, "items"));
    }

    void parent()
    {
        const auto plan = planSplit(json(kMixedOrder), choice({"12:2 13:1"}), shirts(), settings(), {});
        QVERIFY(plan);
        const QByteArrayList expected{"items[orderItemId=12].quantity: 3 -> 1",
            R"(items[orderItemId=13]: {"orderItemId": 13, "lineItemKey": null, "sku": "CAP", "name": "Cap", "quantity": 1, "unitPrice": 5, "weight": {"value":2,"units":"ounces"}} -> )",
            "weight.value: 52.90 -> 26.7"};
        QCOMPARE(lines(plan->reduction).first(3), expected);
        QVERIFY(lines(plan->reduction).value(3).startsWith("internationalOptions.customsItems: ") && lines(plan->reduction).value(3).endsWith(" -> []"));
        QCOMPARE(lines(plan->declaration),
            (QByteArrayList{R"(internationalOptions.customsItems + {"description": "Shirt", "quantity": 2, "value": 20.0, "harmonizedTariffCode": "6109.10", "countryOfOrigin": "US"})",
                R"(internationalOptions.customsItems + {"description": "mug ", "quantity": 1, "value": 8.1, "harmonizedTariffCode": "6912.00", "countryOfOrigin": "US"})"}));
        QCOMPARE(plan->stays, (QList<SplitLine>{{11, QStringLiteral("TEE-BLK-M"), QStringLiteral("Shirt"), 2, true}, {12, QStringLiteral("MUG"), QStringLiteral("Mug"), 1, false}}));
        QVERIFY(plan->notices.contains(SplitNotice{SplitNoticeCode::TotalChanges, {QStringLiteral("80.3"), QStringLiteral("59.1")}}));
        QVERIFY(plan->notices.contains(SplitNotice{SplitNoticeCode::DiscountStays, {QStringLiteral("1")}}));
    }

    void weights_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QString>("expected"); // child, original, notices
        const auto row = [](const char* name, const QByteArrayList& changes, const char* expected) { QTest::newRow(name) << changes << QString::fromLatin1(expected); };
        const auto weigh = [](int item, const char* value) { return "items[orderItemId=" + QByteArray::number(item) + "].weight = " + value; };
        row("all known", {}, "38.3 ounces, 14.6 ounces");
        row("no dust of floating sums", {weigh(12, R"({"value":1.1,"units":"ounces"})"), weigh(13, R"({"value":2.2,"units":"ounces"})"), "weight.value = 11.3"}, "5.5 ounces, 5.8 ounces, 6");
        row("heavier than what leaves, by too little", {"weight.value = 40.3"}, "38.3 ounces, 2 ounces, 6");
        row("as heavy as what leaves", {"weight.value = 38.30"}, "38.3 ounces, 10.6 ounces, 5");
        row("lighter than what leaves", {"weight.value = 36.3"}, "38.3 ounces, 10.6 ounces, 5");
        row("none of its own", {"weight = null"}, "38.3 ounces, 10.6 ounces");
        row("zero of its own", {"weight.value = 0.0"}, "38.3 ounces, 10.6 ounces");
        row("grams in ounces", {weigh(12, R"({"value":100,"units":"grams"})"), weigh(13, R"({"value":1,"units":"pounds"})")}, "26.5822 ounces, 26.3178 ounces");
        row("pounds", {"weight = {\"value\":5,\"units\":\"pounds\"}", weigh(13, R"({"value":0.5,"units":"pounds"})")}, "2.7688 pounds, 2.2312 pounds");
        row("grams all over", {"weight = null", weigh(11, R"({"value":150,"units":"grams"})"), weigh(12, R"({"value":0.5,"units":"grams"})"), weigh(13, R"({"value":2,"units":"grams"})")}, "3.5 grams, 300 grams");
        row("unknown leaves", {weigh(12, "null")}, ", 52.90 ounces, 3");
        row("nothing leaves that weighs", {weigh(13, R"({"value":0,"units":"ounces"})")}, ", 52.90 ounces, 3");
        row("a unit that nobody knows", {weigh(13, R"({"value":1,"units":"inches"})")}, ", 52.90 ounces, 3");
        row("unknown stays", {weigh(11, "null")}, "38.3 ounces, 14.6 ounces");
        row("unknown stays, too light", {weigh(11, "null"), "weight.value = 5"}, "38.3 ounces, 5 ounces, 4");
        row("unknown stays, none of its own", {weigh(11, "null"), "weight = null"}, "38.3 ounces, , 3");
    }

    void weights()
    {
        QFETCH(QByteArrayList, changes);
        QFETCH(QString, expected);
        const QByteArray order = edited(kMixedOrder, changes);
        const auto plan = planSplit(json(order), choice({"12:2 12:1 13:1"}), shirts(), settings(), {});
        QVERIFY(plan);
        const auto words = [](const SplitWeight& weight) { return weight.value.isEmpty() ? QString() : QString::fromLatin1(weight.value) + QLatin1Char(' ') + weight.units; };
        QString found = words(plan->children[0].weight) + QStringLiteral(", ") + words(plan->weightAfter);
        for (const SplitNotice& notice : plan->notices) {
            if (notice.code >= SplitNoticeCode::WeightUnknown && notice.code <= SplitNoticeCode::WeightBelowItems)
                found += QStringLiteral(", ") + QString::number(static_cast<int>(notice.code));
        }
        QCOMPARE(found, expected);
    }

    void customs_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArray>("children");
        QTest::addColumn<QByteArrayList>("expected"); // the new order's "description quantity", the reduction, the declaration
        const auto row = [](const char* name, const QByteArrayList& changes, const char* child, const QByteArrayList& expected) { QTest::newRow(name) << changes << QByteArray(child) << expected; };
        const auto declared = [](const QByteArray& all) { return QByteArrayList{"internationalOptions.customsItems = [" + all + ']'}; };
        const QByteArray tee = R"({"customsItemId":1,"description":"Tee","quantity":2,"value":1})", hat = R"({"customsItemId":3,"description":"Hat","quantity":1})";
        row("only less", {}, "12:1", {"mug  1", "[customsItemId=502].quantity: 3 -> 2", ""});
        row("one goes", {}, "13:1", {"Cap 1", "cleared", "Shirt 2, mug  3"});
        row("by SKU and order", declared(tee + R"(,{"customsItemId":2,"description":"Cap","sku":"mug","quantity":3},)" + hat), "12:1", {"Cap 1", "[customsItemId=2].quantity: 3 -> 2", ""});
        row("other quantities", {"internationalOptions.customsItems[customsItemId=502].quantity = 2"}, "12:1", {"Mug 1", "", ""});
        row("by order against words", {"items[orderItemId=12].quantity = 1", "internationalOptions.customsItems = [" + tee + R"(,{"customsItemId":2,"description":"Cap","quantity":1},)" + hat + ']'}, "12:1", {"Mug 1", "", ""});
        row("by SKU", declared(R"({"customsItemId":1,"description":"x","sku":"TEE-BLK-M","quantity":2},{"customsItemId":2,"description":"Cap","sku":"mug","quantity":3},{"customsItemId":3,"description":"cap","quantity":1})"), "12:1",
            {"Cap 1", "[customsItemId=2].quantity: 3 -> 2", ""});
        row("by order", declared(tee + R"(,{"customsItemId":2,"description":"Ceramics","quantity":3},)" + hat), "12:1", {"Ceramics 1", "[customsItemId=2].quantity: 3 -> 2", ""});
        row("by order, other quantities", declared(tee + R"(,{"customsItemId":2,"description":"Ceramics","quantity":4},)" + hat), "12:1", {"Mug 1", "", ""});
        row("one for two items", {"items[orderItemId=13].name = \"MUG\"", "internationalOptions.customsItems = [{\"customsItemId\":1,\"description\":\"Shirt\",\"quantity\":2},{\"customsItemId\":2,\"description\":\"Mug\",\"quantity\":4}]"}, "12:1 13:1",
            {"Mug 2", "[customsItemId=2].quantity: 4 -> 2", ""});
        row("two of one name", {"items[orderItemId=13].name = \"MUG\"", "internationalOptions.customsItems[customsItemId=503].description = \"Mug\""}, "13:1", {"Mug 1", "cleared", "Shirt 2, mug  3"});
        row("what stays is not declared", declared(R"({"customsItemId":2,"description":"Mug","quantity":3})"), "12:3", {"Mug 3", "cleared", ""});
        row("what leaves is not declared", declared(R"({"customsItemId":2,"description":"Shirt","quantity":2})"), "12:3", {"Mug 3", "", ""});
        row("no ids", declared(R"({"description":"Shirt","quantity":2},{"description":"Mug","quantity":3})"), "12:1", {"Mug 1", "cleared", "Shirt 2, Mug 2"});
        row("nothing declared", {"internationalOptions.customsItems = null"}, "12:1", {"", "", ""});
    }

    void customs()
    {
        QFETCH(QByteArrayList, changes);
        QFETCH(QByteArray, children);
        QFETCH(QByteArrayList, expected);
        const JsonText order = json(edited(kMixedOrder, changes));
        const auto plan = planSplit(order, choice({children}), shirts(), settings(), {});
        QVERIFY(plan);
        const QByteArray prefix("internationalOptions.customsItems");
        const auto words = [](const QByteArray& array) {
            const JsonText text = json(array.isEmpty() || array == "null" ? "[]" : array);
            QByteArrayList all;
            for (const auto& line : text.root().elements()) {
                if (line.member(u"customsItemId"))
                    all += "with id";
                all += line.member(u"description")->string().toUtf8() + ' ' + line.member(u"quantity")->raw().toByteArray();
            }
            return all.join(", ");
        };
        QByteArrayList found{words(raw(plan->children[0].body, prefix)), {}, {}};
        for (const QByteArray& line : lines(plan->reduction)) {
            if (line.startsWith(prefix))
                found[1] += line.endsWith(" -> []") ? "cleared" : line.sliced(prefix.size());
        }
        QByteArrayList declared;
        for (const OrderChange& change : plan->declaration.changes)
            declared += words('[' + change.after + ']');
        found[2] = declared.join(", ");
        QCOMPARE(found, expected);
        const bool isInDoubt = plan->notices.contains(SplitNotice{SplitNoticeCode::CustomsUnassigned, {}});
        QCOMPARE(isInDoubt, expected[0].startsWith("Mug") && expected[1].isEmpty());
        QCOMPARE(plan->notices.contains(SplitNotice{SplitNoticeCode::CustomsRenewed, {}}), expected[1] == "cleared");
    }

    void customsMadeFromItems()
    {
        const QByteArray prefix("internationalOptions.customsItems");
        QByteArrayList changes{prefix + R"( = [{"customsItemId":1,"description":"Goods","quantity":9,"countryOfOrigin":"DE"},{"customsItemId":2,"description":"More","quantity":1,"countryOfOrigin":"DE"}])",
            "items[orderItemId=13].unitPrice = -5", "items[orderItemId=13].name = \"\""};
        const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice({"12:2 13:1"}), shirts(), settings(), {});
        QVERIFY(plan);
        QCOMPARE(raw(plan->children[0].body, prefix),
            QByteArray(R"([{"description":"Mug","quantity":2,"value":8.10,"harmonizedTariffCode":null,"countryOfOrigin":"DE"},{"description":"CAP","quantity":1,"value":0,"harmonizedTariffCode":null,"countryOfOrigin":"DE"}])"));
        changes += prefix + "[customsItemId=2].countryOfOrigin = \"US\"";
        const QByteArray mixed = edited(edited(kMixedOrder, changes.first(3)), {changes.last()});
        QVERIFY(planSplit(json(mixed), choice({"12:2"}), shirts(), settings(), {})->children[0].body.contains(R"("countryOfOrigin":null)"));
    }

    void marker_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArray>("notes");
        QTest::addColumn<QByteArray>("custom2");
        QTest::addColumn<bool>("isNoted");
        const QByteArray marker = "\"Split off from #1001\"", appended = "\"Fragile\\nSplit off from #1001\"";
        QTest::newRow("notes") << QByteArray("internalNotes") << QByteArrayList{} << appended << QByteArray("null") << false;
        QTest::newRow("empty notes") << QByteArray("internalNotes") << QByteArrayList{"internalNotes = null"} << marker << QByteArray("null") << false;
        QTest::newRow("custom field") << QByteArray("customField2") << QByteArrayList{} << QByteArray("\"Fragile\"") << marker << false;
        QTest::newRow("taken custom field") << QByteArray("customField2") << QByteArrayList{"advancedOptions.customField2 = \"x\""} << appended << QByteArray("\"x\"") << true;
        QTest::newRow("a field that is none") << QByteArray("storeId") << QByteArrayList{} << appended << QByteArray("null") << false;
        QTest::newRow("no choice") << QByteArray() << QByteArrayList{} << appended << QByteArray("null") << false;
    }

    void marker()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArrayList, changes);
        QFETCH(bool, isNoted);
        const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice({"12:2"}), shirts(), settings(field.constData()), {});
        QVERIFY(plan);
        QTEST(raw(plan->children[0].body, "internalNotes"), "notes");
        QTEST(raw(plan->children[0].body, "advancedOptions.customField2"), "custom2");
        QCOMPARE(plan->notices.contains(SplitNotice{SplitNoticeCode::MarkerInNotes, {QString::fromLatin1(field)}}), isNoted);
    }

    /// A new order is never one that can be shipped, and held for as long as the original at least.
    void hold_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("until");
        QTest::addColumn<QDate>("finally");
        QTest::newRow("awaits shipment") << QByteArrayList{} << QByteArray("\"on_hold\"") << QByteArray("\"2026-12-22\"") << QDate();
        QTest::newRow("awaits payment") << QByteArrayList{"orderStatus = \"awaiting_payment\""} << QByteArray("\"awaiting_payment\"") << QByteArray("null") << QDate();
        QTest::newRow("held for less") << QByteArrayList{"orderStatus = \"on_hold\"", "holdUntilDate = \"2026-11-23T00:00:00.0000000\""} << QByteArray("\"on_hold\"") << QByteArray("\"2026-12-22\"") << QDate(2026, 11, 23);
        QTest::newRow("held for longer") << QByteArrayList{"orderStatus = \"on_hold\"", "holdUntilDate = \"2027-02-01\""} << QByteArray("\"on_hold\"") << QByteArray("\"2027-02-01\"") << QDate(2027, 2, 1);
        QTest::newRow("held without a date") << QByteArrayList{"orderStatus = \"on_hold\""} << QByteArray("\"on_hold\"") << QByteArray("\"2026-12-22\"") << QDate();
    }

    void hold()
    {
        QFETCH(QByteArrayList, changes);
        const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice({"12:2"}), shirts(), settings(), {});
        QVERIFY(plan);
        QTEST(raw(plan->children[0].body, "orderStatus"), "status");
        QTEST(raw(plan->children[0].body, "holdUntilDate"), "until");
        QTEST(plan->childHold, "finally");
        QVERIFY(!planSplit(json(kMixedOrder), choice({"12:2"}), shirts(), {QStringLiteral("internalNotes"), {}}, {}));
    }

    void keys()
    {
        const auto keysOf = [](const QByteArrayList& changes, const QByteArrayList& children, const QSet<QString>& taken) {
            QStringList keys;
            const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice(children), shirts(), settings(), taken);
            for (const SplitPlan::Child& child : plan->children)
                keys += child.number + QLatin1Char(' ') + child.key;
            return keys;
        };
        const QStringList two = keysOf({}, {"12:1", "12:1"}, {});
        QCOMPARE(two.size(), 2);
        QVERIFY(two[0].startsWith(QStringLiteral("1001-2 t6s-")) && two[1].startsWith(QStringLiteral("1001-3 t6s-")));
        QCOMPARE(two[0].size(), QStringLiteral("1001-2 t6s-").size() + 20);
        QVERIFY(two[0].last(20) != two[1].last(20));
        QCOMPARE(keysOf({"internalNotes = \"other\"", "weight.value = 1"}, {"12:1", "12:1"}, {}), two);
        QCOMPARE(keysOf({}, {"12:1", "12:1"}, {QStringLiteral("1001")}), two);
        const QString one = keysOf({}, {"12:1"}, {})[0].last(20);
        QCOMPARE(one, two[0].last(20));
        QVERIFY(keysOf({}, {"12:2"}, {})[0].last(20) != one);
        QVERIFY(keysOf({}, {"13:1"}, {})[0].last(20) != one);
        QVERIFY(keysOf({}, {"12:1"}, {QStringLiteral("1001-2")})[0].last(20) != one);
        QVERIFY(keysOf({"orderKey = \"other\""}, {"12:1"}, {})[0].last(20) != one);
    }

    void sealing()
    {
        const auto plan = planSplit(json(edited(kMixedOrder, {"orderStatus = \"on_hold\"", "holdUntilDate = \"2027-02-01\""})), choice({"12:2", "13:1"}), shirts(), settings(), {});
        QVERIFY(plan);
        const QByteArray sealed = plan->encode();
        const auto opened = SplitPlan::decode(sealed);
        QVERIFY(opened);
        QVERIFY(*opened == *plan);
        for (const QByteArray& damaged : {QByteArray(), QByteArray("x"), sealed.first(sealed.size() / 2), SplitPlan().encode()}) {
            const auto none = SplitPlan::decode(damaged);
            QVERIFY(!none);
            QCOMPARE(none.error().code, ErrorCode::StoreCorrupt);
        }
    }

    void everyNoticeHasWords()
    {
        QSet<QString> texts;
        for (int code = 0; code < static_cast<int>(SplitNoticeCode::Count); ++code) {
            const QString text = splitNoticeText({static_cast<SplitNoticeCode>(code), {QStringLiteral("80.3"), QStringLiteral("59.125")}});
            QVERIFY2(text.size() > 10 && !text.contains(u'%'), qPrintable(text));
            texts.insert(text);
        }
        QCOMPARE(texts.size(), static_cast<int>(SplitNoticeCode::Count));
        QVERIFY(splitNoticeText({SplitNoticeCode::TotalChanges, {QStringLiteral("80.3"), QStringLiteral("59")}}).contains(QStringLiteral("59.00 on the original instead of 80.30")));
    }

    void negativeTotalIsTold()
    {
        const auto plan = planSplit(json(edited(kMixedOrder, {"items[orderItemId=14].unitPrice = -70", "orderTotal = 17.3"})), choice({"12:3"}), shirts(), settings(), {});
        QVERIFY(plan);
        QVERIFY(plan->notices.contains(SplitNotice{SplitNoticeCode::DiscountExceeds, {QStringLiteral("-7")}}));
    }
};

QTEST_GUILESS_MAIN(TestSplitPlan)

#include "tst_splitplan.moc"
