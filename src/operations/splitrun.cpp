// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitrun.h"

#include <core/async.h>
#include <core/errorname.h>
#include <shipstation/account.h>
#include <shipstation/pacifictime.h>

#include <algorithm>

namespace t6::operations {

namespace {

using What = SplitMove::What;
using Kind = OperationKind;

vault::Place place(QUuid split, vault::PlaceName field)
{
    return {"split", vault::RowId(split), field};
}

QDate pacificToday(const Clock& clock)
{
    return QDate::fromString(QString::fromLatin1(shipstation::toPacific(clock.now()).left(10)), Qt::ISODate);
}

qint64 orderIdOf(const QByteArray& order)
{
    const auto text = JsonText::parse(order);
    const auto id = text ? text->root().member(u"orderId") : std::nullopt;
    return id ? id->integer().value_or(0) : 0;
}

std::optional<JsonText> parsed(const QByteArray& order)
{
    auto text = JsonText::parse(order);
    return text ? std::optional(std::move(*text)) : std::nullopt;
}

SplitStep stepOf(const OperationReport& report, int child)
{
    return {report.id, report.kind, child, report.state, report.error, report.alreadySo, report.changedAt};
}

/// Where items are, and that the original stayed itself. All else others may have changed meanwhile, and ShipStation writes the customs lines of
/// some merchants itself: it is told, and hinders nothing. Before
/// the children are let go the original must still be an order to be shipped, too.
bool isEssential(ProofCode code, SplitStage stage)
{
    switch (code) {
    case ProofCode::Units:
    case ProofCode::Line:
    case ProofCode::Number:
    case ProofCode::Key:
    case ProofCode::Id:
    case ProofCode::Store:
    case ProofCode::Child: return true;
    case ProofCode::Status:
    case ProofCode::ChildStatus: return stage == SplitStage::Held;
    default: return false;
    }
}

bool isOfOriginal(Kind kind) { return kind == Kind::SplitReduce || kind == Kind::SplitDeclare || kind == Kind::SplitRestore; }
bool hasHappened(const SplitStep& step) { return step.alreadySo || step.state == OperationState::Watch || step.state == OperationState::Done; }

} // namespace

// --- before ------------------------------------------------------------------------------------------------------------

QFuture<Result<SplitPreview>> prepareSplit(shipstation::Session& session, const MerchantBook& book, Clock clock, SplitRequest request, QSet<QString> used)
{
    const auto promise = makePromise<SplitPreview>();
    const auto finish = [promise](Result<SplitPreview> preview) {
        promise->addResult(std::move(preview));
        promise->finish();
    };
    whenDone(&session, shipstation::fetchOrder(session, request.order, shipstation::Priority::Staff), [&session, merchant = book.merchant(), clock, request, used, finish](const Result<QByteArray>& json) {
        const auto now = json ? JsonText::parse(*json) : Result<JsonText>(tl::unexpected(json.error()));
        if (!now)
            return finish(tl::unexpected(now.error()));
        const auto number = now->root().member(u"orderNumber");
        const QString beginning = (number ? number->string() : QString()) + u'-';
        whenDone(&session, shipstation::fetchNumbersFrom(session, beginning, shipstation::Priority::Staff), [merchant, clock, request, used, finish, now = *now](const Result<QSet<QString>>& numbers) {
            if (!numbers)
                return finish(tl::unexpected(numbers.error()));
            const QSet<QString> taken = *numbers + used;
            const Through6Matcher matcher(merchant.rule);
            const SplitSettings settings{merchant.splitMarker, pacificToday(clock)};
            const SplitChoice choice = request.choice.children.isEmpty() ? suggestedSplit(now, matcher) : request.choice;
            if (!request.seen.isEmpty()) { // what the split rests on must be as the person saw it
                const auto seen = JsonText::parse(request.seen);
                const auto then = seen ? planSplit(*seen, choice, matcher, settings, taken) : Result<SplitPlan>(tl::unexpected(seen.error()));
                const auto merged = then ? merge(*seen, now, then->reduction) : Result<MergeOutcome>(tl::unexpected(then.error()));
                if (!merged)
                    return finish(tl::unexpected(merged.error()));
                if (!merged->conflicts.isEmpty())
                    return finish(failure(ErrorDomain::ShipStation, ErrorCode::OrderChanged));
            }
            auto plan = planSplit(now, choice, matcher, settings, taken);
            if (!plan)
                return finish(tl::unexpected(plan.error()));
            finish(SplitPreview{std::move(*plan), now.text()});
        });
    });
    return promise->future();
}

SplitReport describe(const store::SplitRecord& record, const SplitWork& work, const SplitFindings& findings, const QList<SplitStep>& steps)
{
    SplitReport report;
    report.id = record.id;
    report.merchant = record.merchant;
    report.original = record.original;
    report.children = record.children;
    report.purpose = record.purpose;
    report.state = record.state;
    report.createdAt = record.createdAt;
    report.changedAt = record.changedAt;
    report.actor = work.actor;
    report.plan = work.plan;
    report.steps = steps;
    report.proof = findings.proof;
    report.error = findings.error;
    report.note = findings.note;
    return report;
}

Result<std::pair<SplitWork, SplitFindings>> openSplit(const store::SplitRecord& record, const vault::MerchantKeys& keys)
{
    const auto workBytes = keys.open(place(record.id, "plan"), record.sealedPlan);
    if (!workBytes)
        return tl::unexpected(workBytes.error());
    auto work = SplitWork::decode(*workBytes);
    if (!work)
        return tl::unexpected(work.error());
    SplitFindings findings;
    if (!record.sealedFindings.isEmpty()) {
        const auto bytes = keys.open(place(record.id, "findings"), record.sealedFindings);
        auto decoded = bytes ? SplitFindings::decode(*bytes) : Result<SplitFindings>(tl::unexpected(bytes.error()));
        if (!decoded)
            return tl::unexpected(decoded.error());
        findings = std::move(*decoded);
    }
    return std::make_pair(std::move(*work), std::move(findings));
}

Result<SplitMemory> rememberSteps(const QList<store::JournalRecord>& records, const store::SplitRecord& split, const SplitWork& work, const vault::MerchantKeys& keys)
{
    SplitMemory memory{{}, work.original.isEmpty() ? work.plan.before : work.original, work.children};
    memory.children.resize(work.plan.children.size());
    for (const store::JournalRecord& record : records) {
        const auto opened = openRecord(record, keys);
        if (!opened)
            return tl::unexpected(opened.error());
        const OperationReport report = describe(record, opened->first, opened->second);
        int child = static_cast<int>(split.children.indexOf(record.order));
        if (record.kind == Kind::SplitChild)
            child = childOf(work.plan, opened->first.body).value_or(0);
        memory.steps.append(stepOf(report, std::max(child, 0)));
        if (!report.after.isEmpty()) {
            if (isOfOriginal(record.kind))
                memory.original = report.after;
            else if (child >= 0)
                memory.children[child] = report.after;
        }
    }
    return memory;
}

// --- the run -----------------------------------------------------------------------------------------------------------

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

QFuture<Result<SplitReport>> SplitRun::takeBack(store::SplitRecord done, SplitWork work)
{
    m_record.merchant = done.merchant;
    m_record.original = done.original;
    m_record.children = done.children;
    m_record.purpose = SplitPurpose::Unsplit;
    m_work = std::move(work);
    m_work.undoOf = done.id;
    const auto future = m_promise->future();
    look([this](const std::optional<JsonText>& original, const std::vector<std::optional<JsonText>>& children) {
        const bool allThere = original && std::all_of(children.begin(), children.end(), [](const auto& child) { return child.has_value(); });
        if (!allThere)
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderGone, {}, 0, {}, {}});
        const bool untouched = isEditable(*original) && std::all_of(children.begin(), children.end(), [](const auto& child) { return isEditable(*child); });
        if (!untouched)
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderLocked, {}, 0, {}, {}});
        const SplitEvidence evidence = evidenceOf(m_work.plan, original, children);
        if (evidence.original != SplitSight::AsWanted || !std::all_of(evidence.children.begin(), evidence.children.end(), [](SplitSight sight) { return sight == SplitSight::AsWanted; }))
            return fail(Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}});
        auto restoration = t6::restoration(m_work.plan, *original);
        if (!restoration)
            return fail(restoration.error());
        m_work.restoration = std::move(*restoration);
        m_work.original = m_original;
        m_work.children = m_children;
        keepAndGo();
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
    m_record.sealedPlan = m_setup.keys->seal(place(m_record.id, "plan"), m_work.encode());
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
    if (m_busy || m_acting >= 0 || claimChildren())
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
        if (const auto& error = m_steps.last().error; error && !hasHappened(m_steps.last()))
            m_findings.error = error;
        emit changed(report());
        advance();
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

// --- reading -----------------------------------------------------------------------------------------------------------

/// The orders of a split as they are being read, one after the other.
struct SplitReading
{
    std::optional<JsonText> original;
    std::vector<std::optional<JsonText>> children;
    bool hasOriginal = false;
    std::function<void(std::optional<JsonText>, std::vector<std::optional<JsonText>>)> then;
};

void SplitRun::look(std::function<void(std::optional<JsonText>, std::vector<std::optional<JsonText>>)> then)
{
    m_busy = true;
    const auto reading = std::make_shared<SplitReading>();
    reading->then = std::move(then);
    readNext(reading);
}

void SplitRun::readNext(std::shared_ptr<SplitReading> reading)
{
    const auto child = static_cast<qsizetype>(reading->children.size());
    if (reading->hasOriginal && child == m_work.plan.children.size()) {
        m_busy = false;
        reading->then(std::move(reading->original), std::move(reading->children));
        return;
    }
    const OrderId order = !reading->hasOriginal ? m_record.original : child < m_record.children.size() ? m_record.children[child] : OrderId();
    const auto found = order.isNull() ? shipstation::fetchOrderByKey(m_session, m_work.plan.children[child].number, m_work.plan.children[child].key, shipstation::Priority::Staff)
                                      : shipstation::fetchOrder(m_session, order, shipstation::Priority::Staff);
    whenDone(this, found, [this, reading, child](const Result<QByteArray>& json) {
        if (!json && json.error().code != ErrorCode::OrderGone) {
            m_busy = false;
            if (json.error().code == ErrorCode::Cancelled)
                return;
            m_findings.error = json.error();
            if (m_writtenDown)
                later();
            else
                fail(json.error());
            return;
        }
        auto text = json ? parsed(*json) : std::nullopt;
        if (!reading->hasOriginal) {
            reading->hasOriginal = true;
            m_original = json.value_or(QByteArray());
            reading->original = std::move(text);
        } else {
            m_children.resize(m_work.plan.children.size());
            m_children[child] = json.value_or(QByteArray());
            reading->children.push_back(std::move(text));
        }
        readNext(reading);
    });
}

void SplitRun::gatherEvidence()
{
    m_lookedAt = m_setup.clock.now();
    look([this](const std::optional<JsonText>& original, const std::vector<std::optional<JsonText>>& children) {
        m_evidence = evidenceOf(m_work.plan, original, children);
        advance();
    });
}

/// All orders are read once more and compared with the plan, before anything may be shipped.
void SplitRun::prove(SplitStage stage)
{
    look([this, stage](const std::optional<JsonText>& original, const std::vector<std::optional<JsonText>>& children) {
        std::vector<JsonText> found;
        for (const auto& child : children) {
            if (child)
                found.push_back(*child);
        }
        if (!original || found.size() != children.size()) {
            m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OrderGone, {}, 0, {}, {}};
            return conclude(SplitState::NeedsPerson);
        }
        // Children that an earlier run let go are not on hold any more.
        const bool isLetGo = std::any_of(m_steps.begin(), m_steps.end(), [](const SplitStep& step) { return step.kind == Kind::SplitRelease && hasHappened(step); });
        const SplitStage shown = isLetGo ? SplitStage::Released : stage;
        m_findings.proof = proveSplit(m_work.plan, *original, found, shown);
        if (!std::all_of(m_findings.proof.begin(), m_findings.proof.end(), [shown](const ProofLine& line) { return line.holds || !isEssential(line.code, shown); })) {
            m_findings.error = Error{ErrorDomain::ShipStation, ErrorCode::OrderChanged, {}, 0, {}, {}};
            return conclude(SplitState::NeedsPerson);
        }
        m_findings.error.reset();
        (stage == SplitStage::Held ? m_proven : m_provenAtLast) = true;
        advance();
    });
}

// --- ends --------------------------------------------------------------------------------------------------------------

/// Nothing happened, and it is tried again, less and less often.
void SplitRun::later()
{
    std::chrono::milliseconds wait = m_setup.pace.firstRecheck;
    const auto failures = std::count_if(m_steps.begin(), m_steps.end(), [](const SplitStep& step) { return !hasHappened(step); });
    for (qsizetype n = 1; n < std::min<qsizetype>(failures, 6); ++n)
        wait *= 3;
    m_pauses = 1;
    pause(std::min(wait, std::max(m_setup.pace.quarantine, m_setup.pace.firstRecheck)));
    tell();
}

/// What was read before a pause tells nothing after it.
void SplitRun::pause(std::chrono::milliseconds wait)
{
    m_evidence.reset();
    m_proven = m_provenAtLast = false;
    m_waits = true;
    m_timer.start(wait);
}

void SplitRun::waitForQuiet()
{
    const UtcTime now = m_setup.clock.now();
    UtcTime quiet = m_work.quietFrom;
    for (const SplitStep& step : std::as_const(m_steps)) {
        if (mayArrive(step))
            quiet = std::max(quiet, step.changedAt + m_setup.pace.quarantine);
    }
    pause(std::max(quiet - now, std::chrono::milliseconds(0)) + std::chrono::milliseconds(1));
    emit changed(report());
    if (!m_steps.isEmpty() || m_resumed)
        tell(); // else a person just asked for it: not sooner than when it is done
}

/// A request arrives, if ever, within the quarantine; it was sent no later than its operation took its last step. What began to be read
/// before the end may not show it.
bool SplitRun::mayArrive(const SplitStep& step) const
{
    using State = OperationState;
    const bool wasSent = !step.operation.isNull() && step.state != State::Intent && step.state != State::NotSent && step.state != State::Rejected && step.state != State::NotApplied;
    return wasSent && (m_evidence ? m_lookedAt : m_setup.clock.now()) < step.changedAt + m_setup.pace.quarantine;
}

void SplitRun::conclude(SplitState state)
{
    m_waits = false;
    if (state == SplitState::Done)
        m_findings.error.reset();
    if (state == m_record.state) { // asked about again, and nothing new
        emit changed(report());
        tell();
        return;
    }
    changeState(state, [this] {
        if (!isUnsettled(m_record.state)) {
            for (const SplitStep& step : std::as_const(m_steps)) {
                if (needsPerson(step.state))
                    emit stepSettled(step.operation);
            }
            end();
        } else {
            tell();
        }
    });
}

void SplitRun::changeState(SplitState to, std::function<void()> then)
{
    m_busy = true;
    const UtcTime now = m_setup.clock.now();
    const QByteArray findings = m_setup.keys->seal(place(m_record.id, "findings"), m_findings.encode());
    whenDone(this, m_setup.splits.advance(m_record.id, m_record.state, to, findings, now, line(QString::fromLatin1(splitStateName(to)))), [this, to, now, then = std::move(then)](const Result<void>& kept) {
        m_busy = false;
        if (!kept) { // what is on the disk is what counts
            emit problemFound(kept.error());
            m_findings.error = kept.error();
            return later();
        }
        m_record.state = to;
        m_record.changedAt = now;
        emit changed(report());
        then();
    });
}

void SplitRun::fail(const Error& error)
{
    m_record.state = SplitState::Undone;
    m_findings.error = error;
    end();
}

void SplitRun::end()
{
    m_timer.stop();
    tell();
    emit finished();
    deleteLater();
}

void SplitRun::tell()
{
    if (const auto promise = std::exchange(m_promise, nullptr)) {
        promise->addResult(report());
        promise->finish();
    }
}

std::vector<SplitAttempt> SplitRun::attempts() const
{
    std::vector<SplitAttempt> attempts;
    for (const SplitStep& step : m_steps)
        attempts.push_back({step.kind, step.child, step.state, step.error ? std::optional(step.error->code) : std::nullopt, step.alreadySo, mayArrive(step)});
    return attempts;
}

SplitReport SplitRun::report() const
{
    SplitReport report = describe(m_record, m_work, m_findings, m_steps);
    report.waits = m_waits;
    return report;
}

store::AuditEntry SplitRun::line(const QString& step) const
{
    store::AuditEntry entry;
    entry.at = m_setup.clock.now();
    entry.actor = m_setup.actor;
    entry.device = m_setup.device;
    entry.action = m_record.purpose == SplitPurpose::Split ? QStringLiteral("split") : QStringLiteral("unsplit");
    entry.step = step;
    entry.merchant = m_record.merchant;
    entry.order = m_record.original;
    entry.operation = m_record.id;
    entry.beforeHash = m_setup.keys->hash256(m_work.plan.before);
    entry.detail = m_findings.error ? QString::fromLatin1(errorName(m_findings.error->code)) : QString();
    return entry;
}

} // namespace t6::operations
