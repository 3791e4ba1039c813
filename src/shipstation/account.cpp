// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "account.h"

#include "accountdecoder.h"
#include "orderlist.h"
#include "pacifictime.h"
#include "transport.h"

#include <core/async.h>

#include <QCryptographicHash>
#include <QPromise>
#include <QtEndian>

#include <algorithm>
#include <set>

namespace t6::shipstation {

namespace {

/// Something that takes several requests: a child of the session that deletes itself when it is finished, or ends as Cancelled
/// together with the session.
template <typename T>
class Undertaking : public QObject
{
public:
    explicit Undertaking(Session& session)
        : QObject(&session)
    {
        m_promise.start();
    }
    ~Undertaking() override { finish(failure(ErrorDomain::Network, ErrorCode::Cancelled)); }

    [[nodiscard]] QFuture<Result<T>> future() const { return m_promise.future(); }

    void finish(Result<T> result)
    {
        if (m_finished)
            return;
        m_finished = true;
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

private:
    QPromise<Result<T>> m_promise;
    bool m_finished = false;
};

bool isRefusal(const Error& error)
{
    return error.domain == ErrorDomain::ShipStation && error.code != ErrorCode::RateLimited;
}

/// Of at least one: the error that says most about why not one list came: the keys first, then what is known to come from ShipStation.
Error mostTelling(const std::vector<Error>& errors)
{
    for (const ErrorCode code : {ErrorCode::KeysRejected, ErrorCode::Forbidden, ErrorCode::BusinessError, ErrorCode::ServerError, ErrorCode::AnswerBroken}) {
        const auto found = std::find_if(errors.begin(), errors.end(), [code](const Error& error) { return error.code == code; });
        if (found != errors.end())
            return *found;
    }
    Error error = errors.front();
    error.code = ErrorCode::NotShipStation;
    return error;
}

class AccountReading : public Undertaking<AccountFacts>
{
public:
    AccountReading(Session& session, Priority priority)
        : Undertaking(session)
        , m_session(session)
        , m_priority(priority)
    {
    }

    void start(bool onlyIdentity)
    {
        m_withServices = !onlyIdentity;
        read(QStringLiteral("/stores"), m_facts.stores, decodeStores);
        read(QStringLiteral("/warehouses"), m_facts.warehouses, decodeWarehouses);
        read(QStringLiteral("/carriers"), m_facts.carriers, decodeCarriers);
        read(QStringLiteral("/users"), m_facts.users, decodeUsers); // whether the merchant's login exists
        if (!onlyIdentity)
            read(QStringLiteral("/accounts/listtags"), m_facts.tags, decodeTags);
    }

private:
    template <typename T>
    void read(const QString& path, std::optional<std::vector<T>>& list, Result<std::vector<T>> (*decode)(const QByteArray&))
    {
        fetch(path, {}, [this, &list, decode](const QByteArray& json) -> std::optional<Error> {
            auto found = decode(json);
            if (!found)
                return found.error();
            list = std::move(*found);
            return std::nullopt;
        });
    }

    /// `use` returns an error when the answer is of no use.
    template <typename Use>
    void fetch(const QString& path, const QUrlQuery& query, Use use)
    {
        ++m_pending;
        whenDone(this, m_session.get(path, query, m_priority), [this, use = std::move(use)](const Result<Answer>& answer) {
            std::optional<Error> error = answer ? use(answer->json) : answer.error();
            if (answer && (m_facts.fetchedAt == UtcTime{} || answer->begun < m_facts.fetchedAt))
                m_facts.fetchedAt = answer->begun;
            if (error && !isRefusal(*error))
                return finish(tl::unexpected(*error)); // nothing else will fare better now
            if (error)
                m_refusals.push_back(*error);
            if (--m_pending == 0)
                allRead();
        });
    }

    void allRead()
    {
        if (m_withServices && m_facts.carriers && !m_facts.carriers->empty()) {
            m_withServices = false;
            readServices();
            return;
        }
        const bool anything = m_facts.stores || m_facts.warehouses || m_facts.carriers || m_facts.tags || m_facts.users;
        finish(anything ? Result<AccountFacts>(std::move(m_facts)) : tl::unexpected(mostTelling(m_refusals)));
    }

    void readServices()
    {
        std::set<std::string> codes;
        for (const Carrier& carrier : *m_facts.carriers)
            codes.insert(carrier.code);
        for (const std::string& code : codes) {
            QUrlQuery query;
            query.addQueryItem(QStringLiteral("carrierCode"), QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(code))));
            readCodes(QStringLiteral("/carriers/listservices"), query, code, &Carrier::services, decodeServices);
            readCodes(QStringLiteral("/carriers/listpackages"), query, code, &Carrier::packages, decodePackages);
        }
    }

    template <typename T>
    void readCodes(const QString& path, const QUrlQuery& query, const std::string& code, std::vector<T> Carrier::*list,
        Result<std::vector<T>> (*decode)(const QByteArray&))
    {
        fetch(path, query, [this, code, list, decode](const QByteArray& json) -> std::optional<Error> {
            const auto found = decode(json);
            if (!found)
                return found.error();
            for (Carrier& carrier : *m_facts.carriers) {
                if (carrier.code == code)
                    carrier.*list = *found;
            }
            return std::nullopt;
        });
    }

    Session& m_session;
    Priority m_priority;
    AccountFacts m_facts;
    std::vector<Error> m_refusals;
    int m_pending = 0;
    bool m_withServices = false;
};

/// ShipStation finds the orders whose number begins with a text; `take` decides what is kept of each.
class NumberSearch : public Undertaking<std::vector<QByteArray>>
{
public:
    using Take = std::function<std::optional<std::string_view>(const OrderView& order)>;
    NumberSearch(Session& session, const QString& beginning, Take take, Priority priority)
        : Undertaking(session)
        , m_session(session)
        , m_take(std::move(take))
        , m_list(session, query(beginning), priority)
    {
    }

    void readNext()
    {
        whenDone(this, m_list.next(), [this](Result<OrderListPage> page) {
            if (!page)
                return finish(tl::unexpected(page.error()));
            const auto info = m_session.transport().decoder().decodePage(page->json, [this](const OrderView& order) {
                if (const auto found = m_take(order))
                    m_found.emplace_back(found->data(), static_cast<qsizetype>(found->size()));
            });
            if (!info)
                finish(tl::unexpected(info.error()));
            else if (page->last)
                finish(std::move(m_found));
            else
                readNext();
        });
    }

private:
    static OrderListQuery query(const QString& number)
    {
        OrderListQuery query;
        query.orderNumber = number;
        return query;
    }

    Session& m_session;
    Take m_take;
    OrderList m_list;
    std::vector<QByteArray> m_found;
};

void addIds(QCryptographicHash& hash, char kind, std::vector<std::int64_t> ids)
{
    std::sort(ids.begin(), ids.end());
    for (const std::int64_t id : ids) {
        const auto wire = qToBigEndian(id);
        hash.addData(QByteArrayView(&kind, 1));
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(&wire), sizeof wire));
    }
}

QString orderPath(OrderId id)
{
    return QStringLiteral("/orders/%1").arg(id.value);
}

/// The order in `answer`, if it is the one that was asked for.
QFuture<Result<QByteArray>> exactly(Session& session, OrderId id, const QFuture<Result<Answer>>& answer)
{
    auto* fetch = new Undertaking<QByteArray>(session);
    whenDone(fetch, answer, [fetch, id, &session](Result<Answer> result) {
        if (!result)
            return fetch->finish(tl::unexpected(result.error()));
        bool same = false;
        QByteArray& json = result->json;
        const auto decoded = session.transport().decoder().decodeOrder(json, [&](const OrderView& order) { same = order.id == id; });
        if (!decoded || !same)
            return fetch->finish(failure(ErrorDomain::ShipStation, decoded ? ErrorCode::NotShipStation : decoded.error().code));
        fetch->finish(json.trimmed());
    });
    return fetch->future();
}

} // namespace

QFuture<Result<AccountFacts>> fetchAccount(Session& session, Priority priority)
{
    auto* reading = new AccountReading(session, priority);
    reading->start(false);
    return reading->future();
}

QFuture<Result<AccountProbe>> testCredentials(Session& session)
{
    auto* reading = new AccountReading(session, Priority::Staff);
    auto* probe = new Undertaking<AccountProbe>(session);
    whenDone(probe, reading->future(), [probe](const Result<AccountFacts>& facts) {
        if (!facts)
            return probe->finish(tl::unexpected(facts.error()));
        probe->finish(AccountProbe{accountFingerprint(*facts), *facts});
    });
    reading->start(true);
    return probe->future();
}

QByteArray accountFingerprint(const AccountFacts& facts)
{
    std::vector<std::int64_t> stores, warehouses, wallets;
    for (const Store& store : facts.stores.value_or(std::vector<Store>()))
        stores.push_back(store.id.value);
    for (const Warehouse& warehouse : facts.warehouses.value_or(std::vector<Warehouse>()))
        warehouses.push_back(warehouse.id.value);
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        if (carrier.shippingProviderId)
            wallets.push_back(carrier.shippingProviderId);
    }
    if (stores.empty() && warehouses.empty() && wallets.empty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addIds(hash, 's', std::move(stores));
    addIds(hash, 'w', std::move(warehouses));
    addIds(hash, 'c', std::move(wallets));
    return hash.result();
}

QFuture<Result<QByteArray>> fetchOrder(Session& session, OrderId id, Priority priority)
{
    return exactly(session, id, session.get(orderPath(id), {}, priority));
}

QFuture<Result<QByteArray>> fetchOrder(Session& session, OrderId id, Slots& reserved)
{
    return exactly(session, id, session.get(orderPath(id), {}, reserved));
}

QFuture<Result<std::map<OrderId, QByteArray>>> fetchChanged(Session& session, UtcTime since, std::vector<OrderId> wanted, Slots& reserved)
{
    using Found = std::map<OrderId, QByteArray>;
    if (!pacificClock().isValid())
        return readyFuture<Result<Found>>(failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata")));
    const QUrlQuery query{{QStringLiteral("modifyDateStart"), QString::fromLatin1(toPacific(since))}, {QStringLiteral("sortBy"), QStringLiteral("ModifyDate")},
        {QStringLiteral("sortDir"), QStringLiteral("DESC")}, {QStringLiteral("pageSize"), QStringLiteral("500")}};
    auto* fetch = new Undertaking<Found>(session);
    whenDone(fetch, session.get(QStringLiteral("/orders"), query, reserved), [fetch, wanted = std::move(wanted), &session](Result<Answer> result) {
        if (!result)
            return fetch->finish(tl::unexpected(result.error()));
        Found found;
        std::set<OrderId> twice;
        const auto page = session.transport().decoder().decodePage(result->json, [&](const OrderView& order) {
            if (std::find(wanted.begin(), wanted.end(), order.id) == wanted.end())
                return;
            if (!found.emplace(order.id, QByteArray(order.raw.data(), static_cast<qsizetype>(order.raw.size()))).second)
                twice.insert(order.id);
        });
        if (!page)
            return fetch->finish(tl::unexpected(page.error()));
        for (const OrderId id : twice)
            found.erase(id); // which of them is it?
        fetch->finish(std::move(found));
    });
    return fetch->future();
}

QFuture<Result<std::vector<QByteArray>>> fetchOrdersByNumber(Session& session, const QString& number, Priority priority)
{
    const auto exact = [wanted = number.toStdString()](const OrderView& order) { return order.number == wanted ? std::optional(order.raw) : std::nullopt; };
    auto* search = new NumberSearch(session, number, exact, priority);
    search->readNext();
    return search->future();
}

QFuture<Result<QByteArray>> fetchOrderByKey(Session& session, const QString& number, const QString& key, Priority priority)
{
    const auto exact = [number = number.toStdString(), key = key.toStdString()](const OrderView& order) {
        return order.number == number && order.key == key ? std::optional(order.raw) : std::nullopt;
    };
    auto* search = new NumberSearch(session, number, exact, priority);
    auto* one = new Undertaking<QByteArray>(session);
    whenDone(one, search->future(), [one](const Result<std::vector<QByteArray>>& found) {
        if (!found)
            one->finish(tl::unexpected(found.error()));
        else if (found->size() == 1)
            one->finish(found->front());
        else
            one->finish(failure(ErrorDomain::ShipStation, found->empty() ? ErrorCode::OrderGone : ErrorCode::AlreadyExists));
    });
    search->readNext();
    return one->future();
}

QFuture<Result<QSet<QString>>> fetchNumbersFrom(Session& session, const QString& beginning, Priority priority)
{
    auto* search = new NumberSearch(session, beginning, [](const OrderView& order) { return std::optional(order.number); }, priority);
    auto* all = new Undertaking<QSet<QString>>(session);
    whenDone(all, search->future(), [all](const Result<std::vector<QByteArray>>& found) {
        if (!found)
            return all->finish(tl::unexpected(found.error()));
        QSet<QString> numbers;
        for (const QByteArray& number : *found)
            numbers.insert(QString::fromUtf8(number));
        all->finish(numbers);
    });
    search->readNext();
    return all->future();
}

} // namespace t6::shipstation
