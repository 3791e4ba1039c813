// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "carriers.h"
#include "json.h"
#include "labelpdf.h"
#include "pacific.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

constexpr double kMaxOunces = 70 * 16;

double ounces(const QJsonObject& weight)
{
    const double value = weight.value("value"_L1).toDouble();
    const QString units = weight.value("units"_L1).toString();
    return units == "pounds"_L1 ? value * 16 : units == "grams"_L1 ? value / 28.349523125 : value;
}

bool isExpress(const QString& service)
{
    return service.contains("express"_L1) || service.contains("air"_L1) || service.contains("saver"_L1) || service.contains("2day"_L1) || service.contains("24"_L1);
}

/// A tariff of the sandbox's own: by weight, distance and speed.
double costOf(const QString& service, double weight, bool abroad)
{
    return cents((3.9 + weight * 0.11) * (abroad ? 2.8 : 1) * (isExpress(service) ? 2.6 : 1));
}

QJsonObject findById(const QJsonArray& list, QLatin1StringView member, const QJsonValue& id)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const QJsonValue& value) { return value.toObject().value(member) == id; });
    return it == list.end() ? QJsonObject() : QJsonValue(*it).toObject();
}

bool offers(const QJsonArray& list, const QString& code)
{
    return std::any_of(list.begin(), list.end(), [&](const QJsonValue& value) { return value.toObject().value("code"_L1).toString() == code; });
}

QStringList addressLines(const QJsonObject& address)
{
    QStringList lines;
    for (const QString& member : {u"name"_s, u"company"_s, u"street1"_s, u"street2"_s, u"street3"_s}) {
        if (const QString line = address.value(member).toString(); !line.isEmpty())
            lines << line;
    }
    return lines << u"%1 %2 %3"_s.arg(address.value("city"_L1).toString(), address.value("state"_L1).toString(), address.value("postalCode"_L1).toString()) << address.value("country"_L1).toString();
}

/// What a label is made of, whether it is for an order or not.
struct Parcel
{
    QString carrier, service, package;
    QJsonObject from, to, weight, international;
    bool test = false;
};

/// Why the carrier would refuse this parcel, in ShipStation's words; empty when it would not.
QString refusalOf(const Account& account, const Parcel& parcel)
{
    const CarrierKind* kind = carrierKind(parcel.carrier);
    if (!kind || !account.services.contains(parcel.carrier))
        return u"Invalid carrierCode '%1'"_s.arg(parcel.carrier);
    const auto service = std::find_if(kind->services.begin(), kind->services.end(), [&](const CarrierKind::Offer& offer) { return parcel.service == QLatin1StringView(offer.code); });
    if (service == kind->services.end())
        return u"Invalid serviceCode"_s;
    if (!offers(account.packages.value(parcel.carrier), parcel.package))
        return u"Invalid packageCode"_s;
    if (parcel.test && parcel.carrier != "stamps_com"_L1)
        return u"Test labels are only supported for USPS."_s;
    const double weight = ounces(parcel.weight);
    if (weight <= 0)
        return u"Weight must be greater than 0."_s;
    if (weight > kMaxOunces)
        return u"Package weight exceeds maximum for selected service"_s;
    if (parcel.to.value("name"_L1).toString().trimmed().isEmpty())
        return u"'Ship Name' must not be empty."_s;
    const QString country = parcel.to.value("country"_L1).toString();
    if (country.size() != 2)
        return u"Please use a 2 character country code"_s;
    for (const QString& member : {u"street1"_s, u"city"_s, u"postalCode"_s}) {
        if (parcel.to.value(member).toString().isEmpty() || parcel.to.value("addressVerified"_L1).toString() == "Address validation failed"_L1)
            return u"Invalid City, State, or Zip"_s;
    }
    const bool abroad = country != account.country;
    if (abroad ? !service->international : !service->domestic)
        return u"The selected service is not available for this destination."_s;
    if (abroad && parcel.to.value("phone"_L1).toString().isEmpty())
        return u"A phone number is required for international shipments."_s;
    const QJsonArray customs = parcel.international.value("customsItems"_L1).toArray();
    const bool declared = !customs.isEmpty() && std::all_of(customs.begin(), customs.end(), [](const QJsonValue& value) {
        const QJsonObject line = value.toObject();
        return line.value("value"_L1).toDouble() > 0 && line.value("quantity"_L1).toInt() > 0 && line.value("countryOfOrigin"_L1).toString().size() == 2 && !line.value("description"_L1).toString().isEmpty();
    });
    if (abroad && (!declared || parcel.international.value("contents"_L1).toString().isEmpty()))
        return u"Customs items are required for international shipments."_s;
    return {};
}

/// Takes the money. False when a funded carrier has too little.
bool pay(Account& account, const QString& carrierCode, double cost)
{
    for (QJsonValueRef value : account.carriers) {
        QJsonObject carrier = value.toObject();
        if (carrier.value("code"_L1).toString() != carrierCode)
            continue;
        if (!carrier.value("requiresFundedAccount"_L1).toBool())
            return true;
        const double rest = cents(carrier.value("balance"_L1).toDouble() - cost);
        if (rest < 0)
            return false;
        carrier.insert("balance"_L1, rest);
        value = carrier;
        return true;
    }
    return false;
}

QByteArray trackingNumber(const QString& carrier, qint64 shipmentId)
{
    const QByteArray id = QByteArray::number(shipmentId).rightJustified(10, '0');
    if (carrier == "ups"_L1)
        return "1Z999AA1" + id;
    if (carrier == "stamps_com"_L1)
        return "940011189956" + id;
    return "T" + id + "DE";
}

/// Buys it: shipment and answer, or the refusal. `order` is empty for a label without one.
HttpResponse buy(Call& call, const Parcel& parcel, const QJsonObject& order)
{
    Account& account = call.account;
    const double weight = ounces(parcel.weight);
    const bool abroad = parcel.to.value("country"_L1).toString() != account.country;
    const double cost = parcel.test ? 0 : costOf(parcel.service, weight, abroad);
    if (!pay(account, parcel.carrier, cost))
        return businessError(u"Insufficient funds. Add funds to continue."_s);
    call.applied = true;
    const qint64 shipmentId = call.world.ids.shipment++;
    const QByteArray tracking = trackingNumber(parcel.carrier, shipmentId);
    const QString number = order.value("orderNumber"_L1).toString();
    const Label label{parcel.service.toUpper().replace(u'_', u' '), addressLines(parcel.from), addressLines(parcel.to), tracking, number, parcel.test};
    QStringList declaration;
    const QJsonArray customs = parcel.international.value("customsItems"_L1).toArray();
    for (const QJsonValue& line : customs)
        declaration << u"%1 x %2  USD %3"_s.arg(line.toObject().value("quantity"_L1).toInt()).arg(line.toObject().value("description"_L1).toString()).arg(line.toObject().value("value"_L1).toDouble(), 0, 'f', 2);
    const QJsonValue form = abroad ? QJsonValue(QString::fromLatin1(customsPdf(declaration).toBase64())) : QJsonValue();
    const QJsonValue none;
    QJsonObject shipment{{u"shipmentId"_s, shipmentId}, {u"orderId"_s, order.isEmpty() ? none : order.value("orderId"_L1)}, {u"orderKey"_s, order.isEmpty() ? none : order.value("orderKey"_L1)},
        {u"userId"_s, none}, {u"customerEmail"_s, order.isEmpty() ? none : order.value("customerEmail"_L1)}, {u"orderNumber"_s, order.isEmpty() ? none : QJsonValue(number)},
        {u"createDate"_s, pacificTime(call.now)}, {u"shipDate"_s, call.body.value("shipDate"_L1).toString().left(10)}, {u"shipmentCost"_s, cost}, {u"insuranceCost"_s, 0.0},
        {u"trackingNumber"_s, QString::fromLatin1(tracking)}, {u"isReturnLabel"_s, false}, {u"batchNumber"_s, none}, {u"carrierCode"_s, parcel.carrier}, {u"serviceCode"_s, parcel.service},
        {u"packageCode"_s, parcel.package}, {u"confirmation"_s, call.body.value("confirmation"_L1)}, {u"warehouseId"_s, order.value("advancedOptions"_L1).toObject().value("warehouseId"_L1)},
        {u"voided"_s, false}, {u"voidDate"_s, none}, {u"marketplaceNotified"_s, !order.isEmpty()}, {u"notifyErrorMessage"_s, none}, {u"shipTo"_s, parcel.to}, {u"weight"_s, parcel.weight},
        {u"dimensions"_s, call.body.value("dimensions"_L1).isObject() ? call.body.value("dimensions"_L1) : none}, {u"insuranceOptions"_s, QJsonObject()}, {u"advancedOptions"_s, none},
        {u"shipmentItems"_s, order.value("items"_L1).toArray()}, {u"labelData"_s, none}, {u"formData"_s, none}};
    if (!parcel.test)
        account.shipments.push_back(shipment);
    if (!order.isEmpty() && !parcel.test) {
        call.world.ledger.labelBought(account.identity.name, order.value("orderId"_L1).toInteger(), shipmentId);
        call.write(order, merged(order, {{u"orderStatus"_s, u"shipped"_s}, {u"shipDate"_s, shipment.value("shipDate"_L1)}, {u"carrierCode"_s, parcel.carrier}, {u"serviceCode"_s, parcel.service}, {u"packageCode"_s, parcel.package}}));
    }
    // The one moment at which the label itself can be had.
    shipment.insert("labelData"_L1, QString::fromLatin1(labelPdf(label).toBase64()));
    shipment.insert("formData"_L1, form);
    if (!order.isEmpty()) {
        QJsonObject brief;
        for (const QString& member : {u"shipmentId"_s, u"shipmentCost"_s, u"insuranceCost"_s, u"trackingNumber"_s, u"labelData"_s, u"formData"_s})
            brief.insert(member, shipment.value(member));
        return answer(brief);
    }
    return answer(shipment);
}

std::optional<HttpResponse> missingField(const QJsonObject& body, std::initializer_list<QLatin1StringView> required)
{
    for (const QLatin1StringView member : required) {
        if (body.value(member).isUndefined() || body.value(member).isNull() || (body.value(member).isString() && body.value(member).toString().isEmpty()))
            return invalid(member, u"The %1 field is required."_s.arg(member));
    }
    return std::nullopt;
}

bool matches(const Call& call, const QJsonObject& entry, QLatin1StringView parameter)
{
    const QString wanted = call.parameter(parameter);
    return wanted.isEmpty() || entry.value(parameter).toVariant().toString().compare(wanted, Qt::CaseInsensitive) == 0;
}

/// The filters that shipments and fulfillments share. nullopt when a date is none.
std::optional<std::vector<QJsonObject>> filtered(const Call& call, const std::vector<QJsonObject>& all)
{
    const std::optional<TimeSpan> created = timeSpan(call, u"createDate"_s), shipped = timeSpan(call, u"shipDate"_s), voided = timeSpan(call, u"voidDate"_s);
    if (!created || !shipped || !voided)
        return std::nullopt;
    const auto within = [](const QJsonObject& entry, QLatin1StringView member, const TimeSpan& span) {
        const std::optional<UtcTime> time = fromPacific(entry.value(member).toString());
        return span.isOpen() || (time && span.admits(*time));
    };
    std::vector<QJsonObject> shown;
    for (const QJsonObject& entry : all) {
        const QJsonObject shipTo = entry.value("shipTo"_L1).toObject();
        const QString name = call.parameter("recipientName"_L1), country = call.parameter("recipientCountryCode"_L1);
        if (matches(call, entry, "orderId"_L1) && matches(call, entry, "orderNumber"_L1) && matches(call, entry, "carrierCode"_L1) && matches(call, entry, "serviceCode"_L1)
            && matches(call, entry, "trackingNumber"_L1) && within(entry, "createDate"_L1, *created) && within(entry, "shipDate"_L1, *shipped) && within(entry, "voidDate"_L1, *voided)
            && shipTo.value("name"_L1).toString().contains(name, Qt::CaseInsensitive) && (country.isEmpty() || shipTo.value("country"_L1).toString() == country))
            shown.push_back(entry);
    }
    if (call.parameter("sortDir"_L1).compare("DESC"_L1, Qt::CaseInsensitive) == 0)
        std::reverse(shown.begin(), shown.end());
    return shown;
}

} // namespace

HttpResponse createLabelForOrder(Call& call)
{
    if (auto refusal = missingField(call.body, {"orderId"_L1, "carrierCode"_L1, "serviceCode"_L1, "confirmation"_L1, "shipDate"_L1, "testLabel"_L1}))
        return *std::move(refusal);
    const OrderRecord* record = call.account.find(call.body.value("orderId"_L1).toInteger());
    if (!record)
        return notFound();
    const QJsonObject order = objectFrom(record->json);
    const QJsonObject warehouse = findById(call.account.warehouses, "warehouseId"_L1, order.value("advancedOptions"_L1).toObject().value("warehouseId"_L1));
    // The account's lack of a manual store and the order's of a ship-from show in the same unhelpful words.
    if (call.account.manualStoreId == 0 || warehouse.isEmpty() || warehouse.value("originAddress"_L1).toObject().value("city"_L1).toString().isEmpty())
        return businessError(u"Object reference not set to an instance of an object."_s);
    const auto orOrders = [&](QLatin1StringView member) { return call.body.value(member).isObject() ? call.body.value(member).toObject() : order.value(member).toObject(); };
    Parcel parcel{call.body.value("carrierCode"_L1).toString(), call.body.value("serviceCode"_L1).toString(), call.body.value("packageCode"_L1).toString(order.value("packageCode"_L1).toString()),
        warehouse.value("returnAddress"_L1).toObject(), order.value("shipTo"_L1).toObject(), orOrders("weight"_L1), orOrders("internationalOptions"_L1), call.body.value("testLabel"_L1).toBool()};
    if (const QString refusal = refusalOf(call.account, parcel); !refusal.isEmpty())
        return businessError(refusal);
    return buy(call, parcel, order);
}

HttpResponse createLabel(Call& call)
{
    if (auto refusal = missingField(call.body, {"carrierCode"_L1, "serviceCode"_L1, "packageCode"_L1, "shipDate"_L1, "weight"_L1, "shipFrom"_L1, "shipTo"_L1}))
        return *std::move(refusal);
    const QJsonObject& body = call.body;
    const Parcel parcel{body.value("carrierCode"_L1).toString(), body.value("serviceCode"_L1).toString(), body.value("packageCode"_L1).toString(),
        (body.value("returnTo"_L1).isObject() ? body.value("returnTo"_L1) : body.value("shipFrom"_L1)).toObject(), body.value("shipTo"_L1).toObject(), body.value("weight"_L1).toObject(),
        body.value("internationalOptions"_L1).toObject(), body.value("testLabel"_L1).toBool()};
    if (const QString refusal = refusalOf(call.account, parcel); !refusal.isEmpty())
        return businessError(refusal);
    return buy(call, parcel, {});
}

HttpResponse voidLabel(Call& call)
{
    const qint64 id = call.body.value("shipmentId"_L1).toInteger();
    Account& account = call.account;
    const auto it = std::find_if(account.shipments.begin(), account.shipments.end(), [&](const QJsonObject& shipment) { return shipment.value("shipmentId"_L1).toInteger() == id; });
    if (it == account.shipments.end())
        return notFound();
    if (it->value("voided"_L1).toBool())
        return answer(QJsonObject{{u"approved"_s, false}, {u"message"_s, u"Unable to void label: it was voided before."_s}});
    if (account.voidsRefused)
        return answer(QJsonObject{{u"approved"_s, false}, {u"message"_s, u"The carrier does not approve: the label was scanned."_s}});
    call.applied = true;
    it->insert("voided"_L1, true);
    it->insert("voidDate"_L1, pacificTime(call.now));
    static_cast<void>(pay(account, it->value("carrierCode"_L1).toString(), -it->value("shipmentCost"_L1).toDouble()));
    const qint64 orderId = it->value("orderId"_L1).toInteger();
    call.world.ledger.labelVoided(account.identity.name, orderId, id);
    if (const OrderRecord* record = account.find(orderId)) {
        const bool another = std::any_of(account.shipments.begin(), account.shipments.end(),
            [&](const QJsonObject& shipment) { return shipment.value("orderId"_L1).toInteger() == orderId && !shipment.value("voided"_L1).toBool(); });
        const QJsonObject before = objectFrom(record->json);
        if (!another)
            call.write(before, merged(before, {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"shipDate"_s, QJsonValue()}}));
    }
    return answer(QJsonObject{{u"approved"_s, true}, {u"message"_s, u"Label voided successfully"_s}});
}

HttpResponse rates(Call& call)
{
    if (auto refusal = missingField(call.body, {"carrierCode"_L1, "fromPostalCode"_L1, "toCountry"_L1, "toPostalCode"_L1, "weight"_L1}))
        return *std::move(refusal);
    const QString code = call.body.value("carrierCode"_L1).toString();
    if (code == "ups"_L1 && call.body.value("toState"_L1).toString().isEmpty())
        return invalid(u"toState"_s, u"The toState field is required for UPS."_s);
    if (!call.account.services.contains(code))
        return businessError(u"Invalid carrierCode '%1'"_s.arg(code));
    const bool abroad = call.body.value("toCountry"_L1).toString() != call.account.country;
    const QString only = call.body.value("serviceCode"_L1).toString();
    QJsonArray list;
    const QJsonArray services = call.account.services.value(code);
    for (const QJsonValue& value : services) {
        const QJsonObject service = value.toObject();
        const QString serviceCode = service.value("code"_L1).toString();
        if (service.value(abroad ? "international"_L1 : "domestic"_L1).toBool() && (only.isEmpty() || only == serviceCode))
            list << QJsonObject{{u"serviceName"_s, service.value("name"_L1)}, {u"serviceCode"_s, serviceCode}, {u"shipmentCost"_s, costOf(serviceCode, ounces(call.body.value("weight"_L1).toObject()), abroad)},
                {u"otherCost"_s, 0.0}};
    }
    return answer(list);
}

HttpResponse listShipments(Call& call)
{
    std::optional<std::vector<QJsonObject>> shown = filtered(call, call.account.shipments);
    if (!shown)
        return invalid(u"createDateStart"_s, u"The value is not a valid date."_s);
    if (call.parameter("includeShipmentItems"_L1).compare("true"_L1, Qt::CaseInsensitive) != 0) {
        for (QJsonObject& shipment : *shown)
            shipment.insert("shipmentItems"_L1, QJsonValue());
    }
    return pageOf(call, "shipments", *shown);
}

HttpResponse listFulfillments(Call& call)
{
    const std::optional<std::vector<QJsonObject>> shown = filtered(call, call.account.fulfillments);
    return shown ? pageOf(call, "fulfillments", *shown) : invalid(u"createDateStart"_s, u"The value is not a valid date."_s);
}

} // namespace t6::sandbox
