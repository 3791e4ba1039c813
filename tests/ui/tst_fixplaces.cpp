// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersample.h"

#include <ui/bulkfix.h>
#include <ui/conflictresolution.h>
#include <ui/fixplaces.h>
#include <ui/orderfieldnames.h>

#include <QTest>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

Issue finding(CheckCode code, const char* field = "")
{
    return {code, Severity::Blocks, QString::fromLatin1(field), {}};
}

OrderPath place(const char* path, const JsonText& base)
{
    return OrderPath::parse(QString::fromLatin1(path), base).value();
}

} // namespace

/// Which button a finding gets, and what staff read about a change.
class TestFixPlaces : public QObject
{
    Q_OBJECT

private slots:
    void everyFindingOfTheOrderHasAPlace_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("repairable");
        const QSet<CheckCode> elsewhere{CheckCode::SplitWrong, CheckCode::AddressUnchecked, CheckCode::ReturnAddressUnset,
            CheckCode::ReturnAddressThrough6, CheckCode::FundsShort, CheckCode::ChangedAfter, CheckCode::Overdue, CheckCode::HoldExpired, CheckCode::DuplicateSuspect, CheckCode::ChangeUnsettled, CheckCode::SplitDrift, CheckCode::StoreUntold};
        for (const CheckInfo& check : allChecks())
            QTest::newRow(check.name) << static_cast<int>(check.code) << !elsewhere.contains(check.code);
    }

    void everyFindingOfTheOrderHasAPlace()
    {
        QFETCH(int, code);
        QFETCH(bool, repairable);
        const auto found = fixPlace(finding(static_cast<CheckCode>(code), "shipTo.postalCode"));
        QCOMPARE(found.has_value(), repairable);
        if (found) // a path that the order's JSON knows
            QVERIFY(OrderPath::parse(found->path));
    }

    void findingsNameTheirField()
    {
        QCOMPARE(fixPlace(finding(CheckCode::AddressFormat, "shipTo.state")), (FixPlace{EditSection::Address, QStringLiteral("shipTo.state")}));
        QCOMPARE(fixPlace(finding(CheckCode::CustomsContents, "internationalOptions.contents"))->path, QStringLiteral("internationalOptions.contents"));
        QCOMPARE(fixPlace(finding(CheckCode::AddressPobox, "shipTo.street1"))->section, EditSection::Shipping);
        QCOMPARE(fixPlace(finding(CheckCode::SplitNeeded, "items"))->section, EditSection::Split);
    }

    void obviousRepairs_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("code");
        QTest::addColumn<double>("pounds");
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QByteArrayList>("changes");
        const QByteArray weight = R"({"value":0.50,"units":"pounds","WeightUnits":0})";
        QTest::newRow("no weight") << weight << QByteArray(R"({"value":0.0,"units":"ounces"})") << static_cast<int>(CheckCode::WeightMissing) << 0.0 << "Set weight 6.0 oz"
                                   << QByteArrayList{"weight.value: 0.0 → 6"};
        QTest::newRow("pounds for ounces") << weight << QByteArray(R"({"value":6.0,"units":"pounds"})") << static_cast<int>(CheckCode::WeightSuspect) << 6.0 << "Set weight 6.0 oz"
                                           << QByteArrayList{"weight.units: \"pounds\" → \"ounces\""};
        QTest::newRow("heavier than its items") << weight << weight << static_cast<int>(CheckCode::WeightSuspect) << 0.5 << QString() << QByteArrayList();
        QTest::newRow("the ZIP's state") << QByteArray(R"("city":"Zug","state":"ZG","postalCode":"6300","country":"CH")")
                                         << QByteArray(R"("city":"San Francisco","state":"NY","postalCode":"94105","country":"US")") << static_cast<int>(CheckCode::AddressFormat) << 0.5
                                         << "Set state CA" << QByteArrayList{"shipTo.state: \"NY\" → \"CA\""};
        QTest::newRow("nothing obvious") << weight << weight << static_cast<int>(CheckCode::PhoneMissing) << 0.5 << QString() << QByteArrayList();
    }

    void obviousRepairs()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, code);
        QFETCH(double, pounds);
        QFETCH(QString, caption);
        QFETCH(QByteArrayList, changes);
        operations::OrderDetails shown = details();
        shown.raw.replace(from, to);
        shown.weight = Weight::from(pounds, WeightUnit::Pounds);
        const auto fix = quickFix(finding(static_cast<CheckCode>(code)), shown, merchant());
        QCOMPARE(fix ? fix->caption : QString(), caption);
        QCOMPARE(fix ? lines(fix->patch) : QByteArrayList(), changes);
    }

    void weightsOfOtherOrders()
    {
        operations::OrderDetails shown = weightless();
        const QByteArrayList both{"items[orderItemId=7].weight: null → {\"value\":5.3,\"units\":\"ounces\"}", "weight.value: 0.0 → 10.6"};
        for (const CheckCode code : {CheckCode::ItemWeightMissing, CheckCode::WeightMissing}) {
            const auto fix = quickFix(finding(code), shown, merchant());
            QVERIFY(fix);
            QCOMPARE(fix->caption, QStringLiteral("Set TEE: 5.3 oz, on 41 of 43 order(s)"));
            QCOMPARE(lines(fix->patch), both);
        }
        // A line of which nothing is known: the sum stays unknown.
        shown.items += shown.items.first();
        shown.items.last().usual.reset();
        QCOMPARE(lines(quickFix(finding(CheckCode::ItemWeightMissing), shown, merchant())->patch), both.mid(0, 1));
        QVERIFY(!quickFix(finding(CheckCode::WeightMissing), shown, merchant()));
        // Another item stands there now.
        shown.items.first().sku = QStringLiteral("MUG");
        QVERIFY(!quickFix(finding(CheckCode::ItemWeightMissing), shown, merchant()));
    }

    void eachOrdersOwnFixes()
    {
        BulkFix own;
        own.field = BulkField::OwnFixes;
        operations::OrderDetails shown = weightless();
        shown.issues = {finding(CheckCode::WeightMissing), finding(CheckCode::ItemWeightMissing), finding(CheckCode::Overdue), finding(CheckCode::CustomsHs)};
        const auto correction = bulkCorrection(own, shown, merchant());
        QVERIFY(correction);
        QCOMPARE(correction->kind, OperationKind::Edit);
        QByteArrayList wanted = lines(quickFix(finding(CheckCode::WeightMissing), shown, merchant())->patch); // the item's weight is not set twice
        wanted += lines(quickFix(finding(CheckCode::CustomsHs), shown, merchant())->patch);
        QCOMPARE(lines(correction->patch), wanted);
        QVERIFY(wanted.size() > 2);
        shown.issues = {finding(CheckCode::Overdue)};
        const auto nothing = bulkCorrection(own, shown, merchant());
        QVERIFY(!nothing && nothing.error().detail.contains(QLatin1String("offer nothing")));
        QVERIFY(worksAcrossMerchants(own.field));
    }

    void customsFromTheMerchantsDefaults()
    {
        operations::OrderDetails shown = details();
        operations::MerchantState state = merchant();
        const auto fix = quickFix(finding(CheckCode::CustomsHs), shown, state);
        QVERIFY(fix);
        QCOMPARE(fix->detail, QStringLiteral("2 × Cotton T-shirt, 19.10, DE, 610910"));
        QVERIFY(lines(fix->patch).contains("internationalOptions.nonDelivery: null → \"treat_as_abandoned\""));
        QVERIFY(!lines(fix->patch).join().contains("contents")); // it says so already
        shown.raw.replace("\"contents\":\"merchandise\"", "\"contents\":null");
        const auto contents = quickFix(finding(CheckCode::CustomsContents), shown, state);
        QVERIFY(contents);
        QCOMPARE(contents->caption, QStringLiteral("Set contents Sample"));
        QCOMPARE(lines(contents->patch), (QByteArrayList{"internationalOptions.contents: null → \"sample\"", "internationalOptions.nonDelivery: null → \"treat_as_abandoned\""}));
        // What customs would refuse is no quick fix.
        state.merchant.customs.goods.front().description = QStringLiteral("gift");
        QVERIFY(!quickFix(finding(CheckCode::CustomsHs), shown, state));
        QVERIFY(!quickFix(finding(CheckCode::CustomsContents), shown, {}));
        shown.raw.replace("\"6109.10\"", "null");
        QVERIFY(!quickFix(finding(CheckCode::CustomsHs), shown, {}));
    }

    void requestedServices()
    {
        operations::OrderDetails shown = details();
        shown.requestedService = QStringLiteral("Express!");
        shown.shipTo.country = QStringLiteral("CH");
        const auto fix = quickFix(finding(CheckCode::ServiceMissing), shown, merchant());
        QVERIFY(fix);
        QCOMPARE(fix->caption, QStringLiteral("Set International Economy · Package"));
        QCOMPARE(fix->detail, QStringLiteral("Requested: Express!"));
        QCOMPARE(lines(fix->patch), (QByteArrayList{"carrierCode: \"stamps_com\" → \"fedex\"", "serviceCode: \"usps_first_class_mail_international\" → \"fedex_international_economy\""}));
        shown.shipTo.country = QStringLiteral("US"); // abroad is not offered here
        QCOMPARE(quickFix(finding(CheckCode::ServiceMissing), shown, merchant())->caption, QStringLiteral("Set 2Day · Package"));
        shown.requestedService.clear();
        QVERIFY(!quickFix(finding(CheckCode::ServiceMissing), shown, merchant()));
    }

    void whatIsStillWanted_data()
    {
        QTest::addColumn<int>("there"); // how many of the two lines the order has
        QTest::newRow("no line arrived") << 0;
        QTest::newRow("one of two alike") << 1;
        QTest::newRow("both") << 2;
    }
    void whatIsStillWanted()
    {
        QFETCH(int, there);
        const QByteArray line = R"({"description":"Mug","quantity":1,"value":4.0,"harmonizedTariffCode":"6911.10","countryOfOrigin":"US"})";
        const JsonText before = order();
        const OrderPath customs = place("internationalOptions.customsItems", before);
        OrderPatch ours;
        QVERIFY(ours.set(before, place("shipTo.city", before), "\"Bern\""));
        for (int i = 0; i < 2; ++i)
            QVERIFY(ours.append(before, customs, line));
        QByteArray arrived;
        for (int i = 0; i < there; ++i) // ShipStation has numbered them
            arrived += ',' + QByteArray(line).replace("{", "{\"customsItemId\":" + QByteArray::number(90 + i) + ',');
        const OrderPatch left = stillWanted(ours, order(QByteArray(kOrderJson).replace("\"extra\":1.0}", "\"extra\":1.0}" + arrived)));
        QCOMPARE(lines(left).first(), QByteArray("shipTo.city: \"Zug\" → \"Bern\""));
        QCOMPARE(left.changes.size(), 3 - there);
        for (const OrderChange& change : left.changes.mid(1))
            QCOMPARE(change, (OrderChange{customs, {}, line, true}));
    }

    void shippedOrdersAreNotEdited()
    {
        operations::OrderDetails shown = details();
        QVERIFY(canEdit(shown));
        shown.raw.replace("awaiting_shipment", "shipped");
        QVERIFY(!canEdit(shown));
        shown.raw.clear();
        QVERIFY(!canEdit(shown));
    }

    void changesInWords()
    {
        const JsonText base = order();
        OrderPatch patch;
        QVERIFY(patch.set(base, place("shipTo.postalCode", base), "\"8001\""));
        QVERIFY(patch.set(base, place("advancedOptions.warehouseId", base), "6"));
        QVERIFY(patch.set(base, place("serviceCode", base), "\"fedex_2day\""));
        QVERIFY(patch.set(base, place("shipTo.name", base), "\"<b>x</b>\\u202e\\n\""));
        QVERIFY(patch.append(base, place("internationalOptions.customsItems", base), R"({"description":"Mug","quantity":1,"value":null})"));
        const QStringList texts = changeTexts(patch, facts());
        QCOMPARE(texts.join(u'\n').toUtf8().split('\n'), (QByteArrayList{"Postal code: 6300 → 8001", "Ship From: Home → Away", "Service: First Class International → 2Day", "Recipient: Ann Smith → <b>x</b> ",
                                                  "Customs lines: — → Mug, 1"}));
    }

    void conflictsAreResolved()
    {
        const JsonText base = order();
        OrderPatch ours;
        QVERIFY(ours.set(base, place("shipTo.street1", base), "\"ours\""));
        QVERIFY(ours.set(base, place("shipTo.city", base), "\"Bern\""));
        QVERIFY(ours.set(base, place("internalNotes", base), "\"mine\""));
        QByteArray theirs = kOrderJson;
        theirs.replace("12 Elm St", "theirs").replace("\"Zug\"", "\"Basel\"").replace("\"6300\"", "\"4001\"");
        const auto merged = merge(base, order(theirs), ours);
        QVERIFY(merged);
        QCOMPARE(merged->conflicts.size(), 3);

        QList<Keep> choices;
        for (const MergeConflict& conflict : merged->conflicts)
            choices += conflict.path.text() == QLatin1String("shipTo.city") ? Keep::Theirs : Keep::Mine;
        const auto resolution = resolve(base.text(), ours, merged->conflicts, choices);
        QVERIFY(resolution);
        const auto again = merge(order(resolution->seen), order(theirs), resolution->patch);
        QVERIFY(again);
        QVERIFY(again->conflicts.isEmpty());
        const JsonText sent = order(again->body);
        const auto at = [&sent](const char* path) { return valueAt(sent, place(path, sent))->string(); };
        QCOMPARE(at("shipTo.street1"), QStringLiteral("ours"));
        QCOMPARE(at("shipTo.city"), QStringLiteral("Basel"));
        QCOMPARE(at("shipTo.postalCode"), QStringLiteral("6300")); // what the person saw, kept against theirs
        QCOMPARE(at("internalNotes"), QStringLiteral("mine"));

        const auto givenUp = resolve(base.text(), ours, merged->conflicts, QList<Keep>(merged->conflicts.size(), Keep::Theirs));
        QVERIFY(givenUp);
        QCOMPARE(lines(givenUp->patch), QByteArrayList{"internalNotes: \"two\\r\\nlines\" → \"mine\""});
    }
};

QTEST_MAIN(TestFixPlaces)
#include "tst_fixplaces.moc"
