// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/passphrase.h>

#include <QSet>
#include <QTest>

#include <optional>

using namespace t6::vault;

Q_DECLARE_METATYPE(std::optional<PassphraseProblem>)

class TestPassphrase : public QObject
{
    Q_OBJECT

private slots:
    void isNormalisedAndNeverTrimmed();
    void takesTheTextOver();
    void problems_data();
    void problems();
    void everyProblemHasWords();
    void generatedOnesAreGood();
    void wordListIsFitForUse();
};

void TestPassphrase::isNormalisedAndNeverTrimmed()
{
    const auto bytes = [](QString text) { return Passphrase(std::move(text)).view().toByteArray(); };
    QCOMPARE(bytes(QStringLiteral("cafe\u0301")), QByteArray("caf\xc3\xa9"));
    QCOMPARE(bytes(QStringLiteral("caf\u00e9")), QByteArray("caf\xc3\xa9"));
    QCOMPARE(bytes(QStringLiteral("\uFB01")), QByteArray("\xef\xac\x81")); // a ligature is not two letters: NFC, not NFKC
    QCOMPARE(bytes(QStringLiteral("  two spaces \t")), QByteArray("  two spaces \t"));
    QCOMPARE(bytes(QString(QChar(0))), QByteArray(1, '\0'));
    QVERIFY(Passphrase(QString()).isEmpty());
}

void TestPassphrase::takesTheTextOver()
{
    QString typed = QStringLiteral("anvil brook");
    typed += QLatin1Char('!');
    const QString shared = typed;
    const Passphrase first(std::move(typed));
    QVERIFY(typed.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the contract
    QCOMPARE(shared, QStringLiteral("anvil brook!"));
    QCOMPARE(first.view(), QByteArrayView("anvil brook!"));
}

void TestPassphrase::problems_data()
{
    using P = PassphraseProblem;
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<PassphraseProblem>>("problem");
    const auto row = [](const char* text, std::optional<P> problem) { QTest::newRow(text) << QString::fromUtf8(text) << problem; };

    row("anvil brook cedar dune ember flint", std::nullopt);
    row("gravel-harbor-island-jacket-kettle", std::nullopt);
    row("Der Regen faellt leise auf Zinkdächer", std::nullopt);
    row("xK9#mQ2$vL7pR4wT", std::nullopt);
    row("丁一七万丈三上下不与丐丑且世丘", std::nullopt);
    row("up to no go ox my", std::nullopt); // short words, but six of them
    row("purple giraffe juggles password", std::nullopt); // a common word among others does no harm

    row("", P::TooShort);
    row("fourteen chars", P::TooShort);
    row("Tr0ub4dor&3", P::TooShort);
    row("a b c d e f g", P::TooShort); // letters are not words
    row("               ", P::Repetitive);
    row("aaaaaaaaaaaaaaaaaaaa", P::Repetitive);
    row("abcabcabcabcabcabc", P::Repetitive);
    row("xkcd-xkcd-xkcd-xkcd-xkcd", P::Repetitive);
    row("password12345678", P::Common);
    row("P4$$w0rdP4$$w0rd2024!", P::Common);
    row("correct horse battery staple", P::Common);
    row("Correct-Horse-Battery-Staple-1!", P::Common);
    row("qwertyuiopasdfghjkl", P::Common);
    row("1qaz2wsx3edc4rfv", P::Common);
    row("12345678901234567890", P::Common);
    row("31415926535897932384", P::Common); // digits alone
    row("LetMeInPlease!!2025", P::Common);
    row("to be or not to be", P::Common);
    row("welcome to shipstation", P::Common);
    row("Summer2026!Summer2027!", P::Common);
    row("Acme Widgets Berlin 2026", P::Guessable);
    row("jane.doe@acmewidgets.example", P::Guessable);

    QTest::newRow("1024 characters") << generatedPassphrase(400).left(1024) << std::optional<P>();
    QTest::newRow("1025 characters") << generatedPassphrase(400).left(1025) << std::optional<P>(P::TooLong);
    QTest::newRow("half a surrogate pair") << QString(QStringLiteral("anvil brook cedar dune ember") + QChar(0xD83D)) << std::optional<P>(P::Unreadable);
}

void TestPassphrase::problems()
{
    QFETCH(QString, text);
    QFETCH(std::optional<PassphraseProblem>, problem);
    const QStringList context{QStringLiteral("Acme Widgets"), QStringLiteral("jane.doe@acmewidgets.example"), QStringLiteral("of")};
    const auto found = passphraseProblem(text, context);
    if (found != problem)
        QFAIL(qPrintable(found ? passphraseProblemText(*found) : QStringLiteral("taken")));
}

void TestPassphrase::everyProblemHasWords()
{
    QSet<QString> texts;
    for (const auto problem : {PassphraseProblem::TooShort, PassphraseProblem::TooLong, PassphraseProblem::Unreadable, PassphraseProblem::Repetitive, PassphraseProblem::Common, PassphraseProblem::Guessable})
        texts += passphraseProblemText(problem);
    QCOMPARE(texts.size(), 6);
    QVERIFY(!texts.contains(QString()));
}

void TestPassphrase::generatedOnesAreGood()
{
    QSet<QString> seen;
    for (int i = 0; i < 200; ++i) {
        const QString text = generatedPassphrase();
        QCOMPARE(text.split(QLatin1Char('-')).size(), 6);
        if (const auto problem = passphraseProblem(text))
            QFAIL(qPrintable(text + passphraseProblemText(*problem)));
        seen += text;
    }
    QCOMPARE(seen.size(), 200);
}

void TestPassphrase::wordListIsFitForUse()
{
    QFile file(QStringLiteral(":/words/passphrase.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QSet<QByteArray> words;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        QVERIFY2(line.size() >= 3 && line.size() <= 8, line.constData());
        QVERIFY2(std::all_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; }), line.constData());
        QVERIFY2(!words.contains(line), line.constData());
        words += line;
    }
    QVERIFY(words.size() >= 1448); // 2^10.5: six words of it are 63 bits
}

QTEST_GUILESS_MAIN(TestPassphrase)
#include "tst_passphrase.moc"
