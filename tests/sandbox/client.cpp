// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTimer>

namespace t6::test {

QJsonObject Reply::object() const { return QJsonDocument::fromJson(body).object(); }
QJsonArray Reply::array() const { return QJsonDocument::fromJson(body).array(); }

QString Reply::error() const
{
    const QJsonObject json = object();
    if (json.contains(QLatin1StringView("ExceptionMessage")))
        return json.value(QLatin1StringView("ExceptionMessage")).toString();
    const QJsonObject state = json.value(QLatin1StringView("ModelState")).toObject();
    if (!state.isEmpty())
        return state.begin().key() + QStringLiteral(": ") + state.begin().value().toArray().at(0).toString();
    return json.value(QLatin1StringView("message")).toString();
}

Client::Client(const sandbox::Sandbox& sandbox, int merchant, bool secondPair)
    : m_port(static_cast<quint16>(sandbox.url().port()))
{
    const sandbox::SandboxMerchant& who = sandbox.merchants().at(static_cast<size_t>(merchant));
    const QString pair = secondPair ? who.secondKey + QLatin1Char(':') + who.secondSecret : who.key + QLatin1Char(':') + who.secret;
    authorization = "Basic " + pair.toLatin1().toBase64();
}

Reply Client::post(const QByteArray& target, const QJsonObject& body) const
{
    return send("POST", target, QJsonDocument(body).toJson(QJsonDocument::Compact), {});
}

Reply Client::postList(const QByteArray& target, const QJsonArray& body) const
{
    return send("POST", target, QJsonDocument(body).toJson(QJsonDocument::Compact), {});
}

Reply Client::send(const QByteArray& method, const QByteArray& target, const QByteArray& body, const QByteArray& moreHeaders) const
{
    return exchange(m_port,
        method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization + "\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\nConnection: close\r\n" + moreHeaders + "\r\n" + body);
}

Reply exchange(quint16 port, const QByteArray& bytes)
{
    QTcpSocket socket;
    QByteArray received;
    qsizetype headEnd = -1, length = -1;
    const auto complete = [&] {
        if (headEnd < 0 && (headEnd = received.indexOf("\r\n\r\n")) >= 0) {
            const qsizetype at = received.toLower().indexOf("content-length:");
            length = received.mid(at + 15, received.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
        }
        return headEnd >= 0 && received.size() - headEnd - 4 >= length;
    };
    // QTest::qWaitFor sleeps 10 ms between looks, too slow for thousands of requests.
    QEventLoop loop;
    QObject::connect(&socket, &QTcpSocket::connected, &loop, [&] { socket.write(bytes); });
    QObject::connect(&socket, &QTcpSocket::readyRead, &loop, [&] {
        received += socket.readAll();
        if (complete())
            loop.quit();
    });
    QObject::connect(&socket, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(15000, &loop, &QEventLoop::quit);
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    loop.exec();
    received += socket.readAll();
    Reply reply;
    reply.whole = complete();
    if (headEnd < 0)
        return reply;
    const QList<QByteArray> lines = received.left(headEnd).split('\n');
    reply.status = lines.front().split(' ').value(1).toInt();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers[line.left(colon).trimmed().toLower()] = line.mid(colon + 1).trimmed();
    }
    reply.body = received.mid(headEnd + 4);
    return reply;
}

} // namespace t6::test
