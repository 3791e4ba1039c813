// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/textfold.h>

#include <QtTest>

#include <random>

using namespace t6;

class TestTextFold : public QObject
{
    Q_OBJECT

private slots:
    void folds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("ASCII") << "TEE-Black [M] @Z{}" << "tee-black [m] @z{}";
        QTest::newRow("all of ASCII, past eight bytes") << "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" << "abcdefghijklmnopqrstuvwxyz0123456789";
        QTest::newRow("French") << "Île-du-Prince-ÉDOUARD Œuvre" << "ile-du-prince-edouard oeuvre";
        QTest::newRow("German") << "Größe ẞ Ärger" << "grosse ss arger";
        QTest::newRow("Nordic") << "Åse Ørsted Ðorf Þing" << "ase orsted dorf thing";
        QTest::newRow("Polish, Turkish, Romanian") << "Łódź İstanbul ığ ȘTEFAN" << "lodz istanbul ig stefan";
        QTest::newRow("Vietnamese") << "Nguyễn Thị Hồng" << "nguyen thi hong";
        QTest::newRow("decomposed") << QStringLiteral("e\u0301 A\u030A") << "e a";
        QTest::newRow("Greek") << "ΑΘΉΝΑ Ὀ Ώς" << "αθηνα Ὀ ωσ";
        QTest::newRow("Cyrillic") << "ЁЛКА Київ Ѓ" << "елка київ ѓ";
        QTest::newRow("marks") << QStringLiteral("a\u200Bb\u202Ec\u2066d\uFEFFe\u00ADf") << "abcdef";
        QTest::newRow("typography") << QStringLiteral("don\u2019t \u201Csay\u201D 1\u20132\u00A0x") << "don't \"say\" 1-2 x";
        QTest::newRow("other scripts") << "東京都 서울 العربية עברית" << "東京都 서울 العربية עברית";
        QTest::newRow("emoji") << "OK 😍 👍🏽" << "ok 😍 👍🏽";
        QTest::newRow("empty") << "" << "";
    }

    void folds()
    {
        QFETCH(QString, text);
        QFETCH(QString, wanted);
        QCOMPARE(QString::fromStdString(folded(text.toStdString())), wanted);
        std::string appended = "X";
        foldInto(text.toStdString(), appended);
        QCOMPARE(QString::fromStdString(appended), QStringLiteral("X") + wanted);
    }

    void brokenBytesStay()
    {
        for (const std::string& bytes : {std::string("\xFF\xFE"), std::string("\xC3"), std::string("\xE2\x80"), std::string("\xC0\x80"), std::string("\xE0\x80\x80"),
                 std::string("\xF0\x9F\x98"), std::string("\x80\x80")})
            QCOMPARE(folded(bytes), bytes);
        QCOMPARE(folded(std::string("A\0B", 3)), std::string("a\0b", 3));
    }

    void neverLongerAndStable()
    {
        std::mt19937 random(1);
        std::uniform_int_distribution<int> anyByte(0, 255);
        std::uniform_int_distribution<int> anyLetter(1, 0x2FFF);
        for (int round = 0; round < 5000; ++round) {
            std::string bytes;
            QString letters;
            for (int i = 0; i < 40; ++i) {
                bytes.push_back(static_cast<char>(anyByte(random)));
                letters.append(QChar(static_cast<char16_t>(anyLetter(random))));
            }
            QVERIFY(folded(bytes).size() <= bytes.size());
            const std::string once = folded(letters.toStdString());
            QVERIFY(once.size() <= letters.toStdString().size());
            QCOMPARE(folded(once), once);
        }
    }
};

QTEST_GUILESS_MAIN(TestTextFold)
#include "tst_textfold.moc"
