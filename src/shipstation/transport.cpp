// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "transport.h"

#include "httpcall.h"
#include "oneshotbody.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

namespace t6::shipstation {

namespace {

constexpr int kConnectionsPerManager = 6; ///< Qt 6.4's own number, not adjustable before 6.5
constexpr size_t kMostManagers = 16;

} // namespace

/// One manager and the number of calls it has under way. The number outlives the lane while calls hold it.
struct Transport::Lane
{
    std::unique_ptr<QNetworkAccessManager> manager;
    std::shared_ptr<int> load = std::make_shared<int>(0);
};

Transport::Transport(TransportOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
{
}

Transport::~Transport() = default;

HttpCall* Transport::get(const QUrl& url, const QByteArray& authorization, QObject* owner, Done done)
{
    Lane& lane = freeLane();
    return new HttpCall(lane.manager->get(prepare(url, authorization)), lane.load, m_options, owner,
        [done = std::move(done)](Result<HttpAnswer> answer, bool) { done(std::move(answer)); });
}

HttpCall* Transport::post(const QUrl& url, const QByteArray& authorization, QByteArray body, std::function<bool()> mayLeave, QObject* owner, WriteDone done, std::chrono::milliseconds deadline)
{
    return sendOnce("POST", url, authorization, new OneShotBody(std::move(body), std::move(mayLeave)), owner, std::move(done), deadline);
}

HttpCall* Transport::remove(const QUrl& url, const QByteArray& authorization, QObject* owner, WriteDone done)
{
    return sendOnce("DELETE", url, authorization, new OneShotBody({}), owner, std::move(done), {});
}

HttpCall* Transport::sendOnce(const char* verb, const QUrl& url, const QByteArray& authorization, OneShotBody* body, QObject* owner, WriteDone done, std::chrono::milliseconds deadline)
{
    // A kept-alive connection may be closing just now, and Qt would try again on another.
    QNetworkAccessManager* manager = makeManager().release();
    manager->setParent(this);
    QNetworkRequest request = prepare(url, authorization);
    if (!body->atEnd())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, body->bytesAvailable());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    QNetworkReply* reply = manager->sendCustomRequest(request, verb, body);
    body->setParent(reply); // goes after the reply has said that it goes
    TransportOptions options = m_options;
    options.silence = options.deadline = deadline.count() > 0 ? deadline : options.writeDeadline;
    auto* call = new HttpCall(reply, std::make_shared<int>(0), options, owner, std::move(done));
    call->m_body = body;
    connect(body, &OneShotBody::refused, call, [call] { call->finish(failure(ErrorDomain::Network, ErrorCode::Cancelled)); }, Qt::QueuedConnection);
    connect(call, &QObject::destroyed, manager, &QObject::deleteLater);
    return call;
}

std::unique_ptr<QNetworkAccessManager> Transport::makeManager()
{
    auto manager = m_options.makeManager ? m_options.makeManager() : std::make_unique<QNetworkAccessManager>();
    manager->setProxy(m_options.proxy);
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    return manager;
}

Transport::Lane& Transport::freeLane()
{
    Lane* best = nullptr;
    for (const auto& lane : m_lanes) {
        if (!best || *lane->load < *best->load)
            best = lane.get();
    }
    if (best && (*best->load < kConnectionsPerManager || m_lanes.size() >= kMostManagers))
        return *best;

    auto lane = std::make_unique<Lane>();
    lane->manager = makeManager();
    m_lanes.push_back(std::move(lane));
    return *m_lanes.back();
}

QNetworkRequest Transport::prepare(const QUrl& url, const QByteArray& authorization)
{
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", authorization);
    request.setRawHeader("Accept", "application/json, text/plain;q=0.9");
    request.setRawHeader("Accept-Encoding", "gzip"); // by hand: Qt then leaves the inflating to us
    request.setRawHeader("User-Agent", "T6-Console");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setMaximumRedirectsAllowed(0);
    if (url.scheme() == QLatin1String("https")) {
        if (!m_tls) {
            // An explicit list of authorities keeps OpenSSL from looking for more along search paths.
            m_tls = std::make_unique<QSslConfiguration>(QSslConfiguration::defaultConfiguration());
            m_tls->setProtocol(QSsl::TlsV1_2OrLater);
            m_tls->setPeerVerifyMode(QSslSocket::VerifyPeer);
            m_tls->setCaCertificates(m_options.trusted.empty() ? QSslConfiguration::systemCaCertificates()
                                                              : QList<QSslCertificate>(m_options.trusted.begin(), m_options.trusted.end()));
        }
        request.setSslConfiguration(*m_tls);
    }
    return request;
}

} // namespace t6::shipstation
