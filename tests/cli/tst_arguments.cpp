// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <cli/arguments.h>

#include <QTest>

using namespace t6;
using namespace t6::cli;

class TestArguments : public QObject
{
    Q_OBJECT

private slots:
    void understands_data()
    {
        QTest::addColumn<QString>("line"); // words separated by |
        QTest::addColumn<int>("command");
        const auto row = [](const char* line, Command command) { QTest::newRow(line) << QString::fromUtf8(line) << static_cast<int>(command); };
        row("--help", Command::Help);
        row("-h", Command::Help);
        row("queue|--help", Command::Help);
        row("--version", Command::Version);
        row("--profile|/p|--passphrase-file|-|vault|init", Command::VaultInit);
        row("merchant|add|ACME Tees|--credentials-file|f|--t6-sku|T6-*", Command::MerchantAdd);
        row("merchant|list", Command::MerchantList);
        row("merchant|list|acme", Command::MerchantList);
        row("merchant|test|acme", Command::MerchantTest);
        row("merchant|remove|acme|--yes", Command::MerchantRemove);
        row("merchant|remove|--|--odd name", Command::MerchantRemove);
        row("merchant|checklist|acme", Command::MerchantChecklist);
        row("balance", Command::Balance);
        row("balance|acme|--json", Command::Balance);
        row("fund|acme|stamps_com|100.17|--yes", Command::Fund);
        row("sync|--once", Command::Sync);
        row("sync|--once|--merchant|acme", Command::Sync);
        row("queue", Command::Queue);
        row("order|show|acme|1043", Command::OrderShow);
        row("order|hold|acme|1043|2026-12-24|--reason|the buyer asked", Command::OrderCorrect);
        row("order|waive|acme|1043|weight-missing|--reason|weighed by hand", Command::OrderWaive);
        row("order|unwaive|acme|1043|Weight-Missing", Command::OrderUnwaive);
        row("order|waiting|acme|1043|--asked|z@acme.example|--about|the weight", Command::OrderWaiting);
        row("order|waiting|acme|1043|--end", Command::OrderWaiting);
        row("order|ask|acme|1043", Command::OrderAsk);
        row("rates|acme|1043", Command::Rates);
        row("order|ship|acme|1043|--service|usps_ground|--carrier|usps|--max-cost|4.13|--pdf|l.pdf|--again|torn|--yes", Command::OrderShip);
        row("order|void|acme|1043|--shipment|72513480|--yes", Command::OrderVoid);
        row("order|mark-shipped|acme|1043|--carrier|ups|--tracking|1Z|--date|2026-12-24|--notify-store|--yes", Command::OrderMarkShipped);
    }
    void understands()
    {
        QFETCH(QString, line);
        const auto request = parseArguments(line.split(QLatin1Char('|')));
        QVERIFY2(request, request ? "" : qPrintable(request.error()));
        QTEST(static_cast<int>(request->command), "command");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("culprit");
        const auto row = [](const char* line, const char* culprit) { QTest::newRow(*line ? line : "(nothing)") << QString::fromUtf8(line) << QString::fromUtf8(culprit); };
        row("", "no command");
        row("--json", "no command");
        row("dance", "dance");
        row("merchant", "add, list, test, remove, checklist");
        row("fund|acme|stamps_com|100.17", "--yes");
        row("fund|acme|stamps_com|9.99|--yes", "9.99");
        row("fund|acme|stamps_com|10000.01|--yes", "10000.01");
        row("fund|acme|stamps_com|1e3|--yes", "1e3");
        row("fund|acme|stamps_com", "AMOUNT");
        row("order|ship|acme|1043", "--service");
        row("order|ship|acme|1043|--service|s|--max-cost|much", "--max-cost");
        row("order|ship|acme|1043|--service|s|--max-cost|0", "--max-cost");
        row("order|void|acme|1043|--shipment|x", "--shipment");
        row("order|mark-shipped|acme|1043", "--carrier");
        row("order|mark-shipped|acme|1043|--carrier|ups|--date|soon", "--date");
        row("merchant|dance", "merchant dance");
        row("merchant|remove", "NAME");
        row("merchant|remove|a|b", "b");
        row("order|show|acme", "NUMBER");
        row("queue|extra", "extra");
        row("queue|--colour", "--colour");
        row("queue|--login|x", "--login");
        row("queue|--yes", "--yes");
        row("queue|--format|xml", "xml");
        row("queue|--format", "--format");
        row("queue|--format|--json", "--format");
        row("--json|queue|--format|csv", "--json");
        row("queue|--issue|wieght-missing", "wieght-missing");
        row("queue|--readiness|closed", "closed");
        row("order|waive|acme|1043|wieght-missing|--reason|x", "wieght-missing");
        row("order|waive|acme|1043|weight-missing", "--reason");
        row("order|waive|acme|1043|weight-missing|--reason= ", "--reason");
        row("order|unhold|acme|1043|--reason|x", "--reason");
        row("order|unwaive|acme|1043", "ISSUE");
        row("order|waiting|acme|1043", "--asked");
        row("order|waiting|acme|1043|--asked|zoe", "--about");
        row("order|waiting|acme|1043|--end|--asked|zoe", "--end alone");
        row("queue|--merchant|a|--merchant|b", "--merchant");
        row("--json=yes|queue", "--json");
        row("--profile", "--profile");
        row("sync", "--once");
        row("merchant|add|--credentials-file|f|--t6-sku|T6-*|NAME", "NAME");
        row("merchant|add|acme|--t6-sku|T6-*", "--credentials-file");
        row("merchant|add|acme|--credentials-file|f", "--t6-sku");
        row("merchant|add|  |--credentials-file|f|--t6-sku|x", "NAME");
        row("merchant|add|acme|--credentials-file|f|--t6-tag|red", "red");
        row("merchant|add|acme|--credentials-file|f|--t6-store|-1", "--t6-store");
        row("merchant|add|acme|--credentials-file|f|--t6-store=0", "0");
    }
    void refuses()
    {
        QFETCH(QString, line);
        QFETCH(QString, culprit);
        const auto request = parseArguments(line.isEmpty() ? QStringList() : line.split(QLatin1Char('|')));
        QVERIFY(!request);
        QVERIFY2(request.error().contains(culprit), qPrintable(request.error()));
        QVERIFY(!request.error().contains(QLatin1Char('\n')));
    }

    void globalOptionsStandAnywhere()
    {
        for (const char* line : {"--profile=/p|--json|queue|--merchant|acme", "queue|--json|--merchant=acme|--profile|/p"}) {
            const auto request = parseArguments(QString::fromLatin1(line).split(QLatin1Char('|')));
            QVERIFY(request);
            QVERIFY(request->json);
            QCOMPARE(request->profileDir, QStringLiteral("/p"));
            QCOMPARE(request->merchant, QStringLiteral("acme"));
        }
    }

    void merchantDraft()
    {
        const auto request = parseArguments({QStringLiteral("merchant"), QStringLiteral("add"), QStringLiteral(" ACME   Tees "), QStringLiteral("--t6-sku"), QStringLiteral("T6-*"), QStringLiteral("TEE ?"),
            QStringLiteral("--login"), QStringLiteral("ACME_T6"), QStringLiteral("--t6-sku=-odd-*"), QStringLiteral("--t6-fulfillment-sku"), QStringLiteral("F*"), QStringLiteral("--t6-location"),
            QStringLiteral("T6/*"), QStringLiteral("--t6-tag"), QStringLiteral("11"), QStringLiteral("12"), QStringLiteral("--t6-store"), QStringLiteral("4294967297"), QStringLiteral("--memory-only"),
            QStringLiteral("--api-url"), QStringLiteral("http://127.0.0.1:1"), QStringLiteral("--credentials-file"), QStringLiteral("/k")});
        QVERIFY(request);
        const operations::MerchantDraft& draft = request->draft;
        QCOMPARE(draft.name, QStringLiteral("ACME Tees"));
        QCOMPARE(draft.login, QStringLiteral("ACME_T6"));
        QCOMPARE(draft.apiUrl, QStringLiteral("http://127.0.0.1:1"));
        QVERIFY(draft.memoryOnly);
        QCOMPARE(draft.rule.skuPatterns, QStringList({QStringLiteral("T6-*"), QStringLiteral("TEE ?"), QStringLiteral("-odd-*")}));
        QCOMPARE(draft.rule.fulfillmentSkuPatterns, QStringList(QStringLiteral("F*")));
        QCOMPARE(draft.rule.warehouseLocationPatterns, QStringList(QStringLiteral("T6/*")));
        QVERIFY((draft.rule.tags == std::vector<TagId>{{11}, {12}}));
        QVERIFY((draft.rule.stores == std::vector<StoreId>{{4294967297}}));
        QCOMPARE(request->credentialsFile, QStringLiteral("/k"));
    }

    void queueFilters()
    {
        const auto request = parseArguments({QStringLiteral("queue"), QStringLiteral("--issue"), QStringLiteral("Weight-Missing"), QStringLiteral("--issue"), QStringLiteral("split-needed"),
            QStringLiteral("--readiness"), QStringLiteral("hold"), QStringLiteral("--format"), QStringLiteral("csv")});
        QVERIFY(request);
        QCOMPARE(request->issues, bit(CheckCode::WeightMissing) | bit(CheckCode::SplitNeeded));
        QVERIFY(request->readiness == std::vector<Readiness>{Readiness::OnHold});
        QVERIFY(request->csv);
    }

    void readinessWords_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("readiness");
        const auto row = [](const char* word, Readiness readiness) { QTest::newRow(word) << QString::fromLatin1(word) << static_cast<int>(readiness); };
        row("needs-review", Readiness::NeedsReview);
        row("Needs review", Readiness::NeedsReview);
        row("review", Readiness::NeedsReview);
        row("READY_TO_SHIP", Readiness::ReadyToShip);
        row("ready", Readiness::ReadyToShip);
        row("on hold", Readiness::OnHold);
        row("hold", Readiness::OnHold);
        row("awaiting-payment", Readiness::AwaitingPayment);
        row("Waiting on Merchant", Readiness::WaitingOnMerchant);
    }
    void readinessWords()
    {
        QFETCH(QString, word);
        const auto readiness = readinessByWord(word);
        QVERIFY(readiness);
        QTEST(static_cast<int>(*readiness), "readiness");
    }

    void helpNamesEveryCommandAndOption()
    {
        const QString help = helpText();
        for (const char* word : {"vault init", "merchant add", "merchant list", "merchant test", "merchant remove", "sync --once", "queue", "order show", "--profile", "--passphrase-file", "--json", "--accept-older-vault", "--api-url",
                 "--credentials-file", "--t6-sku", "--t6-fulfillment-sku", "--t6-location", "--t6-tag", "--t6-store", "--login", "--memory-only", "--merchant", "--issue", "--readiness", "--format", "--yes"})
            QVERIFY2(help.contains(QLatin1String(word)), word);
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
