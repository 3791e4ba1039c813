// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderdecoder.h"

#include <core/result.h>

#include <QByteArray>
#include <QNetworkProxy>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;
class QNetworkRequest;
class QSslConfiguration;

namespace t6::shipstation {

class HttpCall;
class OneShotBody;

/// An HTTP answer that arrived whole, whatever its status (3xx excepted: that is ErrorCode::Redirected).
struct HttpAnswer
{
    int status = 0;
    QByteArray body; ///< inflated; has room for simdjson's padding
    qint64 wireBytes = 0; ///< of the body as it came
    std::optional<int> rateLimit, rateRemaining, rateReset; ///< X-Rate-Limit-*; Reset in seconds from now
};

struct TransportOptions
{
    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< only what staff configured; never the environment's
    std::chrono::milliseconds silence{30'000}; ///< no byte for so long: TimedOut. Headers count only when they are complete, so endless ones end here
    std::chrono::milliseconds deadline{120'000}; ///< for the whole request, however busy the peer keeps us
    std::chrono::milliseconds writeDeadline{30'000}; ///< for the whole of a request that changes something
    qint64 maxBody = 64 * 1024 * 1024; ///< on the wire and inflated
    std::vector<QSslCertificate> trusted; ///< empty: the system's, loaded once
    std::function<std::unique_ptr<QNetworkAccessManager>()> makeManager; ///< tests: a fake network
};

/// The only door to the network, with one way through it for reading and one for changing: HTTP/1.1, TLS 1.2 or later, an explicit proxy, no redirects, no cookies, no cache, no stored
/// authentication. One per network thread; destroyed on lock, after its sessions, and with it every connection and header. Calls
/// that are under way then finish as Cancelled.
///
/// Qt opens six connections per host and manager, and all merchants share one host: a further manager is made when all are
/// busy (up to 16), so that merchants whose requests hang do not hold up the others.
class Transport : public QObject
{
    Q_OBJECT

public:
    explicit Transport(TransportOptions options = {}, QObject* parent = nullptr);
    ~Transport() override;

    using Done = std::function<void(Result<HttpAnswer>)>;

    /// Starts a GET. `authorization` is the header's whole value. `done` is called exactly once, from the event loop, unless the call
    /// is deleted before: that aborts it. The call is a child of `owner` and deletes itself when it is done.
    /// Qt may deliver a GET twice when a kept-alive connection breaks; nothing but GETs goes this way.
    HttpCall* get(const QUrl& url, const QByteArray& authorization, QObject* owner, Done done);

    /// `handedOver`: a byte of the body may have reached the socket; true for requests without one, of which nobody can tell.
    using WriteDone = std::function<void(Result<HttpAnswer>, bool handedOver)>;

    /// Starts a POST of JSON. Else as get(), but delivered at most once, on a connection of its own that nothing else uses. `mayLeave`
    /// is asked right before the first byte of the body: a computer that slept must not send what was decided hours ago. On its no the
    /// call ends as Cancelled, nothing handed over. `deadline` 0: the options' writeDeadline.
    HttpCall* post(const QUrl& url, const QByteArray& authorization, QByteArray body, std::function<bool()> mayLeave, QObject* owner, WriteDone done, std::chrono::milliseconds deadline = {});
    /// The same for a DELETE.
    HttpCall* remove(const QUrl& url, const QByteArray& authorization, QObject* owner, WriteDone done);

    /// For quick looks at answers in this thread: one set of buffers, however many sessions there are.
    [[nodiscard]] OrderDecoder& decoder() noexcept { return m_decoder; }

private:
    struct Lane;
    [[nodiscard]] std::unique_ptr<QNetworkAccessManager> makeManager();
    [[nodiscard]] Lane& freeLane();
    HttpCall* sendOnce(const char* verb, const QUrl& url, const QByteArray& authorization, OneShotBody* body, QObject* owner, WriteDone done, std::chrono::milliseconds deadline);
    [[nodiscard]] QNetworkRequest prepare(const QUrl& url, const QByteArray& authorization);

    TransportOptions m_options;
    std::unique_ptr<QSslConfiguration> m_tls;
    OrderDecoder m_decoder;
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace t6::shipstation
