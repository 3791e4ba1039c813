// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addresstext.h"

#include <QList>

#include <cstdint>

namespace t6 {

class AddressRules;
class Countries;

/// A repair of an address that a person may accept with one click. Nothing applies one by itself.
struct AddressFix
{
    enum class Code : std::uint8_t { Tidied, CountryCode, Swapped, StateCode, StateFromPostalCode, LeadingZero, PostalSpelling };
    struct Change
    {
        AddressField field;
        QString value;
        bool operator==(const Change&) const = default;
    };

    Code code;
    AddressField field; ///< where it is offered
    QList<Change> changes; ///< one; two for Swapped
    QString why; ///< translated; plain text that may hold the buyer's data
};

/// What can be repaired without knowing more than the address and its country's rules, the surest first.
[[nodiscard]] QList<AddressFix> addressFixes(const AddressText& address, const AddressRules& rules, const Countries& countries);

[[nodiscard]] AddressText applied(AddressText address, const AddressFix& fix);

} // namespace t6
