// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rig.h"

#include <shipstation/account.h>
#include <shipstation/orderwrites.h>

#include <QElapsedTimer>

using namespace t6;
using namespace t6::shipstation;
using namespace t6::test;
using namespace std::chrono_literals;

namespace {

const UtcTime kWheneverItLeaves = UtcTime::max();

SessionOptions withLimit(int limit, std::chrono::milliseconds window = 60s)
{
    SessionOptions options = Rig::quick();
    options.limit = limit;
    options.window = window;
    return options;
}

RawReply fine(const RawRequest& request)
{
    return request.method == "GET" ? jsonReply("[]") : jsonReply("{\"success\":true}");
}

WriteAnswer awaitWrite(const QFuture<WriteAnswer>& future)
{
    return QTest::qWaitFor([&] { return future.isFinished(); }, 10'000) ? future.result() : WriteAnswer{};
}

Slots reserved(Session& session, int requests)
{
    auto found = await(session.reserve(requests));
    return found ? *found : Slots();
}

} // namespace

/// Reservations, and the requests that live on them.
class TestSessionWrites : public QObject
{
    Q_OBJECT

private slots:
    void writes()
    {
        Rig rig(fine);
        Slots mine = reserved(rig.session, 1);
        const auto before = Clock().now();
        const WriteAnswer answer = awaitWrite(rig.session.write({QStringLiteral("/orders/addtag"), "{\"orderId\":1}"}, mine, kWheneverItLeaves));
        QCOMPARE(answer.delivery, Delivery::Replied);
        QCOMPARE(answer.json, QByteArray("{\"success\":true}"));
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.error);
        QVERIFY(before <= answer.begun && answer.begun <= answer.ended && answer.ended <= Clock().now());
        QCOMPARE(rig.server.requests.size(), size_t{1});
        QCOMPARE(rig.server.requests[0].path(), QStringLiteral("/orders/addtag"));
        QCOMPARE(rig.server.requests[0].body, QByteArray("{\"orderId\":1}"));
        QCOMPARE(mine.left(), 0);
        QCOMPARE(rig.session.budget().usedInWindow, 1);
    }

    /// A GET is tried again after each of these; a change never.
    void neverRepeats_data()
    {
        QTest::addColumn<RawReply>("reply");
        QTest::addColumn<int>("delivery");
        QTest::newRow("closed") << RawReply{{}, RawReply::Then::Close} << int(Delivery::Unknown);
        QTest::newRow("503") << httpReply(503, "") << int(Delivery::Unknown);
        QTest::newRow("500") << httpReply(500, "{}") << int(Delivery::Unknown);
        QTest::newRow("429") << httpReply(429, "") << int(Delivery::Rejected);
        QTest::newRow("cut JSON") << httpReply(200, "{\"a\":") << int(Delivery::Unknown);
    }

    void neverRepeats()
    {
        QFETCH(RawReply, reply);
        QFETCH(int, delivery);
        Rig rig([&](const RawRequest&) { return reply; });
        Slots mine = reserved(rig.session, 5);
        QCOMPARE(int(awaitWrite(rig.session.write({QStringLiteral("/x"), "{}"}, mine, kWheneverItLeaves)).delivery), delivery);
        QTest::qWait(150); // longer than pause and retries
        QCOMPARE(rig.server.requests.size(), size_t{1});
    }

    void reservedIsInvisible()
    {
        Rig rig(fine, withLimit(10));
        Slots mine = reserved(rig.session, 7);
        QCOMPARE(mine.left(), 7);
        QCOMPARE(rig.session.budget().remaining, 3);
        QCOMPARE(rig.session.budget().backgroundRemaining, 3);
        std::vector<QFuture<Result<Answer>>> gets;
        for (int i = 0; i < 6; ++i)
            gets.push_back(rig.session.get(QStringLiteral("/background"), {}, Priority::Background));
        QTRY_COMPARE(rig.server.count(QStringLiteral("/background")), 3);
        gets.push_back(rig.session.get(QStringLiteral("/staff"), {}, Priority::Staff));
        QTest::qWait(50);
        QCOMPARE(rig.server.requests.size(), size_t{3});

        // What is reserved goes through meanwhile, at once.
        QVERIFY(await(rig.session.get(QStringLiteral("/mine"), {}, mine)));
        QCOMPARE(mine.left(), 6);
        QCOMPARE(awaitWrite(rig.session.write({QStringLiteral("/mine"), "{}"}, mine, kWheneverItLeaves)).delivery, Delivery::Replied);
        QCOMPARE(mine.left(), 5);
        QCOMPARE(rig.server.requests.size(), size_t{5});

        // The rest goes back with the last copy: staff first, then background up to its half.
        Slots copy = mine;
        mine = {};
        QTest::qWait(20);
        QCOMPARE(rig.server.requests.size(), size_t{5});
        copy = {};
        QTRY_COMPARE(rig.server.requests.size(), size_t{8});
        QTest::qWait(20);
        QCOMPARE(rig.server.count(QStringLiteral("/background")), 5);
        QCOMPARE(rig.server.count(QStringLiteral("/staff")), 1);
        QCOMPARE(rig.session.budget().remaining, 2);
    }

    void waitsForSoMany()
    {
        Rig rig(fine, withLimit(6, 300ms));
        for (int i = 0; i < 4; ++i)
            QVERIFY(await(rig.session.get(QStringLiteral("/staff"), {}, Priority::Staff)));
        QElapsedTimer clock;
        clock.start();
        const auto future = rig.session.reserve(4);
        const auto later = rig.session.get(QStringLiteral("/later"), {}, Priority::Staff);
        QTest::qWait(50);
        QVERIFY(!future.isFinished()); // two are free
        QCOMPARE(rig.server.count(QStringLiteral("/later")), 0); // and nobody takes them away
        const auto mine = await(future);
        QVERIFY(mine);
        QCOMPARE(mine->left(), 4);
        QVERIFY(clock.elapsed() >= 150);
        QVERIFY(await(later));
    }

    void moreThanTheBudget()
    {
        Rig rig(fine, withLimit(3, 200ms));
        QVERIFY(await(rig.session.get(QStringLiteral("/staff"), {}, Priority::Staff)));
        const Slots mine = reserved(rig.session, 5);
        QCOMPARE(mine.left(), 5);
        QCOMPARE(rig.session.budget().usedInWindow, 0);
        QCOMPARE(rig.session.budget().remaining, 0);
    }

    void waitsForThePause()
    {
        Rig rig([first = true](const RawRequest& request) mutable { return std::exchange(first, false) ? httpReply(429, "", "X-Rate-Limit-Reset: 6\r\n") : fine(request); });
        Slots mine = reserved(rig.session, 3);
        const WriteAnswer refused = awaitWrite(rig.session.write({QStringLiteral("/x"), "{}"}, mine, kWheneverItLeaves));
        QCOMPARE(refused.delivery, Delivery::Rejected);
        QCOMPARE(refused.error->code, ErrorCode::RateLimited);
        QCOMPARE(refused.error->retryAfter, 300ms);
        QVERIFY(rig.session.budget().pausedUntil);
        QElapsedTimer clock;
        clock.start();

        // The pause holds for those who have slots, too: a change says so at once, a GET waits.
        const WriteAnswer paused = awaitWrite(rig.session.write({QStringLiteral("/x"), "{}"}, mine, kWheneverItLeaves));
        QCOMPARE(paused.delivery, Delivery::NotSent);
        QCOMPARE(paused.error->code, ErrorCode::RateLimited);
        QVERIFY(paused.error->retryAfter > 100ms && paused.error->retryAfter <= 300ms);
        QCOMPARE(mine.left(), 2);
        const auto get = rig.session.get(QStringLiteral("/mine"), {}, mine);
        const auto more = rig.session.reserve(1);
        QTest::qWait(50);
        QVERIFY(!get.isFinished() && !more.isFinished());
        QCOMPARE(rig.server.requests.size(), size_t{1});
        QVERIFY(await(get));
        QVERIFY(await(more));
        QVERIFY(clock.elapsed() >= 250);
    }

    void notWithoutASlot()
    {
        Rig rig(fine), other(fine);
        Slots none, foreign = reserved(other.session, 1);
        for (Slots* wrong : {&none, &foreign}) {
            const WriteAnswer answer = awaitWrite(rig.session.write({QStringLiteral("/x"), "{}"}, *wrong, kWheneverItLeaves));
            QCOMPARE(answer.delivery, Delivery::NotSent);
            QCOMPARE(answer.error->code, ErrorCode::Unsupported);
        }
        QCOMPARE(foreign.left(), 1);
        QCOMPARE(rig.server.connections(), 0);
        QVERIFY(await(rig.session.get(QStringLiteral("/orders"), {}, none))); // an ordinary one of staff
    }

    void furtherTriesQueue()
    {
        Rig rig([tries = 0](const RawRequest&) mutable { return ++tries < 3 ? httpReply(503, "") : jsonReply("[]"); });
        Slots mine = reserved(rig.session, 2);
        QVERIFY(await(rig.session.get(QStringLiteral("/orders"), {}, mine)));
        QCOMPARE(rig.server.requests.size(), size_t{3});
        QCOMPARE(mine.left(), 1);
    }

    void locked()
    {
        Rig rig(fine);
        Slots mine = reserved(rig.session, 2);
        rig.authorization.clear();
        QCOMPARE(await(rig.session.reserve(1)).error().code, ErrorCode::VaultLocked);
        const WriteAnswer answer = awaitWrite(rig.session.write({QStringLiteral("/x"), "{}"}, mine, kWheneverItLeaves));
        QCOMPARE(answer.delivery, Delivery::NotSent);
        QCOMPARE(answer.error->code, ErrorCode::VaultLocked);
        QCOMPARE(rig.server.connections(), 0);
    }

    void cancelled()
    {
        QFuture<Result<Slots>> waiting;
        QFuture<WriteAnswer> write;
        Slots mine;
        {
            Rig rig([](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; }, withLimit(2));
            mine = reserved(rig.session, 2);
            write = rig.session.write({QStringLiteral("/x"), "{}"}, mine, kWheneverItLeaves);
            waiting = rig.session.reserve(2);
            QTRY_COMPARE(rig.server.requests.size(), size_t{1});
            QVERIFY(!waiting.isFinished());
        }
        QCOMPARE(await(waiting).error().code, ErrorCode::Cancelled);
        const WriteAnswer answer = awaitWrite(write);
        QCOMPARE(answer.delivery, Delivery::Unknown);
        QCOMPARE(answer.error->code, ErrorCode::OutcomeUnknown);
        QCOMPARE(answer.error->detail, QStringLiteral("cancelled"));
        QCOMPARE(mine.left(), 0); // of a session that is gone
    }

    void orderWithASlot()
    {
        Rig rig([](const RawRequest&) { return jsonReply("{\"orderId\":12,\"orderNumber\":\"A\"}"); }, withLimit(1));
        Slots mine = reserved(rig.session, 1);
        const auto order = await(fetchOrder(rig.session, OrderId{12}, mine));
        QVERIFY(order);
        QCOMPARE(*order, QByteArray("{\"orderId\":12,\"orderNumber\":\"A\"}"));
        QCOMPARE(mine.left(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSessionWrites)
#include "tst_sessionwrites.moc"
