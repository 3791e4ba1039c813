// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "topuprun.h"

#include <core/async.h>
#include <core/errorname.h>
#include <shipstation/orderwrites.h>

#include <algorithm>

namespace t6::operations {

namespace {

constexpr auto kLabelsBefore = std::chrono::hours(1); ///< ShipStation's clock and ours may differ
constexpr int kMostTries = 6; ///< of looking at ever longer intervals

Error refusal(const QString& why)
{
    return {ErrorDomain::Input, ErrorCode::FundsRefused, why, 0, {}, {}};
}

/// The ledger's refusal in words.
Error inWords(Error error, const Funding& funding)
{
    if (error.code == ErrorCode::FundsRefused)
        error.detail = error.detail == u"count" ? TopUpRun::tr("This carrier had %1 top-ups in the last 24 hours, the most that there may be.").arg(kFundsPerDay)
                                                : TopUpRun::tr("It would be more than the %1 that this merchant's limit allows in 24 hours.").arg(dollarText(funding.dayCap));
    else if (error.code == ErrorCode::OrderBusy)
        error = refusal(TopUpRun::tr("It is not known what became of an earlier top-up of this carrier; until 24 hours after it, another one needs a reason."));
    return error;
}

const Carrier* walletIn(const std::vector<Carrier>& carriers, std::int64_t wallet)
{
    const auto found = std::find_if(carriers.begin(), carriers.end(), [wallet](const Carrier& carrier) { return carrier.shippingProviderId == wallet && carrier.requiresFundedAccount; });
    return found == carriers.end() ? nullptr : &*found;
}

} // namespace

TopUpRun::TopUpRun(const WriteSetup& setup, shipstation::Session& session, QObject* parent)
    : QObject(parent), m_setup(setup), m_session(session), m_promise(makePromise<OperationReport>())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TopUpRun::verify);
}

QFuture<Result<OperationReport>> TopUpRun::start(TopUpRequest request)
{
    m_request = std::move(request);
    m_record.merchant = m_request.merchant;
    m_record.order = walletKey(m_request.wallet);
    m_record.kind = OperationKind::AddFunds;
    m_record.state = OperationState::NotSent;
    m_plan.wallet = m_request.wallet;
    m_plan.amount = m_request.amount;
    m_plan.automatic = m_request.automatic;
    const AccountFacts facts = m_setup.book->facts();
    if (const Carrier* known = facts.carriers ? walletIn(*facts.carriers, m_request.wallet) : nullptr)
        m_plan.name = QString::fromStdString(known->nickname.empty() ? known->name : known->nickname);
    const auto future = m_promise->future();
    constexpr int kRequests = 5; // labels, balance; the top-up; balance, labels
    whenDone(this, m_session.reserve(kRequests), [this](const Result<shipstation::Slots>& reserved) {
        if (!reserved) {
            refuse(reserved.error());
            return;
        }
        m_slots = *reserved;
        begin();
    });
    return future;
}

/// A person who says why may add money although the last top-up is in doubt; not while the program itself still looks for it.
void TopUpRun::begin()
{
    if (m_request.reason.isEmpty()) {
        writeDown();
        return;
    }
    whenDone(this, m_setup.journal.endQuarantine(m_record.merchant, m_record.order, line(QStringLiteral("override"))), [this](const Result<void>& ended) {
        if (ended)
            writeDown();
        else
            refuse(ended.error());
    });
}

QFuture<Result<OperationReport>> TopUpRun::resume(store::JournalRecord record, OperationPlan plan, OperationFindings findings)
{
    m_record = std::move(record);
    m_kept = std::move(plan);
    m_plan = TopUpPlan::decode(m_kept.before);
    m_findings = std::move(findings);
    m_writtenDown = true;
    m_accepted = m_record.state == OperationState::Replied;
    const auto future = m_promise->future();
    switch (m_record.state) {
    case OperationState::Intent: // nothing is sent before Sending is on disk
        m_findings.error = Error{ErrorDomain::Program, ErrorCode::Cancelled, {}, 0, {}, {}};
        advance(OperationState::NotSent, [this] { settle(); });
        break;
    case OperationState::Sending:
        advance(OperationState::Unknown, [this] { verify(); });
        break;
    case OperationState::Replied:
    case OperationState::Unknown: verify(); break;
    default: QMetaObject::invokeMethod(this, &TopUpRun::settle, Qt::QueuedConnection); break;
    }
    return future;
}

QFuture<Result<OperationReport>> TopUpRun::look()
{
    if (!m_promise)
        m_promise = makePromise<OperationReport>();
    const auto future = m_promise->future();
    if (m_timer.isActive()) {
        m_timer.stop();
        verify();
    }
    return future;
}

/// Before the balance is read: from here on no other desk begins a top-up of this wallet.
void TopUpRun::writeDown()
{
    m_record.id = OperationId::create();
    m_record.createdAt = m_record.changedAt = m_setup.clock.now();
    m_record.state = OperationState::Intent;
    m_kept = m_plan.operationPlan(m_request.actor, m_request.reason);
    m_record.sealedPlan = sealedPlan();
    const Funding funding = m_setup.book->merchant().funding;
    auto entry = store::FundsBook::entry(m_plan.wallet, m_plan.amount, {kFundsPerDay, funding.dayCap});
    whenDone(this, m_setup.journal.begin(m_record, line(QStringLiteral("intent")), std::move(entry)), [this, funding](const Result<void>& kept) {
        if (!kept) {
            m_record.id = {};
            m_record.state = OperationState::NotSent;
            refuse(inWords(kept.error(), funding));
            return;
        }
        m_writtenDown = true;
        emit changed(report());
        readLabels();
    });
}

void TopUpRun::readLabels()
{
    m_plan.labelsSince = m_setup.clock.now() - kLabelsBefore;
    whenDone(this, shipstation::fetchLabels(m_session, m_plan.labelsSince, m_slots), [this](const Result<shipstation::BoughtLabels>& bought) {
        if (bought)
            readBalance(*bought);
        else
            refuse(bought.error());
    });
}

void TopUpRun::readBalance(const shipstation::BoughtLabels& bought)
{
    for (const shipstation::BoughtLabel& label : bought.labels)
        m_plan.labels.insert(label.shipmentId);
    whenDone(this, shipstation::fetchCarriers(m_session, m_slots), [this](const Result<std::vector<Carrier>>& carriers) {
        const std::optional<Error> error = carriers ? take(*carriers) : carriers.error();
        if (error)
            refuse(error->code == ErrorCode::Cancelled && m_findings.alreadySo ? std::nullopt : error);
        else
            commitSending();
    });
}

/// The wallet as it is now: may the money be added?
std::optional<Error> TopUpRun::take(const std::vector<Carrier>& carriers)
{
    emit balancesRead(carriers);
    const Carrier* wallet = walletIn(carriers, m_plan.wallet);
    if (!wallet)
        return refusal(tr("The account has no such funded carrier any more."));
    if (std::count_if(carriers.begin(), carriers.end(), [&](const Carrier& other) { return other.requiresFundedAccount && other.code == wallet->code; }) > 1)
        return refusal(tr("Several accounts of this carrier hold money, and ShipStation's API cannot be told which is meant. Add the funds in ShipStation."));
    m_plan.code = QString::fromStdString(wallet->code);
    m_plan.before = wallet->balance;
    if (m_request.seen && wallet->balance.minor > m_request.seen->minor)
        return refusal(tr("The balance has risen to %1 meanwhile: somebody else, or auto-funding, has added money.").arg(dollarText(wallet->balance)));
    if (m_plan.automatic && wallet->balance.minor >= kFundsBelow.minor) {
        m_findings.alreadySo = true;
        return Error{ErrorDomain::Program, ErrorCode::Cancelled, {}, 0, {}, {}};
    }
    return std::nullopt;
}

void TopUpRun::commitSending()
{
    const UtcTime now = m_setup.clock.now();
    m_plan.sentAt = now;
    const shipstation::WriteRequest request = shipstation::addFunds(m_plan.code, m_plan.amount);
    m_kept = m_plan.operationPlan(m_request.actor, m_request.reason);
    m_kept.body = request.body;
    m_record.sealedPlan = sealedPlan();
    m_record.quarantineUntil = now + m_setup.pace.walletBlock;
    whenDone(this, m_setup.journal.send(m_record.id, m_record.sealedPlan, now, *m_record.quarantineUntil), [this, now](const Result<void>& kept) {
        if (!kept) {
            refuse(kept.error());
            return;
        }
        m_record.state = OperationState::Sending;
        m_record.changedAt = now;
        emit changed(report());
        send();
    });
}

void TopUpRun::send()
{
    m_onTheWire = true;
    const shipstation::WriteRequest request = shipstation::addFunds(m_plan.code, m_plan.amount);
    whenDone(this, m_session.write(request, m_slots, m_record.changedAt + m_setup.pace.firstByte), [this](const shipstation::WriteAnswer& answer) {
        m_onTheWire = false;
        answered(answer);
        emit answerCame();
    });
}

void TopUpRun::answered(const shipstation::WriteAnswer& answer)
{
    using D = shipstation::Delivery;
    m_findings.error = answer.error;
    if (m_findings.error && m_findings.error->code == ErrorCode::KeysRejected) { // the same keys have just read the balance
        m_findings.error->code = ErrorCode::Forbidden;
        m_findings.error->detail = tr("ShipStation has not enabled adding funds through the API for this account.");
    }
    m_accepted = answer.delivery == D::Replied;
    switch (answer.delivery) {
    case D::NotSent: advance(OperationState::NotSent, [this] { settle(); }); return;
    case D::Rejected: advance(OperationState::Rejected, [this] { settle(); }); return;
    case D::Replied: advance(OperationState::Replied, [this] { verify(); }); return;
    case D::Unknown: advance(OperationState::Unknown, [this] { verify(); }); return;
    }
}

/// Only the balance tells what happened, together with what was paid from it meanwhile.
void TopUpRun::verify()
{
    ++m_looks;
    m_lookedAt = m_setup.clock.now();
    whenDone(this, shipstation::fetchCarriers(m_session, m_slots), [this](const Result<std::vector<Carrier>>& carriers) {
        const Carrier* wallet = carriers ? walletIn(*carriers, m_plan.wallet) : nullptr;
        if (wallet) {
            verifyLabels(*carriers, wallet->balance);
        } else if (carriers || carriers.error().code != ErrorCode::Cancelled) { // else locking: a later run resumes
            m_findings.error = carriers ? refusal(tr("The account has no such funded carrier any more.")) : carriers.error();
            lookAgainLater();
        }
    });
}

void TopUpRun::verifyLabels(const std::vector<Carrier>& carriers, Money now)
{
    whenDone(this, shipstation::fetchLabels(m_session, m_plan.labelsSince, m_slots), [this, carriers, now](const Result<shipstation::BoughtLabels>& bought) {
        if (bought) {
            judge(carriers, m_plan.spentSince(*bought), now);
        } else if (bought.error().code != ErrorCode::Cancelled) {
            m_findings.error = bought.error();
            lookAgainLater();
        }
    });
}

void TopUpRun::judge(const std::vector<Carrier>& carriers, std::optional<Money> labels, Money now)
{
    m_findings.after = m_plan.proof(labels.value_or(Money()), now);
    const TopUpVerdict verdict = labels ? judgeTopUp(m_plan.before, m_plan.amount, *labels, now) : TopUpVerdict::Other;
    if (verdict != TopUpVerdict::Applied) {
        notSeen(verdict);
        return;
    }
    m_findings.error = std::nullopt;
    advance(OperationState::Watch, [this, carriers] {
        emit balancesRead(carriers);
        settle();
    });
}

/// The money is not there, or the sum is not right: labels are listed late, and requests arrive late. After a while it is certain, or a person's.
void TopUpRun::notSeen(TopUpVerdict verdict)
{
    if (m_lookedAt < m_plan.sentAt + m_setup.pace.money) {
        if (m_record.state == OperationState::Replied) {
            lookAgainLater();
            return;
        }
        m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, {}, 0, {}, {}};
        lookAgainLater();
    } else if (verdict == TopUpVerdict::NotApplied && !m_accepted) {
        advance(OperationState::NotApplied, [this] { settle(); });
    } else {
        m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, {}, 0, {}, {}};
        advance(OperationState::NeedsPerson, [this] { settle(); });
    }
}

void TopUpRun::lookAgainLater()
{
    m_slots = {}; // what is left of the reservation is free for others while we wait
    m_error = Error{ErrorDomain::ShipStation, ErrorCode::OutcomeUnknown, m_findings.error ? m_findings.error->detail : QString(), 0, {}, {}};
    tell();
    std::chrono::milliseconds wait = m_setup.pace.firstRecheck;
    for (int look = 1; look < std::min(m_looks, kMostTries); ++look)
        wait *= 3;
    wait = std::min(wait, std::max(m_setup.pace.quarantine, m_setup.pace.firstRecheck));
    const UtcTime now = m_setup.clock.now(), certain = m_plan.sentAt + m_setup.pace.money;
    if (certain > now)
        wait = std::min(wait, certain - now + std::chrono::milliseconds(1));
    m_timer.start(wait);
}

/// Nothing was sent and nothing will be: because of the error, or because nothing is left to do.
void TopUpRun::refuse(const std::optional<Error>& error)
{
    m_error = error;
    m_findings.error = error;
    if (m_writtenDown && m_record.state == OperationState::Intent)
        advance(OperationState::NotSent, [this] { settle(); });
    else
        settle();
}

/// The journal cannot be written: what is on the disk is what counts, and a later run resumes from there.
void TopUpRun::storeFailed(const Error& error)
{
    emit problemFound(error);
    m_error = error;
    settle();
}

template <typename Then>
void TopUpRun::advance(OperationState to, Then then)
{
    const UtcTime now = m_setup.clock.now();
    const QByteArray findings = sealFindings(m_record.id, m_findings, *m_setup.keys);
    whenDone(this, m_setup.journal.advance(m_record.id, m_record.state, to, findings, now, line(QString::fromLatin1(operationStateName(to)))),
        [this, to, now, then = std::move(then)](const Result<void>& kept) mutable {
            if (!kept) {
                storeFailed(kept.error());
                return;
            }
            m_record.state = to;
            m_record.changedAt = now;
            emit changed(report());
            then();
        });
}

void TopUpRun::settle()
{
    m_slots = {};
    m_timer.stop();
    tell();
    emit finished(blocksOrder(m_record.state));
    deleteLater();
}

void TopUpRun::tell()
{
    if (const auto promise = std::exchange(m_promise, nullptr)) {
        promise->addResult(report());
        promise->finish();
    }
}

store::AuditEntry TopUpRun::line(const QString& step) const
{
    store::AuditEntry entry;
    entry.at = m_setup.clock.now();
    entry.actor = m_setup.actor;
    entry.device = m_setup.device;
    entry.action = (m_plan.automatic ? QStringLiteral("automatic-") : QString()) + QString::fromLatin1(operationName(OperationKind::AddFunds));
    entry.step = step;
    entry.merchant = m_record.merchant;
    entry.order = m_record.order;
    entry.operation = m_record.id.value;
    entry.detail = plainMoney(m_plan.amount);
    if (m_findings.error)
        entry.detail += u' ' + QString::fromLatin1(errorName(m_findings.error->code));
    return entry;
}

QByteArray TopUpRun::sealedPlan() const
{
    return sealPlan(m_record.id, m_kept, *m_setup.keys);
}

OperationReport TopUpRun::report() const
{
    OperationReport told = describe(m_record, m_kept, m_findings);
    if (told.argument.isEmpty()) {
        told.number = m_plan.name;
        told.argument = plainMoney(m_plan.amount);
    }
    if (!isConfirmed(told) && m_error)
        told.error = m_error;
    return told;
}

} // namespace t6::operations
