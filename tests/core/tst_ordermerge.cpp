// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersamples.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace t6;

class TestOrderMerge : public QObject
{
    Q_OBJECT

private slots:
    void merges_data()
    {
        QTest::addColumn<QByteArrayList>("theirs");
        QTest::addColumn<QByteArrayList>("ours");
        QTest::addColumn<QByteArrayList>("patch");
        QTest::addColumn<QByteArrayList>("kept");
        QTest::addColumn<QByteArrayList>("conflicts");
        const auto row = [](const char* name, const QByteArrayList& theirs, const QByteArrayList& ours, const QByteArrayList& patch, const QByteArrayList& kept, const QByteArrayList& conflicts) {
            QTest::newRow(name) << theirs << ours << patch << kept << conflicts;
        };
        const QByteArray city = "shipTo.city: \"Washington\" -> \"Rome\"";
        row("nobody else", {}, {"shipTo.city = \"Rome\""}, {city}, {}, {});
        row("ShipStation's own", {"modifyDate = \"x\"", "orderTotal = 1", "shipTo.addressVerified = null", "weight.WeightUnits = 2", "shipTo.residential = true", "customerId = 5", "labelMessages = \"x\""}, {"shipTo.city = \"Rome\""}, {city}, {}, {});
        row("other spelling", {"weight.value = 48", "shipTo.phone = \"5555555555\"", "internalNotes = ", "dimensions = {}"}, {"shipTo.city = \"Rome\"", "weight.value = 5"}, {city, "weight.value: 48 -> 5"}, {}, {});
        row("elsewhere", {"customerNotes = \"x\"", "newField.big = 1", "unseen = [1]", "orderStatus = \"on_hold\""}, {"shipTo.city = \"Rome\""}, {city}, {"customerNotes", "newField.big", "orderStatus", "unseen"}, {});
        row("the same", {"shipTo.city = \"Rome\""}, {"shipTo.city = \"R\\u006fme\""}, {}, {}, {});
        row("the same and more", {"shipTo.city = \"Rome\"", "shipTo.state = \"LA\""}, {"shipTo.city = \"Rome\"", "customerNotes = \"x\""}, {"customerNotes: \"caf\\u00e9 \\ud800\" -> \"x\""}, {"shipTo.state"}, {});
        row("otherwise", {"customerNotes = \"y\""}, {"customerNotes = \"x\""}, {"customerNotes: \"y\" -> \"x\""}, {}, {"customerNotes: \"caf\\u00e9 \\ud800\" | \"y\" | \"x\""});
        row("removed by them", {"carrierCode = "}, {"carrierCode = \"ups\""}, {"carrierCode:  -> \"ups\""}, {}, {"carrierCode: \"fedex\" |  | \"ups\""});
        row("same address", {"shipTo.state = \"VA\""}, {"shipTo.city = \"Rome\""}, {city}, {}, {"shipTo.state: \"DC\" | \"VA\" | \"DC\""});
        row("same bill-to", {"billTo.name = \"x\""}, {"billTo.city = \"Rome\""}, {"billTo.city:  -> \"Rome\""}, {}, {"billTo.name: \"The President\" | \"x\" | \"The President\""});
        row("same items", {"items[orderItemId=2].quantity = 5"}, {"items[orderItemId=1].sku = \"x\""}, {"items[orderItemId=1].sku: \"ABC123\" -> \"x\""}, {}, {"items[orderItemId=2].quantity: 1 | 5 | 1"});
        row("line added by them", {"items+={\"orderItemId\":3}"}, {"items[orderItemId=1].sku = \"x\""}, {"items[orderItemId=1].sku: \"ABC123\" -> \"x\""}, {}, {"items[orderItemId=3]:  | {\"orderItemId\":3} | "});
        row("line removed by them", {"items[orderItemId=1] = "}, {"items[orderItemId=1].fresh = \"x\""}, {"items[orderItemId=1].fresh:  -> \"x\""}, {},
            {"items[orderItemId=1]: {\"orderItemId\": 1, \"lineItemKey\": \"vd08-MSLbtx\", \"sku\": \"ABC123\", \"quantity\": 2, \"unitPrice\": 99.990, \"weight\": {\"value\":24,\"units\":\"ounces\",\"WeightUnits\":1}, \"options\": [{\"name\":\"Size\",\"value\":\"Large\"}]} |  | "
             "{\"orderItemId\": 1, \"lineItemKey\": \"vd08-MSLbtx\", \"sku\": \"ABC123\", \"quantity\": 2, \"unitPrice\": 99.990, \"weight\": {\"value\":24,\"units\":\"ounces\",\"WeightUnits\":1}, \"options\": [{\"name\":\"Size\",\"value\":\"Large\"}]}"});
        row("lines in another order", {"items = [{\"quantity\":1,\"orderItemId\":2,\"sku\":\"DISCOUNT\",\"unitPrice\":-20.55,\"adjustment\":true},{\"orderItemId\":1,\"lineItemKey\":\"vd08-MSLbtx\",\"sku\":\"ABC123\",\"quantity\":2,\"unitPrice\":99.99,\"weight\":{\"value\":24,\"units\":\"ounces\"},\"options\":[{\"name\":\"Size\",\"value\":\"Large\"}]}]"},
            {"items[orderItemId=1].sku = \"x\""}, {"items[orderItemId=1].sku: \"ABC123\" -> \"x\""}, {}, {});
        row("same shipping", {"serviceCode = \"x\""}, {"weight.value = 5"}, {"weight.value: 48.00 -> 5"}, {}, {"serviceCode: null | \"x\" | null"});
        row("ship-from", {"advancedOptions.warehouseId = 1"}, {"dimensions.height = 5"}, {"dimensions.height:  -> 5"}, {}, {"advancedOptions.warehouseId: 24079 | 1 | 24079"});
        row("custom field beside ship-from", {"advancedOptions.customField1 = \"y\""}, {"advancedOptions.warehouseId = 1"}, {"advancedOptions.warehouseId: 24079 -> 1"}, {"advancedOptions.customField1"}, {});
        row("same money", {"amountPaid = 1"}, {"taxAmount = 4"}, {"taxAmount: 5.0 -> 4"}, {}, {"amountPaid: 218.73 | 1 | 218.73"});
        row("same customs", {"internationalOptions.contents = \"gift\""}, {"internationalOptions.nonDelivery = \"return_to_sender\""}, {"internationalOptions.nonDelivery: null -> \"return_to_sender\""}, {}, {"internationalOptions.contents: null | \"gift\" | null"});
        row("same line appended", {"internationalOptions.customsItems+={\"customsItemId\":5,\"value\":1.0}"}, {"internationalOptions.customsItems+={\"value\":1}"}, {}, {}, {});
        row("other line appended", {"internationalOptions.customsItems+={\"customsItemId\":5,\"value\":2}"}, {"internationalOptions.customsItems+={\"value\":1}"}, {"internationalOptions.customsItems + {\"value\":1}"}, {}, {"internationalOptions.customsItems[customsItemId=5]:  | {\"customsItemId\":5,\"value\":2} | "});
        row("both made the object", {"dimensions = {\"length\":3}"}, {"dimensions.length = 3", "customerNotes = \"x\""}, {"customerNotes: \"caf\\u00e9 \\ud800\" -> \"x\""}, {}, {});
        row("whole against part", {"dimensions.height = 2"}, {"dimensions = {\"height\":1}"}, {"dimensions: {\"height\":2} -> {\"height\":1}"}, {}, {"dimensions: null | {\"height\":2} | {\"height\":1}"});
        row("something else on the way", {"giftBox = 5"}, {"giftBox.colour = \"red\""}, {"giftBox.colour:  -> \"red\""}, {}, {"giftBox:  | 5 | "});
        row("unknown list", {"newField.list = [1]"}, {"newField.list+=2"}, {"newField.list + 2"}, {}, {"newField.list: [1, {\"a\":1e2}] | [1] | [1, {\"a\":1e2}]"});
        row("tags", {"tagIds = [1]", "userId = \"x\""}, {"shipTo.city = \"Rome\""}, {city}, {}, {});
    }

    void merges()
    {
        QFETCH(QByteArrayList, theirs);
        QFETCH(QByteArrayList, ours);
        const JsonText base = json(kSampleOrder), now = json(edited(kSampleOrder, theirs));
        const auto outcome = merge(base, now, patchOf(base, ours));
        QVERIFY(outcome);
        QTEST(lines(outcome->patch), "patch");
        QTEST(lines(outcome->kept), "kept");
        QTEST(lines(outcome->conflicts), "conflicts");
        if (!outcome->conflicts.isEmpty() || outcome->patch.isEmpty())
            QCOMPARE(outcome->body, QByteArray());
        else
            QCOMPARE(outcome->body, applied(now, outcome->patch).value());
    }

    void statusConcernsWhoeverChangesIt()
    {
        const JsonText base = json(kSampleOrder), theirs = json(edited(kSampleOrder, {"orderStatus = \"on_hold\""}));
        const auto outcome = merge(base, theirs, {{{path("holdUntilDate"), {}, "\"2030-01-01\"", false}}});
        QVERIFY(outcome);
        QCOMPARE(lines(outcome->conflicts), QByteArrayList{"orderStatus: \"awaiting_shipment\" | \"on_hold\" | \"awaiting_shipment\""});
    }

    void refuses()
    {
        const JsonText base = json(kSampleOrder);
        const OrderPatch patch = patchOf(base, {"shipTo.city = \"Rome\""});
        const auto error = [&](const QByteArrayList& theirs, const OrderPatch& ours) {
            const auto outcome = merge(base, json(edited(kSampleOrder, theirs)), ours);
            return outcome ? std::optional<Error>() : std::optional(outcome.error());
        };
        QCOMPARE(error({"orderId = 5"}, patch)->code, ErrorCode::InvalidInput);
        QCOMPARE(error({"orderId = "}, patch)->code, ErrorCode::InvalidInput);
        QCOMPARE(merge(json("{}"), json("{}"), {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(error({"orderStatus = \"shipped\""}, patch)->code, ErrorCode::OrderLocked);
        QCOMPARE(error({"orderStatus = \"shipped\""}, patch)->detail, QStringLiteral("shipped"));
        QCOMPARE(error({"externallyFulfilled = true"}, patch)->detail, QStringLiteral("externallyFulfilled"));
        QCOMPARE(error({}, {{{path("shipTo.city"), "\"Paris\"", "\"Rome\"", false}}})->field, QStringLiteral("shipTo.city")); // made for another base
        QCOMPARE(error({}, {{{path("a"), {}, "x", false}}})->field, QStringLiteral("a"));
        QVERIFY(!error({"orderId = 94113592.0"}, patch));
    }

    void editable_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<bool>("editable");
        for (const char* status : {"awaiting_payment", "awaiting_shipment", "on_hold", "pending_fulfillment"})
            QTest::newRow(status) << QByteArray("{\"orderStatus\":\"") + status + "\"}" << true;
        for (const char* status : {"shipped", "cancelled", "rejected_fulfillment", "processing", ""})
            QTest::newRow(status) << QByteArray("{\"orderStatus\":\"") + status + "\"}" << false;
        QTest::newRow("no status") << QByteArray("{}") << false;
        QTest::newRow("elsewhere") << QByteArray("{\"orderStatus\":\"on_hold\",\"externallyFulfilled\":true}") << false;
        QTest::newRow("here") << QByteArray("{\"orderStatus\":\"on_hold\",\"externallyFulfilled\":false}") << true;
    }

    void editable()
    {
        QFETCH(QByteArray, order);
        QTEST(isEditable(json(order)), "editable");
    }

    void differs_data()
    {
        QTest::addColumn<QByteArrayList>("sent");
        QTest::addColumn<QByteArrayList>("found");
        QTest::addColumn<QByteArrayList>("differences");
        const auto row = [](const char* name, const QByteArrayList& sent, const QByteArrayList& found, const QByteArrayList& differences) { QTest::newRow(name) << sent << found << differences; };
        row("nothing", {}, {}, {});
        row("ShipStation's own", {}, {"modifyDate = \"x\"", "createDate = \"x\"", "orderTotal = 1", "shipTo.addressVerified = null", "billTo.addressVerified = \"x\"", "weight.WeightUnits = 2", "items[orderItemId=1].modifyDate = \"x\"", "labelMessages = \"x\"", "customerId = 1"}, {});
        row("residential filled in", {}, {"shipTo.residential = true"}, {});
        row("residential changed", {"shipTo.residential = true"}, {"shipTo.residential = false"}, {"shipTo.residential: true -> false"});
        row("phone", {}, {"shipTo.phone = \"(555) 555 5555\""}, {});
        row("other phone", {}, {"shipTo.phone = \"555-555-5556\""}, {"shipTo.phone: \"555-555-5555\" -> \"555-555-5556\""});
        row("phone gone", {}, {"shipTo.phone = null"}, {"shipTo.phone: \"555-555-5555\" -> null"});
        row("null and absent", {"a = null", "b = {\"c\":null}", "d = []"}, {"e = {}", "dimensions = "}, {});
        row("empty text is no null", {"internalNotes = \"\""}, {"internalNotes = null"}, {"internalNotes: \"\" -> null"});
        row("numbers by value", {"weight.value = 19.10"}, {"weight.value = 191e-1"}, {});
        row("tags and user", {}, {"tagIds = [9]", "userId = \"x\""}, {});
        row("status", {}, {"orderStatus = \"on_hold\""}, {"orderStatus: \"awaiting_shipment\" -> \"on_hold\""});
        row("store", {}, {"advancedOptions.storeId = 1", "advancedOptions.parentId = 7"}, {"advancedOptions.parentId: null -> 7", "advancedOptions.storeId: 26815 -> 1"});
        row("channel's line", {}, {"items[orderItemId=1].lineItemKey = \"x\""}, {"items[orderItemId=1].lineItemKey: \"vd08-MSLbtx\" -> \"x\""});
        row("id of a new line", {"internationalOptions.customsItems+={\"value\":1}"}, {"internationalOptions.customsItems+={\"customsItemId\":5,\"value\":1}"}, {});
        row("ids of equal new lines", {"internationalOptions.customsItems+={\"value\":1}", "internationalOptions.customsItems+={\"value\":1}"}, {"internationalOptions.customsItems+={\"customsItemId\":5,\"value\":1}", "internationalOptions.customsItems+={\"customsItemId\":6,\"value\":1}"}, {});
        row("new line once", {"items+={\"sku\":\"x\"}", "items+={\"sku\":\"x\"}"}, {"items+={\"orderItemId\":5,\"sku\":\"x\"}"},
            {"items: " + itemsWith("{\"sku\":\"x\"},{\"sku\":\"x\"}") + " -> " + itemsWith("{\"orderItemId\":5,\"sku\":\"x\"}")});
        row("new line twice", {"items+={\"sku\":\"x\"}"}, {"items+={\"orderItemId\":5,\"sku\":\"x\"}", "items+={\"orderItemId\":6,\"sku\":\"x\"}"}, {"items[orderItemId=6]:  -> {\"orderItemId\":6,\"sku\":\"x\"}"});
        row("id of an old customs line", {"internationalOptions.customsItems = [{\"customsItemId\":1,\"value\":3}]"}, {"internationalOptions.customsItems = [{\"customsItemId\":2,\"value\":3}]"}, {}); // ShipStation declares anew for some merchants
        row("id of an old item", {"items = [{\"orderItemId\":1,\"sku\":\"x\"}]"}, {"items = [{\"orderItemId\":2,\"sku\":\"x\"}]"}, {"items[orderItemId=1].orderItemId: 1 -> 2"});
        row("all customs lines gone", {}, {"internationalOptions.customsItems = null"}, {"internationalOptions.customsItems[customsItemId=11630]: {\"customsItemId\": 11630, \"description\": \"Shirt\", \"quantity\": 1, \"value\": 1e1} -> "});
        row("quantity", {}, {"items[orderItemId=2].quantity = 2"}, {"items[orderItemId=2].quantity: 1 -> 2"});
        row("unknown field", {}, {"newField.list = [{\"a\":100},1]"}, {"newField.list: [1, {\"a\":1e2}] -> [{\"a\":100},1]"});
        row("another kind", {}, {"shipTo = 5", "items = 5"}, {"items: " + itemsWith("") + " -> 5", "shipTo: " + rawAt(kSampleOrder, "shipTo") + " -> 5"});
        row("half pairs", {}, {"customerNotes = \"caf\xC3\xA9 \\ud801\""}, {"customerNotes: \"caf\\u00e9 \\ud800\" -> \"caf\xC3\xA9 \\ud801\""});
    }

    void differs()
    {
        QFETCH(QByteArrayList, sent);
        QFETCH(QByteArrayList, found);
        QFETCH(QByteArrayList, differences);
        const JsonText expected = json(edited(kSampleOrder, sent)), seen = json(edited(kSampleOrder, found));
        QByteArrayList actual = lines(t6::differences(expected, seen));
        std::sort(actual.begin(), actual.end());
        QCOMPARE(actual, differences);
        const QByteArrayList coarser{"residential changed", "id of an old item"}; // the form cannot know who filled it in
        QCOMPARE(comparableForm(expected) == comparableForm(seen), differences.isEmpty() || coarser.contains(QTest::currentDataTag()));
    }

    /// They and we change places that do not concern each other: the result is theirs and ours, nothing else.
    void disjointChangesMerge()
    {
        run(8'000, [this](OrderMaker& make) {
            const JsonText base = json(make.order());
            const int parity = make.below(2);
            const QByteArray theirText = changed(make, base, OrderMaker::places(base, 1 - parity));
            const JsonText theirs = json(theirText);
            const OrderPatch ours = wishes(make, base, OrderMaker::places(base, parity));
            const auto outcome = merge(base, theirs, ours);
            if (!outcome || !outcome->conflicts.isEmpty() || outcome->body.isEmpty() != ours.isEmpty())
                return false;
            if (!ours.isEmpty() && outcome->body != applied(theirs, ours))
                return false;
            const auto theirChanges = differences(base, theirs);
            return std::all_of(theirChanges.begin(), theirChanges.end(), [&](const OrderDifference& change) { return outcome->kept.contains(change.path); })
                && OrderPatch::fromJson(ours.toJson()) == ours && differences(base, base).isEmpty();
        });
    }

    /// Whoever changes the same value otherwise is asked about, by its place.
    void sameValueAsks()
    {
        run(6'000, [this](OrderMaker& make) {
            const JsonText base = json(make.order());
            const auto places = OrderMaker::places(base, make.below(2));
            const OrderPath place = places[make.below(static_cast<int>(places.size()))];
            OrderPatch ours, others;
            if (!ours.set(base, place, make.value()) || !others.set(base, place, make.value()))
                return false;
            const JsonText theirs = json(*applied(base, others));
            const auto outcome = merge(base, theirs, ours);
            if (!outcome)
                return false;
            if (ours.isEmpty())
                return outcome->conflicts.isEmpty() && outcome->body.isEmpty();
            const QByteArray wanted = canonicalJson(ours.changes[0].after).value();
            if (others.isEmpty())
                return outcome->conflicts.isEmpty() && canonicalAt(json(outcome->body), place) == wanted;
            if (canonicalAt(theirs, place) == wanted)
                return outcome->conflicts.isEmpty() && outcome->body.isEmpty();
            return outcome->body.isEmpty() && std::any_of(outcome->conflicts.begin(), outcome->conflicts.end(), [&](const MergeConflict& conflict) { return conflict.path == place && conflict.ours == ours.changes[0].after; });
        });
    }

    void editThenUndoIsIdentity()
    {
        run(6'000, [this](OrderMaker& make) {
            const JsonText before = json(make.order());
            OrderPatch patch = wishes(make, before, OrderMaker::places(before, make.below(2)));
            if (make.below(3) == 0)
                (void)patch.append(before, path("internationalOptions.customsItems"), "{\"value\":" + make.value() + ",\"description\":\"new\"}");
            JsonText after = json(applied(before, patch).value());
            if (const auto lines = valueAt(after, path("internationalOptions.customsItems")); lines && lines->isArray() && !lines->elements().empty()) {
                const JsonText::Value last = lines->elements().back(); // ShipStation gives it an id
                if (!last.member(u"customsItemId"))
                    after = json(after.text().left(last.begin() + 1) + "\"customsItemId\":999," + after.text().mid(last.begin() + 1));
            }
            const auto undo = inverse(patch, before, after);
            if (!undo || OrderPatch::fromJson(undo->toJson()) != *undo)
                return false;
            const auto outcome = merge(after, after, *undo);
            if (!outcome || !outcome->conflicts.isEmpty() || outcome->body.isEmpty() != undo->isEmpty())
                return false;
            const JsonText restored = undo->isEmpty() ? after : json(outcome->body);
            return differences(before, restored).isEmpty() && comparableForm(before) == comparableForm(restored) && (patch.isEmpty() || comparableForm(before) != comparableForm(after));
        });
    }

private:
    static QByteArray rawAt(const QByteArray& order, const QByteArray& place)
    {
        const JsonText text = json(order);
        return valueAt(text, path(place))->raw().toByteArray();
    }

    static QByteArray itemsWith(const QByteArray& more)
    {
        QByteArray items = rawAt(kSampleOrder, "items");
        return more.isEmpty() ? items : items.insert(items.lastIndexOf('}') + 1, ',' + more);
    }

    static QByteArray canonicalAt(const JsonText& order, const OrderPath& place)
    {
        const auto value = valueAt(order, place);
        return value ? value->canonical() : QByteArray("null");
    }

    template <typename Case>
    static void run(int cases, Case holds)
    {
#ifdef __SANITIZE_ADDRESS__
        cases /= 8; // each takes fourteen times as long
#endif
        const QByteArray given = qgetenv("T6_SEED");
        const unsigned seed = given.isEmpty() ? QRandomGenerator::global()->generate() : given.toUInt();
        qInfo("seed %u, %d cases; T6_SEED repeats them", seed, cases);
        for (int i = 0; i < cases; ++i) {
            OrderMaker make(seed + static_cast<unsigned>(i));
            if (!holds(make))
                QFAIL(qPrintable(QStringLiteral("T6_SEED=%1 begins with the case that fails").arg(seed + static_cast<unsigned>(i))));
        }
    }

    static OrderPatch wishes(OrderMaker& make, const JsonText& base, const QList<OrderPath>& places)
    {
        OrderPatch patch;
        for (int i = make.below(5); i > 0; --i) {
            const OrderPath& place = places[make.below(static_cast<int>(places.size()))];
            if (!(make.below(5) == 0 ? patch.remove(base, place) : patch.set(base, place, make.value())))
                qFatal("%s", qPrintable(place.text()));
        }
        return patch;
    }

    static QByteArray changed(OrderMaker& make, const JsonText& base, const QList<OrderPath>& places)
    {
        OrderPatch patch = wishes(make, base, places);
        patch.changes.append({path("modifyDate"), {}, make.value(), false});
        patch.changes.append({path("shipTo.addressVerified"), {}, make.value(), false});
        return applied(base, patch).value();
    }
};

QTEST_GUILESS_MAIN(TestOrderMerge)
#include "tst_ordermerge.moc"
