// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addressrules.h"

#include "bundledfile.h"
#include "postalpattern.h"
#include "textfold.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace t6 {

namespace {

struct State
{
    std::string code, name;
    std::optional<PostalPattern> postalStart;
};

struct Country
{
    bool asksCity = false, asksState = false, asksPostalCode = false;
    bool closed = false;
    std::optional<PostalPattern> postal;
    std::string example;
    std::string order; ///< empty: not in the data
    std::string stateWord, postalWord, cityWord;
    std::vector<State> states;
    std::vector<std::pair<std::string, std::size_t>> names; ///< every way to write a state (StateKey), sorted, and its index
    std::vector<std::int16_t> byTwoLetters; ///< of the names that are two letters: by countryIndex(), -1 = none
};

constexpr int kLetters = 26;
constexpr std::size_t kLongestName = 128;
constexpr std::size_t kLongestPostalCode = 24;

/// 0 … 675 for two ASCII letters in any case, else -1.
constexpr int countryIndex(std::string_view code) noexcept
{
    const auto letter = [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : -1; };
    if (code.size() != 2 || letter(code[0]) < 0 || letter(code[1]) < 0)
        return -1;
    return letter(code[0]) * kLetters + letter(code[1]);
}

constexpr int kUnitedStates = countryIndex("US");

bool isAsciiLetterOrDigit(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Folded, letters and digits only: "N.Y." and "ny" are one.
class StateKey
{
public:
    explicit StateKey(std::string_view text) noexcept
    {
        if (text.size() > kLongestName)
            return;
        const std::size_t foldedSize = foldTo(text, m_buffer.data());
        const auto kept = std::remove_if(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(foldedSize),
            [](char c) { return static_cast<unsigned char>(c) < 0x80 && !isAsciiLetterOrDigit(c); });
        m_size = static_cast<std::size_t>(kept - m_buffer.begin());
    }
    [[nodiscard]] std::string_view view() const noexcept { return {m_buffer.data(), m_size}; }

private:
    std::array<char, kLongestName> m_buffer;
    std::size_t m_size = 0;
};

bool isBlank(std::string_view text) noexcept
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (isAsciiLetterOrDigit(text[at]))
            return false;
        if (byte < 0x80)
            continue;
        if (byte == 0xC2)
            at += 1; // signs of Latin-1, the no-break space among them
        else if (byte == 0xE2 && at + 1 < text.size() && (text[at + 1] == '\x80' || text[at + 1] == '\x81'))
            at += 2; // general punctuation: spaces, dashes, direction marks
        else
            return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) noexcept
{
    const auto isSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// `text` must fit.
std::string_view upperCase(std::string_view text, std::array<char, kLongestPostalCode>& buffer) noexcept
{
    std::transform(text.begin(), text.end(), buffer.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
    return {buffer.data(), text.size()};
}

/// The only state whose postal codes begin like `code`; empty when none or several do.
std::string_view ownerOf(const Country& country, std::string_view code) noexcept
{
    std::string_view owner;
    for (const State& candidate : country.states) {
        if (!candidate.postalStart || !candidate.postalStart->matchesStart(code))
            continue;
        if (!owner.empty())
            return {};
        owner = candidate.code;
    }
    return owner;
}

// --- reading ------------------------------------------------------------------------------------------------------

std::string utf8(const QJsonValue& value)
{
    return value.toString().toStdString();
}

auto fault(QStringView file, QByteArrayView bytes, qsizetype offset, const QString& what)
{
    const auto line = std::count(bytes.begin(), bytes.begin() + std::clamp<qsizetype>(offset, 0, bytes.size()), '\n') + 1;
    return failure(ErrorDomain::Program, ErrorCode::FileUnreadable, QStringLiteral("%1, line %2: %3").arg(file).arg(line).arg(what));
}

Result<QJsonObject> parse(QStringView file, QByteArrayView bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return fault(file, bytes, error.offset, error.errorString());
    if (!document.isObject())
        return fault(file, bytes, 0, QStringLiteral("not an object"));
    return document.object();
}

/// Where the data has no order, what is asked for stands where most countries write it.
std::string completeOrder(const Country& country)
{
    std::string order = country.order.empty() ? "NOAC" : country.order;
    const auto insertBefore = [&order](char part, std::string_view followers) {
        if (order.find(part) == std::string::npos)
            order.insert(std::min(order.find_first_of(followers), order.size()), 1, part);
    };
    if (country.asksCity)
        insertBefore('C', "SZ");
    if (country.asksState || !country.states.empty())
        insertBefore('S', "Z");
    if (country.asksPostalCode || country.postal)
        insertBefore('Z', {});
    return order;
}

/// What is wrong with the text of `require`; empty if nothing.
QString readRequire(const QString& letters, Country& country)
{
    country.asksCity = letters.contains(u'C');
    country.asksState = letters.contains(u'S');
    country.asksPostalCode = letters.contains(u'Z');
    for (const QChar letter : letters) {
        if (!QStringView(u"ACSZ").contains(letter))
            return QStringLiteral("unknown part “%1”").arg(letter);
    }
    return letters.contains(u'A') ? QString() : QStringLiteral("no street asked for");
}

QString readStates(const QJsonArray& states, Country& country)
{
    for (const QJsonValue& value : states) {
        const QJsonArray fields = value.toArray();
        State state{utf8(fields.at(0)), utf8(fields.at(1)), std::nullopt};
        if (state.code.empty() || state.name.empty())
            return QStringLiteral("a state without code or name");
        if (const std::string start = utf8(fields.at(2)); !start.empty()) {
            state.postalStart = PostalPattern::compile(start);
            if (!state.postalStart)
                return QStringLiteral("unreadable pattern “%1”").arg(fields.at(2).toString());
        }
        for (qsizetype i = 0; i < fields.size(); ++i) {
            if (i != 2)
                country.names.emplace_back(StateKey(utf8(fields.at(i))).view(), country.states.size());
        }
        country.states.push_back(std::move(state));
    }
    return {};
}

QString readCountry(const QJsonObject& object, Country& country)
{
    if (const QString wrong = readRequire(object.value(u"require").toString(), country); !wrong.isEmpty())
        return wrong;
    country.example = utf8(object.value(u"example"));
    country.order = utf8(object.value(u"order"));
    if (country.order.find_first_not_of("NOACSZ") != std::string::npos)
        return QStringLiteral("unknown order “%1”").arg(object.value(u"order").toString());
    const QJsonObject words = object.value(u"words").toObject();
    country.stateWord = utf8(words.value(u"state"));
    country.postalWord = utf8(words.value(u"zip"));
    country.cityWord = utf8(words.value(u"city"));
    if (const std::string pattern = utf8(object.value(u"zip")); !pattern.empty()) {
        country.postal = PostalPattern::compile(pattern);
        if (!country.postal)
            return QStringLiteral("unreadable pattern “%1”").arg(object.value(u"zip").toString());
    }
    return readStates(object.value(u"states").toArray(), country);
}

QString applyOverride(const QJsonObject& object, Country& country)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == u"require") {
            if (const QString wrong = readRequire(it.value().toString(), country); !wrong.isEmpty())
                return wrong;
        } else if (it.key() == u"example") {
            country.example = utf8(it.value());
        } else if (it.key() == u"closed") {
            country.closed = it.value().toBool() && !country.states.empty();
        } else if (it.key() == u"names") {
            const QJsonObject more = it.value().toObject();
            for (auto state = more.begin(); state != more.end(); ++state) {
                const auto known = std::find_if(country.states.begin(), country.states.end(),
                    [&](const State& candidate) { return candidate.code == state.key().toStdString(); });
                if (known == country.states.end())
                    return QStringLiteral("unknown state “%1”").arg(state.key());
                for (const QJsonValue& name : state.value().toArray())
                    country.names.emplace_back(StateKey(utf8(name)).view(), static_cast<std::size_t>(known - country.states.begin()));
            }
        } else {
            return QStringLiteral("unknown entry “%1”").arg(it.key());
        }
    }
    return {};
}

} // namespace

struct AddressRules::Data
{
    std::array<std::int16_t, kLetters * kLetters> byCode; ///< index into countries, -1 = none
    std::vector<Country> countries;

    [[nodiscard]] const Country* find(std::string_view code) const noexcept
    {
        const int index = countryIndex(code);
        const int country = index < 0 ? -1 : byCode[static_cast<std::size_t>(index)];
        return country < 0 ? nullptr : &countries[static_cast<std::size_t>(country)];
    }

    [[nodiscard]] static const State* findState(const Country& country, std::string_view text) noexcept
    {
        if (const int letters = countryIndex(text); letters >= 0 && !country.byTwoLetters.empty()) {
            const int state = country.byTwoLetters[static_cast<std::size_t>(letters)];
            return state < 0 ? nullptr : &country.states[static_cast<std::size_t>(state)];
        }
        const StateKey key(text);
        if (key.view().empty())
            return nullptr;
        const auto found = std::lower_bound(country.names.begin(), country.names.end(), key.view(),
            [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
        return found != country.names.end() && found->first == key.view() ? &country.states[found->second] : nullptr;
    }
};

AddressRules::AddressRules(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
AddressRules::AddressRules(AddressRules&&) noexcept = default;
AddressRules& AddressRules::operator=(AddressRules&&) noexcept = default;
AddressRules::~AddressRules() = default;

Result<AddressRules> AddressRules::load(QByteArrayView rules, QByteArrayView overrides)
{
    const auto lineOf = [](QByteArrayView bytes, const QString& country) { return bytes.toByteArray().indexOf('"' + country.toUtf8() + '"'); };
    const auto parsed = parse(u"rules.json", rules);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const auto corrections = parse(u"overrides.json", overrides);
    if (!corrections)
        return tl::unexpected(corrections.error());

    auto data = std::make_unique<Data>();
    data->byCode.fill(-1);
    for (auto it = parsed->begin(); it != parsed->end(); ++it) {
        Country country;
        const int index = countryIndex(it.key().toStdString());
        const QString wrong = index < 0 ? QStringLiteral("“%1” is no country").arg(it.key()) : readCountry(it.value().toObject(), country);
        if (!wrong.isEmpty())
            return fault(u"rules.json", rules, lineOf(rules, it.key()), wrong);
        data->byCode[static_cast<std::size_t>(index)] = static_cast<std::int16_t>(data->countries.size());
        data->countries.push_back(std::move(country));
    }
    for (auto it = corrections->begin(); it != corrections->end(); ++it) {
        const int index = countryIndex(it.key().toStdString());
        const int known = index < 0 ? -1 : data->byCode[static_cast<std::size_t>(index)];
        const QString wrong = known < 0 ? QStringLiteral("“%1” is no country").arg(it.key())
                                        : applyOverride(it.value().toObject(), data->countries[static_cast<std::size_t>(known)]);
        if (!wrong.isEmpty())
            return fault(u"overrides.json", overrides, lineOf(overrides, it.key()), wrong);
    }
    for (Country& country : data->countries) {
        country.order = completeOrder(country);
        std::stable_sort(country.names.begin(), country.names.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        if (!country.states.empty())
            country.byTwoLetters.assign(kLetters * kLetters, -1);
        for (const auto& [name, state] : country.names) {
            if (const int letters = countryIndex(name); letters >= 0 && country.byTwoLetters[static_cast<std::size_t>(letters)] < 0)
                country.byTwoLetters[static_cast<std::size_t>(letters)] = static_cast<std::int16_t>(state);
        }
    }
    return AddressRules(std::move(data));
}

// --- asking -------------------------------------------------------------------------------------------------------

bool AddressRules::isCountry(std::string_view code) const noexcept
{
    return m_data->find(code) != nullptr;
}

AddressRules::PartSet AddressRules::missing(const AddressView& address) const noexcept
{
    const Country* country = m_data->find(address.country);
    PartSet result = 0;
    const auto ask = [&result](bool required, std::string_view text, Part part) {
        if (required && isBlank(text))
            result = static_cast<PartSet>(result | bit(part));
    };
    ask(true, address.name, Part::Name);
    ask(true, address.street1, Part::Street);
    ask(country == nullptr || country->asksCity, address.city, Part::City);
    ask(country != nullptr && country->asksState, address.state, Part::State);
    ask(country != nullptr && country->asksPostalCode, address.postalCode, Part::PostalCode);
    ask(true, address.country, Part::Country);
    return result;
}

AddressRules::PostalVerdict AddressRules::postalCode(const AddressView& address) const noexcept
{
    const Country* country = m_data->find(address.country);
    const std::string_view text = trimmed(address.postalCode);
    if (country == nullptr || !country->postal || text.empty())
        return {PostalFit::NotAsked, {}};
    if (text.size() > kLongestPostalCode)
        return {PostalFit::WrongFormat, {}};
    std::array<char, kLongestPostalCode> buffer{};
    std::string_view code = upperCase(text, buffer);
    if (!country->postal->matchesWhole(code)) {
        // "D-10115" is wrong, "DE-10115" and "SE 123 45" are the international way of writing.
        const bool prefixed = code.size() > 3 && countryIndex(code.substr(0, 2)) == countryIndex(address.country) && (code[2] == '-' || code[2] == ' ');
        if (!prefixed || !country->postal->matchesWhole(code.substr(3)))
            return {PostalFit::WrongFormat, {}};
        code.remove_prefix(3);
    }
    if (!country->closed)
        return {PostalFit::Fits, {}};
    const State* state = Data::findState(*country, address.state);
    if (state == nullptr || !state->postalStart || state->postalStart->matchesStart(code))
        return {PostalFit::Fits, {}};
    return {PostalFit::WrongState, ownerOf(*country, code)};
}

std::string_view AddressRules::stateOfPostalCode(std::string_view country, std::string_view postalCode) const noexcept
{
    const Country* known = m_data->find(country);
    const std::string_view code = trimmed(postalCode);
    if (known == nullptr || !known->closed || !known->postal || code.size() > kLongestPostalCode)
        return {};
    std::array<char, kLongestPostalCode> buffer{};
    const std::string_view upper = upperCase(code, buffer);
    return known->postal->matchesWhole(upper) ? ownerOf(*known, upper) : std::string_view{};
}

AddressRules::PartSet AddressRules::required(std::string_view country) const noexcept
{
    const Country* known = m_data->find(country);
    PartSet result = bit(Part::Name) | bit(Part::Street) | bit(Part::Country);
    const auto add = [&result](bool asked, Part part) {
        if (asked)
            result = static_cast<PartSet>(result | bit(part));
    };
    add(known == nullptr || known->asksCity, Part::City);
    add(known != nullptr && known->asksState, Part::State);
    add(known != nullptr && known->asksPostalCode, Part::PostalCode);
    return result;
}

std::string_view AddressRules::order(std::string_view country) const noexcept
{
    const Country* known = m_data->find(country);
    return known == nullptr ? std::string_view("NOACSZ") : known->order;
}

std::string_view AddressRules::word(std::string_view country, Part part) const noexcept
{
    const Country* known = m_data->find(country);
    if (known == nullptr)
        return {};
    return part == Part::State ? known->stateWord : part == Part::PostalCode ? known->postalWord : part == Part::City ? known->cityWord : std::string_view{};
}

std::vector<AddressRules::StateName> AddressRules::states(std::string_view country) const
{
    std::vector<StateName> result;
    if (const Country* known = m_data->find(country); known != nullptr) {
        for (const State& state : known->states)
            result.push_back({state.code, state.name});
    }
    return result;
}

std::string_view AddressRules::stateCode(std::string_view country, std::string_view state) const noexcept
{
    const Country* known = m_data->find(country);
    const State* found = known == nullptr ? nullptr : Data::findState(*known, state);
    return found == nullptr ? std::string_view{} : found->code;
}

bool AddressRules::hasStates(std::string_view country) const noexcept
{
    const Country* known = m_data->find(country);
    return known != nullptr && known->closed;
}

std::string_view AddressRules::stateName(std::string_view country, std::string_view code) const noexcept
{
    const Country* known = m_data->find(country);
    if (known == nullptr)
        return {};
    const auto found = std::find_if(known->states.begin(), known->states.end(), [code](const State& state) { return state.code == code; });
    return found == known->states.end() ? std::string_view{} : found->name;
}

std::string_view AddressRules::postalExample(std::string_view country) const noexcept
{
    const Country* known = m_data->find(country);
    return known == nullptr ? std::string_view{} : known->example;
}

bool AddressRules::isMilitary(const AddressView& address) noexcept
{
    constexpr std::size_t kLongestCity = 8; // "A.P.O." and the like
    if (countryIndex(address.country) != kUnitedStates)
        return false;
    const int state = countryIndex(address.state);
    if (state == countryIndex("AA") || state == countryIndex("AE") || state == countryIndex("AP"))
        return true;
    if (address.city.size() > kLongestCity)
        return false;
    const StateKey city(address.city);
    return city.view() == "apo" || city.view() == "fpo" || city.view() == "dpo";
}

bool AddressRules::isTerritory(const AddressView& address) noexcept
{
    constexpr std::array<int, 8> kCodes{countryIndex("PR"), countryIndex("GU"), countryIndex("VI"), countryIndex("AS"), countryIndex("MP"), countryIndex("FM"),
        countryIndex("MH"), countryIndex("PW")};
    constexpr std::array<std::string_view, 8> kNames{"puertorico", "guam", "virginislands", "usvirginislands", "americansamoa", "northernmarianaislands",
        "marshallislands", "palau"};
    const bool asState = countryIndex(address.country) == kUnitedStates;
    const std::string_view place = asState ? address.state : address.country;
    if (place.size() <= 2)
        return std::find(kCodes.begin(), kCodes.end(), countryIndex(place)) != kCodes.end();
    const StateKey name(place);
    return asState && std::find(kNames.begin(), kNames.end(), name.view()) != kNames.end();
}

Result<AddressRules> loadBundledAddressRules()
{
    const auto rules = bundledFile(QStringLiteral("address/rules.json"));
    const auto overrides = bundledFile(QStringLiteral("address/overrides.json"));
    if (!rules || !overrides)
        return tl::unexpected(rules ? overrides.error() : rules.error());
    return AddressRules::load(*rules, *overrides);
}

} // namespace t6
