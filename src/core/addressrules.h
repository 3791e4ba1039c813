// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderview.h"
#include "result.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <string>
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
    /// Parts that the country requires and the address lacks, in reading order. Name, street and country are required everywhere.
    [[nodiscard]] std::vector<Part> missing(const AddressView& address) const;

    enum class PostalFit : std::uint8_t { Fits, NotAsked, WrongFormat, WrongState };
    struct PostalVerdict
    {
        PostalFit fit = PostalFit::Fits;
        std::string_view suggestedState; ///< for WrongState: the state the code belongs to, if exactly one
    };
    [[nodiscard]] PostalVerdict postalCode(const AddressView& address) const noexcept;

    /// The ISO code of a state written as code or name in any case ("calif" is no match here, "california" is); empty if unknown.
    [[nodiscard]] std::string_view stateCode(std::string_view country, std::string_view state) const noexcept;
    /// True when the country has a closed list of states/provinces.
    [[nodiscard]] bool hasStates(std::string_view country) const noexcept;
    [[nodiscard]] std::string_view stateName(std::string_view country, std::string_view code) const noexcept;
    /// Example of a valid postal code, for messages; may be empty.
    [[nodiscard]] std::string_view postalExample(std::string_view country) const noexcept;
    /// US territory (PR, GU, VI, AS, MP …) or military mail (AA, AE, AP).
    [[nodiscard]] static bool isMilitary(const AddressView& address) noexcept;
    [[nodiscard]] static bool isTerritory(const AddressView& address) noexcept;

private:
    struct Data;
    explicit AddressRules(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace t6
