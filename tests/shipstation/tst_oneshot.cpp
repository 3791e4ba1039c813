// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/httpcall.h>
#include <shipstation/transport.h>
#include <shipstation/writeanswer.h>
#include <support/identities.h>
#include <support/rawserver.h>

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;
using namespace std::chrono_literals;

namespace {

constexpr int kRuns = 50;
const QByteArray kKey = "Basic bmVlZGxlLWtleTpuZWVkbGUtc2VjcmV0"; // needle-key:needle-secret
const QByteArray kBody = R"({"orderId":12,"orderNumber":"A-1"})";

TransportOptions quick()
{
    TransportOptions options;
    options.writeDeadline = 400ms;
    options.trusted = {QSslCertificate(QByteArray(kCertificate))};
    return options;
}

void useTls(RawServer& server)
{
    server.useTls(QSslCertificate(QByteArray(kCertificate)), QSslKey(QByteArray(kPrivateKey), QSsl::Ec));
}

struct Sent
{
    std::optional<Result<HttpAnswer>> answer;
    bool handedOver = false;

    [[nodiscard]] WriteAnswer write() const
    {
        OrderDecoder decoder;
        return classifyWrite(*answer, handedOver, kKey, decoder);
    }
};

enum class Verb { Post, Delete };

Sent send(Transport& transport, const QString& url, Verb verb = Verb::Post, const QByteArray& body = kBody, const std::function<bool()>& mayLeave = {})
{
    QObject owner;
    QEventLoop loop; // not qWaitFor(): it sleeps between looks
    Sent sent;
    const auto done = [&](Result<HttpAnswer> answer, bool handedOver) {
        sent.answer = std::move(answer);
        sent.handedOver = handedOver;
        loop.quit();
    };
    if (verb == Verb::Post)
        transport.post(QUrl(url), kKey, body, mayLeave, &owner, done);
    else
        transport.remove(QUrl(url), kKey, &owner, done);
    QTimer::singleShot(15'000, &loop, &QEventLoop::quit);
    loop.exec();
    if (!sent.answer)
        sent.answer = failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("no result"));
    return sent;
}

} // namespace

/// Requests that change something, against peers that do their worst: each reaches the server once or not at all.
class TestOneShot : public QObject
{
    Q_OBJECT

private slots:
    void arrivesWhole_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("small") << 40;
        QTest::newRow("more than one buffer") << 300'000;
    }

    void arrivesWhole()
    {
        QFETCH(int, size);
        const QByteArray body = "{\"a\":\"" + QByteArray(size, 'x') + "\"}";
        RawServer server([](const RawRequest&) { return jsonReply("{\"orderId\":12}", "X-Rate-Limit-Remaining: 7\r\n"); });
        Transport transport(quick());
        const Sent sent = send(transport, server.url() + QStringLiteral("/orders/createorder"), Verb::Post, body);
        QVERIFY(*sent.answer);
        QVERIFY(sent.handedOver);
        QCOMPARE((*sent.answer)->body, QByteArray("{\"orderId\":12}"));
        QCOMPARE((*sent.answer)->rateRemaining, std::optional(7));
        QCOMPARE(sent.write().delivery, Delivery::Replied);
        QCOMPARE(server.requests.size(), size_t{1});
        const RawRequest& request = server.requests.front();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.body, body);
        QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(request.header("Authorization"), kKey);
        QVERIFY(request.header("Transfer-Encoding").isEmpty());
        QVERIFY(request.header("Expect").isEmpty());
        QVERIFY(request.header("Upgrade").isEmpty());
    }

    /// The server reads all of it and goes away without a word.
    void deliveredOnce_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<int>("verb");
        QTest::newRow("plain, closed") << false << false << int(Verb::Post);
        QTest::newRow("plain, reset") << false << true << int(Verb::Post);
        QTest::newRow("TLS, closed") << true << false << int(Verb::Post);
        QTest::newRow("TLS, reset") << true << true << int(Verb::Post);
        QTest::newRow("DELETE, plain") << false << false << int(Verb::Delete);
        QTest::newRow("DELETE, TLS") << true << false << int(Verb::Delete);
    }

    void deliveredOnce()
    {
        QFETCH(bool, tls);
        QFETCH(bool, reset);
        QFETCH(int, verb);
        RawServer server([reset](const RawRequest&) { return RawReply{{}, reset ? RawReply::Then::Reset : RawReply::Then::Close}; });
        if (tls)
            useTls(server);
        Transport transport(quick());
        for (int run = 1; run <= kRuns; ++run) {
            const Sent sent = send(transport, server.url() + QStringLiteral("/orders/createorder"), Verb(verb));
            QVERIFY(sent.handedOver);
            QCOMPARE(sent.write().delivery, Delivery::Unknown);
            QTest::qWait(5); // for a second one to arrive
            QCOMPARE(server.requests.size(), static_cast<size_t>(run));
        }
        QTest::qWait(100);
        QCOMPARE(server.requests.size(), size_t{kRuns});
    }

    /// The control: what Qt does by itself in the same place. Were it once, the test above would prove nothing.
    void ordinaryPostIsRepeated_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }

    void ordinaryPostIsRepeated()
    {
        QFETCH(bool, tls);
        RawServer server([](const RawRequest&) { return RawReply{{}, RawReply::Then::Close}; });
        if (tls)
            useTls(server);
        QNetworkAccessManager manager;
        QNetworkRequest request(QUrl(server.url() + QStringLiteral("/orders/createorder")));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({QSslCertificate(QByteArray(kCertificate))});
        request.setSslConfiguration(configuration);
        const std::unique_ptr<QNetworkReply> reply(manager.post(request, kBody));
        QTRY_VERIFY(reply->isFinished());
        qInfo("delivered %d times", int(server.requests.size()));
        QVERIFY(server.requests.size() > 1);
    }

    /// A connection that was left open by GETs is closed by the server in the moment of the POST.
    void keptAliveConnectionBreaks()
    {
        RawServer server([](const RawRequest& request) { return request.method == "GET" ? jsonReply("{}") : jsonReply("{\"orderId\":12}"); });
        Transport transport(quick());
        for (int run = 0; run < 20; ++run) {
            QObject owner;
            bool read = false;
            transport.get(QUrl(server.url()), kKey, &owner, [&](const Result<HttpAnswer>&) { read = true; });
            QTRY_VERIFY(read);
            server.requests.clear();
            server.closeConnections();
            const Sent sent = send(transport, server.url() + QStringLiteral("/orders/createorder"));
            QCOMPARE(sent.write().delivery, Delivery::Replied);
            QCOMPARE(server.requests.size(), size_t{1});
        }
    }

    /// The server accepts and hangs up at once, whatever is on its way.
    void closedOnArrival()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            socket->abort();
            socket->deleteLater();
        });
        Transport transport(quick());
        for (int run = 0; run < 20; ++run) {
            const Sent sent = send(transport, QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
            QVERIFY(!*sent.answer);
            QCOMPARE(sent.write().delivery, Delivery::Unknown);
        }
    }

    void neverSharesAConnection()
    {
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        Transport transport(quick());
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(*send(transport, server.url()).answer);
            QCOMPARE(server.connections(), i);
        }
    }

    void redirectIsNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status;
    }

    void redirectIsNotFollowed()
    {
        QFETCH(int, status);
        RawServer other([](const RawRequest&) { return jsonReply("{}"); });
        RawServer server([&](const RawRequest&) { return httpReply(status, "moved", "Location: " + other.url().toLatin1() + "/elsewhere\r\n"); });
        Transport transport(quick());
        const WriteAnswer answer = send(transport, server.url()).write();
        QCOMPARE(answer.delivery, Delivery::Unknown);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.error->code, ErrorCode::OutcomeUnknown);
        QCOMPARE(answer.error->detail, QStringLiteral("http-%1 redirected").arg(status));
        QTest::qWait(20);
        QCOMPARE(server.requests.size(), size_t{1});
        QCOMPARE(other.connections(), 0);
    }

    /// Everything that may have arrived, by what the peer did.
    void unknownOutcomes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("then");
        QTest::addColumn<QString>("detail");
        using Then = RawReply::Then;
        const auto row = [](const char* name, const QByteArray& bytes, Then then, const char* detail) {
            QTest::newRow(name) << bytes << int(then) << QString::fromLatin1(detail);
        };
        row("truncated", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"orderId\":12}", Then::Close, "http-200 connection-closed");
        row("truncated refusal", "HTTP/1.1 400 No\r\nContent-Length: 100\r\n\r\n{\"Message\":", Then::Close, "http-400 connection-closed");
        row("cut within the JSON", httpReply(200, "{\"orderId\":").bytes, Then::Keep, "http-200 answer-broken");
        row("no answer", {}, Then::Silence, "timed-out");
        row("half an answer", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Then::Silence, "timed-out");
        row("502", httpReply(502, "<html>").bytes, Then::Keep, "http-502 server-error");
    }

    void unknownOutcomes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, then);
        QFETCH(QString, detail);
        RawServer server([&](const RawRequest&) { return RawReply{bytes, RawReply::Then(then)}; });
        Transport transport(quick());
        const WriteAnswer answer = send(transport, server.url()).write();
        QCOMPARE(answer.delivery, Delivery::Unknown);
        QCOMPARE(answer.error->detail, detail);
        QCOMPARE(server.requests.size(), size_t{1});
    }

    void resetWithinTheBody()
    {
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        server.resetWithin(10);
        Transport transport(quick());
        const Sent sent = send(transport, server.url(), Verb::Post, QByteArray(5'000'000, ' '));
        QVERIFY(sent.handedOver);
        QCOMPARE(sent.write().delivery, Delivery::Unknown);
        QCOMPARE(server.requests.size(), size_t{0});
    }

    void notSent()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        Transport transport(quick());
        const Sent refused = send(transport, QStringLiteral("http://127.0.0.1:%1/").arg(port));
        QVERIFY(!refused.handedOver);
        QCOMPARE(refused.write().delivery, Delivery::NotSent);
        QCOMPARE(refused.write().error->code, ErrorCode::ConnectionRefused);

        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        useTls(server);
        Transport strict([] { TransportOptions options = quick(); options.trusted.clear(); return options; }());
        const Sent untrusted = send(strict, server.url());
        QVERIFY(!untrusted.handedOver);
        QCOMPARE(untrusted.write().delivery, Delivery::NotSent);
        QCOMPARE(untrusted.write().error->code, ErrorCode::TlsFailed);
        QCOMPARE(server.requests.size(), size_t{0});
    }

    void endsWithTheTransport()
    {
        RawServer server([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
        auto transport = std::make_unique<Transport>(quick());
        QObject owner;
        std::optional<Result<HttpAnswer>> result;
        bool handedOver = false;
        transport->post(QUrl(server.url()), kKey, kBody, {}, &owner, [&](Result<HttpAnswer> answer, bool touched) {
            result = std::move(answer);
            handedOver = touched;
        });
        QTRY_COMPARE(server.requests.size(), size_t{1});
        transport.reset();
        QVERIFY(result && !*result);
        QCOMPARE(result->error().code, ErrorCode::Cancelled);
        QVERIFY(handedOver);
    }

    void staysWhenItIsTooLate_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void staysWhenItIsTooLate()
    {
        QFETCH(bool, tls);
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        if (tls)
            useTls(server);
        Transport transport(quick());
        int asked = 0;
        const Sent sent = send(transport, server.url(), Verb::Post, kBody, [&asked] { ++asked; return false; });
        QVERIFY(asked > 0);
        QVERIFY(!sent.handedOver);
        QCOMPARE(sent.write().delivery, Delivery::NotSent);
        QCOMPARE(sent.write().error->code, ErrorCode::Cancelled);
        for (const RawRequest& request : server.requests)
            QVERIFY(request.body.isEmpty());
        QVERIFY(*send(transport, server.url(), Verb::Post, kBody, [] { return true; }).answer);
    }

    void leavesNothingBehind()
    {
        RawServer server([](const RawRequest&) { return jsonReply("{}"); });
        Transport transport(quick());
        for (int i = 0; i < 5; ++i)
            QVERIFY(*send(transport, server.url()).answer);
        QTRY_COMPARE(transport.findChildren<QNetworkAccessManager*>().size(), qsizetype{0});
    }
};

QTEST_GUILESS_MAIN(TestOneShot)
#include "tst_oneshot.moc"
