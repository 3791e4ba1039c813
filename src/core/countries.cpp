// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "countries.h"

#include "addressrules.h"
#include "addresstext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace t6 {

namespace {

/// What buyers write beside the official names; three letters are ISO's.
constexpr std::array<std::pair<const char*, const char*>, 62> kOtherNames{{{"USA", "US"}, {"United States of America", "US"}, {"America", "US"},
    {"UK", "GB"}, {"GBR", "GB"}, {"Great Britain", "GB"}, {"Britain", "GB"}, {"England", "GB"}, {"Scotland", "GB"}, {"Wales", "GB"},
    {"Northern Ireland", "GB"}, {"U K", "GB"}, {"Republic of Ireland", "IE"}, {"Eire", "IE"}, {"IRL", "IE"}, {"CAN", "CA"}, {"AUS", "AU"}, {"NZL", "NZ"},
    {"DEU", "DE"}, {"FRA", "FR"}, {"ESP", "ES"}, {"ITA", "IT"}, {"PRT", "PT"}, {"NLD", "NL"}, {"Holland", "NL"}, {"The Netherlands", "NL"}, {"BEL", "BE"},
    {"Belgique", "BE"}, {"België", "BE"}, {"LUX", "LU"}, {"AUT", "AT"}, {"CHE", "CH"}, {"Schweiz", "CH"}, {"Suisse", "CH"}, {"Svizzera", "CH"}, {"DNK", "DK"},
    {"SWE", "SE"}, {"NOR", "NO"}, {"Norge", "NO"}, {"FIN", "FI"}, {"ISL", "IS"}, {"POL", "PL"}, {"CZE", "CZ"}, {"Czech Republic", "CZ"}, {"HUN", "HU"},
    {"GRC", "GR"}, {"ROU", "RO"}, {"UKR", "UA"}, {"TUR", "TR"}, {"Turkey", "TR"}, {"Türkiye", "TR"}, {"ISR", "IL"}, {"UAE", "AE"}, {"JPN", "JP"}, {"CHN", "CN"},
    {"Korea", "KR"}, {"Republic of Korea", "KR"}, {"IND", "IN"}, {"MEX", "MX"}, {"BRA", "BR"}, {"Brasil", "BR"}, {"Hong Kong", "HK"}}};

} // namespace

Countries::Countries(const AddressRules& rules)
{
    std::vector<std::pair<QLocale::Territory, QString>> territories;
    for (char first = 'A'; first <= 'Z'; ++first) {
        for (char second = 'A'; second <= 'Z'; ++second) {
            const std::array<char, 2> letters{first, second};
            if (!rules.isCountry({letters.data(), letters.size()}))
                continue;
            const QString code = QString::fromLatin1(letters.data(), 2);
            const QLocale::Territory territory = QLocale::codeToTerritory(code);
            m_all.push_back({code, territory == QLocale::AnyTerritory ? code : QLocale::territoryToString(territory)});
            m_codes.emplace(nameKey(code), code);
            territories.emplace_back(territory, code);
        }
    }
    for (const Country& country : m_all)
        m_codes.emplace(nameKey(country.name), country.code);
    for (const auto& [name, code] : kOtherNames)
        m_codes.emplace(nameKey(QString::fromUtf8(name)), QString::fromLatin1(code));
    for (const auto& [territory, code] : territories) {
        if (territory == QLocale::AnyTerritory)
            continue;
        for (const QLocale& locale : QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, territory)) {
            if (const std::string key = nameKey(locale.nativeTerritoryName()); key.size() > 2)
                m_codes.emplace(key, code);
        }
    }
    std::sort(m_all.begin(), m_all.end(), [](const Country& a, const Country& b) { return nameKey(a.name) < nameKey(b.name); });
}

QString Countries::name(QStringView code) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [code](const Country& country) { return country.code == code; });
    return found == m_all.end() ? QString() : found->name;
}

QString Countries::find(QStringView text) const
{
    const auto found = m_codes.find(nameKey(text));
    return found == m_codes.end() ? QString() : found->second;
}

QString Countries::findTyped(QStringView text) const
{
    const std::string key = nameKey(text);
    if (const QString exact = find(text); !exact.isEmpty() || key.size() < 3)
        return exact;
    QString only;
    for (auto it = m_codes.lower_bound(key); it != m_codes.end() && it->first.starts_with(key); ++it) {
        if (!only.isEmpty() && only != it->second)
            return {};
        only = it->second;
    }
    return only;
}

} // namespace t6
