// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <operations/twinindex.h>

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace t6;

class TestTwinIndex : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasInserted()
    {
        operations::TwinIndex index;
        std::map<std::uint32_t, std::set<OrderId>> model;
        QRandomGenerator random(5);
        for (int i = 0; i < 20'000; ++i) {
            const std::uint32_t twin = random.bounded(1U, 4'000U);
            const OrderId order{random.bounded(1, 6'000)};
            index.insert(twin, order);
            model[twin].insert(order);
            if (i % 37 == 0) {
                const std::uint32_t asked = random.bounded(1U, 4'000U);
                auto found = index.find(asked);
                std::sort(found.begin(), found.end());
                const auto& wanted = model[asked];
                QVERIFY(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end()));
            }
        }
        QVERIFY(index.find(5'000).empty());
    }

    void zeroIsNobody()
    {
        operations::TwinIndex index;
        index.insert(0, {1});
        QVERIFY(index.find(0).empty());
        index.insert(3, {1});
        index.clear();
        QVERIFY(index.find(3).empty());
    }
};

QTEST_GUILESS_MAIN(TestTwinIndex)
#include "tst_twinindex.moc"
