// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/splitsteps.h>

#include <QTest>

#include <set>
#include <string>

using namespace t6;

using Kind = OperationKind;
using Op = OperationState;
using What = SplitMove::What;
using Attempts = std::vector<SplitAttempt>;

namespace {

constexpr SplitSight kSights[]{SplitSight::AsWanted, SplitSight::AsBefore, SplitSight::Else};

SplitAttempt attempt(Kind kind, Op state, std::optional<ErrorCode> error = {}, int child = 0) { return {kind, child, state, error}; }
SplitAttempt done(Kind kind, int child = 0) { return {kind, child, Op::Watch, {}}; }
SplitAttempt late(SplitAttempt attempt)
{
    attempt.mayArrive = true;
    return attempt;
}
SplitEvidence seen(SplitSight original, std::vector<SplitSight> children, bool kept = true) { return {original, std::move(children), kept}; }

SplitShape shape(SplitPurpose purpose, int children = 1)
{
    SplitShape shape;
    shape.purpose = purpose;
    shape.children = children;
    return shape;
}

SplitMove act(Kind kind, int child = 0, bool again = false) { return {What::Act, kind, child, again}; }
SplitMove only(What what, Kind kind = Kind::SplitChild, int child = 0) { return {what, kind, child}; }

QByteArray told(const SplitMove& move)
{
    constexpr const char* kNames[]{"act", "wait", "quiet", "look", "prove", "done", "undone", "person"};
    return QByteArray(kNames[static_cast<int>(move.what)]) + ' ' + operationName(move.kind) + ' ' + QByteArray::number(move.child) + (move.again ? " again" : "");
}

bool blocks(const Attempts& attempts)
{
    return std::any_of(attempts.begin(), attempts.end(), [](const SplitAttempt& attempt) { return blocksOrder(attempt.state); });
}

/// All ends that one operation can come to.
Attempts endsOf(Kind kind, int child)
{
    Attempts ends{attempt(kind, Op::Watch, {}, child), attempt(kind, Op::NotSent, ErrorCode::ConnectionRefused, child), attempt(kind, Op::NotSent, ErrorCode::OrderChanged, child),
        attempt(kind, Op::NotSent, ErrorCode::OrderLocked, child), attempt(kind, Op::NotSent, ErrorCode::OrderGone, child), attempt(kind, Op::Rejected, ErrorCode::BusinessError, child),
        attempt(kind, Op::Rejected, ErrorCode::RateLimited, child), attempt(kind, Op::NotApplied, {}, child), attempt(kind, Op::Conflict, {}, child), attempt(kind, Op::NeedsPerson, {}, child),
        attempt(kind, Op::Unknown, {}, child)};
    ends.push_back(attempt(kind, Op::NotSent, {}, child));
    ends.back().alreadySo = true;
    ends.push_back(late(attempt(kind, Op::Conflict, {}, child)));
    return ends;
}

} // namespace

/// The order of a split's steps: every step with everything that can become of it.
class TestSplitSteps : public QObject
{
    Q_OBJECT

    /// Visits all that can come of a split of this shape, with at most `length` operations. `visit` is given each decision.
    template <typename Visit>
    void walk(const SplitShape& shape, Attempts& attempts, std::size_t length, const Visit& visit)
    {
        std::set<std::pair<Kind, int>> begun;
        const auto decided = [&](const std::optional<SplitEvidence>& evidence, bool proven) {
            const SplitMove move = nextMove(shape, attempts, evidence, proven);
            visit(attempts, evidence, proven, move);
            if (move.what == What::Act && attempts.size() < length)
                begun.insert({move.kind, move.child});
        };
        for (const bool proven : {false, true}) {
            decided({}, proven);
            for (const SplitSight original : kSights) {
                for (const SplitSight child : kSights) {
                    for (const bool kept : {true, false})
                        decided(seen(original, std::vector<SplitSight>(static_cast<std::size_t>(shape.children), child), kept), proven);
                }
            }
        }
        for (const auto& [kind, child] : begun) {
            for (const SplitAttempt& end : endsOf(kind, child)) {
                attempts.push_back(end);
                walk(shape, attempts, length, visit);
                attempts.pop_back();
            }
        }
    }

private slots:
    void table_data();
    void table()
    {
        QFETCH(SplitShape, shape);
        QFETCH(Attempts, attempts);
        QFETCH(std::optional<SplitEvidence>, evidence);
        QFETCH(bool, proven);
        QFETCH(SplitMove, move);
        const SplitMove found = nextMove(shape, attempts, evidence, proven);
        QVERIFY2(found == move, (told(found) + " instead of " + told(move)).constData());
    }
    void keepsItsPromises_data();
    void keepsItsPromises();
    void remembersRefusals()
    {
        QVERIFY(!heldChildRefused({}, 0));
        QVERIFY(!heldChildRefused(Attempts{attempt(Kind::SplitChild, Op::Rejected, ErrorCode::RateLimited)}, 0));
        const Attempts refused{attempt(Kind::SplitChild, Op::Rejected, ErrorCode::BusinessError, 1)};
        QVERIFY(!heldChildRefused(refused, 0));
        QVERIFY(heldChildRefused(refused, 1));
    }
    void namesItsStates()
    {
        std::set<std::string> names;
        for (int state = 0; state < static_cast<int>(SplitState::Count); ++state)
            names.insert(splitStateName(static_cast<SplitState>(state)));
        QCOMPARE(names.size(), static_cast<std::size_t>(SplitState::Count));
        QCOMPARE(splitStateName(SplitState::NeedsPerson), "needs-person");
    }
};

void TestSplitSteps::table_data()
{
    QTest::addColumn<SplitShape>("shape");
    QTest::addColumn<Attempts>("attempts");
    QTest::addColumn<std::optional<SplitEvidence>>("evidence");
    QTest::addColumn<bool>("proven");
    QTest::addColumn<SplitMove>("move");
    using Evidence = std::optional<SplitEvidence>;
    using S = SplitSight;
    const SplitShape split = shape(SplitPurpose::Split), back = shape(SplitPurpose::Unsplit), two = shape(SplitPurpose::Split, 2);
    const auto row = [](const char* name, const SplitShape& of, const Attempts& attempts, const Evidence& evidence, const SplitMove& move, bool proven = false) {
        QTest::newRow(name) << of << attempts << evidence << proven << move;
    };
    const SplitAttempt child = done(Kind::SplitChild), reduced = done(Kind::SplitReduce), held = done(Kind::SplitHold), restored = done(Kind::SplitRestore);
    const auto is = [](Kind kind, Op state, std::optional<ErrorCode> error = {}) { return attempt(kind, state, error); };
    const Evidence none, asPlanned = seen(S::AsBefore, {S::AsWanted}), childGone = seen(S::AsBefore, {S::AsBefore}), apart = seen(S::AsWanted, {S::AsWanted}), strange = seen(S::Else, {S::Else});

    row("begins with the child", split, {}, none, act(Kind::SplitChild));
    row("then the second child", two, {child}, none, act(Kind::SplitChild, 1));
    row("waits", split, {is(Kind::SplitChild, Op::Unknown)}, none, only(What::Wait));
    row("nothing was begun", split, {is(Kind::SplitChild, Op::NotSent, ErrorCode::OrderBusy)}, none, only(What::Undone));
    row("the second child once more", two, {child, attempt(Kind::SplitChild, Op::NotSent, ErrorCode::OrderBusy, 1)}, none, act(Kind::SplitChild, 1, true));
    row("the child once more", split, {is(Kind::SplitChild, Op::NotApplied)}, none, act(Kind::SplitChild, 0, true));
    row("three times at most", split, {is(Kind::SplitChild, Op::NotApplied), is(Kind::SplitChild, Op::NotApplied), is(Kind::SplitChild, Op::NotApplied)}, none, only(What::Undone));
    row("no held child", split, {is(Kind::SplitChild, Op::Rejected, ErrorCode::BusinessError)}, none, act(Kind::SplitChild, 0, true));
    row("no child at all", split, {is(Kind::SplitChild, Op::Rejected, ErrorCode::BusinessError), is(Kind::SplitChild, Op::Rejected, ErrorCode::BusinessError)}, none, only(What::Undone));
    row("too many requests", split, {is(Kind::SplitChild, Op::Rejected, ErrorCode::RateLimited)}, none, act(Kind::SplitChild, 0, true));
    row("the order changed before the child", split, {is(Kind::SplitChild, Op::NotSent, ErrorCode::OrderChanged)}, none, only(What::Undone));
    row("what is this child?", split, {is(Kind::SplitChild, Op::Conflict)}, none, only(What::Look));
    row("the child that was meant", split, {is(Kind::SplitChild, Op::Conflict)}, asPlanned, act(Kind::SplitReduce));
    row("another child", split, {is(Kind::SplitChild, Op::Conflict)}, strange, only(What::Person));
    row("a child that may still come", split, {late(is(Kind::SplitChild, Op::Conflict))}, childGone, only(What::Quiet));
    row("looks before anything leaves", split, {child}, none, only(What::Look, Kind::SplitReduce));
    row("then the original", split, {child}, asPlanned, act(Kind::SplitReduce));
    row("the child was deleted", split, {child}, childGone, only(What::Undone));
    row("the child was changed", split, {child}, seen(S::AsBefore, {S::Else}), only(What::Person));
    row("the original changed: not while the child may come again", split, {late(child), is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderChanged)}, asPlanned, only(What::Quiet, Kind::SplitDelete));
    row("the original changed: looks", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderChanged)}, none, only(What::Look, Kind::SplitDelete));
    row("the original changed: the child goes", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderChanged)}, asPlanned, act(Kind::SplitDelete));
    row("only the child has them", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderChanged)}, apart, only(What::Person));
    row("reduced or not?", split, {child, is(Kind::SplitReduce, Op::Conflict)}, none, only(What::Look, Kind::SplitReduce));
    row("reduced", split, {child, is(Kind::SplitReduce, Op::Conflict)}, apart, only(What::Prove));
    row("not yet reduced", split, {child, late(is(Kind::SplitReduce, Op::Conflict))}, asPlanned, only(What::Quiet, Kind::SplitReduce));
    row("never reduced", split, {child, is(Kind::SplitReduce, Op::Conflict)}, asPlanned, act(Kind::SplitDelete));
    row("neither", split, {child, is(Kind::SplitReduce, Op::Conflict)}, strange, only(What::Person, Kind::SplitReduce));
    row("proves", split, {child, reduced}, none, only(What::Prove));
    row("frees", split, {child, reduced}, none, act(Kind::SplitRelease), true);
    row("not freed", split, {child, reduced, is(Kind::SplitRelease, Op::Rejected, ErrorCode::BusinessError)}, none, only(What::Person), true);
    const SplitAttempt lost = is(Kind::SplitRelease, Op::NotApplied), notDeleted = is(Kind::SplitDelete, Op::NotApplied);
    row("freed as often as it takes", split, {child, reduced, lost, lost, lost, lost}, none, act(Kind::SplitRelease, 0, true), true);
    row("freed by another", split, {child, reduced, is(Kind::SplitRelease, Op::NotSent, ErrorCode::OrderLocked)}, none, only(What::Done), true);
    row("done", split, {child, reduced, done(Kind::SplitRelease)}, none, only(What::Done), true);
    row("others put the items back later", split, {child, is(Kind::SplitReduce, Op::Conflict), done(Kind::SplitRelease)}, asPlanned, only(What::Prove));
    row("others deleted the child later", split, {is(Kind::SplitChild, Op::Conflict), reduced}, seen(S::AsWanted, {S::AsBefore}), only(What::Prove));
    SplitShape asMade = split;
    asMade.releases = false;
    row("stays as it was made", asMade, {child, reduced}, none, only(What::Done), true);
    SplitShape declaring = split;
    declaring.declares = true;
    row("declares anew", declaring, {child, reduced}, none, act(Kind::SplitDeclare));
    row("not declared: the proof tells", declaring, {child, reduced, is(Kind::SplitDeclare, Op::NotSent, ErrorCode::OrderLocked)}, none, only(What::Prove));
    row("deleted", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderLocked), done(Kind::SplitDelete)}, none, only(What::Undone));
    row("deleted as often as it takes", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderLocked), notDeleted, notDeleted, notDeleted}, asPlanned, act(Kind::SplitDelete, 0, true));
    row("deleted by another", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderLocked), is(Kind::SplitDelete, Op::Rejected, ErrorCode::OrderGone)}, none, only(What::Undone));
    row("not deleted", split, {child, is(Kind::SplitReduce, Op::NotSent, ErrorCode::OrderLocked), is(Kind::SplitDelete, Op::NotSent, ErrorCode::OrderChanged)}, asPlanned, only(What::Person));

    SplitShape early = back;
    early.early = true;
    row("undo: not so soon", early, {}, none, only(What::Quiet, Kind::SplitHold));
    row("undo: goes on", early, {held}, apart, act(Kind::SplitRestore));
    row("undo: holds first", back, {}, none, act(Kind::SplitHold));
    row("undo: not held", back, {is(Kind::SplitHold, Op::Rejected, ErrorCode::BusinessError)}, none, only(What::Undone));
    row("undo: the child is gone", back, {is(Kind::SplitHold, Op::NotSent, ErrorCode::OrderGone)}, none, only(What::Person));
    row("undo: looks", back, {held}, none, only(What::Look, Kind::SplitRestore));
    row("undo: restores", back, {held}, apart, act(Kind::SplitRestore));
    row("undo: let go by another", back, {held}, seen(S::AsWanted, {S::AsWanted}, false), act(Kind::SplitRelease));
    row("undo: not yet restored", back, {held, late(is(Kind::SplitRestore, Op::Conflict))}, apart, only(What::Quiet, Kind::SplitRestore));
    row("undo: not restored", back, {held, is(Kind::SplitRestore, Op::Conflict)}, apart, act(Kind::SplitRelease));
    row("undo: looks before it lets go", back, {held, is(Kind::SplitRestore, Op::NotSent, ErrorCode::OrderLocked)}, none, only(What::Look, Kind::SplitRelease));
    row("undo: both have them", back, {held, is(Kind::SplitRestore, Op::NotSent, ErrorCode::OrderChanged)}, asPlanned, only(What::Person));
    row("undo: let go again", back, {held, is(Kind::SplitRestore, Op::NotSent, ErrorCode::OrderLocked), done(Kind::SplitRelease)}, none, only(What::Undone));
    row("undo: looks before it deletes", back, {held, restored}, none, only(What::Look, Kind::SplitDelete));
    row("undo: deletes", back, {held, restored}, asPlanned, act(Kind::SplitDelete));
    row("undo: not restored any more", back, {held, restored}, apart, only(What::Person));
    row("undo: deletes as often as it takes", back, {held, restored, notDeleted, notDeleted, notDeleted}, asPlanned, act(Kind::SplitDelete, 0, true));
    row("undo: done", back, {held, restored, done(Kind::SplitDelete)}, none, only(What::Done));
}

void TestSplitSteps::keepsItsPromises_data()
{
    QTest::addColumn<SplitShape>("shape");
    QTest::addColumn<int>("length");
    SplitShape declaring = shape(SplitPurpose::Split);
    declaring.declares = true;
    QTest::newRow("split") << shape(SplitPurpose::Split) << 4;
    QTest::newRow("split with a declaration") << declaring << 4;
    QTest::newRow("split in two") << shape(SplitPurpose::Split, 2) << 4;
    QTest::newRow("undo") << shape(SplitPurpose::Unsplit) << 4;
    QTest::newRow("undo of two") << shape(SplitPurpose::Unsplit, 2) << 4;
}

/// Whatever the steps came to: nothing is done while an outcome is unknown, no question is asked twice without an answer, an original is
/// changed only for children that were seen, a child goes only when its items are elsewhere, and "undone" leaves no child.
void TestSplitSteps::keepsItsPromises()
{
    QFETCH(SplitShape, shape);
    QFETCH(int, length);
    Attempts attempts;
    int visited = 0;
    QByteArray broken;
    walk(shape, attempts, static_cast<std::size_t>(length), [&](const Attempts& tried, const std::optional<SplitEvidence>& evidence, bool proven, const SplitMove& move) {
        ++visited;
        const auto demand = [&](bool holds, const char* what) {
            if (holds || !broken.isEmpty())
                return;
            broken = QByteArray(what) + ": " + told(move) + " after";
            for (const SplitAttempt& each : tried)
                broken += QByteArray(" ") + operationName(each.kind) + ' ' + QByteArray::number(each.child) + ' ' + operationStateName(each.state);
        };
        const auto last = [&](Kind kind, int child) {
            const auto found = std::find_if(tried.rbegin(), tried.rend(), [&](const SplitAttempt& each) { return each.kind == kind && each.child == child; });
            return found == tried.rend() ? nullptr : &*found;
        };
        const auto happened = [&](Kind kind, int child) { return last(kind, child) && (last(kind, child)->state == Op::Watch || last(kind, child)->alreadySo); };
        const bool isSplit = shape.purpose == SplitPurpose::Split, acts = move.what == What::Act;
        demand(!acts || !blocks(tried), "acts while an outcome is unknown");
        demand(move.what != What::Look || !evidence, "asks for what it was told");
        demand(move.what != What::Prove || !proven, "asks for a proof that it has");
        demand(!acts || !move.again || last(move.kind, move.child), "again what was never tried");
        if (acts && (move.kind == Kind::SplitReduce || move.kind == Kind::SplitRestore || move.kind == Kind::SplitDelete))
            demand(evidence.has_value(), "takes away without having looked");
        if (acts && move.kind == Kind::SplitReduce)
            demand(evidence && evidence->children.front() == SplitSight::AsWanted, "changes the original for children that are not there");
        if (acts && move.kind == Kind::SplitRestore)
            demand(evidence && evidence->kept, "restores while a child can be shipped");
        if (acts && move.kind == Kind::SplitRelease && isSplit)
            demand(proven, "lets go without a proof");
        if (acts && move.kind == Kind::SplitRelease && !isSplit)
            demand(evidence && evidence->original == SplitSight::AsWanted, "lets go what the original has");
        if (acts && move.kind == Kind::SplitDelete)
            demand(evidence && (isSplit ? evidence->original != SplitSight::AsWanted : evidence->original == SplitSight::AsBefore), "deletes what only the child has");
        for (int child = 0; move.what == What::Undone && isSplit && child < shape.children; ++child) {
            const bool isNotThere = evidence && evidence->children[static_cast<std::size_t>(child)] == SplitSight::AsBefore;
            const SplitAttempt* gone = last(Kind::SplitDelete, child);
            demand(!happened(Kind::SplitChild, child) || isNotThere || (gone && (happened(Kind::SplitDelete, child) || gone->error == ErrorCode::OrderGone)), "leaves a child");
        }
        for (int child = 0; move.what == What::Done && child < shape.children; ++child)
            demand(isSplit || happened(Kind::SplitDelete, child) || (evidence && last(Kind::SplitDelete, child)), "undone with a child left");
    });
    QVERIFY2(broken.isEmpty(), broken.constData());
    qInfo("%d decisions", visited);
    QVERIFY(visited > 1000);
}

QTEST_APPLESS_MAIN(TestSplitSteps)
#include "tst_splitsteps.moc"
