// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "writeanswer.h"

#include "answererror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace t6::shipstation {

namespace {

/// Errors of the way there. Behind a byte that was handed over they say nothing about it.
bool isBeforeSending(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostNotFound:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::TlsFailed:
    case ErrorCode::ProxyFailed:
    case ErrorCode::Offline:
    case ErrorCode::Cancelled: return true;
    default: return false;
    }
}

bool isRefusal(int status)
{
    switch (status) {
    case 400:
    case 401:
    case 403:
    case 404:
    case 409:
    case 422:
    case 429: return true;
    default: return false;
    }
}

QString technicalName(const Error& error)
{
    const auto name = [&error] {
        switch (error.code) {
        case ErrorCode::HostNotFound: return "host-not-found";
        case ErrorCode::ConnectionRefused: return "connection-refused";
        case ErrorCode::TimedOut: return "timed-out";
        case ErrorCode::TlsFailed: return "tls-failed";
        case ErrorCode::ProxyFailed: return "proxy-failed";
        case ErrorCode::Offline: return "offline";
        case ErrorCode::Redirected: return "redirected";
        case ErrorCode::BodyTooLarge: return "body-too-large";
        case ErrorCode::Cancelled: return "cancelled";
        case ErrorCode::ServerError: return "server-error";
        case ErrorCode::BusinessError: return "business-error";
        case ErrorCode::RateLimited: return "rate-limited";
        case ErrorCode::NotShipStation: return "not-shipstation";
        case ErrorCode::AnswerBroken: return "answer-broken";
        default: return "connection-closed";
        }
    }();
    QString text = QLatin1String(name);
    if (error.httpStatus)
        text = QStringLiteral("http-%1 ").arg(error.httpStatus) + text;
    return error.detail.isEmpty() ? text : text + QLatin1String(": ") + error.detail;
}

WriteAnswer unknown(const Error& why)
{
    Error error = why;
    error.code = ErrorCode::OutcomeUnknown;
    error.detail = technicalName(why);
    return {Delivery::Unknown, {}, why.httpStatus, {}, {}, error};
}

std::vector<WriteRow> rowsOf(const QJsonArray& results, const QByteArray& authorization)
{
    std::vector<WriteRow> rows;
    for (const QJsonValue& result : results) {
        const QJsonObject object = result.toObject();
        const QJsonValue success = object.value(QLatin1String("success"));
        rows.push_back({{object.value(QLatin1String("orderId")).toInteger()}, object.value(QLatin1String("orderKey")).toString(),
            success.isBool() ? std::optional(success.toBool()) : std::nullopt, harmlessWords(object.value(QLatin1String("errorMessage")).toString(), authorization)});
    }
    return rows;
}

bool speaksOf(const WriteRow& row, OrderId order, const QString& key)
{
    return row.order == order || (row.order.isNull() && !key.isEmpty() && row.key == key);
}

} // namespace

WriteAnswer classifyWrite(const Result<HttpAnswer>& answer, bool handedOver, const QByteArray& authorization, OrderDecoder& decoder)
{
    if (!answer) {
        if (handedOver || !isBeforeSending(answer.error().code))
            return unknown(answer.error());
        return {Delivery::NotSent, {}, 0, {}, {}, answer.error()};
    }
    const int status = answer->status;
    if (auto error = answerError(*answer, authorization, decoder)) {
        if (!isRefusal(status))
            return unknown(*error);
        return {Delivery::Rejected, {}, status, {}, {}, std::move(error)};
    }
    // Whole by its brackets; a yes must be whole to its last value.
    const QJsonDocument document = QJsonDocument::fromJson(answer->body);
    Error error;
    error.domain = ErrorDomain::ShipStation;
    error.httpStatus = status;
    if (!document.isObject()) {
        error.code = ErrorCode::AnswerBroken;
        return unknown(error);
    }
    const QJsonObject object = document.object();
    if (object.value(QLatin1String("success")) == QJsonValue(false)) {
        error.code = ErrorCode::BusinessError;
        error.detail = harmlessWords(object.value(QLatin1String("message")).toString(), authorization);
        return {Delivery::Rejected, {}, status, {}, {}, error};
    }
    return {Delivery::Replied, answer->body, status, {}, {}, std::nullopt, {}, rowsOf(object.value(QLatin1String("results")).toArray(), authorization)};
}

WriteAnswer answerOf(const WriteAnswer& whole, OrderId order, const QString& key)
{
    WriteAnswer answer = whole;
    answer.rows.clear();
    if (whole.delivery != Delivery::Replied)
        return answer;
    answer.json.clear();
    const auto ours = [&](const WriteRow& row) { return speaksOf(row, order, key); };
    const auto row = std::find_if(whole.rows.begin(), whole.rows.end(), ours);
    Error error;
    error.domain = ErrorDomain::ShipStation;
    error.httpStatus = whole.status;
    if (row != whole.rows.end() && std::count_if(row, whole.rows.end(), ours) == 1 && (row->key.isEmpty() || row->key == key)) {
        if (row->success == true && row->order == order)
            return answer;
        if (row->success == false) {
            error.code = ErrorCode::BusinessError;
            error.detail = row->words;
            answer.delivery = Delivery::Rejected;
            answer.error = error;
            return answer;
        }
    }
    error.code = ErrorCode::AnswerBroken;
    WriteAnswer doubtful = unknown(error);
    doubtful.begun = whole.begun;
    doubtful.ended = whole.ended;
    return doubtful;
}

} // namespace t6::shipstation
