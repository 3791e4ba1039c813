// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/keys.h>

#include <QElapsedTimer>
#include <QTest>

#include <sodium.h>

#include <memory>
#include <set>
#include <thread>
#include <vector>

using namespace t6;
using namespace t6::vault;

namespace {

const QUuid kVault(QStringLiteral("6f4a5b3e-0d5c-4f7e-9a51-2c3d4e5f6071"));

std::shared_ptr<const MerchantKeys> keysOf(unsigned char fill, const MerchantId& merchant = {kVault}, std::uint32_t generation = 1)
{
    const auto arena = KeyArena::create().value();
    const std::array<unsigned char, kKeySize> dataKey = [fill] {
        std::array<unsigned char, kKeySize> key;
        key.fill(fill);
        return key;
    }();
    return MerchantKeys::derive(arena, dataKey.data(), kVault, merchant, generation).value();
}

bool isBroken(const Result<QByteArray>& result)
{
    return !result && result.error().code == ErrorCode::SealBroken && result.error().domain == ErrorDomain::Vault;
}

} // namespace

class TestSeal : public QObject
{
    Q_OBJECT

private slots:
    void opensWhatItSealed_data();
    void opensWhatItSealed();
    void opensAValueSealedByAnEarlierProgram();
    void everyFlippedBitIsRefused();
    void everyTruncationIsRefused();
    void nothingOpensElsewhere();
    void placesDoNotRunIntoEachOther();
    void purposesAndMerchantsHaveTheirOwnKeys();
    void aTooSmallBufferIsRefused();
    void nothingOfABrokenValueIsLeft();
    void noncesDiffer();
    void manyThreadsAtOnce();
    void speed();
};

void TestSeal::opensWhatItSealed_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("zeroes") << QByteArray(500, '\0');
    QTest::newRow("an order") << QByteArray("{\"orderId\":1}").repeated(300);
    QTest::newRow("a page") << QByteArray("page").repeated(300000);
}

void TestSeal::opensWhatItSealed()
{
    QFETCH(QByteArray, plain);
    const auto keys = keysOf(1);
    const Place place{"order", RowId(OrderId{5}), "body", 3};
    const QByteArray blob = keys->seal(place, plain);
    QCOMPARE(static_cast<std::size_t>(blob.size()), sealedSize(static_cast<std::size_t>(plain.size())));
    QCOMPARE(openedSize(static_cast<std::size_t>(blob.size())), static_cast<std::size_t>(plain.size()));
    if (plain.size() > 1)
        QVERIFY(!blob.contains(plain.first(plain.size() / 2 + 1)));
    QCOMPARE(keys->open(place, blob).value(), plain);

    QByteArray buffer(plain.size() + 10, 'b');
    const auto part = keys->sealer(Purpose::Cache).openInto(place, blob, {reinterpret_cast<unsigned char*>(buffer.data()), static_cast<std::size_t>(buffer.size())});
    QVERIFY(part.has_value());
    QCOMPARE(QByteArrayView(part->data(), static_cast<qsizetype>(part->size())), QByteArrayView(plain));
    QCOMPARE(buffer.last(10), QByteArray(10, 'b'));
}

void TestSeal::opensAValueSealedByAnEarlierProgram()
{
    // The format is a promise: computed with libsodium by hand (ctypes), not by this program.
    const auto keys = keysOf(7, {kVault}, 2);
    const Place place{"order", RowId(OrderId{4711}), "body", 9};
    const QByteArray blob = QByteArray::fromHex("01020000000900000000000000000102030405060708090a0b0c0d0e0f101112"
                                                "13141516173966b6a8f285f94439e5dd466c0d472178382be4505f816bc2fd98c9");
    QCOMPARE(keys->open(place, blob).value(), QByteArray("known answer"));
}

void TestSeal::everyFlippedBitIsRefused()
{
    const auto keys = keysOf(1);
    for (int i = 0; i < 100; ++i) {
        const Place place{"order", RowId(i), "body", 1};
        const QByteArray blob = keys->seal(place, QByteArray(i, 'p'));
        for (qsizetype bit = 0; bit < blob.size() * 8; ++bit) {
            QByteArray flipped = blob;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            if (!isBroken(keys->open(place, flipped)))
                QFAIL(qPrintable(QStringLiteral("bit %1 of %2 bytes opened").arg(bit).arg(blob.size())));
        }
    }
}

void TestSeal::everyTruncationIsRefused()
{
    const auto keys = keysOf(1);
    const Place place{"order", RowId(1), "body"};
    const QByteArray blob = keys->seal(place, QByteArray(400, 'p'));
    for (qsizetype size = 0; size < blob.size(); ++size)
        QVERIFY(isBroken(keys->open(place, blob.first(size))));
    QVERIFY(isBroken(keys->open(place, blob + 'x')));
    QVERIFY(isBroken(keys->open(place, {})));
}

void TestSeal::nothingOpensElsewhere()
{
    // 100 places under the same key: 4 tables x 25 rows, fields and versions.
    const auto keys = keysOf(1);
    std::vector<Place> places;
    for (const PlaceName table : {PlaceName("order"), PlaceName("merchant"), PlaceName("journal"), PlaceName("label")}) {
        for (int i = 0; i < 5; ++i) {
            places.push_back({table, RowId(i), "body", 1});
            places.push_back({table, RowId(i), "summary", 1});
            places.push_back({table, RowId(i), "body", 2});
            places.push_back({table, RowId(QUuid(static_cast<uint>(i), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), "body", 1});
            places.push_back({table, RowId(-1 - i), "body", 1});
        }
    }
    QCOMPARE(places.size(), 100U);
    std::vector<QByteArray> blobs;
    for (const Place& place : places)
        blobs.push_back(keys->seal(place, "the same text"));
    int swaps = 0;
    for (std::size_t from = 0; from < places.size(); ++from) {
        for (std::size_t to = 0; to < places.size(); ++to) {
            if (from == to) {
                QVERIFY(keys->open(places[to], blobs[from]).has_value());
            } else {
                QVERIFY(isBroken(keys->open(places[to], blobs[from])));
                ++swaps;
            }
        }
    }
    QCOMPARE(swaps, 9900);
}

void TestSeal::placesDoNotRunIntoEachOther()
{
    const auto keys = keysOf(1);
    const Place first{"ab", RowId(1), "c"};
    const Place second{"a", RowId(1), "bc"};
    QVERIFY(isBroken(keys->open(second, keys->seal(first, "text"))));
}

void TestSeal::purposesAndMerchantsHaveTheirOwnKeys()
{
    const Place place{"order", RowId(1), "body"};
    const auto keys = keysOf(1);
    const QByteArray blob = keys->seal(place, "text");
    for (const Purpose purpose : {Purpose::Api, Purpose::Login})
        QVERIFY(isBroken(keys->sealer(purpose).open(place, blob)));
    QVERIFY(keys->sealer(Purpose::Cache).open(place, blob).has_value());
    QVERIFY(isBroken(keysOf(2)->open(place, blob)));
    // Even under the same key another merchant's or generation's values do not open.
    QVERIFY(isBroken(keysOf(1, MerchantId::create())->open(place, blob)));
    QVERIFY(isBroken(keysOf(1, {kVault}, 2)->open(place, blob)));
}

void TestSeal::aTooSmallBufferIsRefused()
{
    const auto keys = keysOf(1);
    const Place place{"order", RowId(1), "body"};
    const QByteArray blob = keys->seal(place, QByteArray(100, 'p'));
    std::array<unsigned char, 99> small{};
    const auto opened = keys->sealer(Purpose::Cache).openInto(place, blob, small);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::SealBroken);
}

void TestSeal::nothingOfABrokenValueIsLeft()
{
    const auto keys = keysOf(1);
    const Place place{"order", RowId(1), "body"};
    QByteArray blob = keys->seal(place, QByteArray(100, 'p'));
    blob.back() = static_cast<char>(blob.back() ^ 1);
    std::array<unsigned char, 100> out{};
    QVERIFY(!keys->sealer(Purpose::Cache).openInto(place, blob, out));
    QVERIFY(sodium_is_zero(out.data(), out.size()) == 1);
}

void TestSeal::noncesDiffer()
{
    const auto keys = keysOf(1);
    std::set<QByteArray> nonces;
    for (int i = 0; i < 10000; ++i)
        nonces.insert(keys->seal({"order", RowId(1), "body"}, "same").sliced(13, 24));
    QCOMPARE(nonces.size(), 10000U);
}

void TestSeal::manyThreadsAtOnce()
{
    const auto keys = keysOf(1);
    std::array<int, 4> opened{};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < opened.size(); ++t) {
        threads.emplace_back([&keys, &opened, t] {
            for (int i = 0; i < 2000; ++i) {
                const Place place{"order", RowId(i), "body", t};
                const QByteArray plain = QByteArray::number(i);
                opened[t] += keys->open(place, keys->seal(place, plain)) == plain;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(opened, (std::array<int, 4>{2000, 2000, 2000, 2000}));
}

void TestSeal::speed()
{
    // Printed for the record; no figure is asserted.
    const auto keys = keysOf(1);
    const QByteArray plain(500, 'p');
    QByteArray out(static_cast<qsizetype>(sealedSize(500)), Qt::Uninitialized);
    QElapsedTimer timer;
    timer.start();
    constexpr int kCount = 100000;
    for (int i = 0; i < kCount; ++i)
        keys->sealer(Purpose::Cache).sealInto({"order", RowId(i), "body"}, plain, {reinterpret_cast<unsigned char*>(out.data()), static_cast<std::size_t>(out.size())});
    qInfo("seal 500 B: %.0f k/s", kCount / (static_cast<double>(timer.nsecsElapsed()) / 1e9) / 1000);

    const QByteArray page(120000, 'p');
    const QByteArray blob = keys->seal({"order", RowId(1), "body"}, page);
    QByteArray opened(page.size(), Qt::Uninitialized);
    timer.restart();
    constexpr int kPages = 500;
    for (int i = 0; i < kPages; ++i)
        QVERIFY(keys->sealer(Purpose::Cache).openInto({"order", RowId(1), "body"}, blob, {reinterpret_cast<unsigned char*>(opened.data()), static_cast<std::size_t>(opened.size())}).has_value());
    qInfo("open 120 kB: %.0f MB/s", kPages * 0.12 / (static_cast<double>(timer.nsecsElapsed()) / 1e9));
    QCOMPARE(opened, page);
}

QTEST_GUILESS_MAIN(TestSeal)
#include "tst_seal.moc"
