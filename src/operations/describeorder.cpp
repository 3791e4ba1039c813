// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "describeorder.h"

#include <QCoreApplication>

#include <algorithm>

namespace t6::operations {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

OrderDetails::Address address(const AddressView& a)
{
    return {text(a.name), text(a.company), text(a.street1), text(a.street2), text(a.street3), text(a.city), text(a.state), text(a.postalCode),
        text(a.country), text(a.phone), a.residential, a.verdict};
}

OrderDetails::Address address(const PostalAddress& a)
{
    return {text(a.name), text(a.company), text(a.street1), text(a.street2), text(a.street3), text(a.city), text(a.state), text(a.postalCode),
        text(a.country), text(a.phone), std::nullopt, AddressVerdict::None};
}

struct Orders
{
    Q_DECLARE_TR_FUNCTIONS(t6::Orders)
};

/// ShipStation's word in title case, or the unknown word as sent.
QString statusText(const OrderView& order)
{
    switch (order.status) {
    case OrderStatus::AwaitingPayment:
        return Orders::tr("Awaiting Payment");
    case OrderStatus::AwaitingShipment:
        return Orders::tr("Awaiting Shipment");
    case OrderStatus::PendingFulfillment:
        return Orders::tr("Pending Fulfillment");
    case OrderStatus::OnHold:
        return Orders::tr("On Hold");
    case OrderStatus::Shipped:
        return Orders::tr("Shipped");
    case OrderStatus::Cancelled:
        return Orders::tr("Cancelled");
    case OrderStatus::RejectedFulfillment:
        return Orders::tr("Rejected Fulfillment");
    case OrderStatus::Unknown:
        break;
    }
    return text(order.statusText);
}

template <typename List, typename Matches, typename Name>
QString nameIn(const std::optional<List>& list, Matches matches, Name name, const QString& otherwise)
{
    if (list) {
        const auto it = std::find_if(list->begin(), list->end(), matches);
        if (it != list->end())
            return text(name(*it));
    }
    return otherwise;
}

} // namespace

QStringList OrderDetails::Address::lines() const
{
    const QString region = QStringList{state, postalCode}.join(QLatin1Char(' ')).trimmed();
    const QString place = city.isEmpty() || region.isEmpty() ? city + region : city + QStringLiteral(", ") + region;
    QStringList all{name, company, street1, street2, street3, place, country};
    all.removeIf([](const QString& line) { return line.trimmed().isEmpty(); });
    return all;
}

OrderDetails describeOrder(const OrderView& order, const AccountFacts& facts, const Through6Matcher& matcher)
{
    OrderDetails d;
    d.id = order.id;
    d.number = text(order.number);
    d.key = text(order.key);
    d.status = order.status;
    d.statusText = statusText(order);
    d.orderDate = order.orderDate;
    d.paymentDate = order.paymentDate;
    d.shipBy = order.shipBy;
    d.modifyDate = order.modifyDate;
    d.holdUntilDate = text(order.holdUntilDate);
    d.shipTo = address(order.shipTo);
    d.billTo = address(order.billTo);

    if (facts.warehouses && order.warehouseId) {
        for (const Warehouse& warehouse : *facts.warehouses) {
            if (warehouse.id == *order.warehouseId) {
                d.shipFromName = text(warehouse.name);
                d.shipFrom = address(warehouse.origin);
                d.returnTo = address(warehouse.returnAddress);
            }
        }
    }
    const Carrier* carrier = nullptr;
    if (facts.carriers) {
        for (const Carrier& candidate : *facts.carriers) {
            // Several wallets may share a code; the order names the one it uses.
            if (candidate.code == order.carrierCode && (!carrier || candidate.shippingProviderId == order.billToMyOtherAccount))
                carrier = &candidate;
        }
    }
    d.carrier = carrier ? text(carrier->name) : text(order.carrierCode);
    const auto offer = [carrier](const auto& list, std::string_view code) {
        for (const auto& candidate : list) {
            if (candidate.code == code)
                return text(candidate.name);
        }
        return text(code);
    };
    d.service = carrier ? offer(carrier->services, order.serviceCode) : text(order.serviceCode);
    d.package = carrier ? offer(carrier->packages, order.packageCode) : text(order.packageCode);
    d.confirmation = text(order.confirmation);
    d.requestedService = text(order.requestedShippingService);
    d.weight = order.weight;
    d.orderTotal = order.orderTotal;
    d.amountPaid = order.amountPaid;
    d.shippingAmount = order.shippingAmount;
    d.customerNotes = text(order.customerNotes);
    d.internalNotes = text(order.internalNotes);
    d.giftMessage = text(order.giftMessage);
    d.customField1 = text(order.customField1);
    d.customField2 = text(order.customField2);
    d.customField3 = text(order.customField3);
    d.storeName = nameIn(facts.stores, [&](const Store& store) { return store.id == order.storeId; }, [](const Store& store) { return store.name; },
        order.storeId.isNull() ? QString() : QString::number(order.storeId.value));
    d.assignee = nameIn(facts.users, [&](const User& user) { return !order.userId.empty() && user.id == order.userId; },
        [](const User& user) { return user.name.empty() ? user.userName : user.name; }, text(order.userId));
    for (const TagId tag : order.tagIds)
        d.tags.append(nameIn(facts.tags, [tag](const Tag& known) { return known.id == tag; }, [](const Tag& known) { return known.name; }, QString::number(tag.value)));
    d.customsContents = text(order.customsContents);
    d.nonDelivery = text(order.nonDelivery);
    for (const CustomsItemView& item : order.customsItems)
        d.customs.append({text(item.description), text(item.harmonizedTariffCode), text(item.countryOfOrigin), item.quantity, item.value});
    d.mergedOrSplit = order.mergedOrSplit;
    d.parentId = order.parentId;
    const bool whole = matcher.matchesOrder(order);
    for (const ItemView& item : order.items)
        d.items.append({text(item.sku), text(item.name), text(item.warehouseLocation), item.quantity, item.weight, item.unitPrice,
            !item.adjustment && (whole || matcher.matchesLine(item)), item.adjustment, std::nullopt});
    const auto units = matcher.units(order);
    d.through6Units = units.through6;
    d.otherUnits = units.other;
    d.raw = QByteArray(order.raw.data(), static_cast<qsizetype>(order.raw.size()));
    return d;
}

} // namespace t6::operations
