// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "answererror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace t6::shipstation {

namespace {

constexpr qsizetype kLongestDetail = 500;
constexpr qsizetype kLargestErrorBody = 256 * 1024;

/// What the body says, plain; empty for HTML and for bodies that say nothing.
QString words(const QByteArray& body)
{
    if (body.size() > kLargestErrorBody)
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject()) {
        const QJsonObject object = document.object();
        const QJsonObject fields = object.value(QLatin1String("ModelState")).toObject();
        QStringList lines;
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            for (const QJsonValue& text : field.value().toArray())
                lines += field.key() + QLatin1String(": ") + text.toString();
        }
        if (!lines.isEmpty())
            return lines.join(QLatin1String("; "));
        for (const char* key : {"ExceptionMessage", "Message", "message"}) {
            const QString text = object.value(QLatin1String(key)).toString();
            if (!text.isEmpty())
                return text;
        }
        return {};
    }
    const QByteArray text = body.trimmed();
    return text.startsWith('<') || document.isArray() ? QString() : QString::fromUtf8(text);
}

bool isBusiness(const QByteArray& body)
{
    return body.size() <= kLargestErrorBody
        && QJsonDocument::fromJson(body).object().value(QLatin1String("ExceptionMessage")).isString();
}

Error error(ErrorCode code, const HttpAnswer& answer)
{
    Error found;
    found.domain = ErrorDomain::ShipStation;
    found.code = code;
    found.httpStatus = answer.status;
    return found;
}

/// A success counts only if the JSON is whole, too.
std::optional<Error> successError(const HttpAnswer& answer, OrderDecoder& decoder)
{
    const QByteArray start = answer.body.left(64).trimmed();
    if (answer.body.isEmpty())
        return error(ErrorCode::AnswerBroken, answer);
    if (!start.startsWith('{') && !start.startsWith('['))
        return error(ErrorCode::NotShipStation, answer);
    QByteArray body = answer.body;
    if (!decoder.isWhole(body))
        return error(ErrorCode::AnswerBroken, answer);
    return std::nullopt;
}

} // namespace

QString harmlessWords(QString text, const QByteArray& authorization)
{
    const QByteArray token = authorization.mid(authorization.indexOf(' ') + 1);
    const QList<QByteArray> pair = QByteArray::fromBase64(token).split(':');
    for (const QByteArray& secret : QList<QByteArray>{token} + pair) {
        if (secret.size() >= 4)
            text.replace(QString::fromLatin1(secret), QLatin1String("***"));
    }
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QLatin1Char(' ');
    }
    text = text.simplified();
    return text.size() > kLongestDetail ? text.left(kLongestDetail) + QChar(0x2026) : text;
}

std::optional<Error> answerError(const HttpAnswer& answer, const QByteArray& authorization, OrderDecoder& decoder)
{
    const int status = answer.status;
    if (status >= 200 && status < 300)
        return successError(answer, decoder);

    Error found = error(ErrorCode::NotShipStation, answer);
    const QString text = words(answer.body);
    found.detail = harmlessWords(text, authorization);
    if (status == 429 || text.contains(QLatin1String("Too Many Requests"), Qt::CaseInsensitive)) {
        found.code = ErrorCode::RateLimited;
        found.detail.clear();
    } else if (status == 401) {
        found.code = ErrorCode::KeysRejected;
        found.detail.clear();
    } else if (status == 403) {
        found.code = ErrorCode::Forbidden;
    } else if (status == 404) {
        found.code = ErrorCode::OrderGone;
        found.detail.clear();
    } else if (status >= 500) {
        found.code = isBusiness(answer.body) ? ErrorCode::BusinessError : ErrorCode::ServerError;
    } else if (status >= 400) {
        found.code = ErrorCode::BusinessError;
    }
    return found;
}

bool isWorthAnotherTry(const Error& error) noexcept
{
    switch (error.code) {
    case ErrorCode::RateLimited:
    case ErrorCode::ServerError:
    case ErrorCode::TimedOut:
    case ErrorCode::ConnectionClosed:
    case ErrorCode::AnswerBroken: return true;
    case ErrorCode::BusinessError: return error.httpStatus >= 500; // of a GET: intermittent as often as final
    default: return false;
    }
}

} // namespace t6::shipstation
