// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "syncengine.h"

#include "splitreading.h"

#include <core/async.h>

namespace t6::operations {

namespace {

template <typename T>
QFuture<Result<T>> readOnly()
{
    return readyFuture<Result<T>>(failure(ErrorDomain::Store, ErrorCode::StoreReadOnly));
}

} // namespace

struct SyncEngine::Office : QObject
{
    explicit Office(const shipstation::TransportOptions& options) : transportOptions(options) {}
    void open() { transport = std::make_unique<shipstation::Transport>(transportOptions); }
    ~Office() override
    {
        merchants.clear(); // before the transport they use
        qDeleteAll(children());
    }

    shipstation::TransportOptions transportOptions;
    std::unique_ptr<shipstation::Transport> transport;
    struct Desk
    {
        std::unique_ptr<MerchantSync> sync;
        std::unique_ptr<OrderWriter> writer; ///< uses the sync's session; null: look only
        std::unique_ptr<TopUpDesk> topUps; ///< likewise
        std::unique_ptr<ShippingDesk> shipping; ///< likewise
    };
    std::unordered_map<MerchantId, Desk> merchants;
};

template <typename Work>
void SyncEngine::post(Work work)
{
    QMetaObject::invokeMethod(m_office, [office = m_office, work = std::move(work)]() mutable { work(*office); }, Qt::QueuedConnection);
}

/// Lets the merchant's desk do `work`, which returns a future, and hands its result over.
template <typename T, typename Work>
QFuture<Result<T>> SyncEngine::ask(MerchantId merchant, Work work)
{
    const auto promise = makePromise<T>();
    post([merchant, promise, work = std::move(work)](Office& office) mutable {
        const auto it = office.merchants.find(merchant);
        if (it == office.merchants.end()) {
            promise->addResult(failure(ErrorDomain::Input, ErrorCode::NotFound));
            promise->finish();
            return;
        }
        whenDone(&office, work(it->second), [promise](const Result<T>& result) {
            promise->addResult(result);
            promise->finish();
        });
    });
    return promise->future();
}

SyncEngine::SyncEngine(Library& library, const shipstation::TransportOptions& transport, SyncPace pace, QObject* parent)
    : QObject(parent), m_library(library), m_pace(pace), m_office(new Office(transport))
{
    m_pool.setMaxThreadCount(std::max(2, QThread::idealThreadCount()));
    m_staffPool.setMaxThreadCount(1);
    m_thread.setObjectName(QStringLiteral("network"));
    m_office->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_office, &QObject::deleteLater);
    m_thread.start();
    post([](Office& office) { office.open(); });
}

SyncEngine::~SyncEngine()
{
    m_thread.quit();
    m_thread.wait();
    m_pool.clear(); // pages that nobody will hear of any more
    m_staffPool.waitForDone();
    m_pool.waitForDone();
}

void SyncEngine::add(MerchantSync::Setup setup, std::optional<WriteSetup> write, std::chrono::milliseconds delay)
{
    post([this, setup = std::move(setup), write = std::move(write), delay](Office& office) mutable {
        const Merchant merchant = setup.book->merchant();
        auto sync = std::make_unique<MerchantSync>(std::move(setup), *office.transport, m_library, m_pool, m_pace, nullptr);
        connect(sync.get(), &MerchantSync::stateChanged, this, &SyncEngine::stateChanged);
        connect(sync.get(), &MerchantSync::factsFetched, this, &SyncEngine::factsFetched);
        connect(sync.get(), &MerchantSync::problemFound, this, &SyncEngine::problemFound);
        connect(sync.get(), &MerchantSync::changeShown, this, &SyncEngine::changeShown);
        if (merchant.paused)
            sync->setPaused(true);
        std::unique_ptr<OrderWriter> writer;
        std::unique_ptr<TopUpDesk> topUps;
        std::unique_ptr<ShippingDesk> shipping;
        if (write) {
            topUps = std::make_unique<TopUpDesk>(*write, sync->session(), m_pool);
            connect(topUps.get(), &TopUpDesk::operationChanged, this, &SyncEngine::operationChanged);
            connect(topUps.get(), &TopUpDesk::factsChanged, this, &SyncEngine::factsFetched);
            connect(topUps.get(), &TopUpDesk::problemFound, this, &SyncEngine::problemFound);
            (void)topUps->recover();
            shipping = std::make_unique<ShippingDesk>(*write, sync->session(), m_pool);
            connect(shipping.get(), &ShippingDesk::operationChanged, this, &SyncEngine::operationChanged);
            connect(shipping.get(), &ShippingDesk::problemFound, this, &SyncEngine::problemFound);
            (void)shipping->recover();
            writer = std::make_unique<OrderWriter>(std::move(*write), sync->session(), m_pool);
            connect(writer.get(), &OrderWriter::operationChanged, this, &SyncEngine::operationChanged);
            connect(writer.get(), &OrderWriter::splitChanged, this, &SyncEngine::splitChanged);
            connect(writer.get(), &OrderWriter::problemFound, this, &SyncEngine::problemFound);
            connect(sync.get(), &MerchantSync::lateWriteFound, writer.get(), &OrderWriter::lateWriteFound);
            (void)writer->recover();
        }
        sync->start(delay);
        office.merchants[merchant.id] = {std::move(sync), std::move(writer), std::move(topUps), std::move(shipping)};
    });
}

void SyncEngine::remove(MerchantId merchant)
{
    post([merchant](Office& office) { office.merchants.erase(merchant); });
}

void SyncEngine::setPaused(MerchantId merchant, bool paused)
{
    post([merchant, paused](Office& office) {
        if (const auto it = office.merchants.find(merchant); it != office.merchants.end())
            it->second.sync->setPaused(paused);
    });
}

void SyncEngine::refresh(MerchantId merchant)
{
    post([merchant](Office& office) {
        for (auto& [id, desk] : office.merchants) {
            if (merchant.isNull() || id == merchant)
                desk.sync->refresh();
        }
    });
}

void SyncEngine::readAnew(MerchantId merchant)
{
    post([merchant](Office& office) {
        if (const auto it = office.merchants.find(merchant); it != office.merchants.end())
            it->second.sync->readAnew();
    });
}

QFuture<Result<int>> SyncEngine::passOnce(MerchantId merchant)
{
    return ask<int>(merchant, [](Office::Desk& desk) { return desk.sync->passOnce(); });
}

QFuture<Result<OperationReport>> SyncEngine::correct(Correction correction)
{
    return ask<OperationReport>(correction.merchant, [correction](Office::Desk& desk) { return desk.writer ? desk.writer->correct(correction) : readOnly<OperationReport>(); });
}

QFuture<Result<OperationReport>> SyncEngine::undo(MerchantId merchant, OperationId operation, QUuid batch)
{
    return ask<OperationReport>(merchant, [operation, batch](Office::Desk& desk) { return desk.writer ? desk.writer->undo(operation, batch) : readOnly<OperationReport>(); });
}

QFuture<Result<OperationReport>> SyncEngine::close(MerchantId merchant, OperationId operation, const QString& reason)
{
    return ask<OperationReport>(merchant, [operation, reason](Office::Desk& desk) { return desk.writer ? desk.writer->close(operation, reason) : readOnly<OperationReport>(); });
}

QFuture<Result<PreparedWrite>> SyncEngine::preview(Correction correction)
{
    const auto promise = makePromise<PreparedWrite>();
    whenDone(this, ask<QByteArray>(correction.merchant, [order = correction.order](Office::Desk& desk) { return shipstation::fetchOrder(desk.sync->session(), order, shipstation::Priority::Staff); }),
        [promise, correction](const Result<QByteArray>& json) {
            const auto now = json ? JsonText::parse(*json) : Result<JsonText>(tl::unexpected(json.error()));
            promise->addResult(now ? prepare(correction, *now) : Result<PreparedWrite>(tl::unexpected(now.error())));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<SplitPreview>> SyncEngine::previewSplit(SplitRequest request)
{
    return ask<SplitPreview>(request.merchant, [request](Office::Desk& desk) {
        return desk.writer ? desk.writer->previewSplit(request) : prepareSplit(desk.sync->session(), desk.sync->book(), desk.sync->clock(), request);
    });
}

QFuture<Result<SplitReport>> SyncEngine::split(SplitRequest request)
{
    return ask<SplitReport>(request.merchant, [request](Office::Desk& desk) { return desk.writer ? desk.writer->split(request) : readOnly<SplitReport>(); });
}

QFuture<Result<SplitReport>> SyncEngine::unsplit(MerchantId merchant, OrderId order)
{
    return ask<SplitReport>(merchant, [order](Office::Desk& desk) { return desk.writer ? desk.writer->unsplit(order) : readOnly<SplitReport>(); });
}

QFuture<Result<SplitReport>> SyncEngine::retrySplit(MerchantId merchant, QUuid split)
{
    return ask<SplitReport>(merchant, [split](Office::Desk& desk) { return desk.writer ? desk.writer->retrySplit(split) : readOnly<SplitReport>(); });
}

QFuture<Result<SplitReport>> SyncEngine::leaveSplit(MerchantId merchant, QUuid split, const QString& reason)
{
    return ask<SplitReport>(merchant, [split, reason](Office::Desk& desk) { return desk.writer ? desk.writer->leaveSplit(split, reason) : readOnly<SplitReport>(); });
}

QFuture<Result<OperationReport>> SyncEngine::addFunds(TopUpRequest request)
{
    return ask<OperationReport>(request.merchant, [request](Office::Desk& desk) { return desk.topUps ? desk.topUps->add(request) : readOnly<OperationReport>(); });
}

QFuture<Result<Quotes>> SyncEngine::quotes(MerchantId merchant, OrderId order)
{
    return ask<Quotes>(merchant, [order](Office::Desk& desk) { return askQuotes(desk.sync->session(), desk.sync->book(), desk.sync->clock(), order); });
}

QFuture<Result<OperationReport>> SyncEngine::buyLabel(LabelRequest request, Money dayCap)
{
    return ask<OperationReport>(request.merchant, [request, dayCap](Office::Desk& desk) { return desk.shipping ? desk.shipping->buy(request, dayCap) : readOnly<OperationReport>(); });
}

QFuture<Result<OperationReport>> SyncEngine::voidLabel(MerchantId merchant, OrderId order, ShipmentId shipment, QUuid batch)
{
    return ask<OperationReport>(merchant, [order, shipment, batch](Office::Desk& desk) { return desk.shipping ? desk.shipping->voidLabel(order, shipment, batch) : readOnly<OperationReport>(); });
}

void SyncEngine::cancelBatch(QUuid batch)
{
    post([batch](Office& office) {
        for (auto& [id, desk] : office.merchants) {
            if (desk.writer)
                desk.writer->cancelBatch(batch);
            if (desk.shipping)
                desk.shipping->cancelBatch(batch);
        }
    });
}

QFuture<Result<void>> SyncEngine::recover()
{
    const auto promise = makePromise<void>();
    post([promise](Office& office) {
        struct Gathering
        {
            Result<void> outcome;
            std::size_t missing = 1;
        };
        const auto gathering = std::make_shared<Gathering>();
        const auto looked = [promise, gathering](const Result<void>& outcome) {
            if (!outcome)
                gathering->outcome = outcome;
            if (--gathering->missing > 0)
                return;
            promise->addResult(gathering->outcome);
            promise->finish();
        };
        for (auto& [id, desk] : office.merchants) {
            if (!desk.writer)
                continue;
            gathering->missing += 3;
            whenDone(&office, desk.writer->recover(), looked);
            whenDone(&office, desk.topUps->recover(), looked);
            whenDone(&office, desk.shipping->recover(), looked);
        }
        looked({});
    });
    return promise->future();
}

QFuture<Result<void>> SyncEngine::windDown(std::chrono::milliseconds patience)
{
    const auto promise = makePromise<void>();
    post([promise, patience](Office& office) {
        const auto finishIfQuiet = [&office, promise] {
            const bool quiet = std::all_of(office.merchants.begin(), office.merchants.end(), [](const auto& entry) {
                return !entry.second.writer || (entry.second.writer->onTheWire() == 0 && entry.second.topUps->onTheWire() == 0 && entry.second.shipping->onTheWire() == 0);
            });
            if (!quiet || promise->future().isFinished())
                return;
            promise->addResult(Result<void>());
            promise->finish();
        };
        for (auto& [id, desk] : office.merchants) {
            if (!desk.writer)
                continue;
            desk.writer->windDown();
            desk.shipping->windDown();
            connect(desk.writer.get(), &OrderWriter::wireEmpty, &office, finishIfQuiet);
            desk.topUps->windDown();
            connect(desk.topUps.get(), &TopUpDesk::wireEmpty, &office, finishIfQuiet);
            connect(desk.shipping.get(), &ShippingDesk::wireEmpty, &office, finishIfQuiet);
        }
        QTimer::singleShot(patience, &office, [promise] { // what is still under way is Unknown in the journal, and found out later
            if (!promise->future().isFinished()) {
                promise->addResult(Result<void>());
                promise->finish();
            }
        });
        finishIfQuiet();
    });
    return promise->future();
}

QFuture<Result<shipstation::AccountProbe>> SyncEngine::probe(const shipstation::Endpoint& endpoint, shipstation::Session::CredentialsSource credentials)
{
    const auto promise = makePromise<shipstation::AccountProbe>();
    post([this, endpoint, credentials = std::move(credentials), promise](Office& office) {
        auto* session = new shipstation::Session(MerchantId{}, endpoint, credentials, *office.transport, m_library.clock, &office);
        whenDone(&office, shipstation::testCredentials(*session), [promise, session](const Result<shipstation::AccountProbe>& probe) {
            promise->addResult(probe);
            promise->finish();
            session->deleteLater();
        });
    });
    return promise->future();
}

} // namespace t6::operations
