// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "editprotocol.h"
#include "explorer.h"

#include <QTest>

using namespace model;

/// The protocol breaks no rule in any state it can reach, and breaks one as soon as a precaution is left out: what is tried here can see.
class TestEditProtocol : public QObject
{
    Q_OBJECT

private slots:
    void holds_data();
    void holds();
    void breaks_data();
    void breaks();
};

namespace {

using Blocks = EditProtocol::Blocks;
using Budget = EditProtocol::Budget;
using Precautions = EditProtocol::Precautions;
using Watch = EditProtocol::Watch;

QString told(const QString& name, const Exploration::Fault& fault)
{
    const QString way = fault.trace.join(QStringLiteral("\n    "));
    return QStringLiteral("\n  %1 in %2 states, nearest:\n    %3").arg(name).arg(fault.states).arg(way);
}

Exploration explored(const Precautions& precautions, const Budget& budget)
{
    const Exploration found = Explorer<EditProtocol>::run(EditProtocol(precautions, budget));
    qInfo("%lld states, %lld steps", static_cast<long long>(found.states), static_cast<long long>(found.steps));
    return found;
}

} // namespace

void TestEditProtocol::holds_data()
{
    QTest::addColumn<Precautions>("precautions");
    QTest::addColumn<Budget>("budget");
    const Precautions all;
    QTest::newRow("1 desk, 1 edit, 3 faults, 2 crashes, 2 changes") << all << Budget{1, 1, 3, 2, 2};
    QTest::newRow("1 desk, 2 edits, 2 faults, 1 crash, 1 change") << all << Budget{1, 2, 2, 1, 1};
    QTest::newRow("1 desk, 2 edits, 1 fault, 1 crash, 2 changes") << all << Budget{1, 2, 1, 1, 2};
    QTest::newRow("2 desks, 2 edits, 2 faults, 1 crash, 1 change") << all << Budget{2, 2, 2, 1, 1};
    QTest::newRow("2 desks that sleep, 2 edits, 1 fault, 1 change") << all << Budget{2, 2, 1, 0, 1, true, true};
    Precautions proven;
    proven.blocks = Blocks::Unproven;
    proven.readAfterIntent = true;
    QTest::newRow("free when proven, no copies: 1 desk") << proven << Budget{1, 2, 2, 1, 1, false};
    QTest::newRow("free when proven, no copies: 2 desks") << proven << Budget{2, 2, 1, 1, 1, false};
}

void TestEditProtocol::holds()
{
    QFETCH(Precautions, precautions);
    QFETCH(Budget, budget);
    const Exploration found = explored(precautions, budget);
    QString faults;
    for (const auto& [name, fault] : found.faults)
        faults += told(name, fault);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

void TestEditProtocol::breaks_data()
{
    QTest::addColumn<Precautions>("precautions");
    QTest::addColumn<Budget>("budget");
    QTest::addColumn<QString>("fault");
    const auto without = [](const char* what, auto change, const Budget& budget, const char* fault) {
        Precautions precautions;
        change(precautions);
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(fault)))) << precautions << budget << QString::fromLatin1(fault);
    };
    const Budget one{1, 1, 2, 1, 1};
    const Budget two{1, 2, 1, 1, 1};
    const auto blind = [](Precautions& p) { p.neverAgain = false; };
    without("sends again what is unknown", blind, one, "sent twice");
    const auto forgetful = [](Precautions& p) { p.durableQuarantine = false; };
    without("quarantine in memory", forgetful, one, "reported as not done but done");
    without("quarantine in memory", forgetful, two, "two in flight");
    without("no fresh read", [](Precautions& p) { p.freshRead = false; }, one, "foreign change overwritten");
    without("no fresh read", [](Precautions& p) { p.freshRead = false; }, two, "own change overwritten");
    without("noted after the first byte", [](Precautions& p) { p.sendingFirst = false; }, one, "reported as not done but done");
    without("no recovery", [](Precautions& p) { p.recovers = false; }, one, "stuck");
    without("confirmed by a reply", [](Precautions& p) { p.readToConfirm = false; }, one, "confirmed but not true");
    without("the read began within the quarantine", [](Precautions& p) { p.readAfterQuarantine = false; }, one, "reported as not done but done");
    const auto byState = [](Precautions& p) { p.blocks = Blocks::State; };
    without("only the state blocks", byState, two, "two in flight");
    without("only the state blocks, no copies", byState, {1, 2, 1, 1, 1, false}, "two in flight");
    const auto byStateAndBody = [](Precautions& p) { p.blocks = Blocks::State, p.watch = Watch::OlderBody; };
    without("only the state blocks, notices older bodies only", byStateAndBody, two, "late write unnoticed");
    without("only the state blocks", byState, {2, 2, 0, 0, 0}, "own change overwritten");
    const auto proven = [](Precautions& p) { p.blocks = Blocks::Unproven; };
    without("free when proven", proven, two, "two in flight");
    without("free when proven", proven, {2, 2, 0, 0, 0}, "own change overwritten");
    const auto hasty = [](Precautions& p) { p.looksAtClock = false; };
    without("slept before the first byte", hasty, {1, 1, 1, 1, 1, true, true}, "reported as not done but done");
    without("slept before the first byte", hasty, {2, 2, 0, 0, 0, true, true}, "two in flight");
    without("notices older bodies only", [](Precautions& p) { p.watch = Watch::OlderBody; }, one, "merchant's change lost unnoticed");
    without("notices whole bodies only", [](Precautions& p) { p.watch = Watch::ReturnedBody; }, one, "merchant's change lost unnoticed");
}

void TestEditProtocol::breaks()
{
    QFETCH(Precautions, precautions);
    QFETCH(Budget, budget);
    QFETCH(QString, fault);
    const Exploration found = explored(precautions, budget);
    QString faults;
    for (const auto& [name, each] : found.faults)
        faults += told(name, each);
    qInfo("%s", qPrintable(faults));
    QVERIFY(found.faults.count(fault) == 1);
}

QTEST_APPLESS_MAIN(TestEditProtocol)
#include "tst_editprotocol.moc"
