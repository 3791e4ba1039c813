// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sandbox/sandbox.h>

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include <map>

namespace t6::test {

/// What came back, bytes and all. `status` is 0 when the connection ended before a head came.
struct Reply
{
    int status = 0;
    std::map<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool whole = false; ///< as many bytes as announced

    [[nodiscard]] QJsonObject object() const;
    [[nodiscard]] QJsonArray array() const;
    [[nodiscard]] QString error() const; ///< ExceptionMessage, or the first text of ModelState, or message
};

/// A bare HTTP client for one merchant of a sandbox in this thread: sends each request exactly once on a connection of its own.
class Client
{
public:
    explicit Client(const sandbox::Sandbox& sandbox, int merchant = 0, bool secondPair = false);

    Reply get(const QByteArray& target, const QByteArray& moreHeaders = {}) const { return send("GET", target, {}, moreHeaders); }
    Reply post(const QByteArray& target, const QJsonObject& body) const;
    Reply postList(const QByteArray& target, const QJsonArray& body) const;
    Reply remove(const QByteArray& target) const { return send("DELETE", target, {}, {}); }
    Reply send(const QByteArray& method, const QByteArray& target, const QByteArray& body, const QByteArray& moreHeaders) const;

    QByteArray authorization; ///< the value of the header; may be changed

private:
    quint16 m_port;
};

/// Writes `bytes` to the port and reads until the server closes, or the announced body is there.
Reply exchange(quint16 port, const QByteArray& bytes);

} // namespace t6::test
