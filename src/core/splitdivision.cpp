// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitdivision.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace t6 {

namespace {

struct Splits // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Splits)
};

using Value = JsonText::Value;

bool isTrue(const std::optional<Value>& value)
{
    return value && value->kind() == JsonText::Kind::True;
}

/// Whose tag or store makes all its lines Through6's.
bool isAllThrough6(const JsonText& order, const Through6Matcher& matcher)
{
    OrderView view;
    const auto store = splitValue(order, "advancedOptions.storeId");
    view.storeId = {store ? store->integer().value_or(0) : 0};
    const auto tags = splitValue(order, "tagIds");
    for (const Value& tag : tags ? tags->elements() : std::vector<Value>())
        view.tagIds.push_back({tag.integer().value_or(0)});
    return matcher.matchesOrder(view);
}

bool isThrough6(const Value& item, const Through6Matcher& matcher)
{
    const auto text = [&item](QStringView name) { return splitText(item.member(name)).toStdString(); };
    const std::string sku = text(u"sku"), fulfillmentSku = text(u"fulfillmentSku"), location = text(u"warehouseLocation");
    ItemView view;
    view.sku = sku;
    view.fulfillmentSku = fulfillmentSku;
    view.warehouseLocation = location;
    return matcher.matchesLine(view);
}

QString fieldOf(const SplitItem& item)
{
    return item.line.item != 0 ? itemPath(item.value).text() : QStringLiteral("items");
}

Result<void> checkOrder(const JsonText& order, const SplitChoice& choice)
{
    const QString status = splitText(splitValue(order, "orderStatus"));
    const OrderStatus known = orderStatus(status.toStdString());
    if (known != OrderStatus::AwaitingPayment && known != OrderStatus::AwaitingShipment && known != OrderStatus::OnHold)
        return splitRefused(Splits::tr("Only an order that awaits payment or shipment, or is on hold, can be split; this one is “%1”.").arg(status), QStringLiteral("orderStatus"));
    if (isTrue(splitValue(order, "externallyFulfilled")))
        return splitRefused(Splits::tr("It is fulfilled elsewhere."), QStringLiteral("externallyFulfilled"));
    if (!choice.again && wasSplitOrMerged(order))
        return splitRefused(Splits::tr("It was merged or split before."), QStringLiteral("advancedOptions.mergedOrSplit"));
    const auto id = splitValue(order, "orderId");
    if (!id || id->integer().value_or(0) <= 0)
        return splitRefused(Splits::tr("It has no id."), QStringLiteral("orderId"));
    for (const auto& [name, why] : {std::pair("orderKey", Splits::tr("It has no key.")), std::pair("orderNumber", Splits::tr("It has no number."))}) {
        if (splitText(splitValue(order, name)).isEmpty())
            return splitRefused(why, QString::fromLatin1(name));
    }
    return {};
}

Result<void> checkLines(const std::vector<SplitItem>& items)
{
    QSet<qint64> ids;
    for (const SplitItem& item : items) {
        const auto quantity = item.value.member(u"quantity");
        const qint64 count = quantity ? quantity->integer().value_or(-1) : -1; // 0 is what splitItems() takes for no number
        if (item.line.item <= 0 || ids.contains(item.line.item))
            return splitRefused(Splits::tr("Nothing tells the line “%1” from the others.").arg(item.name()), QStringLiteral("items"));
        if (count != item.line.quantity)
            return splitRefused(Splits::tr("The quantity of “%1” is no number of units.").arg(item.name()), fieldOf(item) + QStringLiteral(".quantity"));
        ids.insert(item.line.item);
    }
    return {};
}

class Allotment
{
public:
    Allotment(std::vector<SplitItem>& items, const SplitChoice& choice) : m_items(items), m_choice(choice) {}

    Result<void> run()
    {
        for (SplitItem& item : m_items)
            item.leaves.assign(static_cast<std::size_t>(m_choice.children.size()), 0);
        for (qsizetype child = 0; child < m_choice.children.size(); ++child) {
            if (m_choice.children[child].isEmpty())
                return splitRefused(Splits::tr("Nothing leaves."), QStringLiteral("children[%1]").arg(child));
            for (const SplitChoice::Units& units : m_choice.children[child]) {
                if (auto given = give(units, static_cast<std::size_t>(child)); !given)
                    return given;
            }
        }
        if (m_choice.children.isEmpty())
            return splitRefused(Splits::tr("Nothing leaves."), QStringLiteral("children"));
        if (std::none_of(m_items.begin(), m_items.end(), [](const SplitItem& item) { return item.isShipped() && item.staying() > 0; }))
            return splitRefused(Splits::tr("Nothing stays on the original."), QStringLiteral("items"));
        return {};
    }

private:
    Result<void> give(const SplitChoice::Units& units, std::size_t child)
    {
        const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const SplitItem& item) { return item.line.item == units.item; });
        if (found == m_items.end())
            return splitRefused(Splits::tr("The order has no such line."), QStringLiteral("items[orderItemId=%1]").arg(units.item));
        if (found->adjustment)
            return splitRefused(Splits::tr("“%1” is a discount: it stays with the money.").arg(found->name()), fieldOf(*found));
        if (units.quantity <= 0)
            return splitRefused(Splits::tr("No unit of “%1” is chosen.").arg(found->name()), fieldOf(*found));
        if (units.quantity > found->staying())
            return splitRefused(Splits::tr("There are only %1 of “%2”.").arg(found->line.quantity).arg(found->name()), fieldOf(*found));
        if (found->line.through6 && !m_choice.moveThrough6)
            return splitRefused(Splits::tr("Through6 makes “%1”: it stays on the original order.").arg(found->name()), fieldOf(*found));
        found->leaves[child] += units.quantity;
        return {};
    }

    std::vector<SplitItem>& m_items;
    const SplitChoice& m_choice;
};

} // namespace

int SplitItem::leaving() const noexcept
{
    return std::accumulate(leaves.begin(), leaves.end(), 0);
}

std::vector<SplitItem> splitItems(const JsonText& order, const Through6Matcher& matcher)
{
    const bool isAll = isAllThrough6(order, matcher);
    const auto lines = splitValue(order, "items");
    std::vector<SplitItem> items;
    for (const Value& value : lines ? lines->elements() : std::vector<Value>()) {
        const auto id = value.member(u"orderItemId"), quantity = value.member(u"quantity");
        const qint64 count = quantity ? quantity->integer().value_or(0) : 0;
        constexpr qint64 kMost = std::numeric_limits<int>::max();
        items.push_back({value,
            {id ? id->integer().value_or(0) : 0, splitText(value.member(u"sku")), splitText(value.member(u"name")), static_cast<int>(std::clamp(count, -kMost, kMost)),
                isAll || isThrough6(value, matcher)},
            isTrue(value.member(u"adjustment")), {}});
    }
    return items;
}

bool wasSplitOrMerged(const JsonText& order)
{
    const auto merged = splitValue(order, "advancedOptions.mergedIds");
    return isTrue(splitValue(order, "advancedOptions.mergedOrSplit")) || splitValue(order, "advancedOptions.parentId") || (merged && !merged->elements().empty());
}

Result<SplitDivision> divide(const JsonText& order, const SplitChoice& choice, const Through6Matcher& matcher)
{
    SplitDivision division{order, static_cast<std::size_t>(choice.children.size()), splitItems(order, matcher)};
    if (const auto checked = checkOrder(order, choice); !checked)
        return tl::unexpected(checked.error());
    if (const auto checked = checkLines(division.items); !checked)
        return tl::unexpected(checked.error());
    if (const auto allotted = Allotment(division.items, choice).run(); !allotted)
        return tl::unexpected(allotted.error());
    return division;
}

std::optional<Value> splitMember(const Value& object, QStringView name)
{
    const auto member = object.member(name);
    return member && !member->isNull() ? member : std::nullopt;
}

std::optional<Value> splitValue(const JsonText& order, const char* path)
{
    const auto value = valueAt(order, splitPath(path));
    return value && !value->isNull() ? value : std::nullopt;
}

QString splitText(const std::optional<Value>& value)
{
    return value ? value->string() : QString();
}

OrderPath splitPath(const char* path)
{
    OrderPath result;
    for (const QString& name : QString::fromLatin1(path).split(QLatin1Char('.')))
        result.steps.append({name, {}});
    return result;
}

OrderPath itemPath(const Value& item)
{
    OrderPath path = splitPath("items");
    const auto id = item.member(u"orderItemId");
    path.steps.append({QStringLiteral("orderItemId"), id ? id->canonical() : QByteArray()});
    return path;
}

tl::unexpected<Error> splitRefused(const QString& why, const QString& field)
{
    return failure(ErrorDomain::Input, ErrorCode::SplitRefused, why, field);
}

} // namespace t6
