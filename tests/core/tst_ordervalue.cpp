// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/ordervalue.h>

#include <QTest>

using namespace t6;

/// What people type becomes the JSON that belongs there, or nothing.
class TestOrderValue : public QObject
{
    Q_OBJECT

private slots:
    void typed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("raw"); // empty: refused
        QTest::newRow("digits where a text stands") << "shipTo.postalCode" << "94105" << QByteArray("\"94105\"");
        QTest::newRow("text with a quote") << "shipTo.name" << "Ann \"A\"" << QByteArray("\"Ann \\\"A\\\"\"");
        QTest::newRow("spaces are kept") << "shipTo.name" << " Ann" << QByteArray("\" Ann\"");
        QTest::newRow("number") << "weight.value" << "6.50" << QByteArray("6.50");
        QTest::newRow("no number") << "weight.value" << "6 oz" << QByteArray();
        QTest::newRow("comma for a point") << "weight.value" << "6,5" << QByteArray();
        QTest::newRow("truth") << "gift" << "true" << QByteArray("true");
        QTest::newRow("no truth") << "gift" << "yes" << QByteArray();
        QTest::newRow("empties") << "shipTo.street2" << "null" << QByteArray("null");
        QTest::newRow("empty text") << "shipTo.street2" << "" << QByteArray("\"\"");
        QTest::newRow("text where nothing stands") << "shipTo.street3" << "Floor 2" << QByteArray("\"Floor 2\"");
        QTest::newRow("number where nothing stands") << "advancedOptions.warehouseId" << "12" << QByteArray("12");
        QTest::newRow("truth where nothing stands") << "shipTo.residential" << "false" << QByteArray("false");
        QTest::newRow("inside of nothing") << "dimensions.length" << "7" << QByteArray("7");
        QTest::newRow("several values") << "shipTo" << "x" << QByteArray();
        QTest::newRow("several values as JSON") << "dimensions" << "{\"length\":1,\"width\":2,\"height\":3,\"units\":\"inches\"}" << QByteArray("{\"length\":1,\"width\":2,\"height\":3,\"units\":\"inches\"}");
        QTest::newRow("broken JSON") << "dimensions" << "{\"length\":" << QByteArray();
        QTest::newRow("misspelt") << "shipTo.zip" << "94105" << QByteArray();
        QTest::newRow("misspelt at the root") << "postalCode" << "94105" << QByteArray();
        QTest::newRow("misspelt null") << "shipTo.zip" << "null" << QByteArray();
    }
    void typed()
    {
        QFETCH(QString, path);
        QFETCH(QString, typed);
        QFETCH(QByteArray, raw);
        const JsonText order = JsonText::parse("{\"gift\":false,\"weight\":{\"value\":0.0,\"units\":\"ounces\"},\"dimensions\":null,\"shipTo\":{\"name\":\"A\",\"street2\":\"x\","
                                               "\"street3\":null,\"postalCode\":\"1\",\"residential\":null},\"advancedOptions\":{\"warehouseId\":null}}").value();
        const auto value = rawValue(order, OrderPath::parse(path).value(), typed);
        QCOMPARE(value.has_value(), !raw.isEmpty());
        if (value) {
            QCOMPARE(*value, raw);
        } else {
            QCOMPARE(value.error().code, ErrorCode::InvalidInput);
            QCOMPARE(value.error().field, path);
            QVERIFY(!value.error().detail.isEmpty());
        }
    }

    void shown()
    {
        QCOMPARE(shownValue("\"a\\u0041\""), QStringLiteral("aA"));
        QCOMPARE(shownValue("19.10"), QStringLiteral("19.10"));
        QCOMPARE(shownValue("null"), QString());
        QCOMPARE(shownValue(QByteArray()), QString());
    }
};

QTEST_GUILESS_MAIN(TestOrderValue)
#include "tst_ordervalue.moc"
