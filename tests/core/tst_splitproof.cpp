// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitsamples.h"

#include <core/decimal.h>
#include <core/orderfields.h>

using namespace t6;

namespace {

/// The orders of a split at ShipStation.
struct Account
{
    QByteArray parent;
    std::vector<QByteArray> children;
};

QByteArray valueOf(const Result<QByteArray>& result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().field), qPrintable(result.error().detail));
    return *result;
}

QByteArray written(const QByteArray& order, const OrderPatch& patch)
{
    return patch.isEmpty() ? order : stored(order, valueOf(applied(json(order), patch)), 0);
}

Account carriedOut(const SplitPlan& plan)
{
    Account account{written(written(plan.before, plan.reduction), plan.declaration), {}};
    for (const SplitPlan::Child& child : plan.children) {
        const QByteArray held = stored({}, child.body, 800 + static_cast<qint64>(account.children.size()));
        account.children.push_back(plan.childStatus == OrderStatus::AwaitingShipment ? edited(held, {"orderStatus = \"awaiting_shipment\""}) : held);
    }
    return account;
}

QList<ProofLine> proofOf(const SplitPlan& plan, const Account& account, SplitStage stage = SplitStage::Released)
{
    std::vector<JsonText> children;
    for (const QByteArray& child : account.children)
        children.push_back(json(child));
    return proveSplit(plan, json(account.parent), children, stage);
}

/// Without what a line that came back cannot have again: its id.
QByteArrayList differencesBut(const QByteArray& expected, const QByteArray& found)
{
    QList<OrderDifference> different = differences(json(expected), json(found));
    different.removeIf([](const OrderDifference& difference) { return isLineId(fieldName(difference.path)); });
    return lines(different);
}

SplitPlan planOf(const QByteArrayList& changes, const QByteArrayList& children)
{
    const auto plan = planSplit(json(edited(kMixedOrder, changes)), choice(children), shirts(), settings(), {});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().field));
    return *plan;
}

} // namespace

class TestSplitProof : public QObject
{
    Q_OBJECT

private slots:
    void proves()
    {
        const SplitPlan plan = planOf({}, {"12:2", "12:1 13:1"});
        const Account account = carriedOut(plan);
        const auto proof = proofOf(plan, account);
        QCOMPARE(broken(proof), QStringList());
        QVERIFY(holds(proof));
        QVERIFY(!holds({}));
        const QString text = proofText(plan, proof);
        QVERIFY(text.contains(QStringLiteral("Units of MUG in all orders together: 3\n")) && text.contains(QStringLiteral("#1001-3")));
        QVERIFY(!text.contains(QStringLiteral("Lovelace")) && !text.contains(QStringLiteral("St James")) && !text.contains(QStringLiteral("Fragile")));
    }

    void heldOrReleased_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<bool>("isHeld");
        QTest::addColumn<bool>("isReleased");
        QTest::newRow("held") << QByteArray("\"on_hold\"") << true << false;
        QTest::newRow("payment") << QByteArray("\"awaiting_payment\"") << true << false;
        QTest::newRow("released") << QByteArray("\"awaiting_shipment\"") << false << true;
        QTest::newRow("shipped") << QByteArray("\"shipped\"") << false << false;
    }

    void heldOrReleased()
    {
        QFETCH(QByteArray, status);
        const SplitPlan plan = planOf({}, {"12:2"});
        Account account = carriedOut(plan);
        account.children[0] = edited(account.children[0], {"orderStatus = " + status, "holdUntilDate = \"2026-12-22T00:00:00.0000000\""});
        QTEST(holds(proofOf(plan, account, SplitStage::Held)), "isHeld");
        QTEST(holds(proofOf(plan, account, SplitStage::Released)), "isReleased");
    }

    void disproves_data()
    {
        QTest::addColumn<QByteArrayList>("parent");
        QTest::addColumn<QByteArrayList>("child");
        QTest::addColumn<QList<int>>("expected"); // ProofCode
        const auto row = [](const char* name, const QByteArrayList& parent, const QByteArrayList& child, const QList<ProofCode>& codes) {
            QList<int> expected;
            for (const ProofCode code : codes)
                expected += static_cast<int>(code);
            QTest::newRow(name) << parent << child << expected;
        };
        using Code = ProofCode;
        row("as planned", {"modifyDate = \"x\"", "orderTotal = 5", "shipTo.addressVerified = null"}, {"userId = \"x\"", "customerId = 7"}, {});
        row("a unit too many", {"items[orderItemId=12].quantity = 3"}, {}, {Code::Units, Code::Line, Code::Lines});
        row("a unit lost", {}, {"items[lineItemKey=\"l-12\"].quantity = 1"}, {Code::Units, Code::Line, Code::ChildContent});
        row("a unit on the wrong order", {"items[orderItemId=12].quantity = 2"}, {"items[lineItemKey=\"l-12\"].quantity = 1"}, {Code::Line, Code::Line, Code::Lines, Code::ChildContent});
        row("a line of another SKU", {"items+={\"orderItemId\":99,\"sku\":\"NEW\",\"quantity\":1}"}, {}, {Code::Units, Code::Lines});
        row("another number", {"orderNumber = \"1001-1\""}, {}, {Code::Number, Code::Fields});
        row("another key", {"orderKey = \"x\""}, {}, {Code::Key, Code::Fields});
        row("another id", {"orderId = 5"}, {}, {Code::Id, Code::Fields});
        row("another store", {"advancedOptions.storeId = 1"}, {}, {Code::Store, Code::Fields});
        row("a tag less", {"tagIds = [5]"}, {}, {Code::Tags});
        row("tags in another order", {"tagIds = [7, 5]"}, {"tagIds = [9, 7, 5]"}, {});
        row("other notes", {"internalNotes = \"12 St James Square\""}, {}, {Code::Notes});
        row("other customs", {"internationalOptions.contents = \"gift\""}, {}, {Code::Customs});
        row("another weight", {"weight.value = 52.9"}, {}, {Code::Weight});
        row("other money", {"amountPaid = 0"}, {}, {Code::Money});
        row("another price", {"items[orderItemId=11].unitPrice = 5"}, {}, {Code::Lines});
        row("held", {"orderStatus = \"on_hold\""}, {}, {Code::Status});
        row("an unknown field", {"newField.list = [2]"}, {}, {Code::Fields});
        row("another address", {"shipTo.street1 = \"12 St James Square\\nx\""}, {"shipTo.city = \"x\""}, {Code::Fields, Code::ChildContent});
        row("the new order has a price", {}, {"items[lineItemKey=\"l-12\"].unitPrice = 8.1"}, {Code::ChildContent});
        row("the new order is elsewhere's", {}, {"externallyFulfilled = true"}, {Code::ChildContent});
        row("the new order has no tags", {}, {"tagIds = null"}, {Code::ChildTags});
        row("the new order is another", {}, {"orderKey = \"x\""}, {Code::Line, Code::Child});
    }

    void disproves()
    {
        QFETCH(QByteArrayList, parent);
        QFETCH(QByteArrayList, child);
        const SplitPlan plan = planOf({}, {"12:2"});
        Account account = carriedOut(plan);
        account.parent = edited(account.parent, parent);
        account.children[0] = edited(account.children[0], child);
        const auto proof = proofOf(plan, account);
        QList<int> found;
        for (const ProofLine& line : proof) {
            if (!line.holds)
                found += static_cast<int>(line.code);
        }
        QTEST(found, "expected");
        QCOMPARE(holds(proof), found.isEmpty());
        QVERIFY(!proofText(plan, proof).contains(QStringLiteral("St James")));
        QCOMPARE(proofText(plan, proof).contains(u'✗'), !found.isEmpty());
    }

    void childIsMissing()
    {
        const SplitPlan plan = planOf({}, {"12:2"});
        Account account = carriedOut(plan);
        account.children.clear();
        QCOMPARE(broken(proofOf(plan, account)).size(), 3); // the units, the line, the order
    }

    void restores_data()
    {
        QTest::addColumn<QByteArrayList>("changes");
        QTest::addColumn<QByteArrayList>("children");
        QTest::newRow("some units") << QByteArrayList{} << QByteArrayList{"12:1"};
        QTest::newRow("whole lines") << QByteArrayList{} << QByteArrayList{"12:3 13:1"};
        QTest::newRow("two orders") << QByteArrayList{} << QByteArrayList{"12:2", "13:1"};
        QTest::newRow("no weight") << QByteArrayList{"weight = null"} << QByteArrayList{"12:3"};
        QTest::newRow("no unit") << QByteArrayList{"weight = {\"value\":0}"} << QByteArrayList{"12:3"};
        QTest::newRow("no customs") << QByteArrayList{"internationalOptions = null"} << QByteArrayList{"12:3"};
        QTest::newRow("all customs leave") << QByteArrayList{"internationalOptions.customsItems = [{\"customsItemId\":2,\"description\":\"Mug\",\"quantity\":3}]"} << QByteArrayList{"12:3"};
        QTest::newRow("twin lines") << QByteArrayList{"items[orderItemId=13] = ", "items+={\"orderItemId\":21,\"sku\":\"PIN\",\"quantity\":2}", "items+={\"orderItemId\":22,\"sku\":\"PIN\",\"quantity\":2}"} << QByteArrayList{"21:2 22:2"};
    }

    void restores()
    {
        QFETCH(QByteArrayList, changes);
        QFETCH(QByteArrayList, children);
        const SplitPlan plan = planOf(changes, children);
        const Account account = carriedOut(plan);
        const auto patch = restoration(plan, json(account.parent));
        QVERIFY(patch);
        const QByteArray restored = written(account.parent, *patch);
        QCOMPARE(differencesBut(plan.before, restored), QByteArrayList());
        const auto again = restoration(plan, json(restored));
        QVERIFY(again);
        QCOMPARE(lines(*again), QByteArrayList());
        const auto untouched = restoration(plan, json(plan.before));
        QVERIFY(untouched);
        QCOMPARE(lines(*untouched), QByteArrayList());
        const auto between = restoration(plan, json(written(plan.before, plan.reduction)));
        QVERIFY(between);
        QCOMPARE(differencesBut(plan.before, written(written(plan.before, plan.reduction), *between)), QByteArrayList());
    }

    void restoresLinesAsTheyWere()
    {
        const SplitPlan plan = planOf({}, {"12:3"});
        const auto patch = restoration(plan, json(carriedOut(plan).parent));
        QVERIFY(patch);
        QCOMPARE(lines(*patch).value(0), QByteArray(R"(items + {"lineItemKey": "l-12", "sku": "MUG", "name": "Mug", "quantity": 3, "unitPrice": 8.10, "taxAmount": 0.5, "shippingAmount": 1, "weight": {"value":12.1,"units":"ounces"}, "odd": [1e2], "modifyDate": "x"})"));
        QCOMPARE(*OrderPatch::fromJson(patch->toJson()), *patch);
    }

    void restoresNotOverOthers_data()
    {
        QTest::addColumn<QByteArrayList>("parent");
        QTest::addColumn<QString>("field"); // empty: restored
        const auto row = [](const char* name, const QByteArrayList& parent, const char* field) { QTest::newRow(name) << parent << QString::fromLatin1(field); };
        row("nobody else", {}, "");
        row("other fields", {"internalNotes = \"x\"", "weight.value = 3", "items[orderItemId=11].warehouseLocation = \"x\""}, "");
        row("another quantity", {"items[orderItemId=12].quantity = 7"}, "items[orderItemId=12]");
        row("a line is gone", {"items[orderItemId=11] = "}, "items[orderItemId=11]");
        row("a line is new", {"items+={\"orderItemId\":99,\"sku\":\"NEW\",\"quantity\":1}"}, "items");
        row("the channel put a line back", {"items+={\"orderItemId\":99,\"lineItemKey\":null,\"sku\":\"CAP\",\"name\":\"Cap\",\"quantity\":1,\"unitPrice\":6}"}, "items");
        row("other customs", {"internationalOptions.customsItems+={\"customsItemId\":99,\"description\":\"x\"}"}, "internationalOptions.customsItems");
    }

    void restoresNotOverOthers()
    {
        QFETCH(QByteArrayList, parent);
        QFETCH(QString, field);
        const SplitPlan plan = planOf({}, {"12:1 13:1"});
        const auto patch = restoration(plan, json(edited(carriedOut(plan).parent, parent)));
        QCOMPARE(patch ? QString() : patch.error().field, field);
        if (!patch)
            QCOMPARE(patch.error().code, ErrorCode::OrderChanged);
    }

    void leavesCustomsToWhoWritesThem()
    {
        const SplitPlan plan = planOf({}, {"12:1 13:1"});
        const QByteArray rewritten = edited(carriedOut(plan).parent, {"internationalOptions.customsItems+={\"customsItemId\":99,\"description\":\"x\"}"});
        const auto patch = restoration(plan, json(rewritten), json(rewritten));
        QVERIFY(patch);
        QVERIFY(!patch->isEmpty());
        QVERIFY(std::none_of(patch->changes.begin(), patch->changes.end(), [](const OrderChange& change) { return change.path.text().contains(QLatin1String("customs")); }));
        const QByteArray since = edited(rewritten, {"internationalOptions.customsItems[customsItemId=99].description = \"y\""}); // that was somebody else
        QVERIFY(!restoration(plan, json(since), json(rewritten)));
    }

    void anyOrder_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    /// Whatever the order and the choice: what leaves and what stays are together what there was.
    void anyOrder()
    {
        QFETCH(unsigned, seed);
        SplitMaker maker(seed);
        int weighed = 0, declared = 0, inDoubt = 0;
        for (int round = 0; round < 250; ++round) {
            const QByteArray order = maker.order();
            const auto plan = planSplit(json(order), maker.choice(), shirts(), settings(round % 2 ? "customField1" : "internalNotes"), {QStringLiteral("77-3")});
            if (!plan)
                QFAIL(qPrintable(plan.error().detail + QString::fromUtf8(order)));
            QVERIFY(*plan == *planSplit(json(order), maker.choice(), shirts(), settings(round % 2 ? "customField1" : "internalNotes"), {QStringLiteral("77-3")}));
            QVERIFY(*plan == *SplitPlan::decode(plan->encode()));
            const Account account = carriedOut(*plan);
            const auto proof = proofOf(*plan, account);
            QVERIFY2(holds(proof), qPrintable(broken(proof).join(u'\n') + QString::fromUtf8(order)));
            checkUnits(order, account);
            checkMoney(order, account);
            checkRest(order, *plan);
            weighed += checkWeights(order, *plan, account) ? 1 : 0;
            const bool isInDoubt = plan->notices.contains(SplitNotice{SplitNoticeCode::CustomsUnassigned, {}});
            declared += isInDoubt ? 0 : checkCustoms(order, account);
            inDoubt += isInDoubt ? 1 : 0;
            const auto undo = restoration(*plan, json(account.parent));
            QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().field));
            const QByteArrayList left = differencesBut(order, written(account.parent, *undo));
            QVERIFY2(left.isEmpty(), (left.join('\n') + '\n' + order).constData());
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(weighed > 50 && declared > 50 && inDoubt > 5, qPrintable(QStringLiteral("%1 %2 %3").arg(weighed).arg(declared).arg(inDoubt)));
    }

private:
    using Sums = std::map<QString, qint64>;

    static std::vector<JsonText::Value> elements(const JsonText& order, const char* place)
    {
        const auto array = valueAt(order, path(place));
        return array ? array->elements() : std::vector<JsonText::Value>();
    }

    /// Quantities by another member, over the lines of an order.
    static void add(Sums& sums, const QByteArray& order, const char* place, QStringView name)
    {
        const JsonText text = json(order);
        for (const auto& line : elements(text, place))
            sums[line.member(name)->string().trimmed().toLower()] += *line.member(u"quantity")->integer();
    }

    static Sums sumsOf(const Account& account, const char* place, QStringView name)
    {
        Sums sums;
        add(sums, account.parent, place, name);
        for (const QByteArray& child : account.children)
            add(sums, child, place, name);
        return sums;
    }

    static void checkUnits(const QByteArray& order, const Account& account)
    {
        Sums before;
        add(before, order, "items", u"lineItemKey");
        QCOMPARE(sumsOf(account, "items", u"lineItemKey"), before);
    }

    /// How many orders had something to declare.
    static int checkCustoms(const QByteArray& order, const Account& account)
    {
        Sums before;
        add(before, order, "internationalOptions.customsItems", u"description");
        if (sumsOf(account, "internationalOptions.customsItems", u"description") != before)
            QTest::qFail(order.constData(), __FILE__, __LINE__);
        return before.empty() ? 0 : 1;
    }

    static void checkMoney(const QByteArray& order, const Account& account)
    {
        for (const char* place : {"amountPaid", "taxAmount", "shippingAmount"}) {
            QCOMPARE(raw(account.parent, place), raw(order, place));
            for (const QByteArray& child : account.children)
                QCOMPARE(raw(child, place), QByteArray("0"));
        }
        for (const QByteArray& child : account.children) {
            const JsonText text = json(child);
            for (const auto& line : elements(text, "items"))
                QCOMPARE(rawOf(line.member(u"unitPrice")), QByteArray("0"));
        }
    }

    /// False where the original's weight says nothing.
    static bool checkWeights(const QByteArray& order, const SplitPlan& plan, const Account& account)
    {
        const auto before = Decimal::parse(raw(order, "weight.value").isEmpty() ? QByteArray("0") : raw(order, "weight.value"));
        Decimal leaving;
        for (const SplitPlan::Child& child : plan.children) {
            if (child.weight.value.isEmpty())
                return false;
            leaving = *leaving.plus(*Decimal::parse(child.weight.value));
        }
        if (!before || *before <= leaving || plan.children[0].weight.units != plan.weightBefore.units)
            return false;
        const auto sum = leaving.plus(*Decimal::parse(raw(account.parent, "weight.value")));
        if (sum != before)
            QTest::qFail(order.constData(), __FILE__, __LINE__);
        return true;
    }

    /// All that is not said to be different on a new order is as on the original, spellings too.
    static void checkRest(const QByteArray& order, const SplitPlan& plan)
    {
        QByteArrayList gone;
        for (const char* place : {"orderId", "orderNumber", "orderKey", "createDate", "modifyDate", "customerId", "orderTotal", "orderStatus", "holdUntilDate", "amountPaid", "taxAmount",
                 "shippingAmount", "items", "weight", "advancedOptions.mergedOrSplit", "dimensions", "internalNotes", "advancedOptions.customField1", "internationalOptions.customsItems", "shipTo.addressVerified"})
            gone += QByteArray(place) + " = ";
        for (const SplitPlan::Child& child : plan.children) {
            QCOMPARE(plainForm(edited(child.body, gone)), plainForm(edited(order, gone)));
            QCOMPARE(raw(child.body, "unknown"), raw(order, "unknown"));
            checkLines(order, child.body);
        }
    }

    static void checkLines(const QByteArray& order, const QByteArray& child)
    {
        const JsonText before = json(order), now = json(child);
        const QByteArrayList gone{"orderItemId = ", "quantity = ", "unitPrice = "};
        QByteArrayList whole;
        for (const auto& line : elements(before, "items"))
            whole += edited(line.raw().toByteArray(), gone);
        for (const auto& line : elements(now, "items"))
            QVERIFY2(whole.contains(edited(line.raw().toByteArray(), gone)), line.raw().toByteArray().constData());
    }
};

QTEST_GUILESS_MAIN(TestSplitProof)

#include "tst_splitproof.moc"
