// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shipments.h"

#include "pacifictime.h"

#include <core/async.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::shipstation {

namespace {

constexpr std::chrono::seconds kCarriersPatience{60};

struct Rates
{
    Q_DECLARE_TR_FUNCTIONS(t6::Rates)
};

WriteRequest request(const char* path, const QJsonObject& body)
{
    return {QLatin1String(path), QJsonDocument(body).toJson(QJsonDocument::Compact), false, kCarriersPatience};
}

QString textAt(const JsonText::Value& object, QStringView member)
{
    const auto value = object.member(member);
    return value ? value->string() : QString();
}

std::int64_t idAt(const JsonText::Value& object, QStringView member)
{
    const auto value = object.member(member);
    return value ? value->integer().value_or(0) : 0;
}

std::optional<Money> amountAt(const JsonText::Value& object, QStringView member)
{
    const auto value = object.member(member);
    return value ? moneyOf(value->raw()) : std::nullopt;
}

Shipment shipmentOf(const JsonText::Value& object)
{
    Shipment shipment;
    shipment.id = {idAt(object, u"shipmentId")};
    shipment.order = {idAt(object, u"orderId")};
    shipment.orderNumber = textAt(object, u"orderNumber");
    shipment.carrier = textAt(object, u"carrierCode");
    shipment.service = textAt(object, u"serviceCode");
    shipment.tracking = textAt(object, u"trackingNumber");
    shipment.cost = amountAt(object, u"shipmentCost").value_or(Money());
    shipment.insurance = amountAt(object, u"insuranceCost").value_or(Money());
    shipment.created = fromPacific(textAt(object, u"createDate").toStdString());
    const auto voided = object.member(u"voided");
    shipment.voided = voided && voided->kind() == JsonText::Kind::True;
    shipment.notifyError = textAt(object, u"notifyErrorMessage");
    return shipment;
}

QFuture<Result<QList<Shipment>>> fetch(Session& session, QUrlQuery query, Priority priority)
{
    query.addQueryItem(QStringLiteral("sortBy"), QStringLiteral("CreateDate"));
    query.addQueryItem(QStringLiteral("sortDir"), QStringLiteral("DESC"));
    query.addQueryItem(QStringLiteral("pageSize"), QStringLiteral("500"));
    const auto promise = makePromise<QList<Shipment>>();
    whenDone(&session, session.get(QStringLiteral("/shipments"), query, priority), [promise](const Result<Answer>& answer) {
        promise->addResult(answer ? decodeShipments(answer->json) : Result<QList<Shipment>>(tl::unexpected(answer.error())));
        promise->finish();
    });
    return promise->future();
}

/// An answer of a request that changes nothing: in doubt it is just none.
Error plainError(const WriteAnswer& answer)
{
    Error error = answer.error.value_or(Error{ErrorDomain::ShipStation, ErrorCode::AnswerBroken, {}, answer.status, {}, {}});
    if (error.code == ErrorCode::OutcomeUnknown)
        error.code = ErrorCode::ServerError;
    return error;
}

} // namespace

WriteRequest createLabelForOrder(OrderId order, const LabelTerms& terms)
{
    return request("/orders/createlabelfororder",
        {{QStringLiteral("orderId"), qint64{order.value}}, {QStringLiteral("carrierCode"), terms.carrier}, {QStringLiteral("serviceCode"), terms.service}, {QStringLiteral("packageCode"), terms.package},
            {QStringLiteral("confirmation"), terms.confirmation}, {QStringLiteral("shipDate"), terms.shipDate.toString(Qt::ISODate)}, {QStringLiteral("testLabel"), terms.test}});
}

WriteRequest voidLabel(ShipmentId shipment)
{
    return request("/shipments/voidlabel", {{QStringLiteral("shipmentId"), qint64{shipment.value}}});
}

WriteRequest markAsShipped(OrderId order, const QString& carrier, QDate shipDate, const QString& tracking, bool notifyCustomer, bool notifyStore)
{
    QJsonObject body{{QStringLiteral("orderId"), qint64{order.value}}, {QStringLiteral("carrierCode"), carrier}, {QStringLiteral("shipDate"), shipDate.toString(Qt::ISODate)},
        {QStringLiteral("notifyCustomer"), notifyCustomer}, {QStringLiteral("notifySalesChannel"), notifyStore}};
    if (!tracking.isEmpty())
        body.insert(QStringLiteral("trackingNumber"), tracking);
    return request("/orders/markasshipped", body);
}

Result<WriteRequest> getRates(const JsonText& order, const std::string& fromPostalCode, const QString& carrier, const QString& package, const QString& confirmation)
{
    const auto refused = [](const QString& why, const char* field) { return failure(ErrorDomain::Input, ErrorCode::LabelRefused, why, QLatin1String(field)); };
    const auto weight = order.root().member(u"weight");
    const auto value = weight && weight->isObject() ? amountAt(*weight, u"value") : std::nullopt;
    if (!value || value->minor <= 0)
        return refused(Rates::tr("The order has no weight."), "weight");
    if (fromPostalCode.empty())
        return refused(Rates::tr("The order's ship-from has no postal code."), "advancedOptions.warehouseId");
    const auto shipTo = order.root().member(u"shipTo");
    if (!shipTo || !shipTo->isObject() || textAt(*shipTo, u"country").isEmpty() || textAt(*shipTo, u"postalCode").isEmpty())
        return refused(Rates::tr("The address has no country or no postal code."), "shipTo");
    QByteArray body = "{\"carrierCode\":" + jsonString(carrier) + ",\"fromPostalCode\":" + jsonString(QString::fromStdString(fromPostalCode)) + ",\"packageCode\":" + jsonString(package)
        + ",\"confirmation\":" + jsonString(confirmation) + ",\"toState\":" + jsonString(textAt(*shipTo, u"state")) + ",\"toCity\":" + jsonString(textAt(*shipTo, u"city"))
        + ",\"toCountry\":" + jsonString(textAt(*shipTo, u"country")) + ",\"toPostalCode\":" + jsonString(textAt(*shipTo, u"postalCode")) + ",\"weight\":" + weight->raw().toByteArray();
    if (const auto dimensions = order.root().member(u"dimensions"); dimensions && dimensions->isObject())
        body += ",\"dimensions\":" + dimensions->raw().toByteArray();
    const auto residential = shipTo->member(u"residential");
    body += residential && residential->kind() == JsonText::Kind::True ? ",\"residential\":true}" : ",\"residential\":false}";
    return WriteRequest{QStringLiteral("/shipments/getrates"), body, false, kCarriersPatience};
}

Result<QList<RateQuote>> decodeRates(const QByteArray& json, const QString& carrier)
{
    const auto text = JsonText::parse(json);
    if (!text || !text->root().isArray())
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken);
    QList<RateQuote> quotes;
    for (const JsonText::Value& rate : text->root().elements()) {
        const auto price = rate.isObject() ? amountAt(rate, u"shipmentCost") : std::nullopt;
        if (!price || textAt(rate, u"serviceCode").isEmpty())
            continue;
        RateQuote quote;
        quote.carrier = carrier;
        quote.service = textAt(rate, u"serviceCode");
        quote.serviceName = textAt(rate, u"serviceName");
        quote.shipping = *price;
        quote.other = amountAt(rate, u"otherCost").value_or(Money());
        quotes.append(quote);
    }
    return quotes;
}

QFuture<Result<QList<RateQuote>>> fetchRates(Session& session, const WriteRequest& request, const QString& carrier, Slots& reserved, UtcTime notAfter)
{
    const auto promise = makePromise<QList<RateQuote>>();
    whenDone(&session, session.write(request, reserved, notAfter), [promise, carrier](const WriteAnswer& answer) {
        // A list is no object, so what write() makes of it does not count.
        auto quotes = answer.body.isEmpty() ? Result<QList<RateQuote>>(tl::unexpected(plainError(answer))) : decodeRates(answer.body, carrier);
        promise->addResult(std::move(quotes));
        promise->finish();
    });
    return promise->future();
}

Result<QList<Shipment>> decodeShipments(const QByteArray& json)
{
    const auto text = JsonText::parse(json);
    if (!text)
        return tl::unexpected(text.error());
    const auto list = text->root().isObject() ? text->root().member(u"shipments") : std::nullopt;
    if (!list || !list->isArray())
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    QList<Shipment> shipments;
    for (const JsonText::Value& element : list->elements()) {
        if (element.isObject() && idAt(element, u"shipmentId") > 0)
            shipments.append(shipmentOf(element));
    }
    return shipments;
}

QFuture<Result<QList<Shipment>>> fetchShipmentsOf(Session& session, OrderId order, Priority priority)
{
    return fetch(session, {{QStringLiteral("orderId"), QString::number(order.value)}}, priority);
}

QFuture<Result<QList<Shipment>>> fetchShipmentsOf(Session& session, const QString& orderNumber, Priority priority)
{
    // A % of the number's own must not be read as an escape.
    return fetch(session, {{QStringLiteral("orderNumber"), QString::fromLatin1(QUrl::toPercentEncoding(orderNumber))}}, priority);
}

QFuture<Result<QList<Shipment>>> fetchShipmentsSince(Session& session, UtcTime since, Priority priority)
{
    if (!pacificClock().isValid())
        return readyFuture<Result<QList<Shipment>>>(failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata")));
    return fetch(session, {{QStringLiteral("createDateStart"), QString::fromLatin1(toPacific(since))}}, priority);
}

} // namespace t6::shipstation
