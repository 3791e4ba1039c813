// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/labelrules.h>

#include <QTest>

using namespace t6;
using What = PurchaseFinding::What;

namespace {

constexpr UtcTime kSent{std::chrono::hours(1'000'000)};

Shipment shipment(qint64 id, qint64 order = 7, const QString& service = QStringLiteral("ground"), std::chrono::minutes after = std::chrono::minutes(1))
{
    Shipment found;
    found.id = {id};
    found.order = {order};
    found.carrier = QStringLiteral("usps");
    found.service = service;
    found.created = kSent + after;
    return found;
}

RateQuote quote(const QString& carrier, const QString& service, qint64 cents)
{
    RateQuote made;
    made.carrier = carrier;
    made.service = service;
    made.shipping = {cents};
    return made;
}

} // namespace

class TestLabelRules : public QObject
{
    Q_OBJECT

private slots:
    void readsAmounts_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<qint64>("cents");
        QTest::newRow("cents") << QByteArray("4.13") << qint64(413);
        QTest::newRow("one digit") << QByteArray("19.1") << qint64(1910);
        QTest::newRow("whole") << QByteArray("8") << qint64(800);
        QTest::newRow("not binary") << QByteArray("1.005") << qint64(101);
        QTest::newRow("back") << QByteArray("-2.50") << qint64(-250);
        QTest::newRow("with an exponent") << QByteArray("4.13e1") << qint64(4130);
        QTest::newRow("text") << QByteArray("\"4.13\"") << qint64(-1);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
    }
    void readsAmounts()
    {
        QFETCH(QByteArray, raw);
        QFETCH(qint64, cents);
        const auto money = moneyOf(raw);
        QCOMPARE(money ? money->minor : -1, cents);
    }

    void paysATenthMoreAtMost()
    {
        QCOMPARE(mostFor(Money{413}).minor, 454);
        QCOMPARE(mostFor(Money{9}).minor, 9);
    }

    void findsThePurchase_data()
    {
        QTest::addColumn<QList<Shipment>>("found");
        QTest::addColumn<qint64>("told");
        QTest::addColumn<int>("what");
        QTest::addColumn<qint64>("id");
        const auto row = [](const char* name, const QList<Shipment>& found, What what, qint64 id = 0, qint64 told = 0) { QTest::newRow(name) << found << told << static_cast<int>(what) << id; };
        row("none", {}, What::Nothing);
        row("an old one", {shipment(1)}, What::Nothing);
        row("a new one", {shipment(1), shipment(2)}, What::Bought, 2);
        row("in every reading", {shipment(2), shipment(2), shipment(2)}, What::Bought, 2);
        row("of another order", {shipment(2, 8)}, What::Nothing);
        row("of another service", {shipment(2, 7, QStringLiteral("air"))}, What::Nothing);
        row("from long ago", {shipment(2, 7, QStringLiteral("ground"), -std::chrono::hours(30))}, What::Nothing);
        row("clocks differ", {shipment(2, 7, QStringLiteral("ground"), -std::chrono::hours(20))}, What::Bought, 2);
        row("two", {shipment(2), shipment(3)}, What::Several);
        row("one and another service", {shipment(2), shipment(3, 7, QStringLiteral("air"))}, What::Bought, 2);
        row("the one that was told", {shipment(2), shipment(3)}, What::Bought, 3, 3);
        row("not the one that was told", {shipment(2)}, What::Nothing, 0, 3);
    }
    void findsThePurchase()
    {
        QFETCH(QList<Shipment>, found);
        QFETCH(qint64, told);
        QFETCH(int, what);
        QFETCH(qint64, id);
        Purchase purchase;
        purchase.order = {7};
        purchase.number = QStringLiteral("A7");
        purchase.terms.carrier = QStringLiteral("usps");
        purchase.terms.service = QStringLiteral("ground");
        purchase.known = {ShipmentId{1}};
        purchase.sentAt = kSent;
        purchase.told = {told};
        const PurchaseFinding finding = findPurchase(purchase, found);
        QCOMPARE(static_cast<int>(finding.what), what);
        QCOMPARE(finding.shipment.id.value, id);
    }

    void comparesPrices()
    {
        QList<RateQuote> quotes{quote(QStringLiteral("usps"), QStringLiteral("air"), 900), quote(QStringLiteral("ups"), QStringLiteral("ground"), 400), quote(QStringLiteral("usps"), QStringLiteral("ground"), 400)};
        compareQuotes(quotes, {{QStringLiteral("fast"), QStringLiteral("dhl"), QStringLiteral("air"), {}}, {QStringLiteral("fast"), QStringLiteral("usps"), QStringLiteral("air"), {}}}, QStringLiteral("ups"), QStringLiteral("ground"));
        QCOMPARE(quotes.first().carrier, QStringLiteral("ups"));
        QVERIFY(quotes[0].cheapest && quotes[1].cheapest && !quotes[2].cheapest);
        QVERIFY(quotes[2].requested && !quotes[0].requested);
        compareQuotes(quotes, {}, QStringLiteral("ups"), QStringLiteral("ground"));
        QVERIFY(quotes[0].requested && !quotes[1].requested && !quotes[2].requested);
    }

    void choosesWhoPays()
    {
        const auto wallet = [](const char* code, std::int64_t provider, bool primary) {
            Carrier carrier;
            carrier.code = code;
            carrier.shippingProviderId = provider;
            carrier.primary = primary;
            return carrier;
        };
        const std::vector<Carrier> carriers{wallet("usps", 1, false), wallet("usps", 2, true), wallet("ups", 3, false)};
        QCOMPARE(payingCarrier(carriers, QStringLiteral("usps"), 0)->shippingProviderId, 2);
        QCOMPARE(payingCarrier(carriers, QStringLiteral("usps"), 1)->shippingProviderId, 1);
        QCOMPARE(payingCarrier(carriers, QStringLiteral("ups"), 1)->shippingProviderId, 3);
        QVERIFY(!payingCarrier(carriers, QStringLiteral("dhl"), 0));
    }
};

QTEST_APPLESS_MAIN(TestLabelRules)
#include "tst_labelrules.moc"
