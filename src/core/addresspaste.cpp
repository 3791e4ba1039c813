// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addresspaste.h"

#include "addresslines.h"
#include "addressrules.h"
#include "countries.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

struct PasteWords
{
    Q_DECLARE_TR_FUNCTIONS(t6::AddressPaste)
};

constexpr qsizetype kLongestText = 2000;
constexpr qsizetype kMostLines = 30;
constexpr qsizetype kMostWordsOfName = 4; ///< "Newfoundland and Labrador" has three

bool hasDigit(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

bool isUpperCode(QStringView text)
{
    return text.size() <= 3 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isUpper() || c == u'.'; });
}

/// Where the last `count` words of a line begin; -1 if it has no more than those.
qsizetype tailOf(const QString& line, qsizetype count)
{
    qsizetype at = line.size();
    for (; count > 0 && at > 0; --count)
        at = line.lastIndexOf(u' ', at - 1);
    return at < 0 ? -1 : at + 1;
}

/// Takes lines away one by one, surest first; what is left are names and streets.
class Reader
{
public:
    Reader(const AddressRules& rules, const Countries& countries, QString country)
        : m_rules(rules)
        , m_countries(countries)
        , m_country(std::move(country))
    {
    }

    PastedAddress read(QStringList lines)
    {
        m_lines = std::move(lines);
        takeLabelled();
        takeCountry();
        takePostalPrefix();
        takePhone();
        takePlace();
        spellState();
        takeNames();
        placeStreets();
        return std::move(m_result);
    }

private:
    struct Place
    {
        qsizetype line = -1, begin = 0, size = 0; ///< of the postal code
    };

    QString& field(AddressField name) { return m_result.address[name]; }
    void doubt(AddressField name, const QString& words) { m_result.doubts += {name, words}; }
    [[nodiscard]] std::string country() const { return m_country.toStdString(); }
    [[nodiscard]] QString stateCode(QStringView text) const
    {
        const std::string_view code = m_rules.stateCode(country(), text.toUtf8().toStdString());
        return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
    }
    [[nodiscard]] bool isPostalCode(QStringView text, const QString& country, QStringView state = {}) const;
    [[nodiscard]] std::optional<Place> findPostalCode(const QString& country) const;
    [[nodiscard]] bool isThisCountry(QStringView text, const QString& code) const;
    [[nodiscard]] bool hasStreetLine() const
    {
        return !m_result.address[AddressField::Street1].isEmpty() || std::any_of(m_lines.begin(), m_lines.end(), looksLikeStreet);
    }

    void takeLabelled();
    void takeCountry();
    void setCountry(const QString& code, const QString& pasted);
    void takePostalPrefix();
    void takePhone();
    void takePlace();
    void takePlaceWithoutCode();
    void takeState(qsizetype line);
    bool splitState(QString& line);
    void takeCity(qsizetype line, bool sure);
    void spellState();
    void takeNames();
    void placeStreets();

    const AddressRules& m_rules;
    const Countries& m_countries;
    QString m_country;
    QStringList m_lines;
    PastedAddress m_result;
};

bool Reader::isPostalCode(QStringView text, const QString& country, QStringView state) const
{
    AddressText address;
    address[AddressField::PostalCode] = text.toString();
    address[AddressField::Country] = country;
    address[AddressField::State] = state.toString();
    return m_rules.postalCode(AddressBytes(address).view()).fit == AddressRules::PostalFit::Fits;
}

void Reader::takeLabelled()
{
    for (qsizetype i = 0; i < m_lines.size();) {
        QString& line = m_lines[i];
        m_result.leftOut += takeEmails(line);
        if (const auto label = lineLabel(line)) {
            m_result.leftOut += label->label;
            line = label->rest;
            if (label->field && !label->rest.isEmpty() && field(*label->field).isEmpty()) {
                field(*label->field) = label->rest;
                line.clear();
            }
        }
        if (line.isEmpty())
            m_lines.removeAt(i);
        else
            ++i;
    }
    if (const QString named = field(AddressField::Country); !named.isEmpty()) {
        if (const QString code = m_countries.find(named); !code.isEmpty())
            setCountry(code, named);
    }
}

void Reader::setCountry(const QString& code, const QString& pasted)
{
    m_country = code;
    field(AddressField::Country) = code;
    if (code != pasted)
        m_result.spelled += {AddressField::Country, pasted};
}

/// "Georgia" and "CA" are states as well: then another line must have that country's postal code and not the expected one's.
bool Reader::isThisCountry(QStringView text, const QString& code) const
{
    if (code.isEmpty() || (text.size() == 2 && !isUpperCode(text)))
        return false;
    if (code == m_country || stateCode(text).isEmpty())
        return true;
    return findPostalCode(code) && !findPostalCode(m_country);
}

void Reader::takeCountry()
{
    if (!field(AddressField::Country).isEmpty())
        return;
    constexpr qsizetype kLinesBelow = 3; // phone numbers and the like
    const qsizetype first = std::max<qsizetype>(1, m_lines.size() - kLinesBelow);
    for (qsizetype i = m_lines.size() - 1; i >= first; --i) {
        const QString line = m_lines.at(i);
        if (const QString code = m_countries.find(line); isThisCountry(line, code)) {
            m_lines.removeAt(i);
            setCountry(code, line);
            return;
        }
    }
    for (qsizetype i = m_lines.size() - 1; i >= std::min<qsizetype>(first, m_lines.size() - 1) && i >= 0; --i) {
        const QString line = m_lines.at(i);
        for (qsizetype words = kMostWordsOfName; words > 0; --words) {
            const qsizetype begin = tailOf(line, words);
            if (begin <= 0)
                continue;
            const QString head = line.left(begin);
            const QString tail = line.sliced(begin);
            const QString code = m_countries.find(tail);
            // Behind a comma, or behind a postal code or street number: "Rue de France" is no country.
            const bool apart = head.trimmed().endsWith(u',') || hasDigit(head);
            if (apart && isThisCountry(tail, code)) {
                m_lines[i] = withoutSeparators(head);
                setCountry(code, tail);
                return;
            }
        }
    }
}

/// "D-10115 Berlin": the prefix names a country and is no part of the code.
void Reader::takePostalPrefix()
{
    static const QRegularExpression prefixed(QStringLiteral("^([A-Z]{1,2})[- ]?(\\d{4,5})\\b"));
    constexpr std::array<std::pair<QStringView, QStringView>, 6> kOfVehicles{{{u"D", u"DE"}, {u"A", u"AT"}, {u"F", u"FR"}, {u"I", u"IT"}, {u"B", u"BE"}, {u"L", u"LU"}}};
    for (QString& line : m_lines) {
        const auto match = prefixed.match(line);
        if (!match.hasMatch())
            continue;
        QString code = match.captured(1);
        for (const auto& [sign, owner] : kOfVehicles)
            code = code == sign ? owner.toString() : code;
        if (!m_rules.isCountry(code.toStdString()) || !isPostalCode(match.captured(2), code) || (!field(AddressField::Country).isEmpty() && code != m_country))
            continue;
        if (field(AddressField::Country).isEmpty()) {
            setCountry(code, match.captured(1));
            doubt(AddressField::Country, PasteWords::tr("The country is taken from “%1”.").arg(match.captured()));
        } else {
            m_result.leftOut += match.captured(1);
        }
        line.remove(0, match.capturedStart(2));
        return;
    }
}

void Reader::takePhone()
{
    for (qsizetype i = m_lines.size() - 1; i >= 0 && field(AddressField::Phone).isEmpty(); --i) {
        if (looksLikePhone(m_lines.at(i)) && !isPostalCode(m_lines.at(i), m_country))
            field(AddressField::Phone) = m_lines.takeAt(i);
    }
}

/// A line of its own, else where the country writes it: "94105" ends "San Francisco, CA 94105" and begins "10115 Berlin".
std::optional<Reader::Place> Reader::findPostalCode(const QString& country) const
{
    constexpr qsizetype kMostWords = 3;
    const std::string_view order = m_rules.order(country.toStdString());
    const bool codeFirst = order.find('Z') < order.find('C');
    for (qsizetype i = m_lines.size() - 1; i >= 0; --i) {
        if (isPostalCode(m_lines.at(i), country))
            return Place{i, 0, m_lines.at(i).size()};
    }
    for (qsizetype i = m_lines.size() - 1; codeFirst && i >= 0; --i) {
        const QString& line = m_lines.at(i);
        qsizetype end = 0;
        for (qsizetype words = 1; words <= kMostWords && end >= 0; ++words) {
            end = line.indexOf(u' ', end + 1);
            if (end > 0 && isPostalCode(withoutSeparators(QStringView(line).left(end)), country))
                return Place{i, 0, end};
        }
    }
    for (qsizetype i = m_lines.size() - 1; i >= 0; --i) {
        const QString& line = m_lines.at(i);
        for (qsizetype words = kMostWords; words > 0; --words) {
            const qsizetype begin = tailOf(line, words);
            if (begin > 0 && isPostalCode(QStringView(line).sliced(begin), country))
                return Place{i, begin, line.size() - begin};
        }
    }
    return std::nullopt;
}

void Reader::takePlace()
{
    if (!field(AddressField::PostalCode).isEmpty() || !field(AddressField::City).isEmpty())
        return;
    std::optional<Place> place = findPostalCode(m_country);
    if (!place && field(AddressField::Country).isEmpty()) {
        // Codes with letters tell their country.
        for (const QString& other : {QStringLiteral("GB"), QStringLiteral("CA")}) {
            place = findPostalCode(other);
            if (!place)
                continue;
            m_country = other;
            doubt(AddressField::Country, PasteWords::tr("The postal code is one of %1; the text names no country.").arg(m_countries.name(other)));
            break;
        }
    }
    if (!place) {
        takePlaceWithoutCode();
        return;
    }
    QString& line = m_lines[place->line];
    field(AddressField::PostalCode) = withoutSeparators(QStringView(line).sliced(place->begin, place->size));
    line = withoutSeparators(line.remove(place->begin, place->size));
    const bool alone = line.isEmpty();
    if (alone)
        m_lines.removeAt(place->line);
    const qsizetype at = alone ? place->line - 1 : place->line;
    if (at + 1 < m_lines.size() && !alone && !stateCode(m_lines.at(at + 1)).isEmpty()) // India: the state below
        field(AddressField::State) = m_lines.takeAt(at + 1);
    takeState(at);
    if (at >= m_lines.size() || at < 0)
        return;
    if (!alone && !m_lines.at(at).isEmpty())
        takeCity(at, true);
    else if (const qsizetype above = m_lines.at(at).isEmpty() ? at - 1 : at; above > 0 && !looksLikeStreet(m_lines.at(above)))
        takeCity(above, true);
    m_lines.removeAll(QString());
}

void Reader::takePlaceWithoutCode()
{
    const qsizetype last = m_lines.size() - 1;
    if (last < 1)
        return;
    const bool hadState = !field(AddressField::State).isEmpty();
    takeState(last);
    const bool foundState = !hadState && !field(AddressField::State).isEmpty();
    const qsizetype at = m_lines.at(last).isEmpty() ? last - 1 : last;
    const bool streetAbove = std::any_of(m_lines.begin(), m_lines.begin() + at, looksLikeStreet);
    if (at > 0 && !looksLikeStreet(m_lines.at(at)) && (foundState || streetAbove))
        takeCity(at, foundState);
    m_lines.removeAll(QString());
}

/// The state at the end of a line, or all of it; leaves the line empty then.
void Reader::takeState(qsizetype line)
{
    if (line < 0 || line >= m_lines.size() || !field(AddressField::State).isEmpty())
        return;
    QString& text = m_lines[line];
    if (splitState(text))
        return;
    // "New York 10001" names the city, "CA 94105" below "San Francisco" the state.
    const bool cityAbove = line > 0 && !looksLikeStreet(m_lines.at(line - 1)) && (line > 1 || isUpperCode(text));
    if (!stateCode(text).isEmpty() && (isUpperCode(text) || cityAbove)) {
        field(AddressField::State) = text;
        text.clear();
    }
}

bool Reader::splitState(QString& line)
{
    const bool closed = m_rules.hasStates(country());
    const auto split = [&](qsizetype begin) {
        field(AddressField::State) = withoutSeparators(QStringView(line).sliced(begin));
        line = withoutSeparators(QStringView(line).left(begin));
        return true;
    };
    for (const QChar separator : {u',', u'/', u'-'}) {
        const qsizetype at = line.lastIndexOf(separator);
        if (at > 0 && !stateCode(withoutSeparators(QStringView(line).sliced(at))).isEmpty())
            return split(at);
    }
    for (qsizetype words = kMostWordsOfName; words > 0; --words) {
        const qsizetype begin = tailOf(line, words);
        if (begin <= 0)
            continue;
        const QStringView tail = QStringView(line).sliced(begin);
        if (stateCode(tail).isEmpty())
            continue;
        // "Port Washington 11050" is no place in Washington: a name without a comma needs the postal code as its witness.
        if (isUpperCode(tail) || (closed && isPostalCode(field(AddressField::PostalCode), m_country, tail)))
            return split(begin);
    }
    const qsizetype comma = line.lastIndexOf(u',');
    if (!closed || comma <= 0 || hasDigit(line))
        return false;
    split(comma);
    doubt(AddressField::State, PasteWords::tr("“%1” is no state that is known.").arg(field(AddressField::State)));
    return true;
}

void Reader::takeCity(qsizetype at, bool sure)
{
    QString line = m_lines.takeAt(at);
    if (const qsizetype comma = line.lastIndexOf(u','); comma > 0 && (hasDigit(QStringView(line).left(comma)) || m_rules.hasStates(country()))) {
        m_lines.insert(at, withoutSeparators(QStringView(line).left(comma)));
        line = withoutSeparators(QStringView(line).sliced(comma));
    }
    if (hasDigit(line) && !hasStreetLine()) {
        m_lines.insert(at, line);
        doubt(AddressField::City, PasteWords::tr("Street and city cannot be told apart in “%1”.").arg(line));
        return;
    }
    field(AddressField::City) = line;
    if (!sure)
        doubt(AddressField::City, PasteWords::tr("“%1” is taken for the city.").arg(line));
}

void Reader::spellState()
{
    const QString pasted = field(AddressField::State);
    const QString code = stateCode(pasted);
    if (!m_rules.hasStates(country()) || code.isEmpty() || code == pasted)
        return;
    field(AddressField::State) = code;
    m_result.spelled += {AddressField::State, pasted};
}

void Reader::takeNames()
{
    const auto isStreet = [](const QString& line) { return looksLikeStreet(line) && !looksLikeCompany(line); };
    qsizetype heads = std::find_if(m_lines.begin(), m_lines.end(), isStreet) - m_lines.begin();
    if (heads == m_lines.size() && heads > 1)
        heads = 1; // no line looks like a street: the first is the name
    const auto take = [&](AddressField name, qsizetype at) {
        field(name) = m_lines.takeAt(at);
        --heads;
    };
    const auto isCareOf = [](const QString& line) { return line.startsWith(u"c/o", Qt::CaseInsensitive); };
    for (qsizetype i = 0; i < heads && field(AddressField::Company).isEmpty(); ++i) {
        if (looksLikeCompany(m_lines.at(i)))
            take(AddressField::Company, i--);
    }
    if (heads > 0 && field(AddressField::Name).isEmpty() && !isCareOf(m_lines.front()))
        take(AddressField::Name, 0);
    if (heads > 0 && field(AddressField::Company).isEmpty() && !isCareOf(m_lines.front())) {
        take(AddressField::Company, 0);
        doubt(AddressField::Company, PasteWords::tr("“%1” is taken for a company.").arg(field(AddressField::Company)));
    }
    // What else stands above the street goes below it.
    for (; heads > 0 && heads < m_lines.size(); --heads)
        m_lines.append(m_lines.takeFirst());
}

void Reader::placeStreets()
{
    constexpr std::array kStreets{AddressField::Street1, AddressField::Street2, AddressField::Street3};
    for (const QString& line : std::as_const(m_lines)) {
        const auto free = std::find_if(kStreets.begin(), kStreets.end(), [this](AddressField street) { return field(street).isEmpty(); });
        const AddressField street = free == kStreets.end() ? AddressField::Street3 : *free;
        if (free == kStreets.end())
            field(street) += QStringLiteral(", ") + line;
        else
            field(street) = line;
        if (free == kStreets.end() || !looksLikeStreet(line))
            doubt(street, PasteWords::tr("“%1” found no other place than the street.").arg(line));
    }
}

} // namespace

std::optional<PastedAddress> readAddress(const QString& text, const QString& country, const AddressRules& rules, const Countries& countries)
{
    if (text.size() > kLongestText)
        return std::nullopt;
    QStringList lines = addressLines(text);
    if (lines.isEmpty() || lines.size() > kMostLines)
        return std::nullopt;
    return Reader(rules, countries, country).read(std::move(lines));
}

} // namespace t6
