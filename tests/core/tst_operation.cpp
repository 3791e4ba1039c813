// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/operation.h>

#include <QSet>
#include <QTest>

using namespace t6;

namespace {

constexpr int kKinds = static_cast<int>(OperationKind::Count);
constexpr int kStates = static_cast<int>(OperationState::Count);

QString followersOf(OperationState from)
{
    QStringList names;
    for (int to = 0; to < kStates; ++to) {
        if (mayFollow(from, static_cast<OperationState>(to)))
            names += QLatin1String(operationStateName(static_cast<OperationState>(to)));
    }
    return names.join(QLatin1Char(' '));
}

} // namespace

class TestOperation : public QObject
{
    Q_OBJECT

private slots:
    void kindsHaveNames()
    {
        QStringList names;
        for (int kind = 0; kind < kKinds; ++kind)
            names += QLatin1String(operationName(static_cast<OperationKind>(kind)));
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("edit hold unhold tag untag assign unassign split-child split-reduce split-declare split-release split-delete split-hold split-restore label void-label mark-shipped add-funds"));
    }

    void statesHaveNames()
    {
        QStringList names;
        for (int state = 0; state < kStates; ++state)
            names += QLatin1String(operationStateName(static_cast<OperationState>(state)));
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("intent sending replied unknown watch done not-sent rejected not-applied conflict needs-person closed"));
    }

    void arrows_data()
    {
        QTest::addColumn<OperationState>("from");
        QTest::addColumn<QString>("followers");
        const auto row = [](OperationState from, const char* followers) { QTest::newRow(operationStateName(from)) << from << QString::fromLatin1(followers); };
        row(OperationState::Intent, "sending not-sent conflict");
        row(OperationState::Sending, "replied unknown not-sent rejected");
        row(OperationState::Replied, "unknown watch conflict needs-person");
        row(OperationState::Unknown, "watch not-applied conflict needs-person");
        row(OperationState::Watch, "done needs-person");
        row(OperationState::Done, "");
        row(OperationState::NotSent, "");
        row(OperationState::Rejected, "");
        row(OperationState::NotApplied, "");
        row(OperationState::Conflict, "watch closed");
        row(OperationState::NeedsPerson, "watch closed");
        row(OperationState::Closed, "");
    }

    void arrows()
    {
        QFETCH(OperationState, from);
        QTEST(followersOf(from), "followers");
        QVERIFY(!mayFollow(from, OperationState::Count));
        QVERIFY(!mayFollow(OperationState::Count, from));
    }

    void nothingIsStuck()
    {
        for (int i = 0; i < kStates; ++i) {
            const auto state = static_cast<OperationState>(i);
            const bool ends = followersOf(state).isEmpty();
            QVERIFY2(!ends || (!blocksOrder(state) && !needsPerson(state)), operationStateName(state));
        }
    }

    void idsAreUnique()
    {
        QSet<OperationId> ids;
        for (int i = 0; i < 1000; ++i)
            ids.insert(OperationId::create());
        QCOMPARE(ids.size(), 1000);
        QVERIFY(OperationId{}.isNull());
        QVERIFY(!OperationId::create().isNull());
    }
};

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
