// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/addressfix.h>
#include <core/addressform.h>

#include <support/bundledaddresses.h>

#include <QtTest>

using namespace t6;

namespace {

AddressText address(const QString& city, const QString& state, const QString& postalCode, const QString& country)
{
    AddressText text;
    text[AddressField::Name] = QStringLiteral("Ann Lee");
    text[AddressField::Street1] = QStringLiteral("1 Main St");
    text[AddressField::City] = city;
    text[AddressField::State] = state;
    text[AddressField::PostalCode] = postalCode;
    text[AddressField::Country] = country;
    return text;
}

} // namespace

class TestAddressFix : public QObject
{
    Q_OBJECT

private slots:
    void fixes_data()
    {
        QTest::addColumn<QString>("city");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("postalCode");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("expected"); // field=value, several apart by ;
        const auto row = [](const char* name, const char* city, const char* state, const char* code, const char* country, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(city) << QString::fromUtf8(state) << QString::fromUtf8(code) << QString::fromUtf8(country) << QString::fromUtf8(expected);
        };
        row("nothing to do", "San Francisco", "CA", "94105", "US", "");
        row("state of the code", "San Francisco", "NY", "94105", "US", "State=CA");
        row("state is absent", "San Francisco", "", "94105", "US", "State=CA");
        row("province of the code", "Toronto", "QC", "M5V 2T6", "CA", "State=ON");
        row("state unknown", "San Francisco", "Kalifornia", "94105", "US", "State=CA");
        row("state by name", "San Francisco", "California", "94105", "US", "State=CA");
        row("state in lower case", "San Francisco", "ca", "94105", "US", "State=CA");
        row("no codes in Japan", "Setagaya", "Tokyo", "154-0023", "JP", "");
        row("British code", "London", "", "sw1a1aa", "GB", "Postal code=SW1A 1AA");
        row("British code without blank", "London", "", "W11AA", "GB", "Postal code=W1 1AA");
        row("blank in a ZIP+4", "Beverly Hills", "CA", "90210 6789", "US", "Postal code=90210-6789");
        row("ZIP+4 in one", "Beverly Hills", "CA", "902106789", "US", "Postal code=90210-6789");
        row("Canadian code", "Toronto", "ON", "m5v2t6", "CA", "Postal code=M5V 2T6");
        row("Japanese code", "Setagaya", "Tokyo", "1540023", "JP", "Postal code=154-0023");
        row("Swedish code stays", "Stockholm", "", "111 22", "SE", "");
        row("Dutch code", "Amsterdam", "", "1012ab", "NL", "Postal code=1012 AB");
        row("blanks around", "San Francisco", "CA", " 94105 ", "US", "Postal code=94105");
        row("lost zero", "Hoboken", "NJ", "7030", "US", "Postal code=07030");
        row("lost zero of a ZIP+4", "Boston", "MA", "2108-1234", "US", "Postal code=02108-1234");
        row("two lost zeros", "San Juan", "PR", "901", "US", "Postal code=00901");
        row("no zero is lost in California", "San Francisco", "CA", "9410", "US", "");
        row("lost zero without a state", "Hoboken", "", "7030", "US", "");
        row("lost zero in Germany", "Dresden", "", "1067", "DE", "Postal code=01067");
        row("country by name", "Berlin", "", "10115", "Germany", "Country=DE");
        row("country by its own name", "Berlin", "", "10115", "Deutschland", "Country=DE");
        row("country in lower case", "Berlin", "", "10115", "de", "Country=DE");
        row("country and state", "San Francisco", "NY", "94105", "USA", "Country=US;State=CA");
        row("no country", "San Francisco", "NY", "94105", "Atlantis", "");
        row("swapped", "CA", "San Francisco", "94105", "US", "State=City>San Francisco,State>CA");
        row("swapped, both are states", "NY", "New York", "10001", "US", "State=City>New York,State>NY;State=NY");
        row("New York twice", "New York", "New York", "10001", "US", "State=NY");
        row("New York", "New York", "NY", "10001", "US", "");
        row("blanks", "San  Francisco\x01", "CA", "94105", "US", "City=San Francisco");
        row("direction marks", "San\u202E Francisco", "CA", "94105", "US", "City=San Francisco");
        row("hopeless code", "London", "", "12345678", "GB", "");
        row("hostile code", "London", "", "<img src=x>", "GB", "");
    }

    void fixes()
    {
        QFETCH(QString, city);
        QFETCH(QString, state);
        QFETCH(QString, postalCode);
        QFETCH(QString, country);
        QFETCH(QString, expected);
        const AddressText before = address(city, state, postalCode, country);
        QStringList found;
        for (const AddressFix& fix : addressFixes(before, m_bundled.rules, m_bundled.countries)) {
            QVERIFY(!fix.why.isEmpty() && !fix.changes.isEmpty());
            QVERIFY(applied(before, fix) != before);
            QStringList changes;
            for (const AddressFix::Change& change : fix.changes)
                changes += fix.changes.size() == 1 ? change.value : addressFieldName(change.field) + u'>' + change.value;
            found += addressFieldName(fix.field) + u'=' + changes.join(u',');
        }
        QCOMPARE(found.join(u';'), expected);
    }

    /// Whoever accepts every fix in turn ends, and has an address without a fix.
    void fixesComeToAnEnd_data() { fixes_data(); }
    void fixesComeToAnEnd()
    {
        QFETCH(QString, city);
        QFETCH(QString, state);
        QFETCH(QString, postalCode);
        QFETCH(QString, country);
        AddressText text = address(city, state, postalCode, country);
        int rounds = 0;
        for (QList<AddressFix> open = addressFixes(text, m_bundled.rules, m_bundled.countries); !open.isEmpty(); open = addressFixes(text, m_bundled.rules, m_bundled.countries)) {
            text = applied(text, open.front());
            QVERIFY(++rounds < 6);
        }
    }

    void wordsNameTheState()
    {
        const auto found = addressFixes(address(QStringLiteral("San Francisco"), QStringLiteral("NY"), QStringLiteral("94105"), QStringLiteral("US")), m_bundled.rules, m_bundled.countries);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.front().code, AddressFix::Code::StateFromPostalCode);
        QCOMPARE(found.front().why, QStringLiteral("94105 belongs to California (CA)."));
    }

    /// A state that the postal code fits is never contradicted.
    void everyZip()
    {
        for (int zip = 0; zip < 100000; zip += 37) {
            const QString code = QStringLiteral("%1").arg(zip, 5, 10, QLatin1Char('0'));
            AddressText text = address(QStringLiteral("Town"), {}, code, QStringLiteral("US"));
            for (const AddressForm::Subdivision& state : AddressForm::of(m_bundled.rules, u"US").states) {
                text[AddressField::State] = state.code;
                const bool fits = m_bundled.rules.postalCode(AddressBytes(text).view()).fit == AddressRules::PostalFit::Fits;
                const auto found = addressFixes(text, m_bundled.rules, m_bundled.countries);
                QVERIFY2(!fits || found.isEmpty(), qPrintable(code + state.code));
            }
        }
    }

private:
    const t6::test::BundledAddresses m_bundled;
};

QTEST_GUILESS_MAIN(TestAddressFix)
#include "tst_addressfix.moc"
