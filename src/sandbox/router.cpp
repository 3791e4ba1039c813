// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "router.h"

#include "endpoints.h"
#include "json.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace t6::sandbox {

namespace {

constexpr int kRequestsPerMinute = 40;
constexpr int kNoLimit = 1'000'000;
constexpr auto kWindow = 60s;
constexpr qsizetype kOversize = 80 * 1024 * 1024;

struct Route
{
    const char* method;
    const char* path; ///< '#' stands for a number
    Endpoint endpoint;
};

constexpr std::array kRoutes{
    Route{"GET", "/orders", listOrders},
    Route{"GET", "/orders/listbytag", listOrdersByTag},
    Route{"GET", "/orders/#", readOrder},
    Route{"DELETE", "/orders/#", deleteOrder},
    Route{"POST", "/orders/createorder", createOrder},
    Route{"POST", "/orders/createorders", createOrders},
    Route{"POST", "/orders/holduntil", holdUntil},
    Route{"POST", "/orders/restorefromhold", restoreFromHold},
    Route{"POST", "/orders/addtag", addTag},
    Route{"POST", "/orders/removetag", removeTag},
    Route{"POST", "/orders/assignuser", assignUser},
    Route{"POST", "/orders/unassignuser", unassignUser},
    Route{"POST", "/orders/markasshipped", markAsShipped},
    Route{"POST", "/orders/createlabelfororder", createLabelForOrder},
    Route{"GET", "/carriers", listCarriers},
    Route{"GET", "/carriers/getcarrier", readCarrier},
    Route{"GET", "/carriers/listservices", listServices},
    Route{"GET", "/carriers/listpackages", listPackages},
    Route{"POST", "/carriers/addfunds", addFunds},
    Route{"GET", "/warehouses", listWarehouses},
    Route{"GET", "/warehouses/#", readWarehouse},
    Route{"GET", "/stores", listStores},
    Route{"GET", "/stores/#", readStore},
    Route{"POST", "/stores/refreshstore", refreshStore},
    Route{"GET", "/users", listUsers},
    Route{"GET", "/accounts/listtags", listTags},
    Route{"GET", "/products", listProducts},
    Route{"GET", "/products/#", readProduct},
    Route{"GET", "/customers", listCustomers},
    Route{"GET", "/customers/#", readCustomer},
    Route{"GET", "/fulfillments", listFulfillments},
    Route{"GET", "/shipments", listShipments},
    Route{"POST", "/shipments/getrates", rates},
    Route{"POST", "/shipments/createlabel", createLabel},
    Route{"POST", "/shipments/voidlabel", voidLabel},
    Route{"GET", "/webhooks", listWebhooks},
};

bool fits(QByteArrayView pattern, QByteArrayView path, qint64& number)
{
    if (!pattern.endsWith('#'))
        return pattern == path;
    const QByteArrayView start = pattern.chopped(1);
    bool ok = false;
    if (path.startsWith(start))
        number = path.sliced(start.size()).toByteArray().toLongLong(&ok);
    return ok && number > 0;
}

HttpResponse plain(int status, const QString& message)
{
    HttpResponse response = answer(QJsonObject{{u"message"_s, message}});
    response.status = status;
    return response;
}

HttpResponse unauthorized()
{
    HttpResponse response = plain(401, u"Invalid API credentials"_s);
    response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"ShipStation\"");
    return response;
}

HttpResponse webPage(int status)
{
    return {.status = status, .body = "<html><head><title>Bad Gateway</title></head>\r\n<body><h1>Bad Gateway</h1></body></html>\r\n", .contentType = "text/html"};
}

struct Caller
{
    Account* account = nullptr;
    Account::KeyPair* keys = nullptr;
};

Caller callerOf(World& world, const HttpRequest& request)
{
    const QByteArray authorization = request.header("authorization");
    if (!authorization.toLower().startsWith("basic "))
        return {};
    const QByteArray decoded = QByteArray::fromBase64(authorization.mid(6).trimmed());
    for (const auto& account : world.accounts) {
        for (Account::KeyPair& pair : account->keys) {
            if (decoded == pair.key + ':' + pair.secret)
                return pair.expired ? Caller{} : Caller{account.get(), &pair};
        }
    }
    return {};
}

/// Counts the request. Seconds until the budget is full again when it is used up, else 0.
int spend(const World& world, Account::KeyPair& keys, UtcTime now)
{
    if (now - keys.windowStart >= kWindow || now < keys.windowStart) {
        keys.windowStart = now;
        keys.used = 0;
    }
    ++keys.used;
    const auto rest = std::chrono::ceil<std::chrono::seconds>(keys.windowStart + kWindow - now);
    return world.options.rateLimit && keys.used > kRequestsPerMinute ? static_cast<int>(rest.count()) : 0;
}

int limitOf(const World& world) { return world.options.rateLimit ? kRequestsPerMinute : kNoLimit; }

void addLimitHeaders(const World& world, Account::KeyPair& keys, UtcTime now, HttpResponse& response)
{
    // Sometimes they are not there: clients must not depend on them.
    if (++keys.answers % 9 == 0 && response.status == 200)
        return;
    const int limit = limitOf(world);
    const auto rest = std::chrono::ceil<std::chrono::seconds>(keys.windowStart + kWindow - now);
    response.headers.emplace_back("X-Rate-Limit-Limit", QByteArray::number(limit));
    response.headers.emplace_back("X-Rate-Limit-Remaining", QByteArray::number(std::max(0, limit - keys.used)));
    response.headers.emplace_back("X-Rate-Limit-Reset", QByteArray::number(std::max<qint64>(1, rest.count())));
}

HttpResponse tooMany(int resetSeconds, int limit)
{
    HttpResponse response = plain(429, u"Too Many Requests"_s);
    response.headers = {{"X-Rate-Limit-Limit", QByteArray::number(limit)}, {"X-Rate-Limit-Remaining", "0"}, {"X-Rate-Limit-Reset", QByteArray::number(resetSeconds)}};
    return response;
}

constexpr auto kRefusal = "The request was refused."_L1;

QJsonObject refusedRow(const QJsonObject& order)
{
    return {{u"orderId"_s, QJsonValue()}, {u"orderNumber"_s, order.value("orderNumber"_L1)}, {u"orderKey"_s, order.value("orderKey"_L1)}, {u"success"_s, false}, {u"errorMessage"_s, QString(kRefusal)}};
}

/// 200, and yet a no.
HttpResponse refused(const HttpRequest& request)
{
    if (request.path != "/orders/createorders")
        return outcome(false, kRefusal);
    QJsonArray results;
    const QJsonArray orders = QJsonDocument::fromJson(request.body).array();
    for (const QJsonValue& order : orders)
        results << refusedRow(order.toObject());
    return answer(QJsonObject{{u"hasErrors"_s, true}, {u"results"_s, results}});
}

bool refusesOne(const Fault& fault, const HttpRequest& request)
{
    return fault.kind == FaultKind::Refuse && !fault.argument.isEmpty() && request.path == "/orders/createorders";
}

/// What a fault answers instead of the endpoint; nullopt for those that only spoil the endpoint's answer.
std::optional<HttpResponse> insteadOf(const Fault& fault, const HttpRequest& request, int limit)
{
    switch (fault.kind) {
    case FaultKind::CloseBefore:
        return HttpResponse{.status = 0, .ending = HttpResponse::Ending::CloseSilently};
    case FaultKind::TooManyRequests:
        return tooMany(fault.time.count() > 0 ? static_cast<int>(std::chrono::ceil<std::chrono::seconds>(fault.time).count()) : 60, limit);
    case FaultKind::ServerError:
        return plain(500, u"An internal error occurred"_s);
    case FaultKind::BadRequest:
        return invalid(u"apiOrder"_s, u"The request could not be read."_s);
    case FaultKind::Refuse:
        return refusesOne(fault, request) ? std::nullopt : std::optional(refused(request));
    case FaultKind::BadGateway:
        return webPage(502);
    case FaultKind::ExpiredKey:
        return unauthorized();
    case FaultKind::Html:
        return webPage(200);
    case FaultKind::Redirect:
        return HttpResponse{.status = 307, .headers = {{"Location", fault.argument.toUtf8()}}};
    case FaultKind::Oversize:
        return HttpResponse{.body = QByteArray(kOversize, ' ')};
    default:
        return std::nullopt;
    }
}

void spoil(const Fault& fault, HttpResponse& response)
{
    if (fault.kind == FaultKind::CloseAfter)
        response.ending = HttpResponse::Ending::CloseSilently;
    else if (fault.kind == FaultKind::Delay)
        response.delay = fault.time;
    else if (fault.kind == FaultKind::Truncate)
        response.ending = HttpResponse::Ending::Truncate;
    else if (fault.kind == FaultKind::InvalidJson)
        response = {.status = response.status, .body = "{\"orders\":[{\"orderId\":12,,}", .headers = {}};
    else if (fault.kind == FaultKind::ServerErrorAfter)
        response = plain(500, u"An internal error occurred"_s);
}

/// Reads the body of a write; an answer when it is no JSON.
std::optional<HttpResponse> readBody(Call& call)
{
    if (call.request.method != "POST" || call.request.body.trimmed().isEmpty())
        return std::nullopt;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(call.request.body, &error);
    if (error.error != QJsonParseError::NoError)
        return invalid(u"request"_s, u"The body is not valid JSON: %1"_s.arg(error.errorString()));
    call.body = document.object();
    call.list = document.array();
    return std::nullopt;
}

HttpResponse dispatch(Call& call)
{
    bool knownPath = false;
    for (const Route& route : kRoutes) {
        if (!fits(route.path, call.request.path, call.pathId))
            continue;
        knownPath = true;
        if (call.request.method != route.method)
            continue;
        if (std::optional<HttpResponse> refusal = readBody(call))
            return *std::move(refusal);
        return route.endpoint(call);
    }
    return plain(knownPath ? 405 : 404, knownPath ? u"The requested resource does not support this method."_s : u"No resource was found that matches the request."_s);
}

/// One delivery to the endpoint; notes what it did in `entry`.
HttpResponse deliver(World& world, Account& account, const HttpRequest& request, LedgerEntry& entry)
{
    const UtcTime now = world.options.clock.now();
    endHolds(account, now);
    Call call{.world = world, .account = account, .request = request, .query = request.query(), .now = now, .sender = entry.sender};
    HttpResponse response = dispatch(call);
    entry.status = response.status;
    entry.applied = call.applied;
    if (call.applied)
        entry.appliedAt = now;
    if (request.method != "GET" || response.status != 200)
        return response;
    const std::vector<qint64> shown = world.ledger.foreign().withChanges(entry.merchant, call.shown);
    if (!shown.empty())
        response.delivered = [&world, merchant = entry.merchant, shown, client = entry.sender.client, made = world.ledger.foreign().tick()] { world.ledger.foreign().shown(merchant, shown, client, made); };
    return response;
}

/// Closed now, done later: one entry, which tells first of the one and then of the other.
HttpResponse deliverLate(World& world, Account& account, const HttpRequest& request, const LedgerEntry& entry, std::chrono::milliseconds time)
{
    const quint64 number = world.ledger.add(entry);
    world.later(time, [&world, &account, request, entry, number] {
        LedgerEntry late = entry;
        static_cast<void>(deliver(world, account, request, late));
        world.ledger.settle(number, std::move(late));
    });
    return {.status = 0, .ending = HttpResponse::Ending::CloseSilently};
}

HttpResponse deliverTwice(World& world, Account& account, const HttpRequest& request, const LedgerEntry& entry)
{
    LedgerEntry first = entry, second = entry;
    HttpResponse response = deliver(world, account, request, first);
    static_cast<void>(deliver(world, account, request, second));
    world.ledger.add(std::move(first));
    world.ledger.add(std::move(second));
    return response;
}

/// A createorders of which one order is refused and the others are done.
HttpResponse deliverAllBut(World& world, Account& account, const HttpRequest& request, LedgerEntry& entry, qint64 id)
{
    QJsonArray others, refusedRows;
    const QJsonArray orders = QJsonDocument::fromJson(request.body).array();
    for (const QJsonValue& order : orders) {
        if (order.toObject().value("orderId"_L1).toInteger() == id)
            refusedRows << refusedRow(order.toObject());
        else
            others << order;
    }
    if (refusedRows.isEmpty() || others.isEmpty())
        return refusedRows.isEmpty() ? deliver(world, account, request, entry) : refused(request);
    HttpRequest rest = request;
    rest.body = QJsonDocument(others).toJson(QJsonDocument::Compact);
    HttpResponse response = deliver(world, account, rest, entry);
    QJsonArray results = objectFrom(response.body).value("results"_L1).toArray();
    for (const QJsonValue& row : refusedRows)
        results.prepend(row);
    response.body = answer(QJsonObject{{u"hasErrors"_s, true}, {u"results"_s, results}}).body;
    return response;
}

/// Puts some other order in the place of the one in the answer.
void swapOrder(const Account& account, HttpResponse& response)
{
    QJsonObject whole = objectFrom(response.body);
    QJsonArray rows = whole.value("results"_L1).toArray();
    const qint64 id = (rows.isEmpty() ? whole : rows.first().toObject()).value("orderId"_L1).toInteger();
    const auto other = std::find_if(account.orders.begin(), account.orders.end(), [id](const OrderRecord& record) { return !record.gone && record.id != id; });
    if (id == 0 || other == account.orders.end())
        return;
    if (rows.isEmpty()) {
        response = {.status = response.status, .body = other->json, .headers = {}};
        return;
    }
    rows.replace(0, QJsonObject{{u"orderId"_s, other->id}, {u"orderNumber"_s, QString::fromUtf8(other->number)}, {u"orderKey"_s, objectFrom(other->json).value("orderKey"_L1)},
        {u"success"_s, true}, {u"errorMessage"_s, QJsonValue()}});
    whole.insert("results"_L1, rows);
    response = answer(whole);
}

/// Answers a request of known credentials.
HttpResponse serve(World& world, const Caller& caller, const HttpRequest& request, LedgerEntry& entry)
{
    Account& account = *caller.account;
    entry.merchant = account.identity.name;
    entry.sender = {caller.keys->key, world.ledger.foreign().tick()};
    if (const int wait = spend(world, *caller.keys, entry.time); wait > 0)
        return tooMany(wait, limitOf(world));
    const std::optional<Fault> fault = world.faults.fire(request.method, request.target, entry.merchant);
    if (fault)
        entry.fault = faultName(fault->kind);
    if (std::optional<HttpResponse> instead = fault ? insteadOf(*fault, request, limitOf(world)) : std::nullopt)
        return *std::move(instead);
    if (fault && fault->kind == FaultKind::Late)
        return deliverLate(world, account, request, entry, fault->time);
    HttpResponse response = fault && fault->kind == FaultKind::Twice ? deliverTwice(world, account, request, entry)
        : fault && refusesOne(*fault, request)                      ? deliverAllBut(world, account, request, entry, fault->argument.toLongLong())
                                                                     : deliver(world, account, request, entry);
    if (fault && fault->kind == FaultKind::OtherOrder)
        swapOrder(account, response);
    addLimitHeaders(world, *caller.keys, entry.time, response);
    compress(request, response);
    if (fault)
        spoil(*fault, response);
    return response;
}

} // namespace

void compress(const HttpRequest& request, HttpResponse& response)
{
    const bool isCompressed = std::any_of(response.headers.begin(), response.headers.end(), [](const auto& header) { return header.first == "Content-Encoding"; });
    if (isCompressed || response.body.size() < 1024 || !request.acceptsGzip())
        return;
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

bool cutsBody(World& world, const HttpRequest& head)
{
    const Caller caller = callerOf(world, head);
    if (!caller.account || !world.faults.cutsBody(head.method, head.target, caller.account->identity.name))
        return false;
    world.ledger.add({.time = world.options.clock.now(), .merchant = caller.account->identity.name, .method = head.method, .target = head.target, .body = {},
        .fault = faultName(FaultKind::CloseInBody)});
    return true;
}

HttpResponse route(World& world, const HttpRequest& request)
{
    const UtcTime now = world.options.clock.now();
    LedgerEntry entry{now, {}, request.method, request.target, request.method == "GET" ? QByteArray() : request.body};
    const Caller caller = callerOf(world, request);
    HttpResponse response = caller.account ? serve(world, caller, request, entry) : unauthorized();
    entry.status = response.status;
    if (entry.fault != faultName(FaultKind::Late) && entry.fault != faultName(FaultKind::Twice))
        world.ledger.add(std::move(entry));
    return response;
}

} // namespace t6::sandbox
