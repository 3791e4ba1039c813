// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/funds.h>

#include <QTest>

using namespace t6;
using namespace std::chrono_literals;

namespace {

const UtcTime kNow{std::chrono::milliseconds{1'800'000'000'000}};

Carrier wallet(const std::string& code, std::int64_t provider, std::int64_t minor, bool funded = true, bool primary = true)
{
    Carrier carrier;
    carrier.code = carrier.name = code;
    carrier.shippingProviderId = provider;
    carrier.requiresFundedAccount = funded;
    carrier.primary = primary;
    carrier.balance = {minor};
    return carrier;
}

AccountFacts account(std::vector<Carrier> carriers)
{
    AccountFacts facts;
    facts.carriers = std::move(carriers);
    facts.fetchedAt = kNow;
    return facts;
}

} // namespace

class TestFunds : public QObject
{
    Q_OBJECT

private slots:
    void money_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("minor");
        const auto row = [](const char* text, qint64 minor) { QTest::newRow(text) << QString::fromLatin1(text) << minor; };
        row("100", 100'00);
        row("100.5", 100'50);
        row("100.17", 100'17);
        row(" $1,000.17 ", 1000'17);
        row("10,000", 10'000'00);
        row("0.07", 7);
        for (const char* wrong : {"", "100.175", "-5", "1e3", "ten", "1,00", "100.", ".5", "10 000", "$", "1,0000", "9999999999"})
            row(wrong, -1);
    }
    void money()
    {
        QFETCH(QString, text);
        QFETCH(qint64, minor);
        const auto parsed = parseMoney(text);
        QCOMPARE(parsed.has_value(), minor >= 0);
        if (parsed)
            QCOMPARE(parsed->minor, minor);
    }
    void texts()
    {
        QCOMPARE(dollarText({1000'17}), QStringLiteral("$1,000.17"));
        QCOMPARE(dollarText({1234567'05}), QStringLiteral("$1,234,567.05"));
        QCOMPARE(dollarText({7}), QStringLiteral("$0.07"));
        QCOMPARE(dollarText({-250'00}), QStringLiteral("-$250.00"));
        QCOMPARE(dollarText({100'00}), QStringLiteral("$100.00"));
        QCOMPARE(plainMoney({1000'17}), QStringLiteral("1000.17"));
        for (const qint64 minor : {0, 7, 99, 100, 12345, 1'000'000})
            QCOMPARE(parseMoney(plainMoney({minor}))->minor, minor);
    }
    /// No two of a day look alike, and none looks like auto-funding's.
    void oddCents()
    {
        QCOMPARE(withOddCents({100'00}, 0).minor, 100'17);
        QSet<qint64> amounts;
        for (int before = 0; before < kFundsPerDay; ++before) {
            const Money amount = withOddCents(kFundsAmount, before);
            QVERIFY(!looksAutomatic(amount));
            amounts.insert(amount.minor);
        }
        QCOMPARE(amounts.size(), kFundsPerDay);
        QVERIFY(looksAutomatic({100'00}));
    }
    void estimate()
    {
        const LabelPrices prices(LabelHistory{kNow - 24h, {{"stamps_com", "usps_ground", 3, {4'13}, {12'50}}, {"stamps_com", "usps_air", 1, {9'00}, {9'00}}}});
        QCOMPARE(prices.estimate("stamps_com", "usps_ground", false).cost.minor, 4'13);
        QCOMPARE(prices.estimate("stamps_com", "usps_ground", false).restsOn, 3);
        QCOMPARE(prices.estimate("stamps_com", "usps_air", true).cost.minor, 9'00);
        QCOMPARE(prices.estimate("ups", "usps_ground", false).restsOn, 0);
        QCOMPARE(prices.estimate("ups", "ground", false).cost.minor, 4'00);
        QCOMPARE(prices.estimate("ups", "ground", true).cost.minor, 15'00);
        QCOMPARE(LabelPrices().estimate("", "", false).cost.minor, 4'00);
    }
    /// Only funded carriers are money; two with one code are two wallets, and the primary one pays.
    void wallets()
    {
        AccountFacts facts = account({wallet("ups", 1, 21, false), wallet("stamps_com", 2, 500'00, true, false), wallet("stamps_com", 3, 100'00)});
        const auto shown = outlook(facts, {{"stamps_com", "ground", 10, 2}, {"ups", "ground", 5, 0}}, {}, kNow);
        QCOMPARE(shown.size(), std::size_t{2});
        QCOMPARE(shown[0].shippingProviderId, 3); // less is left in it
        QCOMPARE(shown[0].readyLabels, 10);
        QCOMPARE(shown[0].readyCost.minor, 8 * 4'00 + 2 * 15'00);
        QCOMPARE(shown[0].readyGuessed, 10);
        QCOMPARE(shown[1].readyLabels, 0);
        QVERIFY(shown[0].sharesCode && shown[1].sharesCode);
        QVERIFY(outlook(AccountFacts(), {}, {}, kNow).empty());
    }
    void state_data()
    {
        QTest::addColumn<qint64>("balance");
        QTest::addColumn<int>("ready");
        QTest::addColumn<qint64>("spentInTwoDays");
        QTest::addColumn<QString>("state");
        QTest::newRow("fine") << qint64{500'00} << 10 << qint64{0} << "fine";
        QTest::newRow("exactly the queue") << qint64{40'00} << 10 << qint64{0} << "fine";
        QTest::newRow("a cent short") << qint64{39'99} << 10 << qint64{0} << "short";
        QTest::newRow("low") << qint64{24'99} << 0 << qint64{0} << "low";
        QTest::newRow("just not low") << qint64{25'00} << 0 << qint64{0} << "fine";
        QTest::newRow("gone today") << qint64{99'00} << 0 << qint64{200'00} << "runs-out-today";
        QTest::newRow("lasts a day") << qint64{100'00} << 0 << qint64{200'00} << "fine";
        QTest::newRow("short before gone") << qint64{30'00} << 10 << qint64{200'00} << "short";
        QTest::newRow("overdrawn") << qint64{-1} << 0 << qint64{0} << "short";
    }
    void state()
    {
        QFETCH(qint64, balance);
        QFETCH(int, ready);
        QFETCH(qint64, spentInTwoDays);
        QFETCH(QString, state);
        AccountFacts facts = account({wallet("stamps_com", 2, balance)});
        if (spentInTwoDays > 0)
            facts.labels = LabelHistory{kNow - 48h, {{"stamps_com", "express", 40, {5'00}, {spentInTwoDays}}}};
        const auto shown = outlook(facts, {{"stamps_com", "ground", ready, 0}}, {}, kNow);
        QCOMPARE(QString::fromLatin1(fundsStateName(shown.front().state)), state);
    }
    void runway()
    {
        AccountFacts facts = account({wallet("stamps_com", 2, 100'00)});
        const std::vector<WalletHistory> history{{2, {{kNow - 48h, {300'00}}, {kNow - 30h, {220'00}}, {kNow - 20h, {320'00}}, {kNow - 1h, {100'00}}}}};
        // By balances: 80 + 220 fell in 48 hours; what was added does not count.
        auto shown = outlook(facts, {}, history, kNow).front();
        QVERIFY(shown.basis == WalletOutlook::Basis::Balances);
        QCOMPARE(shown.perDay.minor, 150'00);
        QCOMPARE(shown.runway->count(), 16);
        QVERIFY(!shown.runwayLabels);
        // Labels tell better; of another carrier nothing.
        facts.labels = LabelHistory{kNow - 240h, {{"stamps_com", "ground", 50, {4'00}, {200'00}}, {"ups", "ground", 9, {9'00}, {900'00}}}};
        shown = outlook(facts, {}, history, kNow).front();
        QVERIFY(shown.basis == WalletOutlook::Basis::Labels);
        QCOMPARE(shown.perDay.minor, 20'00);
        QCOMPARE(shown.runway->count(), 120);
        QCOMPARE(*shown.runwayLabels, 25);
        // Balances of a few hours tell nothing.
        facts.labels.reset();
        shown = outlook(facts, {}, {{2, {{kNow - 3h, {300'00}}, {kNow - 1h, {100'00}}}}}, kNow).front();
        QVERIFY(shown.basis == WalletOutlook::Basis::Nothing && !shown.runway);
    }
    void verdict_data()
    {
        QTest::addColumn<qint64>("labels");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<int>("verdict");
        const auto row = [](const char* name, qint64 labels, qint64 now, TopUpVerdict verdict) { QTest::newRow(name) << labels << now << static_cast<int>(verdict); };
        row("arrived", 0, 112'57, TopUpVerdict::Applied);
        row("arrived, labels bought", 8'26, 104'31, TopUpVerdict::Applied);
        row("did not", 0, 12'40, TopUpVerdict::NotApplied);
        row("did not, labels bought", 8'26, 4'14, TopUpVerdict::NotApplied);
        row("auto-funding's hundred", 0, 112'40, TopUpVerdict::Other);
        row("twice", 0, 212'74, TopUpVerdict::Other);
        row("a label that is not listed yet", 0, 104'31, TopUpVerdict::Other);
    }
    void verdict()
    {
        QFETCH(qint64, labels);
        QFETCH(qint64, now);
        QFETCH(int, verdict);
        QCOMPARE(static_cast<int>(judgeTopUp({12'40}, {100'17}, {labels}, {now})), verdict);
    }
};

QTEST_GUILESS_MAIN(TestFunds)
#include "tst_funds.moc"
