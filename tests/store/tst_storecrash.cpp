// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "storetest.h"

#include <store/merchantrecords.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

using namespace t6;
using namespace t6::store;

namespace {

constexpr int kRuns = 50;
const MerchantId kMerchant{QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"))};

QByteArray contents(qint64 id) { return QByteArray::number(id) + QByteArray(5'000 + int(id % 7) * 3'000, char('a' + id % 26)); }

// Appends for ever and tells each id that is safe; now and then compacts, so that the kill also hits that.
int work(const QString& profile)
{
    auto database = Database::open(profile);
    if (!database)
        return 1;
    OrderChunks chunks(**database);
    for (int round = 1;; ++round) {
        const qint64 id = chunks.reserveIds(1).result().value_or(0);
        const auto done = chunks.append(kMerchant, {{id, contents(id)}}).result();
        if (!done)
            return 1;
        std::printf("%lld\n", static_cast<long long>(id));
        (void)std::fflush(stdout);
        if (round % 10 == 0) {
            const auto listed = chunks.list(kMerchant).result();
            QList<qint64> oldest;
            for (const auto& chunk : listed->first(4))
                oldest.append(chunk.id);
            const qint64 fresh = chunks.reserveIds(1).result().value_or(0);
            if (!chunks.replace(kMerchant, oldest, {{fresh, contents(fresh)}}, *done).result())
                return 1;
            QByteArray line = "-";
            for (const qint64 gone : oldest)
                line += ' ' + QByteArray::number(gone);
            std::printf("%s\n%lld\n", line.constData(), static_cast<long long>(fresh));
            (void)std::fflush(stdout);
        }
    }
}

} // namespace

class TestStoreCrash : public QObject
{
    Q_OBJECT

private slots:
    void killedWhileWriting()
    {
        const Profile profile;
        QRandomGenerator random(3);
        QSet<qint64> safe; // told by the writer, and not told to be replaced
        qint64 highest = 0;
        qsizetype total = 0;
        for (int run = 0; run < kRuns; ++run) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), profile.path()});
            QVERIFY(writer.waitForStarted());
            const int enough = random.bounded(1, 80); // lines; then killed wherever it is
            QByteArray told;
            while (told.count('\n') < enough) {
                QVERIFY2(writer.waitForReadyRead(20'000), writer.readAllStandardError().constData());
                told += writer.readAllStandardOutput();
            }
            writer.kill();
            QVERIFY(writer.waitForFinished());
            QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
            told += writer.readAllStandardOutput();

            told.truncate(told.lastIndexOf('\n') + 1);
            QSet<qint64> mayBeGone; // replaced in the transaction whose end the writer could not tell any more
            for (const QByteArray& line : told.split('\n')) {
                if (line.startsWith('-')) {
                    for (const QByteArray& gone : line.mid(2).split(' '))
                        safe.remove(gone.toLongLong());
                } else if (!line.isEmpty()) {
                    const qint64 id = line.toLongLong();
                    QVERIFY2(id > highest, "a chunk id was given out twice");
                    highest = id;
                    safe.insert(id);
                    ++total;
                }
            }

            auto database = Database::open(profile.path());
            VERIFY_DONE(database);
            QCOMPARE((*database)->run([](Connection& connection) { return connection.value("PRAGMA integrity_check"); }).result().value().toString(), QStringLiteral("ok"));
            QSet<qint64> found;
            OrderChunks chunks(**database);
            int wrong = 0;
            VERIFY_DONE(chunks.read(kMerchant, 0, [&](OrderChunks::Stored chunk) {
                found.insert(chunk.id);
                wrong += chunk.sealed != contents(chunk.id);
            }).result());
            QCOMPARE(wrong, 0);
            const QSet<qint64> lost = safe - found;
            if (!lost.isEmpty()) { // only as one whole replacement that was committed before the kill
                QCOMPARE(lost.size(), 4);
                QVERIFY(!(found - safe).isEmpty());
            }
            safe = found;
            for (const qint64 id : found)
                highest = std::max(highest, id);
        }
        QVERIFY(total > kRuns);
    }

    void killedWhilePurging()
    {
        const QByteArray dead("CRASHNEEDLE");
        int interrupted = 0;
        for (int run = 0; run < 8; ++run) {
            const Profile profile;
            {
                auto database = Database::open(profile.path());
                VERIFY_DONE(database);
                VERIFY_DONE(MerchantRecords(**database).create({kMerchant, 1, "KEYNEEDLE"}, {}).result());
                for (int i = 1; i <= 40; ++i)
                    VERIFY_DONE(OrderChunks(**database).append(kMerchant, {{i, needles(dead, 60'000)}}).result());
            }
            QProcess purger;
            purger.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--purge"), profile.path()});
            QVERIFY(purger.waitForReadyRead(20'000));
            QElapsedTimer timer;
            timer.start();
            while (timer.nsecsElapsed() < run * 800'000) { } // a busy wait: finer than any sleep
            purger.kill();
            QVERIFY(purger.waitForFinished());

            auto database = Database::open(profile.path());
            VERIFY_DONE(database);
            MerchantRecords merchants(**database);
            const bool keyLeft = !merchants.keys().result().value().isEmpty();
            const auto rows = OrderChunks(**database).list(kMerchant).result().value().size();
            QVERIFY(rows == 40 || rows == 0);
            QVERIFY2(!keyLeft || rows == 40, "the rows went before the key");
            interrupted += !keyLeft && rows == 40;
            if (!keyLeft && rows == 40)
                QCOMPARE(merchants.orphans().result().value(), (QList<MerchantId>{kMerchant}));
            VERIFY_DONE(merchants.purge(kMerchant).result());
            QCOMPARE(profile.occurrences(dead), 0);
            QCOMPARE(profile.occurrences("KEYNEEDLE"), 0);
        }
        qInfo("%d purges stopped between key and rows", interrupted);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 3 && arguments[1] == u"--write")
        return work(arguments[2]);
    if (arguments.size() == 3 && arguments[1] == u"--purge") {
        auto database = Database::open(arguments[2]);
        (void)std::puts("opened");
        (void)std::fflush(stdout);
        return database && MerchantRecords(**database).purge(kMerchant).result() ? 0 : 1;
    }
    TestStoreCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storecrash.moc"
