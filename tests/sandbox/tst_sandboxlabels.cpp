// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <sandbox/code128.h>
#include <sandbox/json.h>
#include <sandbox/labelpdf.h>

#include <QTest>

#ifdef T6_HAS_LABEL_READERS
#include <QBuffer>
#include <QImage>
#include <QPdfDocument>

#include <ZXing/ReadBarcode.h>
#endif

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Buying, voiding and reading labels.
class TestSandboxLabels : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void buys();
    void secondLabelCostsAgainAndIsNamed();
    void voids();
    void listsShipments();
    void testLabelsCostNothing();
    void refuses_data();
    void refuses();
    void refusesWithoutManualStore();
    void labelWithoutAnOrder();
    void internationalCarriesAForm();
    void rates();
    void encodesCode128_data();
    void encodesCode128();
    void readsBack_data();
    void readsBack();

private:
    [[nodiscard]] QJsonObject cleanOrder(const QJsonObject& patch = {})
    {
        QJsonObject order = m_sandbox->order(0, m_sandbox->addOrder(0, sandbox::merged({{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"weight"_s, QJsonObject{{u"value"_s, 16.0}, {u"units"_s, u"ounces"_s}}},
                                                         {u"advancedOptions"_s, QJsonObject{{u"warehouseId"_s, m_warehouse}}},
                                                         {u"shipTo"_s, QJsonObject{{u"name"_s, u"Ann (Test) Ñandú"_s}, {u"street1"_s, u"1 Pine Street"_s}, {u"city"_s, u"Seattle"_s}, {u"state"_s, u"WA"_s}, {u"postalCode"_s, u"98101"_s}, {u"country"_s, u"US"_s}, {u"addressVerified"_s, u"Address validated successfully"_s}}}}, patch)));
        return order;
    }
    [[nodiscard]] static QJsonObject purchase(const QJsonObject& order, const QJsonObject& patch = {})
    {
        return sandbox::merged({{u"orderId"_s, order.value(u"orderId"_s)}, {u"carrierCode"_s, u"stamps_com"_s}, {u"serviceCode"_s, u"usps_priority_mail"_s}, {u"packageCode"_s, u"package"_s},
                                   {u"confirmation"_s, u"none"_s}, {u"shipDate"_s, u"2026-06-09"_s}, {u"testLabel"_s, false}}, patch);
    }
    Reply buy(const QJsonObject& body) const { return Client(*m_sandbox).post("/orders/createlabelfororder", body); }

    UtcTime m_now{std::chrono::milliseconds(1'781'000'000'000)};
    QJsonValue m_warehouse;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
};

void TestSandboxLabels::init()
{
    sandbox::SandboxOptions options;
    options.orders = 60;
    options.rateLimit = false;
    options.clock = Clock([this] { return m_now; });
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_warehouse = Client(*m_sandbox).get("/warehouses").array().at(0).toObject().value(u"warehouseId"_s);
    m_sandbox->setBalance(0, u"stamps_com"_s, 50);
}

void TestSandboxLabels::buys()
{
    const QJsonObject order = cleanOrder();
    const Reply reply = buy(purchase(order));
    QCOMPARE(reply.status, 200);
    const QJsonObject label = reply.object();
    QVERIFY(label.value(u"shipmentCost"_s).toDouble() > 0);
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), sandbox::cents(50 - label.value(u"shipmentCost"_s).toDouble()));
    QVERIFY(QByteArray::fromBase64(label.value(u"labelData"_s).toString().toLatin1()).startsWith("%PDF-1.4"));
    QVERIFY(label.value(u"formData"_s).isNull());
    const OrderId id{order.value(u"orderId"_s).toInteger()};
    QCOMPARE(m_sandbox->order(0, id).value(u"orderStatus"_s).toString(), u"shipped"_s);
    QCOMPARE(m_sandbox->liveLabels(0, id), 1);
    QVERIFY(m_sandbox->checkInvariants().isEmpty());
}

void TestSandboxLabels::secondLabelCostsAgainAndIsNamed()
{
    const QJsonObject order = cleanOrder();
    const OrderId id{order.value(u"orderId"_s).toInteger()};
    QCOMPARE(buy(purchase(order)).status, 200);
    const double once = m_sandbox->balance(0, u"stamps_com"_s);
    QCOMPARE(buy(purchase(order)).status, 200); // nothing at ShipStation stops it
    QVERIFY(m_sandbox->balance(0, u"stamps_com"_s) < once);
    QCOMPARE(m_sandbox->liveLabels(0, id), 2);
    const QStringList broken = m_sandbox->checkInvariants();
    QCOMPARE(broken.size(), 1);
    QVERIFY2(broken.at(0).contains(QString::number(id.value)) && broken.at(0).contains(u"2 live labels"_s), qPrintable(broken.at(0)));
}

void TestSandboxLabels::voids()
{
    const Client client(*m_sandbox);
    const QJsonObject order = cleanOrder();
    const OrderId id{order.value(u"orderId"_s).toInteger()};
    const QJsonValue shipment = buy(purchase(order)).object().value(u"shipmentId"_s);
    QVERIFY(client.post("/shipments/voidlabel", {{u"shipmentId"_s, shipment}}).object().value(u"approved"_s).toBool());
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), 50.0);
    QCOMPARE(m_sandbox->order(0, id).value(u"orderStatus"_s).toString(), u"awaiting_shipment"_s);
    const Reply again = client.post("/shipments/voidlabel", {{u"shipmentId"_s, shipment}});
    QCOMPARE(again.status, 200); // 200 and yet not approved
    QVERIFY(!again.object().value(u"approved"_s).toBool(true));
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), 50.0);
    QCOMPARE(client.post("/shipments/voidlabel", {{u"shipmentId"_s, 1}}).status, 404);
    QCOMPARE(buy(purchase(order)).status, 200);
    QVERIFY(m_sandbox->checkInvariants().isEmpty()); // one live label
}

void TestSandboxLabels::listsShipments()
{
    const Client client(*m_sandbox);
    const QJsonObject order = cleanOrder();
    const QByteArray id = QByteArray::number(order.value(u"orderId"_s).toInteger());
    const QString tracking = buy(purchase(order)).object().value(u"trackingNumber"_s).toString();
    m_now += 1h;
    buy(purchase(cleanOrder()));
    for (const QByteArray& query : {QByteArray("orderId=" + id), QByteArray("trackingNumber=" + tracking.toLatin1()), QByteArray("createDateEnd=2026-06-09%2003:30:00"),
             QByteArray("orderNumber=" + order.value(u"orderNumber"_s).toString().toUtf8())}) {
        const QJsonObject list = client.get("/shipments?" + query).object();
        QCOMPARE(list.value(u"total"_s).toInt(), 1);
        const QJsonObject shipment = list.value(u"shipments"_s).toArray().at(0).toObject();
        QCOMPARE(shipment.value(u"trackingNumber"_s).toString(), tracking);
        QVERIFY(shipment.value(u"labelData"_s).isNull()); // a label can be had once
        QVERIFY(shipment.value(u"shipmentItems"_s).isNull());
    }
    QVERIFY(!client.get("/shipments?includeShipmentItems=true&orderId=" + id).object().value(u"shipments"_s).toArray().at(0).toObject().value(u"shipmentItems"_s).toArray().isEmpty());
    QCOMPARE(client.get("/shipments?recipientCountryCode=FR").object().value(u"total"_s).toInt(-1), 0);
    QCOMPARE(client.get("/shipments?createDateStart=soon").status, 400);
}

void TestSandboxLabels::testLabelsCostNothing()
{
    const QJsonObject order = cleanOrder();
    const Reply reply = buy(purchase(order, {{u"testLabel"_s, true}}));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().value(u"shipmentCost"_s).toDouble(), 0.0);
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), 50.0);
    QCOMPARE(m_sandbox->order(0, {order.value(u"orderId"_s).toInteger()}), order);
    QCOMPARE(buy(purchase(order, {{u"testLabel"_s, true}, {u"carrierCode"_s, u"ups"_s}, {u"serviceCode"_s, u"ups_ground"_s}})).status, 500);
}

void TestSandboxLabels::refuses_data()
{
    QTest::addColumn<QJsonObject>("order");
    QTest::addColumn<QJsonObject>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QJsonObject same;
    const QJsonValue none;
    const auto to = [](const QString& member, const QJsonValue& value) { return QJsonObject{{u"shipTo"_s, QJsonObject{{member, value}}}}; };
    const QJsonObject abroad{{u"shipTo"_s, QJsonObject{{u"country"_s, u"FR"_s}, {u"phone"_s, u"+33 1 55 50 55 50"_s}}}, {u"internationalOptions"_s, QJsonObject{{u"contents"_s, u"merchandise"_s}, {u"customsItems"_s, none}}}};
    const QJsonObject intl{{u"serviceCode"_s, u"usps_priority_mail_international"_s}};
    QTest::newRow("no confirmation") << same << QJsonObject{{u"confirmation"_s, none}} << 400 << u"confirmation: "_s;
    QTest::newRow("no ship date") << same << QJsonObject{{u"shipDate"_s, none}} << 400 << u"shipDate: "_s;
    QTest::newRow("unknown order") << same << QJsonObject{{u"orderId"_s, 1}} << 404 << QString();
    QTest::newRow("no ship-from") << QJsonObject{{u"advancedOptions"_s, QJsonObject{{u"warehouseId"_s, none}}}} << same << 500 << u"Object reference not set"_s;
    QTest::newRow("carrier") << same << QJsonObject{{u"carrierCode"_s, u"dhl_paket"_s}} << 500 << u"Invalid carrierCode"_s;
    QTest::newRow("service") << same << QJsonObject{{u"serviceCode"_s, u"ups_ground"_s}} << 500 << u"Invalid serviceCode"_s;
    QTest::newRow("package") << same << QJsonObject{{u"packageCode"_s, u"crate"_s}} << 500 << u"Invalid packageCode"_s;
    QTest::newRow("no weight") << QJsonObject{{u"weight"_s, QJsonObject{{u"value"_s, 0}}}} << same << 500 << u"Weight must"_s;
    QTest::newRow("too heavy") << QJsonObject{{u"weight"_s, QJsonObject{{u"value"_s, 71}, {u"units"_s, u"pounds"_s}}}} << same << 500 << u"Package weight exceeds maximum"_s;
    QTest::newRow("name") << to(u"name"_s, QString()) << same << 500 << u"'Ship Name' must"_s;
    QTest::newRow("country") << to(u"country"_s, u"USA"_s) << same << 500 << u"Please use a 2 character"_s;
    QTest::newRow("city") << to(u"city"_s, none) << same << 500 << u"Invalid City, State, or Zip"_s;
    QTest::newRow("rejected address") << to(u"addressVerified"_s, u"Address validation failed"_s) << same << 500 << u"Invalid City, State, or Zip"_s;
    QTest::newRow("domestic service abroad") << abroad << same << 500 << u"The selected service"_s;
    QTest::newRow("phone abroad") << sandbox::merged(abroad, to(u"phone"_s, none)) << intl << 500 << u"A phone number"_s;
    QTest::newRow("no customs") << abroad << intl << 500 << u"Customs items are required"_s;
    QTest::newRow("funds") << QJsonObject{{u"weight"_s, QJsonObject{{u"value"_s, 600}}}} << same << 500 << u"Insufficient funds. Add funds to continue."_s;
}

void TestSandboxLabels::refuses()
{
    QFETCH(QJsonObject, order);
    QFETCH(QJsonObject, request);
    QFETCH(int, status);
    QFETCH(QString, error);
    const QJsonObject before = cleanOrder(order);
    const Reply reply = buy(purchase(before, request));
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.error().startsWith(error), qPrintable(reply.error()));
    QCOMPARE(m_sandbox->balance(0, u"stamps_com"_s), 50.0);
    QCOMPARE(m_sandbox->order(0, {before.value(u"orderId"_s).toInteger()}), before);
}

void TestSandboxLabels::refusesWithoutManualStore()
{
    const QJsonObject order = m_sandbox->order(3, m_sandbox->orderIds(3, "awaiting_shipment").at(0));
    const Reply reply = Client(*m_sandbox, 3).post("/orders/createlabelfororder", purchase(order));
    QCOMPARE(reply.status, 500);
    QCOMPARE(reply.error(), u"Object reference not set to an instance of an object."_s);
}

void TestSandboxLabels::labelWithoutAnOrder()
{
    const QJsonObject address{{u"name"_s, u"Bo"_s}, {u"street1"_s, u"1 Road"_s}, {u"city"_s, u"Austin"_s}, {u"state"_s, u"TX"_s}, {u"postalCode"_s, u"78701"_s}, {u"country"_s, u"US"_s}};
    const QJsonObject body{{u"carrierCode"_s, u"stamps_com"_s}, {u"serviceCode"_s, u"usps_priority_mail"_s}, {u"packageCode"_s, u"package"_s}, {u"confirmation"_s, u"none"_s},
        {u"shipDate"_s, u"2026-06-09"_s}, {u"weight"_s, QJsonObject{{u"value"_s, 1.0}, {u"units"_s, u"pounds"_s}}}, {u"shipFrom"_s, address}, {u"shipTo"_s, address}};
    const Client client(*m_sandbox);
    const Reply reply = client.post("/shipments/createlabel", body);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.object().value(u"orderId"_s).isNull());
    QVERIFY(!reply.object().value(u"labelData"_s).toString().isEmpty());
    QVERIFY(m_sandbox->balance(0, u"stamps_com"_s) < 50);
    QJsonObject homeless = body;
    homeless.remove(u"shipFrom"_s);
    QCOMPARE(client.post("/shipments/createlabel", homeless).status, 400);
}

void TestSandboxLabels::internationalCarriesAForm()
{
    const QJsonObject order = cleanOrder({{u"shipTo"_s, QJsonObject{{u"country"_s, u"FR"_s}, {u"phone"_s, u"+33 1 55 50 55 50"_s}}},
        {u"internationalOptions"_s, QJsonObject{{u"contents"_s, u"merchandise"_s}, {u"customsItems"_s, QJsonArray{QJsonObject{{u"description"_s, u"Shirt"_s}, {u"quantity"_s, 1}, {u"value"_s, 20.0}, {u"countryOfOrigin"_s, u"US"_s}}}}}}});
    const Reply reply = buy(purchase(order, {{u"serviceCode"_s, u"usps_priority_mail_international"_s}}));
    QCOMPARE(reply.status, 200);
    QVERIFY(QByteArray::fromBase64(reply.object().value(u"formData"_s).toString().toLatin1()).startsWith("%PDF"));
}

void TestSandboxLabels::rates()
{
    const Client client(*m_sandbox);
    const QJsonObject body{{u"carrierCode"_s, u"stamps_com"_s}, {u"fromPostalCode"_s, u"78701"_s}, {u"toCountry"_s, u"US"_s}, {u"toPostalCode"_s, u"98101"_s}, {u"weight"_s, QJsonObject{{u"value"_s, 16.0}, {u"units"_s, u"ounces"_s}}}};
    const QJsonArray list = client.post("/shipments/getrates", body).array();
    QVERIFY(list.size() >= 3);
    double priority = 0;
    for (const QJsonValue& rate : list) {
        if (rate.toObject().value(u"serviceCode"_s).toString() == u"usps_priority_mail"_s)
            priority = rate.toObject().value(u"shipmentCost"_s).toDouble();
    }
    QCOMPARE(buy(purchase(cleanOrder())).object().value(u"shipmentCost"_s).toDouble(), priority); // what was quoted is charged
    QCOMPARE(client.post("/shipments/getrates", sandbox::merged(body, {{u"serviceCode"_s, u"usps_priority_mail"_s}})).array().size(), 1);
    QCOMPARE(client.post("/shipments/getrates", sandbox::merged(body, {{u"carrierCode"_s, u"ups"_s}})).error(), u"toState: The toState field is required for UPS."_s);
    QCOMPARE(client.post("/shipments/getrates", sandbox::merged(body, {{u"weight"_s, QJsonValue()}})).status, 400);
}

void TestSandboxLabels::encodesCode128_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("modules"); // 11 a symbol, 13 for the stop
    QTest::newRow("letters") << QByteArray("AB") << 11 * 4 + 13; // start, A, B, check
    QTest::newRow("pairs of digits") << QByteArray("123456") << 11 * 5 + 13;
    QTest::newRow("odd digits") << QByteArray("12345") << 11 * 6 + 13; // start C, 12, 34, to B, 5, check
    QTest::newRow("mixed") << QByteArray("1Z999AA1") << 11 * 10 + 13;
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("not printable") << QByteArray("a\xc3\xb1") << 0;
}

void TestSandboxLabels::encodesCode128()
{
    QFETCH(QByteArray, text);
    QFETCH(int, modules);
    const std::vector<int> widths = sandbox::code128(text);
    int sum = 0;
    for (const int width : widths)
        sum += width;
    QCOMPARE(sum, modules);
}

void TestSandboxLabels::readsBack_data()
{
    QTest::addColumn<QByteArray>("tracking");
    for (const QByteArray& tracking : {QByteArray("9400111899560072513480"), QByteArray("1Z999AA10072513481"), QByteArray("T0072513482DE"), QByteArray("12345"), QByteArray("AB12-cd~")})
        QTest::newRow(tracking.constData()) << tracking;
}

void TestSandboxLabels::readsBack()
{
#ifdef T6_HAS_LABEL_READERS
    QFETCH(QByteArray, tracking);
    QBuffer bytes;
    bytes.setData(sandbox::labelPdf({u"USPS PRIORITY MAIL"_s, {u"Returns Desk"_s, u"45 Congress Avenue"_s}, {u"Ann (Test) Ñandú \\ 田中"_s, u"1 Pine Street"_s}, tracking, u"AC-1206"_s, false}));
    bytes.open(QIODevice::ReadOnly);
    QPdfDocument document;
    document.load(&bytes);
    QCOMPARE(document.status(), QPdfDocument::Status::Ready);
    QCOMPARE(document.pageCount(), 1);
    QCOMPARE(document.pagePointSize(0), QSizeF(4 * 72, 6 * 72));
    const QImage rendered = document.render(0, QSize(812, 1218)); // a 203 dpi label printer
    QImage page(rendered.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < rendered.height(); ++y) {
        for (int x = 0; x < rendered.width(); ++x) {
            const QRgb pixel = rendered.pixel(x, y);
            page.scanLine(y)[x] = static_cast<uchar>(255 - qAlpha(pixel) * (255 - qGray(pixel)) / 255);
        }
    }
    const ZXing::ImageView view(page.constBits(), page.width(), page.height(), ZXing::ImageFormat::Lum, static_cast<int>(page.bytesPerLine()));
    const ZXing::Result result = ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::Code128));
    QVERIFY(result.isValid());
    const std::wstring text = result.text();
    QCOMPARE(QString::fromStdWString(text), QString::fromLatin1(tracking));
    QVERIFY(document.getAllText(0).text().contains(u"Ann (Test) Ñandú"_s));
#else
    QSKIP("libzxing-dev or qt6-pdf-dev is not installed.");
#endif
}

QTEST_MAIN(TestSandboxLabels)
#include "tst_sandboxlabels.moc"
