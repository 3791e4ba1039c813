// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersamples.h"

#include <QRandomGenerator>

using namespace t6;

class TestOrderPatch : public QObject
{
    Q_OBJECT

private slots:
    void paths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        const auto row = [](const char* text, int steps) { QTest::newRow(text) << QString::fromUtf8(text) << steps; };
        row("weight", 1);
        row("shipTo.postalCode", 2);
        row("items[orderItemId=12].weight.value", 4);
        row("items[lineItemKey=\"a]b\\\"=.c\"].sku", 3);
        row("internationalOptions.customsItems[customsItemId=5]", 3);
        row("\"odd.name[1]\".\"\".x-1_y", 3);
        row("caf\xC3\xA9", 1);
        row("\"\\ud800\"", 1);
        row("\"\xF0\x9F\x98\x80\"", 1);
    }

    void paths()
    {
        QFETCH(QString, text);
        const auto parsed = OrderPath::parse(text);
        QVERIFY(parsed);
        QTEST(static_cast<int>(parsed->steps.size()), "steps");
        QCOMPARE(parsed->text(), text);
    }

    void pathsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", ".", "a.", ".a", "a..b", "a[", "a[]", "a[0]", "a[x=1]", "a[orderItemId]", "a[orderItemId=]", "a[orderItemId=null]", "a[orderItemId={}]", "a[orderItemId=1",
                 "a[orderItemId=1]b", "a]", "a b", "\"a", "\"a\\\"", "a\"b\"", "[orderItemId=1]", "a.[orderItemId=1]", "a[orderItemId=01]", "a[orderItemId=\"a]", "a="})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("half a pair") << QString(QChar(0xD800));
    }

    void pathsRefused()
    {
        QFETCH(QString, text);
        const auto parsed = OrderPath::parse(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        QCOMPARE(parsed.error().field, text);
    }

    void pathsByPlace()
    {
        const JsonText order = json(kSampleOrder);
        const auto text = [&](QStringView place) {
            const auto parsed = OrderPath::parse(place, order);
            return parsed ? parsed->text() : QLatin1Char('!') + parsed.error().detail;
        };
        QCOMPARE(text(u"items[1].sku"), QStringLiteral("items[orderItemId=2].sku"));
        QCOMPARE(text(u"internationalOptions.customsItems[0].value"), QStringLiteral("internationalOptions.customsItems[customsItemId=11630].value"));
        QCOMPARE(text(u"items[2].sku"), QStringLiteral("!The order has no such line."));
        QCOMPARE(text(u"items[99999999999999999999999].sku"), QStringLiteral("!The order has no such line."));
        QCOMPARE(text(u"shipTo[0].sku"), QStringLiteral("!The order has no such line."));
        QCOMPARE(text(u"nothing[0]"), QStringLiteral("!The order has no such line."));
        QCOMPARE(text(u"newField.list[0]"), QStringLiteral("!Nothing tells this line from the others."));
        QCOMPARE(text(u"items[x].sku"), QStringLiteral("!A field is named like shipTo.postalCode or items[2].sku."));
    }

    void identities()
    {
        const JsonText order = json("{\"items\":[{\"orderItemId\":1,\"lineItemKey\":\"a\"},{\"orderItemId\":1.0,\"lineItemKey\":\"b\"},{\"orderItemId\":null,\"lineItemKey\":\"\"},{\"lineItemKey\":\"a\"},{\"orderItemId\":7,\"lineItemKey\":\"a\"}]}");
        QVERIFY(!OrderPath::parse(u"items[0]", order)); // both of its ids are shared
        QCOMPARE(OrderPath::parse(u"items[1]", order)->text(), QStringLiteral("items[lineItemKey=\"b\"]"));
        QVERIFY(!OrderPath::parse(u"items[2]", order));
        QVERIFY(!OrderPath::parse(u"items[3]", order));
        QCOMPARE(OrderPath::parse(u"items[4]", order)->text(), QStringLiteral("items[orderItemId=7]"));
        QVERIFY(!valueAt(order, path("items[orderItemId=1]")));
        QCOMPARE(rawAt(order, "items[orderItemId=7.0].lineItemKey"), QByteArray("\"a\""));
        QCOMPARE(rawAt(order, "items[lineItemKey=\"b\"].orderItemId"), QByteArray("1.0"));
    }

    void values()
    {
        const JsonText order = json(kSampleOrder);
        QCOMPARE(rawAt(order, "shipTo.city"), QByteArray("\"Washington\""));
        QCOMPARE(rawAt(order, "items[orderItemId=1].weight.value"), QByteArray("24"));
        QCOMPARE(rawAt(order, "items[orderItemId=3].weight.value"), QByteArray());
        QCOMPARE(rawAt(order, "carrierCode.x"), QByteArray());
        QCOMPARE(rawAt(order, "dimensions.height"), QByteArray());
    }

    void splices_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char* name, const QByteArray& order, const QByteArrayList& changes, const QByteArray& result) { QTest::newRow(name) << order << changes << result; };
        row("value", " { \"a\" : 1.0 , \"b\":2 } ", {"b = 3"}, " { \"a\" : 1.0 , \"b\":3 } ");
        row("nothing", " {\"a\":1}\n", {}, " {\"a\":1}\n");
        row("nested", "{\"a\":{\"b\" : [ ] , \"c\":1}}", {"a.c = \"x\""}, "{\"a\":{\"b\" : [ ] , \"c\":\"x\"}}");
        row("new member", "{ \"a\":1 }", {"b = 2"}, "{ \"a\":1,\"b\":2 }");
        row("new members in an empty object", "{ }", {"b = 2", "a = 1"}, "{\"a\":1,\"b\":2 }");
        row("odd name", "{}", {"\"x.\\\"y\" = 2"}, "{\"x.\\\"y\":2}");
        row("name spelled otherwise", "{\"\\u0061\":1}", {"a = 2"}, "{\"\\u0061\":2}");
        row("null on the way", "{\"a\":null}", {"a.b.c = 1", "a.b.d = 2"}, "{\"a\":{\"b\":{\"c\":1,\"d\":2}}}");
        row("nothing on the way", "{}", {"a.b.c = 1"}, "{\"a\":{\"b\":{\"c\":1}}}");
        row("first goes", "{\"a\":1 , \"b\":2, \"c\":3}", {"a = "}, "{\"b\":2, \"c\":3}");
        row("last goes", "{\"a\":1 , \"b\":2, \"c\":3 }", {"c = "}, "{\"a\":1 , \"b\":2 }");
        row("middle goes", "{\"a\":1 , \"b\":2, \"c\":3}", {"b = "}, "{\"a\":1, \"c\":3}");
        row("all go", "{ \"a\":1 , \"b\":2 }", {"a = ", "b = "}, "{  }");
        row("all go, one comes", "{\"a\":1,\"b\":2}", {"a = ", "b = ", "c = 3"}, "{\"c\":3}");
        row("what is not there goes", "{\"a\":{\"b\":null}}", {"a.x = ", "a.b.x = ", "y.z = "}, "{\"a\":{\"b\":null}}");
        row("line", "{\"items\":[ {\"orderItemId\":1,\"q\":1}, {\"orderItemId\":2,\"q\":1} ]}", {"items[orderItemId=2].q = 5"}, "{\"items\":[ {\"orderItemId\":1,\"q\":1}, {\"orderItemId\":2,\"q\":5} ]}");
        row("line goes", "{\"items\":[ {\"orderItemId\":1}, {\"orderItemId\":2} ]}", {"items[orderItemId=1] = "}, "{\"items\":[ {\"orderItemId\":2} ]}");
        row("line goes, line comes", "{\"items\":[{\"orderItemId\":1}]}", {"items[orderItemId=1] = ", "items+={\"q\":1}"}, "{\"items\":[{\"q\":1}]}");
        row("line as a whole", "{\"items\":[{\"orderItemId\":1},2]}", {"items[orderItemId=1] = {\"orderItemId\":1,\"q\":2}"}, "{\"items\":[{\"orderItemId\":1,\"q\":2},2]}");
        row("appends", "{\"a\":[1, 2 ]}", {"a+=3", "a+=4"}, "{\"a\":[1, 2,3,4 ]}");
        row("append to an empty list", "{\"a\":[ ]}", {"a+=3"}, "{\"a\":[3 ]}");
        row("append to null", "{\"a\":null}", {"a+=3"}, "{\"a\":[3]}");
        row("append to nothing", "{}", {"b.a+=3", "b.a+=4"}, "{\"b\":{\"a\":[3,4]}}");
        row("null in a line", "{\"items\":[{\"orderItemId\":1,\"w\":null}]}", {"items[orderItemId=1].w.value = 5", "items[orderItemId=1].x.y = "}, "{\"items\":[{\"orderItemId\":1,\"w\":{\"value\":5}}]}");
    }

    void splices()
    {
        QFETCH(QByteArray, order);
        QFETCH(QByteArrayList, changes);
        QTEST(edited(order, changes), "result");
    }

    void doesNotSplice_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("append");
        const auto row = [](const char* name, const QByteArray& order, const char* place, const QByteArray& value, bool append = false) { QTest::newRow(name) << order << QString::fromLatin1(place) << value << append; };
        row("through a number", "{\"a\":1}", "a.b", "1");
        row("through a list", "{\"a\":[]}", "a.b", "1");
        row("line that is not there", "{\"a\":[]}", "a[orderItemId=1].b", "1");
        row("line to remove that is not there", "{\"a\":[]}", "a[orderItemId=1]", "");
        row("line of null", "{\"a\":null}", "a[orderItemId=1].b", "1");
        row("line of nothing", "{}", "a[orderItemId=1]", "");
        row("line of an object", "{\"a\":{}}", "a[orderItemId=1].b", "1");
        row("line that two are", "{\"a\":[{\"orderItemId\":1},{\"orderItemId\":1}]}", "a[orderItemId=1].b", "1");
        row("append to an object", "{\"a\":{}}", "a", "1", true);
        row("append to a text", "{\"a\":\"\"}", "a", "1", true);
        row("no JSON", "{\"a\":1}", "a", "x");
        row("two values", "{\"a\":1}", "a", "1,\"b\":2");
        row("append nothing", "{\"a\":[]}", "a", "", true);
        row("too deep", "{\"a\":1}", "a", QByteArray(64, '[') + QByteArray(64, ']'));
        row("order is no object", "[]", "a", "1");
    }

    void doesNotSplice()
    {
        QFETCH(QByteArray, order);
        QFETCH(QString, place);
        QFETCH(QByteArray, value);
        QFETCH(bool, append);
        const JsonText text = json(order);
        const auto done = applied(text, {{{*OrderPath::parse(place), {}, value, append}}});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidInput);
        QCOMPARE(done.error().field, place);
        OrderPatch patch;
        QVERIFY(!(append ? patch.append(text, *OrderPath::parse(place), value) : value.isEmpty() ? patch.remove(text, *OrderPath::parse(place)) : patch.set(text, *OrderPath::parse(place), value)));
        QVERIFY(patch.isEmpty());
    }

    void notes_data()
    {
        QTest::addColumn<QByteArrayList>("wishes");
        QTest::addColumn<QByteArrayList>("patch");
        const auto row = [](const char* name, const QByteArrayList& wishes, const QByteArrayList& patch) { QTest::newRow(name) << wishes << patch; };
        row("one", {"shipTo.city = \"Rome\""}, {"shipTo.city: \"Washington\" -> \"Rome\""});
        row("space around", {"shipTo.city =   \"Rome\"  "}, {"shipTo.city: \"Washington\" -> \"Rome\""});
        row("same value, other spelling", {"weight.value = 48", "shipTo.city = \"W\\u0061shington\"", "taxAmount = 50e-1"}, {});
        row("null for absent", {"shipTo.street3 = null", "internalNotes = "}, {});
        row("empty for null", {"dimensions = {}", "internationalOptions.contents = []"}, {});
        row("empty text is a value", {"internalNotes = \"\""}, {"internalNotes: null -> \"\""});
        row("phone in other words", {"shipTo.phone = \"5555555555\""}, {"shipTo.phone: \"555-555-5555\" -> \"5555555555\""});
        row("later one counts", {"shipTo.city = \"Rome\"", "shipTo.city = \"Oslo\""}, {"shipTo.city: \"Washington\" -> \"Oslo\""});
        row("taken back", {"shipTo.city = \"Rome\"", "shipTo.city = \"Washington\""}, {});
        row("outer replaces inner", {"dimensions.height = 1", "dimensions.width = 2", "dimensions = {\"height\":9}"}, {"dimensions: null -> {\"height\":9}"});
        row("inner goes into outer", {"dimensions = {\"height\":9}", "dimensions.width = 2"}, {"dimensions: null -> {\"height\":9,\"width\":2}"});
        row("inner undoes outer", {"dimensions = {\"height\":9}", "dimensions.height = "}, {});
        row("by the other id", {"items[lineItemKey=\"vd08-MSLbtx\"].quantity = 3"}, {"items[orderItemId=1].quantity: 2 -> 3"});
        row("line goes", {"items[orderItemId=2].sku = \"x\"", "items[orderItemId=2] = "}, {"items[orderItemId=2]: {\"orderItemId\": 2, \"lineItemKey\": null, \"sku\": \"DISCOUNT\", \"quantity\": 1, \"unitPrice\": -20.55, \"adjustment\": true} -> "});
        row("append", {"internationalOptions.customsItems+={\"value\":1}", "internationalOptions.customsItems+={\"value\":1}", "internationalOptions.customsItems[customsItemId=11630].value = 2"},
            {"internationalOptions.customsItems + {\"value\":1}", "internationalOptions.customsItems + {\"value\":1}", "internationalOptions.customsItems[customsItemId=11630].value: 1e1 -> 2"});
        row("append to what is set", {"newField.list = [1]", "newField.list+=2"}, {"newField.list: [1, {\"a\":1e2}] -> [1,2]"});
        row("set what was appended to", {"newField.list+=2", "newField.list = [1]"}, {"newField.list: [1, {\"a\":1e2}] -> [1]"});
        row("whole with its ids", {"internationalOptions.customsItems = [{\"customsItemId\":11630,\"value\":2},{\"value\":3}]"}, {"internationalOptions.customsItems: [{\"customsItemId\": 11630, \"description\": \"Shirt\", \"quantity\": 1, \"value\": 1e1}] -> [{\"customsItemId\":11630,\"value\":2},{\"value\":3}]"});
        row("whole without what is worked out", {"weight = {\"value\":1,\"units\":\"grams\"}"}, {"weight: {\"value\": 48.00, \"units\": \"ounces\", \"WeightUnits\": 1} -> {\"value\":1,\"units\":\"grams\"}"});
    }

    void notes()
    {
        QFETCH(QByteArrayList, wishes);
        const JsonText order = json(kSampleOrder);
        const OrderPatch patch = patchOf(order, wishes);
        QTEST(lines(patch), "patch");
        QVERIFY(applied(order, patch));
        QCOMPARE(OrderPatch::fromJson(patch.toJson()).value(), patch);
    }

    void serverOwned_data()
    {
        QTest::addColumn<QByteArray>("wish");
        for (const char* wish : {"orderId = 5", "orderNumber = \"x\"", "orderKey = \"x\"", "orderStatus = \"shipped\"", "holdUntilDate = null", "tagIds = [1]", "tagIds+=9", "userId = \"x\"", "customerId = 1",
                 "orderTotal = 1", "modifyDate = \"x\"", "createDate = \"x\"", "labelMessages = \"x\"", "externallyFulfilled = true", "externallyFulfilledBy = \"x\"", "shipTo.addressVerified = \"x\"",
                 "billTo.addressVerified = \"x\"", "weight.WeightUnits = 2", "items[orderItemId=1].weight.WeightUnits = 0", "items[orderItemId=1].orderItemId = 5", "items[orderItemId=1].lineItemKey = \"x\"",
                 "items[orderItemId=1].modifyDate = \"x\"", "internationalOptions.customsItems[customsItemId=11630].customsItemId = 5", "advancedOptions.storeId = 1", "advancedOptions.parentId = 1",
                 "advancedOptions.mergedIds+=1", "advancedOptions.mergedOrSplit = true",
                 // inside of something that is replaced
                 "advancedOptions = {\"warehouseId\":1}", "advancedOptions = {\"storeId\":26816}", "advancedOptions = null", "advancedOptions = ", "items[orderItemId=1] = {\"sku\":\"x\"}",
                 "items[orderItemId=1] = {\"orderItemId\":2,\"lineItemKey\":\"vd08-MSLbtx\"}", "items = [{\"orderItemId\":9}]", "items = [{\"orderItemId\":2},{\"orderItemId\":2}]", "items+={\"orderItemId\":9}",
                 "items+={\"lineItemKey\":\"x\"}", "internationalOptions = {\"customsItems\":[{\"customsItemId\":1}]}"})
            QTest::newRow(wish) << QByteArray(wish);
    }

    void serverOwned()
    {
        QFETCH(QByteArray, wish);
        const JsonText order = json(kSampleOrder);
        const bool appends = wish.contains("+=");
        const qsizetype mark = appends ? wish.indexOf("+=") : wish.indexOf(" = ");
        const OrderPath place = path(wish.left(mark));
        const QByteArray value = wish.mid(mark + (appends ? 2 : 3));
        OrderPatch patch;
        const auto done = appends ? patch.append(order, place, value) : value.isEmpty() ? patch.remove(order, place) : patch.set(order, place, value);
        QVERIFY(!done);
        QCOMPARE(done.error().detail, QStringLiteral("An edit cannot change this field."));
        QCOMPARE(done.error().field, place.text());
    }

    void patchable()
    {
        for (const char* text : {"shipTo", "shipTo.name", "weight.value", "items[orderItemId=1].sku", "advancedOptions.customField1", "orderIdentity", "shipTo.addressVerifiedX", "customerEmail", "tagIdsX"})
            QVERIFY2(!isServerOwned(path(text)), text);
    }

    void brokenPatches_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "{}", "[]", "{\"changes\":{}}", "{\"changes\":[1]}", "{\"changes\":[{}]}", "{\"changes\":[{\"path\":5}]}", "{\"changes\":[{\"path\":\"a\",\"after\":\"x\"}]}",
                 "{\"changes\":[{\"path\":\"a\",\"before\":\"x\"}]}", "{\"changes\":[{\"path\":\"a\",\"append\":true}]}", "{\"changes\":[{\"path\":\"a\",\"append\":true,\"after\":\"1\",\"before\":\"1\"}]}",
                 "{\"changes\":[{\"path\":\"a\",\"after\":\"1\"},{\"path\":\"a.b\",\"after\":\"1\"}]}", "{\"changes\":[{\"path\":\"a\",\"after\":\"1\"},{\"path\":\"a\",\"after\":\"1\"}]}",
                 "{\"changes\":[{\"path\":\"a\",\"after\":\"[]\"},{\"path\":\"a\",\"after\":\"1\",\"append\":true}]}", "{\"changes\":[{\"path\":\"orderKey\",\"after\":\"1\"}]}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void brokenPatches()
    {
        QFETCH(QByteArray, text);
        const auto patch = OrderPatch::fromJson(text);
        QVERIFY(!patch);
        QCOMPARE(patch.error().code, ErrorCode::InvalidInput);
    }

    void undo_data()
    {
        QTest::addColumn<QByteArrayList>("wishes");
        QTest::addColumn<QByteArrayList>("answer"); // what ShipStation makes of it besides
        QTest::addColumn<QByteArrayList>("inverse");
        const auto row = [](const char* name, const QByteArrayList& wishes, const QByteArrayList& answer, const QByteArrayList& inverse) { QTest::newRow(name) << wishes << answer << inverse; };
        row("value", {"shipTo.city = \"Rome\""}, {"modifyDate = \"later\""}, {"shipTo.city: \"Rome\" -> \"Washington\""});
        row("new member", {"shipTo.street3 = \"x\""}, {}, {"shipTo.street3: \"x\" -> "});
        row("made object", {"dimensions.height = 1", "dimensions.width = 2"}, {"dimensions.units = \"inches\""}, {"dimensions: {\"height\":1,\"width\":2,\"units\":\"inches\"} -> null"});
        row("removed member", {"carrierCode = "}, {}, {"carrierCode:  -> \"fedex\""});
        row("appended line", {"internationalOptions.customsItems+={\"value\":5}"}, {"internationalOptions.customsItems = [{\"customsItemId\":11630,\"description\":\"Shirt\",\"quantity\":1,\"value\":10},{\"value\":5.0,\"customsItemId\":8}]"},
            {"internationalOptions.customsItems[customsItemId=8]: {\"value\":5.0,\"customsItemId\":8} -> "});
        row("appended without id", {"newField.list+=5"}, {}, {"newField.list: [1, {\"a\":1e2},5] -> [1, {\"a\":1e2}]"});
        row("removed line", {"items[orderItemId=2] = "}, {}, {"items + {\"lineItemKey\": null, \"sku\": \"DISCOUNT\", \"quantity\": 1, \"unitPrice\": -20.55, \"adjustment\": true}"});
        row("nothing came of it", {"shipTo.city = \"Rome\""}, {"shipTo.city = \"Washington\""}, {});
    }

    void undo()
    {
        QFETCH(QByteArrayList, wishes);
        QFETCH(QByteArrayList, answer);
        const JsonText before = json(kSampleOrder);
        const OrderPatch patch = patchOf(before, wishes);
        const JsonText after = json(edited(*applied(before, patch), answer));
        const auto undo = inverse(patch, before, after);
        QVERIFY(undo);
        QTEST(lines(*undo), "inverse");
        QCOMPARE(OrderPatch::fromJson(undo->toJson()).value(), *undo);
        const JsonText restored = json(*applied(after, *undo));
        QCOMPARE(comparableForm(restored), comparableForm(before));
        QVERIFY(differences(before, restored).isEmpty() || QByteArray(QTest::currentDataTag()) == "removed line"); // which has no id any more
    }

    void undoOfWhatIsGone()
    {
        const JsonText before = json(kSampleOrder);
        const OrderPatch appended = patchOf(before, {"internationalOptions.customsItems+={\"value\":5}"});
        QCOMPARE(inverse(appended, before, before).error().code, ErrorCode::InvalidInput);
        const OrderPatch line = patchOf(before, {"items[orderItemId=2].quantity = 5"});
        QCOMPARE(inverse(line, before, json(edited(kSampleOrder, {"items[orderItemId=2] = "}))).error().field, QStringLiteral("items[orderItemId=2].quantity"));
    }

    /// Every byte outside of the changed value is the old one, however oddly spelled.
    void untouchedBytes()
    {
        const unsigned seed = QRandomGenerator::global()->generate();
        OrderMaker make(seed);
        for (int i = 0; i < 4000; ++i) {
            const QByteArray text = make.order();
            const JsonText order = json(text);
            const auto places = OrderMaker::places(order, make.below(2));
            const OrderPath place = places[make.below(static_cast<int>(places.size()))];
            const QByteArray value = make.value();
            const auto old = valueAt(order, place);
            const auto done = applied(order, {{{place, {}, value, false}}});
            QVERIFY2(done, qPrintable(QStringLiteral("seed %1, case %2").arg(seed).arg(i)));
            if (old)
                QVERIFY2(*done == text.left(old->begin()) + value + text.mid(old->end()), qPrintable(QStringLiteral("seed %1, case %2").arg(seed).arg(i)));
            QVERIFY2(rawAt(json(*done), place.text().toUtf8()) == value, qPrintable(QStringLiteral("seed %1, case %2").arg(seed).arg(i)));
            const auto removed = applied(json(*done), {{{place, {}, {}, false}}});
            QVERIFY(removed && !valueAt(json(*removed), place));
            if (!old && place.steps.size() == 1)
                QVERIFY2(*removed == text, qPrintable(QStringLiteral("seed %1, case %2").arg(seed).arg(i))); // comes and goes without a trace
        }
    }

private:
    static QByteArray rawAt(const JsonText& order, const QByteArray& place)
    {
        const auto value = valueAt(order, path(place));
        return value ? value->raw().toByteArray() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestOrderPatch)
#include "tst_orderpatch.moc"
