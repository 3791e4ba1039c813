// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace t6::sandbox {

/// One whole HTTP/1.1 request. `path` is percent-decoded and without the query.
struct HttpRequest
{
    QByteArray method, target, path;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray& lowerName) const;
    [[nodiscard]] bool acceptsGzip() const;
    [[nodiscard]] QUrlQuery query() const;
};

/// What to send, and how to misbehave while sending it.
struct HttpResponse
{
    enum class Ending { Whole, CloseSilently, Truncate };

    int status = 200;
    QByteArray body{};
    QByteArray contentType = "application/json; charset=utf-8";
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
    Ending ending = Ending::Whole;
    std::chrono::milliseconds delay{0};
    std::function<void()> delivered{}; ///< called when all of it was written to a client that is still there
};

struct HttpHandler
{
    std::function<HttpResponse(const HttpRequest&)> answer; ///< called once per whole request
    std::function<bool(const HttpRequest&)> cutsBody; ///< asked before a body is read: true resets the connection half-way through
};

/// `body` as a gzip member, fast rather than small.
[[nodiscard]] QByteArray gzip(const QByteArray& body);

} // namespace t6::sandbox
