// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::operations {

namespace {

qint64 toMs(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime fromMs(const QJsonValue& value) { return UtcTime{std::chrono::milliseconds{value.toInteger()}}; }

QString text(const std::string& value) { return QString::fromStdString(value); }
std::string utf8(const QJsonValue& value) { return value.toString().toStdString(); }

QJsonArray texts(const QStringList& list) { return QJsonArray::fromStringList(list); }
QStringList texts(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue item : value.toArray())
        list.append(item.toString());
    return list;
}

template <typename T, typename Encode>
QJsonArray encodeList(const std::vector<T>& list, Encode encode)
{
    QJsonArray array;
    for (const T& item : list)
        array.append(encode(item));
    return array;
}

template <typename T, typename Decode>
std::vector<T> decodeList(const QJsonValue& value, Decode decode)
{
    std::vector<T> list;
    for (const QJsonValue item : value.toArray())
        list.push_back(decode(item));
    return list;
}

/// nullopt is a missing member: a list that could not be read differs from an empty one.
template <typename T, typename Encode>
void put(QJsonObject& object, const QString& name, const std::optional<std::vector<T>>& list, Encode encode)
{
    if (list)
        object.insert(name, encodeList(*list, encode));
}
template <typename T, typename Decode>
std::optional<std::vector<T>> take(const QJsonObject& object, const QString& name, Decode decode)
{
    if (!object.contains(name))
        return std::nullopt;
    return decodeList<T>(object.value(name), decode);
}

QJsonObject encodeAddress(const PostalAddress& a)
{
    return {{QStringLiteral("name"), text(a.name)}, {QStringLiteral("company"), text(a.company)}, {QStringLiteral("street1"), text(a.street1)},
        {QStringLiteral("street2"), text(a.street2)}, {QStringLiteral("street3"), text(a.street3)}, {QStringLiteral("city"), text(a.city)},
        {QStringLiteral("state"), text(a.state)}, {QStringLiteral("postalCode"), text(a.postalCode)}, {QStringLiteral("country"), text(a.country)},
        {QStringLiteral("phone"), text(a.phone)}};
}
PostalAddress decodeAddress(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    const auto part = [&o](const char* name) { return utf8(o.value(QLatin1String(name))); };
    return {part("name"), part("company"), part("street1"), part("street2"), part("street3"), part("city"), part("state"), part("postalCode"),
        part("country"), part("phone")};
}

/// Service and Package share their shape.
template <typename T>
QJsonObject encodeOffer(const T& offer)
{
    return {{QStringLiteral("code"), text(offer.code)}, {QStringLiteral("name"), text(offer.name)}, {QStringLiteral("domestic"), offer.domestic},
        {QStringLiteral("international"), offer.international}};
}
template <typename T>
T decodeOffer(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {utf8(o.value(QStringLiteral("code"))), utf8(o.value(QStringLiteral("name"))), o.value(QStringLiteral("domestic")).toBool(),
        o.value(QStringLiteral("international")).toBool()};
}

QJsonObject encodeCarrier(const Carrier& c)
{
    return {{QStringLiteral("code"), text(c.code)}, {QStringLiteral("name"), text(c.name)}, {QStringLiteral("nickname"), text(c.nickname)},
        {QStringLiteral("accountNumber"), text(c.accountNumber)}, {QStringLiteral("provider"), qint64(c.shippingProviderId)},
        {QStringLiteral("funded"), c.requiresFundedAccount}, {QStringLiteral("primary"), c.primary}, {QStringLiteral("balance"), qint64(c.balance.minor)},
        {QStringLiteral("services"), encodeList(c.services, encodeOffer<Service>)}, {QStringLiteral("packages"), encodeList(c.packages, encodeOffer<Package>)}};
}
Carrier decodeCarrier(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    Carrier c;
    c.code = utf8(o.value(QStringLiteral("code")));
    c.name = utf8(o.value(QStringLiteral("name")));
    c.nickname = utf8(o.value(QStringLiteral("nickname")));
    c.accountNumber = utf8(o.value(QStringLiteral("accountNumber")));
    c.shippingProviderId = o.value(QStringLiteral("provider")).toInteger();
    c.requiresFundedAccount = o.value(QStringLiteral("funded")).toBool();
    c.primary = o.value(QStringLiteral("primary")).toBool();
    c.balance.minor = o.value(QStringLiteral("balance")).toInteger();
    c.services = decodeList<Service>(o.value(QStringLiteral("services")), decodeOffer<Service>);
    c.packages = decodeList<Package>(o.value(QStringLiteral("packages")), decodeOffer<Package>);
    return c;
}

QJsonObject encodeWarehouse(const Warehouse& w)
{
    return {{QStringLiteral("id"), qint64(w.id.value)}, {QStringLiteral("name"), text(w.name)}, {QStringLiteral("origin"), encodeAddress(w.origin)},
        {QStringLiteral("return"), encodeAddress(w.returnAddress)}, {QStringLiteral("default"), w.isDefault}};
}
Warehouse decodeWarehouse(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {{o.value(QStringLiteral("id")).toInteger()}, utf8(o.value(QStringLiteral("name"))), decodeAddress(o.value(QStringLiteral("origin"))),
        decodeAddress(o.value(QStringLiteral("return"))), o.value(QStringLiteral("default")).toBool()};
}

QJsonObject encodeStore(const Store& s)
{
    return {{QStringLiteral("id"), qint64(s.id.value)}, {QStringLiteral("name"), text(s.name)}, {QStringLiteral("marketplace"), text(s.marketplace)},
        {QStringLiteral("active"), s.active}, {QStringLiteral("manual"), s.manual}};
}
Store decodeStore(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {{o.value(QStringLiteral("id")).toInteger()}, utf8(o.value(QStringLiteral("name"))), utf8(o.value(QStringLiteral("marketplace"))),
        o.value(QStringLiteral("active")).toBool(), o.value(QStringLiteral("manual")).toBool()};
}

QJsonObject encodeTag(const Tag& t)
{
    return {{QStringLiteral("id"), qint64(t.id.value)}, {QStringLiteral("name"), text(t.name)}, {QStringLiteral("colour"), text(t.colour)}};
}
Tag decodeTag(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {{o.value(QStringLiteral("id")).toInteger()}, utf8(o.value(QStringLiteral("name"))), utf8(o.value(QStringLiteral("colour")))};
}

QJsonObject encodeUser(const User& u)
{
    return {{QStringLiteral("id"), text(u.id)}, {QStringLiteral("userName"), text(u.userName)}, {QStringLiteral("name"), text(u.name)}};
}
User decodeUser(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {utf8(o.value(QStringLiteral("id"))), utf8(o.value(QStringLiteral("userName"))), utf8(o.value(QStringLiteral("name")))};
}

QJsonObject encodeCustoms(const CustomsDefaults& c)
{
    return {{QStringLiteral("contents"), c.contents}, {QStringLiteral("nonDelivery"), c.nonDelivery}, {QStringLiteral("origin"), c.countryOfOrigin},
        {QStringLiteral("goods"), encodeList(c.goods, [](const CustomsGoods& goods) {
             return QJsonObject{{QStringLiteral("sku"), goods.skuPattern}, {QStringLiteral("description"), goods.description}, {QStringLiteral("tariffCode"), goods.tariffCode}};
         })}};
}
CustomsDefaults decodeCustoms(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {o.value(QStringLiteral("contents")).toString(), o.value(QStringLiteral("nonDelivery")).toString(), o.value(QStringLiteral("origin")).toString(),
        decodeList<CustomsGoods>(o.value(QStringLiteral("goods")), [](const QJsonValue& goods) {
            return CustomsGoods{goods[QStringLiteral("sku")].toString(), goods[QStringLiteral("description")].toString(), goods[QStringLiteral("tariffCode")].toString()};
        })};
}

QJsonObject encodeMapping(const ServiceMapping& m)
{
    return {{QStringLiteral("requested"), m.requested}, {QStringLiteral("carrier"), m.carrier}, {QStringLiteral("service"), m.service}, {QStringLiteral("package"), m.package}};
}
ServiceMapping decodeMapping(const QJsonValue& m)
{
    return {m[QStringLiteral("requested")].toString(), m[QStringLiteral("carrier")].toString(), m[QStringLiteral("service")].toString(), m[QStringLiteral("package")].toString()};
}

QJsonObject encodeFunding(const Funding& f)
{
    QJsonObject o{{QStringLiteral("dayCap"), qint64(f.dayCap.minor)}};
    const auto put = [&o](const QString& name, const std::optional<Funding::Consent>& consent) {
        if (consent)
            o.insert(name, QJsonObject{{QStringLiteral("at"), toMs(consent->at)}, {QStringLiteral("by"), consent->by}});
    };
    put(QStringLiteral("enabled"), f.enabled);
    put(QStringLiteral("automatic"), f.automatic);
    return o;
}
Funding decodeFunding(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    const auto take = [&o](const QString& name) -> std::optional<Funding::Consent> {
        if (!o.contains(name))
            return std::nullopt;
        const QJsonValue consent = o.value(name);
        return Funding::Consent{fromMs(consent[QStringLiteral("at")]), consent[QStringLiteral("by")].toString()};
    };
    return {take(QStringLiteral("enabled")), take(QStringLiteral("automatic")), {o.value(QStringLiteral("dayCap")).toInteger(Funding().dayCap.minor)}};
}

QJsonObject encodeLabels(const LabelHistory& l)
{
    return {{QStringLiteral("since"), toMs(l.since)}, {QStringLiteral("costs"), encodeList(l.costs, [](const ServiceCost& cost) {
                return QJsonObject{{QStringLiteral("carrier"), text(cost.carrier)}, {QStringLiteral("service"), text(cost.service)}, {QStringLiteral("labels"), cost.labels},
                    {QStringLiteral("usual"), qint64(cost.usual.minor)}, {QStringLiteral("total"), qint64(cost.total.minor)}};
            })}};
}
LabelHistory decodeLabels(const QJsonValue& value)
{
    return {fromMs(value[QStringLiteral("since")]), decodeList<ServiceCost>(value[QStringLiteral("costs")], [](const QJsonValue& cost) {
                return ServiceCost{utf8(cost[QStringLiteral("carrier")]), utf8(cost[QStringLiteral("service")]), cost[QStringLiteral("labels")].toInt(),
                    {cost[QStringLiteral("usual")].toInteger()}, {cost[QStringLiteral("total")].toInteger()}};
            })};
}

template <typename T>
QJsonArray encodeIds(const std::vector<T>& ids)
{
    return encodeList(ids, [](T id) { return QJsonValue(qint64(id.value)); });
}
template <typename T>
std::vector<T> decodeIds(const QJsonValue& value)
{
    return decodeList<T>(value, [](const QJsonValue& id) { return T{id.toInteger()}; });
}

Result<QJsonObject> parse(const QByteArray& bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt);
    return document.object();
}

} // namespace

QByteArray encodeMerchant(const Merchant& m)
{
    QJsonObject o{{QStringLiteral("id"), m.id.value.toString()}, {QStringLiteral("name"), m.name}, {QStringLiteral("login"), m.login},
        {QStringLiteral("apiUrl"), m.apiUrl}, {QStringLiteral("colour"), m.colour}, {QStringLiteral("memoryOnly"), m.memoryOnly},
        {QStringLiteral("paused"), m.paused}, {QStringLiteral("splitMarker"), m.splitMarker}, {QStringLiteral("connectedAt"), toMs(m.connectedAt)}};
    o.insert(QStringLiteral("rule"),
        QJsonObject{{QStringLiteral("sku"), texts(m.rule.skuPatterns)}, {QStringLiteral("fulfillmentSku"), texts(m.rule.fulfillmentSkuPatterns)},
            {QStringLiteral("location"), texts(m.rule.warehouseLocationPatterns)}, {QStringLiteral("tags"), encodeIds(m.rule.tags)},
            {QStringLiteral("stores"), encodeIds(m.rule.stores)}});
    // A 64-bit mask does not fit a JSON number.
    o.insert(QStringLiteral("checks"),
        QJsonObject{{QStringLiteral("disabled"), QString::number(m.checks.disabled)}, {QStringLiteral("weightTolerance"), m.checks.weightTolerance},
            {QStringLiteral("overdueAfterDays"), m.checks.overdueAfterDays}});
    o.insert(QStringLiteral("checklist"), encodeList(m.checklist, [](const ChecklistMark& mark) {
        return QJsonObject{{QStringLiteral("point"), int(mark.point)}, {QStringLiteral("at"), toMs(mark.at)}, {QStringLiteral("by"), mark.by}};
    }));
    if (!(m.customs == CustomsDefaults()))
        o.insert(QStringLiteral("customs"), encodeCustoms(m.customs));
    if (!m.services.empty())
        o.insert(QStringLiteral("services"), encodeList(m.services, encodeMapping));
    if (!(m.funding == Funding()))
        o.insert(QStringLiteral("funding"), encodeFunding(m.funding));
    if (m.keysExpire)
        o.insert(QStringLiteral("keysExpire"), toMs(*m.keysExpire));
    return QJsonDocument(o).toJson(QJsonDocument::Compact);
}

Result<Merchant> decodeMerchant(const QByteArray& bytes)
{
    const auto object = parse(bytes);
    if (!object)
        return tl::unexpected(object.error());
    const QJsonObject& o = *object;
    Merchant m;
    m.id.value = QUuid::fromString(o.value(QStringLiteral("id")).toString());
    if (m.id.isNull())
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt);
    m.name = o.value(QStringLiteral("name")).toString();
    m.login = o.value(QStringLiteral("login")).toString();
    m.apiUrl = o.value(QStringLiteral("apiUrl")).toString();
    m.colour = o.value(QStringLiteral("colour")).toInt();
    m.memoryOnly = o.value(QStringLiteral("memoryOnly")).toBool();
    m.paused = o.value(QStringLiteral("paused")).toBool();
    m.splitMarker = o.value(QStringLiteral("splitMarker")).toString(m.splitMarker);
    m.connectedAt = fromMs(o.value(QStringLiteral("connectedAt")));
    const QJsonObject rule = o.value(QStringLiteral("rule")).toObject();
    m.rule = {texts(rule.value(QStringLiteral("sku"))), texts(rule.value(QStringLiteral("fulfillmentSku"))), texts(rule.value(QStringLiteral("location"))),
        decodeIds<TagId>(rule.value(QStringLiteral("tags"))), decodeIds<StoreId>(rule.value(QStringLiteral("stores")))};
    const QJsonObject checks = o.value(QStringLiteral("checks")).toObject();
    const CheckSettings defaults;
    m.checks = {checks.value(QStringLiteral("disabled")).toString().toULongLong(),
        checks.value(QStringLiteral("weightTolerance")).toDouble(defaults.weightTolerance),
        checks.value(QStringLiteral("overdueAfterDays")).toInt(defaults.overdueAfterDays)};
    for (const QJsonValue value : o.value(QStringLiteral("checklist")).toArray()) {
        const QJsonObject mark = value.toObject();
        const int point = mark.value(QStringLiteral("point")).toInt(-1);
        if (point >= 0 && point < int(ChecklistPoint::Count))
            m.checklist.push_back({ChecklistPoint(point), fromMs(mark.value(QStringLiteral("at"))), mark.value(QStringLiteral("by")).toString()});
    }
    m.customs = decodeCustoms(o.value(QStringLiteral("customs")));
    m.services = decodeList<ServiceMapping>(o.value(QStringLiteral("services")), decodeMapping);
    if (o.contains(QStringLiteral("funding")))
        m.funding = decodeFunding(o.value(QStringLiteral("funding")));
    if (o.contains(QStringLiteral("keysExpire")))
        m.keysExpire = fromMs(o.value(QStringLiteral("keysExpire")));
    return m;
}

QByteArray encodeFacts(const AccountFacts& f)
{
    QJsonObject o{{QStringLiteral("fetchedAt"), toMs(f.fetchedAt)}};
    put(o, QStringLiteral("warehouses"), f.warehouses, encodeWarehouse);
    put(o, QStringLiteral("carriers"), f.carriers, encodeCarrier);
    put(o, QStringLiteral("stores"), f.stores, encodeStore);
    put(o, QStringLiteral("tags"), f.tags, encodeTag);
    put(o, QStringLiteral("users"), f.users, encodeUser);
    if (f.labels)
        o.insert(QStringLiteral("labels"), encodeLabels(*f.labels));
    return QJsonDocument(o).toJson(QJsonDocument::Compact);
}

Result<AccountFacts> decodeFacts(const QByteArray& bytes)
{
    const auto object = parse(bytes);
    if (!object)
        return tl::unexpected(object.error());
    AccountFacts f;
    f.fetchedAt = fromMs(object->value(QStringLiteral("fetchedAt")));
    f.warehouses = take<Warehouse>(*object, QStringLiteral("warehouses"), decodeWarehouse);
    f.carriers = take<Carrier>(*object, QStringLiteral("carriers"), decodeCarrier);
    f.stores = take<Store>(*object, QStringLiteral("stores"), decodeStore);
    f.tags = take<Tag>(*object, QStringLiteral("tags"), decodeTag);
    f.users = take<User>(*object, QStringLiteral("users"), decodeUser);
    if (object->contains(QStringLiteral("labels")))
        f.labels = decodeLabels(object->value(QStringLiteral("labels")));
    return f;
}

} // namespace t6::operations
