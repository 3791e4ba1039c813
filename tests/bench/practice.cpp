// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "practice.h"

#include <core/errortext.h>
#include <sandbox/sandbox.h>
#include <shipstation/account.h>
#include <shipstation/orderlist.h>

#include <QFile>

#include <cstdio>
#include <cstdlib>

namespace t6::bench {

namespace {

constexpr int kMerchants = 4;

} // namespace

void giveUp(const Error& error)
{
    std::fprintf(stderr, "t6-bench: %s\n", qUtf8Printable(oneLine(error)));
    std::exit(1);
}

Practice::Practice(const Settings& settings)
{
    sandbox::SandboxOptions options;
    options.merchants = kMerchants;
    options.orders = settings.orders;
    options.seed = 6;
    options.rateLimit = false;
    m_sandbox = new sandbox::Sandbox(options);
    m_sandbox->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_sandbox, &QObject::deleteLater);
    m_thread.start();
    Result<quint16> port = failure(ErrorDomain::Program, ErrorCode::Unsupported);
    QMetaObject::invokeMethod(m_sandbox, [&] { port = m_sandbox->start(); }, Qt::BlockingQueuedConnection);
    (void)need(port);
    m_url = m_sandbox->url();
    for (const sandbox::SandboxMerchant& known : m_sandbox->merchants()) {
        Merchant& merchant = m_merchants.emplace_back();
        merchant.id = MerchantId::create();
        merchant.authorization = "Basic " + (known.key + QLatin1Char(':') + known.secret).toUtf8().toBase64();
        fetch(merchant);
    }
}

Practice::~Practice()
{
    m_thread.quit();
    m_thread.wait();
}

void Practice::fetch(Merchant& merchant)
{
    shipstation::Transport transport;
    auto session = makeSession(*this, merchant, transport);
    merchant.facts = need(shipstation::fetchAccount(*session, shipstation::Priority::Staff));
    shipstation::OrderListQuery query;
    query.status = OrderStatus::AwaitingShipment;
    shipstation::OrderList list(*session, query, shipstation::Priority::Staff);
    for (bool last = false; !last;) {
        const shipstation::OrderListPage page = need(list.next());
        last = page.last;
        merchant.orders += page.count;
        merchant.pages.push_back(page.json);
    }
}

int Practice::orders() const
{
    int sum = 0;
    for (const Merchant& merchant : m_merchants)
        sum += merchant.orders;
    return sum;
}

qint64 Practice::bytes() const
{
    qint64 sum = 0;
    for (const Merchant& merchant : m_merchants)
        for (const QByteArray& page : merchant.pages)
            sum += page.size();
    return sum;
}

Through6Rule Practice::rule()
{
    Through6Rule rule;
    rule.skuPatterns = {QStringLiteral("*")};
    return rule;
}

std::unique_ptr<shipstation::Session> makeSession(const Practice& practice, const Practice::Merchant& merchant, shipstation::Transport& transport)
{
    shipstation::SessionOptions options;
    options.limit = 1'000'000; // the budget is not what is measured
    return std::make_unique<shipstation::Session>(merchant.id, need(shipstation::parseEndpoint(practice.url().toString())),
        [authorization = merchant.authorization] { return authorization; }, transport, Clock(), nullptr, options);
}

std::shared_ptr<const vault::MerchantKeys> benchKeys(MerchantId merchant)
{
    const std::array<unsigned char, vault::kKeySize> key{6}; // protects nothing: the data are made up and thrown away
    return need(vault::MerchantKeys::derive(need(vault::KeyArena::create()), key.data(), QUuid::createUuid(), merchant, 1));
}

Desk::Desk(const Practice& practice)
    : m_database(need(store::Database::open(m_dir.path())))
    , m_rules(std::make_unique<AddressRules>(need(loadBundledAddressRules())))
    , m_library(std::make_unique<operations::Library>(*m_database, need(store::ChunkCodec::load()), *m_rules, m_queue, Clock()))
{
    for (const Practice::Merchant& known : practice.merchants()) {
        Merchant merchant;
        merchant.id = known.id;
        merchant.rule = Practice::rule();
        m_books.push_back(std::make_unique<operations::MerchantBook>(merchant, known.facts, benchKeys(known.id), *m_library));
    }
}

Desk::~Desk() = default;

qint64 Desk::close()
{
    m_books.clear();
    m_library.reset();
    const QString path = m_database->filePath();
    m_database.reset(); // writes its log into the file
    return QFile(path).size();
}

std::size_t Desk::kept() const
{
    return m_queue.snapshot().rowCount();
}

} // namespace t6::bench
