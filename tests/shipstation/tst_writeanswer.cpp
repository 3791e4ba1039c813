// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/orderwrites.h>
#include <shipstation/writeanswer.h>

#include <QTest>

using namespace t6;
using namespace t6::shipstation;

namespace {

const QByteArray kKey = "Basic " + QByteArray("needle-key:needle-secret").toBase64();

WriteAnswer classified(const Result<HttpAnswer>& answer, bool handedOver)
{
    OrderDecoder decoder;
    return classifyWrite(answer, handedOver, kKey, decoder);
}

} // namespace

Q_DECLARE_METATYPE(Delivery)

class TestWriteAnswer : public QObject
{
    Q_OBJECT

private slots:
    void withoutAnAnswer_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("handedOver");
        QTest::addColumn<Delivery>("delivery");
        QTest::addColumn<QString>("detail");
        const std::vector<std::pair<ErrorCode, const char*>> codes{{ErrorCode::HostNotFound, "host-not-found"}, {ErrorCode::ConnectionRefused, "connection-refused"},
            {ErrorCode::TlsFailed, "tls-failed"}, {ErrorCode::ProxyFailed, "proxy-failed"}, {ErrorCode::Offline, "offline"}, {ErrorCode::Cancelled, "cancelled"},
            {ErrorCode::ConnectionClosed, "connection-closed"}, {ErrorCode::TimedOut, "timed-out"}, {ErrorCode::Redirected, "redirected"}, {ErrorCode::BodyTooLarge, "body-too-large"},
            {ErrorCode::NotShipStation, "not-shipstation"}, {ErrorCode::AnswerBroken, "answer-broken"}};
        constexpr size_t kSafe = 6; // of the first ones nothing left, if nothing was handed over
        for (size_t i = 0; i < codes.size(); ++i) {
            const QString name = QLatin1String(codes[i].second);
            QTest::addRow("%s, handed over", codes[i].second) << int(codes[i].first) << true << Delivery::Unknown << name;
            QTest::addRow("%s, nothing handed over", codes[i].second) << int(codes[i].first) << false << (i < kSafe ? Delivery::NotSent : Delivery::Unknown) << (i < kSafe ? QString() : name);
        }
    }

    void withoutAnAnswer()
    {
        QFETCH(int, code);
        QFETCH(bool, handedOver);
        QFETCH(Delivery, delivery);
        QFETCH(QString, detail);
        const WriteAnswer answer = classified(failure(ErrorDomain::Network, ErrorCode(code)), handedOver);
        QCOMPARE(answer.delivery, delivery);
        QCOMPARE(answer.error->code, delivery == Delivery::NotSent ? ErrorCode(code) : ErrorCode::OutcomeUnknown);
        QCOMPARE(answer.error->detail, detail);
        QVERIFY(answer.json.isEmpty());
    }

    void withAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Delivery>("delivery");
        QTest::addColumn<int>("code"); // -1 = none
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, int status, const char* body, Delivery delivery, ErrorCode code, const char* detail) {
            QTest::newRow(name) << status << QByteArray(body) << delivery << int(code) << QString::fromUtf8(detail);
        };
        const auto yes = [](const char* name, int status, const char* body) { QTest::newRow(name) << status << QByteArray(body) << Delivery::Replied << -1 << QString(); };
        const auto no = [&](const char* name, int status, const char* body, ErrorCode code, const char* detail) { row(name, status, body, Delivery::Rejected, code, detail); };
        const auto unknown = [&](const char* name, int status, const char* body, const char* detail) { row(name, status, body, Delivery::Unknown, ErrorCode::OutcomeUnknown, detail); };

        yes("an order", 200, R"({"orderId":12})");
        yes("201", 201, R"({"orderId":12})");
        yes("success", 200, R"({"success":true,"message":"done"})");
        yes("some rows", 200, R"({"hasErrors":true,"results":[{"success":true},{"success":false,"errorMessage":"x"}]})");
        yes("no row", 200, R"({"hasErrors":true,"results":[{"orderId":null,"success":false,"errorMessage":"x"}]})");
        yes("all rows", 200, R"({"hasErrors":false,"results":[{"success":true}]})");

        no("400", 400, R"({"Message":"m","ModelState":{"apiOrder.weight":["Cannot\u0007 read"]}})", ErrorCode::BusinessError, "apiOrder.weight: Cannot read");
        no("401", 401, R"({"message":"no"})", ErrorCode::KeysRejected, "");
        no("403", 403, R"({"Message":"plan"})", ErrorCode::Forbidden, "plan");
        no("404", 404, "", ErrorCode::OrderGone, "");
        no("409", 409, R"({"Message":"conflict"})", ErrorCode::BusinessError, "conflict");
        no("422", 422, R"({"Message":"cannot"})", ErrorCode::BusinessError, "cannot");
        no("429", 429, R"({"message":"Too Many Requests"})", ErrorCode::RateLimited, "");
        no("success false", 200, R"({"success":false,"message":"The order\u0000 is shipped."})", ErrorCode::BusinessError, "The order is shipped.");

        unknown("405", 405, "{}", "http-405 business-error");
        unknown("418", 418, "", "http-418 business-error");
        unknown("500", 500, R"({"message":"internal"})", "http-500 server-error: internal");
        unknown("500 with a reason", 500, R"({"Message":"m","ExceptionMessage":"'Ship Name' must not be empty."})", "http-500 business-error: 'Ship Name' must not be empty.");
        unknown("throttled as 500", 500, R"({"message":"Too Many Requests"})", "http-500 rate-limited");
        unknown("502", 502, "<html></html>", "http-502 server-error");
        unknown("503", 503, "", "http-503 server-error");
        unknown("empty", 200, "", "http-200 answer-broken");
        unknown("cut", 200, R"({"orderId":12)", "http-200 answer-broken");
        unknown("brackets right, values wrong", 200, R"({"orderId":12,,})", "http-200 answer-broken");
        unknown("two values", 200, "{}{}", "http-200 answer-broken");
        unknown("an array", 200, "[1]", "http-200 answer-broken");
        unknown("a web page", 200, "<html></html>", "http-200 not-shipstation");
        unknown("text", 200, "done", "http-200 not-shipstation");
    }

    void withAnAnswer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Delivery, delivery);
        QFETCH(int, code);
        QFETCH(QString, detail);
        HttpAnswer came;
        came.status = status;
        came.body = body;
        const WriteAnswer answer = classified(came, true);
        QCOMPARE(answer.delivery, delivery);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.json, delivery == Delivery::Replied ? body : QByteArray());
        QCOMPARE(answer.error ? int(answer.error->code) : -1, code);
        if (answer.error) {
            QCOMPARE(answer.error->detail, detail);
            QCOMPARE(answer.error->httpStatus, status);
        }
    }

    void rows_data()
    {
        QTest::addColumn<QByteArray>("results");
        QTest::addColumn<Delivery>("delivery");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char* name, const char* results, Delivery delivery, const char* detail = "") { QTest::newRow(name) << QByteArray(results) << delivery << QString::fromUtf8(detail); };
        const char* const broken = "http-200 answer-broken";
        row("yes", R"({"orderId":7,"orderKey":"k7","success":true})", Delivery::Replied);
        row("yes without a key", R"({"orderId":7,"success":true})", Delivery::Replied);
        row("yes among others", R"({"orderId":8,"orderKey":"k8","success":false,"errorMessage":"x"},{"orderId":7,"orderKey":"k7","success":true})", Delivery::Replied);
        row("no", R"({"orderId":null,"orderKey":"k7","success":false,"errorMessage":"bad\u0007 needle-secret"})", Delivery::Rejected, "bad ***");
        row("no with an id", R"({"orderId":7,"orderKey":"k7","success":false,"errorMessage":"bad"})", Delivery::Rejected, "bad");
        row("no by the id alone", R"({"orderId":7,"success":false,"errorMessage":"bad"})", Delivery::Rejected, "bad");
        row("the order in its place is another", R"({"orderId":8,"orderKey":"k8","success":true})", Delivery::Unknown, broken);
        row("our id, another key", R"({"orderId":7,"orderKey":"k8","success":true})", Delivery::Unknown, broken);
        row("our key, another id", R"({"orderId":8,"orderKey":"k7","success":true})", Delivery::Unknown, broken);
        row("another order's no with our key", R"({"orderId":8,"orderKey":"k7","success":false})", Delivery::Unknown, broken);
        row("yes by the key alone", R"({"orderId":null,"orderKey":"k7","success":true})", Delivery::Unknown, broken);
        row("neither yes nor no", R"({"orderId":7,"orderKey":"k7"})", Delivery::Unknown, broken);
        row("a word for yes", R"({"orderId":7,"orderKey":"k7","success":"true"})", Delivery::Unknown, broken);
        row("twice", R"({"orderId":7,"orderKey":"k7","success":true},{"orderId":7,"orderKey":"k7","success":true})", Delivery::Unknown, broken);
        row("yes and no", R"({"orderId":7,"orderKey":"k7","success":true},{"orderId":null,"orderKey":"k7","success":false})", Delivery::Unknown, broken);
        row("no rows", "", Delivery::Unknown, broken);
        row("no objects", "1,null,[]", Delivery::Unknown, broken);
    }
    void rows()
    {
        QFETCH(QByteArray, results);
        QFETCH(Delivery, delivery);
        QFETCH(QString, detail);
        HttpAnswer came;
        came.status = 200;
        came.body = "{\"hasErrors\":true,\"results\":[" + results + "]}";
        const WriteAnswer answer = answerOf(classified(came, true), OrderId{7}, QStringLiteral("k7"));
        QCOMPARE(answer.delivery, delivery);
        QCOMPARE(answer.error.has_value(), delivery != Delivery::Replied);
        if (answer.error)
            QCOMPARE(answer.error->detail, detail);
        if (delivery == Delivery::Rejected)
            QCOMPARE(answer.error->code, ErrorCode::BusinessError);
        // An order without a key is known by its id alone.
        const WriteAnswer keyless = answerOf(classified(came, true), OrderId{9}, QString());
        QCOMPARE(keyless.delivery, Delivery::Unknown);
    }
    void rowsOfNoYes()
    {
        HttpAnswer came;
        came.status = 429;
        came.body = R"({"message":"Too Many Requests"})";
        QCOMPARE(answerOf(classified(came, true), OrderId{7}, QStringLiteral("k7")).error->code, ErrorCode::RateLimited);
        const auto closed = failure(ErrorDomain::Network, ErrorCode::ConnectionClosed);
        QCOMPARE(answerOf(classified(closed, true), OrderId{7}, QStringLiteral("k7")).delivery, Delivery::Unknown);
        const auto refused = failure(ErrorDomain::Network, ErrorCode::ConnectionRefused);
        QCOMPARE(answerOf(classified(refused, false), OrderId{7}, QStringLiteral("k7")).delivery, Delivery::NotSent);
    }

    void requests_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("wantedPath");
        QTest::addColumn<QByteArray>("wantedBody");
        const OrderId order{4'294'967'301}; // beyond 32 bit
        const auto row = [](const char* name, const WriteRequest& request, const char* path, const char* body) {
            QTest::newRow(name) << request.path << request.body << QString::fromLatin1(path) << QByteArray(body);
        };
        row("order", createOrder("{\"b\": 1.10,\"a\":2}"), "/orders/createorder", "{\"b\": 1.10,\"a\":2}");
        row("orders", createOrders({"{\"b\": 1.10}", "{\"a\":2}"}), "/orders/createorders", "[{\"b\": 1.10},{\"a\":2}]");
        row("hold", holdUntil(order, QDate(2026, 3, 1)), "/orders/holduntil", R"({"holdUntilDate":"2026-03-01","orderId":4294967301})");
        row("restore", restoreFromHold(order), "/orders/restorefromhold", R"({"orderId":4294967301})");
        row("add tag", addTag(order, {7}), "/orders/addtag", R"({"orderId":4294967301,"tagId":7})");
        row("remove tag", removeTag(order, {7}), "/orders/removetag", R"({"orderId":4294967301,"tagId":7})");
        row("assign", assignUser({order, {2}}, QStringLiteral("0f-1")), "/orders/assignuser", R"({"orderIds":[4294967301,2],"userId":"0f-1"})");
        row("unassign", unassignUser({order}), "/orders/unassignuser", R"({"orderIds":[4294967301]})");
    }

    void requests()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QTEST(path, "wantedPath");
        QTEST(body, "wantedBody");
    }
};

QTEST_GUILESS_MAIN(TestWriteAnswer)
#include "tst_writeanswer.moc"
