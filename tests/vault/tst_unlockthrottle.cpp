// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/unlockthrottle.h>

#include <QTest>

using namespace t6;
using namespace t6::vault;
using namespace std::chrono_literals;

class TestUnlockThrottle : public QObject
{
    Q_OBJECT

private slots:
    void fiveTriesAreFree();
    void thenItDoublesToAMinute();
    void theWaitPasses();
    void successForgets();
    void aClockSetBackLocksNobodyOut();
    void storedNonsenseLocksNobodyOut();
};

namespace {

const UtcTime kNow{1'700'000'000'000ms};

UnlockThrottle after(int failures)
{
    UnlockThrottle throttle;
    for (int i = 0; i < failures; ++i)
        throttle.failed(kNow);
    return throttle;
}

} // namespace

void TestUnlockThrottle::fiveTriesAreFree()
{
    for (int failures = 0; failures < 5; ++failures)
        QCOMPARE(after(failures).remaining(kNow), 0ms);
}

void TestUnlockThrottle::thenItDoublesToAMinute()
{
    const std::chrono::milliseconds expected[] = {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s};
    int failures = 5;
    for (const auto wait : expected)
        QCOMPARE(after(failures++).remaining(kNow), wait);
    QCOMPARE(after(1000).remaining(kNow), 60s);
}

void TestUnlockThrottle::theWaitPasses()
{
    UnlockThrottle throttle = after(7);
    QCOMPARE(throttle.remaining(kNow + 1s), 3s);
    QCOMPARE(throttle.remaining(kNow + 4s), 0ms);
    QCOMPARE(throttle.remaining(kNow + 24h), 0ms);
}

void TestUnlockThrottle::successForgets()
{
    UnlockThrottle throttle = after(9);
    throttle.succeeded();
    QCOMPARE(throttle.failures, 0);
    QCOMPARE(throttle.remaining(kNow), 0ms);
}

void TestUnlockThrottle::aClockSetBackLocksNobodyOut()
{
    UnlockThrottle throttle = after(7);
    QCOMPARE(throttle.remaining(kNow - 24h), 4s);
    QCOMPARE(throttle.remaining(kNow - 24h + 4s), 0ms);
}

void TestUnlockThrottle::storedNonsenseLocksNobodyOut()
{
    UnlockThrottle negative{-5, kNow};
    QCOMPARE(negative.remaining(kNow), 0ms);
    UnlockThrottle huge{std::numeric_limits<int>::max(), UtcTime::max()};
    QCOMPARE(huge.remaining(kNow), 60s);
    huge.failed(kNow);
    QCOMPARE(huge.remaining(kNow), 60s);
}

QTEST_GUILESS_MAIN(TestUnlockThrottle)
#include "tst_unlockthrottle.moc"
