// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shippingdesk.h"

#include "labelpreflight.h"

#include <core/async.h>
#include <core/merchantdefaults.h>
#include <shipstation/account.h>
#include <shipstation/accountdecoder.h>

#include <algorithm>

namespace t6::operations {

namespace {

constexpr std::chrono::days kStoresTold{7}; ///< shipments of so many days are looked at

template <typename T>
void finish(const std::shared_ptr<QPromise<Result<T>>>& promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace

ShippingDesk::ShippingDesk(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)), m_session(session), m_pool(pool)
{
    m_sweep.setSingleShot(true);
    connect(&m_sweep, &QTimer::timeout, this, &ShippingDesk::recover);
    m_storeTimer.setInterval(m_setup.pace.storeCheck);
    connect(&m_storeTimer, &QTimer::timeout, this, &ShippingDesk::lookAtStores);
    m_storeTimer.start();
    connect(this, &ShippingDesk::operationChanged, this, [this](const OperationReport& report) {
        if (m_setup.book->setUnsettled(report.order, report.id, needsPerson(report.state)))
            m_pool.start([book = m_setup.book, order = report.order] { (void)book->reconsider(order); }); // an order that is gone has nothing to show
    });
}

ShippingDesk::~ShippingDesk()
{
    qDeleteAll(std::exchange(m_runs, {}));
}

QFuture<Result<void>> ShippingDesk::recover()
{
    const auto promise = makePromise<void>();
    whenDone(this, m_setup.journal.open(merchant()), [this, promise](const Result<QList<store::JournalRecord>>& records) {
        if (!records) {
            emit problemFound(merchant(), records.error());
            m_sweep.start(m_setup.pace.quarantine);
            finish<void>(promise, tl::unexpected(records.error()));
            return;
        }
        const auto missing = std::make_shared<qsizetype>(1);
        const auto looked = [promise, missing](const Result<OperationReport>&) {
            if (--*missing == 0)
                finish<void>(promise, {});
        };
        for (const store::JournalRecord& record : *records) {
            if (const auto look = resume(record)) {
                ++*missing;
                whenDone(this, *look, looked);
            }
        }
        looked(OperationReport());
    });
    return promise->future();
}

std::optional<QFuture<Result<OperationReport>>> ShippingDesk::resume(const store::JournalRecord& record)
{
    if (m_windingDown || (record.kind != OperationKind::Label && record.kind != OperationKind::VoidLabel))
        return std::nullopt;
    const auto live = std::find_if(m_runs.begin(), m_runs.end(), [&record](const ShippingRun* run) { return run->id() == record.id; });
    if (live != m_runs.end())
        return (*live)->look();
    if (record.state == OperationState::Watch)
        return std::nullopt;
    auto opened = openRecord(record, *m_setup.keys);
    if (!opened) {
        emit problemFound(merchant(), opened.error());
        return std::nullopt;
    }
    if (!blocksOrder(record.state)) { // waits for a person
        emit operationChanged(describe(record, opened->first, opened->second));
        return std::nullopt;
    }
    ShippingRun* run = record.kind == OperationKind::Label ? static_cast<ShippingRun*>(makeRun<LabelRun>()) : makeRun<VoidRun>();
    return run->resume(record, std::move(opened->first), std::move(opened->second));
}

QFuture<Result<OperationReport>> ShippingDesk::buy(LabelRequest request, Money dayCap)
{
    const auto promise = makePromise<OperationReport>();
    if (!m_windingDown) {
        m_waiting.push_back({std::move(request), dayCap, promise});
        pump();
    }
    return promise->future();
}

QFuture<Result<OperationReport>> ShippingDesk::voidLabel(OrderId order, ShipmentId shipment, QUuid batch)
{
    return m_windingDown ? makePromise<OperationReport>()->future() : makeRun<VoidRun>()->start(merchant(), order, shipment, batch);
}

/// One label after the other: they are paid from the same wallets, and the next one's balance is read when this one is paid.
void ShippingDesk::pump()
{
    const auto busy = [](const ShippingRun* run) { return !run->isWaiting() && qobject_cast<const LabelRun*>(run); };
    if (m_windingDown || m_waiting.empty() || std::any_of(m_runs.begin(), m_runs.end(), busy))
        return;
    const auto single = std::find_if(m_waiting.begin(), m_waiting.end(), [](const Waiting& waiting) { return waiting.request.batch.isNull(); });
    const auto next = single != m_waiting.end() ? single : m_waiting.begin();
    Waiting begun = std::move(*next);
    m_waiting.erase(next);
    whenDone(this, makeRun<LabelRun>()->start(std::move(begun.request), begun.dayCap), [promise = begun.promise](const Result<OperationReport>& report) { finish(promise, report); });
}

template <typename Run>
Run* ShippingDesk::makeRun()
{
    auto* run = new Run(m_setup, m_session, m_pool, this);
    m_runs.append(run);
    connect(run, &ShippingRun::changed, this, &ShippingDesk::operationChanged);
    connect(run, &ShippingRun::problemFound, this, [this](const Error& error) { emit problemFound(merchant(), error); });
    connect(run, &ShippingRun::waiting, this, &ShippingDesk::pump);
    connect(run, &ShippingRun::answerCame, this, [this] {
        if (onTheWire() == 0)
            emit wireEmpty();
    });
    connect(run, &ShippingRun::finished, this, [this, run](bool leftOpen) {
        m_runs.removeOne(run);
        if (leftOpen && !m_windingDown)
            m_sweep.start(m_setup.pace.firstRecheck);
        pump();
    });
    return run;
}

void ShippingDesk::cancelBatch(QUuid batch)
{
    std::erase_if(m_waiting, [batch](const Waiting& waiting) { return waiting.request.batch == batch; }); // a dropped promise finishes as Cancelled
}

void ShippingDesk::windDown()
{
    m_windingDown = true;
    m_sweep.stop();
    m_storeTimer.stop();
    m_waiting.clear(); // their futures finish as Cancelled
    for (ShippingRun* run : m_runs)
        run->windDown();
}

int ShippingDesk::onTheWire() const
{
    return static_cast<int>(std::count_if(m_runs.begin(), m_runs.end(), [](const ShippingRun* run) { return run->isOnTheWire(); }));
}

/// The list of shipments alone tells that a store was not told.
void ShippingDesk::lookAtStores()
{
    using shipstation::Priority;
    whenDone(this, shipstation::fetchShipmentsSince(m_session, m_setup.clock.now() - kStoresTold, Priority::Background), [this](const Result<QList<Shipment>>& shipments) {
        if (!shipments)
            return; // the sync tells what is wrong with the network
        for (const OrderId order : m_setup.book->storeNews().take(*shipments))
            m_pool.start([book = m_setup.book, order] { (void)book->reconsider(order); });
    });
}

// --- prices --------------------------------------------------------------------------------------------------------------------

namespace {

/// Asks one carrier after the other; a child of the session, like its requests.
class QuoteAsking : public QObject
{
public:
    QuoteAsking(shipstation::Session& session, const MerchantBook& book, Clock clock, OrderId order)
        : QObject(&session), m_session(session), m_facts(book.facts()), m_merchant(book.merchant()), m_clock(std::move(clock)), m_order(order), m_promise(makePromise<Quotes>())
    {
    }

    QFuture<Result<Quotes>> start()
    {
        const auto future = m_promise->future();
        whenDone(this, shipstation::fetchOrder(m_session, m_order, shipstation::Priority::Staff), [this](const Result<QByteArray>& json) {
            const auto order = json ? JsonText::parse(*json) : Result<JsonText>(tl::unexpected(json.error()));
            order ? begin(*order) : end(tl::unexpected(order.error()));
        });
        return future;
    }

private:
    void begin(const JsonText& order)
    {
        if (const auto locked = shippable(order, order))
            return end(tl::unexpected(*locked));
        m_quotes.merchant = m_merchant.id;
        m_quotes.order = m_order;
        m_quotes.seen = order.text();
        m_quotes.number = numberOf(order.text());
        m_quotes.at = m_clock.now();
        if (!m_facts.carriers)
            m_facts.carriers.emplace();
        for (const Carrier& carrier : *m_facts.carriers) {
            if (std::find(m_codes.begin(), m_codes.end(), carrier.code) == m_codes.end())
                m_codes.push_back(carrier.code);
        }
        whenDone(this, m_session.get(QStringLiteral("/carriers"), {}, shipstation::Priority::Staff), [this](const Result<shipstation::Answer>& answer) {
            if (const auto fresh = answer ? shipstation::decodeCarriers(answer->json) : Result<std::vector<Carrier>>(tl::unexpected(answer.error())))
                takeBalances(*fresh);
            reserve();
        });
    }

    /// Services and packages stay as they were read with the account.
    void takeBalances(const std::vector<Carrier>& fresh)
    {
        for (Carrier& carrier : *m_facts.carriers) {
            for (const Carrier& now : fresh) {
                if (now.code == carrier.code && now.shippingProviderId == carrier.shippingProviderId)
                    carrier.balance = now.balance;
            }
        }
    }

    void reserve()
    {
        whenDone(this, m_session.reserve(static_cast<int>(std::max<std::size_t>(1, m_codes.size()))), [this](const Result<shipstation::Slots>& reserved) {
            if (!reserved)
                return end(tl::unexpected(reserved.error()));
            m_slots = *reserved;
            askNext();
        });
    }

    void askNext()
    {
        if (m_codes.empty())
            return compare();
        const std::string code = m_codes.back();
        m_codes.pop_back();
        const QString carrier = QString::fromStdString(code);
        const Carrier* const payer = payingCarrier(*m_facts.carriers, carrier, walletOf(m_quotes.seen));
        const QString name = QString::fromStdString(payer->nickname.empty() ? payer->name : payer->nickname);
        const auto order = JsonText::parse(m_quotes.seen);
        LabelTerms terms;
        terms.carrier = carrier;
        terms.service = payer->services.empty() ? QString() : QString::fromStdString(payer->services.front().code);
        const auto complete = completeTerms(terms, *order, m_clock.now(), m_facts);
        const auto request = complete ? rateRequest(*order, m_facts, *complete) : Result<shipstation::WriteRequest>(tl::unexpected(complete.error()));
        if (!request) {
            m_quotes.silent.append({carrier, name, request.error()});
            return askNext();
        }
        m_quotes.confirmation = complete->confirmation;
        const std::optional<Money> balance = payer->requiresFundedAccount ? std::optional(payer->balance) : std::nullopt;
        whenDone(this, shipstation::fetchRates(m_session, *request, carrier, m_slots, m_clock.now() + std::chrono::seconds(10)), [this, carrier, name, balance, package = complete->package](const Result<QList<RateQuote>>& rates) {
            if (!rates)
                m_quotes.silent.append({carrier, name, rates.error()});
            for (RateQuote quote : rates.value_or(QList<RateQuote>())) {
                quote.carrierName = name;
                quote.balance = balance;
                quote.package = package;
                m_quotes.rates.append(quote);
            }
            askNext();
        });
    }

    void compare()
    {
        if (m_quotes.rates.isEmpty() && !m_quotes.silent.isEmpty())
            return end(tl::unexpected(m_quotes.silent.front().error));
        const auto order = JsonText::parse(m_quotes.seen);
        const auto text = [&order](QStringView member) {
            const auto value = order->root().member(member);
            return value ? value->string() : QString();
        };
        compareQuotes(m_quotes.rates, mappingsFor(m_merchant.services, text(u"requestedShippingService")), text(u"carrierCode"), text(u"serviceCode"));
        end(m_quotes);
    }

    void end(Result<Quotes> result)
    {
        finish(m_promise, std::move(result));
        deleteLater();
    }

    shipstation::Session& m_session;
    AccountFacts m_facts;
    const Merchant m_merchant;
    Clock m_clock;
    OrderId m_order;
    Quotes m_quotes;
    std::vector<std::string> m_codes;
    shipstation::Slots m_slots;
    std::shared_ptr<QPromise<Result<Quotes>>> m_promise;
};

} // namespace

QFuture<Result<Quotes>> askQuotes(shipstation::Session& session, const MerchantBook& book, Clock clock, OrderId order)
{
    return (new QuoteAsking(session, book, std::move(clock), order))->start();
}

} // namespace t6::operations
