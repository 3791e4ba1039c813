// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "console_p.h"

#include <core/async.h>

#include <QtConcurrentRun>

#include <algorithm>
#include <map>

// Postage: what there is, what may be added, and adding it.

namespace t6::operations {

namespace {

using Wallets = Result<QList<WalletState>>;

constexpr auto kShown = std::chrono::days(14); ///< of balances

/// Carrier and service by the name that the queue shows.
std::map<std::string, std::pair<std::string, std::string>> servicesByName(const AccountFacts& facts)
{
    std::map<std::string, std::pair<std::string, std::string>> names;
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        for (const Service& service : carrier.services) {
            names.emplace(service.code, std::pair(carrier.code, service.code));
            names.emplace(service.name, std::pair(carrier.code, service.code));
        }
    }
    return names;
}

bool isAbroad(const QueueRow& row, const AccountFacts& facts)
{
    const std::vector<Warehouse> warehouses = facts.warehouses.value_or(std::vector<Warehouse>());
    const auto home = std::find_if(warehouses.begin(), warehouses.end(), [](const Warehouse& warehouse) { return warehouse.isDefault; });
    const std::string country = home == warehouses.end() || home->origin.country.empty() ? "US" : home->origin.country;
    return row.country != 0 && countryText(row.country) != country;
}

std::vector<ReadyOrders> readyOrders(const QueueSnapshot& queue, MerchantId merchant, const AccountFacts& facts)
{
    const auto names = servicesByName(facts);
    std::map<std::pair<std::string, std::string>, ReadyOrders> ready;
    const auto index = queue.merchantIndex(merchant);
    for (const RowId id : index ? queue.rowsOf(*index) : std::vector<RowId>()) {
        const QueueRow& row = queue.row(id);
        const auto service = static_cast<Readiness>(row.readiness) == Readiness::ReadyToShip ? names.find(std::string(queue.service(id))) : names.end();
        if (service == names.end())
            continue;
        ReadyOrders& orders = ready[service->second];
        orders.carrier = service->second.first;
        orders.service = service->second.second;
        ++orders.orders;
        orders.abroad += isAbroad(row, facts);
    }
    std::vector<ReadyOrders> list;
    for (auto& [key, orders] : ready)
        list.push_back(std::move(orders));
    return list;
}

struct Account
{
    Merchant merchant;
    AccountFacts facts;
};

bool hasMark(const Merchant& merchant, ChecklistPoint point)
{
    return std::any_of(merchant.checklist.begin(), merchant.checklist.end(), [point](const ChecklistMark& mark) { return mark.point == point; });
}

/// Blocks for the disk: worker thread.
Wallets walletsOf(const QList<Account>& accounts, const QueueSnapshot& queue, store::FundsBook& book, UtcTime now)
{
    const auto rows = book.balances(now - kShown).result();
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<std::pair<MerchantId, std::int64_t>, std::vector<BalancePoint>> points;
    for (const store::BalanceRow& row : *rows)
        points[{row.merchant, row.wallet}].push_back(row.point);
    QList<WalletState> wallets;
    for (const Account& account : accounts) {
        std::vector<WalletHistory> history;
        for (const auto& [key, balances] : points) {
            if (key.first == account.merchant.id)
                history.push_back({key.second, balances});
        }
        for (WalletOutlook& one : outlook(account.facts, readyOrders(queue, account.merchant.id, account.facts), history, now)) {
            const auto day = book.day(account.merchant.id, one.shippingProviderId, now).result();
            if (!day)
                return tl::unexpected(day.error());
            const auto known = points.find({account.merchant.id, one.shippingProviderId});
            wallets.append({account.merchant.id, account.merchant.name, account.merchant.colour, account.merchant.funding, hasMark(account.merchant, ChecklistPoint::PostageFunding), std::move(one),
                known == points.end() ? std::vector<BalancePoint>() : known->second, day->ofWallet, day->ofMerchant});
        }
    }
    std::stable_sort(wallets.begin(), wallets.end(), [](const WalletState& a, const WalletState& b) { return isMoreUrgent(a.outlook, b.outlook); });
    return wallets;
}

std::optional<Funding::Consent> consent(const std::optional<Funding::Consent>& wanted, const std::optional<Funding::Consent>& before, const Funding::Consent& now)
{
    return !wanted ? std::nullopt : before ? before : std::optional(now);
}

} // namespace

QFuture<Wallets> Console::funds()
{
    if (!d->open)
        return readyFuture<Wallets>(locked());
    QList<Account> accounts;
    for (const auto& [id, merchant] : d->open->merchants)
        accounts.append({merchant.book->merchant(), merchant.book->facts()});
    return QtConcurrent::run(&d->engine->staffPool(), [open = d->open, accounts, queue = d->queue, now = d->options.clock.now()] { return walletsOf(accounts, queue, *open->funds, now); });
}

QFuture<Result<void>> Console::setFunding(MerchantId id, const QString& passphrase, const Funding& wanted)
{
    using Outcome = Result<void>;
    const OpenMerchant* found = d->find(id);
    if (!found || d->options.readOnly)
        return readyFuture<Outcome>(locked());
    if (wanted.dayCap.minor < kLeastFunds.minor || wanted.dayCap.minor > kMostFunds.minor)
        return readyFuture<Outcome>(failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Choose a limit from %1 to %2.").arg(dollarText(kLeastFunds), dollarText(kMostFunds)), tr("limit")));
    const Funding before = found->book->merchant().funding;
    const Funding::Consent now{d->options.clock.now(), d->options.actor};
    Funding funding{consent(wanted.enabled, before.enabled, now), std::nullopt, wanted.dayCap};
    if (funding.enabled)
        funding.automatic = consent(wanted.automatic, before.automatic, now);
    store::AuditEntry line = d->auditLine();
    line.action = QStringLiteral("funding");
    line.step = funding.automatic ? QStringLiteral("automatic") : funding.enabled ? QStringLiteral("enabled") : QStringLiteral("disabled");
    line.merchant = id;
    line.detail = plainMoney(funding.dayCap);
    const auto kept = QtConcurrent::run(&d->engine->staffPool(),
        [open = d->open, book = found->book, keys = found->keys, funding, line, database = d->profile.database.get(), typed = detached(passphrase)]() mutable -> Outcome {
            if (const auto known = vault::Vault::unlock(open->vault.header(), vault::Passphrase(std::move(typed)), 0); !known)
                return tl::unexpected(known.error());
            if (const auto told = open->audit->append(line).result(); !told)
                return tl::unexpected(told.error());
            Merchant merchant = book->merchant();
            merchant.funding = funding;
            if (auto saved = store::SealedFields(*database).put({OpenProfile::sealRecord(merchant, *keys)}, store::Durability::Power).result(); !saved)
                return saved;
            book->setMerchant(merchant);
            return {};
        });
    const auto promise = makePromise<void>();
    whenDone(this, kept, [this, promise, id](const Outcome& done) {
        if (done && d->open)
            emit merchantChanged(id);
        promise->addResult(done);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<OperationReport>> Console::addFunds(const TopUpRequest& request)
{
    return d->find(request.merchant) ? d->engine->addFunds(request) : readyFuture<Result<OperationReport>>(locked());
}

/// A merchant's account was read: it is kept, and its balances are.
void Console::noteFacts(MerchantId id, const AccountFacts& facts)
{
    OpenMerchant* merchant = d->find(id);
    if (!merchant)
        return;
    emit merchantChanged(id);
    if (d->options.readOnly)
        return;
    const auto tellFailure = [this, id](const Result<void>& kept) {
        if (!kept)
            report(id, kept.error());
    };
    store::SealedFields fields(*d->profile.database);
    whenDone(this, fields.put({OpenProfile::sealFacts(facts, *merchant->keys)}, store::Durability::Process), tellFailure);
    QList<store::BalanceRow> balances;
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        if (carrier.requiresFundedAccount)
            balances.append({id, carrier.shippingProviderId, {facts.fetchedAt, carrier.balance}});
    }
    if (!balances.isEmpty())
        whenDone(this, d->open->funds->note(balances), tellFailure);
    topUpByAdvice(id, facts);
}

/// Only where an owner switched it on. The limits, and whether it is needed after all, are decided when it is written down.
void Console::topUpByAdvice(MerchantId id, const AccountFacts& facts)
{
    const Funding funding = d->find(id)->book->merchant().funding;
    if (!funding.enabled || !funding.automatic || !d->options.background)
        return;
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>())) {
        if (!carrier.requiresFundedAccount || carrier.balance.minor >= kFundsBelow.minor || !d->toppingUp.insert({id, carrier.shippingProviderId}).second)
            continue;
        const TopUpRequest request{id, carrier.shippingProviderId, withOddCents(kFundsAmount, d->automaticTopUps++), std::nullopt, {}, true, {}};
        whenDone(this, d->engine->addFunds(request), [this, id, wallet = carrier.shippingProviderId](const Result<OperationReport>& done) {
            d->toppingUp.erase({id, wallet});
            if (!done || done->alreadySo)
                return;
            if (done->error && !isConfirmed(*done))
                report(id, *done->error);
            emit fundsAddedByAdvice(*done);
        });
    }
}

} // namespace t6::operations
