// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

struct Paths // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::OrderPath)
};

constexpr std::array<QStringView, 10> kIdentity{u"orderId", u"orderNumber", u"orderKey", u"items[].orderItemId", u"items[].lineItemKey",
    u"internationalOptions.customsItems[].customsItemId", u"advancedOptions.storeId", u"advancedOptions.parentId", u"advancedOptions.mergedOrSplit",
    u"advancedOptions.mergedIds"};

/// Read-only in ShipStation's documents, and seen to change without anybody's doing. WeightUnits repeats `units` as a number.
constexpr std::array<QStringView, 11> kWorkedOut{u"createDate", u"modifyDate", u"customerId", u"orderTotal", u"labelMessages", u"shipTo.addressVerified",
    u"billTo.addressVerified", u"weight.WeightUnits", u"items[].weight.WeightUnits", u"items[].createDate", u"items[].modifyDate"};

/// Have calls of their own; createorder changes none of them, or not as sent: tags are added and never taken away.
constexpr std::array<QStringView, 4> kOwnCalls{u"tagIds", u"userId", u"orderStatus", u"holdUntilDate"};
constexpr std::array<QStringView, 2> kBesideEdits{u"tagIds", u"userId"};
constexpr std::array<QStringView, 4> kFulfilledElsewhere{u"externallyFulfilled", u"externallyFulfilledBy", u"externallyFulfilledById", u"externallyFulfilledByName"};

/// New lines get theirs from ShipStation; lineItemKey is the channel's and stays.
constexpr std::array<QStringView, 2> kLineIds{u"items[].orderItemId", u"internationalOptions.customsItems[].customsItemId"};
constexpr std::array<QStringView, 2> kLines{u"items", u"internationalOptions.customsItems"};
constexpr std::array<QStringView, 2> kFilledIn{u"shipTo.residential", u"billTo.residential"}; // by the check of the address
constexpr std::array<QStringView, 2> kPhones{u"shipTo.phone", u"billTo.phone"};

struct GroupRow
{
    FieldGroup group;
    QStringView field; ///< with all that is in it
};
constexpr std::array kGroups{
    GroupRow{FieldGroup::ShipTo, u"shipTo"},
    GroupRow{FieldGroup::BillTo, u"billTo"},
    GroupRow{FieldGroup::Items, u"items"},
    GroupRow{FieldGroup::Status, u"orderStatus"},
    GroupRow{FieldGroup::Status, u"holdUntilDate"},
    GroupRow{FieldGroup::Shipping, u"carrierCode"},
    GroupRow{FieldGroup::Shipping, u"serviceCode"},
    GroupRow{FieldGroup::Shipping, u"packageCode"},
    GroupRow{FieldGroup::Shipping, u"confirmation"},
    GroupRow{FieldGroup::Shipping, u"requestedShippingService"},
    GroupRow{FieldGroup::Shipping, u"weight"},
    GroupRow{FieldGroup::Shipping, u"dimensions"},
    GroupRow{FieldGroup::Shipping, u"insuranceOptions"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.warehouseId"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.nonMachinable"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.saturdayDelivery"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.containsAlcohol"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.billToParty"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.billToAccount"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.billToPostalCode"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.billToCountryCode"},
    GroupRow{FieldGroup::Shipping, u"advancedOptions.billToMyOtherAccount"},
    GroupRow{FieldGroup::Money, u"amountPaid"},
    GroupRow{FieldGroup::Money, u"taxAmount"},
    GroupRow{FieldGroup::Money, u"shippingAmount"},
    GroupRow{FieldGroup::Customs, u"internationalOptions"},
};

template <std::size_t size>
bool has(const std::array<QStringView, size>& table, QStringView field)
{
    return std::find(table.begin(), table.end(), field) != table.end();
}

/// Whether `field` is `outer` or in it.
bool isIn(QStringView field, QStringView outer)
{
    return field.startsWith(outer) && (field.size() == outer.size() || field[outer.size()] == u'.' || field[outer.size()] == u'[');
}

class Form
{
public:
    explicit Form(bool masked) : m_masked(masked) {}

    [[nodiscard]] QByteArray of(const JsonText::Value& value, const QString& field) const
    {
        if (value.isNull())
            return {};
        if (value.isObject())
            return ofObject(value, field);
        if (value.isArray())
            return ofArray(value, field);
        if (m_masked && value.kind() == JsonText::Kind::String && has(kPhones, field))
            return jsonString(digitsOf(value.string()));
        return value.canonical();
    }

private:
    [[nodiscard]] QByteArray ofObject(const JsonText::Value& object, const QString& field) const
    {
        QByteArrayList members;
        for (const auto& member : object.members()) {
            const QString name = memberName(field, member.key);
            if (m_masked && (isWorkedOut(name) || isBesideEdits(name) || isLineId(name) || isFilledIn(name)))
                continue;
            if (const QByteArray form = of(member.value, name); !form.isEmpty())
                members += jsonString(member.key) + ':' + form;
        }
        std::sort(members.begin(), members.end());
        return members.isEmpty() ? QByteArray() : '{' + members.join(',') + '}';
    }

    [[nodiscard]] QByteArray ofArray(const JsonText::Value& array, const QString& field) const
    {
        QByteArrayList elements;
        for (const auto& element : array.elements()) {
            const QByteArray form = of(element, elementName(field));
            elements += form.isEmpty() ? QByteArrayLiteral("null") : form;
        }
        if (m_masked && isLines(field))
            std::sort(elements.begin(), elements.end());
        return elements.isEmpty() ? QByteArray() : '[' + elements.join(',') + ']';
    }

    static QString digitsOf(const QString& text)
    {
        QString digits;
        std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
        return digits;
    }

    bool m_masked;
};

QString words(PathFault fault)
{
    switch (fault) {
    case PathFault::Spelling:
        return Paths::tr("A field is named like shipTo.postalCode or items[2].sku.");
    case PathFault::NoElement:
        return Paths::tr("The order has no such line.");
    case PathFault::NoIdentity:
        return Paths::tr("Nothing tells this line from the others.");
    case PathFault::ServerOwned:
        return Paths::tr("An edit cannot change this field.");
    case PathFault::NoJson:
        return Paths::tr("The value is not valid JSON.");
    case PathFault::DoesNotFit:
        return Paths::tr("The order has something else in this place.");
    case PathFault::Overlaps:
        return Paths::tr("Two changes concern the same place.");
    case PathFault::OtherOrder:
        return Paths::tr("These are not two versions of one order.");
    }
    return {};
}

} // namespace

QString memberName(const QString& parent, QStringView member)
{
    return parent.isEmpty() ? member.toString() : parent + QLatin1Char('.') + member.toString();
}

QString fieldName(const OrderPath& path)
{
    QString name;
    for (const OrderPath::Step& step : path.steps)
        name = step.id.isEmpty() ? memberName(name, step.name) : elementName(name);
    return name;
}

bool isIdentity(const QString& field)
{
    return has(kIdentity, field);
}

bool isWorkedOut(const QString& field)
{
    return has(kWorkedOut, field);
}

bool isBesideEdits(const QString& field)
{
    return has(kBesideEdits, field);
}

bool isLineId(const QString& field)
{
    return has(kLineIds, field);
}

bool isLines(const QString& field)
{
    return has(kLines, field);
}

bool isFilledIn(const QString& field)
{
    return has(kFilledIn, field);
}

bool isServerOwned(const OrderPath& path)
{
    const QString field = fieldName(path);
    const auto holds = [&](const auto& table) { return std::any_of(table.begin(), table.end(), [&](QStringView owned) { return isIn(field, owned); }); };
    return holds(kIdentity) || holds(kWorkedOut) || holds(kOwnCalls) || holds(kFulfilledElsewhere);
}

QList<FieldGroup> groupsOf(const OrderPath& path)
{
    const QString field = fieldName(path);
    QList<FieldGroup> groups;
    for (const GroupRow& row : kGroups) {
        if ((isIn(field, row.field) || isIn(row.field, field)) && !groups.contains(row.group))
            groups += row.group;
    }
    return groups;
}

QByteArray plainForm(const std::optional<JsonText::Value>& value)
{
    return value ? Form(false).of(*value, {}) : QByteArray();
}

QByteArray plainForm(const QByteArray& raw)
{
    const auto json = JsonText::parse(raw);
    return json ? plainForm(json->root()) : QByteArray();
}

QByteArray comparableForm(const std::optional<JsonText::Value>& value, const QString& field)
{
    return value ? Form(true).of(*value, field) : QByteArray();
}

QByteArray comparableForm(const QByteArray& raw, const QString& field)
{
    const auto json = JsonText::parse(raw);
    return json ? comparableForm(json->root(), field) : QByteArray();
}

QByteArray rawOf(const std::optional<JsonText::Value>& value)
{
    return value ? value->raw().toByteArray() : QByteArray();
}

tl::unexpected<Error> refused(PathFault fault, const QString& path)
{
    return failure(ErrorDomain::Input, ErrorCode::InvalidInput, words(fault), path);
}

} // namespace t6
