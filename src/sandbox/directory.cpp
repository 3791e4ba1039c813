// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "json.h"
#include "pacific.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

HttpResponse byId(const QJsonArray& list, QLatin1StringView member, qint64 id)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const QJsonValue& value) { return value.toObject().value(member).toInteger() == id; });
    return it == list.end() ? notFound() : answer(*it);
}

HttpResponse offers(const Call& call, const QHash<QString, QJsonArray>& lists)
{
    const QString code = call.parameter("carrierCode"_L1);
    if (code.isEmpty())
        return invalid(u"carrierCode"_s, u"The carrierCode field is required."_s);
    const auto it = lists.find(code);
    return it == lists.end() ? businessError(u"Invalid carrierCode '%1'"_s.arg(code)) : answer(*it);
}

std::vector<QJsonObject> objects(const QJsonArray& array)
{
    std::vector<QJsonObject> list;
    for (const QJsonValue& value : array)
        list.push_back(value.toObject());
    return list;
}

/// ShipStation makes customers out of orders; so does this.
std::map<qint64, QJsonObject> customersOf(const Account& account)
{
    std::map<qint64, QJsonObject> customers;
    for (const OrderRecord& record : account.orders) {
        const QJsonObject order = objectFrom(record.json), address = order.value("shipTo"_L1).toObject();
        const qint64 id = order.value("customerId"_L1).toInteger();
        if (id == 0 || customers.contains(id))
            continue;
        QJsonObject customer{{u"customerId"_s, id}, {u"createDate"_s, order.value("createDate"_L1)}, {u"modifyDate"_s, order.value("modifyDate"_L1)}, {u"email"_s, order.value("customerEmail"_L1)},
            {u"addressVerified"_s, address.value("addressVerified"_L1)}, {u"marketplaceUsernames"_s, QJsonArray()}, {u"tags"_s, QJsonValue()}};
        for (const QString& member : {u"name"_s, u"company"_s, u"street1"_s, u"street2"_s, u"city"_s, u"state"_s, u"postalCode"_s, u"phone"_s})
            customer.insert(member, address.value(member));
        customer.insert("countryCode"_L1, address.value("country"_L1));
        customers.emplace(id, customer);
    }
    return customers;
}

} // namespace

HttpResponse listCarriers(Call& call) { return answer(call.account.carriers); }
HttpResponse listServices(Call& call) { return offers(call, call.account.services); }
HttpResponse listPackages(Call& call) { return offers(call, call.account.packages); }
HttpResponse listWarehouses(Call& call) { return answer(call.account.warehouses); }
HttpResponse readWarehouse(Call& call) { return byId(call.account.warehouses, "warehouseId"_L1, call.pathId); }
HttpResponse readStore(Call& call) { return byId(call.account.stores, "storeId"_L1, call.pathId); }
HttpResponse listUsers(Call& call) { return answer(call.account.users); }
HttpResponse listTags(Call& call) { return answer(call.account.tags); }
HttpResponse readProduct(Call& call) { return byId(call.account.products, "productId"_L1, call.pathId); }

HttpResponse listWebhooks(Call& call)
{
    return answer(QJsonObject{{u"webhooks"_s, call.account.webhooks}});
}

HttpResponse readCarrier(Call& call)
{
    const QString code = call.parameter("carrierCode"_L1);
    const auto it = std::find_if(call.account.carriers.begin(), call.account.carriers.end(), [&](const QJsonValue& carrier) { return carrier.toObject().value("code"_L1).toString() == code; });
    return it == call.account.carriers.end() ? notFound() : answer(*it);
}

HttpResponse addFunds(Call& call)
{
    const QString code = call.body.value("carrierCode"_L1).toString();
    const double amount = call.body.value("amount"_L1).toDouble();
    if (!call.account.fundsByApi) {
        HttpResponse response = answer(QJsonObject{{u"Message"_s, u"Authorization has been denied for this request."_s}});
        response.status = 401;
        return response;
    }
    if (amount < 10 || amount > 10'000)
        return businessError(u"The amount must be between $10.00 and $10,000.00."_s);
    for (QJsonValueRef value : call.account.carriers) {
        QJsonObject carrier = value.toObject();
        if (carrier.value("code"_L1).toString() != code)
            continue;
        if (!carrier.value("requiresFundedAccount"_L1).toBool())
            return businessError(u"This carrier does not support adding funds."_s);
        carrier.insert("balance"_L1, cents(carrier.value("balance"_L1).toDouble() + amount));
        value = carrier;
        call.applied = true;
        return answer(carrier);
    }
    return businessError(u"Invalid carrierCode '%1'"_s.arg(code));
}

HttpResponse listStores(Call& call)
{
    const bool inactive = call.parameter("showInactive"_L1).compare("true"_L1, Qt::CaseInsensitive) == 0;
    const QString marketplace = call.parameter("marketplaceId"_L1);
    QJsonArray shown;
    for (const QJsonValue& value : std::as_const(call.account.stores)) {
        const QJsonObject store = value.toObject();
        if ((inactive || store.value("active"_L1).toBool()) && (marketplace.isEmpty() || store.value("marketplaceId"_L1).toInteger() == marketplace.toLongLong()))
            shown << store;
    }
    return answer(shown);
}

HttpResponse refreshStore(Call& call)
{
    const QString wanted = call.body.contains("storeId"_L1) ? QString::number(call.body.value("storeId"_L1).toInteger()) : call.parameter("storeId"_L1);
    bool found = wanted.isEmpty() || wanted == "0"_L1;
    const bool all = found;
    for (QJsonValueRef value : call.account.stores) {
        QJsonObject store = value.toObject();
        if (!all && QString::number(store.value("storeId"_L1).toInteger()) != wanted)
            continue;
        found = true;
        store.insert("lastRefreshAttempt"_L1, pacificShortTime(call.now));
        store.insert("refreshDate"_L1, pacificShortTime(call.now));
        value = store;
        call.applied = true;
    }
    return found ? outcome(true, u"A store refresh has been initiated for this account"_s) : outcome(false, u"The store was not found."_s);
}

HttpResponse listProducts(Call& call)
{
    std::vector<QJsonObject> all = objects(call.account.products);
    if (const QString sku = call.parameter("sku"_L1); !sku.isEmpty())
        std::erase_if(all, [&](const QJsonObject& product) { return product.value("sku"_L1).toString() != sku; });
    return pageOf(call, "products", all);
}

HttpResponse listCustomers(Call& call)
{
    std::vector<QJsonObject> all;
    for (auto& [id, customer] : customersOf(call.account))
        all.push_back(customer);
    return pageOf(call, "customers", all);
}

HttpResponse readCustomer(Call& call)
{
    const auto customers = customersOf(call.account);
    const auto it = customers.find(call.pathId);
    return it == customers.end() ? notFound() : answer(it->second);
}

} // namespace t6::sandbox
