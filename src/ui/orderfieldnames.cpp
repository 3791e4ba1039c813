// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfieldnames.h"

#include "safetext.h"
#include "words.h"

#include <core/ordervalue.h>

#include <QCoreApplication>

#include <array>

namespace t6::ui {

namespace {

struct Fields // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Fields)
};

struct Name
{
    const char* path;
    const char* name;
};
constexpr std::array kNames{
    Name{"shipTo.name", QT_TRANSLATE_NOOP("t6::ui::Fields", "Recipient")},
    Name{"shipTo.company", QT_TRANSLATE_NOOP("t6::ui::Fields", "Company")},
    Name{"shipTo.street1", QT_TRANSLATE_NOOP("t6::ui::Fields", "Address line 1")},
    Name{"shipTo.street2", QT_TRANSLATE_NOOP("t6::ui::Fields", "Address line 2")},
    Name{"shipTo.street3", QT_TRANSLATE_NOOP("t6::ui::Fields", "Address line 3")},
    Name{"shipTo.city", QT_TRANSLATE_NOOP("t6::ui::Fields", "City")},
    Name{"shipTo.state", QT_TRANSLATE_NOOP("t6::ui::Fields", "State")},
    Name{"shipTo.postalCode", QT_TRANSLATE_NOOP("t6::ui::Fields", "Postal code")},
    Name{"shipTo.country", QT_TRANSLATE_NOOP("t6::ui::Fields", "Country")},
    Name{"shipTo.phone", QT_TRANSLATE_NOOP("t6::ui::Fields", "Phone")},
    Name{"shipTo.residential", QT_TRANSLATE_NOOP("t6::ui::Fields", "Residential")},
    Name{"weight", QT_TRANSLATE_NOOP("t6::ui::Fields", "Weight")},
    Name{"weight.value", QT_TRANSLATE_NOOP("t6::ui::Fields", "Weight")},
    Name{"weight.units", QT_TRANSLATE_NOOP("t6::ui::Fields", "Unit of weight")},
    Name{"dimensions", QT_TRANSLATE_NOOP("t6::ui::Fields", "Dimensions")},
    Name{"advancedOptions.warehouseId", QT_TRANSLATE_NOOP("t6::ui::Fields", "Ship From")},
    Name{"requestedShippingService", QT_TRANSLATE_NOOP("t6::ui::Fields", "Requested service")},
    Name{"carrierCode", QT_TRANSLATE_NOOP("t6::ui::Fields", "Carrier")},
    Name{"serviceCode", QT_TRANSLATE_NOOP("t6::ui::Fields", "Service")},
    Name{"packageCode", QT_TRANSLATE_NOOP("t6::ui::Fields", "Package")},
    Name{"confirmation", QT_TRANSLATE_NOOP("t6::ui::Fields", "Confirmation")},
    Name{"internationalOptions.contents", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs contents")},
    Name{"internationalOptions.nonDelivery", QT_TRANSLATE_NOOP("t6::ui::Fields", "Non-delivery")},
    Name{"internationalOptions.customsItems", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs lines")},
    Name{"internationalOptions.customsItems[]", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line")},
    Name{"internationalOptions.customsItems[].description", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line, description")},
    Name{"internationalOptions.customsItems[].quantity", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line, quantity")},
    Name{"internationalOptions.customsItems[].value", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line, value")},
    Name{"internationalOptions.customsItems[].countryOfOrigin", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line, origin")},
    Name{"internationalOptions.customsItems[].harmonizedTariffCode", QT_TRANSLATE_NOOP("t6::ui::Fields", "Customs line, tariff code")},
    Name{"items", QT_TRANSLATE_NOOP("t6::ui::Fields", "Items")},
    Name{"items[]", QT_TRANSLATE_NOOP("t6::ui::Fields", "Item")},
    Name{"items[].quantity", QT_TRANSLATE_NOOP("t6::ui::Fields", "Item, quantity")},
    Name{"items[].weight", QT_TRANSLATE_NOOP("t6::ui::Fields", "Item, weight")},
    Name{"items[].weight.value", QT_TRANSLATE_NOOP("t6::ui::Fields", "Item, weight")},
    Name{"orderStatus", QT_TRANSLATE_NOOP("t6::ui::Fields", "Status")},
    Name{"holdUntilDate", QT_TRANSLATE_NOOP("t6::ui::Fields", "Hold until")},
    Name{"customerNotes", QT_TRANSLATE_NOOP("t6::ui::Fields", "Notes from buyer")},
    Name{"internalNotes", QT_TRANSLATE_NOOP("t6::ui::Fields", "Internal notes")},
    Name{"giftMessage", QT_TRANSLATE_NOOP("t6::ui::Fields", "Gift message")},
    Name{"advancedOptions.customField1", QT_TRANSLATE_NOOP("t6::ui::Fields", "Custom field 1")},
    Name{"advancedOptions.customField2", QT_TRANSLATE_NOOP("t6::ui::Fields", "Custom field 2")},
    Name{"advancedOptions.customField3", QT_TRANSLATE_NOOP("t6::ui::Fields", "Custom field 3")},
};

constexpr int kLongestValue = 60;

/// The path without saying which element.
QString anyElement(const OrderPath& path)
{
    QString plain;
    for (const OrderPath::Step& step : path.steps) {
        if (!step.id.isEmpty())
            plain += QStringLiteral("[]");
        else
            plain += plain.isEmpty() ? step.name : QLatin1Char('.') + step.name;
    }
    return plain;
}

template <typename List, typename IsIt>
QString nameIn(const List& list, IsIt isIt)
{
    for (const auto& entry : list) {
        if (isIt(entry))
            return text(entry.name);
    }
    return {};
}

QString listedName(const QString& field, const QString& value, const AccountFacts& facts)
{
    const std::string code = value.toStdString();
    const auto byCode = [&code](const auto& entry) { return entry.code == code; };
    if (field == QLatin1String("advancedOptions.warehouseId") && facts.warehouses)
        return nameIn(*facts.warehouses, [&value](const Warehouse& warehouse) { return QString::number(warehouse.id.value) == value; });
    if (!facts.carriers)
        return {};
    if (field == QLatin1String("carrierCode"))
        return nameIn(*facts.carriers, byCode);
    for (const Carrier& carrier : *facts.carriers) {
        const QString name = field == QLatin1String("serviceCode") ? nameIn(carrier.services, byCode) : field == QLatin1String("packageCode") ? nameIn(carrier.packages, byCode) : QString();
        if (!name.isEmpty())
            return name;
    }
    return {};
}

/// What stands in an object or array, without the names.
void collect(const JsonText::Value& value, QStringList& texts)
{
    for (const auto& member : value.members())
        collect(member.value, texts);
    for (const auto& element : value.elements())
        collect(element, texts);
    if (const QString shown = value.isObject() || value.isArray() ? QString() : shownValue(value.raw()); !shown.isEmpty())
        texts += shown;
}

} // namespace

QString orderFieldName(const OrderPath& path)
{
    const QString plain = anyElement(path);
    for (const Name& known : kNames) {
        if (plain == QLatin1String(known.path))
            return Fields::tr(known.name);
    }
    return safeLine(path.text(), kLongestValue);
}

QString orderValueText(const OrderPath& path, QByteArrayView raw, const AccountFacts& facts)
{
    const auto json = JsonText::parse(raw.toByteArray());
    if (!json)
        return QStringLiteral("—");
    QStringList texts;
    collect(json->root(), texts);
    const QString value = texts.join(QStringLiteral(", "));
    const QString name = value.isEmpty() ? QString() : listedName(anyElement(path), value, facts);
    return value.isEmpty() ? QStringLiteral("—") : safeLine(name.isEmpty() ? value : name, kLongestValue);
}

QString changeText(const OrderChange& change, const AccountFacts& facts)
{
    const QString name = orderFieldName(change.path);
    return Fields::tr("%1: %2 → %3").arg(name, orderValueText(change.path, change.before, facts), orderValueText(change.path, change.after, facts));
}

QStringList changeTexts(const OrderPatch& patch, const AccountFacts& facts)
{
    QStringList texts;
    for (const OrderChange& change : patch.changes)
        texts += changeText(change, facts);
    return texts;
}

} // namespace t6::ui
