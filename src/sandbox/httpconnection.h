// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QTcpSocket;

namespace t6::sandbox {

/// One client. Owns the socket and deletes itself when the client is gone; a late answer to a client that left is dropped.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(QTcpSocket* socket, const HttpHandler& handler, QObject* parent);

private:
    void process();
    /// False when the head is not complete yet (or the connection was refused and closed).
    bool parseHead();
    void answer(HttpRequest request);
    void send(const HttpResponse& response);
    void refuse(int status);

    const HttpHandler& m_handler;
    QTcpSocket* m_socket;
    QTimer m_patience; ///< runs while a request is incomplete
    QByteArray m_buffer;
    std::optional<HttpRequest> m_request; ///< head read, body awaited
    qsizetype m_bodySize = 0;
    bool m_keepAlive = true;
    bool m_answering = false;
    bool m_cuts = false; ///< the body awaited is not to arrive
};

} // namespace t6::sandbox
