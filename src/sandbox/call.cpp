// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "call.h"

#include "json.h"
#include "pacific.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

QString Call::parameter(QLatin1StringView name) const
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

OrderRecord& Call::write(const QJsonObject& before, QJsonObject after)
{
    applied = true;
    after.insert("modifyDate"_L1, pacificTime(now));
    world.ledger.orderWritten(account.identity.name, before, after);
    return account.put(after);
}

HttpResponse answer(const QJsonValue& value)
{
    HttpResponse response;
    response.body = toJson(value);
    return response;
}

HttpResponse outcome(bool success, const QString& message)
{
    return answer(QJsonObject{{u"success"_s, success}, {u"message"_s, message}});
}

HttpResponse businessError(const QString& exceptionMessage)
{
    HttpResponse response = answer(QJsonObject{{u"Message"_s, u"An error has occurred."_s}, {u"ExceptionMessage"_s, exceptionMessage},
        {u"ExceptionType"_s, u"System.Exception"_s}, {u"StackTrace"_s, u"   at ShipStation.Api.Controllers"_s}});
    response.status = 500;
    return response;
}

HttpResponse invalid(const QString& field, const QString& text)
{
    HttpResponse response = answer(QJsonObject{{u"Message"_s, u"The request is invalid."_s}, {u"ModelState"_s, QJsonObject{{field, QJsonArray{text}}}}});
    response.status = 400;
    return response;
}

HttpResponse notFound()
{
    HttpResponse response = answer(QJsonObject{{u"Message"_s, u"The requested resource was not found."_s}});
    response.status = 404;
    return response;
}

QByteArray pageJson(QByteArrayView name, const std::vector<QByteArrayView>& elements, qsizetype total, int page, int pageSize)
{
    qsizetype size = 100;
    for (const QByteArrayView element : elements)
        size += element.size() + 1;
    QByteArray json;
    json.reserve(size);
    json += "{\"";
    json += name;
    json += "\":[";
    for (size_t i = 0; i < elements.size(); ++i) {
        if (i > 0)
            json += ',';
        json += elements[i];
    }
    // The official sample tells of 0 pages when one holds everything.
    const qsizetype pages = total <= pageSize ? 0 : (total + pageSize - 1) / pageSize;
    json += "],\"total\":" + QByteArray::number(total) + ",\"page\":" + QByteArray::number(page) + ",\"pages\":" + QByteArray::number(pages) + '}';
    return json;
}

Page pageOf(const QUrlQuery& query)
{
    Page page;
    bool ok = false;
    if (const int number = query.queryItemValue(u"page"_s).toInt(&ok); ok && number > 0)
        page.number = number;
    if (const int size = query.queryItemValue(u"pageSize"_s).toInt(&ok); ok && size > 0)
        page.size = std::min(size, 500);
    return page;
}

HttpResponse pageOf(const Call& call, QByteArrayView name, const std::vector<QJsonObject>& all)
{
    const Page page = pageOf(call.query);
    std::vector<QByteArray> texts;
    const size_t first = std::min(all.size(), static_cast<size_t>(page.number - 1) * static_cast<size_t>(page.size));
    for (size_t i = first; i < std::min(all.size(), first + static_cast<size_t>(page.size)); ++i)
        texts.push_back(toJson(all[i]));
    HttpResponse response;
    response.body = pageJson(name, {texts.begin(), texts.end()}, static_cast<qsizetype>(all.size()), page.number, page.size);
    return response;
}

std::optional<TimeSpan> timeSpan(const Call& call, const QString& name)
{
    TimeSpan span;
    const QString start = call.query.queryItemValue(name + u"Start"_s, QUrl::FullyDecoded), end = call.query.queryItemValue(name + u"End"_s, QUrl::FullyDecoded);
    const std::optional<UtcTime> from = fromPacific(start), to = fromPacific(end);
    if ((!start.isEmpty() && !from) || (!end.isEmpty() && !to))
        return std::nullopt;
    if (from)
        span.after = *from;
    if (to)
        span.until = *to;
    return span;
}

} // namespace t6::sandbox
