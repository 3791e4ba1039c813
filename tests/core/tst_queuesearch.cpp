// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/queuepage.h>
#include <core/queuesearch.h>
#include <support/queuemaker.h>

#include <QTest>

#include <bit>

using namespace t6;
using t6::test::QueueMaker;

class TestQueueSearch : public QObject
{
    Q_OBJECT
private slots:
    void scansAlikeOnEveryProcessor();
    void marksTheRowsThatHaveTheWord_data();
    void marksTheRowsThatHaveTheWord();
};

void TestQueueSearch::scansAlikeOnEveryProcessor()
{
    constexpr std::size_t kBlocks = 5;
    QueueMaker random(1);
    int hits = 0;
    for (int round = 0; round < 500; ++round) {
        std::string text(kBlocks * kScanBlock + kScanReach, ' ');
        for (char& byte : text)
            byte = random.pick(std::array<std::string_view, 8>{"a", "A", "b", "-", "\x0d", "\x1e", "\xc3", "\x7f"})[0];
        ScanNeedle needle{static_cast<unsigned char>(random.below(2) == 0 ? 'a' : '-'), 0, 'b', 0x20, random.below(kScanReach), random.below(kScanReach)};
        needle.firstCase = needle.first == 'a' ? 0x20 : 0;
        std::array<ScannedBlock, kBlocks> fast, plain;
        const bool any = scanBlocks(text.data(), kBlocks, needle, fast.data());
        QCOMPARE(scanBlocksAnywhere(text.data(), kBlocks, needle, plain.data()), any);
        QCOMPARE(std::ranges::any_of(plain, [](const ScannedBlock& block) { return block.hits != 0; }), any);
        for (std::size_t i = 0; i < kBlocks; ++i) {
            QCOMPARE(fast[i].hits, plain[i].hits);
            QCOMPARE(fast[i].rowEnds, plain[i].rowEnds);
            QCOMPARE(fast[i].rows, static_cast<std::size_t>(std::popcount(plain[i].rowEnds)));
            QCOMPARE(plain[i].rows, fast[i].rows);
        }
        for (std::size_t i = 0; i < kBlocks * kScanBlock; ++i) {
            const char first = text[i + needle.firstAt], second = text[i + needle.secondAt];
            const bool expected = (needle.first == 'a' ? first == 'a' || first == 'A' : first == '-') && (second == 'b' || second == 'B');
            QCOMPARE((plain[i / 64].hits >> i % 64 & 1) != 0, expected);
            QCOMPARE((plain[i / 64].rowEnds >> i % 64 & 1) != 0, text[i] == '\x1e');
            hits += expected;
        }
    }
    QVERIFY(hits > 1'000);
}

void TestQueueSearch::marksTheRowsThatHaveTheWord_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const char* word : {"a", "e", "6", "-", "an", "t6-", "garcia", "strasse", "山", "cap-blk-2xl", "zq", "\xf0"})
        QTest::newRow(word) << QByteArray(word);
    QTest::newRow("long") << QByteArray(100, 'y');
    QTest::newRow("longest") << QByteArray(300, 'y');
}

void TestQueueSearch::marksTheRowsThatHaveTheWord()
{
    QFETCH(QByteArray, word);
    QueueMaker make(2);
    const SearchWord search(word.toStdString());
    int found = 0, empty = 0;
    for (int round = 0; round < 200; ++round) {
        QueuePageBuilder builder(0);
        for (std::uint32_t slot = make.below(kRowsPerPage); slot > 0; --slot)
            if (make.below(6) == 0) {
                builder.addFree();
            } else {
                QueueEntry entry = make.entry(slot, 5);
                if (make.below(30) == 0)
                    entry.buyer = std::string(make.below(300), 'y');
                builder.addEntry(entry);
            }
        const auto page = builder.finish();
        PageBits rows{}, expected{};
        search.mark(*page, rows);
        for (std::size_t slot = 0; slot < page->rows.size(); ++slot) {
            const QueueRow& row = page->rows[slot];
            std::string text = page->text.substr(row.textOffset, row.textLength);
            std::ranges::transform(text, text.begin(), [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : byte; });
            const bool has = text.find(word.toStdString()) != std::string::npos;
            QCOMPARE(search.isIn(std::string_view(page->text).substr(row.textOffset, row.textLength)), has);
            expected[slot / 64] |= std::uint64_t{has} << slot % 64;
            ++(has ? found : empty);
        }
        QVERIFY(rows == expected);
    }
    QVERIFY(empty > 0);
    QVERIFY(found > 0 || word == "zq" || word.size() > 255);
}

QTEST_APPLESS_MAIN(TestQueueSearch)
#include "tst_queuesearch.moc"
