// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/textdiff.h>

#include <QTextBoundaryFinder>
#include <QtTest>

#include <random>

using namespace t6;

namespace {

QString marked(const QString& text, const QList<TextRange>& ranges)
{
    QString result = text;
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        result.insert(range->begin + range->size, u']');
        result.insert(range->begin, u'[');
    }
    return result;
}

QString without(QString text, const QList<TextRange>& ranges)
{
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range)
        text.remove(range->begin, range->size);
    return text;
}

bool betweenGraphemes(const QString& text, qsizetype at)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(at);
    return at == 0 || at == text.size() || finder.isAtBoundary();
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private slots:
    void examples_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("removed");
        QTest::addColumn<QString>("added");
        QTest::newRow("same") << "abc" << "abc" << "abc" << "abc";
        QTest::newRow("one letter") << "10001" << "10011" << "100[0]1" << "100[1]1";
        QTest::newRow("inserted") << "7030" << "07030" << "7030" << "[0]7030";
        QTest::newRow("removed") << "Main  St" << "Main St" << "Main [ ]St" << "Main St";
        QTest::newRow("from nothing") << "" << "CA" << "" << "[CA]";
        QTest::newRow("to nothing") << "CA" << "" << "[CA]" << "";
        QTest::newRow("two places") << "12 Man Stret" << "12 Main Street" << "12 Man Stret" << "12 Ma[i]n Str[e]et";
        QTest::newRow("surrogates") << "a😀b" << "a😁b" << "a[😀]b" << "a[😁]b";
        QTest::newRow("combined accent") << "Zoe\u0301" << "Zoe" << "Zo[e\u0301]" << "Zo[e]";
        QTest::newRow("family") << "👩‍🎨!" << "👩!" << "[👩‍🎨]!" << "[👩]!";
    }

    void examples()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, removed);
        QFETCH(QString, added);
        const TextDiff diff = textDiff(before, after);
        QCOMPARE(marked(before, diff.removed), removed);
        QCOMPARE(marked(after, diff.added), added);
    }

    void whatIsLeftIsTheSame()
    {
        std::mt19937 random(3);
        const QStringList pieces{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("1"), QStringLiteral(" "), QStringLiteral("é"), QStringLiteral("e\u0301"), QStringLiteral("😀"), QStringLiteral("👩‍🎨"),
            QString(QChar(0xd800)), QString(QChar(0xdc00)), QStringLiteral("\u202E"), QStringLiteral("ﷺ"), QStringLiteral("🇩🇪")};
        const auto text = [&] {
            QString result;
            for (auto count = random() % 12; count > 0; --count)
                result += pieces.at(static_cast<qsizetype>(random() % static_cast<unsigned>(pieces.size())));
            return result;
        };
        for (int round = 0; round < 20'000; ++round) {
            const QString before = text();
            const QString after = text();
            const TextDiff diff = textDiff(before, after);
            QVERIFY2(without(before, diff.removed) == without(after, diff.added), qPrintable(before + u'|' + after));
            for (const auto& [whole, ranges] : {std::pair(before, diff.removed), std::pair(after, diff.added)}) {
                qsizetype end = -1;
                for (const TextRange& range : ranges) {
                    QVERIFY(range.size > 0 && range.begin > end && range.begin + range.size <= whole.size());
                    QVERIFY(betweenGraphemes(whole, range.begin) && betweenGraphemes(whole, range.begin + range.size));
                    end = range.begin + range.size;
                }
            }
        }
    }

    void longTextsAreBounded()
    {
        const QString before = QStringLiteral("x") + QString(100'000, u'a') + QStringLiteral("y");
        const QString after = QStringLiteral("x") + QString(100'000, u'b') + QStringLiteral("y");
        const TextDiff diff = textDiff(before, after);
        QCOMPARE(diff.removed, (QList<TextRange>{{1, 100'000}}));
        QCOMPARE(diff.added, (QList<TextRange>{{1, 100'000}}));
    }
};

QTEST_GUILESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
