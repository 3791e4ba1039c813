// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addressrules.h"
#include "addresstext.h"

#include <QList>

#include <vector>

namespace t6 {

/// How one country writes an address: what a form shows, in which order and under which names. A plain value; any thread.
struct AddressForm
{
    struct Entry
    {
        AddressField field;
        QString label; ///< translated: "State", "Province", "Prefecture", "ZIP code" …
        bool required = false;
    };
    struct Subdivision
    {
        QString code, name;
        QString written; ///< as an order names it: the code where the country has a closed list of codes, else the name
    };

    std::vector<Entry> entries; ///< the fields that the country uses; country and phone are last
    std::vector<Subdivision> states; ///< by name; empty where the rules know none

    /// `country` is a code; an unknown one gets the form that suits most.
    [[nodiscard]] static AddressForm of(const AddressRules& rules, QStringView country);

    [[nodiscard]] const Entry* entry(AddressField field) const noexcept; ///< null if the country does not use it
    /// What was typed for a state, as an order names it: a code, a name or the only one that begins so ("calif" → CA). Empty if unknown or
    /// ambiguous.
    [[nodiscard]] QString stateTyped(const AddressRules& rules, QStringView country, QStringView text) const;
};

/// The name of a field whatever the country: "Address line 2". Translated.
[[nodiscard]] QString addressFieldName(AddressField field);

/// What is wrong with one field, in words; plain text that may hold the buyer's data.
struct AddressProblem
{
    AddressField field;
    QString text;
};
/// What the country's rules and a light look at the phone number find, at most one for each field, in the order of AddressField.
[[nodiscard]] QList<AddressProblem> addressProblems(const AddressRules& rules, const AddressText& address);

} // namespace t6
