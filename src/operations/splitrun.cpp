// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitrun.h"

#include "splitreading.h"

#include <core/async.h>

#include <algorithm>

namespace t6::operations {

namespace {

using What = SplitMove::What;
using Kind = OperationKind;

qint64 orderIdOf(const QByteArray& order)
{
    const auto text = JsonText::parse(order);
    const auto id = text ? text->root().member(u"orderId") : std::nullopt;
    return id ? id->integer().value_or(0) : 0;
}

} // namespace

SplitRun::SplitRun(const WriteSetup& setup, shipstation::Session& session, Perform perform, QObject* parent)
    : QObject(parent), m_setup(setup), m_session(session), m_perform(std::move(perform)), m_promise(makePromise<SplitReport>())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SplitRun::advance);
}

QFuture<Result<SplitReport>> SplitRun::start(SplitRequest request, QSet<QString> used)
{
    m_record.merchant = request.merchant;
    m_record.original = request.order;
    const auto future = m_promise->future();
    whenDone(this, prepareSplit(m_session, *m_setup.book, m_setup.clock, request, std::move(used)), [this, request](const Result<SplitPreview>& preview) {
        if (preview)
            begin(*preview, request);
        else
            fail(preview.error());
    });
    return future;
}

void SplitRun::begin(const SplitPreview& preview, const SplitRequest& request)
{
    m_work.plan = preview.plan;
    m_work.batch = request.batch;
    m_record.purpose = SplitPurpose::Split;
    m_original = preview.now;
    m_children.resize(m_work.plan.children.size());
    keepAndGo();
}

QFuture<Result<SplitReport>> SplitRun::takeBack(store::SplitRecord done, SplitWork work, QByteArray rewritten, Settle settle)
{
    m_record.merchant = done.merchant;
    m_record.original = done.original;
    m_record.children = done.children;
    m_record.purpose = SplitPurpose::Unsplit;
    m_work = std::move(work);
    m_work.undoOf = done.id;
    const auto future = m_promise->future();
    look([this, rewritten = std::move(rewritten), settle = std::move(settle)](const SplitSeen& now) {
        const auto& [original, children] = now;
        const bool allThere = original && std::all_of(children.begin(), children.end(), [](const auto& child) { return child.has_value(); });
        if (!allThere)
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderGone, {}, 0, {}, {}});
        const bool untouched = isEditable(*original) && std::all_of(children.begin(), children.end(), [](const auto& child) { return isEditable(*child); });
        if (!untouched)
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderLocked, {}, 0, {}, {}});
        const SplitEvidence evidence = evidenceOf(m_work.plan, original, children);
        if (evidence.original != SplitSight::AsWanted || !std::all_of(evidence.children.begin(), evidence.children.end(), [](SplitSight sight) { return sight == SplitSight::AsWanted; }))
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}});
        const auto written = JsonText::parse(rewritten);
        auto restoration = t6::restoration(m_work.plan, *original, written ? std::optional(*written) : std::nullopt);
        if (!restoration)
            return fail(restoration.error());
        m_work.restoration = std::move(*restoration);
        m_work.original = m_original;
        m_work.children = m_children;
        whenDone(this, settle(), [this](const Result<SplitReport>& settled) {
            if (settled && isSettled(*settled))
                keepAndGo();
            else
                fail(settled ? settled->error.value_or(Error{ErrorDomain::Store, ErrorCode::OrderBusy, QStringLiteral("split"), 0, {}, {}}) : settled.error());
        });
    });
    return future;
}

QFuture<Result<SplitReport>> SplitRun::resume(store::SplitRecord record, SplitWork work, SplitFindings findings, QList<store::JournalRecord> steps)
{
    m_record = std::move(record);
    m_work = std::move(work);
    m_findings = std::move(findings);
    m_writtenDown = m_resumed = true;
    const auto future = m_promise->future();
    auto memory = rememberSteps(steps, m_record, m_work, *m_setup.keys);
    if (!memory) {
        emit problemFound(memory.error());
        m_findings.error = memory.error();
        conclude(SplitState::NeedsPerson);
        return future;
    }
    m_steps = std::move(memory->steps);
    m_original = std::move(memory->original);
    m_children = std::move(memory->children);
    QMetaObject::invokeMethod(this, &SplitRun::advance, Qt::QueuedConnection);
    return future;
}

/// From here on nobody else begins something on the original.
void SplitRun::keepAndGo()
{
    m_record.id = QUuid::createUuid();
    m_record.createdAt = m_record.changedAt = m_setup.clock.now();
    m_record.state = SplitState::Open;
    m_work.actor = m_setup.actor;
    m_record.sealedPlan = m_setup.keys->seal(splitPlace(m_record.id, "plan"), m_work.encode());
    whenDone(this, m_setup.splits.begin(m_record, line(QStringLiteral("begun"))), [this](const Result<void>& kept) {
        if (!kept) {
            m_record.id = {};
            return fail(kept.error());
        }
        m_writtenDown = true;
        emit changed(report());
        advance();
    });
}

QFuture<Result<SplitReport>> SplitRun::look()
{
    if (!m_promise)
        m_promise = makePromise<SplitReport>();
    const auto future = m_promise->future();
    if (m_busy || m_acting >= 0)
        return future;
    m_evidence.reset();
    m_proven = m_provenAtLast = false;
    m_timer.stop();
    m_pauses = 1; // what is to be tried again is tried now
    advance();
    return future;
}

QFuture<Result<SplitReport>> SplitRun::leave(const QString& reason)
{
    if (!m_promise)
        m_promise = makePromise<SplitReport>();
    const auto future = m_promise->future();
    m_findings.note = reason;
    if (m_record.state == SplitState::NeedsPerson)
        conclude(SplitState::Left);
    else
        tell(); // it moved meanwhile
    return future;
}

/// What comes next is asked of the steps' outcomes each time anew.
void SplitRun::advance()
{
    if (m_busy || m_acting >= 0 || !isUnsettled(m_record.state) || claimChildren())
        return;
    m_waits = false;
    const auto tried = attempts();
    SplitShape shape = m_work.shape(m_record.purpose);
    shape.early = m_setup.clock.now() < m_work.quietFrom;
    const SplitMove move = nextMove(shape, tried, m_evidence, m_proven);
    const bool goesOn = move.what != What::Person && m_record.state == SplitState::NeedsPerson;
    if (goesOn && move.what != What::Done && move.what != What::Undone && move.what != What::Wait && move.what != What::Quiet) {
        changeState(SplitState::Open, [this] { advance(); });
        return;
    }
    switch (move.what) {
    case What::Act:
        if (move.again && m_pauses == 0)
            return later();
        return act(move);
    case What::Wait:
        m_waits = true;
        return tell();
    case What::Quiet: return waitForQuiet();
    case What::Look: return gatherEvidence();
    case What::Prove: return prove(SplitStage::Held);
    case What::Done:
        if (m_record.purpose == SplitPurpose::Split && !m_provenAtLast)
            return prove(SplitStage::Released);
        return conclude(SplitState::Done);
    case What::Undone: return conclude(SplitState::Undone);
    case What::Person: return conclude(SplitState::NeedsPerson);
    }
}

void SplitRun::act(const SplitMove& move)
{
    const bool ofChild = !isOfOriginal(move.kind) && move.kind != Kind::SplitChild;
    if (ofChild && !m_evidence && (m_record.children[move.child].isNull() || m_children[move.child].isEmpty()))
        return gatherEvidence(); // which order it is, and how it was
    if (ofChild && m_record.children[move.child].isNull())
        return conclude(SplitState::NeedsPerson);
    m_acting = move.child;
    m_pauses = 0;
    whenDone(this, m_perform(correctionFor(move)), [this, move](const Result<OperationReport>& done) {
        m_acting = -1;
        m_evidence.reset();
        if (!done && done.error().code == ErrorCode::Cancelled)
            return; // locking: a later run goes on
        if (done && !done->id.isNull()) {
            note(*done, move.child);
        } else { // could not even be written down
            m_steps.append({{}, move.kind, move.child, OperationState::NotSent, done ? done->error : std::optional(done.error()), done && done->alreadySo, m_setup.clock.now()});
        }
        const auto error = m_steps.last().error;
        if (error && !hasHappened(m_steps.last()))
            m_findings.error = error;
        if (error && error->code == ErrorCode::OperationMoved)
            return readAnew();
        emit changed(report());
        advance();
    });
}

/// Another console was faster: what the book says counts.
void SplitRun::readAnew()
{
    m_busy = true;
    whenDone(this, m_setup.splits.find(m_record.id), [this](const Result<std::optional<store::SplitRecord>>& found) {
        m_busy = false;
        if (found && *found)
            m_record = **found;
        emit changed(report());
        isUnsettled(m_record.state) ? later() : end();
    });
}

Correction SplitRun::correctionFor(const SplitMove& move) const
{
    const SplitPlan& plan = m_work.plan;
    Correction correction;
    correction.merchant = m_record.merchant;
    correction.order = m_record.original;
    correction.kind = move.kind;
    correction.batch = m_record.id;
    switch (move.kind) {
    case Kind::SplitChild: {
        const QByteArray body = plan.children[move.child].body;
        const bool unpaid = m_work.shape(m_record.purpose).releases && heldChildRefused(attempts(), move.child);
        correction.seen = plan.before;
        correction.patch = plan.reduction;
        correction.body = unpaid ? inAwaitingPayment(body).value_or(body) : body;
        return correction;
    }
    case Kind::SplitReduce:
        correction.seen = plan.before;
        correction.patch = plan.reduction;
        return correction;
    case Kind::SplitDeclare:
        correction.seen = m_original;
        correction.patch = plan.declaration;
        return correction;
    case Kind::SplitRestore:
        correction.seen = m_work.original;
        correction.patch = m_work.restoration;
        return correction;
    default: break;
    }
    correction.order = m_record.children[move.child];
    correction.seen = m_children[move.child];
    if (move.kind == Kind::SplitHold)
        correction.argument = pacificToday(m_setup.clock).addDays(30).toString(Qt::ISODate);
    else if (move.kind == Kind::SplitRelease && plan.childStatus == OrderStatus::OnHold)
        correction.argument = plan.childHold.toString(Qt::ISODate);
    return correction;
}

void SplitRun::stepChanged(const OperationReport& report)
{
    const auto known = std::find_if(m_steps.begin(), m_steps.end(), [&](const SplitStep& step) { return step.operation == report.id; });
    if (known == m_steps.end() && m_acting < 0)
        return;
    note(report, known == m_steps.end() ? m_acting : known->child);
    emit changed(this->report());
    if (m_acting < 0 && !blocksOrder(report.state))
        advance();
}

void SplitRun::note(const OperationReport& report, int child)
{
    const SplitStep step = stepOf(report, child);
    const auto known = std::find_if(m_steps.begin(), m_steps.end(), [&](const SplitStep& earlier) { return earlier.operation == report.id; });
    if (known == m_steps.end())
        m_steps.append(step);
    else
        *known = step;
    if (report.after.isEmpty() || !hasHappened(step))
        return;
    if (isOfOriginal(report.kind))
        m_original = report.after;
    else if (report.kind != Kind::SplitDelete)
        m_children[child] = report.after;
}

/// A child that was made belongs to the split before anything else is done. True while that is being written down.
bool SplitRun::claimChildren()
{
    m_record.children.resize(m_work.plan.children.size());
    for (int child = 0; child < m_children.size(); ++child) {
        const OrderId order{orderIdOf(m_children[child])};
        if (order.isNull() || m_record.children[child] == order)
            continue;
        m_busy = true;
        whenDone(this, m_setup.splits.claim(m_record.id, child, order), [this, child, order](const Result<void>& kept) {
            m_busy = false;
            if (!kept) {
                emit problemFound(kept.error());
                m_findings.error = kept.error();
                m_record.children[child] = {};
                return later();
            }
            m_record.children[child] = order;
            advance();
        });
        return true;
    }
    return false;
}

} // namespace t6::operations
