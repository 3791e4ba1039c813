// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/recoverykey.h>

#include <QRegularExpression>
#include <QTest>

#include <cstring>
#include <optional>

using namespace t6;
using namespace t6::vault;

class TestRecoveryKey : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void printsEightGroups();
    void printsTheKnownAnswer();
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void noticesEverySingleTypingError();
    void noticesSwappedNeighbours();
    void saysWhatIsWrong();

private:
    std::optional<RecoveryKey> m_key;
    QString m_printed;
};

void TestRecoveryKey::init()
{
    m_key.emplace(RecoveryKey::create().value());
    m_printed = m_key->printed();
}

void TestRecoveryKey::printsEightGroups()
{
    static const QRegularExpression shape(QStringLiteral("^([0-9A-HJKMNP-TV-Z]{7}-){7}[0-9A-HJKMNP-TV-Z]{7}$"));
    QVERIFY2(shape.match(m_printed).hasMatch(), qPrintable(m_printed));
    QVERIFY(RecoveryKey::create().value().printed() != m_printed);
}

void TestRecoveryKey::printsTheKnownAnswer()
{
    // Printed sheets lie in drawers for years: bytes 0, 1, … 31 and their checksum, computed outside of this program.
    const QString sheet = QStringLiteral("000G40R-40M30E2-09185GR-38E1W81-24GK2GA-HC5RR34-D1P70X3-RFQMV87");
    const auto key = RecoveryKey::parse(sheet);
    QVERIFY(key.has_value());
    for (unsigned i = 0; i < 32; ++i)
        QCOMPARE(unsigned(key->data()[i]), i);
    QCOMPARE(key->printed(), sheet);
}

void TestRecoveryKey::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"as printed", "lower case", "without hyphens", "spaces", "lines", "letters O, I, L", "typographic hyphens"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestRecoveryKey::readsWhatPeopleType()
{
    QFETCH(QString, kind);
    QString typed = m_printed;
    if (kind == QLatin1String("lower case"))
        typed = typed.toLower();
    else if (kind == QLatin1String("without hyphens"))
        typed.remove(QLatin1Char('-'));
    else if (kind == QLatin1String("spaces"))
        typed = QLatin1String("  ") + typed.replace(QLatin1Char('-'), QLatin1String(" - ")) + QChar(QChar::Nbsp);
    else if (kind == QLatin1String("lines"))
        typed.replace(QLatin1Char('-'), QLatin1String("\r\n"));
    else if (kind == QLatin1String("letters O, I, L"))
        typed = QString(typed).replace(QLatin1Char('0'), QLatin1Char('O')).replace(QLatin1Char('1'), QLatin1Char('l'));
    else if (kind == QLatin1String("typographic hyphens"))
        typed.replace(QLatin1Char('-'), QChar(0x2013));
    const auto read = RecoveryKey::parse(typed);
    QVERIFY(read.has_value());
    QVERIFY(std::memcmp(read->data(), m_key->data(), 32) == 0);
}

void TestRecoveryKey::noticesEverySingleTypingError()
{
    const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    int missed = 0;
    int tried = 0;
    for (qsizetype i = 0; i < m_printed.size(); ++i) {
        for (const QChar letter : alphabet) {
            QString typed = m_printed;
            if (typed[i] == QLatin1Char('-') || typed[i] == letter)
                continue;
            typed[i] = letter;
            ++tried;
            missed += RecoveryKey::parse(typed).has_value();
        }
    }
    QCOMPARE(tried, 56 * 31);
    QVERIFY(missed <= 1); // 24 bits: one in 16 million random errors passes, and the vault then refuses it
}

void TestRecoveryKey::noticesSwappedNeighbours()
{
    for (qsizetype i = 0; i + 1 < m_printed.size(); ++i) {
        QString typed = m_printed;
        if (typed[i] == QLatin1Char('-') || typed[i + 1] == QLatin1Char('-') || typed[i] == typed[i + 1])
            continue;
        typed[i] = m_printed[i + 1];
        typed[i + 1] = m_printed[i];
        QVERIFY(!RecoveryKey::parse(typed));
    }
}

void TestRecoveryKey::saysWhatIsWrong()
{
    const auto detail = [](const QString& typed) {
        const auto read = RecoveryKey::parse(typed);
        return read || read.error().code != ErrorCode::InvalidInput || read.error().field != QLatin1String("recoveryKey") ? QString() : read.error().detail;
    };
    QVERIFY(detail(m_printed.chopped(1)).contains(QLatin1String("55")));
    QVERIFY(detail(m_printed + QLatin1Char('0')).contains(QLatin1String("57")));
    QVERIFY(detail(QString()).contains(QLatin1String(" 0")));
    QVERIFY(!detail(m_printed.repeated(1000)).isEmpty());
    QString typed = m_printed;
    typed[8 * 3 + 2] = QLatin1Char('U');
    QVERIFY(detail(typed).contains(QLatin1Char('4')));
    typed[8 * 3 + 2] = QChar(0xD800);
    QVERIFY(detail(typed).contains(QLatin1Char('4')));
    typed = m_printed;
    typed[0] = typed[0] == QLatin1Char('2') ? QLatin1Char('3') : QLatin1Char('2');
    QVERIFY(!detail(typed).isEmpty());
    QVERIFY(!detail(typed).contains(m_printed.last(7)));
}

QTEST_GUILESS_MAIN(TestRecoveryKey)
#include "tst_recoverykey.moc"
