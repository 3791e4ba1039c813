// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctionwindow.h"

#include <ui/customsmodel.h>
#include <ui/fixplaces.h>
#include <ui/issuecard.h>
#include <ui/theme.h>

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

/// "path=JSON", several apart by new lines: what the merchant does to the order, or how it must be in the end.
struct Walk
{
    CheckCode code;
    const char* name; ///< of the data row
    bool abroad;
    const char* spoil;
    /// What a person does in the editor, a step a line: "type EDIT text", "choose BOX JSON", "press BUTTON", "cells COLUMN text". None: the
    /// card's own button does it.
    const char* repair;
    const char* repaired;
};

constexpr Walk kWalks[] = {
    {CheckCode::AddressIncomplete, "city", false, "shipTo.city=null", "type cityEdit Oursville", "shipTo.city=\"Oursville\""},
    {CheckCode::AddressFormat, "ZIP of another state", false, "shipTo.postalCode=\"10001\"", "type postalCodeEdit 94105", "shipTo.postalCode=\"94105\""},
    {CheckCode::AddressRejected, "other street", false, "shipTo.addressVerified=\"Address validation failed\"", "type street1Edit 12 Elm Street", "shipTo.street1=\"12 Elm Street\""},
    {CheckCode::AddressWarning, "other street", false, "shipTo.addressVerified=\"Address validation warning\"", "type street1Edit 12 Elm Street", "shipTo.street1=\"12 Elm Street\""},
    {CheckCode::AddressUnit, "unit of a big house", false, "shipTo.street1=\"1 Harbour Apartments\"", "type street2Edit Apt 4", "shipTo.street2=\"Apt 4\""},
    {CheckCode::AddressPobox, "carrier that delivers there", false, "shipTo.street1=\"PO Box 12\"\ncarrierCode=\"ups\"\nserviceCode=\"ups_ground\"",
        "choose carrierBox \"stamps_com\"\nchoose serviceBox \"usps_priority_mail\"\nchoose packageBox \"package\"", "carrierCode=\"stamps_com\"\nserviceCode=\"usps_priority_mail\"\npackageCode=\"package\""},
    {CheckCode::PhoneMissing, "abroad", true, "shipTo.phone=null", "type phoneEdit 416 555 0100", "shipTo.phone=\"416 555 0100\""},
    {CheckCode::WeightMissing, "from items", false, "weight={\"value\":0.0,\"units\":\"ounces\"}", "press fromItemsButton", "weight.value=12"},
    {CheckCode::WeightSuspect, "from items", false, "weight={\"value\":900,\"units\":\"ounces\"}", "press fromItemsButton", "weight.value=12"},
    {CheckCode::WeightSuspect, "wrong unit", false, "weight={\"value\":12,\"units\":\"pounds\"}", "press unitSlipButton", "weight.value=0.75\nweight.units=\"pounds\""},
    {CheckCode::WeightMissing, "the card's button", false, "weight={\"value\":0.0,\"units\":\"ounces\"}", "", "weight.value=12"},
    {CheckCode::ShipFromMissing, "chosen", false, "advancedOptions.warehouseId=null", "choose shipFromBox WAREHOUSE", "advancedOptions.warehouseId=WAREHOUSE"},
    {CheckCode::CarrierMissing, "chosen", false, "carrierCode=null", "choose carrierBox \"stamps_com\"\nchoose serviceBox \"usps_priority_mail\"\nchoose packageBox \"package\"",
        "carrierCode=\"stamps_com\"\nserviceCode=\"usps_priority_mail\""},
    {CheckCode::CarrierUnknown, "chosen", false, "carrierCode=\"pigeon\"", "choose carrierBox \"stamps_com\"\nchoose serviceBox \"usps_priority_mail\"\nchoose packageBox \"package\"",
        "carrierCode=\"stamps_com\"\nserviceCode=\"usps_priority_mail\""},
    {CheckCode::ServiceMissing, "chosen", false, "serviceCode=null", "choose serviceBox \"usps_priority_mail\"", "serviceCode=\"usps_priority_mail\""},
    {CheckCode::ServiceMissing, "requested and mapped", false, "serviceCode=null\nrequestedShippingService=\"Standard Shipping (5 days)\"", "", "serviceCode=\"usps_media_mail\"\npackageCode=\"thick_envelope\""},
    {CheckCode::ServiceMismatch, "a service that stays in the country", true, "serviceCode=\"usps_priority_mail\"", "choose serviceBox \"usps_priority_mail_international\"",
        "serviceCode=\"usps_priority_mail_international\""},
    {CheckCode::PackageMissing, "chosen", false, "packageCode=null", "choose packageBox \"package\"", "packageCode=\"package\""},
    {CheckCode::PackageUnknown, "chosen", false, "packageCode=\"crate\"", "choose packageBox \"package\"", "packageCode=\"package\""},
    {CheckCode::CustomsMissing, "from items", true, "internationalOptions.customsItems=null", "press fromItemsButton\ncells 0 Cotton T-shirt\ncells 3 US\ncells 4 610910",
        "internationalOptions.customsItems[0].harmonizedTariffCode=\"610910\"\ninternationalOptions.customsItems[0].quantity=UNITS"},
    {CheckCode::CustomsMissing, "the merchant's defaults", true, "internationalOptions.customsItems=null", "",
        "internationalOptions.customsItems[0].description=\"Printed cotton shirt\"\ninternationalOptions.customsItems[0].countryOfOrigin=\"MX\""},
    {CheckCode::CustomsContents, "chosen", true, "internationalOptions.contents=null", "choose contentsBox \"gift\"", "internationalOptions.contents=\"gift\""},
    {CheckCode::CustomsOrigin, "typed", true, "internationalOptions.customsItems[0].countryOfOrigin=null", "cells 3 de", "internationalOptions.customsItems[0].countryOfOrigin=\"DE\""},
    {CheckCode::CustomsValue, "typed", true, "internationalOptions.customsItems[0].value=0", "cells 2 7.5", "internationalOptions.customsItems[0].value=7.5"},
    {CheckCode::CustomsQuantity, "typed", true, "internationalOptions.customsItems[0].quantity=77", "cells 1 UNITS", "internationalOptions.customsItems[0].quantity=UNITS"},
    {CheckCode::CustomsHs, "typed", true, "internationalOptions.customsItems[0].harmonizedTariffCode=\"12\"", "cells 4 610910", "internationalOptions.customsItems[0].harmonizedTariffCode=\"610910\""},
    {CheckCode::CustomsVague, "typed", true, "internationalOptions.customsItems[0].description=\"gift\"", "cells 0 Ceramic mug", "internationalOptions.customsItems[0].description=\"Ceramic mug\""},
    {CheckCode::ItemWeightMissing, "as on other orders", false, "weight={\"value\":0.0,\"units\":\"ounces\"}\nitems[0].weight=null", "", "items[0].weight.value=ANY\nweight.value=ANY"},
    {CheckCode::ItemWeightMissing, "typed", false, "items[0].weight=null", "cells 2 150 g", "items[0].weight.value=150\nitems[0].weight.units=\"grams\""},
    {CheckCode::Instructions, "taken out of the notes", false, "internalNotes=\"please cancel this order\"", "type internalNotesEdit called her, she keeps it", "internalNotes=\"called her, she keeps it\""},
};

QJsonValue json(const QByteArray& text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().first();
}

/// "items[0]" is the first of "items".
QJsonValue memberAt(const QJsonValue& parent, const QString& step)
{
    return step.endsWith(QLatin1String("[0]")) ? parent[step.chopped(3)][0] : parent[step];
}

QJsonValue valueAt(QJsonValue value, const QString& path)
{
    for (const QString& step : path.split(QLatin1Char('.')))
        value = memberAt(value, step);
    return value;
}

QJsonObject with(QJsonObject parent, const QStringList& path, const QJsonValue& value)
{
    const QString step = path.first();
    const QJsonValue below = path.size() == 1 ? value : QJsonValue(with(memberAt(parent, step).toObject(), path.mid(1), value));
    if (!step.endsWith(QLatin1String("[0]"))) {
        parent.insert(step, below);
    } else {
        QJsonArray list = parent.value(step.chopped(3)).toArray();
        list.replace(0, below);
        parent.insert(step.chopped(3), list);
    }
    return parent;
}

/// One line of 12 oz to a whole address, to which nothing is missing.
QJsonObject wholeOrder(bool abroad)
{
    return json(abroad ? R"({"shipTo":{"name":"Ann Smith","company":null,"street1":"12 Elm St","street2":null,"street3":null,"city":"Toronto","state":"ON","postalCode":"M5V 2T6","country":"CA",
"phone":"416 555 0199","addressVerified":"Address validated successfully"},"serviceCode":"usps_first_class_mail_international","internationalOptions":{"contents":"merchandise",
"nonDelivery":"return_to_sender","customsItems":[{"customsItemId":4711,"description":"Cotton T-shirt","quantity":1,"value":19.1,"harmonizedTariffCode":"610910","countryOfOrigin":"US"}]}})"
                       : R"({"shipTo":{"name":"Ann Smith","company":null,"street1":"12 Elm St","street2":null,"street3":null,"city":"San Francisco","state":"CA","postalCode":"94103","country":"US",
"phone":"415 555 0199","addressVerified":"Address validated successfully"},"serviceCode":"usps_ground_advantage"})").toObject();
}

/// A window on an order that came as the merchant's shop spoiled it; the merchant's goods and services are known.
class WalkWindow : public CorrectionWindow
{
public:
    explicit WalkWindow(const Walk& walk)
    {
        Merchant known = console->merchant(merchant)->merchant;
        const auto word = [](const char* text) { return QString::fromLatin1(text); };
        known.customs = {word("merchandise"), word("return_to_sender"), word("MX"), {{word("*"), word("Printed cotton shirt"), word("610910")}}};
        known.services = {{word("standard*"), word("stamps_com"), word("usps_media_mail"), word("thick_envelope")}};
        if (!await(console->updateMerchant(known)))
            qFatal("the merchant is not changed");

        QJsonObject item = atShipStation().value(QLatin1String("items")).toArray().first().toObject();
        item.insert(QStringLiteral("weight"), json(R"({"value":12,"units":"ounces"})"));
        item.insert(QStringLiteral("quantity"), 1);
        item.insert(QStringLiteral("sku"), item.value(QLatin1String("sku")).toString() + QStringLiteral("-WALK")); // on no other order
        QJsonObject made = wholeOrder(walk.abroad);
        for (const auto& [member, value] : {std::pair("carrierCode", "\"stamps_com\""), std::pair("packageCode", "\"package\""), std::pair("confirmation", "\"none\""), std::pair("orderStatus", "\"awaiting_shipment\""),
                 std::pair("customerNotes", "null"), std::pair("internalNotes", "null"), std::pair("giftMessage", "null"), std::pair("weight", R"({"value":12,"units":"ounces"})")})
            made.insert(QLatin1String(member), json(value));
        // Another order with the same item, which has its weight.
        item.insert(QStringLiteral("orderItemId"), 4712);
        made.insert(QStringLiteral("items"), QJsonArray{item});
        if (walk.code == CheckCode::ItemWeightMissing)
            at([&] { (void)sandbox().addOrder(0, made); });
        item.insert(QStringLiteral("orderItemId"), 4713);
        made.insert(QStringLiteral("items"), QJsonArray{item});
        for (const auto& [path, value] : values(walk.spoil))
            made = with(made, path.split(QLatin1Char('.')), value);
        order = at([&] { return sandbox().addOrder(0, made); });
        at([&] { sandbox().clearLedger(); });
    }

    /// With what differs from order to order put in.
    [[nodiscard]] QList<std::pair<QString, QJsonValue>> values(const char* list) const
    {
        QList<std::pair<QString, QJsonValue>> all;
        for (const QByteArray& line : told(list).split('\n'))
            all.append({QString::fromUtf8(line.left(line.indexOf('='))), json(line.mid(line.indexOf('=') + 1))});
        return all;
    }
    [[nodiscard]] QByteArray told(const char* text) const
    {
        return QByteArray(text).replace("WAREHOUSE", QByteArray::number(static_cast<qlonglong>(console->merchant(merchant)->facts.warehouses->front().id.value))).replace("UNITS", "1");
    }
    /// A button of the card of a finding.
    [[nodiscard]] QPushButton* cardButton(CheckCode code, const QString& name) const
    {
        for (IssueCard* card : queue().findChildren<IssueCard*>()) {
            if (card->accessibleName() == checkTitle(code))
                return card->findChild<QPushButton*>(name);
        }
        return nullptr;
    }
};

/// On the page of the editor that the card has opened.
void repair(const QWidget& page, const QByteArray& step)
{
    const QList<QByteArray> words = step.split(' ');
    const char* name = words.at(1).constData();
    const QByteArray rest = step.mid(words.at(0).size() + words.at(1).size() + 2);
    if (words.first() == "press") {
        press(page, name);
    } else if (words.first() == "choose") {
        auto& box = child<QComboBox>(page, name);
        QVERIFY2(box.findData(rest) >= 0, step.constData());
        box.setCurrentIndex(box.findData(rest));
    } else if (words.first() == "cells") {
        const auto* view = page.findChild<QTableView*>();
        QAbstractItemModel* lines = view ? view->model() : nullptr;
        QVERIFY(lines && lines->rowCount() > 0);
        for (int row = 0; row < lines->rowCount(); ++row)
            QVERIFY2(lines->setData(lines->index(row, words.at(1).toInt()), QString::fromUtf8(rest)), step.constData());
    } else if (auto* notes = page.findChild<QPlainTextEdit*>(QString::fromLatin1(name))) {
        notes->setPlainText(QString::fromUtf8(rest));
    } else {
        type(page, name, QString::fromUtf8(rest));
    }
}

} // namespace

/// Each finding that the window can repair: found, repaired from its card, sent once and so at ShipStation, gone.
class TestFixWalks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void everyFixIsWalked()
    {
        for (const CheckInfo& check : allChecks()) {
            const bool walked = std::any_of(std::begin(kWalks), std::end(kWalks), [&check](const Walk& walk) { return walk.code == check.code && *walk.repair != '\0'; });
            const auto place = fixPlace({check.code, Severity::Blocks, {}, {}});
            QVERIFY2(walked == (place && place->section != EditSection::Split), check.name); // splits have walks of their own
        }
    }

    void walk_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(kWalks); ++i)
            QTest::addRow("%s: %s", checkName(kWalks[i].code), kWalks[i].name) << static_cast<int>(i);
    }

    void walk()
    {
        QFETCH(int, index);
        const Walk& walk = kWalks[index];
        WalkWindow desk(walk);
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, desk.order) & bit(walk.code)) != 0, 20'000);
        QVERIFY(desk.select(desk.order));

        const bool atOnce = *walk.repair == '\0';
        const QString button = atOnce ? QStringLiteral("quickFixButton") : QStringLiteral("fixButton");
        QTRY_VERIFY2_WITH_TIMEOUT(desk.cardButton(walk.code, button), "no such button", 10'000);
        desk.cardButton(walk.code, button)->click();
        if (!atOnce) {
            QTRY_VERIFY(desk.editor());
            for (const QByteArray& step : desk.told(walk.repair).split('\n'))
                repair(*child<QTabWidget>(*desk.editor(), "sectionTabs").currentWidget(), step);
            press(*desk.editor(), "saveButton");
            QTRY_VERIFY_WITH_TIMEOUT(!desk.window->dialog(), 20'000);
        }
        QVERIFY(desk.waitForOutcome(QStringLiteral("Saved")));

        const QJsonObject sent = desk.atShipStation();
        for (const auto& [path, value] : desk.values(walk.repaired)) {
            if (desk.told(walk.repaired).contains(path.toUtf8() + "=ANY"))
                QVERIFY2(valueAt(sent, path).toDouble() > 0, qPrintable(path));
            else
                QVERIFY2(valueAt(sent, path) == value, qPrintable(path + QStringLiteral(" is ") + valueAt(sent, path).toVariant().toString()));
        }
        QCOMPARE(desk.writes(), 1);
        QVERIFY2(desk.violations().isEmpty(), qPrintable(desk.violations().join(QLatin1Char('\n'))));
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, desk.order) & bit(walk.code)) == 0, 20'000);
    }
};

QTEST_MAIN(TestFixWalks)
#include "tst_fixwalks.moc"
