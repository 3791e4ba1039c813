// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <QtTest> // first: moc stumbles over <compare> before any Qt header

#include <core/weightfix.h>

#include <limits>
#include <vector>

using namespace t6;

namespace {

Weight ounces(double value)
{
    return Weight::from(value, WeightUnit::Ounces);
}

} // namespace

class TestWeightFix : public QObject
{
    Q_OBJECT

private slots:
    void sumOfItems()
    {
        const std::vector<LineWeight> lines{{ounces(6), 2, false}, {Weight::from(100, WeightUnit::Grams), 1, false}, {std::nullopt, 1, true}, {ounces(500), -1, false}};
        const auto sum = weightOf(lines);
        QVERIFY(sum);
        QCOMPARE(sum->milligrams, ounces(12).milligrams + 100'000);
        QCOMPARE(sum->unit, WeightUnit::Ounces);
    }

    void adjustmentsNeverCount()
    {
        const std::vector<LineWeight> lines{{ounces(6), 1, false}, {ounces(99), 1, true}};
        QCOMPARE(weightOf(lines)->milligrams, ounces(6).milligrams);
    }

    void unknownStaysUnknown()
    {
        QVERIFY(!weightOf({}));
        QVERIFY(!weightOf(std::vector<LineWeight>{{ounces(6), 1, false}, {std::nullopt, 1, false}}));
        QVERIFY(!weightOf(std::vector<LineWeight>{{ounces(6), 1, false}, {ounces(0), 1, false}}));
        QVERIFY(!weightOf(std::vector<LineWeight>{{ounces(6), 1, true}}));
        QVERIFY(!weightOf(std::vector<LineWeight>{{Weight{1'000'000'000'000, WeightUnit::Grams}, std::numeric_limits<int>::max(), false}}));
    }

    void slips_data()
    {
        QTest::addColumn<double>("order");
        QTest::addColumn<double>("items");
        QTest::addColumn<double>("factor"); // 0: none
        QTest::addColumn<double>("meant");
        QTest::newRow("pounds for ounces") << 96.0 << 6.0 << 16.0 << 6.0;
        QTest::newRow("ounces for pounds") << 1.0 << 16.0 << 16.0 << 16.0;
        QTest::newRow("ounces for grams") << 170.0 << 6.0 << 28.349523125 << 170 / 28.349523125;
        QTest::newRow("pounds for grams") << 453.59237 * 6 << 6.0 << 453.59237 << 6.0;
        QTest::newRow("within tolerance") << 98.0 << 6.0 << 16.0 << 98.0 / 16;
        QTest::newRow("beyond tolerance") << 103.0 << 6.0 << 0.0 << 0.0;
        QTest::newRow("a heavy box") << 12.0 << 6.0 << 0.0 << 0.0;
        QTest::newRow("no weight") << 0.0 << 6.0 << 0.0 << 0.0;
        QTest::newRow("no items") << 6.0 << 0.0 << 0.0 << 0.0;
    }

    void slips()
    {
        QFETCH(double, order);
        QFETCH(double, items);
        QFETCH(double, factor);
        QFETCH(double, meant);
        const auto slip = unitSlip(ounces(order), ounces(items));
        QCOMPARE(slip ? slip->mistake.factor : 0.0, factor);
        if (slip) {
            QVERIFY(std::abs(slip->corrected.ounces() - meant) < 0.001);
            QVERIFY(slip->mistake.words != nullptr);
        }
    }
};

QTEST_APPLESS_MAIN(TestWeightFix)
#include "tst_weightfix.moc"
