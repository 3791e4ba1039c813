// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "storetest.h"

#include <store/orderchunk.h>

#include <QRandomGenerator>
#include <QThread>

#include <zstd.h>

using namespace t6;
using namespace t6::store;
using namespace std::chrono_literals;

namespace {

struct Orders
{
    QList<QByteArray> json;
    std::vector<ChunkEntry> entries;
};

// Orders with the words of real ones and numbers that repeat in none.
Orders makeOrders(int count, quint32 seed = 1)
{
    QRandomGenerator random(seed);
    Orders orders;
    for (int i = 0; i < count; ++i) {
        orders.json.append(QByteArrayLiteral("{\"orderId\":") + QByteArray::number(random.generate64())
            + QByteArrayLiteral(",\"orderStatus\":\"awaiting_shipment\",\"shipTo\":{\"name\":\"") + QByteArray::number(random.generate(), 36)
            + QByteArrayLiteral("\",\"company\":null,\"street2\":\"\",\"country\":\"US\"},\"advancedOptions\":{\"warehouseId\":")
            + QByteArray::number(random.bounded(100'000)) + QByteArrayLiteral(",\"nonMachinable\":false}}"));
    }
    for (int i = 0; i < count; ++i) {
        orders.entries.push_back({{3'000'000'000 + i}, UtcTime(std::chrono::milliseconds(1'700'000'000'000 + i)), random.generate64(),
            UtcTime(std::chrono::milliseconds(i)), i % 2 == 1, orders.json[i]});
    }
    return orders;
}

void compare(const ChunkEntry& actual, const ChunkEntry& expected)
{
    QCOMPARE(actual.id.value, expected.id.value);
    QVERIFY(actual.fetchedAt == expected.fetchedAt);
    QCOMPARE(actual.reviewedFingerprint, expected.reviewedFingerprint);
    QVERIFY(actual.reviewedAt == expected.reviewedAt);
    QCOMPARE(actual.hadUnit, expected.hadUnit);
    QCOMPARE(actual.json.toByteArray(), expected.json.toByteArray());
}

} // namespace

class TestOrderChunk : public QObject
{
    Q_OBJECT

    std::shared_ptr<const ChunkCodec> m_codec;

    // A block around `inside` as pack() would make it, for insides that it never makes.
    QByteArray wrapped(const QByteArray& inside)
    {
        QFile file(QStringLiteral(":/t6/zstd/order.dict"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray dictionary = file.readAll();
        ZSTD_CCtx* context = ZSTD_createCCtx();
        QByteArray frame(qsizetype(ZSTD_compressBound(size_t(inside.size()))), '\0');
        frame.truncate(qsizetype(ZSTD_compress_usingDict(
            context, frame.data(), size_t(frame.size()), inside.constData(), size_t(inside.size()), dictionary.constData(), size_t(dictionary.size()), 1)));
        ZSTD_freeCCtx(context);
        return '\1' + frame;
    }

private slots:
    void initTestCase()
    {
        auto codec = ChunkCodec::load();
        VERIFY_DONE(codec);
        m_codec = *codec;
    }

    void roundTrip_data()
    {
        QTest::addColumn<int>("entries");
        QTest::addColumn<int>("removals");
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("one") << 1 << 0;
        QTest::newRow("removals only") << 0 << 1000;
        QTest::newRow("both") << 7 << 3;
        QTest::newRow("full") << 64 << 0;
        QTest::newRow("all") << 64 << 65'535;
    }
    void roundTrip()
    {
        QFETCH(int, entries);
        QFETCH(int, removals);
        const Orders orders = makeOrders(entries);
        std::vector<OrderId> removed;
        for (int i = 0; i < removals; ++i)
            removed.push_back({5'000'000'000 + i});

        const auto block = m_codec->pack(orders.entries, removed);
        VERIFY_DONE(block);
        const auto chunk = m_codec->unpack(*block);
        VERIFY_DONE(chunk);
        QVERIFY(chunk->removed == removed);
        QCOMPARE(chunk->entries.size(), orders.entries.size());
        for (size_t slot = 0; slot < orders.entries.size(); ++slot) {
            compare(chunk->entries[slot], orders.entries[slot]);
            const auto order = m_codec->unpackSlot(*block, slot);
            VERIFY_DONE(order);
            compare(order->entry, orders.entries[slot]);
            QCOMPARE(order->json, orders.json[int(slot)]);
        }
        QCOMPARE(errorOf(m_codec->unpackSlot(*block, orders.entries.size())), ErrorCode::NotFound);
    }

    void extremesSurvive()
    {
        const QByteArray empty;
        QByteArray large(1'500'000, 'n');
        large[7] = '\0';
        std::vector<ChunkEntry> entries{
            {{std::numeric_limits<std::int64_t>::max()}, UtcTime(std::chrono::milliseconds(-1)), ~0ull, UtcTime::max(), true, empty},
            {{std::numeric_limits<std::int64_t>::min()}, UtcTime::min(), 0, UtcTime(), false, large}};
        const auto chunk = m_codec->unpack(m_codec->pack(entries).value());
        VERIFY_DONE(chunk);
        compare(chunk->entries[0], entries[0]);
        compare(chunk->entries[1], entries[1]);
    }

    void tooMuchIsRefused()
    {
        const Orders orders = makeOrders(65);
        QCOMPARE(errorOf(m_codec->pack(orders.entries)), ErrorCode::InvalidInput);
        QCOMPARE(errorOf(m_codec->pack({}, std::vector<OrderId>(65'536))), ErrorCode::InvalidInput);
        const QByteArray huge(129 << 20, ' ');
        QCOMPARE(errorOf(m_codec->pack(std::vector<ChunkEntry>{{{1}, {}, 0, {}, false, huge}})), ErrorCode::InvalidInput);
    }

    void aFlippedByteNeverCrashes()
    {
        const Orders orders = makeOrders(5);
        const std::vector<OrderId> removed{{1}, {2}};
        const QByteArray block = m_codec->pack(orders.entries, removed).value();
        int refused = 0;
        for (qsizetype at = 0; at < block.size(); ++at) {
            for (const char flip : {char(1), char(0x80), char(0xff)}) {
                QByteArray changed = block;
                changed[at] = char(changed[at] ^ flip);
                const auto chunk = m_codec->unpack(changed);
                if (chunk) {
                    for (const ChunkEntry& entry : chunk->entries)
                        QVERIFY(entry.json.isEmpty()
                            || (entry.json.begin() >= chunk->bytes.constBegin() && entry.json.end() <= chunk->bytes.constEnd()));
                } else {
                    ++refused;
                }
                (void)m_codec->unpackSlot(changed, 4);
            }
        }
        QVERIFY(refused > 0); // what compression cannot notice, the seal does
    }

    void aFlippedByteInsideNeverCrashes()
    {
        const Orders orders = makeOrders(3);
        const std::vector<OrderId> removed{{1}, {2}};
        const QByteArray inside = m_codec->unpack(m_codec->pack(orders.entries, removed).value()).value().bytes;
        const qsizetype json = orders.json[0].size() + orders.json[1].size() + orders.json[2].size();
        QVERIFY(m_codec->unpack(wrapped(inside)));
        for (qsizetype at = 0; at < inside.size() - json; ++at) {
            for (const char flip : {char(1), char(0x10), char(0xff)}) {
                QByteArray changed = inside;
                changed[at] = char(changed[at] ^ flip);
                const QByteArray block = wrapped(changed);
                const auto chunk = m_codec->unpack(block);
                if (!chunk)
                    QCOMPARE(chunk.error().code, ErrorCode::StoreCorrupt);
                for (size_t slot = 0; slot < 70; ++slot)
                    (void)m_codec->unpackSlot(block, slot);
            }
        }
    }

    void truncatedBlocksAreRefused()
    {
        const Orders orders = makeOrders(9);
        const QByteArray block = m_codec->pack(orders.entries).value();
        for (qsizetype size = 0; size < block.size(); ++size) {
            QCOMPARE(errorOf(m_codec->unpack(block.first(size))), ErrorCode::StoreCorrupt);
            QCOMPARE(errorOf(m_codec->unpackSlot(block.first(size), 0)), ErrorCode::StoreCorrupt);
        }
        QCOMPARE(errorOf(m_codec->unpack(block + 'x')), ErrorCode::StoreCorrupt);
        QCOMPARE(errorOf(m_codec->unpack(block + block)), ErrorCode::StoreCorrupt);
    }

    void truncatedInsidesAreRefused()
    {
        const Orders orders = makeOrders(2);
        const QByteArray inside = m_codec->unpack(m_codec->pack(orders.entries).value()).value().bytes;
        for (qsizetype size = 0; size < inside.size(); ++size)
            QCOMPARE(errorOf(m_codec->unpack(wrapped(inside.first(size)))), ErrorCode::StoreCorrupt);
        QCOMPARE(errorOf(m_codec->unpack(wrapped(inside + 'x'))), ErrorCode::StoreCorrupt);
    }

    void randomBytesAreRefused()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes(random.bounded(1, 80), '\0');
            for (char& byte : bytes)
                byte = char(random.bounded(256));
            if (i % 2)
                bytes.prepend(m_codec->pack({}).value().first(10)); // beyond the magic numbers
            QVERIFY(!m_codec->unpack(bytes));
        }
    }

    void whatIsNotOursIsNamed()
    {
        QByteArray newer = m_codec->pack({}).value();
        newer[0] = 2;
        QCOMPARE(errorOf(m_codec->unpack(newer)), ErrorCode::Unsupported);
        newer[0] = 0;
        QCOMPARE(errorOf(m_codec->unpack(newer)), ErrorCode::StoreCorrupt);

        QByteArray plain(200, '\0');
        plain.truncate(qsizetype(ZSTD_compress(plain.data(), 200, "\0\0\0\0", 4, 1)));
        QCOMPARE(errorOf(m_codec->unpack('\1' + plain)), ErrorCode::Unsupported); // no dictionary
    }

    void entriesAreCutIntoGoodChunks()
    {
        const QByteArray small(3'000, 's');
        const QByteArray half(2'500'000, 'h');
        const QByteArray huge(6'000'000, 'H');
        std::vector<ChunkEntry> entries(130, ChunkEntry{{1}, {}, 0, {}, false, small});
        QVERIFY(intoChunks({}).empty());
        auto chunks = intoChunks(entries);
        QCOMPARE(chunks.size(), 3u);
        QCOMPARE(chunks[0].size(), 64u);
        QCOMPARE(chunks[2].size(), 2u);

        entries = {{{1}, {}, 0, {}, false, small}, {{2}, {}, 0, {}, false, huge}, {{3}, {}, 0, {}, false, half}, {{4}, {}, 0, {}, false, half}, {{5}, {}, 0, {}, false, small}};
        chunks = intoChunks(entries);
        QCOMPARE(chunks.size(), 4u);
        QCOMPARE(chunks[3].size(), 2u);
        size_t total = 0;
        for (const auto& chunk : chunks)
            total += chunk.size();
        QCOMPARE(total, entries.size());
    }

    void theDictionaryFitsOrders()
    {
        QFile dictionary(QStringLiteral(":/t6/zstd/order.dict"));
        QVERIFY(dictionary.size() > 10'000 && dictionary.size() <= 112'640);
        const Orders one = makeOrders(1);
        QVERIFY(m_codec->pack(one.entries).value().size() < one.json[0].size() * 2 / 3); // alone, without an order beside it
    }

    void oneCodecServesManyThreads()
    {
        QList<QThread*> threads;
        std::atomic<int> wrong{0};
        for (quint32 t = 0; t < 4; ++t) {
            threads.append(QThread::create([this, t, &wrong] {
                for (quint32 round = 0; round < 30; ++round) {
                    const Orders orders = makeOrders(20, t * 100 + round);
                    const auto chunk = m_codec->unpack(m_codec->pack(orders.entries).value());
                    for (size_t slot = 0; slot < 20; ++slot)
                        wrong += !chunk || chunk->entries[slot].json.toByteArray() != orders.json[int(slot)];
                }
            }));
            threads.last()->start();
        }
        for (QThread* thread : threads) {
            thread->wait();
            delete thread;
        }
        QCOMPARE(wrong.load(), 0);
        m_codec->forget();
        QVERIFY(m_codec->unpack(m_codec->pack(makeOrders(1).entries).value()));
    }
};

QTEST_GUILESS_MAIN(TestOrderChunk)
#include "tst_orderchunk.moc"
