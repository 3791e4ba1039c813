// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersample.h"

#include <ui/addresseditor.h>
#include <ui/addresssection.h>
#include <ui/customsmodel.h>
#include <ui/customssection.h>
#include <ui/fixplaces.h>
#include <ui/notessection.h>
#include <ui/shippingchoices.h>
#include <ui/shippingsection.h>
#include <ui/weightedit.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

template <typename Widget>
Widget& part(const QWidget& root, const char* name)
{
    auto* found = root.findChild<Widget*>(QString::fromLatin1(name));
    if (!found)
        qFatal("no part %s", name);
    return *found;
}

OrderPatch patchOf(const OrderSection& section, const JsonText& base)
{
    OrderPatch patch;
    if (const auto added = section.addTo(patch, base); !added)
        qFatal("%s %s", qPrintable(added.error().field), qPrintable(added.error().detail));
    return patch;
}

void choose(QComboBox& box, const QByteArray& raw)
{
    const int index = box.findData(raw);
    if (index < 0)
        qFatal("%s offers no %s", qPrintable(box.objectName()), raw.constData());
    box.setCurrentIndex(index);
}

QByteArrayList offered(const QComboBox& box)
{
    QByteArrayList all;
    for (int i = 0; i < box.count(); ++i)
        all += box.itemData(i).toByteArray();
    return all;
}

} // namespace

/// What a person does in the order editor's sections becomes a patch of exactly that.
class TestOrderSections : public QObject
{
    Q_OBJECT

private slots:
    void untouchedIsNoChange()
    {
        const JsonText base = order();
        AddressSection address(bundledAddressRules(), details());
        ShippingSection shipping(merchant(), details());
        CustomsSection customs(bundledAddressRules(), {}, details());
        NotesSection notes;
        for (OrderSection* section : {static_cast<OrderSection*>(&address), static_cast<OrderSection*>(&shipping), static_cast<OrderSection*>(&customs), static_cast<OrderSection*>(&notes)}) {
            section->setOrder(base, base);
            QCOMPARE(lines(patchOf(*section, base)), QByteArrayList());
            QCOMPARE(section->problem(), QString());
        }
    }

    void addressFields()
    {
        const JsonText base = order();
        AddressSection section(bundledAddressRules(), details());
        section.setOrder(base, base);
        auto& editor = *section.findChild<AddressEditor*>();
        operations::OrderDetails::Address edited = editor.address();
        edited.postalCode = QStringLiteral("8001");
        edited.phone.clear();
        edited.street2 = QStringLiteral("c/o \"Bo\"");
        editor.edit(edited);
        QCOMPARE(lines(patchOf(section, base)), (QByteArrayList{"shipTo.street2: \"\" → \"c/o \\\"Bo\\\"\"", "shipTo.postalCode: \"6300\" → \"8001\"", "shipTo.phone: \"555 0100\" → null"}));
        editor.revert();
        QVERIFY(patchOf(section, base).isEmpty());
    }

    void weightKeepsItsUnit_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QByteArrayList>("changes");
        QTest::newRow("ounces shown, pounds kept") << "6" << 0 << QByteArrayList{"weight.value: 0.50 → 0.375"};
        QTest::newRow("another unit chosen") << "1.5" << 2 << QByteArrayList{"weight.value: 0.50 → 1.5", "weight.units: \"pounds\" → \"grams\""};
        QTest::newRow("kilograms are grams") << "0.25" << 3 << QByteArrayList{"weight.value: 0.50 → 250", "weight.units: \"pounds\" → \"grams\""};
        QTest::newRow("as it was") << "8" << 0 << QByteArrayList();
        QTest::newRow("no number") << "heavy" << 0 << QByteArrayList();
    }

    void weightKeepsItsUnit()
    {
        QFETCH(QString, typed);
        QFETCH(int, unit);
        QFETCH(QByteArrayList, changes);
        const JsonText base = order();
        ShippingSection section(merchant(), details());
        section.setOrder(base, base);
        auto& number = part<QLineEdit>(section, "weightNumberEdit");
        QCOMPARE(number.text(), QStringLiteral("8")); // half a pound
        number.setText(typed);
        part<QComboBox>(section, "weightUnitBox").setCurrentIndex(unit);
        QCOMPARE(lines(patchOf(section, base)), changes);
        QCOMPARE(section.problem().isEmpty(), typed != QLatin1String("heavy"));
    }

    void weightFromItems()
    {
        const JsonText base = order();
        ShippingSection section(merchant(), details());
        section.setOrder(base, base);
        part<QPushButton>(section, "fromItemsButton").click();
        QCOMPARE(part<QLineEdit>(section, "weightNumberEdit").text(), QStringLiteral("6"));
        QCOMPARE(lines(patchOf(section, base)), QByteArrayList{"weight.value: 0.50 → 0.375"});
        QVERIFY(!part<QPushButton>(section, "unitSlipButton").isVisibleTo(&section));
    }

    void missingWeightGetsAUnit()
    {
        QByteArray json = kOrderJson;
        const JsonText base = order(json.replace(R"({"value":0.50,"units":"pounds","WeightUnits":0})", "null"));
        ShippingSection section(merchant(), details());
        section.setOrder(base, base);
        QCOMPARE(part<QLineEdit>(section, "weightNumberEdit").text(), QString());
        part<QLineEdit>(section, "weightNumberEdit").setText(QStringLiteral("6"));
        const auto sent = applied(base, patchOf(section, base));
        QVERIFY2(sent && sent->contains(R"("weight":{"units":"ounces","value":6})"), sent ? sent->mid(sent->lastIndexOf("\"weight\"")).constData() : "");
    }

    void unitSlipIsCorrected()
    {
        QByteArray json = kOrderJson;
        const JsonText base = order(json.replace(R"("value":0.50,"units":"pounds")", R"("value":6,"units":"pounds")"));
        operations::OrderDetails slipped = details();
        slipped.weight = Weight::from(6, WeightUnit::Pounds);
        ShippingSection section(merchant(), slipped);
        section.setOrder(base, base);
        auto& button = part<QPushButton>(section, "unitSlipButton");
        QVERIFY(button.isVisibleTo(&section));
        button.click();
        QCOMPARE(lines(patchOf(section, base)), QByteArrayList{"weight.value: 6 → 0.375"});
    }

    void weightFromHistory()
    {
        const operations::OrderDetails shown = weightless();
        const JsonText base = order(shown.raw);
        ShippingSection section(merchant(), shown);
        section.setOrder(base, base);
        auto& button = part<QPushButton>(section, "usualButton");
        QVERIFY(button.isVisibleTo(&section));
        QCOMPARE(part<QLabel>(section, "itemsWeightLabel").text(), QStringLiteral("TEE: 5.3 oz, on 41 of 43 order(s)"));
        QVERIFY(patchOf(section, base).isEmpty()); // nothing before a person says so
        button.click();
        QCOMPARE(part<QLineEdit>(section, "weightNumberEdit").text(), QStringLiteral("10.6"));
        const OrderPatch patch = patchOf(section, base);
        QCOMPARE(lines(patch), (QByteArrayList{"items[orderItemId=7].weight: null → {\"value\":5.3,\"units\":\"ounces\"}", "weight.value: 0.0 → 10.6"}));

        ShippingSection again(merchant(), shown); // from a draft
        again.setOrder(base, order(applied(base, patch).value()));
        QCOMPARE(lines(patchOf(again, base)), lines(patch));

        ShippingSection known(merchant(), details());
        known.setOrder(order(), order());
        QVERIFY(!part<QPushButton>(known, "usualButton").isVisibleTo(&known));
    }

    void weightsOfItemsAreTyped()
    {
        const operations::OrderDetails shown = weightless();
        const JsonText base = order(shown.raw);
        ShippingSection section(merchant(), shown);
        section.setOrder(base, base);
        section.focusOn(QStringLiteral("items"));
        auto& view = part<QTableView>(section, "itemWeightsView");
        QAbstractItemModel& cells = *view.model();
        const QModelIndex each = view.currentIndex();
        QCOMPARE(each, cells.index(0, 2));
        QCOMPARE(cells.data(each).toString(), QStringLiteral("missing"));
        QVERIFY(!part<QPushButton>(section, "fromItemsButton").isEnabled());

        for (const char* nothing : {"heavy", "0", "-3", "5 stone", "1e999"}) {
            QVERIFY(cells.setData(each, QString::fromLatin1(nothing)));
            QVERIFY2(section.problem().contains(QLatin1String(nothing)), nothing);
            QVERIFY2(patchOf(section, base).isEmpty(), nothing);
        }
        QVERIFY(cells.setData(each, QStringLiteral("150 g")));
        QCOMPARE(section.problem(), QString());
        QCOMPARE(lines(patchOf(section, base)), QByteArrayList{"items[orderItemId=7].weight: null → {\"value\":150,\"units\":\"grams\"}"});
        QVERIFY(part<QPushButton>(section, "fromItemsButton").isEnabled());
        QVERIFY(cells.setData(each, QStringLiteral("5.5")));
        part<QPushButton>(section, "fromItemsButton").click();
        QCOMPARE(lines(patchOf(section, base)), (QByteArrayList{"items[orderItemId=7].weight: null → {\"value\":5.5,\"units\":\"ounces\"}", "weight.value: 0.0 → 11"}));
        QVERIFY(cells.setData(each, QString())); // as it was
        QCOMPARE(lines(patchOf(section, base)), QByteArrayList{"weight.value: 0.0 → 11"});
    }

    void servicesServeTheDestination()
    {
        const JsonText base = order();
        ShippingSection section(merchant(), details());
        section.setOrder(base, base);
        auto& service = part<QComboBox>(section, "serviceBox");
        QCOMPARE(offered(service), (QByteArrayList{"\"usps_first_class_mail_international\"", "\"usps_priority_mail_international\""}));
        section.setDestination(QStringLiteral("US"));
        QCOMPARE(offered(service), (QByteArrayList{"\"usps_first_class_mail_international\"", "\"usps_priority_mail\""})); // the order's own stays to be seen
        QVERIFY(patchOf(section, base).isEmpty());
        section.setDestination(QStringLiteral("PR")); // a territory is no other country
        QVERIFY(offered(service).contains("\"usps_priority_mail\""));
        section.setDestination(QStringLiteral("CH"));

        QSignalSpy changed(&section, &OrderSection::changed);
        choose(part<QComboBox>(section, "carrierBox"), "\"fedex\"");
        QVERIFY(changed.count() > 0);
        QCOMPARE(offered(service), (QByteArrayList{"null", "\"fedex_international_economy\""}));
        QCOMPARE(lines(patchOf(section, base)), (QByteArrayList{"carrierCode: \"stamps_com\" → \"fedex\"", "serviceCode: \"usps_first_class_mail_international\" → null"}));
        choose(service, "\"fedex_international_economy\"");
        choose(part<QComboBox>(section, "confirmationBox"), "\"direct_signature\"");
        choose(part<QComboBox>(section, "shipFromBox"), "6");
        QCOMPARE(lines(patchOf(section, base)),
            (QByteArrayList{"advancedOptions.warehouseId: 5 → 6", "carrierCode: \"stamps_com\" → \"fedex\"", "serviceCode: \"usps_first_class_mail_international\" → \"fedex_international_economy\"",
                "confirmation: \"none\" → \"direct_signature\""}));
        // From Zug to Zug no border is crossed.
        QVERIFY(!isInternational(QStringLiteral("CH"), facts(), "6"));
        QVERIFY(isInternational(QStringLiteral("CH"), facts(), "5"));
        QVERIFY(isInternational(QStringLiteral("CH"), facts(), "null"));
    }

    void requestedServiceIsOffered()
    {
        const JsonText base = order();
        ShippingSection section(merchant(), details());
        section.setOrder(base, base);
        auto& use = part<QPushButton>(section, "mappedButton");
        auto& remember = part<QPushButton>(section, "rememberButton");
        // Of the three that fit, one does not go abroad and one is no longer offered.
        QCOMPARE(part<QLabel>(section, "requestedLabel").text(), QStringLiteral("Express! → International Economy · Package"));
        QVERIFY(use.isVisibleTo(&section) && remember.isVisibleTo(&section));
        QVERIFY(patchOf(section, base).isEmpty());
        use.click();
        QCOMPARE(lines(patchOf(section, base)), (QByteArrayList{"carrierCode: \"stamps_com\" → \"fedex\"", "serviceCode: \"usps_first_class_mail_international\" → \"fedex_international_economy\""}));
        QVERIFY(!use.isVisibleTo(&section) && !remember.isVisibleTo(&section)); // it is so
        section.setDestination(QStringLiteral("US"));
        QCOMPARE(use.text(), QStringLiteral("Use 2Day · Package"));
    }

    void whatIsChosenIsRemembered()
    {
        const JsonText base = order();
        operations::MerchantState known = merchant();
        ShippingSection section(known, details());
        section.setOrder(base, base);
        QSignalSpy made(&section, &ShippingSection::mappingMade);
        choose(part<QComboBox>(section, "serviceBox"), "\"usps_priority_mail_international\"");
        QCOMPARE(part<QPushButton>(section, "rememberButton").text(), QStringLiteral("Re&member for ACME"));
        part<QPushButton>(section, "rememberButton").click();
        QCOMPARE(made.count(), 1);
        const auto mapping = made.first().first().value<ServiceMapping>();
        QVERIFY(made.first().at(1).toBool());
        QCOMPARE(mapping, (ServiceMapping{QStringLiteral("Express!"), QStringLiteral("stamps_com"), QStringLiteral("usps_priority_mail_international"), QStringLiteral("package")}));
        known.merchant = withMapping(known, mapping, true);
        section.setMerchant(known.merchant);
        QVERIFY(!part<QPushButton>(section, "rememberButton").isVisibleTo(&section));
        QCOMPARE(mappedService(known, QStringLiteral("Express!"), true)->name, QStringLiteral("Priority Mail International · Package"));
        QCOMPARE(mappedService(known, QStringLiteral("Express!"), false)->name, QStringLiteral("2Day · Package")); // within the country as before
        // Another meaning of the same request takes its place.
        ServiceMapping other = mapping;
        other.service = QStringLiteral("usps_first_class_mail_international");
        const std::size_t count = known.merchant.services.size();
        known.merchant = withMapping(known, other, true);
        QCOMPARE(known.merchant.services.size(), count);
        QCOMPARE(known.merchant.services.front(), other);
    }

    void unknownAccountOffersNothingAndKeepsAll()
    {
        const JsonText base = order();
        ShippingSection section({}, details());
        section.setOrder(base, base);
        for (const char* box : {"shipFromBox", "carrierBox", "serviceBox", "packageBox"})
            QCOMPARE(part<QComboBox>(section, box).count(), 1);
        QVERIFY(patchOf(section, base).isEmpty());
    }

    void customsLines()
    {
        const JsonText base = order();
        CustomsSection section(bundledAddressRules(), {}, details());
        section.setOrder(base, base);
        CustomsModel& model = *section.lines();
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.problems().size(), 1);
        QVERIFY(model.problem(0, CustomsModel::TariffCode).isEmpty());
        QVERIFY(!model.problem(1, CustomsModel::Description).isEmpty()); // "gift"
        QVERIFY(!model.problem(1, CustomsModel::TariffCode).isEmpty());

        QVERIFY(model.setData(model.index(1, CustomsModel::Description), QStringLiteral("Ceramic mug")));
        QVERIFY(model.setData(model.index(1, CustomsModel::TariffCode), QStringLiteral("691110")));
        QVERIFY(model.setData(model.index(1, CustomsModel::Origin), QStringLiteral("de")));
        QVERIFY(!model.setData(model.index(1, CustomsModel::Quantity), QStringLiteral("two")));
        QVERIFY(!model.setData(model.index(1, CustomsModel::Value), QStringLiteral("-1")));
        QVERIFY(model.problems().isEmpty());
        QCOMPARE(lines(patchOf(section, base)),
            (QByteArrayList{"internationalOptions.customsItems[customsItemId=12].description: \"gift\" → \"Ceramic mug\"",
                "internationalOptions.customsItems[customsItemId=12].countryOfOrigin: \"US\" → \"DE\"", "internationalOptions.customsItems[customsItemId=12].harmonizedTariffCode: null → \"691110\""}));

        model.removeLine(0);
        model.addLine();
        const auto sent = applied(base, patchOf(section, base));
        QVERIFY(sent);
        QVERIFY(!sent->contains("\"customsItemId\":11"));
        QVERIFY(sent->contains(R"("customsItemId":12,"description":"Ceramic mug","quantity":1,"value":5.0)"));
        QVERIFY(sent->contains(R"("extra":1.0)"));
        QVERIFY(sent->contains(R"({"description":null,"quantity":1,"value":null,"countryOfOrigin":null,"harmonizedTariffCode":null})"));
    }

    void customsFromItems()
    {
        QByteArray json = kOrderJson;
        const JsonText base = order(json.replace("\"contents\":\"merchandise\"", "\"contents\":null"));
        CustomsSection section(bundledAddressRules(), {}, details());
        section.setOrder(base, base);
        part<QPushButton>(section, "fromItemsButton").click();
        // The line that is right already stays as it is; the second goes.
        QCOMPARE(lines(patchOf(section, base)),
            (QByteArrayList{"internationalOptions.contents: null → \"merchandise\"", "internationalOptions.nonDelivery: null → \"return_to_sender\"",
                "internationalOptions.customsItems[customsItemId=12]: {\"customsItemId\":12,\"description\":\"gift\",\"quantity\":1,\"value\":5.0,\"harmonizedTariffCode\":null,\"countryOfOrigin\":\"US\",\"extra\":1.0} → "}));
    }

    void customsFromTheMerchantsDefaults()
    {
        QByteArray json = kOrderJson;
        const JsonText base = order(json.replace("\"contents\":\"merchandise\"", "\"contents\":null"));
        operations::OrderDetails shown = details();
        shown.items += shown.items.first();
        shown.items.last().sku = QStringLiteral("MUG");
        CustomsSection section(bundledAddressRules(), merchant().merchant.customs, shown);
        section.setOrder(base, base);
        part<QPushButton>(section, "fromItemsButton").click();
        const auto cell = [&section](int row, CustomsModel::Column column) { return section.lines()->index(row, column).data(Qt::EditRole).toString(); };
        QCOMPARE(cell(0, CustomsModel::Description), QStringLiteral("Cotton T-shirt"));
        QCOMPARE(cell(0, CustomsModel::TariffCode), QStringLiteral("610910"));
        QCOMPARE(cell(1, CustomsModel::Description), QStringLiteral("Printed ceramic mug"));
        QCOMPARE(cell(1, CustomsModel::TariffCode), QString()); // not told: a person says it
        QCOMPARE(cell(1, CustomsModel::Origin), QStringLiteral("DE"));
        QCOMPARE(section.lines()->problems().size(), 1);
        const QByteArrayList changes = lines(patchOf(section, base));
        QVERIFY(changes.contains("internationalOptions.contents: null → \"sample\"") && changes.contains("internationalOptions.nonDelivery: null → \"treat_as_abandoned\""));
    }

    void customsLinesWithoutIds()
    {
        QByteArray json = kOrderJson;
        const JsonText base = order(json.replace("\"customsItemId\":11,", "").replace("\"customsItemId\":12,", ""));
        CustomsSection section(bundledAddressRules(), {}, details());
        section.setOrder(base, base);
        QVERIFY(patchOf(section, base).isEmpty());
        section.lines()->removeLine(1);
        const OrderPatch patch = patchOf(section, base);
        QCOMPARE(patch.changes.size(), 1);
        QCOMPARE(patch.changes.first().path.text(), QStringLiteral("internationalOptions.customsItems"));
        QVERIFY(patch.changes.first().after.contains("Cotton shirt") && !patch.changes.first().after.contains("gift"));
    }

    void notes()
    {
        const JsonText base = order();
        NotesSection section;
        section.setOrder(base, base);
        QCOMPARE(part<QPlainTextEdit>(section, "buyerNotesText").toPlainText(), QStringLiteral("please <b>hurry</b>"));
        QVERIFY(part<QPlainTextEdit>(section, "buyerNotesText").isReadOnly());
        part<QLineEdit>(section, "customField1Edit").setText(QStringLiteral("é"));
        part<QLineEdit>(section, "customField2Edit").clear();
        QCOMPARE(lines(patchOf(section, base)), (QByteArrayList{"advancedOptions.customField1: null → \"é\"", "advancedOptions.customField2: \"blue\" → null"}));
        part<QPlainTextEdit>(section, "internalNotesEdit").setPlainText(QStringLiteral("one\nline more"));
        QCOMPARE(lines(patchOf(section, base)).first(), QByteArray("internalNotes: \"two\\r\\nlines\" → \"one\\nline more\""));
    }

    void draftsAreShownAndStillCount()
    {
        const JsonText base = order();
        OrderPatch draft;
        const auto set = [&](const char* path, const QByteArray& raw) { return draft.set(base, OrderPath::parse(QString::fromLatin1(path), base).value(), raw).has_value(); };
        QVERIFY(set("shipTo.city", "\"Bern\"") && set("weight.units", "\"grams\"") && set("carrierCode", "\"fedex\"") && set("serviceCode", "\"fedex_international_economy\"")
            && set("internalNotes", "\"mine\"") && set("internationalOptions.customsItems[0].quantity", "3"));
        QVERIFY(draft.append(base, OrderPath::parse(u"internationalOptions.customsItems", base).value(), R"({"description":"Mug","quantity":1,"value":2.00,"countryOfOrigin":null,"harmonizedTariffCode":null})"));
        const JsonText shown = order(applied(base, draft).value());
        AddressSection address(bundledAddressRules(), details());
        ShippingSection shipping(merchant(), details());
        CustomsSection customs(bundledAddressRules(), {}, details());
        NotesSection notes;
        OrderPatch again;
        for (OrderSection* section : {static_cast<OrderSection*>(&address), static_cast<OrderSection*>(&shipping), static_cast<OrderSection*>(&customs), static_cast<OrderSection*>(&notes)}) {
            section->setOrder(base, shown);
            QVERIFY(section->addTo(again, base));
        }
        QCOMPARE(applied(base, again).value(), applied(base, draft).value());
    }
};

QTEST_MAIN(TestOrderSections)
#include "tst_ordersections.moc"
