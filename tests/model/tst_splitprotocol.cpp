// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "explorer.h"
#include "splitprotocol.h"

#include <QTest>

using namespace model;

/// No item is ever in no order and none can be shipped twice, in any state that a split and its undo can reach; and one of these happens as
/// soon as a precaution is left out: what is tried here can see.
class TestSplitProtocol : public QObject
{
    Q_OBJECT

private slots:
    void holds_data();
    void holds();
    void breaks_data();
    void breaks();
};

namespace {

using Budget = SplitProtocol::Budget;
using Precautions = SplitProtocol::Precautions;

QString told(const QString& name, const Exploration::Fault& fault)
{
    const QString way = fault.trace.join(QStringLiteral("\n    "));
    return QStringLiteral("\n  %1 in %2 states, nearest:\n    %3").arg(name).arg(fault.states).arg(way);
}

Exploration explored(const Precautions& precautions, const Budget& budget)
{
    const Exploration found = Explorer<SplitProtocol>::run(SplitProtocol(precautions, budget));
    qInfo("%lld states, %lld steps", static_cast<long long>(found.states), static_cast<long long>(found.steps));
    return found;
}

} // namespace

void TestSplitProtocol::holds_data()
{
    QTest::addColumn<Budget>("budget");
    QTest::newRow("1 desk, 2 faults, 1 crash, 1 change") << Budget{.faults = 2, .crashes = 1, .merchant = 1};
    QTest::newRow("1 desk, 1 fault, 2 crashes, 2 changes") << Budget{.faults = 1, .crashes = 2, .merchant = 2};
    QTest::newRow("1 desk, 3 faults") << Budget{.faults = 3, .crashes = 0, .merchant = 0};
    QTest::newRow("2 children, 1 fault, 1 crash, 1 change") << Budget{.children = 2, .faults = 1, .crashes = 1, .merchant = 1};
    QTest::newRow("children are deleted by the merchant") << Budget{.children = 1, .faults = 1, .crashes = 1, .merchant = 1, .deletes = true};
    QTest::newRow("the account refuses held orders") << Budget{.faults = 1, .crashes = 1, .merchant = 1, .refusesHold = true};
    QTest::newRow("the channel puts items back") << Budget{.faults = 1, .crashes = 1, .merchant = 0, .refills = 1};
    QTest::newRow("undo, 1 fault, 1 crash, 1 change") << Budget{.faults = 1, .crashes = 1, .merchant = 1, .undo = true};
    QTest::newRow("undo, 2 faults, 1 crash") << Budget{.faults = 2, .crashes = 1, .merchant = 0, .undo = true};
    QTest::newRow("undo of 2 children, 1 fault") << Budget{.children = 2, .faults = 1, .crashes = 0, .merchant = 0, .undo = true};
    QTest::newRow("undo, the channel puts items back") << Budget{.faults = 1, .crashes = 1, .merchant = 0, .refills = 1, .undo = true};
    QTest::newRow("2 desks, 1 fault, 1 crash, 1 change") << Budget{.desks = 2, .faults = 1, .crashes = 1, .merchant = 1, .again = true};
}

void TestSplitProtocol::holds()
{
    QFETCH(Budget, budget);
    const Exploration found = explored({}, budget);
    QString faults;
    for (const auto& [name, fault] : found.faults)
        faults += told(name, fault);
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

void TestSplitProtocol::breaks_data()
{
    QTest::addColumn<Precautions>("precautions");
    QTest::addColumn<Budget>("budget");
    QTest::addColumn<QString>("fault");
    const auto without = [](const char* what, const Precautions& precautions, const Budget& budget, const char* fault) {
        QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(fault)))) << precautions << budget << QString::fromLatin1(fault);
    };
    const Budget one{.faults = 1, .crashes = 1, .merchant = 1};
    without("original first", {.childFirst = false}, one, "item in no order");
    without("no hold", {.onHold = false}, one, "item shippable twice");
    without("quarantine in memory", {.durableQuarantine = false}, one, "item in no order");
    without("released before the proof", {.proof = false}, {.faults = 0, .crashes = 0, .merchant = 0, .refills = 1}, "let go although the original had its items again");
    without("no claim", {.claims = false}, {.desks = 2, .faults = 0, .crashes = 0, .merchant = 0, .again = true}, "item shippable twice");
    without("another key when it is made once more", {.durableQuarantine = false, .sameKey = false}, {.faults = 2, .crashes = 1, .merchant = 0}, "two children with one purpose");
    without("no fresh read", {.freshRead = false}, one, "foreign change overwritten");
    without("taken back while it may still arrive", {.quiet = false}, one, "item in no order");
    without("looked too early", {.looksAfterQuiet = false}, one, "item in no order");
    without("taken back while it may still arrive", {.quiet = false}, {.faults = 1, .crashes = 0, .merchant = 0, .undo = true}, "two in flight against each other");
}

void TestSplitProtocol::breaks()
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

QTEST_APPLESS_MAIN(TestSplitProtocol)
#include "tst_splitprotocol.moc"
