// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <span>

namespace t6::sandbox {

// The stuff that the generator makes believable orders of. All text is UTF-8 and invented, or public (cities, postal codes).

/// A real city with a postal code that fits it. `street` holds %1 for the house number.
struct Place
{
    const char* country;
    const char* state;
    const char* city;
    const char* postalCode;
    const char* street;
    const char* phone; ///< %1 stands for four digits
};
/// Every place of that country; empty when the generator knows none.
[[nodiscard]] std::span<const Place> placesOf(const QString& country);
[[nodiscard]] std::span<const char* const> knownCountries();
/// Military mail and US territories.
[[nodiscard]] std::span<const Place> specialPlaces();

struct NameList
{
    std::span<const char* const> given, family;
    bool familyFirst = false;
};
[[nodiscard]] NameList namesOf(const QString& country);
/// Names that attack whoever shows them: markup, direction marks, emoji.
[[nodiscard]] std::span<const char* const> hostileNames();
[[nodiscard]] std::span<const char* const> hostileNotes();
[[nodiscard]] std::span<const char* const> instructionNotes();
[[nodiscard]] std::span<const char* const> harmlessNotes();

/// One kind of garment that Through6 makes, or another thing a merchant sells.
struct Article
{
    const char* code;
    const char* name;
    double ounces;
    double price;
    const char* customs;
    const char* tariff;
};
[[nodiscard]] std::span<const Article> garments();
[[nodiscard]] std::span<const Article> otherArticles();
struct Colour
{
    const char* code;
    const char* name;
};
[[nodiscard]] std::span<const Colour> colours();
[[nodiscard]] std::span<const char* const> sizes();

} // namespace t6::sandbox
