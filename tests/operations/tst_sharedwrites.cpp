// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/async.h>
#include <operations/sharedwrites.h>
#include <shipstation/account.h>
#include <shipstation/transport.h>
#include <support/await.h>
#include <support/rawserver.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

#include <algorithm>

using namespace t6;
using namespace t6::test;
using namespace std::chrono_literals;
using operations::SharedWrites;
using operations::WritePace;
using Seat = SharedWrites::Seat;
using Steady = std::chrono::steady_clock;

namespace {

QByteArray order(int id, const QByteArray& key = {}, int padding = 0)
{
    return "{\"orderId\":" + QByteArray::number(id) + ",\"orderKey\":\"" + (key.isEmpty() ? "k" + QByteArray::number(id) : key) + "\",\"note\":\"" + QByteArray(padding, 'x') + "\"}";
}

/// Says yes to every order, and lists them all.
RawReply obliging(const RawRequest& request)
{
    if (request.method == "GET") {
        QByteArray list;
        for (int id = 1; id <= 200; ++id)
            list += (list.isEmpty() ? "" : ",") + order(id);
        return jsonReply("{\"orders\":[" + list + "],\"total\":200}");
    }
    if (request.path() == QLatin1String("/orders/createorder"))
        return jsonReply(request.body);
    QJsonArray rows;
    for (const QJsonValue& sent : QJsonDocument::fromJson(request.body).array())
        rows.append(QJsonObject{{QStringLiteral("orderId"), sent[QStringLiteral("orderId")]}, {QStringLiteral("orderKey"), sent[QStringLiteral("orderKey")]}, {QStringLiteral("success"), true}});
    return jsonReply(QJsonDocument(QJsonObject{{QStringLiteral("hasErrors"), false}, {QStringLiteral("results"), rows}}).toJson());
}

/// One order's part, from its reading to its end. What is read is not asked for here: the slot is what matters.
struct Passenger
{
    int id = 0;
    std::shared_ptr<Seat> seat;
    QFuture<Result<shipstation::Slots>> toRead;
    QFuture<Seat::Sent> sent;
    QFuture<Seat::Found> found;
    [[nodiscard]] bool mayRead() const { return toRead.isFinished(); }
    [[nodiscard]] shipstation::Delivery delivery() const { return sent.result() ? sent.result()->delivery : shipstation::Delivery::NotSent; }
};

struct Company
{
    explicit Company(WritePace pace = quick(), int limit = 1000, RawServer::Handler handler = obliging)
        : server(std::move(handler))
        , session(MerchantId::create(), *shipstation::parseEndpoint(server.url()), [] { return QByteArray("Basic YTpi"); }, transport, Clock(), nullptr, options(limit))
        , writes(pace, Clock(), session)
    {
    }
    static WritePace quick()
    {
        WritePace pace;
        pace.gather = 150ms;
        pace.leave = 300ms;
        return pace;
    }
    static shipstation::SessionOptions options(int limit)
    {
        shipstation::SessionOptions options;
        options.limit = limit;
        options.window = 500ms;
        return options;
    }

    Passenger& board(int id)
    {
        auto& passenger = passengers.emplace_back(std::make_unique<Passenger>());
        passenger->id = id;
        passenger->seat = writes.takeSeat();
        passenger->toRead = passenger->seat->toRead();
        return *passenger;
    }
    void send(Passenger& passenger, const QByteArray& body = {}, Steady::duration age = 0ms, std::function<bool()> isOvertaken = {})
    {
        passenger.sent = passenger.seat->send({OrderId{passenger.id}, body.isEmpty() ? order(passenger.id) : body, Steady::now() - age, Clock().now() + 10s, std::move(isOvertaken)});
    }
    [[nodiscard]] std::vector<QJsonArray> changes() const ///< the orders of each request
    {
        std::vector<QJsonArray> all;
        for (const RawRequest& request : server.requests) {
            const QJsonDocument body = QJsonDocument::fromJson(request.body);
            if (request.method == "POST")
                all.push_back(body.isArray() ? body.array() : QJsonArray{body.object()});
        }
        return all;
    }
    [[nodiscard]] bool allMayRead() const { return std::all_of(passengers.begin(), passengers.end(), [](const auto& passenger) { return passenger->mayRead(); }); }
    [[nodiscard]] bool allSent() const { return std::all_of(passengers.begin(), passengers.end(), [](const auto& passenger) { return passenger->sent.isFinished(); }); }

    RawServer server;
    shipstation::Transport transport;
    shipstation::Session session;
    SharedWrites writes;
    std::vector<std::unique_ptr<Passenger>> passengers;
};

} // namespace

class TestSharedWrites : public QObject
{
    Q_OBJECT

private slots:
    void leaveTogetherAndAreListedOnce()
    {
        Company company;
        for (int id = 1; id <= 5; ++id)
            company.board(id);
        QTRY_VERIFY(company.allMayRead());
        for (const auto& passenger : company.passengers)
            company.send(*passenger);
        QTRY_VERIFY(company.allSent());
        QCOMPARE(company.changes().size(), std::size_t(1));
        QCOMPARE(company.changes().front().size(), 5);
        company.passengers.back()->seat = nullptr; // one was refused: it needs no proof
        company.passengers.pop_back();
        for (const auto& passenger : company.passengers) {
            QCOMPARE(passenger->delivery(), shipstation::Delivery::Replied);
            QTest::qWait(20);
            QCOMPARE(company.server.requests.size(), std::size_t(1)); // waits for all that want it
            passenger->found = passenger->seat->look();
        }
        QTRY_VERIFY(company.passengers.back()->found.isFinished());
        for (const auto& passenger : company.passengers)
            QCOMPARE(passenger->found.result(), Seat::Found(order(passenger->id)));
        QCOMPARE(company.server.requests.size(), std::size_t(2));
        QCOMPARE(company.passengers.front()->seat->left().left(), 0);
        company.passengers.clear();
        QTRY_COMPARE(company.session.budget().remaining, 998); // nothing stays set aside
    }

    void aSingleOneGoesAsSingle()
    {
        Company company;
        Passenger& alone = company.board(7);
        QTRY_VERIFY(alone.mayRead());
        company.send(alone);
        QTRY_VERIFY(alone.sent.isFinished());
        QCOMPARE(company.server.requests.front().path(), QStringLiteral("/orders/createorder"));
        QCOMPARE(company.server.requests.front().body, order(7));
        alone.found = alone.seat->look();
        QTRY_VERIFY(alone.found.isFinished());
        QCOMPARE(alone.found.result(), Seat::Found()); // to be read singly, with what is left
        QCOMPARE(alone.seat->left().left(), 1);
        QCOMPARE(company.server.requests.size(), std::size_t(1));
    }

    void theSlowDoNotHoldUpTheOthers()
    {
        Company company;
        for (int id = 1; id <= 3; ++id)
            company.board(id);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0]);
        company.send(*company.passengers[1]);
        const auto begun = Steady::now();
        QTRY_VERIFY(company.passengers[1]->sent.isFinished());
        QVERIFY(Steady::now() - begun >= 290ms); // it was waited for
        company.send(*company.passengers[2]);
        QTRY_VERIFY(company.passengers[2]->sent.isFinished());
        QCOMPARE(company.changes().size(), std::size_t(2));
        QCOMPARE(company.changes().front().size(), 2);
    }

    void nobodyReadsForADepartureThatIsDue()
    {
        Company company;
        company.board(1);
        company.board(2);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0], {}, 200ms); // older than what is gathered
        QTest::qWait(20);
        Passenger& late = company.board(3);
        company.send(*company.passengers[1]);
        QTRY_VERIFY(company.passengers[0]->sent.isFinished());
        QTRY_VERIFY(late.mayRead());
        company.send(late);
        QTRY_VERIFY(late.sent.isFinished());
        QCOMPARE(company.changes().size(), std::size_t(2));
        QCOMPARE(company.changes().front().size(), 2);
    }

    void oldReadingsAreNotSent()
    {
        Company company;
        company.board(1);
        company.board(2);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0], {}, 2100ms);
        company.send(*company.passengers[1]);
        QTRY_VERIFY(company.allSent());
        QVERIFY(!company.passengers[0]->sent.result());
        QCOMPARE(company.changes(), std::vector<QJsonArray>{QJsonArray{QJsonDocument::fromJson(order(2)).object()}});
    }

    void whatSomeoneElseChangedWhileItWaitedIsNotSent()
    {
        Company company;
        company.board(1);
        company.board(2);
        QTRY_VERIFY(company.allMayRead());
        bool overtaken = false;
        company.send(*company.passengers[0], {}, 0ms, [&overtaken] { return overtaken; });
        overtaken = true; // it waits for the other
        company.send(*company.passengers[1], {}, 0ms, [] { return false; });
        QTRY_VERIFY(company.allSent());
        QVERIFY(!company.passengers[0]->sent.result());
        QCOMPARE(company.changes(), std::vector<QJsonArray>{QJsonArray{QJsonDocument::fromJson(order(2)).object()}});
    }

    void whoHasGoneIsNotSent()
    {
        Company company;
        for (int id = 1; id <= 3; ++id)
            company.board(id);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0]);
        company.send(*company.passengers[1]);
        company.passengers[0]->seat = nullptr; // ready
        company.passengers[2]->seat = nullptr; // reading: nobody waits for it
        const auto begun = Steady::now();
        QTRY_VERIFY(company.passengers[1]->sent.isFinished());
        QVERIFY(Steady::now() - begun < 250ms);
        QCOMPARE(company.changes(), std::vector<QJsonArray>{QJsonArray{QJsonDocument::fromJson(order(2)).object()}});
    }

    void sharersOfAKeyTravelApart()
    {
        Company company;
        for (int id = 1; id <= 3; ++id)
            company.board(id);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0], order(1, "same"));
        company.send(*company.passengers[1], order(2, "same"));
        company.send(*company.passengers[2]);
        QTRY_VERIFY(company.allSent());
        QCOMPARE(company.changes().size(), std::size_t(2));
        for (const auto& passenger : company.passengers)
            QCOMPARE(passenger->delivery(), shipstation::Delivery::Replied);
    }

    void requestsAreBounded_data()
    {
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("most");
        QTest::newRow("100 orders") << 0 << 100;
        QTest::newRow("2 MB") << 100'000 << 20;
    }
    void requestsAreBounded()
    {
        QFETCH(int, padding);
        QFETCH(int, most);
        WritePace pace; // all have time to come
        Company company(pace);
        for (int id = 1; id <= 130; ++id)
            company.board(id);
        QTRY_VERIFY_WITH_TIMEOUT([&] {
            for (const auto& passenger : company.passengers) {
                if (passenger->mayRead() && !passenger->sent.isValid())
                    company.send(*passenger, order(passenger->id, {}, padding));
            }
            return std::all_of(company.passengers.begin(), company.passengers.end(), [](const auto& passenger) { return passenger->sent.isValid() && passenger->sent.isFinished(); });
        }(), 20'000);
        int sent = 0;
        for (const QJsonArray& orders : company.changes()) {
            QVERIFY2(orders.size() <= most, qPrintable(QString::number(orders.size())));
            sent += int(orders.size());
        }
        QCOMPARE(sent, 130);
        for (const RawRequest& request : company.server.requests)
            QVERIFY(request.body.size() <= 2'000'200);
    }

    /// Each wave reads as much as the budget leaves beside its two shared requests; nobody reads for a departure that cannot be paid.
    void theBudgetIsKept()
    {
        constexpr int kLimit = 12;
        Company company(Company::quick(), kLimit);
        for (int id = 1; id <= 25; ++id)
            company.board(id);
        int reads = 0, stale = 0;
        std::vector<Steady::time_point> spent;
        QTRY_VERIFY_WITH_TIMEOUT([&] {
            for (const auto& passenger : company.passengers) {
                if (!passenger->mayRead() || passenger->sent.isValid())
                    continue;
                shipstation::Slots slot = passenger->toRead.result().value();
                (void)await(shipstation::fetchOrder(company.session, OrderId{passenger->id}, slot));
                ++reads;
                company.send(*passenger);
            }
            return std::all_of(company.passengers.begin(), company.passengers.end(), [](const auto& passenger) { return passenger->sent.isValid() && passenger->sent.isFinished(); });
        }(), 20'000);
        for (const auto& passenger : company.passengers)
            stale += !passenger->sent.result();
        QCOMPARE(reads, 25);
        QCOMPARE(stale, 0);
        QVERIFY2(company.changes().size() <= 5, qPrintable(QString::number(company.changes().size())));
    }

    void hurryLetsTheReadyGo()
    {
        Company company;
        for (int id = 1; id <= 3; ++id)
            company.board(id);
        QTRY_VERIFY(company.allMayRead());
        company.send(*company.passengers[0]);
        company.writes.hurry();
        const auto begun = Steady::now();
        QTRY_VERIFY(company.passengers[0]->sent.isFinished());
        QVERIFY(Steady::now() - begun < 250ms);
        Passenger& late = company.board(4);
        company.send(*company.passengers[1]); // was reading: goes at once
        QTRY_VERIFY(company.passengers[1]->sent.isFinished());
        QVERIFY(!late.mayRead());
    }

    void diesWhileBusy()
    {
        std::vector<std::unique_ptr<Passenger>> orphans;
        {
            Company company(Company::quick(), 1000, [](const RawRequest&) { return RawReply{{}, RawReply::Then::Silence}; });
            for (int id = 1; id <= 3; ++id)
                company.board(id);
            QTRY_VERIFY(company.allMayRead());
            company.send(*company.passengers[0]);
            company.send(*company.passengers[1]);
            orphans = std::move(company.passengers);
        }
        for (auto& orphan : orphans)
            orphan->seat = nullptr;
        QVERIFY(orphans[0]->sent.isCanceled());
    }
};

QTEST_GUILESS_MAIN(TestSharedWrites)
#include "tst_sharedwrites.moc"
