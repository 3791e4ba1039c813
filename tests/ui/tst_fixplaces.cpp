// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersample.h"

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
        const QSet<CheckCode> elsewhere{CheckCode::SplitNeeded, CheckCode::SplitWrong, CheckCode::AddressUnchecked, CheckCode::ItemWeightMissing, CheckCode::ReturnAddressUnset,
            CheckCode::ReturnAddressThrough6, CheckCode::FundsShort, CheckCode::ChangedAfter, CheckCode::Overdue, CheckCode::HoldExpired, CheckCode::DuplicateSuspect, CheckCode::ChangeUnsettled};
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
        const auto fix = quickFix(finding(static_cast<CheckCode>(code)), shown);
        QCOMPARE(fix ? fix->caption : QString(), caption);
        QCOMPARE(fix ? lines(fix->patch) : QByteArrayList(), changes);
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
