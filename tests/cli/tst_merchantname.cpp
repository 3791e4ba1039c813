// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <cli/merchantname.h>

#include <QTest>

using namespace t6;
using namespace t6::cli;

class TestMerchantName : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("found"); // empty: not found
        QTest::addColumn<QString>("named"); // in the error
        const auto row = [](const char* name, const char* found, const char* named = "") { QTest::newRow(*name ? name : "(empty)") << QString::fromUtf8(name) << QString::fromUtf8(found) << QString::fromUtf8(named); };
        row("ACME", "ACME");
        row("acme", "ACME"); // the whole name wins over the longer "ACME Tees"
        row(" acme  tees ", "ACME Tees");
        row("acme t", "ACME Tees");
        row("bo", "Bolt & Co");
        row("ÅNG", "Ångström");
        row("ångström", "Ångström");
        row("a", "", "ACME, ACME Tees");
        row("acne", "", "ACME");
        row("blot & co", "", "Bolt & Co");
        row("tees", "", "ACME Tees");
        row("zebra", "", "zebra");
        row("", "", "");
    }
    void finds()
    {
        QFETCH(QString, name);
        QFETCH(QString, found);
        QFETCH(QString, named);
        QList<operations::MerchantState> merchants;
        for (const QString& each : {QStringLiteral("ACME"), QStringLiteral("ACME Tees"), QStringLiteral("Bolt & Co"), QStringLiteral("Ångström")}) {
            operations::MerchantState state;
            state.merchant.name = each;
            merchants.append(state);
        }
        const auto merchant = merchantByName(merchants, name);
        QCOMPARE(merchant ? merchant->merchant.name : QString(), found);
        if (!merchant) {
            QCOMPARE(merchant.error().code, ErrorCode::NotFound);
            QVERIFY2(merchant.error().detail.contains(named), qPrintable(merchant.error().detail));
        }
    }
};

QTEST_GUILESS_MAIN(TestMerchantName)
#include "tst_merchantname.moc"
