// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addresstext.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace t6 {

class AddressRules;
class Countries;

/// What was read out of a pasted address. Nothing is lost: the letters and digits of all fields (with `spelled` as pasted) and of
/// `leftOut` are those of the text.
struct PastedAddress
{
    AddressText address; ///< fields that the text does not have are empty, the country too; nothing is corrected

    struct Spelling
    {
        AddressField field; ///< its value is a code …
        QString pasted; ///< … for this
    };
    QList<Spelling> spelled;
    QStringList leftOut; ///< e-mail addresses, and words like "Phone:" that only name a field
    struct Doubt
    {
        AddressField field;
        QString words; ///< translated; plain text that may hold the buyer's data
    };
    QList<Doubt> doubts;
};

/// Reads an address from several lines or from one with commas, as it comes from an e-mail. `country` is the code of the country that
/// is meant when the text names none. nullopt when the text is empty or too long to be an address.
[[nodiscard]] std::optional<PastedAddress> readAddress(const QString& text, const QString& country, const AddressRules& rules, const Countries& countries);

} // namespace t6
