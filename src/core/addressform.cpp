// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addressform.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

struct AddressWords
{
    Q_DECLARE_TR_FUNCTIONS(t6::AddressForm)
};

using Part = AddressRules::Part;

struct Word
{
    std::string_view word; ///< of the data
    const char* label;
};
constexpr std::array<Word, 10> kStateWords{{
    {"state", QT_TRANSLATE_NOOP("t6::AddressForm", "State")},
    {"prefecture", QT_TRANSLATE_NOOP("t6::AddressForm", "Prefecture")},
    {"county", QT_TRANSLATE_NOOP("t6::AddressForm", "County")},
    {"parish", QT_TRANSLATE_NOOP("t6::AddressForm", "Parish")},
    {"island", QT_TRANSLATE_NOOP("t6::AddressForm", "Island")},
    {"department", QT_TRANSLATE_NOOP("t6::AddressForm", "Department")},
    {"area", QT_TRANSLATE_NOOP("t6::AddressForm", "Area")},
    {"emirate", QT_TRANSLATE_NOOP("t6::AddressForm", "Emirate")},
    {"oblast", QT_TRANSLATE_NOOP("t6::AddressForm", "Oblast")},
    {"district", QT_TRANSLATE_NOOP("t6::AddressForm", "District")},
}};
constexpr std::array<Word, 3> kPostalWords{{
    {"zip", QT_TRANSLATE_NOOP("t6::AddressForm", "ZIP code")},
    {"pin", QT_TRANSLATE_NOOP("t6::AddressForm", "PIN code")},
    {"eircode", QT_TRANSLATE_NOOP("t6::AddressForm", "Eircode")},
}};
constexpr std::array<Word, 3> kCityWords{{
    {"suburb", QT_TRANSLATE_NOOP("t6::AddressForm", "Suburb")},
    {"post_town", QT_TRANSLATE_NOOP("t6::AddressForm", "Post town")},
    {"district", QT_TRANSLATE_NOOP("t6::AddressForm", "District")},
}};
/// The data knows no word for "postcode", which these countries say.
constexpr std::array<std::string_view, 7> kSayPostcode{"GB", "AU", "NZ", "GG", "IM", "JE", "MY"};

template <std::size_t Size>
QString labelOf(const std::array<Word, Size>& words, std::string_view word, const char* usual)
{
    const auto found = std::find_if(words.begin(), words.end(), [word](const Word& candidate) { return candidate.word == word; });
    return QCoreApplication::translate("t6::AddressForm", found == words.end() ? usual : found->label);
}

QString stateLabel(const AddressRules& rules, std::string_view country)
{
    if (rules.word(country, Part::State) == "do_si")
        return AddressWords::tr("Province or city");
    return labelOf(kStateWords, rules.word(country, Part::State), QT_TRANSLATE_NOOP("t6::AddressForm", "Province"));
}

QString postalLabel(const AddressRules& rules, std::string_view country)
{
    if (std::find(kSayPostcode.begin(), kSayPostcode.end(), country) != kSayPostcode.end())
        return AddressWords::tr("Postcode");
    return labelOf(kPostalWords, rules.word(country, Part::PostalCode), QT_TRANSLATE_NOOP("t6::AddressForm", "Postal code"));
}

QString quoted(QStringView text)
{
    constexpr qsizetype kLongest = 60;
    return text.size() > kLongest ? text.left(kLongest).toString() + QChar(0x2026) : text.toString();
}

QString utf16(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString phoneProblem(const QString& phone)
{
    constexpr qsizetype kFewest = 7;
    constexpr qsizetype kMost = 20; // fifteen and an extension
    const auto digits = std::count_if(phone.begin(), phone.end(), [](QChar c) { return c.isDigit(); });
    if (phone.trimmed().isEmpty() || (digits >= kFewest && digits <= kMost))
        return {};
    return digits < kFewest ? AddressWords::tr("“%1” is too short for a phone number.").arg(quoted(phone))
                            : AddressWords::tr("“%1” is too long for a phone number.").arg(quoted(phone));
}

QString postalProblem(const AddressRules& rules, const AddressView& address, const AddressText& text)
{
    const AddressRules::PostalVerdict verdict = rules.postalCode(address);
    const QString& code = text[AddressField::PostalCode];
    if (verdict.fit == AddressRules::PostalFit::WrongState)
        return AddressWords::tr("Postal code %1 does not belong to %2.").arg(quoted(code), quoted(text[AddressField::State]));
    if (verdict.fit != AddressRules::PostalFit::WrongFormat)
        return {};
    const QString problem = AddressWords::tr("“%1” is not a postal code of %2.").arg(quoted(code), quoted(text[AddressField::Country]));
    const QString example = utf16(rules.postalExample(address.country));
    return example.isEmpty() ? problem : problem + u' ' + AddressWords::tr("One looks like %1.").arg(example);
}

AddressField fieldOf(Part part) noexcept
{
    switch (part) {
    case Part::Name: return AddressField::Name;
    case Part::Street: return AddressField::Street1;
    case Part::City: return AddressField::City;
    case Part::State: return AddressField::State;
    case Part::PostalCode: return AddressField::PostalCode;
    case Part::Country: break;
    }
    return AddressField::Country;
}

} // namespace

QString addressFieldName(AddressField field)
{
    switch (field) {
    case AddressField::Name: return AddressWords::tr("Name");
    case AddressField::Company: return AddressWords::tr("Company");
    case AddressField::Street1: return AddressWords::tr("Address line 1");
    case AddressField::Street2: return AddressWords::tr("Address line 2");
    case AddressField::Street3: return AddressWords::tr("Address line 3");
    case AddressField::City: return AddressWords::tr("City");
    case AddressField::State: return AddressWords::tr("State");
    case AddressField::PostalCode: return AddressWords::tr("Postal code");
    case AddressField::Country: return AddressWords::tr("Country");
    case AddressField::Phone: break;
    }
    return AddressWords::tr("Phone");
}

AddressForm AddressForm::of(const AddressRules& rules, QStringView country)
{
    const std::string code = country.toUtf8().toStdString();
    const AddressRules::PartSet required = rules.required(code);
    AddressForm form;
    const auto add = [&](AddressField field, const QString& label, bool asked = false) { form.entries.push_back({field, label, asked}); };
    const auto asks = [required](Part part) { return (required & AddressRules::bit(part)) != 0; };
    for (const char part : rules.order(code)) {
        switch (part) {
        case 'N': add(AddressField::Name, addressFieldName(AddressField::Name), true); break;
        case 'O': add(AddressField::Company, addressFieldName(AddressField::Company)); break;
        case 'A':
            add(AddressField::Street1, addressFieldName(AddressField::Street1), true);
            add(AddressField::Street2, addressFieldName(AddressField::Street2));
            add(AddressField::Street3, addressFieldName(AddressField::Street3));
            break;
        case 'C':
            add(AddressField::City, labelOf(kCityWords, rules.word(code, Part::City), QT_TRANSLATE_NOOP("t6::AddressForm", "City")), asks(Part::City));
            break;
        case 'S': add(AddressField::State, stateLabel(rules, code), asks(Part::State)); break;
        default: add(AddressField::PostalCode, postalLabel(rules, code), asks(Part::PostalCode)); break;
        }
    }
    add(AddressField::Country, addressFieldName(AddressField::Country), true);
    add(AddressField::Phone, addressFieldName(AddressField::Phone));
    for (const AddressRules::StateName& state : rules.states(code))
        form.states.push_back({utf16(state.code), utf16(state.name), utf16(rules.hasStates(code) ? state.code : state.name)});
    std::stable_sort(form.states.begin(), form.states.end(), [](const Subdivision& a, const Subdivision& b) { return nameKey(a.name) < nameKey(b.name); });
    return form;
}

const AddressForm::Entry* AddressForm::entry(AddressField field) const noexcept
{
    const auto found = std::find_if(entries.begin(), entries.end(), [field](const Entry& candidate) { return candidate.field == field; });
    return found == entries.end() ? nullptr : &*found;
}

QString AddressForm::stateTyped(const AddressRules& rules, QStringView country, QStringView text) const
{
    const QString code = utf16(rules.stateCode(country.toUtf8().toStdString(), text.toUtf8().toStdString()));
    const std::string key = nameKey(text);
    const Subdivision* only = nullptr;
    for (const Subdivision& state : states) {
        if (!code.isEmpty() ? state.code != code : key.size() < 3 || !nameKey(state.name).starts_with(key))
            continue;
        if (only != nullptr)
            return {};
        only = &state;
    }
    return only == nullptr ? QString() : only->written;
}

QList<AddressProblem> addressProblems(const AddressRules& rules, const AddressText& address)
{
    const AddressBytes bytes(address);
    const AddressView view = bytes.view();
    const AddressRules::PartSet missing = rules.missing(view);
    QList<AddressProblem> problems;
    const auto report = [&problems](AddressField field, const QString& text) {
        if (!text.isEmpty())
            problems += {field, text};
    };
    for (int part = 0; part < AddressRules::kPartCount; ++part) {
        if ((missing & AddressRules::bit(static_cast<Part>(part))) != 0)
            report(fieldOf(static_cast<Part>(part)), AddressWords::tr("Required."));
    }
    if (const QString& country = address[AddressField::Country]; !country.trimmed().isEmpty() && !rules.isCountry(view.country)) {
        report(AddressField::Country, AddressWords::tr("“%1” is not a two-letter country code.").arg(quoted(country)));
    } else {
        if (const QString& state = address[AddressField::State];
            !state.trimmed().isEmpty() && rules.hasStates(view.country) && rules.stateCode(view.country, view.state).empty())
            report(AddressField::State, AddressWords::tr("“%1” is not a state or province of %2.").arg(quoted(state), quoted(country)));
        report(AddressField::PostalCode, postalProblem(rules, view, address));
    }
    report(AddressField::Phone, phoneProblem(address[AddressField::Phone]));
    std::stable_sort(problems.begin(), problems.end(), [](const AddressProblem& a, const AddressProblem& b) { return a.field < b.field; });
    return problems;
}

} // namespace t6
