// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "httpserver.h"

#include "httpconnection.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace t6::sandbox {

namespace {
constexpr int kMaxConnections = 1000;
}

HttpServer::HttpServer(HttpHandler handler, QObject* parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_server(new QTcpServer(this))
{
    m_server->setListenBacklogSize(256);
    m_server->setMaxPendingConnections(kMaxConnections);
    connect(m_server, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer() = default;

Result<quint16> HttpServer::listen(quint16 port)
{
    if (!m_server->listen(QHostAddress::LocalHost, port))
        return failure(ErrorDomain::Network, ErrorCode::AlreadyExists, m_server->errorString(), QStringLiteral("port"));
    return m_server->serverPort();
}

void HttpServer::close()
{
    m_server->close();
}

int HttpServer::connectionCount() const
{
    return static_cast<int>(findChildren<HttpConnection*>(QString(), Qt::FindDirectChildrenOnly).size());
}

void HttpServer::accept()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        if (connectionCount() >= kMaxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        new HttpConnection(socket, m_handler, this);
    }
}

} // namespace t6::sandbox
