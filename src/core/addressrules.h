// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderview.h"
#include "result.h"

#include <QByteArrayView>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace t6 {

/// What a country's post asks of an address, read from resources/address/rules.json (data: Google, CC-BY 4.0) and
/// overrides.json. Immutable after load(); const use from any thread. Codes are upper case ISO 3166.
class AddressRules
{
public:
    /// Reads both files; the error names the line at fault.
    [[nodiscard]] static Result<AddressRules> load(QByteArrayView rules, QByteArrayView overrides);
    AddressRules(AddressRules&&) noexcept;
    AddressRules& operator=(AddressRules&&) noexcept;
    ~AddressRules();

    [[nodiscard]] bool isCountry(std::string_view code) const noexcept;

    enum class Part : std::uint8_t { Name, Street, City, State, PostalCode, Country };
    static constexpr int kPartCount = 6;
    using PartSet = std::uint8_t; ///< bit(Part) each
    [[nodiscard]] static constexpr PartSet bit(Part part) noexcept { return static_cast<PartSet>(1U << static_cast<unsigned>(part)); }
    /// Parts that the country requires and the address lacks. Name, street and country are required everywhere; text without a
    /// letter or digit counts as absent.
    [[nodiscard]] PartSet missing(const AddressView& address) const noexcept;
    [[nodiscard]] PartSet required(std::string_view country) const noexcept;
    /// The parts as the country writes them in Latin letters, a letter each: N name, O company, A street, C city, S state, Z postal code.
    [[nodiscard]] std::string_view order(std::string_view country) const noexcept;
    /// What the country calls its states, postal codes or cities, in the words of the data ("prefecture", "pin", "post_town"); empty
    /// for the usual.
    [[nodiscard]] std::string_view word(std::string_view country, Part part) const noexcept;

    enum class PostalFit : std::uint8_t { Fits, NotAsked, WrongFormat, WrongState };
    struct PostalVerdict
    {
        PostalFit fit = PostalFit::Fits;
        std::string_view suggestedState; ///< for WrongState: the state the code belongs to, if exactly one
    };
    [[nodiscard]] PostalVerdict postalCode(const AddressView& address) const noexcept;

    /// The ISO code of a state written as code or name, whatever its case, accents and punctuation ("calif" is no match here,
    /// "California" and "N.Y." are); empty if unknown.
    [[nodiscard]] std::string_view stateCode(std::string_view country, std::string_view state) const noexcept;
    /// True when the country has a closed list of states/provinces: another one is a mistake.
    [[nodiscard]] bool hasStates(std::string_view country) const noexcept;
    [[nodiscard]] std::string_view stateName(std::string_view country, std::string_view code) const noexcept;
    /// The one state whose postal codes begin like this; empty when the country has no closed list, or none or several do.
    [[nodiscard]] std::string_view stateOfPostalCode(std::string_view country, std::string_view postalCode) const noexcept;
    struct StateName
    {
        std::string_view code, name;
    };
    [[nodiscard]] std::vector<StateName> states(std::string_view country) const; ///< in the order of the post's own list
    /// Example of a valid postal code, for messages; may be empty.
    [[nodiscard]] std::string_view postalExample(std::string_view country) const noexcept;
    /// Military mail of the US: state AA, AE, AP or city APO, FPO, DPO.
    [[nodiscard]] static bool isMilitary(const AddressView& address) noexcept;
    /// PR, GU, VI, AS, MP and what else the US Postal Service serves as domestic, written as country or as state of the US.
    [[nodiscard]] static bool isTerritory(const AddressView& address) noexcept;

private:
    struct Data;
    explicit AddressRules(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// The rules that are compiled into the program. Reads memory only; about 5 ms.
[[nodiscard]] Result<AddressRules> loadBundledAddressRules();

} // namespace t6
