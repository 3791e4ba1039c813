// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <QtTest> // first: moc stumbles over <compare> before any Qt header

#include <core/usualweight.h>

using namespace t6;

namespace {

ItemView line(std::string_view sku, std::optional<double> ounces, bool adjustment = false)
{
    ItemView item;
    item.sku = sku;
    item.quantity = 1;
    item.adjustment = adjustment;
    if (ounces)
        item.weight = Weight::from(*ounces, WeightUnit::Ounces);
    return item;
}

OrderView order(std::int64_t id, std::vector<ItemView> items)
{
    OrderView order;
    order.id = {id};
    order.items = std::move(items);
    return order;
}

} // namespace

/// The weight that most orders have for a SKU.
class TestUsualWeight : public QObject
{
    Q_OBJECT

private slots:
    void theMostCommonWins()
    {
        WeightHistory history;
        for (int id = 1; id <= 43; ++id)
            history.add(order(id, {line("TEE-BLK-M", id > 2 ? 5.3 : 150), line("OTHER", id)}));
        const auto usual = history.of("tee-blk-m");
        QVERIFY(usual);
        QCOMPARE(usual->each.milligrams, Weight::from(5.3, WeightUnit::Ounces).milligrams);
        QCOMPARE(usual->each.unit, WeightUnit::Ounces);
        QCOMPARE(usual->orders, 41);
        QCOMPARE(usual->of, 43);
        QVERIFY(!history.of("OTHER")); // each one its own
        QVERIFY(!history.of("TEE"));
    }

    void anOrderCountsOnce()
    {
        WeightHistory history;
        history.add(order(1, {line("A", 3), line("A", 3), line("a", 4), line("A", 3)}));
        history.add(order(2, {line("A", 3)}));
        const auto usual = history.of("A");
        QVERIFY(usual);
        QCOMPARE(usual->orders, 2);
        QCOMPARE(usual->of, 2);
        QCOMPARE(usual->each.milligrams, Weight::from(3, WeightUnit::Ounces).milligrams);
    }

    void whatSaysNothing_data()
    {
        QTest::addColumn<QByteArray>("sku");
        QTest::addColumn<double>("ounces");
        QTest::addColumn<bool>("adjustment");
        QTest::newRow("no SKU") << QByteArray("") << 3.0 << false;
        QTest::newRow("no weight") << QByteArray("A") << 0.0 << false;
        QTest::newRow("negative") << QByteArray("A") << -1.0 << false;
        QTest::newRow("discount") << QByteArray("A") << 3.0 << true;
    }

    void whatSaysNothing()
    {
        QFETCH(QByteArray, sku);
        QFETCH(double, ounces);
        QFETCH(bool, adjustment);
        WeightHistory history;
        history.add(order(1, {line({sku.constData(), static_cast<std::size_t>(sku.size())}, ounces, adjustment)}));
        QVERIFY(!history.of({sku.constData(), static_cast<std::size_t>(sku.size())}));
    }

    void aTieIsNothingToGoBy()
    {
        WeightHistory history;
        history.add(order(1, {line("A", 3)}));
        QVERIFY(history.of("A"));
        history.add(order(2, {line("A", 4)}));
        QVERIFY(!history.of("A"));
        history.add(order(3, {line("A", 4)}));
        QCOMPARE(history.of("A")->orders, 2);
    }

    void manyWeightsAreBounded()
    {
        WeightHistory history;
        for (int id = 1; id <= 1000; ++id)
            history.add(order(id, {line("A", id), line("A", 0.5)}));
        const auto usual = history.of("A");
        QVERIFY(usual);
        QCOMPARE(usual->orders, 1000);
        QCOMPARE(usual->of, 1000);
    }
};

QTEST_APPLESS_MAIN(TestUsualWeight)
#include "tst_usualweight.moc"
