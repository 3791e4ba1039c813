// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctionwindow.h"

#include <ui/bulkfixdialog.h>
#include <ui/theme.h>

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QTableWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

void choose(QComboBox& box, const QByteArray& raw)
{
    QVERIFY2(box.findData(raw) >= 0, raw.constData());
    box.setCurrentIndex(box.findData(raw));
}

QComboBox& boxAt(const QTableWidget& table, int column)
{
    return *qobject_cast<QComboBox*>(table.cellWidget(0, column));
}

/// A new order of a merchant with one line of a SKU that no other has.
OrderId addOrder(CorrectionWindow& desk, const QJsonValue& weight, int item)
{
    QJsonObject line = desk.atShipStation().value(QLatin1String("items")).toArray().first().toObject();
    line.insert(QStringLiteral("sku"), line.value(QLatin1String("sku")).toString() + QStringLiteral("-RARE"));
    line.insert(QStringLiteral("weight"), weight);
    line.insert(QStringLiteral("orderItemId"), item);
    return desk.at([&] { return desk.sandbox().addOrder(0, {{QStringLiteral("items"), QJsonArray{line}}, {QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}}); });
}

} // namespace

/// What is told of a merchant is kept with it and offered where its orders are corrected.
class TestMerchantSettings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void customsAreToldAndKept()
    {
        CorrectionWindow desk;
        QWidget* dialog = desk.open(QStringLiteral("merchant-customs"));
        QVERIFY(dialog);
        auto& tab = child<QWidget>(*dialog, "customsTab");
        QCOMPARE(child<QTabWidget>(*dialog, "tabs").currentWidget(), &tab);
        choose(child<QComboBox>(tab, "contentsBox"), "\"sample\"");
        type(tab, "originEdit", QStringLiteral("mx"));
        press(tab, "addButton");
        auto& goods = child<QTableWidget>(tab, "goodsTable");
        QCOMPARE(goods.item(0, 0)->text(), QStringLiteral("*"));
        goods.item(0, 1)->setText(QStringLiteral("gift"));
        goods.item(0, 2)->setText(QStringLiteral("6109.10"));
        QVERIFY(child<QLabel>(tab, "problemLabel").isVisible());
        press(*dialog, "saveButton");
        QVERIFY(desk.window->dialog()); // refused, and says why
        QVERIFY(child<QLabel>(*dialog, "formError").text().contains(QLatin1String("too vague")));
        goods.item(0, 1)->setText(QStringLiteral("Cotton T-shirt"));
        QVERIFY(!child<QLabel>(tab, "problemLabel").isVisible());
        press(*dialog, "saveButton");
        QTRY_VERIFY(!desk.window->dialog());
        const CustomsDefaults wanted{QStringLiteral("sample"), {}, QStringLiteral("MX"), {{QStringLiteral("*"), QStringLiteral("Cotton T-shirt"), QStringLiteral("6109.10")}}};
        QVERIFY(desk.console->merchant(desk.merchant)->merchant.customs == wanted);
        desk.restart();
        QVERIFY(desk.console->merchant(desk.merchant)->merchant.customs == wanted);
        QWidget* again = desk.open(QStringLiteral("merchant-customs"));
        QCOMPARE(child<QTableWidget>(*again, "goodsTable").item(0, 1)->text(), QStringLiteral("Cotton T-shirt"));
        press(*child<QWidget>(*again, "goodsTable").parentWidget(), "removeButton");
        press(*again, "saveButton");
        QTRY_VERIFY(!desk.window->dialog());
        QVERIFY(desk.console->merchant(desk.merchant)->merchant.customs.goods.empty());
    }

    void requestedServicesAreTold()
    {
        CorrectionWindow desk;
        QWidget* dialog = desk.open(QStringLiteral("merchant-services"));
        QVERIFY(dialog);
        auto& tab = child<QWidget>(*dialog, "servicesTab");
        press(tab, "addButton");
        auto& table = child<QTableWidget>(tab, "mappingTable");
        table.item(0, 0)->setText(QStringLiteral(" Standard* "));
        QCOMPARE(boxAt(table, 2).count(), 1); // first the carrier
        choose(boxAt(table, 1), "\"stamps_com\"");
        choose(boxAt(table, 2), "\"usps_priority_mail_international\""); // within the country or abroad
        choose(boxAt(table, 2), "\"usps_ground_advantage\"");
        press(tab, "addButton"); // a line that says nothing is not kept
        press(*dialog, "saveButton");
        QTRY_VERIFY(!desk.window->dialog());
        const auto services = desk.console->merchant(desk.merchant)->merchant.services;
        QCOMPARE(services.size(), std::size_t(1));
        QVERIFY(services.front() == (ServiceMapping{QStringLiteral("Standard*"), QStringLiteral("stamps_com"), QStringLiteral("usps_ground_advantage"), {}}));
    }

    void whatTheEditorRemembersIsOffered()
    {
        CorrectionWindow desk;
        const auto asks = [&desk](OrderId id) {
            desk.at([&] {
                for (const auto& [path, value] : {std::pair("requestedShippingService", "Overnight, please"), std::pair("carrierCode", "stamps_com"), std::pair("serviceCode", "usps_ground_advantage"), std::pair("packageCode", "package")})
                    desk.sandbox().merchantEdit(0, id, QString::fromLatin1(path), QString::fromLatin1(value));
                desk.sandbox().merchantEdit(0, id, QStringLiteral("shipTo.country"), QStringLiteral("US"));
            });
        };
        asks(desk.order);
        QTRY_COMPARE_WITH_TIMEOUT(desk.details().requestedService, QStringLiteral("Overnight, please"), 20'000);
        QVERIFY(desk.select(desk.order));
        QTRY_COMPARE(desk.queue().order()->requestedService, QStringLiteral("Overnight, please"));
        {
            OrderEditor& editor = desk.edit();
            editor.showPlace({EditSection::Shipping, QStringLiteral("serviceCode")});
            choose(child<QComboBox>(editor, "serviceBox"), "\"usps_priority_mail_express\"");
            auto& remember = child<QPushButton>(editor, "rememberButton");
            QVERIFY(remember.isVisible());
            remember.click();
            QTRY_VERIFY(!remember.isVisible());
            QCOMPARE(child<QLabel>(editor, "requestedLabel").text(), QStringLiteral("Overnight, please → USPS Priority Mail Express · Package"));
            QTest::keyClick(&editor, Qt::Key_Escape);
        }
        QTRY_VERIFY(!desk.window->dialog());
        QCOMPARE(desk.writes(), 0); // it is the merchant's, not the order's
        QVERIFY(desk.merchantSets(QStringLiteral("serviceCode"), QJsonValue(), CheckCode::ServiceMissing));
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(desk.queue().findChild<QPushButton*>(QStringLiteral("quickFixButton")));
        QTRY_COMPARE(child<QPushButton>(desk.queue(), "quickFixButton").text(), QStringLiteral("Set USPS Priority Mail Express · Package"));
    }

    void manyAreOfferedTheUsualWeight()
    {
        CorrectionWindow desk;
        const QJsonObject weight{{QStringLiteral("value"), 5.3}, {QStringLiteral("units"), QStringLiteral("ounces")}};
        const OrderId known = addOrder(desk, weight, 4711), unknown = addOrder(desk, QJsonValue(), 4712);
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(desk.merchant, known) && (desk.issues(desk.merchant, unknown) & bit(CheckCode::ItemWeightMissing)), 20'000);
        const QString sku = await(desk.console->order(desk.merchant, unknown))->items.first().sku;
        BulkFix wanted;
        wanted.field = BulkField::ItemWeight;
        wanted.sku = sku;
        BulkFixDialog dialog(*desk.console, desk.clock.clock(), {{desk.merchant, unknown}}, wanted);
        dialog.show();
        QTRY_COMPARE(child<QLineEdit>(dialog, "weightNumberEdit").text(), QStringLiteral("5.3"));
        QVERIFY(child<QLabel>(dialog, "suggestionLabel").isVisible());
        QVERIFY(child<QLabel>(dialog, "suggestionLabel").text().startsWith(sku + QStringLiteral(": 5.3 oz, on 1 of 1 order")));
        QVERIFY(child<QPushButton>(dialog, "changeButton").isEnabled());
        auto& fields = child<QComboBox>(dialog, "fieldBox");
        fields.setCurrentIndex(fields.findText(QStringLiteral("Weight of the parcel")));
        QVERIFY(!child<QLabel>(dialog, "suggestionLabel").isVisible());
        QCOMPARE(child<QLineEdit>(dialog, "weightNumberEdit").text(), QString()); // a unit's weight is no parcel's
        QCOMPARE(desk.writes(), 0);
    }
};

QTEST_MAIN(TestMerchantSettings)
#include "tst_merchantsettings.moc"
