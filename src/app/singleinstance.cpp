// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace t6::app {

SingleInstance::SingleInstance(const QString& profileDir, QObject* parent) : QObject(parent)
{
    // In the profile itself: as private as the folder, and gone with it. A socket's path is limited to about 100 bytes.
    const QString inside = QDir(profileDir).absoluteFilePath(QStringLiteral("window.socket"));
    m_name = inside.toUtf8().size() < 100
        ? inside
        : QStringLiteral("t6-console-") + QString::fromLatin1(QCryptographicHash::hash(profileDir.toUtf8(), QCryptographicHash::Sha256).toHex().first(24));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            socket->disconnectFromServer();
            emit raiseRequested();
        }
    });
}

bool SingleInstance::raiseOther() const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    return socket.waitForConnected(1000);
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_name); // left behind by a crash: the profile's lock says that nobody else runs
    m_server.listen(m_name);
}

} // namespace t6::app
