// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "practice.h"

#include <core/async.h>
#include <sandbox/sandbox.h>

namespace t6::app {

namespace {

/// Labels of some days, so that there are prices and a pace to see.
void buyLabels(sandbox::Sandbox& shop)
{
    constexpr int kLabels = 12;
    constexpr double kEnough = 60;
    const QString carrier = QStringLiteral("stamps_com");
    for (int merchant = 0; merchant < static_cast<int>(shop.merchants().size()); ++merchant) {
        for (int i = 0; i < kLabels && shop.balance(merchant, carrier) >= kEnough; ++i)
            shop.buyLabel(merchant, carrier, QStringLiteral("usps_ground_advantage"), 4.13 + 0.25 * (i % 4));
    }
}

} // namespace

Practice::Practice() = default;

Practice::~Practice()
{
    m_console.reset(); // its requests end before the server does
    m_thread.quit();
    m_thread.wait();
}

QString Practice::passphrase()
{
    return QStringLiteral("needle thread button hem");
}

Result<std::unique_ptr<Practice>> Practice::start(int merchants, int orders, int livePerMinute)
{
    std::unique_ptr<Practice> practice(new Practice);
    if (!practice->m_dir.isValid())
        return failure(ErrorDomain::File, ErrorCode::FileUnwritable, practice->m_dir.errorString());

    sandbox::SandboxOptions options;
    options.merchants = merchants;
    options.orders = orders;
    options.livePerMinute = livePerMinute;
    practice->m_sandbox = new sandbox::Sandbox(options);
    practice->m_sandbox->moveToThread(&practice->m_thread);
    connect(&practice->m_thread, &QThread::finished, practice->m_sandbox, &QObject::deleteLater);
    practice->m_thread.setObjectName(QStringLiteral("sandbox"));
    practice->m_thread.start();
    Result<quint16> port;
    QMetaObject::invokeMethod(practice->m_sandbox, [&] {
        buyLabels(*practice->m_sandbox);
        port = practice->m_sandbox->start();
        practice->m_url = practice->m_sandbox->url().toString();
    }, Qt::BlockingQueuedConnection);
    if (!port)
        return tl::unexpected(port.error());
    practice->m_merchants = practice->m_sandbox->merchants();

    operations::ConsoleOptions console;
    console.profileDir = practice->m_dir.filePath(QStringLiteral("profile"));
    console.witnessDir = practice->m_dir.filePath(QStringLiteral("config"));
    console.lightKdf = true;
    console.pace.busy = std::chrono::seconds(4); // whoever practises should not have to wait
    console.pace.idle = std::chrono::seconds(8);
    auto opened = operations::Console::open(console);
    if (!opened)
        return tl::unexpected(opened.error());
    practice->m_console = std::move(*opened);
    return practice;
}

void Practice::connectMerchants()
{
    whenDone(this, m_console->createVault(passphrase()), [this](const Result<QString>& recoveryKey) {
        if (recoveryKey)
            connectNext();
        else
            emit failed(recoveryKey.error());
    });
}

void Practice::connectNext()
{
    if (m_connected == m_merchants.size()) {
        emit ready();
        return;
    }
    const sandbox::SandboxMerchant& merchant = m_merchants[m_connected++];
    operations::MerchantDraft draft;
    draft.name = merchant.name;
    draft.login = merchant.login;
    draft.apiUrl = m_url;
    draft.apiKey = merchant.key;
    draft.apiSecret = merchant.secret;
    draft.rule.skuPatterns = merchant.skuPatterns;
    draft.rule.fulfillmentSkuPatterns = merchant.fulfillmentSkus;
    draft.rule.warehouseLocationPatterns = merchant.warehouseLocations;
    for (const auto& tag : merchant.tags)
        draft.rule.tags.push_back({tag.id});
    for (const auto& store : merchant.stores)
        draft.rule.stores.push_back({store.id});
    whenDone(this, m_console->addMerchant(draft), [this](const Result<MerchantId>& added) {
        if (added)
            connectNext();
        else
            emit failed(added.error());
    });
}

} // namespace t6::app
