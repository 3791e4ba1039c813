// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/pacifictime.h>

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace t6;
using namespace t6::shipstation;

class TestPacificTime : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc"); // empty = refused
        QTest::newRow("summer, seven digits") << QByteArray("2015-06-06T00:29:35.0000000") << QByteArray("2015-06-06T07:29:35.000Z");
        QTest::newRow("winter") << QByteArray("2015-01-06T00:29:35") << QByteArray("2015-01-06T08:29:35.000Z");
        QTest::newRow("one digit") << QByteArray("2015-06-29T14:30:13.9") << QByteArray("2015-06-29T21:30:13.900Z");
        QTest::newRow("digits below milliseconds are dropped") << QByteArray("2015-06-29T14:30:13.1239999") << QByteArray("2015-06-29T21:30:13.123Z");
        QTest::newRow("space") << QByteArray("2015-06-29 14:30:13") << QByteArray("2015-06-29T21:30:13.000Z");
        QTest::newRow("date") << QByteArray("2015-06-29") << QByteArray("2015-06-29T07:00:00.000Z");
        QTest::newRow("leap day") << QByteArray("2024-02-29") << QByteArray("2024-02-29T08:00:00.000Z");
        QTest::newRow("far future") << QByteArray("2090-07-01") << QByteArray("2090-07-01T07:00:00.000Z");
        // The night of 8 March 2026: 02:00 PST becomes 03:00 PDT at 10:00Z.
        QTest::newRow("spring, before") << QByteArray("2026-03-08T01:59:59.999") << QByteArray("2026-03-08T09:59:59.999Z");
        QTest::newRow("spring, in the gap") << QByteArray("2026-03-08T02:30:00") << QByteArray("2026-03-08T10:30:00.000Z");
        QTest::newRow("spring, after") << QByteArray("2026-03-08T03:00:00") << QByteArray("2026-03-08T10:00:00.000Z");
        // The night of 1 November 2026: 02:00 PDT becomes 01:00 PST at 09:00Z.
        QTest::newRow("autumn, before") << QByteArray("2026-11-01T00:59:59") << QByteArray("2026-11-01T07:59:59.000Z");
        QTest::newRow("autumn, twice: the first") << QByteArray("2026-11-01T01:30:00") << QByteArray("2026-11-01T08:30:00.000Z");
        QTest::newRow("autumn, after") << QByteArray("2026-11-01T02:00:00") << QByteArray("2026-11-01T10:00:00.000Z");

        for (const char* text : {"", "2015", "2015-6-29", "2015-02-29", "2015-13-01", "2015-06-29T", "2015-06-29T25:00:00", "2015-06-29T14:60:00",
                 "2015-06-29T14:30", "2015-06-29T14:30:13.", "2015-06-29T14:30:13.12345678", "2015-06-29T14:30:13Z", "2015-06-29T14:30:13+00:00",
                 "2015/06/29", "0001-01-01T00:00:00", "yyyy-MM-dd", "2015-06-29X14:30:13", "2015-06-29T-1:30:13"})
            QTest::newRow(text) << QByteArray(text) << QByteArray();
    }

    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        const auto time = fromPacific({text.constData(), static_cast<size_t>(text.size())});
        QCOMPARE(time.has_value(), !utc.isEmpty());
        if (time) {
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs).toLatin1(), utc);
        }
    }

    void writes_data()
    {
        QTest::addColumn<QString>("utc");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("summer") << "2015-06-06T07:29:35.999Z" << QByteArray("2015-06-06 00:29:35");
        QTest::newRow("spring, last") << "2026-03-08T09:59:59Z" << QByteArray("2026-03-08 01:59:59");
        QTest::newRow("spring, first") << "2026-03-08T10:00:00Z" << QByteArray("2026-03-08 03:00:00");
        QTest::newRow("autumn, first pass") << "2026-11-01T08:30:00Z" << QByteArray("2026-11-01 01:30:00");
        QTest::newRow("autumn, second pass") << "2026-11-01T09:30:00Z" << QByteArray("2026-11-01 01:30:00");
        QTest::newRow("the day before") << "2026-01-01T07:59:59Z" << QByteArray("2025-12-31 23:59:59");
    }

    void writes()
    {
        QFETCH(QString, utc);
        QFETCH(QByteArray, text);
        QCOMPARE(toPacific(UtcTime{std::chrono::milliseconds{QDateTime::fromString(utc, Qt::ISODateWithMs).toMSecsSinceEpoch()}}), text);
    }

    /// Against Qt's own calendar, an hour apart for thirty years, where reading is unambiguous.
    void agreesWithQt()
    {
        const QTimeZone zone("America/Los_Angeles");
        for (QDateTime at(QDate(2010, 1, 1), QTime(0, 0), Qt::UTC); at.date().year() < 2040; at = at.addSecs(3 * 3600 + 7)) {
            const UtcTime time{std::chrono::milliseconds{at.toMSecsSinceEpoch()}};
            const QByteArray text = toPacific(time);
            QCOMPARE(text, at.toTimeZone(zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1());
            const auto back = fromPacific({text.constData(), static_cast<size_t>(text.size())});
            QVERIFY(back);
            const auto off = time - *back;
            QVERIFY2(off == std::chrono::hours{0} || (off == std::chrono::hours{1} && at.date().month() == 11), text.constData());
        }
    }

    void withoutTzdata()
    {
        const WallClock clock{QTimeZone()};
        QVERIFY(!clock.isValid());
        QVERIFY(!clock.fromLocal("2015-06-29"));
        QVERIFY(clock.toLocal(UtcTime{}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPacificTime)
#include "tst_pacifictime.moc"
