// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace t6 {

namespace {

using Part = AddressRules::Part;

struct PartInfo
{
    Part part;
    const char* field;
    const char* name;
};
constexpr std::array<PartInfo, AddressRules::kPartCount> kParts{{
    {Part::Name, "shipTo.name", QT_TRANSLATE_NOOP("t6::Checks", "name")},
    {Part::Street, "shipTo.street1", QT_TRANSLATE_NOOP("t6::Checks", "street")},
    {Part::City, "shipTo.city", QT_TRANSLATE_NOOP("t6::Checks", "city")},
    {Part::State, "shipTo.state", QT_TRANSLATE_NOOP("t6::Checks", "state")},
    {Part::PostalCode, "shipTo.postalCode", QT_TRANSLATE_NOOP("t6::Checks", "postal code")},
    {Part::Country, "shipTo.country", QT_TRANSLATE_NOOP("t6::Checks", "country")},
}};

/// Carriers that hand over at a door only. A code belongs to a carrier when it begins with it ("ups_walleted").
constexpr std::array<std::string_view, 14> kDoorCarriers{"ups", "fedex", "dhl_express", "dhl", "ontrac", "lasership", "purolator", "tforce", "gls", "dpd",
    "canpar", "aramex", "veho", "gso"};
/// Their exceptions: the last mile is the post's.
constexpr std::array<std::string_view, 2> kPostalCarriers{"dhl_global_mail", "dhl_ecommerce"};
constexpr std::array<std::string_view, 5> kPostalServices{"surepost", "mail_innovations", "smartpost", "ground_economy", "ground_saver"};

/// Services whose carrier wants to call the recipient.
constexpr std::array<std::string_view, 8> kPhoneServices{"fedex_", "ups_next_day", "ups_2nd_day", "ups_3_day", "ups_worldwide", "ups_express", "ups_standard",
    "dhl_express"};
constexpr std::array<std::string_view, 3> kQuietServices{"fedex_ground", "fedex_home_delivery", "fedex_smartpost"};

template <std::size_t Size>
bool beginsWithAny(std::string_view code, const std::array<std::string_view, Size>& prefixes) noexcept
{
    return std::any_of(prefixes.begin(), prefixes.end(), [code](std::string_view prefix) { return code.starts_with(prefix); });
}

bool deliversAtDoorOnly(const OrderView& order) noexcept
{
    if (!beginsWithAny(order.carrierCode, kDoorCarriers) || beginsWithAny(order.carrierCode, kPostalCarriers))
        return false;
    return std::none_of(kPostalServices.begin(), kPostalServices.end(),
        [&](std::string_view service) { return order.serviceCode.find(service) != std::string_view::npos; });
}

bool needsPhone(const OrderView& order) noexcept
{
    return order.carrierCode.starts_with("dhl_express")
        || (beginsWithAny(order.serviceCode, kPhoneServices) && !beginsWithAny(order.serviceCode, kQuietServices));
}

// --- unit numbers -------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 32> kUnitWords{"apartamento", "apartment", "app", "appartement", "appt", "apt", "apto", "bldg", "building",
    "depto", "departamento", "dorm", "dpto", "etage", "fl", "flat", "floor", "int", "lot", "og", "piso", "rm", "room", "ste", "stiege", "stock", "suite",
    "top", "trailer", "unit", "whg", "wohnung"};

bool hasDigit(std::string_view word) noexcept
{
    return word.find_first_of("0123456789") != std::string_view::npos;
}

bool isUnitWord(std::string_view word) noexcept
{
    return std::find(kUnitWords.begin(), kUnitWords.end(), word) != kUnitWords.end();
}

/// "apt 4", "unit b", "3rd floor": the word and what names the unit, in either order.
bool lineHasUnit(std::string_view line) noexcept
{
    std::string_view before;
    bool afterUnitWord = false;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        const std::string_view word = line.substr(0, end);
        if (afterUnitWord && (hasDigit(word) || word.size() <= 2))
            return true;
        afterUnitWord = isUnitWord(word);
        if ((word == "floor" || word == "fl" || word == "etage" || word == "stock" || word == "og" || word == "piso") && hasDigit(before))
            return true;
        before = word;
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return false;
}

bool hasNumberSign(std::string_view line) noexcept
{
    for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
        const std::size_t next = line.find_first_not_of(' ', at + 1);
        if (next != std::string_view::npos && ((line[next] >= '0' && line[next] <= '9') || ((line[next] | 0x20) >= 'a' && (line[next] | 0x20) <= 'z')))
            return true;
    }
    return false;
}

/// A second line that is nothing but "4B" or "B-12".
bool isBareUnit(std::string_view line) noexcept
{
    constexpr std::size_t kLongest = 6;
    return line.size() <= kLongest && hasDigit(line)
        && line.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-/ ") == std::string_view::npos;
}

} // namespace

bool hasUnit(const AddressView& address) noexcept
{
    constexpr std::size_t kLongestLine = 512;
    for (const std::string_view full : {address.street1, address.street2, address.street3}) {
        const std::string_view line = full.substr(0, kLongestLine);
        const WordText words(line);
        const std::string_view text = words.view();
        if (hasNumberSign(line) || lineHasUnit(text.substr(0, text.find('\n'))))
            return true;
    }
    return isBareUnit(address.street2) || isBareUnit(address.street3);
}

void CheckRun::addressParts()
{
    const AddressView& to = m_order.shipTo;
    const AddressRules::PartSet missing = m_rules.missing(to);
    if (missing != 0) {
        raise(CheckCode::AddressIncomplete, [missing] {
            QStringList names;
            QString field;
            for (const PartInfo& part : kParts) {
                if ((missing & AddressRules::bit(part.part)) == 0)
                    continue;
                names += QCoreApplication::translate("t6::Checks", part.name);
                if (field.isEmpty())
                    field = QString::fromLatin1(part.field);
            }
            return Finding{field, Checks::tr("Missing in Ship To: %1.").arg(names.join(QStringLiteral(", ")))};
        });
    }

    if ((missing & AddressRules::bit(Part::Country)) != 0)
        return;
    if (!m_knownCountry) {
        raise(CheckCode::AddressFormat, [&to] {
            return Finding{QStringLiteral("shipTo.country"), Checks::tr("“%1” is not a two-letter country code.").arg(inQuotes(to.country))};
        });
        return;
    }
    if (m_rules.hasStates(to.country) && (missing & AddressRules::bit(Part::State)) == 0 && m_rules.stateCode(to.country, to.state).empty()) {
        raise(CheckCode::AddressFormat, [&to] {
            return Finding{QStringLiteral("shipTo.state"), Checks::tr("“%1” is not a state or province of %2.").arg(inQuotes(to.state), inQuotes(to.country))};
        });
        return;
    }
    const AddressRules::PostalVerdict verdict = m_rules.postalCode(to);
    if (verdict.fit != AddressRules::PostalFit::WrongFormat && verdict.fit != AddressRules::PostalFit::WrongState)
        return;
    raise(CheckCode::AddressFormat, [&] {
        QString text;
        if (verdict.fit == AddressRules::PostalFit::WrongFormat) {
            const QString example = inQuotes(m_rules.postalExample(to.country));
            text = Checks::tr("“%1” is not a postal code of %2.").arg(inQuotes(to.postalCode), inQuotes(to.country));
            if (!example.isEmpty())
                text += u' ' + Checks::tr("One looks like %1.").arg(example);
        } else if (verdict.suggestedState.empty()) {
            text = Checks::tr("Postal code %1 does not belong to %2.").arg(inQuotes(to.postalCode), inQuotes(to.state));
        } else {
            text = Checks::tr("Postal code %1 belongs to %2, not to %3.").arg(inQuotes(to.postalCode), inQuotes(verdict.suggestedState), inQuotes(to.state));
        }
        return Finding{QStringLiteral("shipTo.postalCode"), text};
    });
}

void CheckRun::addressVerdict()
{
    const auto field = QStringLiteral("shipTo.addressVerified");
    switch (m_order.shipTo.verdict) {
    case AddressVerdict::Failed:
        raise(CheckCode::AddressRejected, [&field] { return Finding{field, Checks::tr("ShipStation could not verify the address.")}; });
        break;
    case AddressVerdict::Warning:
        raise(CheckCode::AddressWarning, [&field] { return Finding{field, Checks::tr("ShipStation verified the address with a warning.")}; });
        break;
    case AddressVerdict::NotYetValidated:
        raise(CheckCode::AddressUnchecked, [&field] { return Finding{field, Checks::tr("ShipStation has not verified the address yet.")}; });
        break;
    case AddressVerdict::None:
    case AddressVerdict::Verified:
        break;
    }
}

void CheckRun::addressStreet()
{
    const AddressView& to = m_order.shipTo;
    WordText street(to.street1);
    street.append(to.street2);
    street.append(to.street3);
    addressBuilding(street);
    addressReach(street);
}

void CheckRun::addressBuilding(const WordText& street)
{
    const AddressView& to = m_order.shipTo;
    const std::string_view building = m_account.multiUnit.find(street);
    if ((!m_memory.hadUnit && building.empty()) || hasUnit(to))
        return;
    raise(CheckCode::AddressUnit, [&] {
        return Finding{QStringLiteral("shipTo.street2"),
            m_memory.hadUnit ? Checks::tr("An earlier version of this address had a unit number.")
                             : Checks::tr("“%1” looks like a building of many units, and no unit is given.").arg(inQuotes(to.street1))};
    });
}

void CheckRun::addressReach(const WordText& street)
{
    const AddressView& to = m_order.shipTo;
    const bool doorOnly = deliversAtDoorOnly(m_order);
    if (doorOnly && !m_account.poBox.find(street).empty()) {
        raise(CheckCode::AddressPobox, [&] {
            return Finding{QStringLiteral("shipTo.street1"), Checks::tr("%1 does not deliver to a PO box.").arg(inQuotes(m_order.carrierCode))};
        });
        return;
    }
    if (m_military && doorOnly) {
        raise(CheckCode::AddressPobox, [&] {
            return Finding{QStringLiteral("shipTo.state"), Checks::tr("%1 does not deliver to military addresses.").arg(inQuotes(m_order.carrierCode))};
        });
    } else if (m_military || m_territory) {
        raise(CheckCode::AddressPobox, Severity::Check, [&] {
            return Finding{m_military || sameCountry(to.country, "US") ? QStringLiteral("shipTo.state") : QStringLiteral("shipTo.country"),
                m_military ? Checks::tr("A military address: only the Postal Service delivers, and customs forms may be asked for.")
                           : Checks::tr("A US territory: customs forms may be asked for.")};
        });
    }
}

void CheckRun::phone()
{
    if (isPhone(m_order.shipTo.phone) || !(m_international || needsPhone(m_order)))
        return;
    raise(CheckCode::PhoneMissing, [this] {
        return Finding{QStringLiteral("shipTo.phone"),
            m_international ? Checks::tr("An international shipment needs the recipient's phone number.")
                            : Checks::tr("Service %1 needs the recipient's phone number.").arg(inQuotes(m_order.serviceCode.empty() ? m_order.carrierCode : m_order.serviceCode))};
    });
}

} // namespace t6
