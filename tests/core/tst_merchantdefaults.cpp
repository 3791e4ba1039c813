// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <QtTest> // first: moc stumbles over <compare> before any Qt header

#include <core/merchantdefaults.h>

using namespace t6;

/// What a merchant has said about its goods and services finds its way to an order.
class TestMerchantDefaults : public QObject
{
    Q_OBJECT

private slots:
    void goodsBySku_data()
    {
        QTest::addColumn<QString>("sku");
        QTest::addColumn<QString>("description");
        QTest::newRow("special before general") << "mug-11oz" << "Ceramic mug";
        QTest::newRow("one letter") << "TEE-M" << "Cotton T-shirt";
        QTest::newRow("not two") << "TEE-XL" << "Printed goods";
        QTest::newRow("no SKU") << "" << "Printed goods";
    }

    void goodsBySku()
    {
        QFETCH(QString, sku);
        QFETCH(QString, description);
        CustomsDefaults defaults;
        QVERIFY(!goodsFor(defaults, sku));
        const auto goods = [](const char* pattern, const char* words) { return CustomsGoods{QString::fromLatin1(pattern), QString::fromLatin1(words), {}}; };
        defaults.goods = {goods(" ", "never"), goods("MUG-*", "Ceramic mug"), goods("TEE-?", "Cotton T-shirt"), goods("*", "Printed goods"), goods("*", "too late")};
        QVERIFY(goodsFor(defaults, sku));
        QCOMPARE(goodsFor(defaults, sku)->description, description);
    }

    void servicesByRequest_data()
    {
        QTest::addColumn<QString>("requested");
        QTest::addColumn<QStringList>("services");
        QTest::newRow("whole, folded") << " EXPRESS! " << QStringList{QStringLiteral("c")};
        QTest::newRow("pattern, in order") << "Standard Shipping (5 days)" << QStringList{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("nothing fits") << "Drone" << QStringList();
        QTest::newRow("nothing requested") << "  " << QStringList();
    }

    void servicesByRequest()
    {
        QFETCH(QString, requested);
        QFETCH(QStringList, services);
        const auto mapping = [](const char* pattern, const char* service) { return ServiceMapping{QString::fromLatin1(pattern), QStringLiteral("x"), QString::fromLatin1(service), {}}; };
        QStringList found;
        for (const ServiceMapping& fitting : mappingsFor({mapping("standard*", "a"), mapping("*shipping*", "b"), mapping("Express!", "c"), mapping("", "never")}, requested))
            found += fitting.service;
        QCOMPARE(found, services);
        QCOMPARE(mappingsFor({mapping("*", "all")}, requested).empty(), requested.trimmed().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestMerchantDefaults)
#include "tst_merchantdefaults.moc"
