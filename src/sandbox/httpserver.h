// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"

#include <core/result.h>

#include <QObject>

#include <memory>

class QTcpServer;

namespace t6::sandbox {

/// A small HTTP/1.1 server on 127.0.0.1: keep-alive, Content-Length bodies, answers that may come late. It bounds what a client
/// can make it hold (head 32 kB, body 32 MB, 1000 connections, 30 s for a started request) and outlives any of them.
/// Lives in the thread that calls listen(). The handler is called there.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    explicit HttpServer(HttpHandler handler, QObject* parent = nullptr);
    ~HttpServer() override;

    /// Port 0 takes a free one. Returns the port.
    [[nodiscard]] Result<quint16> listen(quint16 port);
    void close(); ///< to new connections
    [[nodiscard]] int connectionCount() const;

private:
    void accept();

    HttpHandler m_handler;
    QTcpServer* m_server;
};

} // namespace t6::sandbox
