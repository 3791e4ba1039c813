// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "topupdesk.h"

#include <core/async.h>

#include <algorithm>

namespace t6::operations {

TopUpDesk::TopUpDesk(WriteSetup setup, shipstation::Session& session, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)), m_session(session), m_pool(pool)
{
    m_sweep.setSingleShot(true);
    connect(&m_sweep, &QTimer::timeout, this, &TopUpDesk::recover);
}

TopUpDesk::~TopUpDesk()
{
    qDeleteAll(std::exchange(m_runs, {}));
}

QFuture<Result<void>> TopUpDesk::recover()
{
    const auto promise = makePromise<void>();
    const auto finish = [promise](const Result<void>& outcome) {
        promise->addResult(outcome);
        promise->finish();
    };
    whenDone(this, m_setup.journal.open(merchant()), [this, finish](const Result<QList<store::JournalRecord>>& records) {
        if (!records) {
            emit problemFound(merchant(), records.error());
            m_sweep.start(m_setup.pace.quarantine);
            finish(tl::unexpected(records.error()));
            return;
        }
        const auto missing = std::make_shared<qsizetype>(1);
        const auto looked = [finish, missing](const Result<OperationReport>&) {
            if (--*missing == 0)
                finish({});
        };
        for (const store::JournalRecord& record : *records) {
            if (const auto look = record.kind == OperationKind::AddFunds ? resume(record) : std::nullopt) {
                ++*missing;
                whenDone(this, *look, looked);
            }
        }
        looked(OperationReport());
    });
    return promise->future();
}

std::optional<QFuture<Result<OperationReport>>> TopUpDesk::resume(const store::JournalRecord& record)
{
    if (m_windingDown || record.state == OperationState::Watch)
        return std::nullopt;
    const auto live = std::find_if(m_runs.begin(), m_runs.end(), [&record](const TopUpRun* run) { return run->id() == record.id; });
    if (live != m_runs.end())
        return (*live)->look();
    auto opened = openRecord(record, *m_setup.keys);
    if (!opened) {
        emit problemFound(merchant(), opened.error());
        return std::nullopt;
    }
    if (!blocksOrder(record.state)) { // waits for a person
        emit operationChanged(describe(record, opened->first, opened->second));
        return std::nullopt;
    }
    return makeRun()->resume(record, std::move(opened->first), std::move(opened->second));
}

QFuture<Result<OperationReport>> TopUpDesk::add(TopUpRequest request)
{
    if (m_windingDown)
        return readyFuture<Result<OperationReport>>(failure(ErrorDomain::Program, ErrorCode::Cancelled));
    request.actor = m_setup.actor;
    if (const auto error = refusal(request)) {
        OperationReport report;
        report.merchant = request.merchant;
        report.order = walletKey(request.wallet);
        report.kind = OperationKind::AddFunds;
        report.argument = plainMoney(request.amount);
        report.error = error;
        return readyFuture(Result<OperationReport>(report));
    }
    return makeRun()->start(std::move(request));
}

std::optional<Error> TopUpDesk::refusal(const TopUpRequest& request) const
{
    const auto because = [](const QString& why) { return Error{ErrorDomain::Input, ErrorCode::FundsRefused, why, 0, {}, {}}; };
    const Funding funding = m_setup.book->merchant().funding;
    if (!funding.enabled)
        return because(tr("Nobody has confirmed yet that ShipStation lets this account add funds through its API."));
    if (request.automatic && !funding.automatic)
        return because(tr("Automatic top-ups are not switched on for this merchant."));
    if (request.amount.minor < kLeastFunds.minor || request.amount.minor > kMostFunds.minor)
        return because(tr("ShipStation takes from %1 to %2 at a time.").arg(dollarText(kLeastFunds), dollarText(kMostFunds)));
    if (request.wallet <= 0)
        return because(tr("The account has no such funded carrier any more."));
    return std::nullopt;
}

TopUpRun* TopUpDesk::makeRun()
{
    auto* run = new TopUpRun(m_setup, m_session, this);
    m_runs.append(run);
    connect(run, &TopUpRun::changed, this, &TopUpDesk::operationChanged);
    connect(run, &TopUpRun::balancesRead, this, &TopUpDesk::takeBalances);
    connect(run, &TopUpRun::problemFound, this, [this](const Error& error) { emit problemFound(merchant(), error); });
    connect(run, &TopUpRun::answerCame, this, [this] {
        if (onTheWire() == 0)
            emit wireEmpty();
    });
    connect(run, &TopUpRun::finished, this, [this, run](bool leftOpen) {
        m_runs.removeOne(run);
        if (leftOpen)
            m_sweep.start(m_setup.pace.firstRecheck);
    });
    return run;
}

/// What was read on behalf of a top-up is news for everybody.
void TopUpDesk::takeBalances(const std::vector<Carrier>& carriers)
{
    AccountFacts facts = m_setup.book->facts();
    if (!facts.carriers)
        return;
    bool changed = false;
    for (Carrier& known : *facts.carriers) {
        for (const Carrier& read : carriers) {
            if (read.shippingProviderId == known.shippingProviderId && read.code == known.code) {
                changed = changed || !(known.balance == read.balance);
                known.balance = read.balance;
            }
        }
    }
    if (!changed)
        return;
    facts.fetchedAt = m_setup.clock.now();
    m_setup.book->setFacts(facts);
    emit factsChanged(merchant(), facts);
    m_pool.start([book = m_setup.book] { (void)book->recheck(); }); // what fails here is checked again with the next reading
}

void TopUpDesk::windDown()
{
    m_windingDown = true;
    m_sweep.stop();
}

int TopUpDesk::onTheWire() const
{
    return static_cast<int>(std::count_if(m_runs.begin(), m_runs.end(), [](const TopUpRun* run) { return run->isOnTheWire(); }));
}

} // namespace t6::operations
