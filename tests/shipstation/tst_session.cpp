// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rig.h"

#include <core/errortext.h>

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;
using namespace std::chrono_literals;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void answers()
    {
        Rig rig([](const RawRequest&) { return jsonReply("[1]"); });
        const auto before = Clock().now();
        const auto answer = await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff));
        QVERIFY(answer);
        QCOMPARE(answer->json, QByteArray("[1]"));
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->wireBytes, 3);
        QVERIFY(answer->begun >= before && answer->begun <= Clock().now());
        QCOMPARE(rig.server.requests.at(0).header("Authorization"), rig.authorization);
        QCOMPARE(rig.session.budget().usedInWindow, 1);
    }

    /// Every refusal: what it is called, how often it was tried, and that no secret is in its words.
    void classifies_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("tries");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const RawReply& reply, ErrorCode code, int tries, const char* detail = "") {
            QTest::newRow(name) << reply.bytes << int(code) << tries << QString::fromUtf8(detail);
        };
        row("401", httpReply(401, R"({"message":"Invalid API credentials needle-secret"})"), ErrorCode::KeysRejected, 1);
        row("403", httpReply(403, R"({"Message":"plan"})"), ErrorCode::Forbidden, 1, "plan");
        row("404", httpReply(404, ""), ErrorCode::OrderGone, 1);
        row("400 model state", httpReply(400, R"({"Message":"The request is invalid.","ModelState":{"apiOrder.items[0].weight":["Cannot deserialize","b"]}})"),
            ErrorCode::BusinessError, 1, "apiOrder.items[0].weight: Cannot deserialize; apiOrder.items[0].weight: b");
        row("400 text", httpReply(400, "orderStatus is\x07 wrong\n"), ErrorCode::BusinessError, 1, "orderStatus is wrong");
        row("429", httpReply(429, R"({"message":"Too Many Requests"})"), ErrorCode::RateLimited, 4);
        row("throttled as 500", httpReply(500, R"({"message":"Too Many Requests"})"), ErrorCode::RateLimited, 2);
        row("500", httpReply(500, R"({"Message":"An error has occurred."})"), ErrorCode::ServerError, 2, "An error has occurred.");
        row("500 business", httpReply(500, R"({"Message":"An error has occurred.","ExceptionMessage":"Object reference","StackTrace":"at x"})"), ErrorCode::BusinessError, 2, "Object reference");
        row("500 with our keys", httpReply(500, "{\"ExceptionMessage\":\"bad needle-key/needle-secret/" + QByteArray("needle-key:needle-secret").toBase64() + "\"}"), ErrorCode::BusinessError, 2, "bad ***/***/***");
        row("502 html", httpReply(502, "<html>Bad gateway</html>"), ErrorCode::ServerError, 4);
        row("503 empty", httpReply(503, ""), ErrorCode::ServerError, 4);
        row("302", httpReply(302, "", "Location: http://127.0.0.1:1/\r\n"), ErrorCode::Redirected, 1);
        row("html", httpReply(200, "<!DOCTYPE html><html>Welcome</html>"), ErrorCode::NotShipStation, 1);
        row("text", httpReply(200, "hello"), ErrorCode::NotShipStation, 1);
        row("empty", httpReply(200, ""), ErrorCode::AnswerBroken, 4);
        row("cut JSON", httpReply(200, R"({"orders":[{"orderId":1},)"), ErrorCode::AnswerBroken, 4);
        row("no HTTP", {"SSH-2.0-OpenSSH_9.2\r\n", RawReply::Then::Close}, ErrorCode::ConnectionClosed, 0);
    }

    void classifies()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(int, tries);
        QFETCH(QString, detail);
        Rig rig([&](const RawRequest&) { return RawReply{bytes, bytes.startsWith("HTTP") ? RawReply::Then::Keep : RawReply::Then::Close}; });
        const auto answer = await(rig.session.get(QStringLiteral("/orders"), {}, Priority::Staff));
        QVERIFY(!answer);
        if (tries == 0) { // whatever Qt calls it, it is no success
            QVERIFY(answer.error().code == ErrorCode::ConnectionClosed || answer.error().code == ErrorCode::NotShipStation);
            return;
        }
        QCOMPARE(int(answer.error().code), code);
        QCOMPARE(int(rig.server.requests.size()), tries);
        QCOMPARE(answer.error().detail, detail);
        QVERIFY(!oneLine(answer.error()).contains(QLatin1String("needle")));
        QCOMPARE(answer.error().code == ErrorCode::RateLimited, answer.error().retryAfter.count() > 0);
    }

    /// A fault that passes is not noticed, on any kind of GET.
    void recovers_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<RawReply>("fault");
        const std::vector<std::pair<const char*, RawReply>> faults{
            {"closed", {{}, RawReply::Then::Close}},
            {"reset", {{}, RawReply::Then::Reset}},
            {"silent", {{}, RawReply::Then::Silence}},
            {"truncated", {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", RawReply::Then::Close}},
            {"invalid JSON", httpReply(200, "{\"orders\":[")},
            {"invalid gzip", httpReply(200, "{}", "Content-Encoding: gzip\r\n")},
            {"429", httpReply(429, "{\"message\":\"Too Many Requests\"}")},
            {"429 with Reset", httpReply(429, "", "X-Rate-Limit-Limit: 40\r\nX-Rate-Limit-Remaining: 0\r\nX-Rate-Limit-Reset: 1\r\n")},
            {"500", httpReply(500, "{}")},
            {"502", httpReply(502, "<html></html>")},
            {"503", httpReply(503, "")},
        };
        for (const char* path : {"/orders", "/orders/1", "/carriers", "/carriers/listservices", "/carriers/listpackages", "/warehouses", "/stores", "/accounts/listtags", "/users"}) {
            for (const auto& [name, fault] : faults)
                QTest::addRow("%s %s", path, name) << QString::fromLatin1(path) << fault;
        }
    }

    void recovers()
    {
        QFETCH(QString, path);
        QFETCH(RawReply, fault);
        Rig rig([&, first = true](const RawRequest&) mutable { return std::exchange(first, false) ? fault : jsonReply("[]"); });
        const auto answer = await(rig.session.get(path, {}, Priority::Background));
        QVERIFY(answer);
        QCOMPARE(answer->json, QByteArray("[]"));
        QVERIFY(rig.server.requests.size() >= 2); // Qt itself may repeat a GET on a closed connection
    }

    void waitsGrow()
    {
        SessionOptions options = Rig::quick();
        options.retryBase = 40ms;
        QElapsedTimer clock;
        std::vector<qint64> times;
        Rig rig([&](const RawRequest&) {
            times.push_back(clock.elapsed());
            return httpReply(503, "");
        }, options);
        clock.start();
        QVERIFY(!await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff)));
        QCOMPARE(times.size(), size_t{4});
        QVERIFY(times[1] - times[0] >= 39);
        QVERIFY(times[2] - times[1] >= 79);
        QVERIFY(times[3] - times[2] >= 159);
    }

    /// One 429 stops everything of this merchant until the pause is over, with and without the header.
    void pausesAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("pauseMs");
        QTest::newRow("without Reset") << QByteArray() << 100;
        QTest::newRow("with Reset") << QByteArray("X-Rate-Limit-Reset: 6\r\n") << 300;
        QTest::newRow("nonsense") << QByteArray("X-Rate-Limit-Reset: soon\r\n") << 100;
    }

    void pausesAsAWhole()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, pauseMs);
        QElapsedTimer clock;
        std::vector<qint64> times;
        Rig rig([&](const RawRequest&) {
            times.push_back(clock.elapsed());
            return times.size() == 1 ? httpReply(429, "", headers) : jsonReply("[]");
        });
        clock.start();
        const auto first = rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff);
        QTRY_VERIFY(rig.session.budget().pausedUntil);
        QCOMPARE(rig.session.budget().remaining, 0);
        const auto second = rig.session.get(QStringLiteral("/users"), {}, Priority::Staff);
        QVERIFY(await(first));
        QVERIFY(await(second));
        QCOMPARE(times.size(), size_t{3});
        QVERIFY2(times[1] - times[0] >= pauseMs - 1, QByteArray::number(times[1] - times[0]));
        QVERIFY(!rig.session.budget().pausedUntil);
    }

    void nothingLeftPauses()
    {
        QElapsedTimer clock;
        std::vector<qint64> times;
        Rig rig([&](const RawRequest&) {
            times.push_back(clock.elapsed());
            return jsonReply("[]", times.size() == 1 ? "X-Rate-Limit-Limit: 40\r\nX-Rate-Limit-Remaining: 0\r\nX-Rate-Limit-Reset: 4\r\n" : "");
        });
        clock.start();
        QVERIFY(await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff)));
        QCOMPARE(rig.session.budget().limit, 40);
        QVERIFY(await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff)));
        QVERIFY(times[1] - times[0] >= 199);
    }

    void budgetIsKept()
    {
        SessionOptions options = Rig::quick();
        options.limit = 10;
        options.window = 400ms;
        QElapsedTimer clock;
        std::vector<std::pair<qint64, QString>> seen;
        Rig rig([&](const RawRequest& request) {
            seen.emplace_back(clock.elapsed(), request.path());
            return jsonReply("[]");
        }, options);
        clock.start();
        std::vector<QFuture<Result<Answer>>> futures;
        for (int i = 0; i < 12; ++i)
            futures.push_back(rig.session.get(QStringLiteral("/background"), {}, Priority::Background));
        for (int i = 0; i < 12; ++i)
            futures.push_back(rig.session.get(QStringLiteral("/staff"), {}, Priority::Staff));
        for (const auto& future : futures)
            QVERIFY(await(future));
        QCOMPARE(seen.size(), size_t{24});
        // Staff first, although they came last.
        for (size_t i = 0; i < 10; ++i)
            QCOMPARE(seen[i].second, QStringLiteral("/staff"));
        // In no window more than ten, and of background no more than five. (20 ms for the way.)
        for (size_t i = 0; i < seen.size(); ++i) {
            int all = 0, background = 0;
            for (size_t j = i; j < seen.size() && seen[j].first - seen[i].first < 380; ++j) {
                ++all;
                background += seen[j].second == QLatin1String("/background");
            }
            QVERIFY2(all <= 10, QByteArray::number(all));
            QVERIFY2(background <= 5, QByteArray::number(background));
        }
    }

    void backgroundLeavesHalf()
    {
        SessionOptions options = Rig::quick();
        options.limit = 40;
        Rig rig([](const RawRequest&) { return jsonReply("[]"); }, options);
        std::vector<QFuture<Result<Answer>>> futures;
        for (int i = 0; i < 30; ++i)
            futures.push_back(rig.session.get(QStringLiteral("/background"), {}, Priority::Background));
        QTRY_COMPARE(rig.server.count(QStringLiteral("/background")), 20);
        QTest::qWait(50);
        QCOMPARE(rig.server.count(QStringLiteral("/background")), 20);
        const BudgetState budget = rig.session.budget();
        QCOMPARE(budget.remaining, 20);
        QCOMPARE(budget.backgroundRemaining, 0);
        QCOMPARE(budget.queued, 10);
        QVERIFY(await(rig.session.get(QStringLiteral("/staff"), {}, Priority::Staff)));
        rig.session.cancelAll();
        QCOMPARE(await(futures.back()).error().code, ErrorCode::Cancelled);
    }

    /// Other programs use the same key pair: what they took is not ours.
    void othersShareTheKey()
    {
        SessionOptions options = Rig::quick();
        options.limit = 40;
        Rig rig([](const RawRequest&) { return jsonReply("[]", "X-Rate-Limit-Limit: 40\r\nX-Rate-Limit-Remaining: 9\r\nX-Rate-Limit-Reset: 1000\r\n"); }, options);
        QVERIFY(await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff)));
        QCOMPARE(rig.session.budget().remaining, 9);
        QCOMPARE(rig.session.budget().backgroundRemaining, 5);
    }

    /// The local clock is a day off and jumps: budget and waits do not care.
    void wrongClock()
    {
        RawServer server([calls = 0](const RawRequest&) mutable { return ++calls == 1 ? httpReply(429, "") : jsonReply("[]"); });
        Transport transport(Rig::wire());
        int asked = 0;
        const Clock clock([&asked] { return Clock().now() + std::chrono::hours{++asked % 2 ? 24 : -24}; });
        Session session(MerchantId::create(), *parseEndpoint(server.url()), [] { return QByteArray("Basic x"); }, transport, clock, nullptr, Rig::quick());
        QVERIFY(await(session.get(QStringLiteral("/stores"), {}, Priority::Staff), 3000));
    }

    void locked()
    {
        Rig rig([](const RawRequest&) { return jsonReply("[]"); });
        const QByteArray authorization = std::exchange(rig.authorization, {});
        const auto refused = await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff));
        QCOMPARE(refused.error().code, ErrorCode::VaultLocked);
        QCOMPARE(rig.server.connections(), 0);
        rig.authorization = authorization;
        QVERIFY(await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff)));
    }

    void cancelled()
    {
        Rig rig([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
        std::vector<QFuture<Result<Answer>>> futures;
        for (int i = 0; i < 6; ++i)
            futures.push_back(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff));
        QTRY_VERIFY(rig.server.requests.size() >= 4);
        rig.session.cancelAll();
        for (const auto& future : futures)
            QCOMPARE(await(future).error().code, ErrorCode::Cancelled);
        QCOMPARE(rig.session.budget().queued, 0);
    }

    void diesWhileBusy()
    {
        QFuture<Result<Answer>> future;
        {
            Rig rig([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
            future = rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff);
            QTRY_COMPARE(rig.server.requests.size(), size_t{1});
        }
        QCOMPARE(await(future).error().code, ErrorCode::Cancelled);
    }

    void unreachable()
    {
        Rig rig([](const RawRequest&) { return jsonReply("[]"); });
        rig.server.close();
        const auto answer = await(rig.session.get(QStringLiteral("/stores"), {}, Priority::Staff));
        QCOMPARE(answer.error().code, ErrorCode::ConnectionRefused);
        QCOMPARE(answer.error().domain, ErrorDomain::Network);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
