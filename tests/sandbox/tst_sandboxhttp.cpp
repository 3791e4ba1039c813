// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "client.h"

#include <sandbox/http.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <libdeflate.h>

#include <memory>

using namespace t6;
using namespace t6::test;
using namespace Qt::StringLiterals;

/// The server below the API: HTTP/1.1 as clients speak it, and clients that do not.
class TestSandboxHttp : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        sandbox::SandboxOptions options;
        options.merchants = 1;
        options.orders = 60;
        options.rateLimit = false;
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        m_port = m_sandbox->start().value();
    }
    void cleanup() { m_sandbox.reset(); }

    void listensOnLoopbackOnly();
    void portInUseIsAnError();
    void keepsAlive();
    void answersPipelinedRequestsInOrder();
    void gzipOnlyWhenAsked();
    void understoodByQt();
    void takesLargeBodies();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void survivesAbuse_data();
    void survivesAbuse();
    void runsInAnotherThread();

private:
    [[nodiscard]] bool serves() const { return Client(*m_sandbox).get("/users").status == 200; }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    quint16 m_port = 0;
};

void TestSandboxHttp::listensOnLoopbackOnly()
{
    QCOMPARE(m_sandbox->url(), QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)));
    const QList<QByteArray> lines = [] {
        QFile table(u"/proc/net/tcp"_s);
        return table.open(QIODevice::ReadOnly) ? table.readAll().split('\n') : QList<QByteArray>();
    }();
    const QByteArray port = ':' + QByteArray::number(m_port, 16).rightJustified(4, '0').toUpper() + ' ';
    int listening = 0;
    for (const QByteArray& line : lines) {
        const QByteArray local = line.simplified().split(' ').value(1) + ' ';
        if (local.endsWith(port) && line.simplified().split(' ').value(3) == "0A") {
            ++listening;
            QVERIFY2(local.startsWith("0100007F"), line.constData());
        }
    }
    QCOMPARE(listening, 1);
}

void TestSandboxHttp::portInUseIsAnError()
{
    sandbox::Sandbox second(sandbox::SandboxOptions{.merchants = 1, .orders = 0});
    const Result<quint16> result = second.start(m_port);
    QVERIFY(!result);
    QVERIFY(second.url().isEmpty());
}

void TestSandboxHttp::keepsAlive()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QByteArray request = "GET /users HTTP/1.1\r\nHost: x\r\nAuthorization: " + Client(*m_sandbox).authorization + "\r\n\r\n";
    for (int i = 0; i < 3; ++i) {
        socket.write(request);
        QByteArray received;
        QTRY_VERIFY((received += socket.readAll()).contains("ACMETEES_T6"));
        QVERIFY(received.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(received.contains("Connection: keep-alive"));
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }
}

void TestSandboxHttp::answersPipelinedRequestsInOrder()
{
    const QByteArray head = " HTTP/1.1\r\nHost: x\r\nAuthorization: " + Client(*m_sandbox).authorization + "\r\n";
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    m_sandbox->addFault(sandbox::parseFault(u"GET /users delay ms=60"_s).value());
    socket.write("GET /users" + head + "\r\nGET /warehouses" + head + "\r\nGET /stores" + head + "Connection: close\r\n\r\n");
    QByteArray received;
    QTRY_VERIFY((received += socket.readAll(), socket.state() == QAbstractSocket::UnconnectedState));
    QCOMPARE(received.count("HTTP/1.1 200 OK"), 3);
    QVERIFY(received.indexOf("ACMETEES_T6") < received.indexOf("warehouseName"));
    QVERIFY(received.indexOf("warehouseName") < received.indexOf("marketplaceName"));
}

void TestSandboxHttp::gzipOnlyWhenAsked()
{
    const Client client(*m_sandbox);
    const Reply plain = client.get("/orders?pageSize=50");
    QVERIFY(!plain.headers.contains("content-encoding"));
    for (int round = 0; round < 2; ++round) { // the second answer comes from the cache
        const Reply zipped = client.get("/orders?pageSize=50", "Accept-Encoding: deflate, gzip\r\n");
        QCOMPARE(zipped.headers.at("content-encoding"), "gzip");
        QVERIFY(zipped.body.size() * 4 < plain.body.size());
        QByteArray inflated(plain.body.size() + 1, 0);
        size_t size = 0;
        const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
        QCOMPARE(libdeflate_gzip_decompress(inflater.get(), zipped.body.constData(), static_cast<size_t>(zipped.body.size()), inflated.data(), static_cast<size_t>(inflated.size()), &size), LIBDEFLATE_SUCCESS);
        QCOMPARE(inflated.left(static_cast<qsizetype>(size)), plain.body);
    }
    // A change empties the cache.
    QVERIFY(m_sandbox->cancelOrder(0, m_sandbox->orderIds(0).front()));
    QVERIFY(client.get("/orders?pageSize=50", "Accept-Encoding: gzip\r\n").body != sandbox::gzip(plain.body));
}

void TestSandboxHttp::understoodByQt()
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_sandbox->url().toString() + u"/orders?pageSize=60"_s));
    request.setRawHeader("Authorization", Client(*m_sandbox).authorization);
    const std::unique_ptr<QNetworkReply> reply(network.get(request)); // asks for gzip and inflates by itself
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), Client(*m_sandbox).get("/orders?pageSize=60").body);
}

void TestSandboxHttp::takesLargeBodies()
{
    const OrderId id = m_sandbox->orderIds(0, "awaiting_shipment").front();
    QJsonObject order = m_sandbox->order(0, id);
    const QString megabytes(5 * 1024 * 1024, u'ñ');
    order.insert(u"internalNotes"_s, megabytes);
    const Client client(*m_sandbox);
    QCOMPARE(client.post("/orders/createorder", order).status, 200);
    QCOMPARE(client.get("/orders/" + QByteArray::number(id.value)).object().value(u"internalNotes"_s).toString(), megabytes);
}

void TestSandboxHttp::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("no HTTP") << QByteArray("hello there\r\n\r\n") << 400;
    QTest::newRow("no path") << QByteArray("GET users HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("header without colon") << QByteArray("GET / HTTP/1.1\r\nnonsense\r\n\r\n") << 400;
    QTest::newRow("length no number") << QByteArray("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n") << 400;
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n") << 400;
    QTest::newRow("huge length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("chunked") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 411;
    QTest::newRow("endless line") << QByteArray("GET /" + QByteArray(70'000, 'a')) << 431;
    QTest::newRow("endless headers") << QByteArray("GET / HTTP/1.1\r\n" + QByteArray("X-Header: y\r\n").repeated(5000)) << 431;
    QTest::newRow("no credentials") << QByteArray("GET /orders HTTP/1.1\r\n\r\n") << 401;
}

void TestSandboxHttp::refusesBadRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QCOMPARE(exchange(m_port, request).status, status);
    QVERIFY(serves());
}

void TestSandboxHttp::survivesAbuse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("reset");
    const QByteArray orders = "GET /orders?pageSize=500 HTTP/1.1\r\nAuthorization: CREDENTIALS\r\n\r\n"; // there is no sandbox yet
    for (const bool reset : {false, true}) {
        const QByteArray how = reset ? " then reset" : " then close";
        QTest::newRow("nothing" + how) << QByteArray() << reset;
        QTest::newRow("half a head" + how) << QByteArray("GET /orders HT") << reset;
        QTest::newRow("half a body" + how) << QByteArray("POST /orders/createorder HTTP/1.1\r\nContent-Length: 500\r\n\r\n{\"or") << reset;
        QTest::newRow("leaves before the answer" + how) << orders << reset;
        QTest::newRow("leaves before the delayed answer" + how) << QByteArray(orders).replace("/orders", "/orders/listbytag") << reset;
        QTest::newRow("twenty at once, never read" + how) << orders.repeated(20) << reset;
        QTest::newRow("binary" + how) << QByteArray(4000, '\0') << reset;
    }
}

void TestSandboxHttp::survivesAbuse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, reset);
    bytes.replace("CREDENTIALS", Client(*m_sandbox).authorization);
    m_sandbox->addFault(sandbox::parseFault(u"GET /orders/listbytag delay ms=30"_s).value());
    for (int i = 0; i < 40; ++i) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        socket.write(bytes);
        socket.flush();
        QCoreApplication::processEvents();
        if (reset)
            socket.abort();
        else
            socket.disconnectFromHost();
    }
    QTest::qWait(50); // longer than the delay: the late answers find nobody
    QVERIFY(serves());
}

void TestSandboxHttp::runsInAnotherThread()
{
    auto* elsewhere = new sandbox::Sandbox(sandbox::SandboxOptions{.merchants = 2, .orders = 20, .livePerMinute = 6000});
    QThread thread;
    elsewhere->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, elsewhere, &QObject::deleteLater);
    thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(elsewhere, [&] { port = elsewhere->start().value_or(0); }, Qt::BlockingQueuedConnection);
    QVERIFY(port != 0);
    const QByteArray request = "GET /orders HTTP/1.1\r\nAuthorization: "
        + QByteArray("Basic " + (elsewhere->merchants()[0].key + u':' + elsewhere->merchants()[0].secret).toLatin1().toBase64()) + "\r\nConnection: close\r\n\r\n";
    const int before = exchange(port, request).object().value(u"total"_s).toInt();
    QVERIFY(before > 0);
    QTRY_VERIFY(exchange(port, request).object().value(u"total"_s).toInt() > before); // live
    thread.quit();
    QVERIFY(thread.wait());
}

QTEST_GUILESS_MAIN(TestSandboxHttp)
#include "tst_sandboxhttp.moc"
