// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <map>
#include <string>
#include <vector>

namespace t6 {

class AddressRules;

/// The countries of the address rules and what people write for them. Immutable; const use from any thread; about 10 ms to make.
class Countries
{
public:
    explicit Countries(const AddressRules& rules);

    struct Country
    {
        QString code; ///< ISO 3166, two letters
        QString name; ///< English, as Unicode's CLDR has it
    };
    [[nodiscard]] const std::vector<Country>& all() const noexcept { return m_all; } ///< by name
    [[nodiscard]] QString name(QStringView code) const; ///< empty if unknown

    /// The code of a country written as code, English name, its own name ("Deutschland") or another usual one ("USA"), whatever
    /// case, accents and punctuation; empty if unknown.
    [[nodiscard]] QString find(QStringView text) const;
    /// The same, and the only country whose name begins with `text`.
    [[nodiscard]] QString findTyped(QStringView text) const;

private:
    std::vector<Country> m_all;
    std::map<std::string, QString> m_codes; ///< by nameKey()
};

} // namespace t6
