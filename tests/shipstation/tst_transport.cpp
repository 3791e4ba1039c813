// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/httpcall.h>
#include <shipstation/transport.h>
#include <support/identities.h>
#include <support/rawserver.h>

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTest>

#include <memory>
#include <optional>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kKey = "Basic bmVlZGxlLWtleTpuZWVkbGUtc2VjcmV0"; // needle-key:needle-secret

TransportOptions quick()
{
    TransportOptions options;
    options.silence = 300ms;
    options.deadline = 1500ms;
    return options;
}

Result<HttpAnswer> fetch(Transport& transport, const QString& url)
{
    QObject owner;
    std::optional<Result<HttpAnswer>> result;
    transport.get(QUrl(url), kKey, &owner, [&](Result<HttpAnswer> answer) { result = std::move(answer); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 15'000))
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("no result"));
    return *result;
}

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private slots:
    void plainAnswer()
    {
        RawServer server([](const RawRequest&) {
            return jsonReply("{\"a\":1}", "X-Rate-Limit-Limit: 40\r\nX-Rate-Limit-Remaining: 7\r\nX-Rate-Limit-Reset: 12\r\nSet-Cookie: a=b\r\n");
        });
        Transport transport(quick());
        for (int i = 0; i < 2; ++i) {
            const auto answer = fetch(transport, server.url() + QStringLiteral("/orders?page=1"));
            QVERIFY(answer);
            QCOMPARE(answer->status, 200);
            QCOMPARE(answer->body, QByteArray("{\"a\":1}"));
            QCOMPARE(answer->wireBytes, 7);
            QCOMPARE(answer->rateLimit, std::optional(40));
            QCOMPARE(answer->rateRemaining, std::optional(7));
            QCOMPARE(answer->rateReset, std::optional(12));
        }
        for (const RawRequest& request : server.requests) {
            QCOMPARE(request.method, QByteArray("GET"));
            QCOMPARE(request.header("Authorization"), kKey);
            QCOMPARE(request.header("Accept-Encoding"), QByteArray("gzip"));
            QVERIFY(request.header("Cookie").isEmpty());
            QVERIFY(request.header("Upgrade").isEmpty());
        }
    }

    void everyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 201, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 504})
            QTest::addRow("%d", status) << status;
    }

    void everyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        RawServer server([status](const RawRequest&) { return httpReply(status, "body", "WWW-Authenticate: Basic realm=\"x\"\r\nRetry-After: 1\r\n"); });
        Transport transport(quick());
        const auto answer = fetch(transport, server.url());
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, QByteArray("body"));
        QCOMPARE(server.requests.size(), size_t{1});
    }

    void compressed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code"); // -1 = fine
        const QByteArray plain = QByteArray("{\"orders\":[]}").repeated(10'000);
        const QByteArray packed = gzip(plain);
        QByteArray lie = packed;
        lie[lie.size() - 4] = 1; // promises less than there is
        QByteArray changed = packed;
        changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 0x55);
        QByteArray checksum = packed;
        checksum[checksum.size() - 8] = static_cast<char>(checksum[checksum.size() - 8] ^ 1);
        QTest::newRow("whole") << packed << -1;
        QTest::newRow("empty") << QByteArray() << -1;
        QTest::newRow("wrong size") << lie << int(ErrorCode::AnswerBroken);
        QTest::newRow("wrong data") << changed << int(ErrorCode::AnswerBroken);
        QTest::newRow("wrong checksum") << checksum << int(ErrorCode::AnswerBroken);
        QTest::newRow("cut off") << packed.left(packed.size() - 20) << int(ErrorCode::AnswerBroken);
        QTest::newRow("more behind") << packed + "more" << int(ErrorCode::AnswerBroken);
        QTest::newRow("twice") << packed + packed << int(ErrorCode::AnswerBroken);
        QTest::newRow("no gzip") << QByteArray("{\"orders\":[],\"total\":0}") << int(ErrorCode::AnswerBroken);
        QTest::newRow("bomb") << gzip(QByteArray(3'000'000, ' ')) << int(ErrorCode::BodyTooLarge);
    }

    void compressed()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        RawServer server([&](const RawRequest&) { return jsonReply(body, "Content-Encoding: gzip\r\n"); });
        TransportOptions options = quick();
        options.maxBody = 2'000'000;
        Transport transport(options);
        const auto answer = fetch(transport, server.url());
        QCOMPARE(answer ? -1 : int(answer.error().code), code);
        if (answer) {
            QCOMPARE(answer->wireBytes, body.size());
            QVERIFY(answer->body.isEmpty() || answer->body == QByteArray("{\"orders\":[]}").repeated(10'000));
        }
    }

    void faults_data()
    {
        using Then = RawReply::Then;
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("then");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& bytes, Then then, ErrorCode code) { QTest::newRow(name) << bytes << int(then) << int(code); };
        row("closed at once", {}, Then::Close, ErrorCode::ConnectionClosed);
        row("reset at once", {}, Then::Reset, ErrorCode::ConnectionClosed);
        row("closed in the headers", "HTTP/1.1 200 OK\r\nContent-Le", Then::Close, ErrorCode::ConnectionClosed);
        row("truncated", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"orders\":[]}", Then::Close, ErrorCode::ConnectionClosed);
        row("truncated, reset", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"orders\":[]}", Then::Reset, ErrorCode::ConnectionClosed);
        row("truncated 500", "HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{\"orders\":[]}", Then::Close, ErrorCode::ConnectionClosed);
        row("chunks cut off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n", Then::Close, ErrorCode::ConnectionClosed);
        row("silence", {}, Then::Silence, ErrorCode::TimedOut);
        row("silence in the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Then::Silence, ErrorCode::TimedOut);
        row("endless headers", "HTTP/1.1 200 OK\r\nX: " + QByteArray(1000, 'x') + "\r\n", Then::Repeat, ErrorCode::TimedOut);
        row("too large, announced", "HTTP/1.1 200 OK\r\nContent-Length: 99000000\r\n\r\n{", Then::Silence, ErrorCode::BodyTooLarge);
        row("too large, unannounced", "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(3'000'000, ' '), Then::Close, ErrorCode::BodyTooLarge);
        row("endless body", "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(100'000, ' ') + "\n", Then::Repeat, ErrorCode::TimedOut);
        row("unknown encoding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}", Then::Keep, ErrorCode::AnswerBroken);
    }

    void faults()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, then);
        QFETCH(int, code);
        RawServer server([&](const RawRequest&) { return RawReply{bytes, RawReply::Then(then)}; });
        TransportOptions options = quick();
        options.maxBody = 2'000'000;
        Transport transport(options);
        QElapsedTimer clock;
        clock.start();
        const auto answer = fetch(transport, server.url());
        QVERIFY(!answer);
        if (qstrcmp(QTest::currentDataTag(), "endless body") == 0 || qstrcmp(QTest::currentDataTag(), "endless headers") == 0)
            QVERIFY(answer.error().code == ErrorCode::TimedOut || answer.error().code == ErrorCode::BodyTooLarge || answer.error().code == ErrorCode::NotShipStation || answer.error().code == ErrorCode::ConnectionClosed);
        else
            QCOMPARE(int(answer.error().code), code);
        QVERIFY(!answer.error().detail.contains(QLatin1String("needle")));
        QVERIFY(clock.elapsed() < 5000);
    }

    /// A peer that never falls silent is ended by the deadline.
    void slowLoris()
    {
        RawServer server([](const RawRequest&) {
            return RawReply{"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + QByteArray(100'000, ' '), RawReply::Then::Keep, 1};
        });
        Transport transport(quick());
        QElapsedTimer clock;
        clock.start();
        const auto answer = fetch(transport, server.url());
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::TimedOut);
        QVERIFY2(clock.elapsed() >= 1400, QByteArray::number(clock.elapsed()));
    }

    void withoutLength_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("until close") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}");
        QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\n\r\n{\"a\":1}");
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n");
        QTest::newRow("byte order mark") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\xEF\xBB\xBF{\"a\":1}");
    }

    void withoutLength()
    {
        QFETCH(QByteArray, bytes);
        RawServer server([&](const RawRequest&) { return RawReply{bytes, RawReply::Then::Close}; });
        Transport transport(quick());
        const auto answer = fetch(transport, server.url());
        QVERIFY(answer);
        QCOMPARE(answer->body, QByteArray("{\"a\":1}"));
    }

    void redirectsAreNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("target");
        for (const int status : {301, 302, 303, 307, 308}) {
            for (const char* target : {"http://127.0.0.1:@/x", "http://localhost:@/x", "https://127.0.0.1:@/x", "//127.0.0.1:@/x", "http://user:pass@127.0.0.1:@/x", "/relative"})
                QTest::addRow("%d %s", status, target) << status << QByteArray(target);
        }
    }

    void redirectsAreNotFollowed()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, target);
        RawServer other([](const RawRequest&) { return jsonReply("{}"); });
        target.replace(":@", ":" + QByteArray::number(other.serverPort()));
        RawServer server([&](const RawRequest& request) {
            return request.path() == QLatin1String("/relative") ? jsonReply("{}") : httpReply(status, "moved", "Location: " + target + "\r\n");
        });
        Transport transport(quick());
        const auto answer = fetch(transport, server.url() + QStringLiteral("/orders"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Redirected);
        QCOMPARE(answer.error().httpStatus, status);
        QCOMPARE(server.requests.size(), size_t{1});
        QTest::qWait(20);
        QCOMPARE(other.connections(), 0);
    }

    /// The environment's proxy is not ours.
    void environmentProxyIsIgnored()
    {
        RawServer proxy([](const RawRequest&) { return jsonReply("{}"); });
        RawServer server([](const RawRequest&) { return jsonReply("{\"a\":1}"); });
        for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"})
            qputenv(name, proxy.url().toLatin1());
        QNetworkProxyFactory::setUseSystemConfiguration(true);
        Transport transport(quick());
        QVERIFY(fetch(transport, server.url()));
        QNetworkProxyFactory::setUseSystemConfiguration(false);
        for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"})
            qunsetenv(name);
        QCOMPARE(proxy.connections(), 0);
        QCOMPARE(server.requests.size(), size_t{1});
    }

    void explicitProxyIsUsed()
    {
        RawServer proxy([](const RawRequest&) { return httpReply(407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"); });
        TransportOptions options = quick();
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.serverPort());
        Transport transport(options);
        const auto answer = fetch(transport, QStringLiteral("https://ssapi.example/orders"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::ProxyFailed);
        for (const RawRequest& request : proxy.requests) {
            QCOMPARE(request.method, QByteArray("CONNECT"));
            QVERIFY(request.header("Authorization").isEmpty());
        }
    }

    void unreachable()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        TransportOptions options = quick();
        options.silence = 5s;
        options.deadline = 5s;
        Transport transport(options);
        const auto refused = fetch(transport, QStringLiteral("http://127.0.0.1:%1/").arg(port));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ConnectionRefused);
        const auto unknown = fetch(transport, QStringLiteral("https://no-such-host.invalid/"));
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().code == ErrorCode::HostNotFound || unknown.error().code == ErrorCode::TimedOut, qPrintable(QString::number(int(unknown.error().code))));
    }

    void untrustedCertificate()
    {
        const QSslCertificate certificate{QByteArray(kCertificate)};
        const QSslKey key(QByteArray(kPrivateKey), QSsl::Ec);
        QVERIFY(!certificate.isNull() && !key.isNull());
        RawServer server([](const RawRequest&) { return jsonReply("{\"a\":1}"); });
        server.useTls(certificate, key);

        Transport strict(quick());
        const auto refused = fetch(strict, server.url());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TlsFailed);
        QCOMPARE(server.requests.size(), size_t{0});

        TransportOptions options = quick();
        options.trusted = {certificate};
        Transport trusting(options);
        QVERIFY(fetch(trusting, server.url()));
        QCOMPARE(server.requests.size(), size_t{1});
        // The name must fit, too.
        const auto wrongName = fetch(trusting, QString(server.url()).replace(QLatin1String("127.0.0.1"), QLatin1String("localhost")));
        QVERIFY(!wrongName);
        QCOMPARE(wrongName.error().code, ErrorCode::TlsFailed);
        QCOMPARE(server.requests.size(), size_t{1});
    }

    void expiredCertificate()
    {
        const QSslCertificate certificate{QByteArray(kExpiredCertificate)};
        QVERIFY(!certificate.isNull());
        RawServer server([](const RawRequest&) { return jsonReply("{\"a\":1}"); });
        server.useTls(certificate, QSslKey(QByteArray(kPrivateKey), QSsl::Ec));
        TransportOptions options = quick();
        options.trusted = {certificate}; // nothing but the date speaks against it
        Transport transport(options);
        const auto refused = fetch(transport, server.url());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TlsFailed);
        QCOMPARE(server.requests.size(), size_t{0});
    }

    void plainServerBehindHttps()
    {
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        Transport transport(quick());
        const auto answer = fetch(transport, QString(server.url()).replace(QLatin1String("http:"), QLatin1String("https:")));
        QVERIFY(!answer);
        QVERIFY(answer.error().code == ErrorCode::TlsFailed || answer.error().code == ErrorCode::ConnectionClosed || answer.error().code == ErrorCode::TimedOut);
        QCOMPARE(server.requests.size(), size_t{0});
    }

    /// Requests that hang must not hold up others to the same host.
    void hangingCallsDoNotBlock()
    {
        RawServer server([](const RawRequest& request) {
            return request.path() == QLatin1String("/hang") ? RawReply{{}, RawReply::Then::Silence} : jsonReply("{}");
        });
        TransportOptions options = quick();
        options.silence = 10s;
        options.deadline = 10s;
        Transport transport(options);
        QObject owner;
        for (int i = 0; i < 20; ++i)
            transport.get(QUrl(server.url() + QStringLiteral("/hang")), kKey, &owner, [](Result<HttpAnswer>) {});
        QElapsedTimer clock;
        clock.start();
        QVERIFY(fetch(transport, server.url() + QStringLiteral("/quick")));
        QVERIFY(clock.elapsed() < 5000);
    }

    void endsWithItsOwner()
    {
        RawServer server([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
        Transport transport(quick());
        bool called = false;
        {
            QObject owner;
            transport.get(QUrl(server.url()), kKey, &owner, [&](Result<HttpAnswer>) { called = true; });
            QTRY_COMPARE(server.requests.size(), size_t{1});
        }
        QTest::qWait(600);
        QVERIFY(!called);
    }

    void endsWithTheTransport()
    {
        RawServer server([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
        auto transport = std::make_unique<Transport>(quick());
        QObject owner;
        std::optional<Result<HttpAnswer>> result;
        transport->get(QUrl(server.url()), kKey, &owner, [&](Result<HttpAnswer> answer) { result = std::move(answer); });
        QTRY_COMPARE(server.requests.size(), size_t{1});
        transport.reset();
        QVERIFY(result && !*result);
        QCOMPARE(result->error().code, ErrorCode::Cancelled);
    }

    void managerIsInjectable()
    {
        int made = 0;
        TransportOptions options = quick();
        options.makeManager = [&] {
            ++made;
            return std::make_unique<QNetworkAccessManager>();
        };
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        Transport transport(options);
        QVERIFY(fetch(transport, server.url()));
        QCOMPARE(made, 1);
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
