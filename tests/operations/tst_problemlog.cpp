// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <operations/problemlog.h>

#include <QTest>

using namespace t6;
using operations::ProblemLog;

class TestProblemLog : public QObject
{
    Q_OBJECT

private slots:
    void countsEqualOnes()
    {
        ProblemLog log;
        const MerchantId a = MerchantId::create();
        const Error error{ErrorDomain::Network, ErrorCode::TimedOut, {}, 0, {}, {}};
        log.add(a, QStringLiteral("A"), error, UtcTime{});
        log.add(MerchantId::create(), QStringLiteral("B"), error, UtcTime{});
        log.add(a, QStringLiteral("A"), error, UtcTime{std::chrono::milliseconds{9}});
        QCOMPARE(log.problems().size(), 2);
        QCOMPARE(log.problems().first().count, 2);
        QCOMPARE(log.problems().first().merchantName, QStringLiteral("A"));
        QCOMPARE(log.problems().first().at, UtcTime{std::chrono::milliseconds{9}});
        QVERIFY(log.acknowledge(log.problems().first().id));
        QCOMPARE(log.problems().size(), 1);
        QVERIFY(!log.acknowledge(99));
    }

    void isBounded()
    {
        ProblemLog log;
        for (int i = 0; i < ProblemLog::kMost + 50; ++i)
            log.add({}, {}, {ErrorDomain::Store, ErrorCode::StoreFailed, QString::number(i), 0, {}, {}}, UtcTime{});
        QCOMPARE(log.problems().size(), ProblemLog::kMost);
        QCOMPARE(log.problems().first().error.detail, QString::number(ProblemLog::kMost + 49));
    }
};

QTEST_GUILESS_MAIN(TestProblemLog)
#include "tst_problemlog.moc"
