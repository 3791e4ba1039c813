// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "accountdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace t6::shipstation {

namespace {

std::string text(const QJsonObject& object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    if (value.isDouble()) // account numbers come as numbers now and then
        return QString::number(value.toDouble(), 'f', 0).toStdString();
    return value.toString().toStdString();
}

/// 0 when missing, no whole number or beyond 64 bits.
std::int64_t integer(const QJsonObject& object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? value.toString().toLongLong() : value.toInteger(0);
}

double number(const QJsonObject& object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? value.toString().toDouble() : value.toDouble(0);
}

bool flag(const QJsonObject& object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? value.toString().compare(QLatin1String("true"), Qt::CaseInsensitive) == 0 : value.toBool(false);
}

PostalAddress address(const QJsonValue& value)
{
    const QJsonObject o = value.toObject();
    return {text(o, QLatin1String("name")), text(o, QLatin1String("company")), text(o, QLatin1String("street1")),
        text(o, QLatin1String("street2")), text(o, QLatin1String("street3")), text(o, QLatin1String("city")),
        text(o, QLatin1String("state")), text(o, QLatin1String("postalCode")), text(o, QLatin1String("country")),
        text(o, QLatin1String("phone"))};
}

/// `read` makes an element of an object, or nullopt when its identity is missing.
template <typename T, typename Read>
Result<std::vector<T>> list(const QByteArray& json, const Read& read)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken);
    if (!document.isArray())
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    const QJsonArray array = document.array();
    std::vector<T> found;
    found.reserve(static_cast<size_t>(array.size()));
    for (const QJsonValue& value : array) {
        if (std::optional<T> element = read(value.toObject()))
            found.push_back(std::move(*element));
    }
    if (found.empty() && !array.isEmpty())
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    return found;
}

/// Services and packages look alike.
template <typename T>
Result<std::vector<T>> codes(const QByteArray& json)
{
    return list<T>(json, [](const QJsonObject& o) -> std::optional<T> {
        T found{text(o, QLatin1String("code")), text(o, QLatin1String("name")), flag(o, QLatin1String("domestic")),
            flag(o, QLatin1String("international"))};
        return found.code.empty() ? std::nullopt : std::optional<T>(std::move(found));
    });
}

} // namespace

Result<std::vector<Warehouse>> decodeWarehouses(const QByteArray& json)
{
    return list<Warehouse>(json, [](const QJsonObject& o) -> std::optional<Warehouse> {
        const WarehouseId id{integer(o, QLatin1String("warehouseId"))};
        if (id.isNull())
            return std::nullopt;
        return Warehouse{id, text(o, QLatin1String("warehouseName")), address(o.value(QLatin1String("originAddress"))),
            address(o.value(QLatin1String("returnAddress"))), flag(o, QLatin1String("isDefault"))};
    });
}

Result<std::vector<Carrier>> decodeCarriers(const QByteArray& json)
{
    return list<Carrier>(json, [](const QJsonObject& o) -> std::optional<Carrier> {
        Carrier carrier;
        carrier.code = text(o, QLatin1String("code"));
        if (carrier.code.empty())
            return std::nullopt;
        carrier.name = text(o, QLatin1String("name"));
        carrier.nickname = text(o, QLatin1String("nickname"));
        carrier.accountNumber = text(o, QLatin1String("accountNumber"));
        carrier.shippingProviderId = integer(o, QLatin1String("shippingProviderId"));
        carrier.requiresFundedAccount = flag(o, QLatin1String("requiresFundedAccount"));
        carrier.primary = flag(o, QLatin1String("primary"));
        carrier.balance = Money::fromMajor(number(o, QLatin1String("balance")));
        return carrier;
    });
}

Result<std::vector<Service>> decodeServices(const QByteArray& json)
{
    return codes<Service>(json);
}

Result<std::vector<Package>> decodePackages(const QByteArray& json)
{
    return codes<Package>(json);
}

Result<std::vector<Store>> decodeStores(const QByteArray& json)
{
    return list<Store>(json, [](const QJsonObject& o) -> std::optional<Store> {
        const StoreId id{integer(o, QLatin1String("storeId"))};
        if (id.isNull())
            return std::nullopt;
        // Marketplace 0, named "ShipStation", is the hand-made store that labels for API orders need.
        const bool manual = o.contains(QLatin1String("marketplaceId")) && integer(o, QLatin1String("marketplaceId")) == 0;
        return Store{id, text(o, QLatin1String("storeName")), text(o, QLatin1String("marketplaceName")),
            flag(o, QLatin1String("active")), manual};
    });
}

Result<std::vector<Tag>> decodeTags(const QByteArray& json)
{
    return list<Tag>(json, [](const QJsonObject& o) -> std::optional<Tag> {
        const TagId id{integer(o, QLatin1String("tagId"))};
        if (id.isNull())
            return std::nullopt;
        return Tag{id, text(o, QLatin1String("name")), text(o, QLatin1String("color"))};
    });
}

Result<std::vector<User>> decodeUsers(const QByteArray& json)
{
    return list<User>(json, [](const QJsonObject& o) -> std::optional<User> {
        User user{text(o, QLatin1String("userId")), text(o, QLatin1String("userName")), text(o, QLatin1String("name"))};
        return user.id.empty() ? std::nullopt : std::optional<User>(std::move(user));
    });
}

} // namespace t6::shipstation
