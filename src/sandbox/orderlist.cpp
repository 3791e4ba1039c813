// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoints.h"

#include "json.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

namespace {

constexpr std::array kStatuses{"awaiting_payment", "awaiting_shipment", "pending_fulfillment", "shipped", "on_hold", "cancelled", "rejected_fulfillment"};
constexpr qsizetype kPageCacheBytes = 256 * 1024 * 1024;

bool hasKeyword(const OrderRecord& record, const QString& keyword)
{
    const QJsonArray items = objectFrom(record.json).value("items"_L1).toArray();
    return std::any_of(items.begin(), items.end(), [&](const QJsonValue& value) {
        const QJsonObject item = value.toObject();
        const QJsonArray options = item.value("options"_L1).toArray();
        return item.value("sku"_L1).toString().contains(keyword, Qt::CaseInsensitive) || item.value("name"_L1).toString().contains(keyword, Qt::CaseInsensitive)
            || std::any_of(options.begin(), options.end(), [&](const QJsonValue& option) { return option.toObject().value("value"_L1).toString().contains(keyword, Qt::CaseInsensitive); });
    });
}

struct Filter
{
    QByteArray status, numberStart;
    QString buyer, keyword;
    qint64 storeId = 0, tagId = 0;
    TimeSpan created, modified, ordered, paid;

    bool admits(const OrderRecord& record) const
    {
        return !record.gone && (status.isEmpty() || record.status == status) && record.number.startsWith(numberStart) && (storeId == 0 || record.storeId == storeId)
            && (tagId == 0 || std::find(record.tags.begin(), record.tags.end(), tagId) != record.tags.end()) && modified.admits(record.modified) && created.admits(record.created)
            && ordered.admits(record.ordered) && (paid.isOpen() || paid.admits(record.paid)) && (buyer.isEmpty() || record.buyer.contains(buyer)) && (keyword.isEmpty() || hasKeyword(record, keyword));
    }
};

/// nullopt and the answer in `error` when a parameter makes no sense.
std::optional<Filter> filterOf(const Call& call, HttpResponse& error)
{
    Filter filter;
    filter.status = call.parameter("orderStatus"_L1).toLatin1();
    if (!filter.status.isEmpty() && std::find(kStatuses.begin(), kStatuses.end(), filter.status) == kStatuses.end()) {
        error = invalid(u"orderStatus"_s, u"The value '%1' is not valid."_s.arg(QString::fromLatin1(filter.status)));
        return std::nullopt;
    }
    filter.numberStart = call.parameter("orderNumber"_L1).toUtf8();
    filter.buyer = call.parameter("customerName"_L1).toCaseFolded();
    filter.keyword = call.parameter("itemKeyword"_L1);
    filter.storeId = call.parameter("storeId"_L1).toLongLong();
    filter.tagId = call.parameter("tagId"_L1).toLongLong();
    for (const auto& [name, span] : {std::pair{u"createDate"_s, &filter.created}, {u"modifyDate"_s, &filter.modified}, {u"orderDate"_s, &filter.ordered}, {u"paymentDate"_s, &filter.paid}}) {
        const std::optional<TimeSpan> given = timeSpan(call, name);
        if (!given) {
            error = invalid(name, u"The value is not a valid date."_s);
            return std::nullopt;
        }
        *span = *given;
    }
    return filter;
}

void sortRows(const Account& account, const QString& by, bool descending, std::vector<quint32>& rows)
{
    UtcTime OrderRecord::*member = by == "ModifyDate"_L1 ? &OrderRecord::modified : by == "CreateDate"_L1 ? &OrderRecord::created : by == "OrderDate"_L1 ? &OrderRecord::ordered : nullptr;
    if (!member)
        return; // orders lie in the order of their ids
    std::stable_sort(rows.begin(), rows.end(), [&](quint32 a, quint32 b) {
        return descending ? account.orders[a].*member > account.orders[b].*member : account.orders[a].*member < account.orders[b].*member;
    });
}

/// Everything in the query but the page: what the rows depend on.
QByteArray listingKey(const Call& call)
{
    QByteArray key;
    const auto items = call.query.queryItems();
    for (const auto& [name, value] : items) {
        if (name != "page"_L1 && name != "pageSize"_L1)
            key += name.toUtf8() + '=' + value.toUtf8() + '&';
    }
    return key + call.request.path;
}

HttpResponse page(Call& call, const std::vector<quint32>& rows)
{
    Account& account = call.account;
    const Page page = pageOf(call.query);
    const size_t first = std::min(rows.size(), static_cast<size_t>(page.number - 1) * static_cast<size_t>(page.size));
    const size_t last = std::min(rows.size(), first + static_cast<size_t>(page.size));
    if (call.world.faults.hasPoison()) {
        for (size_t i = first; i < last; ++i) {
            const OrderRecord& record = account.orders[rows[i]];
            if (call.world.faults.isPoisoned(record.id, record.number, account.identity.name))
                return businessError(u"Object reference not set to an instance of an object."_s);
        }
    }
    for (size_t i = first; i < last; ++i)
        call.shown.push_back(account.orders[rows[i]].id);
    if (account.pagesRevision != account.revision) {
        account.pagesRevision = account.revision;
        account.gzippedPages.clear();
        account.gzippedBytes = 0;
    }
    HttpResponse response;
    const bool zipped = call.request.acceptsGzip();
    if (zipped) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.body = account.gzippedPages.value(call.request.target);
        if (!response.body.isEmpty())
            return response;
    }
    std::vector<QByteArrayView> elements;
    elements.reserve(last - first);
    for (size_t i = first; i < last; ++i)
        elements.emplace_back(account.orders[rows[i]].json);
    response.body = pageJson("orders", elements, static_cast<qsizetype>(rows.size()), page.number, page.size);
    if (zipped) {
        response.body = gzip(response.body);
        if (account.gzippedBytes + response.body.size() < kPageCacheBytes) {
            account.gzippedBytes += response.body.size();
            account.gzippedPages.insert(call.request.target, response.body);
        }
    }
    return response;
}

} // namespace

HttpResponse listOrders(Call& call)
{
    Account& account = call.account;
    const QByteArray key = listingKey(call);
    if (account.listing.query != key || account.listing.revision != account.revision) {
        HttpResponse error;
        const std::optional<Filter> filter = filterOf(call, error);
        if (!filter)
            return error;
        std::vector<quint32> rows;
        for (size_t i = 0; i < account.orders.size(); ++i) {
            if (filter->admits(account.orders[i]))
                rows.push_back(static_cast<quint32>(i));
        }
        sortRows(account, call.parameter("sortBy"_L1), call.parameter("sortDir"_L1).compare("DESC"_L1, Qt::CaseInsensitive) == 0, rows);
        account.listing = {account.revision, key, std::move(rows)};
    }
    return page(call, account.listing.rows);
}

HttpResponse listOrdersByTag(Call& call)
{
    for (const QString& required : {u"orderStatus"_s, u"tagId"_s}) {
        if (!call.query.hasQueryItem(required))
            return invalid(required, u"The %1 field is required."_s.arg(required));
    }
    return listOrders(call);
}

HttpResponse readOrder(Call& call)
{
    const OrderRecord* record = call.account.find(call.pathId);
    if (!record)
        return notFound();
    if (call.world.faults.isPoisoned(record->id, record->number, call.account.identity.name))
        return businessError(u"Object reference not set to an instance of an object."_s);
    HttpResponse response;
    response.body = record->json;
    call.shown.push_back(record->id);
    return response;
}

} // namespace t6::sandbox
