// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/wordlist.h>

#include <QtTest>

using namespace t6;

class TestWordList : public QObject
{
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        QTest::newRow("word") << "Hold the Door!" << "door";
        QTest::newRow("phrase over punctuation") << "please: leave, at..." << "leave at";
        QTest::newRow("longest of two") << "leave at home" << "leave at home";
        QTest::newRow("any ending") << "cancellation" << "cancel";
        QTest::newRow("number") << "BP 1234 Paris" << "bp #";
        QTest::newRow("no number") << "BP North" << "";
        QTest::newRow("part of a word") << "indoors doorway" << "";
        QTest::newRow("accents") << "À l’étage" << "etage";
        QTest::newRow("at the end") << "the door" << "door";
        QTest::newRow("nothing") << " .,- " << "";
        QTest::newRow("comment is no entry") << "comment" << "";
    }

    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QString, found);
        const WordList list("; comment\ndoor\nleave at\nleave at home\n\ncancel*\nbp #\nÉtage\n");
        QCOMPARE(QString::fromUtf8(list.find(WordText(text.toStdString())).data(), static_cast<qsizetype>(list.find(WordText(text.toStdString())).size())), found);
    }

    void covers()
    {
        const WordList list("gift\nclothes\nn a\nand\nitem*");
        for (const char* vague : {"Gift", "clothes and items", "2 clothes", "N/A", "12"})
            QVERIFY2(list.covers(WordText(vague)), vague);
        for (const char* clear : {"gift box", "", "--", "2x clothes"})
            QVERIFY2(!list.covers(WordText(clear)), clear);
        QVERIFY(!WordList("").covers(WordText("gift")));
    }

    void fieldsStayApart()
    {
        const WordList list("leave at");
        WordText text("please leave");
        text.append("at home");
        QVERIFY(list.find(text).empty());
        text.append("leave at home");
        QCOMPARE(list.find(text), std::string_view("leave at"));
    }

    void holdsFourKilobytes()
    {
        const std::string long4096(4096, 'x');
        WordText text(long4096);
        const std::size_t full = text.view().size();
        for (int i = 0; i < 3; ++i)
            text.append(long4096);
        QCOMPARE(text.view().size(), full);
        WordText pieces;
        for (int i = 0; i < 5000; ++i)
            pieces.append("ab");
        QVERIFY(pieces.view().size() <= 4097);
    }

    void bundledLists_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"customs-vague", "instructions", "multi-unit", "po-box", "through6"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void bundledLists()
    {
        QFETCH(QString, name);
        QVERIFY(!WordList::bundled(qPrintable(name)).isEmpty());
        QFile file(QStringLiteral(T6_SOURCE_DIR "/resources/words/%1.txt").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QSet<QByteArray> seen;
        const WordList list = WordList::bundled(qPrintable(name));
        for (const QByteArray& entry : lines) {
            if (entry.isEmpty() || entry.startsWith(';'))
                continue;
            QVERIFY2(!seen.contains(entry), entry.constData());
            seen.insert(entry);
            QVERIFY2(entry.front() != '#' && entry.front() != '*', entry.constData());
            const QByteArray example = QByteArray(entry).replace('#', "12").replace('*', "");
            QVERIFY2(!list.find(WordText(example.toStdString())).empty(), entry.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestWordList)
#include "tst_wordlist.moc"
