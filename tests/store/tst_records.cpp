// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "storetest.h"

#include <store/merchantrecords.h>
#include <store/orderchunks.h>
#include <store/queuepages.h>
#include <store/sealedfields.h>
#include <store/settingsrecords.h>
#include <store/syncrecords.h>
#include <store/vaultrecords.h>

#include <QMutex>
#include <QSemaphore>
#include <QThread>

using namespace t6;
using namespace t6::store;

namespace {

QList<OrderChunks::Stored> readAll(OrderChunks& chunks, MerchantId merchant, qint64 after = 0)
{
    QList<OrderChunks::Stored> read;
    (void)chunks.read(merchant, after, [&](OrderChunks::Stored stored) { read.append(std::move(stored)); }).result();
    return read;
}

QList<qint64> idsOf(const QList<OrderChunks::Stored>& chunks)
{
    QList<qint64> ids;
    for (const auto& chunk : chunks)
        ids.append(chunk.id);
    return ids;
}

} // namespace

class TestRecords : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    const MerchantId m_acme = MerchantId::create();
    const MerchantId m_other = MerchantId::create();

    void reopen()
    {
        m_database.reset();
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        m_database = std::move(*opened);
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<Profile>();
        reopen();
    }
    void cleanup()
    {
        m_database.reset();
        m_profile.reset();
    }

    void settingsRoundTrip()
    {
        SettingsRecords settings(*m_database);
        VERIFY_DONE(settings.put({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("empty"), QString()}}).result());
        VERIFY_DONE(settings.put({{QStringLiteral("a"), QStringLiteral("ü€")}}).result());
        reopen();
        const auto loaded = SettingsRecords(*m_database).load().result();
        VERIFY_DONE(loaded);
        QCOMPARE(*loaded, (QHash<QString, QString>{{QStringLiteral("a"), QStringLiteral("ü€")}, {QStringLiteral("empty"), QString()}}));
    }

    void syncMarksRoundTrip()
    {
        SyncRecords sync(*m_database);
        VERIFY_DONE(sync.put({{m_acme, QStringLiteral("modified"), 1}, {m_other, QStringLiteral("modified"), 2}}).result());
        VERIFY_DONE(sync.put({{m_acme, QStringLiteral("modified"), 1'700'000'000'000}}).result());
        VERIFY_DONE(sync.remove(m_other).result());
        const auto loaded = sync.load().result();
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->size(), 1);
        QCOMPARE(loaded->first().merchant, m_acme);
        QCOMPARE(loaded->first().value, 1'700'000'000'000);
    }

    void sealedFieldsRoundTrip()
    {
        SealedFields fields(*m_database);
        const QByteArray binary("\0\xff'\"; DROP TABLE", 17);
        VERIFY_DONE(fields.put({{m_acme, QStringLiteral("record"), "one"}, {m_other, QStringLiteral("record"), binary}, {{}, QStringLiteral("record"), "profile"},
                                   {m_acme, QStringLiteral("facts"), "two"}})
                        .result());
        VERIFY_DONE(fields.put({{m_acme, QStringLiteral("record"), "three"}}, Durability::Process).result());
        reopen();
        SealedFields again(*m_database);
        QCOMPARE(again.load(m_acme, QStringLiteral("record")).result().value(), std::optional(QByteArray("three")));
        QCOMPARE(again.load(m_other, QStringLiteral("record")).result().value(), std::optional(binary));
        QCOMPARE(again.load({}, QStringLiteral("record")).result().value(), std::optional(QByteArray("profile")));
        QCOMPARE(again.load(m_other, QStringLiteral("facts")).result().value(), std::optional<QByteArray>());
        QCOMPARE(again.loadAll(QStringLiteral("record")).result().value().size(), 2);
        QCOMPARE(again.loadAll(m_acme).result().value().size(), 2);
        QCOMPARE(again.loadAll(MerchantId{}).result().value().size(), 1);
        VERIFY_DONE(again.remove(m_acme, QStringLiteral("record")).result());
        QCOMPARE(again.load(m_acme, QStringLiteral("record")).result().value(), std::optional<QByteArray>());
    }

    void headerGenerationOnlyRises()
    {
        VaultRecords vault(*m_database);
        QVERIFY(!vault.header().result().value());
        VERIFY_DONE(vault.save({"first", 1}).result());
        VERIFY_DONE(MerchantRecords(*m_database).create({m_acme, 1, "wrap 1"}, {}).result());

        const auto same = vault.save({"same", 1}, {{m_acme, 2, "wrap 2"}}).result();
        QCOMPARE(errorOf(same), ErrorCode::AlreadyExists);
        QCOMPARE(vault.header().result().value()->bytes, QByteArray("first"));
        QCOMPARE(MerchantRecords(*m_database).keys().result().value().first().wrapped, QByteArray("wrap 1"));

        VERIFY_DONE(vault.save({"second", 2}, {{m_acme, 2, "wrap 2"}}, {{m_acme, QStringLiteral("record"), "resealed"}}).result());
        reopen();
        const auto header = VaultRecords(*m_database).header().result().value();
        QCOMPARE(header->bytes, QByteArray("second"));
        QCOMPARE(header->generation, 2u);
        const auto keys = MerchantRecords(*m_database).keys().result().value();
        QCOMPARE(keys.first().wrapped, QByteArray("wrap 2"));
        QCOMPARE(keys.first().generation, 2u);
    }

    void unlockFailuresAreKept()
    {
        QCOMPARE(VaultRecords(*m_database).failures().result().value().count, 0);
        VERIFY_DONE(VaultRecords(*m_database).setFailures({3, UtcTime(std::chrono::milliseconds(12345))}).result());
        VERIFY_DONE(VaultRecords(*m_database).setFailures({4, UtcTime(std::chrono::milliseconds(23456))}).result());
        reopen();
        const auto failures = VaultRecords(*m_database).failures().result().value();
        QCOMPARE(failures.count, 4);
        QCOMPARE(failures.lastAt.time_since_epoch().count(), 23456);
    }

    void aMerchantIsMadeOnce()
    {
        MerchantRecords merchants(*m_database);
        VERIFY_DONE(merchants.create({m_acme, 1, "key"}, {{m_acme, QStringLiteral("record"), "r"}}).result());
        const auto twice = merchants.create({m_acme, 1, "another"}, {{m_acme, QStringLiteral("record"), "x"}}).result();
        QCOMPARE(errorOf(twice), ErrorCode::AlreadyExists);
        QCOMPARE(SealedFields(*m_database).load(m_acme, QStringLiteral("record")).result().value(), std::optional(QByteArray("r")));
    }

    void chunksComeBackInTheOrderOfTheirChanges()
    {
        OrderChunks chunks(*m_database);
        const qint64 first = chunks.reserveIds(4).result().value();
        QCOMPARE(first, 1);
        const qint64 one = chunks.append(m_acme, {{first + 2, "c"}, {first + 1, "b"}}).result().value();
        const qint64 two = chunks.append(m_other, {{first + 3, "x"}}).result().value();
        const qint64 three = chunks.append(m_acme, {{first, "a"}}).result().value();
        QVERIFY(one < two && two < three);

        reopen();
        OrderChunks again(*m_database);
        QCOMPARE(idsOf(readAll(again, m_acme)), (QList<qint64>{first + 1, first + 2, first}));
        QCOMPARE(idsOf(readAll(again, m_acme, one)), (QList<qint64>{first}));
        QCOMPARE(again.read(m_acme, 0, [](auto) {}).result().value(), three);
        QCOMPARE(again.read(MerchantId::create(), 0, [](auto) {}).result().value(), 0);
        QCOMPARE(again.load(m_acme, first + 2).result().value(), QByteArray("c"));
        QCOMPARE(errorOf(again.load(m_other, first + 2).result()), ErrorCode::NotFound);
        const auto listed = again.list(m_acme).result().value();
        QCOMPARE(idsOf(listed), (QList<qint64>{first + 1, first + 2, first}));
        QCOMPARE(listed.first().bytes, 1);
        QVERIFY(listed.first().sealed.isEmpty());
        QCOMPARE(m_database->size().result().value().chunks, 4);
        QCOMPARE(m_database->size().result().value().chunkBytes, 4);
    }

    void appendIsAllOrNothing()
    {
        OrderChunks chunks(*m_database);
        const qint64 id = chunks.reserveIds(2).result().value();
        VERIFY_DONE(chunks.append(m_acme, {{id, "a"}}).result());
        const auto clash = chunks.append(m_acme, {{id + 1, "b"}, {id, "again"}}).result();
        QCOMPARE(errorOf(clash), ErrorCode::StoreFailed);
        QCOMPARE(clash.error().detail, QStringLiteral("QSQLITE 1555, order_chunk"));
        QCOMPARE(idsOf(readAll(chunks, m_acme)), (QList<qint64>{id}));
    }

    void chunkIdsAreNeverGivenTwice()
    {
        OrderChunks chunks(*m_database);
        QCOMPARE(chunks.reserveIds(10).result().value(), 1);
        VERIFY_DONE(chunks.append(m_acme, {{10, "last"}}).result());
        VERIFY_DONE(MerchantRecords(*m_database).purge(m_acme).result());
        reopen();
        QCOMPARE(OrderChunks(*m_database).reserveIds(1).result().value(), 11);
        QCOMPARE(OrderChunks(*m_database).reserveIds(5).result().value(), 12);
        QCOMPARE(OrderChunks(*m_database).reserveIds(1).result().value(), 17);
    }

    void callsFromSeveralThreadsAreServed()
    {
        OrderChunks chunks(*m_database);
        QList<QThread*> threads;
        QMutex mutex;
        QSet<qint64> ids;
        for (int t = 0; t < 4; ++t) {
            threads.append(QThread::create([&] {
                for (int i = 0; i < 50; ++i) {
                    const qint64 id = chunks.reserveIds(1).result().value();
                    (void)chunks.append(m_acme, {{id, "x"}}).result();
                    const QMutexLocker lock(&mutex);
                    ids.insert(id);
                }
            }));
            threads.last()->start();
        }
        for (QThread* thread : threads) {
            thread->wait();
            delete thread;
        }
        QCOMPARE(ids.size(), 200);
        QCOMPARE(readAll(chunks, m_acme).size(), 200);
    }

    void queuedWorkIsDoneBeforeClosing()
    {
        QFuture<Result<qint64>> last;
        for (int i = 1; i <= 100; ++i)
            last = OrderChunks(*m_database).append(m_acme, {{i, "x"}});
        m_database.reset();
        QVERIFY(last.isFinished());
        VERIFY_DONE(last.result());
        reopen();
        OrderChunks chunks(*m_database);
        QCOMPARE(readAll(chunks, m_acme).size(), 100);
    }

    void replacingLeavesTheLiveSetAndNoByteOfTheOld()
    {
        OrderChunks chunks(*m_database);
        const QByteArray dead("DEADNEEDLE");
        const QByteArray live("LIVENEEDLE");
        QList<qint64> oldIds;
        const qint64 first = chunks.reserveIds(60).result().value();
        for (qint64 id = first; id < first + 50; ++id) {
            VERIFY_DONE(chunks.append(m_acme, {{id, needles(dead, 30'000)}}).result());
            oldIds.append(id);
        }
        VERIFY_DONE(chunks.append(m_acme, {{first + 50, needles(live, 30'000)}}).result());
        VERIFY_DONE(chunks.append(m_other, {{first + 51, "other"}}).result());
        VERIFY_DONE(QueuePages(*m_database).replace(m_acme, 1, {needles(dead, 120'000)}).result());
        QVERIFY(m_profile->occurrences(dead) > 1000);

        const qint64 seen = chunks.read(m_acme, 0, [](auto) {}).result().value();
        const qint64 change = chunks.replace(m_acme, oldIds, {{first + 52, needles(live, 5'000)}}, seen).result().value();
        QVERIFY(change > seen);
        QCOMPARE(idsOf(readAll(chunks, m_acme)), (QList<qint64>{first + 50, first + 52}));
        QCOMPARE(idsOf(readAll(chunks, m_other)), (QList<qint64>{first + 51}));
        QCOMPARE(QueuePages(*m_database).readAll([](auto) {}).result().value(), 0);
        QCOMPARE(m_profile->occurrences(dead), 0);
        QVERIFY(m_profile->occurrences(live) > 0);
        QCOMPARE(m_database->size().result().value().logBytes, 0);
    }

    void replacingIsRefusedWhenNewerChunksCame()
    {
        OrderChunks chunks(*m_database);
        const qint64 seen = chunks.append(m_acme, {{1, "old"}}).result().value();
        VERIFY_DONE(chunks.append(m_other, {{2, "not this merchant's"}}).result());
        VERIFY_DONE(chunks.append(m_acme, {{3, "newer"}}).result());
        QCOMPARE(errorOf(chunks.replace(m_acme, {1}, {{4, "compacted"}}, seen).result()), ErrorCode::StoreBusy);
        QCOMPARE(idsOf(readAll(chunks, m_acme)), (QList<qint64>{1, 3}));
    }

    void queuePagesAreReplacedTogether()
    {
        QueuePages pages(*m_database);
        VERIFY_DONE(pages.replace(m_acme, 7, {"p0", "p1", "p2"}).result());
        VERIFY_DONE(pages.replace(m_other, 8, {"q0"}).result());
        VERIFY_DONE(pages.replace(m_acme, 9, {"r0", "r1"}).result());
        reopen();
        QHash<MerchantId, QList<QueuePages::Page>> read;
        const auto count = QueuePages(*m_database).readAll([&](QueuePages::Page page) { read[page.merchant].append(std::move(page)); }).result();
        QCOMPARE(count.value(), 3);
        QCOMPARE(read[m_acme].size(), 2);
        for (int number = 0; number < 2; ++number) {
            QCOMPARE(read[m_acme][number].number, number);
            QCOMPARE(read[m_acme][number].count, 2);
            QCOMPARE(read[m_acme][number].change, 9);
            QCOMPARE(read[m_acme][number].sealed, "r" + QByteArray::number(number));
        }
        QCOMPARE(read[m_other].first().sealed, QByteArray("q0"));
        VERIFY_DONE(QueuePages(*m_database).remove(m_acme).result());
        QCOMPARE(QueuePages(*m_database).readAll([](auto) {}).result().value(), 1);
    }

    void purgeLeavesNothing()
    {
        const QByteArray dead("PURGEDNEEDLE");
        MerchantRecords merchants(*m_database);
        OrderChunks chunks(*m_database);
        for (const MerchantId merchant : {m_acme, m_other}) {
            const QByteArray text = merchant == m_acme ? dead : QByteArray("KEPT");
            VERIFY_DONE(merchants.create({merchant, 1, text}, {{merchant, QStringLiteral("record"), needles(text, 3'000)}}).result());
            for (int i = 0; i < 40; ++i)
                VERIFY_DONE(chunks.append(merchant, {{chunks.reserveIds(1).result().value(), needles(text, 40'000)}}).result());
            VERIFY_DONE(QueuePages(*m_database).replace(merchant, 1, {needles(text, 120'000)}).result());
            VERIFY_DONE(SyncRecords(*m_database).put({{merchant, QStringLiteral("modified"), 1}}).result());
        }
        QVERIFY(m_profile->occurrences(dead) > 1000);

        VERIFY_DONE(merchants.purge(m_acme).result());
        QCOMPARE(m_profile->occurrences(dead), 0);
        QCOMPARE(m_profile->occurrences(m_acme.value.toRfc4122()), 0);
        QCOMPARE(merchants.keys().result().value().size(), 1);
        QCOMPARE(readAll(chunks, m_acme).size(), 0);
        QCOMPARE(readAll(chunks, m_other).size(), 40);
        QCOMPARE(SyncRecords(*m_database).load().result().value().size(), 1);
        QVERIFY(merchants.orphans().result().value().isEmpty());

        VERIFY_DONE(m_database->vacuum().result());
        QVERIFY(m_database->size().result().value().fileBytes < 40 * 45'000 + 800'000); // each table and index has a page of 16 kB; what went took two million
        QCOMPARE(readAll(chunks, m_other).size(), 40);
    }

    void aReaderDelaysEmptyingTheLogOnly()
    {
        const QByteArray dead("SLOWNEEDLE");
        OrderChunks chunks(*m_database);
        VERIFY_DONE(chunks.append(m_acme, {{1, needles(dead, 100'000)}}).result());
        auto reader = Database::open(m_profile->path(), Database::Mode::ReadOnly);
        VERIFY_DONE(reader);
        OrderChunks seen(**reader);
        QSemaphore reading;
        QSemaphore purged;
        const auto slow = seen.read(m_acme, 0, [&](auto) {
            reading.release();
            purged.acquire();
        });
        reading.acquire();
        VERIFY_DONE(MerchantRecords(*m_database).purge(m_acme).result());
        QVERIFY(m_profile->occurrences(dead) > 0);
        purged.release();
        VERIFY_DONE(slow.result());
        VERIFY_DONE(chunks.append(m_other, {{2, "next"}}).result());
        QCOMPARE(m_profile->occurrences(dead), 0);
    }

    void interruptedPurgesAreFound()
    {
        MerchantRecords merchants(*m_database);
        VERIFY_DONE(merchants.create({m_acme, 1, "key"}, {}).result());
        VERIFY_DONE(OrderChunks(*m_database).append(m_acme, {{1, "with key"}}).result());
        VERIFY_DONE(OrderChunks(*m_database).append(m_other, {{2, "key is gone"}}).result());
        VERIFY_DONE(SealedFields(*m_database).put({{{}, QStringLiteral("views"), "the profile's own"}}).result());
        QCOMPARE(merchants.orphans().result().value(), (QList<MerchantId>{m_other}));
        VERIFY_DONE(merchants.purge(m_other).result());
        QVERIFY(merchants.orphans().result().value().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
