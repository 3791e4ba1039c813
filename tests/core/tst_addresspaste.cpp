// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/addresspaste.h>

#include <support/bundledaddresses.h>

#include <QtTest>

#include <algorithm>
#include <random>

using namespace t6;

namespace {

QString lettersAndDigits(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            result += c;
    }
    std::sort(result.begin(), result.end());
    return result;
}

/// All that came out, as it was pasted.
QString contentOf(PastedAddress pasted)
{
    for (const PastedAddress::Spelling& spelling : pasted.spelled)
        pasted.address[spelling.field] = spelling.pasted;
    QString content = pasted.leftOut.join(u' ');
    for (const AddressField field : kAddressFields)
        content += u' ' + pasted.address[field];
    return content;
}

/// Name|company|street1|street2|street3|city|state|postal code|country|phone
QString line(const AddressText& address)
{
    QStringList fields;
    for (const AddressField field : kAddressFields)
        fields += address[field];
    return fields.join(u'|');
}

} // namespace

class TestAddressPaste : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<int>("doubts");
        const auto row = [](const char* name, const char* country, const char* text, const char* fields, int doubts = 0) {
            QTest::newRow(name) << QString::fromUtf8(country) << QString::fromUtf8(text) << QString::fromUtf8(fields) << doubts;
        };
        row("US", "US", "Ann Lee\n1 Main St\nSan Francisco, CA 94105", "Ann Lee||1 Main St|||San Francisco|CA|94105||");
        row("US without comma", "US", "Ann Lee\n1 Main St Apt 4\nNew York NY 10001-1234", "Ann Lee||1 Main St Apt 4|||New York|NY|10001-1234||");
        row("US state by name", "US", "Ann Lee\n1 Main St\nAustin, Texas 78701", "Ann Lee||1 Main St|||Austin|TX|78701||");
        row("US state of two words", "US", "Ann Lee\n1 Main St\nCharleston West Virginia 25301", "Ann Lee||1 Main St|||Charleston|WV|25301||");
        row("US city is a state", "US", "Ann Lee\n1 Main St\nNew York 10001", "Ann Lee||1 Main St|||New York||10001||");
        row("US city ends like a state", "US", "Ann Lee\n1 Main St\nPort Washington 11050", "Ann Lee||1 Main St|||Port Washington||11050||");
        row("US company, phone, e-mail", "US", "Acme Tees LLC\r\nAnn Lee\r\n1 Main St\r\nSuite 200\r\nDenver, CO 80202\r\nUnited States\r\n(303) 555-0100\r\nann@acme.example",
            "Ann Lee|Acme Tees LLC|1 Main St|Suite 200||Denver|CO|80202|US|(303) 555-0100");
        row("US company below", "US", "Ann Lee\nAcme Tees, Inc.\n1 Main St\nDenver, CO 80202", "Ann Lee|Acme Tees, Inc.|1 Main St|||Denver|CO|80202||");
        row("US one line", "US", "Ann Lee, 1 Main St, Apt 4, San Francisco, CA 94105, USA", "Ann Lee||1 Main St|Apt 4||San Francisco|CA|94105|US|");
        row("US one line, all apart", "US", "Ann Lee, 1 Main St, San Francisco, California, 94105", "Ann Lee||1 Main St|||San Francisco|CA|94105||");
        row("US all lines apart", "US", "Ann Lee\n1 Main St\nSan Francisco\nCA\n94105\nUS", "Ann Lee||1 Main St|||San Francisco|CA|94105|US|");
        row("US country behind the code", "DE", "Ann Lee\n1 Main St\nAustin, TX 78701 USA", "Ann Lee||1 Main St|||Austin|TX|78701|US|");
        row("US no code", "US", "Ann Lee\n1 Main St\nSpringfield, IL", "Ann Lee||1 Main St|||Springfield|IL|||");
        row("US no state, no code", "US", "Ann Lee\n1 Main St\nSpringfield", "Ann Lee||1 Main St|||Springfield||||", 1);
        row("US unknown state", "US", "Ann Lee\n1 Main St\nSpringfield, Ilinois 62701", "Ann Lee||1 Main St|||Springfield|Ilinois|62701||", 1);
        row("US street and city in one", "US", "Ann Lee\n1 Main St San Francisco CA 94105", "Ann Lee||1 Main St San Francisco||||CA|94105||", 1);
        row("US street, city in one with comma", "US", "Ann Lee\n1 Main St, San Francisco, CA 94105", "Ann Lee||1 Main St|||San Francisco|CA|94105||");
        row("US labels", "US", "Name: Ann Lee\nAddress: 1 Main St\nCity: Austin\nState: Texas\nZIP: 78701\nCountry: USA\nPhone: 512-555-0100\nEmail: ann@x.example",
            "Ann Lee||1 Main St|||Austin|TX|78701|US|512-555-0100");
        row("US more lines than fields", "US", "Ann Lee\n1 Main St\nBuilding 5\nDoor 6\nBell 7\nAustin, TX 78701", "Ann Lee||1 Main St|Building 5|Door 6, Bell 7|Austin|TX|78701||", 1);
        row("US PO box", "US", "Ann Lee\nP.O. Box 12\nAustin, TX 78701", "Ann Lee||P.O. Box 12|||Austin|TX|78701||");
        row("US quoted in a mail", "US", "> Ann Lee\n> 1 Main St\n>\n> Austin, TX 78701", "Ann Lee||1 Main St|||Austin|TX|78701||");
        row("US name in a mail", "US", "Ann Lee <ann@x.example>\n1 Main St\nAustin, TX 78701", "Ann Lee||1 Main St|||Austin|TX|78701||");
        row("US Georgia", "US", "Ann Lee\n1 Main St\nAtlanta\nGeorgia\n30301", "Ann Lee||1 Main St|||Atlanta|GA|30301||");
        row("US care of", "US", "Ann Lee\nc/o Bo Ray\n1 Main St\nAustin, TX 78701", "Ann Lee||1 Main St|c/o Bo Ray||Austin|TX|78701||", 1);
        row("US military", "US", "Sgt Ann Lee\nUnit 2050 Box 4190\nAPO AE 09012", "Sgt Ann Lee||Unit 2050 Box 4190|||APO|AE|09012||");
        row("CA not California", "US", "Ann Lee\n1 King St\nToronto, ON M5V 2T6\nCA", "Ann Lee||1 King St|||Toronto|ON|M5V 2T6|CA|");
        row("CA by its code", "US", "Ann Lee\n1 King St\nToronto ON M5V2T6", "Ann Lee||1 King St|||Toronto|ON|M5V2T6||", 1);
        row("DE", "DE", "Anna Lang\nHauptstr. 12\n10115 Berlin", "Anna Lang||Hauptstr. 12|||Berlin||10115||");
        row("DE named", "US", "Lang GmbH\nAnna Lang\nHauptstr. 12\n10115 Berlin\nDeutschland\nTel. +49 30 1234567", "Anna Lang|Lang GmbH|Hauptstr. 12|||Berlin||10115|DE|Tel. +49 30 1234567");
        row("DE prefix", "US", "Anna Lang\nHauptstr. 12\nD-10115 Berlin", "Anna Lang||Hauptstr. 12|||Berlin||10115|DE|", 1);
        row("DE one line", "DE", "Anna Lang, Hauptstr. 12, 10115 Berlin, Germany", "Anna Lang||Hauptstr. 12|||Berlin||10115|DE|");
        row("FR", "US", "Zoé Blanc\n5 rue de la Paix\n75008 PARIS CEDEX 08\nFrance", "Zoé Blanc||5 rue de la Paix|||PARIS CEDEX 08||75008|FR|");
        row("IT", "IT", "Ugo Neri\nVia Roma 1\n00184 Roma RM\nItalia", "Ugo Neri||Via Roma 1|||Roma|RM|00184|IT|");
        row("GB", "GB", "Ann Lee\n10 Downing Street\nLondon\nSW1A 2AA", "Ann Lee||10 Downing Street|||London||SW1A 2AA||");
        row("GB one line of place", "US", "Ann Lee\n10 Downing Street\nLondon SW1A 2AA, UK", "Ann Lee||10 Downing Street|||London||SW1A 2AA|GB|");
        row("GB by its code", "US", "Ann Lee\n10 Downing Street\nLondon sw1a2aa", "Ann Lee||10 Downing Street|||London||sw1a2aa||", 1);
        row("AU", "AU", "Ann Lee\n5 Pitt St\nSydney NSW 2000", "Ann Lee||5 Pitt St|||Sydney|NSW|2000||");
        row("IN", "IN", "Ann Lee\n12 MG Road\nMumbai 400001\nMaharashtra", "Ann Lee||12 MG Road|||Mumbai|Maharashtra|400001||");
        row("BR", "BR", "Ana Luz\nRua Augusta 100\nSão Paulo-SP\n01310-100", "Ana Luz||Rua Augusta 100|||São Paulo|SP|01310-100||");
        row("JP sign", "JP", "Aki Mori\n1-2 Sakae\n〒154-0023", "Aki Mori||1-2 Sakae|||||154-0023||");
        row("only a street", "US", "1 Main St\nAustin, TX 78701", "||1 Main St|||Austin|TX|78701||");
        row("only a name", "US", "Ann Lee", "Ann Lee|||||||||");
        row("a name that is a country", "US", "Chad\n1 Main St\nAustin, TX 78701", "Chad||1 Main St|||Austin|TX|78701||");
        row("control characters", "US", "Ann\x01 Lee\n1 Main  St\nAustin,\tTX 78701", "Ann Lee||1 Main St|||Austin|TX|78701||");
        row("markup is text", "US", "<b>Ann</b>\n1 <img src=x> St\nAustin, TX 78701", "<b>Ann</b||1 <img src=x> St|||Austin|TX|78701||");
    }

    void addresses()
    {
        QFETCH(QString, country);
        QFETCH(QString, text);
        QFETCH(QString, fields);
        QFETCH(int, doubts);
        const auto pasted = readAddress(text, country, m_bundled.rules, m_bundled.countries);
        QVERIFY(pasted);
        QCOMPARE(line(pasted->address), fields);
        QStringList words;
        for (const auto& doubt : pasted->doubts)
            words += doubt.words;
        QVERIFY2(words.size() == doubts, qPrintable(words.join(u'\n')));
        QCOMPARE(lettersAndDigits(contentOf(*pasted)), lettersAndDigits(text));
    }

    void emailsAreReported()
    {
        const auto pasted = readAddress(QStringLiteral("Ann Lee <ann@x.example>\n1 Main St\nE-mail: bo@y.example"), QStringLiteral("US"), m_bundled.rules, m_bundled.countries);
        QVERIFY(pasted);
        QCOMPARE(pasted->leftOut, (QStringList{QStringLiteral("ann@x.example"), QStringLiteral("bo@y.example"), QStringLiteral("E-mail")}));
    }

    void noAddressIsNone()
    {
        for (const QString& text : {QString(), QStringLiteral(" \n\t,;"), QString(2001, u'x'), QStringLiteral("line\n").repeated(31)})
            QVERIFY(!readAddress(text, QStringLiteral("US"), m_bundled.rules, m_bundled.countries));
    }

    void nothingIsLost()
    {
        std::mt19937 random(7);
        const QStringList words{QStringLiteral("Ann"), QStringLiteral("Lee"), QStringLiteral("12"), QStringLiteral("Main"), QStringLiteral("St"), QStringLiteral("Acme"), QStringLiteral("GmbH"),
            QStringLiteral("CA"), QStringLiteral("94105"), QStringLiteral("10115"), QStringLiteral("Berlin"), QStringLiteral("Georgia"), QStringLiteral("New York"), QStringLiteral("USA"),
            QStringLiteral("Deutschland"), QStringLiteral("SW1A 1AA"), QStringLiteral("M5V 2T6"), QStringLiteral("a@b.example"), QStringLiteral("<c@d.example>"), QStringLiteral("+49 30 1234567"),
            QStringLiteral("Phone:"), QStringLiteral("City:"), QStringLiteral("State:"), QStringLiteral("Country:"), QStringLiteral("ZIP:"), QStringLiteral("D-10115"), QStringLiteral("c/o"),
            QStringLiteral("Zoë"), QStringLiteral("東京"), QStringLiteral("👩‍🎨"), QStringLiteral("Texas"), QStringLiteral("Washington"), QStringLiteral("DC"), QStringLiteral("Apt"), QStringLiteral("#4"),
            QStringLiteral("-"), QStringLiteral("\u202E"), QStringLiteral("PO Box"), QStringLiteral("Name:"), QStringLiteral("x:"), QStringLiteral("〒"), QStringLiteral("FR-75008"), QStringLiteral("Maharashtra")};
        const QStringList breaks{QStringLiteral("\n"), QStringLiteral(" "), QStringLiteral(", "), QStringLiteral(" "), QStringLiteral("\r\n"), QStringLiteral("\n\n"), QStringLiteral(" ")};
        const QStringList countries{QStringLiteral("US"), QStringLiteral("DE"), QStringLiteral("GB"), QStringLiteral("IN"), QStringLiteral("FR"), QStringLiteral("XX"), QString()};
        const auto any = [&random](const QStringList& list) { return list.at(static_cast<qsizetype>(random() % static_cast<unsigned>(list.size()))); };
        int placed = 0;
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (auto count = 1 + random() % 16; count > 0; --count)
                text += any(words) + any(breaks);
            const QString country = any(countries);
            const auto pasted = readAddress(text, country, m_bundled.rules, m_bundled.countries);
            if (!pasted) {
                QVERIFY2(lettersAndDigits(text).isEmpty(), qPrintable(text));
                continue;
            }
            QVERIFY2(lettersAndDigits(contentOf(*pasted)) == lettersAndDigits(text),
                qPrintable(country + u'\n' + text + QStringLiteral("\n=> ") + line(pasted->address) + u'\n' + pasted->leftOut.join(u';')));
            placed += !pasted->address[AddressField::PostalCode].isEmpty();
        }
        QVERIFY(placed > 2'000);
    }

private:
    const t6::test::BundledAddresses m_bundled;
};

QTEST_GUILESS_MAIN(TestAddressPaste)
#include "tst_addresspaste.moc"
