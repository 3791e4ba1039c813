// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "syncengine.h"

#include <core/async.h>

namespace t6::operations {

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
    std::unordered_map<MerchantId, std::unique_ptr<MerchantSync>> merchants;
};

template <typename Work>
void SyncEngine::post(Work work)
{
    QMetaObject::invokeMethod(m_office, [office = m_office, work = std::move(work)]() mutable { work(*office); }, Qt::QueuedConnection);
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

void SyncEngine::add(MerchantSync::Setup setup, std::chrono::milliseconds delay)
{
    post([this, setup = std::move(setup), delay](Office& office) mutable {
        const Merchant merchant = setup.book->merchant();
        auto sync = std::make_unique<MerchantSync>(std::move(setup), *office.transport, m_library, m_pool, m_pace, nullptr);
        connect(sync.get(), &MerchantSync::stateChanged, this, &SyncEngine::stateChanged);
        connect(sync.get(), &MerchantSync::factsFetched, this, &SyncEngine::factsFetched);
        connect(sync.get(), &MerchantSync::problemFound, this, &SyncEngine::problemFound);
        connect(sync.get(), &MerchantSync::changeShown, this, &SyncEngine::changeShown);
        if (merchant.paused)
            sync->setPaused(true);
        sync->start(delay);
        office.merchants[merchant.id] = std::move(sync);
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
            it->second->setPaused(paused);
    });
}

void SyncEngine::refresh(MerchantId merchant)
{
    post([merchant](Office& office) {
        for (auto& [id, sync] : office.merchants) {
            if (merchant.isNull() || id == merchant)
                sync->refresh();
        }
    });
}

void SyncEngine::readAnew(MerchantId merchant)
{
    post([merchant](Office& office) {
        if (const auto it = office.merchants.find(merchant); it != office.merchants.end())
            it->second->readAnew();
    });
}

QFuture<Result<int>> SyncEngine::passOnce(MerchantId merchant)
{
    const auto promise = makePromise<int>();
    post([merchant, promise](Office& office) {
        const auto it = office.merchants.find(merchant);
        if (it == office.merchants.end()) {
            promise->addResult(failure(ErrorDomain::Input, ErrorCode::NotFound));
            promise->finish();
            return;
        }
        whenDone(&office, it->second->passOnce(), [promise](const Result<int>& orders) {
            promise->addResult(orders);
            promise->finish();
        });
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
