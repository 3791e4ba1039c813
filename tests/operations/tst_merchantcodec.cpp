// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <operations/merchantcodec.h>

#include <QTest>

using namespace t6;
using namespace t6::operations;

class TestMerchantCodec : public QObject
{
    Q_OBJECT

private slots:
    void merchant()
    {
        Merchant m;
        m.id = MerchantId::create();
        m.name = QStringLiteral("Café Ñandú <b>");
        m.login = QStringLiteral("CAFE_T6");
        m.apiUrl = QStringLiteral("http://127.0.0.1:1");
        m.colour = 7;
        m.memoryOnly = m.paused = true;
        m.rule.skuPatterns = QStringList{QStringLiteral("T6-*"), QStringLiteral("x?")};
        m.rule.fulfillmentSkuPatterns = QStringList{QStringLiteral("F*")};
        m.rule.warehouseLocationPatterns = QStringList{QStringLiteral("T6 *")};
        m.rule.tags = {{1}, {5'000'000'000}};
        m.rule.stores = {{9}};
        m.checks = {~std::uint64_t{0} - 3, 0.5, 9};
        m.keysExpire = UtcTime{std::chrono::milliseconds{1'900'000'000'123}};
        m.checklist = {{ChecklistPoint::PostageFunding, UtcTime{std::chrono::milliseconds{5}}, QStringLiteral("dana")}};
        m.connectedAt = UtcTime{std::chrono::milliseconds{77}};
        QVERIFY(*decodeMerchant(encodeMerchant(m)) == m); // a record from before these settings
        m.customs = {QStringLiteral("merchandise"), QStringLiteral("return_to_sender"), QStringLiteral("US"), {{QStringLiteral("MUG-*"), QStringLiteral("Ceramic mug"), QStringLiteral("6911.10")}, {QStringLiteral("*"), {}, {}}}};
        m.services = {{QStringLiteral("Standard*"), QStringLiteral("stamps_com"), QStringLiteral("usps_ground_advantage"), QStringLiteral("package")}, {QStringLiteral("x"), QStringLiteral("ups"), QStringLiteral("s"), {}}};
        m.funding = {Funding::Consent{UtcTime{std::chrono::milliseconds{6}}, QStringLiteral("zoe")}, std::nullopt, {300'17}};
        const auto back = decodeMerchant(encodeMerchant(m));
        QVERIFY(back);
        QVERIFY(*back == m);
        m.keysExpire.reset();
        QVERIFY(*decodeMerchant(encodeMerchant(m)) == m);
    }

    void facts()
    {
        AccountFacts f;
        QVERIFY(*decodeFacts(encodeFacts(f)) == f); // lists that are unknown stay unknown
        f.warehouses = std::vector<Warehouse>{{{1}, "Main", {"a", "b", "c", "d", "e", "f", "g", "h", "US", "1"}, {}, true}};
        f.carriers = std::vector<Carrier>{{"ups", "UPS", "nick", "17", 3'000'000'000, true, false, Money{1234}, {{"s", "Service", true, false}}, {{"p", "Package", false, true}}}};
        f.stores = std::vector<Store>{{{2}, "Shop", "Etsy", true, false}};
        f.tags = std::vector<Tag>{};
        f.users = std::vector<User>{{"guid", "ACME_T6", "Through6"}};
        f.labels = LabelHistory{UtcTime{std::chrono::milliseconds{7}}, {{"ups", "ground", 3, {4'13}, {12'50}}}};
        f.fetchedAt = UtcTime{std::chrono::milliseconds{42}};
        const auto back = decodeFacts(encodeFacts(f));
        QVERIFY(back);
        QVERIFY(*back == f);
        QVERIFY(back->tags && back->tags->empty()); // empty differs from unknown
    }

    void refusesWhatIsNoRecord()
    {
        for (const QByteArray& bytes : {QByteArray(), QByteArray("[]"), QByteArray("{}"), QByteArray("{\"id\":\"no\"}")})
            QVERIFY(!decodeMerchant(bytes));
        QVERIFY(!decodeFacts("null"));
    }
};

QTEST_GUILESS_MAIN(TestMerchantCodec)
#include "tst_merchantcodec.moc"
