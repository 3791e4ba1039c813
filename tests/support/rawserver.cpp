// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rawserver.h"

#include <QSslSocket>
#include <QTimer>
#include <QtEndian>

#include <algorithm>
#include <memory>

namespace t6::test {

QByteArray RawRequest::header(const QByteArray& name) const
{
    for (const QByteArray& line : head.split('\n')) {
        if (line.left(name.size() + 1).toLower() == name.toLower() + ':')
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

RawReply httpReply(int status, const QByteArray& body, const QByteArray& headers)
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers
            + "\r\n" + body};
}

QByteArray gzip(const QByteArray& plain)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char c : plain) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    // qCompress: four bytes of size, two of zlib, the data, four of checksum.
    QByteArray data = qCompress(plain, 9).mid(6);
    data.chop(4);
    std::array<char, 8> tail{};
    qToLittleEndian<quint32>(~crc, tail.data());
    qToLittleEndian<quint32>(static_cast<quint32>(plain.size()), tail.data() + 4);
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + data + QByteArray(tail.data(), 8);
}

RawServer::RawServer(Handler handler)
    : m_handler(std::move(handler))
{
    listen(QHostAddress::LocalHost);
}

void RawServer::useTls(const QSslCertificate& certificate, const QSslKey& key)
{
    m_certificate = certificate;
    m_key = key;
}

QString RawServer::url() const
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(m_key.isNull() ? QLatin1String("http") : QLatin1String("https")).arg(serverPort());
}

int RawServer::count(const QString& path) const
{
    return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const RawRequest& r) { return r.path() == path; }));
}

void RawServer::closeConnections()
{
    const auto sockets = findChildren<QTcpSocket*>();
    for (QTcpSocket* socket : sockets)
        socket->disconnectFromHost();
}

void RawServer::incomingConnection(qintptr handle)
{
    ++m_connections;
    if (m_key.isNull()) {
        auto* socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        serve(socket);
        return;
    }
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(handle);
    socket->setLocalCertificate(m_certificate);
    socket->setPrivateKey(m_key);
    socket->startServerEncryption();
    serve(socket);
}

void RawServer::serve(QTcpSocket* socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, socket, [this, socket, buffer] {
        *buffer += socket->readAll();
        for (;;) {
            const qsizetype end = buffer->indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QByteArray head = buffer->left(end);
            const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
            RawRequest request{line.value(0), line.value(1), head};
            const qsizetype size = request.header("Content-Length").toInt(), there = buffer->size() - end - 4;
            if (m_resetWithin > 0 && there >= m_resetWithin)
                return socket->abort();
            if (there < size)
                return;
            request.body = buffer->mid(end + 4, size);
            buffer->remove(0, end + 4 + size);
            requests.push_back(std::move(request));
            reply(socket, m_handler(requests.back()));
        }
    });
}

void RawServer::reply(QTcpSocket* socket, const RawReply& reply)
{
    if (reply.dripMs > 0) {
        const qsizetype head = reply.bytes.indexOf("\r\n\r\n") + 4;
        socket->write(reply.bytes.left(head));
        auto* timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket, bytes = reply.bytes, sent = head]() mutable {
            if (sent < bytes.size())
                socket->write(bytes.constData() + sent++, 1);
        });
        timer->start(reply.dripMs);
        return;
    }
    socket->write(reply.bytes);
    switch (reply.then) {
    case RawReply::Then::Keep:
    case RawReply::Then::Silence:
        break;
    case RawReply::Then::Close:
        socket->disconnectFromHost();
        break;
    case RawReply::Then::Reset:
        socket->flush();
        socket->abort();
        break;
    case RawReply::Then::Repeat: { // the last line, for ever
        const QByteArray line = reply.bytes.mid(reply.bytes.lastIndexOf('\n', reply.bytes.size() - 2) + 1);
        auto* timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket, line] {
            if (socket->bytesToWrite() < 1'000'000)
                socket->write(line.repeated(100));
        });
        timer->start(1);
        break;
    }
    }
}

} // namespace t6::test
