// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/addressform.h>

#include <support/bundledaddresses.h>

#include <QtTest>

using namespace t6;

class TestAddressForm : public QObject
{
    Q_OBJECT

private slots:
    void fields_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("order"); // an asterisk: required
        QTest::newRow("US") << "US" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,State*,ZIP code*,Country*,Phone";
        QTest::newRow("CA") << "CA" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,Province*,Postal code*,Country*,Phone";
        QTest::newRow("GB") << "GB" << "Name*,Company,Address line 1*,Address line 2,Address line 3,Post town*,Postcode*,Country*,Phone";
        QTest::newRow("DE") << "DE" << "Name*,Company,Address line 1*,Address line 2,Address line 3,Postal code*,City*,Country*,Phone";
        QTest::newRow("FR") << "FR" << "Company,Name*,Address line 1*,Address line 2,Address line 3,Postal code*,City*,Country*,Phone";
        QTest::newRow("JP") << "JP" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,Prefecture*,Postal code*,Country*,Phone";
        QTest::newRow("IE") << "IE" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,County,Eircode,Country*,Phone";
        QTest::newRow("IN") << "IN" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,PIN code*,State*,Country*,Phone";
        QTest::newRow("AU") << "AU" << "Company,Name*,Address line 1*,Address line 2,Address line 3,Suburb*,State*,Postcode*,Country*,Phone";
        QTest::newRow("HK") << "HK" << "Name*,Company,Address line 1*,Address line 2,Address line 3,District,Area,Country*,Phone";
        QTest::newRow("unknown") << "XX" << "Name*,Company,Address line 1*,Address line 2,Address line 3,City*,Province,Postal code,Country*,Phone";
    }

    void fields()
    {
        QFETCH(QString, country);
        QFETCH(QString, order);
        QStringList labels;
        for (const AddressForm::Entry& entry : AddressForm::of(m_bundled.rules, country).entries)
            labels += entry.label + (entry.required ? QStringLiteral("*") : QString());
        QCOMPARE(labels.join(u','), order);
    }

    void everyCountryHasAFormWithWhatItRequires()
    {
        QVERIFY(m_bundled.countries.all().size() > 240);
        for (const Countries::Country& country : m_bundled.countries.all()) {
            const AddressForm form = AddressForm::of(m_bundled.rules, country.code);
            const AddressRules::PartSet asked = m_bundled.rules.required(country.code.toStdString());
            AddressRules::PartSet shown = 0;
            QSet<int> seen;
            for (const AddressForm::Entry& entry : form.entries) {
                QVERIFY2(!entry.label.isEmpty() && !seen.contains(static_cast<int>(entry.field)), qPrintable(country.code));
                seen.insert(static_cast<int>(entry.field));
            }
            const auto add = [&](AddressField field, AddressRules::Part part) {
                if (const AddressForm::Entry* entry = form.entry(field); entry != nullptr && entry->required)
                    shown = static_cast<AddressRules::PartSet>(shown | AddressRules::bit(part));
            };
            add(AddressField::Name, AddressRules::Part::Name);
            add(AddressField::Street1, AddressRules::Part::Street);
            add(AddressField::City, AddressRules::Part::City);
            add(AddressField::State, AddressRules::Part::State);
            add(AddressField::PostalCode, AddressRules::Part::PostalCode);
            add(AddressField::Country, AddressRules::Part::Country);
            QVERIFY2(shown == asked, qPrintable(country.code));
        }
    }

    void states()
    {
        const AddressForm us = AddressForm::of(m_bundled.rules, u"US");
        QVERIFY(us.states.size() > 50);
        QCOMPARE(us.states.front().name, QStringLiteral("Alabama"));
        QCOMPARE(us.states.front().written, QStringLiteral("AL"));
        QVERIFY(AddressForm::of(m_bundled.rules, u"DE").states.empty());
        const AddressForm japan = AddressForm::of(m_bundled.rules, u"JP");
        QVERIFY(std::any_of(japan.states.begin(), japan.states.end(), [](const auto& state) { return state.code == u"13" && state.written == u"Tokyo"; }));
    }

    void typing_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("state");
        QTest::newRow("beginning") << "US" << "calif" << "CA";
        QTest::newRow("code") << "US" << "ny" << "NY";
        QTest::newRow("name") << "US" << "new york" << "NY";
        QTest::newRow("ambiguous") << "US" << "new" << "";
        QTest::newRow("too short") << "US" << "ca." << "CA";
        QTest::newRow("two letters are a code or nothing") << "US" << "te" << "";
        QTest::newRow("accents") << "CA" << "queb" << "QC";
        QTest::newRow("other name") << "US" << "Washington D.C." << "DC";
        QTest::newRow("a name where codes are numbers") << "JP" << "toky" << "Tokyo";
        QTest::newRow("unknown") << "US" << "Bavaria" << "";
        QTest::newRow("no states") << "DE" << "Bayern" << "";
        QTest::newRow("empty") << "US" << "" << "";
    }

    void typing()
    {
        QFETCH(QString, country);
        QFETCH(QString, typed);
        QFETCH(QString, state);
        QCOMPARE(AddressForm::of(m_bundled.rules, country).stateTyped(m_bundled.rules, country, typed), state);
    }

    void countries_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("typed");
        QTest::newRow("code") << "us" << "US" << "US";
        QTest::newRow("name") << "united states" << "US" << "US";
        QTest::newRow("usual") << "U.S.A." << "US" << "US";
        QTest::newRow("own name") << "Deutschland" << "DE" << "DE";
        QTest::newRow("accents") << "Espana" << "ES" << "ES";
        QTest::newRow("own letters") << "日本" << "JP" << "JP";
        QTest::newRow("part") << "England" << "GB" << "GB";
        QTest::newRow("beginning") << "germ" << "" << "DE";
        QTest::newRow("two begin so") << "aust" << "" << "";
        QTest::newRow("nothing") << "Atlantis" << "" << "";
        QTest::newRow("empty") << "" << "" << "";
    }

    void countries()
    {
        QFETCH(QString, text);
        QFETCH(QString, exact);
        QFETCH(QString, typed);
        QCOMPARE(m_bundled.countries.find(text), exact);
        QCOMPARE(m_bundled.countries.findTyped(text), typed);
    }

    void problems_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("postalCode");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << "CA" << "94105" << "US" << "415 555 0100" << "";
        QTest::newRow("no phone is fine") << "CA" << "94105" << "US" << "" << "";
        QTest::newRow("required") << "" << "94105" << "US" << "" << "State: Required.";
        QTest::newRow("state") << "XX" << "94105" << "US" << "" << "State: “XX” is not a state or province of US.";
        QTest::newRow("format") << "CA" << "9410" << "US" << "" << "Postal code: “9410” is not a postal code of US. One looks like 95014.";
        QTest::newRow("other state") << "NY" << "94105" << "US" << "" << "Postal code: Postal code 94105 does not belong to NY.";
        QTest::newRow("country") << "" << "" << "Germany" << "" << "Country: “Germany” is not a two-letter country code.";
        QTest::newRow("short phone") << "CA" << "94105" << "US" << "555" << "Phone: “555” is too short for a phone number.";
        QTest::newRow("long phone") << "CA" << "94105" << "US" << "123456789012345678901" << "Phone: “123456789012345678901” is too long for a phone number.";
    }

    void problems()
    {
        QFETCH(QString, state);
        QFETCH(QString, postalCode);
        QFETCH(QString, country);
        QFETCH(QString, phone);
        QFETCH(QString, expected);
        AddressText address;
        address[AddressField::Name] = QStringLiteral("Ann Lee");
        address[AddressField::Street1] = QStringLiteral("1 Main St");
        address[AddressField::City] = QStringLiteral("Town");
        address[AddressField::State] = state;
        address[AddressField::PostalCode] = postalCode;
        address[AddressField::Country] = country;
        address[AddressField::Phone] = phone;
        QStringList found;
        for (const AddressProblem& problem : addressProblems(m_bundled.rules, address))
            found += addressFieldName(problem.field) + QStringLiteral(": ") + problem.text;
        QCOMPARE(found.join(u'\n'), expected);
    }

private:
    const t6::test::BundledAddresses m_bundled;
};

QTEST_GUILESS_MAIN(TestAddressForm)
#include "tst_addressform.moc"
