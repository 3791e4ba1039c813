// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/labelanswer.h>
#include <shipstation/shipments.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace t6;
using namespace t6::shipstation;

namespace {

const QByteArray kPdf = "%PDF-1.4\n%%EOF\n";

QByteArray answer(const QByteArray& label)
{
    return "{\"shipmentId\":72513480,\"shipmentCost\":7.3,\"insuranceCost\":1.005,\"trackingNumber\":\"9400\",\"labelData\":\"" + label + "\",\"formData\":null}";
}

QByteArray order(const QByteArray& weight)
{
    return "{\"orderId\":1,\"weight\":" + weight + ",\"dimensions\":null,\"shipTo\":{\"state\":\"CA\",\"city\":\"A \\\"B\\\"\",\"country\":\"US\",\"postalCode\":\"94105\",\"residential\":true}}";
}

} // namespace

class TestLabelAnswer : public QObject
{
    Q_OBJECT

private slots:
    void isRead()
    {
        const auto label = decodeLabelAnswer(answer(kPdf.toBase64()));
        QVERIFY(label);
        QCOMPARE(label->shipment.value, 72513480);
        QCOMPARE(label->cost.minor, 730);
        QCOMPARE(label->insurance.minor, 101);
        QCOMPARE(label->tracking, QStringLiteral("9400"));
        QCOMPARE(label->label, kPdf);
        QVERIFY(label->form.isEmpty());
    }

    void isSalvaged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("label");
        const QByteArray whole = answer(kPdf.toBase64());
        QTest::newRow("whole") << whole << kPdf;
        QTest::newRow("broken behind it") << whole.chopped(10) << kPdf;
        QTest::newRow("broken before it") << ",," + whole << kPdf;
        QTest::newRow("slashes escaped") << answer(kPdf.toBase64().replace("/", "\\/")) << kPdf;
        QTest::newRow("cut within it") << whole.first(whole.indexOf("labelData") + 20) << QByteArray();
        QTest::newRow("no PDF") << answer(QByteArray("hello").toBase64()) << QByteArray();
        QTest::newRow("no base64") << answer("%PDF-") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void isSalvaged()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, label);
        QCOMPARE(salvageLabel(bytes).label, label);
    }

    void needsAShipment_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("none") << QByteArray("{\"trackingNumber\":\"1\"}");
        QTest::newRow("null") << QByteArray("{\"shipmentId\":null}");
        QTest::newRow("zero") << QByteArray("{\"shipmentId\":0}");
        QTest::newRow("text") << QByteArray("{\"shipmentId\":\"7\"}");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("broken") << QByteArray("{\"shipmentId\":7,,}");
    }
    void needsAShipment()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!decodeLabelAnswer(json));
    }

    void aVoidIsApprovedOrNot()
    {
        QVERIFY(decodeVoidAnswer("{\"approved\":true,\"message\":\"done\"}")->approved);
        const auto refused = decodeVoidAnswer("{\"approved\":false,\"message\":\"too\\nlate\"}");
        QVERIFY(!refused->approved);
        QVERIFY(refused->message.contains(QStringLiteral("late")));
        QVERIFY(!decodeVoidAnswer("{\"message\":\"done\"}"));
        QVERIFY(!decodeVoidAnswer("{\"approved\":\"true\"}"));
    }

    void shipmentsAreRead()
    {
        const auto found = decodeShipments("{\"shipments\":[{\"shipmentId\":5,\"orderId\":7,\"orderNumber\":\"A7\",\"createDate\":\"2026-07-01T10:00:00.0000000\",\"shipmentCost\":4.13,\"insuranceCost\":0.5,"
                                           "\"carrierCode\":\"c\",\"serviceCode\":\"s\",\"trackingNumber\":\"t\",\"voided\":true,\"notifyErrorMessage\":\"no access\"},{\"orderId\":8}]}");
        QVERIFY(found && found->size() == 1);
        const Shipment& shipment = found->first();
        QCOMPARE(shipment.order.value, 7);
        QCOMPARE(shipment.total().minor, 463);
        QVERIFY(shipment.voided && shipment.created);
        QCOMPARE(shipment.notifyError, QStringLiteral("no access"));
        QVERIFY(!decodeShipments("[]"));
    }

    void pricesAreAskedFor()
    {
        const auto text = JsonText::parse(order("{\"value\":6,\"units\":\"ounces\"}"));
        const auto request = getRates(*text, "78756", QStringLiteral("usps"), QStringLiteral("package"), QStringLiteral("none"));
        QVERIFY(request);
        QCOMPARE(request->deadline, std::chrono::seconds(60));
        const QJsonObject body = QJsonDocument::fromJson(request->body).object();
        QCOMPARE(body.value(QStringLiteral("toCity")).toString(), QStringLiteral("A \"B\""));
        QCOMPARE(body.value(QStringLiteral("weight")).toObject().value(QStringLiteral("value")).toInt(), 6);
        QVERIFY(body.value(QStringLiteral("residential")).toBool());
        QVERIFY(!getRates(*JsonText::parse(order("null")), "78756", {}, {}, {}));
        QCOMPARE(getRates(*text, "", {}, {}, {}).error().code, ErrorCode::LabelRefused);
    }

    void oneLabelIsAskedFor()
    {
        const WriteRequest request = createLabelForOrder({7}, {QStringLiteral("c"), QStringLiteral("s"), QStringLiteral("p"), QStringLiteral("none"), QDate(2026, 7, 1), true});
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(QStringLiteral("orderId")).toInteger(), 7);
        QCOMPARE(body.value(QStringLiteral("shipDate")).toString(), QStringLiteral("2026-07-01"));
        QVERIFY(body.value(QStringLiteral("testLabel")).toBool());
        QCOMPARE(request.deadline, std::chrono::seconds(60));
    }
};

QTEST_APPLESS_MAIN(TestLabelAnswer)
#include "tst_labelanswer.moc"
