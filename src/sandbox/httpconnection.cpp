// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "httpconnection.h"

#include <QTcpSocket>
#include <QUrl>

#include <libdeflate.h>

#include <algorithm>
#include <memory>

namespace t6::sandbox {

namespace {

constexpr qsizetype kMaxHead = 32 * 1024;
constexpr qsizetype kMaxBody = 32 * 1024 * 1024;
constexpr qint64 kMaxUnsent = 16 * 1024 * 1024;
constexpr std::chrono::seconds kPatience{30};

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 411:
        return "Length Required";
    case 413:
        return "Payload Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    default:
        return "Status";
    }
}

} // namespace

QByteArray HttpRequest::header(const QByteArray& lowerName) const
{
    const auto it = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == lowerName; });
    return it == headers.end() ? QByteArray() : it->second;
}

bool HttpRequest::acceptsGzip() const
{
    return header("accept-encoding").toLower().contains("gzip");
}

QUrlQuery HttpRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    // A form's "+" means a blank; ShipStation's documented dates are sent so by many clients.
    return mark < 0 ? QUrlQuery() : QUrlQuery(QString::fromUtf8(target.mid(mark + 1)).replace(QLatin1Char('+'), QStringLiteral("%20")));
}

QByteArray gzip(const QByteArray& body)
{
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(libdeflate_alloc_compressor(1), &libdeflate_free_compressor);
    QByteArray out;
    out.resize(static_cast<qsizetype>(libdeflate_gzip_compress_bound(compressor.get(), static_cast<size_t>(body.size()))));
    const size_t size = libdeflate_gzip_compress(compressor.get(), body.constData(), static_cast<size_t>(body.size()), out.data(), static_cast<size_t>(out.size()));
    out.resize(static_cast<qsizetype>(size));
    out.squeeze();
    return out;
}

HttpConnection::HttpConnection(QTcpSocket* socket, const HttpHandler& handler, QObject* parent)
    : QObject(parent)
    , m_handler(handler)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(1024 * 1024);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::process);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (!m_answering && m_socket->bytesAvailable() + m_buffer.size() > 0)
            process();
    });
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void HttpConnection::process()
{
    while (!m_answering && m_socket->state() == QAbstractSocket::ConnectedState && m_socket->bytesToWrite() < kMaxUnsent) {
        m_buffer += m_socket->readAll();
        if (!m_request && !parseHead())
            return;
        if (m_cuts && m_buffer.size() >= (m_bodySize + 1) / 2)
            return m_socket->abort();
        if (m_buffer.size() < m_bodySize)
            return;
        HttpRequest request = std::move(*m_request);
        m_request.reset();
        request.body = m_buffer.left(m_bodySize);
        m_buffer.remove(0, m_bodySize);
        m_patience.stop();
        answer(std::move(request));
        if (!m_answering && m_buffer.isEmpty() && m_socket->bytesAvailable() == 0)
            return;
    }
}

bool HttpConnection::parseHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0 || end > kMaxHead) {
        if (m_buffer.size() > kMaxHead)
            refuse(431);
        else if (!m_buffer.isEmpty() && !m_patience.isActive())
            m_patience.start();
        return false;
    }
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    const QList<QByteArray> first = lines.front().trimmed().split(' ');
    if (first.size() != 3 || !first[1].startsWith('/') || !first[2].startsWith("HTTP/1.")) {
        refuse(400);
        return false;
    }
    HttpRequest request;
    request.method = first[0];
    request.target = first[1];
    const qsizetype mark = request.target.indexOf('?');
    request.path = QByteArray::fromPercentEncoding(mark < 0 ? request.target : request.target.first(mark));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0) {
            refuse(400);
            return false;
        }
        request.headers.emplace_back(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const QByteArray length = request.header("content-length");
    bool isNumber = true;
    m_bodySize = length.isEmpty() ? 0 : length.toLongLong(&isNumber);
    if (!request.header("transfer-encoding").isEmpty()) {
        refuse(411);
        return false;
    }
    if (!isNumber || m_bodySize < 0 || m_bodySize > kMaxBody) {
        refuse(isNumber && m_bodySize > kMaxBody ? 413 : 400);
        return false;
    }
    const QByteArray connection = request.header("connection").toLower();
    m_keepAlive = first[2] == "HTTP/1.0" ? connection.contains("keep-alive") : !connection.contains("close");
    if (request.header("expect").toLower() == "100-continue" && m_buffer.size() < m_bodySize)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_patience.start();
    m_cuts = m_bodySize > 0 && m_handler.cutsBody(request);
    m_request = std::move(request);
    return true;
}

void HttpConnection::answer(HttpRequest request)
{
    HttpResponse response = m_handler.answer(request);
    if (response.delay.count() <= 0) {
        send(response);
        return;
    }
    m_answering = true;
    QTimer::singleShot(response.delay, this, [this, response = std::move(response)] {
        m_answering = false;
        send(response);
        process();
    });
}

void HttpConnection::send(const HttpResponse& response)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (response.ending == HttpResponse::Ending::CloseSilently) {
        m_socket->disconnectFromHost();
        return;
    }
    QByteArray head = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status) + "\r\nContent-Type: " + response.contentType
        + "\r\nContent-Length: " + QByteArray::number(response.body.size()) + "\r\nServer: shipstation-sandbox\r\n";
    for (const auto& [name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    const bool truncated = response.ending == HttpResponse::Ending::Truncate;
    head += m_keepAlive && !truncated ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    m_socket->write(head);
    if (truncated)
        m_socket->write(response.body.left(response.body.size() / 2));
    else
        m_socket->write(response.body);
    if (response.delivered && !truncated)
        response.delivered();
    if (!m_keepAlive || truncated)
        m_socket->disconnectFromHost();
}

void HttpConnection::refuse(int status)
{
    m_keepAlive = false;
    m_buffer.clear();
    send({.status = status, .body = "{\"message\":\"" + reason(status) + "\"}"});
}

} // namespace t6::sandbox
