// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addressfix.h"

#include "addressrules.h"
#include "countries.h"

#include <QCoreApplication>

#include <algorithm>

namespace t6 {

namespace {

struct FixWords
{
    Q_DECLARE_TR_FUNCTIONS(t6::AddressFix)
};

QString utf16(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString quoted(const QString& text)
{
    constexpr qsizetype kLongest = 60;
    return text.size() > kLongest ? text.left(kLongest) + QChar(0x2026) : text;
}

/// One look at one address, with its country read from whatever is written there.
class Fixer
{
public:
    Fixer(const AddressText& address, const AddressRules& rules, const Countries& countries)
        : m_address(address)
        , m_rules(rules)
        , m_countries(countries)
    {
        const QString& written = address[AddressField::Country];
        m_country = rules.isCountry(written.toStdString()) ? written.toUpper() : countries.find(written);
    }

    QList<AddressFix> fixes()
    {
        country();
        if (!m_country.isEmpty()) {
            swapped();
            stateCode();
            stateFromPostalCode();
            postalCode();
        }
        tidied();
        return std::move(m_fixes);
    }

private:
    using Code = AddressFix::Code;

    [[nodiscard]] const QString& at(AddressField field) const { return m_address[field]; }
    [[nodiscard]] QString stateOf(const QString& text) const { return utf16(m_rules.stateCode(m_country.toStdString(), text.toStdString())); }
    [[nodiscard]] QString stateName(const QString& code) const { return utf16(m_rules.stateName(m_country.toStdString(), code.toStdString())); }
    [[nodiscard]] AddressRules::PostalFit fit(const QString& postalCode, const QString& state = {}) const
    {
        AddressText address;
        address[AddressField::Country] = m_country;
        address[AddressField::State] = state;
        address[AddressField::PostalCode] = postalCode;
        return m_rules.postalCode(AddressBytes(address).view()).fit;
    }
    [[nodiscard]] bool fits(const QString& postalCode, const QString& state = {}) const { return fit(postalCode, state) == AddressRules::PostalFit::Fits; }
    void offer(Code code, AddressField field, const QString& value, const QString& why) { m_fixes += {code, field, {{field, value}}, why}; }

    void country();
    void swapped();
    void stateCode();
    void stateFromPostalCode();
    void postalCode();
    bool leadingZero();
    [[nodiscard]] QString usualSpelling(const QString& postalCode) const;
    void tidied();

    const AddressText& m_address;
    const AddressRules& m_rules;
    const Countries& m_countries;
    QString m_country; ///< code; empty if none
    QList<AddressFix> m_fixes;
};

void Fixer::country()
{
    const QString& written = at(AddressField::Country);
    if (!m_country.isEmpty() && m_country != written)
        offer(Code::CountryCode, AddressField::Country, m_country, FixWords::tr("ShipStation wants the code of %1.").arg(m_countries.name(m_country)));
}

void Fixer::swapped()
{
    const QString& city = at(AddressField::City);
    const QString& state = at(AddressField::State);
    const QString code = stateOf(city);
    if (!m_rules.hasStates(m_country.toStdString()) || code.isEmpty() || state.trimmed().isEmpty())
        return;
    // "New York, NY" is as it should be; "NY, New York" is not, though both are states.
    const bool stateIsNone = stateOf(state).isEmpty();
    const bool onlyCityIsCode = city == code && state != stateOf(state);
    if (stateIsNone || onlyCityIsCode) {
        m_fixes += {Code::Swapped, AddressField::State, {{AddressField::City, state}, {AddressField::State, code}},
            FixWords::tr("City and state seem to be swapped: “%1” is a state.").arg(quoted(city))};
    }
}

void Fixer::stateCode()
{
    const QString& state = at(AddressField::State);
    const QString code = stateOf(state);
    if (m_rules.hasStates(m_country.toStdString()) && !code.isEmpty() && code != state)
        offer(Code::StateCode, AddressField::State, code, FixWords::tr("The code of %1 is %2.").arg(stateName(code), code));
}

void Fixer::stateFromPostalCode()
{
    const QString& state = at(AddressField::State);
    const QString& postalCode = at(AddressField::PostalCode);
    const QString owner = utf16(m_rules.stateOfPostalCode(m_country.toStdString(), postalCode.toStdString()));
    if (owner.isEmpty() || owner == stateOf(state))
        return;
    const bool swappedRather = std::any_of(m_fixes.begin(), m_fixes.end(), [](const AddressFix& fix) { return fix.code == Code::Swapped; });
    if (swappedRather)
        return;
    offer(Code::StateFromPostalCode, AddressField::State, owner,
        FixWords::tr("%1 belongs to %2 (%3).").arg(quoted(postalCode.trimmed()), stateName(owner), owner));
}

void Fixer::postalCode()
{
    const QString& written = at(AddressField::PostalCode);
    constexpr qsizetype kLongest = 24;
    if (written.trimmed().isEmpty() || written.size() > kLongest || leadingZero())
        return;
    const QString usual = usualSpelling(written);
    if (!usual.isEmpty() && usual != written)
        offer(Code::PostalSpelling, AddressField::PostalCode, usual, FixWords::tr("Postal codes of %1 are written like %2.").arg(m_countries.name(m_country), usual));
}

/// Spreadsheets take codes for numbers: 07030 becomes 7030. The state is the witness, or the country when it has no closed list.
bool Fixer::leadingZero()
{
    const QString written = at(AddressField::PostalCode).trimmed();
    const QString state = stateOf(at(AddressField::State));
    const bool closed = m_rules.hasStates(m_country.toStdString());
    const auto isNumber = std::all_of(written.begin(), written.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'-'; });
    if (!isNumber || fit(written) != AddressRules::PostalFit::WrongFormat)
        return false;
    for (const QString& zeros : {QStringLiteral("0"), QStringLiteral("00")}) {
        const QString whole = zeros + written;
        const bool vouched = closed ? !state.isEmpty() && fits(whole, state) : zeros.size() == 1 && fits(whole);
        if (!vouched)
            continue;
        const QString where = closed ? stateName(state) : m_countries.name(m_country);
        offer(Code::LeadingZero, AddressField::PostalCode, whole, FixWords::tr("Codes of %1 begin with %2: it was probably lost in a spreadsheet.").arg(where, zeros));
        return true;
    }
    return false;
}

/// Upper case, with the separator where the country's example has it; empty if no spelling fits.
QString Fixer::usualSpelling(const QString& postalCode) const
{
    QString bare;
    for (const QChar c : postalCode.toUpper()) {
        if (c.isLetterOrNumber())
            bare += c;
    }
    const QString asWritten = tidyLine(postalCode).toUpper();
    const QString example = utf16(m_rules.postalExample(m_country.toStdString()));
    const auto separator = std::find_if(example.begin(), example.end(), [](QChar c) { return !c.isLetterOrNumber(); });
    if (separator != example.end()) {
        // Counted from the end: "EC1Y 8SY" and "W1 1AA" have three letters behind the blank.
        const qsizetype behind = example.end() - separator - 1;
        if (bare.size() > behind) {
            const QString spelled = bare.left(bare.size() - behind) + *separator + bare.right(behind);
            if (fits(spelled))
                return spelled;
        }
    }
    if (asWritten.contains(u' ')) {
        if (const QString dashed = QString(asWritten).replace(u' ', u'-'); fits(dashed))
            return dashed;
    }
    if (fits(asWritten))
        return asWritten;
    if (fits(bare))
        return bare;
    for (const QChar mark : {u'-', u' '}) {
        for (qsizetype at = bare.size() - 1; at > 0; --at) {
            if (const QString spelled = bare.left(at) + mark + bare.sliced(at); fits(spelled))
                return spelled;
        }
    }
    return {};
}

void Fixer::tidied()
{
    for (const AddressField field : kAddressFields) {
        const bool offered = std::any_of(m_fixes.begin(), m_fixes.end(), [field](const AddressFix& fix) { return fix.field == field; });
        if (const QString tidy = tidyLine(at(field)); !offered && tidy != at(field))
            offer(Code::Tidied, field, tidy, FixWords::tr("Holds blanks or control characters that do not show."));
    }
}

} // namespace

QList<AddressFix> addressFixes(const AddressText& address, const AddressRules& rules, const Countries& countries)
{
    return Fixer(address, rules, countries).fixes();
}

AddressText applied(AddressText address, const AddressFix& fix)
{
    for (const AddressFix::Change& change : fix.changes)
        address[change.field] = change.value;
    return address;
}

} // namespace t6
