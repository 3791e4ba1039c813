// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <vector>

namespace t6::test {

/// What the server saw.
struct RawRequest
{
    QByteArray method, target, head;
    QByteArray body{};
    [[nodiscard]] QByteArray header(const QByteArray& name) const;
    [[nodiscard]] QString path() const { return QUrl(QString::fromLatin1(target)).path(); }
    [[nodiscard]] QString query(const char* key) const
    {
        return QUrlQuery(QUrl(QString::fromLatin1(target))).queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
    }
};

/// What it does in return: any bytes, and then anything to the connection.
struct RawReply
{
    enum class Then { Keep, Close, Reset, Silence, Repeat };
    QByteArray bytes;
    Then then = Then::Keep;
    int dripMs = 0; ///< the body one byte at a time, so far apart
};

[[nodiscard]] RawReply httpReply(int status, const QByteArray& body, const QByteArray& headers = {});
[[nodiscard]] inline RawReply jsonReply(const QByteArray& body, const QByteArray& headers = {})
{
    return httpReply(200, body, "Content-Type: application/json\r\n" + headers);
}
[[nodiscard]] QByteArray gzip(const QByteArray& plain);

/// A server on loopback that breaks HTTP on purpose. Everything happens in the thread of the test.
class RawServer : public QTcpServer
{
public:
    using Handler = std::function<RawReply(const RawRequest&)>;

    explicit RawServer(Handler handler);

    /// Speaks TLS with this identity; call before the first connection.
    void useTls(const QSslCertificate& certificate, const QSslKey& key);

    [[nodiscard]] QString url() const;
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int count(const QString& path) const;
    /// Closes what is open, as a server does with idle connections.
    void closeConnections();
    /// Resets each connection that has sent so much of a body; 0 = never. Such a request is none: it is not in `requests`.
    void resetWithin(qsizetype bytesOfBody) { m_resetWithin = bytesOfBody; }

    std::vector<RawRequest> requests;

protected:
    void incomingConnection(qintptr handle) override;

private:
    void serve(QTcpSocket* socket);
    void reply(QTcpSocket* socket, const RawReply& reply);

    Handler m_handler;
    QSslCertificate m_certificate;
    QSslKey m_key;
    int m_connections = 0;
    qsizetype m_resetWithin = 0;
};

} // namespace t6::test
