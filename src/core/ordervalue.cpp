// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordervalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

using Kind = JsonText::Kind;

struct Values // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Values)
};

// Where a value is null or absent, its name says what belongs there (reference §2).
constexpr std::array kNumbers{"value", "quantity", "length", "width", "height", "warehouseId", "insuredValue", "amountPaid", "taxAmount", "shippingAmount", "unitPrice",
    "billToMyOtherAccount"};
constexpr std::array kBooleans{"residential", "gift", "nonMachinable", "saturdayDelivery", "containsAlcohol", "insureShipment"};

template <std::size_t N>
bool isOneOf(const std::array<const char*, N>& names, const QString& name)
{
    return std::any_of(names.begin(), names.end(), [&name](const char* known) { return name == QLatin1String(known); });
}

Kind kindAt(const JsonText& order, const OrderPath& path)
{
    const auto value = valueAt(order, path);
    if (value && !value->isNull())
        return value->kind();
    const QString name = path.steps.isEmpty() ? QString() : path.steps.last().name;
    return isOneOf(kNumbers, name) ? Kind::Number : isOneOf(kBooleans, name) ? Kind::True : Kind::String;
}

/// ShipStation sends every field that it knows, empty ones too: what is absent is misspelt, but inside of something that is empty itself.
bool mayStandAt(const JsonText& order, const OrderPath& path)
{
    for (OrderPath above = path; !above.steps.isEmpty(); above.steps.removeLast()) {
        if (const auto value = valueAt(order, above))
            return above == path || value->isNull();
    }
    return false;
}

} // namespace

Result<QByteArray> rawValue(const JsonText& order, const OrderPath& path, const QString& typed)
{
    const QByteArray bytes = typed.trimmed().toUtf8();
    const auto invalid = [&path](const QString& rule) { return failure(ErrorDomain::Input, ErrorCode::InvalidInput, rule, path.text()); };
    if (!mayStandAt(order, path))
        return invalid(Values::tr("The order has no such field."));
    if (bytes == "null")
        return bytes;
    const bool isJson = bytes.startsWith('{') || bytes.startsWith('[') || bytes.startsWith('"');
    if (isJson) {
        if (!canonicalJson(bytes))
            return invalid(Values::tr("This is no JSON value."));
        return bytes;
    }
    switch (kindAt(order, path)) {
    case Kind::Number: {
        const auto number = JsonText::parse(bytes);
        if (!number || number->root().kind() != Kind::Number)
            return invalid(Values::tr("A number belongs here, with a point for decimals."));
        return bytes;
    }
    case Kind::True:
    case Kind::False:
        if (bytes != "true" && bytes != "false")
            return invalid(Values::tr("Write true or false."));
        return bytes;
    case Kind::Object:
    case Kind::Array: return invalid(Values::tr("This holds several values: name one of them, or write JSON."));
    case Kind::Null:
    case Kind::String: break;
    }
    return jsonString(typed);
}

QString shownValue(QByteArrayView raw)
{
    const auto value = JsonText::parse(raw.toByteArray());
    if (!value || value->root().isNull())
        return {};
    return value->root().kind() == Kind::String ? value->root().string() : QString::fromUtf8(raw);
}

} // namespace t6
