// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "addresstext.h"

#include <QStringList>

#include <optional>

namespace t6 {

/// What single lines of a pasted address say, whatever the country. For addresspaste.cpp.

/// The lines of a text, tidied, without empty ones and without quotation marks of e-mails; a single line is taken apart at its commas.
[[nodiscard]] QStringList addressLines(const QString& text);

/// Without blanks, commas, dashes and the like at both ends: what only separates.
[[nodiscard]] QString withoutSeparators(QStringView text);

struct LineLabel
{
    QString label; ///< "Phone"
    std::optional<AddressField> field; ///< none for "Ship to:", which says nothing about what follows
    bool email = false;
    QString rest;
};
/// "Phone: 555 0100"; nullopt if the line begins with no label that is known.
[[nodiscard]] std::optional<LineLabel> lineLabel(const QString& line);

/// Takes the e-mail addresses out of a line.
[[nodiscard]] QStringList takeEmails(QString& line);
[[nodiscard]] bool looksLikePhone(const QString& line);
[[nodiscard]] bool looksLikeStreet(const QString& line); ///< a number, a PO box
[[nodiscard]] bool looksLikeCompany(const QString& line); ///< "Acme GmbH", "Trinity College"

} // namespace t6
