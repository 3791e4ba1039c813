// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "naiveorder.h"
#include "practice.h"

#include <core/intwo.h>
#include <shipstation/orderdecoder.h>
#include <shipstation/orderlist.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QThreadPool>
#include <QUrlQuery>
#include <QtConcurrent>

#include <simdjson.h>

#include <cstring>
#include <unistd.h>

namespace t6::bench {

namespace {

constexpr int kPageSize = 500;

/// Every page of every merchant, with its merchant's number.
struct Page
{
    std::size_t merchant;
    QByteArray json;
};

std::vector<Page> allPages(const Practice& practice)
{
    std::vector<Page> pages;
    for (std::size_t merchant = 0; merchant < practice.merchants().size(); ++merchant)
        for (const QByteArray& json : practice.merchants()[merchant].pages)
            pages.push_back({merchant, json});
    return pages;
}

/// The order's bodies as they stand in the page.
std::vector<std::pair<qint64, QByteArray>> bodiesOf(const QByteArray& page)
{
    std::vector<std::pair<qint64, QByteArray>> bodies;
    shipstation::OrderDecoder decoder;
    QByteArray json = page;
    (void)need(decoder.decodePage(json, [&](const OrderView& order) { bodies.emplace_back(order.id.value, QByteArray(order.raw.data(), static_cast<qsizetype>(order.raw.size()))); }));
    return bodies;
}

/// One row per order, inserted by a prepared statement: the way of the books on QtSql.
class NaiveStore
{
public:
    NaiveStore() : m_name(QUuid::createUuid().toString())
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        m_database.setDatabaseName(m_dir.filePath(QStringLiteral("naive.db")));
        m_database.open();
        for (const char* statement : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "CREATE TABLE orders (id INTEGER PRIMARY KEY, body BLOB)"})
            QSqlQuery(m_database).exec(QLatin1String(statement));
        m_insert = std::make_unique<QSqlQuery>(m_database);
        m_insert->prepare(QStringLiteral("INSERT OR REPLACE INTO orders VALUES (?, ?)"));
    }
    ~NaiveStore()
    {
        m_insert.reset();
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    void begin() { m_database.transaction(); }
    void put(qint64 id, const QByteArray& sealed)
    {
        m_insert->bindValue(0, id);
        m_insert->bindValue(1, sealed);
        m_insert->exec();
    }
    void commit() { m_database.commit(); }
    [[nodiscard]] qint64 bytes()
    {
        QSqlQuery(m_database).exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        return QFile(m_database.databaseName()).size();
    }

private:
    QTemporaryDir m_dir;
    QString m_name;
    QSqlDatabase m_database;
    std::unique_ptr<QSqlQuery> m_insert;
};

QByteArray sealed(const vault::MerchantKeys& keys, qint64 id, const QByteArray& body)
{
    return keys.seal({"orders", vault::RowId(id), "body"}, body);
}

/// Pages of all merchants as our own client reads them; each is taken in by the pool while the next is on its way.
void pullHere(const Practice& practice, Desk& desk, QThreadPool& pool)
{
    struct Conversation
    {
        std::unique_ptr<shipstation::Session> session;
        std::unique_ptr<shipstation::OrderList> list;
        QFuture<void> work = QtFuture::makeReadyFuture();
    };
    shipstation::Transport transport;
    std::vector<Conversation> conversations;
    QEventLoop loop;
    std::size_t open = practice.merchants().size();
    std::function<void(std::size_t)> next = [&](std::size_t merchant) {
        auto* watcher = new QFutureWatcher<Result<shipstation::OrderListPage>>(&loop);
        QObject::connect(watcher, &QFutureWatcherBase::finished, &loop, [&, watcher, merchant] {
            watcher->deleteLater();
            const shipstation::OrderListPage page = need(Result<shipstation::OrderListPage>(watcher->result()));
            Conversation& conversation = conversations[merchant];
            conversation.work = QtConcurrent::run(&pool, [&desk, merchant, page, before = conversation.work]() mutable {
                before.waitForFinished(); // one writer per merchant
                (void)need(desk.book(merchant).takePage(page.json, page.begun));
            });
            if (!page.last)
                next(merchant);
            else if (--open == 0)
                loop.quit();
        });
        watcher->setFuture(conversations[merchant].list->next());
    };
    shipstation::OrderListQuery query;
    query.status = OrderStatus::AwaitingShipment;
    for (const Practice::Merchant& merchant : practice.merchants()) {
        Conversation& conversation = conversations.emplace_back();
        conversation.session = makeSession(practice, merchant, transport);
        conversation.list = std::make_unique<shipstation::OrderList>(*conversation.session, query, shipstation::Priority::Staff);
    }
    for (std::size_t merchant = 0; merchant < conversations.size(); ++merchant)
        next(merchant);
    loop.exec();
    for (Conversation& conversation : conversations)
        conversation.work.waitForFinished();
}

/// The same with what Qt brings: one page after the other, inflated by the manager, mapped, each order sealed and inserted.
void pullNaively(const Practice& practice, NaiveStore& store, const std::vector<std::shared_ptr<const vault::MerchantKeys>>& keys)
{
    QNetworkAccessManager manager;
    for (std::size_t number = 0; number < practice.merchants().size(); ++number)
        for (int page = 1, pages = 1; page <= pages; ++page) {
            QUrl url = practice.url();
            url.setPath(QStringLiteral("/orders"));
            url.setQuery(QUrlQuery{{QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}, {QStringLiteral("page"), QString::number(page)}, {QStringLiteral("pageSize"), QString::number(kPageSize)}});
            QNetworkRequest request(url);
            request.setRawHeader("Authorization", practice.merchants()[number].authorization);
            QNetworkReply* reply = manager.get(request);
            QEventLoop loop;
            QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
            const QJsonObject json = QJsonDocument::fromJson(reply->readAll()).object();
            delete reply;
            pages = json.value(QLatin1String("pages")).toInt();
            store.begin();
            for (const QJsonValue& value : json.value(QLatin1String("orders")).toArray()) {
                const NaiveOrder order = naiveOrder(value.toObject());
                store.put(order.id, sealed(*keys[number], order.id, QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
            }
            store.commit();
        }
}

} // namespace

void benchDecode(const Settings& settings, Report& report)
{
    const Practice practice(settings);
    const std::vector<Page> pages = allPages(practice);
    const AddressRules rules = need(loadBundledAddressRules());
    std::vector<CheckContext> contexts;
    for (const Practice::Merchant& merchant : practice.merchants())
        contexts.emplace_back(merchant.facts, Practice::rule(), CheckSettings(), rules);
    const UtcTime now = Clock().now();
    std::array<shipstation::OrderDecoder, 2> decoders;
    std::vector<QByteArray> received; // as the transport hands them over: our own, with room behind for the decoder
    for (const Page& page : pages) {
        QByteArray& json = received.emplace_back();
        json.reserve(page.json.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
        json.append(page.json);
    }
    const auto decode = [&](std::size_t worker, std::size_t workers) {
        IssueMask all = 0;
        for (std::size_t i = worker; i < pages.size(); i += workers) {
            (void)need(decoders[worker].decodePage(received[i], [&](const OrderView& order) { all |= contexts[pages[i].merchant].check(order, {}, now); }));
        }
        return all;
    };
    simdjson::ondemand::parser parser;
    std::vector<char> copy;
    std::size_t sink = 0;
    report.times(QStringLiteral("decode"), QStringLiteral("%L1 orders of %2 bytes, raw slices kept, all checks").arg(practice.orders()).arg(practice.bytes() / std::max(1, practice.orders())),
        alternate(settings.rounds, {
            {QStringLiteral("here, one thread"), [&] { sink += decode(0, 1); }},
            {QStringLiteral("QJsonDocument to QString structs, no checks"), [&] {
                 for (const Page& page : pages)
                     sink += naivePage(page.json).size();
             }},
            {QStringLiteral("here, two threads"), [&] { inTwo(true, [&](std::size_t worker) { (void)decode(worker, 2); }); }},
            {QStringLiteral("here, one thread, no checks"), [&] {
                 for (QByteArray& json : received)
                     (void)need(decoders[0].decodePage(json, [&](const OrderView& order) { sink += order.items.size(); }));
             }},
            {QStringLiteral("limit: simdjson stage 1"), [&] {
                 for (const QByteArray& json : received) {
                     simdjson::ondemand::document document;
                     const auto size = static_cast<std::size_t>(json.size());
                     sink += parser.iterate(json.constData(), size, size + simdjson::SIMDJSON_PADDING).get(document) == simdjson::SUCCESS;
                 }
             }},
            {QStringLiteral("limit: memcpy"), [&] {
                 for (const Page& page : pages) {
                     copy.resize(static_cast<std::size_t>(page.json.size()));
                     std::memcpy(copy.data(), page.json.constData(), copy.size());
                     sink += static_cast<unsigned char>(copy[copy.size() / 2]);
                 }
             }},
        }),
        {0, 15}, practice.orders());
    if (sink == 0)
        report.note(QStringLiteral("decode"), QStringLiteral("found nothing"));
}

void benchKeep(const Settings& settings, Report& report)
{
    const Practice practice(settings);
    const std::vector<Page> pages = allPages(practice);
    std::vector<std::vector<std::pair<qint64, QByteArray>>> bodies;
    for (const Page& page : pages)
        bodies.push_back(bodiesOf(page.json));
    const auto keys = benchKeys(practice.merchants().front().id);
    std::unique_ptr<Desk> desk;
    std::unique_ptr<NaiveStore> store;
    const auto newDesk = [&] { desk = std::make_unique<Desk>(practice); };
    const auto newStore = [&] { store = std::make_unique<NaiveStore>(); };
    const auto take = [&](const Page& page) { (void)need(desk->book(page.merchant).takePage(page.json, Clock().now())); };
    report.times(QStringLiteral("keep"), QStringLiteral("%L1 orders: page to checked, compressed, sealed, committed").arg(practice.orders()),
        alternate(settings.rounds, {
            {QStringLiteral("here, two workers as in the program"), [&] {
                 inTwo(true, [&](std::size_t worker) {
                     for (const Page& page : pages)
                         if (page.merchant % 2 == worker)
                             take(page);
                 });
             }, newDesk},
            {QStringLiteral("QtSql prepared loop that only seals the bodies"), [&] {
                 for (const auto& page : bodies) {
                     store->begin();
                     for (const auto& [id, body] : page)
                         store->put(id, sealed(*keys, id, body));
                     store->commit();
                 }
             }, newStore},
            {QStringLiteral("here, one worker"), [&] { std::ranges::for_each(pages, take); }, newDesk},
            {QStringLiteral("limit: write and fdatasync of the bodies"), [&] {
                 QTemporaryDir dir;
                 QFile file(dir.filePath(QStringLiteral("bodies")));
                 if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
                     return;
                 for (const auto& page : bodies)
                     for (const auto& [id, body] : page)
                         file.write(body);
                 ::fdatasync(file.handle());
             }},
        }),
        {0, 2}, practice.orders());
    const std::size_t kept = desk->kept();
    const auto perOrder = [](qint64 bytes, std::size_t orders) { return static_cast<double>(bytes) / static_cast<double>(std::max<std::size_t>(1, orders)); };
    report.bytes(QStringLiteral("disk"), QStringLiteral("an order of %1 bytes in the database, %L2 kept").arg(practice.bytes() / std::max(1, practice.orders())).arg(kept), perOrder(desk->close(), kept),
        {{QStringLiteral("QtSql prepared loop, sealed bodies"), perOrder(store->bytes(), static_cast<std::size_t>(practice.orders()))}}, {0, 0, 600});
}

void benchPull(const Settings& settings, Report& report)
{
    const Practice practice(settings);
    std::vector<std::shared_ptr<const vault::MerchantKeys>> keys;
    for (const Practice::Merchant& merchant : practice.merchants())
        keys.push_back(benchKeys(merchant.id));
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    std::unique_ptr<Desk> desk;
    std::unique_ptr<NaiveStore> store;
    const std::vector<Way> ways{
        {QStringLiteral("here, two workers"), [&] { pullHere(practice, *desk, pool); }, [&] { desk = std::make_unique<Desk>(practice); }},
        {QStringLiteral("naive: QNAM inflates, QJsonDocument, QtSql loop"), [&] { pullNaively(practice, *store, keys); }, [&] { store = std::make_unique<NaiveStore>(); }},
    };
    (void)alternate(1, ways); // the sandbox compresses each page once and then keeps it
    report.times(QStringLiteral("pull"), QStringLiteral("%L1 orders: gzip pages over loopback to checked, sealed, committed").arg(practice.orders()), alternate(settings.rounds, ways), {0, 10}, practice.orders());
}

} // namespace t6::bench
