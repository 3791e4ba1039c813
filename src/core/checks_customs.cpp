// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"
#include "customsrules.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace t6 {

namespace {

/// The customs union of the EU (with Monaco): parcels within it need no declaration.
constexpr std::array<std::string_view, 28> kCustomsUnion{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

bool isInCustomsUnion(std::string_view country) noexcept
{
    return std::any_of(kCustomsUnion.begin(), kCustomsUnion.end(), [country](std::string_view member) { return sameCountry(member, country); });
}

QString customsField(std::ptrdiff_t index, const char* member)
{
    return QStringLiteral("internationalOptions.customsItems[%1].%2").arg(index).arg(QLatin1String(member));
}

QString lineName(const CustomsItemView& item, std::ptrdiff_t index)
{
    return item.description.empty() ? Checks::tr("Customs line %1").arg(index + 1) : Checks::tr("Customs line “%1”").arg(inQuotes(item.description));
}

} // namespace

void CheckRun::customs()
{
    if (!m_international || (isInCustomsUnion(originCountry()) && isInCustomsUnion(m_order.shipTo.country)))
        return;
    if (m_order.customsContents.empty()) {
        raise(CheckCode::CustomsContents, [] {
            return Finding{QStringLiteral("internationalOptions.contents"), Checks::tr("The customs declaration does not say what kind of contents it is.")};
        });
    }
    if (m_order.customsItems.empty()) {
        raise(CheckCode::CustomsMissing, [this] {
            return Finding{QStringLiteral("internationalOptions.customsItems"),
                Checks::tr("The order goes to %1 without a customs declaration.").arg(inQuotes(m_order.shipTo.country))};
        });
        return;
    }
    customsItems();
}

void CheckRun::customsItems()
{
    const auto& lines = m_order.customsItems;
    // Each rule names the first line that breaks it.
    const auto each = [&](CheckCode code, const char* member, auto breaks, auto words) {
        const auto first = std::find_if(lines.begin(), lines.end(), breaks);
        if (first == lines.end())
            return;
        raise(code, [&] {
            const std::ptrdiff_t index = first - lines.begin();
            QString text = words(*first, lineName(*first, index));
            if (const auto more = static_cast<int>(std::count_if(first + 1, lines.end(), breaks)); more > 0)
                text += u' ' + Checks::tr("So have %n more line(s).", nullptr, more);
            return Finding{customsField(index, member), text};
        });
    };

    each(CheckCode::CustomsOrigin, "countryOfOrigin", [this](const CustomsItemView& line) { return !m_rules.isCountry(line.countryOfOrigin); },
        [](const CustomsItemView& line, const QString& name) {
            return line.countryOfOrigin.empty() ? Checks::tr("%1 has no country of origin.").arg(name)
                                                : Checks::tr("%1 has a country of origin that is no country code: “%2”.").arg(name, inQuotes(line.countryOfOrigin));
        });
    each(CheckCode::CustomsValue, "value", [](const CustomsItemView& line) { return line.value.minor <= 0; },
        [](const CustomsItemView&, const QString& name) { return Checks::tr("%1 has no value.").arg(name); });
    each(CheckCode::CustomsHs, "harmonizedTariffCode", [](const CustomsItemView& line) { return !isTariffCode(line.harmonizedTariffCode); },
        [](const CustomsItemView& line, const QString& name) {
            return line.harmonizedTariffCode.empty()
                ? Checks::tr("%1 has no harmonization code.").arg(name)
                : Checks::tr("%1 has a harmonization code that is not 6 to 10 digits: “%2”.").arg(name, inQuotes(line.harmonizedTariffCode));
        });
    each(CheckCode::CustomsVague, "description",
        [](const CustomsItemView& line) { return isVagueDescription(line.description); },
        [](const CustomsItemView& line, const QString& name) {
            return line.description.empty() ? Checks::tr("%1 has no description.").arg(name) : Checks::tr("%1 has a description that is too vague.").arg(name);
        });

    std::int64_t declared = 0;
    std::int64_t shipped = 0;
    bool withoutUnits = false;
    for (const CustomsItemView& line : lines) {
        declared += line.quantity;
        withoutUnits = withoutUnits || line.quantity <= 0;
    }
    for (const ItemView& item : m_order.items)
        shipped += isShippable(item) ? item.quantity : 0;
    if (declared != shipped || withoutUnits) {
        raise(CheckCode::CustomsQuantity, [&] {
            return Finding{customsField(0, "quantity"),
                withoutUnits ? Checks::tr("A line of the customs declaration has no quantity.")
                             : Checks::tr("The customs declaration counts %1 units, the order %2.").arg(declared).arg(shipped)};
        });
    }
}

} // namespace t6
