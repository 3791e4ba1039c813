// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "httpcall.h"

#include "inflate.h"

namespace t6::shipstation {

namespace {

Error withStatus(ErrorCode code, int status)
{
    Error error;
    error.domain = ErrorDomain::Network;
    error.code = code;
    error.httpStatus = status;
    return error;
}

Error networkError(QNetworkReply::NetworkError error, int status)
{
    using N = QNetworkReply;
    const auto code = [error] {
        switch (error) {
        case N::ConnectionRefusedError: return ErrorCode::ConnectionRefused;
        case N::HostNotFoundError: return ErrorCode::HostNotFound;
        case N::TimeoutError:
        case N::OperationCanceledError: return ErrorCode::TimedOut;
        case N::SslHandshakeFailedError: return ErrorCode::TlsFailed;
        case N::TemporaryNetworkFailureError:
        case N::NetworkSessionFailedError:
        case N::UnknownNetworkError: return ErrorCode::Offline;
        case N::ProxyConnectionRefusedError:
        case N::ProxyConnectionClosedError:
        case N::ProxyNotFoundError:
        case N::ProxyTimeoutError:
        case N::ProxyAuthenticationRequiredError:
        case N::UnknownProxyError: return ErrorCode::ProxyFailed;
        case N::TooManyRedirectsError:
        case N::InsecureRedirectError: return ErrorCode::Redirected;
        case N::ProtocolUnknownError:
        case N::ProtocolInvalidOperationError:
        case N::ProtocolFailure: return ErrorCode::NotShipStation;
        default: return ErrorCode::ConnectionClosed;
        }
    }();
    // Qt's own words name hosts and files; the code says enough.
    Error found = withStatus(code, status);
    if (code == ErrorCode::NotShipStation)
        found.domain = ErrorDomain::ShipStation;
    return found;
}

std::optional<int> numberHeader(const QNetworkReply& reply, const char* name)
{
    bool ok = false;
    const int value = reply.rawHeader(name).trimmed().toInt(&ok);
    return ok && value >= 0 ? std::optional(value) : std::nullopt;
}

} // namespace

HttpCall::HttpCall(QNetworkReply* reply, std::shared_ptr<int> load, const TransportOptions& options, QObject* owner, Transport::WriteDone done)
    : QObject(owner)
    , m_reply(reply)
    , m_load(std::move(load))
    , m_maxBody(options.maxBody)
    , m_done(std::move(done))
{
    ++*m_load;
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpCall::checkHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &HttpCall::read);
    connect(reply, &QNetworkReply::finished, this, &HttpCall::replyFinished);
    // The manager takes its replies along when the transport is destroyed; they do not finish then.
    connect(reply, &QObject::destroyed, this, [this] {
        m_reply = nullptr;
        finish(failure(ErrorDomain::Network, ErrorCode::Cancelled));
    });

    for (QTimer* timer : {&m_deadline, &m_silence}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this] { finish(failure(ErrorDomain::Network, ErrorCode::TimedOut)); });
    }
    m_deadline.start(options.deadline);
    m_silence.start(options.silence);
}

HttpCall::~HttpCall()
{
    if (m_done)
        --*m_load;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void HttpCall::checkHeaders()
{
    m_silence.start();
    bool ok = false;
    if (m_reply->rawHeader("Content-Length").toLongLong(&ok) > m_maxBody && ok)
        finish(failure(ErrorDomain::ShipStation, ErrorCode::BodyTooLarge));
}

void HttpCall::read()
{
    m_silence.start();
    m_wire += m_reply->readAll();
    if (m_wire.size() > m_maxBody)
        finish(failure(ErrorDomain::ShipStation, ErrorCode::BodyTooLarge));
}

void HttpCall::replyFinished()
{
    read();
    if (m_done)
        finish(answer());
}

Result<HttpAnswer> HttpCall::answer()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = m_reply->error();
    // From 201 on Qt's errors only restate the status (404, 503 ...), but for the three of the protocol.
    const bool ofTheNetwork = error != QNetworkReply::NoError
        && (error < QNetworkReply::ContentAccessDenied || status < 400 || error == QNetworkReply::ContentReSendError);
    if (status >= 300 && status < 400)
        return tl::unexpected(withStatus(ErrorCode::Redirected, status));
    if (ofTheNetwork || status == 0)
        return tl::unexpected(networkError(error, status));
    // Qt now and then calls a truncated answer a success.
    bool told = false;
    const qint64 length = m_reply->rawHeader("Content-Length").trimmed().toLongLong(&told);
    if (told && length != m_wire.size())
        return tl::unexpected(withStatus(ErrorCode::ConnectionClosed, status));

    auto body = plainBody();
    if (!body) {
        body.error().httpStatus = status;
        return tl::unexpected(body.error());
    }
    return HttpAnswer{status, std::move(*body), m_wire.size(), numberHeader(*m_reply, "X-Rate-Limit-Limit"),
        numberHeader(*m_reply, "X-Rate-Limit-Remaining"), numberHeader(*m_reply, "X-Rate-Limit-Reset")};
}

Result<QByteArray> HttpCall::plainBody()
{
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    Result<QByteArray> body = m_wire;
    if (encoding == "gzip" || encoding == "x-gzip")
        body = m_wire.isEmpty() ? QByteArray() : inflateGzip(m_wire, m_maxBody);
    else if (!encoding.isEmpty() && encoding != "identity")
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QString::fromLatin1(encoding.left(20)));
    if (body && body->startsWith("\xEF\xBB\xBF"))
        body->remove(0, 3);
    return body;
}

void HttpCall::finish(Result<HttpAnswer> answer)
{
    if (!m_done)
        return;
    const auto done = std::exchange(m_done, nullptr);
    const bool handedOver = m_body && m_body->wasTouched();
    --*m_load;
    m_deadline.stop();
    m_silence.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }
    deleteLater();
    done(std::move(answer), handedOver);
}

} // namespace t6::shipstation
